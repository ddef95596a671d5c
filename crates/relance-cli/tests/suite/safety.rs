//! `backup`, `restore`, `recovery-key`, `check`, and bases that cannot be opened: the file is never touched in doubt.

use crate::home::Home;
use std::fs;

#[test]
fn check_says_that_the_base_is_sound_and_where_its_key_is() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "20"]);
    let report = home.json(&["check"]);
    assert_eq!((report["is_sound"].as_bool(), report["prospects"].as_u64()), (Some(true), Some(20)));
    assert_eq!((report["key_store"].as_str(), report["key_mode"].as_str()), (Some("file"), Some("0600")));
    let text = home.ok(&["check"]);
    assert!(text.contains("La base est saine") && text.contains("0600"), "{text}");
    assert!(text.contains(report["key_path"].as_str().unwrap()), "{text}");
}

#[test]
fn a_backup_opens_elsewhere_with_the_recovery_key_alone() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "30"]);
    let file = home.path("b.relance").display().to_string();
    let made = home.json(&["backup", &file]);
    assert_eq!(made["prospects"], 30);
    let bytes = fs::read(&file).unwrap();
    assert!(!bytes.windows(6).any(|part| part == b"SQLite"), "a backup is encrypted");
    let key = home.json(&["recovery-key"])["key"].as_str().unwrap().to_owned();
    assert!(home.ok(&["recovery-key"]).contains(&key));

    let elsewhere = Home::new();
    let refused = elsewhere.json_with(1, &["restore", &file]);
    assert_eq!(
        (refused["key"].as_str(), refused["hint"].as_str()),
        (Some("backup_key_unknown"), Some("enter_recovery_key"))
    );
    assert!(elsewhere.fails(1, &["restore", &file]).contains("--recovery-key"));
    assert!(!elsewhere.path("base").join("relance.db").exists(), "nothing was made");
    let inside = elsewhere.json(&["restore", &file, "--recovery-key", &key, "--dry-run"]);
    assert_eq!(inside["prospects"], 30);
    assert!(!elsewhere.path("base").join("relance.db").exists(), "a dry run makes nothing");
    elsewhere.ok(&["restore", &file, "--recovery-key", &key]);
    assert_eq!(elsewhere.count(), 30, "the key is kept: it is not asked for again");
    assert_eq!(elsewhere.json(&["check"])["is_sound"], true);
    assert_eq!(fs::read(&file).unwrap(), bytes, "the backup itself is untouched");
    assert_eq!(
        elsewhere.json_with(1, &["restore", &file, "--recovery-key", "ABCD"])["key"],
        "recovery_key_unreadable"
    );
}

#[test]
fn a_restore_keeps_the_base_that_it_replaces() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "5"]);
    let file = home.path("b.relance").display().to_string();
    home.ok(&["backup", &file]);
    home.ok(&["prospects", "add", "--last-name", "Lefèvre"]);
    let answer = home.json(&["restore", &file]);
    let replaced = answer["replaced"].as_str().unwrap();
    assert_eq!((home.count(), fs::exists(replaced).unwrap()), (5, true));
    home.ok(&["prospects", "add", "--last-name", "Durand"]);
    assert_eq!(home.json(&["check"])["is_sound"], true);
}

#[test]
fn a_restore_waits_until_nobody_has_the_base_open() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "5"]);
    let file = home.path("b.relance").display().to_string();
    home.ok(&["backup", &file]);
    let server = crate::serve::Server::start(&home);
    assert_eq!(home.json_with(1, &["restore", &file])["key"], "base_in_use");
    drop(server);
    home.ok(&["restore", &file]);
}

#[test]
fn a_backup_without_a_name_joins_the_rotation() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "5"]);
    let path = home.json(&["backup"])["path"].as_str().unwrap().to_owned();
    assert!(path.contains("backups") && path.ends_with(".relance"), "{path}");
    let base = home.path("base").join("relance.db").display().to_string();
    assert_eq!(home.json_with(1, &["backup", &base])["key"], "backup_onto_base");
    assert_eq!(home.count(), 5);
}

#[test]
fn a_lost_key_is_said_and_the_recovery_key_brings_it_back() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "5"]);
    let key = home.json(&["recovery-key"])["key"].as_str().unwrap().to_owned();
    fs::remove_dir_all(home.path("config")).unwrap();
    let before = fs::read(home.path("base").join("relance.db")).unwrap();
    let problem = home.json_with(1, &["check"]);
    assert_eq!(
        (problem["key"].as_str(), problem["hint"].as_str()),
        (Some("base_wrong_key"), Some("enter_recovery_key"))
    );
    assert_eq!(fs::read(home.path("base").join("relance.db")).unwrap(), before, "untouched in doubt");
    let other = Home::new();
    let wrong = other.json(&["recovery-key"])["key"].as_str().unwrap().to_owned();
    assert_eq!(home.json_with(1, &["--recovery-key", &wrong, "check"])["key"], "base_wrong_key");
    home.ok(&["--recovery-key", &key, "check"]);
    assert_eq!(home.count(), 5, "adopted for good");
}

#[test]
fn a_file_that_is_no_base_is_refused_and_left_alone() {
    for (content, key) in [
        (b"SQLite format 3\0".repeat(512), "base_not_encrypted"),
        (vec![0x5a; 9000], "base_wrong_key"),
        (b"short".to_vec(), "base_damaged"),
    ] {
        let home = Home::new();
        fs::create_dir_all(home.path("base")).unwrap();
        let path = home.path("base").join("relance.db");
        fs::write(&path, &content).unwrap();
        assert_eq!(home.json_with(1, &["prospects", "list"])["key"], key);
        assert!(!home.fails(1, &["check"]).contains(key), "{key} has words");
        assert_eq!(fs::read(&path).unwrap(), content, "{key}: untouched");
    }
}

#[test]
fn damage_is_found_and_a_backup_mends_it() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "400"]);
    let file = home.path("b.relance").display().to_string();
    home.ok(&["backup", &file]);
    let path = home.path("base").join("relance.db");
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    for page in pages / 2..pages {
        bytes[page * 4096 + 100..page * 4096 + 400].fill(0x55);
    }
    fs::write(&path, &bytes).unwrap();
    let output = home.command(&["check", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", crate::home::told(&output));
    home.ok(&["restore", &file]);
    assert_eq!((home.count(), home.json(&["check"])["is_sound"].as_bool()), (400, Some(true)));
}
