//! Days as people say them: so far ahead, by a name, by the week, by the calendar.

use super::{Part, WorkingDays, times::time};
use crate::values::{DateOrder, date};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

/// Hours: when a part of the day begins and when it is over.
const MORNING: (u32, u32) = (9, 12);
const AFTERNOON: (u32, u32) = (14, 18);
const EVENING: (u32, u32) = (18, 22);

/// « dans 3 jours ouvrés », "in 2 hours", `+3j`.
pub(super) fn ahead<'a>(
    word: &impl Fn(usize) -> &'a str,
    now: NaiveDateTime,
    working: WorkingDays<'_>,
) -> Option<(usize, Part)> {
    let (mut taken, first) = match word(0) {
        "dans" | "in" | "d'ici" | "within" | "sous" => (1, word(1)),
        first if first.starts_with('+') => (0, first.trim_start_matches('+')),
        _ => return None,
    };
    let split = first.find(|c: char| !c.is_ascii_digit()).unwrap_or(first.len());
    let count: i64 = match first {
        "un" | "une" | "a" | "an" | "one" => 1,
        "deux" | "two" => 2,
        "trois" | "three" => 3,
        "quinze" => 15,
        _ => first[..split].parse().ok().filter(|count| (1..=999).contains(count))?,
    };
    taken += 1;
    let is_glued = first.starts_with(|c: char| c.is_ascii_digit()) && split < first.len();
    let mut unit = if is_glued { &first[split..] } else { word(taken) };
    if !is_glued {
        taken += 1;
    }
    let mut is_working = matches!(unit, "jo" | "wd");
    if matches!(unit, "working" | "business") {
        (unit, is_working) = (word(taken), true);
        taken += 1;
    } else if matches!(unit, "jours" | "jour") && matches!(word(taken), "ouvres" | "ouvre" | "ouvrables") {
        is_working = true;
        taken += 1;
    }
    let today = now.date();
    let days = u64::try_from(count).ok()?;
    let part = match unit {
        _ if is_working && matches!(unit, "jo" | "wd" | "jour" | "jours" | "day" | "days") => {
            Part::Day(working(today, count)?)
        }
        "jour" | "jours" | "j" | "day" | "days" | "d" => Part::Day(today.checked_add_days(Days::new(days))?),
        "semaine" | "semaines" | "sem" | "s" | "week" | "weeks" | "w" => {
            Part::Day(today.checked_add_days(Days::new(7 * days))?)
        }
        "mois" | "month" | "months" | "m" => {
            Part::Day(today.checked_add_months(Months::new(u32::try_from(count).ok()?))?)
        }
        "an" | "ans" | "annee" | "annees" | "year" | "years" | "y" => {
            Part::Day(today.checked_add_months(Months::new(12 * u32::try_from(count).ok()?))?)
        }
        "heure" | "heures" | "h" | "hour" | "hours" => {
            Part::Instant(whole_minute(now, TimeDelta::hours(count))?)
        }
        "minute" | "minutes" | "min" | "mn" => Part::Instant(whole_minute(now, TimeDelta::minutes(count))?),
        _ => return None,
    };
    Some((taken, part))
}

fn whole_minute(now: NaiveDateTime, more: TimeDelta) -> Option<NaiveDateTime> {
    now.checked_add_signed(more)?.with_second(0)?.with_nanosecond(0)
}

pub(super) fn named<'a>(
    word: &impl Fn(usize) -> &'a str,
    now: NaiveDateTime,
    working: WorkingDays<'_>,
) -> Option<(usize, Part)> {
    let today = now.date();
    let after = |days| today.checked_add_days(Days::new(days));
    let monday = after(7 - u64::from(today.weekday().num_days_from_monday()));
    let (taken, day) = match (word(0), word(1), word(2)) {
        (
            "ce" | "cet" | "this",
            "matin" | "morning" | "apres-midi" | "aprem" | "afternoon" | "soir" | "evening",
            _,
        ) => (1, today),
        ("tonight", ..) => return Some((1, left_of(EVENING, now)?)),
        ("aujourd'hui" | "today" | "auj", ..) => (1, today),
        ("apres-demain", ..) => (1, after(2)?),
        ("day", "after", "tomorrow") => (3, after(2)?),
        ("demain" | "tomorrow" | "dem", ..) => (1, after(1)?),
        ("semaine", "prochaine", _) | ("next", "week", _) => (2, monday?),
        ("mois", "prochain", _) | ("next", "month", _) => {
            (2, today.checked_add_months(Months::new(1))?.with_day(1)?)
        }
        ("fin", "du", "mois") | ("end", "of", "month") => {
            let next = today.checked_add_months(Months::new(1))?.with_day(1)?;
            (3, working(next, -1)?)
        }
        _ => return None,
    };
    match part_named(word(taken)) {
        Some(part) if day == today => Some((taken + 1, left_of(part, now)?)),
        _ => part_of(day, taken, word(taken)),
    }
}

fn part_named(word: &str) -> Option<(u32, u32)> {
    match word {
        "matin" | "morning" => Some(MORNING),
        "apres-midi" | "aprem" | "afternoon" => Some(AFTERNOON),
        "soir" | "evening" => Some(EVENING),
        _ => None,
    }
}

/// The part of a day that a word names, where it names one.
fn part_of(day: NaiveDate, taken: usize, word: &str) -> Option<(usize, Part)> {
    match part_named(word) {
        Some((from, _)) => Some((taken + 1, Part::DayAt(day, NaiveTime::from_hms_opt(from, 0, 0)?))),
        None => Some((taken, Part::Day(day))),
    }
}

/// A part of today: its beginning, or the next half hour of it once it has begun. One that is over is said of what was.
fn left_of((from, to): (u32, u32), now: NaiveDateTime) -> Option<Part> {
    let begin = NaiveTime::from_hms_opt(from, 0, 0)?;
    let is_going_on = (from..to).contains(&now.hour());
    let half = now.hour() * 2 + now.minute() / 30 + 1;
    let at = if is_going_on { NaiveTime::from_hms_opt(half / 2, half % 2 * 30, 0)? } else { begin };
    Some(Part::DayAt(now.date(), at))
}

/// The day of the week of a name. Short forms are words and names of their own: « mon », « mer », Sam.
pub(super) fn of_week(text: &str) -> Option<Weekday> {
    Some(match text {
        "lundi" | "monday" => Weekday::Mon,
        "mardi" | "tuesday" => Weekday::Tue,
        "mercredi" | "wednesday" => Weekday::Wed,
        "jeudi" | "thursday" => Weekday::Thu,
        "vendredi" | "friday" => Weekday::Fri,
        "samedi" | "saturday" => Weekday::Sat,
        "dimanche" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// « lundi », « mardi prochain », "next friday": the next day of this name, today's own in a week.
pub(super) fn weekday<'a>(
    word: &impl Fn(usize) -> &'a str,
    counts: &impl Fn(usize) -> bool,
    today: NaiveDate,
) -> Option<(usize, Part)> {
    let is_next = word(0) == "next";
    let from = usize::from(is_next);
    let wanted = of_week(word(from))?;
    let ahead = (7 + wanted.num_days_from_monday() - today.weekday().num_days_from_monday() - 1) % 7 + 1;
    let mut day = today.checked_add_days(Days::new(u64::from(ahead)))?;
    let mut taken = from + 1;
    if word(taken) == "prochain" {
        taken += 1;
    } else if word(taken) == "en" && word(taken + 1) == "huit" {
        day = day.checked_add_days(Days::new(7))?;
        taken += 2;
    }
    // « mardi 24 novembre »: the date says it.
    if let Some((more, Part::Day(dated))) = dated(&|n| word(taken + n), today) {
        return Some((taken + more, Part::Day(dated)));
    }
    // « mardi 15 »: the next 15th that is a Tuesday.
    let led = taken + usize::from(matches!(word(taken), "le" | "the"));
    if let Some(number) = month_day(word(led)).filter(|_| !is_time(word, led) && !counts(led + 1)) {
        let day = next_of_month(today, number, |day| day.weekday() == wanted)?;
        return part_of(day, led + 1, word(led + 1));
    }
    part_of(day, taken, word(taken))
}

/// « le 15 », "the 15th", « le 1er »: the next such day, today's own among them.
pub(super) fn of_month<'a>(
    word: &impl Fn(usize) -> &'a str,
    counts: &impl Fn(usize) -> bool,
    today: NaiveDate,
) -> Option<(usize, Part)> {
    let said = word(1);
    let is_ordinal = !said.ends_with(|c: char| c.is_ascii_digit());
    let number = match word(0) {
        "le" => month_day(said),
        "the" if is_ordinal => month_day(said),
        _ => None,
    }?;
    if is_time(word, 1) || !is_ordinal && counts(2) {
        return None;
    }
    part_of(next_of_month(today, number, |_| true)?, 2, word(2))
}

fn is_time<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> bool {
    time(&|n| word(at + n)).is_some()
}

/// The next day of this number that is one of those wanted; within a year and a leap day.
fn next_of_month(today: NaiveDate, number: u32, wanted: impl Fn(&NaiveDate) -> bool) -> Option<NaiveDate> {
    today.iter_days().take(3 * 366).find(|day| day.day() == number && wanted(day))
}

/// `15`, `15th`, `1er`: the number of a day of a month.
fn month_day(text: &str) -> Option<u32> {
    numbered(text).filter(|number| (1..=31).contains(number))
}

/// A number of a day as it is written.
fn numbered(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &text[digits.len()..];
    matches!(suffix, "" | "er" | "st" | "nd" | "rd" | "th").then(|| digits.parse().ok()).flatten()
}

/// `24/11`, `24/11/2026`, « 24 novembre », "november 24", « 1er décembre »: the next one where no year is said.
pub(super) fn dated<'a>(word: &impl Fn(usize) -> &'a str, today: NaiveDate) -> Option<(usize, Part)> {
    let of_next_year = |month: u32, day: u32| -> Option<NaiveDate> {
        (0..=4)
            .filter_map(|more| NaiveDate::from_ymd_opt(today.year() + more, month, day))
            .find(|found| *found >= today)
    };
    let year =
        |text: &str| text.parse::<i32>().ok().filter(|year| (2000..2200).contains(year) && text.len() == 4);
    let first = word(0);
    if first.contains(['/', '.', '-']) && first.starts_with(|c: char| c.is_ascii_digit()) {
        let parts: Vec<&str> = first.split(['/', '.', '-']).collect();
        return match parts.as_slice() {
            [day, month] => {
                of_next_year(month.parse().ok()?, day.parse().ok()?).map(|day| (1, Part::Day(day)))
            }
            [_, _, _] => date(first, DateOrder::DayFirst).ok().map(|day| (1, Part::Day(day))),
            _ => None,
        };
    }
    let (day, month) = match (numbered(first), month(word(1)), month(first), numbered(word(1))) {
        (Some(day), Some(month), ..) => (day, month),
        (_, _, Some(month), Some(day)) => (day, month),
        _ => return None,
    };
    match year(word(2)) {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day).map(|day| (3, Part::Day(day))),
        None => of_next_year(month, day).map(|day| (2, Part::Day(day))),
    }
}

fn month(text: &str) -> Option<u32> {
    const MONTHS: [[&str; 4]; 12] = [
        ["janvier", "january", "janv", "jan"],
        ["fevrier", "february", "fevr", "feb"],
        ["mars", "march", "mars", "march"],
        ["avril", "april", "avr", "apr"],
        ["mai", "may", "mai", "may"],
        ["juin", "june", "juin", "jun"],
        ["juillet", "july", "juil", "jul"],
        ["aout", "august", "aout", "aug"],
        ["septembre", "september", "sept", "sep"],
        ["octobre", "october", "oct", "oct"],
        ["novembre", "november", "nov", "nov"],
        ["decembre", "december", "dec", "dec"],
    ];
    MONTHS.iter().position(|names| names.contains(&text)).and_then(|at| u32::try_from(at + 1).ok())
}
