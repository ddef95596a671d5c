//! Templates of messages: what is kept, and what one asks of them.

use crate::{
    Id,
    prospects::{Selection, clearable},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// What a template is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    #[default]
    Mail,
    /// A quick reply: it takes the subject of what it answers.
    Reply,
    Linkedin,
    /// What to say on the phone.
    Call,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tongue {
    Fr,
    En,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Template {
    pub id: Id,
    pub name: String,
    pub subject: String,
    /// HTML fit to be sent, with its variables.
    pub body: String,
    /// None: it is of no language.
    pub language: Option<Tongue>,
    /// As prospects have it; none: of all.
    pub sector: Option<String>,
    pub purpose: Purpose,
    /// Rank among all, from 0.
    pub position: i64,
    /// Came with the sample data and was not changed since.
    #[serde(default)]
    pub is_sample: bool,
}

/// What to write of a template; an absent member is left as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TemplateEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub language: Option<Option<Tongue>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub sector: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// New rank; the others make room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TemplateSaved {
    pub template: Template,
    pub operation: Option<Id>,
}

/// What came of adding the templates to begin with: those whose name was free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StartersAdded {
    pub added: u64,
    pub operation: Option<Id>,
}

/// Whose value a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VariableOf {
    Prospect,
    /// Who writes.
    Me,
    /// A field of one's own.
    Field,
}

/// A variable that may stand in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Variable {
    /// Between the braces, in French.
    pub fr: String,
    /// The same in English.
    pub en: String,
    pub of: VariableOf,
    /// The label of a field of one's own.
    pub label: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It must not go out like this.
    Error,
    Warning,
    Hint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Subject,
    Body,
}

/// Something to look at before a message goes out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Lint {
    pub severity: Severity,
    /// Which one: the page and the command line own the sentences.
    pub code: String,
    pub part: Part,
    /// The words in question, as they were written in the template, or as they came out.
    pub found: String,
    /// Where they begin in what was given, in bytes; none for what came out.
    pub at: Option<u64>,
    #[schema(value_type = Object)]
    pub values: Map<String, Value>,
}

/// A template as it is being written, for somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PreviewRequest {
    /// The one that is kept; what else is given counts in its place.
    pub template: Option<Id>,
    pub subject: Option<String>,
    pub body: Option<String>,
    pub language: Option<Tongue>,
    pub purpose: Option<Purpose>,
    /// For whom; without her the variables stay as they are.
    pub prospect: Option<Id>,
    /// Files go along.
    pub has_attachment: bool,
}

/// From where the words came that a variable was filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FilledFrom {
    Prospect,
    Me,
    Field,
    /// The variable was empty: what stands behind its bar.
    Fallback,
    Nothing,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Used {
    /// As it was written.
    pub name: String,
    pub value: String,
    pub from: FilledFrom,
}

/// A template filled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Preview {
    pub subject: String,
    /// Fit to be sent and to be shown.
    pub html: String,
    pub text: String,
    pub used: Vec<Used>,
    pub lints: Vec<Lint>,
}

/// A message that is ready, to be looked at before it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CheckRequest {
    pub subject: String,
    /// What was written, without what it quotes.
    pub html: String,
    pub language: Option<Tongue>,
    pub purpose: Purpose,
    /// To whom, where it is known.
    pub prospect: Option<Id>,
    pub has_attachment: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Checked {
    pub lints: Vec<Lint>,
}

/// A template for many.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ManyRequest {
    pub message: PreviewRequest,
    pub selection: Selection,
}

/// Somebody whose message must not go out as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Hindered {
    pub id: Id,
    pub name: String,
    /// The errors alone.
    pub lints: Vec<Lint>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ManyPreview {
    pub total: u64,
    pub with_errors: u64,
    /// The first of them.
    pub first: Vec<Hindered>,
}
