//! What a list of prospects says: which row is the header, which column is which field. Pure rules over texts: no
//! base, no clock, no file. A guess that is not sure says so. What a cell means is `crate::values`.

mod columns;
mod header;

pub use columns::{ColumnGuess, FIELDS, Recognition, SURE, Why, ours, recognise};
pub use header::{HeaderGuess, find_header, header_at, titles};
