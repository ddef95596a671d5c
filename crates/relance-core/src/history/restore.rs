//! Back to an instant: everything since is taken back as one operation, which can itself be undone.
//!
//! Preferences stay. So does « ne plus contacter » that was noted since: who opposed must not be written to again because
//! of it. Who was erased for good does not come back.

use super::between;
use crate::{Caller, Core};
use relance_model::{
    Failure, Id, Outcome,
    history::{RestoreToAnswer, RestoreToRequest},
};
use relance_store::{RowChange, Stamp};
use serde_json::{Map, Value};

/// Tables that are the user's preferences, not the base's content.
const PREFERENCES: [&str; 1] = ["setting"];
const OPPOSED: &str = "do_not_contact_at";

/// Takes everything back that was done after an instant, or counts what that would be.
///
/// # Errors
/// `as_of_future`, `as_of_too_early`; what the disk refuses.
pub fn restore_to(core: &Core, caller: Caller, request: &RestoreToRequest) -> Outcome<RestoreToAnswer> {
    let now = core.now();
    if request.to > now {
        return Err(Failure::invalid("to", "as_of_future").with("at", request.to));
    }
    let store = core.store();
    let last = store.last_operation_by(request.to)?.ok_or_else(|| super::past::too_early(core))?;
    let mut answer = preview(core, request.to, last, now)?;
    if request.dry_run {
        return Ok(answer);
    }
    let done = store.change(Stamp::new(now, caller, "history.restore"), |tx| {
        tx.say("at", request.to);
        tx.say("count", answer.operations);
        let opposed: std::collections::HashSet<i64> = tx
            .db()
            .rows("SELECT id FROM prospect WHERE do_not_contact_at IS NOT NULL", [], |row| row.get(0))?
            .into_iter()
            .collect();
        tx.take_back_after(last, &PREFERENCES, |entity, row, before| {
            let is_loosened = entity == "prospect"
                && opposed.contains(&row)
                && before.get(OPPOSED).is_some_and(Value::is_null);
            if is_loosened { vec![OPPOSED.to_owned()] } else { Vec::new() }
        })
    })?;
    answer.operation = done.operation;
    Ok(answer)
}

fn preview(core: &Core, to: i64, last: Id, now: i64) -> Outcome<RestoreToAnswer> {
    let operations: i64 = core.read(|db| {
        db.scalar(
            "SELECT count(*) FROM operation WHERE id > ?1 AND label NOT LIKE 'settings.%' AND NOT (is_undoable = 0)",
            [last.0],
        )
    })?;
    let mut answer = RestoreToAnswer {
        operation: None,
        to,
        last,
        operations: operations.unsigned_abs(),
        removed: 0,
        restored: 0,
        changed: 0,
        others: 0,
        oppositions_kept: 0,
        erased: 0,
    };
    for row in between::rows(core, to, now.max(newest_at(core)?))? {
        count(&mut answer, &row);
    }
    Ok(answer)
}

/// A clock that was set back leaves operations that are later than now.
fn newest_at(core: &Core) -> Outcome<i64> {
    core.read(|db| db.scalar("SELECT coalesce(max(at), 0) FROM operation", []))
}

fn count(answer: &mut RestoreToAnswer, row: &RowChange) {
    match row.entity.as_str() {
        "prospect" if row.is_erased => answer.erased += 1,
        "prospect" => {
            let shown = |fields: &Option<Map<String, Value>>| {
                fields.as_ref().is_some_and(|fields| fields.get("deleted_at").is_none_or(Value::is_null))
            };
            match (shown(&row.before), shown(&row.after)) {
                (false, true) => answer.removed += 1,
                (true, false) => answer.restored += 1,
                (true, true) => {
                    let mut columns = row.columns().filter(|column| *column != "updated_at").peekable();
                    let opposed = |fields: &Option<Map<String, Value>>| {
                        fields.as_ref().and_then(|fields| fields.get(OPPOSED)).is_some_and(|at| !at.is_null())
                    };
                    let is_kept = opposed(&row.after) && !opposed(&row.before);
                    answer.oppositions_kept += u64::from(is_kept);
                    let changes = columns.any(|column| !(is_kept && column == OPPOSED));
                    answer.changed += u64::from(changes);
                }
                (false, false) => {}
            }
        }
        "company" | "stage" | "tag" | "member" | "field" => answer.others += 1,
        _ => {}
    }
}
