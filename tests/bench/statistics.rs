//! Statistics of much work: every chart over 100,000 prospects and 1,000,000 activities of two years.

use crate::{
    base::{Base, Client},
    percentile, report, say,
};
use relance_core::{Caller, activities, stages};
use relance_model::Id;
use std::time::{Duration, Instant};

const PEOPLE: u64 = 100_000;
const ACTIVITIES: i64 = 1_000_000;
/// Days over which they lie.
const DAYS: i64 = 730;
const DAY: i64 = 86_400_000;

const CHARTS: [&str; 14] = [
    "key",
    "funnel",
    "conversion",
    "conversion?by=import",
    "conversion?by=member",
    "stages",
    "activity",
    "activity?by=member",
    "calls",
    "reach",
    "outcomes",
    "losses",
    "forecast",
    "completeness",
];

pub fn measure() {
    let mut base = Base::of(PEOPLE);
    fill(&base);
    // Two situations: nothing was read yet, and what whoever keeps a base open reads in the background right after opening is there.
    let first = [false, true].map(|has_read_on| {
        CHARTS.map(|chart| {
            base.reopen();
            if has_read_on {
                base.core.read_on().expect("the past");
            }
            let client = Client::new(&base);
            let glue = if chart.contains('?') { '&' } else { '?' };
            let spent = client.get(&format!("/statistics/{chart}{glue}period=30d")).1.as_secs_f64() * 1000.0;
            let when = if has_read_on { "just opened and read on" } else { "just opened" };
            say(&format!("  {chart}, {when}: {spent:.1} ms"));
            spent
        })
    });
    let [at_once, read_on] = first;
    let slowest = |all: &[f64]| all.iter().copied().fold(0.0, f64::max);
    report(
        "the figures above the charts, the first thing asked of a base just opened",
        at_once[0],
        "ms",
        Some(150.0),
    );
    report(
        "the slowest chart of 30 days, its first time after opening",
        slowest(&read_on),
        "ms",
        Some(150.0),
    );
    // Whoever asks a chart of the whole past in the first third of a second: a script, the command line.
    report("the slowest chart of 30 days, before anything was read", slowest(&at_once), "ms", None);
    base.reopen();
    let client = Client::new(&base);
    let watch = Instant::now();
    base.core.read_on().expect("the past");
    let spent = watch.elapsed().as_secs_f64() * 1000.0;
    report(
        "1,000,000 activities read into memory, in the background after opening",
        spent,
        "ms",
        Some(1000.0),
    );
    for (what, more) in [
        ("30 days", "period=30d"),
        ("a year", "period=year"),
        ("90 days, filtered", "period=90d&filter=source%3Asalon%20ou%20ville%3AL"),
    ] {
        let mut worst = 0.0_f64;
        for chart in CHARTS {
            let glue = if chart.contains('?') { '&' } else { '?' };
            let path = format!("/statistics/{chart}{glue}{more}");
            // Nothing is kept of figures over a write: the first time is that after each.
            write(&base);
            let mut times: Vec<Duration> = (0..12).map(|_| client.get(&path).1).collect();
            let (warm, cold) = (percentile(&mut times, 0.5), percentile(&mut times, 1.0));
            worst = worst.max(cold);
            say(&format!("  {chart}, {what}: {warm:.1} ms, the first time {cold:.1} ms"));
        }
        report(
            &format!("the slowest chart of {what}, 1,000,000 activities, its first time after a write"),
            worst,
            "ms",
            Some(150.0),
        );
    }
}

fn write(base: &Base) {
    base.core
        .change(Caller::User, "activities.note", |tx| {
            let one: i64 = tx.db().scalar("SELECT min(id) FROM prospect", [])?;
            activities::note(tx, Id(one), "Rappeler au sujet du devis").map(drop)
        })
        .expect("a note");
}

/// Calls, notes, follow-ups done and passages, as many as there are years of.
fn fill(base: &Base) {
    let now = base.core.now();
    base.core
        .change(Caller::User, "activities.note", |tx| {
            let db = tx.db();
            let stages: Vec<Id> = stages::all(&db)?.into_iter().map(|stage| stage.id).collect();
            let people: Vec<i64> = db.rows("SELECT id FROM prospect ORDER BY id", [], |row| row.get(0))?;
            let mut dice = 88_172_645_463_325_252_u64;
            let mut below = |most: u64| {
                dice ^= dice << 13;
                dice ^= dice >> 7;
                dice ^= dice << 17;
                dice % most
            };
            let mut held: Vec<usize> = vec![0; people.len()];
            for n in 0..ACTIVITIES {
                let rank = below(people.len() as u64) as usize;
                let at = now - DAYS * DAY + n * (DAYS * DAY / ACTIVITIES);
                let (kind, data, from, to) = match below(10) {
                    0..=3 => {
                        let outcome = ["reached", "no_answer", "message", "wrong_number"][below(4) as usize];
                        ("call", format!("{{\"direction\":\"out\",\"outcome\":\"{outcome}\"}}"), None, None)
                    }
                    4..=5 => ("follow_up", "{}".to_owned(), None, None),
                    6..=7 => ("note", "{}".to_owned(), None, None),
                    _ => {
                        let to = (held[rank] + 1 + below(5) as usize) % stages.len();
                        let from = std::mem::replace(&mut held[rank], to);
                        ("stage_change", "{}".to_owned(), Some(stages[from].0), Some(stages[to].0))
                    }
                };
                db.execute(
                    "INSERT INTO activity (id, prospect_id, kind, at, data, caller, from_stage, to_stage)
                     VALUES (?1, ?2, ?3, ?4, ?5, 'user', ?6, ?7)",
                    (tx.new_id().0, people[rank], kind, at, data, from, to),
                )?;
            }
            for (rank, stage) in held.iter().enumerate() {
                db.execute(
                    "UPDATE prospect SET stage_id = ?2, created_at = created_at - ?3, value_cents = coalesce(value_cents, ?4),
                       expected_close_on = date((created_at + ?5) / 1000, 'unixepoch') WHERE id = ?1",
                    (
                        people[rank],
                        stages[*stage].0,
                        (below(700) as i64) * DAY,
                        (below(9_000) as i64 + 100) * 100,
                        (below(600) as i64 - 60) * DAY,
                    ),
                )?;
            }
            Ok(())
        })
        .expect("activities");
}
