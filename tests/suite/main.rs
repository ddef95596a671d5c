//! The suite: what a user would notice, through the API's router, on a base and a world made for the test.
//!
//! One file a capability; names are sentences; the last argument of an assertion says why it matters.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod activities;
mod backups;
mod bulk;
mod calendar;
mod companies;
mod duplicates;
mod exports;
mod fields;
mod filters;
mod guard;
mod history;
mod house;
mod imports;
mod inbox;
mod large;
mod lists;
mod mail;
mod members;
mod messages;
mod openapi;
mod pipeline;
mod prospects;
mod reminders;
mod sample;
mod search;
mod session;
mod settings;
mod similar;
mod stages;
mod statistics;
mod tags;
mod templates;
mod views;
mod worktime;
