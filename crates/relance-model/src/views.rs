//! Views: what a list or the board is asked, and how it is laid out, kept by name.

use crate::Id;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ViewKind {
    #[default]
    Table,
    Board,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct View {
    pub id: Id,
    pub name: String,
    pub kind: ViewKind,
    /// In the filter language; empty for everybody. Written anew from what it means, so that a stage may be renamed.
    pub filter: String,
    /// Words of the search beside the filter.
    pub search: String,
    /// As the list takes it (`-value,name`); of a board the order of its cards (`manual`, `value` …).
    pub sort: String,
    /// Field that rows are grouped by; empty for none.
    pub groups: String,
    /// Columns by key, in their order; empty for the usual ones.
    pub columns: Vec<String>,
    /// Column key → width in pixels.
    #[schema(value_type = Object)]
    pub widths: Map<String, Value>,
    /// `compact`, `normal`, `airy`; empty for that of the settings.
    pub density: String,
    pub is_favourite: bool,
    /// Rank in the sidebar, from 0.
    pub position: i64,
}

/// What to write of a view; an absent member is left as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ViewEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ViewKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub widths: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub density: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_favourite: Option<bool>,
    /// New rank; the others make room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ViewSaved {
    pub view: View,
    pub operation: Option<Id>,
}
