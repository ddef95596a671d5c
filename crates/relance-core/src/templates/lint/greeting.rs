//! The first line: whom it greets, and how.

use super::{Message, lint, sourced};
use relance_model::templates::{Lint, Part, Severity};
use relance_store::fold;

/// What a greeting begins with, accents aside; those that ask for a name.
const WORDS: [(&str, bool); 12] = [
    ("bonjour", false),
    ("bonsoir", false),
    ("salut", false),
    ("coucou", false),
    ("cher", true),
    ("chere", true),
    ("chers", true),
    ("hello", false),
    ("hi", false),
    ("hey", false),
    ("dear", true),
    ("good", false),
];

const CIVILITIES: [&str; 20] = [
    "madame",
    "monsieur",
    "mme",
    "m.",
    "m",
    "mlle",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "docteur",
    "professeur",
    "professor",
    "pr",
    "maitre",
    "me",
];

pub(super) fn look(message: &Message<'_>, text: &str, lints: &mut Vec<Lint>) {
    let Some(line) = text.lines().map(str::trim).find(|line| !line.is_empty()) else { return };
    let first: String = line.chars().take_while(|c| c.is_alphabetic()).collect();
    let Some((_, asks)) = WORDS.iter().find(|(word, _)| fold(&first) == *word) else { return };
    let rest = &line[first.len()..];
    let end = rest.find([',', '!', ';', ':', '.', '?', '—', '–']).unwrap_or(rest.len());
    // A greeting is short: beyond it is a sentence.
    let whole = rest[..end].trim();
    if whole.split_whitespace().count() > 6 {
        return;
    }
    let shown = format!("{first}{}", rest.get(..end + 1).unwrap_or(rest));
    if whole.is_empty() {
        let is_left = rest.starts_with(' ') && rest.trim_start().starts_with(',');
        if is_left || *asks {
            lints.push(lint(Severity::Warning, "greeting_empty", Part::Body, &shown));
        }
        return;
    }
    let words: Vec<&str> = whole.split_whitespace().collect();
    let is_capital = |word: &&&str| {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        letters.len() >= 2 && letters.iter().all(|c| c.is_uppercase())
    };
    let capitals: Vec<&str> = words.iter().filter(is_capital).copied().collect();
    if !capitals.is_empty() {
        lints.push(sourced(message, Severity::Warning, "greeting_capitals", &shown, &capitals.join(" ")));
        return;
    }
    let has_civility = words.iter().any(|word| CIVILITIES.contains(&fold(word).as_str()));
    let is_last = message.last_name.is_some_and(|last| fold(last.trim()) == fold(whole));
    let is_first = message.first_name.is_some_and(|first| fold(first.trim()) == fold(whole));
    if is_last && !is_first && !has_civility {
        lints.push(sourced(message, Severity::Warning, "greeting_last_name", &shown, whole));
    }
}
