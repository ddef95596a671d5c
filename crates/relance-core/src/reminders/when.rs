//! Days and times as people say them, in French and English: « mardi 14h », « dans 3 jours ouvrés », "next monday at 2pm".
//! Pure: what today is comes from outside. Words that say no day and no time are left to the caller.

use crate::values::{DateOrder, date};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use relance_store::fold;

/// A day, and a time of it where one was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
}

/// What a sentence says of time, and its other words as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    pub when: Option<When>,
    pub rest: Vec<String>,
}

/// So many working days after a day.
pub type WorkingDays<'a> = &'a dyn Fn(NaiveDate, i64) -> Option<NaiveDate>;

/// One word: as written, and plain.
struct Word<'a> {
    written: &'a str,
    plain: String,
}

/// What some words say.
enum Part {
    Day(NaiveDate),
    Time(NaiveTime),
    Instant(NaiveDateTime),
    DayAt(NaiveDate, NaiveTime),
}

const MORNING: (u32, u32) = (9, 0);
const AFTERNOON: (u32, u32) = (14, 0);
const EVENING: (u32, u32) = (18, 0);

/// Words that lead to a day or a time and go with it.
const LEADING: [&str; 13] =
    ["le", "la", "a", "au", "at", "on", "the", "vers", "pour", "des", "by", "avant", "ce"];

/// Reads a text that says a day or a time and nothing else.
#[must_use]
pub fn read(text: &str, now: NaiveDateTime, working: WorkingDays<'_>) -> Option<When> {
    let spoken = listen(text, now, working);
    spoken.when.filter(|_| spoken.rest.is_empty())
}

/// Takes what a sentence says of time out of it: the first day and the first time.
#[must_use]
pub fn listen(text: &str, now: NaiveDateTime, working: WorkingDays<'_>) -> Spoken {
    // An instant as programs write it is one word.
    if let Some(when) = written(text.trim()) {
        return Spoken { when: Some(when), rest: Vec::new() };
    }
    let words: Vec<Word<'_>> = text
        .split_whitespace()
        .map(|written| Word { written, plain: plain(written) })
        .filter(|word| !word.plain.is_empty())
        .collect();
    let (mut day, mut time, mut rest) = (None, None, Vec::new());
    let mut i = 0;
    while i < words.len() {
        let led = i + usize::from(LEADING.contains(&words[i].plain.as_str()));
        let found = part(&words, i, now, working).map(|(taken, part)| (i + taken, part)).or_else(|| {
            (led > i)
                .then(|| part(&words, led, now, working))
                .flatten()
                .map(|(taken, part)| (led + taken, part))
        });
        let is_new = |part: &Part| match part {
            Part::Day(_) => day.is_none(),
            Part::Time(_) => time.is_none(),
            Part::Instant(_) | Part::DayAt(..) => day.is_none() && time.is_none(),
        };
        match found.filter(|(_, part)| is_new(part)) {
            Some((next, part)) => {
                match part {
                    Part::Day(on) => day = Some(on),
                    Part::Time(at) => time = Some(at),
                    Part::Instant(at) => (day, time) = (Some(at.date()), Some(at.time())),
                    Part::DayAt(on, at) => (day, time) = (Some(on), Some(at)),
                }
                i = next;
            }
            None => {
                rest.push(words[i].written.to_owned());
                i += 1;
            }
        }
    }
    let when = match (day, time) {
        (Some(day), time) => Some(When { day, time }),
        // A time alone is today, or tomorrow when it has passed.
        (None, Some(time)) if time > now.time() => Some(When { day: now.date(), time: Some(time) }),
        (None, Some(time)) => now.date().succ_opt().map(|day| When { day, time: Some(time) }),
        (None, None) => None,
    };
    Spoken { when, rest }
}

/// `2026-11-24`, `2026-11-24T14:00`, `2026-11-24 14:00`.
fn written(text: &str) -> Option<When> {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(When { day, time: None });
    }
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(|at| When { day: at.date(), time: Some(at.time()) })
}

fn plain(word: &str) -> String {
    let folded = fold(word);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
    // « l’après-midi », « d’ici ».
    let bare = folded.strip_prefix("l'").or_else(|| folded.strip_prefix("l’")).unwrap_or(folded);
    bare.replace('’', "'")
}

/// What the words from one on say, and how many they are.
fn part(words: &[Word<'_>], i: usize, now: NaiveDateTime, working: WorkingDays<'_>) -> Option<(usize, Part)> {
    let word = |n: usize| words.get(i + n).map_or("", |word| word.plain.as_str());
    ahead(&word, now, working)
        .or_else(|| named_day(&word, now.date(), working))
        .or_else(|| calendar_day(&word, now.date()))
        .or_else(|| weekday(&word, now.date()))
        .or_else(|| time(&word).map(|(taken, time)| (taken, Part::Time(time))))
}

/// « dans 3 jours ouvrés », "in 2 hours", `+3j`.
fn ahead<'a>(
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
    use chrono::Timelike;
    now.checked_add_signed(more)?.with_second(0)?.with_nanosecond(0)
}

fn named_day<'a>(
    word: &impl Fn(usize) -> &'a str,
    today: NaiveDate,
    working: WorkingDays<'_>,
) -> Option<(usize, Part)> {
    let at = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0);
    let after = |days| today.checked_add_days(Days::new(days));
    let monday = after(7 - u64::from(today.weekday().num_days_from_monday()));
    let (taken, day) = match (word(0), word(1), word(2)) {
        ("ce", "matin", _) | ("this", "morning", _) => return Some((2, Part::DayAt(today, at(MORNING)?))),
        ("cet", "apres-midi", _) | ("cet", "aprem", _) | ("this", "afternoon", _) => {
            return Some((2, Part::DayAt(today, at(AFTERNOON)?)));
        }
        ("ce", "soir", _) | ("this", "evening", _) => return Some((2, Part::DayAt(today, at(EVENING)?))),
        ("tonight", ..) => return Some((1, Part::DayAt(today, at(EVENING)?))),
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
    let part_of_day = match word(taken) {
        "matin" | "morning" => Some(MORNING),
        "apres-midi" | "aprem" | "afternoon" => Some(AFTERNOON),
        "soir" | "evening" => Some(EVENING),
        _ => None,
    };
    match part_of_day {
        Some(part) => Some((taken + 1, Part::DayAt(day, at(part)?))),
        None => Some((taken, Part::Day(day))),
    }
}

/// « lundi », « mardi prochain », "next friday": the next day of this name, today's own in a week.
fn weekday<'a>(word: &impl Fn(usize) -> &'a str, today: NaiveDate) -> Option<(usize, Part)> {
    let is_next = word(0) == "next";
    // Short forms are words and names of their own: « mon », « mer », Sam.
    let named = |text: &str| {
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
    };
    let from = usize::from(is_next);
    let wanted = named(word(from))?;
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
    if let Some((more, Part::Day(dated))) = calendar_day(&|n| word(taken + n), today) {
        return Some((taken + more, Part::Day(dated)));
    }
    let part_of_day = match word(taken) {
        "matin" | "morning" => Some(MORNING),
        "apres-midi" | "aprem" | "afternoon" => Some(AFTERNOON),
        "soir" | "evening" => Some(EVENING),
        _ => None,
    };
    match part_of_day {
        Some((hour, minute)) => {
            Some((taken + 1, Part::DayAt(day, NaiveTime::from_hms_opt(hour, minute, 0)?)))
        }
        None => Some((taken, Part::Day(day))),
    }
}

/// `24/11`, `24/11/2026`, « 24 novembre », "november 24", « 1er décembre »: the next one where no year is said.
fn calendar_day<'a>(word: &impl Fn(usize) -> &'a str, today: NaiveDate) -> Option<(usize, Part)> {
    let number = |text: &str| -> Option<u32> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &text[digits.len()..];
        matches!(suffix, "" | "er" | "st" | "nd" | "rd" | "th").then(|| digits.parse().ok()).flatten()
    };
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
    let (day, month) = match (number(first), month(word(1)), month(first), number(word(1))) {
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

/// `14h`, `14h30`, `14:30`, "2pm", "2:30 pm", « midi ».
fn time<'a>(word: &impl Fn(usize) -> &'a str) -> Option<(usize, NaiveTime)> {
    let first = word(0);
    match first {
        "midi" | "noon" => return NaiveTime::from_hms_opt(12, 0, 0).map(|time| (1, time)),
        _ => {}
    }
    let end = first.find(|c: char| !c.is_ascii_digit()).unwrap_or(first.len());
    let hour: u32 = first[..end].parse().ok()?;
    let rest = &first[end..];
    let half = |text: &str| matches!(text, "am" | "pm" | "a.m" | "p.m");
    let in_half = |hour: u32, half: &str| match (hour, half.starts_with('p')) {
        (1..=11, true) => Some(hour + 12),
        (12, true) => Some(12),
        (12, false) => Some(0),
        (1..=11, false) => Some(hour),
        _ => None,
    };
    if half(rest) {
        return NaiveTime::from_hms_opt(in_half(hour, rest)?, 0, 0).map(|time| (1, time));
    }
    if rest.is_empty() {
        if half(word(1)) {
            return NaiveTime::from_hms_opt(in_half(hour, word(1))?, 0, 0).map(|time| (2, time));
        }
        // « 14 h 30 », « 9 heures ».
        return match word(1) {
            "h" | "heures" | "heure" => {
                let minute = word(2).parse::<u32>().ok().filter(|minute| *minute < 60 && word(2).len() == 2);
                NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), 0)
                    .map(|time| (2 + usize::from(minute.is_some()), time))
            }
            _ => None,
        };
    }
    let minutes = rest.strip_prefix('h').or_else(|| rest.strip_prefix(':'))?;
    let end = minutes.find(|c: char| !c.is_ascii_digit()).unwrap_or(minutes.len());
    if minutes.is_empty() && !rest.starts_with('h') || !minutes.is_empty() && end != 2 {
        return None;
    }
    let minute = if minutes.is_empty() { 0 } else { minutes[..end].parse().ok()? };
    let (taken, hour) = match (&minutes[end..], word(1)) {
        ("", next) if half(next) => (2, in_half(hour, next)?),
        ("", _) => (1, hour),
        (glued, _) if half(glued) => (1, in_half(hour, glued)?),
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, 0).map(|time| (taken, time))
}

#[cfg(test)]
mod tests {
    use super::{listen, read};
    use crate::values::add_working_days;
    use chrono::{NaiveDate, NaiveDateTime};

    /// Monday 2 March 2026, 10:20.
    fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap().and_hms_opt(10, 20, 33).unwrap()
    }

    fn said(text: &str) -> String {
        match read(text, now(), &|day, count| add_working_days(day, count)) {
            Some(when) => match when.time {
                Some(time) => format!("{} {}", when.day, time.format("%H:%M")),
                None => when.day.to_string(),
            },
            None => String::new(),
        }
    }

    #[test]
    fn days_and_times_are_understood_in_both_languages() {
        for (text, meant) in [
            ("2026-11-24", "2026-11-24"),
            ("2026-11-24T14:05", "2026-11-24 14:05"),
            ("aujourd’hui", "2026-03-02"),
            ("Today at 4pm", "2026-03-02 16:00"),
            ("demain", "2026-03-03"),
            ("demain matin", "2026-03-03 09:00"),
            ("après-demain 9h", "2026-03-04 09:00"),
            ("tomorrow afternoon", "2026-03-03 14:00"),
            ("lundi", "2026-03-09"),
            ("mardi 14h", "2026-03-03 14:00"),
            ("mardi à 14 h 30", "2026-03-03 14:30"),
            ("mardi prochain", "2026-03-03"),
            ("vendredi en huit", "2026-03-13"),
            ("next friday at 2:30 pm", "2026-03-06 14:30"),
            ("jeudi après-midi", "2026-03-05 14:00"),
            ("mardi 24 novembre", "2026-11-24"),
            ("le 24/11", "2026-11-24"),
            ("1/3", "2027-03-01"),
            ("24.11.2027 à 9h05", "2027-11-24 09:05"),
            ("1er décembre", "2026-12-01"),
            ("december 1st 2026", "2026-12-01"),
            ("dans 3 jours", "2026-03-05"),
            ("dans 5 jours ouvrés", "2026-03-09"),
            ("in 3 working days", "2026-03-05"),
            ("in a week", "2026-03-09"),
            ("dans une heure", "2026-03-02 11:20"),
            ("in 45 minutes", "2026-03-02 11:05"),
            ("+3jo", "2026-03-05"),
            ("+2 semaines", "2026-03-16"),
            ("dans 2 mois", "2026-05-02"),
            ("semaine prochaine", "2026-03-09"),
            ("next month", "2026-04-01"),
            ("fin du mois", "2026-03-31"),
            ("ce soir", "2026-03-02 18:00"),
            ("14h", "2026-03-02 14:00"),
            ("9h", "2026-03-03 09:00"),
            ("midi", "2026-03-02 12:00"),
            ("12am", "2026-03-03 00:00"),
            ("29 février", "2028-02-29"),
        ] {
            assert_eq!(said(text), meant, "« {text} »");
        }
    }

    #[test]
    fn what_is_no_day_is_left_alone() {
        for text in [
            "",
            "bientôt",
            "Dupont",
            "25h",
            "14h7",
            "32/13",
            "31 février",
            "dans Lyon",
            "12",
            "mardi Dupont",
            "+",
            "dans 0 jour",
        ] {
            assert_eq!(said(text), "", "« {text} »");
        }
    }

    #[test]
    fn other_words_of_a_sentence_are_kept_as_they_were_written() {
        let listened = |text: &str| {
            let spoken = listen(text, now(), &|day, count| add_working_days(day, count));
            (spoken.when.map(|when| when.day.to_string()), spoken.rest.join(" "))
        };
        assert_eq!(
            listened("rappeler Dupont mardi 14h"),
            (Some("2026-03-03".into()), "rappeler Dupont".into())
        );
        assert_eq!(
            listened("Call Léa O’Hara on friday about the quote"),
            (Some("2026-03-06".into()), "Call Léa O’Hara about the quote".into())
        );
        assert_eq!(
            listened("envoyer le devis de la société 3M"),
            (None, "envoyer le devis de la société 3M".into())
        );
        assert_eq!(
            listened("le 5 mars voir Mme Mars"),
            (Some("2026-03-05".into()), "voir Mme Mars".into()),
            "only the first day is one"
        );
    }
}
