//! Times of a day as people say them.

use chrono::NaiveTime;

/// `14h`, `14h30`, `14:30`, "2pm", "2:30 pm", « midi ».
pub(super) fn time<'a>(word: &impl Fn(usize) -> &'a str) -> Option<(usize, NaiveTime)> {
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
