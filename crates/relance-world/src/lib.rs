//! The windows: traits for clock, keychain and randomness, and their fakes
