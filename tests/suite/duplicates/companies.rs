//! Companies that may be one: found, merged with their people, given back; and many merges at once.

use proptest::prelude::*;
use relance_tests::{Base, json, text, texts};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One line a company; lines with one `company` are one. Written by hand, to be hard.
const COMPANIES: &str = include_str!("companies.csv");
/// The same, by somebody who knew nothing of the engine.
const SECOND: &str = include_str!("companies-2.csv");

/// A company with one prospect in it, which is how companies come to be.
fn company(base: &Base, name: &str, mail: Option<&str>, fields: &Value) -> (String, String) {
    company_reached(base, name, mail, None, fields)
}

/// The same, and by which telephone its prospect is called.
fn company_reached(
    base: &Base,
    name: &str,
    mail: Option<&str>,
    phone: Option<&str>,
    fields: &Value,
) -> (String, String) {
    // Two of one name are two records only when they were made under two names.
    let made = format!("{name} {}", base.get("/companies?limit=1")["total"]);
    let person = base.add(
        &json!({ "last_name": format!("Contact {made}"), "company": made, "email": mail, "phone": phone }),
    );
    let id = text(&base.prospect(&person), "company_id");
    let mut edit = fields.clone();
    edit["name"] = json!(name);
    base.patch(&format!("/companies/{id}"), &edit);
    (id, person)
}

fn pairs(base: &Base) -> Vec<Value> {
    base.get("/duplicates/companies?limit=1000")["pairs"].as_array().expect("pairs").clone()
}

#[test]
fn of_a_hard_set_of_companies_nearly_all_doubles_are_found_and_nearly_no_other() {
    judge(COMPANIES);
}

#[test]
fn of_a_second_hard_set_of_companies_as_many_are_found() {
    judge(SECOND);
}

/// Prints the confusion, and what was got wrong.
fn judge(companies: &str) {
    let base = Base::new();
    let mut lines = companies.lines().map(|line| line.split(';').collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let who: BTreeMap<String, (String, String)> = lines
        .map(|cells| {
            let fields: serde_json::Map<String, Value> = header[2..7]
                .iter()
                .zip(&cells[2..7])
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(name, cell)| ((*name).to_owned(), json!(cell)))
                .collect();
            let cell = |at: usize| cells.get(at).copied().filter(|cell| !cell.is_empty());
            (
                company_reached(&base, cells[1], cell(7), cell(8), &Value::Object(fields)).0,
                (cells[0].to_owned(), cells[1].to_owned()),
            )
        })
        .collect();
    let mut wanted = BTreeSet::new();
    let ids: Vec<&String> = who.keys().collect();
    for (i, a) in ids.iter().enumerate() {
        for b in &ids[i + 1..] {
            if who[*a].0 == who[*b].0 {
                wanted.insert(((*a).clone(), (*b).clone()));
            }
        }
    }
    let mut found = BTreeSet::new();
    for pair in pairs(&base) {
        let (a, b) = (text(&pair["a"], "id"), text(&pair["b"], "id"));
        if who[&a].0 != who[&b].0 {
            println!("wrong {:.2}: {} | {} {}", pair["score"], who[&a].1, who[&b].1, pair["reasons"]);
        }
        found.insert((a.clone().min(b.clone()), a.max(b)));
    }
    for (a, b) in wanted.difference(&found) {
        println!("missed: {} | {}", who[a].1, who[b].1);
    }
    let right = wanted.intersection(&found).count();
    let (wrong, missed) = (found.len() - right, wanted.len() - right);
    println!("{right} right, {wrong} wrong, {missed} missed");
    assert!(right as f64 / (right + wrong) as f64 >= 0.98, "precision");
    assert!(right as f64 / (right + missed) as f64 >= 0.98, "recall");
}

#[test]
fn a_company_takes_the_people_of_the_other_one_and_gives_them_back() {
    let base = Base::new();
    let (kept, one) = company(&base, "Acme SAS", None, &json!({ "city": "Lyon" }));
    let (gone, other) =
        company(&base, "Acme Corporation", None, &json!({ "domain": "acme.example", "city": "Nantes" }));
    let start = base.digest();
    assert_eq!(pairs(&base).len(), 1, "one name and its domain, whatever the legal form");
    let request = json!({ "keep": kept, "merge": gone, "from_merged": ["city"] });
    let before = base.digest();
    let shown = base.post("/duplicates/preview", &request);
    assert_eq!((&shown["company"]["city"], &shown["company"]["prospects"]), (&json!("Nantes"), &json!(2)));
    assert_eq!(base.digest(), before, "a preview writes nothing");
    base.post("/duplicates/merge", &request);
    let merged = base.get(&format!("/companies/{kept}"));
    for (field, value) in [("name", "Acme SAS"), ("domain", "acme.example"), ("city", "Nantes")] {
        assert_eq!(merged[field], value, "{field}");
    }
    assert_eq!(base.prospect(&other)["company"], "Acme SAS");
    assert_eq!(texts(&base.get(&format!("/duplicates/merged/{kept}")), "name"), ["Acme Corporation"]);
    let listed = base.get("/duplicates/merged?of=companies");
    assert_eq!(
        (&listed["total"], &listed["records"][0]["id"], &listed["records"][0]["kept_name"]),
        (&json!(1), &json!(gone), &json!("Acme SAS")),
        "whoever looks for what was merged lately finds it"
    );
    assert_eq!(base.get("/duplicates/merged")["total"], 0, "no prospect was merged");
    let later = base.add(&json!({ "last_name": "Nouveau", "company": "Acme SAS" }));
    base.post(&format!("/duplicates/merged/{gone}/undo"), &json!({ "take": [later] }));
    assert_eq!(base.prospect(&other)["company"], "Acme Corporation");
    assert_eq!(base.prospect(&later)["company"], "Acme Corporation", "who came later goes where she belongs");
    assert_eq!(base.prospect(&one)["company"], "Acme SAS");
    assert_ne!(base.digest(), start, "somebody came since");
}

#[test]
fn how_many_pairs_there_are_is_known_once_they_were_asked_for_and_stays_true() {
    let base = Base::new();
    company(&base, "Acme SAS", None, &json!({ "city": "Lyon" }));
    company(&base, "Acme Corporation", None, &json!({ "city": "Lyon" }));
    let count = || base.get("/duplicates/count");
    assert_eq!(count(), json!({ "people": null, "companies": null }), "counting looks for nothing");
    assert_eq!(pairs(&base).len(), 1, "one name in one town");
    assert_eq!(count(), json!({ "people": null, "companies": 1 }), "what was found is known");
    company(&base, "ACME", None, &json!({ "city": "Lyon" }));
    assert_eq!(count()["companies"], 3, "a third one makes three pairs of them");
}

#[test]
fn a_prospect_and_a_company_are_no_pair() {
    let base = Base::new();
    let (company, person) = company(&base, "Acme", None, &json!({}));
    for request in [json!({ "keep": company, "merge": person }), json!({ "keep": person, "merge": company })]
    {
        assert_eq!(base.post_refused("/duplicates/merge", &request).key, "not_found");
    }
}

#[test]
fn all_likely_pairs_are_merged_at_once_as_announced_and_each_can_be_given_back() {
    let base = Base::new();
    let mut ids = Vec::new();
    for n in 0..6 {
        for first in ["Jean", "JEAN", "Jean"] {
            ids.push(base.add(&json!({ "first_name": first, "last_name": format!("Kerguelen{}", ["a", "bo", "cri", "du", "et", "fouq"][n]), "email": format!("jean{n}@acme{n}.example") })));
        }
    }
    let alone =
        base.add(&json!({ "first_name": "Anne", "last_name": "Petit", "email": "anne@nord.example" }));
    let start = base.digest();
    let plan = base.get("/duplicates/plan?at_least=0.9");
    assert_eq!(
        (&plan["pairs"], &plan["merges"], &plan["records"], &plan["left"]),
        (&json!(18), &json!(12), &json!(6), &json!(0))
    );
    assert_eq!(plan["sample"].as_array().expect("a sample").len(), 5);
    let request = |merges: u64| json!({ "at_least": 0.9, "merges": merges });
    assert_eq!(base.post_refused("/duplicates/merge-all", &request(11)).key, "merge_count");
    assert_eq!(base.digest(), start, "nothing but what was announced");
    base.post("/duplicates/merge-all", &request(12));
    assert_eq!(base.get("/prospects")["total"], 7);
    base.assert_sound();
    base.undo();
    assert_eq!(base.digest(), start, "one operation");
    base.redo();
    assert_eq!(base.get("/prospects")["total"], 7);
    base.undo();
    base.post("/duplicates/apart", &json!({ "a": ids[0], "b": ids[1] }));
    let plan = base.get("/duplicates/plan?at_least=0.9");
    assert_eq!(
        (&plan["merges"], &plan["left"]),
        (&json!(10), &json!(2)),
        "three of whom two are two is for a person to decide"
    );
    base.post("/duplicates/merge-all", &request(10));
    let before = base.prospect(&ids[3]);
    base.post(&format!("/duplicates/merged/{}/undo", ids[5]), &json!({}));
    assert_eq!(base.prospect(&ids[5])["last_name"], "Kerguelenbo", "one of many comes back");
    assert_eq!(base.prospect(&ids[3])["last_name"], before["last_name"]);
    assert_eq!(base.get("/prospects")["total"], 10, "and it alone");
    assert_eq!(base.prospect(&alone)["last_name"], "Petit");
    base.assert_sound();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn merging_companies_then_separating_them_changes_nothing(
        records in proptest::collection::vec((proptest::option::of("[a-z]{1,6}"), proptest::option::of("[a-z]{1,6}\\.example"), 0..3_u8), 2..5),
        steps in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()), 1..4),
    ) {
        let base = Base::new();
        let mut ids = Vec::new();
        for (n, (city, domain, people)) in records.iter().enumerate() {
            let name = format!("Maison {n}");
            let (id, _) = company(&base, &name, None, &json!({ "city": city, "domain": domain }));
            for person in 0..*people {
                base.add(&json!({ "last_name": format!("P{person}"), "company": name }));
            }
            ids.push(id);
        }
        let start = base.digest();
        let mut gone = Vec::new();
        for (keep, merge, takes) in steps {
            if ids.len() < 2 { break; }
            let merged = ids.remove(merge.index(ids.len()));
            let from: &[&str] = if takes { &["name", "city", "domain"] } else { &[] };
            base.post("/duplicates/merge", &json!({ "keep": keep.get(&ids), "merge": merged, "from_merged": from }));
            gone.push(merged);
        }
        base.assert_sound();
        for id in gone.iter().rev() {
            base.post(&format!("/duplicates/merged/{id}/undo"), &json!({}));
        }
        prop_assert_eq!(super::without_pairs(&base), start);
        base.assert_sound();
    }
}
