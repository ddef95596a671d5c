//! Phone numbers to E.164. Plain French numbers take a short way that is proved equal to the
//! library's by a test; everything else goes through libphonenumber's rules.

use phonenumber::country::Id;
use phonenumber::{Mode, metadata::DATABASE};

use super::text::{is_space, trim};
use super::{EMPTY, Listed, Reason};

const UNREADABLE: Reason = "phone_unreadable";
const IMPOSSIBLE: Reason = "phone_impossible";

/// The country in which numbers without a prefix are dialled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region(Id);

impl Region {
    pub const FR: Region = Region(Id::FR);

    /// By ISO 3166 alpha-2.
    pub fn from_code(code: &str) -> Option<Region> {
        code.to_ascii_uppercase().parse().ok().map(Region)
    }
}

impl Default for Region {
    fn default() -> Region {
        Region::FR
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// "+33612345678".
    pub e164: String,
    pub extension: Option<String>,
    /// A French mobile number; `false` where that cannot be told.
    pub is_mobile: bool,
}

/// Reads a cell that holds exactly one number.
pub fn phone(text: &str, region: Region) -> Result<Phone, Reason> {
    let text = trim(text);
    if text.is_empty() {
        return Err(EMPTY);
    }
    if let Some(phone) = short_way(text, region) {
        return Ok(phone);
    }
    let text = strip_label(text);
    if is_fax(text) {
        return Err("phone_fax");
    }
    let (number, extension) = split_extension(text);
    let mut phone = match short_way(number, region) {
        Some(phone) => phone,
        None => long_way(number, region).or_else(|reason| north_american(number).ok_or(reason))?,
    };
    phone.extension = extension.map(str::to_owned);
    Ok(phone)
}

/// Reads all numbers of a cell.
pub fn phones(text: &str, region: Region) -> Listed<Phone> {
    let mut listed = Listed::default();
    let text = trim(text);
    if text.is_empty() {
        return listed;
    }
    match phone(text, region) {
        Ok(phone) => listed.found.push(phone),
        Err(reason) => {
            let pieces = pieces(text);
            if pieces.len() < 2 {
                listed.rejected.push((text.to_owned(), reason));
            }
            for piece in pieces.iter().filter(|_| pieces.len() > 1) {
                match phone(piece, region) {
                    Ok(phone) if listed.found.iter().any(|known: &Phone| known.e164 == phone.e164) => {}
                    Ok(phone) => listed.found.push(phone),
                    Err(reason) => listed.rejected.push((piece.to_string(), reason)),
                }
            }
        }
    }
    listed
}

/// Splits at what separates numbers; a dash or slash only where full numbers stand on both sides.
fn pieces(text: &str) -> Vec<String> {
    let spaced = text.replace(" ou ", ";").replace(" et ", ";").replace(" or ", ";").replace(" and ", ";");
    let mut pieces: Vec<String> = Vec::new();
    for part in spaced.split([';', ',', '|', '\n', '\r', '/']) {
        let has_full = pieces.last().is_some_and(|piece| digits_of(piece) >= 8);
        if digits_of(part) < 8 && !has_full && !pieces.is_empty() {
            let last = pieces.len() - 1;
            pieces[last].push(' ');
            pieces[last].push_str(part);
        } else if !trim(part).is_empty() {
            pieces.push(trim(part).to_owned());
        }
    }
    if pieces.len() == 1 {
        pieces = by_dash_or_length(&pieces[0]);
    }
    pieces
}

/// "01 02 03 04 05 - 06 07 08 09 10", and two numbers with nothing but spaces between them.
fn by_dash_or_length(text: &str) -> Vec<String> {
    for dash in [" - ", " – ", "  "] {
        let parts: Vec<&str> = text.split(dash).collect();
        if parts.len() > 1 && parts.iter().all(|part| digits_of(part) >= 8) {
            return parts.into_iter().map(|part| trim(part).to_owned()).collect();
        }
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_plain = text.chars().all(|letter| letter.is_ascii_digit() || is_space(letter) || letter == '.');
    if is_plain && digits.len() >= 20 && digits.len().is_multiple_of(10) && digits.len() <= 60 {
        let chunks: Vec<String> =
            (0..digits.len() / 10).map(|index| digits[index * 10..index * 10 + 10].to_owned()).collect();
        if chunks.iter().all(|chunk| chunk.starts_with('0')) {
            return chunks;
        }
    }
    vec![text.to_owned()]
}

fn digits_of(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Plain French numbers without the library: ten digits from 0, nine without it (a spreadsheet
/// ate the zero), or +33. `None` leaves the number to the library.
fn short_way(text: &str, region: Region) -> Option<Phone> {
    if text.len() > 40 {
        return None;
    }
    let mut digits = [0u8; 15];
    let mut length = 0;
    let mut has_plus = false;
    for (at, letter) in text.chars().enumerate() {
        match letter {
            '0'..='9' => {
                *digits.get_mut(length)? = letter as u8;
                length += 1;
            }
            '+' if at == 0 => has_plus = true,
            ' ' | '.' | '-' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {}
            _ => return None,
        }
    }
    let digits = &digits[..length];
    let national = match (has_plus, digits) {
        (true, [b'3', b'3', national @ ..]) if national.len() == 9 => national,
        (false, [b'0', b'0', b'3', b'3', national @ ..]) if national.len() == 9 => national,
        (false, [b'0', national @ ..]) if national.len() == 9 && region == Region::FR => national,
        (false, national) if national.len() == 9 && region == Region::FR => national,
        _ => return None,
    };
    // 8 is special rates, 0 is none; both are the library's to judge.
    if !matches!(national[0], b'1'..=b'7' | b'9') {
        return None;
    }
    let mut e164 = String::with_capacity(12);
    e164.push_str("+33");
    e164.extend(national.iter().map(|&byte| byte as char));
    Some(Phone { is_mobile: is_french_mobile(&e164), e164, extension: None })
}

fn long_way(text: &str, region: Region) -> Result<Phone, Reason> {
    if !(3..=25).contains(&digits_of(text)) || text.len() > 80 || text.contains('@') {
        return Err(UNREADABLE);
    }
    if text.chars().any(char::is_alphabetic) {
        return Err(UNREADABLE);
    }
    let cleaned = clean(text);
    // A number that says its country is read by its own rules: elsewhere the zero that begins it may belong to it.
    let region = (!cleaned.starts_with('+')).then_some(region.0);
    let parsed = phonenumber::parse_with(&DATABASE, region, &cleaned).map_err(|_| UNREADABLE)?;
    let e164 = parsed.format().mode(Mode::E164).to_string();
    let digits = e164.len().saturating_sub(1);
    // Numbering plans open new ranges faster than tables follow: a French or North American number
    // of the right shape is kept.
    let is_french_shape = e164.starts_with("+33") && e164.len() == 12 && !e164.starts_with("+330");
    let is_known_shape = is_french_shape || is_north_american(&e164);
    if !(8..=15).contains(&digits) || !(is_known_shape || phonenumber::is_valid(&parsed)) {
        return Err(IMPOSSIBLE);
    }
    let extension = parsed.extension().map(|extension| extension.to_string());
    Ok(Phone { is_mobile: is_french_mobile(&e164), e164, extension })
}

/// "(831) 605-2433", "831.605.2433", "1-831-605-2433": nobody else writes ten digits as three, three and four.
fn north_american(text: &str) -> Option<Phone> {
    let groups: Vec<&str> =
        text.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let groups = groups.strip_prefix(&["1"]).unwrap_or(&groups);
    if text.starts_with('+') || groups.iter().map(|group| group.len()).ne([3, 3, 4]) {
        return None;
    }
    let e164 = format!("+1{}", groups.concat());
    is_north_american(&e164).then_some(Phone { e164, extension: None, is_mobile: false })
}

/// The shape that the North American Numbering Plan gives: NXX NXX XXXX, N from 2 to 9.
fn is_north_american(e164: &str) -> bool {
    let digits = e164.as_bytes();
    e164.starts_with("+1") && digits.len() == 12 && digits[2] >= b'2' && digits[5] >= b'2'
}

/// "+33 (0)6" without the zero that is only dialled at home; "00" as "+"; one kind of space.
fn clean(text: &str) -> String {
    let mut cleaned: String =
        text.chars()
            .map(|letter| {
                if is_space(letter) || matches!(letter, '.' | '/' | '_' | '‑' | '–') {
                    ' '
                } else {
                    letter
                }
            })
            .collect();
    if cleaned.starts_with('+') || cleaned.starts_with("00") {
        cleaned = cleaned.replace("(0)", " ");
    }
    if let Some(rest) = cleaned.strip_prefix("00") {
        cleaned = format!("+{rest}");
    }
    // "(+33)6…" and "+33 0 6…": the prefix in brackets, the zero left in.
    let compact: String =
        cleaned.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    match compact.strip_prefix("+330") {
        Some(rest) if rest.len() == 9 => format!("+33{rest}"),
        _ if compact.starts_with("33") && compact.len() == 11 => format!("+{compact}"),
        _ => compact,
    }
}

fn is_french_mobile(e164: &str) -> bool {
    e164.starts_with("+336") || e164.starts_with("+337")
}

/// Without "Tél. :", "Mobile" and the like in front.
fn strip_label(text: &str) -> &str {
    let start = text.find(|letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '(')).unwrap_or(0);
    let label = &text[..start];
    let is_label = !label.is_empty()
        && label.len() <= 24
        && label.chars().all(|letter| {
            letter.is_alphabetic() || is_space(letter) || matches!(letter, '.' | ':' | '-' | '\'')
        });
    if is_label && !is_fax(label) { &text[start..] } else { text }
}

fn is_fax(text: &str) -> bool {
    text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("fax"))
}

/// "… poste 12", "… ext. 12", "… x12", "… #12".
fn split_extension(text: &str) -> (&str, Option<&str>) {
    let lower = text.to_ascii_lowercase();
    for mark in ["poste", "extension", "ext", "x", "#"] {
        let Some(at) = lower.rfind(mark) else { continue };
        let tail = text[at + mark.len()..]
            .trim_matches(|letter: char| is_space(letter) || matches!(letter, '.' | ':' | ')'));
        let before = trim(&text[..at]).trim_end_matches(['(', ',', ';', '-']);
        if (1..=7).contains(&tail.len())
            && tail.bytes().all(|byte| byte.is_ascii_digit())
            && digits_of(before) >= 6
        {
            return (trim(before), Some(tail));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e164(text: &str) -> Result<String, Reason> {
        phone(text, Region::FR).map(|phone| phone.e164)
    }

    #[test]
    fn a_zero_that_belongs_to_the_number_stays() {
        for (text, number) in [
            ("+225 07 08 41 26 53", "+2250708412653"),
            ("00225 0708412653", "+2250708412653"),
            ("+225 27 20 30 40 50", "+2252720304050"),
            ("+229 01 97 12 34 56", "+2290197123456"),
            ("+242 06 612 34 56", "+242066123456"),
            ("+39 06 6982 1234", "+390669821234"),
            ("+378 0549 882914", "+3780549882914"),
        ] {
            assert_eq!(e164(text), Ok(number.to_owned()), "{text}");
        }
    }

    #[test]
    fn every_usual_spelling_of_a_number() {
        for text in [
            "06 12 34 56 78",
            "06.12.34.56.78",
            "06-12-34-56-78",
            "0612345678",
            "06/12/34/56/78",
            "612345678",
            "+33612345678",
            "+33 6 12 34 56 78",
            "+33 (0)6 12 34 56 78",
            "+33(0)612345678",
            "0033612345678",
            "00 33 6 12 34 56 78",
            "33612345678",
            "(+33) 6 12 34 56 78",
            "+33 06 12 34 56 78",
            "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78",
            "06\u{202f}12\u{202f}34\u{202f}56\u{202f}78",
            "Tél : 06 12 34 56 78",
            "Mobile: 0612345678",
            "06 12 34 56 78 ",
            "tel. 06 12 34 56 78",
            "(06) 12 34 56 78",
            "\u{202a}+33 6 12 34 56 78\u{202c}",
        ] {
            assert_eq!(e164(text).as_deref(), Ok("+33612345678"), "for {text:?}");
        }
        for (text, found) in [
            ("+44 20 7946 0958", "+442079460958"),
            ("+1 (212) 555-0123", "+12125550123"),
            ("+32 2 555 12 12", "+3225551212"),
            ("0800 123 456", "+33800123456"),
            ("+352 26 12 34 56", "+35226123456"),
            ("+41 44 668 18 00", "+41446681800"),
        ] {
            assert_eq!(e164(text).as_deref(), Ok(found), "for {text:?}");
        }
        for text in [
            "831.605.2433",
            "(831) 605-2433",
            "831-605-2433x72946",
            "001-831-605-2433",
            "1-831-605-2433",
            "+1 831 605 2433",
        ] {
            assert_eq!(e164(text).as_deref(), Ok("+18316052433"), "for {text:?}");
        }
        for text in ["131-605-2433", "831-105-2433", "8316 052 433", "831 6052433"] {
            assert!(e164(text).is_err(), "for {text:?}");
        }
        assert_eq!(phone("02 555 12 12", Region::from_code("be").unwrap()).unwrap().e164, "+3225551212");
    }

    #[test]
    fn what_is_no_number_says_so() {
        for text in [
            "abc",
            "12",
            "lea@acme.fr",
            "00000",
            "+33",
            "31/12/2026",
            "123456789012345678901234567890",
            "1 234,56 €",
            "+999 123 456",
        ] {
            assert!(e164(text).is_err(), "for {text:?}: {:?}", e164(text));
        }
        assert_eq!(e164(""), Err(EMPTY));
        assert_eq!(e164("Fax : 01 23 45 67 89"), Err("phone_fax"));
    }

    #[test]
    fn extensions() {
        for text in [
            "01 23 45 67 89 poste 12",
            "01 23 45 67 89 ext. 12",
            "0123456789 x12",
            "+33123456789#12",
            "01 23 45 67 89 (poste 12)",
        ] {
            let found = phone(text, Region::FR).unwrap();
            assert_eq!(
                (found.e164.as_str(), found.extension.as_deref()),
                ("+33123456789", Some("12")),
                "for {text:?}"
            );
        }
    }

    #[test]
    fn several_in_a_cell() {
        for text in [
            "06 12 34 56 78 / 01 23 45 67 89",
            "0612345678;0123456789",
            "06 12 34 56 78, 01 23 45 67 89",
            "06 12 34 56 78 ou 01 23 45 67 89",
            "06 12 34 56 78\n01 23 45 67 89",
            "06 12 34 56 78 - 01 23 45 67 89",
            "Mob: 06 12 34 56 78 / Tél: 01 23 45 67 89",
            "06 12 34 56 78 01 23 45 67 89",
            "06.12.34.56.78/01.23.45.67.89",
            "0612345678 / 0123456789 / 06 12 34 56 78",
        ] {
            let found: Vec<_> = phones(text, Region::FR).found.into_iter().map(|phone| phone.e164).collect();
            assert_eq!(found, ["+33612345678", "+33123456789"], "for {text:?}");
        }
        let listed = phones("06 12 34 56 78 / bureau", Region::FR);
        assert_eq!(listed.found.len(), 1, "{listed:?}");
        assert!(phones("", Region::FR).rejected.is_empty());
        assert_eq!(phones("néant", Region::FR).rejected.len(), 1);
    }

    #[test]
    fn the_short_way_agrees_with_the_library() {
        let mut state = 42u64;
        for _ in 0..3000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let number = format!("{:09}", (state >> 20) % 1_000_000_000);
            for text in [format!("0{number}"), format!("+33{number}"), format!("0033{number}")] {
                let Some(short) = short_way(&text, Region::FR) else { continue };
                let long = long_way(&text, Region::FR).map(|phone| phone.e164);
                assert_eq!(long, Ok(short.e164), "for {text:?}");
            }
        }
    }
}
