//! How long people stay in a stage: from when they came into it, or into the base, until they left it.

use super::{
    Drawn,
    period::Span,
    scope::{Scope, is, measure, point, within},
};
use crate::prospects::{
    Mixed, how_many,
    past::{self, Kind},
};
use relance_model::{
    Outcome,
    labels::StageKind,
    statistics::{Mark, Unit},
};
use std::collections::HashMap;

const DAY: f64 = 86_400_000.0;
/// First passages of which each beginning is asked for by itself, a page of the base for each.
const FEW: usize = 100;

/// Of each stage those who left it in the period, and how long they had been there.
pub(super) fn stages(scope: &Scope<'_>, span: Span) -> Outcome<Drawn> {
    let stays = ended(scope, span)?;
    let mut points = Vec::new();
    for stage in scope.stages.iter().filter(|stage| stage.kind == StageKind::Open) {
        let own = [within(&format!("left.{}", stage.id), span)];
        let (mut days, people) = stays
            .get(&stage.id.0)
            .map(|stays| (stays.iter().map(|(_, days)| *days).collect::<Vec<f64>>(), people(stays)))
            .unwrap_or_default();
        days.sort_by(f64::total_cmp);
        let of = Some(days.len() as u64);
        let told = |value: Option<f64>| {
            let value = value.map(|days| (days * 10.0).round() / 10.0);
            scope.behind(Mark { value, of, ..Mark::default() }, people, &own)
        };
        let mean = (!days.is_empty()).then(|| days.iter().sum::<f64>() / days.len() as f64);
        let marks = vec![
            told(median(&days)),
            told(mean),
            told(ninetieth(&days)),
            scope.people_of(people, people, &own),
            scope.count(&[is("stage", stage.id)])?,
        ];
        points.push(point(stage.id, Some(stage.label.clone()), marks));
    }
    Ok(Drawn {
        measures: vec![
            measure("median", Unit::Days),
            measure("mean", Unit::Days),
            measure("ninetieth", Unit::Days),
            measure("left", Unit::Prospects),
            measure("here", Unit::Prospects),
        ],
        points,
        ..Drawn::default()
    })
}

fn people(stays: &[(i64, f64)]) -> u64 {
    how_many(&stays.iter().map(|(id, _)| *id).collect::<Vec<_>>())
}

/// The middle of what is in order.
fn median(days: &[f64]) -> Option<f64> {
    let middle = days.len() / 2;
    match days.len() {
        0 => None,
        n if n % 2 == 1 => days.get(middle).copied(),
        _ => Some((days.get(middle - 1)? + days.get(middle)?) / 2.0),
    }
}

/// What nine in ten stay under.
fn ninetieth(days: &[f64]) -> Option<f64> {
    days.get((days.len() * 9).div_ceil(10).checked_sub(1)?).copied()
}

/// Stays that ended in the period, by stage: whose, and how many days. Passages of one instant are in the order in which they were
/// written.
fn ended(scope: &Scope<'_>, span: Span) -> Outcome<HashMap<i64, Vec<(i64, f64)>>> {
    let (from, to) = scope.bounds(span);
    let spread = scope.spread();
    let mut found: HashMap<i64, Vec<(i64, f64)>> = HashMap::new();
    let mut first: Vec<(i64, i64, i64)> = Vec::new();
    let track = past::track(scope.db, scope.lists, Kind::Passage, i64::MIN)?;
    let mut last: HashMap<i64, i64, Mixed> = HashMap::default();
    for entry in track.within(i64::MIN, to).iter().filter(|entry| spread.has(entry.who)) {
        let since = last.insert(entry.who, entry.at);
        if let Some(stage) = track.from(entry).filter(|_| entry.at >= from) {
            match since {
                Some(since) => {
                    found.entry(stage).or_default().push((entry.who, (entry.at - since) as f64 / DAY));
                }
                None => first.push((entry.who, entry.at, stage)),
            }
        }
    }
    let made = beginnings(scope, &first)?;
    for (id, at, stage) in first {
        let since = made.get(&id).copied().unwrap_or(at);
        found.entry(stage).or_default().push((id, (at - since).max(0) as f64 / DAY));
    }
    Ok(found)
}

/// When people were added.
fn beginnings(scope: &Scope<'_>, of: &[(i64, i64, i64)]) -> Outcome<HashMap<i64, i64, Mixed>> {
    if of.len() <= FEW {
        return of
            .iter()
            .map(|(id, ..)| {
                Ok((*id, scope.db.scalar("SELECT created_at FROM prospect WHERE id = ?1", [*id])?))
            })
            .collect();
    }
    let all = scope.db.rows(
        "SELECT id, created_at FROM prospect INDEXED BY prospect_by_created WHERE deleted_at IS NULL",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(all.into_iter().collect())
}
