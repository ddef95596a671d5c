//! What is said of a message before it goes.

use super::{
    super::{
        lint::{Message, look},
        preview::Draft,
        starters,
    },
    facts, lea,
};
use relance_model::templates::{Lint, Purpose, Severity, Tongue};
use serde_json::json;

fn draft(subject: &str, body: &str) -> Draft {
    Draft {
        subject: subject.into(),
        body: body.into(),
        language: Some(Tongue::Fr),
        spoken: Tongue::Fr,
        purpose: Purpose::Mail,
        has_attachment: false,
    }
}

fn codes(lints: &[Lint]) -> Vec<&str> {
    lints.iter().map(|lint| lint.code.as_str()).collect()
}

/// What is said of a body that was typed, under a subject that is fine.
fn of(body: &str) -> Vec<String> {
    let lints = look(&Message {
        subject: "Votre projet",
        html: body,
        language: Some(Tongue::Fr),
        first_name: Some("Léa"),
        last_name: Some("Martin"),
        ..Message::default()
    });
    codes(&lints).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_greeting_has_a_name_written_as_a_name() {
    assert_eq!(of("<p>Bonjour DUPONT,</p>"), ["greeting_capitals"]);
    assert_eq!(of("<p>Bonjour LE GOFF,</p>"), ["greeting_capitals"]);
    assert_eq!(of("<p>Bonjour Martin,</p>"), ["greeting_last_name"]);
    assert_eq!(of("<p>Bonjour ,</p>"), ["greeting_empty", "spaces"]);
    assert_eq!(of("<p>Chère ,</p>"), ["greeting_empty", "spaces"]);
    assert_eq!(of("<p>Dear,</p>"), ["greeting_empty"]);
    for fine in [
        "Bonjour Léa,",
        "Bonjour Madame Martin,",
        "Bonjour,",
        "Bonjour\u{202f}!",
        "Bonjour à tous,",
        "Chers tous,",
        "Bonjour M. Martin,",
    ] {
        assert!(of(&format!("<p>{fine}</p>")).is_empty(), "{fine}: {:?}", of(&format!("<p>{fine}</p>")));
    }
}

#[test]
fn what_an_empty_value_leaves_is_seen() {
    assert_eq!(of("<p>Je vous écris de  la part de Paul.</p>"), ["spaces"]);
    assert_eq!(of("<p>Votre ville , par exemple.</p>"), ["spaces"]);
    assert_eq!(of("<p>À bientôt .</p>"), ["spaces"]);
    assert!(of("<p>Est-ce juste\u{a0}? Oui ! Non… ou .fr</p><p> Fin</p>").is_empty());
}

#[test]
fn an_attachment_spoken_of_is_there() {
    assert_eq!(of("<p>Vous trouverez ci-joint notre devis.</p>"), ["no_attachment"]);
    assert_eq!(of("<p>Voir pièce jointe.</p>"), ["no_attachment"]);
    assert_eq!(of("<p>The file is attached.</p>"), ["no_attachment"]);
    assert!(of("<p>Un homme attachant, unattached.</p>").is_empty());
    let with_file =
        Message { html: "<p>ci-joint</p>", subject: "Devis", has_attachment: true, ..Message::default() };
    assert!(look(&with_file).is_empty());
}

#[test]
fn another_language_is_told_only_when_it_is_sure() {
    let english = "<p>I hope that you are well. Could we speak next week about your project, on Tuesday or on Thursday?</p>";
    let lints =
        look(&Message { subject: "Projet", html: english, language: Some(Tongue::Fr), ..Message::default() });
    assert_eq!(codes(&lints), ["language"]);
    assert_eq!(lints[0].values["language"], "en");
    assert!(of("<p>Hello there.</p>").is_empty());
    assert!(of("<p>J’espère que vous allez bien. Pourrions-nous parler de votre projet la semaine prochaine, mardi ou jeudi ?</p>").is_empty());
}

#[test]
fn links_braces_and_noise_are_told() {
    assert_eq!(of("<p><a href=\"https://example.com/x\">ici</a></p>"), ["link_nowhere"]);
    assert_eq!(of("<p>https://votre-lien</p>"), ["link_nowhere"]);
    assert_eq!(of("<p>Bonjour {prenom},</p>"), ["braces"]);
    assert_eq!(of("<p>prenom}} ici</p>"), ["braces"]);
    assert_eq!(of("<p>Pour [Entreprise] demain</p>"), ["placeholder"]);
    assert_eq!(of("<p>Vite ! Vite ! Vite !</p>"), ["many_marks"]);
    assert!(of("<p><a href=\"https://nord.fr/x\">ici</a></p>").is_empty());
    let loud = Message { subject: "OFFRE SPÉCIALE", html: "<p>x</p>", ..Message::default() };
    assert_eq!(codes(&look(&loud)), ["subject_capitals"]);
    let none = Message { subject: " ", html: "<p>x</p>", ..Message::default() };
    assert_eq!(codes(&look(&none)), ["subject_empty"]);
    assert!(look(&Message { purpose: Purpose::Reply, ..none }).is_empty());
}

#[test]
fn a_lint_knows_the_variable_that_it_comes_from() {
    let preview = draft("Projet", "<p>Bonjour {{nom}},</p>").preview(&lea());
    assert_eq!(codes(&preview.lints), ["greeting_last_name"]);
    assert_eq!(preview.lints[0].values["source"], "{{nom}}");
    assert_eq!(preview.html, "<p>Bonjour Martin,</p>");
    assert_eq!(preview.text, "Bonjour Martin,");
}

#[test]
fn errors_come_first_and_tell_their_tag_once() {
    let none = facts(json!({"first_name": null}), &[], Tongue::Fr);
    let preview = draft("", "<p>Bonjour {{prenom}},</p><p>{{entreprize}}</p>").preview(&none);
    assert_eq!(
        codes(&preview.lints),
        ["variable_empty", "variable_unknown", "subject_empty", "greeting_empty", "spaces"]
    );
    assert_eq!(preview.lints[0].severity, Severity::Error);
    assert_eq!(preview.lints[1].values["nearest"], "entreprise");
    assert_eq!(preview.lints[1].found, "{{entreprize}}");
}

#[test]
fn templates_to_begin_with_are_fine_for_everybody() {
    let empty = json!({
        "civility": null, "first_name": null, "last_name": null, "job_title": null, "company": null, "sector": null, "city": null
    });
    let no_civility = json!({"civility": null});
    for (name, language, purpose, subject, body) in starters::each() {
        for changes in [json!({}), empty.clone(), no_civility.clone(), json!({"last_name": null})] {
            let facts = facts(changes.clone(), &[], language);
            let draft = Draft { language: Some(language), spoken: language, purpose, ..draft(subject, body) };
            let preview = draft.preview(&facts);
            assert!(preview.lints.is_empty(), "{name} for {changes}: {:?}\n{}", preview.lints, preview.text);
            assert!(!preview.text.contains("  "), "{name}: {}", preview.text);
        }
    }
}
