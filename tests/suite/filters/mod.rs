//! The filter language: what it says, how it is written, whom it finds.

mod language;
mod law;
mod naive;
mod whom;
