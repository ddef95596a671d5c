//! The whole base as a file: export then import is the identity, on any base.

use super::export;
use proptest::prelude::*;
use relance_tests::{Base, DAY, Value, count, json, text};

/// The file of the whole base.
fn file(base: &Base) -> Vec<u8> {
    export(base, &json!({ "format": "json" }))
}

/// What the file says, but for when it was written and for the imports that carried it.
fn said(bytes: &[u8]) -> Value {
    let mut said: Value = serde_json::from_slice(bytes).unwrap();
    said["exported_at"] = Value::Null;
    let carried = |import: &Value| import["file_name"] == "base.json";
    said["imports"].as_array_mut().unwrap().retain(|import| !carried(import));
    said
}

/// Both files tell of the same base.
fn assert_same(there: &[u8], here: &[u8]) {
    let (there, here) = (said(there), said(here));
    for part in [
        "stages",
        "members",
        "tags",
        "fields",
        "worktime",
        "templates",
        "imports",
        "companies",
        "messages",
        "prospects",
        "counts",
    ] {
        let lists = (there[part].as_array(), here[part].as_array());
        if let (Some(there), Some(here)) = lists {
            assert_eq!(there.len(), here.len(), "as many {part}");
            for (there, here) in there.iter().zip(here) {
                assert_eq!(there, here, "one of {part}");
            }
        }
        assert_eq!(there[part], here[part], "{part}");
    }
}

/// A base that was just made, a day later: what it takes over lies in its past.
fn fresh() -> Base {
    let base = Base::new();
    base.clock.advance(DAY);
    base
}

fn carry(bytes: &[u8], to: &Base) -> Value {
    let draft = to.lay(&to.file("base.json", bytes));
    assert_eq!(draft["format"], "json", "recognised by itself");
    assert_eq!(draft["ready"], true, "nothing to map");
    let preview = to.preview(&draft);
    let report = to.run(&draft);
    for member in ["read", "created", "updated", "unchanged", "skipped"] {
        assert_eq!(report[member], preview["counts"][member], "the dry run said so: {member}");
    }
    report
}

fn rich() -> Base {
    let base = super::full();
    let field =
        text(&base.post("/fields", &json!({ "label": "Effectif visé", "kind": "number" }))["field"], "id");
    let member = text(
        &base.post("/members", &json!({ "name": "Zoé", "email": "zoe@relance.example" }))["member"],
        "id",
    );
    base.post(
        "/stages",
        &json!({ "label": "Démonstration", "color": "c3", "limit_days": 7, "probability": 40 }),
    );
    let abandon = base.stage("abandon");
    let choice = json!({ "label": "Motif", "kind": "multi_select", "add_options": ["Prix", "Délai"],
        "on_card": true, "required_stages": [abandon] });
    let choice = text(&base.post("/fields", &choice)["field"], "id");
    let opposed = base.add(
        &json!({ "last_name": "Refus", "do_not_contact": true, "owner_id": member, "custom": { field: 12, choice: ["Prix", "Délai"] } }),
    );
    base.post(&format!("/prospects/{opposed}/notes"), &json!({ "body": "A dit non.\nDeux fois." }));
    base.edit(&opposed, &json!({ "stage_id": base.stage("abandon") }));
    let gone = base.add(&json!({ "company": "Vide SARL", "city": "Brest" }));
    base.delete(&format!("/prospects/{gone}"));
    base.patch(
        "/worktime",
        &json!({ "zone": "Europe/Paris", "region": "FR-57",
        "week": [[{ "from": "08:00", "to": "12:00" }], [], [], [], [], [], []] }),
    );
    base.post(
        "/worktime/leave",
        &json!({ "from_on": "2026-05-13", "part": "afternoon", "label": "Dentiste" }),
    );
    let template = json!({ "name": "Premier contact", "subject": "{{entreprise}}", "body": "<p>Bonjour {{prenom}},</p>",
        "language": "fr", "sector": "Mobilier", "purpose": "reply" });
    base.post("/templates", &template);
    base.import(&base.file("salon.csv", "Nom;E-mail\nSalon;salon@a.example\n"));
    base
}

#[test]
fn a_base_carried_into_an_empty_one_is_the_same_base() {
    let from = rich();
    let bytes = file(&from);
    let to = fresh();
    let before = to.digest();
    let report = carry(&bytes, &to);
    assert_eq!((count(&report, "created"), count(&report, "skipped")), (5, 0), "trash included");
    assert_same(&file(&to), &bytes);
    let found = to.list(&[("search", "salon@a.example")]);
    let prospect = to.prospect(&text(&found["items"][0], "id"));
    assert_eq!(prospect["import_file"], "salon.csv", "she knows the file that she came from");
    let worktime = to.get("/worktime");
    assert_eq!(
        (&worktime["chosen_zone"], &worktime["chosen_region"], &worktime["week"][0][0]["to"]),
        (&json!("Europe/Paris"), &json!("FR-57"), &json!("12:00"))
    );
    assert_eq!(relance_tests::texts(&to.get("/worktime/leave"), "label"), ["Dentiste"]);
    assert_eq!(to.get("/templates")[0]["sector"], "Mobilier");
    to.assert_sound();
    to.undo();
    assert_eq!(to.digest(), before, "and it can be taken back");
    assert_eq!(to.get("/worktime")["chosen_zone"], Value::Null);
}

#[test]
fn whoever_works_here_already_keeps_her_hours_and_her_leave() {
    let from = rich();
    let to = fresh();
    to.add(&json!({ "last_name": "Déjà" }));
    to.post("/worktime/leave", &json!({ "from_on": "2026-06-01" }));
    let before = to.get("/worktime/leave");
    carry(&file(&from), &to);
    assert_eq!(to.get("/worktime/leave"), before);
    assert_eq!(to.get("/worktime")["chosen_zone"], Value::Null);
}

#[test]
fn a_copy_of_the_empty_base_takes_it_over_with_its_very_labels() {
    let from = Base::new();
    let to = from.copied();
    let first = to.stage("non_qualifie");
    from.patch(&format!("/stages/{first}"), &json!({ "label": "À trier", "limit_days": 3 }));
    from.post("/stages", &json!({ "label": "Démonstration" }));
    from.delete(&format!("/stages/{}", from.stage("contacte")));
    from.patch(&format!("/members/{}", text(&from.get("/members")[0], "id")), &json!({ "name": "Zoé" }));
    from.add(&json!({ "last_name": "Seule", "stage_id": first }));
    let bytes = file(&from);
    to.clock.advance(DAY);
    let before = to.digest();
    carry(&bytes, &to);
    assert_same(&file(&to), &bytes);
    to.assert_sound();
    to.undo();
    assert_eq!(to.digest(), before, "and it can be taken back");
}

#[test]
fn the_same_base_again_changes_nothing() {
    let base = rich();
    let before = file(&base);
    base.clock.advance(DAY);
    let report = carry(&file(&base), &base);
    assert_eq!((count(&report, "unchanged"), count(&report, "updated")), (5, 0), "{report}");
    assert_eq!(report["operation"], Value::Null, "nothing to undo");
    assert_same(&file(&base), &before);
}

#[test]
fn a_base_that_has_people_takes_the_others_and_completes_its_own() {
    let from = rich();
    let to = fresh();
    let own = to.add(&json!({ "first_name": "Léa", "last_name": "L’Hôte", "email": "lea@fournil.example", "city": "Lyon" }));
    let stages = to.get("/stages");
    let report = carry(&file(&from), &to);
    assert_eq!((count(&report, "created"), count(&report, "updated")), (4, 1), "{report}");
    let completed = to.prospect(&own);
    assert_eq!(
        (completed["city"].as_str(), completed["job_title"].as_str()),
        (Some("Lyon"), Some("Gérante; associée"))
    );
    let labels = |stages: &Value| relance_tests::texts(stages, "label");
    assert!(
        labels(&to.get("/stages")).starts_with(&labels(&stages)),
        "her stages stay, the file's own come behind"
    );
    assert!(labels(&to.get("/stages")).contains(&"Démonstration".to_owned()));
    to.assert_sound();
}

#[test]
fn a_list_is_carried_without_what_is_not_in_it() {
    let from = rich();
    let request =
        json!({ "selection": { "by": "query", "query": { "search": "fournil" } }, "format": "json" });
    let bytes = export(&from, &request);
    let list: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        (&list["relance"], &list["is_base"]),
        (&json!(1), &json!(false)),
        "its version, and that it is a list"
    );
    assert_eq!(list["companies"].as_array().unwrap().len(), 1, "only the companies of the people in it");
    let to = fresh();
    assert_eq!(count(&carry(&bytes, &to), "created"), 1);
}

#[test]
fn a_file_that_is_damaged_or_newer_is_refused_and_leaves_nothing() {
    let whole = file(&rich());
    let to = fresh();
    let before = to.digest();
    let text = String::from_utf8(whole).unwrap();
    let cut = &text[..text.len() - 40];
    let refused = |name: &str, text: &str| {
        let path = to.file(name, text);
        to.post_refused("/imports", &json!({ "path": path.display().to_string() }))
    };
    let problem = refused("base.json", cut);
    assert_eq!((problem.key.as_str(), &problem.params["file"]), ("file_damaged", &json!("base.json")));
    let newer = text.replacen("\"relance\": 1", "\"relance\": 99", 1);
    let problem = refused("newer.json", &newer);
    assert_eq!((problem.key.as_str(), &problem.params["version"]), ("base_file_newer", &json!(99)));
    let orphan = text.replacen("\"companies\": [", "\"somebody\": [", 1);
    let progress = to.run_to_end(&to.lay(&to.file("orphan.json", orphan)));
    assert_eq!(progress["failure"]["key"], "file_damaged", "a person of no company that the file has");
    assert_eq!(to.digest(), before, "nothing was written");
}

/// What may happen to a base, by number.
fn act(base: &Base, known: &mut Vec<String>, (kind, who, what): (u8, usize, String)) {
    let one = known.get(who % known.len().max(1)).cloned();
    match (kind % 14, one) {
        (0..=2, _) | (_, None) => {
            let n = known.len();
            known.push(base.add(&json!({
                "last_name": format!("N{n}{what}"), "company": if n.is_multiple_of(3) { Value::Null } else { format!("Société {}", n % 4).into() },
                "email": format!("n{}@a{n}.example", n % 5), "phone": format!("+3361234{:04}", n % 7), "notes": what,
                "value_cents": n as i64 * 1_234, "currency": if n.is_multiple_of(2) { "EUR" } else { "CHF" }, "expected_close_on": "2026-12-31",
                "do_not_contact": n % 6 == 5,
                "addresses": [{ "kind": "email", "value": format!("autre{n}@b.example"), "label": what }, { "kind": "phone", "value": "01 99 00 12 34" }]
            })));
        }
        (3, Some(id)) => {
            drop(base.post(&format!("/prospects/{id}/notes"), &json!({ "body": format!("x{what}") })))
        }
        (4, Some(id)) => {
            let tag = base.get("/tags").as_array().unwrap().iter().map(|tag| text(tag, "id")).nth(who % 3);
            let tag = tag.unwrap_or_else(|| base.tag(&format!("T{who}{what}")));
            base.edit(&id, &json!({ "tag_ids": [tag] }));
        }
        (5, Some(id)) => {
            let kind = ["text", "number", "date", "boolean"][who % 4];
            let label = format!("Champ {kind}");
            let held = base
                .get("/fields")
                .as_array()
                .unwrap()
                .iter()
                .find(|field| field["label"] == label.as_str())
                .map(|field| text(field, "id"));
            let field = held.unwrap_or_else(|| {
                text(&base.post("/fields", &json!({ "label": label, "kind": kind }))["field"], "id")
            });
            let value =
                [json!(format!("v{what}")), json!(who as f64 + 0.5), json!("2026-02-03"), json!(true)]
                    [who % 4]
                    .clone();
            base.edit(&id, &json!({ "custom": { field: value } }));
        }
        (6, Some(id)) => {
            let stages = relance_tests::texts(&base.get("/stages"), "id");
            base.edit(&id, &json!({ "stage_id": stages[who % stages.len()] }));
        }
        (7, Some(id)) => drop(base.delete(&format!("/prospects/{id}"))),
        (8, _) => {
            let companies = base.get("/companies")["items"].clone();
            if let Some(company) = companies.as_array().unwrap().get(who % 4) {
                base.patch(
                    &format!("/companies/{}", text(company, "id")),
                    &json!({ "city": what, "siren": "732829320", "size": "40" }),
                );
            }
        }
        (9, Some(id)) => {
            let member =
                text(&base.post("/members", &json!({ "name": format!("M{who}{what}") }))["member"], "id");
            base.edit(&id, &json!({ "owner_id": member }));
        }
        (11, Some(id)) => {
            let kind = ["call", "email", "other"][who % 3];
            let planned = base.post(
                &format!("/prospects/{id}/reminders"),
                &json!({ "kind": kind, "at": format!("+{}j", who + 1), "title": what, "priority": "high" }),
            );
            if who.is_multiple_of(2) {
                base.post(
                    &format!("/reminders/{}/done", text(&planned["reminder"], "id")),
                    &json!({ "call": { "minutes": who } }),
                );
            }
        }
        (13, Some(id)) => {
            let rule = ["", "FREQ=WEEKLY;COUNT=5", "FREQ=MONTHLY"][who % 3];
            let new = json!({ "title": format!("Visite {what}").trim(), "starts": format!("2026-04-{:02}T14:00", who % 28 + 1), "rule": rule, "place": what,
                "prospects": [id], "attendees": [{ "email": format!("i{who}@c.example") }] });
            let event = base.post("/calendar", &new)["event"].clone();
            if who % 3 == 1 {
                let which = json!({ "occurrence": event["starts"], "scope": "one" });
                base.patch(
                    &format!("/calendar/{}", text(&event, "id")),
                    &json!({ "which": which, "minutes": 30 }),
                );
            }
        }
        (10, _) => drop(
            base.post("/stages", &json!({ "label": format!("E{who}{what}"), "kind": "open", "color": "c2" })),
        ),
        (_, _) => {
            drop(base.import(&base.file("liste.csv", format!("Nom;E-mail\nF{who};f{who}@c.example\n"))))
        }
    }
    base.clock.advance(1_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn export_then_import_is_the_identity_on_any_base(acts in prop::collection::vec((any::<u8>(), 0..40usize, "[ -~àéœ€«»’\n]{0,12}"), 1..30)) {
        let from = Base::new();
        let mut known = Vec::new();
        for one in acts {
            act(&from, &mut known, one);
        }
        let bytes = file(&from);
        let to = fresh();
        to.clock.advance(DAY);
        let report = carry(&bytes, &to);
        prop_assert_eq!(count(&report, "created"), count(&report, "read"), "everybody is made");
        assert_same(&file(&to), &bytes);
        let again = carry(&bytes, &to);
        prop_assert_eq!(count(&again, "unchanged"), count(&again, "read"), "once more changes nothing");
        to.assert_sound();
    }
}
