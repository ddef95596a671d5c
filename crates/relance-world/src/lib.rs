//! The windows: what the core sees of the world, as traits.
//!
//! The core never asks the system for the time, a key or a folder: it asks these. Nothing here knows a prospect.

mod clock;
mod keychain;
pub mod mail;

#[cfg(feature = "fake")]
pub mod fake;

pub use clock::{Clock, FixedClock, SystemClock};
pub use keychain::{KeyPlace, Keychain};
