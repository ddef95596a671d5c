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
    /// It does again what was undone; otherwise, where it reverts another one, it undoes.
    pub is_redo: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// Only operations that touched this prospect.
    pub prospect: Option<Id>,
    /// Only operations of this caller.
    pub caller: Option<String>,
    /// Only operations that changed this field: a column's name, `tags` or `addresses`; another one is refused.
    pub field: Option<String>,
    /// Only operations from this instant on, UTC ms.
    pub from: Option<i64>,
    /// Only operations up to this instant, UTC ms.
    pub to: Option<i64>,
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
    /// What the record is called that the value before points at; of a tag that was taken off, the tag.
    pub before_name: Option<String>,
    /// What the record is called that the value after points at; of a tag that was put on, the tag.
    pub after_name: Option<String>,
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

/// Between which instants, and what of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct BetweenQuery {
    /// UTC ms.
    pub from: i64,
    /// UTC ms; now when not said.
    pub to: Option<i64>,
    /// Only `created`, `changed`, `moved`, `removed` or `restored`.
    pub kind: Option<String>,
    pub offset: u64,
    pub limit: Option<u64>,
}

/// What became of the base between two instants; what went back and forth does not show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Between {
    pub from: i64,
    pub to: i64,
    pub created: u64,
    pub changed: u64,
    /// In another stage than before, whatever else changed.
    pub moved: u64,
    /// Into the trash, or gone.
    pub removed: u64,
    /// Back from the trash.
    pub restored: u64,
    /// Records of the kind that was asked for.
    pub total: u64,
    pub items: Vec<RecordChange>,
    pub board: BoardChanges,
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RecordChange {
    pub entity: String,
    pub record: Id,
    pub record_name: Option<String>,
    /// `created`, `changed`, `moved`, `removed`, `restored`.
    pub kind: String,
    /// Net of what went back and forth; of a record that is new, what it holds is not listed.
    pub fields: Vec<NetField>,
}

/// A field as it was and as it became; tags, other addresses and notes as the texts that went and came, a company by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NetField {
    pub field: String,
    pub before: Value,
    pub after: Value,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardChanges {
    pub columns: Vec<ColumnChange>,
    pub arrows: Vec<Arrow>,
}

/// What came into a column and what left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ColumnChange {
    pub stage_id: Id,
    pub label: String,
    /// From another column.
    pub came: u64,
    /// To another column.
    pub left: u64,
    /// New, or back from the trash.
    pub added: u64,
    /// Into the trash, or gone.
    pub removed: u64,
    pub net: i64,
}

/// Cards that went from one column to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Arrow {
    pub from: Id,
    pub to: Id,
    pub count: u64,
}

/// Which cards of the board stand elsewhere than they did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MovesQuery {
    /// UTC ms.
    pub since: i64,
}

/// The board since an instant; what went back and forth does not show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardMoves {
    pub since: i64,
    /// UTC ms: the date that is shown.
    pub to: i64,
    pub board: BoardChanges,
    pub cards: Vec<CardMove>,
}

/// A card that came to the column in which it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CardMove {
    pub prospect_id: Id,
    /// The stage that it was in; none of who is new, or back from the trash.
    pub from: Option<Id>,
}

/// Takes everything back that was done after an instant, as one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct RestoreToRequest {
    /// UTC ms.
    pub to: i64,
    /// Only counts.
    pub dry_run: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RestoreToAnswer {
    /// The new operation; `None` for a dry run, or when nothing had to change.
    pub operation: Option<Id>,
    pub to: i64,
    /// The last operation that stays.
    pub last: Id,
    /// Operations that are taken back.
    pub operations: u64,
    /// Prospects that were added since: they go.
    pub removed: u64,
    /// Prospects that were put into the trash or merged since: they come back.
    pub restored: u64,
    /// Prospects that become what they were.
    pub changed: u64,
    /// Companies, stages, tags and other records that become what they were.
    pub others: u64,
    /// « Ne plus contacter » noted since: it stays.
    pub oppositions_kept: u64,
    /// Erased for good since: they do not come back.
    pub erased: u64,
}

/// Every operation against its hash, its changes and the operations before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AuditReport {
    pub is_sound: bool,
    pub operations: u64,
    pub changes: u64,
    /// The newest hash, in hexadecimal: noted elsewhere, it proves later that nothing before it was rewritten.
    pub head: Option<String>,
    /// First 100.
    pub findings: Vec<AuditFinding>,
    pub finding_count: u64,
}

/// An entry of the journal that was not left as it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AuditFinding {
    /// The operation's id.
    pub entry: Id,
    /// `content` (it or its changes do not agree with its hash), `changes_gone`, `changes_stray`, `undone_mark`, `erased_text`.
    pub what: String,
    /// The operation, where it can still be read.
    pub operation: Option<Operation>,
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
