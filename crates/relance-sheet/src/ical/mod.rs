//! Calendars in and out (iCalendar, RFC 5545), and when what repeats comes: pure, like the readers of tables. What a zone's clock
//! shows is for who knows the zones: times here are those of a wall, with the name of the zone beside them.

mod read;
mod rule;
mod write;
mod zones;

pub use read::read;
pub use rule::{Rule, RuleFault};
pub use write::write;

use chrono::{NaiveDate, NaiveDateTime};

/// A time as a file writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day without a time.
    Day(NaiveDate),
    /// UTC.
    Utc(NaiveDateTime),
    /// The same on every wall, wherever one is.
    Floating(NaiveDateTime),
    /// IANA name of the zone.
    Zoned(NaiveDateTime, String),
}

/// Somebody invited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guest {
    pub name: Option<String>,
    pub email: String,
    /// `accepted`, `declined`, `tentative`, `needs_action`.
    pub answer: String,
}

/// An event as a file tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IcalEvent {
    pub uid: Option<String>,
    /// The occurrence of a series that it stands for.
    pub recurrence: Option<Moment>,
    pub title: Option<String>,
    pub starts: Option<Moment>,
    pub ends: Option<Moment>,
    /// Seconds, where a length is given instead of an end.
    pub length: Option<i64>,
    pub place: Option<String>,
    pub link: Option<String>,
    pub description: Option<String>,
    /// `confirmed`, `tentative`, `cancelled`.
    pub status: Option<String>,
    pub is_free: bool,
    /// The text of the rule.
    pub rule: Option<String>,
    pub without: Vec<Moment>,
    pub also: Vec<Moment>,
    pub guests: Vec<Guest>,
    /// Minutes before.
    pub alarms: Vec<u32>,
    pub sequence: i64,
    /// UTC ms.
    pub modified_at: Option<i64>,
    /// UTC ms.
    pub created_at: Option<i64>,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ical {
    pub events: Vec<IcalEvent>,
    /// Events that cannot be read.
    pub damaged: u64,
    /// Parts that are no events: tasks, journals.
    pub others: u64,
}
