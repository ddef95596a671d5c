//! Amounts of money as the French and the English write them, exact to the cent: no floating
//! point between the text and the cents.

use super::{EMPTY, Reason};

use super::text::{fold, is_space, push_folded, trim};

const UNREADABLE: Reason = "amount_unreadable";
const TOO_LARGE: Reason = "amount_too_large";
/// Nine million billion units: beyond, cents do not fit.
const MOST_CENTS: i128 = 900_000_000_000_000_000;

/// An amount in hundredths; the currency only where the text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    pub cents: i64,
    /// ISO 4217.
    pub currency: Option<&'static str>,
}

/// Reads "1 234,56 €", "€1,234.56", "12 k€", "1,5 M€", "(1 200)" … A lone separator before three
/// digits separates thousands: "12.400" and "12,400" are twelve thousand four hundred.
pub fn amount(text: &str) -> Result<Amount, Reason> {
    let mut scan = Scan::default();
    for letter in text.chars() {
        scan.take(letter)?;
    }
    scan.end_word()?;
    scan.amount()
}

/// Reads a plain number: an amount as people write it, or one with as many decimals as there are.
pub fn number(text: &str) -> Result<f64, Reason> {
    let plain: String =
        text.chars().filter(|letter| !is_space(*letter)).map(|l| if l == ',' { '.' } else { l }).collect();
    let is_long = plain.split_once('.').is_some_and(|(before, decimals)| {
        decimals.bytes().all(|byte| byte.is_ascii_digit())
            && (decimals.len() > 3 || before.trim_start_matches('-') == "0")
    });
    if is_long
        && let Ok(number) = plain.parse::<f64>()
        && number.abs() < 9e15
    {
        return Ok(number);
    }
    let amount = amount(text)?;
    if amount.currency.is_some() { Err(UNREADABLE) } else { Ok(amount.cents as f64 / 100.0) }
}

/// The amount of a number cell, whose separators are not in question.
pub fn amount_of_number(number: f64) -> Result<Amount, Reason> {
    let cents = (number * 100.0).round();
    if !cents.is_finite() || cents.abs() > 9e17 {
        return Err(TOO_LARGE);
    }
    Ok(Amount { cents: cents as i64, currency: None })
}

/// Reads "€", "euros", "EUR" as an ISO 4217 code.
pub fn currency(text: &str) -> Result<&'static str, Reason> {
    let text = trim(text);
    if text.is_empty() {
        return Err(EMPTY);
    }
    let mut letters = text.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && let Some(code) = symbol(letter)
    {
        return Ok(code);
    }
    let folded = fold(text);
    folded.split(' ').find_map(code).or_else(|| text.chars().find_map(symbol)).ok_or("currency_unknown")
}

fn symbol(letter: char) -> Option<&'static str> {
    Some(match letter {
        '€' => "EUR",
        '$' => "USD",
        '£' => "GBP",
        '¥' => "JPY",
        '₣' => "CHF",
        '₹' => "INR",
        '₽' => "RUB",
        '₺' => "TRY",
        _ => return None,
    })
}

fn code(word: &str) -> Option<&'static str> {
    Some(match word {
        "eur" | "euro" | "euros" | "e" => "EUR",
        "usd" | "us" | "dollar" | "dollars" => "USD",
        "gbp" | "livre" | "livres" | "pound" | "pounds" | "sterling" => "GBP",
        "chf" | "sfr" | "fr" | "francs" | "franc" => "CHF",
        "cad" | "ca" => "CAD",
        "mad" | "dh" | "dhs" | "dirham" | "dirhams" => "MAD",
        "tnd" | "dt" => "TND",
        "dzd" | "da" => "DZD",
        "xof" | "cfa" | "fcfa" => "XOF",
        "xaf" => "XAF",
        "xpf" => "XPF",
        "jpy" | "yen" | "yens" => "JPY",
        "pln" | "zl" => "PLN",
        "sek" => "SEK",
        "nok" => "NOK",
        "dkk" => "DKK",
        "czk" => "CZK",
        "huf" => "HUF",
        "ron" | "lei" => "RON",
        "aud" => "AUD",
        "inr" => "INR",
        "brl" => "BRL",
        "cny" | "rmb" => "CNY",
        _ => return None,
    })
}

/// What has been seen of an amount so far.
#[derive(Default)]
struct Scan {
    /// Digits and separators, as '0'–'9', '.', ',' and ' ' for any gap.
    number: Small,
    word: Small,
    currency: Option<&'static str>,
    /// Power of ten: 3 for thousands, 6, 9.
    scale: u32,
    is_negative: bool,
    has_digit: bool,
    /// Something came between the last digit and here: another digit would be a second number.
    is_closed: bool,
    has_any: bool,
    /// A separator right before the first digit, as in ",5".
    leading: Option<u8>,
}

struct Small {
    bytes: [u8; 40],
    length: usize,
}

impl Default for Small {
    fn default() -> Small {
        Small { bytes: [0; 40], length: 0 }
    }
}

impl Small {
    fn push(&mut self, byte: u8) -> Result<(), Reason> {
        *self.bytes.get_mut(self.length).ok_or(UNREADABLE)? = byte;
        self.length += 1;
        Ok(())
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl Scan {
    fn take(&mut self, letter: char) -> Result<(), Reason> {
        if !letter.is_alphabetic() && self.word.length > 0 {
            self.end_word()?;
        }
        if !is_space(letter) {
            self.has_any = true;
        }
        if !letter.is_ascii_digit() {
            self.leading = None;
        }
        match letter {
            '0'..='9' => {
                if self.is_closed {
                    return Err(UNREADABLE);
                }
                if let (false, Some(separator)) = (self.has_digit, self.leading) {
                    self.number.push(separator)?;
                }
                self.has_digit = true;
                self.number.push(letter as u8)
            }
            '.' | ',' if self.is_closed => Ok(()),
            '.' | ',' if !self.has_digit => {
                self.leading = Some(letter as u8);
                Ok(())
            }
            '.' | ',' => self.number.push(letter as u8),
            '\'' | '’' | '_' if self.has_digit => self.number.push(b' '),
            _ if is_space(letter) => {
                if self.has_digit && !self.is_closed {
                    self.number.push(b' ')
                } else {
                    Ok(())
                }
            }
            '-' | '\u{2212}' | '–' | '—' => self.take_dash(),
            '(' => {
                self.is_negative |= !self.has_digit;
                Ok(())
            }
            '+' | '~' | '≈' if !self.has_digit => Ok(()),
            ')' | ':' | '*' => Ok(()),
            _ => match symbol(letter) {
                Some(code) => self.name_currency(code),
                None if letter.is_alphabetic() => self.take_letter(letter),
                None => Err(UNREADABLE),
            },
        }
    }

    /// "-5", "5-" and the empty cents of "12,-"; a dash between two numbers is a range.
    fn take_dash(&mut self) -> Result<(), Reason> {
        if !self.has_digit {
            self.is_negative = true;
        } else if matches!(self.number.as_bytes().last(), Some(b',' | b'.')) {
            self.number.length -= 1;
            self.is_closed = true;
        } else if self.is_closed && self.is_negative {
            return Err(UNREADABLE);
        } else {
            self.is_negative = true;
            self.is_closed = true;
        }
        Ok(())
    }

    fn take_letter(&mut self, letter: char) -> Result<(), Reason> {
        self.is_closed |= self.has_digit;
        let mut plain = String::new();
        push_folded(&mut plain, letter);
        for byte in plain.bytes() {
            self.word.push(byte)?;
        }
        Ok(())
    }

    fn name_currency(&mut self, code: &'static str) -> Result<(), Reason> {
        self.is_closed |= self.has_digit;
        if self.currency.is_some_and(|known| known != code) && code != "USD" {
            return Err(UNREADABLE);
        }
        self.currency.get_or_insert(code);
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), Reason> {
        if self.word.length == 0 {
            return Ok(());
        }
        let length = std::mem::take(&mut self.word.length);
        let word = std::str::from_utf8(&self.word.bytes[..length]).map_err(|_| UNREADABLE)?;
        let (scale, rest) = match word {
            "k" | "mille" | "thousand" => (3, ""),
            "m" | "mio" | "million" | "millions" | "mln" => (6, ""),
            "md" | "mds" | "mrd" | "bn" | "milliard" | "milliards" | "billion" | "billions" => (9, ""),
            "keur" | "kusd" | "kgbp" | "kchf" | "ke" => (3, &word[1..]),
            "meur" | "musd" | "mgbp" | "mchf" | "me" => (6, &word[1..]),
            // Said around an amount, meaning nothing for its value.
            "ht" | "ttc" | "hors" | "taxe" | "taxes" | "env" | "environ" | "circa" | "ca" | "approx"
            | "about" | "de" | "d" | "soit" => (0, ""),
            _ => (0, word),
        };
        if scale > 0 {
            if !self.has_digit || self.scale > 0 {
                return Err(UNREADABLE);
            }
            self.scale = scale;
        }
        if rest.is_empty() {
            return Ok(());
        }
        let code = code(rest).ok_or(UNREADABLE)?;
        self.name_currency(code)
    }

    fn amount(self) -> Result<Amount, Reason> {
        if !self.has_any {
            return Err(EMPTY);
        }
        if !self.has_digit {
            return Err(UNREADABLE);
        }
        let number = self.number.as_bytes().trim_ascii();
        let decimal = decimal_place(number, self.scale)?;
        let (mut units, mut decimals) = (0i128, 0u32);
        for (at, &byte) in number.iter().enumerate() {
            if byte.is_ascii_digit() {
                units = units * 10 + i128::from(byte - b'0');
                decimals += u32::from(decimal.is_some_and(|place| at > place));
                if units > i128::MAX / 100_000_000_000 {
                    return Err(TOO_LARGE);
                }
            }
        }
        let scaled = units * 10i128.pow(self.scale + 2);
        let divisor = 10i128.pow(decimals);
        let cents = (scaled + divisor / 2) / divisor;
        if cents > MOST_CENTS {
            return Err(TOO_LARGE);
        }
        let cents = if self.is_negative { -(cents as i64) } else { cents as i64 };
        Ok(Amount { cents, currency: self.currency })
    }
}

/// Place of the decimal separator; errs where the groups of thousands are no groups.
fn decimal_place(number: &[u8], scale: u32) -> Result<Option<usize>, Reason> {
    let is_separator = |byte: &u8| matches!(byte, b'.' | b',');
    let last = number.iter().rposition(is_separator);
    let decimal = match last {
        None => None,
        Some(place) => {
            let same = number.iter().filter(|&&byte| byte == number[place]).count();
            let other = number.iter().any(|byte| is_separator(byte) && *byte != number[place]);
            let after = number[place + 1..].iter().filter(|byte| byte.is_ascii_digit()).count();
            let before = number[..place].iter().filter(|byte| byte.is_ascii_digit()).count();
            let has_gaps = number[..place].contains(&b' ');
            let thousands = after == 3
                && (1..=3).contains(&before)
                && !has_gaps
                && scale < 6
                && !(before == 1 && number[0] == b'0');
            if same > 1 {
                if other || after != 3 {
                    return Err(UNREADABLE);
                }
                None
            } else if thousands && !other {
                None
            } else {
                Some(place)
            }
        }
    };
    check_groups(&number[..decimal.unwrap_or(number.len())])?;
    if number[decimal.map_or(number.len(), |place| place + 1)..].iter().any(|byte| !byte.is_ascii_digit()) {
        return Err(UNREADABLE);
    }
    Ok(decimal)
}

/// Groups after the first have three digits.
fn check_groups(whole: &[u8]) -> Result<(), Reason> {
    let mut groups = whole.split(|byte| !byte.is_ascii_digit()).filter(|group| !group.is_empty());
    let first = groups.next().map_or(0, <[u8]>::len);
    let mut has_more = false;
    for group in groups {
        has_more = true;
        if group.len() != 3 {
            return Err(UNREADABLE);
        }
    }
    if has_more && first > 3 { Err(UNREADABLE) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_both_languages() {
        for (text, cents, currency) in [
            ("1 234,56 €", 123_456, Some("EUR")),
            ("1\u{a0}234,56\u{a0}€", 123_456, Some("EUR")),
            ("1\u{202f}234\u{202f}567,89 €", 123_456_789, Some("EUR")),
            ("1.234,56", 123_456, None),
            ("1,234.56", 123_456, None),
            ("1,234,567.8", 123_456_780, None),
            ("1.234.567", 123_456_700, None),
            ("€12,400", 1_240_000, Some("EUR")),
            ("12.400", 1_240_000, None),
            ("12 k€", 1_200_000, Some("EUR")),
            ("12k", 1_200_000, None),
            ("12,5 K€", 1_250_000, Some("EUR")),
            ("1,5 M€", 150_000_000, Some("EUR")),
            ("1,250 M€", 125_000_000, Some("EUR")),
            ("2 millions d'euros", 200_000_000, Some("EUR")),
            ("(1 200)", -120_000, None),
            ("(1 200,50 €)", -120_050, Some("EUR")),
            ("-15", -1_500, None),
            ("\u{2212}15,5", -1_550, None),
            ("15-", -1_500, None),
            ("1234.5 EUR", 123_450, Some("EUR")),
            ("EUR 1234,5", 123_450, Some("EUR")),
            ("$1,000", 100_000, Some("USD")),
            ("US$ 99.90", 9_990, Some("USD")),
            ("£ 3", 300, Some("GBP")),
            ("1'234.50 CHF", 123_450, Some("CHF")),
            ("12,-", 1_200, None),
            ("0,125", 13, None),
            ("0.5", 50, None),
            (",5", 50, None),
            ("5000 € HT", 500_000, Some("EUR")),
            ("env. 5 000 €", 500_000, Some("EUR")),
            ("1234,567", 123_457, None),
            ("10000.0", 1_000_000, None),
            ("0", 0, None),
        ] {
            assert_eq!(amount(text), Ok(Amount { cents, currency }), "for {text:?}");
        }
    }

    #[test]
    fn what_is_no_amount_says_so() {
        for (text, reason) in [
            ("", EMPTY),
            (" \u{a0}", EMPTY),
            ("abc", UNREADABLE),
            ("10-20 k€", UNREADABLE),
            ("5 à 10 k€", UNREADABLE),
            ("12 34", UNREADABLE),
            ("1.2.3", UNREADABLE),
            ("12 m2", UNREADABLE),
            ("15 %", UNREADABLE),
            ("06 12 34 56 78", UNREADABLE),
            ("31/12/2026", UNREADABLE),
            ("999999999999999999999", TOO_LARGE),
            ("€", UNREADABLE),
            ("1e5", UNREADABLE),
        ] {
            assert_eq!(amount(text), Err(reason), "for {text:?}");
        }
        assert_eq!(amount_of_number(12.345), Ok(Amount { cents: 1235, currency: None }));
        assert_eq!(amount_of_number(f64::NAN), Err(TOO_LARGE));
    }

    #[test]
    fn currencies() {
        for (text, code) in [
            ("€", "EUR"),
            ("Euros", "EUR"),
            ("eur", "EUR"),
            ("US Dollar", "USD"),
            ("£", "GBP"),
            ("EUR (€)", "EUR"),
        ] {
            assert_eq!(currency(text), Ok(code));
        }
        assert_eq!(currency("licornes"), Err("currency_unknown"));
    }
}
