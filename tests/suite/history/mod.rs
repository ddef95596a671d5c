//! History, undo and redo, across every capability.

mod audit;
mod between;
mod many;
mod marks;
mod past;
mod restore;

use axum::http::Method;
use relance_tests::{Base, json, query, text, texts};
use serde_json::Value;

fn labels(base: &Base, parameters: &[(&str, &str)]) -> Vec<String> {
    texts(&base.get(&format!("/history{}", query(parameters)))["items"], "label")
}

fn operation(answer: &Value) -> String {
    text(answer, "operation")
}

#[test]
fn each_write_has_its_sentence_with_values() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    base.edit(&id, &json!({ "city": "Lyon", "job_title": "Chef" }));
    base.edit(&id, &json!({ "stage_id": base.stage("contacte") }));
    base.post("/pipeline/move", &json!({ "ids": [id], "stage": "negociation" }));
    base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "x" }));
    base.tag("VIP");
    base.delete(&format!("/prospects/{id}"));
    let history = base.get("/history");
    let items = history["items"].as_array().unwrap();
    let said: Vec<(String, &Value)> =
        items.iter().rev().map(|op| (text(op, "label"), &op["params"])).collect();
    let expected = [
        "prospects.create",
        "prospects.edit",
        "prospects.edit",
        "pipeline.move",
        "activities.note",
        "tags.create",
        "prospects.delete",
    ];
    assert_eq!(
        said.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>(),
        expected,
        "in the order of the day"
    );
    for index in [0, 1, 2, 3, 4, 6] {
        assert_eq!(said[index].1["name"], "Léa Martin", "{} says of whom", said[index].0);
    }
    assert_eq!(said[1].1["fields"], json!(["job_title", "city"]), "an edit says which fields");
    assert_eq!(
        (&said[2].1["stage"], &said[3].1["stage"]),
        (&json!("Contacté"), &json!("Négociation")),
        "a move says where to"
    );
    assert_eq!(said[5].1["tag"], "VIP", "a tag has its name");
    assert!(
        items.iter().all(|op| op["caller"] == "user" && op["is_undoable"] == true),
        "by the user, undoable"
    );
    assert_eq!(history["undo"]["label"], "prospects.delete", "what Ctrl+Z would undo");
    assert_eq!(history["redo"], Value::Null, "nothing to redo");
}

#[test]
fn undo_goes_back_step_by_step_and_redo_forth() {
    let base = Base::new();
    let mut states = vec![base.digest()];
    let id = base.named("Léa", "Martin");
    let mut did =
        vec![json!({ "city": "Lyon" }), json!({ "city": "Brest" }), json!({ "email": "lea@a.example" })];
    states.push(base.digest());
    for fields in did.drain(..) {
        base.edit(&id, &fields);
        states.push(base.digest());
    }
    for state in states.iter().rev().skip(1) {
        base.undo();
        assert_eq!(&base.digest(), state, "one step back");
    }
    assert_eq!(base.undo()["operation"], Value::Null, "there is nothing before the beginning");
    for state in states.iter().skip(1) {
        base.redo();
        assert_eq!(&base.digest(), state, "one step forth");
    }
    assert_eq!(base.redo()["operation"], Value::Null, "nothing beyond the end");
    base.undo();
    base.named("Hugo", "Bernard");
    assert_eq!(base.redo()["operation"], Value::Null, "something new ends the redo");
    base.assert_sound();
}

#[test]
fn an_older_operation_is_undone_alone_unless_its_fields_were_touched_since() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let city = operation(&base.edit(&id, &json!({ "city": "Lyon", "sector": "BTP" })));
    base.edit(&id, &json!({ "job_title": "Chef" }));
    let later = operation(&base.edit(&id, &json!({ "city": "Brest" })));
    let before = base.digest();
    let answer = base.post("/undo", &json!({ "operation": city }));
    assert_eq!((&answer["operation"], &answer["conflict_count"]), (&Value::Null, &json!(1)), "refused");
    assert_eq!(base.digest(), before, "nothing written");
    let conflict = &answer["conflicts"][0];
    assert_eq!(
        (
            &conflict["field"],
            &conflict["would_be"],
            &conflict["now"],
            &conflict["by"],
            &conflict["record_name"]
        ),
        (&json!("city"), &Value::Null, &json!("Brest"), &json!(later), &json!("Léa Martin")),
        "and the conflict is told in full"
    );
    let answer = base.post("/undo", &json!({ "operation": city, "keep_conflicts": true }));
    assert!(answer["operation"].is_string(), "done, the conflicting field kept");
    let prospect = base.prospect(&id);
    assert_eq!(
        (&prospect["city"], &prospect["sector"], &prospect["job_title"]),
        (&json!("Brest"), &Value::Null, &json!("Chef")),
        "only what could be"
    );
    base.assert_sound();
}

#[test]
fn undoing_a_creation_that_others_hang_on_is_refused_with_the_list() {
    let base = Base::new();
    let tag = base.post("/tags", &json!({ "name": "VIP" }));
    let id = base.add(&json!({ "last_name": "Martin", "tag_ids": [tag["tag"]["id"]] }));
    let answer = base.post("/undo", &json!({ "operation": tag["operation"] }));
    assert_eq!(
        (&answer["operation"], &answer["conflicts"][0]["entity"]),
        (&Value::Null, &json!("tag")),
        "somebody wears it"
    );
    base.edit(&id, &json!({ "tag_ids": [] }));
    let answer = base.post("/undo", &json!({ "operation": tag["operation"] }));
    assert!(answer["operation"].is_string(), "worn by nobody, it can go: {answer}");
    base.assert_sound();
}

#[test]
fn what_points_at_something_removed_since_is_a_conflict() {
    let base = Base::new();
    let (here, there) = (base.stage("contacte"), base.stage("negociation"));
    let id = base.add(&json!({ "last_name": "Martin", "stage_id": here, "company": "Acme" }));
    let moved = operation(&base.edit(&id, &json!({ "stage_id": there })));
    base.delete(&format!("/stages/{here}"));
    let before = base.digest();
    let answer = base.post("/undo", &json!({ "operation": moved }));
    assert_eq!(
        (&answer["operation"], &answer["conflicts"][0]["field"]),
        (&Value::Null, &json!("stage_id")),
        "there is no such stage"
    );
    assert_eq!(base.digest(), before, "nothing written");
    let tag = base.tag("VIP");
    let tagged = operation(&base.edit(&id, &json!({ "tag_ids": [tag] })));
    let untagged = operation(&base.edit(&id, &json!({ "tag_ids": [] })));
    base.delete(&format!("/tags/{tag}"));
    for operation in [untagged, tagged] {
        base.post("/undo", &json!({ "operation": operation, "keep_conflicts": true }));
    }
    assert_eq!(base.prospect(&id)["tags"], json!([]), "a removed tag does not come back by itself");
    base.assert_sound();
}

#[test]
fn an_operation_is_undone_once_and_facts_never() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let edit = operation(&base.edit(&id, &json!({ "city": "Lyon" })));
    base.post("/undo", &json!({ "operation": edit }));
    assert_eq!(
        base.post_refused("/undo", &json!({ "operation": edit })).key,
        "already_undone",
        "once is enough"
    );
    assert_eq!(base.post_refused("/undo", &json!({ "operation": "42" })).status, 404, "an unknown one");
    base.delete(&format!("/prospects/{id}"));
    let erase = json!({ "selection": { "by": "query", "query": { "trash": true } }, "action": { "kind": "erase", "count": 1 } });
    let erased = operation(&base.post("/prospects/bulk", &erase));
    assert_eq!(base.post_refused("/undo", &json!({ "operation": erased })).key, "not_undoable", "a fact");
    let marked =
        base.get("/history")["items"].as_array().unwrap().iter().find(|op| op["id"] == json!(edit)).cloned();
    assert!(marked.unwrap()["reverted_by"].is_string(), "the history marks what was undone");
}

#[test]
fn undoing_an_undo_is_a_redo() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    base.edit(&id, &json!({ "city": "Lyon" }));
    let with_city = base.digest();
    let undone = base.undo();
    let answer = base.post("/undo", &json!({ "operation": undone["operation"] }));
    assert_eq!(answer["reverted"]["reverts"], undone["reverted"]["id"], "the history says what it reverts");
    assert_eq!(base.digest(), with_city, "the city is back");
}

#[test]
fn the_history_is_read_by_prospect_by_caller_and_by_pages() {
    let base = Base::new();
    let (lea, hugo) = (base.named("Léa", "Martin"), base.named("Hugo", "Bernard"));
    base.edit(&lea, &json!({ "city": "Lyon" }));
    base.post(&format!("/prospects/{lea}/notes"), &json!({ "body": "x" }));
    base.edit(&hugo, &json!({ "city": "Brest" }));
    assert_eq!(
        labels(&base, &[("prospect", &lea)]),
        ["activities.note", "prospects.edit", "prospects.create"],
        "hers only"
    );
    assert!(labels(&base, &[("caller", "api")]).is_empty(), "no program wrote");
    let mut seen = Vec::new();
    let mut before = String::new();
    loop {
        let parameters: Vec<(&str, &str)> =
            if before.is_empty() { vec![("limit", "2")] } else { vec![("limit", "2"), ("before", &before)] };
        let page = base.get(&format!("/history{}", query(&parameters)));
        let ids = texts(&page["items"], "id");
        let Some(last) = ids.last() else { break };
        before.clone_from(last);
        seen.extend(ids);
    }
    assert_eq!(seen.len(), 5, "every operation once: {seen:?}");
    assert!(
        seen.windows(2).all(|pair| pair[0].parse::<i64>().unwrap() > pair[1].parse::<i64>().unwrap()),
        "newest first"
    );
}

#[test]
fn the_changes_of_an_operation_and_of_a_field_are_told_before_and_after() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let first = operation(&base.edit(&id, &json!({ "city": "Lyon" })));
    base.edit(&id, &json!({ "city": "Brest" }));
    let changes = base.get(&format!("/history/{first}/changes"))["items"].clone();
    let city = changes.as_array().unwrap().iter().find(|change| change["field"] == "city").unwrap();
    assert_eq!(
        (&city["before"], &city["after"], &city["record_name"], &city["entity"]),
        (&Value::Null, &json!("Lyon"), &json!("Léa Martin"), &json!("prospect")),
        "what it held then, not now"
    );
    assert!(
        changes.as_array().unwrap().iter().all(|change| change["field"] != "updated_at"),
        "no bookkeeping"
    );
    let field = base.get(&format!("/prospects/{id}/history?field=city"))["items"].clone();
    let pairs: Vec<(&Value, &Value)> =
        field.as_array().unwrap().iter().map(|c| (&c["before"], &c["after"])).collect();
    assert_eq!(
        pairs,
        [(&json!("Lyon"), &json!("Brest")), (&Value::Null, &json!("Lyon"))],
        "a field's own history"
    );
    assert_eq!(
        base.ask(Method::GET, "/history/42/changes", None).problem().status,
        404,
        "an unknown operation"
    );
}

#[test]
fn who_is_gone_since_is_still_told_by_her_name() {
    let base = Base::new();
    let added =
        base.post("/prospects", &json!({ "first_name": "Léa", "last_name": "Martin", "company": "Acme" }));
    let operation = operation(&added);
    base.post("/undo", &json!({ "operation": operation }));
    let changes = base.get(&format!("/history/{operation}/changes"));
    let of = |entity: &str| {
        let all = changes["items"].as_array().unwrap();
        all.iter().find(|change| change["entity"] == entity).map(|change| change["record_name"].clone())
    };
    assert_eq!(of("prospect"), Some(json!("Léa Martin")), "{changes}");
    assert_eq!(of("company"), Some(json!("Acme")), "{changes}");
}

#[test]
fn a_company_and_a_tag_are_told_by_their_names_though_they_are_gone() {
    let base = Base::new();
    let (lea, vip) = (base.named("Léa", "Martin"), base.tag("VIP"));
    base.edit(&lea, &json!({ "company": "Acme" }));
    let from = base.now();
    base.clock.advance(relance_tests::DAY);
    let moved = operation(&base.edit(&lea, &json!({ "company": "Nord", "tag_ids": [vip] })));
    base.edit(&lea, &json!({ "company": null }));
    let without = operation(&base.edit(&lea, &json!({ "tag_ids": [] })));
    base.delete(&format!("/tags/{vip}"));
    let told = |operation: &str, entity: &str, field: Value| {
        let changes = base.get(&format!("/history/{operation}/changes"))["items"].clone();
        let found = changes.as_array().unwrap().iter().find(|c| c["entity"] == entity && c["field"] == field);
        let found = found.unwrap_or_else(|| panic!("{entity} {field} in {changes}"));
        [&found["record_name"], &found["before_name"], &found["after_name"]].map(Clone::clone)
    };
    assert_eq!(
        told(&moved, "prospect", json!("company_id")),
        [json!("Léa Martin"), json!("Acme"), json!("Nord")]
    );
    assert_eq!(
        told(&moved, "prospect_tag", Value::Null),
        [json!("Léa Martin"), Value::Null, json!("VIP")],
        "put on"
    );
    assert_eq!(
        told(&without, "prospect_tag", Value::Null),
        [json!("Léa Martin"), json!("VIP"), Value::Null],
        "taken off"
    );
    let changed = base.get(&format!("/history/between?from={from}&kind=changed"));
    let company = &changed["items"][0]["fields"];
    let company = company.as_array().unwrap().iter().find(|field| field["field"] == "company_id").unwrap();
    assert_eq!((&company["before"], &company["after"]), (&json!("Acme"), &Value::Null), "over days too");
}

#[test]
fn an_undo_and_a_redo_are_told_apart() {
    let base = Base::new();
    let lea = base.named("Léa", "Martin");
    base.edit(&lea, &json!({ "city": "Lyon" }));
    base.undo();
    let again = operation(&base.redo());
    base.post("/undo", &json!({ "operation": again }));
    let items = base.get("/history")["items"].clone();
    let told: Vec<(bool, bool)> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (!entry["reverts"].is_null(), entry["is_redo"].as_bool().unwrap()))
        .collect();
    let (done, undo, redo) = ((false, false), (true, false), (true, true));
    assert_eq!(told, [undo, redo, undo, done, done], "taking back what was done again is an undo: {items}");
}
