//! Similar results: a name written almost so, or as it is said, finds whom one means, behind who has it exactly.

use axum::http::Method;
use proptest::{prelude::*, test_runner::TestRunner};
use relance_tests::{Base, json, query, text, texts};
use serde_json::Value;

fn palette(base: &Base, words: &str) -> Value {
    base.get(&format!("/search{}", query(&[("q", words)])))
}

/// Exact results, then similar ones.
fn found(base: &Base, words: &str) -> (Vec<String>, Vec<String>) {
    let answer = palette(base, words);
    assert_eq!(
        answer["approximate"],
        json!(
            !texts(&answer["similar"], "name").is_empty()
                || !texts(&answer["similar_companies"], "name").is_empty()
        ),
        "« {words} »: similar results are marked as such"
    );
    (texts(&answer["prospects"], "name"), texts(&answer["similar"], "name"))
}

fn nobody() -> Vec<String> {
    Vec::new()
}

const FIRST: [&str; 24] = [
    "Jean",
    "Camille",
    "Benoît",
    "Chloé",
    "Stéphane",
    "Françoise",
    "Guillaume",
    "Anaïs",
    "Mickaël",
    "Véronique",
    "Théo",
    "Gaëlle",
    "Jean-Pierre",
    "Marie-Claire",
    "Aurélien",
    "Sébastien",
    "Noémie",
    "Karim",
    "Fatoumata",
    "Loïc",
    "Inès",
    "Alexandre",
    "Bérénice",
    "Quentin",
];

/// Names of four letters and more, of every kind of length.
const LAST: [&str; 72] = [
    "Lefebvre",
    "Dupont",
    "Durand",
    "Moreau",
    "Rousseau",
    "Beaufrère",
    "Kermarrec",
    "Le Goff",
    "Guillaumet",
    "Fontaine",
    "Chevallier",
    "Robin",
    "Masson",
    "Sanchez",
    "Nguyen",
    "Muller",
    "Henry",
    "Roussel",
    "Nicolas",
    "Perrin",
    "Morin",
    "Mathieu",
    "Clément",
    "Gauthier",
    "Dumont",
    "Lopez",
    "Garnier",
    "Faure",
    "Meunier",
    "Blanchard",
    "Joly",
    "Rivière",
    "Brunet",
    "Giraud",
    "Leroux",
    "Renard",
    "Arnaud",
    "Lacroix",
    "Picard",
    "Roger",
    "Bouvier",
    "Vasseur",
    "Charpentier",
    "Vaillant",
    "Carpentier",
    "Delaunay",
    "Bourgeois",
    "Tessier",
    "Langlois",
    "Hoarau",
    "Payet",
    "Grondin",
    "Benali",
    "Traoré",
    "Diallo",
    "Öztürk",
    "Da Silva",
    "de La Tour",
    "Saint-Exupéry",
    "O’Connor",
    "Kowalczyk",
    "Schneider",
    "Wojciechowski",
    "Papadopoulos",
    "Abdelkrim",
    "Besançenot",
    "Quéméner",
    "Prigent",
    "Etcheverry",
    "Casanova",
    "Santoni",
    "Zimmermann",
];

const COMPANIES: [&str; 6] = [
    "Vieux Moulin",
    "Boulangerie Levain",
    "Beau Frère & Fils",
    "Charpentes Aubrac",
    "Imprimerie Rennaise",
    "Orfèvre SARL",
];

/// Everybody, each in one of the companies.
fn crowd() -> Base {
    let base = Base::new();
    for (i, last) in LAST.iter().enumerate() {
        base.add(&json!({ "first_name": FIRST[i % FIRST.len()], "last_name": last, "company": COMPANIES[i % COMPANIES.len()] }));
    }
    base
}

#[test]
fn names_said_alike_come_behind_those_that_are_written_so() {
    let base = Base::new();
    for (first, last) in
        [("Anne", "Lefebvre"), ("Luc", "Lefèvre"), ("Éva", "Lefevre"), ("Jean", "Dupont"), ("Léa", "Martin")]
    {
        base.named(first, last);
    }
    let (exact, similar) = found(&base, "lefevre");
    assert_eq!(exact, ["Éva Lefevre", "Luc Lefèvre"], "accents are no slip: both are exact");
    assert_eq!(similar, ["Anne Lefebvre"], "said alike, and behind");
    assert_eq!(found(&base, "lefebvre").1, ["Éva Lefevre", "Luc Lefèvre"], "and the other way round");
    let answer = palette(&base, "lefevre");
    assert_eq!((&answer["total"], &answer["similar_total"]), (&json!(2), &json!(1)), "each with its total");
    for words in ["jan dupon", "dupon jan", "Jaen Dupond", "dupnt"] {
        let (exact, similar) = found(&base, words);
        assert_eq!((exact, similar), (nobody(), vec!["Jean Dupont".to_owned()]), "« {words} »");
    }
    for words in ["jan martin", "dupon léa", "jean lefevre dupont", "dupont@", "xyzt"] {
        assert_eq!(found(&base, words).1, nobody(), "« {words} »: every word must be hers");
    }
}

#[test]
fn names_of_several_words_are_found_written_together_and_apart() {
    let base = crowd();
    for (words, who) in [
        ("delatour", "de La Tour"),
        ("dela tour", "de La Tour"),
        ("saintexupery", "Saint-Exupéry"),
        ("saint exuperi", "Saint-Exupéry"),
        ("legof", "Le Goff"),
        ("oconor", "O’Connor"),
        ("dasilva", "Da Silva"),
        ("beaufrere", "Beaufrère"),
        ("bofrere", "Beaufrère"),
        ("beau frere", "Beaufrère"),
        ("kermarek", "Kermarrec"),
        ("wojcechowsky", "Wojciechowski"),
    ] {
        let (exact, similar) = found(&base, words);
        let all = [exact, similar].concat();
        assert!(all.iter().any(|name| name.ends_with(who)), "« {words} » finds {who}: {all:?}");
    }
}

#[test]
fn companies_too_are_found_but_for_a_slip() {
    let base = crowd();
    for (words, company) in [
        ("moulain", "Vieux Moulin"),
        ("boulengerie levin", "Boulangerie Levain"),
        ("levain boulangrie", "Boulangerie Levain"),
        ("beaufrère et fils", "Beau Frère & Fils"),
        ("imprimerie renaise", "Imprimerie Rennaise"),
    ] {
        let answer = palette(&base, words);
        let companies = texts(&answer["similar_companies"], "name");
        assert!(companies.contains(&company.to_owned()), "« {words} » finds {company}: {companies:?}");
    }
    let answer = palette(&base, "charpentes obrac");
    let people = texts(&answer["similar"], "name");
    assert_eq!(people.len(), 12, "and the people of the company: {people:?}");
    assert_eq!(answer["similar_total"], json!(12), "all of them are counted");
}

#[test]
fn a_list_says_how_many_are_similar_and_lists_them_when_asked() {
    let base = Base::new();
    let ids = [("Anne", "Lefebvre"), ("Luc", "Lefèvre"), ("Jean", "Dupont")]
        .map(|(first, last)| base.named(first, last));
    let none = base.list(&[("search", "lefevbre")]);
    assert_eq!(
        (&none["total"], &none["similar"], &none["approximate"]),
        (&json!(0), &json!(2), &json!(false)),
        "{none}"
    );
    let asked = base.list(&[("search", "lefevbre"), ("similar", "true")]);
    assert_eq!(
        texts(&asked["items"], "name"),
        ["Luc Lefèvre", "Anne Lefebvre"],
        "as near as each other: the newest first"
    );
    assert_eq!((&asked["total"], &asked["approximate"]), (&json!(2), &json!(true)), "and marked");
    let sorted = base.list(&[("search", "lefevbre"), ("similar", "true"), ("sort", "name")]);
    assert_eq!(texts(&sorted["items"], "name"), ["Anne Lefebvre", "Luc Lefèvre"], "sorted as any list");
    let exact = base.list(&[("search", "lefevre")]);
    assert_eq!(
        (&exact["total"], &exact["similar"]),
        (&json!(1), &json!(0)),
        "with an exact result, a list is exact"
    );
    let selection = json!({ "by": "query", "query": { "search": "lefevbre" }, "except": [] });
    let bulk =
        base.post("/prospects/bulk", &json!({ "selection": selection, "action": { "kind": "delete" } }));
    assert_eq!(
        bulk["selected"],
        json!(0),
        "what is done to all results is never done to similar ones unasked"
    );
    base.delete(&format!("/prospects/{}", ids[0]));
    assert_eq!(base.list(&[("search", "lefevbre")])["similar"], json!(1), "nobody from the trash");
    base.undo();
    assert_eq!(base.list(&[("search", "lefevbre")])["similar"], json!(2), "out of it, she is found again");
}

#[test]
fn each_write_and_each_undo_is_followed() {
    let base = Base::new();
    let similar = |words: &str| found(&base, words).1;
    let id =
        base.add(&json!({ "first_name": "Anne", "last_name": "Vasseneix", "company": "Grande Minoterie" }));
    assert_eq!(similar("vasseniex"), ["Anne Vasseneix"], "as soon as she is there");
    base.edit(&id, &json!({ "last_name": "Trochu" }));
    assert_eq!(
        (similar("vasseniex"), similar("trochy")),
        (nobody(), vec!["Anne Trochu".to_owned()]),
        "by her new name only"
    );
    base.undo();
    assert_eq!(
        (similar("vasseniex"), similar("trochy")),
        (vec!["Anne Vasseneix".to_owned()], nobody()),
        "undone, by the old one"
    );
    let company = text(&base.prospect(&id), "company_id");
    base.patch(&format!("/companies/{company}"), &json!({ "name": "Petit Fournil" }));
    assert_eq!(
        (similar("minotrie"), similar("furnil")),
        (nobody(), vec!["Anne Vasseneix".to_owned()]),
        "a company renamed"
    );
    base.undo();
    assert_eq!(similar("minotrie"), ["Anne Vasseneix"], "and named again");
    base.assert_sound();
    let file = base.file(
        "salon.csv",
        "Prénom;Nom;Société\nYvon;Quéméneur;Crêperie Bleue\nMaud;Scornet;Crêperie Bleue\n",
    );
    base.import(&file);
    assert_eq!(similar("kemeneur"), ["Yvon Quéméneur"], "those of a file");
    assert_eq!(similar("creperi bleu scornez"), ["Maud Scornet"], "and their company");
    base.assert_sound();
    let before = base.digest();
    base.undo();
    assert_eq!(similar("kemeneur"), nobody(), "an import undone is gone whole");
    base.redo();
    assert_eq!(
        (similar("kemeneur"), base.digest()),
        (vec!["Yvon Quéméneur".to_owned()], before),
        "and redone, whole"
    );
    base.assert_sound();
}

#[test]
fn nobody_erased_is_remembered_by_the_vocabulary() {
    let base = Base::new();
    base.named("Maud", "Scornet");
    let id = base.named("Maud", "Vasseneix");
    let pages = || -> i64 {
        let sql = "SELECT count(*) FROM search_person_data WHERE instr(block, CAST('asseneix' AS BLOB)) > 0";
        base.core.read(|db| db.scalar(sql, [])).expect("the index")
    };
    assert_eq!(pages(), 1, "her name is in the index");
    let body =
        json!({ "selection": { "by": "ids", "ids": [id] }, "action": { "kind": "erase", "count": 1 } });
    assert!(base.ask(Method::POST, "/prospects/bulk", Some(&body)).status == 200, "she is erased");
    assert_eq!(found(&base, "vasseniex").1, nobody(), "and is not found");
    base.assert_sound();
    let words: Vec<String> = base
        .core
        .read(|db| db.rows("SELECT word FROM search_word ORDER BY word", [], |row| row.get(0)))
        .expect("the vocabulary");
    assert_eq!(words, ["maud", "scornet"], "what others are called stays, what only she was called goes");
    assert_eq!(pages(), 0, "and no page of the index holds her name");
}

#[test]
fn a_restart_reads_the_words_again() {
    let base = crowd();
    let before = found(&base, "kermarek");
    assert!(!before.1.is_empty(), "found before");
    assert_eq!(found(&base.restarted(), "kermarek"), before, "and after");
}

#[test]
fn short_words_and_exact_hits_do_not_drown() {
    let base = crowd();
    for first in ["Léa", "Léo", "Luc", "Guy", "Ali", "Eva", "Noé", "Max", "Tom", "Zoé"] {
        base.named(first, "Roy");
    }
    for last in [
        "Petit", "Petty", "Pettit", "Pelit", "Peltier", "Pettier", "Betit", "Pepit", "Peti", "Fetit", "Retif",
    ] {
        base.named("Ana", last);
    }
    for words in ["roy", "léa", "lé", "l", "luc roy", "ali", "06", "75011", "a b", "noé"] {
        let similar = found(&base, words).1;
        assert!(similar.len() <= 1, "« {words} » is too short to be another word: {similar:?}");
    }
    let (exact, similar) = found(&base, "petit");
    assert_eq!(exact, ["Ana Petit"], "the exact one is alone in front");
    assert!((1..=5).contains(&similar.len()), "and few stand behind: {similar:?}");
    for name in LAST.iter().filter(|name| !name.contains(' ')) {
        let (exact, similar) = found(&base, name);
        assert!(exact[0].ends_with(name), "{name} finds herself first: {exact:?}");
        assert!(similar.len() <= 5, "{name}: {similar:?}");
    }
}

/// A word with slips: a letter left out, put in, mistaken, in its neighbour's place, or with another accent.
fn slip(word: &str, slips: &[(u8, usize, char)]) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    for (kind, at, letter) in slips {
        let at = at % letters.len();
        match kind {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, *letter),
            2 => letters[at] = *letter,
            3 if at > 0 => letters.swap(at - 1, at),
            _ => letters[at] = accented(letters[at]),
        }
    }
    letters.into_iter().collect()
}

fn accented(letter: char) -> char {
    match letter {
        'e' => 'ê',
        'a' => 'à',
        'i' => 'ï',
        'o' => 'ô',
        'u' => 'ù',
        'c' => 'ç',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        other => other,
    }
}

fn is_found(base: &Base, words: &str, who: &str) -> bool {
    let named = |answer: &Value| texts(&answer["items"], "name").iter().any(|name| name.ends_with(who));
    named(&base.list(&[("search", words), ("limit", "200")]))
        || named(&base.list(&[("search", words), ("similar", "true"), ("limit", "200")]))
}

#[test]
fn every_name_with_a_slip_finds_its_record() {
    let base = crowd();
    let names: Vec<&str> = LAST.into_iter().filter(|name| name.chars().all(char::is_alphabetic)).collect();
    let one = (0..5_u8, 0..40_usize, proptest::char::range('a', 'z'));
    let slips = (0..names.len(), proptest::collection::vec(one, 1..=2));
    TestRunner::new(ProptestConfig::with_cases(400))
        .run(&slips, |(who, slips)| {
            let name = names[who];
            // One slip in words of four to seven letters, two in longer ones.
            let allowed = if name.chars().count() >= 8 { 2 } else { 1 };
            let typed = slip(name, &slips[..slips.len().min(allowed)]);
            prop_assert!(is_found(&base, &typed, name), "« {typed} » finds {name}");
            Ok(())
        })
        .expect("every name with a slip is found");
}
