//! Many merges at once: all pairs from a score on, exactly those that were announced.
//!
//! Pairs are put together to groups. A group with two records that are certainly two, or that were told apart, is left to be
//! decided by hand.

use super::{
    found::Pair,
    index::Record,
    merging::merge_in,
    pairs::{Listed, Pairs, told_apart},
    reading::FromBase,
};
use crate::{Caller, Core, companies, prospects};
use relance_model::{
    Failure, Id, Outcome,
    duplicates::{MergeAll, MergeAllDone, MergePlan, MergeRequest, Of, PlanQuery, Sampled},
};
use relance_store::Db;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A score under which two records of a group are two.
const TWO: f64 = 0.05;
/// Pairs shown of a plan: the least certain ones.
const SAMPLE: usize = 5;
/// From this score on when nothing is said.
const LIKELY: f64 = 0.95;

/// Records that become one, the one that stays first.
struct Plan {
    groups: Vec<Vec<Id>>,
    /// Pairs of groups that are left.
    left: u64,
    pairs: Vec<Pair>,
}

impl Plan {
    /// The oldest record of a group stays: it has been told of longest.
    fn new<R: FromBase>(listed: &Listed<R>, apart: &HashSet<(Id, Id)>, at_least: f64) -> Self {
        let likely = listed.likely(at_least);
        let mut parents: HashMap<Id, Id> = HashMap::new();
        fn root(parents: &HashMap<Id, Id>, mut id: Id) -> Id {
            while let Some(parent) = parents.get(&id) {
                id = *parent;
            }
            id
        }
        for pair in likely {
            let (a, b) = (root(&parents, pair.a), root(&parents, pair.b));
            if a != b {
                parents.insert(a.max(b), a.min(b));
            }
        }
        let mut groups: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for id in likely.iter().flat_map(|pair| [pair.a, pair.b]).collect::<HashSet<_>>() {
            groups.entry(root(&parents, id)).or_default().push(id);
        }
        groups.values_mut().for_each(|group| group.sort_unstable());
        groups.retain(|_, group| is_one(listed, apart, group));
        let (pairs, left): (Vec<Pair>, Vec<Pair>) =
            likely.iter().partition(|pair| groups.contains_key(&root(&parents, pair.a)));
        Self { groups: groups.into_values().collect(), left: left.len() as u64, pairs }
    }

    fn merges(&self) -> u64 {
        self.groups.iter().map(|group| group.len() as u64 - 1).sum()
    }
}

fn is_one<R: FromBase>(listed: &Listed<R>, apart: &HashSet<(Id, Id)>, group: &[Id]) -> bool {
    let index = &listed.index;
    let at = |id: Id| index.place_of(id).and_then(|place| index.at(place));
    group.iter().enumerate().all(|(i, one)| {
        group[i + 1..].iter().all(|other| {
            !apart.contains(&(*one, *other))
                && at(*one).zip(at(*other)).is_some_and(|(one, other)| index.weigh(one, other).0 >= TWO)
        })
    })
}

fn planned(db: &Db<'_>, kept: &Pairs, query: &PlanQuery) -> Outcome<(Plan, Vec<Sampled>)> {
    let apart = told_apart(db)?;
    let at_least = query.at_least.unwrap_or(LIKELY);
    fn of<R: FromBase + Record>(
        listed: &Listed<R>,
        apart: &HashSet<(Id, Id)>,
        at_least: f64,
        name: impl Fn(Id) -> Outcome<String>,
    ) -> Outcome<(Plan, Vec<Sampled>)> {
        let plan = Plan::new(listed, apart, at_least);
        let sample = plan.pairs.iter().rev().take(SAMPLE).map(|pair| {
            let reasons = listed.index.reasons(pair.a, pair.b);
            let (a_name, b_name) = (name(pair.a)?, name(pair.b)?);
            Ok(Sampled { a: pair.a, b: pair.b, a_name, b_name, score: pair.score, reasons })
        });
        let sample = sample.collect::<Outcome<_>>()?;
        Ok((plan, sample))
    }
    match query.of {
        Of::People => of(&kept.of_people(db)?, &apart, at_least, |id| Ok(prospects::row(db, id)?.name)),
        Of::Companies => of(&kept.of_companies(db)?, &apart, at_least, |id| Ok(companies::get(db, id)?.name)),
    }
}

/// What merging everything from a score on would do, exactly, with the least certain pairs of it.
///
/// # Errors
/// The base cannot be read.
pub fn plan(db: &Db<'_>, kept: &Pairs, query: &PlanQuery) -> Outcome<MergePlan> {
    let (plan, sample) = planned(db, kept, query)?;
    Ok(MergePlan {
        pairs: plan.pairs.len() as u64,
        merges: plan.merges(),
        records: plan.groups.len() as u64,
        left: plan.left,
        sample,
    })
}

/// Merges everything from a score on, as one operation, when it is still what was announced.
///
/// # Errors
/// `merge_count` when the base has changed meanwhile: nothing is written then.
pub fn merge_all(core: &Core, caller: Caller, wanted: &MergeAll) -> Outcome<MergeAllDone> {
    let query = PlanQuery { of: wanted.of, at_least: Some(wanted.at_least) };
    let done = core.change(caller, "duplicates.merge_all", |tx| {
        let (plan, _) = planned(&tx.db(), core.pairs(), &query)?;
        let merges = plan.merges();
        if merges != wanted.merges {
            return Err(Failure::invalid("merges", "merge_count").with("count", merges));
        }
        for group in &plan.groups {
            let [keep, others @ ..] = group.as_slice() else { continue };
            for merge in others {
                merge_in(tx, &MergeRequest { keep: *keep, merge: *merge, from_merged: Vec::new() }, true)?;
            }
        }
        if merges > 0 {
            tx.say("count", merges);
        }
        Ok(merges)
    })?;
    Ok(MergeAllDone { merges: done.value, operation: done.operation })
}
