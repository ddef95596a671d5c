//! Working time: the week, holidays, leave, and what they do to filters.

use axum::http::Method;
use relance_tests::{Base, Sheet, Value, json, text, texts};

fn names(base: &Base, filter: &str) -> Vec<String> {
    let mut names = base.names(&[("filter", filter)]);
    names.sort();
    names
}

fn days(base: &Base, from: &str, to: &str) -> Value {
    base.get(&format!("/worktime/days?from={from}&to={to}"))
}

/// The days of a stretch that are worked.
fn worked(base: &Base, from: &str, to: &str) -> Vec<String> {
    let days = days(base, from, to);
    let is_worked = |day: &&Value| day["working"] == true;
    days.as_array().unwrap().iter().filter(is_worked).map(|day| text(day, "day")).collect()
}

/// Martin was spoken to on Monday 23 February, Durand on Friday 27; today is Monday 2 March.
fn spoken_to() -> Base {
    let base = Base::new();
    let rows: [&[&str]; 2] = [&["Martin", "a@x.fr", "23/02/2026"], &["Durand", "b@x.fr", "27/02/2026"]];
    let sheet = Sheet::new(&["Nom", "E-mail", "Dernier contact"], &rows);
    base.import(&base.file("contacts.csv", sheet.csv(';')));
    base
}

#[test]
fn a_new_base_works_monday_to_friday_with_the_holidays_of_its_country() {
    let base = Base::new();
    let found = base.get("/worktime");
    let week = found["week"].as_array().unwrap();
    assert_eq!(
        week[0],
        json!([{ "from": "09:00", "to": "12:30" }, { "from": "14:00", "to": "18:00" }]),
        "a usual Monday"
    );
    assert_eq!((week.len(), &week[5], &week[6]), (7, &json!([]), &json!([])), "the week end is free");
    assert_eq!(
        (&found["region"], &found["chosen_region"], &found["zone"], &found["today"]),
        (&json!("FR"), &Value::Null, &json!("UTC"), &json!("2026-03-02")),
        "nothing was chosen"
    );
    assert_eq!(
        found["next_holidays"][0],
        json!({ "day": "2026-04-06", "name": { "fr": "Lundi de Pâques", "en": "Easter Monday" } }),
        "what comes next"
    );
    assert!(texts(&found["regions"], "code").contains(&"FR-974".to_owned()), "regions to choose from");
    base.patch("/settings", &json!({ "default_region": "RE" }));
    assert_eq!(base.get("/worktime")["region"], "FR-974", "the country of the settings is a part of France");
    base.patch("/settings", &json!({ "default_region": "BR" }));
    assert_eq!(base.get("/worktime")["region"], Value::Null, "of some countries nothing is known");
    assert_eq!(worked(&base, "2026-05-01", "2026-05-01"), ["2026-05-01"], "and nothing is kept");
}

#[test]
fn leave_takes_days_out_of_a_filter_until_it_is_undone() {
    let base = spoken_to();
    let filter = "sans réponse depuis 5 jours ouvrés";
    assert_eq!(names(&base, filter), ["Martin"], "a week of five days ago");
    let before = base.digest();
    let request = json!({ "from_on": "2026-02-24", "to_on": "2026-02-25", "label": " Ski " });
    let saved = base.post("/worktime/leave", &request);
    assert_eq!(
        (&saved["leave"]["label"], &saved["leave"]["part"]),
        (&json!("Ski"), &json!("day")),
        "whole days when not said"
    );
    assert_eq!(names(&base, filter), [] as [&str; 0], "two of the five days were not worked");
    assert_eq!(names(&base, "sans réponse depuis 3 jours ouvrés"), ["Martin"]);
    base.undo();
    assert_eq!(base.digest(), before, "undone, nothing is left of it");
    assert_eq!(names(&base, filter), ["Martin"], "and the days count again");
    base.redo();
    assert_eq!(names(&base, filter), [] as [&str; 0], "redone, they do not");
    let id = text(&base.get("/worktime/leave")[0], "id");
    base.delete(&format!("/worktime/leave/{id}"));
    assert_eq!(names(&base, filter), ["Martin"], "removed, they do");
    assert_eq!(base.get("/worktime/leave"), json!([]));
    base.undo();
    assert_eq!(text(&base.get("/worktime/leave")[0], "id"), id, "the removal is undone too");
    base.assert_sound();
}

#[test]
fn a_filter_counts_by_the_week_and_the_region_that_were_chosen() {
    let base = spoken_to();
    let mut week = base.get("/worktime")["week"].clone();
    assert_eq!(names(&base, "sans réponse depuis 2 jours ouvrés"), ["Martin"], "Friday is one day ago");
    week[5] = json!([{ "from": "9:00", "to": "12:00" }]);
    let saved = base.patch("/worktime", &json!({ "week": week }));
    assert_eq!(saved["worktime"]["week"][5], json!([{ "from": "09:00", "to": "12:00" }]), "in one form");
    assert_eq!(
        names(&base, "sans réponse depuis 2 jours ouvrés"),
        ["Durand", "Martin"],
        "with Saturday it is two"
    );
    base.undo();
    assert_eq!(names(&base, "sans réponse depuis 2 jours ouvrés"), ["Martin"], "the week is undone");
    // Bulgaria keeps 3 March, Tunisia 20 March.
    base.patch("/worktime", &json!({ "region": "BG" }));
    assert_eq!(worked(&base, "2026-03-02", "2026-03-04"), ["2026-03-02", "2026-03-04"]);
    let back = base.patch("/worktime", &json!({ "region": null }));
    assert_eq!(back["worktime"]["region"], "FR", "back to the country of the settings");
}

#[test]
fn each_day_says_why_it_is_not_worked() {
    let base = Base::new();
    let leave = json!({ "from_on": "2026-05-13", "part": "afternoon", "label": "Dentiste" });
    base.post("/worktime/leave", &leave);
    let found = days(&base, "2026-05-12", "2026-05-16");
    assert_eq!(found[0]["reason"], Value::Null, "a working day needs none");
    assert_eq!(
        (&found[1]["working"], &found[1]["hours"], &found[1]["reason"]),
        (
            &json!(true),
            &json!([{ "from": "09:00", "to": "12:30" }]),
            &json!({ "kind": "leave", "part": "afternoon", "label": "Dentiste" })
        ),
        "half a day is worked"
    );
    assert_eq!(
        found[2]["reason"],
        json!({ "kind": "holiday", "name": { "fr": "Ascension", "en": "Ascension Day" }, "region": "FR" })
    );
    assert_eq!(found[4]["reason"], json!({ "kind": "weekend" }));
    let there = base.get("/worktime/days?from=2028-10-03&to=2028-10-03&region=DE");
    assert_eq!(there[0]["reason"]["region"], "DE", "a day must be worked where the prospect is, too");
}

#[test]
fn today_is_that_of_the_zone_that_was_chosen_or_of_the_machine() {
    let base = Base::new();
    base.named("Léa", "Martin");
    assert_eq!(names(&base, "créé:aujourd’hui"), ["Léa Martin"]);
    base.clock.travel("Pacific/Kiritimati");
    base.clock.advance(2 * 3_600_000);
    assert_eq!(base.get("/worktime")["today"], "2026-03-03", "fourteen hours ahead it is tomorrow");
    assert_eq!(names(&base, "créé:hier"), ["Léa Martin"], "and she is of yesterday");
    base.patch("/worktime", &json!({ "zone": "Europe/Paris" }));
    assert_eq!(names(&base, "créé:aujourd’hui"), ["Léa Martin"], "a chosen zone stays where one goes");
    base.clock.travel("Not/Known");
    let found = base.patch("/worktime", &json!({ "zone": null }));
    assert_eq!(found["worktime"]["zone"], "UTC", "a machine whose zone is unknown");
}

#[test]
fn what_cannot_be_is_refused() {
    let base = Base::new();
    let hours = |from: &str, to: &str| json!([[{ "from": from, "to": to }], [], [], [], [], [], []]);
    for (edit, key, field) in [
        (json!({ "week": [] }), "week_days_invalid", "week"),
        (json!({ "week": hours("18:00", "9:00") }), "week_hours_invalid", "week"),
        (json!({ "week": hours("9h", "18h") }), "week_hours_invalid", "week"),
        (json!({ "week": [[], [], [], [], [], [], []] }), "week_empty", "week"),
        (json!({ "region": "ZZ" }), "region_unknown", "region"),
        (json!({ "zone": "Europe/Lutetia" }), "zone_unknown", "zone"),
        (json!({ "wek": [] }), "body_unreadable", "body"),
    ] {
        let problem = base.patch_refused("/worktime", &edit);
        assert_eq!((problem.key.as_str(), problem.field.as_deref()), (key, Some(field)), "{edit}");
    }
    let overlap = json!([[{ "from": "9:00", "to": "12:00" }, { "from": "11:00", "to": "13:00" }], [], [], [], [], [], []]);
    assert_eq!(base.patch_refused("/worktime", &json!({ "week": overlap })).key, "week_hours_overlap");
    for (leave, key) in [
        (json!({ "from_on": "2026-02-30" }), "day_invalid"),
        (json!({ "from_on": "02/03/2026" }), "day_invalid"),
        (json!({ "from_on": "2026-03-03", "to_on": "2026-03-02" }), "days_order_invalid"),
        (json!({ "from_on": "2026-03-03", "to_on": "2062-03-04" }), "leave_too_long"),
        (json!({ "from_on": "2026-03-03", "part": "evening" }), "body_unreadable"),
    ] {
        assert_eq!(base.post_refused("/worktime/leave", &leave).key, key, "{leave}");
    }
    assert_eq!(base.refused(Method::DELETE, "/worktime/leave/7", None).key, "not_found");
    let days = |query: &str| base.get_refused(&format!("/worktime/days?{query}")).key;
    assert_eq!(days("from=2026-01-01&to=2029-01-01"), "days_too_many");
    assert_eq!(days("from=2026-01-02&to=2026-01-01"), "days_order_invalid");
    assert_eq!(days("from=2026-01-01&to=2026-01-02&region=ZZ"), "region_unknown");
    assert_eq!(days("from=2026-01-01"), "query_unreadable");
}

#[test]
fn the_past_has_the_leave_of_its_date() {
    let base = Base::new();
    base.post("/worktime/leave", &json!({ "from_on": "2026-03-05" }));
    let then = base.now();
    let id = text(&base.get("/worktime/leave")[0], "id");
    base.delete(&format!("/worktime/leave/{id}"));
    assert_eq!(base.get("/worktime/leave"), json!([]));
    assert_eq!(text(&base.get_at(then, "/worktime/leave")[0], "id"), id, "as it was then");
}
