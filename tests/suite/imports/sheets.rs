//! A workbook of several sheets: people, companies and notes in one import, undone as one.

use super::{counts, only};
use axum::http::Method;
use relance_tests::{Base, Value, json, text, texts, workbook};

const PEOPLE: (&str, &[&str], &[&[&str]]) = (
    "Contacts",
    &["Nom", "Prénom", "E-mail", "Téléphone", "Société"],
    &[
        &["Martin", "Léa", "lea@fournil.example", "06 39 98 00 01", "Fournil"],
        &["Bernard", "Hugo", "hugo@moulin.example", "06 39 98 00 02", "Moulin SAS"],
        &["Petit", "Zoé", "", "06 39 98 00 03", "Fournil"],
        &["Petit", "Zoé", "zoe@moulin.example", "", "Moulin SAS"],
    ],
);
const COMPANIES: (&str, &[&str], &[&[&str]]) = (
    "Entreprises",
    &["Raison sociale", "SIREN", "Ville", "Secteur"],
    &[
        &["Fournil", "732 829 320", "Lyon", "Boulangerie"],
        &["MOULIN", "", "Nice", ""],
        &["Verger", "", "Metz", "Agriculture"],
        &["", "", "Brest", ""],
    ],
);
const NOTES: (&str, &[&str], &[&[&str]]) = (
    "Notes",
    &["E-mail", "Prénom", "Nom", "Société", "Date", "Commentaire"],
    &[
        &["lea@fournil.example", "", "", "", "02/03/2026", "Rappeler après le salon"],
        &["", "Hugo", "Bernard", "", "15/03/2026", "Devis envoyé"],
        &["", "Zoé", "Petit", "", "16/03/2026", "Laquelle ?"],
        &["", "ZOE", "Petit", "Fournil", "17/03/2026", "Celle du fournil"],
        &["", "Anne", "Roux", "", "18/03/2026", "Inconnue"],
        &["lea@fournil.example", "", "", "", "", ""],
        &["lea@fournil.example", "", "", "", "02/03/2026", "Rappeler après le salon"],
    ],
);
const FIGURES: (&str, &[&str], &[&[&str]]) =
    ("Bilan", &["Étape", "Nombre"], &[&["Contacté", "12"], &["Gagné", "3"]]);

fn draft(base: &Base) -> Value {
    let sheets = [NOTES, PEOPLE, COMPANIES, FIGURES];
    base.lay(&base.file("salon.xlsx", workbook(&sheets)))
}

fn kinds(draft: &Value) -> Vec<String> {
    texts(&draft["sheets"], "kind")
}

fn notes(base: &Base, id: &str) -> Vec<String> {
    let timeline = base.get(&format!("/prospects/{id}/activities?kind=note"));
    texts(&timeline["items"], "body")
}

#[test]
fn each_sheet_is_proposed_as_what_it_holds_with_a_reason() {
    let base = Base::new();
    let draft = draft(&base);
    assert_eq!(kinds(&draft), ["notes", "prospects", "companies", "nothing"], "what each one is");
    assert_eq!(texts(&draft["sheets"], "reason"), ["notes", "people", "companies", "nobody"], "and why");
    for sheet in draft["sheets"].as_array().unwrap() {
        let confidence = sheet["confidence"].as_f64().unwrap();
        assert!((0.45..=1.0).contains(&confidence), "how sure that is: {sheet}");
    }
    assert_eq!(draft["sheet"], 1, "the people are shown first");
    assert_eq!(draft["ready"], true, "nothing has to be said");
    let shown = base.correct(&draft, &json!({ "sheet": 2 }));
    assert_eq!(shown["columns"][3]["target"]["field"], "sector", "each sheet has its own mapping: {shown}");
}

#[test]
fn all_sheets_are_one_import_and_one_undo() {
    let base = Base::new();
    let start = base.digest();
    let draft = draft(&base);
    let preview = base.preview(&draft);
    assert_eq!(base.digest(), start, "looking writes nothing");
    let report = base.run(&draft);
    assert_eq!(report["sheets"], preview["sheets"], "sheet by sheet as was shown");
    for member in ["read", "created", "updated", "unchanged", "skipped", "reasons"] {
        assert_eq!(report[member], preview["counts"][member], "{member} as was shown");
    }
    let told: Vec<[u64; 4]> = report["sheets"].as_array().unwrap().iter().map(counts).collect();
    assert_eq!(
        told,
        [[3, 0, 0, 1], [4, 0, 0, 0], [3, 0, 1, 3]],
        "companies, then people, then notes: created, updated, unchanged, skipped"
    );
    assert_eq!(
        report["reasons"],
        json!([
            { "reason": "no_company", "count": 1 },
            { "reason": "no_note", "count": 1 },
            { "reason": "nobody", "count": 1 },
            { "reason": "several", "count": 1 },
        ]),
        "what was left out, and why"
    );
    let lea = only(&base, "lea@fournil");
    assert_eq!(notes(&base, &text(&lea, "id")), ["Rappeler après le salon"], "by e-mail, and once");
    let hugo = only(&base, "hugo");
    assert_eq!(notes(&base, &text(&hugo, "id")), ["Devis envoyé"], "by a name that only he has");
    let zoe = base.get("/prospects?search=petit")["items"].as_array().unwrap().clone();
    let of_fournil = zoe.iter().find(|row| row["company"] == "Fournil").unwrap();
    assert_eq!(
        notes(&base, &text(of_fournil, "id")),
        ["Celle du fournil"],
        "two of one name: by the company"
    );
    let companies = base.get("/companies");
    assert_eq!(companies["total"], 3, "« MOULIN » and « Moulin SAS » are one: {companies}");
    let fournil = base.get("/companies?search=fournil")["items"][0].clone();
    assert_eq!(
        [&fournil["siren"], &fournil["city"], &fournil["sector"]],
        ["732829320", "Lyon", "Boulangerie"],
        "what the sheet of companies says of it"
    );
    base.undo();
    assert_eq!(base.digest(), start, "one undo for the whole file");
}

#[test]
fn the_same_workbook_again_changes_nothing() {
    let base = Base::new();
    base.run(&draft(&base));
    let start = base.digest();
    let report = base.run(&draft(&base));
    assert_eq!([&report["created"], &report["updated"]], [0, 0], "{report}");
    assert_eq!(base.digest(), start, "nothing is written");
}

#[test]
fn a_sheet_is_left_out_or_read_as_something_else() {
    let base = Base::new();
    let draft = draft(&base);
    let left = base.correct(
        &draft,
        &json!({ "sheets": [{ "index": 0, "kind": "nothing" }, { "index": 2, "kind": "prospects" }] }),
    );
    assert_eq!(kinds(&left), ["nothing", "prospects", "prospects", "nothing"]);
    assert_eq!(left["sheets"][0]["reason"], "user", "the user said so");
    let report = base.run(&left);
    assert_eq!(counts(&report), [7, 0, 0, 1], "companies as prospects without a name: {report}");
    let path = |draft: &Value| format!("/imports/{}/draft", text(draft, "id"));
    let other = base.lay(&base.file("autre.xlsx", workbook(&[PEOPLE, FIGURES])));
    assert_eq!(
        base.patch_refused(&path(&other), &json!({ "sheets": [{ "index": 9, "kind": "notes" }] })).key,
        "no_such_sheet"
    );
    let wrong = base.correct(&other, &json!({ "sheets": [{ "index": 1, "kind": "notes" }] }));
    assert_eq!(
        (&wrong["ready"], &wrong["sheets"][1]["ready"]),
        (&json!(false), &json!(false)),
        "no text, nobody"
    );
    let preview = base.refused(Method::POST, &format!("/imports/{}/preview", text(&other, "id")), None);
    assert_eq!(preview.key, "import_not_ready", "said before it is tried");
    let nothing = base.correct(
        &wrong,
        &json!({ "sheets": [{ "index": 0, "kind": "nothing" }, { "index": 1, "kind": "nothing" }] }),
    );
    assert_eq!(nothing["ready"], false, "nothing is left to import");
}

#[test]
fn what_each_sheet_became_is_proposed_again() {
    let base = Base::new();
    let said = json!({ "sheets": [
        { "index": 0, "kind": "nothing" }, { "index": 2, "kind": "prospects" }
    ] });
    let report = base.run(&base.correct(&draft(&base), &said));
    assert_eq!(texts(&report["sheets"], "name"), ["Contacts", "Entreprises"], "what was read");
    let again = draft(&base);
    assert_eq!(kinds(&again), ["nothing", "prospects", "prospects", "nothing"], "as it was chosen: {again}");
    assert_eq!(texts(&again["sheets"], "reason"), ["remembered"; 4], "and it is said why");
    assert_eq!((&again["sheet"], &again["ready"]), (&json!(1), &json!(true)), "nothing is left to say");
    let renamed = [("Suivi", NOTES.1, NOTES.2), ("Gens", PEOPLE.1, PEOPLE.2), ("Clients", COMPANIES.1, &[])];
    let next = base.lay(&base.file("salon-2027.xlsx", workbook(&renamed)));
    assert_eq!(kinds(&next), ["nothing", "prospects", "prospects"], "the header tells, not the name");
    base.run(&base.correct(&next, &json!({ "sheets": [{ "index": 0, "kind": "notes" }] })));
    assert_eq!(kinds(&draft(&base))[0], "notes", "what was said last counts");
}

#[test]
fn what_is_remembered_of_sheets_never_leaves_nothing_to_read() {
    let base = Base::new();
    let said = json!({ "sheets": [{ "index": 0, "kind": "nothing" }] });
    base.run(&base.correct(&draft(&base), &said));
    let alone = base.lay(&base.file("notes.xlsx", workbook(&[NOTES])));
    assert_eq!((&alone["sheets"][0]["kind"], &alone["ready"]), (&json!("prospects"), &json!(true)));
    let path = base.file("entreprises.csv", relance_tests::Sheet::new(COMPANIES.1, COMPANIES.2).csv(';'));
    let listed = base.lay(&path);
    assert_eq!(listed["sheets"][0]["kind"], "companies", "alone, it is what it was among others: {listed}");
    base.run(&base.correct(&listed, &json!({ "sheets": [{ "index": 0, "kind": "prospects" }] })));
    assert_eq!(base.lay(&path)["sheets"][0]["kind"], "prospects", "unless said otherwise");
}

#[test]
fn two_sheets_with_one_header_are_told_apart_by_their_names() {
    let base = Base::new();
    let lay = |names: [&'static str; 2]| {
        let sheets = names.map(|name| (name, PEOPLE.1, PEOPLE.2));
        base.lay(&base.file("liste.xlsx", workbook(&sheets)))
    };
    let first = lay(["2025", "2026"]);
    base.run(&base.correct(&first, &json!({ "sheets": [{ "index": 0, "kind": "nothing" }] })));
    assert_eq!(kinds(&lay(["2026", "2025"])), ["prospects", "nothing"]);
    assert_eq!(
        kinds(&lay(["2025", "2027"])),
        ["nothing", "prospects"],
        "a new one is taken for what it holds"
    );
}

#[test]
fn a_field_that_a_sheet_cannot_have_is_refused() {
    let base = Base::new();
    let draft = draft(&base);
    let path = format!("/imports/{}/draft", text(&draft, "id"));
    let refused = base.patch_refused(
        &path,
        &json!({ "sheet": 2, "columns": [{ "index": 2, "target": { "to": "field", "field": "email" } }] }),
    );
    assert_eq!(refused.key, "import_field_unknown", "a company has no e-mail");
    assert_eq!(base.get(&path)["sheet"], 1, "and the draft is as it was");
}

#[test]
fn the_rows_of_every_sheet_are_looked_at_and_decided() {
    let base = Base::new();
    let draft = draft(&base);
    base.preview(&draft);
    let rows = format!("/imports/{}/rows", text(&draft, "id"));
    let page = base.get(&format!("{rows}?search=roux"));
    let row = &page["items"][0];
    assert_eq!((&row["sheet"], &row["line"], &row["reason"]), (&json!(0), &json!(6), &json!("nobody")));
    let said = json!({ "rows": [{ "sheet": 0, "line": 6, "cells": { "0": "hugo@moulin.example" } }] });
    base.patch(&rows, &said);
    base.run(&draft);
    let hugo = only(&base, "hugo");
    let mut told = notes(&base, &text(&hugo, "id"));
    told.sort();
    assert_eq!(told, ["Devis envoyé", "Inconnue"], "the corrected row is his");
}

#[test]
fn two_sheets_of_one_list_are_compared_three_ways_like_one() {
    let base = Base::new();
    let header: &[&str] = &["Nom", "E-mail", "Ville"];
    let sheets = |city: &'static str| {
        let first: &[&[&str]] = &[&["Martin", "lea@a.example", "Lyon"], &["Roux", "r@a.example", "Nice"]];
        let second: Vec<&[&str]> = vec![if city == "Metz" {
            &["Petit", "zoe@a.example", "Metz"]
        } else {
            &["Petit", "zoe@a.example", "Brest"]
        }];
        workbook(&[("2025", header, first), ("2026", header, &second)])
    };
    let first = base.run(&base.lay(&base.file("liste.xlsx", sheets("Metz"))));
    assert_eq!(counts(&first), [3, 0, 0, 0]);
    let zoe = text(&only(&base, "zoe@a"), "id");
    let lea = text(&only(&base, "lea@a"), "id");
    base.patch(&format!("/prospects/{lea}"), &json!({ "city": "Paris" }));
    let preview = base.preview(&base.lay(&base.file("liste.xlsx", sheets("Brest"))));
    assert_eq!(preview["gone"], 0, "nobody is gone: {preview}");
    let second = base.run(&base.lay(&base.file("liste.xlsx", sheets("Brest"))));
    assert_eq!(counts(&second), [0, 1, 2, 0], "only what the file changed");
    assert_eq!(base.prospect(&zoe)["city"], "Brest", "taken");
    assert_eq!(base.prospect(&lea)["city"], "Paris", "what the base changed stays");
}

#[test]
fn rows_left_out_are_saved_sheet_by_sheet() {
    let base = Base::new();
    let report = base.run(&draft(&base));
    let path = base.file("restes.xlsx", b"");
    let saved = base.post(
        &format!("/imports/{}/rejects", text(&report, "id")),
        &json!({ "path": path.display().to_string() }),
    );
    assert_eq!(saved["rows"], 4, "{saved}");
    let again = base.lay(&path);
    assert_eq!(texts(&again["sheets"], "name"), ["Notes", "Entreprises"], "in their own sheets");
    let shown = base.correct(&again, &json!({ "sheet": 0 }));
    assert_eq!(shown["columns"][6]["header"], "Motif", "with the reason");
}
