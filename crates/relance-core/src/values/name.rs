//! Names of people. A name that is not ALL CAPS is somebody's own spelling and stays; one that is
//! gets its capitals back, particles left small as French writes them ("de La Tour", "d’Arc").

use std::borrow::Cow;

use super::text::{is_space, push_folded, trim};

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

pub(super) fn tidy(text: &str) -> String {
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Particles that stay small in the middle of a name, and (all but the articles) at its start.
pub(super) fn is_particle(word: &str) -> bool {
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
    fn keys_ignore_what_does_not_matter() {
        assert_eq!(name_key("Jean-Pierre LEFÈVRE"), name_key("jean pierre lefevre"));
        assert_eq!(name_key("d’Arc"), "darc");
    }
}
