//! Calls: what came of them, and the share that reached somebody.

use super::{
    Drawn,
    days::{self, Cursor, Tally},
    period::Span,
    rate,
    scope::{Scope, in_time, measure, point, within},
    share,
};
use crate::prospects::past::Kind;
use relance_model::{
    Outcome,
    statistics::{Mark, Unit},
};

/// What can come of a call, in the order of the codes that the base answers with; the last came in.
const KINDS: [(&str, &str); 5] = [
    ("reached", "call_reached"),
    ("message", "call_message"),
    ("no_answer", "call_no_answer"),
    ("wrong_number", "call_wrong_number"),
    ("incoming", "call_in"),
];
const REACHED: usize = 0;
const INCOMING: usize = 4;

/// Every call of the period with one of the page: when, whom, what came of it. Instants rise.
fn each(scope: &Scope<'_>, span: Span, mut each: impl FnMut(i64, i64, usize)) -> Outcome<()> {
    days::each(scope, Kind::Call, span, |_, call| {
        let kind = if call.is_incoming() { Some(INCOMING) } else { call.outcome() };
        if let Some(kind) = kind {
            each(call.at, call.who, kind);
        }
    })
}

/// Calls by what came of them.
pub(super) fn calls(scope: &Scope<'_>, span: Span) -> Outcome<Drawn> {
    let mut tallies = vec![Tally::default(); KINDS.len()];
    each(scope, span, |_, id, kind| tallies[kind].add(id))?;
    let all: u64 = tallies.iter().map(|tally| tally.count).sum();
    let points = KINDS
        .iter()
        .zip(&tallies)
        .map(|((key, field), tally)| {
            let (own, people) = ([within(field, span)], tally.people());
            let share =
                Mark { value: (all > 0).then(|| share(tally.count, all)), of: Some(all), ..Mark::default() };
            point(
                key,
                None,
                vec![scope.people_of(tally.count, people, &own), scope.behind(share, people, &own)],
            )
        })
        .collect();
    Ok(Drawn {
        measures: vec![measure("calls", Unit::Count), measure("share", Unit::Percent)],
        points,
        ..Drawn::default()
    })
}

/// Calls out of the house, point in time by point in time, and the share of them that reached somebody.
pub(super) fn reach(scope: &Scope<'_>, span: Span) -> Outcome<Drawn> {
    let (axis, steps) = span.steps();
    let mut tallies = vec![(Tally::default(), Tally::default()); steps.len()];
    let mut cursor = Cursor::new(scope, &steps);
    each(scope, span, |at, id, kind| {
        let (made, reached) = &mut tallies[cursor.place(at)];
        if kind != INCOMING {
            made.add(id);
        }
        if kind == REACHED {
            reached.add(id);
        }
    })?;
    let points = steps
        .into_iter()
        .zip(tallies)
        .map(|(step, (made, reached))| in_time(step, out(scope, step, &made, &reached)))
        .collect();
    Ok(Drawn {
        axis,
        measures: vec![measure("calls_made", Unit::Count), measure("reach_rate", Unit::Percent)],
        points,
        others: 0,
    })
}

fn out(scope: &Scope<'_>, span: Span, made: &Tally, reached: &Tally) -> Vec<Mark> {
    vec![
        scope.people_of(made.count, made.people(), &[within("call_out", span)]),
        scope.behind(rate(reached.count, made.count), reached.people(), &[within("call_reached", span)]),
    ]
}

/// Calls made in a period and the rate of those that reached somebody.
pub(super) fn figures(scope: &Scope<'_>, span: Span) -> Outcome<Vec<Mark>> {
    let (mut made, mut reached) = (Tally::default(), Tally::default());
    each(scope, span, |_, id, kind| {
        if kind != INCOMING {
            made.add(id);
        }
        if kind == REACHED {
            reached.add(id);
        }
    })?;
    Ok(out(scope, span, &made, &reached))
}
