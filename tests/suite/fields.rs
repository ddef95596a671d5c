//! Custom fields and their values.

use axum::http::Method;
use relance_tests::{Base, json, text};
use serde_json::Value;

fn field(base: &Base, label: &str, kind: &str) -> String {
    text(&base.post("/fields", &json!({ "label": label, "kind": kind }))["field"], "id")
}

#[test]
fn values_are_read_by_the_kind_of_their_field() {
    let base = Base::new();
    let (note, head, since, signed) = (
        field(&base, "Note", "text"),
        field(&base, "Effectif", "number"),
        field(&base, "Depuis", "date"),
        field(&base, "Signé", "boolean"),
    );
    let id = base.add(&json!({ "last_name": "Martin", "custom": {
        &note: " à rappeler ", &head: "1 234,5", &since: "31/12/2025", &signed: "oui" } }));
    let custom = base.prospect(&id)["custom"].clone();
    assert_eq!(custom[&note], "à rappeler", "a text is trimmed");
    assert_eq!(custom[&head], 1234.5, "a number as the French write it");
    assert_eq!(custom[&since], "2025-12-31", "a date in ISO");
    assert_eq!(custom[&signed], true, "yes is true");
    base.edit(&id, &json!({ "custom": { &note: null, &head: 12 } }));
    let custom = base.prospect(&id)["custom"].clone();
    assert_eq!(
        (custom.get(&note), &custom[&head], &custom[&signed]),
        (None, &json!(12), &json!(true)),
        "null clears one, the others stay"
    );
    for (field, wrong, key) in [
        (&head, "beaucoup", "number_invalid"),
        (&since, "hier", "date_invalid"),
        (&signed, "peut-être", "flag_invalid"),
    ] {
        let problem = base.patch_refused(&format!("/prospects/{id}"), &json!({ "custom": { field: wrong } }));
        assert_eq!(
            (problem.key.as_str(), problem.field),
            (key, Some(format!("custom.{field}"))),
            "« {wrong} »"
        );
    }
    let problem = base.patch_refused(&format!("/prospects/{id}"), &json!({ "custom": { "42": "x" } }));
    assert_eq!(problem.status, 404, "an unknown field");
}

#[test]
fn a_removed_field_takes_its_values_along_and_undo_brings_both_back() {
    let base = Base::new();
    let (kept, gone) = (field(&base, "Surnom", "text"), field(&base, "Budget", "number"));
    let id = base.add(&json!({ "last_name": "Martin", "custom": { &kept: "Lili", &gone: "10" } }));
    let start = base.digest();
    base.delete(&format!("/fields/{gone}"));
    assert_eq!(base.prospect(&id)["custom"], json!({ &kept: "Lili" }), "only its own values");
    base.undo();
    assert_eq!(base.digest(), start, "both are back");
}

#[test]
fn two_edits_of_different_custom_fields_are_undone_apart() {
    let base = Base::new();
    let (a, b) = (field(&base, "A", "text"), field(&base, "B", "text"));
    let id = base.add(&json!({ "last_name": "Martin" }));
    let first = base.edit(&id, &json!({ "custom": { &a: "1" } }))["operation"].clone();
    base.edit(&id, &json!({ "custom": { &b: "2" } }));
    let answer = base.post("/undo", &json!({ "operation": first }));
    assert_eq!(answer["conflict_count"], 0, "they are fields of their own");
    assert_eq!(base.prospect(&id)["custom"], json!({ &b: "2" }), "the later one stays");
}

#[test]
fn a_field_needs_a_label_of_its_own() {
    let base = Base::new();
    let id = field(&base, "Surnom", "text");
    assert_eq!(base.post_refused("/fields", &json!({ "label": "SURNOM" })).key, "field_label_taken");
    assert_eq!(base.post_refused("/fields", &json!({})).key, "field_label_missing");
    let saved = base.patch(&format!("/fields/{id}"), &json!({ "label": "Petit nom" }));
    assert_eq!((&saved["field"]["label"], &saved["field"]["kind"]), (&json!("Petit nom"), &json!("text")));
    assert_eq!(base.refused(Method::DELETE, "/fields/42", None).status, 404);
    assert_eq!(base.get("/fields").as_array().map(Vec::len), Some(1), "one field");
    assert_ne!(base.get("/session")["fields"], Value::Null, "the page gets them with its session");
}
