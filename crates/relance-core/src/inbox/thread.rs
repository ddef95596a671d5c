//! A conversation as it is read: a line for each message, the last ones whole.

use super::{list::by_id, people, row};
use crate::messages;
use relance_model::{Failure, Id, Outcome, inbox::Thread, mail::MailItem};
use relance_store::Db;

/// Messages that are there whole: the last ones, and those that were not read.
const LAST: usize = 2;
const WHOLE: usize = 10;

/// A conversation with its messages.
///
/// # Errors
/// `not_found`.
pub fn thread(db: &Db<'_>, id: Id, now: i64) -> Outcome<Thread> {
    let own = people::own(db)?;
    let conversation = by_id(db, id, now, &own)?.ok_or_else(|| Failure::not_found("conversation", id))?;
    let (thread, _) = row(db, id)?;
    let lines: Vec<MailItem> = db.rows(
        &format!("SELECT {} FROM message m WHERE m.thread = ?1 ORDER BY m.sent_at, m.id", messages::COLUMNS),
        [&thread],
        messages::item,
    )?;
    let last = lines.len().saturating_sub(LAST);
    let wanted = lines.iter().enumerate().rev().filter(|(at, line)| *at >= last || !line.is_read);
    let mut whole: Vec<Id> = wanted.map(|(_, line)| line.id).take(WHOLE).collect();
    whole.reverse();
    let open = whole.into_iter().map(|id| messages::get(db, id)).collect::<Outcome<Vec<_>>>()?;
    let mut own: Vec<String> = own.into_iter().collect();
    own.sort();
    Ok(Thread { conversation, lines, open, own })
}
