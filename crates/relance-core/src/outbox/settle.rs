//! What the folder of what was sent says: whether a message went of which nobody knows, and whether a copy lies there. By the id of
//! the message alone, looked for before anything is put there.

use super::{
    limits, run,
    sent::{self, lies_in_sent},
    table, write,
};
use crate::{
    Core,
    mail::{self, Servers},
};
use relance_model::{Failure, Id, Outcome, outbox::OutgoingState};
use relance_store::{Db, Tx, params};
use relance_world::mail::{Flag, Flags, FolderUse, MailFault, Mailbox, Stop, Trouble};

/// Servers that put a copy there by themselves, a little later.
const BY_THEMSELVES: [&str; 3] = [".office365.com", ".outlook.com", ".hotmail.com"];
/// How long one waits for them.
const PATIENCE: i64 = 5 * 60_000;

fn unknown(said: &str) -> Failure {
    Failure::not_now("outgoing_unknown").with("said", said)
}

/// Nobody knows whether a message was taken.
pub(super) fn doubt(core: &Core, id: Id, said: &str) -> Outcome<()> {
    run::put(core, &[id], OutgoingState::Unknown, Some(core.now()), Some(&unknown(said)))
}

/// What was being sent when the program ended: nobody else is sending now.
pub(super) fn doubt_interrupted(core: &Core) -> Outcome<()> {
    let interrupted = core.read(|db| {
        db.rows("SELECT id FROM outgoing WHERE state = 'sending'", [], |row| row.get(0).map(Id))
    })?;
    interrupted.into_iter().try_for_each(|id| doubt(core, id, ""))
}

/// In a base that was put in the place of another, what was due then may have gone since.
pub(crate) fn doubt_all(tx: &Tx<'_>) -> Outcome<()> {
    let failure = serde_json::to_string(&unknown("")).map_err(Failure::bug)?;
    tx.db()
        .execute(
            "UPDATE outgoing SET state = 'unknown', tried_at = coalesce(tried_at, due_at), next_at = ?1, failure = ?2, updated_at = ?1
             WHERE state = 'sending' OR (state = 'waiting' AND due_at <= ?1)",
            params![tx.at(), failure],
        )
        .map(drop)
}

/// A message to be looked for.
struct Sought {
    id: Id,
    is_unknown: bool,
    message_id: String,
    tried_at: i64,
}

fn sought(db: &Db<'_>, account: Id, now: i64) -> Outcome<Vec<Sought>> {
    db.rows(
        "SELECT id, state = 'unknown', coalesce(message_id, ''), coalesce(tried_at, updated_at)
         FROM outgoing WHERE account_id = ?1
           AND ((state = 'unknown' AND next_at <= ?2) OR (state = 'sent' AND in_sent = 0 AND coalesce(next_at, 0) <= ?2))
         ORDER BY id LIMIT 200",
        params![account.0, now],
        |row| {
            Ok(Sought {
                id: Id(row.get(0)?),
                is_unknown: row.get(1)?,
                message_id: row.get(2)?,
                tried_at: row.get(3)?,
            })
        },
    )
}

/// Looks for what is to be looked for now, mailbox by mailbox.
///
/// # Errors
/// The base cannot be read or written.
pub(super) fn look(core: &Core, stop: &Stop) -> Outcome<()> {
    let now = core.now();
    let accounts = core.read(|db| {
        db.rows(
            "SELECT DISTINCT account_id FROM outgoing WHERE account_id IS NOT NULL
               AND ((state = 'unknown' AND next_at <= ?1) OR (state = 'sent' AND in_sent = 0 AND coalesce(next_at, 0) <= ?1))",
            [now],
            |row| row.get(0).map(Id),
        )
    })?;
    for account in accounts {
        if stop.is_asked() {
            return Ok(());
        }
        let all = core.read(|db| sought(db, account, now))?;
        let Ok(servers) = core.read(|db| mail::servers(db, account)) else {
            // The mailbox is gone from here: nobody can look there any more.
            all.iter().try_for_each(|one| leave(core, one, None))?;
            continue;
        };
        let mut left = all.iter();
        if look_in(core, &servers, &mut left, stop).is_err() {
            // What was being looked for when it broke is looked for again as well.
            for one in core.read(|db| sought(db, account, now))? {
                leave(core, &one, limits::look_again(now, one.tried_at, false))?;
            }
        }
    }
    Ok(())
}

fn look_in<'a>(
    core: &Core,
    servers: &Servers,
    all: &mut impl Iterator<Item = &'a Sought>,
    stop: &Stop,
) -> Outcome<()> {
    let host = &servers.account.imap.host;
    let said = |fault: MailFault| mail::failure(host, &fault);
    let login = mail::login(core, servers)?;
    let mut mailbox = core.mail().mailbox(&servers.imap(), &login).map_err(said)?;
    let folders = mailbox.folders().map_err(said)?;
    let named = |used_for: FolderUse| {
        folders.iter().find(|folder| folder.used_for == Some(used_for)).map(|folder| folder.name.clone())
    };
    let places: Vec<String> = [named(FolderUse::Sent), named(FolderUse::All)].into_iter().flatten().collect();
    let sent_folder = named(FolderUse::Sent);
    let is_gmail = mailbox.powers().gmail;
    let is_helpful = BY_THEMSELVES.iter().any(|end| servers.account.smtp.host.ends_with(end));
    for one in all {
        if stop.is_asked() {
            break;
        }
        let now = core.now();
        if one.is_unknown {
            let mut is_there = false;
            for place in &places {
                is_there = is_there || holds(mailbox.as_mut(), place, one).map_err(said)?;
            }
            match is_there {
                true => drop(sent::settle(core, one.id, true)?),
                false => leave(core, one, limits::look_again(now, one.tried_at, true))?,
            }
            continue;
        }
        let Some(folder) = sent_folder.as_deref().filter(|_| !is_gmail) else {
            write(core, |tx| lies_in_sent(tx, one.id))?;
            continue;
        };
        if !holds(mailbox.as_mut(), folder, one).map_err(said)? {
            if is_helpful && now - one.tried_at < PATIENCE {
                leave(core, one, limits::look_again(now, one.tried_at, false))?;
                continue;
            }
            if let Some(bytes) = core.read(|db| table::bytes(db, one.id))? {
                mailbox.append(folder, Flags::default().with(Flag::Seen), &bytes).map_err(said)?;
            }
        }
        write(core, |tx| lies_in_sent(tx, one.id))?;
    }
    mailbox.close();
    Ok(())
}

/// Whether a folder holds the message. Some servers name a folder that is made with the first message only.
fn holds(mailbox: &mut dyn Mailbox, folder: &str, one: &Sought) -> Result<bool, MailFault> {
    match mailbox.open(folder) {
        Err(fault) if fault.trouble == Trouble::NoFolder => return Ok(false),
        opened => opened?,
    };
    Ok(!mailbox.find(&format!("<{}>", one.message_id))?.is_empty())
}

/// Looked at again then; without a time, no more.
fn leave(core: &Core, one: &Sought, next_at: Option<i64>) -> Outcome<()> {
    write(core, |tx| {
        if next_at.is_none() && !one.is_unknown {
            return lies_in_sent(tx, one.id);
        }
        tx.db()
            .execute(
                "UPDATE outgoing SET next_at = ?2 WHERE id = ?1 AND state IN ('unknown', 'sent')",
                params![one.id.0, next_at],
            )
            .map(drop)
    })
}
