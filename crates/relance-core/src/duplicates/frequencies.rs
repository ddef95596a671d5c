//! How often values occur among records, and what that makes an agreement weigh.
//!
//! Counts are rounded down to four binary digits: so a weight stands until a count has grown by a tenth, and one record more
//! or less changes the pairs of few others. Never round by what was counted before: an index that was kept up is to be the
//! index that is made anew.

use super::blocks::Hashed;
use std::sync::Arc;

/// Records whose distribution is believed beforehand: a base of ten does not know that Martin is usual.
const BELIEVED: f64 = 2_000.0;
/// Records of a thousand that have a double, as lists of salespeople are (see the labelled set).
const DOUBLES: f64 = 0.05;

#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    records: u32,
    frozen: Arc<Hashed<u64, u32>>,
    /// What came or went since.
    since: Hashed<u64, i32>,
}

/// The count without what is finer than a tenth of it.
fn rough(count: u32) -> u32 {
    let finer = count.checked_ilog2().unwrap_or_default().saturating_sub(3);
    count >> finer << finer
}

impl Frequencies {
    pub fn new(records: usize, values: impl Iterator<Item = u64>) -> Self {
        let mut counts: Hashed<u64, u32> = Hashed::default();
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
        let records = u32::try_from(records).unwrap_or(u32::MAX);
        Self { records, frozen: Arc::new(counts), since: Hashed::default() }
    }

    pub fn count(&mut self, value: u64, by: i32) {
        *self.since.entry(value).or_default() += by;
    }

    pub fn count_record(&mut self, by: i32) {
        self.records = self.records.saturating_add_signed(by);
    }

    /// How many records have a value.
    pub fn of(&self, value: u64) -> u32 {
        let since = self.since.get(&value).copied().unwrap_or_default();
        rough(self.frozen.get(&value).copied().unwrap_or_default().saturating_add_signed(since))
    }

    pub fn records(&self) -> u32 {
        rough(self.records)
    }

    /// What it weighs that two have a value in common, which a share of `believed` has where nobody knows better.
    pub fn bits(&self, value: u64, believed: f64) -> f64 {
        let count = f64::from(self.of(value));
        -((count + believed * BELIEVED) / (f64::from(self.records()) + BELIEVED)).log2()
    }

    /// The odds, in bits, that two records taken at random are one.
    pub fn prior(&self) -> f64 {
        (2.0 * DOUBLES / f64::from(self.records()).max(200.0)).log2()
    }
}

#[cfg(test)]
mod tests {
    use super::rough;

    #[test]
    fn small_counts_are_exact_and_great_ones_within_a_tenth() {
        for count in 0..16 {
            assert_eq!(rough(count), count);
        }
        for count in (16..2_000_000).step_by(997) {
            let (kept, exact) = (f64::from(rough(count)), f64::from(count));
            assert!(kept <= exact && kept > exact * 0.88, "{count}: {kept}");
        }
    }
}
