//! `stages`, `tags`, `fields`: what prospects are sorted by, changed from the command line.

use crate::home::Home;

#[test]
fn a_field_is_made_filled_asked_for_and_removed() {
    let home = Home::new();
    assert!(home.ok(&["fields"]).contains("Aucun champ"), "none to begin with");
    let made = home.json(&[
        "fields",
        "add",
        "Besoin",
        "--kind",
        "select",
        "--option",
        "Réseau",
        "--option",
        "Nuage",
        "--required-at",
        "negociation",
    ]);
    assert_eq!(made["field"]["options"].as_array().map(Vec::len), Some(2));
    home.ok(&["prospects", "add", "--last-name", "Lefèvre"]);
    let id = home.id_of("Lefèvre");
    let text = home.fails(1, &["pipeline", "move", &id, "negociation"]);
    assert!(text.contains("Besoin"), "it says what is missing: {text}");
    home.ok(&["pipeline", "move", &id, "negociation", "--set", "besoin=nuage"]);
    home.ok(&["fields", "option", "edit", "Besoin", "Nuage", "--label", "Cloud", "--color", "c2"]);
    assert!(home.ok(&["prospects", "show", &id]).contains("Cloud"), "renamed where it is held");
    let shown = home.json(&["fields", "show", "besoin"]);
    assert_eq!((shown["use"]["prospects"].as_u64(), shown["label"].as_str()), (Some(1), Some("Besoin")));
    home.ok(&["fields", "option", "merge", "Besoin", "Cloud", "--into", "Réseau"]);
    let text = home.ok(&["fields"]);
    assert!(text.contains("Liste") && text.contains("Réseau") && !text.contains("Cloud"), "{text}");
    assert!(
        home.fails(1, &["fields", "edit", "Besoin", "--kind", "number"]).contains("Réseau"),
        "with an example"
    );
    home.ok(&["fields", "remove", "Besoin"]);
    home.ok(&["undo"]);
    assert_eq!(home.json(&["fields"]).as_array().map(Vec::len), Some(1), "undone");
    home.fails(2, &["fields", "add", "X", "--kind", "colour"]);
}

#[test]
fn tags_are_merged_and_stages_get_a_probability() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng", "--tag", "Salon", "--tag", "salon26"]);
    home.ok(&["tags", "edit", "Salon", "--color", "c3"]);
    home.ok(&["tags", "merge", "salon26", "--into", "Salon"]);
    let tags = home.json(&["tags"]);
    assert_eq!((tags.as_array().map(Vec::len), tags[0]["color"].as_str()), (Some(1), Some("c3")));
    assert!(
        home.fails(1, &["tags", "edit", "Salon", "--color", "red"]).contains("c1"),
        "the colours are said"
    );
    home.ok(&["tags", "remove", "salon"]);
    home.ok(&["stages", "add", "Démo", "--days", "7", "--probability", "30%", "--position", "1"]);
    let stages = home.json(&["stages"]);
    assert_eq!((stages[1]["label"].as_str(), stages[1]["probability"].as_i64()), (Some("Démo"), Some(30)));
    assert!(home.ok(&["stages"]).contains("30 %"));
    home.ok(&["stages", "edit", "demo", "--probability", "none", "--label", "Démonstration"]);
    assert!(home.json(&["stages"])[1]["probability"].is_null());
    home.fails(1, &["stages", "edit", "demo", "--probability", "120"]);
    home.ok(&["stages", "remove", "Démonstration"]);
}
