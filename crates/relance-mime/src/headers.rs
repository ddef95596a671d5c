//! Headers: brought into a spelling that every reader understands before the message is taken apart.
//!
//! A mailer may split a word between the bytes of one letter, or write letters that no standard allows: each run of encoded
//! words becomes one word of UTF-8, and raw bytes become UTF-8.

use crate::charset;
use base64::{Engine as _, engine::general_purpose};

/// Where the headers end: the offset of the empty line, or the end of the file.
pub(crate) fn end(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        let line = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end + 1);
        if matches!(&bytes[at..line], b"\n" | b"\r\n") {
            return at;
        }
        at = line;
    }
    bytes.len()
}

/// The headers as text, encoded words joined and told in UTF-8, still encoded.
pub(crate) fn tidy(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        text.push_str(&charset::decode(line, None));
    }
    join_words(&text)
}

/// Encoded words told in plain letters.
pub(crate) fn plain(text: &str) -> String {
    rewrite(text, &mut |decoded, out| out.push_str(decoded))
}

fn join_words(text: &str) -> String {
    rewrite(text, &mut |decoded, out| {
        out.push_str("=?utf-8?B?");
        out.push_str(&general_purpose::STANDARD.encode(decoded));
        out.push_str("?=");
    })
}

/// Copies a text, each run of encoded words written anew.
fn rewrite(text: &str, write: &mut dyn FnMut(&str, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("=?") {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let (decoded, used) = run(rest);
        if used == 0 {
            out.push_str("=?");
            rest = &rest[2..];
            continue;
        }
        write(&decoded, &mut out);
        rest = &rest[used..];
    }
    out.push_str(rest);
    out
}

/// The encoded words that a text begins with, read as one; and how much of the text they take.
fn run(text: &str) -> (String, usize) {
    let (mut decoded, mut used) = (String::new(), 0);
    // Bytes of one charset are decoded together: a letter may be split between two words.
    let mut held: Option<(&str, Vec<u8>)> = None;
    let mut at = 0;
    while let Some((charset, bytes, length)) = word(&text[at..]) {
        match &mut held {
            Some((of, waiting)) if of.eq_ignore_ascii_case(charset) => waiting.extend(bytes),
            _ => {
                if let Some((of, waiting)) = held.take() {
                    decoded.push_str(&charset::decode(&waiting, Some(of)));
                }
                held = Some((charset, bytes));
            }
        }
        used = at + length;
        let after = &text[used..];
        at = used + (after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len());
    }
    if let Some((of, waiting)) = held {
        decoded.push_str(&charset::decode(&waiting, Some(of)));
    }
    (decoded, used)
}

/// One encoded word: its charset, its bytes, its length.
fn word(text: &str) -> Option<(&str, Vec<u8>, usize)> {
    let rest = text.strip_prefix("=?")?;
    let (charset, rest) = rest.split_once('?')?;
    let (kind, rest) = rest.split_once('?')?;
    if charset.is_empty() || charset.len() > 40 || charset.contains([' ', '\n']) || kind.len() != 1 {
        return None;
    }
    let (data, _) = rest.split_once("?=")?;
    if data.len() > 2000 || data.contains(['\r', '\n']) {
        return None;
    }
    let bytes = match kind {
        "B" | "b" => base64(data)?,
        "Q" | "q" => quoted(data),
        _ => return None,
    };
    let charset = charset.split('*').next().unwrap_or(charset);
    let length = data.as_ptr() as usize - text.as_ptr() as usize + data.len() + 2;
    Some((charset, bytes, length))
}

/// Base 64 with or without its padding.
fn base64(data: &str) -> Option<Vec<u8>> {
    let data: String = data.chars().filter(|c| c.is_ascii() && !c.is_whitespace() && *c != '=').collect();
    // A last letter alone holds nothing.
    let data = if data.len() % 4 == 1 { &data[..data.len() - 1] } else { &data };
    let lenient = general_purpose::GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    general_purpose::GeneralPurpose::new(&base64::alphabet::STANDARD, lenient).decode(data).ok()
}

fn quoted(data: &str) -> Vec<u8> {
    let bytes = data.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match (byte, hex.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'=', Some(value)) => {
                out.push(value);
                at += 3;
                continue;
            }
            // The end of a letter that the next word goes on with.
            (b'=', None) => {}
            (b'_', _) => out.push(b' '),
            (other, _) => out.push(*other),
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_letter_split_between_two_words_is_one_letter() {
        assert_eq!(plain("=?utf-8?Q?=C3=A9t=C3?= =?utf-8?Q?=A9?="), "été");
        assert_eq!(plain("=?utf-8?B?w6l0w6k=?=\r\n =?utf-8?q?_chaud?="), "été chaud");
        assert_eq!(plain("Re: =?iso-8859-1?Q?=E9t=E9?= 2026"), "Re: été 2026");
        assert_eq!(
            plain("=?utf-8?B?GyRCJE8bKEI\u{9d}?="),
            "\u{1b}$B$O\u{1b}(B",
            "letters that no base 64 has are passed over"
        );
        assert_eq!(plain("=?x?=?nothing"), "=?x?=?nothing");
        assert_eq!(plain("=?utf-8*fr?Q?=C3=A9?="), "é");
    }
}
