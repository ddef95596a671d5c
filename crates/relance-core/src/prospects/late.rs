//! Who waits too long: in an open stage, and nothing heard for the days that the stage allows.

use super::{
    between::{between, blank},
    sets::{Finder, Set},
};
use crate::stages;
use chrono::Days;
use relance_model::{
    Id, Outcome,
    filters::{Filter, Op},
    labels::StageKind,
};
use std::collections::BTreeMap;

/// Days after which a prospect waits too long where the stage says nothing.
const USUAL_LIMIT: i64 = 14;

/// Whoever is late, opposed or not.
pub(super) fn late(finder: &Finder<'_>) -> Outcome<Set> {
    let mut closed = Vec::new();
    let mut by_limit: BTreeMap<u64, Vec<Id>> = BTreeMap::new();
    for stage in stages::all(finder.db)? {
        if stage.kind == StageKind::Open {
            let days = stage.limit_days.unwrap_or(USUAL_LIMIT).max(0).unsigned_abs();
            by_limit.entry(days).or_default().push(stage.id);
        } else {
            closed.push(stage.id);
        }
    }
    let count = |stages: &[Id]| -> Outcome<i64> {
        let sql = "SELECT coalesce(sum(cards), 0) FROM tally WHERE stage_id = ?1";
        stages.iter().map(|stage| finder.db.scalar::<i64>(sql, [stage.0])).sum()
    };
    let mut most = (-1, 0);
    for (days, stages) in &by_limit {
        most = most.max((count(stages)?, *days));
    }
    let mut late = Set::new();
    for (days, stages) in &by_limit {
        let Some(day) = finder.moment.today.checked_sub_days(Days::new(*days)) else { continue };
        let idle = idle(finder, finder.moment.start(day))?;
        if *days == most.1 {
            // Most people wait here: the fewer who are in any other stage are read.
            let others = by_limit.iter().filter(|(other, _)| *other != days).flat_map(|(_, stages)| stages);
            late |= idle - in_stages(finder, others.chain(&closed))?;
        } else {
            late |= idle & in_stages(finder, stages.iter())?;
        }
    }
    Ok(late)
}

fn in_stages<'a>(finder: &Finder<'_>, stages: impl Iterator<Item = &'a Id>) -> Outcome<Set> {
    let mut found = Set::new();
    for stage in stages {
        found |= finder.set(&Filter::field("stage", Op::Is, vec![stage.to_string()]))?.as_ref();
    }
    Ok(found)
}

/// Living people of whom nothing was heard since an instant.
fn idle(finder: &Finder<'_>, since: i64) -> Outcome<Set> {
    let silent = between(finder, "last_interaction_at", i64::MIN, since - 1)?;
    let never = blank(finder, "last_interaction_at")?;
    let old = between(finder, "created_at", i64::MIN, since - 1)?;
    Ok(silent | (never & old))
}
