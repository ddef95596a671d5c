//! Whom a filter finds, on every road on which it is asked: list, board, cards, search, bulk, export.

use relance_tests::{Base, DAY, Sheet, json, query, text};

fn names(base: &Base, filter: &str) -> Vec<String> {
    let list = base.list(&[("filter", filter), ("sort", "name"), ("limit", "1000")]);
    let found: Vec<String> = list["items"].as_array().unwrap().iter().map(|row| text(row, "name")).collect();
    assert_eq!(list["total"].as_u64().unwrap() as usize, found.len(), "the total is exact: {filter}");
    found
}

fn team() -> Base {
    let base = Base::new();
    base.add(&json!({ "first_name": "Léa", "last_name": "Martin", "city": "Lyon", "phone": "06 39 98 12 34", "value_cents": 500_000 }));
    base.add(&json!({ "first_name": "Jean", "last_name": "Lefèvre", "city": "Saint-Étienne", "email": "jean@nord.fr", "notes": "rappeler le nord" }));
    base.add(
        &json!({ "first_name": "Zoé", "last_name": "Durand", "company": "Nord Énergie", "city": "LYON" }),
    );
    base
}

#[test]
fn values_are_compared_accents_and_case_aside_and_phones_in_any_spelling() {
    let base = team();
    assert_eq!(names(&base, "ville est lyon"), ["Zoé Durand", "Léa Martin"]);
    assert_eq!(names(&base, "ville=\"saint-etienne\""), ["Jean Lefèvre"]);
    for spelling in [
        "téléphone contient \"06 39 98\"",
        "phone:\"+33 6 39\"",
        "téléphone commence par 0639",
        "phone=0639981234",
        "tél finit par 1234",
    ] {
        assert_eq!(names(&base, spelling), ["Léa Martin"], "{spelling}");
    }
    let field = base.post("/fields", &json!({ "label": "Mobile du chef", "kind": "phone" }));
    let id = text(&base.list(&[("search", "Léa Martin")])["items"][0], "id");
    let key = text(&field["field"], "id");
    base.edit(&id, &json!({ "custom": { key: "06 12 34 56 78" } }));
    for spelling in ["est 0612345678", "est \"06 12 34 56 78\"", "contient 3456", "= +33612345678"] {
        let filter = format!("\"Mobile du chef\" {spelling}");
        assert_eq!(names(&base, &filter), ["Léa Martin"], "an own field too: {spelling}");
    }
    assert_eq!(names(&base, "nom est \"martin léa\""), ["Léa Martin"], "either order of the names");
    assert_eq!(names(&base, "nord"), ["Zoé Durand", "Jean Lefèvre"], "words look everywhere");
    assert_eq!(names(&base, "\"le nord\""), ["Jean Lefèvre"], "between quotes they are a phrase");
    assert_eq!(names(&base, "nord -\"le nord\""), ["Zoé Durand"]);
}

#[test]
fn letters_are_found_wherever_they_stand_in_a_name_and_only_there() {
    let base = Base::new();
    let long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
    let mut people = Vec::new();
    for (first, last, company) in [
        ("Jean-Pierre", "de La Tour", "Beau Frère & Fils 1954"),
        ("Zoé", "2Nord3", "Nord-Énergie"),
        ("Éléonore", long, "A2B 3"),
        ("Li", "Wu", "L’Hôte"),
    ] {
        let made = base.add(&json!({ "first_name": first, "last_name": last, "company": company }));
        people.push((made, format!("{first} {last}"), company.to_owned()));
    }
    let fold = |text: &str| relance_store::fold(text);
    let agree = |people: &[(String, String, String)], when: &str| {
        for letters in [
            "npi",
            "erre",
            "tour",
            "latour",
            "lat",
            "n-p",
            "jean pi",
            "nord",
            "2nord3",
            "ord3",
            "leo",
            "ogogogoch",
            "wu",
            "li",
            "a2b",
            "954",
            "beauf",
            "frère",
            "hote",
            "lhote",
            "’hô",
            "énergie",
            "rdene",
            "xyz",
        ] {
            for (field, at) in [("nom", 1), ("entreprise", 2)] {
                let has = |person: &&(String, String, String)| {
                    fold(if at == 1 { &person.1 } else { &person.2 }).contains(&fold(letters))
                };
                let mut wanted: Vec<&str> =
                    people.iter().filter(has).map(|(_, name, _)| name.as_str()).collect();
                let mut found = names(&base, &format!("{field} contient \"{letters}\""));
                wanted.sort_unstable();
                found.sort_unstable();
                assert_eq!(found, wanted, "{field} has « {letters} » {when}");
            }
        }
    };
    agree(&people, "at first");
    // A word that nobody had before, one that somebody has no more, and somebody in the trash.
    base.patch(
        &format!("/prospects/{}", people[3].0),
        &json!({ "last_name": "Xyzor", "company": "Tournord" }),
    );
    people[3] = (people[3].0.clone(), "Li Xyzor".to_owned(), "Tournord".to_owned());
    base.delete(&format!("/prospects/{}", people[1].0));
    people.remove(1);
    agree(&people, "after changes");
}

#[test]
fn no_reply_for_working_days_passes_over_week_ends() {
    let base = Base::new();
    // Today is Monday 2 March: Martin was spoken to a week ago, Durand on Friday, Lefèvre never.
    let rows: [&[&str]; 3] = [
        &["Martin", "a@x.fr", "23/02/2026"],
        &["Durand", "b@x.fr", "27/02/2026"],
        &["Lefèvre", "c@x.fr", ""],
    ];
    let sheet = Sheet::new(&["Nom", "E-mail", "Dernier contact"], &rows);
    base.import(&base.file("contacts.csv", sheet.csv(';')));
    assert_eq!(names(&base, "sans réponse depuis 5 jours ouvrés"), ["Lefèvre", "Martin"]);
    assert_eq!(names(&base, "sans réponse depuis 6 jours ouvrés"), ["Lefèvre"]);
    assert_eq!(
        names(&base, "no reply for 2 working days"),
        ["Lefèvre", "Martin"],
        "Saturday and Sunday do not count"
    );
    assert_eq!(
        names(&base, "dernier contact dans les 4 derniers jours"),
        ["Durand"],
        "Friday is three days ago"
    );
    assert_eq!(names(&base, "sans:contact"), ["Lefèvre"]);
}

#[test]
fn notes_are_asked_for_by_their_words_and_their_days() {
    let base = team();
    let id = |name: &str| text(&base.list(&[("search", name)])["items"][0], "id");
    base.post(&format!("/prospects/{}/notes", id("Martin")), &json!({ "body": "Vue au Salon d’été" }));
    base.clock.advance(6 * DAY);
    base.post(&format!("/prospects/{}/notes", id("Durand")), &json!({ "body": "appelée" }));
    assert_eq!(names(&base, "note contient \"salon d'ete\""), ["Léa Martin"]);
    assert_eq!(names(&base, "sans:note"), ["Jean Lefèvre"]);
    assert_eq!(names(&base, "dernière note dans les 4 derniers jours"), ["Zoé Durand"]);
    assert_eq!(names(&base, "dernière note il y a au moins 5 jours"), ["Léa Martin"]);
}

#[test]
fn the_file_of_an_import_finds_whom_it_created_or_changed() {
    let base = team();
    let rows: [&[&str]; 2] =
        [&["Lefèvre", "jean@nord.fr", "Acheteur"], &["Petit", "ana@petit.fr", "Gérante"]];
    let sheet = Sheet::new(&["Nom", "E-mail", "Fonction"], &rows);
    base.import(&base.file("Salon Été.csv", sheet.csv(';')));
    for filter in
        ["importé de \"salon ete.csv\"", "fichier contient salon", "imported from \"Salon Été.csv\""]
    {
        assert_eq!(names(&base, filter), ["Jean Lefèvre", "Petit"], "{filter}");
    }
    assert_eq!(names(&base, "importé de \"autre.csv\""), [""; 0]);
    assert_eq!(base.get("/filters/words")["files"], json!(["Salon Été.csv"]));
}

#[test]
fn the_time_in_a_stage_is_that_of_the_last_passage() {
    let base = team();
    base.clock.advance(20 * DAY);
    let id = text(&base.list(&[("search", "Martin")])["items"][0], "id");
    base.post("/pipeline/move", &json!({ "ids": [id], "stage": "contacte" }));
    assert_eq!(names(&base, "étape depuis dans les 2 derniers jours"), ["Léa Martin"]);
    assert_eq!(names(&base, "dans l’étape depuis il y a au moins 15 jours"), ["Zoé Durand", "Jean Lefèvre"]);
}

#[test]
fn every_road_asks_the_same_question() {
    let base = Base::new();
    base.post("/sample", &json!({ "rows": 200, "seed": 5 }));
    let filter = "(étape:contacté or étape:négociation) montant>=1000 -civilité=Mme";
    let wanted = base.list(&[("filter", filter)])["total"].as_u64().unwrap();
    assert!(wanted > 3 && wanted < 150, "the filter divides the sample: {wanted}");

    let board = base.get(&format!("/pipeline{}", query(&[("filter", filter)])));
    assert_eq!(board["total"], wanted, "the board");
    let mut cards = 0;
    for column in board["columns"].as_array().unwrap() {
        let page = base.get(&format!(
            "/pipeline/{}/cards{}",
            text(column, "key"),
            query(&[("filter", filter), ("order", "value")])
        ));
        assert_eq!(page["total"], column["count"], "a column says what its cards are");
        cards += page["total"].as_u64().unwrap();
    }
    assert_eq!(cards, wanted, "the cards");

    assert_eq!(base.list(&[("search", filter)])["total"], wanted, "typed into the search");
    let palette = base.get(&format!("/search{}", query(&[("q", filter), ("limit", "50")])));
    assert_eq!(palette["prospects"].as_array().unwrap().len() as u64, wanted.min(50), "the palette");

    let selection = json!({ "by": "query", "query": { "filter": filter } });
    let dry = base.post(
        "/prospects/bulk",
        &json!({ "selection": selection, "action": { "kind": "delete" }, "dry_run": true }),
    );
    assert_eq!(dry["selected"], wanted, "all results of a bulk change");
    let file = base.outside().join("liste.csv");
    let saved = base.post("/exports", &json!({ "selection": selection, "format": "csv", "path": file }));
    assert_eq!(saved["rows"], wanted, "an export");

    base.post("/prospects/bulk", &json!({ "selection": selection, "action": { "kind": "delete" } }));
    assert_eq!(
        base.list(&[("filter", filter)])["total"],
        0,
        "what is kept of a set ends with the next write"
    );
}

#[test]
fn the_search_understands_what_is_of_the_language_and_looks_for_the_rest() {
    let base = team();
    let found = |search: &str| base.list(&[("search", search)])["total"].as_u64().unwrap();
    assert_eq!(found("ville:lyon"), 2);
    assert_eq!(found("ville:lyon durand"), 1);
    assert_eq!(found("Lyon"), 2, "plain words as ever");
    assert_eq!(
        found("rdv: durand"),
        0,
        "a colon behind an unknown word is a colon: both words are looked for"
    );
    assert_eq!(
        base.get_refused("/prospects?search=stage:nulle").key,
        "filter_stage_unknown",
        "a known field with a wrong value is a mistake"
    );
    let id = text(&base.list(&[("search", "durand")])["items"][0], "id");
    assert_eq!(found(&format!("#{id}")), 1);
}

#[test]
fn a_view_of_today_is_another_one_tomorrow() {
    let base = team();
    assert_eq!(names(&base, "créé est aujourd’hui").len(), 3);
    base.clock.advance(DAY);
    assert_eq!(
        names(&base, "créé est aujourd’hui"),
        [""; 0],
        "nothing was written since, yet the day went on"
    );
    assert_eq!(names(&base, "créé est hier").len(), 3);
}

#[test]
fn letters_that_are_kept_follow_every_write() {
    let base = team();
    let id = text(&base.list(&[("search", "durand")])["items"][0], "id");
    // Two letters: too few for the index of words, so those of all names are read and kept.
    for (filter, who) in [("nom contient ra", "Zoé Durand"), ("entreprise contient rg", "Zoé Durand")] {
        assert_eq!(names(&base, filter), [who], "{filter}");
    }
    base.edit(&id, &json!({ "last_name": "Lebrun", "company": "Sud" }));
    assert_eq!(names(&base, "nom contient ra"), [""; 0]);
    assert_eq!(names(&base, "nom contient br"), ["Zoé Lebrun"]);
    assert_eq!(names(&base, "entreprise contient rg"), [""; 0]);
    assert_eq!(names(&base, "entreprise finit par ud"), ["Zoé Lebrun"]);
    base.delete(&format!("/prospects/{id}"));
    assert_eq!(names(&base, "nom contient br ou entreprise finit par ud"), [""; 0]);
}
