//! Days that have a name, lengths of time, and the stretch of days that they mean on a given day.

use super::tokens::plain;
use crate::values::{DateOrder, date};
use chrono::{Datelike, Days, Months, NaiveDate};
use relance_model::filters::Op;

/// Days and stretches by name: the plain word, then French, then English.
pub(super) const NAMES: [(&str, &str, &str); 12] = [
    ("today", "aujourd’hui", "today"),
    ("yesterday", "hier", "yesterday"),
    ("tomorrow", "demain", "tomorrow"),
    ("this_week", "cette semaine", "this week"),
    ("last_week", "la semaine dernière", "last week"),
    ("next_week", "la semaine prochaine", "next week"),
    ("this_month", "ce mois-ci", "this month"),
    ("last_month", "le mois dernier", "last month"),
    ("next_month", "le mois prochain", "next month"),
    ("this_year", "cette année", "this year"),
    ("last_year", "l’année dernière", "last year"),
    ("next_year", "l’année prochaine", "next year"),
];

/// Days from the first to the last, both included; nothing on a side that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// The plain word of a named stretch.
pub(super) fn named(text: &str) -> Option<&'static str> {
    let text = plain(text);
    let short = text.strip_prefix("la ").or_else(|| text.strip_prefix("le ")).unwrap_or(&text);
    NAMES
        .iter()
        .find(|(word, french, english)| {
            let french = plain(french);
            let bare = french.strip_prefix("la ").or_else(|| french.strip_prefix("le ")).unwrap_or(&french);
            plain(word) == text || bare == short || plain(english) == text
        })
        .map(|(word, ..)| *word)
        .or_else(|| (text == "ce mois").then_some("this_month"))
}

/// Units: the plain letter, what is read, and what is written: one, several, in French and English.
pub(super) const UNITS: [(&str, &[&str], [&str; 4]); 5] = [
    ("wd", &["wd", "jo"], ["jour ouvré", "jours ouvrés", "working day", "working days"]),
    ("d", &["d", "j"], ["jour", "jours", "day", "days"]),
    ("w", &["w", "s", "sem"], ["semaine", "semaines", "week", "weeks"]),
    ("m", &["m"], ["mois", "mois", "month", "months"]),
    ("y", &["y", "a"], ["an", "ans", "year", "years"]),
];

/// A length of time as it was said, and where it lies if that was said with it.
pub(super) struct Length {
    pub plain: String,
    pub lies: Option<Op>,
}

/// Reads "7 derniers jours", "last 10 working days", "30j", "+2w", "2 semaines".
pub(super) fn length(text: &str) -> Option<Length> {
    let text = plain(text);
    let mut lies = None;
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        match word {
            "derniers" | "dernieres" | "dernier" | "derniere" | "last" | "past" => lies = Some(Op::Last),
            "prochains" | "prochaines" | "prochain" | "prochaine" | "next" => lies = Some(Op::Next),
            "ago" | "les" | "the" => {}
            word => kept.push(word),
        }
    }
    let joined = kept.join(" ");
    let joined = match joined.strip_prefix('+') {
        Some(rest) => {
            lies = Some(Op::Next);
            rest
        }
        None => joined.as_str(),
    };
    let end = joined.find(|c: char| !c.is_ascii_digit()).unwrap_or(joined.len());
    let count: u16 = joined[..end].parse().ok().filter(|count| *count > 0)?;
    let unit = joined[end..].trim();
    let business = unit.replace("business ", "working ");
    let named = match unit {
        "annee" | "annees" => Some("y"),
        _ => UNITS
            .iter()
            .find(|(_, read, written)| {
                read.contains(&unit) || written.iter().any(|name| plain(name) == business)
            })
            .map(|(letter, ..)| *letter),
    }?;
    Some(Length { plain: format!("{count}{named}"), lies })
}

/// Count and unit of a length in its plain form.
pub(super) fn parts(plain: &str) -> Option<(u16, &str)> {
    let end = plain.find(|c: char| !c.is_ascii_digit())?;
    let count = plain[..end].parse().ok()?;
    UNITS.iter().any(|(letter, ..)| *letter == &plain[end..]).then_some((count, &plain[end..]))
}

/// What the days of a condition are counted by: today, and the day that so many working days later (below 0 earlier) is.
pub(crate) struct Almanac<'a> {
    pub today: NaiveDate,
    pub add_working: &'a dyn Fn(NaiveDate, i64) -> Option<NaiveDate>,
}

/// So many units before (or after) today.
fn moved(almanac: &Almanac<'_>, count: u16, unit: &str, back: bool) -> Option<NaiveDate> {
    let day = almanac.today;
    let shift = |days: u64| {
        if back { day.checked_sub_days(Days::new(days)) } else { day.checked_add_days(Days::new(days)) }
    };
    let months = |months: u32| {
        if back {
            day.checked_sub_months(Months::new(months))
        } else {
            day.checked_add_months(Months::new(months))
        }
    };
    match unit {
        "d" => shift(u64::from(count)),
        "w" => shift(7 * u64::from(count)),
        "m" => months(u32::from(count)),
        "y" => months(12 * u32::from(count)),
        _ => (almanac.add_working)(day, if back { -i64::from(count) } else { i64::from(count) }),
    }
}

/// The days that a condition on a date means today; `None` when its values are no days.
pub(crate) fn span(op: Op, values: &[String], almanac: &Almanac<'_>) -> Option<Span> {
    let today = almanac.today;
    let one = values.first().map(String::as_str).unwrap_or_default();
    if matches!(op, Op::Last | Op::Older | Op::Next) {
        let (count, unit) = parts(one)?;
        return Some(match op {
            Op::Last => Span { from: moved(almanac, count, unit, true)?.succ_opt(), to: Some(today) },
            Op::Older => Span { from: None, to: moved(almanac, count, unit, true) },
            _ => Span { from: Some(today), to: moved(almanac, count, unit, false)?.pred_opt() },
        });
    }
    let first = stretch(one, today)?;
    Some(match op {
        Op::Is => Span { from: Some(first.0), to: Some(first.1) },
        Op::Below => Span { from: None, to: first.0.pred_opt() },
        Op::AtMost => Span { from: None, to: Some(first.1) },
        Op::Above => Span { from: first.1.succ_opt(), to: None },
        Op::AtLeast => Span { from: Some(first.0), to: None },
        Op::Between => {
            let second = stretch(values.get(1)?, today)?;
            Span { from: Some(first.0.min(second.0)), to: Some(first.1.max(second.1)) }
        }
        _ => return None,
    })
}

/// First and last day of what a plain word or an ISO day means.
fn stretch(word: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
    let week =
        |start: Option<NaiveDate>| start.and_then(|day| Some((day, day.checked_add_days(Days::new(6))?)));
    let month = |start: Option<NaiveDate>| {
        let start = start?.with_day(1)?;
        Some((start, start.checked_add_months(Months::new(1))?.pred_opt()?))
    };
    let year =
        |year: i32| Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?));
    let day = |day: Option<NaiveDate>| day.map(|day| (day, day));
    match word {
        "today" => day(Some(today)),
        "yesterday" => day(today.pred_opt()),
        "tomorrow" => day(today.succ_opt()),
        "this_week" => week(Some(monday)),
        "last_week" => week(monday.checked_sub_days(Days::new(7))),
        "next_week" => week(monday.checked_add_days(Days::new(7))),
        "this_month" => month(Some(today)),
        "last_month" => month(today.with_day(1)?.pred_opt()),
        "next_month" => month(today.with_day(1)?.checked_add_months(Months::new(1))),
        "this_year" => year(today.year()),
        "last_year" => year(today.year() - 1),
        "next_year" => year(today.year() + 1),
        iso => day(date(iso, DateOrder::DayFirst).ok()),
    }
}
