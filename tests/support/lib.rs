//! What the suite stands on: a base on a temporary folder, the API's router in process, a clock set by hand.
//!
//! Nothing here decides what is right: a test says it, this only carries the question and the answer.
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test that cannot go on stops here")]

mod answer;
mod base;
mod files;
mod post;

pub use answer::{Answer, Problem, query};
pub use base::{Base, DAY, MONDAY, assert_balanced};
pub use files::{Sheet, encoded, multipart, workbook, xlsx};
pub use post::{Copying, Fate, PostOffice};
pub use serde_json::{Value, json};

/// The texts of one member of each item of a list.
#[must_use]
pub fn texts(items: &Value, member: &str) -> Vec<String> {
    let items = items.as_array().unwrap_or_else(|| panic!("not a list: {items}"));
    items.iter().map(|item| item[member].as_str().unwrap_or_default().to_owned()).collect()
}

/// A member that is a text.
#[must_use]
pub fn text(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_else(|| panic!("no text {member} in {value}")).to_owned()
}

/// A member that is a count.
#[must_use]
pub fn count(value: &Value, member: &str) -> u64 {
    value[member].as_u64().unwrap_or_else(|| panic!("no count {member} in {value}"))
}
