//! How much a header says that its column is a field: exact phrases first, then the share of its
//! words that a phrase explains.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::dictionary::{IGNORED, IGNORED_WORDS, NOISE, PHRASES};
use crate::values::text::fold;

/// A phrase of the dictionary, prepared.
struct Phrase {
    field: &'static str,
    words: Vec<String>,
    length: usize,
}

struct Dictionary {
    exact: HashMap<String, &'static str>,
    ignored: HashMap<String, ()>,
    phrases: Vec<Phrase>,
}

fn dictionary() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(|| {
        let mut exact = HashMap::new();
        let mut phrases = Vec::new();
        for (field, listed) in PHRASES {
            for phrase in listed.split('|') {
                exact.entry(compact(phrase)).or_insert(*field);
                let words: Vec<String> = meaningful(phrase).map(str::to_owned).collect();
                let length = words.iter().map(String::len).sum();
                // "date de contact" without its small words is "date", which says nothing of the field.
                let is_reduced = words.len() == 1
                    && phrase.contains(' ')
                    && !listed.split('|').any(|other| other == words[0]);
                if length > 0 && !is_reduced {
                    phrases.push(Phrase { field, words, length });
                }
            }
        }
        let ignored = IGNORED.split('|').map(|phrase| (compact(phrase), ())).collect();
        Dictionary { exact, ignored, phrases }
    })
}

fn compact(folded: &str) -> String {
    folded.split(' ').collect()
}

/// The words of a folded header that say something.
fn meaningful(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| {
        !word.is_empty() && !NOISE.contains(word) && !word.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The header in words: "firstName" and "first_name" as "first name".
pub fn words_of(header: &str) -> String {
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut previous = ' ';
    for letter in header.chars() {
        if letter.is_uppercase() && previous.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(letter);
        previous = letter;
    }
    fold(&spaced)
}

/// Fields that the header may mean, with a score of 0 to 1 each.
pub fn scores(header: &str) -> Vec<(&'static str, f32)> {
    let plain = fold(header);
    if plain.is_empty() {
        return Vec::new();
    }
    let dictionary = dictionary();
    let key = compact(&plain);
    if dictionary.ignored.contains_key(&key) {
        return Vec::new();
    }
    if let Some(field) = dictionary.exact.get(&key) {
        return vec![(field, 0.97)];
    }
    let spaced = words_of(header);
    let kept: Vec<&str> = meaningful(&spaced).collect();
    let joined: String = kept.concat();
    if let Some(field) = dictionary.exact.get(&joined) {
        return vec![(field, 0.92)];
    }
    if is_ignored(header) {
        return Vec::new();
    }
    by_words(&kept, &dictionary.phrases)
}

fn by_words(kept: &[&str], phrases: &[Phrase]) -> Vec<(&'static str, f32)> {
    let total: usize = kept.iter().map(|word| word.len()).sum();
    let mut found: Vec<(&'static str, f32)> = Vec::new();
    for phrase in phrases {
        let is_within =
            phrase.words.iter().all(|word| kept.iter().any(|kept| *kept == word || is_plural(kept, word)));
        if !is_within || total == 0 {
            continue;
        }
        let score = 0.45 + 0.45 * phrase.length as f32 / total as f32;
        match found.iter_mut().find(|known| known.0 == phrase.field) {
            Some(known) => known.1 = known.1.max(score.min(0.9)),
            None => found.push((phrase.field, score.min(0.9))),
        }
    }
    found
}

fn is_plural(word: &str, singular: &str) -> bool {
    let is_simple =
        word.len() == singular.len() + 1 && word.starts_with(singular) && word.ends_with(['s', 'x']);
    let in_y = || word.strip_suffix("ies").is_some_and(|stem| singular.strip_suffix('y') == Some(stem));
    is_simple || in_y()
}

/// True for a header that is known to be no field.
pub fn is_ignored(header: &str) -> bool {
    let dictionary = dictionary();
    let spaced = words_of(header);
    let (key, joined) = (compact(&fold(header)), essence(header));
    if dictionary.ignored.contains_key(&key) || dictionary.ignored.contains_key(&joined) {
        return true;
    }
    let is_field = dictionary.exact.contains_key(&key) || dictionary.exact.contains_key(&joined);
    !is_field && meaningful(&spaced).any(|word| IGNORED_WORDS.contains(&word))
}

/// The header without the words that say nothing: "Nom du client" is "nom".
pub fn essence(header: &str) -> String {
    meaningful(&words_of(header)).collect()
}

/// True for a header that the dictionary knows, fields and ignored ones alike.
pub fn is_known(header: &str) -> bool {
    if header.is_empty() || header.len() > 80 {
        return false;
    }
    is_ignored(header)
        || matches!(essence(header).as_str(), "nom" | "name" | "titre" | "title")
        || scores(header).iter().any(|score| score.1 >= 0.7)
}

/// True for a cell that can be a title: some letters, not too long, no sentence.
pub fn is_title(cell: &str) -> bool {
    let length = cell.chars().count();
    (1..=80).contains(&length)
        && cell.chars().any(char::is_alphabetic)
        && cell.split_whitespace().count() <= 10
}
