//! The base as of a past instant: every screen of then, nothing that can be written, nobody who was erased since.

use axum::http::Method;
use proptest::prelude::*;
use relance_core::history::as_of;
use relance_tests::{Base, DAY, MONDAY, json, multipart, text, texts};
use serde_json::Value;
use std::fs;

/// What the screens read.
const SCREENS: [&str; 13] = [
    "/prospects?limit=200&sort=name",
    "/prospects?limit=200&sort=-created",
    "/prospects?limit=200&sort=company",
    "/prospects?limit=200&trash=true",
    "/prospects?limit=200&search=dur",
    "/search?q=lyon",
    "/pipeline",
    "/companies",
    "/stages",
    "/tags",
    "/fields",
    "/history",
    "/imports",
];

fn screens(base: &Base, at: Option<i64>) -> Vec<Value> {
    SCREENS.iter().map(|path| at.map_or_else(|| base.get(path), |at| base.get_at(at, path))).collect()
}

/// Files of copies in the base's folder.
fn copies(base: &Base) -> usize {
    let found = fs::read_dir(base.core.scratch_folder()).into_iter().flatten().flatten();
    found.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "db")).count()
}

#[test]
fn every_screen_shows_what_it_showed_then() {
    let base = Base::new();
    let lea =
        base.add(&json!({ "first_name": "Léa", "last_name": "Durand", "company": "Acme", "city": "Lyon" }));
    base.post(&format!("/prospects/{lea}/notes"), &json!({ "body": "rappeler à Lyon" }));
    let then = base.now();
    let (shown, sheet) = (screens(&base, None), base.prospect(&lea));
    base.clock.advance(DAY);
    base.edit(&lea, &json!({ "city": "Brest", "last_name": "Martin", "company": "Nord" }));
    base.post("/pipeline/move", &json!({ "ids": [lea], "stage": "negociation" }));
    base.named("Hugo", "Durand");
    base.delete(&format!("/prospects/{lea}"));
    for (path, (now, was)) in SCREENS.iter().zip(screens(&base, Some(then)).into_iter().zip(shown)) {
        assert_eq!(now, was, "{path} is that of the day before");
    }
    assert_eq!(base.get_at(then, &format!("/prospects/{lea}")), sheet, "her sheet too");
    assert_eq!(base.get_at(then, "/session")["as_of"], json!(then), "the session says which date is shown");
    assert_eq!(base.get("/session")["as_of"], Value::Null, "today is no past");
    base.assert_sound();
}

#[test]
fn what_had_not_happened_by_then_is_neither_shown_nor_counted() {
    let base = Base::new();
    let lea = base.add(
        &json!({ "first_name": "Léa", "last_name": "Durand", "email": "lea@nord.example", "company": "Acme" }),
    );
    let company = text(&base.prospect(&lea), "company_id");
    let meet = |starts: &str, more: Value| {
        let mut new = json!({ "title": starts, "starts": starts, "minutes": 60, "zone": "Europe/Paris", "prospects": [lea] });
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        text(&base.post("/calendar", &new)["event"], "id")
    };
    let pass = |time: i64| {
        base.clock.advance(time);
        base.core.announce_meetings().unwrap();
    };
    // At ten every day of the week, and two that are changed afterwards.
    meet("2026-03-02T10:00", json!({ "rule": "FREQ=DAILY;COUNT=5" }));
    let moved = meet("2026-03-02T14:00", json!({}));
    let gone = meet("2026-03-03T14:00", json!({}));
    let shown = |at: Option<i64>, path: &str| at.map_or_else(|| base.get(path), |at| base.get_at(at, path));
    // Which time of a meeting an entry is of, its data says: ids of what is found out again are others.
    let entries = |at: Option<i64>, path: &str| {
        let mut items = shown(at, path)["items"].clone();
        items
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .for_each(|item| drop(item.as_object_mut().unwrap().remove("id")));
        items
    };
    let seen = |at: Option<i64>| {
        let sheet = format!("/prospects/{lea}");
        (
            entries(at, &format!("{sheet}/activities")),
            entries(at, &format!("/companies/{company}/activities")),
            shown(at, &format!("{sheet}/time"))["meetings"].clone(),
            shown(at, "/statistics/activity?period=7d")["points"].clone(),
            shown(at, "/prospects?filter=rendez-vous_tenu:2026-03-04")["total"].clone(),
        )
    };
    let counted = |seen: &(Value, Value, Value, Value, Value)| {
        seen.0.as_array().unwrap().iter().filter(|entry| entry["kind"] == "meeting").count()
    };
    pass(2 * DAY + 3 * 3_600_000);
    let (then, was) = (base.now(), seen(None));
    assert_eq!((counted(&was), &was.4), (5, &json!(1)), "three mornings and two afternoons: {}", was.0);
    // Then time goes by, an e-mail of before comes in, and what took place is told otherwise.
    let letter = "From: lea@nord.example\r\nTo: moi@sud.example\r\nSubject: Devis\r\nDate: Mon, 02 Mar 2026 08:30:00 +0100\r\n\r\nOui.\r\n";
    assert_eq!(base.send(multipart("/api/v1/messages", "lettre.eml", letter.as_bytes())).status, 200);
    base.delete(&format!("/calendar/{gone}"));
    base.patch(&format!("/calendar/{moved}"), &json!({ "starts": "2026-03-20T14:00" }));
    pass(3 * DAY);
    let now = seen(None);
    assert_eq!(counted(&now), 5, "five mornings");
    assert_eq!(seen(Some(then)), was, "what was not there yet, nor over, stands nowhere at that date");
    let between = base.get_at(then - DAY, &format!("/prospects/{lea}/activities"));
    let held = between["items"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "meeting");
    assert_eq!(held.count(), 3, "of one and the same state each date shows what was over by then");
    assert_eq!(seen(None), now, "the present is as it was");
    base.assert_sound();
}

#[test]
fn preferences_stay_those_of_who_looks() {
    let base = Base::new();
    let then = base.now();
    base.patch("/settings", &json!({ "theme": "dark" }));
    assert_eq!(
        base.get_at(then, "/session")["settings"]["theme"],
        "dark",
        "the past does not change the light"
    );
    assert_eq!(base.ask_at(then, Method::PATCH, "/settings", Some(&json!({ "theme": "light" }))).status, 200);
    assert_eq!(base.get("/settings")["theme"], "light", "and the light can be changed while looking at it");
}

#[test]
fn nothing_is_written_at_a_past_date() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let then = base.now();
    base.edit(&id, &json!({ "city": "Lyon" }));
    let file = base.file("liste.csv", "Nom\nDurand\n");
    let before = base.digest();
    let sheet = format!("/prospects/{id}");
    for (method, path, body) in [
        (Method::POST, "/prospects", json!({ "last_name": "Durand" })),
        (Method::PATCH, sheet.as_str(), json!({ "city": "Brest" })),
        (Method::DELETE, sheet.as_str(), json!({})),
        (Method::POST, "/pipeline/move", json!({ "ids": [id], "stage": "negociation" })),
        (Method::POST, "/tags", json!({ "name": "VIP" })),
        (Method::POST, "/undo", json!({})),
        (Method::POST, "/imports", json!({ "path": file.display().to_string() })),
        (Method::POST, "/backups", json!({})),
        (Method::POST, "/sample", json!({ "rows": 5 })),
        (Method::POST, "/check", json!({})),
    ] {
        let problem = base.ask_at(then, method.clone(), path, Some(&body)).problem();
        assert_eq!(problem.key, "past_read_only", "{method} {path}");
        assert_eq!(problem.params["at"], json!(then), "the refusal names the date");
    }
    assert_eq!(base.digest(), before, "nothing was written");
    assert_eq!(base.get("/backups")["items"], json!([]), "nor beside the base");
}

#[test]
fn a_date_that_cannot_be_shown_says_why() {
    let base = Base::new();
    let key = |at: &str| base.get_refused(&format!("/stages?asOf={at}")).key;
    assert_eq!(key("tomorrow"), "as_of_unreadable");
    assert_eq!(key(&(MONDAY + DAY).to_string()), "as_of_future");
    assert_eq!(key(&(MONDAY - DAY).to_string()), "as_of_too_early");
    let said = base.get(&format!("/stages?asOf={}", "2026-03-02T09:00:00Z"));
    assert_eq!(said, base.get("/stages"), "RFC 3339 is an instant as well");
}

#[test]
fn who_was_erased_does_not_come_back_in_the_past() {
    let base = Base::new();
    let lea = base.add(&json!({
        "first_name": "Léa", "last_name": "Secrète", "email": "lea@secret.example", "tag_ids": [base.tag("VIP")],
        "addresses": [{ "kind": "email", "value": "autre@secret.example" }],
    }));
    let hugo = base.named("Hugo", "Bernard");
    base.post(&format!("/prospects/{lea}/notes"), &json!({ "body": "confidentiel" }));
    let then = base.now();
    assert_eq!(base.get_at(then, "/prospects")["total"], 2, "the past is open while she is there");
    base.delete(&format!("/prospects/{lea}"));
    let erase = json!({ "selection": { "by": "query", "query": { "trash": true } }, "action": { "kind": "erase", "count": 1 } });
    base.post("/prospects/bulk", &erase);
    assert_eq!(texts(&base.get_at(then, "/prospects")["items"], "id"), [hugo], "she is gone from the past");
    assert_eq!(base.ask_at(then, Method::GET, &format!("/prospects/{lea}"), None).status, 404);
    assert_eq!(
        base.get_at(then, "/search?q=secret")["prospects"],
        json!([]),
        "nor do her words find anybody"
    );
    let past = as_of(&base.core, then).unwrap();
    for item in [past.store().check_references(), past.store().check_journal(), past.store().check_totals()] {
        assert!(item.as_ref().unwrap().is_sound, "the past holds together: {item:?}");
    }
}

#[test]
fn a_clock_that_was_set_back_does_not_lose_the_order_of_things() {
    let base = Base::new();
    base.clock.advance(365 * DAY);
    let id = base.named("Léa", "Futur");
    base.clock.advance(-365 * DAY);
    base.edit(&id, &json!({ "city": "Lyon" }));
    let then = base.now();
    base.clock.advance(DAY);
    base.edit(&id, &json!({ "city": "Brest" }));
    assert_eq!(
        base.get_at(then, &format!("/prospects/{id}"))["city"],
        "Lyon",
        "she was there when she was edited, whatever the clock had said before"
    );
}

#[test]
fn copies_are_for_the_owner_alone_and_leave_nothing_behind() {
    let base = Base::new();
    let mut instants = Vec::new();
    for name in ["A", "B", "C", "D"] {
        base.named(name, "Martin");
        instants.push(base.now());
    }
    for at in &instants {
        base.get_at(*at, "/prospects");
    }
    assert_eq!(copies(&base), 2, "the one that is looked at and the one before");
    for entry in fs::read_dir(base.core.scratch_folder()).unwrap().flatten() {
        #[cfg(unix)]
        if entry.path().extension().is_some_and(|extension| extension == "db") {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "for the owner's eyes");
            assert_ne!(&fs::read(entry.path()).unwrap()[..15], b"SQLite format 3", "and encrypted");
        }
    }
    let stray = base.core.scratch_folder().join("0123456789abcdef.db");
    fs::write(&stray, "what a crash left").unwrap();
    fs::write(stray.with_extension("lock"), "").unwrap();
    let base = base.restarted();
    assert!(!base.core.scratch_folder().exists(), "nothing is left after a restart");
    base.clock.advance(DAY);
    base.get_at(instants[0], "/prospects");
    base.clock.advance(DAY);
    base.core.run_due().unwrap();
    assert_eq!(copies(&base), 0, "what nobody looks at goes");
}

/// Steps for [`step`].
pub(super) fn any_step(
    count: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<(u8, prop::sample::Index, prop::sample::Index)>> {
    proptest::collection::vec((0..23_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>()), count)
}

/// One step of a random life of a base.
pub(super) fn step(base: &Base, kind: u8, a: prop::sample::Index, b: prop::sample::Index) {
    let ids = texts(&base.get("/prospects?limit=200")["items"], "id");
    let pick = |list: &[String]| (!list.is_empty()).then(|| list[a.index(list.len())].clone());
    let (stages, tags) = (texts(&base.get("/stages"), "id"), texts(&base.get("/tags"), "id"));
    let (stage, word) = (&stages[b.index(stages.len())], ["Lyon", "Brest", "Durand", "Caen"][b.index(4)]);
    let send = |method: Method, path: String, body: Value| {
        // Some steps are refused (a stage in use, a name taken): that is part of life too.
        base.ask(method, &path, Some(&body));
    };
    let person = pick(&ids);
    match (kind, person) {
        (0..=3, _) | (_, None) => {
            let n = a.index(50);
            let fields = json!({ "first_name": format!("P{n}"), "last_name": word, "company": format!("Société {}", n % 5),
                "email": format!("p{n}@a.example"), "stage_id": stage, "tag_ids": pick(&tags).into_iter().collect::<Vec<_>>(),
                "addresses": [{ "kind": "email", "value": format!("q{n}@b.example") }] });
            send(Method::POST, "/prospects".into(), fields);
        }
        (4, Some(id)) => send(
            Method::PATCH,
            format!("/prospects/{id}"),
            json!({ "city": word, "company": format!("Société {word}") }),
        ),
        (5, Some(id)) => send(
            Method::PATCH,
            format!("/prospects/{id}"),
            json!({ "tag_ids": tags, "addresses": [], "value_cents": a.index(9000) }),
        ),
        (6, Some(id)) => send(
            Method::POST,
            "/pipeline/move".into(),
            json!({ "ids": [id], "stage_id": stage, "stage": "contacte" }),
        ),
        (7, Some(id)) => {
            send(Method::POST, format!("/prospects/{id}/notes"), json!({ "body": format!("note {word}") }))
        }
        (8, Some(id)) => {
            let notes = base.timeline(&id);
            if let Some(note) = notes.iter().find(|entry| entry["kind"] == "note") {
                let path = format!("/activities/{}", text(note, "id"));
                let method = if b.index(2) == 0 { Method::DELETE } else { Method::PATCH };
                send(method, path, json!({ "body": word }));
            }
        }
        (9, Some(id)) => send(Method::DELETE, format!("/prospects/{id}"), json!({})),
        (10, _) => send(Method::POST, "/tags".into(), json!({ "name": format!("T{word}") })),
        (11, _) => {
            if let Some(tag) = pick(&tags) {
                let method = if b.index(3) == 0 { Method::DELETE } else { Method::PATCH };
                send(method, format!("/tags/{tag}"), json!({ "name": format!("R{word}") }));
            }
        }
        (12, Some(id)) => {
            let other = &ids[b.index(ids.len())];
            send(Method::POST, "/duplicates/merge".into(), json!({ "keep": id, "merge": other }));
        }
        (13, _) => {
            let companies = texts(&base.get("/companies")["items"], "id");
            if let Some(company) = pick(&companies) {
                send(
                    Method::PATCH,
                    format!("/companies/{company}"),
                    json!({ "name": format!("Renommée {word}") }),
                );
            }
        }
        (14, _) => {
            send(Method::POST, "/stages".into(), json!({ "label": format!("Étape {word}"), "kind": "open" }))
        }
        (15, _) => send(Method::DELETE, format!("/stages/{stage}"), json!({})),
        (16, _) => {
            base.import(&base.file(
                "liste.csv",
                format!("Nom;E-mail;Ville\nImporté;i{}@a.example;{word}\nSans;;\n", b.index(4)),
            ));
        }
        (17, _) => drop(base.redo()),
        (18, _) => {
            let items = base.get("/history")["items"].clone();
            let items = items.as_array().map(Vec::as_slice).unwrap_or_default();
            if !items.is_empty() {
                let to = items[b.index(items.len())]["at"].clone();
                send(Method::POST, "/history/restore".into(), json!({ "to": to }));
            }
        }
        (19, _) => {
            // By its name, whatever was done since: an undo that was done again too.
            let items = texts(&base.get("/history")["items"], "id");
            if let Some(operation) = pick(&items) {
                send(Method::POST, "/undo".into(), json!({ "operation": operation, "keep_conflicts": true }));
            }
        }
        _ => drop(base.undo()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_past_of_each_instant_is_what_the_base_was(
        steps in any_step(4..22),
    ) {
        let base = Base::new();
        let mut lived = vec![(base.now(), base.digest(), screens(&base, None))];
        for (kind, a, b) in steps {
            step(&base, kind, a, b);
            let digest = base.digest();
            if digest != lived.last().unwrap().1 {
                let at = base.now();
                lived.push((at, digest, screens(&base, None)));
            }
        }
        base.assert_sound();
        for (at, digest, shown) in lived.iter().rev() {
            let past = as_of(&base.core, *at).unwrap();
            prop_assert_eq!(&past.store().state_digest().unwrap(), digest, "every row as of {}", at);
            for (path, (now, was)) in SCREENS.iter().zip(screens(&base, Some(*at)).iter().zip(shown)) {
                prop_assert_eq!(now, was, "{} as of {}", path, at);
            }
            for item in [past.store().check_references(), past.store().check_journal(), past.store().check_totals()] {
                prop_assert!(item.as_ref().unwrap().is_sound, "the past holds together: {:?}", item);
            }
        }
    }
}
