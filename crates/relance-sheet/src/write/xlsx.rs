//! XLSX out, row by row: only the current row is in memory, the rest waits in a temporary file.

use std::io::{Seek, Write};
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::cell::CellRef;
use crate::error::SheetError;

/// Excel's own bounds.
const MOST_ROWS: u32 = 1_048_576;
const MOST_CHARACTERS: usize = 32_767;

/// What the cells of a column are, so that Excel sorts and shows them rightly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    Text,
    Number,
    /// Two decimals, thousands apart.
    Amount,
    Date,
    DateTime,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub header: String,
    pub kind: ColumnKind,
    /// In characters; by the header's length and the kind when `None`.
    pub width: Option<f64>,
}

impl Column {
    pub fn new(header: impl Into<String>, kind: ColumnKind) -> Column {
        Column { header: header.into(), kind, width: None }
    }

    pub fn text(header: impl Into<String>) -> Column {
        Column::new(header, ColumnKind::Text)
    }

    pub fn number(header: impl Into<String>) -> Column {
        Column::new(header, ColumnKind::Number)
    }

    pub fn amount(header: impl Into<String>) -> Column {
        Column::new(header, ColumnKind::Amount)
    }

    pub fn date(header: impl Into<String>) -> Column {
        Column::new(header, ColumnKind::Date)
    }

    pub fn date_time(header: impl Into<String>) -> Column {
        Column::new(header, ColumnKind::DateTime)
    }

    fn width(&self) -> f64 {
        let least = match self.kind {
            ColumnKind::Text => 16.0,
            ColumnKind::Number => 10.0,
            ColumnKind::Amount | ColumnKind::Date => 12.0,
            ColumnKind::DateTime => 17.0,
        };
        self.width.unwrap_or_else(|| (self.header.chars().count() as f64 + 4.0).clamp(least, 60.0))
    }
}

/// Sheets with a bold, frozen header, filters, and typed columns, one after the other.
pub struct XlsxWriter {
    workbook: Workbook,
    names: Vec<String>,
    date: Format,
    date_time: Format,
    amount: Format,
    kinds: Vec<ColumnKind>,
    rows: u32,
}

impl XlsxWriter {
    pub fn new(sheet_name: &str, columns: &[Column]) -> Result<XlsxWriter, SheetError> {
        let mut writer = XlsxWriter {
            workbook: Workbook::new(),
            names: Vec::new(),
            date: Format::new().set_num_format("dd/mm/yyyy"),
            date_time: Format::new().set_num_format("dd/mm/yyyy hh:mm"),
            amount: Format::new().set_num_format("#,##0.00"),
            kinds: Vec::new(),
            rows: 0,
        };
        writer.add_sheet(sheet_name, columns)?;
        Ok(writer)
    }

    /// Ends the sheet being written and begins another one behind it.
    pub fn next_sheet(&mut self, name: &str, columns: &[Column]) -> Result<(), SheetError> {
        self.add_filter()?;
        self.add_sheet(name, columns)
    }

    fn add_sheet(&mut self, name: &str, columns: &[Column]) -> Result<(), SheetError> {
        let bold = Format::new().set_bold();
        let mut name = allowed_name(name);
        // Excel wants each name once, whatever the case.
        while self.names.contains(&name.to_lowercase()) {
            let kept: String = name.chars().take(27).collect();
            name = format!("{kept} {}", self.names.len() + 1);
        }
        self.names.push(name.to_lowercase());
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(refused)?;
        sheet.set_name(name).map_err(refused)?;
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        for (index, column) in columns.iter().enumerate() {
            let index = position(index)?;
            sheet.set_column_width(index, column.width()).map_err(refused)?;
            sheet.write_string_with_format(0, index, column.header.as_str(), &bold).map_err(refused)?;
        }
        self.kinds = columns.iter().map(|column| column.kind).collect();
        self.rows = 1;
        Ok(())
    }

    /// Adds a row below the others. A text longer than Excel holds is cut and ends in "…".
    pub fn write_row(&mut self, cells: &[CellRef<'_>]) -> Result<(), SheetError> {
        if self.rows >= MOST_ROWS {
            return Err(SheetError::TooManyRows { limit: u64::from(MOST_ROWS) });
        }
        let row = self.rows;
        let sheet = self.workbook.worksheet_from_index(self.names.len() - 1).map_err(refused)?;
        for (index, cell) in cells.iter().enumerate() {
            let column = position(index)?;
            let is_amount = self.kinds.get(index) == Some(&ColumnKind::Amount);
            let written = match *cell {
                CellRef::Empty => continue,
                CellRef::Text("") => continue,
                CellRef::Text(text) | CellRef::Error(text) => write_text(sheet, row, column, text),
                CellRef::Number(number) if is_amount => {
                    sheet.write_number_with_format(row, column, number, &self.amount)
                }
                CellRef::Number(number) => sheet.write_number(row, column, number),
                CellRef::Bool(flag) => sheet.write_boolean(row, column, flag),
                CellRef::Date(date) => match excel_day(date.and_time(chrono::NaiveTime::MIN)) {
                    Some(day) => sheet.write_datetime_with_format(row, column, &day, &self.date),
                    None => write_text(sheet, row, column, &date.to_string()),
                },
                CellRef::DateTime(instant) => match excel_day(instant) {
                    Some(day) => sheet.write_datetime_with_format(row, column, &day, &self.date_time),
                    None => write_text(sheet, row, column, &instant.to_string()),
                },
            };
            written.map_err(refused)?;
        }
        self.rows += 1;
        Ok(())
    }

    pub fn save(mut self, path: &Path) -> Result<(), SheetError> {
        self.add_filter()?;
        self.workbook.save(path).map_err(refused)
    }

    pub fn finish<W: Write + Seek + Send>(mut self, output: W) -> Result<(), SheetError> {
        self.add_filter()?;
        self.workbook.save_to_writer(output).map_err(refused)
    }

    fn add_filter(&mut self) -> Result<(), SheetError> {
        let Some(last) = self.kinds.len().checked_sub(1) else { return Ok(()) };
        let (row, column) = (self.rows - 1, position(last)?);
        let sheet = self.workbook.worksheet_from_index(self.names.len() - 1).map_err(refused)?;
        sheet.autofilter(0, 0, row, column).map_err(refused)?;
        Ok(())
    }
}

fn write_text<'a>(
    sheet: &'a mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
) -> Result<&'a mut Worksheet, XlsxError> {
    if text.len() <= MOST_CHARACTERS || text.chars().count() <= MOST_CHARACTERS {
        return sheet.write_string(row, column, text);
    }
    let mut cut: String = text.chars().take(MOST_CHARACTERS - 1).collect();
    cut.push('…');
    sheet.write_string(row, column, cut)
}

/// Excel knows no day before 1900.
fn excel_day(instant: chrono::NaiveDateTime) -> Option<ExcelDateTime> {
    use chrono::{Datelike, Timelike};
    let date = ExcelDateTime::from_ymd(
        u16::try_from(instant.year()).ok()?,
        u8::try_from(instant.month()).ok()?,
        u8::try_from(instant.day()).ok()?,
    )
    .ok()?;
    let (hour, minute, second) = (instant.hour(), instant.minute(), instant.second());
    if (hour, minute, second) == (0, 0, 0) {
        return Some(date);
    }
    date.and_hms(hour as u16, minute as u8, second).ok()
}

fn position(index: usize) -> Result<u16, SheetError> {
    u16::try_from(index).ok().filter(|&index| index < 16_384).ok_or(SheetError::TooManyColumns {
        line: 0,
        columns: index as u64 + 1,
        limit: 16_384,
    })
}

/// A sheet name has at most 31 characters, some of which are forbidden.
fn allowed_name(name: &str) -> String {
    let kept = name.chars().filter(|letter| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\'));
    let kept: String = kept.take(31).collect();
    let kept = kept.trim_matches(['\'', ' ']);
    if kept.is_empty() { "Relance".to_owned() } else { kept.to_owned() }
}

fn refused(error: XlsxError) -> SheetError {
    match error {
        XlsxError::IoError(error) => error.into(),
        other => SheetError::Io { detail: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_become_allowed() {
        assert_eq!(allowed_name("A/B: [c]"), "AB c");
        assert_eq!(allowed_name("'?'"), "Relance");
        assert_eq!(allowed_name(&"é".repeat(40)).chars().count(), 31);
    }
}
