//! Tags: made, renamed, removed, with their counts.

use axum::http::Method;
use relance_tests::{Base, json, text, texts};
use serde_json::Value;

#[test]
fn a_tag_is_unique_whatever_its_accents_and_case() {
    let base = Base::new();
    let id = text(&base.post("/tags", &json!({ "name": " Priorité ", "color": "c3" }))["tag"], "id");
    let tags = base.get("/tags");
    assert_eq!(
        (&tags[0]["name"], &tags[0]["color"]),
        (&json!("Priorité"), &json!("c3")),
        "trimmed, coloured"
    );
    let problem = base.post_refused("/tags", &json!({ "name": "PRIORITE" }));
    assert_eq!(
        (problem.key.as_str(), problem.field.as_deref()),
        ("tag_name_taken", Some("name")),
        "the same word"
    );
    assert_eq!(
        base.post_refused("/tags", &json!({ "name": " " })).key,
        "tag_name_missing",
        "a tag has a name"
    );
    let other = base.tag("Salon");
    assert_eq!(
        base.patch_refused(&format!("/tags/{other}"), &json!({ "name": "priorité" })).key,
        "tag_name_taken"
    );
    let tag =
        base.patch(&format!("/tags/{id}"), &json!({ "name": "PRIORITÉ", "color": null }))["tag"].clone();
    assert_eq!(
        (&tag["name"], &tag["color"]),
        (&json!("PRIORITÉ"), &Value::Null),
        "its own name may change its case"
    );
    assert_eq!(base.refused(Method::DELETE, "/tags/42", None).status, 404, "an unknown tag");
}

#[test]
fn a_removed_tag_leaves_everybody_and_undo_gives_it_back_to_everybody() {
    let base = Base::new();
    let tag = base.tag("Salon");
    let ids: Vec<String> =
        ["A", "B"].iter().map(|last| base.add(&json!({ "last_name": last, "tag_ids": [tag] }))).collect();
    assert_eq!(base.get("/tags")[0]["prospects"], 2, "counted");
    let start = base.digest();
    base.delete(&format!("/tags/{tag}"));
    assert_eq!(base.get("/tags"), json!([]), "gone from the list");
    assert_eq!(base.prospect(&ids[0])["tags"], json!([]), "and from the sheets");
    assert_eq!(base.undo()["reverted"]["params"]["tag"], "Salon", "the sentence names it");
    assert_eq!(texts(&base.prospect(&ids[1])["tags"], "name"), ["Salon"], "back on the sheets");
    assert_eq!(base.digest(), start, "exactly as before");
}

#[test]
fn merged_tags_are_one_on_everybody_who_had_any_and_undo_parts_them() {
    let base = Base::new();
    let (kept, gone, other) = (base.tag("Salon 2026"), base.tag("salon26"), base.tag("Presse"));
    let ids: Vec<String> = [vec![&kept, &gone], vec![&gone], vec![&other], vec![]]
        .iter()
        .map(|tags| base.add(&json!({ "last_name": "Martin", "tag_ids": tags })))
        .collect();
    let start = base.digest();
    let answer = base.post("/tags/merge", &json!({ "from": [&gone, &other], "into": &kept }));
    assert_eq!(answer["tag"]["name"], "Salon 2026");
    assert_eq!(base.get("/tags")[0]["prospects"], 3, "the union, each once");
    assert_eq!(base.get("/tags").as_array().map(Vec::len), Some(1), "one tag is left");
    assert_eq!(base.names(&[("search", "presse")]).len(), 0, "the index knows");
    assert_eq!(texts(&base.prospect(&ids[2])["tags"], "name"), ["Salon 2026"]);
    base.undo();
    assert_eq!(base.digest(), start, "parted as before");
    assert_eq!(base.names(&[("search", "presse")]).len(), 1, "and found as before");
    for (request, key) in [
        (json!({ "from": [&kept], "into": &kept }), "tag_itself"),
        (json!({ "from": [], "into": &kept }), "tag_none"),
        (json!({ "from": ["42"], "into": &kept }), "not_found"),
    ] {
        assert_eq!(base.post_refused("/tags/merge", &request).key, key);
    }
}

#[test]
fn a_colour_is_one_of_six_and_a_renamed_tag_is_found_by_its_name_even_after_undo() {
    let base = Base::new();
    assert_eq!(base.post_refused("/tags", &json!({ "name": "X", "color": "red" })).key, "color_unknown");
    let tag = base.tag("Salon");
    base.add(&json!({ "last_name": "Martin", "tag_ids": [&tag] }));
    base.patch(&format!("/tags/{tag}"), &json!({ "name": "Foire" }));
    let found = |word: &str| base.names(&[("search", word)]).len();
    assert_eq!((found("foire"), found("salon")), (1, 0), "by its new name");
    base.undo();
    assert_eq!((found("foire"), found("salon")), (0, 1), "by its old one again");
}
