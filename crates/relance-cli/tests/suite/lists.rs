//! `pipeline`, `companies`, `stages`, `tags`, `export`, `settings`, `demo`: the shapes that scripts rely on.

use crate::home::{Home, read};
use serde_json::Value;

#[test]
fn the_pipeline_is_an_array_in_order_with_exact_counts_and_sums() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "300"]);
    let board = home.json(&["pipeline"]);
    let columns = board.as_array().unwrap();
    let stages = home.json(&["stages"]);
    let keys =
        |list: &Value| list.as_array().unwrap().iter().map(|item| item["key"].clone()).collect::<Vec<_>>();
    assert_eq!(keys(&board), keys(&stages), "the order of the board");
    assert_eq!(columns.iter().map(|column| column["count"].as_u64().unwrap()).sum::<u64>(), 300);
    for column in columns {
        let key = column["key"].as_str().unwrap();
        let listed = home.json(&["prospects", "list", "--stage", key, "--limit", "1000"]);
        assert_eq!(listed["total"], column["count"], "{key}");
        let cents: i64 =
            listed["items"].as_array().unwrap().iter().filter_map(|row| row["value_cents"].as_i64()).sum();
        assert_eq!(column["value"].as_i64(), Some(cents), "{key}");
        assert!(column["label"].is_string() && column["values"].is_array());
    }
    let text = home.ok(&["pipeline"]);
    assert!(text.contains("Étape") && text.contains("300 prospects"), "{text}");
}

#[test]
fn a_card_moves_to_a_stage_by_key_or_name_and_to_its_place() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "10"]);
    home.ok(&["prospects", "add", "--last-name", "Lefèvre"]);
    home.ok(&["prospects", "add", "--last-name", "Durand", "--first-name", "Zoé"]);
    let (one, two) = (home.id_of("Lefèvre"), home.id_of("Zoé"));
    let stages = home.json(&["stages"]);
    let (key, label) = (stages[1]["key"].as_str().unwrap(), stages[1]["label"].as_str().unwrap());
    let moved = home.json(&["pipeline", "move", &one, key]);
    assert_eq!(moved["moved"], 1);
    assert!(moved["operation"].is_string(), "ids are strings");
    home.ok(&["pipeline", "move", &two, label, "--after", &one]);
    let listed = home.json(&["prospects", "list", "--stage", key, "--sort", "stage", "--limit", "1000"]);
    let order: Vec<&str> =
        listed["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    let at = |id: &str| order.iter().position(|held| *held == id).unwrap();
    assert_eq!(at(&two), at(&one) + 1, "just below");
    assert!(home.fails(1, &["pipeline", "move", &one, "ailleurs"]).contains("étape"));
    home.fails(2, &["pipeline", "move", &one]);
    let text = home.ok(&["pipeline", "--search", "Lefevre"]);
    assert!(text.contains("1 prospect\n"), "the board is filtered: {text}");
}

#[test]
fn companies_are_listed_shown_and_edited() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng", "--company", "Menuiserie Ker Lann"]);
    let listed = home.json(&["companies", "list", "--search", "menuiserie"]);
    assert_eq!((listed["total"].as_u64(), listed["items"][0]["prospects"].as_u64()), (Some(1), Some(1)));
    let id = listed["items"][0]["id"].as_str().unwrap();
    let saved = home.json(&["companies", "edit", id, "--siren", "732 829 320", "--city", "Bruz"]);
    assert_eq!(saved["company"]["siren"], "732829320");
    assert!(home.ok(&["companies", "show", id]).contains("Bruz"));
    let text = home.fails(1, &["companies", "edit", id, "--siren", "123456789"]);
    assert!(text.contains("SIREN"), "{text}");
    home.ok(&["companies", "edit", id, "--city", ""]);
    assert!(home.json(&["companies", "show", id])["city"].is_null(), "an empty text clears");
}

#[test]
fn tags_are_counted() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng", "--tag", "Salon", "--tag", "Priorité"]);
    let tags = home.json(&["tags"]);
    assert_eq!(tags.as_array().map(Vec::len), Some(2));
    assert_eq!((tags[1]["name"].as_str(), tags[1]["prospects"].as_u64()), (Some("Salon"), Some(1)));
}

#[test]
fn exports_are_csv_or_xlsx_by_their_ending_and_filtered_like_lists() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "50"]);
    home.ok(&["prospects", "add", "--last-name", "Lefèvre", "--value", "1 234,56 €"]);
    let csv = home.path("tous.csv").display().to_string();
    assert_eq!(home.json(&["export", &csv])["rows"], 51);
    let text = read(&csv);
    assert_eq!(text.lines().count(), 52);
    assert!(text.starts_with("Civilité;Prénom;Nom;"), "{}", &text[..80]);
    let one = home.path("un.csv").display().to_string();
    home.ok(&["export", &one, "--search", "lefevre", "--columns", "last_name,value", "--lang", "en"]);
    assert_eq!(read(&one).lines().next(), Some("Last name,Amount"));
    assert_eq!(read(&one).lines().count(), 2);
    let xlsx = home.path("tous.XLSX").display().to_string();
    home.ok(&["export", &xlsx]);
    assert_eq!(&std::fs::read(&xlsx).unwrap()[..2], b"PK");
    let again = Home::new();
    assert_eq!(again.json(&["import", &xlsx])["created"], 51, "what goes out comes in again");
    assert!(home.fails(1, &["export", "prospects.pdf"]).contains(".csv"));
    assert!(home.fails(1, &["export", &csv, "--columns", "ville"]).contains("ville"));
    home.fails(1, &["export", &home.path("nowhere/x.csv").display().to_string()]);
}

#[test]
fn settings_are_shown_set_and_checked() {
    let home = Home::new();
    assert_eq!(home.json(&["settings"])["default_currency"], "EUR");
    assert_eq!(home.json(&["settings", "default_currency", "CHF"])["value"], "CHF");
    assert_eq!(home.json(&["settings", "close_to_tray", "oui"])["value"], true);
    assert_eq!(home.json(&["settings", "text_size", "125"])["value"], 125);
    assert_eq!(home.json(&["settings", "default_currency"])["value"], "CHF");
    assert!(home.ok(&["settings"]).contains("default_currency"));
    assert!(home.fails(1, &["settings", "theme", "rose"]).contains("rose"));
    assert!(home.fails(1, &["settings", "colour"]).contains("colour"));
    home.fails(1, &["settings", "text_size", "large"]);
}

#[test]
fn the_sample_is_the_same_for_a_seed_and_leaves_a_base_alone_with_if_new() {
    let (one, two) = (Home::new(), Home::new());
    for home in [&one, &two] {
        assert_eq!(home.json(&["demo", "--rows", "25", "--seed", "7", "--if-new"])["prospects"], 25);
    }
    let names = |home: &Home| {
        let listed = home.json(&["prospects", "list", "--sort", "name"]);
        listed["items"].as_array().unwrap().iter().map(|row| row["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&one), names(&two));
    let again = one.json(&["demo", "--if-new"]);
    assert!(again["operation"].is_null());
    assert_eq!(one.count(), 25, "nothing was added");
}
