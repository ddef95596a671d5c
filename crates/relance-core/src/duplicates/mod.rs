//! Duplicates: records that may be one person or one company, found, told apart or made one.
//!
//! An import asks who its rows are: `core.pairs().index(db)` answers a copy of what is known of the base, cheap to take.
//! [`Person::new`] puts a row in the form in which it is compared ([`Known`] says what of it counts; `id` is the row's own, or
//! zero while it has none), [`Index::nearest`] answers who it may be from a score on, with the reasons, and [`Index::insert`] lets the
//! rows that follow find it (a record that was there before under the same id is replaced).

mod addresses;
mod blocks;
mod found;
mod frequencies;
mod house;
mod index;
mod keys;
mod likeness;
mod merging;
mod pairs;
mod person;
mod plan;
mod reading;
mod trade_name;
mod weigh;

pub use index::Near;
pub use merging::{merge, merged, merged_into, preview, unmerge};
pub use pairs::{Pairs, companies, like, list, similar};
pub use person::{Known, Person};
pub use plan::{merge_all, plan};

/// People, found by what they have in common.
pub type Index = index::Index<Person>;

use relance_model::{Failure, Id, Outcome, duplicates::PairRequest};
use relance_store::{Tx, params};

/// Remembers that two records are two: they are not proposed again.
///
/// # Errors
/// `not_found`; `pair_of_one` for a record and itself.
pub fn tell_apart(tx: &Tx<'_>, pair: &PairRequest) -> Outcome<()> {
    let (a, b) = in_order(pair.a, pair.b)?;
    // Both must be there. No name is said: the operation touches neither, and an erasure would not find it.
    merging::kind_of(&tx.db(), a, b)?;
    tx.db()
        .execute(
            "INSERT OR IGNORE INTO distinct_pair (id, a_id, b_id) VALUES (?1, ?2, ?3)",
            params![tx.new_id().0, a.0, b.0],
        )
        .map(drop)
}

fn in_order(a: Id, b: Id) -> Outcome<(Id, Id)> {
    if a == b {
        return Err(Failure::invalid("b", "pair_of_one"));
    }
    Ok((a.min(b), a.max(b)))
}
