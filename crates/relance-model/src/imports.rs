//! An import: what the file says, how it is understood, what it would do, what it did.

use crate::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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

/// Where the values of a column go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "to")]
pub enum Target {
    /// A field of the prospect or company by key: `last_name`, `email`, `siren` …
    Field {
        field: String,
    },
    /// An existing custom field.
    Custom {
        field_id: Id,
    },
    /// A custom field to make, named so.
    NewCustom {
        label: String,
    },
    Ignore,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Recognition {
    /// « Reconnu ».
    Recognised,
    /// « À vérifier ».
    Check,
    /// « Ignoré ».
    Ignored,
}

/// One column of the file and what it is taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportColumn {
    /// From 0, as in the file.
    pub index: usize,
    pub header: String,
    /// The first three different values.
    pub samples: Vec<String>,
    pub target: Target,
    /// 0 to 1.
    pub confidence: f64,
    pub state: Recognition,
    /// `header`, `content`, `both`, `user` or `remembered`.
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportSheet {
    pub index: usize,
    pub name: String,
    /// Rows with something in them, where the format tells without reading it all.
    pub rows: Option<u64>,
    pub hidden: bool,
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
    pub file_name: String,
    pub size_bytes: u64,
    /// `csv`, `xlsx`, `xls`, `xlsb`, `ods`.
    pub format: String,
    /// Text files: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `macintosh`.
    pub encoding: Option<String>,
    /// Text files: the separator as one character.
    pub delimiter: Option<String>,
    pub sheets: Vec<ImportSheet>,
    /// Index of the sheet being read.
    pub sheet: usize,
    /// Row of the header from 1; `None` where the file has none.
    pub header_row: Option<u64>,
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
    pub options: ImportOptions,
    /// True when some column says who each row is about: a name, an e-mail or a phone.
    pub ready: bool,
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
    pub sheet: Option<usize>,
    /// From 1; 0 says that the file has no header.
    pub header_row: Option<u64>,
    pub encoding: Option<String>,
    pub delimiter: Option<String>,
    pub date_order: Option<DateOrder>,
    pub columns: Vec<ColumnChoice>,
    pub options: Option<ImportOptions>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ColumnChoice {
    pub index: usize,
    pub target: Target,
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

/// One row of the dry run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportRow {
    /// Line in the file, from 1.
    pub line: u64,
    pub outcome: RowOutcome,
    /// Why skipped, or how matched: `email`, `phone`, `linkedin_url`, `name_company`.
    pub reason: Option<String>,
    pub prospect_id: Option<Id>,
    pub name: String,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Names of the fields that would change.
    pub changes: Vec<String>,
    /// Values that could not be read: field and text.
    pub warnings: Vec<ImportWarning>,
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
