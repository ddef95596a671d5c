//! The inbox: conversations as they are handled. What a conversation is made of, triggers keep (`conversation`); what was decided of
//! it is journaled (`conversation_mark`), so that undo works, and holds until something newer counts.

mod list;
mod people;
mod stranger;
mod thread;

pub use list::list;
pub use stranger::stranger;
pub use thread::thread;

use crate::{
    messages,
    reminders::{self, Local},
};
use relance_model::{
    Failure, Id, Outcome,
    inbox::{Decided, InboxJoin, InboxRead, InboxState},
};
use relance_store::{Db, Tx, params};

/// How a conversation `c` with its mark `k` stands at `?1`.
pub(super) const STATE: &str = "CASE
   WHEN k.upto >= max(coalesce(c.asked_at, 0), coalesce(c.written_at, 0))
     THEN iif(k.until IS NULL, 'done', iif(k.until > ?1, 'snoozed', 'answer'))
   WHEN c.asked_at IS NOT NULL AND c.asked_at >= coalesce(c.written_at, 0) THEN 'answer'
   WHEN c.written_at IS NOT NULL THEN 'waiting'
   ELSE 'none' END";

/// Conversations that are decided of at once.
const MOST: usize = 500;

/// The thread of a conversation, and its newest message's instant.
pub(super) fn row(db: &Db<'_>, id: Id) -> Outcome<(String, i64)> {
    let found = db.optional("SELECT thread, newest_at FROM conversation WHERE id = ?1", [id.0], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    found.ok_or_else(|| Failure::not_found("conversation", id))
}

fn check(ids: &[Id]) -> Outcome<()> {
    match ids.len() {
        0 => Err(Failure::invalid("ids", "conversation_unchosen")),
        count if count > MOST => Err(Failure::invalid("ids", "too_many").with("limit", MOST)),
        _ => Ok(()),
    }
}

/// What the history calls a decision.
#[must_use]
pub const fn label(decided: Decided) -> &'static str {
    match decided {
        Decided::Open => "inbox.open",
        Decided::Done => "inbox.done",
        Decided::Snoozed => "inbox.later",
    }
}

/// Decides of conversations: handled, put off, or to be answered after all.
///
/// # Errors
/// `not_found`, `when_unreadable`, `conversation_until_past`.
pub fn decide(tx: &Tx<'_>, local: &Local, wanted: &InboxState) -> Outcome<()> {
    check(&wanted.ids)?;
    let until = match (wanted.state, &wanted.until) {
        (Decided::Done, _) => None,
        // Back at once.
        (Decided::Open, _) => Some(0),
        (Decided::Snoozed, said) => {
            let said = said.as_deref().unwrap_or_default();
            let mut at = reminders::spoken_instant(said, local);
            if let Err(failure) = &mut at {
                failure.field = Some("until".to_owned());
            }
            let at = at?;
            if at <= local.now {
                return Err(Failure::invalid("until", "conversation_until_past").with("at", at));
            }
            Some(at)
        }
    };
    for id in &wanted.ids {
        let (thread, newest_at) = row(&tx.db(), *id)?;
        mark(tx, &thread, newest_at, until)?;
    }
    say(tx, &wanted.ids)
}

fn mark(tx: &Tx<'_>, thread: &str, upto: i64, until: Option<i64>) -> Outcome<()> {
    let db = tx.db();
    let is_there: bool =
        db.scalar("SELECT EXISTS (SELECT 1 FROM conversation_mark WHERE thread = ?1)", [thread])?;
    match is_there {
        true => db.execute(
            "UPDATE conversation_mark SET upto = ?2, until = ?3 WHERE thread = ?1",
            params![thread, upto, until],
        ),
        false => db.execute(
            "INSERT INTO conversation_mark (id, thread, upto, until) VALUES (?1, ?2, ?3, ?4)",
            params![tx.new_id().0, thread, upto, until],
        ),
    }
    .map(drop)
}

/// What the history says of it: the subject of the only one, or how many.
fn say(tx: &Tx<'_>, ids: &[Id]) -> Outcome<()> {
    tx.say("count", ids.len());
    if let [id] = ids {
        let subject: Option<Option<String>> = tx.db().optional(
            "SELECT m.subject FROM conversation c JOIN message m ON m.thread = c.thread WHERE c.id = ?1
             ORDER BY m.sent_at LIMIT 1",
            [id.0],
            |row| row.get(0),
        )?;
        tx.say("name", subject.flatten().unwrap_or_default());
    }
    Ok(())
}

/// Marks conversations as read, or not: their servers are told when they are next asked.
///
/// # Errors
/// `not_found`.
pub fn read(tx: &Tx<'_>, wanted: &InboxRead) -> Outcome<()> {
    check(&wanted.ids)?;
    for id in &wanted.ids {
        let (thread, _) = row(&tx.db(), *id)?;
        messages::see(tx, &thread, wanted.is_read)?;
    }
    say(tx, &wanted.ids)
}

/// Puts conversations together: all become the first one.
///
/// # Errors
/// `not_found`; `conversation_alone` when there is but one.
pub fn join(tx: &Tx<'_>, wanted: &InboxJoin) -> Outcome<()> {
    check(&wanted.ids)?;
    let mut threads = Vec::new();
    for id in &wanted.ids {
        let (thread, _) = row(&tx.db(), *id)?;
        if !threads.contains(&thread) {
            threads.push(thread);
        }
    }
    let Some((into, from)) = threads.split_first().filter(|(_, from)| !from.is_empty()) else {
        return Err(Failure::invalid("ids", "conversation_alone"));
    };
    say(tx, &wanted.ids[..1])?;
    tx.say("count", threads.len());
    from.iter().try_for_each(|thread| messages::unite(tx, thread, into))
}

/// From a message on, a conversation of its own.
///
/// # Errors
/// `not_found`.
pub fn split(tx: &Tx<'_>, message: Id) -> Outcome<()> {
    let subject = tx.db().optional("SELECT subject FROM message WHERE id = ?1", [message.0], |row| {
        row.get::<_, Option<String>>(0)
    })?;
    tx.say("name", subject.flatten().unwrap_or_default());
    messages::part(tx, message)
}
