//! Working hours on the clock: local days and times as instants and back, across changes of the hour. Pure: no base, no clock.

use super::{calendar::Calendar, calendar::FARTHEST, week::DAY};
use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike};

/// Milliseconds of an hour.
const HOUR: i64 = 3_600_000;

impl Calendar {
    /// The local day and time of an instant (UTC ms).
    #[must_use]
    pub fn local(&self, at: i64) -> NaiveDateTime {
        let utc = DateTime::from_timestamp_millis(at).unwrap_or_default().naive_utc();
        self.zone.from_utc_datetime(&utc).naive_local()
    }

    /// The instant (UTC ms) of a local day and time. A time that the clock leaps over is the first one after the leap; of one
    /// that comes twice the first is meant.
    #[must_use]
    pub fn instant(&self, day: NaiveDate, time: NaiveTime) -> i64 {
        let wanted = day.and_time(time);
        if let Some(found) = earliest(self.zone.from_local_datetime(&wanted)) {
            return found;
        }
        // Leaps are whole minutes, and a day at most: some islands have crossed the date line.
        let minute = wanted.with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(wanted);
        (1..=2 * i64::from(DAY))
            .find_map(|later| earliest(self.zone.from_local_datetime(&(minute + TimeDelta::minutes(later)))))
            .unwrap_or_else(|| wanted.and_utc().timestamp_millis())
    }

    /// The instant itself within working hours, else their next beginning (UTC ms). `None` where nothing is worked for ten years.
    #[must_use]
    pub fn open(&self, at: i64) -> Option<i64> {
        self.stretches(at).next().map(|(from, _)| from)
    }

    /// The instant (UTC ms) by which so many hours of work have passed; with none, that of [`Calendar::open`]. An hour that ends
    /// when the work of a day does is over then, not when the next one begins.
    #[must_use]
    pub fn add_hours(&self, at: i64, hours: u32) -> Option<i64> {
        let mut left = i64::from(hours) * HOUR;
        for (from, to) in self.stretches(at) {
            if left < to - from || (left == to - from && hours > 0) {
                return Some(from + left);
            }
            left -= to - from;
        }
        None
    }

    /// Stretches of work from an instant on, the one that it is in cut to what is left: first instant, and first after.
    fn stretches(&self, at: i64) -> impl Iterator<Item = (i64, i64)> {
        // The day before too: a clock that goes back at midnight ends a day twice.
        let first = self.local(at).date().pred_opt();
        let days = std::iter::successors(first, |day| day.succ_opt());
        let mut idle = 0;
        days.map(|day| (day, self.spans(day)))
            .take_while(move |(_, spans)| {
                idle = if spans.is_empty() { idle + 1 } else { 0 };
                idle < FARTHEST
            })
            .flat_map(move |(day, spans)| {
                spans
                    .into_iter()
                    .map(move |span| (self.at_minute(day, span.from), self.at_minute(day, span.to)))
            })
            .filter(move |(from, to)| from < to && at < *to)
            .map(move |(from, to)| (from.max(at), to))
    }

    fn at_minute(&self, day: NaiveDate, minute: u16) -> i64 {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute % DAY) * 60, 0);
        let day = if minute >= DAY { day.succ_opt().unwrap_or(day) } else { day };
        self.instant(day, time.unwrap_or_default())
    }
}

fn earliest(found: LocalResult<DateTime<chrono_tz::Tz>>) -> Option<i64> {
    found.earliest().map(|at| at.timestamp_millis())
}
