//! `relance changes`, `restore --to`, `check --audit`: what became of the base, the way back to an instant, and whether its
//! history was left as it was written.

use super::history::{field, operations, shown};
use crate::{
    args::Changes,
    moment::Moment,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, history};
use relance_model::{
    Outcome,
    history::{Between, BetweenQuery, RestoreToRequest},
};

pub fn list(core: &Core, wanted: &Changes, voice: &Voice) -> Outcome<Reply> {
    let now = core.now();
    let query = BetweenQuery {
        from: wanted.from.instant(now),
        to: wanted.to.map(|to| to.instant(now)),
        kind: wanted.kind.clone(),
        offset: 0,
        limit: Some(wanted.limit),
    };
    let found = history::between(core, &query)?;
    let text = said(&found, voice);
    Reply::new(found, text)
}

fn said(found: &Between, voice: &Voice) -> String {
    let mut text = voice.fill("changes", &[("from", &voice.at(found.from)), ("to", &voice.at(found.to))]);
    let mut counts = Table::plain();
    for (key, count) in [
        ("changes.created", found.created),
        ("changes.changed", found.changed),
        ("changes.moved", found.moved),
        ("changes.removed", found.removed),
        ("changes.restored", found.restored),
    ] {
        counts.fact(voice.say(key), voice.number(count.cast_signed()));
    }
    text = format!("{text}\n\n{}", counts.text());
    if found.items.is_empty() {
        return text;
    }
    let mut table = Table::new([
        (voice.say("column.record"), Align::Left),
        (voice.say("column.what"), Align::Left),
        (voice.say("column.before"), Align::Left),
        (voice.say("column.after"), Align::Left),
    ]);
    for item in &found.items {
        let name = item.record_name.clone().unwrap_or_else(|| item.record.to_string());
        let kind = voice.say(match item.kind.as_str() {
            "created" => "change.created",
            "changed" => "change.changed",
            "moved" => "change.moved",
            "removed" => "change.removed",
            _ => "change.restored",
        });
        if item.fields.is_empty() {
            table.row([name.clone(), kind.to_owned(), String::new(), String::new()]);
        }
        for one in &item.fields {
            table.row([
                name.clone(),
                field(Some(&one.field), "", voice),
                shown(&one.before),
                shown(&one.after),
            ]);
        }
    }
    format!("{text}\n{}", table.text())
}

pub fn restore_to(core: &Core, to: Moment, dry_run: bool, voice: &Voice) -> Outcome<Reply> {
    let request = RestoreToRequest { to: to.instant(core.now()), dry_run };
    let answer = history::restore_to(core, Caller::Cli, &request)?;
    let title = match (dry_run, answer.operation) {
        (true, _) => "restore_to_would",
        (false, Some(_)) => "restore_to_done",
        (false, None) => "restore_to_nothing",
    };
    let mut table = Table::plain();
    for (key, count) in [
        ("restore_to.operations", answer.operations),
        ("restore_to.removed", answer.removed),
        ("restore_to.restored", answer.restored),
        ("restore_to.changed", answer.changed),
        ("restore_to.others", answer.others),
        ("restore_to.oppositions", answer.oppositions_kept),
        ("restore_to.erased", answer.erased),
    ] {
        table.fact(voice.say(key), voice.number(count.cast_signed()));
    }
    let text = format!("{}\n\n{}", voice.fill(title, &[("at", &voice.at(answer.to))]), table.text());
    Reply::new(answer, text)
}

pub fn audit(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let report = core.store().audit()?;
    let mut text = voice.say(if report.is_sound { "audit_sound" } else { "audit_unsound" }).to_owned();
    let mut table = Table::plain();
    table.fact(voice.say("check.operations"), voice.number(report.operations.cast_signed()));
    table.fact(voice.say("audit.changes"), voice.number(report.changes.cast_signed()));
    table.fact(voice.say("audit.head"), report.head.clone().unwrap_or_default());
    text = format!("{text}\n\n{}", table.text());
    for finding in &report.findings {
        let what = voice.say(match finding.what.as_str() {
            "content" => "audit.content",
            "changes_gone" => "audit.changes_gone",
            "changes_stray" => "audit.changes_stray",
            "undone_mark" => "audit.undone_mark",
            _ => "audit.erased_text",
        });
        text = format!("{text}\n{}  {what}", finding.entry);
        if let Some(operation) = &finding.operation {
            text = format!("{text}\n  {}", operations(std::slice::from_ref(operation), voice).trim_end());
        }
    }
    let is_sound = report.is_sound;
    Ok(Reply::new(report, text)?.refused(!is_sound))
}
