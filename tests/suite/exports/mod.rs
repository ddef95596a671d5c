//! Exports: any list, every column, openable safely, importable again.

mod cards;
mod tables;
mod whole;

use axum::http::Method;
use proptest::prelude::*;
use relance_sheet::{OpenOptions, open_bytes};
use relance_tests::{Base, json, text};
use serde_json::Value;

fn export(base: &Base, request: &Value) -> Vec<u8> {
    let answer = base.ask(Method::POST, "/exports", Some(request));
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    answer.body
}

fn everybody(format: &str) -> Value {
    json!({ "selection": { "by": "query", "query": { "sort": "created" } }, "format": format })
}

/// The rows of a file, header first, as texts.
fn rows(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let mut book = open_bytes(bytes, &OpenOptions::default()).unwrap();
    book.sample(0, 1000).unwrap().iter().map(|row| row.texts()).collect()
}

fn full() -> Base {
    let base = Base::new();
    let field = text(&base.post("/fields", &json!({ "label": "Surnom" }))["field"], "id");
    let (vip, salon) = (base.tag("VIP"), base.tag("Salon 2026"));
    base.add(&json!({
        "civility": "Mme", "first_name": "Léa", "last_name": "L’Hôte", "job_title": "Gérante; associée", "company": "Au « Fournil »",
        "email": "lea@fournil.example", "phone": "06 12 34 56 78", "stage_id": base.stage("negociation"), "tag_ids": [vip, salon],
        "source": "Salon", "sector": "Boulangerie", "city": "Saint-Étienne", "postcode": "01000", "country": "FR",
        "site": "https://fournil.example", "linkedin_url": "https://www.linkedin.com/in/lea-lhote", "value_cents": 1_234_567,
        "expected_close_on": "2026-12-31", "notes": "ligne 1\nligne \"2\"", "custom": { field: "Lili" },
        "addresses": [{ "kind": "email", "value": "perso@fournil.example" }, { "kind": "phone", "value": "01 99 00 12 34" }]
    }));
    base.add(&json!({ "company": "Acme", "do_not_contact": true, "value_cents": 50, "currency": "USD" }));
    base
}

#[test]
fn a_csv_opens_in_excel_with_every_column() {
    let bytes = export(&full(), &everybody("csv"));
    assert!(bytes.starts_with("\u{feff}".as_bytes()), "Excel knows UTF-8 by its mark");
    let rows = rows(bytes);
    assert_eq!((rows.len(), rows[0].len()), (3, 35), "header, two rows, 34 columns and the custom one");
    let cell = |name: &str| {
        let column = rows[0]
            .iter()
            .position(|title| title == name)
            .unwrap_or_else(|| panic!("no column {name} in {:?}", rows[0]));
        rows[1][column].clone()
    };
    for (column, expected) in [
        ("Nom", "L’Hôte"),
        ("Fonction", "Gérante; associée"),
        ("Entreprise", "Au « Fournil »"),
        ("Téléphone", "+33612345678"),
        ("Étape", "Négociation"),
        ("Étiquettes", "VIP, Salon 2026"),
        ("Code postal", "01000"),
        ("Montant", "12345,67"),
        ("Signature prévue", "31/12/2026"),
        ("Remarques", "ligne 1\nligne \"2\""),
        ("Surnom", "Lili"),
        ("Autres e-mails", "perso@fournil.example"),
        ("Autres téléphones", "+33199001234"),
        ("Responsable", "Moi"),
    ] {
        assert_eq!(cell(column), expected, "{column}");
    }
}

#[test]
fn an_english_csv_is_read_by_an_english_excel() {
    let mut request = everybody("csv");
    request["lang"] = "en".into();
    let bytes = export(&full(), &request);
    let head = String::from_utf8_lossy(&bytes[..60]).into_owned();
    assert!(head.contains("Title,First name,Last name"), "commas: {head}");
    let rows = rows(bytes);
    let cell = |name: &str| rows[1][rows[0].iter().position(|title| title == name).unwrap()].clone();
    assert_eq!((cell("Amount").as_str(), cell("Expected close").as_str()), ("12345.67", "2026-12-31"));
}

#[test]
fn a_workbook_has_numbers_and_dates_that_excel_counts_with() {
    let bytes = export(&full(), &everybody("xlsx"));
    let mut book = open_bytes(bytes, &OpenOptions::default()).unwrap();
    let rows = book.sample(0, 10).unwrap();
    let header = rows[0].texts();
    let column = |name: &str| header.iter().position(|title| title == name).unwrap();
    let cell = |name: &str| format!("{:?}", rows[1].cells[column(name)]);
    assert!(cell("Montant").contains("Number(12345.67)"), "an amount is a number: {}", cell("Montant"));
    assert!(cell("Signature prévue").contains("2026-12-31"), "a date is a date");
    assert!(!cell("Signature prévue").contains("Text"), "not a text");
    assert!(cell("Code postal").contains("Text(\"01000\")"), "a postcode keeps its zero");
}

#[test]
fn only_what_is_selected_in_the_order_and_columns_asked() {
    let base = Base::new();
    let ids: Vec<String> =
        ["A", "B", "C"].iter().map(|last| base.add(&json!({ "last_name": last, "city": "Lyon" }))).collect();
    let request = json!({ "selection": { "by": "query", "query": { "sort": "-name", "limit": 1 }, "except": [ids[0]] },
        "format": "csv", "lang": "en", "columns": ["city", "last_name"] });
    let table = rows(export(&base, &request));
    assert_eq!(
        table,
        [["City", "Last name"], ["Lyon", "C"], ["Lyon", "B"]],
        "whole list, its order, English headers"
    );
    let problem = base.post_refused(
        "/exports",
        &json!({ "selection": { "by": "ids", "ids": [] }, "format": "csv", "columns": ["beauty"] }),
    );
    assert_eq!((problem.key.as_str(), problem.field.as_deref()), ("export_column_unknown", Some("columns")));
    let path = base.outside().join("liste.xlsx");
    let saved = base.post("/exports", &json!({ "selection": { "by": "ids", "ids": [ids[1]] }, "format": "xlsx", "path": path.display().to_string() }));
    assert_eq!((&saved["rows"], path.exists()), (&json!(1), true), "to a path of this machine");
    let nowhere = base.outside().join("absent/liste.csv").display().to_string();
    base.post_refused(
        "/exports",
        &json!({ "selection": { "by": "ids", "ids": [] }, "format": "csv", "path": nowhere }),
    );
}

#[test]
fn no_cell_runs_as_a_formula() {
    let base = Base::new();
    let armed = ["=HYPERLINK(\"http://evil.example\")", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3"];
    for (n, text) in armed.iter().enumerate() {
        base.add(&json!({ "last_name": format!("N{n}"), "notes": text, "city": text }));
    }
    let table = rows(export(&base, &everybody("csv")));
    for row in &table[1..] {
        for cell in row {
            let first = cell.chars().next().unwrap_or(' ');
            let is_number = cell.chars().skip(1).all(|c| c.is_ascii_digit() || " .,".contains(c));
            assert!(!"=@".contains(first) && (!"+-".contains(first) || is_number), "{cell:?} would run");
        }
    }
    let mut book = open_bytes(export(&base, &everybody("xlsx")), &OpenOptions::default()).unwrap();
    let first = book.sample(0, 10).unwrap()[1].texts();
    assert!(first.iter().any(|cell| cell == armed[0]), "in a workbook the text is a text, untouched");
}

/// What of a prospect must survive the journey.
fn essence(base: &Base) -> Vec<Value> {
    let list = base.list(&[("sort", "created"), ("limit", "1000")]);
    let names = |list: Value| -> Vec<(String, String)> {
        list.as_array()
            .unwrap()
            .iter()
            .map(|item| {
                (text(item, "id"), item["label"].as_str().or(item["name"].as_str()).unwrap().to_owned())
            })
            .collect()
    };
    let (stages, tags, fields) =
        (names(base.get("/stages")), names(base.get("/tags")), names(base.get("/fields")));
    let members = names(base.get("/members"));
    let named = |known: &[(String, String)], id: &str| {
        known.iter().find(|(held, _)| held == id).map(|(_, name)| name.clone())
    };
    let mut all: Vec<Value> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let whole = base.prospect(row["id"].as_str().unwrap());
            let mut kept = json!({});
            for member in [
                "civility",
                "first_name",
                "last_name",
                "job_title",
                "company",
                "email",
                "phone",
                "source",
                "sector",
                "city",
                "postcode",
                "country",
                "site",
                "linkedin_url",
                "value_cents",
                "expected_close_on",
                "notes",
                "addresses",
            ] {
                kept[member] = whole[member].clone();
            }
            if !whole["value_cents"].is_null() {
                kept["currency"] = whole["currency"].clone();
            }
            kept["stage"] = named(&stages, row["stage_id"].as_str().unwrap()).into();
            kept["tags"] = {
                let mut worn: Vec<_> = row["tag_ids"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|id| named(&tags, id.as_str().unwrap()))
                    .collect();
                worn.sort();
                worn.into()
            };
            kept["owner"] = row["owner_id"].as_str().and_then(|id| named(&members, id)).into();
            // A table tells an instant to the second.
            kept["opposed"] = whole["do_not_contact_at"].as_i64().map(|at| at / 1000).into();
            let custom = whole["custom"].as_object().unwrap();
            kept["custom"] = custom
                .iter()
                .map(|(id, value)| json!([named(&fields, id), value]))
                .collect::<Vec<_>>()
                .into();
            kept
        })
        .collect();
    all.sort_by_key(|row| {
        format!("{}{}{}{}", row["email"], row["last_name"], row["first_name"], row["phone"])
    });
    all
}

/// Exports everybody and imports the file into an empty base.
fn journey(from: &Base, format: &str) -> Base {
    let bytes = export(from, &everybody(format));
    let to = Base::new();
    let draft = to.lay(&to.file(&format!("export.{format}"), bytes));
    let custom: Vec<Value> = draft["columns"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|column| column["header"] == "Surnom" || column["header"] == "Raison de la perte")
        .map(|column| {
            let target = json!({ "to": "new_custom", "label": column["header"] });
            json!({ "index": column["index"], "target": target })
        })
        .collect();
    let options = json!({ "on_duplicate": "create" });
    let draft = to.correct(&draft, &json!({ "columns": custom, "options": options }));
    let report = to.run(&draft);
    assert_eq!(report["skipped"], 0, "nobody is lost: {report}");
    assert_eq!(report["warnings"], json!([]), "no value either");
    to
}

#[test]
fn an_export_imported_into_an_empty_base_gives_the_same_prospects() {
    for format in ["csv", "xlsx"] {
        let base = full();
        assert_eq!(essence(&journey(&base, format)), essence(&base), "through {format}");
    }
}

#[test]
fn the_sample_survives_the_journey() {
    let base = Base::new();
    base.post("/sample", &json!({ "rows": 120, "seed": 3 }));
    for format in ["csv", "xlsx"] {
        let (there, here) = (essence(&journey(&base, format)), essence(&base));
        assert_eq!(there.len(), here.len());
        for (there, here) in there.iter().zip(&here) {
            assert_eq!(there, here, "through {format}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn free_texts_come_back_to_the_letter(texts in prop::collection::vec("[ -~àéœ€«»\u{202f}’;,\n\t\"=+@-]{1,40}", 1..8)) {
        let base = Base::new();
        for (n, text) in texts.iter().enumerate() {
            base.add(&json!({ "last_name": format!("N{n}"), "notes": text }));
        }
        let request = json!({ "selection": { "by": "query", "query": { "sort": "name" } }, "format": "xlsx", "columns": ["last_name", "notes"] });
        let table = rows(export(&base, &request));
        for row in &table[1..] {
            let n: usize = row[0][1..].parse().unwrap();
            let written = texts[n].trim();
            prop_assert_eq!(row.get(1).map_or("", String::as_str), written);
        }
    }
}
