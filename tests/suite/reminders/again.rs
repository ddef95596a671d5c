//! Follow-ups that come back, and those that an answer does.

use super::next;
use relance_tests::{Base, DAY, json, text};
use serde_json::Value;

fn add(base: &Base, prospect: &str, new: Value) -> String {
    text(&base.post(&format!("/prospects/{prospect}/reminders"), &new)["reminder"], "id")
}

fn done(base: &Base, id: &str) -> Value {
    base.post(&format!("/reminders/{id}/done"), &json!({}))
}

fn open(base: &Base, prospect: &str) -> Vec<Value> {
    base.get(&format!("/reminders?prospect={prospect}"))["items"].as_array().unwrap().clone()
}

#[test]
fn a_series_comes_back_at_its_hour_until_it_is_ended() {
    let base = Base::new();
    base.clock.travel("Europe/Paris");
    let id = base.named("Léa", "Martin");
    let weekly = json!({ "kind": "call", "at": "2026-03-03T14:00", "title": "Point", "repeat": { "every": 1, "unit": "week" } });
    let first = add(&base, &id, weekly);
    base.clock.advance(DAY + 6 * 3_600_000);
    let saved = done(&base, &first);
    assert_eq!(
        (
            &saved["next"]["due_on"],
            &saved["next"]["is_timed"],
            &saved["next"]["title"],
            &saved["next"]["kind"]
        ),
        (&json!("2026-03-10"), &json!(true), &json!("Point"), &json!("call"))
    );
    assert_eq!(open(&base, &id).len(), 1, "one of a series stands there at a time");
    base.undo();
    assert_eq!(open(&base, &id)[0]["due_on"], "2026-03-03", "the one before is back, the next one gone");
    done(&base, &first);
    let second = text(&open(&base, &id)[0], "id");
    // Summer time begins on 29 March 2026: 14:00 stays 14:00.
    base.clock.advance(24 * DAY);
    let saved = done(&base, &second);
    assert_eq!(saved["next"]["due_on"], "2026-03-31", "days that have passed are not caught up");
    let hours = |at: i64| at.rem_euclid(DAY) / 3_600_000;
    assert_eq!(hours(saved["next"]["due_at"].as_i64().unwrap()), 12, "14:00 in Paris in summer");
    let third = text(&saved["next"], "id");
    base.patch(&format!("/reminders/{third}"), &json!({ "repeat": { "every": 0, "unit": "week" } }));
    assert_eq!(done(&base, &third)["next"], Value::Null, "ended");
    assert_eq!(next(&base, &id), None);
    let refused = base.post_refused(
        &format!("/prospects/{id}/reminders"),
        &json!({ "at": "demain", "repeat": { "every": 366, "unit": "day" } }),
    );
    assert_eq!(refused.key, "repeat_invalid");
}

#[test]
fn a_series_that_is_put_off_goes_on_from_the_days_it_had() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let monthly = add(&base, &id, json!({ "at": "2026-03-31", "repeat": { "every": 1, "unit": "month" } }));
    base.clock.advance(30 * DAY);
    base.post(&format!("/reminders/{monthly}/snooze"), &json!({ "until": "2026-04-02" }));
    assert_eq!(done(&base, &monthly)["next"]["due_on"], "2026-04-30", "the last day of a shorter month");
    let second = text(&open(&base, &id)[0], "id");
    base.clock.advance(30 * DAY);
    assert_eq!(done(&base, &second)["next"]["due_on"], "2026-05-31", "and the 31st again");
}

#[test]
fn an_answer_does_what_was_planned_for_want_of_one() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let other = base.named("Paul", "Durand");
    let plan =
        json!({ "kind": "email", "title": "Devis ?", "at": "dans 3 jours ouvrés", "unless_reply": true });
    let waiting = add(&base, &id, plan.clone());
    add(&base, &other, plan);
    let firm = add(&base, &id, json!({ "at": "dans 5 jours" }));
    base.post(&format!("/prospects/{id}/calls"), &json!({ "outcome": "no_answer" }));
    base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "Toujours rien" }));
    assert_eq!(open(&base, &id).len(), 2, "a note and a call that nobody took are no answer");
    base.clock.advance(DAY);
    base.post(&format!("/prospects/{id}/calls"), &json!({ "outcome": "reached" }));
    let left = open(&base, &id);
    assert_eq!(left.iter().map(|row| text(row, "id")).collect::<Vec<_>>(), [firm], "the promise stays");
    let told = base.timeline(&id).into_iter().find(|entry| entry["kind"] == "follow_up").unwrap();
    assert_eq!((&told["data"]["by"], &told["data"]["title"]), (&json!("reply"), &json!("Devis ?")));
    assert_eq!(open(&base, &other).len(), 1, "another one's is not hers");
    base.undo();
    assert_eq!(open(&base, &id).len(), 2, "the call was a mistake: it waits again");
    base.post(&format!("/prospects/{id}/calls"), &json!({ "direction": "in", "at": base.now() - 2 * DAY }));
    assert!(
        open(&base, &id).iter().any(|row| text(row, "id") == waiting),
        "what she said before it was planned is no answer to it"
    );
}

#[test]
fn a_series_for_want_of_an_answer_ends_with_the_call_that_reached_her() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let plan = json!({ "at": "demain", "unless_reply": true, "repeat": { "every": 1, "unit": "week" } });
    let first = add(&base, &id, plan);
    base.post(&format!("/reminders/{first}/done"), &json!({ "call": { "outcome": "no_answer" } }));
    let second = text(&open(&base, &id)[0], "id");
    base.post(&format!("/reminders/{second}/done"), &json!({ "call": { "outcome": "reached" } }));
    assert_eq!(open(&base, &id).len(), 0, "she answered");
    let told = base.timeline(&id).into_iter().filter(|entry| entry["kind"] == "follow_up").count();
    assert_eq!(told, 0, "the two calls are told, and nothing that was never due");
}

#[test]
fn the_same_is_planned_for_several_and_taken_back_at_once() {
    let base = Base::new();
    let ids: Vec<String> = ["A", "B", "C"].map(|name| base.named("Léa", name)).to_vec();
    let before = base.digest();
    let mut wish = json!({ "prospect_ids": ids, "reminder": { "kind": "call", "at": "lundi 9h" } });
    assert_eq!(base.post("/reminders", &wish)["planned"], 3);
    assert!(ids.iter().all(|id| next(&base, id).is_some()));
    base.undo();
    assert_eq!(base.digest(), before, "one step back for all");
    wish["prospect_ids"][2] = json!("42");
    assert_eq!(base.post_refused("/reminders", &wish).key, "not_found");
    assert_eq!(base.digest(), before, "nobody is planned for when one is unknown");
}

#[test]
fn sentences_name_rhythm_condition_and_matter() {
    let base = Base::new();
    let id = base.add(&json!({ "first_name": "Marie", "last_name": "Dupont", "company": "Atelier Nord" }));
    base.add(&json!({ "first_name": "Paul", "last_name": "Durand" }));
    for (said, at, words, title) in [
        ("relancer marie jeudi pour le devis", "2026-03-05", "marie", "pour le devis"),
        ("appeler Dupont mardi 14h : prix", "2026-03-03T14:00", "Dupont", "prix"),
        ("envoyer le devis à Marie Dupont demain", "2026-03-03", "Marie Dupont", "envoyer le devis"),
        ("Atelier Nord vendredi", "2026-03-06", "Atelier Nord", ""),
    ] {
        let heard = base.post("/reminders/understand", &json!({ "text": said }));
        assert_eq!(
            (&heard["at"], &heard["words"], heard["title"].as_str().unwrap_or_default()),
            (&json!(at), &json!(words), title),
            "« {said} »"
        );
        assert_eq!(heard["prospects"][0]["id"], id.as_str(), "« {said} »");
    }
    let heard = base.post(
        "/reminders/understand",
        &json!({ "text": "appeler Marie tous les lundis 9h si pas de réponse" }),
    );
    assert_eq!(
        (&heard["at"], &heard["repeat"], &heard["unless_reply"], &heard["kind"]),
        (&json!("2026-03-09T09:00"), &json!({ "every": 1, "unit": "week" }), &json!(true), &json!("call"))
    );
    let heard = base.post("/reminders/understand", &json!({ "text": "relancer Zorglub pour le devis" }));
    assert_eq!(
        (&heard["words"], &heard["title"], heard["prospects"].as_array().unwrap().len()),
        (&json!("Zorglub pour le devis"), &Value::Null, 0),
        "nobody of that name"
    );
}
