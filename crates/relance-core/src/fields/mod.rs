//! Custom fields: what the user wants to know of a prospect that Relance did not foresee.
//!
//! A value lies in the prospect's `custom`, under the field's id, in the normal form of its kind; a choice lies there by its
//! label, so that searches, lists, exports and the past read it without asking this room. What writes a value reads it
//! with [`merge`] or [`read`] first: nothing else knows the normal forms.

mod change;
mod lost;
mod options;
mod read;

pub use change::{add, edit, remove, uses};
pub(crate) use change::{adopt, same_as};
pub use lost::{ensure_lost_reason, lost_reason, lost_reasons};
pub use options::{add_option, edit_option, remove_option};
pub use read::{merge, parts, read, unknown};

use relance_model::{
    Failure, Id, Outcome,
    labels::{CustomField, FieldKind, FieldOption, FieldRole},
};
use relance_store::{Db, Row, SqlResult};
use serde_json::{Map, Value};

/// Every kind, by its word in the base.
const KINDS: [(FieldKind, &str); 11] = [
    (FieldKind::Text, "text"),
    (FieldKind::LongText, "long_text"),
    (FieldKind::Number, "number"),
    (FieldKind::Currency, "currency"),
    (FieldKind::Date, "date"),
    (FieldKind::Boolean, "boolean"),
    (FieldKind::Select, "select"),
    (FieldKind::MultiSelect, "multi_select"),
    (FieldKind::Url, "url"),
    (FieldKind::Email, "email"),
    (FieldKind::Phone, "phone"),
];

/// The word of its part in the base.
const LOST_REASON: &str = "lost_reason";

/// Preferences that values are read by.
#[derive(Clone, Debug)]
pub struct Habits {
    /// ISO 3166-1 alpha-2, for phones without a prefix.
    pub region: String,
    /// ISO 4217, for new amounts.
    pub currency: String,
    /// Yes and no, where a text comes of them.
    pub english: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { region: "FR".into(), currency: "EUR".into(), english: false }
    }
}

/// A field of plain text as it is made.
#[must_use]
pub fn plain(id: Id, label: &str, position: i64) -> CustomField {
    CustomField {
        id,
        label: label.to_owned(),
        kind: FieldKind::Text,
        position,
        options: Vec::new(),
        currency: None,
        in_table: true,
        on_card: false,
        is_searchable: true,
        required_stages: Vec::new(),
        role: None,
    }
}

/// The stages that there are.
fn stages(db: &Db<'_>) -> Outcome<Vec<Id>> {
    db.rows("SELECT id FROM stage ORDER BY position, id", [], |row| row.get(0).map(Id))
}

fn kind_word(kind: FieldKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("text", |(_, word)| word)
}

fn field(row: &Row<'_>) -> SqlResult<CustomField> {
    let kind: String = row.get(2)?;
    let (options, stages): (String, String) = (row.get(4)?, row.get(9)?);
    let role: Option<String> = row.get(10)?;
    Ok(CustomField {
        id: Id(row.get(0)?),
        label: row.get(1)?,
        kind: KINDS.iter().find(|(_, word)| *word == kind).map_or(FieldKind::Text, |(kind, _)| *kind),
        position: row.get(3)?,
        options: serde_json::from_str::<Vec<FieldOption>>(&options).unwrap_or_default(),
        currency: row.get(5)?,
        in_table: row.get(6)?,
        on_card: row.get(7)?,
        is_searchable: row.get(8)?,
        required_stages: serde_json::from_str(&stages).unwrap_or_default(),
        role: role.filter(|role| role == LOST_REASON).map(|_| FieldRole::LostReason),
    })
}

/// All custom fields in the order of the sheet. Stages that are gone require nothing, until undo brings them back.
///
/// # Errors
/// The base cannot be read.
pub fn all(db: &Db<'_>) -> Outcome<Vec<CustomField>> {
    let mut fields = db.rows(
        "SELECT id, label, kind, position, options, currency, in_table, on_card, is_searchable, required_stages, role
         FROM field ORDER BY position, id",
        [],
        field,
    )?;
    if fields.iter().any(|field| !field.required_stages.is_empty()) {
        let stages = stages(db)?;
        for field in &mut fields {
            field.required_stages.retain(|stage| stages.contains(stage));
        }
    }
    Ok(fields)
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<CustomField> {
    all(db)?.into_iter().find(|field| field.id == id).ok_or_else(|| Failure::not_found("field", id))
}

/// Finds a field by id or label (accents and case aside).
///
/// # Errors
/// `not_found`.
pub fn find(db: &Db<'_>, word: &str) -> Outcome<CustomField> {
    let folded = relance_store::fold(word.trim());
    let id: Option<Id> = word.parse().ok();
    all(db)?
        .into_iter()
        .find(|field| Some(field.id) == id || relance_store::fold(&field.label) == folded)
        .ok_or_else(|| Failure::not_found("field", word))
}

/// The fields that a stage requires and these values lack.
#[must_use]
pub fn lacking<'a>(fields: &'a [CustomField], stage: Id, held: &Map<String, Value>) -> Vec<&'a CustomField> {
    fields
        .iter()
        .filter(|field| field.required_stages.contains(&stage) && !held.contains_key(&field.id.to_string()))
        .collect()
}

/// Where a field's value lies in `custom`.
pub(crate) fn path(id: Id) -> String {
    format!("$.\"{id}\"")
}
