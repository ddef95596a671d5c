//! Letters within one word of a name: the words that have them, and then who has these words. A name has few words of all
//! that there are, and its index says who has one without reading anybody else.

use super::{
    order::NAME_KEY,
    sets::{Finder, Set, set_of},
};
use relance_model::Outcome;
use relance_store::{SHORTEST, is_behind};

/// More words than this take longer than reading everybody's name.
const WORDS: usize = 2_000;
/// Words of one question to the index: it looks at each of them for every record that it finds.
const TOGETHER: usize = 32;

/// Whose text under a key of the index of `prospect` has these letters. `None` where that is not known from the words: the
/// key is no name, the letters are too few or more than a part of a word, or there are too many words that have them.
pub(super) fn within_a_word(finder: &Finder<'_>, key: &str, letters: &str) -> Outcome<Option<Set>> {
    let column = match key {
        NAME_KEY => "name",
        "company_key" => "company",
        _ => return Ok(None),
    };
    let is_part_of_a_word = letters.chars().all(char::is_alphanumeric);
    if !is_part_of_a_word
        || letters.chars().count() < SHORTEST
        || finder.lists.has_letters(finder.db, key)?
        || is_behind(finder.db)?
    {
        return Ok(None);
    }
    let Some(words) = finder.lists.words().having(finder.db, letters, WORDS)? else { return Ok(None) };
    let mut found = Vec::new();
    for words in words.chunks(TOGETHER) {
        found.extend(finder.db.rows(
            "SELECT rowid FROM search_person WHERE search_person MATCH ?1",
            [format!("{column} : (\"{}\")", words.join("\" OR \""))],
            |row| row.get::<_, i64>(0),
        )?);
    }
    set_of(found).map(Some)
}
