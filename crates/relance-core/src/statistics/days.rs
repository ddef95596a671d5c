//! What was done, point in time by point in time.

use super::{
    Drawn,
    period::Span,
    scope::{Scope, empty, in_time, is, measure, within},
};
use crate::{
    members,
    prospects::{
        Spread, how_many,
        past::{self, Entry, Kind, Track},
    },
};
use relance_model::{
    Outcome,
    filters::Filter,
    statistics::{Divide, Measure, Unit},
};

/// Kinds of the timeline, and what finds their people.
pub(super) const KINDS: [(&str, Kind, &str); 7] = [
    ("calls", Kind::Call, "call"),
    ("follow_ups", Kind::FollowUp, "follow_up"),
    ("emails_sent", Kind::Mail, "mail_out"),
    ("emails_received", Kind::Mail, "mail_in"),
    ("meetings", Kind::Meeting, "meeting"),
    ("notes", Kind::Note, "note_written"),
    ("stage_changes", Kind::Passage, "stage_change"),
];

/// Things that happened in one point in time: how many, and to whom.
#[derive(Clone, Default)]
pub(super) struct Tally {
    pub count: u64,
    ids: Vec<i64>,
}

impl Tally {
    pub(super) fn add(&mut self, id: i64) {
        self.count += 1;
        self.ids.push(id);
    }

    /// How many people they happened to.
    pub(super) fn people(&self) -> u64 {
        how_many(&self.ids)
    }
}

/// The point in time of each of some rising instants.
pub(super) struct Cursor {
    ends: Vec<i64>,
    at: usize,
}

impl Cursor {
    pub(super) fn new(scope: &Scope<'_>, steps: &[Span]) -> Self {
        Self { ends: steps.iter().map(|step| scope.bounds(*step).1).collect(), at: 0 }
    }

    pub(super) fn place(&mut self, at: i64) -> usize {
        while self.at + 1 < self.ends.len() && at > self.ends[self.at] {
            self.at += 1;
        }
        self.at
    }
}

/// What happened of a kind in the period to the people of the page: instants rise.
pub(super) fn each(
    scope: &Scope<'_>,
    kind: Kind,
    span: Span,
    mut each: impl FnMut(&Track, &Entry),
) -> Outcome<()> {
    let (from, to) = scope.bounds(span);
    let spread = scope.spread();
    let track = past::track(scope.db, scope.lists, kind, from)?;
    for entry in track.within(from, to).iter().filter(|entry| spread.has(entry.who)) {
        each(&track, entry);
    }
    Ok(())
}

/// What was done, by kind or by whose prospects it was done for.
pub(super) fn activity(scope: &Scope<'_>, span: Span, by: Divide) -> Outcome<Drawn> {
    let (axis, steps) = span.steps();
    let series = if by == Divide::Member { of_members(scope)? } else { of_kinds() };
    let mut tallies = vec![vec![Tally::default(); series.len()]; steps.len()];
    let mut owners = Vec::new();
    if by == Divide::Member {
        for (_, _, filter) in &series {
            owners.push(scope.set(std::slice::from_ref(filter))?);
        }
    }
    let owned: Vec<Spread<'_>> = owners.iter().map(|set| Spread::new(set)).collect();
    for (rank, (_, kind, field)) in KINDS.iter().enumerate() {
        let mut cursor = Cursor::new(scope, &steps);
        each(scope, *kind, span, |_, entry| {
            let place = cursor.place(entry.at);
            if *kind == Kind::Mail && entry.is_incoming() != (*field == "mail_in") {
                return;
            }
            if owned.is_empty() {
                tallies[place][rank].add(entry.who);
            } else if let Some(owner) = owned.iter().position(|spread| spread.has(entry.who)) {
                tallies[place][owner].add(entry.who);
            }
        })?;
    }
    let mut points = Vec::new();
    for (step, tallies) in steps.into_iter().zip(tallies) {
        let marks = series
            .iter()
            .zip(tallies)
            .map(|((_, field, filter), tally)| {
                let people = tally.people();
                scope.people_of(tally.count, people, &[within(field, step), filter.clone()])
            })
            .collect();
        points.push(in_time(step, marks));
    }
    let measures = series.into_iter().map(|(measure, ..)| measure).collect();
    Ok(Drawn { axis, measures, points, others: 0 })
}

/// A series: what it is called, the field that finds its people, and whose it is.
type Series = Vec<(Measure, &'static str, Filter)>;

fn of_kinds() -> Series {
    KINDS.iter().map(|(key, _, field)| (measure(key, Unit::Count), *field, Filter::everybody())).collect()
}

/// The timeline does not say who wrote: what was done is counted for whoever looks after the prospect.
fn of_members(scope: &Scope<'_>) -> Outcome<Series> {
    let mut series: Series = members::all(scope.db)?
        .into_iter()
        .map(|member| {
            let named = Measure {
                key: member.id.to_string(),
                label: Some(member.name),
                unit: Unit::Count,
                currency: None,
            };
            (named, "activity", is("owner", member.id))
        })
        .collect();
    series.push((measure("nobody", Unit::Count), "activity", empty("owner")));
    Ok(series)
}
