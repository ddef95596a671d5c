//! Follow-ups: planned, done with what came of them, put off; and the page of a day.

mod again;
mod demanded;
mod month;

use axum::http::Method;
use proptest::prelude::*;
use relance_tests::{Base, DAY, MONDAY, json, text, texts};
use serde_json::Value;

const HOUR: i64 = 3_600_000;

fn plan(base: &Base, prospect: &str, at: &str) -> String {
    let saved = base.post(&format!("/prospects/{prospect}/reminders"), &json!({ "kind": "call", "at": at }));
    text(&saved["reminder"], "id")
}

/// Names in the lists of today: overdue, today, upcoming, without a follow-up.
fn day(base: &Base) -> [Vec<String>; 4] {
    let page = base.get("/today?suggestions=50");
    let lists = ["overdue", "today", "upcoming", "without_next"].map(|list| texts(&page[list], "name"));
    for (list, shown) in ["overdue", "today", "upcoming", "without_next"].iter().zip(&lists) {
        assert_eq!(page["totals"][list], shown.len(), "the total of {list}");
    }
    lists
}

fn next(base: &Base, id: &str) -> Option<i64> {
    base.prospect(id)["next_action_at"].as_i64()
}

#[test]
fn a_day_shows_what_is_late_what_is_due_what_comes_and_who_has_nothing() {
    let base = Base::new();
    let [a, b, c, d] = ["Ardent", "Berger", "Clair", "Durand"].map(|name| base.named("Léa", name));
    plan(&base, &a, "2026-03-02T14:00");
    plan(&base, &b, "demain");
    plan(&base, &c, "dans 10 jours");
    assert_eq!(
        day(&base),
        [vec![], vec!["Léa Ardent".to_owned()], vec!["Léa Berger".into()], vec!["Léa Durand".into()]]
    );
    assert_eq!(next(&base, &d), None);
    base.clock.advance(6 * HOUR);
    assert_eq!(day(&base)[0], ["Léa Ardent"], "14:00 has passed");
    assert_eq!(base.get("/today")["overdue"][0]["days_late"], 0, "but the day has not");
    base.clock.advance(DAY);
    let [overdue, today, upcoming, _] = day(&base);
    assert_eq!(
        (overdue, today),
        (vec!["Léa Ardent".into()], vec!["Léa Berger".into()]),
        "a day is not late before its end"
    );
    assert_eq!(upcoming, [""; 0], "what is farther than a week is not announced");
    assert_eq!(base.get("/today")["next_at"], next(&base, &c).unwrap(), "but known");
    base.clock.advance(DAY);
    assert_eq!(day(&base)[0], ["Léa Ardent", "Léa Berger"]);
    assert_eq!(base.get("/today")["overdue"][0]["days_late"], 2);
    base.delete(&format!("/prospects/{a}"));
    assert_eq!(day(&base)[0], ["Léa Berger"], "nobody works for the trash");
    base.edit(&d, &json!({ "stage_id": base.stage("deja_client") }));
    assert_eq!(day(&base)[3], [""; 0], "a customer needs no follow-up");
}

#[test]
fn done_with_note_stage_and_next_is_one_operation() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let first = plan(&base, &id, "2026-03-02T14:00");
    let before = base.digest();
    let saved = base.post(
        &format!("/reminders/{first}/done"),
        &json!({ "call": { "outcome": "reached", "minutes": 12, "note": "Intéressée" }, "stage": "negociation",
                 "next": { "kind": "email", "at": "dans 3 jours ouvrés", "title": "Envoyer le devis" } }),
    );
    assert_eq!(saved["reminder"]["state"], "done");
    assert_eq!(saved["next"]["due_on"], "2026-03-05");
    let sheet = base.prospect(&id);
    assert_eq!(sheet["stage_id"], base.stage("negociation").as_str());
    let timeline = base.timeline(&id);
    let call = timeline.iter().find(|entry| entry["kind"] == "call").expect("the call is on the timeline");
    assert_eq!(call["body"], "Intéressée");
    assert_eq!(sheet["last_interaction_at"], call["at"], "a call that reached her is an exchange");
    let kinds: Vec<String> = timeline.iter().map(|entry| text(entry, "kind")).collect();
    assert!(kinds.contains(&"stage_change".to_owned()), "{kinds:?}");
    assert_eq!(base.get("/today")["totals"]["done"], 1);
    assert_eq!(
        base.post_refused(&format!("/reminders/{first}/done"), &json!({})).key,
        "reminder_done",
        "once is enough"
    );
    base.undo();
    assert_eq!(base.digest(), before, "all of it goes back at once");
}

#[test]
fn what_cannot_be_done_leaves_nothing_half_written() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let reminder = plan(&base, &id, "demain");
    let before = base.digest();
    let path = format!("/reminders/{reminder}/done");
    for (wish, key) in [
        (json!({ "stage": "nulle_part" }), "not_found"),
        (json!({ "next": { "at": "bientôt" } }), "when_unreadable"),
        (json!({ "call": { "minutes": 100_000 } }), "call_too_long"),
        (json!({ "call": { "at": MONDAY + DAY } }), "call_in_the_future"),
    ] {
        let key_said = base.post_refused(&path, &wish).key;
        assert!(key_said == key || key_said == "stage_unknown", "{key_said} for {wish}");
    }
    assert_eq!(
        base.post_refused(&format!("/prospects/{id}/reminders"), &json!({ "at": "" })).field.as_deref(),
        Some("at")
    );
    assert_eq!(
        base.refused(Method::POST, "/prospects/42/reminders", Some(&json!({ "at": "demain" }))).status,
        404
    );
    assert_eq!(base.digest(), before);
}

#[test]
fn calls_that_reached_nobody_are_no_exchange() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    for outcome in ["no_answer", "message", "wrong_number"] {
        base.post(&format!("/prospects/{id}/calls"), &json!({ "outcome": outcome }));
    }
    assert_eq!(base.prospect(&id)["last_interaction_at"], Value::Null);
    base.post(
        &format!("/prospects/{id}/calls"),
        &json!({ "direction": "in", "outcome": "message", "at": MONDAY - HOUR }),
    );
    assert_eq!(base.prospect(&id)["last_interaction_at"], MONDAY - HOUR, "she called");
    base.post(&format!("/prospects/{id}/calls"), &json!({ "at": MONDAY - 5 * HOUR }));
    assert_eq!(base.prospect(&id)["last_interaction_at"], MONDAY - HOUR, "an older one is not the last");
}

#[test]
fn a_sentence_is_understood_and_written_by_nobody() {
    let base = Base::new();
    base.named("Léa", "Dupont");
    base.named("Ana", "Petit");
    let before = base.digest();
    let read = base.post("/reminders/understand", &json!({ "text": "rappeler Dupont mardi 14h" }));
    assert_eq!((text(&read, "kind"), text(&read, "at")), ("call".into(), "2026-03-03T14:00".into()));
    assert_eq!(texts(&read["prospects"], "name"), ["Léa Dupont"]);
    let read = base.post("/reminders/understand", &json!({ "text": "meet Dupond in 2 working days" }));
    assert_eq!((text(&read, "kind"), text(&read, "at")), ("meeting".into(), "2026-03-04".into()));
    assert_eq!(texts(&read["prospects"], "name"), ["Léa Dupont"], "but for a slip");
    let read = base.post("/reminders/understand", &json!({ "text": "Dupont" }));
    assert_eq!(read["at"], Value::Null, "no day was said");
    assert_eq!(base.digest(), before);
}

#[test]
fn each_follow_up_is_told_once_over_sleep_and_a_clock_that_goes_back() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    for hour in 1..=30 {
        base.post(&format!("/prospects/{id}/reminders"), &json!({ "at": format!("dans {hour} heures") }));
    }
    let mut told = Vec::new();
    // Minutes, an hour of sleep, a day of sleep, the clock an hour back, the rest.
    for step in [60_000, 50 * 60_000, HOUR, HOUR, -HOUR, 60_000, 8 * HOUR, -3 * HOUR, DAY, 3 * HOUR] {
        base.clock.advance(step);
        let due = base.core.announce().unwrap();
        assert!(base.core.announce().unwrap().is_empty(), "told a moment ago");
        told.extend(due.iter().map(|row| row.reminder.id));
    }
    assert_eq!(told.len(), 30, "each of them");
    told.sort();
    told.dedup();
    assert_eq!(told.len(), 30, "once");
    assert_eq!(base.core.read(relance_core::reminders::next_due).unwrap(), None);
    base.undo();
    assert_eq!(
        base.get(&format!("/reminders?prospect={id}"))["total"],
        29,
        "what Ctrl+Z takes back is what was planned, not that it was told"
    );
}

#[test]
fn one_that_is_put_off_is_told_again() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let reminder = plan(&base, &id, "dans 5 minutes");
    base.clock.advance(HOUR);
    assert_eq!(base.core.announce().unwrap().len(), 1);
    base.post(&format!("/reminders/{reminder}/snooze"), &json!({ "until": "dans 1 heure" }));
    assert!(base.core.announce().unwrap().is_empty());
    base.clock.advance(HOUR + 60_000);
    assert_eq!(base.core.announce().unwrap().len(), 1);
}

#[test]
fn later_is_in_an_hour_of_work_or_when_work_goes_on() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let reminder = plan(&base, &id, "dans 5 minutes");
    let mut now = MONDAY;
    for (at, until, due_at, is_timed) in [
        (MONDAY, "plus tard", MONDAY + HOUR, true),
        (MONDAY + 3 * HOUR, "Later", MONDAY + 5 * HOUR, true),
        (MONDAY + 8 * HOUR + HOUR / 2, "plus tard", MONDAY + DAY, false),
        (MONDAY + 4 * DAY + 9 * HOUR, "later", MONDAY + 7 * DAY, false),
    ] {
        base.clock.advance(at - now);
        now = at;
        let saved = base.post(&format!("/reminders/{reminder}/snooze"), &json!({ "until": until }));
        let reminder = &saved["reminder"];
        assert_eq!(
            (reminder["due_at"].as_i64().unwrap() / 60_000, &reminder["is_timed"]),
            (due_at / 60_000, &json!(is_timed)),
            "at {at}"
        );
        assert_eq!(base.prospect(&id)["next_action_timed"], is_timed, "and her row says so");
    }
    plan(&base, &id, "2026-03-07T09:00");
    assert_eq!(base.prospect(&id)["next_action_timed"], true, "nine o’clock is a time");
    assert_eq!(base.list(&[])["items"][0]["next_action_timed"], true, "in the list too");
}

#[test]
fn follow_ups_go_with_their_prospect() {
    let base = Base::new();
    let (a, b) = (base.named("Léa", "Martin"), base.named("Léa", "Martin"));
    plan(&base, &a, "2026-03-04");
    plan(&base, &b, "2026-03-03");
    let digest = base.digest();
    base.post("/duplicates/merge", &json!({ "keep": a, "merge": b }));
    assert_eq!(base.get(&format!("/reminders?prospect={a}"))["total"], 2, "merged");
    assert_eq!(next(&base, &a), Some(MONDAY + DAY), "the first of both");
    base.undo();
    assert_eq!(base.digest(), digest);
    assert_eq!(next(&base, &b), Some(MONDAY + DAY));
    base.delete(&format!("/prospects/{b}"));
    base.post(
        "/prospects/bulk",
        &json!({ "selection": { "by": "ids", "ids": [b] }, "action": { "kind": "erase", "count": 1 } }),
    );
    assert_eq!(base.get("/reminders")["total"], 1, "erased with her");
    base.assert_sound();
    base.clock.advance(HOUR);
    let then = base.now();
    base.clock.advance(HOUR);
    plan(&base, &a, "2026-03-02T18:00");
    assert_eq!(next(&base, &a), Some(MONDAY + 9 * HOUR));
    assert_eq!(
        base.get_at(then, &format!("/prospects/{a}"))["next_action_at"],
        MONDAY + 2 * DAY,
        "the past knows what was next then"
    );
}

fn naive_next(base: &Base, id: &str) -> Option<i64> {
    let all = base.get(&format!("/reminders?prospect={id}&limit=1000"));
    all["items"].as_array().unwrap().iter().filter_map(|one| one["due_at"].as_i64()).min()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_next_action_is_the_first_that_is_not_done_whatever_happens(
        steps in proptest::collection::vec((0..9u8, any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..40i64), 1..40)
    ) {
        let base = Base::new();
        let people: Vec<String> = ["A", "B", "C"].iter().map(|name| base.named("Léa", name)).collect();
        for (kind, who, which, days) in steps {
            let person = who.get(&people);
            let at = format!("+{}j", days + 1);
            let held = base.get(&format!("/reminders?prospect={person}&limit=1000"));
            let ids = texts(&held["items"], "id");
            let one = (!ids.is_empty()).then(|| which.get(&ids).clone());
            match (kind, one) {
                (0..=2, _) | (_, None) => drop(plan(&base, person, &at)),
                (3, Some(id)) => drop(base.post(&format!("/reminders/{id}/done"), &json!({}))),
                (4, Some(id)) => drop(base.post(&format!("/reminders/{id}/snooze"), &json!({ "until": at }))),
                (5, Some(id)) => drop(base.delete(&format!("/reminders/{id}"))),
                (6, Some(_)) => drop(base.undo()),
                (7, Some(id)) => drop(base.post(
                    &format!("/reminders/{id}/done"),
                    &json!({ "next": { "at": at }, "note": "x" }),
                )),
                (_, Some(id)) => drop(base.patch(&format!("/reminders/{id}"), &json!({ "at": at, "title": "y" }))),
            }
            base.clock.advance(1_000);
        }
        for person in &people {
            prop_assert_eq!(next(&base, person), naive_next(&base, person));
        }
        base.assert_sound();
    }
}
