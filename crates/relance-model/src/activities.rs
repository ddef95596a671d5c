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
    /// `data`: `{direction, outcome, minutes}` of [`CallNew`].
    Call,
    /// A follow-up that was done. `data`: `{kind, title}`.
    FollowUp,
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ActivitySaved {
    pub activity: Activity,
    pub operation: Option<Id>,
}
