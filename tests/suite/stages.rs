//! Stages: the user's own board.

use axum::http::Method;
use relance_tests::{Base, json, text, texts};
use serde_json::Value;

fn labels(stages: &Value) -> Vec<String> {
    texts(stages, "label")
}

#[test]
fn a_new_base_has_the_six_stages_in_its_language() {
    let base = Base::new();
    let stages = base.get("/stages");
    assert_eq!(
        labels(&stages),
        ["Non qualifié", "Contacté", "À recontacter", "Négociation", "Abandon", "Déjà client"],
        "in French"
    );
    assert_eq!(
        texts(&stages, "kind"),
        ["open", "open", "open", "open", "lost", "won"],
        "what reaching them means"
    );
    let english = Base::with(relance_api::Host::Window, true);
    assert_eq!(labels(&english.get("/stages"))[0], "Not qualified", "in English where the machine is");
    assert_eq!(texts(&english.get("/stages"), "key"), texts(&stages, "key"), "programs find the same keys");
}

#[test]
fn a_stage_is_added_renamed_moved_and_each_is_undone() {
    let base = Base::new();
    let start = base.digest();
    let stages =
        base.post("/stages", &json!({ "label": " Démo faite ", "color": "c2", "limit_days": 7 }))["stages"]
            .clone();
    assert_eq!(labels(&stages)[4], "Démo faite", "at the end of the open ones");
    assert_eq!(
        (&stages[4]["key"], &stages[4]["kind"]),
        (&json!("demo_faite"), &json!("open")),
        "with a key of its own"
    );
    let id = text(&stages[4], "id");
    let stages = base
        .patch(&format!("/stages/{id}"), &json!({ "label": "Démonstration", "position": 0, "color": null }))
        ["stages"]
        .clone();
    assert_eq!(labels(&stages)[0], "Démonstration", "moved to the front");
    assert_eq!(stages[0]["color"], Value::Null, "null clears the colour");
    assert_eq!(stages[0]["limit_days"], 7, "what is not named stays");
    let positions: Vec<i64> =
        stages.as_array().unwrap().iter().map(|stage| stage["position"].as_i64().unwrap()).collect();
    assert_eq!(positions, [0, 1, 2, 3, 4, 5, 6], "the others close up");
    base.undo();
    base.undo();
    assert_eq!(base.digest(), start, "undone, the board is as it was");
}

#[test]
fn two_stages_of_one_label_have_two_keys() {
    let base = Base::new();
    base.post("/stages", &json!({ "label": "Démo" }));
    let stages = base.post("/stages", &json!({ "label": "démo" }))["stages"].clone();
    let keys = texts(&stages, "key");
    assert!(
        keys.contains(&"demo".to_owned()) && keys.contains(&"demo_2".to_owned()),
        "programs can tell them apart: {keys:?}"
    );
}

#[test]
fn a_stage_that_still_has_prospects_asks_where_they_go() {
    let base = Base::new();
    let (from, to) = (base.stage("contacte"), base.stage("negociation"));
    let id = base.add(&json!({ "last_name": "Martin", "stage_id": from }));
    let problem = base.refused(Method::DELETE, &format!("/stages/{from}"), None);
    assert_eq!(
        (problem.key.as_str(), &problem.params["count"]),
        ("stage_not_empty", &json!(1)),
        "with the count"
    );
    let problem = base.refused(Method::DELETE, &format!("/stages/{from}?move_to={from}"), None);
    assert_eq!(problem.key, "stage_not_empty", "not to itself");
    let start = base.digest();
    base.delete(&format!("/stages/{from}?move_to={to}"));
    assert_eq!(base.prospect(&id)["stage_id"], json!(to), "the prospects went along");
    base.undo();
    assert_eq!(base.digest(), start, "undo brings back the stage and who was in it");
    base.assert_sound();
}

#[test]
fn prospects_in_the_trash_hold_their_stage_too() {
    let base = Base::new();
    let from = base.stage("contacte");
    let id = base.add(&json!({ "last_name": "Martin", "stage_id": from }));
    base.delete(&format!("/prospects/{id}"));
    let problem = base.refused(Method::DELETE, &format!("/stages/{from}"), None);
    assert_eq!(problem.key, "stage_not_empty", "whoever comes back must find a stage");
}

#[test]
fn the_last_stage_stays_and_a_label_is_needed() {
    let base = Base::new();
    assert_eq!(base.post_refused("/stages", &json!({})).key, "stage_label_missing", "a stage has a name");
    let first = base.stage("non_qualifie");
    let problem = base.patch_refused(&format!("/stages/{first}"), &json!({ "label": "  " }));
    assert_eq!(
        (problem.key.as_str(), problem.field.as_deref()),
        ("stage_label_missing", Some("label")),
        "and keeps it"
    );
    for stage in texts(&base.get("/stages"), "id").iter().skip(1) {
        base.delete(&format!("/stages/{stage}"));
    }
    let problem = base.refused(Method::DELETE, &format!("/stages/{first}"), None);
    assert_eq!(problem.key, "stage_last", "a board needs a column");
    assert_eq!(base.patch_refused("/stages/42", &json!({ "label": "X" })).status, 404, "an unknown stage");
}

#[test]
fn a_stage_says_how_likely_it_is_and_the_board_weighs_its_sums() {
    let base = Base::new();
    let (open, won, lost) = (base.stage("negociation"), base.stage("deja_client"), base.stage("abandon"));
    for stage in [&open, &won, &lost] {
        base.add(&json!({ "last_name": "Martin", "stage_id": stage, "value_cents": 1001 }));
    }
    let column = |key: &str| {
        let board = base.get("/pipeline");
        board["columns"].as_array().unwrap().iter().find(|column| column["key"] == key).unwrap().clone()
    };
    assert_eq!(column("negociation")["weighted"], json!([]), "nothing is guessed");
    assert_eq!(column("deja_client")["weighted"][0]["cents"], 1001, "won is won");
    assert_eq!(column("abandon")["weighted"][0]["cents"], 0, "lost is lost");
    let start = base.digest();
    base.patch(&format!("/stages/{open}"), &json!({ "probability": 40, "limit_days": 21, "color": "c3" }));
    let weighed = column("negociation");
    assert_eq!(
        (&weighed["probability"], &weighed["weighted"][0]["cents"]),
        (&json!(40), &json!(400)),
        "to the cent"
    );
    assert_eq!(weighed["value"][0]["cents"], 1001, "the sum itself stays");
    base.undo();
    assert_eq!(base.digest(), start, "undone");
    for (edit, key) in [
        (json!({ "probability": 101 }), "stage_probability_invalid"),
        (json!({ "limit_days": 0 }), "stage_days_invalid"),
        (json!({ "color": "c7" }), "color_unknown"),
    ] {
        assert_eq!(base.patch_refused(&format!("/stages/{open}"), &edit).key, key);
    }
}
