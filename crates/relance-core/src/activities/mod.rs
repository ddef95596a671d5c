//! The timeline of a prospect: notes, calls, stage changes, follow-ups that were done; e-mails join the same table, and meetings that
//! took place the same view of it.

mod calls;
mod edits;
mod exchanges;
mod kept;
mod mail;
mod marks;
mod time;

pub use calls::call;
pub use edits::{edit, remove};
pub(crate) use kept::{adopt, all_of, count, hand_over, has, reattribute};
pub(crate) use mail::{drop_mail, mail, mail_of, people_of};
pub use time::{spent, viewed};

use crate::stages;
use relance_model::{
    Failure, Id, Outcome,
    activities::{Activity, ActivityKind, CallNew, CallOutcome, Direction, Timeline, TimelineQuery},
};
use relance_store::{Db, Row, SqlResult, Tx, id_array, params};
use serde_json::{Value, json};
use std::collections::{HashMap, hash_map::Entry};

fn word(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note => "note",
        ActivityKind::StageChange => "stage_change",
        ActivityKind::Call => "call",
        ActivityKind::FollowUp => "follow_up",
        ActivityKind::Viewed => "viewed",
        ActivityKind::Email => "email",
        ActivityKind::Meeting => "meeting",
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
            "viewed" => ActivityKind::Viewed,
            "email" => ActivityKind::Email,
            "meeting" => ActivityKind::Meeting,
            "created" => ActivityKind::Created,
            _ => ActivityKind::Note,
        },
        at: row.get(3)?,
        body: row.get(4)?,
        data: serde_json::from_str(&data).unwrap_or_default(),
        caller: row.get(6)?,
        name: None,
        from_stage: row.get::<_, Option<i64>>(7)?.map(Id),
        to_stage: row.get::<_, Option<i64>>(8)?.map(Id),
    })
}

const COLUMNS: &str = "id, prospect_id, kind, at, body, data, caller, from_stage, to_stage";

/// Of the kind that is asked for; without one, all that is listed. A base of the past knows of meetings that were still to come.
const SHOWN: &str = "(?2 IS NULL AND kind <> 'viewed' OR kind = ?2) AND (over_at IS NULL OR over_at <= ?3)";

/// A prospect's timeline, newest first.
///
/// # Errors
/// The base cannot be read.
pub fn timeline(db: &Db<'_>, now: i64, prospect: Id, query: &TimelineQuery) -> Outcome<Timeline> {
    let kind = query.kind.map(word);
    let (made_at, import): (i64, Option<i64>) = db
        .optional("SELECT created_at, import_id FROM prospect WHERE id = ?1", [prospect.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .ok_or_else(|| Failure::not_found("prospect", prospect))?;
    let total: i64 = db.scalar(
        &format!("SELECT count(*) FROM timeline WHERE prospect_id = ?1 AND {SHOWN}"),
        params![prospect.0, kind, now],
    )?;
    let limit = query.limit.unwrap_or(100).min(1000);
    let mut items = db.rows(
        &format!(
            "SELECT {COLUMNS} FROM timeline WHERE prospect_id = ?1 AND {SHOWN}
             ORDER BY at DESC, id DESC LIMIT ?4 OFFSET ?5"
        ),
        params![prospect.0, kind, now, limit.cast_signed(), query.offset.cast_signed()],
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

/// What happened with all the people of a company, newest first; each entry says whom it is about.
///
/// # Errors
/// `not_found`.
pub fn of_company(db: &Db<'_>, now: i64, company: Id, query: &TimelineQuery) -> Outcome<Timeline> {
    crate::companies::get(db, company)?;
    let kind = query.kind.map(word);
    let people: Vec<i64> = db.rows(
        "SELECT id FROM prospect WHERE company_id = ?1 AND deleted_at IS NULL",
        [company.0],
        |row| row.get(0),
    )?;
    // Spelt out: only a list that stands there is looked up in each part of the view by its index.
    let people = people.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let of = format!("FROM timeline WHERE prospect_id IN ({people}) AND {SHOWN}");
    let total: i64 = db.scalar(&format!("SELECT count(*) {of}"), params![0, kind, now])?;
    let limit = query.limit.unwrap_or(100).min(1000);
    let mut items = db.rows(
        &format!("SELECT {COLUMNS} {of} ORDER BY at DESC, id DESC LIMIT ?4 OFFSET ?5"),
        params![0, kind, now, limit.cast_signed(), query.offset.cast_signed()],
        activity,
    )?;
    for item in &mut items {
        item.name = Some(crate::prospects::row(db, item.prospect_id)?.name);
    }
    Ok(Timeline { total: total.unsigned_abs(), items })
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
        name: None,
        from_stage: None,
        to_stage: None,
    })
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<Activity> {
    db.optional(&format!("SELECT {COLUMNS} FROM timeline WHERE id = ?1 LIMIT 1"), [id.0], activity)?
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
    marks::tag(tx, prospect, body)?;
    record(tx, prospect, ActivityKind::Note, tx.at(), Some(body), "{}")
}

/// Whether an entry `a` is an answer of hers, as SQL: a call that came in or reached her, an e-mail that came in.
pub(crate) const ANSWERS: &str = "(a.kind IN ('call', 'email') AND a.data ->> 'direction' = 'in'
    OR a.kind = 'call' AND a.data ->> 'outcome' = 'reached')";

/// Whether a call is an answer of hers, as [`ANSWERS`] says it.
pub(crate) fn is_answer(call: &CallNew) -> bool {
    call.direction == Direction::In || call.outcome == CallOutcome::Reached
}

/// A follow-up was done, and it was no call that was logged; by an answer of hers, where `by` is `reply`.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn follow_up(
    tx: &Tx<'_>,
    prospect: Id,
    kind: &str,
    title: Option<&str>,
    by: Option<&str>,
) -> Outcome<()> {
    let mut data = json!({ "kind": kind, "title": title });
    if let Some(by) = by {
        data["by"] = json!(by);
    }
    let data = data.to_string();
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

fn say_whose(tx: &Tx<'_>, prospect: Id) -> Outcome<()> {
    tx.say("name", crate::prospects::row(&tx.db(), prospect)?.name);
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
    let mut labels: HashMap<i64, String> =
        stages.into_iter().map(|stage| (stage.id.0, stage.label)).collect();
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
        let Some(to) = now.get(&prospect.0).filter(|to| **to != from) else { continue };
        if let Entry::Vacant(place) = labels.entry(from) {
            // What a stage was called that this operation removes.
            let gone: Option<String> = tx.db().optional(
                "SELECT json_extract(before, '$.label') FROM change
                 WHERE entity = 'stage' AND row_id = ?1 AND kind = 3 ORDER BY id DESC LIMIT 1",
                [from],
                |row| row.get(0),
            )?;
            place.insert(gone.unwrap_or_default());
        }
        let label = |id: &i64| labels.get(id).map(String::as_str).unwrap_or_default();
        let data = json!({ "from": label(&from), "to": label(to) }).to_string();
        rows.push(json!([tx.new_id().0, prospect.0, data, from, to]));
    }
    tx.db().execute(
        "INSERT INTO activity (id, prospect_id, kind, at, data, caller, from_stage, to_stage)
         SELECT value ->> 0, value ->> 1, ?2, ?3, value ->> 2, ?4, value ->> 3, value ->> 4 FROM json_each(?1)",
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
