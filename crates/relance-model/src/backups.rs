//! Backups, the recovery key, and the check of the base.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Backup {
    pub path: String,
    pub file_name: String,
    pub at: i64,
    pub size_bytes: u64,
    /// `daily` or `weekly`: what keeps it in the rotation.
    pub kept_as: String,
    /// What restoring it apart has shown, when that was tried.
    pub proof: Option<BackupProof>,
}

/// A backup that was restored into a scratch base and compared with the base as it stood then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BackupProof {
    pub file_name: String,
    /// When it was tried, UTC ms.
    pub at: i64,
    pub is_sound: bool,
    pub prospects: u64,
    pub operations: u64,
    /// What was found wrong, in technical words.
    pub findings: Vec<String>,
}

/// Which backup of the rotation to restore apart and compare.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ProveRequest {
    /// The newest when not said.
    pub file_name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BackupList {
    pub folder: String,
    pub items: Vec<Backup>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct BackupRequest {
    /// The rotation's folder when not said.
    pub path: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BackupMade {
    pub path: String,
    pub size_bytes: u64,
    pub prospects: u64,
}

/// Looks into a backup, or puts it in place of the base (which is kept beside it).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RestoreRequest {
    pub path: String,
    /// Needed when this machine does not hold the backup's key.
    #[serde(default)]
    pub recovery_key: Option<String>,
    /// Only say what is inside.
    #[serde(default)]
    pub dry_run: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RestoreAnswer {
    pub prospects: u64,
    pub companies: u64,
    pub last_operation_at: Option<i64>,
    /// Where the base that was replaced is kept.
    pub replaced: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecoveryKey {
    /// Fourteen groups of four characters (Crockford base 32): the key and a check of it.
    pub key: String,
}

/// What `relance check` found. All true is a sound base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckReport {
    pub is_sound: bool,
    pub pages: CheckItem,
    pub foreign_keys: CheckItem,
    pub journal: CheckItem,
    pub search_index: CheckItem,
    /// Counts and sums of the board's columns against what counting gives.
    pub totals: CheckItem,
    pub prospects: u64,
    pub operations: u64,
    /// `keychain` or `file`.
    pub key_store: String,
    pub key_path: Option<String>,
    pub path: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckItem {
    pub is_sound: bool,
    /// What was looked at: pages, changes, rows.
    pub examined: u64,
    /// First findings, in technical words.
    pub findings: Vec<String>,
}
