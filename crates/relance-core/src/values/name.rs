//! Names of people. A name that is not ALL CAPS is somebody's own spelling and stays; one that is
//! gets its capitals back, particles left small as French writes them ("de La Tour", "d’Arc").

use std::borrow::Cow;

use super::is_first_name;
use super::text::{fold, is_space, push_folded, trim};
use super::word::title;

/// A full name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FullName {
    pub civility: Option<&'static str>,
    pub first: String,
    pub last: String,
}

/// Tidies spaces, and turns ALL CAPS into a name; anything else keeps its case.
pub fn person_name(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    let has_lower = text.chars().any(char::is_lowercase);
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let needs_tidy = text.contains("  ") || text.chars().any(|letter| letter != ' ' && is_space(letter));
    if has_lower || letters < 2 {
        return if needs_tidy { Cow::Owned(tidy(text)) } else { Cow::Borrowed(text) };
    }
    Cow::Owned(capitalised(&tidy(text)))
}

/// The same for places, whose small words stay small inside: "Aix-en-Provence", "Le Mans".
pub fn place_name(text: &str) -> Cow<'_, str> {
    const SMALL: [&str; 18] = [
        "en", "sur", "sous", "les", "lès", "lez", "le", "la", "de", "du", "des", "et", "à", "aux", "au",
        "près", "devant", "l",
    ];
    let name = match person_name(text) {
        Cow::Owned(name) if !text.chars().any(char::is_lowercase) => name,
        other => return other,
    };
    let mut place = String::with_capacity(name.len());
    let mut parts = name.split_inclusive(['-', ' ']).enumerate().peekable();
    while let Some((at, part)) = parts.next() {
        let word = part.trim_end_matches(['-', ' ']);
        let lower = word.to_lowercase();
        let is_inside = at > 0 && parts.peek().is_some();
        let is_small =
            is_inside && SMALL.contains(&lower.as_str()) && (place.ends_with('-') || part.ends_with('-'));
        let elided = ["d'", "d’", "l'", "l’"].into_iter().find(|start| at > 0 && lower.starts_with(start));
        match elided {
            Some(start) => {
                place.push_str(start);
                place.push_str(&part[start.len()..]);
            }
            None if is_small => place.push_str(&part.to_lowercase()),
            None if at == 0 => place.extend(part.chars().enumerate().flat_map(|(index, letter)| {
                let upper: Vec<char> =
                    if index == 0 { letter.to_uppercase().collect() } else { vec![letter] };
                upper
            })),
            None => place.push_str(part),
        }
    }
    Cow::Owned(place)
}

fn tidy(text: &str) -> String {
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Particles that stay small in the middle of a name, and (all but the articles) at its start.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "du"
            | "des"
            | "d"
            | "von"
            | "van"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "zu"
            | "da"
            | "dos"
            | "das"
            | "e"
            | "y"
            | "af"
            | "av"
            | "et"
    )
}

fn capitalised(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let words: Vec<&str> = text.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            name.push(' ');
        }
        let lower = word.to_lowercase();
        let is_last = at + 1 == words.len();
        if is_particle(&lower) && !(is_last && words.len() > 1) && words.len() > 1 {
            name.push_str(&lower);
        } else {
            push_word(&mut name, &lower, is_last && words.len() == 1);
        }
    }
    name
}

/// One word in lower case, given its capitals: after each hyphen, apostrophe and dot.
fn push_word(name: &mut String, lower: &str, is_alone: bool) {
    if let Some((before, mark, after)) = apostrophe(lower)
        && before == "d"
        && (!is_alone || after.chars().count() > 2)
    {
        name.push_str(before);
        name.push(mark);
        push_word(name, after, false);
        return;
    }
    if let Some(rest) = lower.strip_prefix("mc")
        && rest.chars().count() >= 3
        && rest.starts_with(|letter: char| letter.is_alphabetic() && !matches!(letter, 'a' | 'i'))
    {
        name.push_str("Mc");
        return push_word(name, rest, false);
    }
    let mut is_start = true;
    for letter in lower.chars() {
        if is_start && letter.is_alphabetic() {
            name.extend(letter.to_uppercase());
            is_start = false;
        } else {
            name.push(letter);
            is_start |= matches!(letter, '-' | '\'' | '’' | '.' | '(' | '/');
        }
    }
}

fn apostrophe(word: &str) -> Option<(&str, char, &str)> {
    let at = word.find(['\'', '’'])?;
    let mark = word[at..].chars().next()?;
    Some((&word[..at], mark, &word[at + mark.len_utf8()..]))
}

/// Takes a full name apart: civility in front, capitals or a comma telling the last name, else
/// known first names.
pub fn full_name(text: &str) -> FullName {
    let tidied = tidy(trim(text));
    let (civility, rest) = take_civility(&tidied);
    if let Some((last, first)) = rest.split_once(',') {
        let (behind, first) = take_civility(trim(first));
        let last = person_name(last).into_owned();
        return FullName { civility: civility.or(behind), first: person_name(first).into_owned(), last };
    }
    let words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
    let join = |words: &[&str]| person_name(&words.join(" ")).into_owned();
    match by_capitals(&words) {
        Some((first, last)) => {
            let is_initials = last.iter().all(|word| word.chars().any(char::is_lowercase));
            if is_initials {
                return FullName { civility, first: first.join(" "), last: join(&last) };
            }
            let last = person_name(&last.join(" ").to_uppercase()).into_owned();
            FullName { civility, first: join(&first), last }
        }
        None => {
            let (first, last) = by_first_names(&words);
            FullName { civility, first: join(&first), last: join(&last) }
        }
    }
}

/// The civility at the beginning, and what follows it.
fn take_civility(text: &str) -> (Option<&'static str>, &str) {
    let Some((word, rest)) = text.split_once(' ') else { return (None, text) };
    let mut plain = String::new();
    word.chars().for_each(|letter| push_folded(&mut plain, letter));
    // "ME" and "PR" may be initials; "M." is one only with its dot or in front of capitals.
    match title(&plain) {
        Some(civility) => {
            let (second, rest) = take_civility(rest);
            (second.filter(|second| matches!(*second, "Dr" | "Pr" | "Me")).or(Some(civility)), rest)
        }
        None => (None, text),
    }
}

type Split<'a> = (Vec<&'a str>, Vec<&'a str>);

/// "MARTIN Léa", "Léa MARTIN", "Jean-Paul DE LA FONTAINE": the words in capitals are the last name.
fn by_capitals<'a>(words: &[&'a str]) -> Option<Split<'a>> {
    let is_caps = |word: &str| {
        word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
            && !word.chars().any(char::is_lowercase)
    };
    let has_caps: Vec<bool> = words.iter().map(|word| is_caps(word)).collect();
    let others = has_caps.iter().filter(|caps| !**caps).count();
    if others == 0 || others == words.len() {
        return None;
    }
    let start = has_caps.iter().position(|caps| *caps)?;
    let end = has_caps.iter().rposition(|caps| *caps)? + 1;
    // "JP Martin": two capitals in front are initials.
    if start == 0
        && end == 1
        && words[0].chars().count() == 2
        && !words[0].contains(['\'', '’'])
        && words.len() == 2
    {
        return Some((words[..1].to_vec(), words[1..].to_vec()));
    }
    // A particle in small letters before the capitals belongs to them: "Jean de LA TOUR".
    let mut from = start;
    while from > 0 && is_particle(&words[from - 1].to_lowercase()) && (from > 1 || end == words.len()) {
        from -= 1;
    }
    let first = words[..from].iter().chain(&words[end..]).copied().collect();
    Some((first, words[from..end].to_vec()))
}

fn by_first_names<'a>(words: &[&'a str]) -> Split<'a> {
    let count = words.len();
    match words {
        [] => (Vec::new(), Vec::new()),
        [only] if is_first_name(only) => (vec![only], Vec::new()),
        [only] => (Vec::new(), vec![only]),
        [first, .., last] => {
            // France's commonest last name by far is also, rarely, a first name.
            let is_initial = first.trim_end_matches('.').chars().count() == 1;
            let is_last_name =
                (!is_first_name(first) && !is_initial) || (count == 2 && fold(first) == "martin");
            if is_last_name && is_first_name(last) && !is_particle_at(words, count - 2) {
                // "Leclercq Anne Sophie": two first names that make one.
                let from = if count > 2
                    && is_compound(words[count - 2])
                    && is_first_name(words[count - 2])
                    && !is_particle_at(words, count - 3)
                {
                    count - 2
                } else {
                    count - 1
                };
                return (words[from..].to_vec(), words[..from].to_vec());
            }
            let cut =
                (1..count).find(|&at| is_particle_at(words, at)).unwrap_or_else(|| cut_after_compound(words));
            (words[..cut].to_vec(), words[cut..].to_vec())
        }
    }
}

/// A first name that makes one with the next.
fn is_compound(word: &str) -> bool {
    matches!(fold(word).as_str(), "jean" | "marie" | "anne" | "pierre" | "paul" | "louis")
}

/// "Jean Pierre Martin": the second word is part of the first name when it follows one that
/// makes compounds.
fn cut_after_compound(words: &[&str]) -> usize {
    let is_compound = words.len() > 2 && is_compound(words[0]) && is_first_name(words[1]);
    // "J. P. Martin": initials go together.
    let initials = words[..words.len() - 1]
        .iter()
        .take_while(|word| word.trim_end_matches('.').chars().count() == 1)
        .count();
    if is_compound { 2 } else { initials.max(1) }
}

fn is_particle_at(words: &[&str], at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let lower = words[at].to_lowercase();
    if lower.len() > 3 && (lower.starts_with("d'") || lower.starts_with("d’")) {
        return true;
    }
    const PARTICLES: [&str; 21] = [
        "de", "du", "des", "d", "von", "van", "le", "la", "les", "ben", "ibn", "el", "al", "da", "dos", "di",
        "della", "der", "den", "saint", "st",
    ];
    at + 1 < words.len() && PARTICLES.contains(&fold(&lower).as_str())
}

/// Match key of a name: case, accents, punctuation and spaces taken away.
pub fn name_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_folded(&mut key, letter));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_come_back_to_names() {
        for (text, name) in [
            ("MARTIN", "Martin"),
            ("JEAN-PIERRE", "Jean-Pierre"),
            ("DE LA TOUR", "de La Tour"),
            ("DUPONT DE L'ÉTANG", "Dupont de L'Étang"),
            ("D'ARC", "d'Arc"),
            ("D’ORMESSON", "d’Ormesson"),
            ("O'NEILL", "O'Neill"),
            ("L'HERMITE", "L'Hermite"),
            ("MCDONALD", "McDonald"),
            ("MACRON", "Macron"),
            ("VAN DER BERG", "van der Berg"),
            ("LEFÈVRE-D'ALMEIDA", "Lefèvre-D'Almeida"),
            ("ÉLODIE", "Élodie"),
            ("J.P.", "J.P."),
            ("MacDonald", "MacDonald"),
            ("jean dupont", "jean dupont"),
            ("de la Tour", "de la Tour"),
            ("  Jean   Paul ", "Jean Paul"),
            ("Léa\u{a0}Martin", "Léa Martin"),
            ("X", "X"),
            ("LE GOFF", "Le Goff"),
            ("DU", "Du"),
            ("", ""),
        ] {
            assert_eq!(person_name(text), name, "for {text:?}");
        }
    }

    #[test]
    fn places_keep_their_small_words_small() {
        for (text, place) in [
            ("PARIS", "Paris"),
            ("AIX-EN-PROVENCE", "Aix-en-Provence"),
            ("SAINT-ÉTIENNE", "Saint-Étienne"),
            ("L'ISLE-D'ABEAU", "L'Isle-d'Abeau"),
            ("LE MANS", "Le Mans"),
            ("LA ROCHE-SUR-YON", "La Roche-sur-Yon"),
            ("VILLENEUVE-LÈS-AVIGNON", "Villeneuve-lès-Avignon"),
            ("Boulogne-sur-Mer", "Boulogne-sur-Mer"),
            ("PARIS 15", "Paris 15"),
            ("DE PANNE", "De Panne"),
            ("", ""),
        ] {
            assert_eq!(place_name(text), place, "for {text:?}");
        }
    }

    #[test]
    fn full_names_are_taken_apart() {
        for (text, civility, first, last) in [
            ("Léa Martin", None, "Léa", "Martin"),
            ("Mme Léa MARTIN", Some("Mme"), "Léa", "Martin"),
            ("MARTIN Léa", None, "Léa", "Martin"),
            ("Martin, Léa", None, "Léa", "Martin"),
            ("MARTIN, Mme Léa", Some("Mme"), "Léa", "Martin"),
            ("Dr Jean-Paul de la Fontaine", Some("Dr"), "Jean-Paul", "de la Fontaine"),
            ("M. DUPONT", Some("M."), "", "Dupont"),
            ("M. Paul Durand", Some("M."), "Paul", "Durand"),
            ("Durand Léa", None, "Léa", "Durand"),
            ("LÉA MARTIN", None, "Léa", "Martin"),
            ("MARTIN LÉA", None, "Léa", "Martin"),
            ("Jean Pierre Martin", None, "Jean Pierre", "Martin"),
            ("Jean-Paul DE LA FONTAINE", None, "Jean-Paul", "de La Fontaine"),
            ("Jean de LA TOUR", None, "Jean", "de La Tour"),
            ("Ludwig van Beethoven", None, "Ludwig", "van Beethoven"),
            ("Jeanne d'Arc", None, "Jeanne", "d'Arc"),
            ("JP Martin", None, "JP", "Martin"),
            ("J. P. Martin", None, "J. P.", "Martin"),
            ("Madame la", Some("Mme"), "", "la"),
            ("Pr. Marie CURIE", Some("Pr"), "Marie", "Curie"),
            ("Mme Dr Anne Roy", Some("Dr"), "Anne", "Roy"),
            ("Cher", None, "", "Cher"),
            ("P. Martin", None, "P.", "Martin"),
            ("Léa", None, "Léa", ""),
            ("", None, "", ""),
            ("John Smith Jr", None, "John", "Smith Jr"),
        ] {
            let expected = FullName { civility, first: first.to_owned(), last: last.to_owned() };
            assert_eq!(full_name(text), expected, "for {text:?}");
        }
    }

    #[test]
    fn keys_ignore_what_does_not_matter() {
        assert_eq!(name_key("Jean-Pierre LEFÈVRE"), name_key("jean pierre lefevre"));
        assert_eq!(name_key("d’Arc"), "darc");
    }
}
