//! What the caller may impose on reading, and the limits that keep a hostile file small.

use serde::{Deserialize, Serialize};

use crate::text::Encoding;

/// How to open a file; everything left at `None` is found out from the content.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<u8>,
    pub password: Option<String>,
    pub limits: Limits,
}

/// Bounds of what is accepted. Sizes are bytes.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Size of the file on disk.
    pub file_bytes: u64,
    /// Sum of what an archive (xlsx, xlsb, ods) unpacks to.
    pub unpacked_bytes: u64,
    /// Columns that hold something, in any row.
    pub columns: usize,
    /// Text of one cell, in UTF-8. Excel itself stops at 32,767 characters.
    pub cell_bytes: usize,
    /// Rows of one sheet.
    pub rows: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 2 << 30,
            unpacked_bytes: 2 << 30,
            columns: 1024,
            cell_bytes: 1 << 20,
            rows: 5_000_000,
        }
    }
}

/// The kind of file, by its content and never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Any delimited text: CSV, TSV, semicolons, bars.
    Csv,
    Xlsx,
    Xlsm,
    Xlsb,
    Xls,
    Ods,
    /// Contact cards, read as a table of them.
    Vcard,
}

impl Format {
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Xlsm => "xlsm",
            Format::Xlsb => "xlsb",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Vcard => "vcard",
        }
    }
}
