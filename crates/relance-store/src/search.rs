//! The search index: what of a prospect is searchable, and how a question is put to it.
//!
//! Text is folded and cut into words; a mark stands before each word. The index holds trigrams, so three letters
//! anywhere in a word find it, and the mark with two letters finds by prefix. Phones are indexed as the digits of E.164;
//! the question is put in that spelling. It is written in the transaction that changes the fields, or follows it
//! (`due.rs`).

use crate::{db::Db, fold::fold_into, names::Names, refusal::failure};
use relance_model::Outcome;
use rusqlite::{Connection, params};

/// Stands before each word of an indexed text.
const MARK: char = '\u{2}';

/// What is indexed of a new prospect, by a writer that has it at hand.
#[derive(Clone, Debug)]
pub struct Searchable {
    /// Of [`searchable_text`].
    pub text: String,
    pub names: Names,
}

/// Composes the indexed text of a prospect from her fields.
///
/// Words are sought one by one, so each is kept once, and not at all when another begins with it.
#[must_use]
pub fn searchable_text<'a>(
    fields: impl IntoIterator<Item = &'a str>,
    phones: impl IntoIterator<Item = &'a str>,
) -> String {
    let mut folded = String::with_capacity(256);
    for field in fields {
        folded.push(' ');
        fold_into(field.strip_prefix("https://").unwrap_or(field), &mut folded);
    }
    for phone in phones {
        folded.push(' ');
        folded.extend(phone.chars().take_while(|c| *c != ';').filter(char::is_ascii_digit));
    }
    let mut kept: Vec<&str> = words(&folded).collect();
    kept.sort_unstable();
    let mut text = String::with_capacity(folded.len());
    for (i, word) in kept.iter().enumerate() {
        if kept.get(i + 1).is_none_or(|next| !next.starts_with(word)) {
            text.push(MARK);
            text.push_str(word);
        }
    }
    text
}

pub(crate) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A question as the index understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needle {
    /// Nothing to look for: everything matches.
    Empty,
    /// A single letter: too short for the index; names and companies that begin with it.
    Initial(String),
    /// An FTS5 expression.
    Match(String),
}

impl Needle {
    /// Reads what a person typed: all words must be found; digits alone are a phone in any spelling.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut folded = String::new();
        fold_into(text, &mut folded);
        let mut terms: Vec<String> = words(&folded).filter_map(term).collect();
        terms.dedup();
        let spelt = terms.join(" AND ");
        if let Some(digits) = phone_digits(&folded) {
            // `06 12` is how a French number begins that is kept as `+33612…`.
            let french = digits.strip_prefix('0').filter(|rest| !rest.is_empty() && !rest.starts_with('0'));
            let national = french.map(|rest| format!("\"{MARK}33{rest}\""));
            let all: Vec<String> = national.into_iter().chain(term(&digits)).collect();
            let phone = all.join(" OR ");
            let is_one_word = words(&folded).nth(1).is_none();
            return Self::Match(if spelt.is_empty() || is_one_word {
                phone
            } else {
                format!("{phone} OR ({spelt})")
            });
        }
        if !spelt.is_empty() {
            return Self::Match(spelt);
        }
        words(&folded).next().map_or(Self::Empty, |letter| Self::Initial(letter.to_owned()))
    }
}

/// A word as an FTS5 string: a prefix when it has two letters, a part of a word from three on.
fn term(word: &str) -> Option<String> {
    match word.chars().count() {
        0 | 1 => None,
        2 => Some(format!("\"{MARK}{word}\"")),
        _ => Some(format!("\"{word}\"")),
    }
}

/// The digits of a text that is a phone or the beginning of one: `06 12`, `+33 (0)6`, `0033612`.
fn phone_digits(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+.-/()".contains(c)) {
        return None;
    }
    let is_international = text.starts_with('+') || text.starts_with("00");
    let mut digits: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    if is_international && !text.starts_with('+') {
        digits.drain(..2);
    }
    (digits.len() >= 2).then_some(digits)
}

const FIELDS: &str = "
  SELECT p.first_name, p.last_name, p.job_title, c.name, p.email, p.source, p.sector, p.city, p.postcode, p.site,
         p.linkedin_url, p.notes,
         (SELECT group_concat(value, ' ') FROM address WHERE prospect_id = p.id AND kind = 'email'),
         (SELECT group_concat(t.name, ' ') FROM prospect_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.prospect_id = p.id),
         (SELECT group_concat(j.value, ' ') FROM json_each(p.custom) j JOIN field f ON f.id = CAST(j.key AS INTEGER)
          WHERE p.custom <> '{}' AND f.is_searchable AND f.kind NOT IN ('boolean', 'phone')),
         (SELECT group_concat(body, ' ') FROM activity WHERE prospect_id = p.id AND kind IN ('note', 'email')),
         p.phone,
         (SELECT group_concat(value, ' ') FROM (
            SELECT value FROM address WHERE prospect_id = p.id AND kind = 'phone'
            UNION ALL SELECT j.value FROM json_each(p.custom) j JOIN field f ON f.id = CAST(j.key AS INTEGER)
            WHERE p.custom <> '{}' AND f.is_searchable AND f.kind = 'phone'))
  FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.id = ?1";
const PHONES_FROM: usize = 16;

/// Writes the text of a new prospect.
pub(crate) fn insert(connection: &Connection, prospect: i64, text: &str) -> Outcome<()> {
    connection
        .prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")
        .and_then(|mut statement| statement.execute(params![prospect, text]))
        .map(drop)
        .map_err(failure)
}

/// Brings the index in line with a prospect's fields, or with her absence.
pub(crate) fn refresh(connection: &Connection, prospect: i64) -> Outcome<()> {
    let text = Db(connection).optional(FIELDS, [prospect], |row| {
        let mut fields: Vec<Option<String>> = Vec::with_capacity(18);
        for i in 0..18 {
            fields.push(row.get(i)?);
        }
        let phones = fields.split_off(PHONES_FROM);
        Ok(searchable_text(
            fields.iter().flatten().map(String::as_str),
            phones.iter().flatten().flat_map(|phones| phones.split(' ')),
        ))
    })?;
    match text {
        Some(text) => connection
            .prepare_cached("INSERT OR REPLACE INTO search (rowid, text) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute(params![prospect, text])),
        None => connection
            .prepare_cached("DELETE FROM search WHERE rowid = ?1")
            .and_then(|mut statement| statement.execute([prospect])),
    }
    .map(drop)
    .map_err(failure)
}

#[cfg(test)]
mod tests {
    use super::{Needle, searchable_text};

    #[test]
    fn a_question_becomes_the_expression_that_finds_it() {
        for (question, expression) in [
            ("Lefèvre", "\"lefevre\""),
            ("le", "\"\u{2}le\""),
            ("Jean-Pierre D", "\"jean\" AND \"pierre\""),
            ("06 12", "\"\u{2}33612\" OR \"0612\" OR (\"\u{2}06\" AND \"\u{2}12\")"),
            ("75011", "\"75011\""),
            ("06", "\"\u{2}336\" OR \"\u{2}06\""),
            ("+33612", "\"33612\""),
            ("0033 6 12", "\"33612\" OR (\"0033\" AND \"\u{2}12\")"),
            ("\"quoted\" AND *", "\"quoted\" AND \"and\""),
        ] {
            assert_eq!(Needle::parse(question), Needle::Match(expression.to_owned()), "{question}");
        }
        assert_eq!(Needle::parse(" -- "), Needle::Empty);
        assert_eq!(Needle::parse("É"), Needle::Initial("e".to_owned()));
    }

    #[test]
    fn a_word_is_kept_once_and_not_when_another_begins_with_it() {
        let text = searchable_text(
            ["Léa  Martin", "lea.martin@nord.fr", "https://nord.fr", "Nordique"],
            ["+33612345678"],
        );
        assert_eq!(text, "\u{2}33612345678\u{2}fr\u{2}lea\u{2}martin\u{2}nordique");
        assert_eq!(searchable_text([""], ["+4930123456"]), "\u{2}4930123456");
    }
}
