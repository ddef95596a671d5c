//! Changes of thousands at once: what is found after them, what is taken back, and what a crash leaves. They go other ways
//! than small ones: their texts are indexed after the commit, and rows that nobody touched go back together.

use relance_tests::{Base, DAY, Value, json, text};

/// More than are indexed with their change.
const PEOPLE: usize = 2_300;

fn full() -> (Base, Vec<String>) {
    let base = Base::new();
    let rows: String = (0..PEOPLE)
        .map(|n| format!("Martin{n};Luc;p{n}@a{}.example;Lyon;Fonderie {}\n", n % 50, n % 40))
        .collect();
    base.import(&base.file("liste.csv", format!("Nom;Prénom;E-mail;Ville;Entreprise\n{rows}")));
    let ids = relance_tests::texts(&base.list(&[("limit", "500")])["items"], "id");
    (base, ids)
}

fn everybody(base: &Base, action: &Value) -> Value {
    let request = json!({ "selection": { "by": "query", "query": {} }, "action": action });
    let answer = base.post("/prospects/bulk", &request);
    assert_eq!(answer["changed"], PEOPLE, "all of them: {answer}");
    answer
}

fn found(base: &Base, words: &str) -> u64 {
    base.list(&[("search", words)])["total"].as_u64().unwrap()
}

#[test]
fn what_everybody_is_given_is_found_at_once_and_what_she_lost_is_not() {
    let (base, _) = full();
    everybody(
        &base,
        &json!({ "kind": "edit", "fields": { "city": "Quimperlé", "job_title": "Chaudronnière" } }),
    );
    assert_eq!(found(&base, "chaudronniere"), PEOPLE as u64, "in the list");
    assert_eq!(found(&base, "lyon"), 0, "what they lost finds nobody");
    assert_eq!(found(&base, "quimperle martin12"), 111, "Martin12, 120 to 129, 1200 to 1299");
    let answer = base.get("/search?q=quimprele");
    assert_eq!(answer["similar_total"], 0, "a city is no name");
    everybody(&base, &json!({ "kind": "edit", "fields": { "last_name": "Kerautret" } }));
    assert_eq!(base.get("/search?q=kerotret")["similar_total"], PEOPLE, "and a new name forgives slips");
    assert_eq!(base.get("/search?q=martin12")["total"], 0, "the old one is forgotten");
    base.assert_sound();
}

#[test]
fn every_action_on_everybody_goes_back_whole_and_forth_again() {
    let (base, _) = full();
    let tag = base.tag("Salon");
    let actions = [
        json!({ "kind": "edit", "fields": { "city": "Brest", "last_name": "Même", "company": "Une seule" } }),
        json!({ "kind": "edit", "fields": { "email": null } }),
        json!({ "kind": "stage", "stage_id": base.stage("negociation") }),
        json!({ "kind": "add_tags", "tag_ids": [tag] }),
        json!({ "kind": "assign", "owner_id": null }),
        json!({ "kind": "delete" }),
    ];
    for action in actions {
        let before = base.digest();
        everybody(&base, &action);
        let after = base.digest();
        assert_ne!(before, after, "{action} did something");
        let undone = base.undo();
        assert_eq!(undone["conflict_count"], 0, "{action}: {undone}");
        assert_eq!(base.digest(), before, "{action} is taken back, timelines included");
        base.redo();
        assert_eq!(base.digest(), after, "{action} is done again");
        base.undo();
    }
    everybody(&base, &json!({ "kind": "add_tags", "tag_ids": [tag] }));
    let with = base.digest();
    everybody(&base, &json!({ "kind": "remove_tags", "tag_ids": [tag] }));
    base.undo();
    assert_eq!(base.digest(), with, "tags come back under their own ids");
    base.assert_sound();
}

#[test]
fn what_was_touched_since_is_asked_about_and_the_others_go_back() {
    let (base, ids) = full();
    let operation = everybody(&base, &json!({ "kind": "edit", "fields": { "city": "Brest" } }));
    base.edit(&ids[0], &json!({ "city": "Rennes" }));
    base.edit(&ids[1], &json!({ "job_title": "Gérante" }));
    let operation = &operation["operation"];
    let asked = base.post("/undo", &json!({ "operation": operation }));
    assert_eq!(
        (&asked["conflict_count"], &asked["operation"]),
        (&json!(1), &Value::Null),
        "only the city: {asked}"
    );
    assert_eq!(asked["conflicts"][0]["record"], ids[0].as_str(), "hers");
    assert_eq!(found(&base, "brest"), PEOPLE as u64 - 1, "nothing is done before the answer");
    base.post("/undo", &json!({ "operation": operation, "keep_conflicts": true }));
    assert_eq!(base.prospect(&ids[0])["city"], "Rennes", "hers stays");
    let other = base.prospect(&ids[1]);
    assert_eq!(
        (&other["city"], &other["job_title"]),
        (&json!("Lyon"), &json!("Gérante")),
        "the rest of hers goes back"
    );
    assert_eq!(
        (found(&base, "lyon"), found(&base, "brest")),
        (PEOPLE as u64 - 1, 0),
        "and so does everybody"
    );
    base.assert_sound();
}

#[test]
fn a_value_whose_record_is_gone_since_does_not_come_back() {
    let (base, _) = full();
    let chloe = text(&base.post("/members", &json!({ "name": "Chloé" }))["member"], "id");
    everybody(&base, &json!({ "kind": "assign", "owner_id": chloe }));
    let operation = everybody(&base, &json!({ "kind": "assign", "owner_id": null }));
    base.delete(&format!("/members/{chloe}"));
    let operation = &operation["operation"];
    let asked = base.post("/undo", &json!({ "operation": operation }));
    assert_eq!(asked["operation"], Value::Null, "there is nobody to give them back to: {asked}");
    base.assert_sound();
}

#[test]
fn what_a_crash_leaves_to_index_is_indexed_after_it() {
    let (base, ids) = full();
    everybody(&base, &json!({ "kind": "edit", "fields": { "city": "Quimperlé", "last_name": "Kerautret" } }));
    assert!(base.core.store().is_index_behind().unwrap(), "it was left for after the commit");
    // The power goes: a copy of the files as they lie.
    let other = base.copied();
    assert!(other.core.store().is_index_behind().unwrap(), "the crash forgets nobody");
    other.edit(&ids[0], &json!({ "last_name": "Autre" }));
    assert_eq!(found(&other, "kerautret"), PEOPLE as u64 - 1, "who asks waits for it");
    assert!(!other.core.store().is_index_behind().unwrap(), "and it is done");
    assert_eq!(other.get("/search?q=martin12")["total"], 0, "words that are nobody's are forgotten");
    other.assert_sound();
}

#[test]
fn the_past_is_whole_while_the_index_is_behind() {
    let (base, _) = full();
    let then = base.core.now();
    base.clock.advance(DAY);
    everybody(&base, &json!({ "kind": "edit", "fields": { "city": "Quimperlé" } }));
    base.clock.advance(DAY);
    let later = base.core.now();
    base.clock.advance(DAY);
    everybody(&base, &json!({ "kind": "edit", "fields": { "job_title": "Chaudronnière" } }));
    for (at, words) in [(then, "lyon"), (later, "quimperle")] {
        assert_eq!(
            base.get_at(at, &format!("/prospects?search={words}"))["total"],
            PEOPLE,
            "{words} is found"
        );
    }
}

#[test]
fn who_is_erased_while_the_index_is_behind_leaves_no_word() {
    let (base, ids) = full();
    base.edit(&ids[0], &json!({ "last_name": "Zzyzxowski" }));
    everybody(&base, &json!({ "kind": "edit", "fields": { "city": "Quimperlé" } }));
    base.delete(&format!("/prospects/{}", ids[0]));
    let request =
        json!({ "selection": { "by": "ids", "ids": [ids[0]] }, "action": { "kind": "erase", "count": 1 } });
    base.post("/prospects/bulk", &request);
    let words: i64 = base
        .core
        .read(|db| db.scalar("SELECT count(*) FROM search_word WHERE word LIKE 'zzyzx%'", []))
        .unwrap();
    assert_eq!(words, 0, "nothing of her name");
    assert_eq!(found(&base, "zzyzxowski"), 0);
    base.assert_sound();
}
