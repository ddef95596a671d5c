//! A question put to the base, as a tree: what the filter language says in words. Plain data; how it is written and read
//! is the business of the room `filters`, what it finds that of `prospects`.

use crate::Id;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What prospects must be. An empty `all` lets everybody through.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Filter {
    /// Each of these.
    All {
        #[schema(no_recursion)]
        of: Vec<Filter>,
    },
    /// At least one of these.
    Any {
        #[schema(no_recursion)]
        of: Vec<Filter>,
    },
    Not {
        #[schema(no_recursion)]
        of: Box<Filter>,
    },
    /// Words found anywhere, as the search finds them.
    Words {
        text: String,
    },
    /// These letters in this order, in one of the texts.
    Phrase {
        text: String,
    },
    /// One prospect by her id.
    Record {
        id: Id,
    },
    State {
        state: State,
    },
    Field {
        /// `city`, `stage`, `created` …, or `custom.` and the id of an own field.
        field: String,
        op: Op,
        /// Values in their plain form: ids of stages, tags, members; ISO days or `today`, `last_week` …; amounts with a
        /// point; `7d`, `10wd`, `2w`, `3m`, `1y` where a length of time is meant. Several: any of them.
        values: Vec<String>,
    },
}

/// What a prospect can be, besides what her fields hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// « Ne plus contacter ».
    Opposed,
    Open,
    Won,
    Lost,
    /// No exchange for longer than the stage allows.
    Late,
    Sample,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    Is,
    Contains,
    Begins,
    Ends,
    /// Nothing is there; takes no value.
    Empty,
    Above,
    AtLeast,
    Below,
    AtMost,
    /// From the first value to the second, both included.
    Between,
    /// Within the last 7 days, today included.
    Last,
    /// 30 days ago or longer.
    Older,
    /// Within the next 7 days, today included.
    Next,
}

/// How a filter is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// `étape est contacté et non ville est Lyon`
    #[default]
    Long,
    /// `étape:contacté -ville=Lyon`
    Short,
}

/// A filter as text, to be understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FilterText {
    pub text: String,
    /// Language of the text in the answer, `fr` or `en`. Both are understood, whatever it is.
    #[serde(default)]
    pub lang: Option<String>,
}

/// A filter as a tree, to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FilterTree {
    pub filter: Filter,
    #[serde(default)]
    pub lang: Option<String>,
}

/// A filter both ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FilterRead {
    pub filter: Filter,
    /// In words: `étape est contacté`.
    pub long: String,
    /// As it is typed into the search: `étape:contacté`.
    pub short: String,
}

/// What kind of value a field holds, and so what may be asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldSort {
    Text,
    Phone,
    Number,
    /// An amount, in units of its currency.
    Money,
    Day,
    Instant,
    Flag,
    Stage,
    Tag,
    Member,
    /// The file of an import.
    File,
}

/// A field that a filter can name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FilterField {
    pub key: String,
    /// What the field is called in the language asked for; it is understood in the other one too.
    pub name: String,
    pub sort: FieldSort,
    pub ops: Vec<Op>,
}

/// What may be said in a filter, for a builder and for help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FilterWords {
    pub fields: Vec<FilterField>,
    /// States, each with its word.
    pub states: Vec<FilterState>,
    /// Names of the files that were imported, newest first.
    pub files: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FilterState {
    pub state: State,
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct LanguageQuery {
    /// `fr` or `en`; French when not said.
    pub lang: Option<String>,
}

impl Filter {
    /// Lets everybody through.
    #[must_use]
    pub fn everybody() -> Self {
        Self::All { of: Vec::new() }
    }

    #[must_use]
    pub fn is_everybody(&self) -> bool {
        matches!(self, Self::All { of } if of.is_empty())
    }

    /// A condition on a field.
    #[must_use]
    pub fn field(field: &str, op: Op, values: Vec<String>) -> Self {
        Self::Field { field: field.to_owned(), op, values }
    }

    #[must_use]
    pub fn negated(self) -> Self {
        Self::Not { of: Box::new(self) }
    }
}
