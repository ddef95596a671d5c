//! Two records that may be one person, or one company: pairs with their reasons, and what becomes of them.

use crate::{
    Id,
    companies::CompanyRow,
    prospects::{Prospect, ProspectRow},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// Of a company.
    Name,
    LastName,
    FirstName,
    Email,
    Phone,
    Linkedin,
    Domain,
    Siren,
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

/// Two companies that may be one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CompanyPair {
    /// The older record.
    pub a: CompanyRow,
    pub b: CompanyRow,
    /// Probability that both are one company, 0 to 1.
    pub score: f64,
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicateCompanies {
    /// Pairs as likely as asked for.
    pub total: u64,
    /// The likeliest first.
    pub pairs: Vec<CompanyPair>,
}

/// Of which records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    #[default]
    People,
    Companies,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PlanQuery {
    #[param(inline)]
    pub of: Of,
    /// Pairs whose score is as high, 0 to 1; 0.95 when not said.
    pub at_least: Option<f64>,
}

/// A pair of many.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Sampled {
    pub a: Id,
    pub b: Id,
    pub a_name: String,
    pub b_name: String,
    pub score: f64,
    pub reasons: Vec<Reason>,
}

/// What merging everything from a score on would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MergePlan {
    /// Pairs that would be merged.
    pub pairs: u64,
    /// Records that would go into another one.
    pub merges: u64,
    /// Records that they would go into.
    pub records: u64,
    /// Pairs as likely that are left to be decided by hand: some of their records are certainly two.
    pub left: u64,
    /// The least certain pairs, the least certain first.
    pub sample: Vec<Sampled>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeAll {
    #[serde(default)]
    pub of: Of,
    pub at_least: f64,
    /// The `merges` of the plan: if it is another number by now, nothing is written.
    pub merges: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MergeAllDone {
    pub merges: u64,
    pub operation: Option<Id>,
}

/// The record that a merge would give: a prospect or a company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MergePreview {
    pub prospect: Option<Prospect>,
    pub company: Option<CompanyRow>,
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
    /// Fields whose value is that of the record that goes, of a prospect `email`, `company`, `stage`, `value_cents`, `custom.ID` … Of the others the
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
    pub of: Of,
    /// What the record is called that holds it.
    pub kept_name: String,
    /// What it was called.
    pub name: String,
    /// UTC, ms.
    pub at: i64,
    /// The operation that did it.
    pub operation: Id,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MergedQuery {
    pub of: Of,
    pub offset: u64,
    /// 50 when not said, 1,000 at most.
    pub limit: Option<u64>,
}

/// What was merged and can be taken apart again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MergedList {
    pub total: u64,
    /// The last one first.
    pub records: Vec<MergedRecord>,
}

/// How many pairs are known at this moment, without looking for any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PairCount {
    /// `null` while nobody has asked for the pairs.
    pub people: Option<u64>,
    pub companies: Option<u64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnmergeRequest {
    /// Entries of the timeline that came after the merge and belong to the record that comes back; of a company, its people.
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
