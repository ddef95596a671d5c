//! The timeline: notes, and stage changes by whatever door.

use axum::http::Method;
use relance_tests::{Base, Sheet, json, text, texts};
use serde_json::Value;

fn kinds(base: &Base, id: &str) -> Vec<String> {
    base.timeline(id).iter().map(|activity| text(activity, "kind")).collect()
}

/// The newest stage change: from, to, by whom.
fn passage(base: &Base, id: &str) -> (String, String, String) {
    let all = base.timeline(id);
    let newest = all
        .iter()
        .find(|activity| activity["kind"] == "stage_change")
        .expect("a stage change is on the timeline");
    (text(&newest["data"], "from"), text(&newest["data"], "to"), text(newest, "caller"))
}

#[test]
fn a_note_is_written_changed_removed_and_each_is_undone() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let saved = base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "  Rappeler lundi.  " }));
    let note = text(&saved["activity"], "id");
    assert_eq!(saved["activity"]["body"], "Rappeler lundi.", "trimmed");
    let changed = base.patch(&format!("/activities/{note}"), &json!({ "body": "Rappeler mardi." }));
    assert_eq!(changed["activity"]["body"], "Rappeler mardi.", "changed");
    base.delete(&format!("/activities/{note}"));
    assert_eq!(kinds(&base, &id), ["created"], "removed");
    base.undo();
    assert_eq!(base.timeline(&id)[0]["body"], "Rappeler mardi.", "back");
    base.undo();
    assert_eq!(base.timeline(&id)[0]["body"], "Rappeler lundi.", "as it was first");
    base.undo();
    assert_eq!(kinds(&base, &id), ["created"], "and before it was written");
}

#[test]
fn what_happened_cannot_be_rewritten() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    base.edit(&id, &json!({ "stage_id": base.stage("contacte") }));
    let event = text(&base.timeline(&id)[0], "id");
    assert_eq!(
        base.patch_refused(&format!("/activities/{event}"), &json!({ "body": "x" })).key,
        "activity_fixed"
    );
    assert_eq!(base.refused(Method::DELETE, &format!("/activities/{event}"), None).key, "activity_fixed");
    assert_eq!(
        base.post_refused(&format!("/prospects/{id}/notes"), &json!({ "body": " \n " })).key,
        "note_empty"
    );
    assert_eq!(
        base.post_refused("/prospects/42/notes", &json!({ "body": "x" })).status,
        404,
        "on nobody's sheet"
    );
}

#[test]
fn a_stage_change_is_told_whatever_the_door() {
    let base = Base::new();
    let id = base.add(&json!({ "first_name": "Léa", "last_name": "Martin", "email": "lea@a.example" }));
    base.edit(&id, &json!({ "stage_id": base.stage("contacte") }));
    assert_eq!(
        passage(&base, &id),
        ("Non qualifié".into(), "Contacté".into(), "user".into()),
        "by the sheet"
    );
    base.post("/pipeline/move", &json!({ "ids": [id], "stage": "a_recontacter" }));
    assert_eq!(passage(&base, &id).1, "À recontacter", "by the board");
    let bulk = json!({ "selection": { "by": "ids", "ids": [id] }, "action": { "kind": "stage", "stage_id": base.stage("negociation") } });
    base.post("/prospects/bulk", &bulk);
    assert_eq!(passage(&base, &id).1, "Négociation", "by a bulk change");
    let edit = json!({ "selection": { "by": "ids", "ids": [id] }, "action": { "kind": "edit", "fields": { "stage_id": base.stage("abandon") } } });
    base.post("/prospects/bulk", &edit);
    assert_eq!(passage(&base, &id).1, "Abandon", "by a bulk edit");
    let sheet = Sheet::new(&["E-mail", "Étape"], &[&["lea@a.example", "Déjà client"]]);
    let draft = base.lay(&base.file("suite.csv", sheet.csv(';')));
    let draft = base.correct(&draft, &json!({ "options": { "on_duplicate": "overwrite" } }));
    base.run(&draft);
    assert_eq!(
        passage(&base, &id),
        ("Abandon".into(), "Déjà client".into(), "import".into()),
        "by an import"
    );
    assert_eq!(kinds(&base, &id).len(), 6, "each once, and the beginning");
    base.undo();
    assert_eq!(passage(&base, &id).1, "Abandon", "undone, the import's own line is gone");
}

#[test]
fn a_move_inside_a_column_is_no_event() {
    let base = Base::new();
    let (a, b) = (base.named("", "A"), base.named("", "B"));
    base.post("/pipeline/move", &json!({ "ids": [a], "stage": "non_qualifie", "before": b }));
    assert_eq!(kinds(&base, &a), ["created"], "she is where she was");
}

#[test]
fn a_timeline_is_newest_first_by_pages_and_ends_with_its_beginning() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    for n in 0..5 {
        base.post(&format!("/prospects/{id}/notes"), &json!({ "body": format!("note {n}") }));
    }
    base.edit(&id, &json!({ "stage_id": base.stage("contacte") }));
    let mut seen: Vec<Value> = Vec::new();
    loop {
        let page = base.get(&format!("/prospects/{id}/activities?offset={}&limit=2", seen.len()));
        assert_eq!(page["total"], 7, "five notes, a change, the beginning");
        let items = page["items"].as_array().unwrap().clone();
        if items.is_empty() {
            break;
        }
        seen.extend(items);
    }
    assert_eq!(seen.len(), 7, "every entry once");
    assert!(seen.windows(2).all(|pair| pair[0]["at"].as_i64() >= pair[1]["at"].as_i64()), "newest first");
    assert_eq!(
        (&seen[0]["kind"], &seen[6]["kind"]),
        (&json!("stage_change"), &json!("created")),
        "from last to first"
    );
    assert_eq!(seen[6]["data"]["via"], "manual", "how she came in");
    let notes = base.get(&format!("/prospects/{id}/activities?kind=note"));
    assert_eq!(notes["total"], 5, "by kind");
    assert_eq!(texts(&notes["items"], "body")[0], "note 4", "newest first too");
}

#[test]
fn a_prospect_of_a_file_says_which_one() {
    let base = Base::new();
    let sheet = Sheet::new(&["Nom", "E-mail"], &[&["Martin", "lea@a.example"]]);
    base.import(&base.file("salon 2026.csv", sheet.csv(';')));
    let id = text(&base.list(&[])["items"][0], "id");
    let beginning = base.timeline(&id).pop().unwrap();
    assert_eq!(
        (&beginning["data"]["via"], &beginning["data"]["file"]),
        (&json!("import"), &json!("salon 2026.csv"))
    );
    assert_eq!(base.prospect(&id)["import_file"], "salon 2026.csv", "the sheet as well");
}

/// When she was last heard of.
fn heard(base: &Base, id: &str) -> Option<i64> {
    base.prospect(id)["last_interaction_at"].as_i64()
}

#[test]
fn a_call_is_corrected_and_so_is_the_day_she_was_last_heard_of() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let now = base.now();
    let log = |body: Value| text(&base.post(&format!("/prospects/{id}/calls"), &body)["activity"], "id");
    let first = log(json!({ "outcome": "reached", "at": now - 5_000, "minutes": 3, "note": "Rappeler" }));
    let missed = log(json!({ "outcome": "no_answer", "at": now - 4_000 }));
    assert_eq!(heard(&base, &id), Some(now - 5_000), "nobody answered the second one");

    let changed =
        base.patch(&format!("/activities/{missed}"), &json!({ "outcome": "reached", "minutes": 12 }));
    assert_eq!(changed["activity"]["data"]["minutes"], 12);
    assert_eq!(heard(&base, &id), Some(now - 4_000), "she did answer");
    base.patch(&format!("/activities/{missed}"), &json!({ "at": now - 9_000 }));
    assert_eq!(heard(&base, &id), Some(now - 5_000), "it was earlier");
    base.patch(&format!("/activities/{first}"), &json!({ "body": "", "minutes": 0 }));
    let call = base.timeline(&id).into_iter().find(|entry| entry["id"] == first.as_str()).unwrap();
    assert_eq!((&call["body"], &call["data"]["minutes"]), (&Value::Null, &Value::Null), "taken away");
    assert_eq!(heard(&base, &id), Some(now - 5_000), "its text is not its day");
    base.delete(&format!("/activities/{first}"));
    assert_eq!(heard(&base, &id), Some(now - 9_000), "the other one is left");
    base.undo();
    assert_eq!(heard(&base, &id), Some(now - 5_000), "and back");
    for (wrong, key) in [
        (json!({ "minutes": 1_441 }), "call_too_long"),
        (json!({ "at": now + 60_000 }), "call_in_the_future"),
    ] {
        assert_eq!(base.patch_refused(&format!("/activities/{first}"), &wrong).key, key);
    }
}

#[test]
fn calls_taken_away_in_any_order_leave_her_as_she_was_before_them() {
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for order in orders {
        let base = Base::new();
        let sheet =
            Sheet::new(&["Nom", "E-mail", "Dernier contact"], &[&["Martin", "lea@a.example", "03/02/2025"]]);
        base.import(&base.file("suite.csv", sheet.csv(';')));
        let id = text(&base.list(&[])["items"][0], "id");
        let before = heard(&base, &id).expect("the file says when");
        let now = base.now();
        let ats = [now - 30_000, now - 20_000, now - 10_000];
        let calls = ats.map(|at| {
            let saved =
                base.post(&format!("/prospects/{id}/calls"), &json!({ "outcome": "reached", "at": at }));
            text(&saved["activity"], "id")
        });
        let mut left = vec![0, 1, 2];
        for one in order {
            base.delete(&format!("/activities/{}", calls[one]));
            left.retain(|other| *other != one);
            let wanted = left.last().map_or(before, |last| ats[*last]);
            assert_eq!(heard(&base, &id), Some(wanted), "{order:?}: without call {one}");
        }
    }
}

#[test]
fn a_tag_within_a_note_is_put_on_her_and_undone_with_it() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    base.post("/tags", &json!({ "name": "Salon" }));
    let tags = || texts(&base.prospect(&id)["tags"], "name");
    base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "Vue au #salon, bureau #12, #inconnue" }));
    assert_eq!(tags(), ["Salon"], "known by its name; other words behind # are words");
    let saved = base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "À suivre #[grand compte]" }));
    assert_eq!(tags(), ["grand compte", "Salon"], "brackets say that it is a tag");
    base.undo();
    assert_eq!(tags(), ["Salon"]);
    assert_eq!(base.get("/tags").as_array().unwrap().len(), 1, "the new tag went with its note");
    drop(saved);
}

#[test]
fn the_timeline_of_a_company_is_that_of_all_its_people() {
    let base = Base::new();
    let of = |name: &str, company: &str| base.add(&json!({ "last_name": name, "company": company }));
    let (lea, paul, other) = (of("Martin", "Atelier Nord"), of("Durand", "Atelier Nord"), of("Weber", "Sud"));
    for (id, body) in [(&lea, "un"), (&paul, "deux"), (&other, "trois"), (&lea, "quatre")] {
        base.post(&format!("/prospects/{id}/notes"), &json!({ "body": body }));
    }
    base.post(&format!("/prospects/{paul}/calls"), &json!({}));
    let company = text(&base.prospect(&lea), "company_id");
    let all = base.get(&format!("/companies/{company}/activities"));
    assert_eq!(all["total"], 4);
    assert_eq!(
        texts(&all["items"], "name"),
        ["Durand", "Martin", "Durand", "Martin"],
        "newest first, with whose it is"
    );
    let notes = base.get(&format!("/companies/{company}/activities?kind=note&limit=1&offset=1"));
    assert_eq!(
        (&notes["total"], &notes["items"][0]["body"]),
        (&json!(3), &json!("deux")),
        "by kind and by pages"
    );
    base.delete(&format!("/prospects/{paul}"));
    assert_eq!(
        base.get(&format!("/companies/{company}/activities"))["total"],
        2,
        "not of who is in the trash"
    );
    assert_eq!(base.refused(Method::GET, "/companies/42/activities", None).status, 404);
}

#[test]
fn time_on_a_sheet_is_counted_only_when_one_asks_for_it() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let path = format!("/prospects/{id}/time");
    base.post(&format!("/prospects/{id}/calls"), &json!({ "minutes": 3 }));
    assert_eq!(base.post_refused(&path, &json!({ "seconds": 60 })).key, "time_not_counted", "off by default");
    base.patch("/settings", &json!({ "count_time": true }));
    base.post(&path, &json!({ "seconds": 60 }));
    let spent = base.post(&path, &json!({ "seconds": 45 }));
    assert_eq!((&spent["calls"], &spent["sheet"], &spent["total"]), (&json!(180), &json!(105), &json!(285)));
    base.clock.advance(relance_tests::DAY);
    base.post(&path, &json!({ "seconds": 15 }));
    assert_eq!(base.get(&path)["sheet"], 120, "another day");
    for wrong in [0, 3601] {
        assert_eq!(base.post_refused(&path, &json!({ "seconds": wrong })).key, "time_invalid");
    }
    assert_eq!(
        kinds(&base, &id),
        ["call", "created"],
        "the timeline tells what happened, not what was looked at"
    );
    assert_eq!(base.get(&format!("/prospects/{id}/activities"))["total"], 2);
    let told = base.get("/history");
    assert!(
        texts(&told["items"], "label").iter().all(|label| label != "activities.viewed"),
        "nor does the history"
    );
    base.undo();
    assert_eq!(base.get(&path)["calls"], 0, "Ctrl+Z takes back what one did");
    assert_eq!(base.get(&path)["sheet"], 120);
}
