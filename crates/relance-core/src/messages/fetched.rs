//! Messages that come from a mailbox: kept with their account, their flags and their thread, and put onto timelines.

use super::{Held, Keeps, Read, attach, content, direction, found, known, own, threads, tie, whose, write};
use relance_model::{Id, Outcome, activities::Direction, messages::MessageProspect};
use relance_store::{Db, Tx, params};
use std::collections::HashSet;

/// How a message came.
pub struct Came<'a> {
    pub account: Id,
    /// Addresses of the account, in lower case; those of the members are known.
    pub own: &'a [String],
    pub flags: u8,
    /// Gmail's number of its thread.
    pub gmail_thread: Option<&'a str>,
    /// UTC ms from which on messages ask for an answer: what was there long before the mailbox was connected does not.
    pub since: i64,
    /// UTC ms at which the server got it: the latest that it can have been sent.
    pub received_at: Option<i64>,
    /// False where its headers alone were fetched.
    pub is_whole: bool,
}

/// What became of a message.
#[derive(Clone, Debug)]
pub struct Kept {
    pub id: Id,
    pub is_new: bool,
    /// On whose timelines it is now and was not before.
    pub tied: Vec<MessageProspect>,
}

fn all_own(db: &Db<'_>, account: &[String]) -> Outcome<HashSet<String>> {
    let mut all = own(db)?;
    all.extend(account.iter().cloned());
    Ok(all)
}

/// Keeps a message, or knows it again; one of which only the headers were here is completed.
///
/// # Errors
/// The base cannot be written.
pub fn keep_fetched(tx: &Tx<'_>, read: &Read, came: &Came<'_>) -> Outcome<Kept> {
    let db = tx.db();
    let own = all_own(&db, came.own)?;
    let is_own = |address: &str| own.contains(address);
    read.understand(came.own);
    let whose = whose::of_all(&db, read)?;
    let direction = direction(read.people(), &whose, &is_own);
    let latest = came.received_at.unwrap_or(i64::MAX).min(tx.at());
    let sent_at = read.parsed.at.unwrap_or(latest).min(latest);
    let held = known(&db, &read.digest)?;
    let counts = sent_at >= came.since && (direction == Direction::Out || read.asks());
    let id = match held {
        Some(id) => {
            complete(tx, id, read, came, direction, counts)?;
            id
        }
        None => {
            let thread = threads::of(&db, read, came.gmail_thread, &is_own)?;
            threads::join(tx, read, thread.as_deref())?;
            let held = Held {
                account: Some(came.account),
                flags: came.flags,
                is_whole: came.is_whole,
                counts,
                gmail_thread: came.gmail_thread,
                thread,
                keeps: Keeps::Pictures,
            };
            write(tx, read, direction, sent_at, &held)?
        }
    };
    // Of headers alone there is nothing to read on a timeline.
    let tied = if came.is_whole { tie(tx, id, read, whose, direction, sent_at)? } else { Vec::new() };
    Ok(Kept { id, is_new: held.is_none(), tied })
}

/// The rest of a message of which only the headers are here.
fn complete(
    tx: &Tx<'_>,
    id: Id,
    read: &Read,
    came: &Came<'_>,
    direction: Direction,
    counts: bool,
) -> Outcome<()> {
    let db = tx.db();
    let is_whole: bool = db.scalar("SELECT is_whole FROM message WHERE id = ?1", [id.0])?;
    if is_whole || !came.is_whole {
        // A file that is found in a mailbox too belongs to it from now on.
        return db
            .execute(
                "UPDATE message SET account_id = ?2, flags = ?3, gmail_thread = coalesce(gmail_thread, ?4), counts = ?5
                 WHERE id = ?1 AND account_id IS NULL",
                params![id.0, came.account.0, came.flags, came.gmail_thread, counts],
            )
            .map(drop);
    }
    let html = read.parsed.html.as_ref().map(|html| content::keep(tx, html.as_bytes())).transpose()?;
    db.execute(
        "UPDATE message SET body = ?2, html = ?3, is_cut = ?4, files = ?5, is_whole = 1, arrival = ?6, counts = ?7 WHERE id = ?1",
        params![
            id.0,
            read.words,
            html,
            read.parsed.is_cut,
            found::files(read.parsed.attachments.iter().map(|file| file.name.as_str())),
            read.kept_badge(direction)?,
            counts
        ],
    )?;
    attach(tx, id, &read.parsed, Keeps::Pictures)
}

/// Whether a message is none of a conversation with a prospect: nobody whom it names is one, and what it answers is not here.
///
/// # Errors
/// The base cannot be read.
pub fn passes(db: &Db<'_>, read: &Read) -> Outcome<bool> {
    Ok(whose::of_all(db, read)?.is_empty() && !thread_is_known(db, read)?)
}

/// Whether the message itself, or one that it answers, is on somebody's timeline.
///
/// # Errors
/// The base cannot be read.
fn thread_is_known(db: &Db<'_>, read: &Read) -> Outcome<bool> {
    for id in read.conversation().chain(read.original()) {
        let is_told: bool = db.scalar(
            "SELECT EXISTS (SELECT 1 FROM message m JOIN activity a ON a.kind = 'email' AND a.data ->> 'message' = CAST(m.id AS TEXT)
               WHERE m.message_id = ?1)",
            [id],
        )?;
        if is_told {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The message that is the same one, and whether all of it is here.
///
/// # Errors
/// The base cannot be read.
pub fn held(db: &Db<'_>, read: &Read) -> Outcome<Option<(Id, bool)>> {
    db.optional(
        "SELECT id, is_whole FROM message WHERE digest = ?1 ORDER BY id LIMIT 1",
        [&read.digest],
        |row| Ok((Id(row.get(0)?), row.get(1)?)),
    )
}

/// The flags of a message.
///
/// # Errors
/// The base cannot be read.
pub fn flags(db: &Db<'_>, id: Id) -> Outcome<u8> {
    db.scalar("SELECT flags FROM message WHERE id = ?1", [id.0])
}

/// Writes the flags that a server has for a message.
///
/// # Errors
/// The base cannot be written.
pub fn mark(tx: &Tx<'_>, id: Id, flags: u8) -> Outcome<()> {
    tx.db()
        .execute("UPDATE message SET flags = ?2 WHERE id = ?1 AND flags <> ?2", params![id.0, flags])
        .map(drop)
}

/// The flag of a message that was read.
const SEEN: i64 = 1;

/// Marks what came in of a thread as read, or the newest of it as not read.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn see(tx: &Tx<'_>, thread: &str, is_read: bool) -> Outcome<()> {
    let statement = match is_read {
        true => {
            "UPDATE message SET flags = flags | ?2 WHERE thread = ?1 AND direction = 'in' AND flags & ?2 = 0"
        }
        false => {
            "UPDATE message SET flags = flags & ~?2 WHERE flags & ?2 <> 0 AND id = (
               SELECT id FROM message WHERE thread = ?1 AND direction = 'in' ORDER BY sent_at DESC, id DESC LIMIT 1)"
        }
    };
    tx.db().execute(statement, params![thread, SEEN]).map(drop)
}

/// Keeps what is attached to a message that was fetched once more, where its bytes are not here.
///
/// # Errors
/// The base cannot be written.
pub fn keep_attachments(tx: &Tx<'_>, id: Id, read: &Read) -> Outcome<()> {
    for (position, attachment) in (0_i64..).zip(&read.parsed.attachments) {
        if attachment.is_too_large() {
            continue;
        }
        let digest = content::keep(tx, &attachment.bytes)?;
        tx.db().execute(
            "UPDATE message_attachment SET content = ?3
             WHERE message_id = ?1 AND position = ?2 AND content IS NULL AND size = ?4",
            params![id.0, position, digest, attachment.size as i64],
        )?;
    }
    Ok(())
}
