//! What lies where on a server, and with which flags: known for every message, kept or not.

use crate::messages;
use relance_model::{Id, Outcome};
use relance_store::{Db, Tx, params};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// What is known of a message in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub flags: u8,
    /// The message that is kept of it.
    pub message: Option<Id>,
}

/// Everything that is known of a folder. A message that is gone from the base for another reason than an erasure (a restore)
/// is as good as never seen.
pub(super) fn of(db: &Db<'_>, folder: i64) -> Outcome<HashMap<u32, Place>> {
    let rows = db.rows(
        "SELECT uid, flags, message_id FROM mail_place p WHERE folder_id = ?1
           AND (message_id IS NULL OR EXISTS (SELECT 1 FROM message m WHERE m.id = p.message_id))",
        [folder],
        |row| Ok((row.get(0)?, Place { flags: row.get(1)?, message: row.get::<_, Option<i64>>(2)?.map(Id) })),
    )?;
    Ok(rows.into_iter().collect())
}

pub(super) fn count(db: &Db<'_>, folder: i64) -> Outcome<u64> {
    let found: i64 = db.scalar("SELECT count(*) FROM mail_place WHERE folder_id = ?1", [folder])?;
    Ok(found.unsigned_abs())
}

/// Writes down a message of a folder.
pub(super) fn write(
    tx: &Tx<'_>,
    folder: i64,
    uid: u32,
    flags: u8,
    message: Option<Id>,
    peers: Option<&[u8]>,
) -> Outcome<()> {
    tx.db()
        .execute(
            "INSERT INTO mail_place (folder_id, uid, message_id, flags, peers, settled)
               VALUES (?1, ?2, ?3, ?4, ?5, (SELECT flags FROM message WHERE id = ?3))
             ON CONFLICT (folder_id, uid) DO UPDATE SET message_id = excluded.message_id, flags = excluded.flags,
               peers = excluded.peers, settled = excluded.settled",
            params![folder, uid, message.map(|id| id.0), flags, peers],
        )
        .map(drop)
}

/// Writes down the flags that the server has now, and those with which the message was the same as there.
pub(super) fn mark(tx: &Tx<'_>, folder: i64, uid: u32, flags: u8, settled: Option<u8>) -> Outcome<()> {
    tx.db()
        .execute(
            "UPDATE mail_place SET flags = ?3, settled = ?4 WHERE folder_id = ?1 AND uid = ?2",
            params![folder, uid, flags, settled],
        )
        .map(drop)
}

/// The flags that a message had when it was last the same there.
pub(super) fn settled(tx: &Tx<'_>, folder: i64, uid: u32) -> Outcome<Option<u8>> {
    let found = tx.db().optional(
        "SELECT coalesce(settled, flags) FROM mail_place WHERE folder_id = ?1 AND uid = ?2",
        params![folder, uid],
        |row| row.get(0),
    )?;
    Ok(found)
}

pub(super) fn drop_one(tx: &Tx<'_>, folder: i64, uid: u32) -> Outcome<()> {
    tx.db()
        .execute("DELETE FROM mail_place WHERE folder_id = ?1 AND uid = ?2", params![folder, uid])
        .map(drop)
}

/// All numbers of a folder mean other messages now (RFC 3501 §2.3.1.1).
pub(super) fn clear(tx: &Tx<'_>, folder: i64) -> Outcome<()> {
    tx.db().execute("DELETE FROM mail_place WHERE folder_id = ?1", [folder]).map(drop)
}

/// Everything that is known of an account's server.
pub(super) fn forget(tx: &Tx<'_>, account: Id) -> Outcome<()> {
    let db = tx.db();
    db.execute(
        "DELETE FROM mail_place WHERE folder_id IN (SELECT id FROM mail_folder WHERE account_id = ?1)",
        [account.0],
    )?;
    db.execute("DELETE FROM mail_folder WHERE account_id = ?1", [account.0])?;
    db.execute("DELETE FROM mail_health WHERE account_id = ?1", [account.0]).map(drop)
}

/// Where a message lies: the folder's name and its number there.
pub(super) fn find(db: &Db<'_>, account: Id, message: Id) -> Outcome<Vec<(String, u32)>> {
    db.rows(
        "SELECT f.name, p.uid FROM mail_place p JOIN mail_folder f ON f.id = p.folder_id
         WHERE p.message_id = ?1 AND f.account_id = ?2 ORDER BY f.id",
        [message.0, account.0],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// What stands for an address or for the id of a message where nothing else is kept: enough to know that a prospect was named or her
/// message answered, and not who somebody else is.
pub(super) type Peer = [u8; 8];

pub(super) fn peer(word: &str) -> Peer {
    let digest = Sha256::digest(word.to_lowercase());
    let mut short = [0; 8];
    short.copy_from_slice(&digest[..8]);
    short
}

/// Messages of an account that are not kept whole are looked at again where one of these is among what they name; all of them
/// without a set.
pub(super) fn look_again(tx: &Tx<'_>, account: Id, wanted: Option<&HashSet<Peer>>) -> Outcome<u64> {
    let is_wanted = |peer: &[u8]| {
        wanted.is_none_or(|wanted| peer.try_into().is_ok_and(|peer: Peer| wanted.contains(&peer)))
    };
    let db = tx.db();
    let passed = db.rows(
        "SELECT p.folder_id, p.uid, p.peers FROM mail_place p JOIN mail_folder f ON f.id = p.folder_id
         WHERE f.account_id = ?1 AND p.peers IS NOT NULL",
        [account.0],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?, row.get::<_, Vec<u8>>(2)?)),
    )?;
    let mut found = 0;
    for (folder, uid, peers) in passed {
        if wanted.is_none() || peers.chunks(8).any(is_wanted) {
            drop_one(tx, folder, uid)?;
            db.execute("UPDATE mail_folder SET is_complete = 0 WHERE id = ?1", [folder])?;
            found += 1;
        }
    }
    Ok(found)
}

/// Who is named besides the owner, and the messages of the conversation, as digests.
pub(super) fn peers(read: &messages::Read, own: &[String]) -> Vec<u8> {
    let others = read
        .people()
        .iter()
        .map(|person| person.address.as_str())
        .filter(|address| !own.iter().any(|own| own == address));
    others.chain(read.conversation()).flat_map(peer).collect()
}
