//! Back to an instant as one operation: previewed with exact counts, undone as any other.

use super::past::{any_step, step};
use proptest::prelude::*;
use relance_tests::{Base, DAY, json, query, text};
use serde_json::Value;

fn restore(base: &Base, to: i64, dry_run: bool) -> Value {
    base.post("/history/restore", &json!({ "to": to, "dry_run": dry_run }))
}

#[test]
fn everything_since_is_taken_back_as_one_operation_that_can_be_undone() {
    let base = Base::new();
    let (lea, hugo) = (base.named("Léa", "Martin"), base.named("Hugo", "Bernard"));
    let (then, before) = (base.now(), base.digest());
    base.clock.advance(DAY);
    base.edit(&lea, &json!({ "city": "Lyon", "company": "Acme" }));
    base.delete(&format!("/prospects/{hugo}"));
    base.named("Zoé", "Petit");
    base.tag("VIP");
    let after = base.digest();
    let counted = restore(&base, then, true);
    assert_eq!(base.digest(), after, "a dry run writes nothing");
    let figures = |answer: &Value| {
        ["operations", "removed", "restored", "changed", "others"].map(|name| answer[name].clone())
    };
    assert_eq!(
        figures(&counted),
        [json!(4), json!(1), json!(1), json!(1), json!(2)],
        "four operations; Zoé goes, Hugo comes back, Léa changes, a company and a tag go: {counted}"
    );
    let done = restore(&base, then, false);
    assert_eq!(figures(&done), figures(&counted), "what was announced is what was done");
    assert_eq!(base.digest(), before, "every row is what it was");
    assert_eq!(base.get("/history")["items"][0]["label"], "history.restore", "one line in the history");
    base.assert_sound();
    assert_eq!(base.get_at(then + 2 * DAY / 3, "/prospects")["total"], 2, "the past between is still there");
    assert_eq!(base.undo()["reverted"]["id"], text(&done, "operation"), "Ctrl+Z takes it back");
    assert_eq!(base.digest(), after, "and everything is as it was before");
    base.redo();
    assert_eq!(base.digest(), before, "forth again");
    assert_eq!(restore(&base, base.now(), false)["operation"], Value::Null, "back to now is nothing");
    base.assert_sound();
}

#[test]
fn an_opposition_noted_since_stays_and_who_was_erased_does_not_come_back() {
    let base = Base::new();
    let (lea, hugo) = (base.named("Léa", "Martin"), base.named("Hugo", "Bernard"));
    base.patch("/settings", &json!({ "theme": "light" }));
    let then = base.now();
    base.edit(&lea, &json!({ "do_not_contact": true, "city": "Lyon" }));
    base.patch("/settings", &json!({ "theme": "dark" }));
    base.delete(&format!("/prospects/{hugo}"));
    base.post(
        "/prospects/bulk",
        &json!({ "selection": { "by": "query", "query": { "trash": true } }, "action": { "kind": "erase", "count": 1 } }),
    );
    let done = restore(&base, then, false);
    assert_eq!((&done["oppositions_kept"], &done["erased"]), (&json!(1), &json!(1)), "both are said: {done}");
    let lea = base.prospect(&lea);
    assert!(!lea["do_not_contact_at"].is_null(), "she is still not to be contacted: {lea}");
    assert_eq!(lea["city"], Value::Null, "the rest of her is as it was");
    assert_eq!(
        base.get(&format!("/prospects{}", query(&[("trash", "true")])))["total"],
        0,
        "he is gone for good"
    );
    assert_eq!(base.get("/settings")["theme"], "dark", "preferences are not the past's business");
    base.assert_sound();
}

#[test]
fn whose_company_a_person_is_sorted_under_comes_back_with_her() {
    let base = Base::new();
    base.add(&json!({ "last_name": "Martin", "company": "Acme" }));
    let with_her = base.digest();
    base.undo();
    base.redo();
    assert_eq!(base.digest(), with_her, "made, unmade and made again, she is the same");
    let lea = base.named("Léa", "Durand");
    let (then, alone) = (base.now(), base.digest());
    base.clock.advance(DAY);
    base.edit(&lea, &json!({ "company": "Nord" }));
    let hired = base.digest();
    base.clock.advance(DAY);
    restore(&base, then - 1, false);
    restore(&base, then, false);
    assert_eq!(base.digest(), alone, "she came back without the company that she went with");
    base.undo();
    base.undo();
    assert_eq!(base.digest(), hired, "and both ways back are taken back");
    base.assert_sound();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_instant_can_be_gone_back_to_and_come_back_from(steps in any_step(6..20), back in any::<prop::sample::Index>()) {
        let base = Base::new();
        let history = || base.get("/history?limit=500")["items"].as_array().cloned().unwrap_or_default();
        let mut lived = vec![(base.now(), base.digest(), history())];
        for (kind, a, b) in steps {
            step(&base, kind, a, b);
            lived.push((base.now(), base.digest(), history()));
        }
        let (at, digest, told) = back.get(&lived).clone();
        let (now, telling) = (base.digest(), history());
        let done = restore(&base, at, false);
        prop_assert_eq!(base.digest(), digest, "the base is what it was");
        if !done["operation"].is_null() {
            let until: Vec<Value> = history().into_iter().filter(|entry| entry["at"].as_i64() <= Some(at)).collect();
            prop_assert_eq!(until, told, "undone is what was undone then");
        }
        base.assert_sound();
        if !done["operation"].is_null() {
            base.undo();
            prop_assert_eq!(base.digest(), now, "and again what it became");
            prop_assert_eq!(history().split_off(2), telling, "the history too");
            base.assert_sound();
        }
    }
}
