//! The audit: a byte that was changed anywhere in the journal names its entry.

use relance_model::Id;
use relance_store::SqlValue;
use relance_tests::{Base, json};
use serde_json::Value;

/// What a value may be forged into: for texts and blobs each of its bytes in turn.
fn forgeries(value: &SqlValue) -> Vec<String> {
    let blob = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    match value {
        SqlValue::Null => vec!["7".to_owned()],
        SqlValue::Integer(number) => {
            [1_i64, 2, 64, 1 << 40].iter().map(|bit| (number ^ bit).to_string()).collect()
        }
        SqlValue::Real(_) => Vec::new(),
        SqlValue::Text(text) => {
            every_byte(text.as_bytes()).map(|bytes| format!("CAST(x'{}' AS TEXT)", blob(&bytes))).collect()
        }
        SqlValue::Blob(bytes) => every_byte(bytes).map(|bytes| format!("x'{}'", blob(&bytes))).collect(),
    }
}

fn every_byte(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len()).map(|at| {
        let mut forged = bytes.to_vec();
        forged[at] ^= if at % 2 == 0 { 1 } else { 0x80 };
        forged
    })
}

fn literal(value: &SqlValue) -> String {
    match value {
        SqlValue::Null => "NULL".to_owned(),
        SqlValue::Integer(number) => number.to_string(),
        SqlValue::Real(number) => number.to_string(),
        SqlValue::Text(text) => format!("'{}'", text.replace('\'', "''")),
        SqlValue::Blob(bytes) => {
            format!("x'{}'", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
        }
    }
}

fn life(base: &Base) {
    let lea = base.add(&json!({ "first_name": "Léa", "last_name": "Martin", "city": "Lyon" }));
    base.edit(&lea, &json!({ "city": "Brest" }));
    base.undo();
    base.redo();
    base.undo();
    let hugo = base.named("Hugo", "Bernard");
    base.edit(&hugo, &json!({ "job_title": "Chef" }));
    base.delete(&format!("/prospects/{hugo}"));
    let erase = json!({ "selection": { "by": "query", "query": { "trash": true } }, "action": { "kind": "erase", "count": 1 } });
    base.post("/prospects/bulk", &erase);
    base.tag("VIP");
    undo_nothing(base);
}

/// An undo that finds nothing to write: somebody set the field back by hand.
fn undo_nothing(base: &Base) -> Value {
    let zoe = base.add(&json!({ "last_name": "Petit", "city": "Lyon" }));
    base.edit(&zoe, &json!({ "city": "Nice" }));
    let edit = base.get("/history")["items"][0]["id"].as_str().unwrap().to_owned();
    base.edit(&zoe, &json!({ "city": "Lyon" }));
    base.post("/undo", &json!({ "operation": edit, "keep_conflicts": true }))
}

fn found(base: &Base) -> Vec<String> {
    let report = base.get("/history/audit");
    assert_eq!(report["is_sound"], json!(report["findings"].as_array().unwrap().is_empty()), "{report}");
    report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["entry"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn an_untouched_journal_is_sound_and_tells_its_newest_hash() {
    let base = Base::new();
    life(&base);
    let report = base.get("/history/audit");
    assert_eq!((&report["is_sound"], &report["finding_count"]), (&json!(true), &json!(0)), "{report}");
    assert_eq!(report["head"].as_str().unwrap().len(), 64, "the newest hash, to be noted");
    let head = report["head"].clone();
    base.tag("Autre");
    let later = base.get("/history/audit");
    assert_ne!(later["head"], head, "each operation moves it on");
    assert_eq!(later["operations"].as_u64(), report["operations"].as_u64().map(|n| n + 1));
}

#[test]
fn any_byte_changed_in_an_operation_or_in_its_changes_names_it() {
    let base = Base::new();
    life(&base);
    let store = base.core.store();
    let mut flipped = 0;
    for (table, owner, columns) in [
        (
            "operation",
            "id",
            &[
                "at",
                "caller",
                "label",
                "params",
                "is_undoable",
                "reverts",
                "reverted_by",
                "first_change",
                "last_change",
                "redacted",
                "hash",
            ][..],
        ),
        ("change", "operation_id", &["operation_id", "entity", "row_id", "kind", "before", "redacted"][..]),
    ] {
        for column in columns {
            let values: Vec<(i64, i64, SqlValue)> = store
                .read(|db| {
                    db.rows(&format!("SELECT id, {owner}, {column} FROM {table}"), [], |row| {
                        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                    })
                })
                .unwrap();
            for (id, entry, value) in values {
                let mut forged = forgeries(&value);
                // Each byte of each row takes long: of long values some are tried, a different few in each row.
                let step = (forged.len() / 6).max(1);
                forged =
                    forged.into_iter().skip(usize::try_from(id % 5).unwrap() % step).step_by(step).collect();
                for forgery in forged {
                    let set = |to: &str| {
                        store.forge(&format!("UPDATE {table} SET {column} = {to} WHERE id = ?1"), Id(id))
                    };
                    set(&forgery);
                    let sql =
                        format!("SELECT {column} IS NOT {} FROM {table} WHERE id = ?1", literal(&value));
                    let is_other =
                        store.read(|db| db.optional::<bool>(&sql, [id], |row| row.get(0))).unwrap();
                    if is_other == Some(true) {
                        flipped += 1;
                        let named = found(&base);
                        assert!(
                            named.contains(&entry.to_string()),
                            "{table}.{column} of {entry} became {forgery}, and {named:?} is named"
                        );
                    }
                    set(&literal(&value));
                }
            }
        }
    }
    assert!(flipped > 400, "many bytes were changed: {flipped}");
    assert!(found(&base).is_empty(), "all of it was put back");
}

#[test]
fn rows_taken_out_of_the_journal_or_put_into_it_are_noticed() {
    let base = Base::new();
    life(&base);
    let store = base.core.store();
    let (middle, change): (i64, i64) = store
        .read(|db| {
            db.rows("SELECT id, last_change FROM operation ORDER BY id LIMIT 1 OFFSET 3", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })
        .unwrap()[0];
    store.forge(
        "INSERT INTO change (operation_id, entity, row_id, kind) VALUES (?1, 'prospect', 1, 1)",
        Id(middle),
    );
    assert!(found(&base).contains(&middle.to_string()), "a change that was added");
    store.forge("DELETE FROM change WHERE id = (SELECT max(id) FROM change) AND ?1", Id(1));
    assert!(found(&base).is_empty());
    store.forge("DELETE FROM change WHERE id = ?1", Id(change));
    assert!(found(&base).contains(&middle.to_string()), "a change that was removed");
    store.forge("DELETE FROM operation WHERE id = ?1", Id(middle));
    assert!(!found(&base).is_empty(), "an operation that was removed");
    let check: Value = base.ask(axum::http::Method::POST, "/check", None).ok();
    assert_eq!(check["journal"]["is_sound"], false, "the check says so too");
}

#[test]
fn an_undo_without_anything_to_write_has_its_entry() {
    let base = Base::new();
    let answer = undo_nothing(&base);
    let undo = &base.get("/history")["items"][0];
    assert_eq!((&undo["id"], &undo["changes"]), (&answer["operation"], &json!(0)), "{answer}");
    assert_eq!(undo["reverts"], answer["reverted"]["id"], "which says what it undid");
    assert!(found(&base).is_empty());
    base.post("/undo", &json!({ "operation": answer["operation"], "keep_conflicts": true }));
    assert!(found(&base).is_empty(), "nor does its redo break the chain");
}

#[test]
fn a_mark_of_an_older_version_is_known_by_what_was_noted_of_it() {
    let base = Base::new();
    base.tag("VIP");
    base.undo();
    base.tag("Autre");
    let store = base.core.store();
    let of = |sql: &str| store.read(|db| db.scalar::<i64>(sql, [])).unwrap();
    let done = of("SELECT max(id) FROM operation");
    let undo = of("SELECT id FROM operation WHERE reverts IS NOT NULL");
    let undone = of("SELECT reverts FROM operation WHERE reverts IS NOT NULL");
    // As they were left: an undo of « Autre », and a redo of « VIP », neither with an entry.
    store.forge(&format!("UPDATE operation SET reverted_by = {} WHERE id = ?1", done + 1), Id(done));
    store.forge(&format!("UPDATE operation SET reverted_by = {} WHERE id = ?1", done + 2), Id(undo));
    store.forge("UPDATE operation SET reverted_by = NULL WHERE id = ?1", Id(undone));
    let named = found(&base);
    assert!([done, undo, undone].iter().all(|id| named.contains(&id.to_string())), "unexplained: {named:?}");
    store.forge(&format!("{} AND ?1", noting()), Id(1));
    assert!(found(&base).is_empty(), "noted when the base became one of this version");
    for (id, forged) in
        [(done, "NULL".to_owned()), (undo, (done + 3).to_string()), (undone, undo.to_string())]
    {
        let was: Option<i64> =
            store.read(|db| db.scalar("SELECT reverted_by FROM operation WHERE id = ?1", [id])).unwrap();
        store.forge(&format!("UPDATE operation SET reverted_by = {forged} WHERE id = ?1"), Id(id));
        assert_eq!(found(&base), [id.to_string()], "forged");
        let was = was.map_or_else(|| "NULL".to_owned(), |was| was.to_string());
        store.forge(&format!("UPDATE operation SET reverted_by = {was} WHERE id = ?1"), Id(id));
    }
    store.forge("DELETE FROM meta WHERE key = 'bare_marks' AND ?1", Id(1));
    assert!(!found(&base).is_empty(), "nor can the note be taken away");
}

/// The statement of the migration that notes them.
fn noting() -> String {
    let text = include_str!("../../../migrations/V17__undo_marks.sql");
    let sql: String = text.lines().filter(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n");
    sql.trim().trim_end_matches(';').to_owned()
}
