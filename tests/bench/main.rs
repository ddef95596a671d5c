//! The benchmarks of the core: each figure beside its limit, measured in the same run.
//!
//! One JSON object a line, as `cargo xtask bench` reads them. `--quick` leaves out what takes a million prospects.

mod base;
mod bulk;
mod calendar;
mod dates;
mod day;
mod duplicates;
mod imports;
mod mails;
mod reading;
mod statistics;
mod undone;

use serde_json::json;
use std::{env, time::Duration};

/// Prints one figure.
pub fn report(name: &str, value: f64, unit: &str, limit: Option<f64>) {
    println!(
        "{}",
        json!({ "name": name, "value": (value * 1000.0).round() / 1000.0, "unit": unit, "limit": limit })
    );
}

/// Prints a line for people.
pub fn say(text: &str) {
    println!("{text}");
}

/// The value that `share` of the measurements stay under, in milliseconds.
pub fn percentile(times: &mut [Duration], share: f64) -> f64 {
    times.sort_unstable();
    let index = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len()) - 1;
    times[index].as_secs_f64() * 1000.0
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let is = |word: &str| arguments.iter().any(|argument| argument == word);
    if let Some(at) = arguments.iter().position(|argument| argument == "import-in-child") {
        return imports::child(&arguments[at + 1..]);
    }
    let only = arguments.iter().find_map(|argument| argument.strip_prefix("--only="));
    let wanted = |name: &str| only.is_none_or(|only| only == name);
    if wanted("imports") {
        imports::measure(!is("--quick"));
    }
    if only == Some("undone") {
        undone::measure();
    }
    if wanted("duplicates") {
        duplicates::measure();
    }
    if wanted("bulk") {
        bulk::measure();
    }
    if wanted("dates") {
        dates::measure();
    }
    if wanted("calendar") {
        calendar::measure();
    }
    if wanted("day") {
        day::measure();
    }
    if wanted("mails") {
        mails::measure();
    }
    if wanted("statistics") {
        statistics::measure();
    }
    if wanted("reading") {
        let sizes: &[u64] = if is("--quick") { &[10_000, 100_000] } else { &[10_000, 100_000, 1_000_000] };
        reading::measure(sizes);
    }
}
