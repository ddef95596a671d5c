//! `relance prospects list | show | add | edit | delete`.

use crate::{
    args::{Fields, Filter, Page, Prospects},
    commands::{
        fields::{self, said, with_tags},
        filter, saved,
    },
    output::Reply,
    table::{Align, Table, tame},
    voice::Voice,
};
use relance_core::{Caller, Core, activities, members, prospects, stages, tags};
use relance_model::{
    Id, Outcome,
    activities::{Activity, ActivityKind, TimelineQuery},
    prospects::{AddressKind, BulkAction, Prospect, ProspectList, ProspectQuery, ProspectSaved},
};
use serde_json::{Value, json};
use std::collections::HashMap;

/// The most that the core gives in one page.
const PAGE: u64 = 1000;
/// Lines of the timeline on a sheet.
const TIMELINE: u64 = 20;

pub fn run(core: &Core, wanted: &Prospects, voice: &Voice) -> Outcome<Reply> {
    match wanted {
        Prospects::List { filter, page } => list(core, filter, page, voice),
        Prospects::Show { id } => show(core, *id, voice),
        Prospects::Add { fields } => add(core, fields, voice),
        Prospects::Edit { id, fields, untags } => edit(core, *id, fields, untags, voice),
        Prospects::Delete { ids } => delete(core, ids, voice),
    }
}

fn list(core: &Core, filter: &Filter, page: &Page, voice: &Voice) -> Outcome<Reply> {
    let query = filter::query(filter, &core.read(members::all)?)?;
    let (found, labels) = core.read(|db| {
        let mut found = ProspectList { total: 0, items: Vec::new() };
        loop {
            let got = found.items.len() as u64;
            let limit = page.limit.saturating_sub(got).min(PAGE);
            let next = ProspectQuery { offset: page.offset + got, limit: Some(limit), ..query.clone() };
            let next = prospects::list(db, core.lists(), &next)?;
            let is_last = (next.items.len() as u64) < PAGE;
            found.total = next.total;
            found.items.extend(next.items);
            if is_last {
                break;
            }
        }
        let labels: HashMap<Id, String> =
            stages::all(db)?.into_iter().map(|stage| (stage.id, stage.label)).collect();
        Ok((found, labels))
    })?;
    let text = listing(&found, page.offset, &labels, voice);
    Reply::new(found, text)
}

fn listing(found: &ProspectList, offset: u64, labels: &HashMap<Id, String>, voice: &Voice) -> String {
    let total = voice.count("prospects", found.total);
    if found.items.is_empty() {
        return total;
    }
    let mut table = Table::new([
        (voice.say("column.id"), Align::Left),
        (voice.say("column.name"), Align::Left),
        (voice.say("column.company"), Align::Left),
        (voice.say("column.email"), Align::Left),
        (voice.say("column.phone"), Align::Left),
        (voice.say("column.stage"), Align::Left),
        (voice.say("column.value"), Align::Right),
    ]);
    for row in &found.items {
        table.row([
            row.id.to_string(),
            row.name.clone(),
            said(&row.company),
            said(&row.email),
            row.phone.as_deref().map(|phone| voice.phone(phone)).unwrap_or_default(),
            labels.get(&row.stage_id).cloned().unwrap_or_default(),
            row.value_cents.map(|cents| voice.money(cents, &row.currency)).unwrap_or_default(),
        ]);
    }
    let shown = found.items.len() as u64;
    let text = if shown == found.total {
        total
    } else {
        let (first, last) = (voice.number(offset.cast_signed() + 1), voice.number((offset + shown).cast_signed()));
        voice.fill("page", &[("first", &first), ("last", &last), ("total", &total)])
    };
    format!("{}\n{text}", table.text())
}

fn show(core: &Core, id: Id, voice: &Voice) -> Outcome<Reply> {
    let query = TimelineQuery { limit: Some(TIMELINE), ..TimelineQuery::default() };
    let (prospect, timeline, stage, owner, labels) = core.read(|db| {
        let prospect = prospects::get(db, id)?;
        let stage = stages::find(db, &prospect.row.stage_id.to_string())?.label;
        let owner = prospect.row.owner_id.map(|owner| members::get(db, owner)).transpose()?;
        let labels: HashMap<String, String> =
            relance_core::fields::all(db)?.into_iter().map(|field| (field.id.to_string(), field.label)).collect();
        Ok((prospect, activities::timeline(db, id, &query)?, stage, owner, labels))
    })?;
    let mut text = sheet(&prospect, &stage, &owner.map(|owner| owner.name).unwrap_or_default(), &labels, voice);
    if !timeline.items.is_empty() {
        let mut lines = Table::plain();
        for activity in &timeline.items {
            lines.row([voice.at(activity.at), event(activity, voice)]);
        }
        text = format!("{text}\n{}\n{}", voice.say("timeline"), lines.text());
    }
    let mut json = serde_json::to_value(&prospect).map_err(relance_model::Failure::bug)?;
    json["timeline"] = json!(timeline.items);
    Reply::new(json, text)
}

fn sheet(of: &Prospect, stage: &str, owner: &str, labels: &HashMap<String, String>, voice: &Voice) -> String {
    let row = &of.row;
    let others = |kind: AddressKind| -> String {
        let of_kind = of.addresses.iter().filter(|address| address.kind == kind);
        of_kind.map(|address| voice.phone(&address.value)).collect::<Vec<_>>().join(", ")
    };
    let phone = row.phone.as_deref().map(|phone| voice.phone(phone)).unwrap_or_default();
    let tags: Vec<&str> = of.tags.iter().map(|tag| tag.name.as_str()).collect();
    let on = |date: &Option<String>| date.as_deref().map(|date| voice.on(date)).unwrap_or_default();
    let at = |millis: Option<i64>| millis.map(|millis| voice.at(millis)).unwrap_or_default();
    let mut table = Table::plain();
    for (key, value) in [
        ("column.id", row.id.to_string()),
        ("field.civility", said(&row.civility)),
        ("field.job_title", said(&row.job_title)),
        ("field.company", said(&row.company)),
        ("field.email", said(&row.email)),
        ("field.emails", others(AddressKind::Email)),
        ("field.phone", phone),
        ("field.phones", others(AddressKind::Phone)),
        ("field.stage", stage.to_owned()),
        ("field.owner", owner.to_owned()),
        ("field.tags", tags.join(", ")),
        ("field.value", row.value_cents.map(|cents| voice.money(cents, &row.currency)).unwrap_or_default()),
        ("field.expected_close_on", on(&row.expected_close_on)),
        ("field.source", said(&row.source)),
        ("field.sector", said(&row.sector)),
        ("field.city", said(&row.city)),
        ("field.postcode", said(&row.postcode)),
        ("field.country", said(&row.country)),
        ("field.site", said(&row.site)),
        ("field.linkedin_url", said(&row.linkedin_url)),
        ("field.do_not_contact", at(row.do_not_contact_at)),
        ("field.last_interaction_at", at(row.last_interaction_at)),
        ("field.deleted_at", at(row.deleted_at)),
        ("field.notes", said(&row.notes)),
    ] {
        table.fact(voice.say(key), value);
    }
    for (id, value) in &row.custom {
        let value = match value {
            Value::String(text) => text.clone(),
            Value::Bool(flag) => voice.yes_no(*flag).to_owned(),
            other => other.to_string(),
        };
        table.fact(labels.get(id).map_or(id.as_str(), String::as_str), value);
    }
    format!("{}\n{}", tame(&row.name), table.text())
}

fn event(activity: &Activity, voice: &Voice) -> String {
    let data = |name: &str| activity.data.get(name).and_then(Value::as_str).unwrap_or_default();
    match activity.kind {
        ActivityKind::Note => said(&activity.body),
        ActivityKind::StageChange => voice.fill("event.stage", &[("from", data("from")), ("to", data("to"))]),
        ActivityKind::Created if data("via") == "import" => voice.fill("event.imported", &[("file", data("file"))]),
        ActivityKind::Created => voice.say("event.created").to_owned(),
    }
}

fn add(core: &Core, typed: &Fields, voice: &Voice) -> Outcome<Reply> {
    let rules = core.rules()?;
    let edit = fields::edit(core, typed, &[], None)?;
    let done = core.change(Caller::Cli, "prospects.create", |tx| {
        let edit = with_tags(edit, typed, |name| tags::find_or_add(tx, name))?;
        prospects::add(tx, &edit, &rules, false)
    })?;
    let prospect = core.read(|db| prospects::get(db, done.value))?;
    let id = prospect.row.id.to_string();
    let text = voice.fill("added", &[("name", &prospect.row.name), ("id", &id)]);
    Reply::new(ProspectSaved { prospect, operation: done.operation }, text)
}

fn edit(core: &Core, id: Id, typed: &Fields, untags: &[String], voice: &Voice) -> Outcome<Reply> {
    let rules = core.rules()?;
    let edit = fields::edit(core, typed, untags, Some(id))?;
    let done = core.change(Caller::Cli, "prospects.edit", |tx| {
        let edit = with_tags(edit, typed, |name| tags::find_or_add(tx, name))?;
        prospects::edit(tx, id, &edit, &rules)
    })?;
    let prospect = core.read(|db| prospects::get(db, id))?;
    let text = saved(done.operation, &prospect.row.name, voice);
    Reply::new(ProspectSaved { prospect, operation: done.operation }, text)
}

fn delete(core: &Core, ids: &[Id], voice: &Voice) -> Outcome<Reply> {
    let rules = core.rules()?;
    let done = core.change(Caller::Cli, "prospects.delete", |tx| {
        // A mistyped id must not pass for a deletion of the others.
        for id in ids {
            prospects::row(&tx.db(), *id)?;
        }
        match ids {
            [only] => prospects::delete(tx, *only).map(|()| 1),
            several => prospects::bulk(tx, several, &BulkAction::Delete, &rules),
        }
    })?;
    let deleted = if done.operation.is_some() { done.value } else { 0 };
    let text = voice.fill("deleted", &[("prospects", &voice.count("prospects", deleted))]);
    Reply::new(json!({ "operation": done.operation, "deleted": deleted }), text)
}
