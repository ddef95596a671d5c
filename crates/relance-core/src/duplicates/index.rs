//! Records kept so that those who may be the same as another one are found at once, however many there are.
//!
//! What was read at first is shared by all copies of an index and never written; a copy costs what came since. So an import takes a
//! copy, puts its rows in as it goes, and throws it away when it is rolled back.

use super::{
    blocks::{self, AsItIs, Blocks},
    frequencies::Frequencies,
};
use relance_model::{Id, duplicates::Reason};
use std::{
    collections::{HashMap, HashSet},
    hash::BuildHasherDefault,
    sync::Arc,
    thread,
};

/// What can be the same as another one of its kind.
pub trait Record: Clone + Send + Sync {
    fn id(&self) -> Id;
    /// By what it is found.
    fn for_each_key(&self, tell: &mut dyn FnMut(u64));
    /// What is counted: how much an agreement weighs hangs on it.
    fn for_each_value(&self, tell: &mut dyn FnMut(u64));
    /// The probability that two are one, and why.
    fn weigh(&self, other: &Self, known: &Frequencies) -> (f64, Vec<Reason>);
}

/// More records than this under one key are no pairs but a crowd: it proposes nothing.
const CROWD: usize = 60;

/// Who may be the one that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    pub id: Id,
    /// Probability that both are one, 0 to 1.
    pub score: f64,
    pub reasons: Vec<Reason>,
}

type Places = HashSet<u32, BuildHasherDefault<AsItIs>>;

#[derive(Clone)]
pub struct Index<R> {
    frozen: Arc<Vec<R>>,
    fresh: Vec<R>,
    frozen_places: Arc<HashMap<Id, u32>>,
    fresh_places: HashMap<Id, u32>,
    /// Places of records that are no longer what they were.
    gone: Places,
    blocks: Blocks,
    known: Frequencies,
}

/// What of the pairs of an index no longer holds after a change.
#[derive(Default)]
pub struct Dirt {
    /// Places that are empty now.
    pub gone: Vec<u32>,
    /// Places whose pairs are to be weighed again.
    pub again: Places,
    /// All of them.
    pub is_everything: bool,
}

/// Splits a work on all cores.
pub fn on_all_cores<T: Send>(
    length: usize,
    work: impl Fn(std::ops::Range<usize>) -> Vec<T> + Sync,
) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = length.div_ceil(cores).max(1);
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (0..length)
            .step_by(share)
            .map(|from| scope.spawn(move || work(from..(from + share).min(length))))
            .collect();
        let join = |thread: thread::ScopedJoinHandle<'_, Vec<T>>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect()
    })
}

impl<R: Record> Index<R> {
    pub fn new(records: Vec<R>) -> Self {
        let entries = on_all_cores(records.len(), |range| {
            let mut entries = Vec::with_capacity(range.len() * 16);
            for place in range {
                let at = u32::try_from(place).unwrap_or(u32::MAX);
                records[place].for_each_key(&mut |key| entries.push(blocks::entry(key, at)));
            }
            entries
        });
        let values = on_all_cores(records.len(), |range| {
            let mut values = Vec::with_capacity(range.len() * 5);
            records[range].iter().for_each(|record| record.for_each_value(&mut |value| values.push(value)));
            values
        });
        let places =
            (0_u32..).zip(&records).map(|(place, record)| (record.id(), place)).collect::<HashMap<_, _>>();
        Self {
            known: Frequencies::new(records.len(), values.into_iter()),
            blocks: Blocks::new(entries),
            frozen: Arc::new(records),
            fresh: Vec::new(),
            frozen_places: Arc::new(places),
            fresh_places: HashMap::new(),
            gone: Places::default(),
        }
    }

    /// So much came or went since it was made that it is better made anew.
    pub fn is_worn(&self, coming: usize) -> bool {
        (self.fresh.len() + self.gone.len() + coming) * 4 > self.frozen.len() + 4_000
    }

    pub fn places(&self) -> u32 {
        u32::try_from(self.frozen.len() + self.fresh.len()).unwrap_or(u32::MAX)
    }

    /// The record at a place, unless it is gone.
    pub fn at(&self, place: u32) -> Option<&R> {
        if !self.gone.is_empty() && self.gone.contains(&place) {
            return None;
        }
        let place = place as usize;
        self.frozen.get(place).or_else(|| self.fresh.get(place - self.frozen.len()))
    }

    pub fn place_of(&self, id: Id) -> Option<u32> {
        let is_there = |place: &u32| self.gone.is_empty() || !self.gone.contains(place);
        self.fresh_places.get(&id).or_else(|| self.frozen_places.get(&id)).copied().filter(is_there)
    }

    /// Puts a record in, in the place of the one with its id.
    pub fn insert(&mut self, record: R) -> u32 {
        self.remove(record.id());
        let place = self.places();
        let mut keys = Vec::new();
        record.for_each_key(&mut |key| keys.push(blocks::entry(key, place)));
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter().for_each(|key| self.blocks.add(key, place));
        record.for_each_value(&mut |value| self.known.count(value, 1));
        self.known.count_record(1);
        self.fresh_places.insert(record.id(), place);
        self.fresh.push(record);
        place
    }

    /// Takes a record out; answers where it was.
    pub fn remove(&mut self, id: Id) -> Option<u32> {
        let place = self.place_of(id)?;
        let record = self.at(place)?.clone();
        record.for_each_value(&mut |value| self.known.count(value, -1));
        self.known.count_record(-1);
        self.gone.insert(place);
        Some(place)
    }

    /// Adds everybody who is there under a key, unless they are a crowd, which it tells.
    fn under(&self, key: u64, into: &mut Vec<u32>) -> bool {
        let from = into.len();
        for place in self.blocks.under(key).filter(|place| self.at(*place).is_some()) {
            into.push(place);
            if into.len() - from > CROWD {
                into.truncate(from);
                return true;
            }
        }
        false
    }

    /// Places of those who share a key with a record, each once.
    pub fn candidates(&self, record: &R, into: &mut Vec<u32>) {
        into.clear();
        record.for_each_key(&mut |key| {
            self.under(key, into);
        });
        into.sort_unstable();
        into.dedup();
    }

    /// Weighed the same way round whoever asks.
    pub fn weigh(&self, one: &R, other: &R) -> (f64, Vec<Reason>) {
        if one.id() <= other.id() { one.weigh(other, &self.known) } else { other.weigh(one, &self.known) }
    }

    /// What speaks for and against two being one.
    pub fn reasons(&self, one: Id, other: Id) -> Vec<Reason> {
        let at = |id| self.place_of(id).and_then(|place| self.at(place));
        at(one).zip(at(other)).map(|(one, other)| self.weigh(one, other).1).unwrap_or_default()
    }

    /// Who may be this one, herself aside, the likeliest first.
    pub fn nearest(&self, record: &R, at_least: f64) -> Vec<Near> {
        let mut places = Vec::new();
        self.candidates(record, &mut places);
        let mut found: Vec<Near> = places
            .into_iter()
            .filter_map(|place| self.at(place).filter(|other| other.id() != record.id()))
            .filter_map(|other| {
                let (score, reasons) = record.weigh(other, &self.known);
                (score >= at_least).then_some(Near { id: other.id(), score, reasons })
            })
            .collect();
        found.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.id.cmp(&other.id)));
        found
    }

    /// Brings the index to a later state, and tells which pairs that touches.
    pub fn change(&mut self, changed: HashMap<Id, Option<R>>) -> Dirt {
        let mut dirt = Dirt::default();
        let (mut keys, mut values) = (HashSet::new(), HashSet::new());
        for (id, record) in &changed {
            for one in self.place_of(*id).and_then(|place| self.at(place)).into_iter().chain(record) {
                one.for_each_key(&mut |key| keys.extend([key]));
                one.for_each_value(&mut |value| values.extend([value]));
            }
        }
        let is_crowd = |index: &Self, key| index.under(key, &mut Vec::new());
        let crowds: Vec<(u64, bool)> = keys.into_iter().map(|key| (key, is_crowd(self, key))).collect();
        let counts: Vec<(u64, u32)> = values.into_iter().map(|value| (value, self.known.of(value))).collect();
        let records = self.known.records();
        for (id, record) in changed {
            dirt.gone.extend(self.remove(id));
            dirt.again.extend(record.map(|record| self.insert(record)));
        }
        if self.known.records() != records {
            dirt.is_everything = true;
            return dirt;
        }
        for (key, was_crowd) in crowds {
            if is_crowd(self, key) != was_crowd {
                dirt.again.extend(self.blocks.under(key).filter(|place| self.at(*place).is_some()));
            }
        }
        let moved: HashSet<u64> = counts
            .into_iter()
            .filter(|(value, count)| self.known.of(*value) != *count)
            .map(|(value, _)| value)
            .collect();
        if !moved.is_empty() {
            let bearers = on_all_cores(self.places() as usize, |range| {
                let mut found = Vec::new();
                for place in range {
                    let place = u32::try_from(place).unwrap_or(u32::MAX);
                    let mut is_moved = false;
                    if let Some(record) = self.at(place) {
                        record.for_each_value(&mut |value| is_moved |= moved.contains(&value));
                    }
                    found.extend(is_moved.then_some(place));
                }
                found
            });
            dirt.again.extend(bearers);
        }
        dirt
    }
}

impl<R> std::fmt::Debug for Index<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Index").field("known", &self.known).finish_non_exhaustive()
    }
}
