//! How long a change of a whole base takes, and taking it back: an edit, a stage, a tag, the trash.

use crate::{
    base::{Base, Client},
    report, say,
};
use serde_json::{Value, json};

const PEOPLE: u64 = 100_000;
/// Seconds.
const LIMIT: f64 = 3.0;

pub fn measure() {
    let base = Base::of(PEOPLE);
    let client = Client::new(&base);
    let (tag, _) = client.post("/tags", &json!({ "name": "Tous" }));
    let (stages, _) = client.get("/stages");
    let stage = |key: &str| {
        let stages = stages.as_array().expect("stages");
        stages.iter().find(|stage| stage["key"] == key).expect("a usual stage")["id"].clone()
    };
    let actions: [(&str, Value); 4] = [
        ("edit", json!({ "kind": "edit", "fields": { "city": "Clermont-Ferrand" } })),
        ("stage", json!({ "kind": "stage", "stage_id": stage("negociation") })),
        ("tag", json!({ "kind": "add_tags", "tag_ids": [tag["tag"]["id"]] })),
        ("trash", json!({ "kind": "delete" })),
    ];
    say(&format!("Bulk changes: {PEOPLE} prospects"));
    for (name, action) in actions {
        let request = json!({ "selection": { "by": "query", "query": {} }, "action": action });
        let (answer, done) = client.post("/prospects/bulk", &request);
        let changed = answer["changed"].as_u64().unwrap_or_default();
        assert!(changed > PEOPLE / 2, "{name}: {answer}");
        let (undone, back) = client.post("/undo", &json!({}));
        assert_eq!(undone["reverted"]["id"], answer["operation"], "{name}: {undone}");
        say(&format!("bulk: {name} changed {changed}"));
        report(&format!("bulk {name} of {PEOPLE} prospects"), done.as_secs_f64(), "s", Some(LIMIT));
        report(
            &format!("bulk {name} of {PEOPLE} prospects, taken back"),
            back.as_secs_f64(),
            "s",
            Some(LIMIT),
        );
    }
}
