//! The archive around xlsx, xlsb and ods: what it holds, and whether unpacking it is safe. The
//! zip reader stops at the size an entry declares, so the declared sizes are the true bound.

use std::io::{BufReader, Read, Seek, SeekFrom};

use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use crate::error::{Seen, SheetError};
use crate::options::{Format, Limits};
use crate::source::{Bytes, Source};

/// An entry may unpack to this much before its shape is looked at.
const UNSUSPICIOUS: u64 = 64 << 20;
const BOMB_BYTES: u64 = 256 << 20;
const BOMB_RATIO: u64 = 400;
/// calamine keeps all shared strings in memory.
const SHARED_STRINGS: u64 = 1 << 30;

type Archive = ZipArchive<BufReader<Box<dyn Bytes>>>;

pub(crate) fn archive(source: &Source) -> Result<Archive, SheetError> {
    ZipArchive::new(BufReader::new(source.open()?)).map_err(SheetError::damaged)
}

/// Tells the format, or why the archive is not to be read.
pub(crate) fn inspect(source: &Source, limits: &Limits) -> Result<Format, SheetError> {
    let mut archive = archive(source)?;
    let format = format(&mut archive)?;
    let mut total = 0u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(SheetError::damaged)?;
        let name = entry.name().map_err(SheetError::damaged)?.to_ascii_lowercase().replace('\\', "/");
        let (size, packed) = (entry.size(), entry.compressed_size().max(1));
        let encrypted = entry.encrypted();
        drop(entry);
        if !is_read(&name) {
            continue;
        }
        if encrypted {
            return Err(SheetError::PasswordProtected);
        }
        total = total.saturating_add(size);
        let limit = limits.unpacked_bytes;
        if total > limit || (size > BOMB_BYTES && size / packed > BOMB_RATIO) {
            return Err(SheetError::UnpacksTooLarge { bytes: total, limit: limit.min(total - 1) });
        }
        let shared = name.ends_with("sharedstrings.xml");
        if shared && size > SHARED_STRINGS {
            return Err(SheetError::UnpacksTooLarge { bytes: size, limit: SHARED_STRINGS });
        }
        if shared {
            check_count(&mut archive, index, size)?;
        }
        if size > UNSUSPICIOUS && name.ends_with(".xml") {
            check_runs(&mut archive, index, limits)?;
        }
    }
    Ok(format)
}

/// Only the parts that a reader opens count: pictures and fonts are never unpacked.
fn is_read(name: &str) -> bool {
    name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".bin") || name == "mimetype"
}

fn format(archive: &mut Archive) -> Result<Format, SheetError> {
    let mut names: Vec<String> = Vec::new();
    for name in archive.file_names() {
        names.push(name.map_err(SheetError::damaged)?.to_ascii_lowercase().replace('\\', "/"));
    }
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let within = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has("content.xml") && (has("mimetype") || has("meta-inf/manifest.xml")) {
        return open_document(archive);
    }
    if has("xl/workbook.bin") {
        return Ok(Format::Xlsb);
    }
    let types = beginning(archive, "[Content_Types].xml", 1 << 20)?;
    if within("xl/") || types.contains("spreadsheetml") || types.contains("ms-excel") {
        return Ok(if has("xl/vbaproject.bin") { Format::Xlsm } else { Format::Xlsx });
    }
    let seen = if within("word/") {
        Seen::Word
    } else if within("ppt/") {
        Seen::PowerPoint
    } else if names.iter().any(|name| name.ends_with(".iwa") || name.ends_with("index.zip")) {
        Seen::Numbers
    } else {
        Seen::Archive
    };
    Err(SheetError::NotASpreadsheet { seen })
}

fn open_document(archive: &mut Archive) -> Result<Format, SheetError> {
    let kind = beginning(archive, "mimetype", 200)?;
    if !kind.is_empty() && !kind.contains("spreadsheet") {
        let seen = if kind.contains("text") { Seen::Word } else { Seen::Archive };
        return Err(SheetError::NotASpreadsheet { seen });
    }
    let manifest = beginning(archive, "META-INF/manifest.xml", 1 << 20)?;
    if manifest.contains("encryption-data") {
        return Err(SheetError::PasswordProtected);
    }
    Ok(Format::Ods)
}

/// The first characters of an entry; nothing when there is none.
fn beginning(archive: &mut Archive, name: &str, limit: u64) -> Result<String, SheetError> {
    let Some(index) = archive.index_for_name(name) else { return Ok(String::new()) };
    let mut bytes = Vec::new();
    let entry = archive.by_index(index).map_err(SheetError::damaged)?;
    entry.take(limit).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The reader reserves room for as many shared strings as the part announces, before reading one.
fn check_count(archive: &mut Archive, index: usize, size: u64) -> Result<(), SheetError> {
    let mut head = Vec::new();
    let entry = archive.by_index(index).map_err(SheetError::damaged)?;
    entry.take(8192).read_to_end(&mut head)?;
    let head = String::from_utf8_lossy(&head);
    let Some((_, after)) = head.split_once("uniqueCount=") else { return Ok(()) };
    let digits: String = after.chars().skip(1).take_while(char::is_ascii_digit).collect();
    let announced: u64 = digits.parse().unwrap_or(u64::MAX);
    // "<si/>" is the shortest string there is.
    if announced > 1_000_000 && announced > size / 5 {
        return Err(SheetError::damaged("the shared strings announce more than they hold"));
    }
    Ok(())
}

/// Refuses a part in which one text or tag would have to be held whole.
fn check_runs(archive: &mut Archive, index: usize, limits: &Limits) -> Result<(), SheetError> {
    let longest = limits.cell_bytes as u64 * 4 + (64 << 10);
    let mut entry = archive.by_index(index).map_err(SheetError::damaged)?;
    let mut window = vec![0; 64 << 10];
    let mut run = 0u64;
    loop {
        let count = entry.read(&mut window)?;
        if count == 0 {
            return Ok(());
        }
        run = match memchr::memrchr(b'<', &window[..count]) {
            Some(at) => (count - at) as u64,
            None => run + count as u64,
        };
        if run > longest {
            return Err(SheetError::CellTooLarge { line: 0, limit: limits.cell_bytes as u64 });
        }
    }
}

/// One entry as a stream that owns its file, so that a reader may outlive the archive.
pub(crate) fn part(source: &Source, name: &str) -> Result<Box<dyn Read + Send>, SheetError> {
    let mut archive = archive(source)?;
    let index = archive
        .index_for_name(name)
        .ok_or_else(|| SheetError::damaged(format!("the part {name} is missing")))?;
    // Opened in full once: this finds where the data starts.
    let entry = archive.by_index(index).map_err(SheetError::damaged)?;
    let start = entry.data_start().ok_or_else(|| SheetError::damaged("an entry without data"))?;
    let (packed, size, method) = (entry.compressed_size(), entry.size(), entry.compression());
    drop(entry);
    let mut bytes = source.open()?;
    bytes.seek(SeekFrom::Start(start))?;
    let raw = BufReader::new(bytes.take(packed));
    match method {
        CompressionMethod::Stored => Ok(Box::new(raw)),
        CompressionMethod::Deflated => Ok(Box::new(DeflateDecoder::new(raw).take(size))),
        _ => Err(SheetError::damaged("an entry is packed in an unknown way")),
    }
}
