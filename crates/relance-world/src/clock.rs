//! The clock.

/// Tells the instant, and where on earth it is read.
pub trait Clock: Send + Sync {
    /// UTC, milliseconds since 1970.
    fn now(&self) -> i64;

    /// IANA name of the time zone here, such as `Europe/Paris`; `UTC` where nobody says otherwise.
    fn zone(&self) -> String {
        "UTC".to_owned()
    }
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> i64 {
        chrono::Utc::now().timestamp_millis()
    }

    fn zone(&self) -> String {
        machine_zone()
    }
}

/// As the variable TZ says where it names a zone, which goes first on Unix; else as the system is set.
fn machine_zone() -> String {
    let said = std::env::var("TZ").unwrap_or_default();
    let said = said.trim_start_matches(':');
    if said == "UTC" || (said.contains('/') && !said.starts_with('/')) {
        return said.to_owned();
    }
    iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned())
}

/// A clock that stands still: for `--now`, scripts and tests.
pub struct FixedClock(pub i64);

impl Clock for FixedClock {
    fn now(&self) -> i64 {
        self.0
    }

    fn zone(&self) -> String {
        machine_zone()
    }
}
