//! The sample base: believable, seeded, and gone without a trace.

use relance_tests::{Base, count, json, text};

#[test]
fn the_same_seed_gives_the_same_people_and_another_gives_others() {
    let people = |seed: u64| {
        let base = Base::new();
        let answer = base.post("/sample", &json!({ "rows": 60, "seed": seed }));
        assert_eq!(answer["prospects"], 60, "as many as asked");
        base.assert_sound();
        base.names(&[("sort", "name"), ("limit", "100")])
    };
    let first = people(1);
    assert_eq!(first.len(), 60);
    assert_eq!(first, people(1), "a demonstration can be repeated");
    assert_ne!(first, people(2), "and varied");
}

#[test]
fn sample_people_can_be_told_and_never_be_written_to() {
    let base = Base::new();
    base.post("/sample", &json!({}));
    let list = base.list(&[("limit", "100")]);
    assert_eq!(list["total"], 40, "forty when not said");
    for row in list["items"].as_array().unwrap() {
        if let Some(email) = row["email"].as_str() {
            assert!(email.ends_with(".example"), "an address that can exist: {email}");
        }
    }
    assert_eq!(base.get("/session")["has_sample"], true, "the page can say so");
    let board = base.get("/pipeline");
    let filled = board["columns"].as_array().unwrap().iter().filter(|column| column["count"] != 0).count();
    assert!(filled >= 4, "the board has something to show: {filled} columns");
}

#[test]
fn the_lost_of_the_sample_say_why_so_that_the_chart_has_something_to_show() {
    let base = Base::new();
    base.post("/sample", &json!({ "rows": 200 }));
    let chart = base.get("/statistics/losses?period=year");
    let said =
        chart["points"].as_array().unwrap().iter().filter(|point| point["label"] != json!(null)).count();
    assert!(said >= 3, "several reasons: {chart}");
    let found = base.list(&[("search", "concurrent")]);
    assert!(count(&found, "total") > 0, "and are found by them");
    base.assert_sound();
    let digest = base.digest();
    base.undo();
    assert_ne!(base.digest(), digest);
    assert_eq!(base.get("/fields"), json!([]), "gone with them");
}

#[test]
fn erasing_the_sample_leaves_what_the_user_added() {
    let base = Base::new();
    base.post("/sample", &json!({ "rows": 30 }));
    let theirs = text(&base.list(&[])["items"][0], "company_id");
    let mine = base.add(&json!({ "first_name": "Léa", "last_name": "Martin", "company_id": theirs }));
    base.delete("/sample");
    assert_eq!(base.names(&[]), ["Léa Martin"], "only she is left");
    assert_eq!(base.prospect(&mine)["company_id"], json!(theirs), "in her company");
    assert_eq!(base.get("/session")["has_sample"], false, "and no sample");
    base.assert_sound();
    base.undo();
    assert_eq!(base.list(&[])["total"], 31, "even this can be undone");
    base.assert_sound();
}
