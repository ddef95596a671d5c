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

#[test]
fn a_dry_run_shows_a_few_as_they_are_and_as_they_would_be() {
    let base = Base::new();
    let ids = filled(&base, 20);
    let start = base.digest();
    let everybody = json!({ "by": "query", "query": { "sort": "name" } });
    let dry = |action: Value| {
        base.post("/prospects/bulk", &json!({ "selection": everybody, "action": action, "dry_run": true }))
    };
    let answer = dry(json!({ "kind": "edit", "fields": { "city": "Lyon" } }));
    let differences = answer["differences"].as_array().unwrap();
    assert_eq!((&answer["selected"], differences.len()), (&json!(20), 5), "all counted, five shown");
    for difference in differences {
        assert_eq!(
            (&difference["before"]["city"], &difference["after"]["city"]),
            (&json!("Brest"), &json!("Lyon")),
            "only those that would differ"
        );
        assert_eq!(difference["before"]["id"], difference["after"]["id"], "the same person");
    }
    let vip = base.tag("VIP");
    let start_with_tag = base.digest();
    for (action, member) in [
        (json!({ "kind": "stage", "stage_id": base.stage("contacte") }), "stage_id"),
        (json!({ "kind": "add_tags", "tag_ids": [vip] }), "tag_ids"),
        (json!({ "kind": "assign", "owner_id": null }), "owner_id"),
        (json!({ "kind": "delete" }), "deleted_at"),
    ] {
        let answer = dry(action);
        let first = &answer["differences"][0];
        assert_ne!(first["before"][member], first["after"][member], "{member} is seen to change");
    }
    assert_eq!(dry(json!({ "kind": "restore" }))["differences"], Value::Null, "nothing differs");
    let refused = base.post_refused(
        "/prospects/bulk",
        &json!({ "selection": everybody, "action": { "kind": "edit", "fields": { "email": "non" } }, "dry_run": true }),
    );
    assert_eq!(refused.key, "email_invalid", "what would be refused is refused now");
    assert_eq!(base.digest(), start_with_tag, "nothing is written");
    assert_ne!(start, start_with_tag, "but the tag");
    base.assert_sound();
    assert_eq!(ids.len(), 20, "they are all there");
}

fn paste(base: &Base, cells: &Value, dry_run: bool) -> Value {
    base.post("/prospects/paste", &json!({ "cells": cells, "dry_run": dry_run }))
}

#[test]
fn cells_are_pasted_as_one_operation_after_a_look() {
    let base = Base::new();
    let ids = filled(&base, 8);
    let start = base.digest();
    let mut cells: Vec<Value> = ids
        .iter()
        .enumerate()
        .map(|(n, id)| json!({ "id": id, "fields": { "phone": format!("06 39 98 01 {n:02}") } }))
        .collect();
    cells.push(json!({ "id": ids[0], "fields": { "email": "pas une adresse" } }));
    cells.push(json!({ "id": ids[1], "fields": { "last_name": null, "phone": null } }));
    let looked = paste(&base, &json!(cells), true);
    assert_eq!(looked["refused"].as_array().unwrap().len(), 2, "one cannot be read, one would leave nobody");
    assert_eq!(
        (&looked["refused"][0]["cell"], &looked["refused"][0]["failure"]["key"]),
        (&json!(8), &json!("email_invalid")),
        "which one, and why"
    );
    assert_eq!(
        looked["refused"][1]["failure"]["key"], "prospect_without_identity",
        "and nothing of it stays in the look"
    );
    assert_eq!(
        (&looked["changed"], looked["differences"].as_array().unwrap().len()),
        (&json!(8), 5),
        "and what it would do"
    );
    assert_eq!(base.digest(), start, "a look writes nothing");
    base.post_refused("/prospects/paste", &json!({ "cells": cells }));
    assert_eq!(base.digest(), start, "one that cannot be read refuses them all");
    cells.truncate(8);
    let done = paste(&base, &json!(cells), false);
    assert_eq!(done["changed"], 8, "all differ");
    assert_eq!(base.prospect(&ids[3])["phone"], "+33639980103", "in normal form");
    let newest = base.get("/history")["items"][0].clone();
    assert_eq!(
        (&newest["label"], &newest["params"]["count"]),
        (&json!("prospects.paste"), &json!(8)),
        "told"
    );
    assert_eq!(base.undo()["reverted"]["id"], done["operation"], "one operation");
    assert_eq!(base.digest(), start, "undone at once");
}

#[test]
fn a_pasted_stage_says_why_they_are_lost() {
    let base = Base::new();
    let ids = filled(&base, 3);
    let start = base.digest();
    let stage = base.stage("abandon");
    let cells: Vec<Value> = ids
        .iter()
        .map(|id| json!({ "id": id, "fields": { "stage_id": stage }, "lost_reason": "Prix" }))
        .collect();
    assert_eq!(paste(&base, &json!(cells), true)["refused"], json!([]));
    assert_eq!(base.digest(), start, "a look writes nothing, no field either");
    paste(&base, &json!(cells), false);
    let field = base.get("/fields/lost-reasons")["field_id"].as_str().unwrap().to_owned();
    for id in &ids {
        assert!(base.prospect(id)["custom"][&field].is_string(), "noted of each");
    }
    base.undo();
    assert_eq!(base.digest(), start, "one operation");
    let elsewhere =
        json!([{ "id": ids[0], "fields": { "stage_id": base.stage("contacte") }, "lost_reason": "Prix" }]);
    let refused = &paste(&base, &elsewhere, true)["refused"][0]["failure"]["key"];
    assert_eq!(refused, "lost_reason_elsewhere");
}

#[test]
fn a_paste_lifts_no_opposition_and_has_a_bound() {
    let base = Base::new();
    let ids = filled(&base, 2);
    base.edit(&ids[0], &json!({ "do_not_contact": true }));
    let cells = json!([{ "id": ids[0], "fields": { "do_not_contact": false } }, { "id": ids[1], "fields": { "do_not_contact": true } }]);
    let looked = paste(&base, &cells, true);
    assert_eq!(looked["refused"][0]["failure"]["key"], "paste_opposed", "it stays");
    assert_eq!(looked["changed"], 1, "recording one is another matter");
    assert_eq!(
        base.post_refused("/prospects/paste", &json!({ "cells": cells })).key,
        "paste_opposed",
        "in earnest too"
    );
    let many: Vec<Value> = (0..1_001).map(|n| json!({ "id": n.to_string(), "fields": {} })).collect();
    assert_eq!(
        base.post_refused("/prospects/paste", &json!({ "cells": many })).key,
        "paste_too_big",
        "too many"
    );
}

/// Who is whose: owner's name by last name.
fn owners(base: &Base) -> std::collections::BTreeMap<String, String> {
    let team = base.get("/members");
    let name = |id: &str| text(team.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap(), "name");
    let items = base.list(&[("limit", "100")])["items"].as_array().unwrap().clone();
    items
        .iter()
        .map(|row| (text(row, "last_name"), row["owner_id"].as_str().map(name).unwrap_or_default()))
        .collect()
}

#[test]
fn prospects_are_shared_out_in_turn_by_sector_region_or_company() {
    let base = Base::new();
    let member = |name: &str| text(&base.post("/members", &json!({ "name": name }))["member"], "id");
    let (ann, bob) = (member("Ann"), member("Bob"));
    for (name, sector, postcode, company) in [
        ("A", "Industrie", "69001", "Nord"),
        ("B", " industrie ", "69002", "Sud"),
        ("C", "Santé", "97110", "Nord"),
        ("D", "INDUSTRIE", "97400", ""),
        ("E", "", "69003", ""),
        ("F", "Santé", "75001", ""),
    ] {
        base.add(&json!({ "last_name": name, "sector": sector, "postcode": postcode, "company": company, "country": "FR" }));
    }
    let all = json!({ "by": "query", "query": { "sort": "name" } });
    let share = |members: &[&str], by: &str| json!({ "selection": all, "action": { "kind": "distribute", "member_ids": members, "by": by } });
    let before = base.digest();
    let told = base.post("/prospects/bulk", &share(&[&ann, &bob], "turn"));
    assert_eq!((&told["selected"], &told["changed"]), (&json!(6), &json!(6)));
    let of = |names: [&str; 6]| {
        ["A", "B", "C", "D", "E", "F"].map(str::to_owned).into_iter().zip(names.map(str::to_owned)).collect()
    };
    assert_eq!(owners(&base), of(["Ann", "Bob", "Ann", "Bob", "Ann", "Bob"]));
    base.undo();
    assert_eq!(base.digest(), before, "one step back");
    base.post("/prospects/bulk", &share(&[&ann, &bob], "sector"));
    assert_eq!(
        owners(&base),
        of(["Ann", "Ann", "Bob", "Ann", "Bob", "Bob"]),
        "a sector is one member's, however it is written"
    );
    base.post("/prospects/bulk", &share(&[&ann, &bob], "region"));
    let by_region = owners(&base);
    assert!(
        by_region["A"] == by_region["B"] && by_region["B"] == by_region["E"],
        "the Rhône is one member's"
    );
    base.post("/prospects/bulk", &share(&[&bob, &ann, &bob], "company"));
    let by_company = owners(&base);
    assert_eq!(by_company["A"], by_company["C"], "a company is one member's");
    let each = |name: &str| by_company.values().filter(|owner| *owner == name).count();
    assert_eq!((each("Ann"), each("Bob")), (3, 3), "who is named twice gets no more");
    assert_eq!(base.post_refused("/prospects/bulk", &share(&[], "turn")).key, "members_missing");
    assert_eq!(base.post_refused("/prospects/bulk", &share(&["42"], "turn")).status, 404);
}
