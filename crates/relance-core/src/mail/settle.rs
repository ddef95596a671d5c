//! What was changed here goes back to the server: read, answered, flagged. Of both sides only what each changed since they were last
//! the same counts; where both changed the same, what was done here stands.

use super::{accounts::Servers, faults};
use crate::{Caller, Core};
use relance_model::{Id, Outcome};
use relance_store::{Db, Stamp, Tx, params};
use relance_world::mail::{Flag, Flags, Mailbox, Uids};
use std::collections::BTreeMap;

/// The flags that people set.
const OURS: u8 = 1 << Flag::Seen as u8 | 1 << Flag::Answered as u8 | 1 << Flag::Flagged as u8;

/// A message that differs from what its server has.
struct Owed {
    folder: i64,
    name: String,
    uid: u32,
    message: Id,
    there: u8,
    settled: u8,
    here: u8,
}

fn of_account(db: &Db<'_>, account: Id) -> Outcome<Vec<Owed>> {
    db.rows(
        "SELECT f.id, f.name, p.uid, m.id, p.flags, coalesce(p.settled, p.flags), m.flags
         FROM mail_unsettled u JOIN message m ON m.id = u.message_id JOIN mail_place p ON p.message_id = m.id
           JOIN mail_folder f ON f.id = p.folder_id WHERE f.account_id = ?1 ORDER BY f.id, p.uid",
        [account.0],
        |row| {
            Ok(Owed {
                folder: row.get(0)?,
                name: row.get(1)?,
                uid: row.get(2)?,
                message: Id(row.get(3)?),
                there: row.get(4)?,
                settled: row.get(5)?,
                here: row.get(6)?,
            })
        },
    )
}

/// How much of what was changed here no server knows yet, and the newest of it: another value is another debt.
///
/// # Errors
/// The base cannot be read.
pub fn owed(db: &Db<'_>) -> Outcome<(i64, i64)> {
    let found =
        db.optional("SELECT count(*), coalesce(max(message_id), 0) FROM mail_unsettled", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok(found.unwrap_or_default())
}

/// What a message's flags become where the server's changed.
#[must_use]
pub(super) fn merged(here: u8, settled: u8, there: u8) -> u8 {
    let changed_here = (here ^ settled) & OURS;
    (there & !changed_here) | (here & changed_here)
}

/// Tells the server what was changed here. What it refuses is tried again the next time.
pub(super) fn settle(core: &Core, servers: &Servers, mailbox: &mut dyn Mailbox) -> Outcome<()> {
    let account = servers.account.id;
    let owed = core.read(|db| of_account(db, account))?;
    if owed.is_empty() {
        return Ok(());
    }
    let mut folders: BTreeMap<(i64, String), Vec<Owed>> = BTreeMap::new();
    for one in owed {
        folders.entry((one.folder, one.name.clone())).or_default().push(one);
    }
    for ((folder, name), all) in folders {
        // The same change for many is told at once.
        let mut changes: BTreeMap<(u8, u8), Vec<u32>> = BTreeMap::new();
        for one in &all {
            let wanted = merged(one.here, one.settled, one.there);
            let (set, unset) = (wanted & !one.there & OURS, one.there & !wanted & OURS);
            if set | unset != 0 {
                changes.entry((set, unset)).or_default().push(one.uid);
            }
        }
        if !changes.is_empty() {
            let said = |fault| faults::failure(&servers.account.imap.host, &fault);
            if mailbox.open(&name).map_err(said)?.is_read_only {
                continue;
            }
            for ((set, unset), uids) in changes {
                let (set, unset) = (Flags::from_bits(set), Flags::from_bits(unset));
                mailbox.mark(&uids.into_iter().collect::<Uids>(), set, unset).map_err(said)?;
            }
        }
        let stamp = Stamp::new(core.now(), Caller::User, "mail.settle").fact();
        core.write(stamp, |tx| all.iter().try_for_each(|one| done(tx, folder, one)))?;
    }
    Ok(())
}

/// Both sides are the same now, unless something changed here meanwhile.
fn done(tx: &Tx<'_>, folder: i64, one: &Owed) -> Outcome<()> {
    let db = tx.db();
    let wanted = merged(one.here, one.settled, one.there);
    db.execute(
        "UPDATE mail_place SET flags = ?3, settled = ?4 WHERE folder_id = ?1 AND uid = ?2",
        params![folder, one.uid, wanted, one.here],
    )?;
    db.execute(
        "DELETE FROM mail_unsettled WHERE message_id = ?1 AND ?2 = (SELECT flags FROM message WHERE id = ?1)",
        params![one.message.0, one.here],
    )
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn each_side_keeps_what_it_changed_and_here_wins_where_both_did() {
        let (seen, answered, flagged, deleted) = (1, 2, 4, 16);
        assert_eq!(merged(seen, 0, 0), seen, "read here goes there");
        assert_eq!(merged(0, 0, seen), seen, "read there comes here");
        assert_eq!(merged(0, seen, seen | flagged), flagged, "not read again here, flagged there");
        assert_eq!(merged(seen | answered, answered, deleted), seen | deleted, "both sides at once");
        assert_eq!(merged(seen, seen, 0), 0, "what nobody touched here follows the server");
    }
}
