//! The board: columns with exact counts and sums, cards by page, moves.

use crate::{Id, labels::StageKind, prospects::ProspectRow, reminders::ReminderNew};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

/// The order of the cards of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardOrder {
    /// « Ordre libre »: as the user placed them, newest first to begin with.
    #[default]
    Manual,
    /// Highest value first.
    Value,
    /// Latest exchange first.
    LastInteraction,
    /// The first follow-up first; those without one last.
    NextAction,
    Name,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct BoardQuery {
    pub search: Option<String>,
    pub tag: Option<String>,
    pub owner: Option<String>,
    /// A filter in the filter language.
    pub filter: Option<String>,
    pub order: CardOrder,
    /// First cards of each column to answer with; 20 when not said.
    pub limit: Option<u64>,
}

/// A sum in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Amount {
    pub cents: i64,
    pub currency: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Column {
    pub stage_id: Id,
    pub key: String,
    pub label: String,
    pub kind: StageKind,
    pub color: Option<String>,
    /// Exact count of the column, whatever the page.
    pub count: u64,
    /// Exact sums, one a currency, most used first.
    pub value: Vec<Amount>,
    /// Percent expected to be won; `None` where the stage does not say.
    pub probability: Option<i64>,
    /// The sums times the probability; empty where the stage does not say.
    pub weighted: Vec<Amount>,
    /// The first cards.
    pub cards: Vec<ProspectRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Board {
    pub total: u64,
    pub columns: Vec<Column>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct CardsQuery {
    pub search: Option<String>,
    pub tag: Option<String>,
    pub owner: Option<String>,
    /// A filter in the filter language.
    pub filter: Option<String>,
    pub order: CardOrder,
    pub offset: u64,
    pub limit: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Cards {
    pub total: u64,
    pub items: Vec<ProspectRow>,
}

/// Moves cards to a stage, and to a place in it when the order is manual.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MoveRequest {
    pub ids: Vec<Id>,
    /// Stage id or key.
    pub stage: String,
    /// Placed just above this card of the column.
    #[serde(default)]
    pub before: Option<Id>,
    /// Placed just below this card of the column. Without either: on top.
    #[serde(default)]
    pub after: Option<Id>,
    /// Custom fields for the cards that lack what the stage requires.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub custom: Map<String, Value>,
    /// The next action of those that have none, where the stage demands one.
    #[serde(default)]
    pub next: Option<ReminderNew>,
    /// Why they are lost, on the way to a stage of the lost: one of the reasons of the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost_reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Moved {
    pub moved: u64,
    pub operation: Option<Id>,
}
