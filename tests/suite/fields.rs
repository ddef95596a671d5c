//! Custom fields and their values.

use axum::http::Method;
use relance_tests::{Base, json, text, texts};
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

fn edit_refused(base: &Base, id: &str, field: &str, value: &Value) -> String {
    base.patch_refused(&format!("/prospects/{id}"), &json!({ "custom": { field: value } })).key
}

fn select(base: &Base, kind: &str, options: &[&str]) -> (String, Vec<String>) {
    let made = base.post("/fields", &json!({ "label": "Besoin", "kind": kind, "add_options": options }));
    (text(&made["field"], "id"), texts(&made["field"]["options"], "id"))
}

#[test]
fn every_kind_keeps_its_own_normal_form_and_refuses_the_rest() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    for (kind, typed, kept, wrong, key) in [
        ("long_text", json!(" une\n\nligne "), json!("une\n\nligne"), json!({ "a": 1 }), "value_unreadable"),
        ("number", json!("2,71999"), json!(2.71999), json!("3 ou 4"), "number_invalid"),
        ("currency", json!("12,5 k€"), json!(12500), json!("12 $"), "currency_other"),
        ("url", json!("WWW.Acme.fr/a"), json!("https://www.acme.fr/a"), json!("acme"), "site_invalid"),
        ("email", json!("Lea@ACME.fr"), json!("lea@acme.fr"), json!("lea@"), "email_invalid"),
        ("phone", json!("06 12 34 56 78"), json!("+33612345678"), json!("12"), "phone_invalid"),
        ("boolean", json!("non"), json!(false), json!("bof"), "flag_invalid"),
    ] {
        let field = field(&base, kind, kind);
        base.edit(&id, &json!({ "custom": { &field: typed } }));
        assert_eq!(base.prospect(&id)["custom"][&field], kept, "{kind}");
        assert_eq!(edit_refused(&base, &id, &field, &wrong), key, "{kind}: {wrong}");
    }
}

#[test]
fn a_select_takes_its_options_whatever_their_accents_and_nothing_else() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let (one, _) = select(&base, "select", &["Réseau", "Téléphonie"]);
    base.edit(&id, &json!({ "custom": { &one: "RESEAU" } }));
    assert_eq!(base.prospect(&id)["custom"][&one], "Réseau", "by its label");
    assert_eq!(edit_refused(&base, &id, &one, &json!("Autre")), "option_unknown");
    let several = text(
        &base.post("/fields", &json!({ "label": "Jours", "kind": "multi_select", "add_options": ["Lundi", "Mardi, matin", "Jeudi"] }))
            ["field"],
        "id",
    );
    for (typed, kept) in [
        (json!("jeudi; lundi ; Jeudi"), json!(["Lundi", "Jeudi"])),
        (json!("mardi, matin"), json!(["Mardi, matin"])),
        (json!(["Jeudi", "mardi, matin"]), json!(["Mardi, matin", "Jeudi"])),
    ] {
        base.edit(&id, &json!({ "custom": { &several: typed } }));
        assert_eq!(base.prospect(&id)["custom"][&several], kept, "in the field's order, each once: {typed}");
    }
    assert_eq!(edit_refused(&base, &id, &several, &json!("lundi, dimanche")), "option_unknown");
    base.edit(&id, &json!({ "custom": { &several: [] } }));
    assert_eq!(base.prospect(&id)["custom"].get(&several), None, "none is no value");
}

#[test]
fn an_option_is_renamed_merged_and_removed_without_losing_who_had_it() {
    let base = Base::new();
    let (field, options) = select(&base, "multi_select", &["A", "B", "C"]);
    let ids: Vec<String> = [json!(["A", "B"]), json!(["B"]), json!(["C"])]
        .iter()
        .map(|value| base.add(&json!({ "last_name": "Martin", "custom": { &field: value } })))
        .collect();
    let start = base.digest();
    let of = |i: usize| base.prospect(&ids[i])["custom"][&field].clone();
    let at = |i: usize| format!("/fields/{field}/options/{}", options[i]);
    assert_eq!(base.get(&format!("/fields/{field}/use"))["options"][1]["prospects"], 2, "two have B");
    base.patch(&at(1), &json!({ "label": "Bêta", "color": "c2" }));
    assert_eq!((of(0), of(1)), (json!(["A", "Bêta"]), json!(["Bêta"])), "renamed wherever it is held");
    base.edit(&ids[2], &json!({ "custom": { &field: "c, b" } }));
    assert_eq!(of(2), json!(["Bêta", "C"]), "a former label is still understood");
    let taken = base.patch_refused(&at(1), &json!({ "label": "c" }));
    assert_eq!(taken.key, "option_taken");
    base.delete(&format!("{}?merge_into={}", at(1), options[2]));
    assert_eq!(
        (of(0), of(1), of(2)),
        (json!(["A", "C"]), json!(["C"]), json!(["C"])),
        "one of two, each once"
    );
    base.delete(&at(2));
    assert_eq!((of(0), of(1)), (json!(["A"]), Value::Null), "cleared where it is removed");
    for _ in 0..4 {
        base.undo();
    }
    assert_eq!(base.digest(), start, "undone one by one, all is as before");
}

#[test]
fn another_kind_converts_the_values_or_says_how_many_it_cannot_read() {
    let base = Base::new();
    let field = field(&base, "Effectif", "text");
    let ids: Vec<String> = ["12", "1 500", "beaucoup"]
        .iter()
        .map(|value| base.add(&json!({ "last_name": "Martin", "custom": { &field: value } })))
        .collect();
    let path = format!("/fields/{field}");
    let problem = base.patch_refused(&path, &json!({ "kind": "number" }));
    assert_eq!(
        (problem.key.as_str(), &problem.params["count"], &problem.params["examples"]),
        ("field_values_unreadable", &json!(1), &json!("beaucoup")),
        "nothing is cleared unasked"
    );
    let start = base.digest();
    let saved = base.patch(&path, &json!({ "kind": "select" }));
    assert_eq!(
        texts(&saved["field"]["options"], "label"),
        ["1 500", "12", "beaucoup"],
        "its values are the options"
    );
    base.undo();
    base.patch(&path, &json!({ "kind": "number", "clear_unreadable": true }));
    let of = |i: usize| base.prospect(&ids[i])["custom"][&field].clone();
    assert_eq!((of(0), of(1), of(2)), (json!(12), json!(1500), Value::Null), "numbers, and one cleared");
    base.undo();
    assert_eq!(base.digest(), start, "undo brings the texts back");
}

#[test]
fn a_field_is_searched_or_not_and_undo_brings_that_back_too() {
    let base = Base::new();
    let field = field(&base, "Surnom", "text");
    base.add(&json!({ "last_name": "Martin", "custom": { &field: "Zébulon" } }));
    let found = || base.names(&[("search", "zebulon")]).len();
    assert_eq!(found(), 1, "a new field is searched");
    base.patch(&format!("/fields/{field}"), &json!({ "is_searchable": false }));
    assert_eq!(found(), 0, "not any more");
    base.undo();
    assert_eq!(found(), 1, "and again");
    base.assert_sound();
}

#[test]
fn fields_keep_their_order_and_say_where_they_show() {
    let base = Base::new();
    let start = base.digest();
    let ids: Vec<String> = ["A", "B", "C"].iter().map(|label| field(&base, label, "text")).collect();
    let saved = base
        .patch(&format!("/fields/{}", ids[2]), &json!({ "position": 0, "on_card": true, "in_table": false }));
    assert_eq!((&saved["field"]["on_card"], &saved["field"]["in_table"]), (&json!(true), &json!(false)));
    assert_eq!(texts(&base.get("/fields"), "label"), ["C", "A", "B"], "the others make room");
    for _ in 0..4 {
        base.undo();
    }
    assert_eq!(base.digest(), start, "undone");
}

#[test]
fn a_stage_asks_for_what_it_requires_at_every_door() {
    let base = Base::new();
    let (first, deal) = (base.stage("contacte"), base.stage("negociation"));
    let budget = text(
        &base.post("/fields", &json!({ "label": "Budget", "kind": "number", "required_stages": [&deal] }))["field"],
        "id",
    );
    let ids: Vec<String> = ["A", "B", "C"]
        .iter()
        .map(|last| base.add(&json!({ "last_name": last, "stage_id": &first })))
        .collect();
    base.edit(&ids[0], &json!({ "custom": { &budget: 5 } }));
    let problem = base.post_refused("/pipeline/move", &json!({ "ids": &ids, "stage": "negociation" }));
    assert_eq!(
        (problem.key.as_str(), &problem.params["count"], &problem.params["field_ids"]),
        ("fields_missing", &json!(2), &json!([&budget])),
        "a drag says how many and what"
    );
    let problem = base.patch_refused(&format!("/prospects/{}", ids[1]), &json!({ "stage_id": &deal }));
    assert_eq!(problem.key, "fields_missing", "so does the sheet");
    let bulk = |custom: Value| {
        json!({ "selection": { "by": "ids", "ids": &ids },
                "action": { "kind": "stage", "stage_id": &deal, "custom": custom } })
    };
    assert_eq!(
        base.post_refused("/prospects/bulk", &bulk(json!({}))).params["count"],
        2,
        "so does a bulk move"
    );
    let problem = base.post_refused("/prospects", &json!({ "last_name": "D", "stage_id": &deal }));
    assert_eq!(problem.key, "fields_missing", "so does a new prospect who is put there");
    let start = base.digest();
    base.post("/prospects/bulk", &bulk(json!({ &budget: "1 000" })));
    let held: Vec<Value> = ids.iter().map(|id| base.prospect(id)["custom"][&budget].clone()).collect();
    assert_eq!(held, [json!(5), json!(1000), json!(1000)], "given to those who lack it, kept by who has it");
    base.undo();
    assert_eq!(base.digest(), start, "one operation, undone at once");
    base.edit(&ids[0], &json!({ "stage_id": &deal }));
    let problem =
        base.patch_refused(&format!("/prospects/{}", ids[0]), &json!({ "custom": { &budget: null } }));
    assert_eq!(problem.key, "fields_missing", "and it is not taken away there");
    base.edit(&ids[0], &json!({ "city": "Lyon" }));
}

#[test]
fn a_stage_that_is_gone_requires_nothing_until_undo_brings_it_back() {
    let base = Base::new();
    let deal = base.stage("negociation");
    base.post("/fields", &json!({ "label": "Budget", "kind": "number", "required_stages": [&deal] }));
    base.delete(&format!("/stages/{deal}"));
    assert_eq!(base.get("/fields")[0]["required_stages"], json!([]));
    base.undo();
    assert_eq!(base.get("/fields")[0]["required_stages"], json!([&deal]), "as before");
    assert_eq!(base.post_refused("/fields", &json!({ "label": "X", "required_stages": ["42"] })).status, 404);
}

#[test]
fn an_import_reads_custom_values_by_their_kind_and_warns_of_the_rest() {
    let base = Base::new();
    let (field, _) = select(&base, "select", &["Réseau", "Cloud"]);
    let path = base.file("besoins.csv", "Nom;Besoin\nMartin;reseau\nDurand;Fibre\n");
    let draft = base.lay(&path);
    let draft = base.correct(
        &draft,
        &json!({ "columns": [
        { "index": 0, "target": { "to": "field", "field": "last_name" } },
        { "index": 1, "target": { "to": "custom", "field_id": &field } } ] }),
    );
    base.begin(&draft);
    base.end(&draft);
    let list = base.list(&[("sort", "name")]);
    assert_eq!(list["items"][0]["custom"], json!({}), "what is no option is not kept as one");
    assert_eq!(list["items"][1]["custom"], json!({ &field: "Réseau" }), "the option, not what was typed");
    assert_eq!(base.names(&[("search", "réseau")]).len(), 1, "found by it");
}

#[test]
fn lists_sort_numbers_as_numbers_dates_as_dates_and_choices_by_their_rank() {
    let base = Base::new();
    let (number, date) = (field(&base, "Effectif", "number"), field(&base, "Depuis", "date"));
    let (choice, _) = select(&base, "select", &["Petit", "Grand"]);
    for (name, head, since, size) in [
        ("A", "9", "02/01/2026", "Petit"),
        ("B", "100", "31/12/2025", "Grand"),
        ("C", "20", "01/02/2026", "Petit"),
    ] {
        let custom = json!({ &number: head, &date: since, &choice: size });
        base.add(&json!({ "last_name": name, "custom": custom }));
    }
    base.add(&json!({ "last_name": "D" }));
    for (sort, wanted) in [
        (format!("custom.{number}"), ["A", "C", "B", "D"]),
        (format!("-custom.{number}"), ["B", "C", "A", "D"]),
        (format!("custom.{date}"), ["B", "A", "C", "D"]),
        (format!("custom.{choice},name"), ["A", "C", "B", "D"]),
        (format!("-custom.{choice},-name"), ["B", "C", "A", "D"]),
    ] {
        assert_eq!(base.names(&[("sort", &sort)]), wanted, "{sort}: blank ones last");
    }
    assert_eq!(base.get_refused("/prospects?sort=custom.42").key, "sort_unknown");
}
