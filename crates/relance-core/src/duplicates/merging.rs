//! Making one record of two, and giving the second one back. People and companies alike: their ids are of one kind.
//!
//! Nothing that only one of two records knows may be lost here, and nothing is forgotten: what went is in the journal.

use super::{
    in_order,
    pairs::{LARGEST_PAGE, PAGE},
    tell_apart,
};
use crate::{Caller, Core, activities, calendar, companies, prospects, reminders};
use relance_model::{
    Failure, Id, Outcome,
    duplicates::{
        MergePreview, MergeRequest, Merged, MergedList, MergedQuery, MergedRecord, Of, PairRequest,
        UnmergeRequest,
    },
    history::UndoAnswer,
};
use relance_store::{Db, Part, Stamp, ToSql, Tx, params};
use std::cell::RefCell;

/// What two records are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Company,
}

/// What both records are.
///
/// # Errors
/// `not_found`, when one is not there or is of another kind.
pub(super) fn kind_of(db: &Db<'_>, one: Id, other: Id) -> Outcome<Kind> {
    if db.optional("SELECT 1 FROM company WHERE id = ?1", [one.0], |_| Ok(()))?.is_some() {
        return companies::get(db, other).map(|_| Kind::Company);
    }
    prospects::row(db, one)?;
    prospects::row(db, other).map(|_| Kind::Person)
}

/// Makes one record of two. What the kept one lacks comes from the other; timeline, addresses and tags, or people, come along.
///
/// # Errors
/// `not_found`, `pair_of_one`, `field_unknown`, `prospect_in_trash`.
pub fn merge(core: &Core, caller: Caller, wanted: &MergeRequest) -> Outcome<Merged> {
    in_order(wanted.keep, wanted.merge)?;
    let done = core.change(caller, "duplicates.merge", |tx| {
        let (name, other) = merge_in(tx, wanted, false)?;
        tx.say("name", name);
        tx.say("other", other);
        Ok(())
    })?;
    Ok(Merged { id: wanted.keep, operation: done.operation })
}

/// What a merge would give. Nothing is written.
///
/// # Errors
/// Those of [`merge`].
pub fn preview(core: &Core, wanted: &MergeRequest) -> Outcome<MergePreview> {
    in_order(wanted.keep, wanted.merge)?;
    let found = RefCell::new(None);
    let outcome = core.change(Caller::User, "duplicates.merge", |tx| {
        merge_in(tx, wanted, false)?;
        let db = tx.db();
        *found.borrow_mut() = Some(match kind_of(&db, wanted.keep, wanted.keep)? {
            Kind::Person => {
                MergePreview { prospect: Some(prospects::get(&db, wanted.keep)?), ..MergePreview::default() }
            }
            Kind::Company => {
                MergePreview { company: Some(companies::get(&db, wanted.keep)?), ..MergePreview::default() }
            }
        });
        // The failure only rolls back.
        Err::<(), _>(Failure::not_now("dry_run"))
    });
    match (found.into_inner(), outcome) {
        (Some(preview), _) => Ok(preview),
        (None, Err(failure)) => Err(failure),
        (None, Ok(_)) => Err(Failure::bug("a preview was written")),
    }
}

/// Merges within an operation; answers what both were called. `is_one_of_many` when the operation merges others too.
pub(super) fn merge_in(
    tx: &Tx<'_>,
    wanted: &MergeRequest,
    is_one_of_many: bool,
) -> Outcome<(String, String)> {
    let (keep, merge) = (wanted.keep, wanted.merge);
    let first = tx.db().newest_change()? + 1;
    let (name, other) = match kind_of(&tx.db(), keep, merge)? {
        Kind::Person => {
            let (kept, gone) = (prospects::row(&tx.db(), keep)?, prospects::row(&tx.db(), merge)?);
            if kept.deleted_at.is_some() || gone.deleted_at.is_some() {
                return Err(Failure::not_now("prospect_in_trash"));
            }
            activities::hand_over(tx, merge, keep)?;
            reminders::hand_over(tx, merge, keep)?;
            calendar::hand_over(tx, merge, keep)?;
            prospects::absorb(tx, keep, merge, &wanted.from_merged)?;
            (kept.name, gone.name)
        }
        Kind::Company => {
            let (kept, gone) = (companies::get(&tx.db(), keep)?, companies::get(&tx.db(), merge)?);
            prospects::change_company(tx, merge, keep)?;
            companies::absorb(tx, keep, merge, &wanted.from_merged)?;
            (kept.name, gone.name)
        }
    };
    hand_over_pairs(tx, keep, merge)?;
    // The row itself is the last change of this merge.
    let last = tx.db().newest_change()? + 1;
    let part = is_one_of_many.then_some((first, last));
    tx.db().execute(
        "INSERT INTO merged (id, kept_id, gone_id, name, at, operation_id, first_change, last_change)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            tx.new_id().0,
            keep.0,
            merge.0,
            other,
            tx.at(),
            tx.id().0,
            part.map(|(first, _)| first),
            part.map(|(_, last)| last)
        ],
    )?;
    Ok((name, other))
}

/// Who was told apart from the record that goes is told apart from the one that holds it.
fn hand_over_pairs(tx: &Tx<'_>, keep: Id, merge: Id) -> Outcome<()> {
    let others = tx.db().rows(
        "SELECT iif(a_id = ?1, b_id, a_id) FROM distinct_pair WHERE ?1 IN (a_id, b_id)",
        [merge.0],
        |row| row.get::<_, i64>(0),
    )?;
    for other in others.into_iter().filter(|other| *other != keep.0) {
        tx.db().execute(
            "INSERT OR IGNORE INTO distinct_pair (id, a_id, b_id) VALUES (?1, min(?2, ?3), max(?2, ?3))",
            params![tx.new_id().0, keep.0, other],
        )?;
    }
    tx.db()
        .execute(
            "DELETE FROM distinct_pair WHERE a_id = min(?1, ?2) AND b_id = max(?1, ?2)",
            [keep.0, merge.0],
        )
        .map(drop)
}

/// The records that were put into another one and could be taken out again, the last one first.
///
/// # Errors
/// The base cannot be read.
pub fn merged_into(db: &Db<'_>, kept: Id) -> Outcome<Vec<MergedRecord>> {
    records(db, "WHERE kept_id = ?1 ORDER BY id DESC", &[&kept.0])
}

/// All records that could be taken out of another one, the last one first.
///
/// # Errors
/// The base cannot be read.
pub fn merged(db: &Db<'_>, query: &MergedQuery) -> Outcome<MergedList> {
    // None of a record that is not there: it was itself put into another one.
    let those = match query.of {
        Of::People => "WHERE kept_id IN (SELECT id FROM prospect)",
        Of::Companies => "WHERE kept_id IN (SELECT id FROM company)",
    };
    let total: i64 = db.scalar(&format!("SELECT count(*) FROM merged {those}"), [])?;
    let limit = i64::try_from(query.limit.unwrap_or(PAGE).min(LARGEST_PAGE)).unwrap_or(i64::MAX);
    let offset = i64::try_from(query.offset).unwrap_or(i64::MAX);
    let page = format!("{those} ORDER BY id DESC LIMIT ?1 OFFSET ?2");
    Ok(MergedList { total: total.unsigned_abs(), records: records(db, &page, &[&limit, &offset])? })
}

fn records(db: &Db<'_>, which: &str, with: &[&dyn ToSql]) -> Outcome<Vec<MergedRecord>> {
    let sql = format!("SELECT gone_id, kept_id, name, at, operation_id FROM merged {which}");
    let mut records = db.rows(&sql, with, |row| {
        Ok(MergedRecord {
            id: Id(row.get(0)?),
            kept: Id(row.get(1)?),
            of: Of::People,
            kept_name: String::new(),
            name: row.get(2)?,
            at: row.get(3)?,
            operation: Id(row.get(4)?),
        })
    })?;
    for record in &mut records {
        (record.of, record.kept_name) = match companies::get(db, record.kept) {
            Ok(company) => (Of::Companies, company.name),
            Err(_) => (Of::People, prospects::row(db, record.kept)?.name),
        };
    }
    Ok(records)
}

/// Where a merge is in the journal.
struct Trace {
    kept: Id,
    /// What the record that went was called.
    name: String,
    operation: Id,
    /// Its first change and its last one.
    part: (i64, i64),
}

fn trace(db: &Db<'_>, gone: Id) -> Outcome<Trace> {
    let found = db.optional(
        "SELECT m.kept_id, m.operation_id, coalesce(m.first_change, o.first_change), coalesce(m.last_change, o.last_change), m.name
         FROM merged m JOIN operation o ON o.id = m.operation_id WHERE m.gone_id = ?1",
        [gone.0],
        |row| {
            Ok(Trace {
                kept: Id(row.get(0)?),
                name: row.get(4)?,
                operation: Id(row.get(1)?),
                part: (row.get(2)?, row.get(3)?),
            })
        },
    )?;
    let trace = found.ok_or_else(|| Failure::not_now("not_merged"))?;
    if db.scalar::<bool>("SELECT EXISTS (SELECT 1 FROM merged WHERE gone_id = ?1)", [trace.kept.0])? {
        return Err(Failure::not_now("merged_further"));
    }
    Ok(trace)
}

/// Gives back a record that was put into another one, with all that was its own; what was changed since stays where it is, and
/// is listed. From then on the two are known to be two. `take` names what came later and belongs to the record that comes back: entries of the timeline of a person, people of
/// a company.
///
/// # Errors
/// `not_merged`; `merged_further` when the record that kept it was itself put into another one.
pub fn unmerge(core: &Core, caller: Caller, id: Id, wanted: &UnmergeRequest) -> Outcome<UndoAnswer> {
    let trace = core.read(|db| trace(db, id))?;
    let stamp = Stamp::new(core.now(), caller, "duplicates.unmerge");
    // An operation of its own, which the next Ctrl+Z takes back: as the undo of the merge it would be passed over.
    let (first, last) = trace.part;
    let says = [("name".to_owned(), trace.name.into())].into_iter().collect();
    let part = Part { first, last, says };
    let answer = core.store().revert_part(stamp, trace.operation, &part, |tx| {
        // Who takes them apart says that they are two; somebody who did not come back is nobody to be taken for another.
        let are_both_here = kind_of(&tx.db(), trace.kept, id).is_ok();
        if are_both_here { tell_apart(tx, &PairRequest { a: trace.kept, b: id }) } else { Ok(()) }
    })?;
    if !wanted.take.is_empty() {
        core.change(caller, "duplicates.reattribute", |tx| match kind_of(&tx.db(), id, id)? {
            Kind::Person => {
                tx.say("name", prospects::row(&tx.db(), id)?.name);
                let (planned, told) = reminders::split(&tx.db(), &wanted.take)?;
                reminders::reattribute(tx, &planned, trace.kept, id)?;
                let (met, told) = calendar::split(&tx.db(), &told)?;
                calendar::reattribute(tx, &met, trace.kept, id)?;
                activities::reattribute(tx, &told, trace.kept, id)
            }
            Kind::Company => {
                tx.say("name", companies::get(&tx.db(), id)?.name);
                prospects::assign_company(tx, &wanted.take, trace.kept, id)
            }
        })?;
    }
    Ok(answer)
}
