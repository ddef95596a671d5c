//! Every failure has its sentence, in both languages, with the same values.

use super::{below, code, read};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What makes a failure of a key: the text before the key, from the opening parenthesis on.
const MAKERS: [&str; 5] =
    ["Failure::refused(", "Failure::not_now(", "Failure::invalid(", "Failure::new(", ".hint("];
/// Endings by which keys that are handed on as arguments are known. Reasons of values have their words elsewhere.
const ENDINGS: [&str; 4] = ["_invalid", "_unreadable", "_missing", "_taken"];

fn sentences(language: &str) -> BTreeMap<String, String> {
    let all: Value =
        serde_json::from_str(&read(format!("ui/src/app/i18n/failures.{language}.json"))).unwrap();
    all.as_object()
        .unwrap()
        .iter()
        .map(|(key, text)| (key.clone(), text.as_str().unwrap().to_owned()))
        .collect()
}

/// What the command says in its own words, when it has any.
fn command_words(language: &str) -> BTreeMap<String, Value> {
    let path = super::root().join(format!("crates/relance-cli/src/words/{language}.json"));
    std::fs::read_to_string(path).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// The names in braces of a sentence.
fn values(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Keys in the calls that make failures: `invalid("email", "email_invalid")`.
fn keys_of(text: &str, makers: &[&str]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for maker in makers {
        for rest in text.split(maker).skip(1) {
            let arguments = rest.split(')').next().unwrap_or_default();
            let literals: Vec<&str> = arguments.split('"').skip(1).step_by(2).collect();
            let wanted = usize::from(*maker == "Failure::invalid(");
            if let Some(key) = literals.get(wanted).or(if wanted == 0 { literals.last() } else { None }) {
                keys.insert((*key).to_owned());
            }
        }
    }
    keys.retain(|key| is_key(key));
    keys
}

/// Keys that are handed on as arguments, known by their endings.
fn handed_on(text: &str) -> BTreeSet<String> {
    let literals = text.split('"').skip(1).step_by(2);
    literals
        .filter(|literal| is_key(literal) && ENDINGS.iter().any(|ending| literal.ends_with(ending)))
        .map(str::to_owned)
        .collect()
}

/// Every failure key that the code names, with a file that names it.
fn keys() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for path in below("crates").into_iter().filter(|path| path.contains("/src/") && path.ends_with(".rs")) {
        let text = code(&path);
        let mut keys = keys_of(&text, &MAKERS);
        if !path.contains("/values/") && !path.contains("/recognise/") && !path.contains("/relance-cli/") {
            keys.extend(handed_on(&text));
        }
        for key in keys {
            found.entry(key).or_insert(path.clone());
        }
    }
    let errors = code("crates/relance-sheet/src/error.rs");
    let body =
        errors.split("impl SheetError {").nth(1).and_then(|rest| rest.split("pub fn params").next()).unwrap();
    for key in body.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()) {
        found.insert(key.to_owned(), "crates/relance-sheet/src/error.rs".to_owned());
    }
    for key in ["siren_invalid", "siret_invalid"] {
        found.insert(key.to_owned(), "crates/relance-core/src/companies/mod.rs".to_owned());
    }
    found
}

#[test]
fn every_failure_has_a_sentence_in_french_and_in_english() {
    let keys = keys();
    assert!(keys.len() > 60, "the keys were found: {}", keys.len());
    for language in ["fr", "en"] {
        let sentences = sentences(language);
        let commands = command_words(language);
        let is_said = |key: &str, path: &str| {
            sentences.contains_key(key)
                || path.contains("/relance-cli/") && commands.contains_key(&format!("failure.{key}"))
        };
        let missing: Vec<_> =
            keys.iter().filter(|(key, path)| !is_said(key, path) && !INNER.contains(&key.as_str())).collect();
        assert!(missing.is_empty(), "no {language} sentence for {missing:?}");
    }
}

/// Failures that never leave the core: a rolled-back dry run, a refused undo (answered by its conflicts).
const INNER: [&str; 2] = ["dry_run", "undo_conflicts"];

#[test]
fn whatever_cannot_be_found_has_a_name() {
    let (french, mut named) = (sentences("fr"), 0);
    for path in below("crates").into_iter().filter(|path| path.contains("/src/") && path.ends_with(".rs")) {
        for entity in code(&path).split("not_found(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            named += 1;
            assert!(french.contains_key(&format!("entity.{entity}")), "{path}: no words for {entity}");
        }
    }
    assert!(named > 30, "they were found: {named}");
}

#[test]
fn both_languages_have_the_same_keys_and_values() {
    let (french, english) = (sentences("fr"), sentences("en"));
    assert_eq!(
        french.keys().collect::<Vec<_>>(),
        english.keys().collect::<Vec<_>>(),
        "the same keys in the same order"
    );
    for (key, sentence) in &french {
        assert_eq!(values(sentence), values(&english[key]), "{key} says the same values");
        for (language, text) in [("French", sentence), ("English", &english[key])] {
            assert!(!text.trim().is_empty(), "{key} says something in {language}");
        }
    }
}

#[test]
fn french_sentences_are_set_as_french_is() {
    for (key, sentence) in sentences("fr") {
        for mark in [';', '!', '?', ':', '»'] {
            let mut before = ' ';
            for letter in sentence.chars() {
                if letter == mark && !sentence.contains("://") {
                    assert_eq!(
                        before, '\u{202f}',
                        "{key}: a narrow no-break space before {mark} in {sentence:?}"
                    );
                }
                before = letter;
            }
        }
        assert!(!sentence.contains('\''), "{key}: the apostrophe is typographic in {sentence:?}");
    }
}
