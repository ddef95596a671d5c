//! A day's work: what is due among many follow-ups, the page of today, a sheet with a long past.

use crate::{
    base::{Base, Client},
    percentile, report,
};
use relance_core::{Caller, activities, reminders};
use relance_model::{Id, reminders::ReminderNew};
use std::time::{Duration, Instant};

/// Prospects, and follow-ups of each.
const PEOPLE: u64 = 100_000;
const EACH: i64 = 10;
/// Entries of one timeline.
const ENTRIES: usize = 2_000;

/// A day of the past, as it is written.
fn day_before(base: &Base, days: i64) -> String {
    let local = base.core.local().expect("the calendar");
    local.of(local.now - days * 86_400_000).date().to_string()
}

pub fn measure() {
    let base = Base::of(PEOPLE);
    let ids: Vec<Id> = base
        .core
        .read(|db| db.rows("SELECT id FROM prospect ORDER BY id", [], |row| row.get(0).map(Id)))
        .expect("the people");
    for n in 0..EACH {
        // Three late ones, one of today, the others week by week.
        let at = match n {
            0..=2 => day_before(&base, 1 + 9 * n),
            3 => "aujourd’hui".to_owned(),
            n => format!("+{}j", 1 + 7 * (n - 4)),
        };
        let new = ReminderNew { at, ..ReminderNew::default() };
        base.core
            .change(Caller::User, "reminders.add", |tx| {
                reminders::add_all(tx, &base.core.local()?, &ids, &new)
            })
            .expect("follow-ups");
    }
    let mut times: Vec<Duration> = (0..1_000)
        .map(|_| {
            let watch = Instant::now();
            assert!(base.core.read(reminders::next_due).expect("an answer").is_some());
            watch.elapsed()
        })
        .collect();
    report(
        "the next of 1,000,000 follow-ups that is due, p99",
        percentile(&mut times, 0.99),
        "ms",
        Some(1.0),
    );

    let client = Client::new(&base);
    let mut times: Vec<Duration> = (0..100).map(|_| client.get("/today").1).collect();
    report("the page of today, 1,000,000 follow-ups, p99", percentile(&mut times, 0.99), "ms", Some(50.0));

    let one = ids[0];
    base.core
        .change(Caller::User, "activities.note", |tx| {
            (0..ENTRIES).try_for_each(|n| {
                activities::note(tx, one, &format!("Note {n} : rappeler au sujet du devis, budget validé"))
                    .map(drop)
            })
        })
        .expect("notes");
    let mut times: Vec<Duration> = (0..200)
        .map(|_| {
            client.get(&format!("/prospects/{one}")).1
                + client.get(&format!("/prospects/{one}/activities?limit=100")).1
                + client.get(&format!("/reminders?prospect={one}")).1
        })
        .collect();
    report(
        "a sheet with 2,000 entries on its timeline, all that its first paint asks for, p99",
        percentile(&mut times, 0.99),
        "ms",
        Some(30.0),
    );
}
