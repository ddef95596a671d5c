//! Guesses of their own: how a full name is taken apart, which rows are totals. Each with a confidence, each corrected.

use super::{lay, only, run};
use relance_tests::{Base, Value, json, text};

const NAMES: [&str; 2] = ["Nom complet", "E-mail"];

fn split(draft: &Value) -> &Value {
    &draft["columns"][0]["split"]
}

fn order(said: Option<&str>) -> Value {
    let target = json!({ "to": "field", "field": "full_name", "name_order": said });
    json!({ "columns": [{ "index": 0, "target": target }] })
}

#[test]
fn a_full_name_that_shows_its_order_is_surely_taken_apart() {
    let base = Base::new();
    let rows: [&[&str]; 3] = [
        &["MARTIN Léa", "lea@a.example"],
        &["de LA TOUR Hugo", "hugo@a.example"],
        &["Zyx Wvu", "zyx@a.example"],
    ];
    let draft = lay(&base, &NAMES, &rows);
    assert_eq!(split(&draft)["order"], "last_first", "{draft}");
    assert!(split(&draft)["confidence"].as_f64().unwrap() > 0.9, "{draft}");
    assert_eq!(draft["columns"][0]["state"], "recognised");
    assert_eq!(
        split(&draft)["samples"][0],
        json!({ "text": "MARTIN Léa", "first_name": "Léa", "last_name": "Martin" })
    );
    assert_eq!(draft["columns"][1]["split"], Value::Null, "of no other column");
    base.run(&draft);
    let zyx = only(&base, "zyx@a");
    assert_eq!([&zyx["first_name"], &zyx["last_name"]], ["Wvu", "Zyx"], "as the others of its column");
}

#[test]
fn an_order_that_nothing_shows_is_to_be_checked_and_can_be_said() {
    let base = Base::new();
    let rows: [&[&str]; 2] = [&["Bernard Paul", "bp@a.example"], &["Simon Thomas", "st@a.example"]];
    let draft = lay(&base, &NAMES, &rows);
    assert!(split(&draft)["confidence"].as_f64().unwrap() < 0.75, "{draft}");
    assert_eq!(draft["columns"][0]["state"], "check", "whatever is known of the column: {draft}");
    let said = base.correct(&draft, &order(Some("last_first")));
    assert_eq!(
        (&split(&said)["order"], &split(&said)["confidence"], &said["columns"][0]["state"]),
        (&json!("last_first"), &json!(1.0), &json!("recognised"))
    );
    assert_eq!(split(&said)["samples"][0]["first_name"], "Paul", "shown as it will be read");
    let back = base.correct(&said, &order(None));
    assert_eq!(split(&back), split(&draft), "and taken back");
    base.run(&base.correct(&back, &order(Some("last_first"))));
    let paul = only(&base, "bp@a");
    assert_eq!([&paul["first_name"], &paul["last_name"]], ["Paul", "Bernard"]);
    let again = lay(&base, &NAMES, &rows);
    assert_eq!(
        (&split(&again)["order"], &again["columns"][0]["reason"]),
        (&json!("last_first"), &json!("remembered")),
        "the next file begins with it"
    );
}

const SALES: [&str; 4] = ["Nom", "E-mail", "Montant", "Quantité"];

#[test]
fn rows_of_totals_are_told_with_the_columns_and_with_how_sure_that_is() {
    let base = Base::new();
    let rows: [&[&str]; 5] = [
        &["Martin", "lea@a.example", "100", "1"],
        &["Nombre", "", "2", ""],
        &["Petit", "zoe@a.example", "200", "2"],
        &["TOTAL", "", "300", "3"],
        &["", "", "", ""],
    ];
    let draft = lay(&base, &SALES, &rows);
    let told = |draft: &Value| -> Vec<(u64, String, f64, String, bool)> {
        let rows = draft["totals"].as_array().unwrap().iter();
        rows.map(|row| {
            let sure = row["confidence"].as_f64().unwrap();
            (
                row["line"].as_u64().unwrap(),
                text(row, "text"),
                sure,
                text(row, "state"),
                row["is_taken"] == true,
            )
        })
        .collect()
    };
    assert_eq!(
        told(&draft),
        [
            (3, "Nombre".to_owned(), 0.6, "check".to_owned(), false),
            (5, "TOTAL".to_owned(), 0.99, "recognised".to_owned(), false),
        ]
    );
    let path = format!("/imports/{}/rows", text(&draft, "id"));
    base.preview(&draft);
    let seen = base.get(&format!("{path}?state=skipped"));
    let sure: Vec<&Value> = seen["items"].as_array().unwrap().iter().map(|row| &row["confidence"]).collect();
    assert_eq!(sure, [&json!(0.6), &json!(0.99), &Value::Null], "the dry run says the same: {seen}");
    base.patch(&path, &json!({ "rows": [{ "line": 3, "skip": false }] }));
    let now = base.get(&format!("/imports/{}/draft", text(&draft, "id")));
    assert_eq!(told(&now)[0], (3, "Nombre".to_owned(), 1.0, "recognised".to_owned(), true), "corrected");
    assert_eq!(base.run(&draft)["created"], 3, "and read");
}

#[test]
fn a_total_far_down_is_told_by_the_dry_run() {
    let base = Base::new();
    let many: Vec<[String; 2]> = (0..400)
        .map(|n| [format!("Nom{n}"), n.to_string()])
        .chain([["Total".into(), "79800".into()]])
        .collect();
    let rows: Vec<Vec<&str>> = many.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let draft = lay(&base, &["Nom", "Montant"], &rows);
    assert_eq!(draft["totals"], json!([]), "it is not among the first rows");
    base.preview(&draft);
    let seen = base.get(&format!("/imports/{}/rows?state=skipped", text(&draft, "id")));
    assert_eq!(seen["items"][0]["confidence"], 0.94, "{seen}");
    let report = run(&base, &["Nom", "Montant"], &rows, "fill");
    assert_eq!(report["reasons"], json!([{ "reason": "totals", "count": 1 }]));
}
