//! Days and times as people say them, in French and English: « mardi 14h », « dans 3 jours ouvrés », "next monday at 2pm".
//! Pure: what today is comes from outside. Words that say no day and no time are left to the caller.

mod again;
mod days;
mod times;

pub use again::again;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
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

/// Words that lead to a day or a time and go with it.
const LEADING: [&str; 15] =
    ["le", "la", "a", "au", "at", "on", "the", "vers", "pour", "des", "by", "avant", "ce", "d'ici", "before"];

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
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric() && !"+%€$£".contains(c));
    // « l’après-midi », « d’ici ».
    let bare = folded.strip_prefix("l'").or_else(|| folded.strip_prefix("l’")).unwrap_or(folded);
    bare.replace('’', "'")
}

/// Whether a word after a number is what the number counts: a plain word that leads to nothing, or a sign.
fn counts(written: &str, plain: &str) -> bool {
    const JOINING: [&str; 21] = [
        "a", "at", "au", "avec", "by", "chez", "de", "des", "et", "for", "from", "if", "matin", "morning",
        "noon", "par", "pour", "si", "to", "vers", "with",
    ];
    let is_name = written.starts_with(char::is_uppercase);
    let is_time = plain.starts_with(|c: char| c.is_ascii_digit());
    let is_said =
        ["apres-midi", "aprem", "afternoon", "soir", "evening", "midi", "sans", "about", "on", "unless"];
    !(is_name || is_time || JOINING.contains(&plain) || is_said.contains(&plain))
}

/// What the words from one on say, and how many they are.
fn part(words: &[Word<'_>], i: usize, now: NaiveDateTime, working: WorkingDays<'_>) -> Option<(usize, Part)> {
    let word = |n: usize| words.get(i + n).map_or("", |word| word.plain.as_str());
    // « le 15 rue Foch », « le 15 % » count something; « le 15 Dupont » and « le 15 à 14h » do not.
    let counts = |n: usize| words.get(i + n).is_some_and(|next| counts(next.written, &next.plain));
    days::ahead(&word, now, working)
        .or_else(|| days::named(&word, now, working))
        .or_else(|| days::dated(&word, now.date()))
        .or_else(|| days::weekday(&word, &counts, now.date()))
        .or_else(|| days::of_month(&word, &counts, now.date()))
        .or_else(|| times::time(&word).map(|(taken, time)| (taken, Part::Time(time))))
}

#[cfg(test)]
mod tests {
    use super::{listen, read};
    use crate::worktime::Calendar;
    use chrono::{NaiveDate, NaiveDateTime};

    /// Monday 2 March 2026, 10:20.
    fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap().and_hms_opt(10, 20, 33).unwrap()
    }

    fn said(text: &str) -> String {
        said_at(text, now())
    }

    fn said_at(text: &str, now: NaiveDateTime) -> String {
        match read(text, now, &|day, count| Calendar::plain().add_days(day, count)) {
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
            ("le 15", "2026-03-15"),
            ("le 15 à 14h30", "2026-03-15 14:30"),
            ("le 1er à 9 h", "2026-04-01 09:00"),
            ("on the 15th at 2pm", "2026-03-15 14:00"),
            ("the 1st", "2026-04-01"),
            ("le 2", "2026-03-02"),
            ("le 31 matin", "2026-03-31 09:00"),
            ("avant le 20", "2026-03-20"),
            ("d’ici le 20", "2026-03-20"),
            ("d’ici vendredi", "2026-03-06"),
            ("mardi 10", "2026-03-10"),
            ("mardi 10 à 14 h 30", "2026-03-10 14:30"),
            ("mardi 31 à 15h", "2026-03-31 15:00"),
            ("friday the 13th", "2026-03-13"),
            ("friday 13th 3pm", "2026-03-13 15:00"),
            ("mardi 14 h 30", "2026-03-03 14:30"),
            ("tuesday 2 pm", "2026-03-03 14:00"),
            ("cet après-midi", "2026-03-02 14:00"),
            ("ce matin", "2026-03-02 10:30"),
        ] {
            assert_eq!(said(text), meant, "« {text} »");
        }
    }

    #[test]
    fn a_part_of_today_that_has_begun_is_what_is_left_of_it() {
        let at = |hour, minute| now().date().and_hms_opt(hour, minute, 0).unwrap();
        for (text, now, meant) in [
            ("cet après-midi", at(13, 59), "2026-03-02 14:00"),
            ("cet après-midi", at(14, 0), "2026-03-02 14:30"),
            ("cet après-midi", at(16, 41), "2026-03-02 17:00"),
            ("this afternoon", at(16, 10), "2026-03-02 16:30"),
            ("cet après-midi", at(17, 50), "2026-03-02 18:00"),
            ("aujourd’hui après-midi", at(16, 41), "2026-03-02 17:00"),
            ("ce soir", at(19, 5), "2026-03-02 19:30"),
            ("tonight", at(12, 0), "2026-03-02 18:00"),
            ("ce matin", at(15, 0), "2026-03-02 09:00"),
            ("demain après-midi", at(16, 41), "2026-03-03 14:00"),
        ] {
            assert_eq!(said_at(text, now), meant, "« {text} » at {now}");
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
            "le 32",
            "le 0",
            "the 15",
            "le 15 %",
            "15",
        ] {
            assert_eq!(said(text), "", "« {text} »");
        }
    }

    #[test]
    fn other_words_of_a_sentence_are_kept_as_they_were_written() {
        let listened = |text: &str| {
            let spoken = listen(text, now(), &|day, count| Calendar::plain().add_days(day, count));
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
        for (text, day, rest) in [
            ("rappeler Dupont le 15 à 14h30", Some("2026-03-15"), "rappeler Dupont"),
            ("rappeler le 15 Dupont", Some("2026-03-15"), "rappeler Dupont"),
            ("call Léa on the 15th at 2pm", Some("2026-03-15"), "call Léa"),
            ("rappeler Dupont mardi 10 pour le devis", Some("2026-03-10"), "rappeler Dupont pour le devis"),
            ("voir le 15 rue Foch demain", Some("2026-03-03"), "voir le 15 rue Foch"),
            ("lundi 3 devis à envoyer", Some("2026-03-09"), "3 devis à envoyer"),
            ("accorder le 15 % à Dupont", None, "accorder le 15 % à Dupont"),
            ("accorder le 15% à Dupont", None, "accorder le 15% à Dupont"),
        ] {
            assert_eq!(listened(text), (day.map(str::to_owned), rest.to_owned()), "« {text} »");
        }
        assert_eq!(
            listened("le 5 mars voir Mme Mars"),
            (Some("2026-03-05".into()), "voir Mme Mars".into()),
            "only the first day is one"
        );
    }
}
