//! `relance prospects list | groups | show | add | edit | delete | share`.

mod shown;

use crate::{
    args::{Fields, Filter, Page, Prospects},
    commands::{
        fields::{self, with_tags},
        filter, saved,
    },
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, activities, members, prospects, stages, tags};
use relance_model::{
    Failure, Id, Outcome,
    activities::TimelineQuery,
    prospects::{BulkAction, ProspectList, ProspectQuery, ProspectSaved, Selection, ShareBy},
};
use serde_json::json;
use shown::{event, sheet};
pub use shown::{listing, rows};
use std::collections::HashMap;

/// The most that the core gives in one page.
const PAGE: u64 = 1000;
/// Lines of the timeline on a sheet.
const TIMELINE: u64 = 20;

pub fn run(core: &Core, wanted: &Prospects, voice: &Voice) -> Outcome<Reply> {
    match wanted {
        Prospects::List { filter, page } => list(core, filter, page, voice),
        Prospects::Groups { field, filter } => groups(core, field, filter, voice),
        Prospects::Show { id } => show(core, *id, voice),
        Prospects::Add { fields } => add(core, fields, voice),
        Prospects::Edit { id, fields, untags } => edit(core, *id, fields, untags, voice),
        Prospects::Delete { ids } => delete(core, ids, voice),
        Prospects::Share { filter, among, by } => share(core, filter, among, by, voice),
    }
}

fn list(core: &Core, filter: &Filter, page: &Page, voice: &Voice) -> Outcome<Reply> {
    let query = filter::query(core, filter, voice)?;
    let (found, labels) = core.read(|db| {
        let mut found = ProspectList::default();
        loop {
            let got = found.items.len() as u64;
            let limit = page.limit.saturating_sub(got).min(PAGE);
            let next = ProspectQuery {
                offset: page.offset.saturating_add(got),
                limit: Some(limit),
                ..query.clone()
            };
            let next = prospects::list(db, core.lists(), &next)?;
            let is_last = (next.items.len() as u64) < PAGE;
            (found.total, found.similar, found.approximate) = (next.total, next.similar, next.approximate);
            found.items.extend(next.items);
            if is_last {
                break;
            }
        }
        let labels: HashMap<Id, String> =
            stages::all(db)?.into_iter().map(|stage| (stage.id, stage.label)).collect();
        Ok((found, labels))
    })?;
    let mut text = listing(&found, page.offset, &labels, voice);
    if found.similar > 0 {
        let similar = voice.count("prospects", found.similar);
        text = format!("{text}\n{}", voice.fill("list_similar", &[("prospects", &similar)]));
    }
    Reply::new(found, text)
}

/// The groups of a list. A field of the user's own may be named.
fn groups(core: &Core, field: &str, filter: &Filter, voice: &Voice) -> Outcome<Reply> {
    let own = core.read(relance_core::fields::all)?;
    let group = own
        .iter()
        .find(|known| known.label == field)
        .map_or_else(|| field.to_owned(), |known| format!("custom.{}", known.id));
    let query = ProspectQuery { group: Some(group), ..filter::query(core, filter, voice)? };
    let found = core.read(|db| prospects::groups(db, core.lists(), &query))?;
    let mut table = Table::new([
        (voice.say("column.group"), Align::Left),
        (voice.say("column.prospects"), Align::Right),
        (voice.say("column.value"), Align::Right),
    ]);
    for group in &found.groups {
        let sums: Vec<String> = group.value.iter().map(|sum| voice.money(sum.cents, &sum.currency)).collect();
        let name = if group.label.is_empty() { voice.say("group_none") } else { &group.label };
        table.row([name.to_owned(), voice.number(group.count.cast_signed()), sums.join(" + ")]);
    }
    let mut text = format!("{}\n{}", table.text(), voice.count("prospects", found.total));
    if found.groups.iter().map(|group| group.count).sum::<u64>() > found.total {
        text = format!("{text}\n{}", voice.say("group_several"));
    }
    Reply::new(found, text)
}

fn show(core: &Core, id: Id, voice: &Voice) -> Outcome<Reply> {
    let query = TimelineQuery { limit: Some(TIMELINE), ..TimelineQuery::default() };
    let (prospect, timeline, stage, owner, labels) = core.read(|db| {
        let prospect = prospects::get(db, id)?;
        let stage = stages::find(db, &prospect.row.stage_id.to_string())?.label;
        let owner = prospect.row.owner_id.map(|owner| members::get(db, owner)).transpose()?;
        let labels: HashMap<String, String> = relance_core::fields::all(db)?
            .into_iter()
            .map(|field| (field.id.to_string(), field.label))
            .collect();
        Ok((prospect, activities::timeline(db, core.now(), id, &query)?, stage, owner, labels))
    })?;
    let mut text =
        sheet(&prospect, &stage, &owner.map(|owner| owner.name).unwrap_or_default(), &labels, voice);
    if !timeline.items.is_empty() {
        let mut lines = Table::plain();
        for activity in &timeline.items {
            lines.row([voice.at(activity.at), event(activity, voice)]);
        }
        text = format!("{text}\n{}\n{}", voice.say("timeline"), lines.text());
    }
    let mut json = serde_json::to_value(&prospect).map_err(relance_model::Failure::bug)?;
    json["timeline"] = json!(timeline.items);
    let spent = core.read(|db| activities::spent(db, core.now(), id))?;
    if spent.total > 0 {
        let minutes = voice.count("minutes", spent.total.div_ceil(60));
        text = format!("{text}\n{}", voice.fill("time_spent", &[("minutes", &minutes)]));
    }
    json["time"] = json!(spent);
    Reply::new(json, text)
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

/// Shares prospects out among members.
fn share(core: &Core, filter: &Filter, among: &[String], by: &str, voice: &Voice) -> Outcome<Reply> {
    let query = filter::query(core, filter, voice)?;
    let team = core.read(members::all)?;
    let member = |name: &String| {
        members::find(&team, name).map(|member| member.id).ok_or_else(|| Failure::not_found("member", name))
    };
    let action = BulkAction::Distribute {
        member_ids: among.iter().map(member).collect::<Outcome<_>>()?,
        by: match by {
            "sector" => ShareBy::Sector,
            "region" => ShareBy::Region,
            "company" => ShareBy::Company,
            _ => ShareBy::Turn,
        },
    };
    let selection = Selection::Query { query, except: Vec::new() };
    let ids = core.read(|db| prospects::selected(db, core.lists(), &selection))?;
    let rules = core.rules()?;
    let done = core.change(Caller::Cli, "prospects.bulk", |tx| prospects::bulk(tx, &ids, &action, &rules))?;
    let text = voice.fill("shared", &[("prospects", &voice.count("prospects", done.value))]);
    Reply::new(json!({ "operation": done.operation, "selected": ids.len(), "changed": done.value }), text)
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
