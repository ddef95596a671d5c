//! Meetings: events of the calendar, alone or in series, and whom they are with.

use crate::Id;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    #[default]
    Confirmed,
    Tentative,
    Cancelled,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    #[default]
    NeedsAction,
    Accepted,
    Tentative,
    Declined,
}

/// Somebody invited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Attendee {
    #[serde(default)]
    pub name: Option<String>,
    pub email: String,
    #[serde(default)]
    pub answer: Attendance,
}

/// An event as it is kept: one meeting, a series of them, or an exception of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarEvent {
    pub id: Id,
    /// The series that it is an exception of.
    pub series_id: Option<Id>,
    /// Of an exception: the local time that the series had for it.
    pub occurrence: Option<String>,
    pub uid: String,
    pub title: String,
    /// Local time in the zone, `YYYY-MM-DDTHH:MM:SS`.
    pub starts: String,
    /// The first local time after it; of whole days the midnight after the last one.
    pub ends: String,
    pub is_all_day: bool,
    /// IANA name.
    pub zone: String,
    /// UTC ms, of the first occurrence.
    pub starts_at: i64,
    pub ends_at: i64,
    /// RRULE of RFC 5545; its end is a local time.
    pub rule: Option<String>,
    /// Local times at which the series does not come.
    #[serde(default)]
    pub without: Vec<String>,
    /// Local times at which it comes besides.
    #[serde(default)]
    pub also: Vec<String>,
    pub place: Option<String>,
    /// Where one meets from afar.
    pub link: Option<String>,
    pub description: Option<String>,
    #[serde(default)]
    pub status: EventStatus,
    pub is_busy: bool,
    #[serde(default)]
    pub attendees: Vec<Attendee>,
    /// Minutes before.
    #[serde(default)]
    pub alarms: Vec<u32>,
    #[serde(default)]
    pub sequence: i64,
    /// The calendar that it comes from: `local` for what was planned or imported here.
    pub source: String,
    #[serde(default)]
    pub etag: Option<String>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Whom it is with.
    #[serde(default)]
    pub prospect_ids: Vec<Id>,
}

/// Whom a meeting is with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EventPerson {
    pub id: Id,
    pub name: String,
    pub company: Option<String>,
    pub in_trash: bool,
}

/// A meeting at its time: an event, or one time of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Occurrence {
    /// The event that holds it: of a series the series, unless this one was changed alone.
    pub event_id: Id,
    /// Which one of its series it is; none for what does not repeat.
    pub occurrence: Option<String>,
    pub is_recurring: bool,
    pub title: String,
    /// UTC ms.
    pub starts_at: i64,
    pub ends_at: i64,
    /// Local time in the event's zone.
    pub starts: String,
    pub ends: String,
    pub is_all_day: bool,
    pub zone: String,
    pub place: Option<String>,
    pub link: Option<String>,
    pub status: EventStatus,
    pub is_busy: bool,
    pub people: Vec<EventPerson>,
    pub source: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OccurrenceList {
    pub items: Vec<Occurrence>,
    /// There are more than are answered.
    pub is_cut: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct CalendarQuery {
    /// UTC ms: what ends after it. A month ago when nothing is said; for one prospect, whenever it was.
    pub from: Option<i64>,
    /// UTC ms: what begins before it. A year from now when nothing is said.
    pub to: Option<i64>,
    pub prospect: Option<Id>,
    pub limit: Option<u64>,
}

/// A new event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct EventNew {
    /// Made of whom it is with when nothing is said.
    pub title: Option<String>,
    /// A day (`2026-11-24`: the whole day), a local time (`2026-11-24T14:00`), an instant, or as one says it: `mardi 14h`.
    pub starts: String,
    /// As `starts`; of whole days the last one. An hour later, or the same day, when nothing is said.
    pub ends: Option<String>,
    /// Minutes, instead of `ends`.
    pub minutes: Option<u32>,
    /// IANA name; the user's own when nothing is said.
    pub zone: Option<String>,
    pub place: Option<String>,
    pub link: Option<String>,
    pub description: Option<String>,
    pub prospects: Vec<Id>,
    pub attendees: Vec<Attendee>,
    /// Minutes before; 10 when nothing is said, none for whole days.
    pub alarms: Option<Vec<u32>>,
    /// RRULE of RFC 5545.
    pub rule: Option<String>,
    pub status: EventStatus,
    pub is_free: bool,
}

/// Which ones of a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    One,
    Following,
    #[default]
    All,
}

/// Which occurrences of an event are meant; all of it when nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// As [`Occurrence::occurrence`].
    pub occurrence: Option<String>,
    pub scope: Scope,
}

/// What is to change of an event; what is not given stays, empty text takes away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct EventEdit {
    pub which: Which,
    pub title: Option<String>,
    /// The start of the occurrence that is meant; its length stays when no end is given.
    pub starts: Option<String>,
    pub ends: Option<String>,
    pub minutes: Option<u32>,
    pub zone: Option<String>,
    pub place: Option<String>,
    pub link: Option<String>,
    pub description: Option<String>,
    pub prospects: Option<Vec<Id>>,
    pub attendees: Option<Vec<Attendee>>,
    pub alarms: Option<Vec<u32>>,
    pub rule: Option<String>,
    pub status: Option<EventStatus>,
    pub is_free: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EventSaved {
    pub event: CalendarEvent,
    pub people: Vec<EventPerson>,
    pub operation: Option<Id>,
}

/// An event with whom it is with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EventShown {
    pub event: CalendarEvent,
    pub people: Vec<EventPerson>,
}

/// What became of a calendar file. Events read = created + updated + unchanged + skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarReport {
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub skipped: Vec<SkippedEvent>,
    /// Parts of the file that are no events: tasks, journals.
    pub others: u64,
    pub operation: Option<Id>,
}

/// Why events were left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SkippedEvent {
    /// `damaged`, `no_start`, `ends_before_start`, `rule_unreadable`, `rule_too_often`, `rule_never`, `older`, `no_series`.
    pub reason: String,
    pub count: u64,
    /// Titles of some of them.
    pub titles: Vec<String>,
}

/// A calendar file: of this machine, or its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CalendarFile {
    pub path: Option<String>,
    pub text: Option<String>,
}

/// What an export is limited to, and where it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CalendarExport {
    /// Only the meetings with her.
    pub prospect: Option<Id>,
    /// A file of this machine; the answer itself when nothing is said.
    pub path: Option<String>,
}

impl EventEdit {
    /// Nothing is said but when it is: it is moved, or made longer or shorter.
    #[must_use]
    pub fn moves_only(&self) -> bool {
        let stays = Self {
            which: self.which.clone(),
            starts: self.starts.clone(),
            ends: self.ends.clone(),
            minutes: self.minutes,
            zone: self.zone.clone(),
            ..Self::default()
        };
        *self == stays
    }
}
