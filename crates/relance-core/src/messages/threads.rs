//! Which thread a message belongs to: Gmail's own number, then what it answers (RFC 5322 §3.6.4) or is about, then the subject that
//! it answers with somebody of that conversation, in that order of trust.

use super::{Read, found::expression};
use relance_mime::compose::bare;
use relance_model::{Failure, Id, Outcome, messages::MessagePerson};
use relance_store::{Db, Tx, params};

/// How long ago the message may be that one answers by its subject alone: ms.
const RECENT: i64 = 60 * 86_400_000;
/// Messages with these words in their subject that are looked at.
const CANDIDATES: u32 = 40;

/// The thread of a message that is not in the base yet.
pub(super) fn of(
    db: &Db<'_>,
    read: &Read,
    gmail_thread: Option<&str>,
    is_own: &dyn Fn(&str) -> bool,
) -> Outcome<Option<String>> {
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
    let answered = parsed.in_reply_to.iter().chain(parsed.references.iter().rev()).map(String::as_str);
    for id in answered.chain(read.original()) {
        let found: Option<Option<String>> =
            db.optional("SELECT thread FROM message WHERE message_id = ?1 LIMIT 1", [id], |row| row.get(0))?;
        if let Some(thread) = found.flatten() {
            return Ok(Some(thread));
        }
    }
    if gmail_thread.is_none()
        && parsed.in_reply_to.is_empty()
        && parsed.references.is_empty()
        && let Some(thread) = by_subject(db, read, is_own)?
    {
        return Ok(Some(thread));
    }
    // What a notice is about comes later perhaps, and takes the notice to its thread then.
    let about = read.original().filter(|_| read.is_notice());
    Ok(about.or_else(|| parsed.thread()).map(str::to_owned))
}

/// The thread that a message answers as its subject says, where its mailer says nothing: the same subject, somebody of it, not
/// long ago.
fn by_subject(db: &Db<'_>, read: &Read, is_own: &dyn Fn(&str) -> bool) -> Outcome<Option<String>> {
    let Some(subject) = read.parsed.subject.as_deref() else { return Ok(None) };
    let about = bare(subject, true);
    if about == subject.trim() || about.chars().count() < 4 {
        return Ok(None);
    }
    let Some(words) = expression(&format!("{about} ")) else { return Ok(None) };
    let at = read.parsed.at.unwrap_or(i64::MAX);
    let candidates = db.rows(
        "SELECT m.thread, m.subject, m.people, m.sent_at FROM search_message s JOIN message m ON m.found_as = s.rowid
         WHERE search_message MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2",
        params![format!("subject : ({words})"), CANDIDATES],
        |row| {
            let people: Vec<MessagePerson> =
                serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default();
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?, people, row.get::<_, i64>(3)?))
        },
    )?;
    let is_other = |person: &&MessagePerson| !is_own(&person.address);
    let is_of_it = |people: &[MessagePerson]| {
        let named = |one: &MessagePerson| people.iter().any(|other| other.address == one.address);
        read.people.iter().filter(is_other).any(named)
    };
    let found = candidates.into_iter().find(|(_, subject, people, sent_at)| {
        let is_near = (at.saturating_sub(RECENT)..=at).contains(sent_at);
        let is_same = subject.as_deref().is_some_and(|other| bare(other, true).eq_ignore_ascii_case(&about));
        is_near && is_same && is_of_it(people)
    });
    Ok(found.and_then(|(thread, ..)| thread))
}

/// Those that answered a message before it came took it for the first of a thread: they join the thread that it belongs to.
pub(super) fn join(tx: &Tx<'_>, read: &Read, thread: Option<&str>) -> Outcome<()> {
    let (Some(own), Some(thread)) = (read.message_id(), thread) else { return Ok(()) };
    if own == thread {
        return Ok(());
    }
    unite(tx, own, thread)
}

/// What was one thread belongs to another.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn unite(tx: &Tx<'_>, from: &str, into: &str) -> Outcome<()> {
    tx.db().execute("UPDATE message SET thread = ?2 WHERE thread = ?1", [from, into]).map(drop)
}

/// From a message on, a thread of its own. Nothing where it is the first.
///
/// # Errors
/// `not_found`.
pub(crate) fn part(tx: &Tx<'_>, message: Id) -> Outcome<()> {
    let db = tx.db();
    let Some((thread, sent_at)) =
        db.optional("SELECT thread, sent_at FROM message WHERE id = ?1", [message.0], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })?
    else {
        return Err(Failure::not_found("message", message));
    };
    let is_first: bool = db.scalar(
        "SELECT NOT EXISTS (SELECT 1 FROM message WHERE thread = ?1 AND (sent_at, id) < (?2, ?3))",
        params![thread, sent_at, message.0],
    )?;
    if is_first {
        return Ok(());
    }
    db.execute(
        "UPDATE message SET thread = ?4 WHERE thread = ?1 AND (sent_at, id) >= (?2, ?3)",
        params![thread, sent_at, message.0, format!("split:{message}")],
    )
    .map(drop)
}
