//! Who shares a key with whom. Of 100,000 people there are five thousand million pairs, and a few hundred thousand of them have
//! anything in common: only these are weighed.
//!
//! A key is a hash of something that two records of one person rarely both miss. What the base held when it was read lies in one
//! sorted column, which is shared and never written; what came since lies beside it. Nothing is ever taken out: whoever is gone is
//! left out by those who ask.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher},
    sync::Arc,
};

/// A hash of `parts`; `kind` tells apart what is of different kinds.
pub fn key(kind: u8, parts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    for part in parts {
        part.hash(&mut hasher);
    }
    hasher.finish()
}

/// For maps whose keys are hashes already.
#[derive(Clone, Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u32(&mut self, key: u32) {
        // The map looks at both ends of the number.
        self.0 = u64::from(key) | u64::from(key) << 32;
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

pub type Hashed<K, V> = HashMap<K, V, BuildHasherDefault<AsItIs>>;

/// A key with the place of a record, in one number that sorts by the key. Half of the key does: two keys that are taken for one
/// only propose a pair more.
pub fn entry(key: u64, place: u32) -> u64 {
    (key & !u64::from(u32::MAX)) | u64::from(place)
}

fn short(key: u64) -> u32 {
    (key >> 32) as u32
}

#[derive(Default)]
struct Frozen {
    entries: Vec<u64>,
    /// Where the entries begin whose key has these first bits.
    starts: Vec<u32>,
    shift: u32,
}

impl Frozen {
    fn new(mut entries: Vec<u64>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        // About eight entries behind each start.
        let bits = (entries.len() / 8).max(1).ilog2().clamp(1, 24);
        let shift = 64 - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for entry in &entries {
            starts[(entry >> shift) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { entries, starts, shift }
    }

    fn under(&self, key: u64) -> &[u64] {
        if self.entries.is_empty() {
            return &[];
        }
        let at = (key >> self.shift) as usize;
        let near = &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize];
        let from = near.partition_point(|entry| short(*entry) < short(key));
        let length = near[from..].partition_point(|entry| short(*entry) == short(key));
        &near[from..from + length]
    }
}

/// Ends a chain.
const END: u32 = u32::MAX;

/// Places of records by their keys.
#[derive(Clone, Default)]
pub struct Blocks {
    frozen: Arc<Frozen>,
    /// The newest link of each key.
    heads: Hashed<u32, u32>,
    /// A place, and the link before it.
    links: Vec<(u32, u32)>,
}

impl Blocks {
    /// From what [`entry`] made.
    pub fn new(entries: Vec<u64>) -> Self {
        Self { frozen: Arc::new(Frozen::new(entries)), ..Self::default() }
    }

    pub fn add(&mut self, key: u64, place: u32) {
        let link = u32::try_from(self.links.len()).unwrap_or(END);
        let before = self.heads.insert(short(key), link).unwrap_or(END);
        self.links.push((place, before));
    }

    /// Everybody under a key, whoever is gone included; some may come twice.
    pub fn under(&self, key: u64) -> impl Iterator<Item = u32> {
        let mut link = self.heads.get(&short(key)).copied().unwrap_or(END);
        let fresh = std::iter::from_fn(move || {
            let (place, before) = self.links.get(link as usize)?;
            link = *before;
            Some(*place)
        });
        self.frozen.under(key).iter().map(|entry| *entry as u32).chain(fresh)
    }
}
