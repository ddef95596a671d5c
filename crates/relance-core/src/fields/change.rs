//! Making, changing and removing a field. No value is lost on the way: another kind converts the values or is refused with
//! their count, a removal can be undone.

use super::{Habits, LOST_REASON, all, get, kind_word, options, path, plain, read, stages};
use crate::values::{self, DateOrder, Region};
use relance_model::{
    Failure, Id, Outcome,
    labels::{CustomField, CustomFieldEdit, FieldKind, FieldOption, FieldUse, OptionUse},
};
use relance_store::{Db, Tx, fold, params};
use serde_json::{Map, Value};

/// Options that a text field becomes at most.
const MOST_OPTIONS: usize = 100;

/// Adds a field.
///
/// # Errors
/// `field_label_missing`, `field_label_taken`, `option_label_missing`, `option_taken`, `currency_invalid`;
/// `not_found` for a stage.
pub fn add(tx: &Tx<'_>, edit: &CustomFieldEdit, habits: &Habits) -> Outcome<Id> {
    let db = tx.db();
    let kind = edit.kind.unwrap_or(FieldKind::Text);
    let mut field = CustomField { kind, ..plain(tx.new_id(), "", all(&db)?.len() as i64) };
    apply(tx, &mut field, edit, habits)?;
    insert(tx, &field)?;
    place(tx, field.id, edit.position)?;
    tx.say("field", field.label);
    Ok(field.id)
}

/// The field that one of another base is here ([`same_as`]), which gets the options that it lacks, else it is added behind
/// the others. The stages that it asks for are those of this base already.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: &Tx<'_>, other: &CustomField) -> Outcome<Id> {
    let held = all(&tx.db())?;
    if let Some(same) = same_as(&held, other) {
        let is_new = |option: &&FieldOption| {
            !same.options.iter().any(|known| fold(&known.label) == fold(&option.label))
        };
        if same.kind == other.kind {
            let new = other.options.iter().filter(is_new).cloned();
            let options = same.options.iter().cloned().chain(new).collect();
            let whole = CustomField { options, role: same.role.or(other.role), ..same.clone() };
            if whole != *same {
                write(tx, &whole)?;
            }
        }
        return Ok(same.id);
    }
    let field =
        CustomField { id: tx.id_or_new("field", other.id)?, position: held.len() as i64, ..other.clone() };
    insert(tx, &field)?;
    Ok(field.id)
}

/// A field that is new.
pub(super) fn insert(tx: &Tx<'_>, field: &CustomField) -> Outcome<()> {
    tx.db().execute(
        "INSERT INTO field (id, label, kind, position) VALUES (?1, ?2, ?3, ?4)",
        params![field.id.0, field.label, kind_word(field.kind), field.position],
    )?;
    write(tx, field)
}

/// The field that one of another base is here: of the same part, else of the same label.
#[must_use]
pub(crate) fn same_as<'a>(held: &'a [CustomField], other: &CustomField) -> Option<&'a CustomField> {
    let plays = |field: &&CustomField| other.role.is_some() && field.role == other.role;
    let named = |field: &&CustomField| fold(&field.label) == fold(&other.label);
    held.iter().find(plays).or_else(|| held.iter().find(named))
}

/// Changes a field; another kind converts its values.
///
/// # Errors
/// `not_found`; those of [`add`]; `field_values_unreadable` (with `count`, `examples`) when values cannot be read as the
/// new kind, `field_options_many` when they are too many to be options.
pub fn edit(tx: &Tx<'_>, id: Id, edit: &CustomFieldEdit, habits: &Habits) -> Outcome<()> {
    let before = get(&tx.db(), id)?;
    let mut field = before.clone();
    apply(tx, &mut field, edit, habits)?;
    tx.say("field", field.label.clone());
    if let Some(kind) = edit.kind.filter(|kind| *kind != before.kind) {
        if before.role.is_some() {
            return Err(Failure::invalid("kind", "field_with_role").with("field", before.label));
        }
        field.kind = kind;
        convert(tx, &before, &mut field, edit.clear_unreadable.unwrap_or(false), habits)?;
    }
    write(tx, &field)?;
    place(tx, id, edit.position)
}

/// Removes a field and its values.
///
/// # Errors
/// `not_found`.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let field = get(&tx.db(), id)?;
    let count = tx.db().execute(
        "UPDATE prospect SET custom = json_remove(custom, ?1) WHERE custom <> '{}' AND json_type(custom, ?1) IS NOT NULL",
        [path(id)],
    )?;
    tx.db().execute("DELETE FROM field WHERE id = ?1", [id.0])?;
    tx.say("field", field.label);
    tx.say("count", count);
    Ok(())
}

/// How many prospects hold a value, and each option of a select; the trash included.
///
/// # Errors
/// `not_found`.
pub fn uses(db: &Db<'_>, id: Id) -> Outcome<FieldUse> {
    let field = get(db, id)?;
    let held = holders(db, id)?;
    let has = |value: &Value, label: &str| match value {
        Value::Array(items) => items.iter().any(|item| item == label),
        other => other == label,
    };
    let options = field
        .options
        .into_iter()
        .map(|option| OptionUse {
            id: option.id,
            prospects: held.iter().filter(|(_, value)| has(value, &option.label)).count() as u64,
            label: option.label,
        })
        .collect();
    Ok(FieldUse { prospects: held.len() as u64, options })
}

/// Who holds a value of a field, and which.
pub(super) fn holders(db: &Db<'_>, id: Id) -> Outcome<Vec<(Id, Value)>> {
    let rows = db.rows(
        "SELECT id, json_array(json(custom -> ?1)) FROM prospect WHERE custom <> '{}' AND json_type(custom, ?1) IS NOT NULL",
        [path(id)],
        |row| Ok((Id(row.get(0)?), row.get::<_, String>(1)?)),
    )?;
    rows.into_iter()
        .map(|(prospect, text)| {
            let [value] = serde_json::from_str::<[Value; 1]>(&text).map_err(Failure::bug)?;
            Ok((prospect, value))
        })
        .collect()
}

/// Writes one value of a prospect; none removes it.
pub(super) fn put(tx: &Tx<'_>, prospect: Id, field: Id, value: Option<&Value>) -> Outcome<()> {
    let db = tx.db();
    match value {
        Some(value) => db.execute(
            "UPDATE prospect SET custom = json_set(custom, ?2, json(?3)) WHERE id = ?1",
            params![prospect.0, path(field), value.to_string()],
        ),
        None => db.execute(
            "UPDATE prospect SET custom = json_remove(custom, ?2) WHERE id = ?1",
            params![prospect.0, path(field)],
        ),
    }
    .map(drop)
}

/// Reads an edit into the field; nothing is written.
fn apply(tx: &Tx<'_>, field: &mut CustomField, edit: &CustomFieldEdit, habits: &Habits) -> Outcome<()> {
    let db = tx.db();
    let label = edit.label.as_deref().map_or(field.label.as_str(), str::trim).to_owned();
    check_label(&db, &label, field.id)?;
    field.label = label;
    let kind = edit.kind.unwrap_or(field.kind);
    if let Some(code) = &edit.currency {
        let code = values::currency(code).map_err(|_| Failure::invalid("currency", "currency_invalid"))?;
        field.currency = Some(code.to_owned());
    }
    if kind == FieldKind::Currency && field.currency.is_none() {
        field.currency = Some(habits.currency.clone());
    }
    if kind != FieldKind::Currency {
        field.currency = None;
    }
    for label in edit.add_options.iter().flatten() {
        options::push(tx, field, label)?;
    }
    field.in_table = edit.in_table.unwrap_or(field.in_table);
    field.on_card = edit.on_card.unwrap_or(field.on_card);
    field.is_searchable = edit.is_searchable.unwrap_or(field.is_searchable);
    if let Some(wanted) = &edit.required_stages {
        let required: Vec<Id> = stages(&db)?.into_iter().filter(|stage| wanted.contains(stage)).collect();
        if let Some(unknown) = wanted.iter().find(|stage| !required.contains(stage)) {
            return Err(Failure::not_found("stage", unknown));
        }
        field.required_stages = required;
    }
    Ok(())
}

/// Writes all of a field but its place.
pub(super) fn write(tx: &Tx<'_>, field: &CustomField) -> Outcome<()> {
    let json = |value: serde_json::Result<String>| value.map_err(Failure::bug);
    tx.db()
        .execute(
            "UPDATE field SET label = ?2, kind = ?3, options = ?4, currency = ?5, in_table = ?6, on_card = ?7,
               is_searchable = ?8, required_stages = ?9, role = ?10 WHERE id = ?1",
            params![
                field.id.0,
                field.label,
                kind_word(field.kind),
                json(serde_json::to_string(&field.options))?,
                field.currency,
                field.in_table,
                field.on_card,
                field.is_searchable,
                json(serde_json::to_string(&field.required_stages))?,
                field.role.map(|_| LOST_REASON)
            ],
        )
        .map(drop)
}

/// Gives a field its rank; the others close up.
fn place(tx: &Tx<'_>, id: Id, position: Option<i64>) -> Outcome<()> {
    let Some(position) = position else { return Ok(()) };
    let mut order: Vec<Id> =
        all(&tx.db())?.into_iter().map(|field| field.id).filter(|other| *other != id).collect();
    let rank = usize::try_from(position).unwrap_or(0).min(order.len());
    order.insert(rank, id);
    for (rank, id) in order.into_iter().enumerate() {
        tx.db().execute(
            "UPDATE field SET position = ?2 WHERE id = ?1 AND position <> ?2",
            [id.0, rank as i64],
        )?;
    }
    Ok(())
}

fn check_label(db: &Db<'_>, label: &str, own: Id) -> Outcome<()> {
    if label.is_empty() {
        return Err(Failure::invalid("label", "field_label_missing"));
    }
    let folded = fold(label);
    if all(db)?.iter().any(|field| field.id != own && fold(&field.label) == folded) {
        return Err(Failure::invalid("label", "field_label_taken").with("label", label));
    }
    Ok(())
}

/// Reads every value again as the new kind.
fn convert(
    tx: &Tx<'_>,
    before: &CustomField,
    field: &mut CustomField,
    clear: bool,
    habits: &Habits,
) -> Outcome<()> {
    let db = tx.db();
    let region = Region::from_code(&habits.region).unwrap_or(Region::FR);
    let held = holders(&db, field.id)?;
    let choose = |kind| matches!(kind, FieldKind::Select | FieldKind::MultiSelect);
    if choose(field.kind) && !choose(before.kind) {
        offer(tx, field, &held, habits.english)?;
    }
    let (mut changes, mut wrong) = (Vec::new(), Vec::new());
    for (prospect, value) in &held {
        let text = spoken(field.kind, value, habits.english);
        match read(field, &text, region, DateOrder::DayFirst) {
            Ok(read) if read.as_ref() == Some(value) => {}
            Ok(read) => changes.push((*prospect, read)),
            Err(_) => wrong.push((*prospect, text)),
        }
    }
    if !wrong.is_empty() && !clear {
        let mut examples: Vec<String> =
            wrong.iter().filter_map(|(_, text)| text.as_str().map(str::to_owned)).collect();
        examples.dedup();
        examples.truncate(3);
        return Err(Failure::invalid("kind", "field_values_unreadable")
            .with("count", wrong.len())
            .with("field", before.label.clone())
            .with("examples", examples.join(", ")));
    }
    for (prospect, value) in changes.into_iter().chain(wrong.into_iter().map(|(id, _)| (id, None))) {
        put(tx, prospect, field.id, value.as_ref())?;
    }
    Ok(())
}

/// A value as it is read again by another kind.
fn spoken(kind: FieldKind, value: &Value, english: bool) -> Value {
    match (kind, value) {
        (FieldKind::MultiSelect, Value::Array(_)) => value.clone(),
        (_, Value::Array(items)) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ").into()
        }
        (FieldKind::Boolean, _) => value.clone(),
        (_, Value::Bool(true)) => if english { "Yes" } else { "Oui" }.into(),
        (_, Value::Bool(false)) => if english { "No" } else { "Non" }.into(),
        (FieldKind::Number | FieldKind::Currency, Value::Number(_)) => value.clone(),
        (_, Value::Number(number)) => number.to_string().into(),
        _ => value.clone(),
    }
}

/// Offers the values that are there as options.
fn offer(tx: &Tx<'_>, field: &mut CustomField, held: &[(Id, Value)], english: bool) -> Outcome<()> {
    let mut labels: Map<String, Value> = Map::new();
    for (_, value) in held {
        if let Value::String(text) = spoken(FieldKind::Text, value, english) {
            labels.entry(fold(&text)).or_insert(text.into());
        }
    }
    for option in &field.options {
        labels.remove(&fold(&option.label));
    }
    if labels.len() + field.options.len() > MOST_OPTIONS {
        return Err(Failure::invalid("kind", "field_options_many")
            .with("count", labels.len())
            .with("most", MOST_OPTIONS));
    }
    let mut labels: Vec<&str> = labels.values().filter_map(Value::as_str).collect();
    labels.sort_by_key(|label| fold(label));
    for label in labels.into_iter().map(str::to_owned).collect::<Vec<_>>() {
        options::push(tx, field, &label)?;
    }
    Ok(())
}
