//! Days as they are spelled: names of months and weekdays in four languages, numbers in their orders, ranges that share a month.

use chrono::Weekday;

/// A day as it is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Written {
    pub(super) day: u32,
    pub(super) month: Option<u32>,
    pub(super) year: Option<i32>,
    pub(super) weekday: Option<Weekday>,
    /// Two numbers of which it is not yet said which is the day.
    pub(super) is_open: bool,
    /// So many days from today.
    pub(super) ahead: Option<u64>,
}

#[derive(Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv", "januar", "janner", "enero", "ene"],
    &["february", "feb", "fevrier", "fevr", "fev", "februar", "febrero"],
    &["march", "mar", "mars", "marz", "maerz", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juin", "juni", "junio"],
    &["july", "jul", "juillet", "juil", "juli", "julio"],
    &["august", "aug", "aout", "agosto", "ago"],
    &["september", "sept", "sep", "septembre", "septiembre", "setiembre"],
    &["october", "oct", "octobre", "oktober", "okt", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "decembre", "dezember", "dez", "diciembre", "dic"],
];
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "lundi", "montag", "lunes"],
    &["tuesday", "tue", "tues", "mardi", "dienstag", "martes"],
    &["wednesday", "wed", "mercredi", "mittwoch", "miercoles"],
    &["thursday", "thu", "thur", "thurs", "jeudi", "donnerstag", "jueves"],
    &["friday", "fri", "vendredi", "freitag", "viernes"],
    &["saturday", "sat", "samedi", "samstag", "sonnabend", "sabado"],
    &["sunday", "sun", "dimanche", "sonntag", "domingo"],
];
const ORDINALS: [&str; 9] = ["st", "nd", "rd", "th", "er", "e", "eme", "o", "°"];
/// Words between two days of a range.
const BETWEEN: [&str; 22] = [
    "to",
    "au",
    "a",
    "al",
    "bis",
    "and",
    "et",
    "und",
    "y",
    "-",
    "until",
    "till",
    "through",
    "jusqu'au",
    "jusqu",
    "hasta",
    "zum",
    "the",
    "le",
    "el",
    "den",
    "einschliesslich",
];

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if letter == ' ' {
            continue;
        }
        let same = |next: char| match letter {
            letter if letter.is_ascii_digit() => next.is_ascii_digit(),
            letter if letter.is_alphabetic() => next.is_alphabetic() || next == '\'',
            _ => false,
        };
        let mut end = start + letter.len_utf8();
        while let Some((_, next)) = letters.next_if(|(_, next)| same(*next)) {
            end += next.len_utf8();
        }
        tokens.push(Token { text: &text[start..end], start, end });
    }
    tokens
}

fn number(token: Option<&Token<'_>>, most: u32) -> Option<u32> {
    let text = token?.text;
    let number: u32 = if text.len() <= 4 { text.parse().ok()? } else { return None };
    (number >= 1 && number <= most && text.len() <= 2).then_some(number)
}

fn year(token: Option<&Token<'_>>) -> Option<i32> {
    let text = token?.text;
    let year: i32 = if text.len() == 4 { text.parse().ok()? } else { return None };
    (1990..2100).contains(&year).then_some(year)
}

fn word_of(token: Option<&Token<'_>>, lists: &[&[&str]]) -> Option<usize> {
    let text = token?.text;
    lists.iter().position(|names| names.contains(&text))
}

fn is(token: Option<&Token<'_>>, words: &[&str]) -> bool {
    token.is_some_and(|token| words.contains(&token.text))
}

/// The day that begins at a token, and the token behind it.
pub(super) fn written(tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
    if let Some(day) = word_of(tokens.get(at), &WEEKDAYS) {
        let mut next = at + 1;
        let short = tokens[at].text.len() <= 4;
        while next < at + 4
            && is(tokens.get(next), &[",", ".", "the", "le", "den", "dem", "el", "d", "(", "of"])
        {
            next += 1;
        }
        let weekday = Weekday::try_from(u8::try_from(day).ok()?).ok();
        if let Some((written, end)) = core(tokens, next) {
            return Some((Written { weekday, ..written }, end));
        }
        // « Sun » and « mar » alone are other words, too.
        return (!short).then_some((Written { weekday, ..Written::default() }, at + 1));
    }
    let ahead = match tokens.get(at)?.text {
        "tomorrow" | "demain" | "morgen" | "manana" => Some(1),
        "ubermorgen" => Some(2),
        _ => None,
    };
    if ahead.is_some() {
        return Some((Written { ahead, ..Written::default() }, at + 1));
    }
    core(tokens, at)
}

fn core(tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
    numeric(tokens, at).or_else(|| day_first(tokens, at)).or_else(|| month_first(tokens, at))
}

/// `12/08/2026`, `12.08.`, `2026-08-12`.
fn numeric(tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
    let separator = tokens.get(at + 1).map(|token| token.text)?;
    if !matches!(separator, "/" | "." | "-") {
        return None;
    }
    let close = |from: usize, to: usize| {
        // « 12. 08. 2026 » is written with spaces in German alone.
        (from..to)
            .all(|at| separator == "." || tokens.get(at + 1).is_some_and(|next| next.start == tokens[at].end))
    };
    if let Some(year) = year(tokens.get(at)) {
        let (month, day) = (number(tokens.get(at + 2), 12)?, number(tokens.get(at + 4), 31)?);
        let is_same = is(tokens.get(at + 3), &[separator]) && close(at, at + 4);
        return is_same.then_some((
            Written { day, month: Some(month), year: Some(year), ..Written::default() },
            at + 5,
        ));
    }
    let (first, second) = (number(tokens.get(at), 31)?, number(tokens.get(at + 2), 31)?);
    if !close(at, at + 2) || (first > 12 && second > 12) {
        return None;
    }
    let third = tokens.get(at + 4).filter(|_| is(tokens.get(at + 3), &[separator]));
    let year = year(third).or_else(|| {
        third
            .filter(|third| third.text.len() == 2)
            .and_then(|third| Some(2000 + third.text.parse::<i32>().ok()?))
    });
    let (year, mut next) = match year {
        Some(year) if close(at + 2, at + 4) => (Some(year), at + 5),
        _ if separator == "-" => return None,
        _ => (None, at + 3),
    };
    if separator == "." && year.is_none() && is(tokens.get(next), &["."]) {
        next += 1;
    }
    let (day, month, is_open) = match separator {
        "/" if first <= 12 && second <= 12 && first != second => (first, second, true),
        _ if second > 12 => (second, first, false),
        _ => (first, second, false),
    };
    Some((Written { day, month: Some(month), year, is_open, ..Written::default() }, next))
}

/// « 3 janvier 2026 », “5th of May”, „12. August“, «4 de agosto de 2026».
fn day_first(tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
    let day = number(tokens.get(at), 31)?;
    let mut next = behind_day(tokens, at);
    while next < at + 5 && is(tokens.get(next), &["of", "de", "d", "du", "del"]) {
        next += 1;
    }
    let month = word_of(tokens.get(next), &MONTHS)?;
    let (year, next) = with_year(tokens, next + 1);
    Some((Written { day, month: u32::try_from(month + 1).ok(), year, ..Written::default() }, next))
}

/// “May 5th, 2026”.
fn month_first(tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
    let month = word_of(tokens.get(at), &MONTHS)?;
    let dot = usize::from(is(tokens.get(at + 1), &["."]));
    let the = usize::from(is(tokens.get(at + 1 + dot), &["the"]));
    let place = at + 1 + dot + the;
    let day = number(tokens.get(place), 31)?;
    let next = behind_day(tokens, place);
    // « in May 5 days »: a number with its month behind it is the day of that one.
    if word_of(tokens.get(next), &MONTHS).is_some() {
        return None;
    }
    let (year, next) = with_year(tokens, next);
    Some((Written { day, month: u32::try_from(month + 1).ok(), year, ..Written::default() }, next))
}

/// The token behind the number of a day: `1er`, `5th`, `12.`
fn behind_day(tokens: &[Token<'_>], at: usize) -> usize {
    let is_ordinal = is(tokens.get(at + 1), &ORDINALS) && tokens[at + 1].start == tokens[at].end;
    let next = at + 1 + usize::from(is_ordinal);
    next + usize::from(!is_ordinal && is(tokens.get(next), &["."]))
}

/// The year behind a month or a day, if one stands there.
fn with_year(tokens: &[Token<'_>], at: usize) -> (Option<i32>, usize) {
    let mut next = at;
    while next < at + 2 && is(tokens.get(next), &[",", ".", "de", "del", "of"]) {
        next += 1;
    }
    match year(tokens.get(next)) {
        Some(year) => (Some(year), next + 1),
        None => (None, at),
    }
}

/// Two days of one month: both, the token behind the first, that of the second, the token behind.
pub(super) fn shared(tokens: &[Token<'_>], at: usize) -> Option<(Written, Written, usize, usize, usize)> {
    if let Some(both) = shared_month(tokens, at) {
        return Some(both);
    }
    let mut place = at;
    let weekday = word_of(tokens.get(place), &WEEKDAYS);
    place += usize::from(weekday.is_some());
    let day = number(tokens.get(place), 31)?;
    let middle = behind_day(tokens, place);
    let mut second = middle;
    while second < middle + 4 && is(tokens.get(second), &BETWEEN) {
        second += 1;
    }
    if second == middle {
        return None;
    }
    let (last, next) = written(tokens, second)?;
    let month = last.month.filter(|_| !last.is_open && last.day > 0)?;
    // The numbers of `12-05-2026` are no range.
    if is(tokens.get(middle), &["-"]) && is(tokens.get(second + 1), &["-", "/"]) {
        return None;
    }
    let (month, year) = match (day > last.day, month) {
        (false, month) => (month, last.year),
        (true, 1) => (12, last.year.map(|year| year - 1)),
        (true, month) => (month - 1, last.year),
    };
    Some((Written { day, month: Some(month), year, ..Written::default() }, last, middle, second, next))
}

/// “Nov 3-6”, “November 3 to 6, 2026”.
fn shared_month(tokens: &[Token<'_>], at: usize) -> Option<(Written, Written, usize, usize, usize)> {
    let (first, middle) = month_first(tokens, at).filter(|(first, _)| first.year.is_none())?;
    let second = middle + 1;
    let last = number(tokens.get(second), 31).filter(|last| *last > first.day)?;
    let next = behind_day(tokens, second);
    let is_other = word_of(tokens.get(next), &MONTHS).is_some() || is(tokens.get(next), &[":", "/", "-"]);
    if is_other || !is(tokens.get(middle), &["-", "to", "through", "until", "till", "and"]) {
        return None;
    }
    let (year, next) = with_year(tokens, next);
    Some((Written { year, ..first }, Written { day: last, year, ..first }, middle, second, next))
}

/// Whether nothing but words of a range stands between two days.
pub(super) fn is_range(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    let between = tokens.get(from..to).unwrap_or_default();
    let plain = |token: &Token<'_>| {
        BETWEEN.contains(&token.text) || matches!(token.text, "." | "," | "(" | "inclus" | "dem" | "zu")
    };
    (1..=4).contains(&between.len())
        && between.iter().all(plain)
        && between
            .iter()
            .any(|token| !matches!(token.text, "." | "," | "(" | "the" | "le" | "el" | "den" | "dem"))
}
