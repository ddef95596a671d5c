//! Moments as people write them on the command line: ISO, a day, « hier », "3 days ago". In the machine's time zone;
//! which instant a moment is depends on now, so that is only said when now is known.

use chrono::{DateTime, Days, Local, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};

/// A moment that may hang on now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// UTC ms.
    At(i64),
    /// Local time.
    Clock(NaiveDateTime),
    /// A whole day: its end, or now while it lasts.
    Day(NaiveDate),
    DaysBack(u64),
    MonthsBack(u32),
    Back(TimeDelta),
    /// The end of a day that many days ago.
    EndOfDaysBack(u64),
}

impl Moment {
    /// UTC ms; of a whole day, its beginning.
    pub fn start(self, now: i64) -> i64 {
        match self {
            Self::Day(day) => start_of(day),
            Self::EndOfDaysBack(days) => {
                let here = DateTime::from_timestamp_millis(now).unwrap_or_default().with_timezone(&Local);
                start_of(here.date_naive().checked_sub_days(Days::new(days)).unwrap_or_default())
            }
            other => other.instant(now),
        }
    }

    /// UTC ms.
    pub fn instant(self, now: i64) -> i64 {
        let here = DateTime::from_timestamp_millis(now).unwrap_or_default().with_timezone(&Local);
        let shifted = match self {
            Self::At(at) => return at,
            Self::Clock(at) => local(at),
            Self::Day(day) => return end_of(day).map_or(now, |end| end.min(now.max(start_of(day)))),
            Self::EndOfDaysBack(days) => {
                let day = here.date_naive().checked_sub_days(Days::new(days)).unwrap_or_default();
                return end_of(day).map_or(now, |end| end.min(now));
            }
            Self::DaysBack(days) => here.checked_sub_days(Days::new(days)).map(|at| at.timestamp_millis()),
            Self::MonthsBack(months) => {
                here.checked_sub_months(Months::new(months)).map(|at| at.timestamp_millis())
            }
            Self::Back(span) => here.checked_sub_signed(span).map(|at| at.timestamp_millis()),
        };
        shifted.unwrap_or(i64::MIN)
    }
}

fn local(at: NaiveDateTime) -> Option<i64> {
    // Of an hour that comes twice, the first; an hour that never was is taken as the next one.
    let found = Local.from_local_datetime(&at).earliest();
    found
        .or_else(|| Local.from_local_datetime(&(at + TimeDelta::hours(1))).earliest())
        .map(|at| at.timestamp_millis())
}

fn start_of(day: NaiveDate) -> i64 {
    local(day.and_time(NaiveTime::MIN)).unwrap_or(i64::MIN)
}

fn end_of(day: NaiveDate) -> Option<i64> {
    local(day.succ_opt()?.and_time(NaiveTime::MIN)).map(|next| next - 1)
}

/// Reads a moment: `2026-11-12`, `2026-11-12 14:30`, RFC 3339, milliseconds since 1970, `12/11/2026`, "yesterday", « hier »,
/// "3 days ago", « il y a 2 heures ».
pub fn moment(text: &str) -> Result<Moment, String> {
    let text = text.trim();
    let folded = text.to_lowercase().replace(['’', '\u{a0}', '\u{202f}'], " ");
    let words: Vec<&str> = folded.split_whitespace().collect();
    match words.as_slice() {
        ["now" | "maintenant"] => return Ok(Moment::DaysBack(0)),
        ["today"] | ["aujourd", "hui"] | ["aujourd'hui"] => return Ok(Moment::EndOfDaysBack(0)),
        ["yesterday" | "hier"] => return Ok(Moment::EndOfDaysBack(1)),
        ["avant-hier"] => return Ok(Moment::EndOfDaysBack(2)),
        [count, unit, "ago"] | ["il", "y", "a", count, unit] | [count, unit] => {
            if let Some(found) = back(count, unit) {
                return Ok(found);
            }
        }
        _ => {}
    }
    // A bare year is no instant of 1970.
    if text.len() >= 9
        && let Ok(millis) = text.parse()
    {
        return Ok(Moment::At(millis));
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)) {
        return Ok(Moment::At(at.timestamp_millis()));
    }
    for form in ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%d/%m/%YT%H:%M"] {
        if let Ok(at) = NaiveDateTime::parse_from_str(&text.replacen(' ', "T", 1), form) {
            return Ok(Moment::Clock(at));
        }
    }
    for form in ["%Y-%m-%d", "%d/%m/%Y"] {
        if let Ok(day) = NaiveDate::parse_from_str(text, form) {
            return Ok(Moment::Day(day));
        }
    }
    Err(text.to_owned())
}

fn back(count: &str, unit: &str) -> Option<Moment> {
    let count: u32 =
        if matches!(count, "a" | "an" | "un" | "une" | "one") { 1 } else { count.parse().ok()? };
    Some(match unit.trim_end_matches('s') {
        "minute" | "min" => Moment::Back(TimeDelta::minutes(count.into())),
        "hour" | "heure" | "h" => Moment::Back(TimeDelta::hours(count.into())),
        "day" | "jour" | "j" | "d" => Moment::DaysBack(count.into()),
        "week" | "semaine" => Moment::DaysBack(u64::from(count) * 7),
        "month" | "moi" => Moment::MonthsBack(count),
        "year" | "an" | "année" => Moment::MonthsBack(count.saturating_mul(12)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Moment, moment};
    use chrono::{DateTime, Local, NaiveDate, TimeZone as _};

    fn now() -> i64 {
        Local.with_ymd_and_hms(2026, 11, 23, 14, 30, 0).unwrap().timestamp_millis()
    }

    /// What a moment is, in local time.
    fn said(text: &str) -> String {
        let at = moment(text).unwrap_or_else(|text| panic!("{text} is read")).instant(now());
        let at = DateTime::from_timestamp_millis(at).unwrap().with_timezone(&Local);
        at.format("%Y-%m-%d %H:%M:%S").to_string()
    }

    #[test]
    fn moments_are_read_as_people_write_them() {
        for (text, meant) in [
            ("2026-11-12", "2026-11-12 23:59:59"),
            ("12/11/2026", "2026-11-12 23:59:59"),
            ("2026-11-12 14:30", "2026-11-12 14:30:00"),
            ("2026-11-12T14:30:05", "2026-11-12 14:30:05"),
            ("yesterday", "2026-11-22 23:59:59"),
            ("Hier", "2026-11-22 23:59:59"),
            ("today", "2026-11-23 14:30:00"),
            ("aujourd’hui", "2026-11-23 14:30:00"),
            ("3 days ago", "2026-11-20 14:30:00"),
            ("il y a 3 jours", "2026-11-20 14:30:00"),
            ("il y a 2 heures", "2026-11-23 12:30:00"),
            ("a week ago", "2026-11-16 14:30:00"),
            ("il y a un mois", "2026-10-23 14:30:00"),
            ("2 years ago", "2024-11-23 14:30:00"),
        ] {
            assert_eq!(said(text), meant, "{text}");
        }
        assert_eq!(moment("1795000000000"), Ok(Moment::At(1_795_000_000_000)), "milliseconds");
        assert_eq!(moment("2026-11-12T14:30:00Z"), Ok(Moment::At(1_794_493_800_000)), "RFC 3339");
        assert_eq!(moment("2026-11-12"), Ok(Moment::Day(NaiveDate::from_ymd_opt(2026, 11, 12).unwrap())));
        for text in ["", "lundi", "2026", "31/02/2026", "days ago"] {
            assert!(moment(text).is_err(), "{text:?} is no moment");
        }
    }
}
