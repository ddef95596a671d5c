//! Now, and the calendar that local days are counted by.

use super::When;
use crate::worktime::Calendar;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

/// When a day begins that is not worked: a follow-up without a time is due then all the same.
const BEGINNING: u32 = 9 * 60;

/// By how much a follow-up is put off that nobody says more of, ms.
const A_WHILE: i64 = 3_600_000;

/// Now, and how local days lie to UTC.
pub struct Local {
    calendar: Calendar,
    /// UTC ms.
    pub now: i64,
}

impl Local {
    #[must_use]
    pub fn new(calendar: Calendar, now: i64) -> Self {
        Self { calendar, now }
    }

    /// The local day and time of an instant.
    #[must_use]
    pub fn of(&self, at: i64) -> NaiveDateTime {
        self.calendar.local(at)
    }

    /// The zone that local days are counted in.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.calendar.zone
    }

    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.of(self.now).date()
    }

    /// The instant of a local time.
    #[must_use]
    pub fn instant(&self, day: NaiveDate, time: NaiveTime) -> i64 {
        self.calendar.instant(day, time)
    }

    /// When the work of a day begins.
    #[must_use]
    pub fn beginning(&self, day: NaiveDate) -> i64 {
        let minutes = self.calendar.spans(day).first().map_or(BEGINNING, |span| u32::from(span.from));
        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or_default();
        self.instant(day, time)
    }

    /// The first instant of a day.
    #[must_use]
    pub fn midnight(&self, day: NaiveDate) -> i64 {
        self.instant(day, NaiveTime::MIN)
    }

    /// The last instant of a day, which is the first of the next one.
    #[must_use]
    pub fn midnight_after(&self, day: NaiveDate) -> i64 {
        day.succ_opt().map_or(i64::MAX, |next| self.midnight(next))
    }

    /// « Plus tard », said with nothing more: in an hour where that is still worked, else when work goes on; of another day only
    /// the day.
    #[must_use]
    pub fn later(&self) -> When {
        let wanted = self.now.saturating_add(A_WHILE);
        let at = self.of(self.calendar.open(wanted).unwrap_or(wanted));
        When { day: at.date(), time: (at.date() == self.today()).then(|| at.time()) }
    }

    /// So many working days after a day.
    #[must_use]
    pub fn working_days(&self, day: NaiveDate, count: i64) -> Option<NaiveDate> {
        self.calendar.add_days(day, count)
    }
}
