//! Excel's day counts as dates. Day 60 of the 1900 system is a 29 February that never was:
//! days before it are one off, as in Excel.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

const LAST_DAY: f64 = 2_958_466.0;
const DAYS_BETWEEN_SYSTEMS: f64 = 1462.0;

/// Date and time of a serial number, to the second; nothing outside Excel's own range.
pub fn excel_date(serial: f64, is_1904: bool) -> Option<NaiveDateTime> {
    let serial = if is_1904 { serial + DAYS_BETWEEN_SYSTEMS } else { serial };
    if !(0.0..LAST_DAY).contains(&serial) {
        return None;
    }
    let seconds = (serial.fract() * 86_400.0).round() as i64;
    let day = serial.trunc() as u64;
    let day = if day >= 60 { day } else { day + 1 };
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .checked_add_days(Days::new(day))?
        .and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::seconds(seconds))
}

/// A number of days as "37:30:55".
pub(crate) fn duration_text(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round() as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_of_both_systems() {
        for (serial, is_1904, text) in [
            (1.0, false, "1900-01-01T00:00:00"),
            (59.0, false, "1900-02-28T00:00:00"),
            (61.0, false, "1900-03-01T00:00:00"),
            (46_387.0, false, "2026-12-31T00:00:00"),
            (44_925.0, true, "2026-12-31T00:00:00"),
            (45_943.541, false, "2025-10-13T12:59:02"),
            (46_386.999_999_9, false, "2026-12-31T00:00:00"),
        ] {
            assert_eq!(excel_date(serial, is_1904), Some(text.parse().unwrap()), "for {serial}");
        }
        assert_eq!(excel_date(-1.0, false), None);
        assert_eq!(excel_date(f64::NAN, false), None);
        assert_eq!(excel_date(3e6, false), None);
        assert_eq!(duration_text(1.563_136_574), "37:30:55");
    }
}
