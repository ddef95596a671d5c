//! Lists: every order, both ways, to the last page; filters, words and orders together.

use relance_tests::{Base, json, text, texts};
use serde_json::Value;
use std::collections::HashSet;

/// Orders, with the member of a row by which a list must then be sorted (none: looked at apart).
const SORTS: [(&str, &str); 18] = [
    ("name", ""),
    ("company", "company"),
    ("job_title", "job_title"),
    ("email", "email"),
    ("phone", "phone"),
    ("city", "city"),
    ("source", "source"),
    ("sector", "sector"),
    ("postcode", "postcode"),
    ("country", "country"),
    ("value", "value_cents"),
    ("expected_close", "expected_close_on"),
    ("last_interaction", "last_interaction_at"),
    ("next_action", "next_action_at"),
    ("created", "created_at"),
    ("updated", "updated_at"),
    ("stage", ""),
    ("owner", ""),
];

fn filled(rows: u64) -> Base {
    let base = Base::new();
    base.post("/sample", &json!({ "rows": rows, "seed": 7 }));
    // Some who have almost nothing: blanks must come last.
    for n in 0..9 {
        base.add(&json!({ "phone": format!("06 39 98 00 {:02}", n) }));
    }
    base
}

/// Every row of a list, page by page.
fn whole(base: &Base, sort: &str, page: usize) -> Vec<Value> {
    let mut rows = Vec::new();
    loop {
        let (offset, limit) = (rows.len().to_string(), page.to_string());
        let list = base.list(&[("sort", sort), ("offset", &offset), ("limit", &limit)]);
        let items = list["items"].as_array().unwrap().clone();
        if items.is_empty() {
            assert_eq!(
                list["total"].as_u64().unwrap() as usize,
                rows.len(),
                "the total is exact under {sort}"
            );
            return rows;
        }
        rows.extend(items);
    }
}

/// How values compare in a list: blanks last whatever the direction.
fn is_ordered(a: &Value, b: &Value, descending: bool) -> bool {
    let blank = |value: &Value| value.is_null();
    match (blank(a), blank(b)) {
        (true, false) => false,
        (_, true) => true,
        _ => {
            let (a, b) = if descending { (b, a) } else { (a, b) };
            match (a.as_i64(), b.as_i64()) {
                (Some(a), Some(b)) => a <= b,
                _ => relance_store::fold(a.as_str().unwrap()) <= relance_store::fold(b.as_str().unwrap()),
            }
        }
    }
}

#[test]
fn every_order_pages_through_all_rows_without_gap_or_repetition_blanks_last() {
    let base = filled(300);
    for (sort, member) in SORTS {
        for direction in ["", "-"] {
            let sort = format!("{direction}{sort}");
            let rows = whole(&base, &sort, 47);
            let ids: HashSet<&str> = rows.iter().filter_map(|row| row["id"].as_str()).collect();
            assert_eq!((rows.len(), ids.len()), (309, 309), "{sort} shows everybody exactly once");
            if !member.is_empty() {
                for pair in rows.windows(2) {
                    assert!(
                        is_ordered(&pair[0][member], &pair[1][member], direction == "-"),
                        "{sort}: {} before {}",
                        pair[0][member],
                        pair[1][member]
                    );
                }
            }
        }
    }
}

#[test]
fn names_are_sorted_as_a_person_reads_them() {
    let base = Base::new();
    for (first, last) in [("Zoé", "Étienne"), ("Ana", "Zola"), ("Éric", "etienne"), ("Bo", "Martin")] {
        base.named(first, last);
    }
    base.add(&json!({ "email": "anonyme@a.example" }));
    let names = base.names(&[("sort", "name")]);
    assert_eq!(
        names,
        ["Éric etienne", "Zoé Étienne", "Bo Martin", "Ana Zola", "anonyme@a.example"],
        "by last name then first, accents and case aside, nameless last"
    );
}

#[test]
fn stages_and_owners_sort_in_their_own_order() {
    let base = Base::new();
    let (last, first) = (base.named("Ana", "Client"), base.named("Bo", "Nouveau"));
    base.edit(&last, &json!({ "stage_id": base.stage("deja_client") }));
    assert_eq!(base.names(&[("sort", "stage")]), ["Bo Nouveau", "Ana Client"], "as on the board");
    assert_eq!(base.names(&[("sort", "-stage")]), ["Ana Client", "Bo Nouveau"], "or backwards");
    let zoe = text(&base.post("/members", &json!({ "name": "Zoé" }))["member"], "id");
    base.edit(&first, &json!({ "owner_id": zoe }));
    let orphan = base.named("Cy", "Seul");
    base.edit(&orphan, &json!({ "owner_id": null }));
    assert_eq!(
        base.names(&[("sort", "owner")]),
        ["Ana Client", "Bo Nouveau", "Cy Seul"],
        "by name, nobody last"
    );
    assert_eq!(
        base.names(&[("sort", "-owner")]),
        ["Bo Nouveau", "Ana Client", "Cy Seul"],
        "nobody last both ways"
    );
}

#[test]
fn several_keys_sort_one_after_the_other() {
    let base = Base::new();
    for (last, city, value) in [("A", "Lyon", 1), ("B", "Lyon", 3), ("C", "Brest", 2)] {
        base.add(&json!({ "last_name": last, "city": city, "value_cents": value }));
    }
    assert_eq!(base.names(&[("sort", "city,-value")]), ["C", "B", "A"], "city first, then the highest value");
    assert_eq!(base.names(&[("sort", "-city,value")]), ["A", "B", "C"], "each key has its own direction");
}

#[test]
fn filters_words_and_order_are_combined() {
    let base = Base::new();
    let (vip, cold) = (base.tag("VIP"), base.tag("Froid"));
    let contacted = base.stage("contacte");
    let me = text(&base.get("/session")["me"], "id");
    for (last, city, stage, tags, value) in [
        ("Lefèvre", "Lyon", &contacted, vec![&vip], 5),
        ("Lefebvre", "Lyon", &contacted, vec![&vip, &cold], 9),
        ("Martin", "Lyon", &contacted, vec![&vip], 7),
        ("Leblanc", "Lyon", &base.stage("abandon"), vec![&vip], 8),
        ("Lenoir", "Brest", &contacted, vec![], 6),
    ] {
        base.add(&json!({ "last_name": last, "city": city, "stage_id": stage, "tag_ids": tags, "value_cents": value }));
    }
    let lists = |parameters: &[(&str, &str)]| base.names(parameters);
    assert_eq!(
        lists(&[("stage", "contacte"), ("tag", "vip"), ("search", "lef"), ("sort", "-value")]),
        ["Lefebvre", "Lefèvre"]
    );
    assert_eq!(
        lists(&[("stage", "contacte,abandon"), ("search", "le lyon"), ("sort", "value")]),
        ["Lefèvre", "Leblanc", "Lefebvre"],
        "all words, any stage"
    );
    assert_eq!(
        lists(&[("tag", &format!("{cold},inconnue")), ("sort", "name")]),
        ["Lefebvre"],
        "a tag by id, an unknown one is nobody's"
    );
    assert_eq!(lists(&[("owner", &me), ("search", "brest")]), ["Lenoir"], "owner and words");
    assert!(lists(&[("owner", "none")]).is_empty(), "everybody has an owner here");
    assert_eq!(
        base.list(&[("tag", "vip"), ("limit", "1")])["total"],
        4,
        "the total is of all, not of the page"
    );
    let company = base.add(&json!({ "last_name": "Petit", "company": "Acme" }));
    let company_id = text(&base.prospect(&company), "company_id");
    assert_eq!(lists(&[("company", &company_id)]), ["Petit"], "the people of a company");
}

#[test]
fn a_filter_leaves_the_trash_out() {
    let base = Base::new();
    let (tag, stage) = (base.tag("VIP"), base.stage("contacte"));
    let fields = json!({ "last_name": "Martin", "company": "Acme", "tag_ids": [tag], "stage_id": stage });
    let id = base.add(&fields);
    let company = text(&base.prospect(&id), "company_id");
    base.delete(&format!("/prospects/{id}"));
    for filter in [("tag", "VIP"), ("stage", "contacte"), ("company", company.as_str()), ("search", "martin")]
    {
        assert_eq!(base.list(&[filter])["total"], 0, "{} finds nobody in the trash", filter.0);
        assert!(base.list(&[filter])["items"].as_array().unwrap().is_empty(), "{} shows nobody", filter.0);
    }
}

#[test]
fn a_list_follows_each_write_at_once() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    let sorted = [("sort", "city"), ("search", "lea")];
    assert_eq!(base.list(&sorted)["total"], 1, "found");
    base.named("Léa", "Petit");
    assert_eq!(base.list(&sorted)["total"], 2, "the new one is in the same list at once");
    base.edit(&id, &json!({ "first_name": "Nina" }));
    assert_eq!(texts(&base.list(&sorted)["items"], "last_name"), ["Petit"], "who no longer matches is gone");
    base.undo();
    assert_eq!(base.list(&sorted)["total"], 2, "undo counts as well");
}

#[test]
fn a_page_beyond_the_end_is_empty_and_a_page_is_at_most_a_thousand() {
    let base = filled(1050);
    let list = base.list(&[("offset", "5000")]);
    assert_eq!(
        (list["total"].as_u64(), list["items"].as_array().unwrap().len()),
        (Some(1059), 0),
        "no failure, no row"
    );
    let list = base.list(&[("limit", "100000"), ("sort", "name")]);
    assert_eq!(list["items"].as_array().unwrap().len(), 1000, "memory stays bounded");
    assert_eq!(base.list(&[])["items"].as_array().unwrap().len(), 50, "fifty when not said");
}

/// What a row shares with those of its group.
fn shared(row: &Value, group: &str) -> String {
    let member = match group {
        "stage" => "stage_id",
        "owner" => "owner_id",
        "company" => "company_id",
        own if own.starts_with("custom.") => return row["custom"][&own[7..]].to_string(),
        text => text,
    };
    row[member].to_string()
}

/// The groups of a list are what the list shows: counts, sums and order.
fn assert_grouped(base: &Base, group: &str, filter: &str) {
    let groups = base
        .get(&format!("/prospects/groups{}", relance_tests::query(&[("group", group), ("filter", filter)])));
    let list = base.list(&[("group", group), ("filter", filter), ("sort", "-value"), ("limit", "1000")]);
    let rows = list["items"].as_array().unwrap();
    assert_eq!(groups["total"], list["total"], "{group} {filter}: all are in a group");
    let mut start = 0;
    let mut seen = HashSet::new();
    for found in groups["groups"].as_array().unwrap() {
        let count = found["count"].as_u64().unwrap() as usize;
        let part = &rows[start..start + count];
        start += count;
        assert!(count > 0, "{group}: no group is empty");
        assert!(seen.insert(found["key"].clone()), "{group}: a group is there once");
        let first = shared(&part[0], group);
        if group != "city" && group != "source" && group != "sector" {
            assert!(part.iter().all(|row| shared(row, group) == first), "{group}: one value each");
        }
        assert_eq!(found["key"] == "", first == "null", "{group}: those without a value have no key");
        let values: Vec<i64> = part.iter().filter_map(|row| row["value_cents"].as_i64()).collect();
        assert!(values.windows(2).all(|pair| pair[0] >= pair[1]), "{group}: in order within the group");
        let euros = found["value"].as_array().unwrap().iter().find(|sum| sum["currency"] == "EUR");
        assert_eq!(
            euros.map_or(0, |sum| sum["cents"].as_i64().unwrap()),
            values.iter().sum::<i64>(),
            "{group}: the sum is exact"
        );
    }
    assert_eq!(start, rows.len(), "{group} {filter}: nobody is left over");
}

#[test]
fn groups_count_and_sum_exactly_whom_the_list_shows_together() {
    let base = filled(400);
    base.add(&json!({ "last_name": "Sans rien", "owner_id": null }));
    for group in ["stage", "owner", "company", "city", "source", "sector", "country"] {
        for filter in ["", "montant > 5000", "ville est Lyon ou e-mail est vide", "ville est Nulle-Part"] {
            assert_grouped(&base, group, filter);
        }
    }
    let stages = base.get("/prospects/groups?group=stage");
    let labels = texts(&stages["groups"], "label");
    let order = texts(&base.get("/stages"), "label");
    let expected: Vec<String> = order.into_iter().filter(|label| labels.contains(label)).collect();
    assert_eq!(labels, expected, "stages are in their own order");
}

#[test]
fn who_has_several_tags_counts_in_each_of_their_groups_and_once_in_all() {
    let base = Base::new();
    let (vip, salon) = (base.tag("VIP"), base.tag("Écart"));
    let unused = base.tag("Personne");
    let add = |name: &str, tags: &[&String], cents: i64| {
        base.add(&json!({ "last_name": name, "tag_ids": tags, "value_cents": cents }))
    };
    let both = add("Deux", &[&vip, &salon], 500);
    add("Une", &[&vip], 300);
    let none = add("Aucune", &[], 70);
    let gone = add("Partie", &[&vip], 9);
    base.delete(&format!("/prospects/{gone}"));
    let groups = base.get("/prospects/groups?group=tag");
    let told: Vec<(String, u64, i64)> = groups["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| {
            (
                text(group, "key"),
                group["count"].as_u64().unwrap(),
                group["value"][0]["cents"].as_i64().unwrap(),
            )
        })
        .collect();
    let expected = [(salon.clone(), 1, 500), (vip.clone(), 2, 800), (String::new(), 1, 70)];
    assert_eq!(told, expected, "by name, those without last, no empty one: {unused}");
    assert_eq!(groups["total"], 3, "each person once");
    let list = base.list(&[("group", "tag"), ("sort", "-value")]);
    assert_eq!((&list["total"], &list["repeated"]), (&json!(4), &json!(1)), "one row more than people");
    assert_eq!(texts(&list["items"], "last_name"), ["Deux", "Deux", "Une", "Aucune"]);
    let page = base.list(&[("group", "tag"), ("sort", "-value"), ("offset", "1"), ("limit", "1")]);
    assert_eq!(text(&page["items"][0], "id"), both, "pages count rows");
    assert_eq!(base.list(&[("group", "stage")])["repeated"], 0);
    let filtered = base.get("/prospects/groups?group=tag&filter=montant%20%3E%204");
    assert_eq!((&filtered["total"], &filtered["groups"][0]["count"]), (&json!(1), &json!(1)), "{filtered}");
    let all = json!({ "by": "query", "query": { "group": "tag" } });
    let done = base.post(
        "/prospects/bulk",
        &json!({ "selection": all, "action": { "kind": "remove_tags", "tag_ids": [salon] } }),
    );
    assert_eq!(done["changed"], 1, "a change of all is one of people: {done}");
    let moved = base.post(
        "/prospects/bulk",
        &json!({ "selection": { "by": "query", "query": { "group": "tag" }, "except": [none] },
            "action": { "kind": "add_tags", "tag_ids": [unused] } }),
    );
    assert_eq!(moved["changed"], 2, "{moved}");
    let csv = base.ask(
        axum::http::Method::POST,
        "/exports",
        Some(&json!({ "selection": { "by": "query", "query": { "group": "tag" } }, "format": "csv" })),
    );
    let lines = String::from_utf8_lossy(&csv.body).lines().count();
    assert_eq!(lines, 4, "a header and each person once");
}

#[test]
fn a_choice_and_a_yes_or_no_of_the_users_own_group_too() {
    let base = filled(60);
    let made = |field: &Value| text(&base.post("/fields", field)["field"], "id");
    let size =
        made(&json!({ "label": "Taille", "kind": "select", "add_options": ["Petite", "Écart", "Grande"] }));
    let met = made(&json!({ "label": "Vu", "kind": "boolean" }));
    let free = made(&json!({ "label": "Libre", "kind": "text" }));
    let rows = base.list(&[("limit", "60")]);
    for (n, row) in rows["items"].as_array().unwrap().iter().enumerate().take(40) {
        let label = ["Grande", "Écart", "Petite"][n % 3];
        base.edit(&text(row, "id"), &json!({ "custom": { &size: label, &met: n % 2 == 0 } }));
    }
    for field in [&size, &met] {
        assert_grouped(&base, &format!("custom.{field}"), "");
    }
    let groups = base.get(&format!("/prospects/groups?group=custom.{size}"));
    assert_eq!(
        texts(&groups["groups"], "label"),
        ["Petite", "Écart", "Grande", ""],
        "in the order of the options, those without last"
    );
    for unknown in [format!("custom.{free}"), "custom.42".into(), "notes".into(), "name".into()] {
        let refused = base.get_refused(&format!("/prospects/groups?group={unknown}"));
        assert_eq!(refused.key, "group_unknown", "{unknown}");
        let refused = base.get_refused(&format!("/prospects?group={unknown}"));
        assert_eq!(refused.key, "group_unknown", "{unknown} in a list");
    }
}

#[test]
fn those_who_are_only_similar_are_grouped_too() {
    let base = Base::new();
    for (name, city) in [("Lefebvre", "Lyon"), ("Lefèvre", "Brest"), ("Lefevre", "Lyon"), ("Durand", "Lyon")]
    {
        base.add(&json!({ "last_name": name, "city": city }));
    }
    let asked = [("search", "lefebvr"), ("similar", "true"), ("group", "city")];
    let list = base.list(&asked);
    let groups = base.get(&format!("/prospects/groups{}", relance_tests::query(&asked)));
    let total = list["total"].as_u64().unwrap();
    assert!(total > 1, "some are found by a name that is nearly theirs");
    assert_eq!(groups["total"], list["total"], "all of them are in a group");
    let cities: Vec<Value> =
        list["items"].as_array().unwrap().iter().map(|row| row["city"].clone()).collect();
    let mut kept = cities.clone();
    kept.dedup();
    assert_eq!(
        kept.len(),
        groups["groups"].as_array().unwrap().len(),
        "those of one city are together: {cities:?}"
    );
}
