//! What can go wrong with a file, as stable keys and parameters: the screens own the words.
//! Nothing here may quote the content of the file (it holds other people's data).

use std::fmt;
use std::io;

/// What a file that is no spreadsheet turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Html,
    Xml,
    Pdf,
    Word,
    PowerPoint,
    Numbers,
    Archive,
    Image,
    Json,
    Email,
    Sylk,
    Dif,
    Database,
    Binary,
}

impl Seen {
    /// Stable word for the wire and the dictionaries.
    pub fn key(self) -> &'static str {
        match self {
            Seen::Html => "html",
            Seen::Xml => "xml",
            Seen::Pdf => "pdf",
            Seen::Word => "word",
            Seen::PowerPoint => "powerpoint",
            Seen::Numbers => "numbers",
            Seen::Archive => "archive",
            Seen::Image => "image",
            Seen::Json => "json",
            Seen::Email => "email",
            Seen::Sylk => "sylk",
            Seen::Dif => "dif",
            Seen::Database => "database",
            Seen::Binary => "binary",
        }
    }
}

/// Why a file cannot be read or written. Sizes are bytes, lines are 1-based.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetError {
    NotFound,
    Denied,
    Io {
        detail: String,
    },
    /// The file has no content at all.
    Empty,
    NotASpreadsheet {
        seen: Seen,
    },
    PasswordProtected,
    WrongPassword,
    UnsupportedProtection {
        detail: String,
    },
    Damaged {
        detail: String,
    },
    /// A small archive that unpacks to more than the limit (a "zip bomb").
    UnpacksTooLarge {
        bytes: u64,
        limit: u64,
    },
    FileTooLarge {
        bytes: u64,
        limit: u64,
    },
    TooManyColumns {
        line: u64,
        columns: u64,
        limit: u64,
    },
    CellTooLarge {
        line: u64,
        limit: u64,
    },
    TooManyRows {
        limit: u64,
    },
    NoSuchSheet {
        index: usize,
    },
    /// A workbook without a single sheet of cells (charts only, say).
    NoSheets,
}

impl SheetError {
    /// Stable key for the wire and the dictionaries.
    pub fn key(&self) -> &'static str {
        match self {
            SheetError::NotFound => "file_not_found",
            SheetError::Denied => "file_denied",
            SheetError::Io { .. } => "file_io",
            SheetError::Empty => "file_empty",
            SheetError::NotASpreadsheet { .. } => "not_a_spreadsheet",
            SheetError::PasswordProtected => "password_protected",
            SheetError::WrongPassword => "wrong_password",
            SheetError::UnsupportedProtection { .. } => "unsupported_protection",
            SheetError::Damaged { .. } => "file_damaged",
            SheetError::UnpacksTooLarge { .. } => "unpacks_too_large",
            SheetError::FileTooLarge { .. } => "file_too_large",
            SheetError::TooManyColumns { .. } => "too_many_columns",
            SheetError::CellTooLarge { .. } => "cell_too_large",
            SheetError::TooManyRows { .. } => "too_many_rows",
            SheetError::NoSuchSheet { .. } => "no_such_sheet",
            SheetError::NoSheets => "no_sheets",
        }
    }

    /// Parameters of the sentence, in the order of their declaration.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            SheetError::Io { detail }
            | SheetError::Damaged { detail }
            | SheetError::UnsupportedProtection { detail } => vec![("detail", detail.clone())],
            SheetError::NotASpreadsheet { seen } => vec![("seen", seen.key().to_owned())],
            SheetError::UnpacksTooLarge { bytes, limit } | SheetError::FileTooLarge { bytes, limit } => {
                vec![("bytes", bytes.to_string()), ("limit", limit.to_string())]
            }
            SheetError::TooManyColumns { line, columns, limit } => vec![
                ("line", line.to_string()),
                ("columns", columns.to_string()),
                ("limit", limit.to_string()),
            ],
            SheetError::CellTooLarge { line, limit } => {
                vec![("line", line.to_string()), ("limit", limit.to_string())]
            }
            SheetError::TooManyRows { limit } => vec![("limit", limit.to_string())],
            SheetError::NoSuchSheet { index } => vec![("index", index.to_string())],
            _ => Vec::new(),
        }
    }

    pub(crate) fn damaged(detail: impl fmt::Display) -> SheetError {
        let mut detail = detail.to_string();
        if detail.len() > 200 {
            let mut end = 200;
            while !detail.is_char_boundary(end) {
                end -= 1;
            }
            detail.truncate(end);
        }
        SheetError::Damaged { detail }
    }
}

impl fmt::Display for SheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SheetError::NotFound => write!(f, "the file does not exist"),
            SheetError::Denied => write!(f, "the file may not be read"),
            SheetError::Io { detail } => write!(f, "the file cannot be read or written: {detail}"),
            SheetError::Empty => write!(f, "the file is empty"),
            SheetError::NotASpreadsheet { seen } => {
                write!(f, "the file is not a spreadsheet (it looks like: {})", seen.key())
            }
            SheetError::PasswordProtected => write!(f, "the file is protected by a password"),
            SheetError::WrongPassword => write!(f, "the password does not open this file"),
            SheetError::UnsupportedProtection { detail } => {
                write!(f, "the file is protected in a way that is not supported: {detail}")
            }
            SheetError::Damaged { detail } => write!(f, "the file is damaged: {detail}"),
            SheetError::UnpacksTooLarge { bytes, limit } => {
                write!(f, "the file unpacks to {bytes} bytes, more than the {limit} allowed")
            }
            SheetError::FileTooLarge { bytes, limit } => {
                write!(f, "the file has {bytes} bytes, more than the {limit} allowed")
            }
            SheetError::TooManyColumns { line, columns, limit } => {
                write!(f, "line {line} has {columns} columns, more than the {limit} allowed")
            }
            SheetError::CellTooLarge { line, limit } => {
                write!(f, "a cell of line {line} is longer than {limit} bytes")
            }
            SheetError::TooManyRows { limit } => write!(f, "there are more than {limit} rows"),
            SheetError::NoSuchSheet { index } => write!(f, "there is no sheet number {index}"),
            SheetError::NoSheets => write!(f, "the workbook has no sheet of cells"),
        }
    }
}

impl std::error::Error for SheetError {}

impl From<io::Error> for SheetError {
    fn from(error: io::Error) -> SheetError {
        match error.kind() {
            io::ErrorKind::NotFound => SheetError::NotFound,
            io::ErrorKind::PermissionDenied => SheetError::Denied,
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => SheetError::damaged(error),
            _ => SheetError::Io { detail: error.to_string() },
        }
    }
}
