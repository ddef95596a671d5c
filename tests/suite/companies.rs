//! Companies: found or made by name, edited, listed.

use relance_tests::{Base, json, query, text, texts};
use serde_json::Value;

fn company_of(base: &Base, name: &str) -> String {
    let id = base.add(&json!({ "last_name": "X", "company": name }));
    text(&base.prospect(&id), "company_id")
}

#[test]
fn a_company_is_one_whatever_its_accents_case_and_legal_form() {
    let base = Base::new();
    let id = company_of(&base, "Société Générale du Pain SAS");
    for spelling in ["societe generale du pain sas", "SOCIÉTÉ GÉNÉRALE DU PAIN", "Société Générale du Pain"]
    {
        assert_eq!(company_of(&base, spelling), id, "« {spelling} »");
    }
    assert_ne!(company_of(&base, "Société Générale"), id, "another name is another company");
    let company = base.get(&format!("/companies/{id}"));
    assert_eq!(
        (&company["prospects"], &company["legal_form"]),
        (&json!(4), &json!("SAS")),
        "with its people"
    );
}

#[test]
fn a_company_is_edited_with_its_registry_numbers_checked() {
    let base = Base::new();
    let id = company_of(&base, "Acme");
    let saved = base.patch(
        &format!("/companies/{id}"),
        &json!({ "siren": "732 829 320", "domain": "https://www.acme.example/x", "country": "Belgique", "size": "40" }),
    );
    let company = &saved["company"];
    assert_eq!((&company["siren"], &company["country"]), (&json!("732829320"), &json!("BE")), "normal form");
    assert_eq!(company["domain"], "acme.example", "a domain is a domain");
    for (field, wrong) in [("siren", "732829321"), ("siret", "123")] {
        let problem = base.patch_refused(&format!("/companies/{id}"), &json!({ field: wrong }));
        assert_eq!(
            (problem.key, problem.field.as_deref()),
            (format!("{field}_invalid"), Some(field)),
            "Luhn's check (INSEE)"
        );
    }
    assert_eq!(
        base.patch_refused(&format!("/companies/{id}"), &json!({ "name": " " })).key,
        "company_name_missing"
    );
    base.patch(&format!("/companies/{id}"), &json!({ "siren": null }));
    assert_eq!(base.get(&format!("/companies/{id}"))["siren"], Value::Null, "null clears");
    base.undo();
    assert_eq!(base.get(&format!("/companies/{id}"))["siren"], "732829320", "and undo restores");
}

#[test]
fn companies_are_listed_by_name_and_found_by_its_beginning_first() {
    let base = Base::new();
    for name in ["Zèbre", "école Martin", "Martin & fils", "Abeille"] {
        company_of(&base, name);
    }
    let list = base.get("/companies");
    assert_eq!(
        texts(&list["items"], "name"),
        ["Abeille", "école Martin", "Martin & fils", "Zèbre"],
        "accents aside"
    );
    let found = base.get(&format!("/companies{}", query(&[("search", "MARTIN")])));
    assert_eq!(
        texts(&found["items"], "name"),
        ["Martin & fils", "école Martin"],
        "whose name begins so is first"
    );
    let page = base.get("/companies?offset=1&limit=2");
    assert_eq!(
        (&page["total"], texts(&page["items"], "name").len()),
        (&json!(4), 2),
        "by pages, with the total"
    );
}

#[test]
fn a_prospect_changes_company_and_the_count_follows() {
    let base = Base::new();
    let id = base.add(&json!({ "last_name": "X", "company": "Acme" }));
    let acme = text(&base.prospect(&id), "company_id");
    base.edit(&id, &json!({ "company": "Globex" }));
    assert_eq!(base.get(&format!("/companies/{acme}"))["prospects"], 0, "nobody is left");
    base.edit(&id, &json!({ "company_id": acme }));
    assert_eq!(base.prospect(&id)["company"], "Acme", "by id as well");
    base.edit(&id, &json!({ "company": null }));
    assert_eq!(base.prospect(&id)["company"], Value::Null, "and to none");
    base.delete(&format!("/prospects/{id}"));
    base.assert_sound();
}
