//! A file opened for reading: what it is, its sheets, and their rows as a stream.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use crate::book::compound::Compound;
use crate::book::ods::{self, OdsRows};
use crate::book::xls::{XlsBook, XlsRows};
use crate::book::xlsx::{Book, BookRows};
use crate::book::{biff, crypto, guarded, package};
use crate::cards::{self, CardRows, Deck};
use crate::cell::{Row, RowRef};
use crate::error::{Seen, SheetError};
use crate::options::{Format, OpenOptions};
use crate::sniff::{Container, container};
use crate::source::Source;
use crate::text::{Encoding, Layout, Records, layout};

/// Old workbooks and protected packages are held in memory.
const IN_MEMORY: u64 = 256 << 20;
const PREFIX: usize = 64 * 1024;

/// One sheet of cells. Sizes are what the file declares, not what was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInfo {
    /// Empty for a text, which has one sheet.
    pub name: String,
    pub hidden: bool,
    pub rows: Option<u64>,
    pub columns: Option<u32>,
}

/// An opened file.
pub struct Workbook {
    pub format: Format,
    /// Encoding and delimiter of a text, `None` for a workbook.
    pub encoding: Option<Encoding>,
    pub delimiter: Option<u8>,
    pub sheets: Vec<SheetInfo>,
    options: OpenOptions,
    content: Content,
}

enum Content {
    Text { source: Source, layout: Layout, length: u64 },
    Book(Book),
    Xls(Box<XlsBook>),
    Ods(Source),
    Cards(Deck),
}

/// Opens the file at `path`, whatever its name says it is.
pub fn open(path: &Path, options: &OpenOptions) -> Result<Workbook, SheetError> {
    open_source(Source::File(path.to_owned()), options)
}

/// Opens a file held in memory.
pub fn open_bytes(bytes: Vec<u8>, options: &OpenOptions) -> Result<Workbook, SheetError> {
    open_source(Source::Memory(bytes.into()), options)
}

fn open_source(source: Source, options: &OpenOptions) -> Result<Workbook, SheetError> {
    let bytes = source.length()?;
    if bytes > options.limits.file_bytes {
        return Err(SheetError::FileTooLarge { bytes, limit: options.limits.file_bytes });
    }
    match container(&source.prefix(PREFIX)?)? {
        Container::Zip => open_package(source, options),
        Container::Compound => open_compound(&source, options),
        Container::Text => open_text(source, options),
        Container::Cards => open_cards(&source, options),
    }
}

fn open_text(source: Source, options: &OpenOptions) -> Result<Workbook, SheetError> {
    let layout = layout(&source, options)?;
    let length = source.length()?;
    Ok(Workbook {
        format: Format::Csv,
        encoding: Some(layout.encoding),
        delimiter: Some(layout.delimiter),
        sheets: vec![SheetInfo { name: String::new(), hidden: false, rows: None, columns: None }],
        options: options.clone(),
        content: Content::Text { source, layout, length },
    })
}

fn open_cards(source: &Source, options: &OpenOptions) -> Result<Workbook, SheetError> {
    let deck = Deck::open(source)?;
    let info = SheetInfo {
        name: String::new(),
        hidden: false,
        rows: Some(deck.rows()),
        columns: Some(cards::COLUMNS as u32),
    };
    workbook(Format::Vcard, vec![info], options, Content::Cards(deck))
}

fn open_package(source: Source, options: &OpenOptions) -> Result<Workbook, SheetError> {
    let format = guarded(|| package::inspect(&source, &options.limits))?;
    if format == Format::Ods {
        let sheets = ods::sheets(&source)?;
        return workbook(format, sheets, options, Content::Ods(source));
    }
    let mut book = Book::open(&source, format == Format::Xlsb)?;
    let sheets = book.sheets();
    workbook(format, sheets, options, Content::Book(book))
}

fn open_compound(source: &Source, options: &OpenOptions) -> Result<Workbook, SheetError> {
    let mut bytes = source.all(IN_MEMORY)?;
    let compound = Compound::parse(&bytes)?;
    if compound.has("EncryptedPackage") {
        let opened = with_passwords(options, |password| crypto::package(&compound, password))?;
        return open_package(Source::Memory(opened.into()), options);
    }
    let Some(name) = ["Workbook", "Book"].into_iter().find(|name| compound.has(name)) else {
        let seen = if compound.has("WordDocument") {
            Seen::Word
        } else if compound.has("PowerPoint Document") {
            Seen::PowerPoint
        } else if compound.has("__properties_version1.0") {
            Seen::Email
        } else {
            Seen::Binary
        };
        return Err(SheetError::NotASpreadsheet { seen });
    };
    let mut stream = compound.stream(name).unwrap_or_default();
    let extents = compound.extents(name).unwrap_or_default();
    let mut is_rewritten = false;
    if biff::protection(&stream).is_some() {
        let opened = with_passwords(options, |password| {
            let mut trial = stream.clone();
            Ok(crypto::old_workbook(&mut trial, password)?.then_some(trial))
        })?;
        stream = opened;
        is_rewritten = true;
    }
    biff::survey(&stream)?;
    is_rewritten |= biff::tame(&mut stream);
    if is_rewritten {
        bytes = overwritten(&bytes, &extents, &stream);
    }
    drop(stream);
    let book = XlsBook::open(bytes)?;
    let sheets = book.sheets();
    workbook(Format::Xls, sheets, options, Content::Xls(Box::new(book)))
}

/// Tries Excel's built-in password, then the one given.
fn with_passwords<T>(
    options: &OpenOptions,
    open: impl Fn(&str) -> Result<Option<T>, SheetError>,
) -> Result<T, SheetError> {
    let given = options.password.as_deref();
    let first = match open(crypto::BUILT_IN) {
        // Without a password of the user's there is nothing more to say than that one is needed.
        Err(SheetError::UnsupportedProtection { .. }) if given.is_none() => None,
        result => result?,
    };
    if let Some(opened) = first {
        return Ok(opened);
    }
    match given {
        None => Err(SheetError::PasswordProtected),
        Some(password) => open(password)?.ok_or(SheetError::WrongPassword),
    }
}

fn overwritten(bytes: &[u8], extents: &[(usize, usize)], content: &[u8]) -> Arc<[u8]> {
    let mut bytes = bytes.to_vec();
    let mut rest = content;
    for &(start, length) in extents {
        let (now, later) = rest.split_at(length.min(rest.len()));
        bytes[start..start + now.len()].copy_from_slice(now);
        rest = later;
    }
    bytes.into()
}

fn workbook(
    format: Format,
    sheets: Vec<SheetInfo>,
    options: &OpenOptions,
    content: Content,
) -> Result<Workbook, SheetError> {
    if sheets.is_empty() {
        return Err(SheetError::NoSheets);
    }
    let options = options.clone();
    Ok(Workbook { format, encoding: None, delimiter: None, sheets, options, content })
}

impl Workbook {
    /// Reads a sheet from its beginning; may be called any number of times.
    pub fn reader(&mut self, sheet: usize) -> Result<Reader<'_>, SheetError> {
        let info = self.sheets.get(sheet).ok_or(SheetError::NoSuchSheet { index: sheet })?;
        let limits = self.options.limits.clone();
        let total = info.rows.unwrap_or(0);
        let (stream, total) = match &mut self.content {
            Content::Text { source, layout, length } => {
                let input = source.open_at(layout.skip)?;
                let records = Records::new(input, layout.encoding, layout.delimiter, layout.lines, limits);
                (Stream::Text(Box::new(records)), *length)
            }
            Content::Book(book) => (Stream::Book(Box::new(book.rows(&info.name, limits)?)), total),
            Content::Xls(book) => {
                let rows = book.rows(&info.name, limits)?;
                let total = rows.last_line();
                (Stream::Xls(Box::new(rows)), total)
            }
            Content::Cards(deck) => (Stream::Cards(Box::new(deck.reader(limits))), total),
            Content::Ods(source) => (Stream::Ods(Box::new(OdsRows::new(source, sheet, limits)?)), total),
        };
        Ok(Reader { stream, total, line: 0 })
    }

    /// The rows of a sheet, owned; `reader` is the faster way.
    pub fn rows(&mut self, sheet: usize) -> Result<Rows<'_>, SheetError> {
        Ok(Rows { reader: Some(self.reader(sheet)?) })
    }

    /// Shows each row to `visit` until it breaks.
    pub fn for_each_row(
        &mut self,
        sheet: usize,
        mut visit: impl FnMut(RowRef<'_>) -> ControlFlow<()>,
    ) -> Result<(), SheetError> {
        let mut reader = self.reader(sheet)?;
        while let Some(row) = reader.next_row()? {
            if visit(row).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The first `most` rows of a sheet.
    pub fn sample(&mut self, sheet: usize, most: usize) -> Result<Vec<Row>, SheetError> {
        self.rows(sheet)?.take(most).collect()
    }

    /// The sheet to propose: the first visible one with two rows, else with one, else the first.
    pub fn main_sheet(&mut self) -> usize {
        let mut best = (0, 0);
        for sheet in 0..self.sheets.len() {
            if self.sheets[sheet].hidden {
                continue;
            }
            let rows = self.sample(sheet, 2).map_or(0, |rows| rows.len());
            if rows > best.0 {
                best = (rows, sheet);
            }
            if rows >= 2 {
                break;
            }
        }
        best.1
    }

    /// Name of the sheet for people: its own, or the format's for a text.
    pub fn sheet_name(&self, sheet: usize) -> Cow<'_, str> {
        self.sheets.get(sheet).map_or(Cow::Borrowed(""), |info| Cow::Borrowed(info.name.as_str()))
    }
}

enum Stream<'a> {
    Text(Box<Records>),
    Book(Box<BookRows<'a>>),
    Xls(Box<XlsRows>),
    Ods(Box<OdsRows>),
    Cards(Box<CardRows>),
}

/// The rows of one sheet, lent one at a time.
pub struct Reader<'a> {
    stream: Stream<'a>,
    /// Bytes of a text, rows of a sheet; 0 where unknown.
    total: u64,
    line: u64,
}

impl Reader<'_> {
    /// Next row that is not empty, in buffers that are reused.
    pub fn next_row(&mut self) -> Result<Option<RowRef<'_>>, SheetError> {
        let row = match &mut self.stream {
            Stream::Text(records) => records.next_row(),
            Stream::Book(rows) => rows.next_row(),
            Stream::Xls(rows) => rows.next_row(),
            Stream::Ods(rows) => rows.next_row(),
            Stream::Cards(rows) => rows.next_row(),
        };
        if let Ok(Some(row)) = &row {
            self.line = row.line;
        }
        row
    }

    /// How much has been read, 0.0 to 1.0; 0.0 where the file does not say how long it is.
    pub fn progress(&self) -> f32 {
        let done = match &self.stream {
            Stream::Text(records) => records.bytes_read,
            _ => self.line,
        };
        if self.total == 0 { 0.0 } else { (done as f32 / self.total as f32).min(1.0) }
    }
}

/// The rows of one sheet, owned. Ends after an error.
pub struct Rows<'a> {
    reader: Option<Reader<'a>>,
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.reader.as_mut()?.next_row() {
            Ok(Some(row)) => Some(Ok(row.to_row())),
            Ok(None) => {
                self.reader = None;
                None
            }
            Err(error) => {
                self.reader = None;
                Some(Err(error))
            }
        }
    }
}
