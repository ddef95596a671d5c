//! What the history shows as undone is what is not in force, whatever was undone, done again and gone back to.

use axum::http::Method;
use proptest::prelude::*;
use relance_tests::{Base, DAY, Value, json, text};
use std::collections::{BTreeMap, BTreeSet};

fn items(base: &Base) -> Vec<Value> {
    base.get("/history?limit=500")["items"].as_array().cloned().unwrap_or_default()
}

fn id_of(operation: &Value) -> i64 {
    text(operation, "id").parse().unwrap()
}

/// What was done that is shown as undone: not the undos.
fn undone(base: &Base) -> BTreeSet<i64> {
    let is_undone = |entry: &&Value| entry["reverts"].is_null() && !entry["reverted_by"].is_null();
    items(base).iter().filter(is_undone).map(id_of).collect()
}

fn newest(base: &Base) -> i64 {
    id_of(&items(base)[0])
}

#[test]
fn what_a_way_back_puts_in_force_again_is_not_shown_as_undone() {
    let base = Base::new();
    let lea = base.named("Léa", "Martin");
    base.edit(&lea, &json!({ "city": "Lyon" }));
    let (then, lyon) = (base.now(), newest(&base));
    base.clock.advance(DAY);
    base.undo();
    base.edit(&lea, &json!({ "city": "Brest" }));
    let brest = newest(&base);
    assert_eq!(undone(&base), [lyon].into());
    base.post("/history/restore", &json!({ "to": then }));
    assert_eq!(base.prospect(&lea)["city"], "Lyon");
    assert_eq!(undone(&base), [brest].into(), "Lyon is in force, what came after it is not");
    base.assert_sound();
    assert_eq!(base.undo()["reverted"]["label"], "history.restore", "Ctrl+Z takes back the way back");
    assert_eq!(undone(&base).len(), 2, "Lyon is undone again, and so is the way back");
    base.assert_sound();
    assert_eq!(base.undo()["reverted"]["id"], brest.to_string(), "then what was done before it");
    base.redo();
    base.redo();
    assert_eq!(base.prospect(&lea)["city"], "Lyon");
    assert_eq!(undone(&base), [brest].into(), "and done again it is as it was");
    base.assert_sound();
}

#[test]
fn what_is_done_again_and_that_taken_back_is_undone() {
    let base = Base::new();
    let lea = base.named("Léa", "Martin");
    base.edit(&lea, &json!({ "city": "Lyon" }));
    let lyon = newest(&base);
    base.undo();
    let again = base.redo()["operation"].clone();
    assert_eq!(undone(&base), BTreeSet::new(), "it is in force");
    base.post("/undo", &json!({ "operation": again }));
    assert_eq!(base.prospect(&lea)["city"], Value::Null);
    assert_eq!(undone(&base), [lyon].into(), "who takes the doing again back has it undone");
    base.assert_sound();
}

#[test]
fn an_import_that_a_way_back_took_is_told_as_undone() {
    let base = Base::new();
    base.named("Léa", "Martin");
    let then = base.now();
    base.clock.advance(DAY);
    base.import(&base.file("liste.csv", "Nom;E-mail\nDurand;d@a.example\n"));
    let is_undone = || base.get("/imports")["items"][0]["state"] == "undone";
    assert!(!is_undone());
    base.post("/history/restore", &json!({ "to": then }));
    assert!(is_undone(), "its people are gone");
    base.undo();
    assert!(!is_undone(), "and here again");
}

/// What a person would say: a way back shows what was undone then, and all since as undone; taken back it shows what it found.
#[derive(Default)]
struct Model {
    done: Vec<i64>,
    undone: BTreeSet<i64>,
    /// By way back: what was undone before it and after it.
    backs: BTreeMap<i64, [BTreeSet<i64>; 2]>,
    again: Vec<i64>,
}

impl Model {
    fn does(&mut self, id: i64) {
        self.done.push(id);
        self.again.clear();
    }

    fn goes_back(&mut self, id: i64, last: i64, then: &BTreeSet<i64>) {
        let since = self.done.iter().copied().filter(|done| *done > last);
        let after: BTreeSet<i64> = then.iter().copied().chain(since).collect();
        self.backs.insert(id, [self.undone.clone(), after.clone()]);
        self.undone = after;
        self.does(id);
    }

    fn passes(&mut self, id: i64, state: usize) {
        if let Some(states) = self.backs.get(&id) {
            let later = self.undone.iter().copied().filter(|undone| *undone > id);
            self.undone = states[state].iter().copied().chain(later).collect();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_marks_are_those_of_a_list_kept_by_hand(
        steps in prop::collection::vec((0..8_u8, any::<prop::sample::Index>()), 4..40),
    ) {
        let base = Base::new();
        let lea = base.named("Léa", "Martin");
        let mut model = Model::default();
        model.does(newest(&base));
        let mut moments = vec![(base.now(), newest(&base), BTreeSet::new())];
        for (n, (kind, which)) in steps.into_iter().enumerate() {
            base.clock.advance(60_000);
            match kind {
                0..=2 => {
                    // She may be undone.
                    if base.ask(Method::GET, &format!("/prospects/{lea}"), None).status == 200 {
                        base.edit(&lea, &json!({ "city": format!("Ville {n}"), "job_title": format!("Poste {n}") }));
                    } else {
                        base.named("Hugo", &format!("Bernard{n}"));
                    }
                    model.does(newest(&base));
                }
                3 | 4 => {
                    let expected = model.done.iter().rev().find(|id| !model.undone.contains(id)).copied();
                    let answer = base.undo();
                    let told = answer["reverted"]["id"].as_str().map(|id| id.parse::<i64>().unwrap());
                    prop_assert_eq!(told, expected, "Ctrl+Z takes the newest in force");
                    if let Some(id) = expected {
                        prop_assert_eq!(&answer["conflict_count"], &json!(0));
                        model.passes(id, 0);
                        model.undone.insert(id);
                        model.again.push(id);
                    }
                }
                5 => {
                    let expected = model.again.pop();
                    let answer = base.redo();
                    let told = answer["reverted"]["reverts"].as_str().map(|id| id.parse::<i64>().unwrap());
                    prop_assert_eq!(told, expected, "and Ctrl+Shift+Z the last that Ctrl+Z took");
                    if let Some(id) = expected {
                        model.undone.remove(&id);
                        model.passes(id, 1);
                    }
                }
                _ => {
                    let (at, last, then) = which.get(&moments).clone();
                    let answer = base.post("/history/restore", &json!({ "to": at }));
                    if let Some(id) = answer["operation"].as_str() {
                        model.goes_back(id.parse().unwrap(), last, &then);
                    }
                }
            }
            prop_assert_eq!(&undone(&base), &model.undone, "step {}", n);
            let items = items(&base);
            for entry in &items {
                if let Some(by) = entry["reverted_by"].as_str() {
                    let by = items.iter().find(|entry| entry["id"] == by);
                    prop_assert!(by.is_some_and(|by| by["reverted_by"].is_null()), "who took it is in force: {}", entry);
                }
            }
            moments.push((base.now(), newest(&base), model.undone.clone()));
        }
        base.assert_sound();
    }
}
