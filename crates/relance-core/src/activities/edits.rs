//! What one wrote oneself can be corrected: notes and calls. What happened by itself stays.

use super::{calls, exchanges, get, marks, say_whose};
use relance_model::{
    Failure, Id, Outcome,
    activities::{Activity, ActivityEdit, ActivityKind},
};
use relance_store::{Tx, params};
use serde_json::Value;

/// Changes a note or a call; what is not given stays.
///
/// # Errors
/// `not_found`, `activity_fixed`, `note_empty`, `call_too_long`, `call_in_the_future`.
pub fn edit(tx: &Tx<'_>, id: Id, edit: &ActivityEdit) -> Outcome<()> {
    let before = own(tx, id)?;
    match before.kind {
        ActivityKind::Call => call(tx, &before, edit),
        _ => note(tx, &before, edit),
    }
}

/// Removes a note or a call.
///
/// # Errors
/// `not_found`, `activity_fixed`: what happened by itself cannot be removed.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let before = own(tx, id)?;
    tx.db().execute("DELETE FROM activity WHERE id = ?1", [id.0])?;
    if before.kind == ActivityKind::Call {
        exchanges::unheard(tx, &before)?;
    }
    Ok(())
}

fn own(tx: &Tx<'_>, id: Id) -> Outcome<Activity> {
    let activity = get(&tx.db(), id)?;
    if !matches!(activity.kind, ActivityKind::Note | ActivityKind::Call) {
        return Err(Failure::not_now("activity_fixed"));
    }
    say_whose(tx, activity.prospect_id)?;
    Ok(activity)
}

fn note(tx: &Tx<'_>, before: &Activity, edit: &ActivityEdit) -> Outcome<()> {
    let Some(body) = edit.body.as_deref().map(str::trim) else { return Ok(()) };
    if body.is_empty() {
        return Err(Failure::invalid("body", "note_empty"));
    }
    marks::tag(tx, before.prospect_id, body)?;
    tx.db()
        .execute("UPDATE activity SET body = ?2 WHERE id = ?1 AND body IS NOT ?2", params![before.id.0, body])
        .map(drop)
}

fn call(tx: &Tx<'_>, before: &Activity, edit: &ActivityEdit) -> Outcome<()> {
    fn held<T: serde::de::DeserializeOwned>(before: &Activity, name: &str) -> Option<T> {
        before.data.get(name).and_then(|value| serde_json::from_value(value.clone()).ok())
    }
    let direction = edit.direction.or_else(|| held(before, "direction")).unwrap_or_default();
    let outcome = edit.outcome.or_else(|| held(before, "outcome")).unwrap_or_default();
    let minutes = match edit.minutes {
        Some(0) => None,
        Some(minutes) => Some(minutes),
        None => held(before, "minutes"),
    };
    let at = edit.at.unwrap_or(before.at);
    calls::check(tx, minutes, at)?;
    let body = match &edit.body {
        Some(body) => Some(body.trim()).filter(|body| !body.is_empty()),
        None => before.body.as_deref(),
    };
    let was = calls::is_exchange(
        held(before, "direction").unwrap_or_default(),
        held(before, "outcome").unwrap_or_default(),
    );
    let is = calls::is_exchange(direction, outcome);
    let heard_before = match (was, is) {
        (true, true) if at == before.at => before.data.get("heard_before").map(Value::as_i64),
        (true, _) => {
            exchanges::unheard(tx, before)?;
            if is { exchanges::heard(tx, before.prospect_id, at)? } else { None }
        }
        (false, true) => exchanges::heard(tx, before.prospect_id, at)?,
        (false, false) => None,
    };
    tx.db()
        .execute(
            "UPDATE activity SET at = ?2, body = ?3, data = ?4 WHERE id = ?1",
            params![before.id.0, at, body, calls::data(direction, outcome, minutes, heard_before)],
        )
        .map(drop)
}
