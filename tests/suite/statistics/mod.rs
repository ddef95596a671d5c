//! Statistics: each figure is that of a plain count over all rows, and each mark opens exactly the people behind it.

mod losses;
mod naive;
mod plain;
mod worked;

use axum::http::Method;
use chrono::Days;
use naive::assert_plain;
use proptest::prelude::*;
use relance_core::prospects::TRASH_DAYS;
use relance_tests::{Base, DAY, Value, count, json, query};
use worked::worked;

const CHARTS: [(&str, &[&str]); 11] = [
    ("key", &["usual"]),
    ("funnel", &["usual"]),
    ("conversion", &["source", "import", "member", "tag", "stage"]),
    ("stages", &["usual"]),
    ("activity", &["usual", "member"]),
    ("calls", &["usual"]),
    ("reach", &["usual"]),
    ("outcomes", &["usual"]),
    ("losses", &["usual"]),
    ("forecast", &["usual", "stage"]),
    ("completeness", &["usual"]),
];
fn chart(base: &Base, name: &str, parameters: &[(&str, &str)]) -> Value {
    base.get(&format!("/statistics/{name}{}", query(parameters)))
}
/// The mark of a point for a measure.
fn mark<'a>(chart: &'a Value, point: &'a Value, measure: &str) -> &'a Value {
    let place = chart["measures"].as_array().expect("measures").iter().position(|one| one["key"] == measure);
    &point["marks"][place.unwrap_or_else(|| panic!("{measure} is a measure of {chart}"))]
}

fn value(chart: &Value, point: &Value, measure: &str) -> Option<f64> {
    mark(chart, point, measure)["value"].as_f64()
}

fn points(chart: &Value) -> &Vec<Value> {
    chart["points"].as_array().expect("points")
}

/// Every mark of every chart opens as many people as it says.
fn assert_opens(base: &Base, parameters: &[(&str, &str)]) {
    for (name, ways) in CHARTS {
        for by in ways {
            let chart = chart(base, name, &[parameters, &[("by", by)]].concat());
            for (point, mark) in points(&chart).iter().flat_map(|point| {
                point["marks"].as_array().expect("marks").iter().map(move |mark| (point, mark))
            }) {
                let filter = mark["filter"].as_str().unwrap_or_else(|| panic!("{name} {point} opens a list"));
                let total = count(&base.list(&[("filter", filter), ("limit", "1")]), "total");
                assert_eq!(mark["people"], total, "{name} by {by}, {}: {filter}", point["key"]);
            }
            for (place, measure) in chart["measures"].as_array().expect("measures").iter().enumerate() {
                for point in points(&chart).iter().filter(|_| measure["unit"] == "prospects") {
                    let mark = &point["marks"][place];
                    assert_eq!(
                        mark["value"].as_f64(),
                        mark["people"].as_f64(),
                        "{name}: a count of people is they"
                    );
                }
            }
        }
    }
}

/// All charts as they are now.
fn all(base: &Base) -> Vec<Value> {
    CHARTS
        .iter()
        .flat_map(|(name, ways)| ways.iter().map(|by| chart(base, name, &[("by", by), ("period", "year")])))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    #[test]
    fn each_figure_is_that_of_a_plain_count(seed in any::<u64>()) {
        let base = worked(seed);
        for period in ["7d", "30d", "90d", "year"] {
            assert_plain(&base, &[("period", period)]);
        }
    }

    #[test]
    fn each_mark_opens_exactly_the_people_behind_it(seed in any::<u64>()) {
        let base = worked(seed);
        for parameters in [
            &[("period", "30d")][..],
            &[("period", "90d"), ("filter", "source:salon ou est:gagné"), ("lang", "fr")],
            &[("period", "year"), ("filter", "tag is VIP and not city is Lyon"), ("lang", "en")],
        ] {
            assert_opens(&base, parameters);
        }
    }
}

#[test]
fn what_is_undone_is_in_no_figure_and_what_is_done_again_is() {
    let base = worked(7);
    let one = base.named("Léa", "Martin");
    let before = all(&base);
    base.edit(&one, &json!({ "stage_id": base.stage("deja_client"), "value_cents": 500_000 }));
    let after = all(&base);
    assert_ne!(after, before, "a prospect who is won is counted");
    base.undo();
    assert_eq!(all(&base), before);
    base.redo();
    assert_eq!(all(&base), after);
}

#[test]
fn whoever_is_in_the_trash_is_in_no_figure() {
    let base = worked(8);
    let before = all(&base);
    let one = base.add(&json!({ "last_name": "Martin", "value_cents": 500_000, "source": "Salon" }));
    base.post(&format!("/prospects/{one}/calls"), &json!({ "outcome": "reached" }));
    base.edit(&one, &json!({ "stage_id": base.stage("deja_client") }));
    assert_ne!(all(&base), before);
    base.delete(&format!("/prospects/{one}"));
    assert_eq!(all(&base), before);
    base.clock.advance((TRASH_DAYS + 1) * DAY);
    base.core.run_due().expect("what is due");
    assert!(
        base.core
            .read(|db| db.scalar::<bool>(
                "SELECT NOT EXISTS (SELECT 1 FROM activity WHERE prospect_id = ?1)",
                [one.parse::<i64>().expect("an id")],
            ))
            .expect("an answer"),
        "erased, she leaves no passage"
    );
}

#[test]
fn who_is_moved_with_a_stage_that_is_removed_has_it_told_with_the_name_it_had() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    base.edit(&id, &json!({ "stage_id": base.stage("contacte") }));
    base.clock.advance(3 * DAY);
    let gone = base.stage("contacte");
    let path = format!("/stages/{gone}?move_to={}", base.stage("negociation"));
    base.delete(&path);
    let told = &base.timeline(&id)[0];
    assert_eq!((&told["data"]["from"], &told["data"]["to"]), (&json!("Contacté"), &json!("Négociation")));
    assert_eq!(told["to_stage"], base.stage("negociation").as_str());
    let stages = chart(&base, "stages", &[]);
    assert!(
        points(&stages).iter().all(|point| point["key"] != gone.as_str()),
        "a stage that is gone has no figure"
    );
    base.undo();
    assert_eq!(base.timeline(&id)[0]["data"]["to"], "Contacté");
}

#[test]
fn a_base_that_is_written_out_and_read_again_has_the_same_figures() {
    let base = worked(9);
    let path = base.outside().join("base.json");
    base.post("/exports", &json!({ "format": "json", "path": path }));
    let other = Base::new();
    other.clock.advance(base.now() - other.now());
    other.import(&path);
    for (name, by) in [
        ("funnel", "usual"),
        ("stages", "usual"),
        ("outcomes", "usual"),
        ("calls", "usual"),
        ("conversion", "member"),
    ] {
        let parameters = [("by", by), ("period", "year"), ("compare", "false")];
        assert_eq!(
            chart(&other, name, &parameters)["points"],
            chart(&base, name, &parameters)["points"],
            "{name}"
        );
    }
}

#[test]
fn a_rate_of_few_is_not_told_but_how_many_there_are() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let call = |outcome: &str| {
        drop(base.post(&format!("/prospects/{id}/calls"), &json!({ "outcome": outcome })));
    };
    (0..19).for_each(|n| call(if n % 2 == 0 { "reached" } else { "no_answer" }));
    let rate = || {
        let key = chart(&base, "key", &[]);
        mark(&key, &points(&key)[0], "reach_rate").clone()
    };
    assert_eq!((&rate()["value"], &rate()["of"]), (&Value::Null, &json!(19)));
    call("reached");
    assert_eq!(rate()["value"], 55.0);
}

#[test]
fn a_period_before_lies_right_before_and_is_compared_rank_by_rank() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let call = || drop(base.post(&format!("/prospects/{id}/calls"), &json!({ "outcome": "reached" })));
    call();
    call();
    base.clock.advance(7 * DAY);
    call();
    let calls = chart(&base, "reach", &[("period", "7d")]);
    let last = points(&calls).last().expect("today");
    let (today, before) = (
        mark(&calls, last, "calls_made")["value"].clone(),
        mark(&calls, last, "calls_made")["before"].clone(),
    );
    assert_eq!((today, before), (json!(1.0), json!(2.0)), "a week ago there were two");
    let alone = chart(&base, "reach", &[("period", "7d"), ("compare", "false")]);
    assert_eq!(mark(&alone, &points(&alone)[0], "calls_made")["before"], Value::Null);
}

#[test]
fn a_period_of_ones_own_is_read_and_nonsense_refused() {
    let base = worked(10);
    let local = base.core.local().expect("the calendar");
    let day = |at: i64| local.of(at).date();
    let to = day(base.now());
    let from = to.checked_sub_days(Days::new(45)).expect("a day");
    let (from, to) = (from.to_string(), to.to_string());
    assert_plain(&base, &[("period", "own"), ("from", &from), ("to", &to)]);
    for (from, to) in [("2026-03-02", "2026-03-01"), ("", "2026-03-01"), ("lundi", "mardi")] {
        let refused = base.get_refused(&format!(
            "/statistics/key{}",
            query(&[("period", "own"), ("from", from), ("to", to)])
        ));
        assert_eq!((refused.status, refused.key.as_str()), (422, "statistics_period_invalid"));
    }
    let refused =
        base.get_refused(&format!("/statistics/key{}", query(&[("filter", "étape est nulle_part")])));
    assert_eq!(refused.key, "filter_stage_unknown");
    assert_eq!(base.get_refused("/statistics/nonsense").key, "statistics_chart_unknown");
}

#[test]
fn a_chart_is_written_as_a_table_in_either_language() {
    let base = worked(11);
    let file = |chart: &str, format: &str, lang: &str| {
        let query = json!({ "period": "year", "compare": false, "lang": lang });
        base.ask(
            Method::POST,
            &format!("/statistics/{chart}/file"),
            Some(&json!({ "format": format, "query": query })),
        )
    };
    let answer = file("calls", "csv", "fr");
    assert!(
        answer.header("content-disposition").contains("Appels"),
        "{}",
        answer.header("content-disposition")
    );
    let csv = String::from_utf8(answer.body).expect("UTF-8");
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "Nom;Appels;Part (%);Filtre");
    assert_eq!(lines.len(), 6);
    let calls = chart(&base, "calls", &[("period", "year"), ("compare", "false"), ("lang", "fr")]);
    for (line, point) in lines[1..].iter().zip(points(&calls)) {
        let told = line.split(';').nth(1).expect("a number");
        assert_eq!(told.parse().ok(), value(&calls, point, "calls"), "{line}");
        assert!(line.ends_with(mark(&calls, point, "calls")["filter"].as_str().expect("a filter")), "{line}");
    }
    let english = String::from_utf8(file("calls", "csv", "en").body).expect("UTF-8");
    assert!(english.contains("Name,Calls,Share (%),Filter"), "{english}");
    assert_eq!(&file("forecast", "xlsx", "fr").body[..2], b"PK", "a workbook");
}

#[test]
fn a_window_has_the_file_where_it_asked_for_it_and_a_picture_only_of_a_picture() {
    let base = worked(12);
    let path = base.outside().join("calls.csv");
    let saved = base.post("/statistics/calls/file", &json!({ "format": "csv", "path": path }));
    assert_eq!((saved["rows"].as_u64(), std::fs::exists(&path).ok()), (Some(5), Some(true)));
    let path = base.outside().join("calls.png");
    let png = [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0];
    base.post("/statistics/picture", &json!({ "path": path, "bytes": png }));
    assert_eq!(std::fs::read(&path).ok(), Some(png.to_vec()));
    let refused = base.post_refused("/statistics/picture", &json!({ "path": path, "bytes": b"#!/bin/sh" }));
    assert_eq!(refused.key, "statistics_picture_invalid");
    assert_eq!(std::fs::read(&path).ok(), Some(png.to_vec()), "what is no picture writes nothing");
}
