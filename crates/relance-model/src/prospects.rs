//! A prospect and what one asks of prospects: lists, edits, bulk.

use crate::{Id, labels::Tag, reminders::ReminderNew};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

/// A further e-mail address or phone number; the primary one is in the prospect itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Address {
    pub kind: AddressKind,
    /// E-mail normalised (RFC 5321, domain in lower case) or phone in E.164 where it could be read as one.
    pub value: String,
    /// Free word: « bureau », "mobile".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AddressKind {
    Email,
    Phone,
}

/// A prospect as lists show it: one flat row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProspectRow {
    pub id: Id,
    /// What to call her: first and last name, else company, else e-mail, else phone.
    pub name: String,
    pub civility: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub job_title: Option<String>,
    pub company_id: Option<Id>,
    pub company: Option<String>,
    /// The primary e-mail address.
    pub email: Option<String>,
    /// The primary phone, E.164.
    pub phone: Option<String>,
    pub stage_id: Id,
    pub owner_id: Option<Id>,
    pub tag_ids: Vec<Id>,
    pub source: Option<String>,
    pub sector: Option<String>,
    pub city: Option<String>,
    pub postcode: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    pub site: Option<String>,
    pub linkedin_url: Option<String>,
    /// Estimated value in cents of `currency`.
    pub value_cents: Option<i64>,
    /// ISO 4217; `EUR` when not said.
    pub currency: String,
    /// `YYYY-MM-DD`.
    pub expected_close_on: Option<String>,
    /// Free notes on the sheet; the timeline's notes are activities.
    pub notes: Option<String>,
    /// Opposition recorded at this instant (UTC ms): blocks every send.
    pub do_not_contact_at: Option<i64>,
    /// UTC ms of the last exchange; kept automatically.
    pub last_interaction_at: Option<i64>,
    /// When her first follow-up that is not done is due, UTC ms; kept automatically.
    #[serde(default)]
    pub next_action_at: Option<i64>,
    /// Whether that has a time of the day, or is only for that day; kept automatically.
    #[serde(default)]
    pub next_action_timed: bool,
    /// Custom fields: field id → text, number, boolean, or an array of texts.
    #[schema(value_type = Object)]
    pub custom: Map<String, Value>,
    pub created_at: i64,
    pub updated_at: i64,
    /// UTC ms; in the trash since then.
    pub deleted_at: Option<i64>,
}

/// A prospect as her sheet shows her.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Prospect {
    #[serde(flatten)]
    pub row: ProspectRow,
    /// Addresses beyond the primary ones.
    pub addresses: Vec<Address>,
    pub tags: Vec<Tag>,
    /// The import that created her, if one did.
    pub import_id: Option<Id>,
    pub import_file: Option<String>,
    pub is_sample: bool,
}

/// Fields to write. An absent member is left as it is; `null` clears it.
///
/// Texts are read as a person types them: phones in any spelling, amounts in cents, dates ISO.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProspectEdit {
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub civility: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub first_name: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub last_name: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub job_title: Option<Option<String>>,
    /// Company by name: found (accents, case and legal form aside) or created.
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub company: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub company_id: Option<Option<Id>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub email: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub phone: Option<Option<String>>,
    /// All further addresses, replacing the present ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<Address>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub owner_id: Option<Option<Id>>,
    /// All tags, replacing the present ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag_ids: Option<Vec<Id>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub source: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub sector: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub city: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub postcode: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub country: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub site: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub linkedin_url: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub value_cents: Option<Option<i64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub expected_close_on: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub notes: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub do_not_contact: Option<bool>,
    /// Custom fields to write; `null` clears one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub custom: Option<Map<String, Value>>,
}

/// Tells an absent member (`None`) from a `null` (`Some(None)`).
pub mod clearable {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<T: Serialize, S: Serializer>(
        value: &Option<Option<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().and_then(Option::as_ref).serialize(serializer)
    }
    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Option<T>>, D::Error> {
        Option::deserialize(deserializer).map(Some)
    }
}

/// Which prospects, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ProspectQuery {
    /// Words to find: accents and case ignored, parts of words find, phones in any spelling.
    pub search: Option<String>,
    /// In place of whom the words find, those whom they find but for a slip: a letter or two, or written as it is said.
    pub similar: bool,
    /// Stage ids or keys, separated by commas.
    pub stage: Option<String>,
    /// Tag ids or names, separated by commas: any of them.
    pub tag: Option<String>,
    /// Member id, or `none`.
    pub owner: Option<String>,
    pub company: Option<Id>,
    /// Only prospects that this import created or changed.
    pub import: Option<Id>,
    /// A filter in the filter language, either form: `étape est contacté et ville est Lyon`, `stage:contacté -tag:vip`.
    pub filter: Option<String>,
    /// The trash in place of the base.
    pub trash: bool,
    /// Columns by name, `-` in front for descending: `-value,name`. One of `name`, `company`, `job_title`, `email`,
    /// `phone`, `city`, `stage`, `value`, `source`, `sector`, `owner`, `postcode`, `country`, `expected_close`,
    /// `last_interaction`, `next_action`, `created`, `updated`, or `custom.ID` for a custom field. Blank values come last.
    pub sort: Option<String>,
    /// Rows of one group together, groups in their own order: `stage`, `owner`, `company`, `tag`, `city`, `source`,
    /// `sector`, `country`, or `custom.ID` of a choice or a yes or no. Within a group the order is that of `sort`.
    pub group: Option<String>,
    pub offset: u64,
    /// At most 1,000; 50 when not said.
    pub limit: Option<u64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProspectList {
    /// Exact count of the rows of all who match.
    pub total: u64,
    /// How many of these rows show somebody again: who has several tags stands in each of their groups.
    #[serde(default)]
    pub repeated: u64,
    pub items: Vec<ProspectRow>,
    /// Those listed are called almost as the words say, none of them exactly so.
    pub approximate: bool,
    /// When the words find nobody: how many they find but for a slip (`similar=true` lists them).
    pub similar: u64,
}

/// What a write of one prospect answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProspectSaved {
    pub prospect: Prospect,
    /// `None` when nothing had to change.
    pub operation: Option<Id>,
}

/// Which prospects a bulk change is about.
#[expect(clippy::large_enum_variant, reason = "one for each request")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Selection {
    Ids {
        ids: Vec<Id>,
    },
    /// Everything that the query finds, whatever the page, but these.
    Query {
        query: ProspectQuery,
        #[serde(default)]
        except: Vec<Id>,
    },
}

/// What to do to all of them, as one operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum BulkAction {
    /// Writes the same fields on each.
    Edit {
        fields: Box<ProspectEdit>,
    },
    Stage {
        stage_id: Id,
        /// Custom fields for those who lack what the stage requires.
        #[serde(default)]
        #[schema(value_type = Object)]
        custom: Map<String, Value>,
        /// The next action of those who have none, where the stage demands one.
        #[serde(default)]
        next: Option<Box<ReminderNew>>,
        /// Why they are lost, on the way to a stage of the lost: one of the reasons of the base.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lost_reason: Option<String>,
    },
    AddTags {
        tag_ids: Vec<Id>,
    },
    RemoveTags {
        tag_ids: Vec<Id>,
    },
    Assign {
        owner_id: Option<Id>,
    },
    /// Shares them out among members.
    Distribute {
        member_ids: Vec<Id>,
        #[serde(default)]
        by: ShareBy,
    },
    /// Into the trash.
    Delete,
    /// Out of the trash.
    Restore,
    /// For good; `count` must be the exact number.
    Erase {
        count: u64,
    },
}

/// How prospects are shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShareBy {
    /// In turn, in the order of the selection.
    #[default]
    Turn,
    /// Whoever is of one sector goes to one member; the largest sectors first, each to whoever has the fewest.
    Sector,
    /// By department in France (the first digits of the postcode), by country elsewhere.
    Region,
    /// Whoever is of one company goes to one member.
    Company,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BulkRequest {
    pub selection: Selection,
    pub action: BulkAction,
    /// Count and sample only; nothing is written.
    #[serde(default)]
    pub dry_run: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BulkAnswer {
    /// How many are concerned.
    pub selected: u64,
    /// How many differ after the change.
    pub changed: u64,
    pub operation: Option<Id>,
    /// Names of the first few, for the dry run.
    pub sample: Vec<String>,
    /// The first few that would differ, as they are and as they would be, for the dry run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// A prospect before and after a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    pub before: ProspectRow,
    pub after: ProspectRow,
}

/// What one cell, or one row of cells, says of somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PastedCell {
    pub id: Id,
    pub fields: ProspectEdit,
    /// Why she is lost, where the cell takes her to a stage of the lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost_reason: Option<String>,
}

/// Cells pasted over those of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasteRequest {
    /// At most 1,000 prospects and 20,000 cells.
    pub cells: Vec<PastedCell>,
    /// Tells what would come of each; nothing is written.
    #[serde(default)]
    pub dry_run: bool,
}

/// A cell that the base does not take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RefusedCell {
    /// Rank among the cells of the request, from 0.
    pub cell: u64,
    pub failure: crate::Failure,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PasteAnswer {
    /// How many prospects differ after.
    pub changed: u64,
    pub operation: Option<Id>,
    /// Cells that cannot be taken; only a dry run answers with any.
    pub refused: Vec<RefusedCell>,
    /// The first few that would differ, for the dry run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// Those of a list that have one value in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Group {
    /// Id or value that they share; empty for those without one.
    pub key: String,
    /// As it reads; empty for those without one. Of a country its code, of a yes or no `true` or `false`.
    pub label: String,
    pub color: Option<String>,
    pub count: u64,
    /// Exact sums of their estimated values, one a currency, most used first.
    pub value: Vec<crate::pipeline::Amount>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Groups {
    /// Exact count of all who match. Who has several tags is one, and counts in each of their groups.
    pub total: u64,
    /// In the order in which the list shows them; none is empty.
    pub groups: Vec<Group>,
}

/// What the palette finds for a few letters.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchAnswer {
    /// Who has exactly what was typed.
    pub prospects: Vec<ProspectRow>,
    /// How many those are; null when there are more than asked for.
    pub total: Option<u64>,
    pub companies: Vec<crate::companies::CompanyRow>,
    /// Whether what follows holds anything.
    pub approximate: bool,
    /// Who is called almost so, the nearest first.
    pub similar: Vec<ProspectRow>,
    /// How many those are, shown or not.
    pub similar_total: u64,
    pub similar_companies: Vec<crate::companies::CompanyRow>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    pub q: String,
    /// 12 when not said, 50 at most.
    pub limit: Option<u64>,
    /// Similar results: always, never, or, when not said, where exact ones leave room.
    pub similar: Option<bool>,
}
