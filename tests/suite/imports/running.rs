//! Running: the dry run is the run, all or nothing, undone whole, cancelled without a trace.

use super::{french, lay};
use axum::http::Method;
use relance_tests::{Base, Value, json, text, texts};

#[test]
fn the_dry_run_counts_exactly_what_the_run_does_and_writes_nothing() {
    let base = Base::new();
    base.import(&base.file("avant.csv", french(30).csv(';')));
    let mut sheet = french(60);
    sheet.rows.push(vec![String::new(); 9]);
    sheet.rows.push(vec!["".into(), "".into(), "".into(), "".into(), "x@".into(), "Lyon".into()]);
    sheet.rows.swap(5, 50);
    sheet.rows[7][5] = "Ailleurs".into();
    let path = base.file("apres.csv", sheet.csv(','));
    for policy in ["skip", "fill", "overwrite", "create"] {
        let start = base.digest();
        let operations = base.get("/history")["items"].clone();
        let draft = base.correct(&base.lay(&path), &json!({ "options": { "on_duplicate": policy } }));
        let preview = base.preview(&draft);
        assert_eq!(base.digest(), start, "{policy}: nothing is kept of a dry run");
        assert_eq!(base.get("/history")["items"], operations, "{policy}: not even in the history");
        assert_eq!(base.preview(&draft)["counts"], preview["counts"], "{policy}: it can be asked again");
        let report = base.run(&draft);
        for member in ["read", "created", "updated", "unchanged", "skipped", "reasons", "warnings"] {
            assert_eq!(report[member], preview["counts"][member], "{policy}: {member}");
        }
        if !report["operation"].is_null() {
            base.undo();
        }
        assert_eq!(base.digest(), start, "{policy}: undone, it is as before");
    }
    base.assert_sound();
}

#[test]
fn an_import_is_one_operation_with_its_sentence() {
    let base = Base::new();
    let report = base.import(&base.file("salon.csv", french(12).csv(';')));
    let newest = base.get("/history")["items"][0].clone();
    assert_eq!(
        (&newest["id"], &newest["label"]),
        (&report["operation"], &json!("imports.run")),
        "one operation"
    );
    assert_eq!(
        (&newest["params"]["file"], &newest["params"]["created"]),
        (&json!("salon.csv"), &json!(12)),
        "named"
    );
    assert_eq!(newest["caller"], "import", "and attributed");
    assert_eq!(report["state"], "done");
    let undone = base.undo();
    assert_eq!(undone["reverted"]["id"], report["operation"], "undone as one");
    let imports = base.get("/imports");
    assert_eq!(
        (&imports["items"][0]["state"], &imports["items"][0]["created"]),
        (&json!("undone"), &json!(12)),
        "what happened is still told"
    );
    base.redo();
    assert_eq!(base.get("/imports")["items"][0]["state"], "done", "and redone");
    assert_eq!(base.list(&[])["total"], 12, "with everybody");
    base.assert_sound();
}

#[test]
fn a_prospect_edited_since_is_a_conflict_and_can_be_kept() {
    let base = Base::new();
    let report = base.import(&base.file("salon.csv", french(4).csv(';')));
    let id = text(&base.list(&[("search", "contact2")])["items"][0], "id");
    base.edit(&id, &json!({ "city": "Ailleurs" }));
    let refused = base.post("/undo", &json!({ "operation": report["operation"] }));
    assert_eq!(
        (&refused["operation"], &refused["conflicts"][0]["record"]),
        (&Value::Null, &json!(id)),
        "her edit would be lost"
    );
    base.post("/undo", &json!({ "operation": report["operation"], "keep_conflicts": true }));
    assert_eq!(base.list(&[])["total"], 1, "the others are gone, she stays");
    assert_eq!(base.prospect(&id)["city"], "Ailleurs", "with her edit");
    base.assert_sound();
}

#[test]
fn who_is_kept_keeps_the_addresses_and_tags_that_the_import_gave_her() {
    let base = Base::new();
    let file = "Nom;E-mail;Autre e-mail;Étiquettes\nMartin;lea@nord.example;lea@autre.example;Salon\nPetit;hugo@sud.example;h@autre.example;Salon\n";
    let report = base.import(&base.file("salon.csv", file));
    let id = text(&base.list(&[("search", "martin")])["items"][0], "id");
    let before = base.prospect(&id);
    assert_eq!(before["addresses"].as_array().unwrap().len(), 1, "a second address: {before}");
    assert_eq!(before["tags"].as_array().unwrap().len(), 1, "a tag: {before}");
    base.edit(&id, &json!({ "city": "Ailleurs" }));
    base.post("/undo", &json!({ "operation": report["operation"], "keep_conflicts": true }));
    let after = base.prospect(&id);
    assert_eq!((&after["addresses"], &after["tag_ids"]), (&before["addresses"], &before["tag_ids"]));
    assert_eq!(base.list(&[])["total"], 1, "the other one is gone");
    base.assert_sound();
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let base = Base::new();
    base.named("Léa", "Martin");
    let start = base.digest();
    let draft = base.lay(&base.file("long.csv", french(20_000).csv(';')));
    let begun = base.begin(&draft);
    assert_eq!(begun["state"], "running", "it runs");
    let id = text(&draft, "id");
    let cancelled = base.ask(Method::POST, &format!("/imports/{id}/cancel"), None).ok();
    assert_eq!(cancelled["state"], "cancelled", "asked to stop");
    let end = base.end(&draft);
    assert_eq!(
        (&end["state"], &end["failure"]["key"]),
        (&json!("cancelled"), &json!("import_cancelled")),
        "it stopped: {end}"
    );
    assert_eq!(base.digest(), start, "and left nothing");
    assert_eq!(base.get("/imports")["items"], json!([]), "not even a report");
    base.assert_sound();
    assert_eq!(
        base.get(&format!("/imports/{id}/draft"))["ready"],
        true,
        "the draft is still there, to try again"
    );
}

#[test]
fn a_second_run_of_the_same_draft_waits_its_turn() {
    let base = Base::new();
    let draft = base.lay(&base.file("long.csv", french(3_000).csv(';')));
    base.begin(&draft);
    let path = format!("/imports/{}/run", text(&draft, "id"));
    let problem = base.ask(Method::POST, &path, None).problem();
    assert!(["import_running", "not_found"].contains(&problem.key.as_str()), "{}", problem.key);
    let end = base.end(&draft);
    assert_eq!(
        (&end["state"], &end["done"], &end["total"]),
        (&json!("done"), &json!(3000), &json!(3000)),
        "run once, to its end"
    );
    assert_eq!(base.list(&[])["total"], 3000);
    assert_eq!(
        base.get_refused(&format!("/imports/{}/draft", text(&draft, "id"))).status,
        404,
        "the file is off the desk"
    );
}

#[test]
fn what_is_not_on_the_desk_cannot_be_run() {
    let base = Base::new();
    for (method, path) in [
        (Method::POST, "/imports/42/run"),
        (Method::POST, "/imports/42/preview"),
        (Method::GET, "/imports/42/progress"),
        (Method::POST, "/imports/42/cancel"),
        (Method::GET, "/imports/42/draft"),
        (Method::GET, "/imports/42/rejects"),
    ] {
        assert_eq!(base.ask(method, path, None).problem().key, "not_found", "{path}");
    }
}

#[test]
fn a_file_that_vanishes_before_the_run_fails_the_run_and_nothing_else() {
    let base = Base::new();
    let path = base.file("liste.csv", french(5).csv(';'));
    let draft = base.lay(&path);
    let start = base.digest();
    std::fs::write(&path, b"\x89PNG\r\n\x1a\n").unwrap();
    std::fs::remove_file(&path).unwrap();
    let end = base.run_to_end(&draft);
    if end["state"] == "failed" {
        assert!(end["failure"]["key"].is_string(), "the reason is told");
        assert_eq!(base.digest(), start, "nothing is written");
    } else {
        assert_eq!(end["report"]["created"], 5, "a file that is held open is read whole");
    }
    base.assert_sound();
}

#[test]
fn an_import_into_an_empty_base_by_an_empty_list_does_nothing() {
    let base = Base::new();
    let draft = lay(&base, &["Nom", "E-mail"], &[]);
    let report = base.run(&draft);
    assert_eq!(
        (&report["read"], &report["operation"]),
        (&json!(0), &Value::Null),
        "no row, no operation: {report}"
    );
}

#[test]
fn drafts_do_not_pile_up() {
    let base = Base::new();
    let drafts: Vec<String> =
        (0..10).map(|n| text(&base.lay(&base.file(&format!("{n}.csv"), french(2).csv(';'))), "id")).collect();
    assert_eq!(
        base.get_refused(&format!("/imports/{}/draft", drafts[0])).status,
        404,
        "the oldest is let go"
    );
    assert_eq!(base.get(&format!("/imports/{}/draft", drafts[9]))["ready"], true, "the newest is there");
    let ids: std::collections::HashSet<&String> = drafts.iter().collect();
    assert_eq!(ids.len(), 10, "each has an id of its own");
}

#[test]
fn imports_are_listed_newest_first_with_their_counts() {
    let base = Base::new();
    base.import(&base.file("un.csv", french(2).csv(';')));
    base.import(&base.file("deux.csv", french(3).csv(';')));
    let list = base.get("/imports");
    assert_eq!(texts(&list["items"], "file_name"), ["deux.csv", "un.csv"], "newest first");
    assert_eq!(
        (&list["items"][0]["created"], &list["items"][0]["unchanged"]),
        (&json!(1), &json!(2)),
        "the first two were here"
    );
}

#[test]
fn a_dry_run_tells_of_its_progress_and_gives_way_to_a_correction() {
    let base = Base::new();
    let draft = base.lay(&base.file("long.csv", french(15_000).csv(';')));
    let start = base.digest();
    std::thread::scope(|scope| {
        let trial =
            scope.spawn(|| base.ask(Method::POST, &format!("/imports/{}/preview", text(&draft, "id")), None));
        let progress = base.hear_progress();
        assert_eq!(progress["state"], "draft", "not an import that runs");
        assert!(progress["done"].as_u64().unwrap() > 0, "{progress}");
        // The correction does not wait for rows that nobody will look at.
        let corrected = base.correct(&draft, &json!({ "options": { "on_duplicate": "overwrite" } }));
        assert_eq!(corrected["options"]["on_duplicate"], "overwrite");
        assert_eq!(trial.join().unwrap().problem().key, "trial_stopped");
    });
    assert_eq!(base.digest(), start, "nothing of it is left");
    assert_eq!(base.preview(&draft)["counts"]["read"], 15_000, "and it can be asked again");
    assert_eq!(base.run(&draft)["read"], 15_000);
}
