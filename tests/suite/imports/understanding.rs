//! What a file is taken for, and how the user corrects it before anything is written.

use super::{french, index, lay, only, target};
use axum::http::Method;
use relance_tests::{Base, Sheet, Value, encoded, json, multipart, query, text, texts, xlsx};

#[test]
fn a_french_csv_is_understood_in_every_encoding_with_every_separator() {
    let base = Base::new();
    let sheet = french(40);
    for encoding in ["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252", "macintosh"] {
        for delimiter in [';', ',', '\t'] {
            let what = format!("{encoding} with {delimiter:?}");
            let draft = base.lay(&base.file("liste.csv", encoded(&sheet.csv(delimiter), encoding)));
            assert_eq!(draft["encoding"], encoding.trim_end_matches("-bom"), "{what}: the encoding");
            assert_eq!(draft["delimiter"], delimiter.to_string(), "{what}: the separator");
            assert_eq!(
                (&draft["header_row"], &draft["ready"]),
                (&json!(1), &json!(true)),
                "{what}: the header"
            );
            for (row, expected) in draft["rows"].as_array().unwrap().iter().zip(&sheet.rows) {
                assert_eq!(row, &json!(expected), "{what}: the cells, accents included");
            }
            for (header, field) in [
                ("Nom", "last_name"),
                ("Prénom", "first_name"),
                ("Société", "company"),
                ("Téléphone", "phone"),
                ("E-mail", "email"),
                ("Ville", "city"),
                ("Montant estimé", "value"),
                ("Échéance", "expected_close_on"),
                ("Commentaires", "notes"),
            ] {
                assert_eq!(target(&draft, header), field, "{what}: {header}");
            }
            base.delete(&format!("/imports/{}/draft", text(&draft, "id")));
        }
    }
}

#[test]
fn what_was_read_in_another_encoding_is_what_is_kept() {
    for (encoding, delimiter) in [("macintosh", ';'), ("utf-16le", '\t'), ("windows-1252", ',')] {
        let base = Base::new();
        let report = base.import(&base.file("liste.csv", encoded(&french(40).csv(delimiter), encoding)));
        assert_eq!(report["created"], 40, "{encoding}: everybody came in: {report}");
        let prospect = only(&base, "contact0@societe0");
        for (member, expected) in [
            ("name", json!("Anaïs Lefèvre")),
            ("city", json!("Besançon")),
            ("phone", json!("+33639980000")),
            ("value_cents", json!(100_050)),
            ("expected_close_on", json!("2026-12-01")),
        ] {
            assert_eq!(prospect[member], expected, "{encoding}: {member}");
        }
        base.assert_sound();
    }
}

#[test]
fn title_rows_above_the_header_are_passed_over() {
    let base = Base::new();
    let csv = format!(
        "Fichier prospects 2026;;;;;;;;\r\nExtrait le 01/03/2026 par Moi;;;;;;;;\r\n;;;;;;;;\r\n{}",
        french(6).csv(';')
    );
    let draft = base.lay(&base.file("liste.csv", csv));
    assert_eq!(draft["header_row"], 4, "as a person counts rows");
    assert_eq!(target(&draft, "Nom"), "last_name", "the header is the header");
    let report = base.run(&draft);
    assert_eq!((&report["read"], &report["created"]), (&json!(6), &json!(6)), "titles are not rows");
}

#[test]
fn a_workbook_with_types_is_understood() {
    use relance_sheet::CellRef::{Date, Number, Text};
    let base = Base::new();
    let header = ["Nom", "E-mail", "Montant", "Date de clôture", "Tél"];
    let day = "2026-12-31".parse().unwrap();
    let rows =
        vec![vec![Text("Martin"), Text("lea@a.example"), Number(1234.56), Date(day), Number(612_345_678.0)]];
    let draft = base.lay(&base.file("liste.xlsx", xlsx(&header, &rows)));
    assert_eq!(
        (&draft["format"], &draft["sheets"][0]["name"]),
        (&json!("xlsx"), &json!("Prospects")),
        "a workbook"
    );
    base.run(&draft);
    let prospect = only(&base, "martin");
    assert_eq!(prospect["value_cents"], 123_456, "a number is an amount to the cent");
    assert_eq!(prospect["expected_close_on"], "2026-12-31", "an Excel date is a date");
    assert_eq!(prospect["phone"], "+33612345678", "a phone that Excel took for a number has its zero again");
}

#[test]
fn peers_exports_are_known_by_their_headers() {
    let base = Base::new();
    for (layout, header) in [
        (
            "hubspot",
            "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Lifecycle Stage,Lead Status,Create Date",
        ),
        ("linkedin", "First Name,Last Name,URL,Email Address,Company,Position,Connected On"),
        (
            "google",
            "First Name,Middle Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Labels",
        ),
    ] {
        let row = header.split(',').map(|_| "x").collect::<Vec<_>>().join(",");
        let draft = base.lay(&base.file(&format!("{layout}.csv"), format!("{header}\n{row}\n")));
        assert_eq!(draft["layout"], layout, "{header}");
        let first =
            if layout == "google" || layout == "linkedin" || layout == "hubspot" { "First Name" } else { "" };
        assert_eq!(target(&draft, first), "first_name", "{layout}");
    }
}

#[test]
fn columns_without_a_header_are_known_by_their_content() {
    let base = Base::new();
    let rows: String =
        (0..12).map(|n| format!("lea{n}@a.example;06 39 98 00 {n:02};7500{}\n", n % 10)).collect();
    let draft = base.lay(&base.file("liste.csv", rows));
    // Numbers in 06 are mobiles.
    assert_eq!(draft["header_row"], Value::Null, "no header here");
    let fields: Vec<&str> = draft["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["target"]["field"].as_str().unwrap_or(""))
        .collect();
    assert_eq!(&fields[..2], ["email", "mobile"], "by what the cells hold: {fields:?}");
    assert_eq!(base.run(&draft)["created"], 12, "the first row is a row");
}

#[test]
fn a_mapping_is_corrected_before_anything_is_written() {
    let base = Base::new();
    let header = ["Nom", "Mail", "Zzz", "Inutile"];
    let rows: [&[&str]; 2] =
        [&["Martin", "lea@a.example", "Directrice", "x"], &["Bernard", "hugo@a.example", "Acheteur", "y"]];
    let start = base.digest();
    let draft = lay(&base, &header, &rows);
    assert_eq!(
        draft["columns"][2]["samples"],
        json!(["Directrice", "Acheteur"]),
        "cells are shown to decide by"
    );
    let choose = |index: u64, target: Value| json!({ "index": index, "target": target });
    let draft = base.correct(
        &draft,
        &json!({ "columns": [
        choose(2, json!({ "to": "field", "field": "job_title" })),
        choose(3, json!({ "to": "new_custom", "label": "Remarque interne" })),
    ] }),
    );
    assert_eq!(base.digest(), start, "nothing is written by deciding");
    assert_eq!(
        (&draft["columns"][2]["reason"], &draft["columns"][2]["state"]),
        (&json!("user"), &json!("recognised")),
        "the user said so"
    );
    base.run(&draft);
    let prospect = only(&base, "martin");
    assert_eq!(prospect["job_title"], "Directrice", "the corrected column");
    let fields = base.get("/fields");
    assert_eq!(fields[0]["label"], "Remarque interne", "a new custom field");
    assert_eq!(prospect["custom"], json!({ text(&fields[0], "id"): "x" }), "with its values");
    assert_eq!(base.list(&[("search", "remarque")])["total"], 0, "labels are not values");
    base.undo();
    assert_eq!(base.digest(), start, "undone, the field is gone as well");
}

#[test]
fn a_correction_that_makes_no_sense_is_refused() {
    let base = Base::new();
    let draft = lay(&base, &["Nom", "Mail"], &[&["Martin", "lea@a.example"]]);
    let path = format!("/imports/{}/draft", text(&draft, "id"));
    for (correction, key) in [
        (
            json!({ "columns": [{ "index": 0, "target": { "to": "field", "field": "beauty" } }] }),
            "import_field_unknown",
        ),
        (json!({ "columns": [{ "index": 0, "target": { "to": "custom", "field_id": "42" } }] }), "not_found"),
        (
            json!({ "columns": [{ "index": 0, "target": { "to": "new_custom", "label": " " } }] }),
            "field_label_missing",
        ),
        (json!({ "encoding": "klingon" }), "encoding_unknown"),
        (json!({ "delimiter": "abc" }), "delimiter_unknown"),
        (json!({ "sheet": 7 }), "no_such_sheet"),
        (json!({ "header_row": 999 }), "header_row_unknown"),
    ] {
        assert_eq!(base.patch_refused(&path, &correction).key, key, "{correction}");
    }
    assert_eq!(base.get(&path)["columns"], draft["columns"], "the draft is as it was");
    assert_eq!(base.patch_refused("/imports/42/draft", &json!({})).status, 404, "an unknown draft");
}

#[test]
fn a_file_without_anybody_is_not_ready() {
    let base = Base::new();
    let draft = lay(&base, &["Ville", "Code postal"], &[&["Lyon", "69001"], &["Brest", "29200"]]);
    assert_eq!(draft["ready"], false, "cities are nobody");
    let problem = base.refused(Method::POST, &format!("/imports/{}/preview", text(&draft, "id")), None);
    assert_eq!((problem.status, problem.key.as_str()), (409, "import_not_ready"), "said before it is tried");
}

#[test]
fn the_encoding_the_separator_and_the_header_can_be_said() {
    let base = Base::new();
    let draft = base
        .lay(&base.file("liste.csv", encoded("Nom;Ville\r\nFran\u{e7}ois;N\u{ee}mes\r\n", "windows-1252")));
    let wrong = base.correct(&draft, &json!({ "encoding": "macintosh" }));
    assert_ne!(wrong["rows"][0][0], "François", "read as the user says, even wrongly");
    let right = base.correct(&wrong, &json!({ "encoding": "windows-1252" }));
    assert_eq!(right["rows"][0], json!(["François", "Nîmes"]), "and rightly");
    let one = base.correct(&right, &json!({ "delimiter": "," }));
    assert_eq!(one["columns"].as_array().unwrap().len(), 1, "one column with another separator");
    let headless =
        base.correct(&base.correct(&one, &json!({ "delimiter": ";" })), &json!({ "header_row": 0 }));
    assert_eq!(
        (&headless["header_row"], &headless["rows"][0]),
        (&Value::Null, &json!(["Nom", "Ville"])),
        "the first row is a row"
    );
}

#[test]
fn a_date_that_can_be_read_both_ways_is_asked_about() {
    let base = Base::new();
    let rows: Vec<Vec<&str>> = (0..6).map(|_| vec!["Martin", "lea@a.example", "03/04/2026"]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let draft = lay(&base, &["Nom", "E-mail", "Échéance"], &rows[..1]);
    assert_eq!(
        (&draft["date_order"], &draft["ambiguous_date"]),
        (&json!("day_month"), &json!("03/04/2026")),
        "the French way, but asked"
    );
    let left_out = json!({ "columns": [{ "index": 2, "target": { "to": "ignore" } }] });
    assert_eq!(
        base.correct(&draft, &left_out)["ambiguous_date"],
        Value::Null,
        "not of a column that is left out"
    );
    let taken = json!({ "columns": [{ "index": 2, "target": { "to": "new_custom", "label": "Salon" } }] });
    assert_eq!(
        base.correct(&draft, &taken)["ambiguous_date"],
        "03/04/2026",
        "of a field of one's own as well"
    );
    let closing =
        json!({ "columns": [{ "index": 2, "target": { "to": "field", "field": "expected_close_on" } }] });
    base.correct(&draft, &closing);
    let draft = base.correct(&draft, &json!({ "date_order": "month_day" }));
    assert_eq!(draft["ambiguous_date"], Value::Null, "settled");
    base.run(&draft);
    assert_eq!(only(&base, "martin")["expected_close_on"], "2026-03-04", "as the user said");
    let settled = lay(&base, &["Nom", "Échéance"], &[&["A", "03/04/2026"], &["B", "25/04/2026"]]);
    assert_eq!(settled["ambiguous_date"], Value::Null, "another row settles it");
}

#[test]
fn a_known_header_gets_the_mapping_it_had_the_last_time() {
    let base = Base::new();
    let header = ["Nom", "Mail", "Zzz"];
    let draft = lay(&base, &header, &[&["Martin", "lea@a.example", "Rose"]]);
    let chosen = json!({ "columns": [{ "index": index(&draft, "Zzz"), "target": { "to": "new_custom", "label": "Couleur" } }] });
    base.run(&base.correct(&draft, &chosen));
    let again = lay(&base, &header, &[&["Bernard", "hugo@a.example", "Bleu"]]);
    assert_eq!(again["same_as"], "liste.csv", "the file it is like");
    assert_eq!(
        (&again["columns"][2]["reason"], target(&again, "Zzz")),
        (&json!("remembered"), "custom".to_owned()),
        "and its mapping"
    );
    base.run(&again);
    assert_eq!(base.get("/fields").as_array().unwrap().len(), 1, "the same field, not another one");
    assert_eq!(only(&base, "bleu")["last_name"], "Bernard", "with its values");
    let field = text(&base.get("/fields")[0], "id");
    base.delete(&format!("/fields/{field}"));
    let third = lay(&base, &header, &[&["Petit", "p@a.example", "Vert"]]);
    assert_eq!(target(&third, "Zzz"), "ignore", "a field removed since is not brought back unasked");
}

#[test]
fn a_file_is_uploaded_and_its_copy_goes_with_the_draft() {
    let base = Base::new();
    let answer = base.send(multipart(
        "/api/v1/imports",
        "C:\\Users\\moi\\salon été.csv",
        french(3).csv(';').as_bytes(),
    ));
    let draft = answer.ok();
    assert_eq!(draft["file_name"], "salon été.csv", "its own name, without the path");
    let uploads = base.core.folder().join("uploads");
    assert_eq!(std::fs::read_dir(&uploads).unwrap().count(), 1, "a copy waits");
    assert_eq!(base.run(&draft)["created"], 3, "it runs like a file of this machine");
    assert_eq!(std::fs::read_dir(&uploads).unwrap().count(), 0, "and leaves no copy behind");
    let draft = base.send(multipart("/api/v1/imports", "liste.csv", french(3).csv(';').as_bytes())).ok();
    base.delete(&format!("/imports/{}/draft", text(&draft, "id")));
    assert_eq!(std::fs::read_dir(&uploads).unwrap().count(), 0, "nor does a discarded one");
    let problem = base.send(multipart("/api/v1/imports", "photo.csv", b"\x89PNG\r\n\x1a\n0000")).problem();
    assert_eq!(problem.key, "not_a_spreadsheet", "a refused one");
    assert_eq!(std::fs::read_dir(&uploads).unwrap().count(), 0, "leaves none either");
}

#[test]
fn options_hold_for_every_row_but_columns_win() {
    let base = Base::new();
    let draft = lay(
        &base,
        &["Nom", "E-mail", "Source", "Étape", "Tags"],
        &[
            &["Martin", "lea@a.example", "", "", ""],
            &["Bernard", "hugo@a.example", "Parrainage", "Négociation", "VIP"],
        ],
    );
    let stage = base.stage("contacte");
    let options = json!({ "stage_id": stage, "tags": ["Salon 2026", " "], "source": "Salon" });
    base.run(&base.correct(&draft, &json!({ "options": options })));
    let (lea, hugo) = (only(&base, "martin"), only(&base, "bernard"));
    assert_eq!(
        (&lea["stage_id"], &lea["source"]),
        (&json!(stage), &json!("Salon")),
        "where the file says nothing"
    );
    assert_eq!(
        (&hugo["stage_id"], &hugo["source"]),
        (&json!(base.stage("negociation")), &json!("Parrainage")),
        "where it does"
    );
    assert_eq!(texts(&lea["tags"], "name"), ["Salon 2026"], "tags of the file");
    assert_eq!(texts(&hugo["tags"], "name"), ["Salon 2026", "VIP"], "and of the row");
    let import = text(&lea, "import_id");
    assert_eq!(
        base.get(&format!("/prospects{}", query(&[("import", &import)])))["total"],
        2,
        "whom this import brought"
    );
}

#[test]
fn the_largest_sheet_of_a_workbook_is_read_and_another_can_be_chosen() {
    let base = Base::new();
    let bytes = xlsx(
        &["Nom", "E-mail"],
        &[vec![relance_sheet::CellRef::Text("Martin"), relance_sheet::CellRef::Text("a@a.example")]],
    );
    let draft = base.lay(&base.file("liste.xlsx", bytes));
    assert_eq!(
        (&draft["sheet"], draft["sheets"].as_array().map(Vec::len)),
        (&json!(0), Some(1)),
        "its only sheet"
    );
    assert_eq!(
        base.correct(&draft, &json!({ "sheet": 0 }))["columns"],
        draft["columns"],
        "chosen again, the same"
    );
    let sheet = Sheet::new(&["Nom"], &[&["Martin"]]);
    assert_eq!(
        base.lay(&base.file("liste.tsv", sheet.csv('\t')))["sheets"].as_array().map(Vec::len),
        Some(1),
        "a text has one"
    );
}
