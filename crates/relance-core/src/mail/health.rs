//! How accounts are: when they were last read, and what their servers say.

use super::{accounts, faults};
use crate::{Caller, Core, Event};
use relance_model::{Failure, Id, Outcome, mail::MailHealth, settings::Changed};

use relance_store::{Db, Stamp, params};

/// Without a word of a server for so long, something is wrong: ms.
const SILENCE: i64 = 15 * 60_000;

/// How each account is.
///
/// # Errors
/// The base cannot be read.
pub fn all(core: &Core) -> Outcome<Vec<MailHealth>> {
    let accounts = core.read(accounts::all)?;
    accounts.into_iter().map(|account| one(core, account.id)).collect()
}

/// How an account is.
///
/// # Errors
/// `not_found`.
pub fn one(core: &Core, id: Id) -> Outcome<MailHealth> {
    let mut health = core.read(|db| kept(db, id))?;
    health.doing = core.mailing().of(id);
    let since = health.succeeded_at.unwrap_or(health.account.created_at);
    health.is_silent = core.now() - since > SILENCE;
    Ok(health)
}

fn kept(db: &Db<'_>, id: Id) -> Outcome<MailHealth> {
    let account = accounts::get(db, id)?;
    let (seen, kept): (i64, i64) = db
        .optional(
            "SELECT count(*), count(DISTINCT p.message_id) FROM mail_place p JOIN mail_folder f ON f.id = p.folder_id
             WHERE f.account_id = ?1",
            [id.0],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?
        .unwrap_or_default();
    let found = db.optional(
        "SELECT tried_at, succeeded_at, trouble, said, failing_at FROM mail_health WHERE account_id = ?1",
        [id.0],
        |row| {
            let (trouble, said): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
            Ok(MailHealth {
                tried_at: row.get(0)?,
                succeeded_at: row.get(1)?,
                failure: trouble.map(|key| {
                    faults::remembered(&key, &account.imap.host, said.as_deref().unwrap_or_default())
                        .with("email", account.email.clone())
                }),
                failing_at: row.get(4)?,
                ..MailHealth::default()
            })
        },
    )?;
    Ok(MailHealth {
        account,
        seen: seen.unsigned_abs(),
        kept: kept.unsigned_abs(),
        ..found.unwrap_or_default()
    })
}

/// Writes down how reading an account went.
pub(super) fn write(core: &Core, account: Id, failure: Option<&Failure>) -> Outcome<()> {
    let now = core.now();
    let said = failure.and_then(|failure| failure.params.get("said")).and_then(|said| said.as_str());
    core.write(Stamp::new(now, Caller::User, "mail.health").fact(), |tx| {
        tx.db().execute(
            "INSERT INTO mail_health (account_id, tried_at, succeeded_at, trouble, said, failing_at)
             VALUES (?1, ?2, iif(?3 IS NULL, ?2, NULL), ?3, ?4, iif(?3 IS NULL, NULL, ?2))
             ON CONFLICT (account_id) DO UPDATE SET tried_at = ?2, trouble = ?3, said = ?4,
               succeeded_at = iif(?3 IS NULL, ?2, succeeded_at),
               failing_at = iif(?3 IS NULL, NULL, coalesce(failing_at, ?2))",
            params![account.0, now, failure.map(|failure| failure.key.as_str()), said],
        )
    })
    .map(drop)?;
    // Nothing of it is journaled: nobody would hear of it.
    core.tell(&Event::Changed(Changed { operation: None, entities: vec!["mail_health".to_owned()] }));
    Ok(())
}

/// When an account was last read to its end.
pub(super) fn succeeded_at(db: &Db<'_>, account: Id) -> Outcome<Option<i64>> {
    let found =
        db.optional("SELECT succeeded_at FROM mail_health WHERE account_id = ?1", [account.0], |row| {
            row.get::<_, Option<i64>>(0)
        })?;
    Ok(found.flatten())
}

/// The operation up to which addresses of prospects were looked for among what is not kept.
pub(super) fn looked(db: &Db<'_>, account: Id) -> Outcome<i64> {
    let found =
        db.optional("SELECT looked FROM mail_health WHERE account_id = ?1", [account.0], |row| row.get(0))?;
    Ok(found.unwrap_or_default())
}

pub(super) fn look(tx: &relance_store::Tx<'_>, account: Id, up_to: i64) -> Outcome<()> {
    tx.db()
        .execute(
            "INSERT INTO mail_health (account_id, looked) VALUES (?1, ?2)
             ON CONFLICT (account_id) DO UPDATE SET looked = ?2",
            [account.0, up_to],
        )
        .map(drop)
}
