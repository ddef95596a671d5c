//! Templates of messages: kept, changed, undone; filled for somebody and looked at.

use relance_tests::{Base, Value, json, text, texts};

fn add(base: &Base, template: &Value) -> String {
    text(&base.post("/templates", template)["template"], "id")
}

fn names(base: &Base) -> Vec<String> {
    texts(&base.get("/templates"), "name")
}

fn lea(base: &Base) -> String {
    base.add(&json!({ "civility": "Mme", "first_name": "Léa", "last_name": "Martin", "company": "Atelier Nord", "city": "Nantes" }))
}

fn codes(answer: &Value) -> Vec<String> {
    texts(&answer["lints"], "code")
}

#[test]
fn a_template_keeps_what_was_written_and_nothing_that_runs() {
    let base = Base::new();
    let template = json!({
        "name": "  Premier   contact ", "subject": "Bonjour {{prenom}}", "language": "fr", "sector": "Mobilier", "purpose": "reply",
        "body": "<p>Bonjour {{prenom|à vous}},</p><script>x()</script><p onclick=\"x()\"><a href=\"https://nord.example\">ici</a></p>",
    });
    let id = add(&base, &template);
    let kept = base.get("/templates")[0].clone();
    assert_eq!(kept["name"], "Premier contact");
    assert_eq!(
        kept["body"],
        "<p>Bonjour {{prenom|à vous}},</p><p><a href=\"https://nord.example\">ici</a></p>"
    );
    for member in ["subject", "language", "sector", "purpose"] {
        assert_eq!(kept[member], template[member], "{member} is kept");
    }
    base.patch(&format!("/templates/{id}"), &json!({ "sector": null, "language": null }));
    assert_eq!(base.restarted().get("/templates")[0]["sector"], Value::Null);
}

#[test]
fn templates_are_moved_copied_deleted_and_all_of_it_is_undone() {
    let base = Base::new();
    let first = add(&base, &json!({ "name": "Un" }));
    add(&base, &json!({ "name": "Deux" }));
    add(&base, &json!({ "name": "Trois" }));
    base.patch(&format!("/templates/{first}"), &json!({ "position": 1 }));
    assert_eq!(names(&base), ["Deux", "Un", "Trois"]);
    base.post(&format!("/templates/{first}/copy"), &json!({}));
    assert_eq!(names(&base), ["Deux", "Un", "Un 2", "Trois"]);
    let before = base.digest();
    base.delete(&format!("/templates/{first}"));
    assert_eq!(names(&base), ["Deux", "Un 2", "Trois"]);
    base.undo();
    assert_eq!(base.digest(), before, "an undone deletion leaves no trace");
    base.assert_sound();
}

#[test]
fn a_name_is_given_once() {
    let base = Base::new();
    let id = add(&base, &json!({ "name": "Relance" }));
    for (template, key) in [
        (json!({ "name": " RELANCÉ " }), "template_name_taken"),
        (json!({ "name": " " }), "template_name_missing"),
        (json!({ "name": "Long", "subject": "x".repeat(501) }), "template_too_long"),
    ] {
        assert_eq!(base.post_refused("/templates", &template).key, key);
    }
    base.patch(&format!("/templates/{id}"), &json!({ "name": "relance" }));
}

#[test]
fn a_template_is_filled_for_somebody_and_says_what_is_wrong() {
    let base = Base::new();
    let prospect = lea(&base);
    let me = text(&base.get("/session")["me"], "id");
    base.patch(&format!("/members/{me}"), &json!({ "name": "Paul Durand", "phone": " 06 39 98 00 01 " }));
    let id = add(
        &base,
        &json!({ "name": "A", "language": "fr", "subject": "{{entreprise}} : {{ville}}",
        "body": "<p>Bonjour {{civilite}} {{nom}},</p><p>{{si secteur}}non{{fin}}</p><p>{{moi.prenom}}, {{moi.telephone}}</p>" }),
    );
    let preview = base.post("/templates/preview", &json!({ "template": id, "prospect": prospect }));
    assert_eq!(preview["subject"], "Atelier Nord : Nantes");
    assert_eq!(preview["html"], "<p>Bonjour Madame Martin,</p><p>Paul, 06 39 98 00 01</p>");
    assert_eq!(preview["text"], "Bonjour Madame Martin,\n\nPaul, 06 39 98 00 01");
    assert_eq!(codes(&preview), Vec::<String>::new());
    assert_eq!(preview["used"][0]["from"], "prospect");
    let wrong = json!({ "template": id, "body": "<p>Bonjour {{nom}},</p><p>{{prenon}} {{secteur}} ci-joint</p>", "prospect": prospect });
    let wrong = base.post("/templates/preview", &wrong);
    assert_eq!(
        codes(&wrong),
        ["variable_unknown", "variable_empty", "greeting_last_name", "spaces", "no_attachment"]
    );
    assert_eq!(wrong["lints"][0]["values"]["nearest"], "prenom");
    assert_eq!(wrong["lints"][2]["values"]["source"], "{{nom}}");
    // Nobody is meant: the variables stay.
    let nobody = base.post("/templates/preview", &json!({ "template": id }));
    assert_eq!(nobody["subject"], "{{entreprise}} : {{ville}}");
    assert_eq!(codes(&nobody), Vec::<String>::new());
}

#[test]
fn fields_of_ones_own_are_variables() {
    let base = Base::new();
    let field =
        text(&base.post("/fields", &json!({ "label": "Date du salon", "kind": "date" }))["field"], "id");
    let prospect = base.add(&json!({ "last_name": "Martin", "custom": { field: "2026-03-12" } }));
    let variables = base.get("/templates/variables");
    let own = variables.as_array().unwrap().iter().find(|one| one["of"] == "field").unwrap();
    assert_eq!((&own["fr"], &own["label"]), (&json!("date_du_salon"), &json!("Date du salon")));
    let preview = base.post(
        "/templates/preview",
        &json!({ "subject": "Le {{date_du_salon}}", "body": "<p>x</p>", "prospect": prospect }),
    );
    assert_eq!(preview["subject"], "Le 12 mars 2026");
}

#[test]
fn many_are_told_from_those_whose_message_must_not_go() {
    let base = Base::new();
    lea(&base);
    let nameless = base.add(&json!({ "company": "Sans Nom SARL" }));
    let message = json!({ "subject": "Projet", "body": "<p>Bonjour {{prenom}},</p>" });
    let asked = json!({ "message": message, "selection": { "by": "query", "query": {} } });
    let many = base.post("/templates/preview-many", &asked);
    assert_eq!((&many["total"], &many["with_errors"]), (&json!(2), &json!(1)));
    assert_eq!(many["first"][0]["id"], json!(nameless));
    assert_eq!(codes(&many["first"][0]), ["variable_empty"]);
}

#[test]
fn a_message_that_is_ready_is_looked_at() {
    let base = Base::new();
    let prospect = lea(&base);
    let message = json!({ "subject": "", "html": "<p>Bonjour MARTIN,</p><p>Voir pièce jointe.</p>", "language": "fr", "prospect": prospect });
    let said = base.post("/templates/check", &message);
    assert_eq!(codes(&said), ["subject_empty", "greeting_capitals", "no_attachment"]);
}

#[test]
fn templates_to_begin_with_are_added_once_and_those_of_the_sample_go_with_it() {
    let base = Base::new();
    let added = base.post("/templates/starters", &json!({}))["added"].as_u64().unwrap();
    assert!(added >= 10, "{added}");
    assert_eq!(base.post("/templates/starters", &json!({}))["added"], 0);
    base.undo();
    assert!(names(&base).is_empty());
    base.post("/sample", &json!({ "rows": 5 }));
    assert_eq!(names(&base).len() as u64, added);
    let kept = text(&base.get("/templates")[0], "id");
    base.patch(&format!("/templates/{kept}"), &json!({ "subject": "La mienne" }));
    base.delete("/sample");
    assert_eq!(texts(&base.get("/templates"), "subject"), ["La mienne"], "what was changed is one’s own");
}
