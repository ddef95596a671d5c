//! The board: exact counts and sums, and cards that stay where they were put.

use proptest::prelude::*;
use relance_tests::{Base, json, query, text, texts};
use serde_json::Value;

fn column(base: &Base, key: &str, parameters: &[(&str, &str)]) -> Value {
    let board = base.get(&format!("/pipeline{}", query(parameters)));
    let found = board["columns"].as_array().unwrap().iter().find(|column| column["key"] == key);
    found.unwrap().clone()
}

/// The names of a column, all its pages, in the user's own order.
fn order(base: &Base, key: &str) -> Vec<String> {
    let mut names = Vec::new();
    loop {
        let page = base.get(&format!("/pipeline/{key}/cards?offset={}&limit=7", names.len()));
        let more = texts(&page["items"], "name");
        if more.is_empty() {
            assert_eq!(page["total"], names.len(), "the total is the length of the column");
            return names;
        }
        names.extend(more);
    }
}

fn relocate(base: &Base, ids: &[&str], stage: &str, place: (&str, &str)) -> Value {
    let mut request = json!({ "ids": ids, "stage": stage });
    if !place.0.is_empty() {
        request[place.0] = place.1.into();
    }
    base.post("/pipeline/move", &request)
}

#[test]
fn columns_have_exact_counts_and_sums_in_each_currency() {
    let base = Base::new();
    let stage = base.stage("negociation");
    for (value, currency) in
        [(Some(100_050), "EUR"), (Some(-50), "EUR"), (None, "EUR"), (Some(777), "USD"), (Some(0), "CHF")]
    {
        base.add(&json!({ "last_name": "X", "stage_id": stage, "value_cents": value, "currency": currency }));
    }
    let trashed = base.add(&json!({ "last_name": "X", "stage_id": stage, "value_cents": 999 }));
    base.delete(&format!("/prospects/{trashed}"));
    let negotiation = column(&base, "negociation", &[("limit", "2")]);
    assert_eq!(negotiation["count"], 5, "every card counts, the trash does not");
    assert_eq!(
        negotiation["value"],
        json!([{ "cents": 100_000, "currency": "EUR" }, { "cents": 777, "currency": "USD" }]),
        "sums are exact, one a currency, the most used first"
    );
    assert_eq!(negotiation["cards"].as_array().unwrap().len(), 2, "only the first cards come along");
    let board = base.get("/pipeline");
    assert_eq!(board["total"], 5, "the total of the board");
    let keys = texts(&board["columns"], "key");
    assert_eq!(
        keys,
        ["non_qualifie", "contacte", "a_recontacter", "negociation", "abandon", "deja_client"],
        "columns in order"
    );
}

#[test]
fn a_new_card_is_on_top_and_a_moved_one_where_it_was_put() {
    let base = Base::new();
    let [a, b, c] = ["A", "B", "C"].map(|last| base.named("", last));
    assert_eq!(order(&base, "non_qualifie"), ["C", "B", "A"], "newest first");
    relocate(&base, &[&a], "contacte", ("", ""));
    relocate(&base, &[&b], "contacte", ("after", &a));
    let moved = relocate(&base, &[&c], "contacte", ("before", &b));
    assert_eq!(moved["moved"], 1, "one card moved");
    assert_eq!(order(&base, "contacte"), ["A", "C", "B"], "below A, above B");
    relocate(&base, &[&b], "contacte", ("", ""));
    assert_eq!(order(&base, "contacte"), ["B", "A", "C"], "without a neighbour: on top");
    base.undo();
    assert_eq!(order(&base, "contacte"), ["A", "C", "B"], "undo puts it back at its place");
    base.undo();
    assert_eq!(order(&base, "non_qualifie"), ["C"], "and to its column");
}

#[test]
fn several_cards_move_together_in_the_order_given() {
    let base = Base::new();
    let ids: Vec<String> = ["A", "B", "C", "D", "E"].iter().map(|last| base.named("", last)).collect();
    assert_eq!(order(&base, "non_qualifie"), ["E", "D", "C", "B", "A"]);
    relocate(&base, &[&ids[0], &ids[4]], "non_qualifie", ("before", &ids[2]));
    assert_eq!(order(&base, "non_qualifie"), ["D", "A", "E", "C", "B"], "A then E, above C");
    relocate(&base, &[&ids[1], &ids[3]], "contacte", ("", ""));
    assert_eq!(order(&base, "contacte"), ["B", "D"], "into another column in the order given");
    assert_eq!(base.undo()["reverted"]["params"]["count"], 2, "as one operation");
    assert_eq!(order(&base, "non_qualifie"), ["D", "A", "E", "C", "B"], "undone together");
}

#[test]
fn a_thousand_insertions_at_one_place_keep_every_order() {
    let base = Base::new();
    let (top, bottom) = (base.named("", "haut"), base.named("", "bas"));
    relocate(&base, &[&top, &bottom], "contacte", ("", ""));
    let cards: Vec<String> = (0..12).map(|n| base.named("", &format!("c{n}"))).collect();
    let mut expected: Vec<String> = Vec::new();
    for round in 0..15 {
        for (n, card) in cards.iter().enumerate() {
            relocate(&base, &[card], "contacte", ("before", &bottom));
            expected.retain(|name| *name != format!("c{n}"));
            expected.push(format!("c{n}"));
        }
        let names = order(&base, "contacte");
        assert_eq!(names[0], "haut", "round {round}: the top stays");
        assert_eq!(names[names.len() - 1], "bas", "round {round}: the bottom stays");
        assert_eq!(names[1..names.len() - 1], expected[..], "round {round}: in the order of the insertions");
    }
    base.assert_sound();
}

#[test]
fn a_filtered_board_counts_what_it_shows() {
    let base = Base::new();
    let tag = base.tag("VIP");
    let stage = base.stage("contacte");
    for n in 0..6 {
        let tags = if n % 2 == 0 { json!([tag]) } else { json!([]) };
        base.add(&json!({ "last_name": format!("Lef{n}"), "stage_id": stage, "tag_ids": tags, "value_cents": 100 }));
    }
    base.add(&json!({ "last_name": "Autre", "stage_id": stage, "tag_ids": [tag], "value_cents": 100 }));
    let filtered = column(&base, "contacte", &[("tag", "VIP"), ("search", "lef")]);
    assert_eq!(
        (&filtered["count"], &filtered["value"][0]["cents"]),
        (&json!(3), &json!(300)),
        "count and sum of the shown"
    );
    assert_eq!(texts(&filtered["cards"], "name"), ["Lef4", "Lef2", "Lef0"], "in the user's order");
    let page = base.get("/pipeline/contacte/cards?tag=VIP&search=lef&offset=1&limit=1");
    assert_eq!(
        (&page["total"], texts(&page["items"], "name")),
        (&json!(3), vec!["Lef2".to_owned()]),
        "pages of the same"
    );
    let nobody = column(&base, "contacte", &[("owner", "none")]);
    assert_eq!(nobody["count"], 0, "filtered by owner");
}

#[test]
fn a_column_can_be_read_by_value_name_or_last_exchange() {
    let base = Base::new();
    for (last, value) in [("Mu", Some(5)), ("Alpha", None), ("Zeta", Some(9))] {
        base.add(&json!({ "last_name": last, "value_cents": value }));
    }
    for (by, expected) in [("value", ["Zeta", "Mu", "Alpha"]), ("name", ["Alpha", "Mu", "Zeta"])] {
        let page = base.get(&format!("/pipeline/non_qualifie/cards?order={by}"));
        assert_eq!(texts(&page["items"], "name"), expected, "by {by}");
        assert_eq!(
            texts(&column(&base, "non_qualifie", &[("order", by)])["cards"], "name"),
            expected,
            "the board too"
        );
    }
}

#[test]
fn a_move_is_refused_whole_or_done_whole() {
    let base = Base::new();
    let (here, gone) = (base.named("", "A"), base.named("", "B"));
    let elsewhere = base.add(&json!({ "last_name": "C", "stage_id": base.stage("abandon") }));
    for (ids, stage, before) in [
        (vec![here.as_str(), "42"], "contacte", None),
        (vec![here.as_str()], "lune", None),
        (vec![here.as_str()], "contacte", Some(elsewhere.as_str())),
        (vec![here.as_str()], "contacte", Some("42")),
    ] {
        let problem =
            base.post_refused("/pipeline/move", &json!({ "ids": ids, "stage": stage, "before": before }));
        assert_eq!(problem.status, 404, "{ids:?} to {stage} before {before:?}");
    }
    assert_eq!(order(&base, "non_qualifie"), ["B", "A"], "nothing moved");
    relocate(&base, &[&gone], "deja_client", ("", ""));
    let same = relocate(&base, &[&gone], "deja_client", ("", ""));
    assert!(same["moved"].as_u64().unwrap() <= 1, "moving to where it is does no harm");
}

#[derive(Clone, Debug)]
enum Place {
    Top,
    Before(usize),
    After(usize),
}

/// A move: which cards (by number), to which of two columns, beside which card of it.
fn moves() -> impl Strategy<Value = (Vec<usize>, bool, Place)> {
    let place = prop_oneof![
        Just(Place::Top),
        (0..20usize).prop_map(Place::Before),
        (0..20usize).prop_map(Place::After)
    ];
    (prop::sample::subsequence((0..8).collect::<Vec<usize>>(), 1..4).prop_shuffle(), any::<bool>(), place)
}

const COLUMNS: [&str; 2] = ["non_qualifie", "contacte"];

/// The board as lists: what the base must agree with.
fn apply(
    model: &mut [Vec<usize>; 2],
    cards: &[usize],
    to: usize,
    place: &Place,
) -> Option<(&'static str, usize)> {
    let rest: Vec<usize> = model[to].iter().copied().filter(|card| !cards.contains(card)).collect();
    let (word, at) = match place {
        Place::Top => ("", 0),
        _ if rest.is_empty() => ("", 0),
        Place::Before(n) => ("before", n % rest.len()),
        Place::After(n) => ("after", n % rest.len()),
    };
    for column in model.iter_mut() {
        column.retain(|card| !cards.contains(card));
    }
    let neighbour = rest.get(at).copied();
    let index = at + usize::from(word == "after");
    model[to].splice(index..index, cards.iter().copied());
    neighbour.filter(|_| !word.is_empty()).map(|card| (word, card))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_series_of_moves_leaves_the_board_that_a_person_expects(steps in prop::collection::vec(moves(), 1..25)) {
        let base = Base::new();
        let ids: Vec<String> = (0..8).map(|n| base.named("", &n.to_string())).collect();
        let mut model: [Vec<usize>; 2] = [(0..8).rev().collect(), Vec::new()];
        let start = base.digest();
        let mut operations = Vec::new();
        for (cards, to_second, place) in &steps {
            let to = usize::from(*to_second);
            let neighbour = apply(&mut model, cards, to, place);
            let moved: Vec<&str> = cards.iter().map(|card| ids[*card].as_str()).collect();
            let place = neighbour.map_or(("", ""), |(word, card)| (word, ids[card].as_str()));
            let answer = relocate(&base, &moved, COLUMNS[to], place);
            operations.push(answer["operation"].clone());
            for (column, expected) in COLUMNS.iter().zip(&model) {
                let expected: Vec<String> = expected.iter().map(usize::to_string).collect();
                prop_assert_eq!(order(&base, column), expected, "{} after {:?}", column, (cards, place));
            }
        }
        for _ in operations.iter().filter(|operation| !operation.is_null()) {
            base.undo();
        }
        prop_assert_eq!(base.digest(), start, "all undone is where it began");
    }
}

#[test]
fn the_stage_may_be_named_by_key_id_or_label() {
    let base = Base::new();
    let id = base.named("", "A");
    for stage in [base.stage("contacte").as_str(), "a_recontacter", "Négociation"] {
        relocate(&base, &[&id], stage, ("", ""));
    }
    assert_eq!(base.prospect(&id)["stage_id"], base.stage("negociation"), "the last one");
    assert_eq!(text(&base.get("/pipeline/negociation/cards")["items"][0], "name"), "A", "and she is there");
}

#[test]
fn why_somebody_is_lost_is_noted_on_the_way_and_taken_back_with_it() {
    let base = Base::new();
    let ids: Vec<String> = ["A", "B"].iter().map(|name| base.named("", name)).collect();
    let offered = base.get("/fields/lost-reasons");
    assert_eq!((&offered["field_id"], &offered["reasons"][0]), (&json!(null), &json!("Prix")));
    assert!(base.get("/fields").as_array().is_some_and(Vec::is_empty), "asking makes nothing");
    let start = base.digest();

    let lose = |reason: &str, stage: &str| json!({ "ids": &ids, "stage": stage, "lost_reason": reason });
    let problem = base.post_refused("/pipeline/move", &lose("Prix", "contacte"));
    assert_eq!(
        (problem.key.as_str(), problem.field.as_deref()),
        ("lost_reason_elsewhere", Some("lost_reason"))
    );
    let problem = base.post_refused("/pipeline/move", &lose("Trop loin", "abandon"));
    assert_eq!(problem.key, "lost_reason_unknown");
    assert!(problem.params["reasons"].as_str().is_some_and(|all| all.contains("Concurrent")));
    assert_eq!(base.digest(), start, "a refusal leaves nothing, not even the field");

    base.post("/pipeline/move", &lose(" concurrent ", "abandon"));
    let field = text(&base.get("/fields")[0], "id");
    assert_eq!(base.prospect(&ids[1])["custom"][&field], "Concurrent");
    assert_eq!(base.get("/fields/lost-reasons")["field_id"], json!(field));
    assert_eq!(base.list(&[("filter", "\"Raison de la perte\":Concurrent")])["total"], 2, "it is a filter");

    // Said to be lost again without a word: what was noted stays. By another door, another reason.
    base.post("/pipeline/move", &json!({ "ids": [&ids[0]], "stage": "contacte" }));
    base.post("/pipeline/move", &json!({ "ids": [&ids[0]], "stage": "abandon" }));
    assert_eq!(base.prospect(&ids[0])["custom"][&field], "Concurrent");
    let action = json!({ "kind": "stage", "stage_id": base.stage("abandon"), "lost_reason": "Prix" });
    base.post("/prospects/bulk", &json!({ "selection": { "by": "ids", "ids": &ids }, "action": action }));
    assert_eq!(base.prospect(&ids[0])["custom"][&field], "Prix");
    let problem = base.patch_refused(&format!("/fields/{field}"), &json!({ "kind": "text" }));
    assert_eq!(problem.key, "field_with_role", "its options are what is counted");
    for _ in 0..4 {
        base.undo();
    }
    assert_eq!(base.digest(), start, "undone, the field with it");
}
