//! What the words say: a language that was not meant, a file that is not there, a link to nowhere, too much noise.

use super::{Message, around, links, lint, with};
use relance_model::templates::{Lint, Part, Purpose, Severity, Tongue};
use relance_store::fold;
use whatlang::{Detector, Lang};

/// Letters below which a language is not told.
const ENOUGH: usize = 60;
/// Links, and exclamation marks, that are many.
const MANY_LINKS: usize = 4;
const MANY_MARKS: usize = 3;

/// Words that speak of a file, accents aside.
const FILES: [&str; 17] = [
    "ci-joint",
    "ci-jointe",
    "ci-joints",
    "ci-jointes",
    "ci joint",
    "piece jointe",
    "pieces jointes",
    "en pj",
    "je vous joins",
    "je joins",
    "en annexe de ce message",
    "document joint",
    "fichier joint",
    "attached",
    "attachment",
    "attachments",
    "enclosed",
];

/// What a link holds that nobody has put in yet.
const NOWHERE: [&str; 16] = [
    "example.com",
    "example.org",
    "exemple.com",
    "exemple.fr",
    "votre-site",
    "votresite",
    "votre-lien",
    "votrelien",
    "your-link",
    "yourlink",
    "your-site",
    "yoursite",
    "yourcompany",
    "lien-ici",
    "link-here",
    "…",
];

/// Words between brackets that stand for something.
const BRACKETS: [&str; 14] = [
    "[nom]",
    "[prenom]",
    "[entreprise]",
    "[societe]",
    "[lien]",
    "[date]",
    "[a completer]",
    "[name]",
    "[first name]",
    "[last name]",
    "[company]",
    "[link]",
    "[xxx]",
    "[todo]",
];

pub(super) fn look(message: &Message<'_>, text: &str, lints: &mut Vec<Lint>) {
    language(message, text, lints);
    if matches!(message.purpose, Purpose::Mail | Purpose::Reply) && !message.has_attachment {
        let folded = fold(text);
        if let Some(word) = FILES.iter().find(|word| has_word(&folded, word)) {
            lints.push(lint(Severity::Warning, "no_attachment", Part::Body, word));
        }
    }
    let links = links(message.html);
    nowhere(&links, text, lints);
    if links.len() >= MANY_LINKS {
        lints.push(with(lint(Severity::Hint, "many_links", Part::Body, ""), "count", links.len()));
    }
    let marks = message.subject.matches('!').count() + text.matches('!').count();
    if marks >= MANY_MARKS {
        lints.push(with(lint(Severity::Hint, "many_marks", Part::Body, "!"), "count", marks));
    }
}

/// The words, not a part of longer ones.
fn has_word(folded: &str, word: &str) -> bool {
    folded.match_indices(word).any(|(at, _)| {
        let before = folded[..at].chars().next_back();
        let after = folded[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn nowhere(links: &[String], text: &str, lints: &mut Vec<Lint>) {
    let is_nowhere = |link: &str| {
        let lower = link.to_lowercase();
        let host =
            lower.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
        NOWHERE.iter().any(|word| lower.contains(word)) || host.is_some_and(|host| !host.contains('.'))
    };
    let written =
        text.split_whitespace().filter(|word| word.starts_with("http://") || word.starts_with("https://"));
    let found = links.iter().map(String::as_str).chain(written).find(|link| is_nowhere(link));
    if let Some(link) = found {
        lints.push(lint(Severity::Warning, "link_nowhere", Part::Body, link));
    }
    let folded = fold(text);
    if let Some(word) = BRACKETS.iter().find(|word| folded.contains(**word)) {
        let at = folded.find(word).unwrap_or_default();
        // Folding may change how many bytes stand before.
        let found = if folded.len() == text.len() { around(text, at) } else { (*word).to_owned() };
        lints.push(lint(Severity::Warning, "placeholder", Part::Body, &found));
    }
}

fn language(message: &Message<'_>, text: &str, lints: &mut Vec<Lint>) {
    let Some(meant) = message.language else { return };
    let mut words = text.to_owned();
    for known in message.known {
        words = words.replace(known.as_str(), "");
    }
    if words.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH {
        return;
    }
    let known = vec![Lang::Fra, Lang::Eng, Lang::Deu, Lang::Spa, Lang::Ita, Lang::Nld, Lang::Por];
    let Some(found) = Detector::with_allowlist(known).detect(&words).filter(whatlang::Info::is_reliable)
    else {
        return;
    };
    let expected = if meant == Tongue::En { Lang::Eng } else { Lang::Fra };
    if found.lang() != expected {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let made =
            lint(Severity::Warning, "language", Part::Body, &first.chars().take(60).collect::<String>());
        let made = with(made, "expected", if meant == Tongue::En { "en" } else { "fr" });
        lints.push(with(made, "language", code(found.lang())));
    }
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Fra => "fr",
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        _ => "pt",
    }
}
