//! Why people were lost: the reasons as they were given, against a plain count of their rows.

use super::{chart, plain::Plain, points, value};
use relance_tests::{Base, Value, json, text};
use std::collections::BTreeMap;

#[test]
fn the_reasons_of_the_lost_are_counted_as_they_were_given() {
    let base = Base::new();
    let given = [Some("Prix"), Some("Concurrent"), Some("prix"), None, Some("Prix"), Some("Autre")];
    let ids: Vec<String> = (0..given.len())
        .map(|n| {
            base.add(
                &json!({ "last_name": n.to_string(), "value_cents": 1_000 * (n + 1), "currency": "EUR" }),
            )
        })
        .collect();
    for (id, reason) in ids.iter().zip(given) {
        base.post("/pipeline/move", &json!({ "ids": [id], "stage": "abandon", "lost_reason": reason }));
    }
    // Won after all: no longer among the lost, however she was lost before. In the trash: in no figure.
    base.post("/pipeline/move", &json!({ "ids": [&ids[1]], "stage": "deja_client" }));
    base.delete(&format!("/prospects/{}", ids[5]));
    let losses = chart(&base, "losses", &[("period", "7d")]);
    let said: Vec<_> = points(&losses)
        .iter()
        .map(|point| {
            let label = point["label"].as_str().unwrap_or_else(|| point["key"].as_str().expect("a key"));
            let of = |measure| value(&losses, point, measure);
            (label, of("lost"), of("share"), of("lost_value.EUR"))
        })
        .collect();
    assert_eq!(
        said,
        [("Prix", Some(3.0), Some(75.0), Some(90.0)), ("unsaid", Some(1.0), Some(25.0), Some(40.0)),]
    );
    let plain = Plain::of(&base);
    let lost = plain.people.iter().filter(|person| plain.closed(person, "lost").is_some()).count();
    assert_eq!(lost, 4, "all of the lost are in it");
}

#[test]
fn a_reason_that_is_renamed_or_given_by_hand_is_counted_too() {
    let base = Base::new();
    let id = base.named("", "A");
    base.post("/pipeline/move", &json!({ "ids": [&id], "stage": "abandon", "lost_reason": "Prix" }));
    let fields = base.get("/fields");
    let field = &fields[0];
    assert_eq!(field["role"], "lost_reason");
    let price = field["options"].as_array().expect("options")[0]["id"].as_str().expect("an id").to_owned();
    base.patch(&format!("/fields/{}/options/{price}", text(field, "id")), &json!({ "label": "Trop cher" }));
    let other = base.named("", "B");
    base.edit(
        &other,
        &json!({ "stage_id": base.stage("abandon"), "custom": { text(field, "id"): "Trop cher" } }),
    );
    let losses = chart(&base, "losses", &[("period", "7d")]);
    let found: BTreeMap<&str, Option<f64>> = points(&losses)
        .iter()
        .map(|point| (point["label"].as_str().unwrap_or(""), value(&losses, point, "lost")))
        .collect();
    assert_eq!(found, BTreeMap::from([("Trop cher", Some(2.0))]));
    let filter = points(&losses)[0]["marks"][0]["filter"].as_str().expect("a filter");
    let listed: Value = base.list(&[("filter", filter)]);
    assert_eq!(listed["total"], 2, "{filter}");
}
