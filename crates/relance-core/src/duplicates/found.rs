//! The pairs of an index: found once, then kept in step with what changes in it.
//!
//! After a change only the pairs of records that changed are weighed again, and those of the records whose weights moved with
//! them. The result is the one that looking at everything would give; a property test holds it to that.

use super::index::{Dirt, Index, Record, on_all_cores};
use relance_model::{
    Id,
    duplicates::{Likelihood, Reason, ReasonKind},
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// From this score on a pair is worth showing.
pub const POSSIBLE: f64 = 0.5;
/// A score from which on two records are certainly two.
const TWO: f64 = 0.05;
/// Odds by which one of two is preferred.
const RATHER: f64 = 4.0;
/// A score of the same names, so high that one still higher makes nobody doubt.
const SURE: f64 = 0.999;

/// One end of a pair, as the other end sees it.
#[derive(Clone, Copy)]
struct Edge {
    other: u32,
    score: f64,
    /// The same names, or something that is hers alone.
    is_exact: bool,
    /// One of the two is rather somebody else.
    is_dropped: bool,
}

/// Two records that may be one, the older one first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub score: f64,
    pub a: Id,
    pub b: Id,
}

pub struct Found(HashMap<u32, Vec<Edge>>);

fn is_exact(reasons: &[Reason]) -> bool {
    let is_same = |kind| reasons.contains(&Reason { kind, likelihood: Likelihood::Same });
    let is_name = |kind| matches!(kind, ReasonKind::FirstName | ReasonKind::LastName | ReasonKind::Name);
    is_same(ReasonKind::Email)
        || is_same(ReasonKind::Linkedin)
        || is_same(ReasonKind::Siren)
        || reasons.iter().all(|reason| !is_name(reason.kind) || reason.likelihood == Likelihood::Same)
}

fn odds(score: f64) -> f64 {
    score / (1.0 - score).max(f64::EPSILON)
}

/// Pairs of the record at a place that are worth showing, with those that `with` wants.
fn of<R: Record>(
    index: &Index<R>,
    place: u32,
    places: &mut Vec<u32>,
    with: impl Fn(u32) -> bool,
) -> Vec<Edge> {
    let Some(record) = index.at(place) else { return Vec::new() };
    index.candidates(record, places);
    let others = places.iter().copied().filter(|other| *other != place && with(*other));
    others
        .filter_map(|other| {
            let (score, reasons) = index.weigh(record, index.at(other)?);
            let edge = Edge { other, score, is_exact: is_exact(&reasons), is_dropped: false };
            (score >= POSSIBLE).then_some(edge)
        })
        .collect()
}

impl Found {
    pub fn new<R: Record>(index: &Index<R>) -> Self {
        let all = on_all_cores(index.places() as usize, |range| {
            let (mut found, mut places) = (Vec::new(), Vec::new());
            for place in range {
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                let edges = of(index, place, &mut places, |other| other > place);
                found.extend((!edges.is_empty()).then_some((place, edges)));
            }
            found
        });
        let mut found = Self(HashMap::new());
        let mut touched = BTreeSet::new();
        for (place, edges) in all {
            found.put(place, edges, &mut touched);
        }
        found.choose(index, &touched);
        found
    }

    fn put(&mut self, place: u32, edges: Vec<Edge>, touched: &mut BTreeSet<u32>) {
        for edge in edges {
            touched.extend([place, edge.other]);
            self.0.entry(edge.other).or_default().push(Edge { other: place, ..edge });
            self.0.entry(place).or_default().push(edge);
        }
    }

    fn take(&mut self, place: u32, touched: &mut BTreeSet<u32>) {
        for edge in self.0.remove(&place).unwrap_or_default() {
            touched.insert(edge.other);
            if let Some(theirs) = self.0.get_mut(&edge.other) {
                theirs.retain(|back| back.other != place);
            }
        }
    }

    /// Follows a change of the index, not of all of it; answers the places whose pairs are others now.
    pub fn follow<R: Record>(&mut self, index: &Index<R>, dirt: &Dirt) -> BTreeSet<u32> {
        let mut touched = BTreeSet::new();
        for place in dirt.gone.iter().chain(&dirt.again) {
            self.take(*place, &mut touched);
        }
        let again: Vec<u32> = dirt.again.iter().copied().collect();
        let all = on_all_cores(again.len(), |range| {
            let mut places = Vec::new();
            let mut found = Vec::new();
            for place in &again[range] {
                // Of two that are both looked at again, one proposes the pair.
                let is_mine = |other: u32| other > *place || !dirt.again.contains(&other);
                found.push((*place, of(index, *place, &mut places, is_mine)));
            }
            found
        });
        for (place, edges) in all {
            self.put(place, edges, &mut touched);
        }
        self.choose(index, &touched);
        touched.extend(again);
        touched
    }

    /// A record that may be either of two people who are certainly two is the one whose names it bears, else the likelier one: "Fred" with
    /// Frédéric's phone is not Frédérique.
    fn choose<R: Record>(&mut self, index: &Index<R>, touched: &BTreeSet<u32>) {
        let mut verdicts: Vec<(u32, u32, bool)> = Vec::new();
        let mut seen: HashSet<(u32, u32)> = HashSet::new();
        for place in touched {
            for edge in self.0.get(place).into_iter().flatten() {
                let place = *place;
                let (one, other) = (place.min(edge.other), place.max(edge.other));
                if seen.insert((one, other)) {
                    let is_dropped = self.yields(index, one, other) || self.yields(index, other, one);
                    verdicts.push((one, other, is_dropped));
                }
            }
        }
        for (one, other, is_dropped) in verdicts {
            for (from, to) in [(one, other), (other, one)] {
                let edges = self.0.get_mut(&from).into_iter().flatten();
                edges.filter(|edge| edge.other == to).for_each(|edge| edge.is_dropped = is_dropped);
            }
        }
    }

    /// Whether the record at a place is rather another one than the one at `end`.
    fn yields<R: Record>(&self, index: &Index<R>, place: u32, end: u32) -> bool {
        let Some(edges) = self.0.get(&place).filter(|edges| edges.len() > 1) else { return false };
        let Some(less) = edges.iter().find(|edge| edge.other == end) else { return false };
        edges.iter().filter(|edge| edge.other != end).any(|likely| {
            let is_preferred = if likely.is_exact == less.is_exact {
                !(less.is_exact && less.score >= SURE)
                    && likely.score > less.score
                    && odds(likely.score) >= RATHER * odds(less.score)
            } else {
                likely.is_exact
            };
            is_preferred
                && index
                    .at(likely.other)
                    .zip(index.at(end))
                    .is_some_and(|(one, other)| index.weigh(one, other).0 < TWO)
        })
    }

    /// All pairs but those told apart, the likeliest first.
    pub fn listed<R: Record>(&self, index: &Index<R>, apart: &HashSet<(Id, Id)>) -> Arc<Vec<Pair>> {
        let mut pairs = Vec::with_capacity(self.0.len() / 2);
        for place in self.0.keys() {
            self.list(index, apart, *place, |other| other > *place, &mut pairs);
        }
        pairs.sort_unstable_by(likelier);
        Arc::new(pairs)
    }

    /// The list `before`, brought to the present state: only pairs of `stale` records are looked up, the rest keeps its order.
    pub fn relisted<R: Record>(
        &self,
        index: &Index<R>,
        apart: &HashSet<(Id, Id)>,
        before: &[Pair],
        stale: &HashSet<Id>,
    ) -> Arc<Vec<Pair>> {
        let places: HashSet<u32> = stale.iter().filter_map(|id| index.place_of(*id)).collect();
        let mut fresh = Vec::new();
        for place in &places {
            self.list(index, apart, *place, |other| other > *place || !places.contains(&other), &mut fresh);
        }
        fresh.sort_unstable_by(likelier);
        let mut fresh = fresh.into_iter().peekable();
        let mut pairs = Vec::with_capacity(before.len() + fresh.len());
        for pair in before.iter().filter(|pair| !stale.contains(&pair.a) && !stale.contains(&pair.b)) {
            while let Some(first) = fresh.next_if(|first| likelier(first, pair).is_lt()) {
                pairs.push(first);
            }
            pairs.push(*pair);
        }
        pairs.extend(fresh);
        Arc::new(pairs)
    }

    /// Adds the pairs of a place with those that `with` wants.
    fn list<R: Record>(
        &self,
        index: &Index<R>,
        apart: &HashSet<(Id, Id)>,
        place: u32,
        with: impl Fn(u32) -> bool,
        pairs: &mut Vec<Pair>,
    ) {
        let (Some(one), Some(edges)) = (index.at(place), self.0.get(&place)) else { return };
        for edge in edges.iter().filter(|edge| with(edge.other) && !edge.is_dropped) {
            let Some(other) = index.at(edge.other) else { continue };
            let (a, b) = (one.id().min(other.id()), one.id().max(other.id()));
            if apart.is_empty() || !apart.contains(&(a, b)) {
                pairs.push(Pair { score: edge.score, a, b });
            }
        }
    }
}

/// The order of a list: the likeliest first, then by age.
fn likelier(one: &Pair, other: &Pair) -> std::cmp::Ordering {
    other.score.total_cmp(&one.score).then(one.a.cmp(&other.a)).then(one.b.cmp(&other.b))
}
