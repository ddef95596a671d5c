//! The journal as a person reads it: operations, changes, undo.

use crate::Id;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

/// One write, whatever its size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Operation {
    pub id: Id,
    pub at: i64,
    /// `user`, `import`, `api`, `cli`.
    pub caller: String,
    /// Key of the sentence: `prospects.edit`, `pipeline.move`, `imports.run` …
    pub label: String,
    /// Values for the sentence: `name`, `count`, `stage`, `file`, `fields` …
    #[schema(value_type = Object)]
    pub params: Map<String, Value>,
    /// The operation that this one undoes or redoes.
    pub reverts: Option<Id>,
    /// The operation that undid this one, while it stands.
    pub reverted_by: Option<Id>,
    /// Rows written, inserted or removed.
    pub changes: u64,
    /// False for facts about the outside world.
    pub is_undoable: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// Only operations that touched this prospect.
    pub prospect: Option<Id>,
    /// Only operations of this caller.
    pub caller: Option<String>,
    /// Operations older than this one.
    pub before: Option<Id>,
    pub limit: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct History {
    pub items: Vec<Operation>,
    /// What Ctrl+Z would undo, and Ctrl+Shift+Z redo.
    pub undo: Option<Operation>,
    pub redo: Option<Operation>,
}

/// One field of one record, before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldChange {
    pub operation: Id,
    pub at: i64,
    pub caller: String,
    /// Table name: `prospect`, `company`, `address`, `prospect_tag`, `activity` …
    pub entity: String,
    pub record: Id,
    /// What to call the record, where it has a name.
    pub record_name: Option<String>,
    /// `insert`, `update`, `delete`.
    pub kind: String,
    /// `None` for a whole record.
    pub field: Option<String>,
    pub before: Value,
    pub after: Value,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldChanges {
    pub items: Vec<FieldChange>,
    /// More than what is listed.
    pub has_more: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct RecordHistoryQuery {
    /// Only this field.
    pub field: Option<String>,
    pub limit: Option<u64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct UndoRequest {
    /// The last undoable one when not said.
    pub operation: Option<Id>,
    /// Undoes what can be and leaves the conflicting fields as they are now.
    pub keep_conflicts: bool,
}

/// A field that somebody changed after the operation: undoing would lose it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UndoConflict {
    pub entity: String,
    pub record: Id,
    pub record_name: Option<String>,
    /// `None` when the whole record is concerned (removed since, or others hang on it).
    pub field: Option<String>,
    /// Value that undo would restore.
    pub would_be: Value,
    pub now: Value,
    /// Operation that changed it since.
    pub by: Option<Id>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UndoAnswer {
    /// The new operation; `None` when refused because of conflicts, or when there was nothing to undo.
    pub operation: Option<Id>,
    /// What was undone or redone.
    pub reverted: Option<Operation>,
    /// First 200.
    pub conflicts: Vec<UndoConflict>,
    pub conflict_count: u64,
}
