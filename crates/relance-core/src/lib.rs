//! The rooms: one folder per capability, and the core that opens them.
//!
//! Floors, imports downwards only: 1 prospects, companies, stages, tags, members, fields · 2 activities, pipeline ·
//! 3 imports, exports, sample · 4 settings, backups · 5 core. A sibling is used through its `mod.rs`; a table has one
//! owner. No clock, no randomness, no environment in here: they come through `relance-world`.

pub mod activities;
pub mod backups;
pub mod companies;
mod core;
pub mod exports;
pub mod fields;
pub mod imports;
pub mod members;
pub mod pipeline;
pub mod prospects;
pub mod sample;
pub mod settings;
pub mod stages;
pub mod tags;

pub use crate::core::{Core, Event, Options};
pub use imports::recognise as values;
pub use relance_store::Caller;
