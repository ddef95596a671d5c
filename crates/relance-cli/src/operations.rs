//! What an operation of the journal is called, as the history of the interface calls it.

use crate::{table::tame, voice::Voice};
use relance_model::history::Operation;
use serde_json::Value;

/// « Import de clients.csv : 40 prospects créés ».
pub fn sentence(operation: &Operation, voice: &Voice) -> String {
    let text = |name: &str| operation.params.get(name).and_then(Value::as_str).unwrap_or_default();
    let count = |name: &str| operation.params.get(name).and_then(Value::as_u64);
    let who = match count("count") {
        Some(count) if count != 1 => voice.count("prospects", count),
        _ if text("name").is_empty() => voice.count("prospects", 1),
        _ => text("name").to_owned(),
    };
    let named = ["name", "stage", "tag", "field", "member", "company", "label"].map(text);
    let called = named.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let key = match (operation.label.as_str(), text("action")) {
        ("prospects.bulk", action) if !action.is_empty() => format!("operation.bulk.{action}"),
        (label, _) => format!("operation.{label}"),
    };
    let number = |name: &str| voice.number(count(name).unwrap_or_default().cast_signed());
    let (created, updated) = (number("created"), number("updated"));
    let key = if voice.find(&key).is_some() { key.as_str() } else { "operation.unknown" };
    let at = operation.params.get("at").and_then(Value::as_i64).map(|at| voice.at(at)).unwrap_or_default();
    let (from, to) = (voice.on(text("from")), voice.on(text("to")));
    let values = [
        ("at", at.as_str()),
        ("from", &from),
        ("to", &to),
        ("who", who.as_str()),
        ("called", called),
        ("stage", text("stage")),
        ("owner", text("owner")),
        ("other", text("other")),
        ("file", text("file")),
        ("created", &created),
        ("updated", &updated),
        ("label", &operation.label),
    ];
    let sentence = voice.fill(key, &values);
    tame(&match operation.reverts {
        Some(_) if operation.is_redo => voice.fill("operation.redoes", &[("what", &sentence)]),
        Some(_) => voice.fill("operation.undoes", &[("what", &sentence)]),
        None => sentence,
    })
}
