//! What the page needs at start, and what the user can set.

use crate::{
    Id,
    labels::{CustomField, Member, Stage, TagCount},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// Everything that a window needs to draw its first screen but the records themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Session {
    pub version: String,
    /// The core's clock, UTC ms.
    pub now_at: i64,
    /// The past instant that is shown, where it is not today's base.
    pub as_of: Option<i64>,
    pub settings: Settings,
    pub me: Member,
    pub members: Vec<Member>,
    pub stages: Vec<Stage>,
    pub tags: Vec<TagCount>,
    pub fields: Vec<CustomField>,
    /// Prospects in the base, trash aside.
    pub prospects: u64,
    pub trash: u64,
    /// True while sample data is in the base.
    pub has_sample: bool,
    pub base: BaseState,
    /// `window`, `browser`.
    pub host: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BaseState {
    pub path: String,
    pub size_bytes: u64,
    /// `keychain`, or `file` where this machine has no keychain.
    pub key_store: String,
    /// Where the key file is, when it is a file.
    pub key_path: Option<String>,
    pub last_backup_at: Option<i64>,
}

/// Preferences, kept in the base so that they follow it. Unknown members of `ui` are the page's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Settings {
    /// `fr`, `en`, or `system`.
    pub language: String,
    /// `system`, `light`, `dark`.
    pub theme: String,
    /// Percent: 90, 100, 110, 125.
    pub text_size: i64,
    /// `compact`, `normal`, `airy`.
    pub density: String,
    /// ISO 3166-1 alpha-2: how phones without a prefix are read.
    pub default_region: String,
    /// ISO 4217.
    pub default_currency: String,
    pub single_key_shortcuts: bool,
    pub close_to_tray: bool,
    /// Count how long sheets stand open.
    pub count_time: bool,
    /// Seconds during which a message that was sent may be called back: 0 to 120.
    pub send_delay: i64,
    /// Linux: draw without the graphics card (« Affichage compatible »).
    pub compatible_display: bool,
    pub first_run_done: bool,
    /// Column widths, folded columns, board order …
    #[schema(value_type = Object)]
    pub ui: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: "system".into(),
            theme: "system".into(),
            text_size: 100,
            density: "normal".into(),
            default_region: "FR".into(),
            default_currency: "EUR".into(),
            single_key_shortcuts: true,
            close_to_tray: false,
            count_time: false,
            send_delay: 10,
            compatible_display: false,
            first_run_done: false,
            ui: Map::new(),
        }
    }
}

/// Members to change; `ui` is merged member by member, `null` removes one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SettingsEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub density: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_key_shortcuts: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_to_tray: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count_time: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_delay: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compatible_display: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_run_done: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub ui: Option<Map<String, Value>>,
}

/// Fills an empty base with believable French prospects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleRequest {
    /// 40 when not said.
    pub rows: Option<u64>,
    pub seed: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleAnswer {
    pub prospects: u64,
    pub operation: Option<Id>,
}

/// An event of `/api/v1/events`: what a commit touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Changed {
    /// `None` when another process wrote.
    pub operation: Option<Id>,
    /// Table names.
    pub entities: Vec<String>,
}
