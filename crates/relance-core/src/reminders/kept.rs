//! Follow-ups that come and go with their prospects: merged, told apart, written to a file and read again.

use super::{COLUMNS, get, rank, reminder, repeat, word};
use relance_model::{Failure, Id, Outcome, reminders::Reminder};
use relance_store::{Db, Tx, params};

/// Every follow-up of a prospect, the oldest first.
pub(crate) fn all_of(db: &Db<'_>, prospect: Id) -> Outcome<Vec<Reminder>> {
    db.rows(
        &format!("SELECT {COLUMNS} FROM reminder r WHERE r.prospect_id = ?1 ORDER BY r.id"),
        [prospect.0],
        reminder,
    )
}

/// Gives one prospect's follow-ups to another one.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn hand_over(tx: &Tx<'_>, from: Id, to: Id) -> Outcome<u64> {
    tx.db().execute("UPDATE reminder SET prospect_id = ?2 WHERE prospect_id = ?1", [from.0, to.0])
}

/// Ids that are follow-ups, and the others.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn split(db: &Db<'_>, ids: &[Id]) -> Outcome<(Vec<Id>, Vec<Id>)> {
    let mut parts = (Vec::new(), Vec::new());
    for id in ids {
        match db.scalar::<bool>("SELECT EXISTS (SELECT 1 FROM reminder WHERE id = ?1)", [id.0])? {
            true => parts.0.push(*id),
            false => parts.1.push(*id),
        }
    }
    Ok(parts)
}

/// Gives single follow-ups to another prospect.
///
/// # Errors
/// `not_found` for one that is not hers.
pub(crate) fn reattribute(tx: &Tx<'_>, ids: &[Id], from: Id, to: Id) -> Outcome<()> {
    for id in ids {
        if get(&tx.db(), *id)?.prospect_id != from {
            return Err(Failure::not_found("reminder", *id));
        }
        tx.db().execute("UPDATE reminder SET prospect_id = ?2 WHERE id = ?1", [id.0, to.0])?;
    }
    Ok(())
}

/// Whether a follow-up of another base is planned for a prospect already.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn has(db: &Db<'_>, prospect: Id, other: &Reminder) -> Outcome<bool> {
    db.scalar(
        "SELECT EXISTS (SELECT 1 FROM reminder WHERE prospect_id = ?1 AND kind = ?2 AND title IS ?3 AND due_on = ?4
           AND due_at = ?5 AND created_at = ?6)",
        params![prospect.0, word(other.kind), other.title, other.due_on, other.due_at, other.created_at],
    )
}

/// Adds a follow-up of another base as it was there; false when it is there already.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: &Tx<'_>, prospect: Id, other: &Reminder) -> Outcome<bool> {
    if has(&tx.db(), prospect, other)? {
        return Ok(false);
    }
    let adopted =
        Reminder { id: tx.id_or_new("reminder", other.id)?, prospect_id: prospect, ..other.clone() };
    // What was due in another base is no news here.
    insert(tx, &adopted, (other.due_at <= tx.at()).then(|| tx.at()))?;
    Ok(true)
}

/// Writes a follow-up as it is.
///
/// # Errors
/// The base cannot be written.
pub(super) fn insert(tx: &Tx<'_>, new: &Reminder, told_at: Option<i64>) -> Outcome<()> {
    tx.db()
        .execute(
            "INSERT INTO reminder (id, prospect_id, kind, title, due_on, due_at, is_timed, priority, created_at, done_at, told_at,
               repeat_every, repeat_unit, repeat_from, unless_reply)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                new.id.0,
                new.prospect_id.0,
                word(new.kind),
                new.title,
                new.due_on,
                new.due_at,
                new.is_timed,
                rank(new.priority),
                new.created_at,
                new.done_at,
                told_at,
                new.repeat.map(|repeat| repeat.every),
                new.repeat.map(|repeat| repeat::word(repeat.unit)),
                new.repeat_from,
                new.unless_reply
            ],
        )
        .map(drop)
}
