//! `relance history`, `undo`, `redo`: what was done, by whom, and the way back.

use crate::{
    args::{History, Undo},
    operations::sentence,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, history};
use relance_model::{
    Failure, Id, Outcome,
    history::{
        FieldChange, HistoryQuery, Operation, RecordHistoryQuery, UndoAnswer, UndoConflict, UndoRequest,
    },
};
use serde_json::{Value, json};

pub fn list(core: &Core, wanted: &History, voice: &Voice) -> Outcome<Reply> {
    let query = HistoryQuery {
        prospect: wanted.prospect,
        field: wanted.field.clone(),
        caller: wanted.caller.clone(),
        from: wanted.since.map(|since| since.start(core.now())),
        to: wanted.until.map(|until| until.instant(core.now())),
        limit: Some(wanted.limit),
        ..HistoryQuery::default()
    };
    let found = core.store().history(&query)?;
    let mut text = operations(&found.items, voice);
    let mut json = serde_json::to_value(&found).map_err(Failure::bug)?;
    if let Some(prospect) = wanted.prospect {
        let changes = changes(core, prospect, wanted)?;
        text = format!("{text}\n{}", fields(&changes, voice));
        json["changes"] = json!(changes);
    }
    Reply::new(json, text)
}

fn changes(core: &Core, prospect: Id, wanted: &History) -> Outcome<Vec<FieldChange>> {
    // A prospect that never was has no history either; that is worth saying.
    core.read(|db| relance_core::prospects::row(db, prospect))?;
    let query = RecordHistoryQuery { field: wanted.field.clone(), limit: Some(wanted.limit) };
    Ok(core.store().record_history("prospect", prospect, &query)?.items)
}

pub(super) fn operations(items: &[Operation], voice: &Voice) -> String {
    if items.is_empty() {
        return voice.say("history_none").to_owned();
    }
    let mut table = Table::plain();
    for operation in items {
        let by = voice.say(match operation.caller.as_str() {
            "user" => "caller.user",
            "import" => "caller.import",
            "api" => "caller.api",
            "cli" => "caller.cli",
            other => other,
        });
        let undone = if operation.reverted_by.is_some() { voice.say("history_undone") } else { "" };
        let line = format!("{}  {by}  {}  {undone}", voice.at(operation.at), sentence(operation, voice));
        table.row([operation.id.to_string(), line.trim_end().to_owned()]);
    }
    table.text()
}

fn fields(changes: &[FieldChange], voice: &Voice) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let mut table = Table::new([
        (voice.say("column.at"), Align::Left),
        (voice.say("column.field"), Align::Left),
        (voice.say("column.before"), Align::Left),
        (voice.say("column.after"), Align::Left),
    ]);
    for change in changes {
        let name = field(change.field.as_deref(), &change.kind, voice);
        let said = |name: &Option<String>, value: &Value| name.clone().unwrap_or_else(|| shown(value));
        let (before, after) =
            (said(&change.before_name, &change.before), said(&change.after_name, &change.after));
        table.row([voice.at(change.at), name, before, after]);
    }
    table.text()
}

/// What a field is called; a whole record where there is none.
pub(super) fn field(name: Option<&str>, kind: &str, voice: &Voice) -> String {
    let key = match (name, kind) {
        (Some(name), _) => return voice.find(&format!("field.{name}")).unwrap_or(name).to_owned(),
        (None, "insert") => "record.insert",
        (None, "delete") => "record.delete",
        (None, _) => "record.whole",
    };
    voice.say(key).to_owned()
}

pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null | Value::Object(_) => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

pub fn undo(core: &Core, wanted: &Undo, voice: &Voice) -> Outcome<Reply> {
    answer(&history::undo(core, Caller::Cli, &request(wanted))?, "undo", voice)
}

pub fn redo(core: &Core, wanted: &Undo, voice: &Voice) -> Outcome<Reply> {
    answer(&history::redo(core, Caller::Cli, &request(wanted))?, "redo", voice)
}

fn request(wanted: &Undo) -> UndoRequest {
    UndoRequest { operation: wanted.operation, keep_conflicts: wanted.keep_conflicts }
}

fn answer(answer: &UndoAnswer, what: &str, voice: &Voice) -> Outcome<Reply> {
    let said = answer.reverted.as_ref().map(|reverted| sentence(reverted, voice)).unwrap_or_default();
    let text = match (answer.operation, answer.conflicts.is_empty()) {
        (Some(_), true) => voice.fill(&format!("{what}_done"), &[("what", &said)]),
        (Some(_), false) => format!(
            "{}\n\n{}",
            voice.fill(&format!("{what}_done"), &[("what", &said)]),
            conflicts(answer, "conflicts_kept", voice)
        ),
        (None, true) => voice.say(&format!("{what}_nothing")).to_owned(),
        (None, false) => {
            format!("{}\n{}", conflicts(answer, "conflicts", voice), voice.say("conflicts_keep"))
        }
    };
    Ok(Reply::new(answer, text)?.refused(answer.operation.is_none()))
}

/// What was not taken back, since it changed later; nothing when all was.
pub(super) fn conflicts_kept(answer: &UndoAnswer, voice: &Voice) -> String {
    if answer.conflicts.is_empty() { String::new() } else { conflicts(answer, "conflicts_kept", voice) }
}

fn conflicts(answer: &UndoAnswer, title: &str, voice: &Voice) -> String {
    let mut table = Table::new([
        (voice.say("column.record"), Align::Left),
        (voice.say("column.field"), Align::Left),
        (voice.say("column.would_be"), Align::Left),
        (voice.say("column.now"), Align::Left),
    ]);
    for conflict in &answer.conflicts {
        table.row(row(conflict, voice));
    }
    let count = voice.count("conflicts", answer.conflict_count);
    format!("{}\n\n{}", voice.fill(title, &[("conflicts", &count)]), table.text())
}

fn row(conflict: &UndoConflict, voice: &Voice) -> [String; 4] {
    let name = conflict.record_name.clone().unwrap_or_else(|| conflict.record.to_string());
    [name, field(conflict.field.as_deref(), "", voice), shown(&conflict.would_be), shown(&conflict.now)]
}
