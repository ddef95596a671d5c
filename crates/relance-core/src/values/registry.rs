//! Numbers of registers: SIREN, SIRET, postcodes. Spreadsheets eat their leading zeros and round
//! the long ones; the first is repaired, the second is refused.

use super::text::{is_space, trim};
use super::{EMPTY, Reason};

/// Reads a SIREN, also out of a French VAT number.
pub fn siren(text: &str) -> Result<String, Reason> {
    let text = trim(text);
    let vat = text.get(..2).filter(|start| start.eq_ignore_ascii_case("fr")).map(|_| &text[2..]);
    let digits = digits(vat.unwrap_or(text))?;
    match digits.len() {
        9 if luhn(&digits) => Ok(digits),
        8 if luhn(&digits) => Ok(format!("0{digits}")),
        11 if vat.is_some() && luhn(&digits[2..]) => Ok(digits[2..].to_owned()),
        14 if siret(&digits).is_ok() => Ok(digits[..9].to_owned()),
        8 | 9 | 11 => Err("siren_checksum"),
        _ => Err("siren_length"),
    }
}

/// Reads a SIRET. La Poste's own sites (SIREN 356 000 000) only have digits that sum to a
/// multiple of five (INSEE).
pub fn siret(text: &str) -> Result<String, Reason> {
    let digits = digits(trim(text))?;
    let digits = if digits.len() == 13 { format!("0{digits}") } else { digits };
    if digits.len() != 14 {
        return Err("siret_length");
    }
    let sum: u32 = digits.bytes().map(|byte| u32::from(byte - b'0')).sum();
    let is_post = digits.starts_with("356000000") && sum.is_multiple_of(5);
    if luhn(&digits) || is_post { Ok(digits) } else { Err("siret_checksum") }
}

/// Reads a postcode. Four digits are a French one that lost its zero, unless the country
/// (ISO 3166 alpha-2) is another.
pub fn postcode(text: &str, country: Option<&str>) -> Result<String, Reason> {
    let text = trim(text);
    if text.is_empty() {
        return Err(EMPTY);
    }
    let is_french = country.is_none_or(|code| matches!(code, "FR" | "MC" | "GP" | "MQ" | "GF" | "RE" | "YT"));
    if is_french {
        let plain = text.strip_prefix("FR-").or_else(|| text.strip_prefix("F-")).unwrap_or(text);
        let compact: String = plain.chars().filter(|letter| !is_space(*letter)).collect();
        let end = compact.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(compact.len());
        let tail = compact[end..].to_ascii_lowercase();
        let digits = &compact[..end];
        // "75001.0" out of a number column; "75008 CEDEX 08".
        if tail.is_empty() || tail == ".0" || tail.starts_with("cedex") {
            match digits.len() {
                5 if digits != "00000" => return Ok(digits.to_owned()),
                4 if digits.as_bytes()[0] != b'0' => return Ok(format!("0{digits}")),
                _ => {}
            }
        }
    }
    let fits = text.chars().count() <= 12
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || is_space(letter) || letter == '-');
    if !fits || (country == Some("FR")) { Err("postcode_unreadable") } else { Ok(text.to_ascii_uppercase()) }
}

/// The digits of a number written with spaces or dots; a rounded one ("8.02E+13") is lost.
fn digits(text: &str) -> Result<String, Reason> {
    if text.is_empty() {
        return Err(EMPTY);
    }
    if text.to_ascii_lowercase().contains("e+") {
        return Err("number_rounded");
    }
    let text = text.strip_suffix(".0").unwrap_or(text);
    let mut digits = String::with_capacity(14);
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '.' | '-' | '\'' => {}
            _ if is_space(letter) => {}
            _ => return Err("number_unreadable"),
        }
    }
    Ok(digits)
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let digit = u32::from(byte - b'0');
            if at % 2 == 0 {
                digit
            } else if digit > 4 {
                digit * 2 - 9
            } else {
                digit * 2
            }
        })
        .sum();
    sum.is_multiple_of(10) && sum > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers() {
        for (text, found) in [
            ("732829320", Ok("732829320")),
            ("732 829 320", Ok("732829320")),
            ("FR44732829320", Ok("732829320")),
            ("73282932000074", Ok("732829320")),
            ("732829321", Err("siren_checksum")),
            ("12345", Err("siren_length")),
            ("abc", Err("number_unreadable")),
            ("7,32E+08", Err("number_rounded")),
            ("", Err(EMPTY)),
            ("000000000", Err("siren_checksum")),
        ] {
            assert_eq!(siren(text).as_deref().map_err(|reason| *reason), found, "for {text:?}");
        }
        for (text, found) in [
            ("732 829 320 00074", Ok("73282932000074")),
            ("35600000000048", Ok("35600000000048")),
            ("35600000049837", Ok("35600000049837")),
            ("73282932000075", Err("siret_checksum")),
            ("7.3282932E+13", Err("number_rounded")),
            ("732829320", Err("siret_length")),
        ] {
            assert_eq!(siret(text).as_deref().map_err(|reason| *reason), found, "for {text:?}");
        }
    }

    #[test]
    fn postcodes_get_their_zero_back() {
        for (text, country, found) in [
            ("75001", None, Ok("75001")),
            ("1000", None, Ok("01000")),
            ("6 000", Some("FR"), Ok("06000")),
            ("75 001", None, Ok("75001")),
            ("F-75001", None, Ok("75001")),
            ("75008 CEDEX 08", None, Ok("75008")),
            ("1000.0", None, Ok("01000")),
            ("1000", Some("BE"), Ok("1000")),
            ("SW1A 1AA", Some("GB"), Ok("SW1A 1AA")),
            ("sw1a 1aa", None, Ok("SW1A 1AA")),
            ("123", Some("FR"), Err("postcode_unreadable")),
            ("Paris", None, Err("postcode_unreadable")),
            ("", None, Err(EMPTY)),
        ] {
            assert_eq!(postcode(text, country).as_deref().map_err(|reason| *reason), found, "for {text:?}");
        }
    }
}
