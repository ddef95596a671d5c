//! The rooms: one folder per capability, and the core that opens them.
//!
//! Floors, imports downwards only: 0 values · 1 settings, stages, tags, members, fields, companies, filters, worktime · 2 prospects ·
//! 3 activities, pipeline, templates, views · 4 reminders, messages · 5 calendar, statistics, inbox · 6 duplicates, mail · 7 imports, sample, history, backups · 8 session, exports ·
//! 9 turns, core, whose handle `Core` the rooms from 6 up are given. A sibling is used through its `mod.rs`; a table has one owner. No clock, no randomness,
//! no environment in here: they come through `relance-world`.

pub mod activities;
pub mod backups;
pub mod calendar;
pub mod companies;
mod core;
pub mod duplicates;
pub mod exports;
pub mod fields;
pub mod filters;
pub mod history;
pub mod imports;
pub mod inbox;
pub mod mail;
pub mod members;
pub mod messages;
pub mod pipeline;
pub mod prospects;
pub mod reminders;
pub mod sample;
pub mod session;
pub mod settings;
pub mod stages;
pub mod statistics;
pub mod tags;
pub mod templates;
mod turns;
pub mod values;
pub mod views;
pub mod worktime;

pub use crate::core::{Core, Event, Options};
pub use relance_store::Caller;
