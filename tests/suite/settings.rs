//! Preferences: checked, merged, kept in the base.

use relance_tests::{Base, json};
use serde_json::Value;

#[test]
fn preferences_begin_with_their_defaults_and_keep_what_is_written() {
    let base = Base::new();
    let settings = base.get("/settings");
    for (name, value) in [
        ("language", json!("system")),
        ("theme", json!("system")),
        ("text_size", json!(100)),
        ("density", json!("normal")),
        ("default_region", json!("FR")),
        ("default_currency", json!("EUR")),
        ("single_key_shortcuts", json!(true)),
        ("close_to_tray", json!(false)),
        ("first_run_done", json!(false)),
    ] {
        assert_eq!(settings[name], value, "{name} to begin with");
    }
    let written = base.patch("/settings", &json!({ "theme": "dark", "text_size": 125 }));
    assert_eq!(
        (&written["theme"], &written["density"]),
        (&json!("dark"), &json!("normal")),
        "the rest stays"
    );
    let base = base.restarted();
    assert_eq!(base.get("/settings"), written, "kept in the base");
}

#[test]
fn each_value_is_checked_by_its_name() {
    let base = Base::new();
    for (name, wrong) in [
        ("language", json!("de")),
        ("theme", json!("pink")),
        ("density", json!("huge")),
        ("text_size", json!(300)),
        ("default_region", json!("ZZ")),
        ("default_currency", json!("ABC")),
    ] {
        let problem = base.patch_refused("/settings", &json!({ name: wrong }));
        assert_eq!(
            (problem.key.as_str(), problem.field.as_deref()),
            ("setting_invalid", Some(name)),
            "{name}"
        );
    }
    assert_eq!(
        base.patch_refused("/settings", &json!({ "colour": "red" })).key,
        "body_unreadable",
        "an unknown one"
    );
    assert_eq!(
        base.patch_refused("/settings", &json!({ "text_size": "big" })).key,
        "body_unreadable",
        "a wrong kind"
    );
}

#[test]
fn the_pages_own_preferences_are_merged_member_by_member() {
    let base = Base::new();
    base.patch("/settings", &json!({ "ui": { "widths": { "name": 200 }, "folded": ["abandon"] } }));
    base.patch("/settings", &json!({ "ui": { "order": "value" } }));
    let ui = base.patch("/settings", &json!({ "ui": { "folded": null } }))["ui"].clone();
    assert_eq!(ui, json!({ "widths": { "name": 200 }, "order": "value" }), "added to, and null removes one");
}

#[test]
fn preferences_are_no_business_of_undo() {
    let base = Base::new();
    base.named("Léa", "Martin");
    base.patch("/settings", &json!({ "theme": "dark" }));
    assert_eq!(base.undo()["reverted"]["label"], "prospects.create", "Ctrl+Z passes over preferences");
    assert_eq!(base.get("/settings")["theme"], "dark", "which stay");
    let labels = base.get("/history")["items"].clone();
    assert!(
        labels.as_array().unwrap().iter().all(|op| op["label"] != "settings.edit"),
        "and are not in the history"
    );
    base.assert_sound();
}

#[test]
fn region_and_currency_rule_what_is_typed_next() {
    let base = Base::new();
    base.patch("/settings", &json!({ "default_region": "BE", "default_currency": "CHF" }));
    let id = base.add(&json!({ "last_name": "Peeters", "phone": "0470 12 34 56", "value_cents": 100 }));
    let prospect = base.prospect(&id);
    assert_eq!(prospect["phone"], "+32470123456", "a Belgian number in Belgium");
    assert_eq!(prospect["currency"], "CHF", "and the house's currency");
    assert_eq!(prospect["email"], Value::Null, "nothing else is invented");
}
