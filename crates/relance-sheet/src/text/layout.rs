//! How a text is laid out: encoding, delimiter, and what precedes the first record (the mark,
//! the line `sep=;` that Excel writes and obeys).

use std::io::Read;

use super::{Encoding, delimiter, encoding};
use crate::error::SheetError;
use crate::options::OpenOptions;
use crate::source::Source;

const PREFIX: usize = 256 * 1024;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Layout {
    pub(crate) encoding: Encoding,
    pub(crate) delimiter: u8,
    /// Bytes before the first record.
    pub(crate) skip: u64,
    /// Lines before the first record.
    pub(crate) lines: u64,
}

pub(crate) fn layout(source: &Source, options: &OpenOptions) -> Result<Layout, SheetError> {
    let prefix = source.prefix(PREFIX)?;
    let complete = prefix.len() < PREFIX;
    let encoding = match options.encoding {
        Some(encoding) => encoding,
        None if !complete && prefix.is_ascii() && encoding::by_zeros(&prefix).is_none() => {
            let (sample, complete) = first_foreign(source)?;
            encoding::detect(&sample, complete)
        }
        None => encoding::detect(&prefix, complete),
    };
    let mark = match encoding::by_mark(&prefix) {
        Some((marked, length)) if marked == encoding => length,
        _ => 0,
    };
    let text = encoding.0.decode_without_bom_handling(&prefix[mark..]).0;
    let (said, length) = match said_delimiter(&text) {
        Some((delimiter, length)) => (Some(delimiter), length),
        None => (None, 0),
    };
    let delimiter =
        options.delimiter.or(said).unwrap_or_else(|| delimiter::detect(&text[length..], complete));
    let width = if encoding == Encoding::UTF_16LE || encoding == Encoding::UTF_16BE { 2 } else { 1 };
    Ok(Layout { encoding, delimiter, skip: (mark + length * width) as u64, lines: u64::from(length > 0) })
}

/// The delimiter of a first line `sep=;`, and that line's length with its end.
fn said_delimiter(text: &str) -> Option<(u8, usize)> {
    let bytes = text.as_bytes();
    let quoted = usize::from(bytes.first() == Some(&b'"'));
    let rest = &bytes[quoted..];
    if rest.len() < 5 || !rest[..4].eq_ignore_ascii_case(b"sep=") || !rest[4].is_ascii() {
        return None;
    }
    let mut length = quoted + 5 + quoted;
    let end = bytes.get(length..)?;
    length += match end {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        [] => 0,
        _ => return None,
    };
    Some((rest[4], length))
}

/// A long text may start with pages of plain ASCII: the sample begins at its first other byte.
fn first_foreign(source: &Source) -> Result<(Vec<u8>, bool), SheetError> {
    let mut input = source.open_at(0)?;
    let mut window = vec![0; PREFIX];
    loop {
        let count = input.read(&mut window)?;
        if count == 0 {
            return Ok((Vec::new(), true));
        }
        if window[..count].is_ascii() {
            continue;
        }
        let foreign = window[..count].iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
        let mut sample = window[foreign.saturating_sub(64)..count].to_vec();
        let wanted = (PREFIX / 4) as u64;
        let more = input.take(wanted).read_to_end(&mut sample)?;
        return Ok((sample, (more as u64) < wanted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Layout {
        layout(&Source::Memory(bytes.into()), &OpenOptions::default()).unwrap()
    }

    #[test]
    fn the_line_sep_is_obeyed_and_skipped() {
        let found = of(b"sep=|\r\na;b|c;d\r\n");
        assert_eq!((found.delimiter, found.skip, found.lines), (b'|', 7, 1));
        let wide: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("sep=;\na;b\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let found = of(&wide);
        assert_eq!((found.delimiter, found.skip, found.encoding), (b';', 14, Encoding::UTF_16LE));
        assert_eq!(of(b"sep;b\nc;d\n").skip, 0, "a header may begin with these letters");
    }

    #[test]
    fn an_accent_after_pages_of_ascii_still_decides() {
        let mut bytes = "name;city\n".repeat(60_000).into_bytes();
        bytes.extend_from_slice(b"L\xE9a;Besan\xE7on\n");
        assert_eq!(of(&bytes).encoding, Encoding::WINDOWS_1252);
        let mut bytes = "name;city\n".repeat(60_000).into_bytes();
        bytes.extend_from_slice("Léa;Besançon\n".as_bytes());
        assert_eq!(of(&bytes).encoding, Encoding::UTF_8);
    }
}
