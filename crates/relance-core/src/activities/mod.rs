//! The timeline of a prospect: notes, stage changes; calls, e-mails and meetings will join the same table.

use crate::stages;
use relance_model::{
    Failure, Id, Outcome,
    activities::{Activity, ActivityKind, CallNew, CallOutcome, Direction, Timeline, TimelineQuery},
};
use relance_store::{Db, Row, SqlResult, Tx, id_array, params};
use serde_json::{Value, json};
use std::collections::HashMap;

fn word(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note => "note",
        ActivityKind::StageChange => "stage_change",
        ActivityKind::Call => "call",
        ActivityKind::FollowUp => "follow_up",
        ActivityKind::Created => "created",
    }
}

fn activity(row: &Row<'_>) -> SqlResult<Activity> {
    let (kind, data): (String, String) = (row.get(2)?, row.get(5)?);
    Ok(Activity {
        id: Id(row.get(0)?),
        prospect_id: Id(row.get(1)?),
        kind: match kind.as_str() {
            "stage_change" => ActivityKind::StageChange,
            "call" => ActivityKind::Call,
            "follow_up" => ActivityKind::FollowUp,
            "created" => ActivityKind::Created,
            _ => ActivityKind::Note,
        },
        at: row.get(3)?,
        body: row.get(4)?,
        data: serde_json::from_str(&data).unwrap_or_default(),
        caller: row.get(6)?,
    })
}

const COLUMNS: &str = "id, prospect_id, kind, at, body, data, caller";

/// A prospect's timeline, newest first.
///
/// # Errors
/// The base cannot be read.
pub fn timeline(db: &Db<'_>, prospect: Id, query: &TimelineQuery) -> Outcome<Timeline> {
    let kind = query.kind.map(word);
    let (made_at, import): (i64, Option<i64>) = db
        .optional("SELECT created_at, import_id FROM prospect WHERE id = ?1", [prospect.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .ok_or_else(|| Failure::not_found("prospect", prospect))?;
    let total: i64 = db.scalar(
        "SELECT count(*) FROM activity WHERE prospect_id = ?1 AND (?2 IS NULL OR kind = ?2)",
        params![prospect.0, kind],
    )?;
    let limit = query.limit.unwrap_or(100).min(1000);
    let mut items = db.rows(
        &format!(
            "SELECT {COLUMNS} FROM activity WHERE prospect_id = ?1 AND (?2 IS NULL OR kind = ?2)
             ORDER BY at DESC, id DESC LIMIT ?3 OFFSET ?4"
        ),
        params![prospect.0, kind, limit.cast_signed(), query.offset.cast_signed()],
        activity,
    )?;
    let mut total = total.unsigned_abs();
    if query.kind.is_none_or(|kind| kind == ActivityKind::Created) {
        // Every timeline ends with its beginning; the prospect's own row knows it.
        total += 1;
        if (items.len() as u64) < limit && query.offset + items.len() as u64 + 1 == total {
            items.push(beginning(db, prospect, made_at, import)?);
        }
    }
    Ok(Timeline { total, items })
}

fn beginning(db: &Db<'_>, prospect: Id, at: i64, import: Option<i64>) -> Outcome<Activity> {
    let file: Option<String> = match import {
        Some(import) => {
            db.optional("SELECT file_name FROM import_batch WHERE id = ?1", [import], |row| row.get(0))?
        }
        None => None,
    };
    let via = if import.is_some() { "import" } else { "manual" };
    let data = match json!({ "via": via, "file": file }) {
        serde_json::Value::Object(data) => data,
        _ => Default::default(),
    };
    let caller = if import.is_some() { "import" } else { "user" };
    Ok(Activity {
        id: prospect,
        prospect_id: prospect,
        kind: ActivityKind::Created,
        at,
        body: None,
        data,
        caller: caller.into(),
    })
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<Activity> {
    db.optional(&format!("SELECT {COLUMNS} FROM activity WHERE id = ?1"), [id.0], activity)?
        .ok_or_else(|| Failure::not_found("activity", id))
}

/// Writes a note on a prospect.
///
/// # Errors
/// `note_empty`, `not_found`.
pub fn note(tx: &Tx<'_>, prospect: Id, body: &str) -> Outcome<Id> {
    let body = body.trim();
    if body.is_empty() {
        return Err(Failure::invalid("body", "note_empty"));
    }
    say_whose(tx, prospect)?;
    record(tx, prospect, ActivityKind::Note, tx.at(), Some(body), "{}")
}

/// Minutes that a call may last: a day.
const LONGEST_CALL: u32 = 24 * 60;

/// Logs a call. One that reached somebody, or came in, is an exchange: her last one, when none was later.
///
/// # Errors
/// `not_found`, `call_too_long`, `call_in_the_future`.
pub fn call(tx: &Tx<'_>, prospect: Id, call: &CallNew) -> Outcome<Id> {
    if call.minutes.is_some_and(|minutes| minutes > LONGEST_CALL) {
        return Err(Failure::invalid("minutes", "call_too_long").with("limit", LONGEST_CALL));
    }
    let at = call.at.unwrap_or(tx.at());
    if at > tx.at() {
        return Err(Failure::invalid("at", "call_in_the_future"));
    }
    say_whose(tx, prospect)?;
    let note = call.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let data = json!({ "direction": call.direction, "outcome": call.outcome, "minutes": call.minutes });
    if call.direction == Direction::In || call.outcome == CallOutcome::Reached {
        tx.db().execute(
            "UPDATE prospect SET last_interaction_at = ?2 WHERE id = ?1 AND coalesce(last_interaction_at, 0) < ?2",
            [prospect.0, at],
        )?;
    }
    record(tx, prospect, ActivityKind::Call, at, note, &data.to_string())
}

/// A follow-up was done, and it was no call that was logged.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn follow_up(tx: &Tx<'_>, prospect: Id, kind: &str, title: Option<&str>) -> Outcome<()> {
    let data = json!({ "kind": kind, "title": title }).to_string();
    record(tx, prospect, ActivityKind::FollowUp, tx.at(), None, &data).map(drop)
}

/// Writes a note of another time, told by a file.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn note_of(tx: &Tx<'_>, prospect: Id, at: i64, body: &str) -> Outcome<Id> {
    record(tx, prospect, ActivityKind::Note, at, Some(body), "{}")
}

/// Whether a prospect has a note of this text; at this time, where one is given.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn has_note(db: &Db<'_>, prospect: Id, at: Option<i64>, body: &str) -> Outcome<bool> {
    db.scalar(
        "SELECT EXISTS (SELECT 1 FROM activity
           WHERE prospect_id = ?1 AND kind = 'note' AND body = ?2 AND (?3 IS NULL OR at = ?3))",
        params![prospect.0, body, at],
    )
}

/// Changes the text of a note.
///
/// # Errors
/// `not_found`, `note_empty`, `activity_not_a_note`.
pub fn edit_note(tx: &Tx<'_>, id: Id, body: &str) -> Outcome<()> {
    let before = a_note(tx, id)?;
    let body = body.trim();
    if body.is_empty() {
        return Err(Failure::invalid("body", "note_empty"));
    }
    say_whose(tx, before.prospect_id)?;
    tx.db()
        .execute("UPDATE activity SET body = ?2 WHERE id = ?1 AND body IS NOT ?2", params![id.0, body])
        .map(drop)
}

/// Removes a note.
///
/// # Errors
/// `not_found`, `activity_not_a_note`: what happened cannot be removed.
pub fn remove_note(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let before = a_note(tx, id)?;
    say_whose(tx, before.prospect_id)?;
    tx.db().execute("DELETE FROM activity WHERE id = ?1", [id.0]).map(drop)
}

fn a_note(tx: &Tx<'_>, id: Id) -> Outcome<Activity> {
    let activity = get(&tx.db(), id)?;
    if activity.kind == ActivityKind::Note {
        Ok(activity)
    } else {
        Err(Failure::not_now("activity_not_a_note"))
    }
}

fn say_whose(tx: &Tx<'_>, prospect: Id) -> Outcome<()> {
    tx.say("name", crate::prospects::row(&tx.db(), prospect)?.name);
    Ok(())
}

/// How many entries the timeline has, its beginning aside.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn count(db: &Db<'_>, prospect: Id) -> Outcome<u64> {
    db.scalar::<i64>("SELECT count(*) FROM activity WHERE prospect_id = ?1", [prospect.0])
        .map(i64::unsigned_abs)
}

/// Every entry of a timeline, oldest first; its beginning is told by the prospect's own row.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn all_of(db: &Db<'_>, prospect: Id) -> Outcome<Vec<Activity>> {
    db.rows(
        &format!("SELECT {COLUMNS} FROM activity WHERE prospect_id = ?1 ORDER BY at, id"),
        [prospect.0],
        activity,
    )
}

/// Whether an entry of another base is on a prospect's timeline already.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn has(db: &Db<'_>, prospect: Id, other: &Activity) -> Outcome<bool> {
    let data = serde_json::Value::Object(other.data.clone()).to_string();
    db.scalar(
        "SELECT EXISTS (SELECT 1 FROM activity WHERE prospect_id = ?1 AND kind = ?2 AND at = ?3 AND body IS ?4 AND data = ?5)",
        params![prospect.0, word(other.kind), other.at, other.body, data],
    )
}

/// Adds an entry of another base to a prospect's timeline as it was there; false when it is on it already.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: &Tx<'_>, prospect: Id, other: &Activity) -> Outcome<bool> {
    if has(&tx.db(), prospect, other)? {
        return Ok(false);
    }
    let data = serde_json::Value::Object(other.data.clone()).to_string();
    let id = tx.id_or_new("activity", other.id)?;
    tx.db().execute(
        "INSERT INTO activity (id, prospect_id, kind, at, body, data, caller) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![id.0, prospect.0, word(other.kind), other.at, other.body, data, other.caller],
    )?;
    Ok(true)
}

/// Gives one prospect's timeline to another one, of whom it tells from now on.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn hand_over(tx: &Tx<'_>, from: Id, to: Id) -> Outcome<u64> {
    tx.db().execute("UPDATE activity SET prospect_id = ?2 WHERE prospect_id = ?1", [from.0, to.0])
}

/// Gives single entries of a timeline to another prospect.
///
/// # Errors
/// `not_found` for one that is not on the timeline of `from`.
pub(crate) fn reattribute(tx: &Tx<'_>, ids: &[Id], from: Id, to: Id) -> Outcome<()> {
    for id in ids {
        if get(&tx.db(), *id)?.prospect_id != from {
            return Err(Failure::not_found("activity", *id));
        }
        tx.db().execute("UPDATE activity SET prospect_id = ?2 WHERE id = ?1", [id.0, to.0])?;
    }
    Ok(())
}

/// Reacts to an operation: a prospect whose stage changed, by whatever door, has it on her timeline.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn on_change(tx: &Tx<'_>) -> Outcome<()> {
    let moved = tx.updated("prospect", "stage_id")?;
    if moved.is_empty() {
        return Ok(());
    }
    let stages = stages::all(&tx.db())?;
    let label = |id: i64| {
        stages.iter().find(|stage| stage.id.0 == id).map(|stage| stage.label.clone()).unwrap_or_default()
    };
    let people: Vec<Id> = moved.iter().map(|(prospect, _)| *prospect).collect();
    let now: HashMap<i64, i64> = tx
        .db()
        .rows(
            "SELECT id, stage_id FROM prospect WHERE id IN (SELECT value FROM json_each(?1))",
            [id_array(&people)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?
        .into_iter()
        .collect();
    let mut rows = Vec::new();
    for (prospect, from) in moved {
        let from = from.as_i64().unwrap_or_default();
        // A removed stage has no label left to tell of.
        let to =
            now.get(&prospect.0).filter(|to| **to != from && stages.iter().any(|stage| stage.id.0 == from));
        if let Some(to) = to {
            let data = json!({ "from": label(from), "to": label(*to) }).to_string();
            rows.push(json!([tx.new_id().0, prospect.0, data]));
        }
    }
    tx.db().execute(
        "INSERT INTO activity (id, prospect_id, kind, at, data, caller)
         SELECT value ->> 0, value ->> 1, ?2, ?3, value ->> 2, ?4 FROM json_each(?1)",
        params![Value::Array(rows).to_string(), word(ActivityKind::StageChange), tx.at(), tx.caller().word()],
    )?;
    Ok(())
}

fn record(
    tx: &Tx<'_>,
    prospect: Id,
    kind: ActivityKind,
    at: i64,
    body: Option<&str>,
    data: &str,
) -> Outcome<Id> {
    let id = tx.new_id();
    tx.db().execute(
        "INSERT INTO activity (id, prospect_id, kind, at, body, data, caller) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![id.0, prospect.0, word(kind), at, body, data, tx.caller().word()],
    )?;
    Ok(id)
}
