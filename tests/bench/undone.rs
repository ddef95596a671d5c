//! A large import that is taken back after some of its rows were worked on: what stays is told, the rest goes.

use crate::{
    base::{Base, Client},
    imports::imported,
    report, say,
};
use relance_model::Id;
use serde_json::{Value, json};

/// Rows of the import.
const ROWS: u64 = 100_000;
/// Prospects who were edited, noted about or followed since, a third each.
const WORKED_ON: usize = 36;
/// Seconds.
const LIMIT: f64 = 8.0;

pub fn measure() {
    say(&format!("An import of {ROWS} rows that is taken back"));
    let (base, _, operation) = imported(ROWS);
    let client = Client::new(&base);
    work(&client);
    what_stands_in_the_way(&client, &operation);
    report(
        "an import of 100,000 rows, 36 worked on since: taken back but for them",
        taken_back(&client, &operation),
        "s",
        Some(LIMIT),
    );
    drop(base);
    after_it_came_back();
}

fn what_stands_in_the_way(client: &Client, operation: &Id) {
    let (told, spent) = client.post("/undo", &json!({ "operation": operation }));
    assert!(told["operation"].is_null() && told["conflict_count"].as_u64() >= Some(36), "{told}");
    report(
        "an import of 100,000 rows, 36 worked on since: what stands in the way",
        spent.as_secs_f64(),
        "s",
        Some(LIMIT),
    );
}

fn taken_back(client: &Client, operation: &Id) -> f64 {
    let keep = json!({ "operation": operation, "keep_conflicts": true });
    let (answer, spent) = client.post("/undo", &keep);
    assert!(answer["operation"].is_string(), "the rest goes: {answer}");
    let (left, _) = client.get("/prospects?limit=1");
    assert_eq!(left["total"], WORKED_ON, "who was worked on stays");
    spent.as_secs_f64()
}

/// Taken back and done again, every row was touched since: this is the slow way, and has no limit.
fn after_it_came_back() {
    let (base, _, operation): (Base, _, _) = imported(ROWS);
    let client = Client::new(&base);
    let (answer, spent) = client.post("/undo", &json!({ "operation": operation }));
    assert!(answer["operation"].is_string(), "nothing stands in the way: {answer}");
    report("an import of 100,000 rows, taken back", spent.as_secs_f64(), "s", Some(LIMIT));
    client.post("/redo", &json!({}));
    work(&client);
    report(
        "an import of 100,000 rows, taken back, done again and 36 worked on: taken back but for them",
        taken_back(&client, &operation),
        "s",
        None,
    );
}

/// Spread over the whole import.
fn work(client: &Client) {
    let (page, _) = client.get(&format!("/prospects?limit={WORKED_ON}&sort=email"));
    let people: Vec<Value> =
        page["items"].as_array().expect("people").iter().map(|p| p["id"].clone()).collect();
    for (n, id) in people.iter().enumerate() {
        let id = id.as_str().unwrap_or_default();
        match n % 3 {
            0 => drop(client.patch(&format!("/prospects/{id}"), &json!({ "city": "Clermont-Ferrand" }))),
            1 => drop(client.post(&format!("/prospects/{id}/notes"), &json!({ "body": "Rappeler jeudi" }))),
            _ => drop(client.post(&format!("/prospects/{id}/reminders"), &json!({ "at": "+3j" }))),
        }
    }
}
