//! The words: ids, records, requests, answers and failures, as they cross the API.
//!
//! Plain data only. No rule, no database, no clock: a type that needs one belongs in a room of `relance-core`.

pub mod activities;
pub mod backups;
pub mod calendar;
pub mod companies;
pub mod duplicates;
pub mod exports;
pub mod failure;
pub mod filters;
pub mod history;
pub mod id;
pub mod imports;
pub mod inbox;
pub mod labels;
pub mod mail;
pub mod messages;
pub mod pipeline;
pub mod prospects;
pub mod reminders;
pub mod settings;
pub mod statistics;
pub mod templates;
pub mod views;
pub mod whole;
pub mod worktime;

pub use failure::{Code, Failure, Outcome};
pub use id::Id;
