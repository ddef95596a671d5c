//! Lists on their way out: CSV that Excel opens rightly and that cannot attack who opens it,
//! XLSX row by row in constant memory, contact cards, and rejected rows in the layout they came in.

mod cards;
mod csv;
mod rejects;
mod xlsx;

pub use cards::{CardValue, CardVersion, CardWriter};
pub use csv::{CsvWriter, guard_formula, unguarded};
pub use rejects::Rejects;
pub use xlsx::{Column, ColumnKind, XlsxWriter};
