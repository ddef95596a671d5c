//! Old Excel (BIFF in a compound file). calamine parses the whole workbook at once and lays each
//! sheet out as a full rectangle, so `biff::survey` has measured the rectangles before.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Range, Reader as _, SheetType, SheetVisible, Xls};

use super::merged::{Carry, Merged, downwards};
use super::{cell, guarded};
use crate::cell::{Cell, Cells, RowRef};
use crate::error::SheetError;
use crate::options::Limits;
use crate::workbook::SheetInfo;

pub(crate) struct XlsBook {
    book: Xls<Cursor<Arc<[u8]>>>,
}

impl XlsBook {
    pub(crate) fn open(bytes: Arc<[u8]>) -> Result<XlsBook, SheetError> {
        guarded(|| {
            let book = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
            Ok(XlsBook { book })
        })
    }

    pub(crate) fn sheets(&self) -> Vec<SheetInfo> {
        self.book
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| SheetInfo {
                name: sheet.name.clone(),
                hidden: sheet.visible != SheetVisible::Visible,
                rows: None,
                columns: None,
            })
            .collect()
    }

    pub(crate) fn rows(&mut self, name: &str, limits: Limits) -> Result<XlsRows, SheetError> {
        let is_1904 = self.book.has_1904_epoch();
        let range = guarded(|| self.book.worksheet_range(name).map_err(xls_error))?;
        let merged = self.book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let merged: Vec<Merged> = merged.iter().filter_map(downwards).collect();
        let (line, left) = range.start().unwrap_or((0, 0));
        Ok(XlsRows {
            next: 0,
            left: left as usize,
            line: u64::from(line),
            carry: Carry::new(&merged),
            range,
            is_1904,
            row: Vec::new(),
            limits,
        })
    }
}

pub(crate) struct XlsRows {
    range: Range<Data>,
    carry: Carry<Cell>,
    /// Index of the next row of `range`.
    next: usize,
    left: usize,
    line: u64,
    is_1904: bool,
    row: Vec<Cell>,
    limits: Limits,
}

impl XlsRows {
    /// Number of the last row.
    pub(crate) fn last_line(&self) -> u64 {
        self.range.end().map_or(0, |(line, _)| u64::from(line) + 1)
    }

    pub(crate) fn next_row(&mut self) -> Result<Option<RowRef<'_>>, SheetError> {
        while self.next < self.range.height() {
            let values = &self.range[self.next];
            self.next += 1;
            self.line += 1;
            self.row.clear();
            self.row.resize(self.left, Cell::Empty);
            self.row.extend(values.iter().map(|value| cell(value.clone(), self.is_1904)));
            while self.row.last().is_some_and(Cell::is_empty) {
                self.row.pop();
            }
            if self.row.is_empty() {
                continue;
            }
            let number = u32::try_from(self.line - 1).unwrap_or(u32::MAX);
            self.carry.complete(number, &mut self.row, Cell::text_length);
            if self.row.len() > self.limits.columns {
                return Err(SheetError::TooManyColumns {
                    line: self.line,
                    columns: self.row.len() as u64,
                    limit: self.limits.columns as u64,
                });
            }
            return Ok(Some(RowRef { line: self.line, cells: Cells::Book(&self.row) }));
        }
        Ok(None)
    }
}

fn xls_error(error: calamine::XlsError) -> SheetError {
    match error {
        calamine::XlsError::Password => SheetError::PasswordProtected,
        calamine::XlsError::Io(error) => error.into(),
        other => SheetError::damaged(other),
    }
}
