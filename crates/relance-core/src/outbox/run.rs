//! Sending what is due. A message is written down as being sent before the line is opened, and of the answer only that is believed
//! which says what became of it.

use super::{letter, limits, sent, settle, table, write};
use crate::{
    Core,
    mail::{self, Servers},
};
use relance_model::{
    Failure, Id, Outcome,
    outbox::{OutgoingState, Ran},
};
use relance_store::{Db, params};
use relance_world::mail::{Envelope, SendFault, Stop, Submission, Trouble};
use std::fs::{File, TryLockError};

/// Held by whoever sends: of two windows, or a window and a command, one sends at a time.
const LOCK: &str = "outbox.lock";
/// After this time nobody is sending any more what was begun.
const LONGEST: i64 = 15 * 60_000;

/// Sends everything that is due and says when there is something to do again. To be called once when a base is opened: what was
/// being sent when the program ended is looked for then.
///
/// # Errors
/// The base cannot be read or written. What servers say is told in the messages.
pub fn run(core: &Core, stop: &Stop) -> Outcome<Ran> {
    let refused = |error: std::io::Error| Failure::refused("disk_error").with("what", error.to_string());
    let lock = File::options().create(true).append(true).open(core.folder().join(LOCK)).map_err(refused)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Ok(Ran { is_busy: true, next_at: core.read(next_due)?, ..Ran::default() });
        }
        // Where the disk knows no locks, the state of each message is what keeps it from going twice.
        Err(TryLockError::Error(_)) => {}
    }
    settle::doubt_interrupted(core)?;
    let mut ran = Ran::default();
    for account in core.read(|db| due_accounts(db, core.now()))? {
        if stop.is_asked() {
            break;
        }
        Sending { core, stop, ran: &mut ran }.account(account)?;
    }
    settle::look(core, stop)?;
    ran.next_at = core.read(next_due)?;
    Ok(ran)
}

/// When there is something to do: UTC ms; what is overdue counts as then.
///
/// # Errors
/// The base cannot be read.
pub fn next_due(db: &Db<'_>) -> Outcome<Option<i64>> {
    db.scalar(
        "SELECT min(at) FROM (
           SELECT min(max(due_at, coalesce(next_at, 0))) AS at FROM outgoing WHERE state = 'waiting'
           UNION ALL SELECT min(next_at) FROM outgoing WHERE state = 'unknown'
           UNION ALL SELECT min(coalesce(next_at, 0)) FROM outgoing WHERE state = 'sent' AND in_sent = 0
           UNION ALL SELECT min(tried_at) + ?1 FROM outgoing WHERE state = 'sending')",
        [LONGEST],
    )
}

/// What waits, by account: none where there is none any more.
fn due_accounts(db: &Db<'_>, now: i64) -> Outcome<Vec<Option<Id>>> {
    db.rows(
        "SELECT account_id FROM outgoing WHERE state = 'waiting' AND max(due_at, coalesce(next_at, 0)) <= ?1
         GROUP BY account_id ORDER BY min(due_at)",
        [now],
        |row| Ok(row.get::<_, Option<i64>>(0)?.map(Id)),
    )
}

/// A message on its way.
struct Job {
    id: Id,
    envelope: Envelope,
    bytes: Vec<u8>,
    due_at: i64,
    attempts: u64,
}

struct Sending<'a> {
    core: &'a Core,
    stop: &'a Stop,
    ran: &'a mut Ran,
}

impl Sending<'_> {
    fn account(&mut self, account: Option<Id>) -> Outcome<()> {
        let now = self.core.now();
        let due = self.core.read(|db| {
            db.rows(
                "SELECT id FROM outgoing WHERE state = 'waiting' AND account_id IS ?1 AND max(due_at, coalesce(next_at, 0)) <= ?2
                 ORDER BY due_at, id",
                params![account.map(|id| id.0), now],
                |row| row.get(0).map(Id),
            )
        })?;
        let servers = account.map(|id| self.core.read(|db| mail::servers(db, id)));
        let Some(Ok(servers)) = servers else {
            let gone = Failure::invalid("account", "outgoing_account_missing");
            return due.into_iter().try_for_each(|id| self.fail(id, &gone));
        };
        let mut line: Option<Box<dyn Submission>> = None;
        for (nth, id) in due.iter().enumerate() {
            if self.stop.is_asked() {
                break;
            }
            if let Some((until, failure)) = limits::hold(self.core, &servers.account)? {
                self.hold(&due[nth..], until, failure.as_ref())?;
                break;
            }
            let Some(job) = self.claim(*id, &servers)? else { continue };
            if line.is_none() {
                match self.open(&servers) {
                    Ok(opened) => line = Some(opened),
                    Err(failure) => {
                        let until = self.later(&job, &failure)?;
                        self.hold(&due[nth + 1..], until, Some(&failure))?;
                        break;
                    }
                }
            }
            let Some(open) = line.as_mut() else { break };
            match open.send(&job.envelope, &job.bytes) {
                Ok(_) => {
                    sent::settle(self.core, job.id, false)?;
                    self.ran.sent += 1;
                }
                Err(refused) => {
                    if !matches!(refused.fault.trouble, Trouble::Refused | Trouble::Later) {
                        line = None;
                    }
                    self.refused(&job, &servers, &refused)?;
                }
            }
        }
        if let Some(line) = line {
            line.close();
        }
        Ok(())
    }

    fn open(&self, servers: &Servers) -> Outcome<Box<dyn Submission>> {
        let login = mail::login(self.core, servers)?;
        let host = &servers.account.smtp.host;
        self.core
            .mail()
            .submission(&servers.smtp(), &login)
            .map_err(|fault| mail::failure(host, &fault).with("email", servers.account.email.clone()))
    }

    /// Writes down that a message is being sent, before anything is said to a server. Whoever is not to be contacted since it was
    /// queued gets nothing.
    fn claim(&mut self, id: Id, servers: &Servers) -> Outcome<Option<Job>> {
        let opposed = self.core.read(|db| {
            let outgoing = table::get(db, id)?;
            letter::opposed(db, &outgoing)
        })?;
        if let Some(name) = opposed.first() {
            self.fail(id, &Failure::refused("outgoing_opposed").with("name", name.clone()))?;
            return Ok(None);
        }
        write(self.core, |tx| {
            let db = tx.db();
            let Ok(outgoing) = table::of_state(&db, id, &[OutgoingState::Waiting]) else { return Ok(None) };
            let item = outgoing.item;
            let bytes = table::bytes(&db, id)?;
            let Some(bytes) = bytes else { return Ok(None) };
            db.execute(
                "UPDATE outgoing SET state = 'sending', tried_at = ?2, attempts = attempts + 1, next_at = NULL, failure = NULL,
                   updated_at = ?2 WHERE id = ?1",
                params![id.0, tx.at()],
            )?;
            let mut to: Vec<String> = Vec::new();
            for person in item.to.into_iter().chain(item.cc).chain(item.bcc) {
                if !to.contains(&person.address) {
                    to.push(person.address);
                }
            }
            let from = item.from.unwrap_or_else(|| servers.account.email.clone());
            let envelope = Envelope { from, to };
            let due_at = item.due_at.unwrap_or(tx.at());
            Ok(Some(Job { id, envelope, bytes, due_at, attempts: item.attempts + 1 }))
        })
    }

    fn refused(&mut self, job: &Job, servers: &Servers, refused: &SendFault) -> Outcome<()> {
        let account = &servers.account;
        let failure =
            || mail::failure(&account.smtp.host, &refused.fault).with("email", account.email.clone());
        if refused.is_uncertain {
            self.ran.later += 1;
            return settle::doubt(self.core, job.id, &refused.fault.said);
        }
        if refused.fault.trouble != Trouble::Refused {
            return self.later(job, &failure()).map(drop);
        }
        self.fail(
            job.id,
            &match &refused.recipient {
                Some(address) => Failure::refused("outgoing_recipient_refused")
                    .with("address", address.clone())
                    .with("said", refused.fault.said.clone()),
                None => failure(),
            },
        )
    }

    /// Not now: surely not taken, and tried again by itself. Says when.
    fn later(&mut self, job: &Job, failure: &Failure) -> Outcome<i64> {
        let now = self.core.now();
        let until = limits::later(now, job.attempts);
        if now - job.due_at > limits::GIVEN_UP {
            self.fail(job.id, failure)?;
            return Ok(until);
        }
        self.ran.later += 1;
        put(self.core, &[job.id], OutgoingState::Waiting, Some(until), Some(failure))?;
        Ok(until)
    }

    /// Not even tried until then.
    fn hold(&mut self, ids: &[Id], until: i64, failure: Option<&Failure>) -> Outcome<()> {
        self.ran.later += ids.len() as u64;
        if ids.is_empty() {
            return Ok(());
        }
        put(self.core, ids, OutgoingState::Waiting, Some(until), failure)
    }

    fn fail(&mut self, id: Id, failure: &Failure) -> Outcome<()> {
        self.ran.failed += 1;
        put(self.core, &[id], OutgoingState::Failed, None, Some(failure))
    }
}

/// Writes how far messages are that have not gone.
pub(super) fn put(
    core: &Core,
    ids: &[Id],
    state: OutgoingState,
    next_at: Option<i64>,
    failure: Option<&Failure>,
) -> Outcome<()> {
    let failure = failure.map(serde_json::to_string).transpose().map_err(Failure::bug)?;
    write(core, |tx| {
        for id in ids {
            tx.db().execute(
                "UPDATE outgoing SET state = ?2, next_at = ?3, failure = ?4, updated_at = ?5
                 WHERE id = ?1 AND state IN ('waiting', 'sending', 'unknown')",
                params![id.0, state.word(), next_at, failure, tx.at()],
            )?;
        }
        Ok(())
    })
}
