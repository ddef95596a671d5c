//! A message that went: it is kept at once, as it stands in the thread and on the timelines, and its follow-up is planned.

use super::{meant, table, write};
use crate::{Core, activities, mail, messages, prospects, reminders};
use relance_model::{
    Id, Outcome,
    outbox::{Outgoing, OutgoingState, Person},
    reminders::{ReminderKind, ReminderNew},
};
use relance_store::{Tx, params};
use relance_world::mail::{Flag, Flags};

/// Writes down that a message went; `in_sent` where it lies in the folder of what was sent already, or needs not. One that is
/// gone by now, with whom it was for, leaves nothing behind.
///
/// # Errors
/// The base cannot be written.
pub(super) fn settle(core: &Core, id: Id, in_sent: bool) -> Outcome<bool> {
    let bytes = core.read(|db| table::bytes(db, id))?;
    let read = bytes.as_deref().map(|bytes| messages::read(bytes, None)).transpose()?;
    let local = core.local()?;
    write(core, |tx| {
        let db = tx.db();
        let expected = [OutgoingState::Sending, OutgoingState::Unknown];
        let Ok(outgoing) = table::of_state(&db, id, &expected) else { return Ok(false) };
        let item = &outgoing.item;
        let kept = match (read, item.account) {
            (Some(mut read), Some(account)) => Some(keep(tx, &mut read, &outgoing, account)?),
            _ => None,
        };
        db.execute(
            "UPDATE outgoing SET state = 'sent', sent_at = ?2, kept_id = ?3, next_at = NULL, failure = NULL, updated_at = ?4 WHERE id = ?1",
            params![id.0, item.tried_at.unwrap_or(tx.at()), kept.map(|id| id.0), tx.at()],
        )?;
        if let Some(days) = item.follow_up {
            let first = kept.map(|message| activities::people_of(&db, message)).transpose()?;
            let prospect = meant(&db, item)?.or_else(|| first.and_then(|all| all.first().copied()));
            if let Some(prospect) = prospect {
                let new = ReminderNew {
                    kind: ReminderKind::Email,
                    at: format!("+{days}jo"),
                    unless_reply: true,
                    ..ReminderNew::default()
                };
                reminders::plan(tx, &local, prospect, &new)?;
            }
        }
        if in_sent {
            lies_in_sent(tx, id)?;
        }
        Ok(true)
    })
}

fn keep(tx: &Tx<'_>, read: &mut messages::Read, outgoing: &Outgoing, account: Id) -> Outcome<Id> {
    let db = tx.db();
    let item = &outgoing.item;
    read.blind(item.bcc.iter().map(|Person { name, address }| (name.clone(), address.clone())));
    let own = mail::servers(&db, account).map(|servers| servers.own()).unwrap_or_default();
    let came = messages::Came {
        account,
        own: &own,
        flags: Flags::default().with(Flag::Seen).bits(),
        gmail_thread: None,
        since: 0,
        received_at: Some(tx.at()),
        is_whole: true,
    };
    let kept = messages::keep_fetched(tx, read, &came)?;
    messages::keep_attachments(tx, kept.id, read)?;
    tx.say("subject", item.subject.clone());
    if kept.tied.len() > 1 {
        tx.say("count", kept.tied.len());
    }
    let first = item.to.iter().chain(&item.cc).chain(&item.bcc).next();
    let name = match (kept.tied.first(), first) {
        (Some(tied), _) => prospects::row(&db, tied.id)?.name,
        (None, Some(person)) => person.name.clone().unwrap_or_else(|| person.address.clone()),
        (None, None) => String::new(),
    };
    tx.say("name", name);
    Ok(kept.id)
}

/// Nothing is left to do about a message that was sent: its bytes are kept with the messages, and in the folder of its server.
pub(super) fn lies_in_sent(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let db = tx.db();
    db.execute("UPDATE outgoing SET in_sent = 1, bytes = NULL, next_at = NULL WHERE id = ?1", [id.0])?;
    db.execute("UPDATE outgoing_file SET bytes = NULL WHERE outgoing_id = ?1", [id.0]).map(drop)
}
