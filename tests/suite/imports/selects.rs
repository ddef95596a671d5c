//! Selects: a value of the file that a select does not offer becomes an option, another word for one, or is left out;
//! and a new field has the kind that the user says.

use super::{counts, index, lay, only};
use axum::http::Method;
use relance_tests::{Base, Value, json, text, texts};

const HEADER: [&str; 3] = ["Nom", "E-mail", "Priorité"];
const ROWS: [&[&str]; 5] = [
    &["Martin", "lea@a.example", "haute"],
    &["Bernard", "hugo@a.example", "Urgente"],
    &["Petit", "zoe@a.example", "Moyenne"],
    &["Roux", "anne@a.example", "à voir"],
    &["Blanc", "paul@a.example", "URGENTE"],
];

/// A base with a select, and a draft whose third column goes to it.
fn laid(base: &Base, kind: &str, rows: &[&[&str]]) -> (String, Value) {
    let field = json!({ "label": "Priorité", "kind": kind, "add_options": ["Haute", "Basse"] });
    base.post("/fields", &field);
    let id = text(&base.get("/fields")[0], "id");
    let draft = lay(base, &HEADER, rows);
    (id.clone(), map(base, &draft, &json!({ "to": "custom", "field_id": id })))
}

fn map(base: &Base, draft: &Value, target: &Value) -> Value {
    let column = json!({ "index": index(draft, "Priorité"), "target": target });
    base.correct(draft, &json!({ "columns": [column] }))
}

fn labels(base: &Base) -> Vec<String> {
    texts(&base.get("/fields")[0]["options"], "label")
}

#[test]
fn values_that_a_select_does_not_offer_are_shown_and_left_out_unless_the_user_says_otherwise() {
    let base = Base::new();
    let (id, draft) = laid(&base, "select", &ROWS);
    let unknown = &draft["columns"][2]["unknown"];
    assert_eq!(texts(unknown, "value"), ["Urgente", "Moyenne", "à voir"], "each once, case aside: {draft}");
    assert!(unknown.as_array().unwrap().iter().all(|value| value["take"]["take"] == "leave"), "left out");
    let report = base.run(&draft);
    assert_eq!(report["warnings"], json!([{ "reason": "custom:option_unknown", "count": 4 }]), "and counted");
    assert_eq!(only(&base, "martin")["custom"][&id], "Haute", "what it offers is taken");
    assert_eq!(labels(&base), ["Haute", "Basse"], "nothing was added");
}

#[test]
fn a_value_becomes_an_option_or_another_word_for_one_in_the_same_operation() {
    let base = Base::new();
    let (id, draft) = laid(&base, "select", &ROWS);
    let start = base.digest();
    let low = text(&base.get("/fields")[0]["options"][1], "id");
    let said = json!({ "columns": [{ "index": 2, "options": {
        "Urgente": { "take": "add" },
        "Moyenne": { "take": "as", "option_id": low },
        "à voir": { "take": "leave" },
    } }] });
    let draft = base.correct(&draft, &said);
    assert_eq!(draft["columns"][2]["unknown"][1]["take"]["option_id"], low, "the draft keeps it: {draft}");
    let preview = base.preview(&draft);
    assert_eq!(base.digest(), start, "looking writes nothing");
    assert_eq!(preview["counts"]["warnings"], json!([]), "nothing is unreadable: {preview}");
    base.run(&draft);
    assert_eq!(labels(&base), ["Haute", "Basse", "Urgente"], "one option more");
    let held = |words: &str| only(&base, words)["custom"][&id].clone();
    assert_eq!(
        [held("martin"), held("bernard"), held("petit"), held("roux"), held("blanc")],
        [json!("Haute"), json!("Urgente"), json!("Basse"), Value::Null, json!("Urgente")]
    );
    base.undo();
    assert_eq!(base.digest(), start, "undone, the option is gone as well");
}

#[test]
fn all_values_become_options_where_the_user_says_so_beyond_the_first_rows_too() {
    let base = Base::new();
    let names: Vec<String> = (0..300).map(|n| format!("Nom{n}")).collect();
    let rows: Vec<[&str; 3]> = names
        .iter()
        .enumerate()
        .map(|(n, name)| [name.as_str(), "", if n < 299 { "Haute" } else { "Tardive" }])
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 3]>::as_slice).collect();
    let (id, draft) = laid(&base, "multi_select", &rows);
    assert_eq!(draft["columns"][2]["unknown"], json!([]), "not seen in the first rows");
    let draft = base.correct(&draft, &json!({ "columns": [{ "index": 2, "adds_options": true }] }));
    base.run(&draft);
    assert_eq!(labels(&base), ["Haute", "Basse", "Tardive"], "added when it was met");
    assert_eq!(only(&base, "nom299")["custom"][&id], json!(["Tardive"]));
}

#[test]
fn a_new_field_has_the_kind_that_the_user_says() {
    for (kind, value, held) in [
        ("select", "Urgente", json!("Urgente")),
        ("multi_select", "Urgente, Rare", json!(["Urgente", "Rare"])),
        ("number", "1 200,5", json!(1200.5)),
        ("currency", "1 200 €", json!(1200)),
        ("date", "31/12/2026", json!("2026-12-31")),
        ("boolean", "oui", json!(true)),
        ("long_text", "a b", json!("a b")),
        ("url", "acme.example", json!("https://acme.example")),
        ("email", "A@b.example", json!("a@b.example")),
        ("phone", "06 39 98 00 01", json!("+33639980001")),
        ("text", "x", json!("x")),
    ] {
        let base = Base::new();
        let start = base.digest();
        let draft = lay(&base, &HEADER, &[&["Martin", "lea@a.example", value]]);
        let draft = map(&base, &draft, &json!({ "to": "new_custom", "label": "Priorité", "kind": kind }));
        let preview = base.preview(&draft);
        assert_eq!(preview["counts"]["warnings"], json!([]), "{kind}: {preview}");
        base.run(&draft);
        let field = &base.get("/fields")[0];
        assert_eq!(field["kind"], kind, "its kind");
        assert_eq!(only(&base, "martin")["custom"][&text(field, "id")], held, "{kind}: in normal form");
        base.undo();
        assert_eq!(base.digest(), start, "{kind}: undone, the field is gone");
    }
}

#[test]
fn append_is_offered_where_there_may_be_several_values_and_joins_them() {
    let base = Base::new();
    let (_, draft) = laid(&base, "select", &ROWS);
    let policies = |draft: &Value| draft["columns"][2]["policies"].clone();
    assert_eq!(policies(&draft), json!(["fill", "overwrite", "keep", "ask"]), "a choice is one");
    let base = Base::new();
    let (id, draft) = laid(&base, "multi_select", &[&["Martin", "lea@a.example", "Basse"]]);
    assert_eq!(policies(&draft), json!(["fill", "overwrite", "append", "keep", "ask"]), "or several");
    let lea =
        base.add(&json!({ "last_name": "Martin", "email": "lea@a.example", "custom": { &id: ["Haute"] } }));
    let append = json!({ "columns": [{ "index": 2, "policy": "append" }] });
    let report = base.run(&base.correct(&draft, &append));
    assert_eq!(counts(&report), [0, 1, 0, 0], "{report}");
    assert_eq!(base.prospect(&lea)["custom"][&id], json!(["Haute", "Basse"]), "both");
    let again = lay(&base, &HEADER, &[&["Martin", "lea@a.example", "Basse"]]);
    assert_eq!(counts(&base.run(&base.correct(&again, &append))), [0, 0, 1, 0], "and once");
}

#[test]
fn cells_of_a_file_of_relance_are_not_corrected() {
    let base = Base::new();
    base.named("Léa", "Martin");
    let whole = base.ask(Method::POST, "/exports", Some(&json!({ "format": "json" })));
    let draft = base.lay(&base.file("base.json", whole.body));
    let rows = format!("/imports/{}/rows", text(&draft, "id"));
    base.preview(&draft);
    let said = json!({ "rows": [{ "line": 1, "cells": { "0": "Zoé" } }] });
    assert_eq!(base.patch_refused(&rows, &said).key, "import_cells_fixed", "it would not be heeded");
    base.patch(&rows, &json!({ "rows": [{ "line": 1, "skip": true }] }));
    assert_eq!(base.preview(&draft)["counts"]["skipped"], 1, "what is heeded is taken");
}
