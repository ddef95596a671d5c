//! Working days: Monday to Friday, but the public holidays of France. What a person's own hours are is none of this.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// True where offices are open.
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day)
}

/// The day that so many working days later (or earlier) is; the day itself for none.
pub fn add_working_days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let mut day = day;
    for _ in 0..count.unsigned_abs() {
        loop {
            day = if count < 0 { day.pred_opt()? } else { day.succ_opt()? };
            if is_working_day(day) {
                break;
            }
        }
    }
    Some(day)
}

/// The eleven public holidays of France (Code du travail, L3133-1).
fn is_holiday(day: NaiveDate) -> bool {
    const FIXED: [(u32, u32); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    if FIXED.contains(&(day.month(), day.day())) {
        return true;
    }
    // Easter Monday, Ascension, Whit Monday.
    easter(day.year()).is_some_and(|easter| {
        [1, 39, 50].iter().any(|after| easter.checked_add_days(Days::new(*after)) == Some(day))
    })
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_moves_as_the_almanac_says() {
        for (year, sunday) in
            [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25")]
        {
            assert_eq!(easter(year), Some(day(sunday)), "{year}");
        }
    }

    #[test]
    fn week_ends_and_holidays_do_not_count() {
        // Thursday 7 May 2026: then Victory Day, a week end; the 14th is Ascension.
        assert_eq!(add_working_days(day("2026-05-07"), 1), Some(day("2026-05-11")));
        assert_eq!(
            add_working_days(day("2026-05-13"), 1),
            Some(day("2026-05-15")),
            "Ascension is passed over"
        );
        assert_eq!(add_working_days(day("2026-05-11"), -1), Some(day("2026-05-07")));
        assert_eq!(add_working_days(day("2026-05-09"), 0), Some(day("2026-05-09")), "none is the day itself");
        assert!(!is_working_day(day("2026-07-14")) && is_working_day(day("2026-07-15")));
    }
}
