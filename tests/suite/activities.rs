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
        "activity_not_a_note"
    );
    assert_eq!(
        base.refused(Method::DELETE, &format!("/activities/{event}"), None).key,
        "activity_not_a_note"
    );
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
