//! The calendar: a month among many meetings and series, and what a second asks of it.

use crate::{
    base::{Base, Client},
    percentile, report,
};
use relance_core::{Caller, calendar};
use relance_model::calendar::EventNew;
use std::time::{Duration, Instant};

const PEOPLE: u64 = 1_000;
const MEETINGS: i64 = 10_000;
const SERIES: i64 = 200;

pub fn measure() {
    let base = Base::of(PEOPLE);
    let now = base.core.now();
    let day = |n: i64| {
        let at = chrono::DateTime::from_timestamp_millis(now + n * 86_400_000).expect("a day");
        at.format("%Y-%m-%d").to_string()
    };
    base.core
        .change(Caller::User, "calendar.add", |tx| {
            let local = base.core.local()?;
            for n in 0..MEETINGS {
                let starts = format!("{}T{:02}:00", day(n % 1_500 - 1_000), 8 + n % 10);
                let new = EventNew { title: Some(format!("Visite {n}")), starts, ..EventNew::default() };
                calendar::add(tx, &local, &new)?;
            }
            for n in 0..SERIES {
                let rules =
                    ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY"];
                let new = EventNew {
                    title: Some(format!("Point {n}")),
                    starts: format!("{}T{:02}:30", day(-1_500 - n), 8 + n % 10),
                    rule: Some(rules[n as usize % rules.len()].to_owned()),
                    ..EventNew::default()
                };
                calendar::add(tx, &local, &new)?;
            }
            Ok(())
        })
        .expect("meetings");
    base.core.announce_meetings().expect("what has passed");
    let client = Client::new(&base);
    let (from, to) = (now - 15 * 86_400_000, now + 15 * 86_400_000);
    let path = format!("/calendar?from={from}&to={to}");
    let mut times: Vec<Duration> = (0..200).map(|_| client.get(&path).1).collect();
    report(
        "a month among 10,000 meetings and 200 series, p99",
        percentile(&mut times, 0.99),
        "ms",
        Some(30.0),
    );
    let mut times: Vec<Duration> = (0..1_000)
        .map(|_| {
            let watch = Instant::now();
            assert!(base.core.read(calendar::next_turn).expect("an answer").is_some());
            watch.elapsed()
        })
        .collect();
    report("what passes next among them, p99", percentile(&mut times, 0.99), "ms", Some(1.0));
}
