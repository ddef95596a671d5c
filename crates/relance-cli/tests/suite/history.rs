//! `history`, `undo`, `redo`: what was done, and the way back, from one process to the next.

use crate::home::Home;

#[test]
fn an_operation_is_undone_and_redone_across_processes() {
    let home = Home::new();
    let added = home.json(&["prospects", "add", "--last-name", "Ng"]);
    let id = added["prospect"]["id"].as_str().unwrap();
    home.ok(&["prospects", "edit", id, "--city", "Lyon"]);
    let undone = home.json(&["undo"]);
    assert!(undone["operation"].is_string(), "{undone}");
    assert!(home.json(&["prospects", "show", id])["city"].is_null());
    assert!(home.json(&["redo"])["operation"].is_string());
    assert_eq!(home.json(&["prospects", "show", id])["city"], "Lyon");
    assert!(home.ok(&["undo"]).contains("Annulé"));
}

#[test]
fn nothing_to_undo_is_refused_calmly() {
    let home = Home::new();
    let answer = home.json_with(1, &["undo"]);
    assert!(
        answer["operation"].is_null() && answer["conflicts"].as_array().is_some_and(Vec::is_empty),
        "{answer}"
    );
    home.json_with(1, &["redo"]);
    assert_eq!(home.json_with(1, &["undo", "42"])["code"], "not_found");
}

#[test]
fn conflicts_refuse_an_older_undo_and_can_be_kept() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng", "--city", "Lyon", "--sector", "Bois"]);
    let id = home.id_of("Ng");
    let first = home.json(&["prospects", "edit", &id, "--city", "Nantes", "--sector", "Métal"]);
    home.ok(&["prospects", "edit", &id, "--city", "Brest"]);
    let operation = first["operation"].as_str().unwrap();
    let refused = home.json_with(1, &["undo", operation]);
    assert!(refused["operation"].is_null());
    let conflict = &refused["conflicts"][0];
    assert_eq!(
        (conflict["field"].as_str(), conflict["would_be"].as_str(), conflict["now"].as_str()),
        (Some("city"), Some("Lyon"), Some("Brest"))
    );
    let output = home.command(&["undo", operation]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("Rien n’a été annulé") && text.contains("--keep-conflicts"), "{text}");
    let kept = home.json(&["undo", operation, "--keep-conflicts"]);
    assert!(kept["operation"].is_string());
    let now = home.json(&["prospects", "show", &id]);
    assert_eq!((now["city"].as_str(), now["sector"].as_str()), (Some("Brest"), Some("Bois")));
}

#[test]
fn history_tells_who_did_what_and_which_fields_changed() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng"]);
    let id = home.id_of("Ng");
    home.ok(&["prospects", "edit", &id, "--city", "Lyon"]);
    let all = home.json(&["history"]);
    assert_eq!(all["items"][0]["label"], "prospects.edit");
    assert_eq!(all["items"][0]["caller"], "cli");
    assert!(all["undo"].is_object() && all["redo"].is_null());
    let text = home.ok(&["history"]);
    assert!(text.contains("Modification de Ng") && text.contains("Ligne de commande"), "{text}");
    let own = home.json(&["history", &id, "--field", "city"]);
    assert_eq!(
        (own["changes"][0]["field"].as_str(), own["changes"][0]["after"].as_str()),
        (Some("city"), Some("Lyon"))
    );
    assert!(home.ok(&["history", &id]).contains("Ville"));
    home.fails(1, &["history", "42"]);
    home.ok(&["undo"]);
    let undone = home.ok(&["history"]);
    assert!(
        undone.contains("(annulée)") && undone.contains("Annulation\u{202f}: Modification de Ng"),
        "{undone}"
    );
    home.ok(&["redo"]);
    let again = home.ok(&["history"]);
    assert!(again.contains("Rétablissement\u{202f}: Modification de Ng"), "{again}");
    assert_eq!(home.json_with(1, &["history", "--field", "foo"])["key"], "field_unknown");
}
