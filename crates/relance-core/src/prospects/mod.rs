//! Prospects: the people of the base, one row each; lists, edits, trash, bulk.

mod absorb;
mod between;
mod bulk;
mod edit;
mod erase;
mod erase_messages;
mod erase_outgoing;
mod find;
mod groups;
mod happened;
mod late;
mod leaves;
mod letters;
mod lists;
mod lost;
mod order;
mod paging;
pub(crate) mod past;
mod paste;
mod required;
mod sets;
mod share;
mod similar;
mod spread;
mod table;
mod texts;
mod vocabulary;
mod words;

pub(crate) use absorb::{absorb, assign_company, change_company};
pub use bulk::{apply as bulk, differences, selected};
pub use edit::{Rules, add, edit};
pub(crate) use erase::erase;
pub use find::search;
pub use groups::groups;
pub use lists::{Listing, Lists};
pub(crate) use lost::give_reason;
pub(crate) use order::first_of;
pub use order::{ids, list};
pub(crate) use paging::total;
pub use paste::{paste, try_paste};
pub(crate) use required::{check_required, demand_next, fill_required};
pub use sets::vocabulary;
pub(crate) use sets::{Set, filtered, in_trash, living};
pub(crate) use spread::{Mixed, Spread, how_many};
pub(crate) use table::{NewProspect, add_addresses, insert, rows_of};
pub(crate) use table::{every_email, everybody, whole};
pub use table::{get, row};

use relance_model::{Failure, Id, Outcome};
use relance_store::{Db, Tx, params};

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

/// Refuses what would leave nobody to speak of.
pub(crate) fn nobody() -> Failure {
    Failure::invalid("last_name", "prospect_without_identity")
}
