//! Duplicates: records that may be one person, found, told apart or made one.

mod blocks;
mod likeness;
mod pairs;
mod person;
mod weigh;

pub use pairs::{Pairs, list, similar};

use crate::{Caller, Core, activities, prospects};
use relance_model::{
    Failure, Id, Outcome,
    duplicates::{MergeRequest, Merged, MergedRecord, PairRequest, UnmergeRequest},
    history::UndoAnswer,
};
use relance_store::{Db, Stamp, Tx, params};

/// Remembers that two records are two people: they are not proposed again.
///
/// # Errors
/// `not_found`; `pair_of_one` for a record and itself.
pub fn tell_apart(tx: &Tx<'_>, pair: &PairRequest) -> Outcome<()> {
    let (a, b) = in_order(pair.a, pair.b)?;
    // Both must be there. No name is said: the operation touches neither, and an erasure would not find it.
    prospects::row(&tx.db(), a)?;
    prospects::row(&tx.db(), b)?;
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

/// Makes one record of two. What the kept one lacks comes from the other; her timeline, addresses and tags come along.
///
/// # Errors
/// `not_found`, `pair_of_one`, `field_unknown`, `prospect_in_trash`.
pub fn merge(core: &Core, caller: Caller, wanted: &MergeRequest) -> Outcome<Merged> {
    in_order(wanted.keep, wanted.merge)?;
    let done = core.change(caller, "duplicates.merge", |tx| merge_in(tx, wanted))?;
    Ok(Merged { id: wanted.keep, operation: done.operation })
}

fn merge_in(tx: &Tx<'_>, wanted: &MergeRequest) -> Outcome<()> {
    let (kept, gone) = (prospects::row(&tx.db(), wanted.keep)?, prospects::row(&tx.db(), wanted.merge)?);
    if kept.deleted_at.is_some() || gone.deleted_at.is_some() {
        return Err(Failure::not_now("prospect_in_trash"));
    }
    tx.say("name", kept.name);
    tx.say("other", gone.name);
    activities::hand_over(tx, gone.id, kept.id)?;
    prospects::absorb(tx, kept.id, gone.id, &wanted.from_merged)?;
    tx.db()
        .execute(
            "DELETE FROM distinct_pair WHERE a_id = min(?1, ?2) AND b_id = max(?1, ?2)",
            [wanted.keep.0, wanted.merge.0],
        )
        .map(drop)
}

/// The records that were put into a prospect and could be taken out again, the last one first.
///
/// # Errors
/// The base cannot be read.
pub fn merged_into(db: &Db<'_>, kept: Id) -> Outcome<Vec<MergedRecord>> {
    db.rows(
        "SELECT gone_id, kept_id, name, at, operation_id FROM merged WHERE kept_id = ?1 ORDER BY id DESC",
        [kept.0],
        |row| {
            Ok(MergedRecord {
                id: Id(row.get(0)?),
                kept: Id(row.get(1)?),
                name: row.get(2)?,
                at: row.get(3)?,
                operation: Id(row.get(4)?),
            })
        },
    )
}

/// Gives back a record that was put into another one, with all that was its own; what was changed since stays where it is, and
/// is listed. `take` names entries of the timeline that came later and belong to the record that comes back.
///
/// # Errors
/// `not_merged`; `merged_further` when the record that kept it was itself put into another one.
pub fn unmerge(core: &Core, caller: Caller, id: Id, wanted: &UnmergeRequest) -> Outcome<UndoAnswer> {
    let (kept, operation) = core.read(|db| {
        let found: Option<(i64, i64)> =
            db.optional("SELECT kept_id, operation_id FROM merged WHERE gone_id = ?1", [id.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        let (kept, operation) = found.ok_or_else(|| Failure::not_now("not_merged"))?;
        if db.scalar::<bool>("SELECT EXISTS (SELECT 1 FROM merged WHERE gone_id = ?1)", [kept])? {
            return Err(Failure::not_now("merged_further"));
        }
        Ok((Id(kept), Id(operation)))
    })?;
    let stamp = Stamp::new(core.now(), caller, "duplicates.unmerge");
    let answer = core.store().revert(stamp, operation, true)?;
    if !wanted.take.is_empty() {
        core.change(caller, "duplicates.reattribute", |tx| {
            tx.say("name", prospects::row(&tx.db(), id)?.name);
            activities::reattribute(tx, &wanted.take, kept, id)
        })?;
    }
    Ok(answer)
}
