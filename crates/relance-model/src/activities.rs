//! The timeline: one table that notes, stage changes, and later calls, e-mails and meetings join.

use crate::Id;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    Note,
    /// `data`: `{from: label, to: label}`.
    StageChange,
    /// `data`: `{direction, outcome, minutes}` of [`CallNew`]; `heard_before`: her last exchange before this one became it, UTC ms.
    Call,
    /// A follow-up that was done. `data`: `{kind, title, by?: "reply"}`.
    FollowUp,
    /// Her sheet stood open, one entry a day. `data`: `{seconds}`. Counted, never shown among the others.
    Viewed,
    /// An e-mail. `data`: `{message, direction, subject, from, to, more, attachments}` and `heard_before` as for a call; the body is its first words.
    Email,
    /// A meeting that took place. `data`: `{event, occurrence, title, ends_at, is_all_day, place}`; the id is that of its time, which several
    /// people may share.
    Meeting,
    /// `data`: `{via: "manual" | "import", file?: name}`.
    Created,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    #[default]
    Out,
    In,
}

/// What came of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    #[default]
    Reached,
    Message,
    NoAnswer,
    WrongNumber,
}

/// A call that took place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CallNew {
    pub direction: Direction,
    pub outcome: CallOutcome,
    /// How long it took; minutes, rounded up.
    pub minutes: Option<u32>,
    pub note: Option<String>,
    /// When it began, UTC ms; now when nothing is said.
    pub at: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Activity {
    pub id: Id,
    pub prospect_id: Id,
    pub kind: ActivityKind,
    /// When it happened, UTC ms.
    pub at: i64,
    pub body: Option<String>,
    #[schema(value_type = Object)]
    pub data: Map<String, Value>,
    /// Who did it: `user`, `import`, `api`, `cli`.
    pub caller: String,
    /// Whom it is about, where entries of several people stand together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The stages of a passage, which may be called otherwise today, or be gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_stage: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_stage: Option<Id>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct TimelineQuery {
    pub kind: Option<ActivityKind>,
    pub offset: u64,
    pub limit: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Timeline {
    pub total: u64,
    pub items: Vec<Activity>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoteText {
    pub body: String,
}

/// Seconds that a sheet stood open under somebody's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Viewed {
    /// 1 to 3,600.
    pub seconds: u32,
}

/// Time spent on a prospect, seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimeSpent {
    pub calls: u64,
    /// Meetings that took place, as long as they were planned; those of whole days aside.
    pub meetings: u64,
    /// Her sheet stood open; 0 while that is not counted.
    pub sheet: u64,
    pub total: u64,
    /// Whether open sheets are counted.
    pub is_counted: bool,
}

/// What is to change of a note or a call; what is not given stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ActivityEdit {
    /// The text. Empty text takes away what was said in a call.
    pub body: Option<String>,
    /// Of calls only, as the rest.
    pub direction: Option<Direction>,
    pub outcome: Option<CallOutcome>,
    /// 0 takes them away.
    pub minutes: Option<u32>,
    /// When it began, UTC ms.
    pub at: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ActivitySaved {
    pub activity: Activity,
    pub operation: Option<Id>,
}
