//! What changed between two dates: records, fields net of back-and-forth, the board's columns and arrows.

use relance_tests::{Base, DAY, json, text, texts};
use serde_json::Value;

fn between(base: &Base, from: i64, to: i64) -> Value {
    base.get(&format!("/history/between?from={from}&to={to}"))
}

fn record<'a>(found: &'a Value, id: &str) -> &'a Value {
    let items = found["items"].as_array().unwrap();
    items.iter().find(|item| item["record"] == id).unwrap_or_else(|| panic!("{id} is in {found}"))
}

fn field<'a>(record: &'a Value, name: &str) -> &'a Value {
    let fields = record["fields"].as_array().unwrap();
    fields.iter().find(|field| field["field"] == name).unwrap_or_else(|| panic!("{name} is in {record}"))
}

#[test]
fn each_record_says_what_became_of_it_net_of_back_and_forth() {
    let base = Base::new();
    let (lea, hugo, zoe) =
        (base.named("Léa", "Martin"), base.named("Hugo", "Bernard"), base.named("Zoé", "Petit"));
    let (tag, other) = (base.tag("VIP"), base.tag("Froid"));
    base.edit(&hugo, &json!({ "tag_ids": [other] }));
    let from = base.now();
    base.clock.advance(DAY);
    base.edit(&lea, &json!({ "city": "Lyon" }));
    base.edit(&lea, &json!({ "city": "Brest" }));
    base.edit(&zoe, &json!({ "city": "Caen" }));
    base.edit(&zoe, &json!({ "city": null }));
    base.edit(&hugo, &json!({ "tag_ids": [tag] }));
    base.post(&format!("/prospects/{hugo}/notes"), &json!({ "body": "à rappeler" }));
    let inès = base.named("Inès", "Moreau");
    let passing = base.named("De", "Passage");
    base.delete(&format!("/prospects/{passing}"));
    let to = base.now();
    base.clock.advance(DAY);
    base.edit(&lea, &json!({ "city": "Nice" }));
    let found = between(&base, from, to);
    assert_eq!(
        (&found["created"], &found["changed"], &found["moved"], &found["removed"]),
        (&json!(1), &json!(2), &json!(0), &json!(0)),
        "who came and went, or changed back, does not show: {found}"
    );
    let city = field(record(&found, &lea), "city");
    assert_eq!(
        (&city["before"], &city["after"]),
        (&Value::Null, &json!("Brest")),
        "as it was then, not as it is now"
    );
    let tags = field(record(&found, &hugo), "tags");
    assert_eq!(
        (&tags["before"], &tags["after"]),
        (&json!(["Froid"]), &json!(["VIP"])),
        "tags by their names"
    );
    assert_eq!(
        field(record(&found, &hugo), "activity")["after"],
        json!(["à rappeler"]),
        "and the words of people"
    );
    assert_eq!(record(&found, &inès)["record_name"], "Inès Moreau");
    let of_kind = base.get(&format!("/history/between?from={from}&to={to}&kind=created"));
    assert_eq!(
        (texts(&of_kind["items"], "record"), &of_kind["total"]),
        (vec![inès], &json!(1)),
        "a kind alone"
    );
    assert_eq!(between(&base, to, to)["items"], json!([]), "nothing between an instant and itself");
}

#[test]
fn the_board_has_arrows_from_the_old_stage_to_the_new_and_net_counts() {
    let base = Base::new();
    let ids: Vec<String> = ["A", "B", "C", "D"].iter().map(|name| base.named("P", name)).collect();
    let from = base.now();
    base.post("/pipeline/move", &json!({ "ids": ids[..3], "stage": "contacte" }));
    base.post("/pipeline/move", &json!({ "ids": [ids[0]], "stage": "negociation" }));
    base.post("/pipeline/move", &json!({ "ids": [ids[1]], "stage": base.get("/stages")[0]["key"] }));
    base.delete(&format!("/prospects/{}", ids[3]));
    base.named("P", "E");
    let to = base.now();
    let found = between(&base, from, to);
    assert_eq!((&found["moved"], &found["removed"], &found["created"]), (&json!(2), &json!(1), &json!(1)));
    let first = base.get("/stages")[0]["id"].clone();
    let arrows = found["board"]["arrows"].as_array().unwrap();
    let arrow =
        |to: &str| arrows.iter().find(|arrow| arrow["to"] == base.stage(to)).cloned().unwrap_or_default();
    assert_eq!(arrows.len(), 2, "who went back is no arrow: {arrows:?}");
    assert_eq!((&arrow("negociation")["from"], &arrow("negociation")["count"]), (&first, &json!(1)));
    assert_eq!((&arrow("contacte")["from"], &arrow("contacte")["count"]), (&first, &json!(1)));
    let columns = found["board"]["columns"].as_array().unwrap();
    let column = columns.iter().find(|column| column["stage_id"] == first).unwrap();
    assert_eq!(
        (&column["left"], &column["removed"], &column["added"], &column["net"]),
        (&json!(2), &json!(1), &json!(1), &json!(-2)),
        "what left, what was removed, what came, and the sum"
    );
    let moves = base.get(&format!("/pipeline/moves?since={from}"));
    assert_eq!(moves["board"], found["board"], "the board itself tells the same");
    let cards = moves["cards"].as_array().unwrap();
    let came =
        |id: &String| cards.iter().find(|card| card["prospect_id"] == *id).map(|card| card["from"].clone());
    assert_eq!((came(&ids[0]), came(&ids[2])), (Some(first.clone()), Some(first.clone())));
    assert_eq!((came(&ids[1]), came(&ids[3])), (None, None), "who went back, and who is gone, is no arrow");
    assert_eq!(cards.iter().filter(|card| card["from"].is_null()).count(), 1, "who is new came from nowhere");
    assert_eq!(
        base.get_at(from, &format!("/pipeline/moves?since={from}"))["cards"],
        json!([]),
        "nothing had moved then"
    );
    for column in columns {
        let at = |at| {
            let board = base.get_at(at, "/pipeline");
            let columns = board["columns"].as_array().unwrap().clone();
            columns.iter().find(|found| found["stage_id"] == column["stage_id"]).unwrap()["count"]
                .as_i64()
                .unwrap()
        };
        assert_eq!(
            column["net"].as_i64().unwrap(),
            at(to) - at(from),
            "the net is the difference of the two boards"
        );
    }
}

#[test]
fn a_period_that_cannot_be_told_says_why() {
    let base = Base::new();
    let now = base.now();
    let key = |from: i64, to: i64| base.get_refused(&format!("/history/between?from={from}&to={to}")).key;
    assert_eq!(key(now, now - 1), "period_upside_down");
    assert_eq!(key(now, now + DAY), "as_of_future");
    let later = base.get_refused(&format!("/pipeline/moves?since={}", now + DAY));
    assert_eq!(later.key, "period_upside_down");
    let all = base.get("/history/between?from=0");
    assert!(
        all["items"].as_array().unwrap().iter().any(|item| item["entity"] == "stage"),
        "from the beginning: {all}"
    );
}

#[test]
fn the_history_is_filtered_by_person_field_caller_and_period() {
    let base = Base::new();
    let (lea, hugo) = (base.named("Léa", "Martin"), base.named("Hugo", "Bernard"));
    let tag = base.tag("VIP");
    base.edit(&lea, &json!({ "city": "Lyon" }));
    let from = base.now() + 1;
    base.edit(&hugo, &json!({ "city": "Brest", "tag_ids": [tag] }));
    base.edit(&lea, &json!({ "job_title": "Chef", "tag_ids": [tag] }));
    let to = base.now();
    base.edit(&lea, &json!({ "city": "Nice", "tag_ids": [] }));
    let count = |query: &str| base.get(&format!("/history?{query}"))["items"].as_array().unwrap().len();
    assert_eq!(count("field=city"), 3, "every operation that changed a city");
    assert_eq!(count(&format!("field=city&prospect={lea}")), 2, "hers");
    assert_eq!(count(&format!("field=tags&prospect={lea}")), 2, "her tags, put on and taken off");
    assert_eq!(count(&format!("field=city&from={from}&to={to}")), 1, "in a period");
    assert_eq!(count(&format!("from={from}&to={to}")), 2);
    assert_eq!((count("field=city&caller=user"), count("field=city&caller=cli")), (3, 0));
    assert_eq!((count("field=stage"), count("field=stage_id")), (0, 0), "a stage by its id or without");
    for (path, name) in [
        ("/history?field=x%27%20OR%20%271%27%3D%271".to_owned(), "x' OR '1'='1"),
        (format!("/history?field=foo&prospect={lea}"), "foo"),
        (format!("/prospects/{lea}/history?field=foo"), "foo"),
    ] {
        let problem = base.get_refused(&path);
        assert_eq!(
            (problem.key.as_str(), &problem.params["field"]),
            ("field_unknown", &json!(name)),
            "{path}"
        );
    }
    let undone = base.get(&format!("/history?field=city&from={from}&to={to}"))["items"][0].clone();
    base.post("/undo", &json!({ "operation": text(&undone, "id") }));
    assert_eq!(base.prospect(&hugo)["city"], Value::Null, "what is found can be undone");
}
