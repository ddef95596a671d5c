//! Which thread a message belongs to: Gmail's own number, then what it answers (RFC 5322 §3.6.4), in that order of trust.

use super::Read;
use relance_model::Outcome;
use relance_store::{Db, Tx};

/// The thread of a message that is not in the base yet.
pub(super) fn of(db: &Db<'_>, read: &Read, gmail_thread: Option<&str>) -> Outcome<Option<String>> {
    if let Some(number) = gmail_thread {
        let found: Option<Option<String>> = db.optional(
            "SELECT thread FROM message WHERE gmail_thread = ?1 AND thread IS NOT NULL LIMIT 1",
            [number],
            |row| row.get(0),
        )?;
        if let Some(thread) = found.flatten() {
            return Ok(Some(thread));
        }
    }
    let parsed = &read.parsed;
    // The nearest first: it is what the sender's program had in front of it.
    for id in parsed.in_reply_to.iter().chain(parsed.references.iter().rev()) {
        let found: Option<Option<String>> =
            db.optional("SELECT thread FROM message WHERE message_id = ?1 LIMIT 1", [id], |row| row.get(0))?;
        if let Some(thread) = found.flatten() {
            return Ok(Some(thread));
        }
    }
    Ok(parsed.thread().map(str::to_owned))
}

/// Those that answered a message before it came took it for the first of a thread: they join the thread that it belongs to.
pub(super) fn join(tx: &Tx<'_>, read: &Read, thread: Option<&str>) -> Outcome<()> {
    let (Some(own), Some(thread)) = (read.message_id(), thread) else { return Ok(()) };
    if own == thread {
        return Ok(());
    }
    tx.db().execute("UPDATE message SET thread = ?2 WHERE thread = ?1", [own, thread]).map(drop)
}
