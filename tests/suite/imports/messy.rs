//! Files as people keep them: totals below, doubtful people.

use super::{counts, lay, only, target};
use relance_tests::{Base, json, text, texts};

#[test]
fn rows_of_totals_are_nobody_unless_the_user_says_so() {
    let base = Base::new();
    let draft = lay(
        &base,
        &["Nom", "Société", "Montant"],
        &[
            &["Martin", "Acme", "1 000 €"],
            &["Total", "", "1 000 €"],
            &["Totaux", "Énergies", "12 €"],
            &["Sous-total :", "", "1 000,00"],
            &["Moyenne", "", "500"],
        ],
    );
    let preview = base.preview(&draft);
    assert_eq!(preview["counts"]["reasons"], json!([{ "reason": "totals", "count": 3 }]), "{preview}");
    let rows = format!("/imports/{}/rows", text(&draft, "id"));
    base.patch(&rows, &json!({ "rows": [{ "line": 6, "skip": false }] }));
    let report = base.run(&draft);
    assert_eq!(counts(&report), [3, 0, 0, 2], "somebody may be called so: {report}");
    assert_eq!(base.list(&[("search", "énergies")])["total"], 1, "who has a company is somebody");
}

#[test]
fn who_is_like_somebody_is_to_be_checked_and_made_unless_the_user_says_who_it_is() {
    let base = Base::new();
    let id = base.add(&json!({
        "first_name": "Jean", "last_name": "Lefebvre", "company": "Fournil SARL", "city": "Lyon"
    }));
    let header = ["Nom", "Prénom", "Société", "Ville", "E-mail"];
    let draft = lay(
        &base,
        &header,
        &[
            &["Lefèvre", "Jean", "", "Lyon", "jl@a.example"],
            &["Lefebvre", "Jean", "Moulin", "Lyon", "jl@b.example"],
            &["Lefebvre", "J.", "", "Lyon", "jl@c.example"],
            &["Durand", "Anne", "Moulin", "Nice", "ad@d.example"],
        ],
    );
    let preview = base.preview(&draft);
    assert!(preview["states"]["conflict"].as_u64() > Some(0), "some of them may be him: {preview}");
    let rows = format!("/imports/{}/rows", text(&draft, "id"));
    let shown = base.get(&format!("{rows}?state=conflict"))["items"][0].clone();
    assert_eq!((&shown["prospect_id"], &shown["reason"]), (&json!(id), &json!("maybe")), "{shown}");
    assert_eq!(shown["outcome"], "created", "undecided, it is somebody else: {shown}");
    assert!(shown["score"].as_f64().is_some_and(|score| score >= 0.5), "{shown}");
    assert!(!shown["because"].as_array().unwrap().is_empty(), "and why: {shown}");
    let said = json!({ "rows": [{ "line": shown["line"], "who": { "is": "prospect", "id": id } }] });
    base.patch(&rows, &said);
    base.run(&draft);
    let now = base.prospect(&id);
    let mut emails = relance_tests::texts(&now["addresses"], "value");
    emails.push(text(&now, "email"));
    assert!(emails.contains(&text(&shown, "email")), "it was him: {emails:?}");
}

#[test]
fn titles_on_two_rows_are_told_apart_by_the_upper_one_and_can_be_corrected() {
    let base = Base::new();
    let draft = lay(
        &base,
        &["Contact", "", "Société", "", ""],
        &[
            &["Prénom", "E-mail", "Nom", "Ville", "Code"],
            &["Léa", "lea@a.example", "Fournil", "Lyon", "X1"],
            &["Hugo", "hugo@a.example", "Moulin", "Nice", "X2"],
        ],
    );
    assert_eq!([&draft["header_row"], &draft["header_rows"]], [2, 2], "where they stand: {draft}");
    assert_eq!(texts(&draft["columns"], "header"), ["Prénom", "E-mail", "Société Nom", "Ville", "Code"]);
    assert_eq!(target(&draft, "Société Nom"), "company", "not a last name");
    let one = base.correct(&draft, &json!({ "header_rows": 1 }));
    assert_eq!(one["header_rows"], 1);
    assert_eq!(target(&one, "Nom"), "last_name", "as the lower row alone says");
    let two = base.correct(&one, &json!({ "header_rows": 2 }));
    assert_eq!(two["columns"][2]["header"], "Société Nom", "and back");
    assert_eq!(base.run(&two)["created"], 2, "the titles are nobody");
    assert_eq!(only(&base, "hugo")["company"], "Moulin");
    let path = format!("/imports/{}/draft", text(&lay(&base, &["Nom"], &[&["A"]]), "id"));
    assert_eq!(base.patch_refused(&path, &json!({ "header_rows": 3 })).key, "header_row_unknown");
}

#[test]
fn titles_that_come_again_are_nobody() {
    let base = Base::new();
    let header = ["Nom", "E-mail", "Ville"];
    let draft = lay(
        &base,
        &header,
        &[&header, &["Martin", "lea@a.example", "Lyon"], &header, &["Petit", "zoe@a.example", "Nice"]],
    );
    assert_eq!(draft["header_row"], 2, "the last of those above the rows");
    let report = base.run(&draft);
    assert_eq!(counts(&report), [2, 0, 0, 1], "{report}");
    assert_eq!(report["reasons"], json!([{ "reason": "repeated_header", "count": 1 }]), "and why");
}
