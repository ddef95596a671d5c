//! The clock.

/// Tells the instant.
pub trait Clock: Send + Sync {
    /// UTC, milliseconds since 1970.
    fn now(&self) -> i64;

    /// Milliseconds that the local day is ahead of UTC at an instant; none where nobody says otherwise.
    fn offset(&self, _at: i64) -> i64 {
        0
    }
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> i64 {
        chrono::Utc::now().timestamp_millis()
    }

    fn offset(&self, at: i64) -> i64 {
        local_offset(at)
    }
}

fn local_offset(at: i64) -> i64 {
    use chrono::{Offset, TimeZone};
    let Some(utc) = chrono::DateTime::from_timestamp_millis(at) else { return 0 };
    i64::from(chrono::Local.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc()) * 1000
}

/// A clock that stands still: for `--now`, scripts and tests.
pub struct FixedClock(pub i64);

impl Clock for FixedClock {
    fn now(&self) -> i64 {
        self.0
    }

    fn offset(&self, at: i64) -> i64 {
        local_offset(at)
    }
}
