//! A text as rules read it: small letters without accents, one space between words, one newline between paragraphs; and the
//! way back, so that what spoke is told in the letters of the message.

use aho_corasick::AhoCorasick;

pub(crate) struct Folded<'a> {
    pub(crate) source: &'a str,
    pub(crate) text: String,
    /// Of each byte of the text, where the letter it comes from begins.
    map: Vec<u32>,
}

impl<'a> Folded<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        let mut text = String::with_capacity(source.len());
        let mut map = Vec::with_capacity(source.len() + 1);
        let mut newlines = 0;
        let mut gap: Option<usize> = None;
        for (at, letter) in source.char_indices() {
            if letter.is_whitespace() || is_unseen(letter) {
                newlines += usize::from(letter == '\n');
                gap = gap.or(Some(at));
                continue;
            }
            if let Some(start) = gap.take() {
                if !text.is_empty() {
                    text.push(if newlines > 1 { '\n' } else { ' ' });
                    map.push(u32::try_from(start).unwrap_or(u32::MAX));
                }
                newlines = 0;
            }
            let before = text.len();
            push(letter, &mut text);
            for _ in before..text.len() {
                map.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        map.push(u32::try_from(source.len()).unwrap_or(u32::MAX));
        Self { source, text, map }
    }

    /// Where a stretch of the folded text stands in the source.
    pub(crate) fn source_of(&self, start: usize, end: usize) -> (usize, usize) {
        let last = self.map.len() - 1;
        let from = self.map[start.min(last)] as usize;
        let mut to = self.map[end.min(last)] as usize;
        // A letter may have become several: take it whole.
        if to <= from {
            to = self.source[from..].chars().next().map_or(from, |letter| from + letter.len_utf8());
        }
        (from, to)
    }

    /// The sentence of the folded text that a place is in.
    pub(crate) fn sentence(&self, at: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        let at = at.min(bytes.len());
        // What has no end for so long is no sentence.
        let (least, most) = (at.saturating_sub(LONGEST_SENTENCE), bytes.len().min(at + LONGEST_SENTENCE));
        let start = (least..at).rev().find(|end| ends_sentence(bytes, *end)).map_or(least, |end| end + 1);
        let end = (at..most).find(|end| ends_sentence(bytes, *end)).map_or(most, |end| end + 1);
        let start = (start..=at).find(|start| self.text.is_char_boundary(*start)).unwrap_or(0);
        let end = (end..=bytes.len()).find(|end| self.text.is_char_boundary(*end)).unwrap_or(bytes.len());
        (start, end)
    }
}

/// Whether a sentence ends with a byte; the dot of « 12.11. » ends none.
pub(crate) fn ends_sentence(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'\n' => true,
        b'.' if at > 0 && bytes[at - 1].is_ascii_digit() => false,
        b'.' | b'!' | b'?' | b';' => matches!(bytes.get(at + 1), Some(b' ' | b'\n')),
        _ => false,
    }
}

/// Bytes of a sentence, to each side.
const LONGEST_SENTENCE: usize = 600;

/// A text that is short, folded.
pub(crate) fn fold(source: &str) -> String {
    Folded::new(source).text
}

/// Letters that no eye sees.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
}

fn push(letter: char, out: &mut String) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_lowercase());
        return;
    }
    let plain = match letter {
        '’' | '‘' | 'ʼ' | '`' | '´' => "'",
        '“' | '”' | '«' | '»' | '„' => "\"",
        '–' | '—' | '‐' | '‑' | '−' => "-",
        '：' => ":",
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => "a",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ß' => "ss",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        // Accents that stand behind their letter.
        '\u{300}'..='\u{36F}' => "",
        _ => {
            out.extend(letter.to_lowercase());
            return;
        }
    };
    out.push_str(plain);
}

/// Phrases of which each says something, found all at once.
pub(crate) struct Phrases<T> {
    automaton: Option<AhoCorasick>,
    said: Vec<T>,
}

/// What was found: what it says, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<T> {
    pub(crate) says: T,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl<T: Copy> Phrases<T> {
    /// Phrases are given folded, a bar between them.
    pub(crate) fn new(table: &[(T, &str)]) -> Self {
        let each = || table.iter().flat_map(|(says, phrases)| phrases.split('|').map(move |one| (says, one)));
        Self {
            automaton: AhoCorasick::new(each().map(|one| one.1)).ok(),
            said: each().map(|one| *one.0).collect(),
        }
    }

    /// Every phrase that stands there as words, in the order of their ends.
    pub(crate) fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit<T>> + 't {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(text));
        found.filter(move |hit| is_whole(text, hit.start(), hit.end())).map(|hit| Hit {
            says: self.said[hit.pattern().as_usize()],
            start: hit.start(),
            end: hit.end(),
        })
    }

    pub(crate) fn first(&self, text: &str) -> Option<Hit<T>> {
        self.all(text).next()
    }
}

/// Whether a stretch is not a part of longer words.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (inner, before) = (text[start..end].chars(), text[..start].chars().next_back());
    let first = inner.clone().next();
    if is_word(first) && is_word(before) {
        return false;
    }
    let tail =
        text[end..].find(|c: char| !c.is_alphanumeric()).map_or(&text[end..], |stop| &text[end..end + stop]);
    let is_form = end - start > 3 && ENDINGS.contains(&tail);
    tail.is_empty() || !is_word(inner.clone().next_back()) || is_form
}

/// What a word may end in and be the same: « absentes », “blocked”.
const ENDINGS: [&str; 9] = ["e", "s", "d", "n", "es", "ed", "en", "er", "ing"];

#[cfg(test)]
mod tests {
    use super::{Folded, Phrases};

    #[test]
    fn what_is_found_is_told_in_the_letters_of_the_message() {
        let source = "Je suis  ABSENTE\njusqu’au 3 août.\n\nStraße";
        let folded = Folded::new(source);
        assert_eq!(folded.text, "je suis absente jusqu'au 3 aout.\nstrasse");
        let phrases = Phrases::new(&[(1, "jusqu'au"), (2, "absent"), (3, "stras")]);
        let hits: Vec<_> =
            phrases.all(&folded.text).map(|hit| (hit.says, folded.source_of(hit.start, hit.end))).collect();
        assert_eq!(hits.len(), 2);
        assert_eq!(&source[hits[1].1.0..hits[1].1.1], "jusqu’au");
        assert_eq!(folded.sentence(10), (0, 32));
    }
}
