//! The pairs that are kept from one question to the next are those that looking at everything anew would give.

use proptest::prelude::*;
use relance_tests::{Base, json, text};
use serde_json::Value;

fn pairs(base: &Base) -> Vec<(String, String, String, String)> {
    let found = base.get("/duplicates?limit=40");
    found["pairs"]
        .as_array()
        .expect("pairs")
        .iter()
        .map(|pair| {
            (
                text(&pair["a"], "id"),
                text(&pair["b"], "id"),
                pair["score"].to_string(),
                pair["reasons"].to_string(),
            )
        })
        .collect()
}

fn any_person() -> impl Strategy<Value = Value> {
    let one_of = |words: &'static [&'static str]| proptest::option::of(proptest::sample::select(words));
    (
        one_of(&["Jean", "Jeanne", "J.", "Léa", "Hugo"]),
        one_of(&["Kerguelen", "Kergelen", "Martin", "Martin-Kerguelen", "Durand"]),
        one_of(&["Nord", "Nord SAS", "Sud"]),
        one_of(&["jean@nord.example", "contact@nord.example", "jean.k@gmail.com", "lea@sud.example"]),
        one_of(&["06 12 34 56 78", "04 78 11 22 33"]),
    )
        .prop_map(|(first_name, last_name, company, email, phone)| {
            json!({ "first_name": first_name, "last_name": last_name, "company": company, "email": email, "phone": phone })
        })
        .prop_filter("nobody", |person| person.as_object().is_some_and(|fields| fields.values().any(|value| !value.is_null())))
}

#[derive(Clone, Debug)]
enum Step {
    Add(Value),
    Edit(prop::sample::Index, Value),
    Address(prop::sample::Index, String),
    Delete(prop::sample::Index),
    Merge(prop::sample::Index, prop::sample::Index),
    Apart(prop::sample::Index),
    Rename(String),
    Undo,
}

fn any_step() -> impl Strategy<Value = Step> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        3 => any_person().prop_map(Step::Add),
        3 => (index(), any_person()).prop_map(|(at, person)| Step::Edit(at, person)),
        2 => (index(), "[a-c]@nord\\.example").prop_map(|(at, address)| Step::Address(at, address)),
        1 => index().prop_map(Step::Delete),
        2 => (index(), index()).prop_map(|(keep, merge)| Step::Merge(keep, merge)),
        1 => index().prop_map(Step::Apart),
        1 => "[A-C]cme".prop_map(Step::Rename),
        2 => Just(Step::Undo),
    ]
}

fn take(base: &Base, ids: &mut Vec<String>, step: &Step) {
    match step {
        Step::Add(person) => ids.push(base.add(person)),
        Step::Edit(at, person) => {
            drop(base.ask(axum::http::Method::PATCH, &format!("/prospects/{}", at.get(ids)), Some(person)))
        }
        Step::Address(at, address) => drop(base.ask(
            axum::http::Method::PATCH,
            &format!("/prospects/{}", at.get(ids)),
            Some(&json!({ "addresses": [{ "kind": "email", "value": address }] })),
        )),
        Step::Delete(at) => {
            drop(base.ask(axum::http::Method::DELETE, &format!("/prospects/{}", at.get(ids)), None))
        }
        Step::Merge(keep, merge) => drop(base.ask(
            axum::http::Method::POST,
            "/duplicates/merge",
            Some(&json!({ "keep": keep.get(ids), "merge": merge.get(ids) })),
        )),
        Step::Apart(at) => {
            let found = pairs(base);
            if !found.is_empty() {
                let (a, b, ..) = at.get(&found);
                base.post("/duplicates/apart", &json!({ "a": a, "b": b }));
            }
        }
        Step::Rename(name) => {
            let company = base.get("/companies?limit=1")["items"][0]["id"].clone();
            if let Some(id) = company.as_str() {
                base.patch(&format!("/companies/{id}"), &json!({ "name": name }));
            }
        }
        Step::Undo => drop(base.ask(axum::http::Method::POST, "/history/undo", Some(&json!({})))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_is_kept_is_what_looking_anew_would_find(
        first in proptest::collection::vec(any_person(), 55..70),
        steps in proptest::collection::vec(any_step(), 1..20),
    ) {
        let base = Base::new();
        let mut ids: Vec<String> = first.iter().map(|person| base.add(person)).collect();
        pairs(&base);
        for step in &steps {
            take(&base, &mut ids, step);
            let kept = pairs(&base);
            base.core.pairs().forget();
            let anew = pairs(&base);
            prop_assert_eq!(&kept, &anew, "after {:?}", step);
            // The next step starts from what was kept through some of them.
            if kept.len().is_multiple_of(2) {
                take(&base, &mut ids, &Step::Undo);
            }
        }
    }
}

#[test]
fn through_many_changes_in_a_row_the_pairs_stay_right() {
    let base = Base::new();
    let mail = |n: usize| json!({ "first_name": "Jean", "last_name": format!("{}erguelen", char::from(b'a' + (n % 20) as u8)), "email": "standard@nord.example" });
    // A switchboard's address: from so many bearers on it proposes nothing, and it does again when some have gone.
    let ids: Vec<String> = (0..64)
        .map(|n| {
            let id = base.add(&mail(n));
            pairs(&base);
            id
        })
        .collect();
    let check = |why: &str| {
        let kept = pairs(&base);
        base.core.pairs().forget();
        assert_eq!(kept, pairs(&base), "{why}");
    };
    check("a crowd came together");
    for id in &ids[..8] {
        base.delete(&format!("/prospects/{id}"));
        pairs(&base);
    }
    check("it went apart again");
}
