//! What a large change leaves to the index: tens of thousands of texts take seconds to index, and the change itself
//! does not. They are noted in its transaction, so that no crash forgets them, and indexed after it by stretches;
//! who asks the index meanwhile waits until it holds everybody again.

use crate::{
    db::Db,
    names::{self, Renamed, Told},
    refusal::failure,
    search,
    store::Store,
};
use relance_model::{Failure, Outcome};
use rusqlite::{Connection, TransactionState, params};
use std::collections::HashSet;

/// Prospects of one operation that are indexed with it; more of them follow after the commit.
pub(crate) const MANY: usize = 2_000;
/// Prospects indexed in one transaction after the commit: other writers wait so long.
const STRETCH: usize = 2_000;
/// What [`ready`] says; heard by [`Store::read`] only.
pub(crate) const BEHIND: &str = "index_behind";

/// Whether something is due.
///
/// # Errors
/// The base cannot be read.
pub fn is_behind(db: &Db<'_>) -> Outcome<bool> {
    db.scalar("SELECT EXISTS (SELECT 1 FROM search_due) OR EXISTS (SELECT 1 FROM search_due_word)", [])
}

/// Must be called by whoever asks the index of words. In a write the index catches up at once; a read is told to come
/// again when it has.
///
/// # Errors
/// `index_behind`, which never leaves this floor; the base cannot be written.
pub fn ready(db: &Db<'_>) -> Outcome<()> {
    if !is_behind(db)? {
        return Ok(());
    }
    if db.0.transaction_state(None::<&str>).map_err(failure)? != TransactionState::Write {
        return Err(Failure::not_now(BEHIND));
    }
    all(db.0)
}

/// Notes people whose texts are not indexed now.
pub(crate) fn note(connection: &Connection, people: &[i64], renamed: &HashSet<i64>) -> Outcome<()> {
    let mut statement = connection
        .prepare_cached(
            "INSERT INTO search_due (prospect_id, is_renamed) VALUES (?1, ?2)
             ON CONFLICT (prospect_id) DO UPDATE SET is_renamed = max(is_renamed, excluded.is_renamed)",
        )
        .map_err(failure)?;
    for prospect in people {
        statement.execute(params![prospect, renamed.contains(prospect)]).map_err(failure)?;
    }
    Ok(())
}

/// Notes words that somebody lost: whether they are nobody's is known when the index is.
pub(crate) fn note_words(connection: &Connection, words: impl IntoIterator<Item = String>) -> Outcome<()> {
    let mut statement = connection
        .prepare_cached("INSERT OR IGNORE INTO search_due_word (word) VALUES (?1)")
        .map_err(failure)?;
    for word in words {
        statement.execute([word]).map_err(failure)?;
    }
    Ok(())
}

/// Works off what is due, in the transaction that is open.
pub(crate) fn all(connection: &Connection) -> Outcome<()> {
    while some(connection)? {}
    Ok(())
}

/// Works off a stretch; true when there is more.
fn some(connection: &Connection) -> Outcome<bool> {
    let db = Db(connection);
    let people: Vec<(i64, bool)> = db.rows(
        "SELECT prospect_id, is_renamed FROM search_due ORDER BY prospect_id LIMIT ?1",
        [STRETCH as i64],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (prospect, _) in &people {
        search::refresh(connection, *prospect)?;
    }
    let mut renamed = Renamed::default();
    renamed.people.extend(people.iter().filter(|(_, is_renamed)| *is_renamed).map(|(prospect, _)| *prospect));
    // Words are looked at when everybody's are known.
    let is_last = people.len() < STRETCH;
    if is_last {
        renamed.gone.extend(db.rows("SELECT word FROM search_due_word", [], |row| row.get::<_, String>(0))?);
        db.execute("DELETE FROM search_due_word", [])?;
    }
    names::refresh(connection, &mut renamed, &mut Told::new())?;
    if let Some((last, _)) = people.last() {
        db.execute("DELETE FROM search_due WHERE prospect_id <= ?1", [last])?;
    }
    Ok(!is_last)
}

impl Store {
    /// Whether a large change has left texts to index.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn is_index_behind(&self) -> Outcome<bool> {
        self.read(is_behind)
    }

    /// Indexes a stretch of what large changes have left; true when there is more.
    ///
    /// # Errors
    /// `base_busy`, `disk_full`; the rest stays due.
    pub fn index_some(&self) -> Outcome<bool> {
        self.with_writer(|connection| {
            connection.execute_batch("BEGIN IMMEDIATE").map_err(failure)?;
            let done = some(connection);
            let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
            let ended = connection.execute_batch(end).map_err(failure);
            done.and_then(|is_more| ended.map(|()| is_more))
        })
    }
}
