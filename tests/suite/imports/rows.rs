//! The preview row by row: what each one is to the base, and what the user says of it before anything is written.

use super::{counts, lay, only};
use relance_tests::{Base, Value, json, text};

fn base() -> (Base, String) {
    let base = Base::new();
    let id = base.add(&json!({
        "first_name": "Léa", "last_name": "Martin", "email": "lea@fournil.example", "city": "Lyon"
    }));
    (base, id)
}

const HEADER: [&str; 5] = ["Nom", "Prénom", "E-mail", "Ville", "Fonction"];

fn draft(base: &Base) -> Value {
    lay(
        base,
        &HEADER,
        &[
            &["Martin", "Léa", "lea@fournil.example", "Lyon", "Gérante"],
            &["Bernard", "Hugo", "hugo@a.example", "Nice", "Acheteur"],
            &["", "", "pas bon", "Metz", ""],
            &["Petit", "Zoé", "zoe@a.example", "Brest", ""],
            &["Martin", "Léa", "lea@fournil.example", "", ""],
        ],
    )
}

fn path(draft: &Value) -> String {
    format!("/imports/{}/rows", text(draft, "id"))
}

fn state(base: &Base, draft: &Value, line: u64) -> String {
    let page = base.get(&path(draft));
    let rows = page["items"].as_array().unwrap();
    text(rows.iter().find(|row| row["line"] == line).unwrap(), "state")
}

#[test]
fn every_row_has_its_state_its_reason_and_its_differences() {
    let (base, id) = base();
    let start = base.digest();
    let draft = draft(&base);
    assert_eq!(base.get_refused(&path(&draft)).key, "preview_missing", "nobody has looked yet");
    base.preview(&draft);
    let page = base.get(&path(&draft));
    assert_eq!(page["total"], 5, "every row is there");
    assert_eq!(page["states"], json!({ "new": 2, "changed": 1, "same": 1, "conflict": 0, "skipped": 1 }));
    let rows = page["items"].as_array().unwrap();
    let lea = &rows[0];
    assert_eq!(
        (&lea["state"], &lea["reason"], &lea["prospect_id"], &lea["prospect"]),
        (&json!("changed"), &json!("email"), &json!(id), &json!("Léa Martin")),
        "who she is and how one knows"
    );
    assert_eq!(lea["diffs"][0]["field"], "job_title");
    assert_eq!((&lea["diffs"][0]["base"], &lea["diffs"][0]["file"]), (&Value::Null, &json!("Gérante")));
    assert_eq!((&rows[2]["state"], &rows[2]["reason"]), (&json!("skipped"), &json!("unreadable_identity")));
    assert_eq!(rows[2]["cells"], json!(["", "", "pas bon", "Metz"]), "as it is read");
    assert_eq!(rows[4]["state"], "same", "the last row says nothing new");
    assert_eq!(base.digest(), start, "looking writes nothing");
}

#[test]
fn rows_are_found_by_state_and_by_words_page_by_page() {
    let (base, _) = base();
    let draft = draft(&base);
    base.preview(&draft);
    let ask = |query: &str| base.get(&format!("{}?{query}", path(&draft)));
    assert_eq!(ask("state=new")["total"], 2, "by state");
    assert_eq!(ask("search=BREST")["items"][0]["line"], 5, "by what the cells say, case aside");
    assert_eq!(ask("search=hugo%20nice")["total"], 1, "all words");
    assert_eq!(ask("state=skipped&search=hugo")["total"], 0, "both");
    let page = ask("offset=3&limit=1");
    assert_eq!((&page["total"], &page["items"][0]["line"]), (&json!(5), &json!(5)), "a page");
}

#[test]
fn a_cell_is_corrected_before_anything_is_written() {
    let (base, _) = base();
    let draft = draft(&base);
    base.preview(&draft);
    base.patch(&path(&draft), &json!({ "rows": [{ "line": 4, "cells": { "2": "anne@metz.example" } }] }));
    let preview = base.preview(&draft);
    assert_eq!(preview["counts"]["skipped"], 0, "the row can be read now: {preview}");
    let row = base.get(&format!("{}?search=metz", path(&draft)))["items"][0].clone();
    assert_eq!((&row["state"], &row["email"]), (&json!("new"), &json!("anne@metz.example")));
    assert_eq!(row["choice"]["cells"], json!({ "2": "anne@metz.example" }), "what was corrected is told");
    base.patch(&path(&draft), &json!({ "rows": [{ "line": 4, "cells": { "2": null } }] }));
    assert_eq!(base.preview(&draft)["counts"]["skipped"], 1, "and can be taken back");
    base.patch(&path(&draft), &json!({ "rows": [{ "line": 4, "cells": { "0": "Roux" } }] }));
    let report = base.run(&draft);
    assert_eq!(counts(&report), [3, 1, 1, 0], "the run reads what was corrected");
    assert_eq!(only(&base, "roux")["city"], "Metz");
}

#[test]
fn a_row_is_left_out_or_said_to_be_somebody_else_or_somebody() {
    let (base, lea) = base();
    let zoe = base.add(&json!({ "first_name": "Zoé", "last_name": "Petit-Roux" }));
    let draft = draft(&base);
    base.preview(&draft);
    base.patch(
        &path(&draft),
        &json!({ "rows": [
            { "line": 2, "who": { "is": "somebody" } },
            { "line": 3, "skip": true },
            { "line": 5, "who": { "is": "prospect", "id": zoe } },
        ] }),
    );
    let preview = base.preview(&draft);
    assert_eq!(state(&base, &draft, 2), "new", "not the same person");
    assert_eq!(state(&base, &draft, 3), "skipped", "left out");
    assert_eq!(state(&base, &draft, 5), "changed", "this one");
    let report = base.run(&draft);
    for member in ["created", "updated", "unchanged", "skipped", "reasons"] {
        assert_eq!(report[member], preview["counts"][member], "{member} as was shown");
    }
    assert_eq!(base.prospect(&lea)["job_title"], Value::Null, "she was left alone");
    assert_eq!(base.prospect(&zoe)["email"], "zoe@a.example", "she was completed");
    assert_eq!(base.list(&[("search", "hugo")])["total"], 0, "nobody was made of the row left out");
}

#[test]
fn whoever_writes_does_not_wait_for_a_dry_run() {
    let base = Base::new();
    let draft = base.lay(&base.file("long.csv", super::french(15_000).csv(';')));
    std::thread::scope(|scope| {
        let trial = scope.spawn(|| base.preview(&draft));
        base.hear_progress();
        base.named("Léa", "Martin");
        assert!(!trial.is_finished(), "the dry run goes on while somebody else is written");
        assert_eq!(trial.join().unwrap()["counts"]["read"], 15_000);
    });
    assert_eq!(base.list(&[])["total"], 1, "only she was written");
}
