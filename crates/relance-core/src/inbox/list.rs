//! Conversations of a list, the newest first.

use super::{STATE, people};
use crate::messages;
use relance_model::{
    Id, Outcome,
    activities::Direction,
    inbox::{Conversation, ConversationState, Inbox, InboxCounts, InboxQuery, InboxShow, InboxWho},
    mail::MailItem,
};
use relance_store::{Db, Row, SqlResult, params};
use std::collections::HashSet;

/// Conversations of a page at most.
const MOST: u64 = 200;
/// Messages of a search that are looked at, the newest ones.
const FOUND: u32 = 10_000;
/// Messages of a conversation that its line is made of, the newest ones.
const TOLD: u32 = 20;

fn state(word: &str) -> ConversationState {
    match word {
        "answer" => ConversationState::Answer,
        "waiting" => ConversationState::Waiting,
        "snoozed" => ConversationState::Snoozed,
        "done" => ConversationState::Done,
        _ => ConversationState::None,
    }
}

/// A conversation as its row tells it.
struct Head {
    id: Id,
    thread: String,
    newest_at: i64,
    count: i64,
    unread: i64,
    state: ConversationState,
    until: Option<i64>,
}

const HEAD: &str = "c.id, c.thread, c.newest_at, c.messages, c.unread, k.until";

fn head(row: &Row<'_>) -> SqlResult<Head> {
    let state = state(&row.get::<_, String>(6)?);
    Ok(Head {
        id: Id(row.get(0)?),
        thread: row.get(1)?,
        newest_at: row.get(2)?,
        count: row.get(3)?,
        unread: row.get(4)?,
        until: row.get::<_, Option<i64>>(5)?.filter(|_| state == ConversationState::Snoozed),
        state,
    })
}

/// Conversations, the newest first; those that are put off by when they come back.
///
/// # Errors
/// The base cannot be read.
pub fn list(db: &Db<'_>, query: &InboxQuery, now: i64) -> Outcome<Inbox> {
    let limit = query.limit.unwrap_or(50).min(MOST).cast_signed();
    let told = if query.who == InboxWho::Prospects { "c.is_told = 1" } else { "true" };
    let words = query.search.as_deref().filter(|words| !words.trim().is_empty());
    let found = match words.map(messages::expression) {
        Some(None) => return Ok(Inbox { counts: counts(db, told, now)?, ..Inbox::default() }),
        Some(Some(expression)) => Some(expression),
        None => None,
    };
    let among = match found {
        Some(_) => {
            "c.thread IN (SELECT m.thread FROM (SELECT rowid AS turn FROM search_message WHERE search_message MATCH ?2
               ORDER BY rowid DESC LIMIT ?3) JOIN message m ON m.found_as = turn)"
        }
        None => "?2 IS NULL AND ?3 > 0",
    };
    // Only of those that count can something be asked; the others are the many of before.
    let (counted, order) = match query.show {
        InboxShow::All => ("true", "c.newest_at DESC, c.id DESC"),
        InboxShow::Snoozed => (COUNTED, "k.until, c.id"),
        InboxShow::Done => ("k.thread IS NOT NULL", "c.newest_at DESC, c.id DESC"),
        _ => (COUNTED, "c.newest_at DESC, c.id DESC"),
    };
    let shown = match query.show {
        InboxShow::All => "true".to_owned(),
        InboxShow::Answer => format!("{STATE} = 'answer'"),
        InboxShow::Waiting => format!("{STATE} = 'waiting'"),
        InboxShow::Snoozed => format!("{STATE} = 'snoozed'"),
        InboxShow::Done => format!("{STATE} = 'done'"),
    };
    let from = format!(
        "FROM conversation c LEFT JOIN conversation_mark k ON k.thread = c.thread
         WHERE {told} AND {counted} AND {among} AND {shown} AND ?1 > 0"
    );
    let total: i64 = db.scalar(&format!("SELECT count(*) {from}"), params![now, found, FOUND])?;
    let heads = db.rows(
        &format!("SELECT {HEAD}, {STATE} {from} ORDER BY {order} LIMIT ?4 OFFSET ?5"),
        params![now, found, FOUND, limit, query.offset.cast_signed()],
        head,
    )?;
    let own = people::own(db)?;
    let items = heads.into_iter().map(|head| one(db, head, &own)).collect::<Outcome<Vec<_>>>()?;
    Ok(Inbox { total: total.unsigned_abs(), counts: counts(db, told, now)?, items })
}

/// What was decided of counts too, where nothing else does.
const COUNTED: &str = "(c.asked_at IS NOT NULL OR c.written_at IS NOT NULL OR k.thread IS NOT NULL)";

/// How many stand how.
fn counts(db: &Db<'_>, told: &str, now: i64) -> Outcome<InboxCounts> {
    let found = db.rows(
        &format!(
            "SELECT {STATE} AS state, count(*) FROM conversation c LEFT JOIN conversation_mark k ON k.thread = c.thread
             WHERE {told} AND {COUNTED} GROUP BY state"
        ),
        [now],
        |row| Ok((state(&row.get::<_, String>(0)?), row.get::<_, i64>(1)?.unsigned_abs())),
    )?;
    let of = |wanted| found.iter().find(|(state, _)| *state == wanted).map_or(0, |(_, count)| *count);
    Ok(InboxCounts {
        answer: of(ConversationState::Answer),
        waiting: of(ConversationState::Waiting),
        snoozed: of(ConversationState::Snoozed),
    })
}

/// A conversation by its id.
pub(super) fn by_id(db: &Db<'_>, id: Id, now: i64, own: &HashSet<String>) -> Outcome<Option<Conversation>> {
    let found = db.optional(
        &format!(
            "SELECT {HEAD}, {STATE} FROM conversation c LEFT JOIN conversation_mark k ON k.thread = c.thread WHERE c.id = ?2"
        ),
        params![now, id.0],
        head,
    )?;
    found.map(|head| one(db, head, own)).transpose()
}

fn one(db: &Db<'_>, head: Head, own: &HashSet<String>) -> Outcome<Conversation> {
    let lines: Vec<MailItem> = db.rows(
        &format!(
            "SELECT {} FROM message m WHERE m.thread = ?1 ORDER BY m.sent_at DESC, m.id DESC LIMIT ?2",
            messages::COLUMNS
        ),
        params![head.thread, TOLD],
        messages::item,
    )?;
    let (people, more) = people::others(db, &lines, own)?;
    let newest = lines.first();
    let came = lines.iter().find(|line| line.direction == Direction::In);
    Ok(Conversation {
        id: head.id,
        state: head.state,
        until: head.until,
        subject: lines.iter().rev().chain(&lines).find_map(|line| line.subject.clone()),
        newest_at: head.newest_at,
        direction: newest.map(|line| line.direction).unwrap_or_default(),
        count: head.count.unsigned_abs(),
        unread: head.unread.unsigned_abs(),
        has_attachments: lines.iter().any(|line| line.has_attachments),
        start: newest.map(|line| line.start.clone()).unwrap_or_default(),
        people,
        more,
        arrival: came.and_then(|line| line.arrival.clone()),
        account: newest.and_then(|line| line.account),
    })
}
