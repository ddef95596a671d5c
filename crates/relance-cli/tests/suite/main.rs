//! The real binary, run as a person or a script runs it, in folders of its own. Names are sentences.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod calendar;
mod damage;
mod dates;
mod dice;
mod duplicates;
mod history;
mod home;
mod imports;
mod kill;
mod labels;
mod lists;
mod prospects;
mod safety;
mod serve;
mod usage;
mod worktime;
