//! Spreadsheets in and out: CSV and its kin, XLSX, XLSM, XLSB, XLS, ODS, vCard; pure. What a file is, is
//! decided by its content; what it may cost, by `Limits`. Nothing here knows what a prospect is.

mod book;
mod cards;
mod cell;
mod dates;
mod error;
pub mod ical;
mod options;
mod signature;
mod sniff;
mod source;
mod text;
mod workbook;
mod write;

pub use cell::{Cell, CellRef, Row, RowRef};
pub use dates::excel_date;
pub use error::{Seen, SheetError};
pub use options::{Format, Limits, OpenOptions};
pub use signature::header_signature;
pub use text::Encoding;
pub use workbook::{Reader, Rows, SheetInfo, Workbook, open, open_bytes};
pub use write::{
    CardValue, CardVersion, CardWriter, Column, ColumnKind, CsvWriter, Rejects, XlsxWriter, guard_formula,
    unguarded,
};
