//! The columns of a file: what each is taken for, what it becomes, and what the user says of it.

use crate::{Id, labels::FieldKind, prospects::clearable};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What the cells of one column do to a prospect who is already here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// What is here stays, even if it is nothing.
    Keep,
    Fill,
    Overwrite,
    /// What the file says is added behind what is here.
    Append,
    /// Differences are decided one by one; undecided, what is here stays.
    Ask,
}

/// Where the values of a column go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "to")]
pub enum Target {
    /// A field of the prospect or company by key: `last_name`, `email`, `siren` …
    Field {
        field: String,
        /// Of a full name: which name stands first. As each name shows it, where it is not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_order: Option<NameOrder>,
    },
    /// An existing custom field.
    Custom {
        field_id: Id,
    },
    /// A custom field to make, named so. A select gets the values of the column as its options.
    NewCustom {
        label: String,
        #[serde(default)]
        kind: FieldKind,
    },
    Ignore,
}

impl Target {
    /// A field by its key.
    pub fn field(key: impl Into<String>) -> Self {
        Self::Field { field: key.into(), name_order: None }
    }
}

/// Which name stands first in a full one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NameOrder {
    FirstLast,
    LastFirst,
}

/// How a column of full names is taken apart: a guess of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NameSplit {
    /// What was said, else what most names show; `None` where they show nothing.
    pub order: Option<NameOrder>,
    /// 0 to 1.
    pub confidence: f64,
    /// The first three names, taken apart.
    pub samples: Vec<SplitName>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SplitName {
    pub text: String,
    pub first_name: String,
    pub last_name: String,
}

/// What becomes of a value that a select does not offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "take")]
pub enum OptionTake {
    /// It becomes an option.
    Add,
    /// It is left out.
    Leave,
    /// It is another word for an option that there is.
    As { option_id: Id },
}

/// A value that a select does not offer, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnknownOption {
    pub value: String,
    pub take: OptionTake,
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
    /// What was said for this column; `None`: as the whole import.
    pub policy: Option<Policy>,
    /// What can be said; a single one cannot be changed, as for consent and opposition.
    pub policies: Vec<Policy>,
    /// Values of the first rows that the select of this column does not offer.
    pub unknown: Vec<UnknownOption>,
    /// Whether every other value that it does not offer becomes an option.
    pub adds_options: bool,
    /// Of a column of full names.
    #[serde(default)]
    pub split: Option<NameSplit>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ColumnChoice {
    pub index: usize,
    #[serde(default)]
    pub target: Option<Target>,
    /// `null` goes back to what holds for the whole import.
    #[serde(default, with = "clearable", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Policy>)]
    pub policy: Option<Option<Policy>>,
    /// What becomes of values that a select does not offer.
    #[serde(default)]
    pub options: BTreeMap<String, OptionTake>,
    /// Whether all others of them become options.
    #[serde(default)]
    pub adds_options: Option<bool>,
}
