//! What a file is, by its first bytes. Names lie: a `.xls` may be a web page, a CSV or an ODS.

use crate::error::{Seen, SheetError};
use crate::text::Encoding;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Zip,
    /// Compound File Binary: old Excel, or a protected new one.
    Compound,
    Text,
    /// Contact cards.
    Cards,
}

const IMAGES: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM\x00", b"II*\x00", b"MM\x00*"];
const ARCHIVES: [&[u8]; 7] =
    [b"\x1F\x8B", b"Rar!", b"7z\xBC\xAF", b"BZh", b"\xFD7zXZ", b"\x28\xB5\x2F\xFD", b"PK00"];

/// Decides by `prefix`, the first bytes of the file.
pub(crate) fn container(prefix: &[u8]) -> Result<Container, SheetError> {
    if prefix.is_empty() {
        return Err(SheetError::Empty);
    }
    if prefix.starts_with(b"PK\x03\x04") || prefix.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if prefix.starts_with(b"\xD0\xCF\x11\xE0") {
        return Ok(Container::Compound);
    }
    let seen = if prefix.starts_with(b"%PDF") {
        Some(Seen::Pdf)
    } else if IMAGES.iter().any(|magic| prefix.starts_with(magic)) {
        Some(Seen::Image)
    } else if ARCHIVES.iter().any(|magic| prefix.starts_with(magic)) {
        Some(Seen::Archive)
    } else if prefix.starts_with(b"SQLite format 3") {
        Some(Seen::Database)
    } else if prefix.starts_with(b"{\\rtf") {
        Some(Seen::Word)
    } else {
        None
    };
    match seen.or_else(|| text(prefix)) {
        Some(seen) => Err(SheetError::NotASpreadsheet { seen }),
        None if is_blank(prefix) => Err(SheetError::Empty),
        None if is_cards(prefix) => Ok(Container::Cards),
        None => Ok(Container::Text),
    }
}

fn is_cards(prefix: &[u8]) -> bool {
    let head = &prefix[..prefix.len().min(256)];
    let text = crate::text::encoding_of(prefix).0.decode(head).0;
    let start = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    start.get(..11).is_some_and(|mark| mark.eq_ignore_ascii_case("BEGIN:VCARD"))
}

fn is_blank(prefix: &[u8]) -> bool {
    let mark = crate::text::mark_length(prefix);
    prefix.len() < 64 * 1024
        && prefix[mark..].iter().all(|byte| matches!(byte, 0 | b' ' | b'\r' | b'\n' | b'\t'))
}

/// What a text is that holds no rows; also binary data.
fn text(prefix: &[u8]) -> Option<Seen> {
    let encoding = crate::text::encoding_of(prefix);
    let wide = encoding == Encoding::UTF_16LE || encoding == Encoding::UTF_16BE;
    if !wide && is_binary(prefix) {
        return Some(Seen::Binary);
    }
    let head = &prefix[..prefix.len().min(8192)];
    let decoded = encoding.0.decode(head).0;
    let controls = decoded.chars().filter(|letter| letter.is_control() && !letter.is_whitespace()).count();
    if wide && controls * 20 > decoded.chars().count() {
        return Some(Seen::Binary);
    }
    let start = decoded.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    if start.starts_with('<')
        && let Some(seen) = markup(start)
    {
        return Some(seen);
    }
    let upper: String = start.chars().take(12).collect::<String>().to_ascii_uppercase();
    if upper.starts_with("TABLE\r\n0,1") || upper.starts_with("TABLE\n0,1") {
        return Some(Seen::Dif);
    }
    if is_sylk(start) {
        return Some(Seen::Sylk);
    }
    if is_json(start) {
        return Some(Seen::Json);
    }
    is_mail(start).then_some(Seen::Email)
}

/// Markup, unless only the first cell of a list is a piece of it.
fn markup(start: &str) -> Option<Seen> {
    const PAGE: [&str; 9] =
        ["<table", "<head", "<body", "<meta", "<style", "<div", "<script", "<!--", "<center"];
    let lower = start.to_ascii_lowercase();
    if lower.contains("<html") || lower.contains("<!doctype html") {
        Some(Seen::Html)
    } else if lower.starts_with("<?xml") || lower.starts_with("<!doctype") {
        Some(Seen::Xml)
    } else if PAGE.iter().any(|tag| lower.starts_with(tag)) {
        Some(Seen::Html)
    } else {
        let all_tags = lower.lines().filter(|line| !line.trim().is_empty()).take(3).all(|line| {
            let line = line.trim();
            line.starts_with('<') && line.ends_with('>') && !line.contains("</a>")
        });
        all_tags.then_some(Seen::Xml)
    }
}

/// "ID;P…" then records of one letter; a CSV whose header is "ID;Prénom" is none.
fn is_sylk(start: &str) -> bool {
    let mut lines = start.split(['\r', '\n']).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| line.starts_with("ID;P"))
        && lines.next().is_some_and(|line| {
            let mut letters = line.bytes();
            letters.next().is_some_and(|byte| matches!(byte, b'P' | b'F' | b'B' | b'C' | b'O' | b'N'))
                && letters.next() == Some(b';')
        })
}

fn is_json(start: &str) -> bool {
    let mut letters = start.chars().filter(|letter| !letter.is_whitespace());
    match (letters.next(), letters.next()) {
        (Some('{'), Some('"' | '}')) => true,
        (Some('['), Some('{' | '[' | ']')) => true,
        (Some('['), Some('"')) => start.trim_end().ends_with(']'),
        _ => false,
    }
}

fn is_mail(start: &str) -> bool {
    const FIRST: [&str; 6] =
        ["Return-Path:", "Received:", "Delivered-To:", "MIME-Version:", "From:", "Message-ID:"];
    FIRST.iter().any(|header| start.starts_with(header))
        && start.lines().take(40).filter(|line| line.contains(": ")).count() >= 4
        && start.contains("Subject:")
}

/// Control characters that no text has, beyond the odd accident.
fn is_binary(prefix: &[u8]) -> bool {
    let controls = prefix
        .iter()
        .filter(|&&byte| {
            byte < 0x20
                && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B | 0x1D | 0x1E | 0x1F)
        })
        .count();
    controls * 50 > prefix.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(bytes: &[u8]) -> Option<Seen> {
        match container(bytes) {
            Err(SheetError::NotASpreadsheet { seen }) => Some(seen),
            _ => None,
        }
    }

    #[test]
    fn what_is_no_spreadsheet_is_named() {
        for (bytes, expected) in [
            (&b"<html><table><tr><td>a"[..], Seen::Html),
            (b"\xEF\xBB\xBF  <!DOCTYPE html>\n<p>", Seen::Html),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", Seen::Html),
            (b"<?xml version=\"1.0\"?><Workbook/>", Seen::Xml),
            (b"%PDF-1.7", Seen::Pdf),
            (b"\x89PNG\r\n\x1a\n", Seen::Image),
            (b"\x1F\x8B\x08\x00", Seen::Archive),
            (b"[{\"name\": \"x\"}]", Seen::Json),
            (b"{\"name\": \"x\"}", Seen::Json),
            (b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"a\"\r\nE", Seen::Sylk),
            (b"\x00\x01\x02\x03\x04\x05\x06\x07 binary", Seen::Binary),
            // Excel before there were compound files.
            (b"\x09\0\x04\0\x07\0\x10\0\x42\0\x02\0\xe4\x04\x06\0", Seen::Binary),
        ] {
            assert_eq!(seen(bytes), Some(expected), "for {:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn contact_cards_are_known_in_any_spelling() {
        for bytes in [&b"BEGIN:VCARD\r\nVERSION:3.0"[..], b"\xEF\xBB\xBF\nbegin:vcard\nEND:VCARD"] {
            assert_eq!(container(bytes), Ok(Container::Cards), "for {:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn texts_that_only_look_like_something_else_are_read() {
        for bytes in [
            &b"ID;Prenom;Nom\n1;Lea;Martin\n"[..],
            b"[id],[name]\n1,2\n",
            b"\"a\",\"b\"\n",
            b"From:,To:\na,b\n",
            b"a\0b,c\n1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23\n",
        ] {
            assert_eq!(container(bytes), Ok(Container::Text), "for {:?}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(container(b""), Err(SheetError::Empty));
        assert_eq!(container(b"\xEF\xBB\xBF\r\n"), Err(SheetError::Empty));
    }
}
