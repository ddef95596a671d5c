//! Skipped rows: saved as they came, with the reason, and importable again.

use super::{counts, run};
use axum::http::Method;
use relance_sheet::{CellRef, OpenOptions, open_bytes};
use relance_tests::{Base, Value, encoded, json, text, xlsx};

fn table(bytes: Vec<u8>) -> Vec<Vec<String>> {
    open_bytes(bytes, &OpenOptions::default())
        .unwrap()
        .sample(0, 100)
        .unwrap()
        .iter()
        .map(|row| row.texts())
        .collect()
}

fn rejects(base: &Base, report: &Value) -> (String, Vec<u8>) {
    let answer = base.ask(Method::GET, &format!("/imports/{}/rejects", text(report, "id")), None);
    assert_eq!(answer.status, 200);
    (answer.header("content-disposition").to_owned(), answer.body)
}

const HEADER: [&str; 4] = ["Réf", "Nom", "E-mail", "Montant"];

#[test]
fn skipped_rows_are_saved_in_their_layout_with_the_reason() {
    let base = Base::new();
    base.add(&json!({ "last_name": "Martin", "email": "lea@a.example" }));
    let report = run(
        &base,
        &HEADER,
        &[
            &["1", "Martin", "lea@a.example", "1 234,56 €"],
            &["2", "Bernard", "hugo@a.example", "5"],
            &["3", "", "", "=danger"],
            &["4", "", "pas une adresse", ""],
        ],
        "skip",
    );
    assert_eq!((counts(&report), &report["has_rejects"]), ([1, 0, 0, 3], &json!(true)));
    let (disposition, bytes) = rejects(&base, &report);
    assert!(disposition.contains("liste%20-%20lignes%20ignor"), "named after the file: {disposition}");
    assert!(bytes.starts_with("\u{feff}".as_bytes()), "Excel knows UTF-8 by its mark");
    let rows = table(bytes);
    assert_eq!(rows[0], ["Réf", "Nom", "E-mail", "Montant", "Motif"], "the same columns and one more");
    assert_eq!(
        rows[1],
        ["1", "Martin", "lea@a.example", "1 234,56 €", "Déjà dans la base (même e-mail)"],
        "cells untouched"
    );
    assert_eq!(&rows[2][..4], ["3", "", "", "=danger"], "given back as it was read");
    assert!(rows[2][4].starts_with("Ni nom"), "{}", rows[2][4]);
    assert!(rows[3][4].starts_with("Aucune valeur lisible"), "{}", rows[3][4]);
    assert_eq!(rows.len(), 4, "only what was skipped");
}

#[test]
fn the_file_of_skipped_rows_can_be_corrected_and_imported_again() {
    let base = Base::new();
    let report = run(
        &base,
        &HEADER,
        &[&["1", "Martin", "lea@a.example", "5"], &["2", "", "pas une adresse", "7"]],
        "skip",
    );
    let (_, bytes) = rejects(&base, &report);
    let corrected = String::from_utf8(bytes).unwrap().replace("pas une adresse", "hugo@a.example");
    let draft = base.lay(&base.file("corrigé.csv", corrected));
    assert_eq!(super::target(&draft, "E-mail"), "email", "the header is known again");
    assert_eq!(super::target(&draft, "Motif"), "ignore", "the reason is no value");
    assert_eq!(counts(&base.run(&draft)), [1, 0, 0, 0], "only who was missing comes in");
    assert_eq!(super::only(&base, "hugo")["value_cents"], 700, "with all her row says");
}

#[test]
fn a_list_with_its_own_separator_and_encoding_comes_back_readable() {
    let base = Base::new();
    let csv = encoded(
        "Nom\tE-mail\tVille\r\n\t\tNîmes\r\nBéranger\tb@a.example\tOrléans\r\n\t\tBesançon\r\n",
        "windows-1252",
    );
    let report = base.import(&base.file("liste.tsv", csv));
    let rows = table(rejects(&base, &report).1);
    assert_eq!((rows.len(), rows[1][2].as_str()), (3, "Nîmes"), "accents and columns as they were");
}

#[test]
fn a_workbook_gives_a_workbook_and_a_path_gets_a_file() {
    let base = Base::new();
    let rows = vec![
        vec![CellRef::Text("Martin"), CellRef::Text("lea@a.example")],
        vec![CellRef::Empty, CellRef::Text("non")],
    ];
    let report = base.import(&base.file("liste.xlsx", xlsx(&["Nom", "E-mail"], &rows)));
    let (disposition, bytes) = rejects(&base, &report);
    assert!(
        disposition.ends_with(".xlsx") && bytes.starts_with(b"PK"),
        "in the format it came in: {disposition}"
    );
    assert_eq!(table(bytes)[1][1], "non");
    let path = base.outside().join("ignorées.csv");
    let saved = base.post(
        &format!("/imports/{}/rejects", text(&report, "id")),
        &json!({ "path": path.display().to_string() }),
    );
    assert_eq!((&saved["rows"], path.exists()), (&json!(1), true), "to a path of this machine");
    let nowhere = base.outside().join("absent/x.csv").display().to_string();
    base.post_refused(&format!("/imports/{}/rejects", text(&report, "id")), &json!({ "path": nowhere }));
}

#[test]
fn skipped_rows_are_still_there_after_undo_and_restart() {
    let base = Base::new();
    let report =
        run(&base, &HEADER, &[&["1", "Martin", "lea@a.example", "5"], &["2", "", "x@", "7"]], "skip");
    base.undo();
    let base = base.restarted();
    assert_eq!(table(rejects(&base, &report).1).len(), 2, "what was not taken is a fact");
}

#[test]
fn reasons_are_written_in_the_language_of_the_user() {
    let base = Base::new();
    base.patch("/settings", &json!({ "language": "en" }));
    let report = run(&base, &HEADER, &[&["1", "Martin", "lea@a.example", "5"], &["2", "", "", "7"]], "skip");
    let rows = table(rejects(&base, &report).1);
    assert_eq!(
        (rows[0][4].as_str(), rows[1][4].as_str()),
        ("Reason", "No name, company, e-mail, phone or LinkedIn page")
    );
}
