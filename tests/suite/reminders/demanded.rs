//! Stages that demand a next action: nobody comes in without one, and the last one is not done without another.

use super::{next, plan};
use axum::http::Method;
use relance_tests::{Base, Sheet, json, texts};

/// A base whose negotiation demands a next action.
fn strict() -> Base {
    let base = Base::new();
    base.patch(&format!("/stages/{}", base.stage("negociation")), &json!({ "demands_next": true }));
    base
}

#[test]
fn nobody_comes_in_without_a_dated_next_action_by_any_door() {
    let base = strict();
    let (a, b) = (base.named("Léa", "Martin"), base.named("Paul", "Durand"));
    let stage = base.stage("negociation");
    let before = base.digest();
    let to = |next: serde_json::Value| json!({ "ids": [a, b], "stage": "negociation", "next": next });
    let refused = base.post_refused("/pipeline/move", &to(json!(null)));
    assert_eq!((refused.key.as_str(), refused.field.as_deref()), ("next_missing", Some("next")));
    assert_eq!((&refused.params["count"], &refused.params["stage"]), (&json!(2), &json!("Négociation")));
    let selection = json!({ "by": "ids", "ids": [a, b] });
    let bulk = json!({ "selection": selection, "action": { "kind": "stage", "stage_id": stage } });
    assert_eq!(base.post_refused("/prospects/bulk", &bulk).key, "next_missing");
    let edit =
        json!({ "selection": selection, "action": { "kind": "edit", "fields": { "stage_id": stage } } });
    assert_eq!(base.post_refused("/prospects/bulk", &edit).key, "next_missing");
    assert_eq!(
        base.patch_refused(&format!("/prospects/{a}"), &json!({ "stage_id": stage })).key,
        "next_missing"
    );
    assert_eq!(base.post_refused("/pipeline/move", &to(json!({ "at": "bientôt" }))).key, "when_unreadable");
    assert_eq!(base.digest(), before, "nothing is half written");

    plan(&base, &a, "demain");
    let own = next(&base, &a);
    base.post("/pipeline/move", &to(json!({ "kind": "call", "at": "dans 2 jours ouvrés" })));
    assert_eq!(next(&base, &a), own, "whoever has one keeps it");
    assert!(next(&base, &b).is_some(), "the other one is planned with the move");
    base.undo();
    assert_eq!((next(&base, &b), next(&base, &a)), (None, own), "one step back");
    base.post("/prospects/bulk", &json!({ "selection": selection, "action": { "kind": "stage", "stage_id": stage, "next": { "at": "lundi" } } }));
    assert!(next(&base, &b).is_some(), "by a bulk change too");
}

#[test]
fn the_last_one_is_not_done_without_another() {
    let base = strict();
    let id = base.named("Léa", "Martin");
    let reminder = plan(&base, &id, "demain");
    base.post("/pipeline/move", &json!({ "ids": [id], "stage": "negociation" }));
    let path = format!("/reminders/{reminder}");
    assert_eq!(base.post_refused(&format!("{path}/done"), &json!({})).key, "next_missing");
    assert_eq!(base.refused(Method::DELETE, &path, None).key, "next_missing");
    base.post(&format!("{path}/done"), &json!({ "next": { "at": "dans 3 jours" } }));
    assert!(next(&base, &id).is_some());
    let last = texts(&base.get(&format!("/reminders?prospect={id}"))["items"], "id").remove(0);
    base.post(&format!("/reminders/{last}/done"), &json!({ "stage": "deja_client" }));
    assert_eq!(next(&base, &id), None, "whoever leaves the stage is free of its rule");
    base.undo();
    base.undo();
    assert_eq!(
        base.get(&format!("/reminders?prospect={id}"))["items"][0]["id"],
        reminder.as_str(),
        "undo asks nothing"
    );
}

#[test]
fn a_file_loses_no_row_for_the_rule_and_the_page_of_today_names_who_lacks_one() {
    let base = strict();
    let sheet = Sheet::new(&["Nom", "Étape"], &[&["Martin", "Négociation"], &["Durand", "Contacté"]]);
    base.import(&base.file("suite.csv", sheet.csv(';')));
    assert_eq!(base.list(&[])["total"], 2, "both are in");
    assert_eq!(base.get("/today")["totals"]["without_next"], 2);
    base.patch(&format!("/stages/{}", base.stage("negociation")), &json!({ "label": "Devis" }));
    let stages = base.get("/stages");
    let strict = stages.as_array().unwrap().iter().filter(|stage| stage["demands_next"] == true).count();
    assert_eq!(strict, 1, "another change of the stage leaves the rule");
}
