//! Meetings: planned alone and in series, moved, told in time, taken from files and given to them.

use axum::{
    body::Body,
    http::{Method, Request},
};
use proptest::prelude::*;
use relance_tests::{Base, DAY, MONDAY, json, query, text, texts};
use serde_json::Value;

const HOUR: i64 = 3_600_000;
const PARIS: &str = "Europe/Paris";

fn meet(base: &Base, more: &Value) -> Value {
    let mut new = json!({ "title": "Visite", "starts": "2026-03-03T14:00", "zone": PARIS });
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    base.post("/calendar", &new)["event"].clone()
}

/// Local starts of all that comes within some days of the beginning of the test.
fn starts(base: &Base, days: i64) -> Vec<String> {
    let (from, to) = (MONDAY - DAY, MONDAY + days * DAY);
    let page =
        base.get(&format!("/calendar{}", query(&[("from", &from.to_string()), ("to", &to.to_string())])));
    texts(&page["items"], "starts")
}

fn import(base: &Base, file: &str) -> Value {
    let request = Request::builder()
        .method(Method::POST)
        .uri("/api/v1/calendar/import")
        .header("content-type", "text/calendar");
    base.send(request.body(Body::from(file.to_owned())).unwrap()).ok()
}

fn export(base: &Base) -> String {
    let answer = base.ask(Method::POST, "/calendar/export", Some(&json!({})));
    assert_eq!(answer.status, 200);
    String::from_utf8(answer.body).unwrap()
}

fn file(inside: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{}\r\nEND:VCALENDAR\r\n",
        inside.replace('\n', "\r\n")
    )
}

#[test]
fn a_meeting_is_a_next_action_until_it_is_over_and_an_exchange_then() {
    let base = Base::new();
    let id = base.add(&json!({ "first_name": "Léa", "last_name": "Martin", "email": "lea@nord.example" }));
    let event =
        meet(&base, &json!({ "attendees": [{ "email": "Lea@Nord.example", "name": "Léa" }], "minutes": 90 }));
    assert_eq!(event["prospect_ids"], json!([id]), "she is known by her address");
    assert_eq!(event["ends"], "2026-03-03T15:30:00");
    let at = event["starts_at"].as_i64().unwrap();
    assert_eq!(at, MONDAY + DAY + 4 * HOUR, "14:00 of Paris is 13:00 UTC in winter");
    let sheet = base.prospect(&id);
    assert_eq!(sheet["next_action_at"], at);
    assert_eq!(sheet["last_interaction_at"], Value::Null);
    base.post(&format!("/prospects/{id}/reminders"), &json!({ "at": "2026-03-02T12:00" }));
    assert!(base.prospect(&id)["next_action_at"].as_i64().unwrap() < at, "the first of both");
    base.undo();
    base.clock.advance(DAY + 10 * HOUR);
    base.core.announce_meetings().unwrap();
    let sheet = base.prospect(&id);
    assert_eq!(sheet["next_action_at"], Value::Null);
    assert_eq!(sheet["last_interaction_at"], at + 90 * 60_000);
    assert_eq!(base.get("/today")["totals"]["without_next"], 1);
}

#[test]
fn whoever_only_asks_something_finds_passed_meetings_gone_on_and_says_nobodys_alarm() {
    let base = Base::new();
    let id = base.add(&json!({ "first_name": "Léa", "last_name": "Martin" }));
    let event = meet(&base, &json!({ "prospects": [id], "minutes": 30 }));
    meet(&base, &json!({ "title": "Plus tard", "starts": "2026-03-03T20:10", "alarms": [60] }));
    let over = event["starts_at"].as_i64().unwrap() + 30 * 60_000;
    base.clock.advance(DAY + 10 * HOUR + 30 * 60_000);
    base.core.catch_up().unwrap();
    let sheet = base.prospect(&id);
    assert_eq!((&sheet["next_action_at"], &sheet["last_interaction_at"]), (&Value::Null, &json!(over)));
    assert_eq!(base.timeline(&id)[0]["kind"], "meeting", "it stands on the timeline");
    let before = base.get("/history")["total"].clone();
    base.core.catch_up().unwrap();
    assert_eq!(base.get("/history")["total"], before, "once it is known nothing is written");
    let told = base.core.announce_meetings().unwrap();
    assert_eq!(told.len(), 1, "the alarm is still there for whoever stays: {told:?}");
}

#[test]
fn a_day_with_a_length_keeps_the_time_of_day_or_asks_for_one() {
    let base = Base::new();
    let event = meet(&base, &json!({ "minutes": 60 }));
    let path = format!("/calendar/{}", text(&event, "id"));
    let moved = base.patch(&path, &json!({ "starts": "2026-03-05", "minutes": 30 }))["event"].clone();
    assert_eq!(
        (&moved["starts"], &moved["ends"], &moved["is_all_day"]),
        (&json!("2026-03-05T14:00:00"), &json!("2026-03-05T14:30:00"), &json!(false))
    );
    let day = base.patch(&path, &json!({ "starts": "2026-03-06" }))["event"].clone();
    assert_eq!(day["is_all_day"], true, "a day alone is a whole day");
    for (path, asked) in [
        (path.as_str(), json!({ "minutes": 30 })),
        (path.as_str(), json!({ "starts": "2026-03-07", "minutes": 30 })),
    ] {
        assert_eq!(
            base.patch_refused(path, &asked).key,
            "event_hour_missing",
            "a whole day has no time to keep"
        );
    }
    let new = json!({ "title": "Visite", "starts": "2026-03-07", "minutes": 30 });
    assert_eq!(base.post_refused("/calendar", &new).key, "event_hour_missing");
}

#[test]
fn a_meeting_that_was_called_off_is_no_exchange() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let event = meet(&base, &json!({ "prospects": [id] }));
    base.patch(&format!("/calendar/{}", text(&event, "id")), &json!({ "status": "cancelled" }));
    assert_eq!(base.prospect(&id)["next_action_at"], Value::Null);
    base.clock.advance(3 * DAY);
    base.core.announce_meetings().unwrap();
    assert_eq!(base.prospect(&id)["last_interaction_at"], Value::Null);
}

#[test]
fn fourteen_o_clock_stays_fourteen_o_clock() {
    let base = Base::new();
    meet(&base, &json!({ "starts": "2026-03-23T14:00", "rule": "FREQ=WEEKLY;COUNT=3" }));
    let page = base.get(&format!(
        "/calendar{}",
        query(&[("from", &MONDAY.to_string()), ("to", &(MONDAY + 60 * DAY).to_string())])
    ));
    assert_eq!(
        texts(&page["items"], "starts"),
        ["2026-03-23T14:00:00", "2026-03-30T14:00:00", "2026-04-06T14:00:00"]
    );
    let at: Vec<i64> =
        page["items"].as_array().unwrap().iter().map(|one| one["starts_at"].as_i64().unwrap()).collect();
    assert_eq!(at[1] - at[0], 7 * DAY - HOUR, "the clock goes forward on 29 March");
    assert_eq!(at[2] - at[1], 7 * DAY);
}

#[test]
fn one_these_or_all_of_a_series_are_moved() {
    let base = Base::new();
    let event = meet(&base, &json!({ "rule": "FREQ=WEEKLY;COUNT=4" }));
    let path = format!("/calendar/{}", text(&event, "id"));
    let moved = |which: Value, at: &str| base.patch(&path, &json!({ "which": which, "starts": at }));
    let days = ["2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24"];
    let at = |times: [&str; 4]| {
        days.iter().zip(times).map(|(day, time)| format!("{day}T{time}:00")).collect::<Vec<_>>()
    };
    assert_eq!(starts(&base, 40), at(["14:00", "14:00", "14:00", "14:00"]));
    moved(json!({ "occurrence": "2026-03-10T14:00:00", "scope": "one" }), "2026-03-10T16:00");
    assert_eq!(starts(&base, 40), at(["14:00", "16:00", "14:00", "14:00"]));
    moved(json!({ "occurrence": "2026-03-17T14:00:00", "scope": "following" }), "2026-03-17T09:30");
    assert_eq!(starts(&base, 40), at(["14:00", "16:00", "09:30", "09:30"]));
    base.undo();
    base.undo();
    assert_eq!(starts(&base, 40), at(["14:00", "14:00", "14:00", "14:00"]));
    let before = base.digest();
    moved(json!({ "occurrence": "2026-03-17T14:00:00", "scope": "all" }), "2026-03-18T10:00");
    assert_eq!(
        starts(&base, 40),
        ["2026-03-04T10:00:00", "2026-03-11T10:00:00", "2026-03-18T10:00:00", "2026-03-25T10:00:00"]
    );
    base.undo();
    assert_eq!(base.digest(), before);
    let refusal = base.patch_refused(&path, &json!({ "which": { "occurrence": "2026-03-11T14:00:00", "scope": "one" }, "starts": "2026-03-12T10:00" }));
    assert_eq!(refusal.key, "occurrence_unknown");
}

#[test]
fn one_these_or_all_of_a_series_are_removed() {
    let base = Base::new();
    let event = meet(&base, &json!({ "rule": "FREQ=DAILY;COUNT=5" }));
    let path = format!("/calendar/{}", text(&event, "id"));
    base.delete(&format!("{path}?occurrence=2026-03-04T14:00:00&scope=one"));
    assert_eq!(starts(&base, 20).len(), 4);
    base.delete(&format!("{path}?occurrence=2026-03-06T14:00:00&scope=following"));
    assert_eq!(starts(&base, 20), ["2026-03-03T14:00:00", "2026-03-05T14:00:00"]);
    base.undo();
    base.undo();
    assert_eq!(starts(&base, 20).len(), 5);
    base.delete(&path);
    assert_eq!(starts(&base, 20).len(), 0);
    base.undo();
    assert_eq!(starts(&base, 20).len(), 5);
}

#[test]
fn whole_days_and_long_meetings_are_found_in_any_stretch_that_they_touch() {
    let base = Base::new();
    let event = meet(&base, &json!({ "starts": "2026-03-02", "ends": "2026-03-20", "title": "Salon" }));
    assert_eq!(
        (text(&event, "ends"), event["is_all_day"].as_bool()),
        ("2026-03-21T00:00:00".to_owned(), Some(true)),
        "the last day is in"
    );
    assert_eq!(event["alarms"], json!([]));
    let found = |from: i64, to: i64| {
        base.get(&format!("/calendar{}", query(&[("from", &from.to_string()), ("to", &to.to_string())])))["items"].as_array().unwrap().len()
    };
    assert_eq!(found(MONDAY + 15 * DAY, MONDAY + 16 * DAY), 1);
    assert_eq!(found(MONDAY + 19 * DAY, MONDAY + 20 * DAY), 0);
    let spoken = base.post("/calendar", &json!({ "title": "Point", "starts": "jeudi 10h" }));
    assert_eq!(spoken["event"]["starts"], "2026-03-05T10:00:00");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let base = Base::new();
    for (new, key) in [
        (json!({ "starts": "2026-03-03T14:00" }), "event_title_missing"),
        (json!({ "title": "x", "starts": "" }), "when_unreadable"),
        (
            json!({ "title": "x", "starts": "2026-03-03T14:00", "ends": "2026-03-03T13:00" }),
            "ends_before_start",
        ),
        (json!({ "title": "x", "starts": "2026-03-03T14:00", "minutes": 9_999_999 }), "event_too_long"),
        (json!({ "title": "x", "starts": "2026-03-03T14:00", "zone": "Mars/Olympus" }), "zone_unknown"),
        (json!({ "title": "x", "starts": "2026-03-03T14:00", "rule": "FREQ=SECONDLY" }), "rule_too_often"),
        (
            json!({ "title": "x", "starts": "2026-03-03T14:00", "rule": "FREQ=DAILY;UNTIL=20200101" }),
            "rule_never",
        ),
        (json!({ "title": "x", "starts": "2026-03-03T14:00", "rule": "chaque lundi" }), "rule_unreadable"),
        (
            json!({ "title": "x", "starts": "2026-03-03T14:00", "attendees": [{ "email": "personne" }] }),
            "email_invalid",
        ),
        (json!({ "title": "x", "starts": "2026-03-03T14:00", "alarms": [100_000] }), "alarm_too_early"),
        (json!({ "title": "x".repeat(900), "starts": "2026-03-03T14:00" }), "event_text_too_long"),
    ] {
        assert_eq!(base.post_refused("/calendar", &new).key, key, "{new}");
    }
}

#[test]
fn a_meeting_is_told_once_before_it_and_not_in_a_burst_after_sleep() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    meet(
        &base,
        &json!({ "starts": "2026-03-02T12:00", "rule": "FREQ=DAILY", "alarms": [10, 60], "prospects": [id], "title": null }),
    );
    let told = || {
        base.core
            .announce_meetings()
            .unwrap()
            .into_iter()
            .map(|one| (one.title, one.starts))
            .collect::<Vec<_>>()
    };
    let at = |time: i64| base.clock.advance(time - base.now());
    let noon = MONDAY + 2 * HOUR;
    assert_eq!(told(), []);
    at(noon - 59 * 60_000);
    assert_eq!(told(), [("RDV Léa Martin".to_owned(), "2026-03-02T12:00:00".to_owned())]);
    assert_eq!(told(), [], "once");
    at(noon - 9 * 60_000);
    assert_eq!(told().len(), 1, "the second alarm");
    at(noon + 5 * DAY + 2 * HOUR);
    assert_eq!(told().len(), 1, "after days of sleep, the one of an hour ago");
    at(noon + 10 * DAY + 8 * HOUR);
    assert_eq!(told(), [], "what was over for hours is not told");
}

#[test]
fn a_file_taken_in_twice_changes_nothing_the_second_time() {
    let base = Base::new();
    let id = base.add(&json!({ "first_name": "Léa", "last_name": "Martin", "email": "lea@nord.example" }));
    let first = file("BEGIN:VEVENT\nUID:a@x\nDTSTART;TZID=Romance Standard Time:20260303T140000\nDTEND;TZID=Romance Standard Time:20260303T150000\nSUMMARY:Visite\nATTENDEE:mailto:lea@nord.example\nRRULE:FREQ=WEEKLY;UNTIL=20260401T120000Z\nEXDATE;TZID=Romance Standard Time:20260310T140000\nEND:VEVENT
BEGIN:VEVENT\nUID:a@x\nRECURRENCE-ID;TZID=Romance Standard Time:20260317T140000\nDTSTART;TZID=Romance Standard Time:20260318T090000\nDTEND;TZID=Romance Standard Time:20260318T100000\nSUMMARY:Visite déplacée\nEND:VEVENT
BEGIN:VEVENT\nUID:b@x\nDTSTART:20260305\nEND:VEVENT\nBEGIN:VEVENT\nUID:c@x\nDTSTART:20260305T100000Z\nRRULE:FREQ=MINUTELY\nSUMMARY:Trop\nEND:VEVENT\nBEGIN:VTODO\nEND:VTODO");
    let report = import(&base, &first);
    assert_eq!((&report["read"], &report["created"], &report["others"]), (&json!(4), &json!(3), &json!(1)));
    assert_eq!(report["skipped"], json!([{ "reason": "rule_too_often", "count": 1, "titles": ["Trop"] }]));
    assert_eq!(
        starts(&base, 40),
        [
            "2026-03-03T14:00:00",
            "2026-03-05T00:00:00",
            "2026-03-18T09:00:00",
            "2026-03-24T14:00:00",
            "2026-03-31T14:00:00"
        ]
    );
    assert_ne!(base.prospect(&id)["next_action_at"], Value::Null);
    let before = base.digest();
    let again = import(&base, &first);
    assert_eq!(
        (&again["created"], &again["updated"], &again["unchanged"]),
        (&json!(0), &json!(0), &json!(3))
    );
    assert_eq!(base.digest(), before);
    let newer = import(&base, &file("BEGIN:VEVENT\nUID:b@x\nSEQUENCE:1\nDTSTART:20260306\nEND:VEVENT"));
    assert_eq!(newer["updated"], 1);
    let older = import(&base, &file("BEGIN:VEVENT\nUID:b@x\nSEQUENCE:0\nDTSTART:20260307\nEND:VEVENT"));
    assert_eq!(older["skipped"][0]["reason"], "older");
    base.undo();
    assert_eq!(base.digest(), before);
    base.undo();
    assert_eq!(starts(&base, 40).len(), 0, "the whole file goes back at once");
    assert_eq!(base.prospect(&id)["next_action_at"], Value::Null);
    assert_eq!(
        base.post_refused("/calendar/import", &json!({ "path": "/nulle/part.ics" })).key,
        "file_missing"
    );
}

#[test]
fn thousands_of_events_are_taken_in() {
    let base = Base::new();
    let events: Vec<String> = (0..3000)
        .map(|n| format!("BEGIN:VEVENT\nUID:{n}@x\nDTSTART:202603{:02}T{:02}0000Z\nDURATION:PT1H\nSUMMARY:Point {n}\nDESCRIPTION:{}\nEND:VEVENT", n % 28 + 1, n % 24, "x".repeat(600)))
        .collect();
    let text = file(&events.join("\n"));
    assert!(text.len() > 2 << 20);
    assert_eq!(import(&base, &text)["created"], 3000);
    assert_eq!(import(&base, &text)["unchanged"], 3000);
}

#[test]
fn who_is_erased_takes_her_meetings_along_and_who_is_merged_hands_them_over() {
    let base = Base::new();
    let [a, b] = ["Ardent", "Berger"].map(|name| {
        base.add(&json!({ "first_name": "Léa", "last_name": name, "email": format!("{name}@nord.example") }))
    });
    let alone = meet(&base, &json!({ "prospects": [a], "title": "Chez Ardent" }));
    let both = meet(
        &base,
        &json!({ "prospects": [a, b], "attendees": [{ "email": "ardent@nord.example" }, { "email": "berger@nord.example" }] }),
    );
    base.post("/duplicates/merge", &json!({ "keep": b, "merge": a }));
    assert_eq!(base.get(&format!("/calendar?prospect={b}"))["items"].as_array().unwrap().len(), 2);
    base.undo();
    assert_eq!(base.get(&format!("/calendar?prospect={b}"))["items"].as_array().unwrap().len(), 1);
    base.delete(&format!("/prospects/{a}"));
    base.clock.advance(91 * DAY);
    base.core.run_due().unwrap();
    assert_eq!(base.ask(Method::GET, &format!("/calendar/{}", text(&alone, "id")), None).status, 404);
    let left = base.get(&format!("/calendar/{}", text(&both, "id")));
    assert_eq!(texts(&left["people"], "name"), ["Léa Berger"]);
    assert_eq!(texts(&left["event"]["attendees"], "email"), ["berger@nord.example"]);
    assert_eq!(base.post("/check", &json!({}))["problems"].as_array().map_or(0, Vec::len), 0);
}

prop_compose! {
    fn plans()(
        day in 1u32..28, hour in 0u32..24, minutes in 0u32..300, is_day in any::<bool>(), zone in 0usize..4, rule in 0usize..6,
        alarms in proptest::collection::btree_set(0u32..500, 0..3), is_free in any::<bool>(), place in "[a-zé,;\\\\ ]{0,60}",
    ) -> Value {
        let zone = ["Europe/Paris", "America/New_York", "UTC", "Asia/Kolkata"][zone];
        let rule = ["", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY;COUNT=7", "FREQ=MONTHLY;UNTIL=20270301T101500Z", "FREQ=YEARLY", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20260601"][rule];
        let starts = if is_day { format!("2026-03-{day:02}") } else { format!("2026-03-{day:02}T{hour:02}:15") };
        json!({ "title": "Visite, chez ; elle", "starts": starts, "minutes": (!is_day).then_some(minutes), "zone": zone, "rule": rule,
                "alarms": alarms, "is_free": is_free, "place": place, "attendees": [{ "email": "a@b.example", "name": "A, B", "answer": "accepted" }] })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn a_calendar_that_is_written_and_read_is_the_same(plan in proptest::collection::vec(plans(), 1..4)) {
        let base = Base::new();
        for new in &plan {
            base.post("/calendar", new);
        }
        let first = starts(&base, 400);
        if let Some(one) = base.get("/calendar")["items"].as_array().unwrap().iter().find(|one| one["is_recurring"] == true && one["is_all_day"] == false) {
            base.patch(&format!("/calendar/{}", text(one, "event_id")), &json!({ "which": { "occurrence": one["occurrence"], "scope": "one" }, "minutes": 20 }));
        }
        let written = export(&base);
        let other = Base::new();
        let report = import(&other, &written);
        prop_assert_eq!(&report["skipped"], &json!([]), "{}", written);
        prop_assert_eq!(starts(&other, 400), first, "{}", written);
        let without_stamp = |text: &str| text.lines().filter(|line| !line.starts_with("DTSTAMP")).collect::<Vec<_>>().join("\n");
        prop_assert_eq!(without_stamp(&export(&other)), without_stamp(&written));
        let again = import(&other, &written);
        prop_assert_eq!(&again["unchanged"], &again["read"]);
    }
}
