//! Follow-ups: what is to be done about a prospect, and when; and the page of a day.

use crate::{Id, activities::CallNew, prospects::ProspectRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    Call,
    Email,
    Linkedin,
    Meeting,
    #[default]
    Other,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
}

/// What a follow-up that comes back counts by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepeatUnit {
    Day,
    WorkingDay,
    #[default]
    Week,
    Month,
    Year,
}

/// How a follow-up comes back: once it is done, the next one is planned so much later than it was due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Repeat {
    /// 1 to 365; 0 takes it away.
    pub every: u32,
    pub unit: RepeatUnit,
}

/// A follow-up as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reminder {
    pub id: Id,
    pub prospect_id: Id,
    pub kind: ReminderKind,
    /// What is to be done, in the user's words.
    pub title: Option<String>,
    /// Local day, `YYYY-MM-DD`.
    pub due_on: String,
    /// The instant, UTC ms. Without a time of day: when that day's work begins.
    pub due_at: i64,
    /// Whether a time of day was given.
    pub is_timed: bool,
    pub priority: Priority,
    /// How it comes back once it is done.
    #[serde(default)]
    pub repeat: Option<Repeat>,
    /// Local day that its months and years are counted from.
    #[serde(default)]
    pub repeat_from: Option<String>,
    /// It is due unless she answers before: an answer does it.
    #[serde(default)]
    pub unless_reply: bool,
    pub created_at: i64,
    pub done_at: Option<i64>,
}

/// Where a follow-up stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    Overdue,
    Today,
    Upcoming,
    Done,
}

/// A follow-up with whom it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReminderRow {
    #[serde(flatten)]
    pub reminder: Reminder,
    pub state: Due,
    /// Days since it was due: 0 unless it is overdue.
    pub days_late: i64,
    pub name: String,
    pub company: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// She is in the trash.
    pub in_trash: bool,
}

/// A new follow-up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReminderNew {
    #[serde(default)]
    pub kind: ReminderKind,
    #[serde(default)]
    pub title: Option<String>,
    /// A day (`2026-11-24`), a local instant (`2026-11-24T14:00`), or as one says it: `mardi 14h`, `in 3 working days`.
    pub at: String,
    #[serde(default)]
    pub priority: Priority,
    #[serde(default)]
    pub repeat: Option<Repeat>,
    /// « Relancer si pas de réponse »: an answer of hers does it.
    #[serde(default)]
    pub unless_reply: bool,
}

/// The same follow-up for several prospects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RemindersNew {
    pub prospect_ids: Vec<Id>,
    pub reminder: ReminderNew,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RemindersPlanned {
    pub planned: u64,
    pub operation: Option<Id>,
}

/// What is to change of a follow-up; what is not given stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReminderEdit {
    pub kind: Option<ReminderKind>,
    /// Empty text takes it away.
    pub title: Option<String>,
    pub at: Option<String>,
    pub priority: Option<Priority>,
    /// `every: 0` takes it away.
    pub repeat: Option<Repeat>,
    pub unless_reply: Option<bool>,
}

/// How a follow-up is done: what came of it, and what comes next, in one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReminderDone {
    /// The call that it was.
    pub call: Option<CallNew>,
    /// A note for the timeline.
    pub note: Option<String>,
    /// The stage that she moves to: key, label or id.
    pub stage: Option<String>,
    /// What comes next.
    pub next: Option<ReminderNew>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Snooze {
    /// As [`ReminderNew::at`].
    pub until: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReminderSaved {
    pub reminder: ReminderRow,
    /// What comes next, where that was planned with it, or comes back by itself.
    pub next: Option<ReminderRow>,
    pub operation: Option<Id>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ReminderQuery {
    pub prospect: Option<Id>,
    /// Only those that stand so; all that are not done when nothing is said.
    pub state: Option<Due>,
    pub offset: u64,
    pub limit: Option<u64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReminderList {
    pub total: u64,
    pub items: Vec<ReminderRow>,
}

/// The page of a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Today {
    /// Local day, `YYYY-MM-DD`.
    pub day: String,
    pub overdue: Vec<ReminderRow>,
    /// Those with a time first, in its order, then by priority.
    pub today: Vec<ReminderRow>,
    /// The seven days after.
    pub upcoming: Vec<ReminderRow>,
    /// Open prospects without a follow-up; those who wait the longest first.
    pub without_next: Vec<ProspectRow>,
    pub totals: TodayTotals,
    /// The next follow-up after today, UTC ms.
    pub next_at: Option<i64>,
    /// What came of the last working day before this one.
    pub before: DayResult,
}

/// What came of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayResult {
    /// Local day, `YYYY-MM-DD`.
    pub day: String,
    pub follow_ups: u64,
    pub calls: u64,
    /// Calls that reached somebody.
    pub reached: u64,
    pub notes: u64,
    /// Changes of stage, made by hand.
    pub moves: u64,
}

/// How many there are of each, shown or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TodayTotals {
    pub overdue: u64,
    pub today: u64,
    pub upcoming: u64,
    pub without_next: u64,
    /// Follow-ups done today.
    pub done: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct TodayQuery {
    /// Follow-ups of each list, 200 when nothing is said.
    pub limit: Option<u64>,
    /// Suggestions among those without a follow-up, 5 when nothing is said.
    pub suggestions: Option<u64>,
}

/// A sentence that plans something: « rappeler Dupont mardi 14h ».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Said {
    pub text: String,
}

/// What a sentence plans.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Understood {
    pub kind: ReminderKind,
    /// Local day, or day and time, as [`ReminderNew::at`] takes it; none where no day was said.
    pub at: Option<String>,
    /// The instant, UTC ms.
    pub due_at: Option<i64>,
    pub is_timed: bool,
    /// The words that are neither day nor kind: whom it is about.
    pub words: String,
    /// The words behind whom it is about: « relancer Dupont *pour le devis* ».
    pub title: Option<String>,
    /// « toutes les deux semaines ».
    pub repeat: Option<Repeat>,
    /// « si pas de réponse ».
    pub unless_reply: bool,
    /// Whom the words may mean, the likeliest first.
    pub prospects: Vec<ProspectRow>,
    /// The words mean others too, who are not proposed.
    pub is_cut: bool,
}
