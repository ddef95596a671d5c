//! XLSX, XLSM and XLSB through calamine's cell streams: one row in memory at a time, shared
//! strings borrowed from the workbook.

use std::collections::HashMap;
use std::io::BufReader;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsb, Xlsx, XlsxCellReader};

use super::merged::{Carry, Merged, downwards};
use super::{guarded, settle, xlsb};
use crate::cell::{Cells, RowRef};
use crate::error::SheetError;
use crate::options::Limits;
use crate::source::{Bytes, Source};
use crate::workbook::SheetInfo;

type Input = BufReader<Box<dyn Bytes>>;

/// Where cells are merged is told behind all rows of a sheet: of longer ones it is not asked.
const MERGED_ROWS: u64 = 200_000;
/// The same in bytes of the file, where a sheet does not say how long it is.
const MERGED_BYTES: u64 = 8 << 20;

pub(crate) struct Book {
    file: BookFile,
    source: Source,
    bytes: u64,
    /// Cells merged downwards, by sheet, once they were asked for.
    merged: HashMap<String, Vec<Merged>>,
}

enum BookFile {
    Xlsx(Box<Xlsx<Input>>),
    Xlsb(Box<Xlsb<Input>>),
}

impl Book {
    pub(crate) fn open(source: &Source, is_binary: bool) -> Result<Book, SheetError> {
        let (input, bytes) = (BufReader::new(source.open()?), source.length()?);
        guarded(|| {
            let file = if is_binary {
                BookFile::Xlsb(Box::new(Xlsb::new(input).map_err(xlsb_error)?))
            } else {
                BookFile::Xlsx(Box::new(Xlsx::new(input).map_err(xlsx_error)?))
            };
            Ok(Book { file, source: source.clone(), bytes, merged: HashMap::new() })
        })
    }

    pub(crate) fn sheets(&mut self) -> Vec<SheetInfo> {
        let metadata = match &self.file {
            BookFile::Xlsx(book) => book.sheets_metadata(),
            BookFile::Xlsb(book) => book.sheets_metadata(),
        };
        let listed: Vec<_> = metadata
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
            .collect();
        listed
            .into_iter()
            .map(|(name, hidden)| {
                let size = self.declared_size(&name).ok().flatten();
                let (rows, columns) = (size.map(|size| size.0), size.map(|size| size.1));
                SheetInfo { name, hidden, rows, columns }
            })
            .collect()
    }

    /// Rows and columns that the sheet declares; a declared single cell is what lazy writers put.
    fn declared_size(&mut self, name: &str) -> Result<Option<(u64, u32)>, SheetError> {
        let declared = guarded(|| {
            Ok(match &mut self.file {
                BookFile::Xlsx(book) => book.worksheet_cells_reader(name).map_err(xlsx_error)?.dimensions(),
                BookFile::Xlsb(book) => book.worksheet_cells_reader(name).map_err(xlsb_error)?.dimensions(),
            })
        })?;
        let (rows, columns) = (u64::from(declared.end.0) + 1, declared.end.1.saturating_add(1));
        Ok((rows > 1 || columns > 1).then_some((rows, columns)))
    }

    /// Cells merged downwards; none where that cannot be told, which is no reason not to read the rows.
    fn merged(&mut self, name: &str) -> &[Merged] {
        if !self.merged.contains_key(name) {
            let is_long = match self.declared_size(name) {
                Ok(Some((rows, _))) => rows > MERGED_ROWS,
                _ => self.bytes > MERGED_BYTES,
            };
            let source = &self.source;
            let found = match &mut self.file {
                _ if is_long => Ok(Vec::new()),
                BookFile::Xlsx(book) => guarded(|| book.merge_cells_by_sheet_name(name).map_err(xlsx_error))
                    .map(|found| found.iter().filter_map(downwards).collect()),
                BookFile::Xlsb(_) => guarded(|| xlsb::merged(source, name)),
            };
            self.merged.insert(name.to_owned(), found.unwrap_or_default());
        }
        self.merged.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    pub(crate) fn rows(&mut self, name: &str, limits: Limits) -> Result<BookRows<'_>, SheetError> {
        let carry = Carry::new(self.merged(name));
        let (cells, is_1904) = guarded(|| {
            Ok(match &mut self.file {
                BookFile::Xlsx(book) => {
                    let is_1904 = book.has_1904_epoch();
                    let cells = book.worksheet_cells_reader(name).map_err(xlsx_error)?;
                    (Stream::Xlsx(Box::new(cells)), is_1904)
                }
                BookFile::Xlsb(book) => {
                    let is_1904 = book.has_1904_epoch();
                    let mut cells = book.worksheet_cells_reader(name).map_err(xlsb_error)?;
                    let next = move || cells.next_cell().map_err(xlsb_error);
                    (Stream::Xlsb(Box::new(next)), is_1904)
                }
            })
        })?;
        let row = Vec::new();
        Ok(BookRows { cells, is_1904, limits, carry, row, ahead: None, ended: false, rows: 0, last: 0 })
    }
}

enum Stream<'a> {
    Xlsx(Box<XlsxCellReader<'a, Input>>),
    /// calamine does not export the name of this reader.
    Xlsb(Box<dyn FnMut() -> Result<Option<calamine::Cell<DataRef<'a>>>, SheetError> + Send + 'a>),
}

type Placed<'a> = ((u32, u32), DataRef<'a>);

impl<'a> Stream<'a> {
    /// Next cell that holds something.
    fn next(&mut self) -> Result<Option<Placed<'a>>, SheetError> {
        loop {
            let cell = match self {
                Stream::Xlsx(cells) => cells.next_cell().map_err(xlsx_error)?,
                Stream::Xlsb(next) => next()?,
            };
            let Some(cell) = cell else { return Ok(None) };
            match cell.get_value() {
                DataRef::Empty => {}
                DataRef::String(text) if text.is_empty() => {}
                value => return Ok(Some((cell.get_position(), value.clone()))),
            }
        }
    }
}

pub(crate) struct BookRows<'a> {
    cells: Stream<'a>,
    is_1904: bool,
    limits: Limits,
    carry: Carry<DataRef<'a>>,
    row: Vec<DataRef<'a>>,
    ahead: Option<Placed<'a>>,
    ended: bool,
    rows: u64,
    /// Line of the row before.
    last: u64,
}

impl BookRows<'_> {
    pub(crate) fn next_row(&mut self) -> Result<Option<RowRef<'_>>, SheetError> {
        if self.ended {
            return Ok(None);
        }
        match guarded(|| self.fill()) {
            Ok(Some(line)) => {
                Ok(Some(RowRef { line, cells: Cells::Sheet { row: &self.row, is_1904: self.is_1904 } }))
            }
            Ok(None) => {
                self.ended = true;
                Ok(None)
            }
            Err(error) => {
                self.ended = true;
                Err(error)
            }
        }
    }

    /// Gathers the cells of the next row and returns its number.
    fn fill(&mut self) -> Result<Option<u64>, SheetError> {
        self.row.clear();
        let first = match self.ahead.take() {
            Some(cell) => Some(cell),
            None => self.cells.next()?,
        };
        let Some(((number, column), value)) = first else { return Ok(None) };
        self.place(number, column, value)?;
        loop {
            match self.cells.next()? {
                Some(((next, column), value)) if next == number => self.place(number, column, value)?,
                Some(cell) => {
                    self.ahead = Some(cell);
                    break;
                }
                // The stream must not be asked again after its end.
                None => {
                    self.ended = true;
                    break;
                }
            }
        }
        self.carry.complete(number, &mut self.row, text_length);
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(SheetError::TooManyRows { limit: self.limits.rows });
        }
        // Rows that a file numbers backwards are still rows: a line that went down would be taken for one before the header.
        self.last = (u64::from(number) + 1).max(self.last + 1);
        Ok(Some(self.last))
    }
}

fn text_length(value: &DataRef<'_>) -> Option<usize> {
    match value {
        DataRef::Empty => None,
        DataRef::String(text) => Some(text.len()),
        DataRef::SharedString(text) => Some(text.len()),
        _ => Some(0),
    }
}

impl<'a> BookRows<'a> {
    fn place(&mut self, number: u32, column: u32, value: DataRef<'a>) -> Result<(), SheetError> {
        let line = u64::from(number) + 1;
        let index = column as usize;
        if index >= self.limits.columns {
            let limit = self.limits.columns as u64;
            return Err(SheetError::TooManyColumns { line, columns: index as u64 + 1, limit });
        }
        let length = match &value {
            DataRef::String(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 0,
        };
        if length > self.limits.cell_bytes {
            return Err(SheetError::CellTooLarge { line, limit: self.limits.cell_bytes as u64 });
        }
        if self.row.len() <= index {
            self.row.resize(index + 1, DataRef::Empty);
        }
        self.row[index] = settle(value, self.is_1904);
        Ok(())
    }
}

fn xlsx_error(error: calamine::XlsxError) -> SheetError {
    match error {
        calamine::XlsxError::Password => SheetError::PasswordProtected,
        calamine::XlsxError::Io(error) => error.into(),
        other => SheetError::damaged(other),
    }
}

fn xlsb_error(error: calamine::XlsbError) -> SheetError {
    match error {
        calamine::XlsbError::Password => SheetError::PasswordProtected,
        calamine::XlsbError::Io(error) => error.into(),
        other => SheetError::damaged(other),
    }
}
