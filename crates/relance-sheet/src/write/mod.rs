//! Lists on their way out: CSV that Excel opens rightly and that cannot attack who opens it,
//! XLSX row by row in constant memory, and rejected rows in the layout they came in.

mod csv;
mod rejects;
mod xlsx;

pub use csv::{CsvWriter, guard_formula};
pub use rejects::Rejects;
pub use xlsx::{Column, ColumnKind, XlsxWriter};
