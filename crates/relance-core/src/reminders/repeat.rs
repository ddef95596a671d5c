//! Follow-ups that come back: so much later than they were due, never on a day that has passed.

use super::Local;
use chrono::{Days, Months, NaiveDate};
use relance_model::{
    Failure, Outcome,
    reminders::{Repeat, RepeatUnit},
};

/// Steps looked ahead for a day to come; a hundred years of days.
const FARTHEST: u32 = 36_525;

pub(super) fn word(unit: RepeatUnit) -> &'static str {
    match unit {
        RepeatUnit::Day => "day",
        RepeatUnit::WorkingDay => "working_day",
        RepeatUnit::Week => "week",
        RepeatUnit::Month => "month",
        RepeatUnit::Year => "year",
    }
}

pub(super) fn read(every: Option<u32>, unit: Option<&str>) -> Option<Repeat> {
    use RepeatUnit::{Day, Month, Week, WorkingDay, Year};
    let unit = [Day, WorkingDay, Week, Month, Year].into_iter().find(|known| Some(word(*known)) == unit)?;
    every.map(|every| Repeat { every, unit })
}

/// A rhythm as it may be kept; none for one of nothing.
///
/// # Errors
/// `repeat_invalid`.
pub(super) fn check(repeat: Repeat) -> Outcome<Option<Repeat>> {
    match repeat.every {
        0 => Ok(None),
        1..=365 => Ok(Some(repeat)),
        _ => Err(Failure::invalid("repeat", "repeat_invalid").with("limit", 365)),
    }
}

/// The first day of a series that lies behind both the day it was due and today. Months and years count from where the series
/// began, so that the 31st is the last day of short months and the 31st again.
pub(super) fn next(repeat: Repeat, from: NaiveDate, due: NaiveDate, local: &Local) -> Option<NaiveDate> {
    let last = due.max(local.today());
    let every = repeat.every.max(1);
    let mut day = due;
    for step in 1..=FARTHEST {
        day = match repeat.unit {
            RepeatUnit::Day => day.checked_add_days(Days::new(every.into()))?,
            RepeatUnit::WorkingDay => local.working_days(day, every.into())?,
            RepeatUnit::Week => day.checked_add_days(Days::new(7 * u64::from(every)))?,
            RepeatUnit::Month => from.checked_add_months(Months::new(every.checked_mul(step)?))?,
            RepeatUnit::Year => from.checked_add_months(Months::new(every.checked_mul(12 * step)?))?,
        };
        if day > last {
            return Some(day);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::{reminders::Local, worktime::Calendar};
    use chrono::NaiveDate;
    use relance_model::reminders::{
        Repeat,
        RepeatUnit::{self, Day, Month, Week, WorkingDay, Year},
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// When it comes back: due, from when on, done when.
    fn back(every: u32, unit: RepeatUnit, from: &str, due: &str, today: &str) -> String {
        let calendar = Calendar::plain();
        let now = calendar.instant(day(today), "12:00:00".parse().unwrap());
        let local = Local::new(calendar, now);
        next(Repeat { every, unit }, day(from), day(due), &local).unwrap().to_string()
    }

    #[test]
    fn a_series_goes_on_behind_today_in_its_own_rhythm() {
        // 2 March 2026 is a Monday.
        for (every, unit, from, due, today, wanted) in [
            (1, Day, "2026-03-02", "2026-03-02", "2026-03-02", "2026-03-03"),
            (1, Day, "2026-03-02", "2026-03-02", "2026-03-20", "2026-03-21"),
            (1, Week, "2026-03-02", "2026-03-02", "2026-03-05", "2026-03-09"),
            (2, Week, "2026-03-02", "2026-03-02", "2026-03-17", "2026-03-30"),
            (1, Week, "2026-03-09", "2026-03-09", "2026-03-02", "2026-03-16"),
            (1, WorkingDay, "2026-03-06", "2026-03-06", "2026-03-06", "2026-03-09"),
            (3, WorkingDay, "2026-03-06", "2026-03-06", "2026-03-06", "2026-03-11"),
            (1, Month, "2026-01-31", "2026-01-31", "2026-01-31", "2026-02-28"),
            (1, Month, "2026-01-31", "2026-02-28", "2026-02-28", "2026-03-31"),
            (1, Month, "2026-01-31", "2026-02-28", "2026-04-30", "2026-05-31"),
            (3, Month, "2026-01-15", "2026-01-15", "2026-01-20", "2026-04-15"),
            (1, Year, "2024-02-29", "2024-02-29", "2025-01-01", "2025-02-28"),
            (1, Year, "2024-02-29", "2027-02-28", "2027-03-01", "2028-02-29"),
        ] {
            assert_eq!(
                back(every, unit, from, due, today),
                wanted,
                "every {every} {unit:?} from {from}, due {due}, done {today}"
            );
        }
    }
}
