//! Prospects: the people of the base, one row each; lists, edits, trash, bulk.

mod bulk;
mod edit;
mod find;
mod order;
mod paging;
mod table;

pub use bulk::{apply as bulk, selected};
pub use edit::{Rules, add, edit};
pub use find::search;
pub(crate) use order::filter;
pub use order::{Listing, Lists, ids, list};
pub(crate) use paging::total;
pub(crate) use table::{NewProspect, add_addresses, insert, rows_of};
pub use table::{get, row};

use relance_model::{Failure, Id, Outcome};
use relance_store::{Db, Tx, params};
use std::collections::HashSet;

/// Where a new card goes: on top of its column.
///
/// # Errors
/// The base cannot be read.
pub fn top_position(db: &Db<'_>, stage: Id) -> Outcome<i64> {
    let top: Option<i64> = db
        .scalar("SELECT min(position) FROM prospect WHERE stage_id = ?1 AND deleted_at IS NULL", [stage.0])?;
    Ok(top.unwrap_or(0) - GAP)
}

/// Distance between two cards placed one after the other; leaves room for ten insertions at one place.
pub const GAP: i64 = 1024;

/// Puts prospects into the trash, where they stay 90 days.
///
/// # Errors
/// `not_found` for an id that is not in the base.
pub fn delete(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let before = get(&tx.db(), id)?;
    tx.say("name", before.row.name);
    tx.db()
        .execute(
            "UPDATE prospect SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
            params![id.0, tx.at()],
        )
        .map(drop)
}

/// How many are in the base, and how many in the trash.
///
/// # Errors
/// The base cannot be read.
pub fn counts(db: &Db<'_>) -> Outcome<(u64, u64)> {
    let trash: i64 = db.scalar("SELECT count(*) FROM prospect WHERE deleted_at IS NOT NULL", [])?;
    Ok((total(db)?, trash.unsigned_abs()))
}

/// True while sample data is in the base.
///
/// # Errors
/// The base cannot be read.
pub fn has_sample(db: &Db<'_>) -> Outcome<bool> {
    db.scalar("SELECT EXISTS (SELECT 1 FROM prospect WHERE is_sample = 1)", [])
}

/// Days in the trash before a prospect may be erased without being asked.
pub const TRASH_DAYS: i64 = 90;

/// Erases prospects for good: rows, and what the journal remembers of them. Cannot be undone.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn erase(tx: &Tx<'_>, ids: &[Id]) -> Outcome<()> {
    const HERS: [&str; 3] = ["address", "prospect_tag", "activity"];
    for id in ids {
        for table in HERS {
            tx.db().execute(&format!("DELETE FROM {table} WHERE prospect_id = ?1"), [id.0])?;
        }
        tx.db().execute("DELETE FROM prospect WHERE id = ?1", [id.0])?;
        tx.redact("prospect", *id)?;
    }
    // What was hers includes rows that are long gone: an address taken off, a note removed.
    let erased: HashSet<i64> = ids.iter().map(|id| id.0).collect();
    for table in HERS {
        let gone = tx.db().rows(
            "SELECT row_id, json_extract(before, '$.prospect_id') FROM change
             WHERE entity = ?1 AND kind = 3 AND before IS NOT NULL",
            [table],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)),
        )?;
        for (row, _) in gone.iter().filter(|(_, owner)| owner.is_some_and(|owner| erased.contains(&owner))) {
            tx.redact(table, Id(*row))?;
        }
    }
    Ok(())
}

/// Refuses what would leave nobody to speak of.
pub(crate) fn nobody() -> Failure {
    Failure::invalid("last_name", "prospect_without_identity")
}
