//! Entries that come and go with their prospects: merged, told apart, written to a file and read again.

use super::{COLUMNS, activity, get, mail, word};
use crate::stages;
use relance_model::{
    Failure, Id, Outcome,
    activities::{Activity, ActivityKind},
    labels::Stage,
};
use relance_store::{Db, Tx, fold, params};
use serde_json::Value;

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
    // A meeting comes with its event.
    if other.kind == ActivityKind::Meeting || has(&tx.db(), prospect, other)? {
        return Ok(false);
    }
    let data = serde_json::Value::Object(other.data.clone()).to_string();
    let id = tx.id_or_new("activity", other.id)?;
    let (from, to) = match other.kind {
        ActivityKind::StageChange => {
            let stages = stages::all(&tx.db())?;
            (
                stage_here(&stages, other, other.from_stage, "from"),
                stage_here(&stages, other, other.to_stage, "to"),
            )
        }
        _ => (None, None),
    };
    tx.db().execute(
        "INSERT INTO activity (id, prospect_id, kind, at, body, data, caller, from_stage, to_stage)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![id.0, prospect.0, word(other.kind), other.at, other.body, data, other.caller, from, to],
    )?;
    Ok(true)
}

/// The stage that a passage of another base speaks of: by its id, else by what it was called; one that is neither here keeps its
/// id, which stands for nothing any more.
fn stage_here(stages: &[Stage], other: &Activity, id: Option<Id>, side: &str) -> Option<i64> {
    let by_id = stages.iter().find(|stage| Some(stage.id) == id);
    let label = other.data.get(side).and_then(Value::as_str).map(fold);
    let by_label = || stages.iter().find(|stage| Some(fold(&stage.label)) == label);
    by_id.or_else(by_label).map(|stage| stage.id.0).or(id.map(|id| id.0))
}

/// Gives one prospect's timeline to another one, of whom it tells from now on.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn hand_over(tx: &Tx<'_>, from: Id, to: Id) -> Outcome<u64> {
    mail::drop_doubles(tx, from, to)?;
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
