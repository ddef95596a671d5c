//! The moments at which the drills cut the power.

use std::time::Duration;

/// A few milliseconds that differ from run to run; the seed is printed with a failure.
pub struct Dice(pub u64);

impl Dice {
    /// A number under the limit (xorshift, Marsaglia 2003).
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// Until the moment of a power cut.
#[allow(clippy::disallowed_methods, reason = "a power cut comes at a moment, not at a state")]
pub fn pause(duration: Duration) {
    std::thread::sleep(duration);
}
