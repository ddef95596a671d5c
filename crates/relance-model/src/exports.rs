//! Lists and the whole base out: tables, contact cards, JSON.

use crate::prospects::Selection;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Csv,
    Xlsx,
    /// Contact cards, vCard 4.0.
    Vcard,
    /// Contact cards, vCard 3.0: for Outlook and older phones.
    Vcard3,
    /// All there is, as docs/capabilities/exports.md says.
    Json,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExportRequest {
    /// Who; everybody when not said, and in JSON the whole base.
    #[serde(default)]
    pub selection: Option<Selection>,
    pub format: ExportFormat,
    /// Language of the headers, `fr` or `en`; that of the settings when not said.
    #[serde(default)]
    pub lang: Option<String>,
    /// Columns of a table by key, in order; all when not said.
    #[serde(default)]
    pub columns: Option<Vec<String>>,
    /// Where to write (window and programs); without it the answer is the file itself.
    #[serde(default)]
    pub path: Option<String>,
}
