//! Bulk changes: one operation on many, counted, tried dry, undone at once.

use relance_tests::{Base, json, text};
use serde_json::Value;

fn bulk(base: &Base, selection: &Value, action: &Value) -> Value {
    base.post("/prospects/bulk", &json!({ "selection": selection, "action": action }))
}

fn filled(base: &Base, count: usize) -> Vec<String> {
    (0..count).map(|n| base.add(&json!({ "last_name": format!("P{n:03}"), "city": if n % 2 == 0 { "Lyon" } else { "Brest" } }))).collect()
}

#[test]
fn everything_that_a_query_finds_changes_but_the_exceptions_as_one_operation() {
    let base = Base::new();
    let ids = filled(&base, 120);
    let start = base.digest();
    let selection = json!({ "by": "query", "query": { "search": "lyon", "limit": 10, "offset": 5 }, "except": [ids[0], ids[1]] });
    let answer = bulk(&base, &selection, &json!({ "kind": "stage", "stage_id": base.stage("contacte") }));
    assert_eq!(
        (&answer["selected"], &answer["changed"]),
        (&json!(59), &json!(59)),
        "all 60 whatever the page, but the exception"
    );
    assert_eq!(base.list(&[("stage", "contacte")])["total"], 59, "they are there");
    assert_eq!(base.prospect(&ids[0])["stage_id"], base.stage("non_qualifie"), "the exception is not");
    let undone = base.undo();
    assert_eq!(undone["reverted"]["id"], answer["operation"], "one operation");
    assert_eq!(base.digest(), start, "undone at once, timelines included");
}

#[test]
fn a_dry_run_counts_names_a_few_and_writes_nothing() {
    let base = Base::new();
    filled(&base, 12);
    let start = base.digest();
    let operations = base.get("/history")["items"].as_array().unwrap().len();
    let request = json!({ "selection": { "by": "query", "query": { "search": "brest" } }, "action": { "kind": "delete" }, "dry_run": true });
    let answer = base.post("/prospects/bulk", &request);
    assert_eq!((&answer["selected"], &answer["operation"]), (&json!(6), &Value::Null), "counted, not done");
    assert_eq!(answer["sample"].as_array().unwrap().len(), 5, "the first few by name");
    assert_eq!(base.digest(), start, "nothing is written");
    assert_eq!(base.get("/history")["items"].as_array().unwrap().len(), operations, "no operation either");
}

#[test]
fn fields_tags_owner_and_trash_are_changed_on_many() {
    let base = Base::new();
    let ids = filled(&base, 4);
    let (vip, cold) = (base.tag("VIP"), base.tag("Froid"));
    let chloe = text(&base.post("/members", &json!({ "name": "Chloé" }))["member"], "id");
    let some = json!({ "by": "ids", "ids": [ids[0], ids[1], ids[1]] });
    let answer = bulk(&base, &some, &json!({ "kind": "add_tags", "tag_ids": [vip, cold] }));
    assert_eq!(
        (&answer["selected"], &answer["changed"]),
        (&json!(2), &json!(2)),
        "an id given twice counts once"
    );
    assert_eq!(
        bulk(&base, &some, &json!({ "kind": "add_tags", "tag_ids": [vip] }))["operation"],
        Value::Null,
        "there already"
    );
    bulk(&base, &some, &json!({ "kind": "remove_tags", "tag_ids": [cold] }));
    assert_eq!(base.prospect(&ids[0])["tag_ids"], json!([vip]), "added two, removed one");
    bulk(&base, &some, &json!({ "kind": "assign", "owner_id": chloe }));
    assert_eq!(base.list(&[("owner", &chloe)])["total"], 2, "assigned");
    bulk(&base, &some, &json!({ "kind": "assign", "owner_id": null }));
    assert_eq!(base.list(&[("owner", "none")])["total"], 2, "to nobody");
    let edited = bulk(
        &base,
        &json!({ "by": "query", "query": {} }),
        &json!({ "kind": "edit", "fields": { "city": "Lyon" } }),
    );
    assert_eq!((&edited["selected"], &edited["changed"]), (&json!(4), &json!(2)), "only those that differ");
    let trashed =
        bulk(&base, &json!({ "by": "query", "query": { "tag": "VIP" } }), &json!({ "kind": "delete" }));
    assert_eq!(trashed["changed"], 2, "into the trash");
    let back =
        bulk(&base, &json!({ "by": "query", "query": { "trash": true } }), &json!({ "kind": "restore" }));
    assert_eq!(back["changed"], 2, "and out of it");
    base.assert_sound();
}

#[test]
fn one_wrong_value_refuses_them_all() {
    let base = Base::new();
    let ids = filled(&base, 3);
    let wrong = [
        json!({ "kind": "edit", "fields": { "email": "non" } }),
        json!({ "kind": "edit", "fields": { "last_name": null } }),
        json!({ "kind": "stage", "stage_id": "42" }),
        json!({ "kind": "add_tags", "tag_ids": ["42"] }),
        json!({ "kind": "assign", "owner_id": "42" }),
    ];
    for action in wrong {
        base.post_refused(
            "/prospects/bulk",
            &json!({ "selection": { "by": "ids", "ids": ids }, "action": action }),
        );
    }
    let unknown =
        json!({ "selection": { "by": "ids", "ids": [ids[0], "42"] }, "action": { "kind": "delete" } });
    assert_eq!(base.post_refused("/prospects/bulk", &unknown).status, 404, "somebody who is not there");
}

#[test]
fn the_sentence_of_a_bulk_change_has_its_values() {
    let base = Base::new();
    let ids = filled(&base, 3);
    bulk(
        &base,
        &json!({ "by": "ids", "ids": ids }),
        &json!({ "kind": "stage", "stage_id": base.stage("contacte") }),
    );
    let newest = base.get("/history")["items"][0].clone();
    assert_eq!(newest["label"], "prospects.bulk", "what it was");
    assert_eq!(
        (&newest["params"]["count"], &newest["params"]["stage"]),
        (&json!(3), &json!("Contacté")),
        "of how many, to where"
    );
    bulk(&base, &json!({ "by": "ids", "ids": [ids[0]] }), &json!({ "kind": "delete" }));
    let newest = base.get("/history")["items"][0].clone();
    assert_eq!(
        (&newest["label"], &newest["params"]["name"]),
        (&json!("prospects.delete"), &json!("P000")),
        "one has a name"
    );
}
