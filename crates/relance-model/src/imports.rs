//! An import: what the file says, how it is understood, what it would do, what it did.

mod columns;

pub use columns::{
    ColumnChoice, ImportColumn, NameOrder, NameSplit, OptionTake, Policy, Recognition, SplitName, Target,
    UnknownOption,
};

use crate::{Id, prospects::clearable};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// What to do with a row whose prospect is already here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnDuplicate {
    Skip,
    /// Fills only what is empty.
    #[default]
    Fill,
    /// The file wins where it says something.
    Overwrite,
    /// Creates all the same.
    Create,
}

/// What the rows of a sheet become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// People, with their companies.
    #[default]
    Prospects,
    /// Companies, without anybody.
    Companies,
    /// Notes on people who are here or in another sheet.
    Notes,
    /// The sheet is left out.
    Nothing,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportSheet {
    pub index: usize,
    pub name: String,
    /// Rows with something in them, where the format tells without reading it all.
    pub rows: Option<u64>,
    pub hidden: bool,
    pub kind: SheetKind,
    /// How sure the kind is, 0 to 1.
    pub confidence: f64,
    /// Why: `only`, `people`, `companies`, `notes`, `hidden`, `empty`, `nobody`, `remembered`, `user`.
    pub reason: String,
    /// True when its columns say what its kind needs: of whom or of which company a row is, and a note its text.
    pub ready: bool,
}

/// What a sheet is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SheetChoice {
    pub index: usize,
    pub kind: SheetKind,
}

/// What became of the rows of one sheet; those of all sheets together are those of the import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SheetCounts {
    pub sheet: usize,
    /// Empty for a file that has no sheets.
    pub name: String,
    pub kind: SheetKind,
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub skipped: u64,
}

/// Day before month or the contrary, where the file leaves both possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    DayMonth,
    MonthDay,
}

/// An import being prepared: nothing is written in the base until it runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportDraft {
    pub id: Id,
    /// Changes when a correction may change what becomes of the rows.
    pub revision: u64,
    pub file_name: String,
    pub size_bytes: u64,
    /// `csv`, `xlsx`, `xls`, `xlsb`, `ods`, `vcard`; `json` for a whole base.
    pub format: String,
    /// Text files: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `macintosh`.
    pub encoding: Option<String>,
    /// Text files: the separator as one character.
    pub delimiter: Option<String>,
    /// A base or a list that Relance wrote: it is read as it is, without a mapping.
    #[serde(default)]
    pub whole: Option<crate::whole::WholeHead>,
    pub sheets: Vec<ImportSheet>,
    /// Index of the sheet that the columns and rows below are of.
    pub sheet: usize,
    /// Row of the header from 1; `None` where the file has none.
    pub header_row: Option<u64>,
    /// Rows that the titles stand on: 2 where the row above names groups of columns, 0 without titles.
    pub header_rows: u8,
    /// How sure the row of the titles is, 0 to 1.
    pub header_confidence: f64,
    /// Peer whose export this is: `hubspot`, `salesforce`, `pipedrive`, `linkedin`, `google`, `outlook`.
    pub layout: Option<String>,
    /// File of an earlier import with the same columns, whose mapping is offered.
    pub same_as: Option<String>,
    pub columns: Vec<ImportColumn>,
    /// The first five rows as they will be read, one text a column.
    pub rows: Vec<Vec<String>>,
    pub date_order: DateOrder,
    /// A value such as « 03/04/2026 » that could be read both ways, when the file does not settle it.
    pub ambiguous_date: Option<String>,
    /// Rows among the first ones of the sheet that are taken for totals. Further down the dry run tells of them.
    #[serde(default)]
    pub totals: Vec<TotalsRow>,
    pub options: ImportOptions,
    /// True when every sheet that is not left out is ready, and there is one.
    pub ready: bool,
}

/// A row that sums up others, and is nobody unless the user says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TotalsRow {
    /// Line in the file, from 1.
    pub line: u64,
    /// What its first cell says.
    pub text: String,
    /// 0 to 1.
    pub confidence: f64,
    pub state: Recognition,
    /// True when it is read like any other row all the same.
    pub is_taken: bool,
}

/// Choices that hold for every row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ImportOptions {
    pub on_duplicate: OnDuplicate,
    /// Stage of new prospects where no column says one; the first stage otherwise.
    pub stage_id: Option<Id>,
    /// Names of tags to put on every prospect of the file.
    pub tags: Vec<String>,
    /// Source of new prospects where no column says one.
    pub source: Option<String>,
}

/// Corrections to a draft; absent members stay.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImportCorrection {
    /// The sheet to show, which the rest of the correction is of.
    pub sheet: Option<usize>,
    /// What sheets become.
    pub sheets: Vec<SheetChoice>,
    /// From 1; 0 says that the file has no header.
    pub header_row: Option<u64>,
    /// 1 or 2: whether the row above the titles names groups of columns.
    pub header_rows: Option<u8>,
    pub encoding: Option<String>,
    pub delimiter: Option<String>,
    pub date_order: Option<DateOrder>,
    pub columns: Vec<ColumnChoice>,
    pub options: Option<ImportOptions>,
}

/// Starts an import from a path on this machine (window and programs; browsers upload).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportPath {
    pub path: String,
    /// For a workbook that needs one.
    #[serde(default)]
    pub password: Option<String>,
}

/// Why a row was not taken, or what became of it. The law: read = created + updated + unchanged + skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportCounts {
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub skipped: u64,
    /// Skipped rows by reason key: `empty`, `no_identity`, `duplicate`, `duplicate_in_file`, `invalid_email` …
    pub reasons: Vec<ReasonCount>,
    /// Values left out of rows that were taken (an unreadable date …), by reason key.
    pub warnings: Vec<ReasonCount>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReasonCount {
    pub reason: String,
    pub count: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    Created,
    Updated,
    Unchanged,
    Skipped,
}

/// What a row is to the base, as the dry run found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    New,
    Changed,
    Same,
    /// Something is to be decided: who it is about, or which of two values is right.
    Conflict,
    Skipped,
}

/// Which of two values is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    Base,
    File,
    /// Not decided; takes a decision back.
    Open,
}

/// A value that the file has otherwise than the base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CellDiff {
    /// Name of the field; `custom.` and an id for one of the user's own.
    pub field: String,
    pub base: Value,
    pub file: Value,
    /// What the file said when it was last imported, where it was.
    pub then: Option<Value>,
    pub takes: Take,
    /// Nobody has decided yet.
    pub is_open: bool,
}

/// One row of the dry run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportRow {
    pub sheet: usize,
    /// Line in the file, from 1.
    pub line: u64,
    pub state: RowState,
    pub outcome: RowOutcome,
    /// Why skipped, or how matched: `email`, `phone`, `linkedin_url`, `name_company`, `line`, `alike`, `user`; `maybe` while it is doubtful.
    pub reason: Option<String>,
    pub prospect_id: Option<Id>,
    /// The name of that prospect, who is or may be the one of the row.
    pub prospect: Option<String>,
    /// Where it is doubtful: how likely it is her, 0 to 1, and what speaks for and against it.
    pub score: Option<f64>,
    /// Of a row that is taken for totals: how sure that is, 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
    pub because: Vec<crate::duplicates::Reason>,
    pub name: String,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Names of the fields that would change.
    pub changes: Vec<String>,
    pub diffs: Vec<CellDiff>,
    /// Values that could not be read: field and text.
    pub warnings: Vec<ImportWarning>,
    /// The row as it is read, corrections included.
    pub cells: Vec<String>,
    /// What the user said of the row.
    pub choice: Option<RowChoice>,
}

/// Who a row is about, where the user says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Who {
    /// Somebody who is not here yet.
    Somebody,
    Prospect {
        id: Id,
    },
}

/// What the user says of one row before anything is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowChoice {
    #[serde(default)]
    pub sheet: usize,
    pub line: u64,
    /// The row is left out; `false` takes one that would be left out by itself, such as a row of totals.
    #[serde(default)]
    pub skip: Option<bool>,
    #[serde(default, with = "clearable", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Who>)]
    pub who: Option<Option<Who>>,
    /// Corrected cells by column; `null` takes a correction back.
    #[serde(default)]
    pub cells: BTreeMap<usize, Option<String>>,
    /// Which value is right, by field.
    #[serde(default)]
    pub takes: BTreeMap<String, Take>,
}

/// What is said of rows; kept with the draft, re-read by the next dry run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowChoices {
    pub rows: Vec<RowChoice>,
    /// Decides all that is still open at once.
    #[serde(default)]
    pub all_open: Option<Take>,
}

/// How many rows are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StateCounts {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    pub conflict: u64,
    pub skipped: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ImportRowsQuery {
    /// `new`, `changed`, `same`, `conflict`, `skipped`.
    #[param(inline)]
    pub state: Option<RowState>,
    /// Words that the cells must have.
    pub search: Option<String>,
    pub offset: u64,
    /// 100 when not said, 500 at most.
    pub limit: Option<u64>,
}

/// A page of the rows of the last dry run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportRowPage {
    /// Rows that the question finds.
    pub total: u64,
    pub states: StateCounts,
    pub items: Vec<ImportRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportWarning {
    pub field: String,
    pub value: String,
    pub reason: String,
}

/// What the import would do: exact counts, first rows of each outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportPreview {
    pub counts: ImportCounts,
    /// Rows found here already, by the reason of the match.
    pub matches: Vec<ReasonCount>,
    pub states: StateCounts,
    /// Prospects of whom this list told the last time and no longer does. They stay as they are.
    pub gone: u64,
    /// The names of some of them.
    pub gone_names: Vec<String>,
    /// The sheets that are read, in the order in which they are.
    pub sheets: Vec<SheetCounts>,
    pub rows: Vec<ImportRow>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    Draft,
    Running,
    Done,
    Cancelled,
    Failed,
    Undone,
}

/// A long work under way; also sent as the `progress` event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportProgress {
    pub id: Id,
    pub state: ImportState,
    pub done: u64,
    /// Rows in all, when known.
    pub total: Option<u64>,
    pub rows_per_second: u64,
    pub report: Option<ImportReport>,
    pub failure: Option<crate::Failure>,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    pub id: Id,
    pub file_name: String,
    #[serde(flatten)]
    pub counts: ImportCounts,
    /// What undo takes; `None` when nothing was written.
    pub operation: Option<Id>,
    pub companies_created: u64,
    /// The sheets that were read; none in reports of old.
    #[serde(default)]
    pub sheets: Vec<SheetCounts>,
    pub started_at: i64,
    pub finished_at: i64,
    pub state: ImportState,
    /// True while the skipped rows can be saved.
    pub has_rejects: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportList {
    pub items: Vec<ImportReport>,
}

/// Where to save the skipped rows, in their original layout with a reason column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RejectsPath {
    pub path: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SavedFile {
    pub path: String,
    pub rows: u64,
}
