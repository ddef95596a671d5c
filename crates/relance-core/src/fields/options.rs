//! The options of a select: added, renamed, merged, removed. Whoever held an option holds what it became; no value is left
//! that the field does not offer.

use super::{change, get};
use relance_model::{
    Failure, Id, Outcome,
    labels::{CustomField, FieldKind, FieldOption, FieldOptionEdit, FieldOptionRemoval},
};
use relance_store::{Tx, fold};
use serde_json::Value;

/// Adds an option to a select, last.
///
/// # Errors
/// `not_found`; `field_without_options`, `option_label_missing`, `option_taken`, `color_unknown`.
pub fn add_option(tx: &Tx<'_>, id: Id, edit: &FieldOptionEdit) -> Outcome<Id> {
    let mut field = select(tx, id)?;
    let option = push(tx, &mut field, edit.label.as_deref().unwrap_or_default())?;
    let last = field.options.len() - 1;
    field.options[last].color = color(edit.color.clone().flatten())?;
    move_to(&mut field.options, last, edit.position);
    tx.say("field", field.label.clone());
    tx.say("option", edit.label.clone());
    change::write(tx, &field)?;
    Ok(option)
}

/// Renames, recolours, moves an option; whoever has it keeps it.
///
/// # Errors
/// Those of [`add_option`].
pub fn edit_option(tx: &Tx<'_>, id: Id, option: Id, edit: &FieldOptionEdit) -> Outcome<()> {
    let mut field = select(tx, id)?;
    let at = place_of(&field, option)?;
    let before = field.options[at].label.clone();
    tx.say("field", field.label.clone());
    tx.say("option", before.clone());
    if let Some(label) = edit.label.as_deref().map(str::trim).filter(|label| *label != before) {
        check(&field, label, Some(option))?;
        let wanted = fold(label);
        let known = &mut field.options[at];
        known.label = label.to_owned();
        known.former.retain(|former| fold(former) != wanted);
        if fold(&before) != wanted {
            known.former.push(before.clone());
        }
        tx.say("count", replace(tx, &field, &before, Some(label))?);
        tx.say("to", label);
    }
    if let Some(wanted) = &edit.color {
        field.options[at].color = color(wanted.clone())?;
    }
    move_to(&mut field.options, at, edit.position);
    change::write(tx, &field)?;
    if edit.position.is_some() && field.kind == FieldKind::MultiSelect {
        reorder(tx, &field)?;
    }
    Ok(())
}

/// Removes an option: its values become another option, or are cleared.
///
/// # Errors
/// `not_found`; `option_itself` when it is to become itself.
pub fn remove_option(tx: &Tx<'_>, id: Id, option: Id, removal: &FieldOptionRemoval) -> Outcome<()> {
    let mut field = select(tx, id)?;
    let gone = field.options.remove(place_of(&field, option)?);
    tx.say("field", field.label.clone());
    tx.say("option", gone.label.clone());
    let into = match removal.merge_into {
        Some(into) if into == option => return Err(Failure::invalid("merge_into", "option_itself")),
        Some(into) => {
            let at = place_of(&field, into)?;
            let known = &mut field.options[at];
            for former in gone.former.into_iter().chain([gone.label.clone()]) {
                if !known.former.contains(&former) {
                    known.former.push(former);
                }
            }
            tx.say("to", known.label.clone());
            Some(known.label.clone())
        }
        None => None,
    };
    tx.say("count", replace(tx, &field, &gone.label, into.as_deref())?);
    change::write(tx, &field)
}

/// Puts an option behind the others, in memory.
pub(super) fn push(tx: &Tx<'_>, field: &mut CustomField, label: &str) -> Outcome<Id> {
    let label = label.trim();
    check(field, label, None)?;
    let id = tx.new_id();
    let wanted = fold(label);
    for option in &mut field.options {
        option.former.retain(|former| fold(former) != wanted);
    }
    field.options.push(FieldOption { id, label: label.to_owned(), color: None, former: Vec::new() });
    Ok(id)
}

fn select(tx: &Tx<'_>, id: Id) -> Outcome<CustomField> {
    let field = get(&tx.db(), id)?;
    if !matches!(field.kind, FieldKind::Select | FieldKind::MultiSelect) {
        return Err(Failure::invalid("kind", "field_without_options").with("field", field.label));
    }
    Ok(field)
}

fn place_of(field: &CustomField, option: Id) -> Outcome<usize> {
    field
        .options
        .iter()
        .position(|known| known.id == option)
        .ok_or_else(|| Failure::not_found("option", option))
}

fn check(field: &CustomField, label: &str, own: Option<Id>) -> Outcome<()> {
    if label.is_empty() {
        return Err(Failure::invalid("label", "option_label_missing"));
    }
    let wanted = fold(label);
    if field.options.iter().any(|known| Some(known.id) != own && fold(&known.label) == wanted) {
        return Err(Failure::invalid("label", "option_taken").with("label", label));
    }
    Ok(())
}

fn color(wanted: Option<String>) -> Outcome<Option<String>> {
    crate::values::color(wanted).map_err(|_| Failure::invalid("color", "color_unknown"))
}

fn move_to(options: &mut Vec<FieldOption>, at: usize, position: Option<i64>) {
    let Some(position) = position else { return };
    let option = options.remove(at);
    let rank = usize::try_from(position).unwrap_or(0).min(options.len());
    options.insert(rank, option);
}

/// Puts one label in the place of another wherever it is held; answers by how many.
fn replace(tx: &Tx<'_>, field: &CustomField, from: &str, to: Option<&str>) -> Outcome<u64> {
    let mut count = 0;
    for (prospect, value) in change::holders(&tx.db(), field.id)? {
        let new = match &value {
            Value::String(label) if label == from => to.map(Value::from),
            Value::Array(items) if items.iter().any(|item| item == from) => {
                let kept: Vec<&str> = items
                    .iter()
                    .filter_map(Value::as_str)
                    .filter_map(|label| if label == from { to } else { Some(label) })
                    .collect();
                in_order(field, &kept)
            }
            _ => continue,
        };
        change::put(tx, prospect, field.id, new.as_ref())?;
        count += 1;
    }
    Ok(count)
}

/// Several labels in the field's order, each once; none for none.
fn in_order(field: &CustomField, held: &[&str]) -> Option<Value> {
    let mut labels: Vec<Value> = field
        .options
        .iter()
        .filter(|option| held.contains(&option.label.as_str()))
        .map(|option| option.label.clone().into())
        .collect();
    // What the field does not offer any more is kept all the same.
    for label in held.iter().filter(|label| !field.options.iter().any(|option| option.label == **label)) {
        labels.push((*label).into());
    }
    (!labels.is_empty()).then_some(Value::Array(labels))
}

fn reorder(tx: &Tx<'_>, field: &CustomField) -> Outcome<()> {
    for (prospect, value) in change::holders(&tx.db(), field.id)? {
        if let Value::Array(items) = &value {
            let held: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            let new = in_order(field, &held);
            if new.as_ref() != Some(&value) {
                change::put(tx, prospect, field.id, new.as_ref())?;
            }
        }
    }
    Ok(())
}
