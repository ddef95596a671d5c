//! Backups: their rotation, restoring here and elsewhere, the recovery key, the check.

mod damage;

use axum::http::Method;
use relance_core::{Core, Options, backups};
use relance_model::backups::RestoreRequest;
use relance_tests::{Base, DAY, json, text, texts};
use relance_world::fake::{HandClock, NoMail, Pocket};
use serde_json::Value;
use std::{collections::HashSet, fs, path::Path, sync::Arc};

fn backup_to(base: &Base, name: &str) -> String {
    let path = base.outside().join(name).display().to_string();
    let made = base.post("/backups", &json!({ "path": path }));
    assert_eq!(made["path"], json!(path), "where it was asked");
    path
}

#[test]
fn a_backup_a_day_and_old_ones_let_go_over_a_hundred_days() {
    let base = Base::new();
    base.core.run_due().unwrap();
    assert_eq!(base.get("/backups")["items"], json!([]), "an empty base has nothing to keep");
    base.named("Léa", "Martin");
    for _ in 0..100 {
        base.core.run_due().unwrap();
        base.core.run_due().unwrap();
        base.clock.advance(DAY);
    }
    let list = base.get("/backups");
    let items = list["items"].as_array().unwrap();
    let daily: Vec<i64> =
        items.iter().filter(|b| b["kept_as"] == "daily").map(|b| b["at"].as_i64().unwrap()).collect();
    let weekly = items.iter().filter(|b| b["kept_as"] == "weekly").count();
    assert_eq!(daily.len(), 14, "the last fourteen days");
    assert!((5..=7).contains(&weekly), "and of eight weeks those that no daily one covers: {weekly}");
    let days: HashSet<i64> = items.iter().map(|b| b["at"].as_i64().unwrap() / DAY).collect();
    assert_eq!(days.len(), items.len(), "one a day");
    assert!(daily.windows(2).all(|pair| pair[0] > pair[1]), "newest first");
    let on_disk = std::fs::read_dir(text(&list, "folder")).unwrap().count();
    assert_eq!(on_disk, items.len(), "the others are gone from the disk, without leftovers");
    assert_eq!(base.get("/session")["base"]["last_backup_at"], items[0]["at"], "the page knows the last one");
}

#[test]
fn a_backup_is_encrypted_and_whole_while_the_base_is_in_use() {
    let base = Base::new();
    base.post("/sample", &json!({ "rows": 200 }));
    let path = backup_to(&base, "sauvegarde.relance");
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"), "no plain header");
    for word in [&b"prospect"[..], b"CREATE TABLE", b".example"] {
        assert!(!bytes.windows(word.len()).any(|window| window == word), "nothing can be read in it");
    }
    base.named("Après", "Coup");
    let looked = base.post("/backups/restore", &json!({ "path": path, "dry_run": true }));
    assert_eq!(
        (&looked["prospects"], &looked["replaced"]),
        (&json!(200), &Value::Null),
        "what is inside, nothing done"
    );
    assert_eq!(base.list(&[])["total"], 201, "looking changes nothing");
    base.assert_sound();
}

#[test]
fn restoring_puts_the_backup_in_place_and_keeps_what_was_there() {
    let base = Base::new();
    base.named("Avant", "Premier");
    let digest = base.digest();
    let path = backup_to(&base, "b.relance");
    base.named("Après", "Second");
    let answer = base.post("/backups/restore", &json!({ "path": path }));
    assert_eq!(answer["prospects"], 1, "as it was");
    assert_eq!(base.digest(), digest, "to the last row");
    let kept = text(&answer, "replaced");
    assert!(Path::new(&kept).exists(), "the replaced base is kept: {kept}");
    let looked = base.post("/backups/restore", &json!({ "path": kept, "dry_run": true }));
    assert_eq!(looked["prospects"], 2, "and can be restored in turn");
    base.named("Et", "Suite");
    assert_eq!(base.list(&[("sort", "name")])["total"], 2, "work goes on");
    base.assert_sound();
    let base = base.restarted();
    assert_eq!(base.list(&[])["total"], 2, "after a restart too");
}

#[test]
fn another_machine_opens_a_backup_with_the_recovery_key_only() {
    let base = Base::new();
    base.named("Léa", "Martin");
    let path = backup_to(&base, "b.relance");
    let key = text(&base.get("/backups/recovery-key"), "key");
    assert_eq!(key.split('-').map(str::len).collect::<Vec<_>>(), [4; 14], "fourteen groups of four: {key}");
    let elsewhere = Base::new();
    let ask = |key: Value| json!({ "path": path, "recovery_key": key });
    let problem = elsewhere.refused(Method::POST, "/backups/restore", Some(&ask(Value::Null)));
    assert_eq!(
        (problem.key.as_str(), problem.hint.as_deref()),
        ("backup_key_unknown", Some("enter_recovery_key"))
    );
    let mistyped = key.replacen(key.chars().next().unwrap(), if key.starts_with('0') { "1" } else { "0" }, 1);
    let problem = elsewhere.refused(Method::POST, "/backups/restore", Some(&ask(mistyped.into())));
    assert_eq!(
        (problem.key.as_str(), problem.field.as_deref()),
        ("recovery_key_unreadable", Some("recovery_key")),
        "a letter off is noticed"
    );
    let other = text(&elsewhere.get("/backups/recovery-key"), "key");
    let problem = elsewhere.refused(Method::POST, "/backups/restore", Some(&ask(other.into())));
    assert_eq!(problem.key, "recovery_key_other", "another base's key");
    let typed = key.to_lowercase().replace('-', " ");
    elsewhere.post("/backups/restore", &ask(typed.into()));
    assert_eq!(elsewhere.names(&[]), ["Léa Martin"], "the right one, however it is typed");
    elsewhere.assert_sound();
    let elsewhere = elsewhere.restarted();
    assert_eq!(elsewhere.names(&[]), ["Léa Martin"], "its key is in that machine's keychain now");
}

#[test]
fn a_backup_is_put_where_there_is_no_base_yet() {
    let base = Base::new();
    base.named("Léa", "Martin");
    let path = backup_to(&base, "b.relance");
    let key = text(&base.get("/backups/recovery-key"), "key");
    let folder = base.outside().join("neuf");
    std::fs::create_dir_all(&folder).unwrap();
    let keychain = Arc::new(Pocket::default());
    let request = RestoreRequest { path, recovery_key: Some(key.clone()), dry_run: false };
    let answer = backups::restore_into(&folder, keychain.as_ref(), base.core.now(), &request).unwrap();
    assert_eq!((answer.prospects, answer.replaced), (1, None), "nothing was there to keep");
    let options = |keychain: Arc<Pocket>| Options {
        folder: folder.clone(),
        clock: Arc::new(HandClock::at(base.core.now())),
        keychain,
        mail: Arc::new(NoMail),
        english: false,
    };
    drop(Core::open(options(keychain)).unwrap());
    let stranger = Core::open(options(Arc::default())).err().unwrap();
    assert_eq!(
        (stranger.key.as_str(), stranger.hint.as_deref()),
        ("base_wrong_key", Some("enter_recovery_key")),
        "no key, no entry"
    );
    drop(Core::adopt(options(Arc::default()), &key).unwrap());
}

#[test]
fn what_is_no_backup_is_refused_and_the_base_left_alone() {
    let base = Base::new();
    base.named("Léa", "Martin");
    let good = std::fs::read(backup_to(&base, "b.relance")).unwrap();
    let (tiny, noise) = (base.file("tiny.relance", b"short"), base.file("noise.relance", vec![7u8; 9000]));
    let mut torn = good.clone();
    let middle = torn.len() / 2;
    torn[middle..middle + 64].fill(0);
    let torn = base.file("torn.relance", torn);
    for (path, keys) in [
        (base.outside().join("absent.relance"), &["file_missing"][..]),
        (tiny, &["backup_unreadable"]),
        (noise, &["backup_unreadable"]),
        (base.outside().to_owned(), &["backup_unreadable"]),
        (torn, &["backup_unsound", "backup_unreadable"]),
    ] {
        let problem = base.refused(
            Method::POST,
            "/backups/restore",
            Some(&json!({ "path": path.display().to_string() })),
        );
        assert!(keys.contains(&problem.key.as_str()), "{}: {}", path.display(), problem.key);
    }
    assert_eq!(base.names(&[]), ["Léa Martin"], "the base is as it was");
    base.assert_sound();
}

#[test]
fn the_check_says_what_it_looked_at() {
    let base = Base::new();
    base.post("/sample", &json!({ "rows": 50 }));
    let report = base.ask(Method::POST, "/check", None).ok();
    assert_eq!(report["is_sound"], true, "a sound base");
    for part in ["pages", "foreign_keys", "journal", "search_index", "totals"] {
        assert_eq!(
            (&report[part]["is_sound"], &report[part]["findings"]),
            (&json!(true), &json!([])),
            "{part}"
        );
        assert!(report[part]["examined"].as_u64().unwrap() > 0, "{part} was looked at");
    }
    assert_eq!((&report["prospects"], &report["key_store"]), (&json!(50), &json!("keychain")));
}

#[test]
fn the_check_notices_a_forged_history_and_a_hole_in_the_index() {
    let base = Base::new();
    let id = base.named("Léa", "Martin").parse().unwrap();
    base.edit(&format!("{id}"), &json!({ "city": "Lyon" }));
    base.core
        .store()
        .forge("UPDATE change SET before = '{\"city\":\"Nice\"}' WHERE kind = 2 AND row_id = ?1", id);
    let report = base.ask(Method::POST, "/check", None).ok();
    assert_eq!(
        (&report["is_sound"], &report["journal"]["is_sound"]),
        (&json!(false), &json!(false)),
        "the chain breaks"
    );
    base.core.store().forge("DELETE FROM search WHERE rowid = ?1", id);
    let report = base.ask(Method::POST, "/check", None).ok();
    let findings = report["search_index"]["findings"].as_array().unwrap();
    assert!(
        findings.iter().any(|finding| finding.as_str().unwrap().contains(&id.to_string())),
        "who is missing is named: {findings:?}"
    );
}

#[test]
fn the_check_notices_whoever_is_not_sorted_under_her_company() {
    let base = Base::new();
    let id = base.add(&json!({ "first_name": "Léa", "last_name": "Martin", "company": "Acme" }));
    base.core.store().forge("UPDATE prospect SET company_key = NULL WHERE id = ?1", id.parse().unwrap());
    let report = base.ask(Method::POST, "/check", None).ok();
    assert_eq!(
        report["totals"]["findings"],
        json!([format!("prospect {id} is not sorted under its company")]),
        "{report}"
    );
}

#[test]
fn backups_of_the_rotation_have_names_that_sort() {
    let base = Base::new();
    base.named("Léa", "Martin");
    base.post("/backups", &json!({}));
    base.clock.advance(DAY);
    base.post("/backups", &json!({}));
    let names = texts(&base.get("/backups")["items"], "file_name");
    assert!(
        names[0].starts_with("relance-20260303-") && names[1].starts_with("relance-20260302-"),
        "{names:?}"
    );
    assert!(names.iter().all(|name| name.ends_with(".relance")), "with their own ending");
}

#[test]
fn what_a_restore_that_was_cut_off_left_behind_is_cleared_away() {
    let base = Base::new();
    base.named("Léa", "Martin");
    let path = backup_to(&base, "copie.db");
    let left = base.core.folder().join(".relance.db.4242.part");
    let other = base.core.folder().join("notes.part");
    fs::write(&left, b"half").unwrap();
    fs::write(&other, b"mine").unwrap();
    base.post("/backups/restore", &json!({ "path": path }));
    assert!(!left.exists(), "a restore that follows clears it away");
    assert!(other.exists(), "and nothing that is not its own");
    fs::write(&left, b"half").unwrap();
    let base = base.restarted();
    assert!(left.exists(), "somebody may still be at it");
    let written = fs::metadata(&left).unwrap().modified().unwrap();
    let written = written.duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as i64;
    base.clock.advance(written + 3_700_000 - base.now());
    let base = base.restarted();
    assert!(!left.exists(), "an hour later nobody is");
    assert_eq!(base.list(&[])["total"], 1);
}
