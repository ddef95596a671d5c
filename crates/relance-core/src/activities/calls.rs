//! Calls: what came of them, and what they make of the day she was last heard of.

use super::{ActivityKind, exchanges::heard, record, say_whose};
use relance_model::{
    Failure, Id, Outcome,
    activities::{CallNew, CallOutcome, Direction},
};
use relance_store::Tx;
use serde_json::json;

/// Minutes that a call may last: a day.
const LONGEST: u32 = 24 * 60;

/// Logs a call. One that reached somebody, or came in, is an exchange: her last one, when none was later.
///
/// # Errors
/// `not_found`, `call_too_long`, `call_in_the_future`.
pub fn call(tx: &Tx<'_>, prospect: Id, call: &CallNew) -> Outcome<Id> {
    let at = call.at.unwrap_or(tx.at());
    check(tx, call.minutes, at)?;
    say_whose(tx, prospect)?;
    let note = call.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let heard_before =
        if is_exchange(call.direction, call.outcome) { heard(tx, prospect, at)? } else { None };
    let data = data(call.direction, call.outcome, call.minutes, heard_before);
    record(tx, prospect, ActivityKind::Call, at, note, &data)
}

/// # Errors
/// `call_too_long`, `call_in_the_future`.
pub(super) fn check(tx: &Tx<'_>, minutes: Option<u32>, at: i64) -> Outcome<()> {
    if minutes.is_some_and(|minutes| minutes > LONGEST) {
        return Err(Failure::invalid("minutes", "call_too_long").with("limit", LONGEST));
    }
    if at > tx.at() {
        return Err(Failure::invalid("at", "call_in_the_future"));
    }
    Ok(())
}

pub(super) fn data(
    direction: Direction,
    outcome: CallOutcome,
    minutes: Option<u32>,
    heard_before: Option<Option<i64>>,
) -> String {
    let mut data = json!({ "direction": direction, "outcome": outcome, "minutes": minutes });
    if let Some(before) = heard_before {
        data["heard_before"] = json!(before);
    }
    data.to_string()
}

pub(super) fn is_exchange(direction: Direction, outcome: CallOutcome) -> bool {
    direction == Direction::In || outcome == CallOutcome::Reached
}
