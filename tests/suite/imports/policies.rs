//! What each column may do to somebody who is here, and what no column may.

use super::{counts, index, lay, only};
use proptest::prelude::*;
use relance_tests::{Base, Value, json, text, texts};

/// Somebody with every kind of value.
fn known(base: &Base) -> String {
    base.add(&json!({
        "first_name": "Léa", "last_name": "Martin", "company": "Fournil SARL", "email": "lea@fournil.example",
        "phone": "06 12 34 56 78", "city": "Lyon", "job_title": "Gérante", "notes": "Vue au salon",
        "value_cents": 100_000
    }))
}

const HEADER: [&str; 7] = ["E-mail", "Ville", "Fonction", "Remarques", "Montant", "Téléphone", "Société"];
const ROW: [&str; 7] =
    ["lea@fournil.example", "Paris", "Directrice", "Aime le pain", "2000", "06 39 98 00 00", "Moulin"];

/// Runs the row with one policy for one column.
fn with_policy(base: &Base, header: &str, policy: &str) -> Value {
    let draft = lay(base, &HEADER, &[&ROW]);
    let choice = json!({ "columns": [{ "index": index(&draft, header), "policy": policy }] });
    base.run(&base.correct(&draft, &choice))
}

#[test]
fn each_column_does_what_its_policy_says() {
    for (header, policy, member, expected) in [
        ("Ville", "overwrite", "city", json!("Paris")),
        ("Ville", "fill", "city", json!("Lyon")),
        ("Ville", "ask", "city", json!("Lyon")),
        ("Fonction", "append", "job_title", json!("Gérante, Directrice")),
        ("Remarques", "append", "notes", json!("Vue au salon\nAime le pain")),
        ("Montant", "overwrite", "value_cents", json!(200_000)),
        ("Montant", "keep", "value_cents", json!(100_000)),
        ("Téléphone", "overwrite", "phone", json!("+33639980000")),
        ("Téléphone", "append", "phone", json!("+33612345678")),
        ("Société", "overwrite", "company", json!("Moulin")),
        ("Société", "keep", "company", json!("Fournil SARL")),
    ] {
        let base = Base::new();
        let id = known(&base);
        let start = base.digest();
        let report = with_policy(&base, header, policy);
        assert_eq!(base.prospect(&id)[member], expected, "{header} under {policy}: {report}");
        assert_eq!(base.prospect(&id)["first_name"], "Léa", "{header} under {policy}: nothing else");
        base.undo();
        assert_eq!(base.digest(), start, "{header} under {policy}: undone");
    }
}

#[test]
fn a_column_that_keeps_adds_no_address_and_makes_no_company() {
    let base = Base::new();
    let id = known(&base);
    with_policy(&base, "Téléphone", "keep");
    let phones = texts(&base.prospect(&id)["addresses"], "value");
    assert!(!phones.contains(&"+33639980000".to_owned()), "the number of the file stays in the file");
    assert_eq!(base.get("/companies?search=Moulin")["total"], 0, "nobody works there");
}

#[test]
fn what_was_appended_is_not_appended_again() {
    let base = Base::new();
    let id = known(&base);
    with_policy(&base, "Fonction", "append");
    let report = with_policy(&base, "Fonction", "append");
    assert_eq!(counts(&report), [0, 0, 1, 0], "the second time nothing is new: {report}");
    assert_eq!(base.prospect(&id)["job_title"], "Gérante, Directrice");
}

#[test]
fn the_policy_of_a_column_goes_back_to_that_of_the_import() {
    let base = Base::new();
    let draft = lay(&base, &HEADER, &[&ROW]);
    let city = index(&draft, "Ville") as usize;
    assert_eq!(draft["columns"][city]["policy"], Value::Null, "as the whole import");
    assert_eq!(draft["columns"][city]["policies"], json!(["fill", "overwrite", "keep", "ask"]));
    let said = base.correct(&draft, &json!({ "columns": [{ "index": city, "policy": "keep" }] }));
    assert_eq!(said["columns"][city]["policy"], "keep");
    let back = base.correct(&said, &json!({ "columns": [{ "index": city, "policy": null }] }));
    assert_eq!(back["columns"][city]["policy"], Value::Null);
}

#[test]
fn consent_and_opposition_have_no_policy_that_widens_them() {
    let base = Base::new();
    let header = ["E-mail", "Ne pas contacter", "Opt-in newsletter"];
    let draft = lay(&base, &header, &[&["lea@fournil.example", "non", "oui"]]);
    let optin = index(&draft, "Opt-in newsletter");
    let taken = json!({ "columns": [{ "index": optin, "target": { "to": "new_custom", "label": "Opt-in newsletter" } }] });
    let draft = base.correct(&draft, &taken);
    for (column, policy) in [(1, "overwrite"), (1, "keep"), (optin, "overwrite"), (optin, "append")] {
        let path = format!("/imports/{}/draft", text(&draft, "id"));
        let problem =
            base.patch_refused(&path, &json!({ "columns": [{ "index": column, "policy": policy }] }));
        assert_eq!(problem.key, "import_policy_not_possible", "column {column} under {policy}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a file says, whatever is asked for: who refused is not asked again, and who did not consent has not.
    #[test]
    fn no_import_loosens_a_consent(
        opposed in any::<bool>(),
        agreed in any::<bool>(),
        words in prop::collection::vec(
            (prop::sample::select(vec!["oui", "non", "", "0", "1", "?", "01/01/2025"]),
             prop::sample::select(vec!["oui", "non", "", "0", "1", "?"])), 1..4),
        policies in prop::collection::vec(prop::sample::select(vec!["fill", "overwrite", "skip"]), 1..3),
        takes in prop::sample::select(vec!["file", "base"]),
    ) {
        let base = Base::new();
        let id = known(&base);
        base.edit(&id, &json!({ "do_not_contact": opposed }));
        let field = base.post("/fields", &json!({ "label": "Consentement", "kind": "text" }));
        let field = text(&field["field"], "id");
        let word = if agreed { "oui" } else { "non" };
        base.edit(&id, &json!({ "custom": { field.clone(): word } }));
        for policy in policies {
            let rows: Vec<Vec<&str>> =
                words.iter().map(|(stop, agrees)| vec!["lea@fournil.example", *stop, *agrees]).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            let draft = lay(&base, &["E-mail", "Ne pas contacter", "Accord"], &rows);
            let draft = base.correct(&draft, &json!({
                "columns": [{ "index": 2, "target": { "to": "custom", "field_id": field } }],
                "options": { "on_duplicate": policy },
            }));
            base.preview(&draft);
            let path = format!("/imports/{}/rows", text(&draft, "id"));
            let said: Vec<Value> = (0..words.len()).map(|row| json!({
                "line": row + 2, "takes": { "do_not_contact_at": takes, format!("custom.{field}"): takes }
            })).collect();
            base.patch(&path, &json!({ "rows": said, "all_open": takes }));
            base.run(&draft);
            let now = base.prospect(&id);
            prop_assert!(!opposed || now["do_not_contact_at"].is_i64(), "who refused stays refused");
            prop_assert!(agreed || now["custom"][&field] == "non", "a no stays a no: {}", now["custom"]);
        }
    }
}

#[test]
fn what_is_asked_is_decided_cell_by_cell() {
    let base = Base::new();
    let id = known(&base);
    let draft = lay(&base, &HEADER, &[&ROW]);
    let asks: Vec<Value> = ["Ville", "Montant"]
        .iter()
        .map(|header| json!({ "index": index(&draft, header), "policy": "ask" }))
        .collect();
    let draft = base.correct(&draft, &json!({ "columns": asks }));
    let preview = base.preview(&draft);
    assert_eq!(preview["states"]["conflict"], 1, "something is to be decided: {preview}");
    let path = format!("/imports/{}/rows", text(&draft, "id"));
    let row = base.get(&format!("{path}?state=conflict"))["items"][0].clone();
    let open: Vec<String> = row["diffs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|diff| diff["is_open"] == true)
        .map(|diff| text(diff, "field"))
        .collect();
    assert_eq!(open, ["city", "value_cents"], "what is open: {row}");
    base.patch(
        &path,
        &json!({ "rows": [{ "line": 2, "takes": { "city": "file", "value_cents": "base" } }] }),
    );
    assert_eq!(base.preview(&draft)["states"]["conflict"], 0, "decided");
    base.run(&draft);
    let now = base.prospect(&id);
    assert_eq!((&now["city"], &now["value_cents"]), (&json!("Paris"), &json!(100_000)), "as was said");
    assert_eq!(only(&base, "martin")["id"], id, "and she is one");
}
