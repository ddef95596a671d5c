//! What was won and lost, what it was worth, what is to be expected; and the few figures above all charts.

use super::{
    Drawn, calls,
    days::{self, Tally},
    period::Span,
    rate,
    scope::{Scope, Sums, add, amount, currencies, empty, in_time, is, measure, money, point, within},
};
use crate::prospects::{
    Set, Spread,
    past::{self, Kind},
};
use chrono::{Datelike, Months, NaiveDate};
use relance_model::{
    Failure, Outcome,
    filters::{Filter, Op, State},
    labels::StageKind,
    statistics::{Divide, Mark, Point, Unit},
};
use std::collections::HashMap;

/// Months that a forecast looks ahead.
const AHEAD: u32 = 12;

/// The few figures above all charts.
pub(super) fn key(scope: &Scope<'_>, span: Span) -> Outcome<Drawn> {
    let mut done = Tally::default();
    days::each(scope, Kind::FollowUp, span, |_, entry| done.add(entry.who))?;
    let people = done.people();
    let won = [within("won_on", span)];
    let won_set = scope.set(&won)?;
    let sums = scope.worth(StageKind::Won, &[&won_set])?.remove(0);
    let mut measures = vec![measure("calls_made", Unit::Count), measure("reach_rate", Unit::Percent)];
    let mut marks = calls::figures(scope, span)?;
    for (key, unit, mark) in [
        ("follow_ups", Unit::Count, scope.people_of(done.count, people, &[within("follow_up", span)])),
        ("created", Unit::Prospects, scope.count(&[within("created", span)])?),
        ("won", Unit::Prospects, scope.people_of(won_set.len(), won_set.len(), &won)),
        ("lost", Unit::Prospects, scope.count(&[within("lost_on", span)])?),
    ] {
        measures.push(measure(key, unit));
        marks.push(mark);
    }
    for currency in currencies(std::iter::once(&sums)) {
        measures.push(money("won_value", &currency));
        let cents = sums.get(&currency).copied().unwrap_or_default();
        marks.push(scope.behind(amount(cents), won_set.len(), &won));
    }
    Ok(Drawn { measures, points: vec![point("all", None, marks)], ..Drawn::default() })
}

/// Who is closed so now, with the instant when she was closed last, from an instant on.
fn closed(scope: &Scope<'_>, kind: StageKind, from: i64) -> Outcome<HashMap<i64, i64>> {
    let state = if kind == StageKind::Won { State::Won } else { State::Lost };
    let now = scope.set(&[Filter::State { state }])?;
    let spread = Spread::new(&now);
    let mut last: HashMap<i64, i64> = HashMap::new();
    let stages = scope.stage_ids(kind);
    let track = past::track(scope.db, scope.lists, Kind::Passage, from)?;
    for entry in track.within(from, i64::MAX) {
        let is_one = track.to(entry).is_some_and(|to| stages.iter().any(|stage| stage.0 == to));
        if is_one && spread.has(entry.who) {
            last.insert(entry.who, entry.at);
        }
    }
    Ok(last)
}

/// Won and lost, point in time by point in time.
pub(super) fn outcomes(scope: &Scope<'_>, span: Span) -> Outcome<Drawn> {
    let (axis, steps) = span.steps();
    let (from, to) = scope.bounds(span);
    let ends: Vec<i64> = steps.iter().map(|step| scope.bounds(*step).1).collect();
    let mut sets = [vec![Set::new(); steps.len()], vec![Set::new(); steps.len()]];
    for (kind, sets) in [StageKind::Won, StageKind::Lost].into_iter().zip(&mut sets) {
        for (id, at) in closed(scope, kind, from)? {
            if at <= to {
                sets[ends.partition_point(|end| *end < at)].insert(id.cast_unsigned());
            }
        }
    }
    let [won, lost] = sets;
    let sums = scope.worth(StageKind::Won, &won.iter().collect::<Vec<_>>())?;
    let currencies = currencies(sums.iter());
    let mut measures = vec![
        measure("won", Unit::Prospects),
        measure("lost", Unit::Prospects),
        measure("win_rate", Unit::Percent),
    ];
    measures.extend(currencies.iter().map(|currency| money("won_value", currency)));
    let mut points = Vec::new();
    for (((step, won), lost), sums) in steps.into_iter().zip(&won).zip(&lost).zip(&sums) {
        let (won, lost) = (won.len(), lost.len());
        let (is_won, is_lost) = ([within("won_on", step)], [within("lost_on", step)]);
        let mut marks = vec![
            scope.people_of(won, won, &is_won),
            scope.people_of(lost, lost, &is_lost),
            scope.behind(rate(won, won + lost), won, &is_won),
        ];
        marks.extend(currencies.iter().map(|currency| {
            scope.behind(amount(sums.get(currency).copied().unwrap_or_default()), won, &is_won)
        }));
        points.push(in_time(step, marks));
    }
    Ok(Drawn { axis, measures, points, others: 0 })
}

/// A part of what is open: who is in it, and its sums by stage.
#[derive(Default)]
struct Part {
    key: String,
    label: Option<String>,
    filter: Vec<Filter>,
    sums: HashMap<i64, Sums>,
}

/// What open matters are worth, and how much of it is likely.
pub(super) fn forecast(scope: &Scope<'_>, by: Divide) -> Outcome<Drawn> {
    let open = scope.stage_ids(StageKind::Open);
    let mut parts = if by == Divide::Stage { by_stage(scope) } else { by_month(scope) };
    let spread = scope.spread();
    let months = if by == Divide::Stage { HashMap::new() } else { expected(scope, &parts)? };
    let undated = parts.len() - 1;
    scope.each_worth(StageKind::Open, |id, stage, currency, cents| {
        let Some(rank) = open.iter().position(|known| known.0 == stage).filter(|_| spread.has(id)) else {
            return;
        };
        let place = if by == Divide::Stage { rank } else { months.get(&id).copied().unwrap_or(undated) };
        add(parts[place].sums.entry(stage).or_default(), currency, cents);
    })?;
    let chances = chances(scope);
    let totals: Vec<(Sums, Sums)> = parts.iter().map(|part| likely(&part.sums, &chances)).collect();
    let currencies = currencies(totals.iter().map(|(whole, _)| whole));
    let mut measures = vec![measure("open", Unit::Prospects)];
    for currency in &currencies {
        measures.push(money("value", currency));
        measures.push(money("weighted", currency));
    }
    let mut points: Vec<Point> = Vec::new();
    for (part, (whole, weighted)) in parts.into_iter().zip(totals) {
        let count = scope.count(&part.filter)?;
        let people = count.people.unwrap_or_default();
        let mut marks: Vec<Mark> = vec![count];
        for currency in &currencies {
            for sums in [&whole, &weighted] {
                let cents = sums.get(currency).copied().unwrap_or_default();
                marks.push(scope.behind(amount(cents), people, &part.filter));
            }
        }
        points.push(point(part.key, part.label, marks));
    }
    Ok(Drawn { measures, points, ..Drawn::default() })
}

/// How likely each open stage is to be won, in percent: as the user said, else by its rank among the open ones.
fn chances(scope: &Scope<'_>) -> HashMap<i64, i64> {
    let open: Vec<_> = scope.stages.iter().filter(|stage| stage.kind == StageKind::Open).collect();
    let steps = open.len() as i64 + 1;
    open.iter()
        .zip(1_i64..)
        .map(|(stage, rank)| (stage.id.0, stage.probability.unwrap_or((rank * 100 + steps / 2) / steps)))
        .collect()
}

/// The whole of some sums, and the part of them that is likely, to the cent.
fn likely(by_stage: &HashMap<i64, Sums>, chances: &HashMap<i64, i64>) -> (Sums, Sums) {
    let (mut whole, mut weighted) = (Sums::new(), Sums::new());
    for (stage, sums) in by_stage {
        let percent = chances.get(stage).copied().unwrap_or_default();
        for (currency, cents) in sums {
            add(&mut whole, currency, *cents);
            let part = (i128::from(*cents) * i128::from(percent) + 50).div_euclid(100) as i64;
            add(&mut weighted, currency, part);
        }
    }
    (whole, weighted)
}

fn by_stage(scope: &Scope<'_>) -> Vec<Part> {
    let open = scope.stages.iter().filter(|stage| stage.kind == StageKind::Open);
    open.map(|stage| Part {
        key: stage.id.to_string(),
        label: Some(stage.label.clone()),
        filter: vec![is("stage", stage.id)],
        ..Part::default()
    })
    .collect()
}

/// What was expected before today, the months to come, what is later, what has no date.
fn by_month(scope: &Scope<'_>) -> Vec<Part> {
    let today = scope.local.today();
    let open = Filter::State { state: State::Open };
    let part = |key: String, days: Filter| Part { key, filter: vec![open.clone(), days], ..Part::default() };
    let field = "expected_close";
    let mut parts = vec![part("late".into(), Filter::field(field, Op::Below, vec![today.to_string()]))];
    let mut from = today;
    for _ in 0..AHEAD {
        let Some(next) = month_after(from) else { break };
        let span = Span { from, to: next.pred_opt().unwrap_or(from) };
        parts.push(part(from.format("%Y-%m").to_string(), within(field, span)));
        from = next;
    }
    parts.push(part("later".into(), Filter::field(field, Op::AtLeast, vec![from.to_string()])));
    parts.push(part("undated".into(), empty(field)));
    parts
}

fn month_after(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))
}

/// Into which part each prospect with an expected day falls.
fn expected(scope: &Scope<'_>, parts: &[Part]) -> Outcome<HashMap<i64, usize>> {
    let today = scope.local.today().to_string();
    let places: HashMap<&str, usize> =
        parts.iter().enumerate().map(|(place, part)| (part.key.as_str(), place)).collect();
    let later = places.get("later").copied().unwrap_or_default();
    let mut found = HashMap::new();
    scope.db.for_each(
        "SELECT id, expected_close_on FROM prospect INDEXED BY prospect_by_expected_close
         WHERE deleted_at IS NULL AND expected_close_on IS NOT NULL",
        [],
        |row| {
            let day = row.get_ref(1).map_err(Failure::bug)?;
            let day = day.as_str().map_err(Failure::bug)?;
            let place = match day.get(..7) {
                _ if day < today.as_str() => 0,
                Some(month) => places.get(month).copied().unwrap_or(later),
                None => later,
            };
            found.insert(row.get(0).map_err(Failure::bug)?, place);
            Ok(())
        },
    )?;
    Ok(found)
}
