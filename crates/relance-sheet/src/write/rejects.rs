//! Rejected rows, given back in the layout in which they came, with one more column that says
//! why: corrected, the file can be dropped again.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::{Column, CsvWriter, XlsxWriter};
use crate::cell::{CellRef, RowRef};
use crate::error::SheetError;
use crate::options::Format;
use crate::workbook::Workbook;

/// A file of rejected rows being written.
pub struct Rejects {
    output: Output,
    columns: usize,
    rows: u64,
}

enum Output {
    Csv(CsvWriter<BufWriter<File>>),
    Xlsx { writer: Box<XlsxWriter>, path: PathBuf },
}

impl Rejects {
    /// Extension of the file to propose: "csv" for a text, "xlsx" for any workbook.
    pub fn extension(like: &Workbook) -> &'static str {
        if like.format == Format::Csv { "csv" } else { "xlsx" }
    }

    /// Begins the file `path`; `header` is the header row of the original, if it has one.
    pub fn create(
        path: &Path,
        like: &Workbook,
        header: Option<&[String]>,
        reason_header: &str,
    ) -> Result<Rejects, SheetError> {
        let columns = header.map_or(0, <[String]>::len);
        let output = if like.format == Format::Csv {
            let file = BufWriter::new(File::create(path)?);
            let mut writer = CsvWriter::faithful(file, like.delimiter.unwrap_or(b','))?;
            if let Some(header) = header {
                writer.write_row(header.iter().map(String::as_str).chain([reason_header]))?;
            }
            Output::Csv(writer)
        } else {
            let mut listed: Vec<Column> = header.unwrap_or_default().iter().map(Column::text).collect();
            listed.push(Column { width: Some(40.0), ..Column::text(reason_header) });
            let name = like.sheets.first().map_or("", |sheet| sheet.name.as_str());
            Output::Xlsx { writer: Box::new(XlsxWriter::new(name, &listed)?), path: path.to_owned() }
        };
        Ok(Rejects { output, columns, rows: 0 })
    }

    /// Adds a row as it was read, and why it was not imported.
    pub fn write(&mut self, row: RowRef<'_>, reason: &str) -> Result<(), SheetError> {
        // The reason stands under its header, or after the longest row where there is none.
        let width = self.columns.max(row.len());
        match &mut self.output {
            Output::Csv(writer) => {
                let cells = (0..width).map(|index| row.text(index)).chain([reason.into()]);
                writer.write_row(cells)?;
            }
            Output::Xlsx { writer, .. } => {
                let mut cells: Vec<CellRef<'_>> = (0..width).map(|index| row.cell(index)).collect();
                cells.push(CellRef::Text(reason));
                writer.write_row(&cells)?;
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the file and tells how many rows it holds.
    pub fn finish(self) -> Result<u64, SheetError> {
        match self.output {
            Output::Csv(writer) => {
                writer.finish()?;
            }
            Output::Xlsx { writer, path } => writer.save(&path)?,
        }
        Ok(self.rows)
    }
}
