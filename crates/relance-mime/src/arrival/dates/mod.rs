//! Days as absences name them, in French, English, German and Spanish: « de retour le 3 janvier », “until Monday 5 May”, „bis
//! einschließlich 12.08.2026“, «del 4 al 9 de agosto»; each with the part it plays.
//!
//! What could be two days is none: `03/04/2026` in English says nothing, unless a weekday or another date of the text tells how
//! it writes. A day without its year is the nearest that comes.

mod spelled;

use super::folded::{Phrases, ends_sentence};
use chrono::{Datelike, Days, NaiveDate};
use spelled::{Written, is_range, shared, tokens, written};
use std::sync::LazyLock;

/// What a day is of an absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Back,
    Until,
    From,
    /// The one day of an absence.
    Day,
    /// Said without a word that tells.
    None,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Said {
    pub(crate) role: Role,
    pub(crate) date: NaiveDate,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Days of a text that are read.
const MOST: usize = 40;
/// A day so short ago is not of next year: the answer was written before.
const SLACK: u64 = 14;

/// A word before a day: the part it gives, and whether it is English.
static CUES: LazyLock<Phrases<(Role, bool)>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            (Role::Back, true),
            "back|not return until|not be back until|not returning until|not be returning until|\
                return until|back until|not be available until|not be in the office until|return|returning|returns|be back|resume|resuming|available again|again available|\
                reachable again|returned",
        ),
        (
            (Role::Back, false),
            "de retour|de retour avant le|de retour avant|disponible avant le|retour|reviens|reviendrai|reviendra|rentre|rentrerai|reprendrai|reprends|\
                reprise|de nouveau|a nouveau|joignable a partir|joignable des|disponible a partir|wieder|\
                zuruck|ruckkehr|zuruckkehren|erreichbar ab|de vuelta|vuelta|regreso|regresare|vuelvo|\
                volvere|reincorporo|reincorporacion|reincorporare|retorno|de nuevo|nuevamente",
        ),
        ((Role::Until, true), "until|till|til|through|thru|up to|up until"),
        (
            (Role::Until, false),
            "jusqu'au|jusqu'a|jusque|jusqu'en|bis|bis zum|bis einschliesslich|bis inklusive|hasta",
        ),
        ((Role::From, true), "from|starting|as of|since|between|effective|beginning"),
        (
            (Role::From, false),
            "du|depuis|a partir du|a partir de|a compter du|entre le|des le|vom|ab|ab dem|von|seit|\
                zwischen|del|desde|a partir del|entre el",
        ),
        (
            (Role::Day, true),
            "out of the office on|out of office on|away on|off on|closed on|not in the office on|\
                on leave on",
        ),
        (
            (Role::Day, false),
            "absent le|absente le|absent ce|absente ce|conge le|conges le|ferme le|fermes le|\
                ausente el|fuera de la oficina el|cerrado el",
        ),
    ])
});
/// Words behind a day that make it the one of return: „ab dem 12.08. bin ich wieder da“.
static AFTER: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "wieder|zuruck|de nouveau|a nouveau|de retour|joignable|back|again|de vuelta|de nuevo|\
            nuevamente|reincorpor",
    )])
});

/// Every day of a folded text that can be told, in its order.
pub(crate) fn read(text: &str, today: Option<NaiveDate>) -> Vec<Said> {
    let tokens = tokens(text);
    let mut found: Vec<(Written, usize, usize, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() && found.len() < MOST {
        // « du 3 au 7 mai »: the first day borrows the month of the second.
        if let Some((first, last, middle, second, next)) = shared(&tokens, at) {
            found.push((first, at, middle, tokens[at].start, tokens[middle - 1].end));
            found.push((last, second, next, tokens[second].start, tokens[next - 1].end));
            at = next;
        } else if let Some((written, next)) = written(&tokens, at) {
            found.push((written, at, next, tokens[at].start, tokens[next - 1].end));
            at = next;
        } else {
            at += 1;
        }
    }
    let order = order(&found.iter().map(|one| one.0).collect::<Vec<_>>());
    let cues: Vec<_> = CUES.all(text).collect();
    let mut said: Vec<Said> = Vec::new();
    let mut last_end = 0;
    for (index, (written, first, _, start, end)) in found.iter().enumerate() {
        let (mut role, english, cue_start, gap) = role(text, &cues, last_end, *start, *end);
        let follows = index > 0 && is_range(&tokens, found[index - 1].2, *first);
        last_end = *end;
        if follows && role != Role::Back {
            role = Role::Until;
            if let Some(before) =
                said.last_mut().filter(|before| before.end == found[index - 1].4 && before.role != Role::Back)
            {
                before.role = Role::From;
            }
        }
        // A weekday alone is a day only right behind a word that says so.
        let is_bare = written.day == 0 && written.ahead.is_none();
        if (is_bare || written.ahead.is_some()) && (gap > 14 || !matches!(role, Role::Back | Role::Until)) {
            continue;
        }
        let Some(date) = resolve(written, order, english, today, role) else { continue };
        said.push(Said { role, date, start: cue_start, end: *end });
    }
    said
}

/// Of numbers that could be either: whether the day comes first, by one that could not.
fn order(all: &[Written]) -> Option<bool> {
    all.iter().filter(|one| one.is_open).find_map(|one| {
        let (weekday, year) = (one.weekday?, one.year?);
        let fits = |month: u32, day: u32| {
            NaiveDate::from_ymd_opt(year, month, day).is_some_and(|date| date.weekday() == weekday)
        };
        match (fits(one.month?, one.day), fits(one.day, one.month?)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    })
}

/// The part of a day by the word nearest before it: with whether that is English, where it begins, and how far away it ends.
fn role(
    text: &str,
    cues: &[super::folded::Hit<(Role, bool)>],
    least: usize,
    start: usize,
    end: usize,
) -> (Role, bool, usize, usize) {
    let window = &text[least..start];
    let bytes = window.as_bytes();
    let stop = (0..bytes.len()).rev().find(|at| ends_sentence(bytes, *at)).map_or(0, |at| at + 1);
    // The dot of « Mo. 5 » ends no sentence.
    let is_short = window.len() - stop < 5 && !window[..stop].ends_with('\n');
    let from = least + if is_short { 0 } else { stop };
    let near = cues.iter().filter(|cue| cue.start >= from && cue.end <= start && start - cue.end <= 45);
    let cue = near.max_by_key(|cue| (cue.end, std::cmp::Reverse(cue.start)));
    let after = tail(text, end);
    let after = after.split(['\n', '!', '?', ';', ',']).next().unwrap_or_default();
    let after = after.split(". ").next().unwrap_or_default();
    match cue {
        Some(cue) => {
            let (mut role, english) = cue.says;
            // « de nouveau joignable à partir du », „ab dem 9. bin ich wieder da“.
            let back = cues.iter().filter(|other| other.says.0 == Role::Back && other.start >= from);
            let is_back = back.clone().any(|other| other.end <= cue.start && cue.start - other.end <= 20);
            if role == Role::From && (is_back || AFTER.first(after).is_some()) {
                role = Role::Back;
            }
            (role, english, cue.start, start - cue.end)
        }
        None if AFTER.first(after).is_some() => (Role::Back, true, start, usize::MAX),
        None => (Role::None, false, start, usize::MAX),
    }
}

fn resolve(
    written: &Written,
    order: Option<bool>,
    english: bool,
    today: Option<NaiveDate>,
    role: Role,
) -> Option<NaiveDate> {
    if let Some(ahead) = written.ahead {
        return today?.checked_add_days(Days::new(ahead));
    }
    let Some(month) = written.month else {
        let (today, weekday) = (today?, written.weekday?);
        return (1..=7)
            .filter_map(|days| today.checked_add_days(Days::new(days)))
            .find(|date| date.weekday() == weekday);
    };
    let (day, month) = match (written.is_open, order) {
        (true, Some(false)) => (month, written.day),
        (true, None) if english || role == Role::None => return None,
        _ => (written.day, month),
    };
    if let Some(year) = written.year {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    let today = today?;
    let slack = if role == Role::From { 200 } else { SLACK };
    let least = today.checked_sub_days(Days::new(slack))?;
    (-1..=4)
        .filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, day))
        .find(|date| *date >= least)
}

/// What stands behind a day, a few words of it.
fn tail(text: &str, end: usize) -> &str {
    let most =
        (end..=text.len().min(end + 60)).rev().find(|most| text.is_char_boundary(*most)).unwrap_or(end);
    &text[end..most]
}
