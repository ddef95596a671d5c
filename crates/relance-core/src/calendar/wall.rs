//! Times of the wall and instants, in any zone: the laws of the working time's calendar hold here too.

use crate::worktime::Calendar;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

const FORM: &str = "%Y-%m-%dT%H:%M:%S";

/// A zone by its IANA name.
pub(super) fn zone(name: &str) -> Option<Tz> {
    name.trim().parse().ok()
}

fn clock(zone: Tz) -> Calendar {
    Calendar { zone, ..Calendar::plain() }
}

/// The instant (UTC ms) at which the wall shows a time.
pub(super) fn instant(zone: Tz, at: NaiveDateTime) -> i64 {
    clock(zone).instant(at.date(), at.time())
}

/// What the wall shows at an instant (UTC ms).
pub(super) fn shown(zone: Tz, at: i64) -> NaiveDateTime {
    clock(zone).local(at)
}

/// A time of the wall as it is kept.
pub(super) fn spelt(at: NaiveDateTime) -> String {
    at.format(FORM).to_string()
}

/// A time as it is kept, or as people write it: seconds may be missing, and the whole time.
pub(super) fn read(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let at = NaiveDateTime::parse_from_str(text, FORM)
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"));
    at.ok().or_else(|| text.parse::<NaiveDate>().ok().map(|day| day.and_time(NaiveTime::MIN)))
}
