//! `prospects` and `notes`: people added, found, edited, thrown away and brought back.

use crate::home::Home;

#[test]
fn a_list_has_its_total_and_its_page() {
    let home = Home::new();
    let empty = home.json(&["prospects", "list"]);
    assert_eq!((empty["total"].as_u64(), empty["items"].as_array().map(Vec::len)), (Some(0), Some(0)));
    home.ok(&["demo", "--rows", "1500"]);
    let page = home.json(&["prospects", "list", "--offset", "10", "--limit", "3", "--sort", "name"]);
    assert_eq!((page["total"].as_u64(), page["items"].as_array().map(Vec::len)), (Some(1500), Some(3)));
    let whole = home.json(&["prospects", "list", "--limit", "5000", "--sort", "name"]);
    assert_eq!(whole["items"].as_array().map(Vec::len), Some(1500), "beyond one page of the core");
    assert_eq!(whole["items"][11], page["items"][1]);
    let beyond = home.json(&["prospects", "list", "--offset", "18446744073709551615"]);
    assert_eq!((beyond["total"].as_u64(), beyond["items"].as_array().map(Vec::len)), (Some(1500), Some(0)));
    let text = home.ok(&["prospects", "list", "--limit", "2"]);
    assert!(text.contains("1 à 2 sur 1\u{202f}500 prospects"), "{text}");
    assert!(home.fails(1, &["prospects", "list", "--sort", "weight"]).contains("expected_close"));
}

#[test]
fn a_prospect_is_added_as_typed_and_found_without_accents() {
    let home = Home::new();
    let words = [
        "prospects",
        "add",
        "--civility",
        "mme",
        "--first-name",
        "Zoé",
        "--last-name",
        "LEFÈVRE",
        "--company",
        "Halle & Cie",
        "--email",
        "Zoe@Exemple.FR",
        "--phone",
        "06 12 34 56 78",
        "--other-phone",
        "01 42 68 53 00",
        "--value",
        "12 k€",
        "--expected-close",
        "31/12/2026",
        "--tag",
        "Salon",
        "--city",
        "Nantes",
        "--stage",
        "contacte",
    ];
    let saved = home.json(&words);
    let prospect = &saved["prospect"];
    assert_eq!(prospect["phone"], "+33612345678");
    assert_eq!(prospect["last_name"], "Lefèvre", "capitals are tamed");
    assert_eq!(prospect["value_cents"], 1_200_000);
    assert_eq!(prospect["expected_close_on"], "2026-12-31");
    assert_eq!(prospect["addresses"][0]["value"], "+33142685300");
    assert_eq!(prospect["tags"][0]["name"], "Salon");
    for search in ["lefevre", "fèv", "0612", "+33 6 12", "halle"] {
        assert_eq!(home.json(&["prospects", "list", "--search", search])["total"], 1, "{search}");
    }
    let text = home.ok(&["prospects", "show", prospect["id"].as_str().unwrap()]);
    assert!(text.contains("+33 6 12 34 56 78") && text.contains("12\u{202f}000\u{202f}€"), "{text}");
}

#[test]
fn a_mistake_in_a_field_names_the_field_and_writes_nothing() {
    let home = Home::new();
    let problem = home.json_with(1, &["prospects", "add", "--last-name", "Ng", "--email", "ng@"]);
    assert_eq!((problem["key"].as_str(), problem["field"].as_str()), (Some("email_invalid"), Some("email")));
    assert!(home.fails(1, &["prospects", "add", "--last-name", "Ng", "--phone", "12"]).contains("Téléphone"));
    assert!(home.fails(1, &["prospects", "add", "--last-name", "Ng", "--value", "cher"]).contains("cher"));
    assert!(home.fails(1, &["prospects", "add"]).contains("Il faut un nom"));
    home.fails(1, &["prospects", "add", "--last-name", "Ng", "--tag", "A", "--stage", "nulle part"]);
    assert_eq!(
        (home.count(), home.json(&["tags"]).as_array().map(Vec::len)),
        (0, Some(0)),
        "no half of anything"
    );
}

#[test]
fn an_edit_writes_what_is_named_and_an_empty_text_clears() {
    let home = Home::new();
    home.ok(&[
        "prospects",
        "add",
        "--last-name",
        "Ng",
        "--city",
        "Lyon",
        "--tag",
        "A",
        "--other-email",
        "b@exemple.fr",
    ]);
    let id = home.id_of("Ng");
    let saved = home.json(&[
        "prospects",
        "edit",
        &id,
        "--city",
        "",
        "--tag",
        "B",
        "--untag",
        "A",
        "--other-phone",
        "0142685300",
    ]);
    let prospect = &saved["prospect"];
    assert!(prospect["city"].is_null());
    assert_eq!(prospect["tags"].as_array().map(Vec::len), Some(1));
    assert_eq!(prospect["tags"][0]["name"], "B");
    assert_eq!(prospect["addresses"].as_array().map(Vec::len), Some(2), "the other e-mail stays: {prospect}");
    let again = home.json(&["prospects", "edit", &id, "--last-name", "Ng"]);
    assert!(again["operation"].is_null(), "nothing had to change");
    home.fails(1, &["prospects", "edit", &id, "--untag", "inconnue"]);
    home.fails(1, &["prospects", "edit", "42", "--city", "Lyon"]);
}

#[test]
fn custom_fields_are_written_by_name() {
    let home = Home::new();
    let file = home.file("a.csv", "Nom;Couleur préférée\nNg;bleu\n");
    home.ok(&["import", &file, "--map", "Couleur préférée=custom:Couleur"]);
    let id = home.id_of("bleu");
    home.ok(&["prospects", "edit", &id, "--set", "couleur=vert"]);
    assert!(home.ok(&["prospects", "show", &id]).contains("vert"));
    assert!(home.fails(1, &["prospects", "edit", &id, "--set", "Pointure=42"]).contains("Pointure"));
    home.fails(1, &["prospects", "edit", &id, "--set", "Couleur"]);
}

#[test]
fn the_trash_keeps_and_undo_brings_back() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "5"]);
    let listed = home.json(&["prospects", "list"]);
    let ids: Vec<&str> =
        listed["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(home.json(&["prospects", "delete", ids[0], ids[1]])["deleted"], 2);
    assert_eq!((home.count(), home.json(&["prospects", "list", "--trash"])["total"].as_u64()), (3, Some(2)));
    let undone = home.json(&["undo"]);
    assert!(undone["operation"].is_string() && undone["conflicts"].as_array().is_some_and(Vec::is_empty));
    assert_eq!(home.count(), 5);
    home.fails(1, &["prospects", "delete", ids[0], "42"]);
    assert_eq!(home.count(), 5, "an unknown id deletes nobody");
}

#[test]
fn owners_are_named() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng"]);
    home.ok(&["prospects", "add", "--last-name", "Durand", "--owner", "none"]);
    assert_eq!(home.json(&["prospects", "list", "--owner", "none"])["total"], 1);
    assert!(home.fails(1, &["prospects", "list", "--owner", "Personne"]).contains("membre"));
}

#[test]
fn a_note_is_on_the_timeline() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng"]);
    let id = home.id_of("Ng");
    let saved = home.json(&["notes", "add", &id, "Rappeler jeudi"]);
    assert_eq!(
        (saved["activity"]["kind"].as_str(), saved["activity"]["caller"].as_str()),
        (Some("note"), Some("cli"))
    );
    assert!(home.ok(&["prospects", "show", &id]).contains("Rappeler jeudi"));
    assert_eq!(home.json(&["prospects", "show", &id])["timeline"][0]["body"], "Rappeler jeudi");
    home.fails(1, &["notes", "add", &id, "  "]);
}

#[test]
fn a_hostile_name_cannot_speak_to_the_terminal() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "a\u{1b}[2Jb", "--notes", "x\u{7}y"]);
    let listed = home.ok(&["prospects", "list"]);
    let shown = home.ok(&["prospects", "show", &home.id_of("2jb")]);
    assert!(!listed.contains('\u{1b}') && !shown.contains('\u{1b}') && !shown.contains('\u{7}'), "{shown:?}");
}
