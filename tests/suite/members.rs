//! Members of the team, and whose prospects are whose.

use axum::http::Method;
use relance_tests::{Base, json, text};
use serde_json::Value;

#[test]
fn a_member_is_added_edited_and_removed_with_her_prospects_left_to_nobody() {
    let base = Base::new();
    let saved = base.post("/members", &json!({ "name": " Chloé ", "email": "Chloe@Equipe.example" }));
    let id = text(&saved["member"], "id");
    assert_eq!(saved["member"]["name"], "Chloé", "trimmed");
    assert_eq!(saved["member"]["email"], "chloe@equipe.example", "normal form");
    let prospect = base.add(&json!({ "last_name": "Martin", "owner_id": id }));
    let member = base.patch(&format!("/members/{id}"), &json!({ "email": null }))["member"].clone();
    assert_eq!(
        (&member["name"], &member["email"]),
        (&json!("Chloé"), &Value::Null),
        "null clears, the rest stays"
    );
    let start = base.digest();
    base.delete(&format!("/members/{id}"));
    assert_eq!(base.prospect(&prospect)["owner_id"], Value::Null, "her prospects have no owner");
    assert_eq!(base.names(&[("owner", "none")]), ["Martin"], "and are found so");
    base.undo();
    assert_eq!(base.digest(), start, "undo gives them back to her");
}

#[test]
fn the_owner_of_the_laptop_stays_and_mistakes_are_named() {
    let base = Base::new();
    let me = text(&base.get("/session")["me"], "id");
    let problem = base.refused(Method::DELETE, &format!("/members/{me}"), None);
    assert_eq!((problem.status, problem.key.as_str()), (409, "member_me"), "somebody sits here");
    assert_eq!(base.post_refused("/members", &json!({ "name": "" })).key, "member_name_missing");
    let problem = base.post_refused("/members", &json!({ "name": "Bo", "email": "bo@" }));
    assert_eq!((problem.key.as_str(), problem.field.as_deref()), ("email_invalid", Some("email")));
    base.patch(&format!("/members/{me}"), &json!({ "name": "Camille" }));
    assert_eq!(base.get("/session")["me"]["name"], "Camille", "her name is hers to choose");
}
