//! The voice: words, numbers, dates and amounts as the chosen language writes them. Only people hear it; what scripts
//! read goes out as JSON and never passes here.

use crate::language::Language;
use chrono::{DateTime, Datelike as _, Local, NaiveDate, Timelike as _};
use serde_json::{Map, Value};

const FRENCH: &str = include_str!("words/fr.json");
const ENGLISH: &str = include_str!("words/en.json");
const MONTHS: [(&str, &str); 12] = [
    ("janv.", "Jan"),
    ("févr.", "Feb"),
    ("mars", "Mar"),
    ("avr.", "Apr"),
    ("mai", "May"),
    ("juin", "Jun"),
    ("juil.", "Jul"),
    ("août", "Aug"),
    ("sept.", "Sep"),
    ("oct.", "Oct"),
    ("nov.", "Nov"),
    ("déc.", "Dec"),
];

pub struct Voice {
    pub language: Language,
    words: Map<String, Value>,
}

impl Voice {
    pub fn new(language: Language) -> Self {
        Self { language, words: table(language.pick(FRENCH, ENGLISH)) }
    }

    /// The words of this name; the name itself when there are none, so that nothing is hidden.
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    pub fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).and_then(Value::as_str)
    }

    /// The words with `{names}` replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values
            .iter()
            .fold(self.say(key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// « 12 prospects »: `count.<what>.one` or `.other`.
    pub fn count(&self, what: &str, count: u64) -> String {
        let is_one = count == 1 || (count == 0 && self.language == Language::French);
        let form = if is_one { "one" } else { "other" };
        self.fill(&format!("count.{what}.{form}"), &[("n", &self.number(count.cast_signed()))])
    }

    /// « 12 408 », "12,408".
    pub fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut text = String::new();
        for (rank, digit) in digits.chars().enumerate() {
            if rank > 0 && (digits.len() - rank).is_multiple_of(3) {
                text.push(self.language.pick('\u{202f}', ','));
            }
            text.push(digit);
        }
        if number < 0 { format!("-{text}") } else { text }
    }

    /// « 1 234,56 € », "€1,234.56"; cents are shown only where there are some.
    pub fn money(&self, cents: i64, currency: &str) -> String {
        let sign = match currency {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            other => other,
        };
        let mut amount = self.number((cents / 100).abs());
        if cents % 100 != 0 {
            amount = format!("{amount}{}{:02}", self.language.pick(',', '.'), (cents % 100).abs());
        }
        let minus = if cents < 0 { "-" } else { "" };
        match self.language {
            Language::French => format!("{minus}{amount}\u{202f}{sign}"),
            Language::English if sign.chars().count() == 1 => format!("{minus}{sign}{amount}"),
            Language::English => format!("{minus}{sign}\u{a0}{amount}"),
        }
    }

    /// « 23 nov. 2026 14:30 », in the machine's time zone.
    pub fn at(&self, millis: i64) -> String {
        let Some(at) = DateTime::from_timestamp_millis(millis) else { return millis.to_string() };
        let at = at.with_timezone(&Local);
        format!("{} {:02}:{:02}", self.day(at.date_naive()), at.hour(), at.minute())
    }

    /// « 23 nov. 2026 » from `YYYY-MM-DD`.
    pub fn on(&self, date: &str) -> String {
        NaiveDate::parse_from_str(date, "%Y-%m-%d").map_or_else(|_| date.to_owned(), |date| self.day(date))
    }

    fn day(&self, date: NaiveDate) -> String {
        let (french, english) = MONTHS[date.month0() as usize % 12];
        let day = match (date.day(), self.language) {
            (1, Language::French) => "1er".to_owned(),
            (day, _) => day.to_string(),
        };
        format!("{day} {} {}", self.language.pick(french, english), date.year())
    }

    /// « 40 Mo » from bytes.
    pub fn size(&self, bytes: u64) -> String {
        let units = self.language.pick(["o", "Ko", "Mo", "Go", "To"], ["B", "KB", "MB", "GB", "TB"]);
        let mut rank = 0;
        let mut unit = 1_u64;
        while bytes / unit >= 1000 && rank < 4 {
            unit *= 1000;
            rank += 1;
        }
        let tenths = bytes / (unit / 10).max(1);
        let text = if rank > 0 && tenths < 100 && !tenths.is_multiple_of(10) {
            format!("{}{}{}", tenths / 10, self.language.pick(',', '.'), tenths % 10)
        } else {
            self.number((bytes / unit).cast_signed())
        };
        format!("{text}\u{202f}{}", units[rank])
    }

    /// « +33 6 12 34 56 78 » for a French number, as it is kept for any other.
    pub fn phone(&self, e164: &str) -> String {
        match e164.strip_prefix("+33") {
            Some(rest) if rest.len() == 9 && rest.bytes().all(|byte| byte.is_ascii_digit()) => {
                let pairs: Vec<&str> = (1..9).step_by(2).map(|at| &rest[at..at + 2]).collect();
                format!("+33 {} {}", &rest[..1], pairs.join(" "))
            }
            _ => e164.to_owned(),
        }
    }

    pub fn yes_no(&self, is_so: bool) -> &str {
        self.say(if is_so { "yes" } else { "no" })
    }
}

/// A dictionary of ours; what a test proves to be readable.
pub fn table(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, FRENCH, Voice, table};
    use crate::language::Language::{English, French};

    #[test]
    fn every_word_is_there_in_both_languages() {
        let (french, english) = (table(FRENCH), table(ENGLISH));
        assert!(french.len() > 50, "the French words can be read");
        let missing: Vec<&String> = french
            .keys()
            .filter(|key| !english.contains_key(*key))
            .chain(english.keys().filter(|key| !french.contains_key(*key)))
            .collect();
        assert!(missing.is_empty(), "words in one language only: {missing:?}");
    }

    #[test]
    fn french_words_keep_french_typography() {
        for (key, words) in table(FRENCH) {
            let words = words.as_str().expect("a text").to_owned();
            for wrong in ["'", " :", " ;", " !", " ?", "« ", " »"] {
                assert!(!words.contains(wrong), "{key}: {wrong:?} in {words}");
            }
        }
    }

    #[test]
    fn numbers_amounts_and_sizes_are_written_as_the_language_does() {
        let (fr, en) = (Voice::new(French), Voice::new(English));
        assert_eq!((fr.number(12_408), en.number(-12_408)), ("12\u{202f}408".into(), "-12,408".into()));
        assert_eq!((fr.number(999), en.number(1_000_000)), ("999".into(), "1,000,000".into()));
        assert_eq!(
            (fr.money(1_240_000, "EUR"), en.money(1_240_050, "EUR")),
            ("12\u{202f}400\u{202f}€".into(), "€12,400.50".into())
        );
        assert_eq!(
            (fr.money(-5, "CHF"), en.money(-5, "CHF")),
            ("-0,05\u{202f}CHF".into(), "-CHF\u{a0}0.05".into())
        );
        assert_eq!(
            (fr.size(999), fr.size(40_000_000), en.size(1_540)),
            ("999\u{202f}o".into(), "40\u{202f}Mo".into(), "1.5\u{202f}KB".into())
        );
    }

    #[test]
    fn days_and_phones_are_said_as_people_say_them() {
        let (fr, en) = (Voice::new(French), Voice::new(English));
        assert_eq!((fr.on("2026-11-23"), en.on("2026-11-23")), ("23 nov. 2026".into(), "23 Nov 2026".into()));
        assert_eq!(fr.on("2026-08-01"), "1er août 2026");
        assert_eq!(fr.on("soon"), "soon", "what is no date is shown as it is");
        assert_eq!(fr.phone("+33612345678"), "+33 6 12 34 56 78");
        assert_eq!(fr.phone("+14155550100"), "+14155550100");
    }

    #[test]
    fn counts_agree_in_number() {
        let (fr, en) = (Voice::new(French), Voice::new(English));
        assert_eq!(
            (fr.count("prospects", 0), en.count("prospects", 0)),
            ("0 prospect".into(), "0 prospects".into())
        );
        assert_eq!(
            (fr.count("prospects", 2), en.count("prospects", 1)),
            ("2 prospects".into(), "1 prospect".into())
        );
    }
}
