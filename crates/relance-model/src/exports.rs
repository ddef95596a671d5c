//! Lists out: CSV and XLSX of any list, all columns.

use crate::prospects::Selection;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Csv,
    Xlsx,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExportRequest {
    pub selection: Selection,
    pub format: ExportFormat,
    /// Language of the headers, `fr` or `en`.
    #[serde(default)]
    pub lang: Option<String>,
    /// Columns by key, in order; all when not said.
    #[serde(default)]
    pub columns: Option<Vec<String>>,
    /// Where to write (window and programs); without it the answer is the file itself.
    #[serde(default)]
    pub path: Option<String>,
}
