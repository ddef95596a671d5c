//! Bytes by their digest, each kept once.

use relance_model::Outcome;
use relance_store::{Db, Tx, params};
use sha2::{Digest, Sha256};

pub(super) fn digest_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keeps bytes; answers by what they are found again.
pub(super) fn keep(tx: &Tx<'_>, bytes: &[u8]) -> Outcome<String> {
    let digest = digest_of(bytes);
    tx.db().execute(
        "INSERT OR IGNORE INTO content (id, sha256, size, bytes) VALUES (?1, ?2, ?3, ?4)",
        params![tx.new_id().0, digest, bytes.len() as i64, bytes],
    )?;
    Ok(digest)
}

pub(super) fn get(db: &Db<'_>, digest: &str) -> Outcome<Option<Vec<u8>>> {
    db.optional("SELECT bytes FROM content WHERE sha256 = ?1", [digest], |row| row.get(0))
}
