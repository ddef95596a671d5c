//! The same list, a month later: what the file said then, what it says now, what the base says.

use super::{counts, lay, only};
use relance_tests::{Base, Value, json, text};

const HEADER: [&str; 6] = ["Nom", "Prénom", "E-mail", "Ville", "Fonction", "Remarques"];

const THEN: [&[&str]; 3] = [
    &["Martin", "Léa", "lea@a.example", "Lyon", "Gérante", "Salon"],
    &["Bernard", "Hugo", "hugo@a.example", "Nice", "Acheteur", ""],
    &["Petit", "Zoé", "zoe@a.example", "Brest", "", ""],
];

fn imported(policy: &str) -> Base {
    let base = Base::new();
    base.run(&with(&base, &THEN, policy));
    base
}

fn with(base: &Base, rows: &[&[&str]], policy: &str) -> Value {
    base.correct(&lay(base, &HEADER, rows), &json!({ "options": { "on_duplicate": policy } }))
}

#[test]
fn a_file_that_did_not_change_changes_nothing_whatever_the_base_became() {
    for policy in ["fill", "overwrite"] {
        let base = imported(policy);
        let lea = text(&only(&base, "martin"), "id");
        let hugo = text(&only(&base, "bernard"), "id");
        base.edit(&lea, &json!({ "city": "Paris", "job_title": null, "notes": "Rappelée" }));
        base.edit(&hugo, &json!({ "email": "hugo@ailleurs.example" }));
        let start = base.digest();
        let draft = with(&base, &THEN, policy);
        let preview = base.preview(&draft);
        assert_eq!(preview["states"]["changed"], 0, "{policy}: {preview}");
        assert_eq!(preview["states"]["conflict"], 0, "{policy}: nothing to decide: {preview}");
        let report = base.run(&draft);
        assert_eq!(
            (&report["updated"], &report["operation"]),
            (&json!(0), &Value::Null),
            "{policy}: {report}"
        );
        assert_eq!(base.digest(), start, "{policy}: what was changed by hand stays, what was erased too");
    }
}

#[test]
fn only_what_changed_in_the_file_is_taken_and_what_changed_on_both_sides_is_asked() {
    let base = imported("fill");
    let lea = text(&only(&base, "martin"), "id");
    base.edit(&lea, &json!({ "job_title": "Directrice" }));
    let now: [&[&str]; 3] = [
        &["Martin", "Léa", "lea@a.example", "Paris", "PDG", "Salon"],
        &["Bernard", "Hugo", "hugo@a.example", "Nice", "Acheteur", ""],
        &["Roux", "Anne", "anne@a.example", "Metz", "", ""],
    ];
    let draft = with(&base, &now, "fill");
    let preview = base.preview(&draft);
    assert_eq!(preview["states"], json!({ "new": 1, "changed": 0, "same": 1, "conflict": 1, "skipped": 0 }));
    assert_eq!((&preview["gone"], &preview["gone_names"]), (&json!(1), &json!(["Zoé Petit"])), "who is gone");
    let rows = format!("/imports/{}/rows", text(&draft, "id"));
    let row = base.get(&format!("{rows}?state=conflict"))["items"][0].clone();
    let diff = |field: &str| {
        row["diffs"].as_array().unwrap().iter().find(|diff| diff["field"] == field).unwrap().clone()
    };
    assert_eq!(
        (&diff("city")["takes"], &diff("city")["is_open"]),
        (&json!("file"), &json!(false)),
        "only the file has changed"
    );
    let job = diff("job_title");
    assert_eq!(
        (&job["then"], &job["file"], &job["base"], &job["is_open"]),
        (&json!("Gérante"), &json!("PDG"), &json!("Directrice"), &json!(true)),
        "both have"
    );
    base.run(&draft);
    let now = base.prospect(&lea);
    assert_eq!(
        (&now["city"], &now["job_title"]),
        (&json!("Paris"), &json!("Directrice")),
        "undecided, she stays"
    );
    assert_eq!(base.list(&[])["total"], 4, "who is gone from the file is not gone from the base");
}

#[test]
fn what_changed_on_both_sides_is_taken_as_was_said() {
    let base = imported("fill");
    let lea = text(&only(&base, "martin"), "id");
    base.edit(&lea, &json!({ "city": "Paris" }));
    let now: [&[&str]; 1] = [&["Martin", "Léa", "lea@a.example", "Nantes", "Gérante", "Salon"]];
    let draft = with(&base, &now, "fill");
    base.preview(&draft);
    base.patch(&format!("/imports/{}/rows", text(&draft, "id")), &json!({ "rows": [], "all_open": "file" }));
    let report = base.run(&draft);
    assert_eq!(counts(&report), [0, 1, 0, 0], "{report}");
    assert_eq!(base.prospect(&lea)["city"], "Nantes", "the file was said to be right");
}

#[test]
fn who_was_thrown_away_since_is_not_brought_back_unasked() {
    let base = imported("fill");
    base.delete(&format!("/prospects/{}", text(&only(&base, "petit"), "id")));
    let draft = with(&base, &THEN, "fill");
    let preview = base.preview(&draft);
    assert_eq!(preview["counts"]["reasons"], json!([{ "reason": "thrown_away", "count": 1 }]), "{preview}");
    let rows = format!("/imports/{}/rows", text(&draft, "id"));
    base.patch(&rows, &json!({ "rows": [{ "line": 4, "skip": false }] }));
    assert_eq!(counts(&base.run(&draft)), [1, 0, 2, 0], "but when she is wanted");
}

#[test]
fn an_import_that_was_undone_said_nothing() {
    let base = Base::new();
    base.add(&json!({ "last_name": "Martin", "first_name": "Léa", "email": "lea@a.example" }));
    base.run(&with(&base, &THEN, "fill"));
    base.undo();
    assert_eq!(only(&base, "martin")["city"], Value::Null, "undone");
    let report = base.run(&with(&base, &THEN, "fill"));
    assert_eq!(counts(&report), [2, 1, 0, 0], "it is as the first time: {report}");
}

#[test]
fn what_the_file_said_goes_with_the_person() {
    let base = imported("fill");
    let lea = text(&only(&base, "martin"), "id");
    base.delete(&format!("/prospects/{lea}"));
    base.post(
        "/prospects/bulk",
        &json!({ "selection": { "by": "ids", "ids": [lea] }, "action": { "kind": "erase", "count": 1 } }),
    );
    let left = base
        .core
        .read(|db| {
            db.scalar::<i64>("SELECT count(*) FROM import_line WHERE cells LIKE '%lea@a.example%'", [])
        })
        .unwrap();
    assert_eq!(left, 0, "nothing of her is left in the lines of the list");
}

#[test]
fn a_mapping_is_remembered_with_its_policies_and_for_other_files_of_the_same_program() {
    let base = Base::new();
    let hubspot = "Record ID,First Name,Last Name,Email,Lifecycle Stage,Contact owner,Zzz";
    let draft = base.lay(&base.file("h1.csv", format!("{hubspot}\n1,Léa,Martin,lea@a.example,lead,,x\n")));
    let said = json!({ "columns": [
        { "index": 6, "target": { "to": "field", "field": "sector" }, "policy": "overwrite" }
    ] });
    base.run(&base.correct(&draft, &said));
    let again = base.lay(&base.file("h2.csv", format!("{hubspot}\n2,Hugo,Petit,hugo@a.example,lead,,y\n")));
    assert_eq!(again["same_as"], "h1.csv", "the same header");
    assert_eq!(again["columns"][6]["policy"], "overwrite", "with what was decided of the column");
    let other = "Record ID,Zzz,Email,First Name,Last Name,Lifecycle Stage,Contact owner,Autre";
    let other = base.lay(&base.file("h3.csv", format!("{other}\n3,z,zoe@a.example,Zoé,Roux,lead,,\n")));
    assert_eq!(other["same_as"], "h1.csv", "another export of the same program");
    let zzz = &other["columns"][1];
    assert_eq!(
        (&zzz["target"]["field"], &zzz["policy"]),
        (&json!("sector"), &json!("overwrite")),
        "by its name"
    );
}
