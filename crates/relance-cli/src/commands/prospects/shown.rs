//! Prospects as people read them: a list, a sheet, a timeline.

use crate::{
    commands::fields::said,
    table::{Align, Table, tame},
    voice::Voice,
};
use relance_model::{
    Id,
    activities::{Activity, ActivityKind},
    prospects::{AddressKind, Prospect, ProspectList, ProspectRow},
};
use serde_json::Value;
use std::collections::HashMap;

pub fn listing(found: &ProspectList, offset: u64, labels: &HashMap<Id, String>, voice: &Voice) -> String {
    let total = voice.count("prospects", found.total);
    if found.items.is_empty() {
        return total;
    }
    let shown = found.items.len() as u64;
    // What is shown is within the total: neither sum can overflow.
    let first = offset + 1;
    let text = if shown == found.total {
        total
    } else {
        let (first, last) =
            (voice.number(first.cast_signed()), voice.number((first + shown - 1).cast_signed()));
        voice.fill("page", &[("first", &first), ("last", &last), ("total", &total)])
    };
    format!("{}\n{text}", rows(&found.items, labels, voice))
}

/// One line each.
pub fn rows(of: &[ProspectRow], labels: &HashMap<Id, String>, voice: &Voice) -> String {
    let mut table = Table::new([
        (voice.say("column.id"), Align::Left),
        (voice.say("column.name"), Align::Left),
        (voice.say("column.company"), Align::Left),
        (voice.say("column.email"), Align::Left),
        (voice.say("column.phone"), Align::Left),
        (voice.say("column.stage"), Align::Left),
        (voice.say("column.value"), Align::Right),
    ]);
    for row in of {
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
    table.text()
}

pub fn sheet(
    of: &Prospect,
    stage: &str,
    owner: &str,
    labels: &HashMap<String, String>,
    voice: &Voice,
) -> String {
    let row = &of.row;
    let others = |kind: AddressKind| -> String {
        let of_kind = of.addresses.iter().filter(|address| address.kind == kind);
        of_kind.map(|address| voice.phone(&address.value)).collect::<Vec<_>>().join(", ")
    };
    let phone = row.phone.as_deref().map(|phone| voice.phone(phone)).unwrap_or_default();
    let tags: Vec<&str> = of.tags.iter().map(|tag| tag.name.as_str()).collect();
    let on = |date: &Option<String>| date.as_deref().map(|date| voice.on(date)).unwrap_or_default();
    let at = |millis: Option<i64>| millis.map(|millis| voice.at(millis)).unwrap_or_default();
    let facts = [
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
    ];
    let mut table = Table::plain();
    for (key, value) in facts {
        table.fact(voice.say(key), value);
    }
    customs(&mut table, row, labels, voice);
    format!("{}\n{}", tame(&row.name), table.text())
}

fn customs(table: &mut Table, row: &ProspectRow, labels: &HashMap<String, String>, voice: &Voice) {
    for (id, value) in &row.custom {
        let value = match value {
            Value::String(text) => text.clone(),
            Value::Bool(flag) => voice.yes_no(*flag).to_owned(),
            Value::Array(labels) => labels.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            other => other.to_string(),
        };
        table.fact(labels.get(id).map_or(id.as_str(), String::as_str), value);
    }
}

pub fn event(activity: &Activity, voice: &Voice) -> String {
    let data = |name: &str| activity.data.get(name).and_then(Value::as_str).unwrap_or_default();
    match activity.kind {
        ActivityKind::Note => said(&activity.body),
        ActivityKind::StageChange => voice.fill("event.stage", &[("from", data("from")), ("to", data("to"))]),
        ActivityKind::Call => {
            let outcome = voice.say(&format!("outcome.{}", data("outcome"))).to_owned();
            let direction = if data("direction") == "in" { "event.call_in" } else { "event.call" };
            let minutes = activity.data.get("minutes").and_then(Value::as_i64);
            let mut text = voice.fill(direction, &[("outcome", &outcome)]);
            if let Some(minutes) = minutes {
                text = format!("{text}, {}", voice.count("minutes", minutes.unsigned_abs()));
            }
            match &activity.body {
                Some(note) => format!("{text} · {note}"),
                None => text,
            }
        }
        ActivityKind::FollowUp => {
            let kind = voice.say(&format!("kind.{}", data("kind"))).to_owned();
            voice.fill(
                "event.follow_up",
                &[("what", if data("title").is_empty() { &kind } else { data("title") })],
            )
        }
        ActivityKind::Email => {
            let key = if data("direction") == "in" { "event.email_in" } else { "event.email" };
            let none = voice.say("message_no_subject");
            let subject = if data("subject").is_empty() { none } else { data("subject") };
            voice.fill(key, &[("from", data("from")), ("subject", subject)])
        }
        ActivityKind::Meeting => voice.fill("event.meeting", &[("title", data("title"))]),
        ActivityKind::Created if data("via") == "import" => {
            voice.fill("event.imported", &[("file", data("file"))])
        }
        ActivityKind::Viewed => voice.say("event.viewed").to_owned(),
        ActivityKind::Created => voice.say("event.created").to_owned(),
    }
}
