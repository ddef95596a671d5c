//! What every target does with a file: open it, read it to the end, hold the readers to their promises.
//! Nothing here may read a file of somebody else: seeds are made by `seeds.rs`.

use relance_sheet::{Limits, OpenOptions, SheetError, Workbook, open_bytes};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Between the parts of an archive in an input: a line of its own, the name of the part behind it.
pub const MARK: &[u8] = b"\n\x1dpart ";

/// A foreign reader that panics is answered by `file_damaged`, on purpose: only what passes that belt is a finding. The
/// hook of libFuzzer would abort before the belt is reached.
pub fn begin() {
    std::panic::set_hook(Box::new(|_| {}));
}

#[must_use]
pub fn options() -> OpenOptions {
    let limits =
        Limits { file_bytes: 4 << 20, unpacked_bytes: 16 << 20, columns: 256, cell_bytes: 1 << 16, rows: 20_000 };
    OpenOptions { limits, ..OpenOptions::default() }
}

/// Opens and reads whatever it is, to the end.
pub fn read(bytes: Vec<u8>, options: &OpenOptions) {
    let Ok(mut book) = open_bytes(bytes, options) else { return };
    assert!(!book.sheets.is_empty(), "an open file has a sheet");
    let main = book.main_sheet();
    assert!(main < book.sheets.len(), "the sheet that is proposed is there");
    for sheet in 0..book.sheets.len().min(4) {
        let first = walk(&mut book, sheet, &options.limits);
        let again = walk(&mut book, sheet, &options.limits);
        assert_eq!(first, again, "a file read again says the same");
    }
}

/// Rows, cells and a digest of a sheet; or its refusal.
fn walk(book: &mut Workbook, sheet: usize, limits: &Limits) -> Result<(u64, u64), SheetError> {
    let mut reader = book.reader(sheet)?;
    let (mut rows, mut digest, mut line) = (0, 0u64, 0);
    while let Some(row) = reader.next_row()? {
        assert!(row.line > line, "lines go up");
        assert!(row.len() <= limits.columns, "no row is wider than is allowed");
        line = row.line;
        rows += 1;
        for (index, cell) in row.iter().enumerate() {
            let text = cell.to_text();
            assert_eq!(text, row.text(index), "a cell has one text");
            assert!(text.len() <= limits.cell_bytes, "no cell is longer than is allowed");
            digest = text.bytes().fold(digest.wrapping_mul(31), |sum, byte| sum.wrapping_mul(31) + u64::from(byte));
        }
        assert_eq!(row.to_row().texts(), row.texts(), "a kept row says the same");
    }
    assert!(rows <= limits.rows, "there are no more rows than are allowed");
    let progress = reader.progress();
    assert!((0.0..=1.0).contains(&progress), "progress is a share: {progress}");
    Ok((rows, digest))
}

/// An archive of the parts that an input lists, stored: mutations reach the readers, not the inflater.
#[must_use]
pub fn archive(input: &[u8], fixed: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        if zip.start_file(name, options).is_ok() {
            let _ = zip.write_all(content);
        }
    };
    for (name, content) in fixed {
        add(name, content);
    }
    for (name, content) in parts(input) {
        add(name, content);
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn parts(input: &[u8]) -> Vec<(&str, &[u8])> {
    let mut starts: Vec<usize> =
        input.windows(MARK.len()).enumerate().filter(|(_, at)| *at == MARK).map(|(at, _)| at).collect();
    starts.truncate(16);
    let ends = starts.iter().skip(1).copied().chain([input.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| {
            let part = input.get(start + MARK.len()..end)?;
            let line = part.iter().position(|byte| *byte == b'\n')?;
            Some((std::str::from_utf8(&part[..line]).ok()?, &part[line + 1..]))
        })
        .collect()
}
