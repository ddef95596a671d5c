//! Delimited text: its encoding, its delimiter, its records. A text of any length is read in
//! a bounded window; nothing here may hold the whole file.

mod delimiter;
mod encoding;
mod layout;
mod records;

pub use encoding::Encoding;
pub(crate) use layout::{Layout, layout};
pub(crate) use records::Records;

/// Encoding of a text by its beginning alone.
pub(crate) fn encoding_of(prefix: &[u8]) -> Encoding {
    encoding::detect(prefix, false)
}

/// Length of the byte-order mark, 0 without one.
pub(crate) fn mark_length(prefix: &[u8]) -> usize {
    encoding::by_mark(prefix).map_or(0, |(_, length)| length)
}
