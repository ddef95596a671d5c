//! Prospects: writing them, reading them back, the trash, and erasing for good.

use axum::http::Method;
use relance_tests::{Base, DAY, json, text, texts};
use serde_json::Value;

#[test]
fn a_prospect_is_kept_as_a_person_types_her_in_normal_form() {
    let base = Base::new();
    let id = base.add(&json!({
        "civility": "madame", "first_name": "LÉA", "last_name": "DE LA TOUR", "job_title": "  Directrice  ",
        "company": "Atelier du Fournil SARL", "email": "Lea.DeLaTour@Fournil.EXAMPLE", "phone": "06 12 34 56 78",
        "site": "www.fournil.example", "linkedin_url": "linkedin.com/in/lea-delatour/?trk=x", "country": "France",
        "value_cents": 123_456, "expected_close_on": "31/12/2026", "postcode": "69001", "city": "Lyon"
    }));
    let kept = base.prospect(&id);
    for (member, expected) in [
        ("civility", "Mme"),
        ("first_name", "Léa"),
        ("job_title", "Directrice"),
        ("company", "Atelier du Fournil SARL"),
        ("email", "lea.delatour@fournil.example"),
        ("phone", "+33612345678"),
        ("country", "FR"),
        ("currency", "EUR"),
        ("expected_close_on", "2026-12-31"),
        ("postcode", "69001"),
    ] {
        assert_eq!(kept[member], expected, "{member} is in its normal form");
    }
    assert!(
        !text(&kept, "last_name").contains("TOUR"),
        "a name in capitals is set as a name: {}",
        kept["last_name"]
    );
    assert!(
        text(&kept, "linkedin_url").ends_with("/in/lea-delatour"),
        "tracking is left out: {}",
        kept["linkedin_url"]
    );
    assert_eq!(kept["value_cents"], 123_456, "cents are exact");
    assert_eq!(kept["stage_id"], base.stage("non_qualifie"), "a new prospect is at the first stage");
    assert_eq!(kept["owner_id"], base.get("/session")["me"]["id"], "and belongs to whoever added her");
    base.assert_sound();
}

#[test]
fn a_name_keeps_its_case_unless_it_is_all_capitals() {
    let base = Base::new();
    for (typed, kept) in [("McGregor", "McGregor"), ("van der Berg", "van der Berg"), ("MARTIN", "Martin")] {
        let id = base.named("Ana", typed);
        assert_eq!(base.prospect(&id)["last_name"], kept, "{typed}");
    }
}

#[test]
fn each_value_that_cannot_be_read_is_refused_by_its_field() {
    let base = Base::new();
    let id = base.named("Léa", "Martin");
    for (field, value, key) in [
        ("email", json!("lea@"), "email_invalid"),
        ("phone", json!("12"), "phone_invalid"),
        ("expected_close_on", json!("31/02/2026"), "date_invalid"),
        ("linkedin_url", json!("https://example.org/lea"), "linkedin_invalid"),
        ("site", json!("not a site"), "site_invalid"),
        ("country", json!("Atlantide"), "country_invalid"),
        ("currency", json!("ZZZ"), "currency_invalid"),
    ] {
        let problem = base.patch_refused(&format!("/prospects/{id}"), &json!({ field: value }));
        assert_eq!((problem.status, problem.key.as_str()), (422, key), "{field} is checked");
        assert_eq!(problem.field.as_deref(), Some(field), "the form can show the mistake at its place");
        let problem = base.post_refused("/prospects", &json!({ "last_name": "Durand", field: value }));
        assert_eq!(problem.key, key, "adding is checked like editing: {field}");
    }
    for (field, code) in [("stage_id", "not_found"), ("owner_id", "not_found"), ("company_id", "not_found")] {
        let problem = base.patch_refused(&format!("/prospects/{id}"), &json!({ field: "12345" }));
        assert_eq!(problem.code, code, "{field} must be there");
    }
    let problem = base.patch_refused(&format!("/prospects/{id}"), &json!({ "tag_ids": ["12345"] }));
    assert_eq!(problem.code, "not_found", "a tag must be there");
    let problem = base.patch_refused(&format!("/prospects/{id}"), &json!({ "nickname": "Lili" }));
    assert_eq!(problem.key, "body_unreadable", "an unknown member is a mistake, not silently lost");
}

#[test]
fn a_prospect_needs_something_to_call_her_by() {
    let base = Base::new();
    let problem = base.post_refused("/prospects", &json!({ "city": "Lyon" }));
    assert_eq!(problem.key, "prospect_without_identity", "a city is nobody");
    let id = base.add(&json!({ "email": "a@b.example" }));
    assert_eq!(base.prospect(&id)["name"], "a@b.example", "an address is enough");
    let problem = base.patch_refused(&format!("/prospects/{id}"), &json!({ "email": null }));
    assert_eq!(problem.key, "prospect_without_identity", "the last name that is left cannot be cleared");
    let id = base.add(&json!({ "company": "Acme" }));
    assert_eq!(base.prospect(&id)["name"], "Acme", "a company is enough");
    let id = base.add(&json!({ "phone": "01 99 00 12 34" }));
    assert_eq!(base.prospect(&id)["name"], "+33199001234", "a phone is enough");
}

#[test]
fn an_absent_member_stays_and_null_clears() {
    let base = Base::new();
    let id =
        base.add(&json!({ "last_name": "Martin", "city": "Lyon", "job_title": "Chef", "value_cents": 5 }));
    let saved = base.edit(&id, &json!({ "city": null, "value_cents": null }));
    assert_eq!(saved["prospect"]["city"], Value::Null, "null clears a text");
    assert_eq!(saved["prospect"]["value_cents"], Value::Null, "null clears a number");
    assert_eq!(saved["prospect"]["job_title"], "Chef", "what is not named stays");
    let saved = base.edit(&id, &json!({ "job_title": "   " }));
    assert_eq!(saved["prospect"]["job_title"], Value::Null, "blank is nothing");
    let digest = base.digest();
    let saved = base.edit(&id, &json!({ "last_name": "Martin" }));
    assert_eq!(saved["operation"], Value::Null, "writing what is there already is no operation");
    assert_eq!(base.digest(), digest, "and moves no date");
}

#[test]
fn further_addresses_are_kept_in_order_once_each_and_checked() {
    let base = Base::new();
    let id = base.add(&json!({ "last_name": "Martin", "email": "a@a.example", "addresses": [
        { "kind": "email", "value": "b@B.example", "label": "bureau" },
        { "kind": "phone", "value": "06 12 34 56 78" },
        { "kind": "phone", "value": "+33 6 12 34 56 78" },
    ] }));
    let kept = base.prospect(&id);
    assert_eq!(texts(&kept["addresses"], "value"), ["b@b.example", "+33612345678"], "normal form, no double");
    assert_eq!(kept["addresses"][0]["label"], "bureau", "a label is kept");
    let wrong = json!({ "addresses": [{ "kind": "email", "value": "c@c.example" }, { "kind": "phone", "value": "x" }] });
    let problem = base.patch_refused(&format!("/prospects/{id}"), &wrong);
    assert_eq!(problem.field.as_deref(), Some("addresses.1"), "the wrong one is named");
    let digest = base.digest();
    base.edit(&id, &json!({ "addresses": [] }));
    assert_eq!(base.prospect(&id)["addresses"], json!([]), "an empty list removes them");
    base.undo();
    assert_eq!(base.digest(), digest, "and undo brings them back as they were");
}

#[test]
fn the_trash_hides_and_gives_back() {
    let base = Base::new();
    let (lea, hugo) = (base.named("Léa", "Martin"), base.named("Hugo", "Bernard"));
    base.delete(&format!("/prospects/{lea}"));
    assert_eq!(base.names(&[]), ["Hugo Bernard"], "the list leaves the trash out");
    assert_eq!(base.names(&[("trash", "true")]), ["Léa Martin"], "the trash shows it");
    assert!(base.prospect(&lea)["deleted_at"].is_i64(), "the sheet says since when");
    let session = base.get("/session");
    assert_eq!((&session["prospects"], &session["trash"]), (&json!(1), &json!(1)), "counts are exact");
    let restore =
        json!({ "selection": { "by": "ids", "ids": [lea, hugo] }, "action": { "kind": "restore" } });
    let answer = base.post("/prospects/bulk", &restore);
    assert_eq!(
        (&answer["selected"], &answer["changed"]),
        (&json!(2), &json!(1)),
        "only who was there comes back"
    );
    assert_eq!(base.list(&[])["total"], 2, "both are in the base");
    base.undo();
    base.undo();
    assert_eq!(
        base.list(&[("sort", "name")])["total"],
        2,
        "undoing the restore, then the removal, ends where it began"
    );
}

#[test]
fn erasing_asks_for_the_exact_count() {
    let base = Base::new();
    let ids = [base.named("Léa", "Martin"), base.named("Hugo", "Bernard")];
    let erase = |count: u64| json!({ "selection": { "by": "ids", "ids": ids }, "action": { "kind": "erase", "count": count } });
    let problem = base.post_refused("/prospects/bulk", &erase(1));
    assert_eq!(problem.key, "erase_count", "a wrong count is refused");
    assert_eq!(problem.params["count"], 2, "and the right one is said");
    let answer = base.post("/prospects/bulk", &erase(2));
    assert_eq!(answer["changed"], 2, "the right count erases");
    assert_eq!(base.list(&[])["total"], 0, "nobody is left");
    assert_eq!(base.list(&[("trash", "true")])["total"], 0, "not in the trash either");
    base.assert_sound();
}

#[test]
fn an_erased_prospect_leaves_no_trace_and_the_chain_still_verifies() {
    let base = Base::new();
    let id = base.add(&json!({
        "first_name": "Zénobie", "last_name": "Quatrebarbes", "email": "zq@secret.example", "phone": "06 39 98 12 34",
        "notes": "mot-introuvable", "addresses": [{ "kind": "email", "value": "zq2@secret.example" }]
    }));
    // A file that names her in a row that was skipped.
    let draft = base.lay(&base.file("salon.csv", "Nom;E-mail\nQuatrebarbes;zq@secret.example\n"));
    let report = base.run(&base.correct(&draft, &json!({ "options": { "on_duplicate": "skip" } })));
    assert_eq!(report["skipped"], 1, "{report}");
    let tag = base.tag("Salon");
    base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "confidence-absolue" }));
    let removed = base.post(&format!("/prospects/{id}/notes"), &json!({ "body": "introuvable-note" }));
    base.delete(&format!("/activities/{}", text(&removed["activity"], "id")));
    base.edit(&id, &json!({ "last_name": "Quatrebarbes-Dupuis", "notes": null, "tag_ids": [tag] }));
    base.edit(&id, &json!({ "addresses": [], "stage_id": base.stage("contacte") }));
    base.delete(&format!("/prospects/{id}"));
    let erase =
        json!({ "selection": { "by": "ids", "ids": [id] }, "action": { "kind": "erase", "count": 1 } });
    base.post("/prospects/bulk", &erase);
    for word in ["obie", "uatrebarbes", "secret", "639981234", "introuvable", "confidence"] {
        let found: Vec<(String, i64)> = base
            .core
            .read(|db| {
                db.rows(
                    "SELECT 'change', count(*) FROM change WHERE before LIKE ?1
                     UNION ALL SELECT 'operation', count(*) FROM operation WHERE params LIKE ?1
                     UNION ALL SELECT 'activity', count(*) FROM activity WHERE body LIKE ?1 OR data LIKE ?1
                     UNION ALL SELECT 'import_reject', count(*) FROM import_reject WHERE cells LIKE ?1
                     UNION ALL SELECT 'address', count(*) FROM address WHERE value LIKE ?1
                     UNION ALL SELECT 'prospect', count(*) FROM prospect WHERE last_name LIKE ?1 OR notes LIKE ?1",
                    [format!("%{word}%")],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
            })
            .unwrap();
        assert!(found.iter().all(|(_, count)| *count == 0), "« {word} » is still in {found:?}");
    }
    assert_eq!(base.list(&[("search", "quatrebarbes")])["total"], 0, "the search index forgot her too");
    base.assert_sound();
    let answer = base.undo();
    assert_ne!(answer["reverted"]["label"], "prospects.erase", "an erasure is a fact: Ctrl+Z passes over it");
    assert_eq!(base.list(&[])["total"], 0, "nothing brings her back");
    base.assert_sound();
}

#[test]
fn the_trash_is_emptied_after_ninety_days() {
    let base = Base::new();
    let (old, recent) = (base.named("Léa", "Martin"), base.named("Hugo", "Bernard"));
    base.delete(&format!("/prospects/{old}"));
    base.clock.advance(60 * DAY);
    base.delete(&format!("/prospects/{recent}"));
    base.clock.advance(31 * DAY);
    base.core.run_due().unwrap();
    assert_eq!(base.names(&[("trash", "true")]), ["Hugo Bernard"], "91 days are too long, 31 are not");
    base.assert_sound();
}

#[test]
fn what_is_not_there_is_said_to_be_missing() {
    let base = Base::new();
    for path in ["/prospects/42", "/prospects/42/activities", "/companies/42"] {
        let problem = base.get_refused(path);
        assert_eq!((problem.status, problem.key.as_str()), (404, "not_found"), "{path}");
    }
    assert_eq!(base.get_refused("/prospects/abc").key, "address_unknown", "an id is digits");
    assert_eq!(
        base.get_refused("/nowhere").key,
        "address_unknown",
        "a wrong address answers a problem, not a page"
    );
    let problem = base.refused(Method::DELETE, "/prospects/42", None);
    assert_eq!(problem.status, 404, "nobody to remove");
    assert_eq!(
        base.get_refused("/prospects?limit=many").key,
        "query_unreadable",
        "a parameter must be readable"
    );
    assert_eq!(base.get_refused("/prospects?sort=beauty").key, "sort_unknown", "a column must exist");
    assert_eq!(base.get_refused("/prospects?stage=lune").status, 404, "a stage must exist");
}

#[test]
fn a_base_is_the_same_after_a_restart() {
    let base = Base::new();
    let id = base.add(&json!({ "first_name": "Léa", "last_name": "Martin", "company": "Acme" }));
    let (before, digest) = (base.prospect(&id), base.digest());
    let base = base.restarted();
    assert_eq!(base.prospect(&id), before, "what was answered as saved is saved");
    assert_eq!(base.digest(), digest, "and nothing else moved");
    assert_eq!(base.undo()["reverted"]["label"], "prospects.create", "undo reaches over restarts");
}
