//! The laws of working time, and days that are known from elsewhere.

mod days;
mod holidays;
mod zones;

use super::{Calendar, region};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The usual week, with the holidays of a region.
fn of(code: &str) -> Calendar {
    Calendar::plain().shared_with(region(code))
}
