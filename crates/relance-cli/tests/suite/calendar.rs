//! `calendar` and `mail-file`: what is said where nothing is to be done, where a folder is given, and of meetings that are over.

use crate::home::Home;

const MONDAY: &str = "2026-03-02T09:00:00Z";
const TUESDAY: &str = "2026-03-03T18:00:00Z";

fn lea(home: &Home) -> String {
    let words =
        ["prospects", "add", "--first-name", "Léa", "--last-name", "Martin", "--email", "lea@nord.example"];
    home.json(&[&words[..], &["--now", MONDAY]].concat())["prospect"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_edit_that_changes_nothing_says_so() {
    let home = Home::new();
    let words = ["calendar", "add", "mardi 14h", "--title", "Visite", "--now", MONDAY];
    let id = home.json(&words)["event"]["id"].as_str().unwrap().to_owned();
    let text = home.ok(&["calendar", "edit", &id, "--now", MONDAY]);
    assert!(text.contains("Rien à changer"), "{text}");
    let moved = home.json(&["calendar", "edit", &id, "--at", "jeudi", "--duration", "30", "--now", MONDAY]);
    assert_eq!(moved["event"]["starts"], "2026-03-05T14:00:00", "it keeps its time");
}

#[test]
fn a_meeting_that_is_over_is_an_exchange_for_the_command_line_too() {
    let home = Home::new();
    let lea = lea(&home);
    home.ok(&["calendar", "add", "mardi 14h", "--title", "Visite", "--prospect", &lea, "--now", MONDAY]);
    let before = home.json(&["prospects", "show", &lea, "--now", MONDAY]);
    assert!(before["next_action_at"].is_i64(), "{before}");
    let after = home.json(&["prospects", "show", &lea, "--now", TUESDAY]);
    assert_eq!(after["next_action_at"], serde_json::Value::Null, "no window was open meanwhile");
    assert!(after["last_interaction_at"].is_i64(), "{after}");
}

#[test]
fn a_folder_of_letters_is_taken_in_at_once_and_others_are_said_to_be_folders() {
    let home = Home::new();
    let lea = lea(&home);
    let folder = home.path("lettres/2026");
    std::fs::create_dir_all(&folder).unwrap();
    for n in 0..3 {
        let letter = format!(
            "From: lea@nord.example\nTo: paul@sud.example\nSubject: Devis {n}\nMessage-ID: <{n}@x>\n\nBonjour"
        );
        std::fs::write(folder.join(format!("{n}.EML")), letter).unwrap();
    }
    let folder = home.path("lettres");
    let done = home.json(&["mail-file", folder.to_str().unwrap()]);
    assert_eq!(done["added"], 3, "{done}");
    home.ok(&["undo"]);
    let timeline = home.json(&["prospects", "show", &lea]);
    assert!(!timeline.to_string().contains("Devis"), "one operation: {timeline}");
    let refused = home.fails(1, &["calendar", "import", folder.to_str().unwrap()]);
    assert!(refused.contains("C’est un dossier"), "{refused}");
    std::fs::create_dir(home.path("vide")).unwrap();
    let refused = home.fails(1, &["mail-file", home.path("vide").to_str().unwrap()]);
    assert!(refused.contains("ne contient aucun e-mail"), "{refused}");
}
