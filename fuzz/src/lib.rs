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

/// Reads bytes as a message, and does with it all that is done with messages.
pub fn message(data: &[u8]) {
    let Ok(parsed) = relance_mime::read(data) else { return };
    for attachment in &parsed.attachments {
        assert!(!attachment.name.contains(['/', '\\', '\0']), "a name is no path: {:?}", attachment.name);
        assert!(attachment.bytes.len() <= relance_mime::LARGEST_ATTACHMENT);
    }
    let parts = relance_mime::parts(&parsed.words());
    assert_eq!(parts.is_empty(), parsed.words().trim().is_empty());
    assert!(!parsed.digest().is_empty());
    for html in parsed.html.iter().chain(&parsed.text) {
        let shown = relance_mime::show(html, &std::collections::HashMap::new(), false);
        for text in [Some(&shown.own), shown.quoted.as_ref()].into_iter().flatten() {
            let lower = text.to_ascii_lowercase();
            for wrong in ["<script", "<iframe", "<form", "<object", "<style", "<svg", "<meta", "<link", "<base"] {
                assert!(!lower.contains(wrong), "{wrong}: {text}");
            }
        }
    }
}

/// Understands bytes as a message; what is no message is taken as the text of one, so that words are tried, too.
pub fn verdict(data: &[u8]) {
    let parsed = relance_mime::read(data).unwrap_or_else(|_| relance_mime::Parsed {
        at: Some(1_793_000_000_000),
        subject: data.split(|byte| *byte == b'\n').next().map(|line| String::from_utf8_lossy(line).into_owned()),
        text: Some(String::from_utf8_lossy(data).into_owned()),
        ..relance_mime::Parsed::default()
    });
    let arrival = relance_mime::understand(&parsed, &["lea@nord.example"]);
    assert_eq!(arrival, relance_mime::understand(&parsed, &["lea@nord.example"]), "a message is what it is");
    let words = parsed.words();
    for one in &arrival.evidence {
        use relance_mime::arrival::Place;
        let stands = match &one.place {
            Place::Header(_) => {
                one.text.is_empty()
                    || parsed.headers.contains(&one.text)
                    || parsed.subject.as_deref().is_some_and(|subject| subject.contains(&one.text))
            }
            Place::Class => parsed.class.as_deref().is_some_and(|class| class.contains(&one.text)),
            Place::Body { .. } => words.contains(&one.text) || words.trim().is_empty(),
            Place::Part { .. } => !parsed.attachments.is_empty(),
        };
        assert!(stands, "{one:?} is not in the message");
    }
}

/// A message of Outlook whose body is these bytes, as packed rich text.
pub fn with_rich_text(body: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Write as _};
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file in memory");
    let mut put = |name: &str, bytes: &[u8]| {
        file.create_stream(name).and_then(|mut stream| stream.write_all(bytes)).expect("a stream in memory");
    };
    put("/__properties_version1.0", &[0; 32]);
    put("/__substg1.0_0037001E", b"subject");
    let mut packed = Vec::new();
    packed.extend_from_slice(&[0, 0, 0, 0]);
    packed.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
    packed.extend_from_slice(if body.first().is_some_and(|byte| byte & 1 == 0) { b"MELA" } else { b"LZFu" });
    packed.extend_from_slice(&[0, 0, 0, 0]);
    packed.extend_from_slice(body);
    put("/__substg1.0_10090102", &packed);
    file.flush().expect("memory");
    file.into_inner().into_inner()
}
