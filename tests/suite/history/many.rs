//! A large import is taken back by statements for many rows: with the very result of taking it back row by row.

use proptest::prelude::*;
use relance_core::Caller;
use relance_model::Id;
use relance_store::{Part, Stamp};
use relance_tests::{Base, Value, json, text, texts};
use std::collections::BTreeSet;

/// With their companies and their second addresses, more rows than go back one by one.
const PEOPLE: usize = 480;

fn imported(base: &Base) -> (String, Vec<String>) {
    let rows: String = (0..PEOPLE)
        .map(|n| {
            format!(
                "Martin{n};Luc;p{n}@a.example;Lyon;Fonderie {};06 11 22 {:02} {:02};06 33 44 {:02} {:02}\n",
                n / 2,
                n / 100,
                n % 100,
                n / 100,
                n % 100
            )
        })
        .collect();
    let header = "Nom;Prénom;E-mail;Ville;Entreprise;Téléphone;Mobile\n";
    base.import(&base.file("liste.csv", format!("{header}{rows}")));
    let operation = text(&base.get("/history")["items"][0], "id");
    let mut ids = texts(&base.list(&[("limit", "500"), ("sort", "email")])["items"], "id");
    ids.sort_unstable();
    (operation, ids)
}

/// What may happen to somebody after the import.
fn happens(base: &Base, kind: usize, id: &str, other: &str) {
    let edit = |fields: &Value| drop(base.edit(id, fields));
    match kind {
        0 => edit(&json!({ "city": "Brest" })),
        // Back and forth is nothing.
        1 => {
            edit(&json!({ "city": "Brest" }));
            edit(&json!({ "city": "Lyon" }));
        }
        2 => drop(base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "Rappeler" }))),
        3 => drop(base.post(&format!("/prospects/{id}/reminders"), &json!({ "at": "+3j" }))),
        4 => {
            base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "Rappeler" }));
            base.undo();
        }
        5 => edit(&json!({ "company": format!("Nouvelle {}", &id[id.len() - 3..]) })),
        6 => drop(base.delete(&format!("/prospects/{id}"))),
        7 => {
            // Somebody who was not imported, at a company that was.
            let company = base.prospect(id)["company"].clone();
            base.add(&json!({ "last_name": "Autre", "company": company }));
        }
        8 => drop(base.post("/duplicates/merge", &json!({ "keep": id, "merge": other }))),
        9 => {
            let company = text(&base.prospect(id), "company_id");
            base.patch(&format!("/companies/{company}"), &json!({ "name": format!("Renommée {company}") }));
        }
        _ => {
            let tags = base.get("/tags");
            let tag = texts(&tags, "id").pop().unwrap_or_else(|| base.tag("Salon"));
            edit(&json!({ "tag_ids": [tag] }));
        }
    }
}

/// The import taken back row by row: as a part that is all of it.
fn row_by_row(base: &Base, operation: &str) -> (u64, BTreeSet<String>) {
    let id = Id(operation.parse().unwrap());
    let (first, last) = base
        .core
        .read(|db| {
            db.rows("SELECT first_change, last_change FROM operation WHERE id = ?1", [id.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })
        .unwrap()[0];
    let part = Part { first, last, says: serde_json::Map::new() };
    let stamp = Stamp::new(base.now(), Caller::User, "imports.run");
    let answer = base.core.store().revert_part(stamp, id, &part, |_| Ok(())).unwrap();
    let told =
        answer.conflicts.iter().map(|c| format!("{} {} {:?}", c.entity, c.record.0, c.field)).collect();
    (answer.conflict_count, told)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn what_is_taken_back_together_is_what_is_taken_back_row_by_row(
        steps in prop::collection::vec((0..11usize, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..14),
    ) {
        let base = Base::new();
        let (operation, ids) = imported(&base);
        let mut gone = BTreeSet::new();
        for (kind, one, other) in steps {
            let (one, other) = (one.get(&ids).clone(), other.get(&ids).clone());
            if one == other || gone.contains(&one) || gone.contains(&other) {
                continue;
            }
            happens(&base, kind, &one, &other);
            if kind == 6 {
                gone.insert(one);
            } else if kind == 8 {
                gone.insert(other);
            }
        }
        let lived = base.digest();
        let asked = base.post("/undo", &json!({ "operation": operation }));
        let together = if asked["operation"].is_null() {
            prop_assert_eq!(base.digest(), lived.clone(), "who is asked is asked first");
            base.post("/undo", &json!({ "operation": operation, "keep_conflicts": true }))
        } else {
            asked
        };
        let told: BTreeSet<String> = together["conflicts"].as_array().unwrap().iter().map(|c| {
            format!("{} {} {:?}", text(c, "entity"), text(c, "record"), c["field"].as_str().map(str::to_owned))
        }).collect();
        let left = base.digest();
        base.assert_sound();
        base.post("/undo", &json!({ "operation": together["operation"] }));
        prop_assert_eq!(base.digest(), lived.clone(), "and done again it is all there");
        let (count, singly) = row_by_row(&base, &operation);
        prop_assert_eq!(base.digest(), left, "the same rows are left");
        prop_assert_eq!(together["conflict_count"].as_u64(), Some(count), "for as many reasons");
        prop_assert_eq!(told, singly, "which are the same");
        base.assert_sound();
    }
}

#[test]
fn who_was_worked_on_since_is_named_before_anything_is_taken_back() {
    let base = Base::new();
    let (operation, ids) = imported(&base);
    for (kind, id) in [(0, &ids[3]), (1, &ids[30]), (2, &ids[90]), (3, &ids[200]), (4, &ids[300])] {
        happens(&base, kind, id, "");
    }
    let lived = base.digest();
    let asked = base.post("/undo", &json!({ "operation": operation }));
    let people: BTreeSet<String> = asked["conflicts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|conflict| conflict["entity"] == "prospect")
        .map(|conflict| text(conflict, "record"))
        .collect();
    let expected: BTreeSet<String> = [3, 90, 200].map(|n: usize| ids[n].clone()).into();
    assert_eq!(people, expected, "who was edited, noted about, followed; nobody whose state is the file's");
    assert_eq!(base.digest(), lived, "nothing was written");
    base.post("/undo", &json!({ "operation": operation, "keep_conflicts": true }));
    let left: BTreeSet<String> = texts(&base.list(&[])["items"], "id").into_iter().collect();
    assert_eq!(left, expected, "they stay");
    let lea = base.prospect(&ids[90]);
    assert_eq!(lea["company"], "Fonderie 45", "with what the file gave them: {lea}");
    base.assert_sound();
    base.redo();
    assert_eq!(base.digest(), lived, "and done again it is all there");
}
