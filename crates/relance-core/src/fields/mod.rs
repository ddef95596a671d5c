//! Custom fields: what the user wants to know of a prospect that Relance did not foresee.

use relance_model::{
    Failure, Id, Outcome,
    labels::{CustomField, CustomFieldEdit, FieldKind},
};
use relance_store::{Db, Row, SqlResult, Tx, fold, params};
use serde_json::{Map, Value};

fn kind_word(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Number => "number",
        FieldKind::Date => "date",
        FieldKind::Boolean => "boolean",
    }
}

fn field(row: &Row<'_>) -> SqlResult<CustomField> {
    let kind: String = row.get(2)?;
    Ok(CustomField {
        id: Id(row.get(0)?),
        label: row.get(1)?,
        kind: match kind.as_str() {
            "number" => FieldKind::Number,
            "date" => FieldKind::Date,
            "boolean" => FieldKind::Boolean,
            _ => FieldKind::Text,
        },
        position: row.get(3)?,
    })
}

/// All custom fields in the order of the sheet.
///
/// # Errors
/// The base cannot be read.
pub fn all(db: &Db<'_>) -> Outcome<Vec<CustomField>> {
    db.rows("SELECT id, label, kind, position FROM field ORDER BY position, id", [], field)
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<CustomField> {
    all(db)?.into_iter().find(|field| field.id == id).ok_or_else(|| Failure::not_found("field", id))
}

/// Adds a field.
///
/// # Errors
/// `field_label_missing`, `field_label_taken`.
pub fn add(tx: &Tx<'_>, edit: &CustomFieldEdit) -> Outcome<Id> {
    let label = edit.label.as_deref().unwrap_or_default().trim();
    check_label(&tx.db(), label, None)?;
    let id = tx.new_id();
    tx.db().execute(
        "INSERT INTO field (id, label, kind, position) VALUES (?1, ?2, ?3, (SELECT count(*) FROM field))",
        params![id.0, label, kind_word(edit.kind.unwrap_or(FieldKind::Text))],
    )?;
    tx.say("field", label);
    Ok(id)
}

/// # Errors
/// `not_found`, `field_label_missing`, `field_label_taken`.
pub fn edit(tx: &Tx<'_>, id: Id, edit: &CustomFieldEdit) -> Outcome<()> {
    let before = get(&tx.db(), id)?;
    let label = edit.label.as_deref().map_or(before.label.as_str(), str::trim);
    check_label(&tx.db(), label, Some(id))?;
    tx.say("field", label);
    tx.db()
        .execute(
            "UPDATE field SET label = ?2, kind = ?3 WHERE id = ?1",
            params![id.0, label, kind_word(edit.kind.unwrap_or(before.kind))],
        )
        .map(drop)
}

/// Removes a field and its values.
///
/// # Errors
/// `not_found`.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let field = get(&tx.db(), id)?;
    let path = format!("$.\"{id}\"");
    let count = tx.db().execute(
        "UPDATE prospect SET custom = json_remove(custom, ?1) WHERE custom <> '{}' AND json_type(custom, ?1) IS NOT NULL",
        [path],
    )?;
    tx.db().execute("DELETE FROM field WHERE id = ?1", [id.0])?;
    tx.say("field", field.label);
    tx.say("count", count);
    Ok(())
}

fn check_label(db: &Db<'_>, label: &str, own: Option<Id>) -> Outcome<()> {
    if label.is_empty() {
        return Err(Failure::invalid("label", "field_label_missing"));
    }
    let folded = fold(label);
    if all(db)?.iter().any(|field| Some(field.id) != own && fold(&field.label) == folded) {
        return Err(Failure::invalid("label", "field_label_taken").with("label", label));
    }
    Ok(())
}

/// Merges written values into a prospect's: `null` or blank removes, the rest must be of the field's kind.
///
/// # Errors
/// `not_found` for an unknown field; `number_invalid`, `date_invalid`.
pub fn merge(
    fields: &[CustomField],
    mut held: Map<String, Value>,
    written: &Map<String, Value>,
) -> Outcome<Map<String, Value>> {
    for (key, value) in written {
        let field = key
            .parse::<Id>()
            .ok()
            .and_then(|id| fields.iter().find(|field| field.id == id))
            .ok_or_else(|| Failure::not_found("field", key))?;
        match read(field, value)? {
            Some(value) => held.insert(key.clone(), value),
            None => held.remove(key),
        };
    }
    Ok(held)
}

fn read(field: &CustomField, value: &Value) -> Outcome<Option<Value>> {
    let text = match value {
        Value::Null => return Ok(None),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => text.trim(),
        other => return Ok(Some(other.clone())),
    };
    let wrong = |key: &str| Failure::invalid(&format!("custom.{}", field.id), key).with("value", text);
    Ok(Some(match field.kind {
        FieldKind::Text => text.into(),
        FieldKind::Number => {
            let amount = crate::values::amount(text).map_err(|_| wrong("number_invalid"))?;
            if amount.cents % 100 == 0 {
                (amount.cents / 100).into()
            } else {
                (amount.cents as f64 / 100.0).into()
            }
        }
        FieldKind::Date => crate::values::date(text, crate::values::DateOrder::DayFirst)
            .map_err(|_| wrong("date_invalid"))?
            .to_string()
            .into(),
        FieldKind::Boolean => crate::values::flag(text).map_err(|_| wrong("flag_invalid"))?.into(),
    }))
}
