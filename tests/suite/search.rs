//! Search: what a person types finds whom she means.

use relance_tests::{Base, json, query, text, texts};

fn found(base: &Base, words: &str) -> Vec<String> {
    base.names(&[("search", words), ("sort", "name")])
}

fn palette(base: &Base, words: &str) -> (Vec<String>, Vec<String>) {
    let answer = base.get(&format!("/search{}", query(&[("q", words)])));
    (texts(&answer["prospects"], "name"), texts(&answer["companies"], "name"))
}

#[test]
fn accents_case_and_parts_of_words_find() {
    let base = Base::new();
    base.add(&json!({ "first_name": "Anaïs", "last_name": "Lefèvre", "company": "Cœur d’Étoile", "city": "Besançon",
        "job_title": "Responsable marketing", "notes": "Rencontrée au salon des entrepreneurs", "source": "Parrainage" }));
    base.named("Hugo", "Bernard");
    for words in [
        "lefevre",
        "LEFÈVRE",
        "efev",
        "anais lefevre",
        "lefevre ana",
        "coeur",
        "etoile",
        "besancon",
        "sanco",
        "marketing",
        "parrain",
        "entrepreneur salon",
    ] {
        assert_eq!(found(&base, words), ["Anaïs Lefèvre"], "« {words} »");
    }
    assert!(found(&base, "lefevre bernard").is_empty(), "all the words must be hers");
    assert_eq!(found(&base, "  ").len(), 2, "no word is no filter");
}

#[test]
fn a_phone_in_any_spelling_finds() {
    let base = Base::new();
    base.add(&json!({ "last_name": "Martin", "phone": "06 12 34 56 78",
        "addresses": [{ "kind": "phone", "value": "+33 1 99 00 45 67" }] }));
    base.add(&json!({ "last_name": "Schmidt", "phone": "+49 30 123456" }));
    for words in [
        "06 12",
        "0612345678",
        "+33612",
        "+33 6 12 34",
        "0033 6 12",
        "+33 (0)6 12 34",
        "06.12.34.56.78",
        "5678",
        "01 99 00",
    ] {
        assert_eq!(found(&base, words), ["Martin"], "« {words} »");
    }
    assert_eq!(found(&base, "+49 30"), ["Schmidt"], "foreign numbers too");
}

#[test]
fn two_letters_find_by_the_beginning_of_a_word() {
    let base = Base::new();
    base.named("Léa", "Martin");
    base.named("Emile", "Olea");
    assert_eq!(found(&base, "lé"), ["Léa Martin"], "the beginning of a word, accents aside");
    assert_eq!(found(&base, "ma"), ["Léa Martin"], "of any word");
    assert_eq!(found(&base, "m"), ["Léa Martin"], "one letter: names that begin so");
    assert_eq!(found(&base, "lea").len(), 2, "three letters find anywhere in a word");
}

#[test]
fn every_field_is_searched_and_follows_its_edits() {
    let base = Base::new();
    let field = text(&base.post("/fields", &json!({ "label": "Surnom" }))["field"], "id");
    let tag = base.tag("Priorité");
    let id = base.add(&json!({ "last_name": "Martin", "email": "chloe@fournil.example", "sector": "Boulangerie",
        "postcode": "69007", "site": "https://levain.example", "custom": { &field: "Croquembouche" }, "tag_ids": [tag],
        "addresses": [{ "kind": "email", "value": "perso@ailleurs.example" }] }));
    base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "Veut une démonstration jeudi" }));
    for words in
        ["chloe@fournil", "boulang", "69007", "levain", "croquem", "priorite", "ailleurs", "demonstration"]
    {
        assert_eq!(found(&base, words), ["Martin"], "« {words} »");
    }
    base.edit(&id, &json!({ "sector": null, "email": "nina@four.example", "tag_ids": [], "custom": { &field: null }, "addresses": [] }));
    for words in ["boulang", "chloe", "priorite", "croquem", "ailleurs"] {
        assert!(found(&base, words).is_empty(), "« {words} » is no longer hers");
    }
    assert_eq!(found(&base, "nina@four"), ["Martin"], "the new address is");
    base.assert_sound();
}

#[test]
fn a_removed_note_and_a_renamed_tag_are_followed() {
    let base = Base::new();
    let tag = base.tag("Salon");
    let id = base.add(&json!({ "last_name": "Martin", "tag_ids": [tag] }));
    let note = base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "pistache" }));
    base.patch(&format!("/tags/{tag}"), &json!({ "name": "Foire" }));
    assert_eq!(found(&base, "foire"), ["Martin"], "the tag's new name finds");
    assert!(found(&base, "salon").is_empty(), "the old one does not");
    base.delete(&format!("/activities/{}", text(&note["activity"], "id")));
    assert!(found(&base, "pistache").is_empty(), "a removed note is not found");
    base.undo();
    assert_eq!(found(&base, "pistache"), ["Martin"], "undone, it is");
    base.delete(&format!("/tags/{tag}"));
    assert!(found(&base, "foire").is_empty(), "a removed tag finds nobody");
}

#[test]
fn a_company_renamed_is_found_by_its_new_name_with_all_its_people() {
    let base = Base::new();
    let ids =
        ["Martin", "Bernard"].map(|last| base.add(&json!({ "last_name": last, "company": "Vieux Moulin" })));
    let company = text(&base.prospect(&ids[0]), "company_id");
    base.patch(&format!("/companies/{company}"), &json!({ "name": "Grande Minoterie" }));
    assert_eq!(found(&base, "minoterie"), ["Bernard", "Martin"], "both are found by the new name");
    assert!(found(&base, "moulin").is_empty(), "and not by the old one");
    assert_eq!(base.names(&[("sort", "company"), ("search", "minot")]).len(), 2, "and sorted by it");
    base.undo();
    assert_eq!(found(&base, "moulin").len(), 2, "undo brings the old name back");
    base.assert_sound();
}

#[test]
fn the_palette_shows_names_that_begin_so_first_and_companies_beside() {
    let base = Base::new();
    base.add(&json!({ "last_name": "Durand", "company": "Martinique Voyages" }));
    base.named("Léa", "Martin");
    base.named("Paul", "Demartin");
    let (people, companies) = palette(&base, "mart");
    assert_eq!(people[0], "Léa Martin", "whose name begins so is first");
    assert_eq!(people.len(), 3, "then whoever has the letters anywhere: {people:?}");
    assert_eq!(companies, ["Martinique Voyages"], "companies by the beginning of their name");
    let trashed = text(&base.list(&[("search", "demartin")])["items"][0], "id");
    base.delete(&format!("/prospects/{trashed}"));
    assert!(!palette(&base, "mart").0.contains(&"Paul Demartin".to_owned()), "nobody from the trash");
    assert_eq!(palette(&base, ""), (vec![], vec![]), "nothing typed, nothing proposed");
}

#[test]
fn signs_of_the_query_language_are_only_signs() {
    let base = Base::new();
    base.add(&json!({ "last_name": "O’Connor \"Red\"", "company": "A & B (NEAR) * OR -x" }));
    for words in [
        "\"",
        "o'connor",
        "NEAR",
        "a OR b*",
        "red\" OR 1",
        "(near)",
        "-x near",
        "^red",
        "company:near",
        "%",
        "_",
        "'; --",
    ] {
        base.list(&[("search", words)]);
        palette(&base, words);
    }
    assert_eq!(found(&base, "connor red").len(), 1, "and the words find");
    assert_eq!(found(&base, "\"near\" or").len(), 1, "even those that FTS5 knows");
}
