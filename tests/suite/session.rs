//! The session: all that a window needs for its first screen.

use relance_api::Host;
use relance_tests::{Base, MONDAY, json};

#[test]
fn the_session_says_who_what_and_where() {
    let base = Base::new();
    let session = base.get("/session");
    assert_eq!(session["version"], env!("CARGO_PKG_VERSION"), "of the program");
    let now = session["now_at"].as_i64().unwrap();
    assert!((MONDAY..MONDAY + 60_000).contains(&now), "the core's clock, not the machine's: {now}");
    assert_eq!(
        (&session["me"]["name"], &session["me"]["is_me"]),
        (&json!("Moi"), &json!(true)),
        "who sits here"
    );
    assert_eq!(session["stages"].as_array().map(Vec::len), Some(6), "the columns");
    assert_eq!(session["host"], "window", "where it is shown");
    assert_eq!(session["base"]["key_store"], "keychain", "where the key is");
    assert!(session["base"]["path"].as_str().unwrap().ends_with("relance.db"), "where the base is");
    assert!(session["base"]["size_bytes"].as_u64().unwrap() > 4096, "how large");
    assert_eq!((&session["prospects"], &session["has_sample"]), (&json!(0), &json!(false)), "an empty base");
}

#[test]
fn counts_follow_what_is_in_the_base() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    base.named("Hugo", "Bernard");
    base.delete(&format!("/prospects/{id}"));
    base.tag("VIP");
    base.post("/fields", &json!({ "label": "Surnom" }));
    let session = base.get("/session");
    assert_eq!((&session["prospects"], &session["trash"]), (&json!(1), &json!(1)), "base and trash");
    assert_eq!(session["tags"][0]["name"], "VIP", "tags with their counts");
    assert_eq!(session["fields"][0]["label"], "Surnom", "custom fields");
}

#[test]
fn a_program_and_a_page_are_told_apart() {
    let host = Host::Browser { token: "secret".into(), port: 4242 };
    let base = Base::with(host, true);
    let request = axum::http::Request::get("/api/v1/session")
        .header("host", "127.0.0.1:4242")
        .header("authorization", "Bearer secret")
        .body(axum::body::Body::empty())
        .unwrap();
    let session = base.send(request).ok();
    assert_eq!(
        (&session["host"], &session["me"]["name"]),
        (&json!("browser"), &json!("Me")),
        "in its language"
    );
}

#[test]
fn what_another_process_writes_is_noticed_and_shown() {
    let base = Base::new();
    base.named("Léa", "Martin");
    assert_eq!(base.list(&[("sort", "city")])["total"], 1, "a list is kept in memory");
    let options = relance_core::Options {
        folder: base.core.folder().to_owned(),
        clock: base.clock.clone(),
        keychain: base.keychain.clone(),
        mail: std::sync::Arc::new(relance_world::fake::NoMail),
        english: false,
    };
    let other = relance_core::Core::open(options).unwrap();
    assert!(!base.core.notice_others().unwrap(), "nothing new yet");
    let edit = relance_model::prospects::ProspectEdit {
        last_name: Some(Some("Bernard".into())),
        ..Default::default()
    };
    let rules = other.rules().unwrap();
    let added = other.change(relance_core::Caller::Cli, "prospects.create", |tx| {
        relance_core::prospects::add(tx, &edit, &rules, false)
    });
    assert!(added.unwrap().operation.is_some());
    assert!(base.core.notice_others().unwrap(), "the other's write is noticed");
    assert!(!base.core.notice_others().unwrap(), "once");
    assert_eq!(base.list(&[("sort", "city")])["total"], 2, "and shown at once");
    assert_eq!(base.get("/history")["items"][0]["caller"], "cli", "with who did it");
    assert_eq!(base.undo()["reverted"]["label"], "prospects.create", "and undone from here");
    base.assert_sound();
}
