//! Two records that may be one person: pairs with their reasons, and what becomes of them.

use crate::{Id, prospects::ProspectRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    LastName,
    FirstName,
    Email,
    Phone,
    Linkedin,
    Company,
    City,
    Postcode,
    JobTitle,
}

/// How the two compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// The same, case, accents and order aside.
    Same,
    /// Written otherwise, said alike, shortened, or a letter apart.
    Close,
    Different,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    pub kind: ReasonKind,
    pub likelihood: Likelihood,
}

/// Two records that may be one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicatePair {
    /// The older record.
    pub a: Id,
    pub b: Id,
    /// Probability that both are one person, 0 to 1.
    pub score: f64,
    /// What speaks for it and against it.
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DuplicatesQuery {
    /// Only pairs whose score is as high, 0 to 1; 0.5 when not said.
    pub at_least: Option<f64>,
    pub offset: u64,
    /// 50 when not said, 1,000 at most.
    pub limit: Option<u64>,
}

/// A pair with both of its records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairShown {
    /// The older record.
    pub a: ProspectRow,
    pub b: ProspectRow,
    /// Probability that both are one person, 0 to 1.
    pub score: f64,
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Duplicates {
    /// Pairs as likely as asked for.
    pub total: u64,
    /// The likeliest first.
    pub pairs: Vec<PairShown>,
}

/// Two records, in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PairRequest {
    pub a: Id,
    pub b: Id,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeRequest {
    /// The record that stays, with its id.
    pub keep: Id,
    /// The record that goes into it.
    pub merge: Id,
    /// Fields whose value is that of the record that goes: `email`, `company`, `stage`, `value_cents`, `custom.ID` … Of the others the
    /// kept record keeps its own, and takes what it lacks.
    #[serde(default)]
    pub from_merged: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Merged {
    /// The record that stayed.
    pub id: Id,
    pub operation: Option<Id>,
}

/// A record that was put into another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MergedRecord {
    pub id: Id,
    pub kept: Id,
    /// What it was called.
    pub name: String,
    /// UTC, ms.
    pub at: i64,
    /// The operation that did it.
    pub operation: Id,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnmergeRequest {
    /// Entries of the timeline that came after the merge and belong to the record that comes back.
    pub take: Vec<Id>,
}

/// Somebody being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SimilarTo {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub linkedin_url: Option<String>,
    pub company: Option<String>,
    /// A record that is not to be found: the one being edited.
    pub but: Option<Id>,
}

/// Somebody who is already here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Similar {
    pub prospect: ProspectRow,
    pub score: f64,
    pub reasons: Vec<Reason>,
}
