//! Who may be meant by words that find nobody, or not the one: names written almost so, or said alike.
//!
//! Every word of the question must be met by a word of the record's names, its company or its city, one of them almost;
//! the order of the words is free. What the words find exactly is never among these.

use super::vocabulary::Vocabulary;
use crate::companies;
use relance_model::{Id, Outcome, companies::CompanyRow};
use relance_store::{Db, ready, words_of};
use std::collections::HashSet;

/// Words of a question that are looked at.
const WORDS: usize = 6;
/// Beside people who have exactly what was typed, only those who are this near are worth a line.
pub(super) const NEAR: u8 = 4;
/// How much farther a word of the company is than a word of the name.
const OF_COMPANY: u8 = 1;

/// Records by id, ascending, each with how far it is from the question.
type Hits = Vec<(i64, u8)>;

/// Living prospects who may be meant, the nearest first, then the newest; `exact` are passed over.
pub(super) fn people(
    db: &Db<'_>,
    vocabulary: &Vocabulary,
    text: &str,
    exact: &HashSet<i64>,
    farthest: u8,
) -> Outcome<Vec<i64>> {
    ready(db)?;
    let mut found = Hits::new();
    for (words, penalty) in readings(text) {
        let hits = every_word(&words, |word, is_last| person(db, vocabulary, word, is_last))?;
        found = either(found, hits.into_iter().map(|(id, far)| (id, far + penalty)).collect());
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let trash: HashSet<i64> = super::find::trash(db)?;
    found.retain(|(id, far)| *far <= farthest && !exact.contains(id) && !trash.contains(id));
    found.sort_unstable_by_key(|(id, far)| (*far, -id));
    Ok(found.into_iter().map(|(id, _)| id).collect())
}

/// Companies that may be meant, the nearest first; those in `exact` are passed over.
pub(super) fn employers(
    db: &Db<'_>,
    vocabulary: &Vocabulary,
    text: &str,
    exact: &[CompanyRow],
    farthest: u8,
    limit: usize,
) -> Outcome<Vec<CompanyRow>> {
    let mut found = Hits::new();
    for (words, penalty) in readings(text) {
        let hits = every_word(&words, |word, is_last| company(db, vocabulary, word, is_last))?;
        found = either(found, hits.into_iter().map(|(id, far)| (id, far + penalty)).collect());
    }
    found.retain(|(id, far)| *far <= farthest && exact.iter().all(|row| row.id.0 != *id));
    found.sort_unstable_by_key(|(id, far)| (*far, *id));
    found.into_iter().take(limit).map(|(id, _)| companies::get(db, Id(id))).collect()
}

/// The words of a question, and the same with two neighbours written together: « le fevre », « de la tour ».
///
/// None when there is nothing to forgive: a phone, an address, words of two letters.
fn readings(text: &str) -> Vec<(Vec<String>, u8)> {
    let words = words_of(text);
    if words.len() > WORDS || text.contains('@') || !words.iter().any(|word| may_slip(word)) {
        return Vec::new();
    }
    let mut readings = Vec::new();
    for i in 1..words.len() {
        let mut together = words.clone();
        let second = together.remove(i);
        together[i - 1].push_str(&second);
        readings.push((together, 1));
    }
    // « de la tour » is three.
    if words.len() > 2 {
        readings.push((vec![words.concat()], 1));
    }
    readings.push((words, 0));
    for (words, _) in &mut readings {
        // Words of one or two letters are met by too much to tell anybody from another.
        words.retain(|word| word.chars().count() > 2);
    }
    readings.retain(|(words, _)| !words.is_empty());
    readings
}

/// A word that a name could be.
fn may_slip(word: &str) -> bool {
    word.chars().count() > 2 && !word.chars().any(|c| c.is_ascii_digit())
}

/// What meets all words, with the sum of how far each is.
fn every_word(words: &[String], mut one: impl FnMut(&str, bool) -> Outcome<Hits>) -> Outcome<Hits> {
    let mut found: Option<Hits> = None;
    for (i, word) in words.iter().enumerate() {
        let hits = one(word, i + 1 == words.len())?;
        let both = match found {
            None => hits,
            Some(held) => both(&held, &hits),
        };
        if both.is_empty() {
            return Ok(both);
        }
        found = Some(both);
    }
    Ok(found.unwrap_or_default())
}

fn person(db: &Db<'_>, vocabulary: &Vocabulary, word: &str, is_last: bool) -> Outcome<Hits> {
    let read = |expression: String, far: u8| -> Outcome<Hits> {
        db.rows(
            "SELECT rowid FROM search_person WHERE search_person MATCH ?1 ORDER BY rowid",
            [expression],
            |row| Ok((row.get(0)?, far)),
        )
    };
    let mut hits = read(format!("\"{word}\" *"), 0)?;
    for (far, words) in meant(db, vocabulary, word, is_last)? {
        hits = either(hits, read(format!("{{name name_joined}} : ({words})"), far)?);
        hits = either(hits, read(format!("{{company company_joined}} : ({words})"), far + OF_COMPANY)?);
    }
    Ok(hits)
}

fn company(db: &Db<'_>, vocabulary: &Vocabulary, word: &str, is_last: bool) -> Outcome<Hits> {
    let read = |expression: String, far: u8| -> Outcome<Hits> {
        db.rows(
            "SELECT rowid FROM search_company WHERE search_company MATCH ?1 ORDER BY rowid",
            [expression],
            |row| Ok((row.get(0)?, far)),
        )
    };
    let mut hits = read(format!("\"{word}\" *"), 0)?;
    for (far, words) in meant(db, vocabulary, word, is_last)? {
        hits = either(hits, read(words, far)?);
    }
    Ok(hits)
}

/// The words that one may mean, as FTS5 alternatives, by how far they are.
fn meant(db: &Db<'_>, vocabulary: &Vocabulary, word: &str, is_last: bool) -> Outcome<Vec<(u8, String)>> {
    if !may_slip(word) {
        return Ok(Vec::new());
    }
    let mut by_far: Vec<(u8, String)> = Vec::new();
    for meant in vocabulary.near(db, word, is_last)? {
        let quoted = format!("\"{}\"", meant.word);
        match by_far.last_mut() {
            Some((far, words)) if *far == meant.far => {
                words.push_str(" OR ");
                words.push_str(&quoted);
            }
            _ => by_far.push((meant.far, quoted)),
        }
    }
    Ok(by_far)
}

/// Both lists as one; who is in both is as far as the nearer says.
fn either(one: Hits, other: Hits) -> Hits {
    if one.is_empty() {
        return other;
    }
    if other.is_empty() {
        return one;
    }
    let mut merged = Hits::with_capacity(one.len() + other.len());
    let (mut ones, mut others) = (one.into_iter().peekable(), other.into_iter().peekable());
    loop {
        match (ones.peek(), others.peek()) {
            (Some((a, near)), Some((b, far))) if a == b => {
                merged.push((*a, *near.min(far)));
                ones.next();
                others.next();
            }
            (Some((a, _)), Some((b, _))) if a > b => merged.extend(others.next()),
            (Some(_), _) => merged.extend(ones.next()),
            (None, Some(_)) => merged.extend(others.next()),
            (None, None) => return merged,
        }
    }
}

/// Who is in both lists.
fn both(one: &Hits, other: &Hits) -> Hits {
    let mut others = other.iter().peekable();
    one.iter()
        .filter_map(|(id, far)| {
            while others.peek().is_some_and(|(held, _)| held < id) {
                others.next();
            }
            others.peek().filter(|(held, _)| held == id).map(|(_, more)| (*id, far + more))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{both, either, readings};

    #[test]
    fn lists_are_merged_and_met() {
        assert_eq!(
            either(vec![(1, 3), (4, 0)], vec![(0, 2), (1, 2), (9, 9)]),
            [(0, 2), (1, 2), (4, 0), (9, 9)]
        );
        assert_eq!(both(&vec![(1, 3), (4, 0), (7, 1)], &vec![(0, 1), (4, 2), (7, 5)]), [(4, 2), (7, 6)]);
    }

    #[test]
    fn a_question_is_read_as_it_stands_and_with_neighbours_written_together() {
        let read = |text: &str| -> Vec<String> {
            readings(text).into_iter().map(|(words, _)| words.join(" ")).collect()
        };
        assert_eq!(read("Le Fèvre"), ["lefevre", "fevre"]);
        assert_eq!(read("lefevre"), ["lefevre"]);
        assert_eq!(read("de la Tour"), ["dela tour", "latour", "delatour", "tour"]);
        for nothing in ["06 12", "lé", "a.b@c.fr", "", "a b c d e f g"] {
            assert!(read(nothing).is_empty(), "« {nothing} »");
        }
    }
}
