//! Bytes become letters: valid UTF-8 is what it is, whatever is declared; else what is declared; else what Windows writes.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// What a text without a charset, or with the wrong one, is most likely to be.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> String {
    let is_ascii = bytes.is_ascii();
    if !is_ascii && let Ok(text) = std::str::from_utf8(bytes) {
        return text.trim_start_matches('\u{feff}').to_owned();
    }
    let declared = declared.and_then(named);
    // Of those, ASCII bytes may stand for other letters (ISO-2022-JP).
    if is_ascii && declared.is_none_or(|encoding| encoding == UTF_8 || encoding == WINDOWS_1252) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let encoding = declared.filter(|encoding| *encoding != UTF_8).unwrap_or(WINDOWS_1252);
    let (text, ..) = encoding.decode(bytes);
    text.into_owned()
}

/// The encoding of a label, as mailers write it.
pub(crate) fn named(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']);
    if let Some(found) = Encoding::for_label(label.as_bytes()) {
        return Some(found);
    }
    let bare: String = label.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    match bare.as_str() {
        "utf8" | "unicode11utf8" => Some(UTF_8),
        "latin1" | "latin" | "ansi" | "default" | "iso88591windows1252" => Some(WINDOWS_1252),
        _ => bare
            .strip_prefix("cp")
            .or(bare.strip_prefix("windows"))
            .and_then(|page| page.parse().ok())
            .and_then(page),
    }
}

/// The encoding of a code page of Windows.
pub(crate) fn page(number: u32) -> Option<&'static Encoding> {
    let label = match number {
        65001 => "utf-8",
        1200 => "utf-16le",
        1201 => "utf-16be",
        874 => "windows-874",
        932 => "shift_jis",
        936 | 54936 => "gb18030",
        949 => "euc-kr",
        950 => "big5",
        20866 => "koi8-r",
        21866 => "koi8-u",
        10000 => "macintosh",
        20127 => "windows-1252",
        51932 => "euc-jp",
        50220..=50222 => "iso-2022-jp",
        1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        28591..=28606 => return Encoding::for_label(format!("iso-8859-{}", number - 28590).as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_is_declared_wrongly_is_read_all_the_same() {
        assert_eq!(decode("déjà".as_bytes(), Some("us-ascii")), "déjà");
        assert_eq!(decode("déjà".as_bytes(), Some("iso-8859-1")), "déjà");
        assert_eq!(decode(b"d\xE9j\xE0 \x80", None), "déjà €");
        assert_eq!(decode(b"d\xE9j\xE0", Some("utf-8")), "déjà");
        assert_eq!(decode(b"\xA4", Some("iso-8859-15")), "€");
        assert_eq!(decode(b"\x1B$B$3\x1B(B", Some("iso-2022-jp")), "こ");
        assert_eq!(decode(b"\x80", Some("CP-1252")), "€");
    }
}
