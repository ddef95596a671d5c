//! A company and lists of companies.

use crate::{Id, prospects::clearable};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CompanyRow {
    pub id: Id,
    pub name: String,
    /// SAS, SARL, SA … as written.
    pub legal_form: Option<String>,
    pub domain: Option<String>,
    /// Nine digits, checked by Luhn (INSEE).
    pub siren: Option<String>,
    /// Fourteen digits, checked by Luhn (INSEE; La Poste's own rule aside).
    pub siret: Option<String>,
    pub sector: Option<String>,
    /// Head count or bracket, as written: « 40 », « 50 à 99 ».
    pub size: Option<String>,
    pub address: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    /// Prospects in the base (trash aside).
    pub prospects: u64,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CompanyEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub legal_form: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub domain: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub siren: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub siret: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub sector: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub size: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub address: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub postcode: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub city: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub country: Option<Option<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct CompanyQuery {
    pub search: Option<String>,
    pub offset: u64,
    pub limit: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CompanyList {
    pub total: u64,
    pub items: Vec<CompanyRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CompanySaved {
    pub company: CompanyRow,
    pub operation: Option<Id>,
}
