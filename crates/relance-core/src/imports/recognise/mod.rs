//! What a list of prospects says: which row is the header, which column is which field, what each
//! cell means. Pure rules over texts: no base, no clock, no file. A guess that is not sure says so.

mod columns;
mod header;
mod text;
mod values;

pub use columns::{ColumnGuess, FIELDS, Recognition, SURE, Why, recognise};
pub use header::{HeaderGuess, find_header};
pub use text::fold;
pub use values::*;
