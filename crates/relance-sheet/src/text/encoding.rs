//! Which encoding a text is in, decided by its bytes: mark, UTF-16 zeros, valid UTF-8, and for
//! the rest the statistics of French (and neighbouring) letters. Wrong guesses show as "PrÈnom":
//! the score exists so that they do not happen on a ten-line file.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A character encoding of the WHATWG Encoding Standard; serialized as its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(pub(crate) &'static encoding_rs::Encoding);

impl Encoding {
    pub const UTF_8: Encoding = Encoding(UTF_8);
    pub const UTF_16LE: Encoding = Encoding(UTF_16LE);
    pub const UTF_16BE: Encoding = Encoding(UTF_16BE);
    pub const WINDOWS_1252: Encoding = Encoding(WINDOWS_1252);
    pub const MAC_ROMAN: Encoding = Encoding(MACINTOSH);

    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Finds an encoding by any label of the standard: "latin1", "cp1252", "UTF-8" …
    pub fn from_label(label: &str) -> Option<Encoding> {
        encoding_rs::Encoding::for_label(label.as_bytes()).map(Encoding)
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Encoding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Encoding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Encoding, D::Error> {
        let label = String::deserialize(deserializer)?;
        Encoding::from_label(&label)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown encoding {label:?}")))
    }
}

/// Encoding that the byte-order mark names, and the mark's length.
pub(crate) fn by_mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    encoding_rs::Encoding::for_bom(bytes).map(|(encoding, length)| (Encoding(encoding), length))
}

/// Decides the encoding of `sample`; `complete` says that the text ends where the sample does.
pub(crate) fn detect(sample: &[u8], complete: bool) -> Encoding {
    if let Some((encoding, _)) = by_mark(sample) {
        return encoding;
    }
    if let Some(encoding) = by_zeros(sample) {
        return encoding;
    }
    if is_mostly_utf8(sample, complete) {
        return Encoding::UTF_8;
    }
    by_letters(sample, complete)
}

/// UTF-16 without a mark: Latin letters leave a zero in every second byte.
pub(crate) fn by_zeros(sample: &[u8]) -> Option<Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 2 {
        return None;
    }
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    if odd * 10 > pairs * 4 && even * 20 < pairs {
        Some(Encoding::UTF_16LE)
    } else if even * 10 > pairs * 4 && odd * 20 < pairs {
        Some(Encoding::UTF_16BE)
    } else {
        None
    }
}

/// Valid UTF-8, or so nearly that the rest are foreign lines pasted in.
fn is_mostly_utf8(sample: &[u8], complete: bool) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    let mut chunks = sample.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        let cut = chunks.peek().is_none() && !complete && chunk.invalid().len() < 4;
        if !chunk.invalid().is_empty() && !cut {
            invalid += 1;
        }
    }
    invalid == 0 || valid > invalid * 4
}

fn by_letters(sample: &[u8], complete: bool) -> Encoding {
    let western = score(&WINDOWS_1252.decode_without_bom_handling(sample).0);
    let mac = score(&MACINTOSH.decode_without_bom_handling(sample).0);
    let high = sample.iter().filter(|byte| !byte.is_ascii()).count() as i64;
    if western.max(mac) < high {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(sample, complete);
        let guess = detector.guess(Some(b"fr"), Utf8Detection::Deny);
        if guess != WINDOWS_1252 {
            return Encoding(guess);
        }
    }
    if mac > western { Encoding::MAC_ROMAN } else { Encoding::WINDOWS_1252 }
}

/// How much a decoded text looks like a list of French (German, Spanish …) people.
fn score(text: &str) -> i64 {
    let mut total = 0;
    let mut previous = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_ascii() {
            let next = letters.peek().copied().unwrap_or(' ');
            total += plausibility(previous, letter, next);
        }
        previous = letter;
    }
    total
}

fn plausibility(previous: char, letter: char, next: char) -> i64 {
    if matches!(letter, 'é' | 'è' | 'à' | 'ç' | 'ê' | 'ù' | 'â' | 'î' | 'ô' | 'û' | 'ë' | 'ï' | 'œ')
    {
        // Two accented letters in a row happen ("créée"), five are another alphabet.
        return if previous.is_ascii_uppercase() && next.is_ascii_uppercase() {
            -1
        } else if !previous.is_ascii() && !next.is_ascii() {
            0
        } else {
            4
        };
    }
    if letter.is_uppercase() {
        let beside_small = previous.is_lowercase() || (next.is_lowercase() && previous.is_alphabetic());
        let known = matches!(
            letter,
            'É' | 'È'
                | 'À'
                | 'Ç'
                | 'Ê'
                | 'Ô'
                | 'Î'
                | 'Â'
                | 'Œ'
                | 'Ù'
                | 'Û'
                | 'Ë'
                | 'Ï'
                | 'Ö'
                | 'Ü'
                | 'Ä'
                | 'Ñ'
                | 'Á'
                | 'Í'
                | 'Ó'
                | 'Ú'
                | 'Ø'
                | 'Å'
        );
        let alone = !previous.is_alphabetic() && !next.is_alphabetic() && letter != 'À';
        return if beside_small || alone || !known { -4 } else { 3 };
    }
    match letter {
        'ä' | 'ö' | 'ü' | 'ß' | 'ñ' | 'á' | 'í' | 'ó' | 'ú' | 'å' | 'ø' | 'æ' | 'ã' | 'õ' | 'ÿ' => {
            if previous.is_ascii() || next.is_ascii() {
                2
            } else {
                0
            }
        }
        '’' if previous.is_alphabetic() => 3,
        '€' if previous.is_ascii_digit() || previous == ' ' || next.is_ascii_digit() => 3,
        '\u{a0}' | '\u{202f}' | '«' | '»' | '°' | '€' | '–' | '’' | '“' | '”' | '…' | '•' => {
            1
        }
        '\u{80}'..='\u{9f}' | '\u{fffd}' => -6,
        _ => -3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
        match encoding.name() {
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(text).0.into_owned(),
        }
    }

    const FRENCH: [&str; 8] = [
        "Prénom;Nom\nLéa;Martin\n",
        "Société;Ville\nL’Étoile du Nord;Besançon\nCafé Noël;Orléans\n",
        "PRÉNOM;SOCIÉTÉ\nRENÉ;HÔTEL DES FLANDRES\n",
        "Montant\n1\u{a0}234,56 €\n",
        "Nom\nFrançois Lefèvre\n",
        "N°;Rue\n12;avenue de la République\n",
        "Référence;Désignation;Créée le\nA1;Prêt à l’emploi;hier\n",
        "Nom;Remarque\nDupont;« à rappeler » dès lundi\n",
    ];

    #[test]
    fn french_text_is_found_in_every_encoding_of_the_trade() {
        for text in FRENCH {
            for encoding in [UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252, MACINTOSH] {
                let found = detect(&encode(encoding, text), true);
                assert_eq!(found, Encoding(encoding), "for {text:?}");
            }
        }
    }

    #[test]
    fn marks_win() {
        assert_eq!(detect(b"\xEF\xBB\xBFa;b", true), Encoding::UTF_8);
        assert_eq!(detect(b"\xFF\xFEa\0;\0", true), Encoding::UTF_16LE);
        assert_eq!(detect(b"\xFE\xFF\0a\0;", true), Encoding::UTF_16BE);
    }

    #[test]
    fn a_letter_cut_at_the_end_of_the_sample_is_no_error() {
        assert_eq!(detect("Prénom;é".as_bytes().split_last().unwrap().1, false), Encoding::UTF_8);
        assert_eq!(detect(b"", true), Encoding::UTF_8);
    }

    #[test]
    fn a_foreign_line_does_not_turn_a_utf8_file_into_another() {
        let mut bytes = "é;è;à;ç\n".repeat(20).into_bytes();
        bytes.extend_from_slice(b"L\xE9a\n");
        assert_eq!(detect(&bytes, true), Encoding::UTF_8);
    }

    #[test]
    fn other_alphabets_are_left_to_the_detector() {
        let russian = "Имя;Фамилия;Компания\nИван;Петров;Газпром\nМария;Сидорова;Лукойл\n".repeat(4);
        let bytes = encoding_rs::WINDOWS_1251.encode(&russian).0.into_owned();
        assert_eq!(detect(&bytes, true).name(), "windows-1251");
        let german = "Straße;Größe\nMüller;Österreich\nJäger;Köln\n";
        assert_eq!(detect(&encode(WINDOWS_1252, german), true), Encoding::WINDOWS_1252);
    }
}
