//! Dates as people and programs write them. Whether 03/04 is in March or in April is decided for
//! a whole column, never for a cell.

use chrono::{Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::text::{push_folded, trim};
use super::{EMPTY, Reason};

const UNREADABLE: Reason = "date_unreadable";
const IMPOSSIBLE: Reason = "date_impossible";
const INCOMPLETE: Reason = "date_incomplete";

/// Which of the two first numbers of 03/04/2026 is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    #[default]
    DayFirst,
    MonthFirst,
}

/// How the dates of a column are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateReading {
    pub order: DateOrder,
    /// A value that would read differently the other way, when no other value decides.
    pub ambiguous: Option<String>,
}

/// Decides the order for a column by its values; day first where nothing tells.
pub fn date_reading<'a>(values: impl IntoIterator<Item = &'a str>) -> DateReading {
    let (mut days, mut months) = (0usize, 0usize);
    let mut ambiguous = None;
    for value in values {
        let Some((first, second)) = leading_pair(value) else { continue };
        match (first > 12, second > 12) {
            (true, false) => days += 1,
            (false, true) => months += 1,
            (false, false) if first != second && ambiguous.is_none() => {
                ambiguous = Some(value.trim().to_owned());
            }
            _ => {}
        }
        let lower = value.to_ascii_lowercase();
        if lower.ends_with(" am") || lower.ends_with(" pm") {
            months += 1;
        }
    }
    let order = if months > days { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    DateReading { order, ambiguous: if days + months == 0 { ambiguous } else { None } }
}

/// The two first numbers of "03/04/2026"; nothing for a year first or a month in letters.
fn leading_pair(value: &str) -> Option<(u32, u32)> {
    let mut parts = trim(value).split(['/', '-', '.', ' ']).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if first.len() > 2 || second.len() > 2 || !third.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// Reads a day; a time of day after it is accepted and left out.
pub fn date(text: &str, order: DateOrder) -> Result<NaiveDate, Reason> {
    date_time(text, order).map(|instant| instant.date())
}

/// Reads an instant: local as written, or in UTC where the text gives an offset. Midnight where
/// there is no time of day.
pub fn date_time(text: &str, order: DateOrder) -> Result<NaiveDateTime, Reason> {
    let text = trim(text);
    if text.is_empty() {
        return Err(EMPTY);
    }
    if text.len() > 64 {
        return Err(UNREADABLE);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.bytes().filter(|&byte| byte == b'.').count() < 2
    {
        return bare_number(text);
    }
    let mut parts = Parts::default();
    let rest = parts.read(text)?;
    let date = parts.date(order)?;
    let rest =
        rest.trim_start_matches(|letter: char| letter == 'T' || letter == ',' || letter.is_whitespace());
    if rest.is_empty() {
        return Ok(date.and_time(NaiveTime::MIN));
    }
    time(rest).and_then(|(time, offset)| {
        let instant = date.and_time(time);
        match offset {
            None => Ok(instant),
            Some(seconds) => {
                instant.checked_sub_signed(TimeDelta::seconds(i64::from(seconds))).ok_or(IMPOSSIBLE)
            }
        }
    })
}

/// A number without separators: 20261231, 31122026, an Excel day count, a Unix time.
fn bare_number(text: &str) -> Result<NaiveDateTime, Reason> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let number: i64 = whole.parse().map_err(|_| UNREADABLE)?;
    let midnight = |date: Option<NaiveDate>| date.map(|date| date.and_time(NaiveTime::MIN));
    match (whole.len(), fraction.is_empty()) {
        (5, _) if (10_000..=80_000).contains(&number) => excel_day(text),
        (8, true) => {
            let (a, b, c) = (number / 10_000, number / 100 % 100, number % 100);
            let (d, m, y) = (number / 1_000_000, number / 10_000 % 100, number % 10_000);
            midnight(ymd(a, b, c))
                .filter(|_| (1900..2200).contains(&a))
                .or_else(|| midnight(ymd(y, m, d)).filter(|_| (1900..2200).contains(&y)))
                .ok_or(IMPOSSIBLE)
        }
        (10, _) => {
            chrono::DateTime::from_timestamp(number, 0).map(|instant| instant.naive_utc()).ok_or(IMPOSSIBLE)
        }
        (13, true) => chrono::DateTime::from_timestamp_millis(number)
            .map(|instant| instant.naive_utc())
            .ok_or(IMPOSSIBLE),
        (4, true) if (1900..2200).contains(&number) => Err(INCOMPLETE),
        _ => Err(UNREADABLE),
    }
}

/// A day count of Excel's 1900 system.
fn excel_day(text: &str) -> Result<NaiveDateTime, Reason> {
    let serial: f64 = text.parse().map_err(|_| UNREADABLE)?;
    let seconds = (serial.fract() * 86_400.0).round() as i64;
    NaiveDate::from_ymd_opt(1899, 12, 30)
        .and_then(|epoch| epoch.checked_add_days(Days::new(serial as u64)))
        .and_then(|date| date.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::seconds(seconds)))
        .ok_or(IMPOSSIBLE)
}

/// The numbers and the month's name of a date, in the order in which they stand.
#[derive(Default)]
struct Parts {
    numbers: [(u32, usize); 3],
    count: usize,
    month: Option<u32>,
    /// How many numbers stood before the month's name.
    before_month: usize,
}

impl Parts {
    /// Reads the date and returns what follows it.
    fn read<'a>(&mut self, text: &'a str) -> Result<&'a str, Reason> {
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            if self.is_complete() {
                break;
            }
            if letter.is_ascii_digit() {
                let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
                if rest[end..].starts_with(':') || self.count == 3 {
                    break;
                }
                self.numbers[self.count] = (rest[..end].parse().map_err(|_| UNREADABLE)?, end);
                self.count += 1;
                rest = &rest[end..];
            } else if letter.is_alphabetic() {
                let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
                self.take_word(&rest[..end])?;
                rest = &rest[end..];
            } else if matches!(letter, '/' | '-' | '.' | ',' | '\'' | '’') || letter.is_whitespace() {
                rest = &rest[letter.len_utf8()..];
            } else {
                return Err(UNREADABLE);
            }
        }
        Ok(rest)
    }

    fn is_complete(&self) -> bool {
        self.count + usize::from(self.month.is_some()) == 3
    }

    fn take_word(&mut self, word: &str) -> Result<(), Reason> {
        let mut plain = String::with_capacity(word.len());
        word.chars().for_each(|letter| push_folded(&mut plain, letter));
        if let Some(month) = month(&plain) {
            if self.month.is_some() {
                return Err(UNREADABLE);
            }
            self.month = Some(month);
            self.before_month = self.count;
            return Ok(());
        }
        let is_filler = matches!(
            plain.as_str(),
            "le" | "du" | "de" | "the" | "of" | "er" | "st" | "nd" | "rd" | "th" | "eme" | "au"
        );
        if is_filler || is_weekday(&plain) { Ok(()) } else { Err(UNREADABLE) }
    }

    fn date(&self, order: DateOrder) -> Result<NaiveDate, Reason> {
        let [first, second, third] = self.numbers;
        let (year, month, day) = match (self.month, self.count) {
            (Some(month), 2) if first.1 == 4 => (first, month, second.0),
            (Some(month), 2) => (second, month, first.0),
            (Some(_), 1) => return Err(INCOMPLETE),
            (None, 3) if first.1 == 4 => (first, second.0, third.0),
            (None, 3) => {
                let (day, month) = match order {
                    DateOrder::DayFirst => (first.0, second.0),
                    DateOrder::MonthFirst => (second.0, first.0),
                };
                // 12/31 in a column of days first can only be meant one way.
                if month > 12 && day <= 12 { (third, day, month) } else { (third, month, day) }
            }
            (None, 2) => return Err(INCOMPLETE),
            _ => return Err(UNREADABLE),
        };
        let year = match year {
            (year, 4) => year,
            (year, 2) if year < 70 => 2000 + year,
            (year, 2) => 1900 + year,
            _ => return Err(UNREADABLE),
        };
        ymd(i64::from(year), i64::from(month), i64::from(day)).ok_or(IMPOSSIBLE)
    }
}

fn ymd(year: i64, month: i64, day: i64) -> Option<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        u32::try_from(month).ok()?,
        u32::try_from(day).ok()?,
    );
    date.filter(|_| (1000..=9999).contains(&year))
}

/// A month by its name or a usual short form, French, English, and the neighbours' commonest.
fn month(word: &str) -> Option<u32> {
    if word.len() < 3 {
        return None;
    }
    let starts = |full: &str| full.starts_with(word);
    const NAMES: [&[&str]; 12] = [
        &["janvier", "january", "januar", "janv", "enero", "gennaio"],
        &["fevrier", "february", "februar", "fevr", "febrero", "febbraio"],
        &["mars", "march", "marz", "maerz", "marzo"],
        &["avril", "april", "abril", "aprile"],
        &["mai", "may", "mayo", "maggio"],
        &["juin", "june", "juni", "junio", "giugno"],
        &["juillet", "july", "juli", "julio", "luglio"],
        &["aout", "august", "agosto"],
        &["septembre", "september", "septiembre", "settembre"],
        &["octobre", "october", "oktober", "octubre", "ottobre"],
        &["novembre", "november", "noviembre"],
        &["decembre", "december", "dezember", "diciembre", "dicembre"],
    ];
    if word == "jui" {
        return None;
    }
    (1..).zip(NAMES).find(|(_, names)| names.iter().any(|name| starts(name))).map(|(number, _)| number)
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 14] = [
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

/// "14:30", "14h30", "2:30:05.250 PM", "08:30:00Z", "08:30+02:00": the time and its offset.
fn time(text: &str) -> Result<(NaiveTime, Option<i32>), Reason> {
    let text = text.trim_start_matches(['à', 'a']).trim_start();
    let text = text.strip_prefix("at ").unwrap_or(text).trim();
    let end = text
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ':' | '.' | 'h' | 'H')))
        .unwrap_or(text.len());
    let (clock, tail) = text.split_at(end);
    let mut numbers = clock.split([':', 'h', 'H']).map(str::trim).filter(|part| !part.is_empty());
    let mut hour: u32 = numbers.next().and_then(|part| part.parse().ok()).ok_or(UNREADABLE)?;
    let minute: u32 = numbers.next().map_or(Ok(0), |part| part.parse().map_err(|_| UNREADABLE))?;
    let second: f64 = numbers.next().map_or(Ok(0.0), |part| part.parse().map_err(|_| UNREADABLE))?;
    let tail = tail.trim();
    let lower = tail.to_ascii_lowercase();
    let zone = match lower.trim_start_matches(['a', 'p']).strip_prefix('m') {
        Some(zone) if lower.starts_with(['a', 'p']) => {
            hour = hour % 12 + if lower.starts_with('p') { 12 } else { 0 };
            zone.trim()
        }
        _ => lower.as_str(),
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second as u32).ok_or(IMPOSSIBLE)?;
    Ok((time, offset(zone)?))
}

fn offset(zone: &str) -> Result<Option<i32>, Reason> {
    match zone {
        "" => Ok(None),
        "z" | "utc" | "gmt" => Ok(Some(0)),
        _ => {
            let zone = zone.trim_start_matches("utc").trim_start_matches("gmt").trim();
            let compact = if zone.len() == 5 && !zone.contains(':') {
                format!("{}:{}", &zone[..3], &zone[3..])
            } else {
                zone.to_owned()
            };
            compact
                .parse::<FixedOffset>()
                .map(|offset| Some(offset.local_minus_utc()))
                .map_err(|_| UNREADABLE)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Result<String, Reason> {
        date(text, DateOrder::DayFirst).map(|date| date.to_string())
    }

    #[test]
    fn every_usual_spelling_of_a_day() {
        for text in [
            "31/12/2026",
            "31/12/26",
            "31-12-2026",
            "31.12.2026",
            "31 12 2026",
            "2026-12-31",
            "2026/12/31",
            "20261231",
            "31122026",
            "31 décembre 2026",
            "31 Décembre 2026",
            "31 DÉC. 2026",
            "31-déc-26",
            "31-déc.-26",
            "Dec 31, 2026",
            "December 31st, 2026",
            "31 Dec 2026",
            "jeudi 31 décembre 2026",
            "Thursday, December 31, 2026",
            "le 31/12/2026",
            "2026-12-31T08:30:00Z",
            "2026-12-31 08:30",
            "2026-12-31T08:30:00.000+00:00",
            "31/12/2026 à 14h30",
            "31/12/2026 14:30:05",
            "12/31/2026",
            "46387",
            "46387.5",
            "2026-Dec-31",
            " 31/12/2026\u{a0}",
            "1798675200",
            "1798675200000",
        ] {
            assert_eq!(day(text).as_deref(), Ok("2026-12-31"), "for {text:?}");
        }
        assert_eq!(day("1er mars 2026").as_deref(), Ok("2026-03-01"));
        assert_eq!(day("03/04/2026").as_deref(), Ok("2026-04-03"));
        assert_eq!(day("1/2/99").as_deref(), Ok("1999-02-01"));
        assert_eq!(day("15 août 2026").as_deref(), Ok("2026-08-15"));
        assert_eq!(date("03/04/2026", DateOrder::MonthFirst).unwrap().to_string(), "2026-03-04");
    }

    #[test]
    fn what_is_no_day_says_so() {
        for (text, reason) in [
            ("", EMPTY),
            ("31/02/2026", IMPOSSIBLE),
            ("99/99/2026", IMPOSSIBLE),
            ("2026-13-01", IMPOSSIBLE),
            ("décembre 2026", INCOMPLETE),
            ("12/2026", INCOMPLETE),
            ("2026", INCOMPLETE),
            ("bientôt", UNREADABLE),
            ("12", UNREADABLE),
            ("06 12 34 56 78", IMPOSSIBLE),
            ("T3 2026", UNREADABLE),
            ("-", UNREADABLE),
        ] {
            assert_eq!(day(text), Err(reason), "for {text:?}");
        }
    }

    #[test]
    fn times_and_offsets() {
        for (text, instant) in [
            ("2026-12-31T23:30:00+02:00", "2026-12-31T21:30:00"),
            ("2026-12-31T23:30:00-0500", "2027-01-01T04:30:00"),
            ("2026-12-31 08:30 PM", "2026-12-31T20:30:00"),
            ("12/31/2026 12:05 AM", "2026-12-31T00:05:00"),
            ("31/12/2026 14h", "2026-12-31T14:00:00"),
            ("2026-12-31 08:30:15 UTC", "2026-12-31T08:30:15"),
            ("46387.75", "2026-12-31T18:00:00"),
        ] {
            let found = date_time(text, DateOrder::DayFirst)
                .map(|instant| instant.format("%Y-%m-%dT%H:%M:%S").to_string());
            assert_eq!(found.as_deref(), Ok(instant), "for {text:?}");
        }
    }

    #[test]
    fn the_order_is_decided_by_the_column() {
        let read = |values: &[&str]| date_reading(values.iter().copied());
        assert_eq!(
            read(&["03/04/2026", "25/12/2026"]),
            DateReading { order: DateOrder::DayFirst, ambiguous: None }
        );
        assert_eq!(
            read(&["03/04/2026", "12/25/2026"]),
            DateReading { order: DateOrder::MonthFirst, ambiguous: None }
        );
        let unclear = read(&["01/01/2026", "03/04/2026"]);
        assert_eq!(
            unclear,
            DateReading { order: DateOrder::DayFirst, ambiguous: Some("03/04/2026".to_owned()) }
        );
        assert_eq!(read(&["2026-03-04", "", "31 décembre 2026"]), DateReading::default());
        assert_eq!(read(&["4/3/2026 2:05 PM"]).order, DateOrder::MonthFirst);
    }
}
