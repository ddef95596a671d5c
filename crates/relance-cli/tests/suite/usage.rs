//! Help, languages, mistakes of usage, closed pipes: the manners of the command.

use crate::home::{Home, document, told};
use std::process::Stdio;

#[test]
fn help_and_version_are_answers_in_the_language_asked_for() {
    let home = Home::new();
    let french = home.ok(&["--help"]);
    assert!(french.contains("Utilisation\u{202f}:") && french.contains("Commandes"), "{french}");
    let english = home.ok(&["import", "--help", "--lang", "en"]);
    assert!(english.contains("Usage:") && english.contains("--on-duplicate"), "{english}");
    assert!(home.ok(&["--version"]).starts_with("relance 0."));
    assert!(!home.path("base").exists(), "help makes no base");
}

#[test]
fn the_language_follows_the_locale_and_lang_wins() {
    let home = Home::new();
    let said = |locale: &str, words: &[&str]| {
        let output = home.command(words).env("LC_ALL", locale).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(said("fr_BE", &["tags"]).contains("Aucune étiquette"));
    assert!(said("de_DE.UTF-8", &["tags"]).contains("No tag"));
    assert!(said("de_DE.UTF-8", &["--lang", "fr", "tags"]).contains("Aucune étiquette"));
    assert!(said("fr_FR", &["tags", "--lang=en"]).contains("No tag"));
}

#[test]
fn a_mistake_of_usage_exits_with_2_and_names_the_mistake() {
    let home = Home::new();
    let text = home.fails(2, &["prospect", "list"]);
    assert!(text.contains("Commande inconnue\u{202f}: prospect") && text.contains("prospects"), "{text}");
    let text = home.fails(2, &["prospects", "list", "--sorte", "name"]);
    assert!(text.contains("--sorte") && text.contains("relance prospects list --help"), "{text}");
    let text = home.fails(2, &["import", "--lang", "en"]);
    assert!(text.contains("Missing: <FILE>"), "{text}");
    let text = home.fails(2, &["import", "x.csv", "--on-duplicate", "merge"]);
    assert!(text.contains("merge") && text.contains("overwrite"), "{text}");
    home.fails(2, &["prospects", "show", "Durand"]);
    home.fails(2, &["check", "--now", "demain"]);
    home.fails(2, &["serve", "--port", "99999"]);
    home.fails(2, &["demo", "--rows", "0"]);
    home.fails(2, &[]);
    assert!(!home.path("base").exists(), "a mistake of usage makes no base");
}

#[test]
fn failures_are_one_json_document_with_json() {
    let home = Home::new();
    let problem = home.json_with(2, &["prospects", "list", "--sorte", "name"]);
    assert_eq!(problem["key"], "usage_argument_unknown");
    assert_eq!(problem["code"], "invalid");
    let problem = home.json_with(2, &[]);
    assert_eq!(problem["code"], "invalid");
    let problem = home.json_with(1, &["prospects", "show", "42"]);
    assert_eq!((problem["code"].as_str(), problem["key"].as_str()), (Some("not_found"), Some("not_found")));
    assert!(problem["detail"].as_str().unwrap().contains("42"), "{problem}");
}

#[test]
fn a_closed_pipe_is_not_a_failure() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "2000"]);
    for words in [
        &["prospects", "list", "--limit", "2000"][..],
        &["openapi"],
        &["prospects", "list", "--limit", "2000", "--json"],
    ] {
        let mut child = home.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{words:?}: {}", told(&output));
    }
}

#[test]
fn a_full_disk_behind_the_pipe_is_said() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: this system has no /dev/full");
        return;
    };
    let home = Home::new();
    let output = home.command(&["stages"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "an answer that is lost is not a success");
    assert!(!output.stderr.is_empty());
}

#[test]
fn the_base_is_where_data_says_else_where_the_environment_says_else_in_the_usual_folder() {
    let home = Home::new();
    let (named, usual) = (home.path("named"), home.path("data").join("relance"));
    let named = named.display().to_string();
    home.ok(&["--data", &named, "stages"]);
    assert!(home.path("named").join("relance.db").exists() && !home.path("base").exists());
    home.ok(&["stages"]);
    assert!(home.path("base").join("relance.db").exists());
    assert!(home.bare(&["stages"]).output().unwrap().status.success());
    assert!(usual.join("relance.db").exists());
    let empty = home.bare(&["stages"]).env("RELANCE_DATA", "").output().unwrap();
    assert!(empty.status.success(), "an empty variable is no folder: {}", told(&empty));
}

#[test]
fn a_new_base_is_announced_beside_the_answer_never_in_it() {
    let home = Home::new();
    let output = home.command(&["stages"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("Nouvelle base"), "{}", told(&output));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("Nouvelle base"));
    let other = Home::new();
    let output = other.command(&["stages", "--json"]).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", told(&output));
    assert_eq!(document(&output.stdout).as_array().map(Vec::len), Some(6));
}

#[test]
fn now_sets_the_clock() {
    let home = Home::new();
    let added = home.json(&["--now", "2026-03-01T09:00:00Z", "prospects", "add", "--last-name", "Ng"]);
    assert_eq!(added["prospect"]["created_at"], 1_772_355_600_000_i64);
    let edited =
        home.json(&["--now", "1772442000000", "prospects", "edit", &home.id_of("Ng"), "--city", "Lyon"]);
    assert_eq!(edited["prospect"]["updated_at"], 1_772_442_000_000_i64);
}
