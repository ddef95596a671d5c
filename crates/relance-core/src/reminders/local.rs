//! Local days and instants, by the clock of the base.

use crate::values::add_working_days;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use relance_world::Clock;

/// When a day's work begins: a follow-up without a time is due then.
const BEGINNING: (u32, u32) = (9, 0);

/// Now, and how local days lie to UTC.
#[derive(Clone, Copy)]
pub struct Local<'a> {
    clock: &'a dyn Clock,
    /// UTC ms.
    pub now: i64,
}

impl<'a> Local<'a> {
    #[must_use]
    pub fn new(clock: &'a dyn Clock, now: i64) -> Self {
        Self { clock, now }
    }

    /// The local day and time of an instant.
    #[must_use]
    pub fn of(&self, at: i64) -> NaiveDateTime {
        DateTime::from_timestamp_millis(at + self.clock.offset(at)).unwrap_or_default().naive_utc()
    }

    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.of(self.now).date()
    }

    /// The instant of a local time. One that a change of the clocks leaves out is as much later as they were put forward; of one
    /// that is there twice the first is meant.
    #[must_use]
    pub fn instant(&self, day: NaiveDate, time: NaiveTime) -> i64 {
        let local = day.and_time(time).and_utc().timestamp_millis();
        let day_before = self.clock.offset(local - 86_400_000);
        let early = local - day_before;
        if self.clock.offset(early) == day_before {
            return early;
        }
        let late = local - self.clock.offset(local);
        if self.of(late) == day.and_time(time) { late } else { early }
    }

    /// When the work of a day begins.
    #[must_use]
    pub fn beginning(&self, day: NaiveDate) -> i64 {
        self.instant(day, NaiveTime::from_hms_opt(BEGINNING.0, BEGINNING.1, 0).unwrap_or_default())
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

    /// So many working days after a day.
    #[must_use]
    pub fn working_days(&self, day: NaiveDate, count: i64) -> Option<NaiveDate> {
        add_working_days(day, count)
    }
}
