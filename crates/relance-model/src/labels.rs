//! What sorts prospects: stages, tags, members, custom fields.

use crate::{Id, prospects::clearable};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What reaching a stage means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    Open,
    Won,
    Lost,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Stage {
    pub id: Id,
    /// Stable name for programs: `non_qualifie`, `contacte` …
    pub key: String,
    pub label: String,
    pub kind: StageKind,
    /// Rank on the board, from 0.
    pub position: i64,
    /// One of `c1` … `c6`; none by default.
    pub color: Option<String>,
    /// Days that a prospect is expected to stay; after them her card says how long she has waited. 14 when not said.
    pub limit_days: Option<i64>,
    /// Percent of the prospects here that are expected to be won; 100 where they are, 0 where they are lost.
    pub probability: Option<i64>,
    /// Whoever is here has a dated next action: nobody comes in without one, and the last one is not done without another.
    #[serde(default)]
    pub demands_next: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StageEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<StageKind>,
    /// New rank on the board, from 0; the others make room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub color: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub limit_days: Option<Option<i64>>,
    /// 0 to 100; only for a stage that is open.
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub probability: Option<Option<i64>>,
    /// Only for a stage that is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demands_next: Option<bool>,
}

/// Where the prospects of a stage go when it is removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StageRemoval {
    /// Needed when the stage still has prospects (trash included).
    pub move_to: Option<Id>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageSaved {
    pub stages: Vec<Stage>,
    pub operation: Option<Id>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tag {
    pub id: Id,
    pub name: String,
    pub color: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TagEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub color: Option<Option<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TagCount {
    #[serde(flatten)]
    pub tag: Tag,
    pub prospects: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TagSaved {
    pub tag: Tag,
    pub operation: Option<Id>,
}

/// Tags to make one of: everybody who has any of `from` gets `into`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TagMerge {
    pub from: Vec<Id>,
    pub into: Id,
}

/// A person of the team; the first one is the owner of the laptop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Member {
    pub id: Id,
    pub name: String,
    pub email: Option<String>,
    /// As it stands under a message.
    #[serde(default)]
    pub phone: Option<String>,
    pub is_me: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MemberEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub email: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub phone: Option<Option<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MemberSaved {
    pub member: Member,
    pub operation: Option<Id>,
}

/// What a custom field holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    #[default]
    Text,
    LongText,
    Number,
    /// An amount in the field's own currency, kept as a number of its units.
    Currency,
    /// Kept as `YYYY-MM-DD`.
    Date,
    Boolean,
    /// One of the field's options, kept by its label.
    Select,
    /// Several of the field's options, kept as an array of labels in the options' order.
    MultiSelect,
    Url,
    Email,
    /// Kept in E.164.
    Phone,
}

/// One of the values that a select offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldOption {
    pub id: Id,
    pub label: String,
    /// One of `c1` … `c6`.
    #[serde(default)]
    pub color: Option<String>,
    /// Labels that it had before, and those of options merged into it: still understood when typed or imported.
    #[serde(default)]
    pub former: Vec<String>,
}

/// The part that a field plays in Relance itself, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldRole {
    /// Why somebody is lost: asked for on the way to a stage of the lost.
    LostReason,
}

/// Why people are lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LostReasons {
    /// The field that holds them, once there is one.
    pub field_id: Option<Id>,
    /// What can be said, in order.
    pub reasons: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CustomField {
    pub id: Id,
    pub label: String,
    pub kind: FieldKind,
    /// Rank in the sheet, from 0.
    pub position: i64,
    /// What a select offers, in order.
    pub options: Vec<FieldOption>,
    /// ISO 4217; amounts only.
    pub currency: Option<String>,
    /// A column of the table, unless the user hides it there.
    pub in_table: bool,
    /// Shown on the cards of the board.
    pub on_card: bool,
    /// Its values are found by words.
    pub is_searchable: bool,
    /// Stages that no prospect enters without a value.
    pub required_stages: Vec<Id>,
    #[serde(default)]
    pub role: Option<FieldRole>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CustomFieldEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Another kind converts the values; refused with their count when some cannot be read as it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<FieldKind>,
    /// Clears the values that cannot be read as the new kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clear_unreadable: Option<bool>,
    /// New rank in the sheet, from 0; the others make room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
    /// Labels of options to add behind the present ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_options: Option<Vec<String>>,
    /// ISO 4217; amounts only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_table: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_card: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_searchable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_stages: Option<Vec<Id>>,
}

/// Changes one option of a select; whoever has it keeps it under its new label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FieldOptionEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub color: Option<Option<String>>,
    /// New rank, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
}

/// What happens to the values of an option that is removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FieldOptionRemoval {
    /// The option that they become; without one they are cleared.
    pub merge_into: Option<Id>,
}

/// How many prospects hold a value of a field, the trash included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldUse {
    pub prospects: u64,
    /// Of each option, in order.
    pub options: Vec<OptionUse>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OptionUse {
    pub id: Id,
    pub label: String,
    pub prospects: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CustomFieldSaved {
    pub field: CustomField,
    pub operation: Option<Id>,
}

/// What a removal or any other write without a record answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Done {
    pub operation: Option<Id>,
}
