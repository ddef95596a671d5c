//! `relance fields`: the custom fields and the options of the selects, listed and changed.

use crate::{
    args::{CustomFields, FieldAct, FieldWords, OptionAct},
    commands::labels::color,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, fields, stages, values};
use relance_model::{
    Failure, Id, Outcome,
    labels::{
        CustomField, CustomFieldEdit, CustomFieldSaved, Done, FieldKind, FieldOptionEdit, FieldOptionRemoval,
    },
};
use serde_json::Value;

pub fn run(core: &Core, wanted: &CustomFields, voice: &Voice) -> Outcome<Reply> {
    let find = |word: &str| core.read(|db| fields::find(db, word));
    let habits = core.habits()?;
    let (id, operation) = match &wanted.act {
        None => return list(core, voice),
        Some(FieldAct::Show { field }) => return show(core, &find(field)?, voice),
        Some(FieldAct::Add { label, words }) => {
            let edit = CustomFieldEdit { label: Some(label.clone()), ..edit(core, words)? };
            let done = core.change(Caller::Cli, "fields.create", |tx| fields::add(tx, &edit, &habits))?;
            (done.value, done.operation)
        }
        Some(FieldAct::Edit { field, label, clear_unreadable, position, words }) => {
            let id = find(field)?.id;
            let edit = CustomFieldEdit {
                label: label.clone(),
                clear_unreadable: Some(*clear_unreadable),
                position: *position,
                ..edit(core, words)?
            };
            let done = core.change(Caller::Cli, "fields.edit", |tx| fields::edit(tx, id, &edit, &habits))?;
            (id, done.operation)
        }
        Some(FieldAct::Remove { field }) => {
            let field = find(field)?;
            let done = core.change(Caller::Cli, "fields.remove", |tx| fields::remove(tx, field.id))?;
            return Reply::new(
                Done { operation: done.operation },
                voice.fill("removed", &[("name", &field.label)]),
            );
        }
        Some(FieldAct::Option(act)) => option(core, act)?,
    };
    let field = core.read(|db| fields::get(db, id))?;
    let text = super::saved(operation, &field.label, voice);
    Reply::new(CustomFieldSaved { field, operation }, text)
}

fn list(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let found = core.read(fields::all)?;
    if found.is_empty() {
        return Reply::new(&found, voice.say("fields_none"));
    }
    let mut table = Table::new([
        (voice.say("column.field"), Align::Left),
        (voice.say("column.kind"), Align::Left),
        (voice.say("column.options"), Align::Left),
    ]);
    for field in &found {
        let options: Vec<&str> = field.options.iter().map(|option| option.label.as_str()).collect();
        table.row([field.label.clone(), kind(field, voice), options.join(", ")]);
    }
    Reply::new(&found, table.text())
}

fn kind(field: &CustomField, voice: &Voice) -> String {
    let key = match field.kind {
        FieldKind::Text => "kind.text",
        FieldKind::LongText => "kind.long_text",
        FieldKind::Number => "kind.number",
        FieldKind::Currency => "kind.currency",
        FieldKind::Date => "kind.date",
        FieldKind::Boolean => "kind.boolean",
        FieldKind::Select => "kind.select",
        FieldKind::MultiSelect => "kind.multi_select",
        FieldKind::Url => "kind.url",
        FieldKind::Email => "kind.email",
        FieldKind::Phone => "kind.phone",
    };
    match &field.currency {
        Some(code) => format!("{} ({code})", voice.say(key)),
        None => voice.say(key).to_owned(),
    }
}

/// A field with how many prospects hold it.
fn show(core: &Core, field: &CustomField, voice: &Voice) -> Outcome<Reply> {
    let held = core.read(|db| fields::uses(db, field.id))?;
    let mut table =
        Table::new([(voice.say("column.field"), Align::Left), (voice.say("column.prospects"), Align::Right)]);
    table.row([field.label.clone(), voice.number(held.prospects.cast_signed())]);
    for option in &held.options {
        table.row([format!("  {}", option.label), voice.number(option.prospects.cast_signed())]);
    }
    let mut json = serde_json::to_value(field).map_err(Failure::bug)?;
    json["use"] = serde_json::to_value(&held).map_err(Failure::bug)?;
    Reply::new(json, table.text())
}

fn edit(core: &Core, words: &FieldWords) -> Outcome<CustomFieldEdit> {
    let none = words.required_at.iter().any(|word| word == "none");
    let stages = words.required_at.iter().filter(|word| *word != "none");
    let stages = stages
        .map(|word| core.read(|db| stages::find(db, word)).map(|stage| stage.id))
        .collect::<Outcome<Vec<Id>>>()?;
    let kind = words.kind.clone().map(|kind| serde_json::from_value(Value::String(kind)));
    Ok(CustomFieldEdit {
        kind: kind.transpose().map_err(Failure::bug)?,
        add_options: (!words.options.is_empty()).then(|| words.options.clone()),
        currency: words.currency.clone(),
        in_table: words.in_table,
        on_card: words.on_card,
        is_searchable: words.searchable,
        required_stages: (none || !stages.is_empty()).then_some(stages),
        ..CustomFieldEdit::default()
    })
}

fn option(core: &Core, act: &OptionAct) -> Outcome<(Id, Option<Id>)> {
    let find = |word: &str| core.read(|db| fields::find(db, word));
    let named = |field: &CustomField, word: &str| {
        let folded = values::fold(word.trim());
        field
            .options
            .iter()
            .find(|option| values::fold(&option.label) == folded || option.id.to_string() == word)
            .map(|option| option.id)
            .ok_or_else(|| Failure::not_found("option", word))
    };
    let remove = |field: &CustomField, option: Id, merge_into: Option<Id>| {
        let label = if merge_into.is_some() { "fields.option_merge" } else { "fields.option_remove" };
        let removal = FieldOptionRemoval { merge_into };
        core.change(Caller::Cli, label, |tx| fields::remove_option(tx, field.id, option, &removal))
            .map(|done| done.operation)
    };
    match act {
        OptionAct::Add { field, label, color: typed } => {
            let field = find(field)?;
            let edit =
                FieldOptionEdit { label: Some(label.clone()), color: color(typed.as_ref()), position: None };
            let done = core
                .change(Caller::Cli, "fields.option_create", |tx| fields::add_option(tx, field.id, &edit))?;
            Ok((field.id, done.operation))
        }
        OptionAct::Edit { field, option, label, color: typed, position } => {
            let field = find(field)?;
            let option = named(&field, option)?;
            let edit =
                FieldOptionEdit { label: label.clone(), color: color(typed.as_ref()), position: *position };
            let done = core.change(Caller::Cli, "fields.option_edit", |tx| {
                fields::edit_option(tx, field.id, option, &edit)
            })?;
            Ok((field.id, done.operation))
        }
        OptionAct::Merge { field, option, into } => {
            let field = find(field)?;
            let into = named(&field, into)?;
            Ok((field.id, remove(&field, named(&field, option)?, Some(into))?))
        }
        OptionAct::Remove { field, option } => {
            let field = find(field)?;
            Ok((field.id, remove(&field, named(&field, option)?, None)?))
        }
    }
}
