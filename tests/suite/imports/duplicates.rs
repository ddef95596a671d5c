//! Duplicates: found against the base and inside the file, treated as the user says.

use super::{counts, lay, only, run};
use relance_tests::{Base, Value, json, text, texts};

fn reasons(report: &Value) -> Vec<(String, u64)> {
    report["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (text(r, "reason"), r["count"].as_u64().unwrap()))
        .collect()
}

/// A base with one person known by everything.
fn known() -> (Base, String) {
    let base = Base::new();
    let id = base.add(&json!({
        "first_name": "Léa", "last_name": "Martin", "company": "Fournil SARL", "email": "lea@fournil.example",
        "phone": "06 12 34 56 78", "linkedin_url": "https://www.linkedin.com/in/lea-martin", "city": "Lyon",
        "addresses": [{ "kind": "email", "value": "perso@lea.example" }]
    }));
    (base, id)
}

#[test]
fn a_person_is_recognised_by_email_phone_linkedin_or_name_and_company() {
    for (header, row, by) in [
        (vec!["Nom", "E-mail"], vec!["Autre", "LEA@Fournil.example"], "email"),
        (vec!["Nom", "E-mail"], vec!["Martin", "perso@lea.example"], "email"),
        (vec!["Nom", "Prénom", "Téléphone"], vec!["MARTIN", "lea", "+33 6 12 34 56 78"], "phone"),
        (vec!["Nom", "LinkedIn"], vec!["X", "linkedin.com/in/Lea-Martin/"], "linkedin_url"),
        (vec!["Nom", "Prénom", "Société"], vec!["martin", "LÉA", "fournil"], "name_company"),
    ] {
        let (base, _) = known();
        let report = run(&base, &header, &[&row], "skip");
        assert_eq!(reasons(&report), [(format!("duplicate:{by}"), 1)], "{row:?}");
        assert_eq!(counts(&report), [0, 0, 0, 1], "{row:?}");
    }
}

#[test]
fn who_only_shares_a_phone_or_a_name_is_somebody_else() {
    for (header, row) in [
        (vec!["Nom", "Prénom", "Téléphone"], vec!["Bernard", "Hugo", "06 12 34 56 78"]),
        (vec!["Nom", "Prénom", "Société"], vec!["Martin", "Léa", "Autre société"]),
        (vec!["Nom", "Prénom", "E-mail"], vec!["Martin", "Léa", "lea@ailleurs.example"]),
    ] {
        let (base, _) = known();
        let report = run(&base, &header, &[&row], "skip");
        assert_eq!(counts(&report), [1, 0, 0, 0], "{row:?} is new: {report}");
    }
}

#[test]
fn who_is_in_the_trash_is_not_matched() {
    let (base, id) = known();
    base.delete(&format!("/prospects/{id}"));
    let report = run(&base, &["Nom", "E-mail"], &[&["Martin", "lea@fournil.example"]], "skip");
    assert_eq!(counts(&report), [1, 0, 0, 0], "she was thrown away on purpose");
}

#[test]
fn each_policy_does_what_it_says() {
    let header = ["Nom", "Prénom", "E-mail", "Ville", "Fonction", "Téléphone"];
    let row = ["Martin", "Léa", "lea@fournil.example", "Paris", "Gérante", "06 39 98 00 00"];
    for (policy, expected, city, job) in [
        ("skip", [0, 0, 0, 1], json!("Lyon"), Value::Null),
        ("fill", [0, 1, 0, 0], json!("Lyon"), json!("Gérante")),
        ("overwrite", [0, 1, 0, 0], json!("Paris"), json!("Gérante")),
    ] {
        let (base, id) = known();
        let start = base.digest();
        let report = run(&base, &header, &[&row], policy);
        assert_eq!(counts(&report), expected, "{policy}");
        let prospect = base.prospect(&id);
        assert_eq!((&prospect["city"], &prospect["job_title"]), (&city, &job), "{policy}");
        let mut phones = texts(&prospect["addresses"], "value");
        phones.push(text(&prospect, "phone"));
        assert!(phones.contains(&"+33612345678".to_owned()), "{policy} drops no address: {phones:?}");
        assert_eq!(
            phones.contains(&"+33639980000".to_owned()),
            policy != "skip",
            "{policy} and a new number"
        );
        if policy != "skip" {
            base.undo();
        }
        assert_eq!(base.digest(), start, "{policy}: undone, updates included");
        base.assert_sound();
    }
    let (base, id) = known();
    let report = run(&base, &header, &[&row], "create");
    assert_eq!(counts(&report), [1, 0, 0, 0], "create makes another one");
    assert_eq!(base.prospect(&id)["job_title"], Value::Null, "and leaves the first alone");
}

#[test]
fn a_row_that_says_nothing_new_leaves_the_prospect_unchanged() {
    let (base, id) = known();
    let before = base.prospect(&id);
    for policy in ["fill", "overwrite"] {
        let report = run(
            &base,
            &["Nom", "E-mail", "Ville", "Fonction"],
            &[&["Martin", "lea@fournil.example", "Lyon", ""]],
            policy,
        );
        assert_eq!(counts(&report), [0, 0, 1, 0], "{policy}");
        assert_eq!(report["operation"], Value::Null, "{policy}: nothing to undo");
        assert_eq!(base.prospect(&id), before, "{policy}: an empty cell erases nothing");
    }
}

#[test]
fn the_same_person_twice_in_a_file_is_one() {
    let base = Base::new();
    let rows: [&[&str]; 3] = [
        &["Martin", "lea@a.example", ""],
        &["Bernard", "hugo@a.example", ""],
        &["Martin", "LEA@a.example", "Lyon"],
    ];
    let report = run(&base, &["Nom", "E-mail", "Ville"], &rows, "skip");
    assert_eq!(counts(&report), [2, 0, 0, 1], "the second is skipped");
    assert_eq!(
        reasons(&report),
        [("duplicate_in_file:email".to_owned(), 1)],
        "and the reason says it was in the file"
    );
    let base = Base::new();
    let report = run(&base, &["Nom", "E-mail", "Ville"], &rows, "fill");
    assert_eq!(counts(&report), [2, 1, 0, 0], "or fills the first");
    assert_eq!(only(&base, "martin")["city"], "Lyon", "with what it adds");
    base.undo();
    assert_eq!(base.list(&[])["total"], 0, "undo takes both back");
    base.assert_sound();
}

#[test]
fn a_later_row_finds_by_what_an_earlier_one_added() {
    let (base, id) = known();
    let report = run(
        &base,
        &["Nom", "Prénom", "E-mail", "Téléphone"],
        &[
            &["Martin", "Léa", "lea@fournil.example", "06 39 98 11 11"],
            &["Martin", "Léa", "", "06 39 98 11 11"],
        ],
        "fill",
    );
    assert_eq!(counts(&report), [0, 1, 1, 0], "the second row is hers too: {report}");
    assert_eq!(base.list(&[])["total"], 1, "one person");
    assert!(texts(&base.prospect(&id)["addresses"], "value").contains(&"+33639981111".to_owned()));
}

#[test]
fn an_opposition_is_never_undone_by_a_file() {
    let (base, id) = known();
    base.edit(&id, &json!({ "do_not_contact": true }));
    let since = base.prospect(&id)["do_not_contact_at"].clone();
    for policy in ["fill", "overwrite"] {
        run(
            &base,
            &["Nom", "E-mail", "Ne pas contacter", "Fonction"],
            &[&["Martin", "lea@fournil.example", "non", policy]],
            policy,
        );
        assert_eq!(
            base.prospect(&id)["do_not_contact_at"],
            since,
            "{policy}: she said no, and a file cannot say yes for her"
        );
    }
    let (base, id) = known();
    run(&base, &["Nom", "E-mail", "Ne pas contacter"], &[&["Martin", "lea@fournil.example", "oui"]], "fill");
    assert!(base.prospect(&id)["do_not_contact_at"].is_i64(), "but a file can say no");
}

#[test]
fn the_dry_run_names_who_would_change_and_how() {
    let (base, id) = known();
    let draft = lay(
        &base,
        &["Nom", "E-mail", "Fonction"],
        &[
            &["Martin", "lea@fournil.example", "Gérante"],
            &["Bernard", "hugo@a.example", "Acheteur"],
            &["", "", ""],
        ],
    );
    let preview = base.preview(&draft);
    assert_eq!(preview["matches"], json!([{ "reason": "email", "count": 1 }]), "how people were recognised");
    let rows = preview["rows"].as_array().unwrap();
    let updated = rows.iter().find(|row| row["outcome"] == "updated").unwrap();
    assert_eq!(
        (&updated["prospect_id"], &updated["reason"], &updated["changes"], &updated["line"]),
        (&json!(id), &json!("email"), &json!(["job_title"]), &json!(2)),
        "who, why, what, at which line"
    );
    let created = rows.iter().find(|row| row["outcome"] == "created").unwrap();
    assert_eq!((&created["name"], &created["prospect_id"]), (&json!("Bernard"), &Value::Null), "nobody yet");
}
