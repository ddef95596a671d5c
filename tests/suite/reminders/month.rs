//! A month of work and a year of a busy desk on the fake clock: each follow-up is told once, none is lost.

use relance_tests::{Base, DAY, json, text};
use std::collections::HashMap;

const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;

/// Repeatable numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.unsigned_abs()) as i64
    }
}

/// What a desk heard: how often each follow-up was told, and whether too early.
#[derive(Default)]
struct Heard(HashMap<String, u32>);

impl Heard {
    fn listen(&mut self, base: &Base) {
        for row in base.core.announce().expect("it can always be told") {
            assert!(row.reminder.due_at <= base.now(), "told before it was due");
            *self.0.entry(row.reminder.id.to_string()).or_default() += 1;
        }
    }
}

#[test]
fn a_month_of_work_tells_each_follow_up_once_over_sleep_zones_and_clocks_set_back() {
    let base = Base::new();
    let mut dice = Dice(0x5EED);
    let people: Vec<String> = (0..20).map(|n| base.named("Léa", &format!("Personne {n}"))).collect();
    let start = base.now();
    let mut planned = Vec::new();
    let mut heard = Heard::default();
    for day in 0..30 {
        // The morning: some are planned, by day, by time, over the change to summer time.
        for _ in 0..3 {
            let who = &people[dice.below(20) as usize];
            let at = base.now() + dice.below(20) * DAY + dice.below(10 * 60) * MINUTE;
            let at = chrono::DateTime::from_timestamp_millis(at).unwrap().to_rfc3339();
            let saved =
                base.post(&format!("/prospects/{who}/reminders"), &json!({ "kind": "call", "at": at }));
            planned.push(text(&saved["reminder"], "id"));
        }
        match day % 5 {
            // The laptop sleeps all day.
            0 => {}
            // It wakes every now and then; sometimes its clock is set back meanwhile.
            1 | 2 => {
                for _ in 0..6 {
                    base.clock.advance(dice.below(3) * HOUR);
                    heard.listen(&base);
                    base.clock.advance(-dice.below(2 * HOUR));
                    heard.listen(&base);
                }
            }
            // One travels.
            3 => {
                let zone = ["Asia/Tokyo", "America/New_York", "Europe/Paris"][dice.below(3) as usize];
                base.clock.travel(zone);
                heard.listen(&base);
            }
            // Another window listens too.
            _ => {
                heard.listen(&base);
                heard.listen(&base);
            }
        }
        base.clock.advance(start + (day + 1) * DAY - base.now());
    }
    base.clock.advance(60 * DAY);
    heard.listen(&base);
    let told: Vec<_> = planned.iter().map(|id| heard.0.get(id).copied().unwrap_or_default()).collect();
    assert!(told.iter().all(|times| *times == 1), "each once, none lost: {told:?}");
    assert_eq!(heard.0.len(), planned.len(), "and nothing else");
    base.assert_sound();
}

#[test]
fn a_year_of_a_busy_desk_loses_nothing() {
    let base = Base::new();
    let mut dice = Dice(0xCAFE);
    let people: Vec<String> = (0..10).map(|n| base.named("Léa", &format!("Personne {n}"))).collect();
    for who in &people {
        let unit = ["working_day", "week", "month"][dice.below(3) as usize];
        let every = json!({ "every": 1 + dice.below(3), "unit": unit });
        base.post(
            &format!("/prospects/{who}/reminders"),
            &json!({ "kind": "call", "at": "demain", "repeat": every }),
        );
    }
    let mut told = 0;
    for _ in 0..365 {
        base.clock.advance(DAY);
        let due = base.core.announce().unwrap();
        told += due.len();
        for row in due {
            base.post(&format!("/reminders/{}/done", row.reminder.id), &json!({}));
        }
        let page = base.get("/today");
        assert_eq!(page["totals"]["overdue"], 0, "whoever does each as it is told is never late");
        assert_eq!(page["totals"]["without_next"], 0, "and a series never leaves anybody without");
    }
    let done = base.get("/reminders?state=done&limit=1")["total"].as_u64().unwrap();
    assert_eq!(told as u64, done, "each that was told was done once");
    assert!(done > 250, "a year of them: {done}");
    base.assert_sound();
}
