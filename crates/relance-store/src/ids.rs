//! New ids: always above every id made before, by any process, even if the clock went back.

use relance_model::Id;
use std::cell::Cell;

/// 2020-01-01T00:00Z in Unix milliseconds: where the 41 bits of an id begin.
const EPOCH: i64 = 1_577_836_800_000;

/// Makes the ids of one operation.
pub(crate) struct Ids {
    last: Cell<i64>,
    device: u16,
}

impl Ids {
    /// Continues after `last`, the highest id of this file, at instant `at` (UTC ms).
    pub(crate) fn after(last: i64, at: i64, device: u16) -> Self {
        let start = Id::compose((at - EPOCH).max(0), device, 0).0;
        Self { last: Cell::new(last.max(start - 1)), device }
    }

    /// The next id. When the 4,096 of a millisecond are used up, the next millisecond lends its own.
    pub(crate) fn next(&self) -> Id {
        let last = Id(self.last.get());
        let (millis, counter) = (last.0 >> 22, last.0 & 0xfff);
        let same = Id::compose(millis, self.device, 0).0 | counter;
        let next = if same > last.0 {
            Id(same)
        } else if counter < 0xfff && same == last.0 {
            Id(last.0 + 1)
        } else {
            Id::compose(millis + 1, self.device, 0)
        };
        self.last.set(next.0);
        next
    }

    pub(crate) fn last(&self) -> i64 {
        self.last.get()
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_rise_even_when_the_clock_goes_back_or_the_device_changes() {
        let mut all = Vec::new();
        let mut last = 0;
        for (at, device) in [
            (1_800_000_000_000, 5),
            (1_700_000_000_000, 5),
            (1_700_000_000_000, 1000),
            (1_900_000_000_000, 0),
        ] {
            let ids = Ids::after(last, at, device);
            all.extend((0..10_000).map(|_| ids.next().0));
            last = ids.last();
        }
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "each id is above the one before");
    }
}
