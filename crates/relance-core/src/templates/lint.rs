//! What to look at before a message goes out. Pure: what was written, and what is known of whom it is for.

mod greeting;
mod wording;

use super::{
    fill::{Filled, Trouble},
    parse::{Form, letters},
};
use relance_mime::compose::{outgoing, plain};
use relance_model::templates::{Lint, Part, Purpose, Severity, Tongue, Used};
use serde_json::{Map, Value};

/// A message as it would go.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Message<'a> {
    pub subject: &'a str,
    pub html: &'a str,
    pub language: Option<Tongue>,
    pub purpose: Purpose,
    pub has_attachment: bool,
    pub first_name: Option<&'a str>,
    pub last_name: Option<&'a str>,
    /// What its variables were filled with, by the tag as it was written.
    pub used: &'a [(String, Used)],
    /// Tags that stand in it on purpose, or are told of already.
    pub known: &'a [String],
}

impl Message<'_> {
    /// The tag that these words came from.
    fn source(&self, words: &str) -> Option<&str> {
        let words = relance_store::fold(words.trim());
        let holds = |used: &Used| !words.is_empty() && relance_store::fold(&used.value).contains(&words);
        self.used.iter().find(|(_, used)| holds(used)).map(|(written, _)| written.as_str())
    }
}

/// Everything there is to say of it, the gravest first.
pub(super) fn look(message: &Message<'_>) -> Vec<Lint> {
    let text = plain(&outgoing(message.html));
    let mut lints = Vec::new();
    braces(message, &text, &mut lints);
    if message.purpose != Purpose::Call {
        subject(message, &mut lints);
        greeting::look(message, &text, &mut lints);
        spaces(message, &mut lints);
        wording::look(message, &text, &mut lints);
    }
    lints.sort_by_key(|lint| lint.severity);
    lints
}

/// What filling found.
pub(super) fn troubles(filled: &Filled, part: Part) -> Vec<Lint> {
    let said = |trouble: &Trouble| {
        let mut values = Map::new();
        for (key, value) in [("name", &trouble.name), ("nearest", &trouble.nearest)] {
            if let Some(value) = value {
                values.insert(key.to_owned(), Value::from(value.clone()));
            }
        }
        Lint {
            severity: Severity::Error,
            code: trouble.code.to_owned(),
            part,
            found: trouble.written.clone(),
            at: Some(trouble.at as u64),
            values,
        }
    };
    filled.trouble.iter().map(said).collect()
}

fn lint(severity: Severity, code: &str, part: Part, found: &str) -> Lint {
    Lint {
        severity,
        code: code.to_owned(),
        part,
        found: found.trim().to_owned(),
        at: None,
        values: Map::new(),
    }
}

/// The same, with where the words came from.
fn sourced(message: &Message<'_>, severity: Severity, code: &str, found: &str, words: &str) -> Lint {
    let mut made = lint(severity, code, Part::Body, found);
    made.values.insert("words".to_owned(), Value::from(words));
    if let Some(source) = message.source(words) {
        made.values.insert("source".to_owned(), Value::from(source));
    }
    made
}

fn with(mut lint: Lint, key: &str, value: impl Into<Value>) -> Lint {
    lint.values.insert(key.to_owned(), value.into());
    lint
}

/// Braces that nobody filled.
fn braces(message: &Message<'_>, text: &str, lints: &mut Vec<Lint>) {
    let links = links(message.html).join("\n");
    for (part, words) in [(Part::Subject, message.subject), (Part::Body, text), (Part::Body, &links)] {
        let mut rest = words.to_owned();
        for known in message.known {
            rest = rest.replace(known.as_str(), "");
        }
        let double = rest.find("{{").or_else(|| rest.find("}}"));
        let found = double.map(|at| around(&rest, at)).or_else(|| single(&rest));
        if let Some(found) = found {
            lints.push(lint(Severity::Error, "braces", part, &found));
        }
    }
}

/// `{prenom}`: a word between single braces.
fn single(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at + 1..];
        if let Some((word, _)) = rest.split_once('}')
            && (1..=40).contains(&word.chars().count())
            && word.chars().all(|c| c.is_alphanumeric() || "_. ".contains(c))
        {
            return Some(format!("{{{word}}}"));
        }
    }
    None
}

/// A few words around a place.
fn around(text: &str, at: usize) -> String {
    let from = text[..at].char_indices().rev().take(12).last().map_or(at, |(at, _)| at);
    text[from..].chars().take_while(|c| *c != '\n').take(32).collect::<String>().trim().to_owned()
}

fn subject(message: &Message<'_>, lints: &mut Vec<Lint>) {
    let subject = message.subject.trim();
    if subject.is_empty() {
        if message.purpose == Purpose::Mail {
            lints.push(lint(Severity::Warning, "subject_empty", Part::Subject, ""));
        }
        return;
    }
    let letters: Vec<char> = subject.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() >= 8
        && !letters.iter().any(|c| c.is_lowercase())
        && letters.iter().any(|c| c.is_uppercase())
    {
        lints.push(lint(Severity::Hint, "subject_capitals", Part::Subject, subject));
    }
}

/// Two spaces, or a space before a comma: what an empty value leaves.
fn spaces(message: &Message<'_>, lints: &mut Vec<Lint>) {
    let of_subject: Vec<(char, bool)> = message.subject.chars().map(|c| (c, false)).collect();
    let of_body: Vec<(char, bool)> =
        letters(message.html, Form::Html).iter().map(|letter| (letter.c, letter.is_break)).collect();
    for (part, all) in [(Part::Subject, of_subject), (Part::Body, of_body)] {
        let is_word = |at: Option<usize>| {
            at.and_then(|at| all.get(at)).is_some_and(|(c, is_break)| !is_break && !c.is_whitespace())
        };
        let found = (0..all.len()).find(|at| {
            let at = *at;
            let is_space = |at: usize| all.get(at).is_some_and(|(c, is_break)| *c == ' ' && !is_break);
            let next = all.get(at + 1).map(|(c, _)| *c);
            let is_end = |at: usize| all.get(at).is_none_or(|(c, is_break)| *is_break || c.is_whitespace());
            let doubled =
                is_space(at) && is_space(at + 1) && is_word(at.checked_sub(1)) && is_word(Some(at + 2));
            let comma = is_space(at) && is_word(at.checked_sub(1)) && next == Some(',');
            let stop = is_space(at) && is_word(at.checked_sub(1)) && next == Some('.') && is_end(at + 2);
            let twice = all[at].0 == ',' && next == Some(',');
            doubled || comma || stop || twice
        });
        if let Some(at) = found {
            let words = |range: std::ops::Range<usize>| -> String {
                all.get(range)
                    .unwrap_or_default()
                    .iter()
                    .filter(|(_, is_break)| !is_break)
                    .map(|(c, _)| *c)
                    .collect()
            };
            let found = words(at.saturating_sub(16)..(at + 18).min(all.len()));
            lints.push(lint(Severity::Warning, "spaces", part, &found));
        }
    }
}

/// Where the links of HTML go.
fn links(html: &str) -> Vec<String> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(href, _)| href.to_owned())
        .collect()
}
