//! `relance settings`: shows the preferences kept in the base, or one, or sets it.

use crate::{args::Setting, output::Reply, table::Table, voice::Voice};
use relance_core::{Caller, Core, settings};
use relance_model::{
    Failure, Outcome,
    settings::{Settings, SettingsEdit},
};
use serde_json::{Map, Value, json};

pub fn run(core: &Core, wanted: &Setting, voice: &Voice) -> Outcome<Reply> {
    let Some(name) = &wanted.name else {
        let all = core.read(settings::get)?;
        return Reply::new(&all, listing(&members(&all)?, voice));
    };
    let present = value_of(core, name)?;
    let Some(text) = &wanted.value else {
        return Reply::new(json!({ "name": name, "value": present }), shown(&present, voice));
    };
    let edit = Map::from_iter([(name.clone(), read(name, text, &present)?)]);
    let edit: SettingsEdit = serde_json::from_value(Value::Object(edit)).map_err(|_| refused(name, text))?;
    core.change_for_good(Caller::Cli, "settings.edit", |tx| settings::edit(tx, &edit))?;
    let value = value_of(core, name)?;
    let text = voice.fill("setting_set", &[("name", name), ("value", &shown(&value, voice))]);
    Reply::new(json!({ "name": name, "value": value }), text)
}

fn members(all: &Settings) -> Outcome<Map<String, Value>> {
    match serde_json::to_value(all).map_err(Failure::bug)? {
        Value::Object(members) => Ok(members),
        _ => Ok(Map::new()),
    }
}

fn value_of(core: &Core, name: &str) -> Outcome<Value> {
    let mut members = members(&core.read(settings::get)?)?;
    members.remove(name).ok_or_else(|| Failure::invalid("name", "setting_unknown").with("name", name))
}

/// A value of the kind that the setting has.
fn read(name: &str, text: &str, present: &Value) -> Outcome<Value> {
    let read = match present {
        Value::String(_) => Some(Value::from(text)),
        Value::Number(_) => text.parse::<i64>().ok().map(Value::from),
        Value::Bool(_) => match text {
            "true" | "yes" | "oui" | "on" | "1" => Some(true.into()),
            "false" | "no" | "non" | "off" | "0" => Some(false.into()),
            _ => None,
        },
        _ => serde_json::from_str(text).ok().filter(|value: &Value| value.is_object() == present.is_object()),
    };
    read.ok_or_else(|| refused(name, text))
}

fn refused(name: &str, text: &str) -> Failure {
    Failure::invalid(name, "setting_invalid").with("value", text)
}

fn shown(value: &Value, voice: &Voice) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(flag) => voice.yes_no(*flag).to_owned(),
        other => other.to_string(),
    }
}

fn listing(members: &Map<String, Value>, voice: &Voice) -> String {
    let mut table = Table::plain();
    // What the page keeps for itself says nothing to people.
    for (name, value) in members.iter().filter(|(name, _)| *name != "ui") {
        table.fact(name, shown(value, voice));
    }
    table.text()
}
