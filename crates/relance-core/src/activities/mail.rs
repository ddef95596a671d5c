//! E-mails on the timeline: an entry a prospect and a message. The message itself is the room above's.

use super::{
    COLUMNS, activity,
    exchanges::{heard, unheard},
    record, word,
};
use relance_model::{Id, Outcome, activities::ActivityKind};
use relance_store::{Db, Tx, params};
use serde_json::{Map, Value};

/// Puts a message on a prospect's timeline. It is an exchange: her last one, when none was later.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn mail(
    tx: &Tx<'_>,
    prospect: Id,
    message: Id,
    at: i64,
    body: &str,
    mut data: Map<String, Value>,
) -> Outcome<Id> {
    if let Some(before) = heard(tx, prospect, at)? {
        data.insert("heard_before".to_owned(), before.into());
    }
    data.insert("message".to_owned(), message.to_string().into());
    record(tx, prospect, ActivityKind::Email, at, Some(body), &Value::Object(data).to_string())
}

/// The prospects on whose timelines a message is, the oldest entry first.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn people_of(db: &Db<'_>, message: Id) -> Outcome<Vec<Id>> {
    db.rows(
        "SELECT prospect_id FROM activity WHERE kind = 'email' AND data ->> 'message' = ?1 GROUP BY prospect_id ORDER BY min(id)",
        [message.to_string()],
        |row| row.get(0).map(Id),
    )
}

/// The messages on a prospect's timeline.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn mail_of(db: &Db<'_>, prospect: Id) -> Outcome<Vec<Id>> {
    db.rows(
        "SELECT data ->> 'message' FROM activity WHERE prospect_id = ?1 AND kind = 'email' ORDER BY id",
        [prospect.0],
        |row| row.get::<_, Option<String>>(0),
    )
    .map(|found| found.into_iter().flatten().filter_map(|id| id.parse().ok()).collect())
}

/// Takes a message off every timeline. Where it was the last exchange, the one before it is again.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn drop_mail(tx: &Tx<'_>, message: Id) -> Outcome<()> {
    let entries = tx.db().rows(
        &format!("SELECT {COLUMNS} FROM activity WHERE kind = 'email' AND data ->> 'message' = ?1"),
        [message.to_string()],
        activity,
    )?;
    for entry in entries {
        tx.db().execute("DELETE FROM activity WHERE id = ?1", [entry.id.0])?;
        unheard(tx, &entry)?;
    }
    Ok(())
}

/// Of two who become one, both may have had the same message: it is on the timeline once.
///
/// # Errors
/// The base cannot be written.
pub(super) fn drop_doubles(tx: &Tx<'_>, from: Id, to: Id) -> Outcome<()> {
    tx.db()
        .execute(
            "DELETE FROM activity WHERE prospect_id = ?1 AND kind = ?3 AND data ->> 'message' IN (
               SELECT data ->> 'message' FROM activity WHERE prospect_id = ?2 AND kind = ?3)",
            params![from.0, to.0, word(ActivityKind::Email)],
        )
        .map(drop)
}
