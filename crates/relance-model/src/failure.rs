//! What can go wrong, as data: a small closed code, a key that the UI and the CLI have words for, and parameters.
//!
//! Nobody matches on text. A key has a French and an English sentence in `ui/src/app/i18n/failures.*.json`;
//! a house test checks it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// What a screen or a script does about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    NotFound,
    Invalid,
    Conflict,
    /// Allowed, but not now: a sentence, not an alarm.
    NotNow,
    NeedsAccount,
    NeedsConsent,
    Offline,
    /// The request is understood and refused: a damaged file, a wrong key, a missing right.
    Refused,
    Limit,
    Bug,
}

/// A failure on its way to a person. On the wire: `application/problem+json` (RFC 9457) with these members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Failure {
    pub code: Code,
    /// Key of the sentence, such as `base_wrong_key`.
    pub key: String,
    /// Values for the sentence's `{names}`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub params: Map<String, Value>,
    /// The field of the request that is wrong, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Key of a second sentence that says what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// A result whose error is for a person.
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    #[must_use]
    pub fn new(code: Code, key: &str) -> Self {
        Self { code, key: key.to_owned(), params: Map::new(), field: None, hint: None }
    }
    #[must_use]
    pub fn not_found(entity: &str, id: impl std::fmt::Display) -> Self {
        Self::new(Code::NotFound, "not_found").with("entity", entity).with("id", id.to_string())
    }
    #[must_use]
    pub fn invalid(field: &str, key: &str) -> Self {
        let mut failure = Self::new(Code::Invalid, key);
        failure.field = Some(field.to_owned());
        failure
    }
    #[must_use]
    pub fn refused(key: &str) -> Self {
        Self::new(Code::Refused, key)
    }
    #[must_use]
    pub fn not_now(key: &str) -> Self {
        Self::new(Code::NotNow, key)
    }
    /// A fault of the program: `what` is for the report that the user may send, not a sentence.
    #[must_use]
    pub fn bug(what: impl std::fmt::Display) -> Self {
        Self::new(Code::Bug, "bug").with("what", what.to_string())
    }
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
    #[must_use]
    pub fn hint(mut self, key: &str) -> Self {
        self.hint = Some(key.to_owned());
        self
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {}", self.code, self.key)?;
        if !self.params.is_empty() {
            write!(f, " {}", Value::Object(self.params.clone()))?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
