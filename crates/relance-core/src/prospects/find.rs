//! Finding prospects by words: as one types, and for lists.

use super::{order::NAME_KEY, table::rows_of};
use crate::companies;
use relance_model::{
    Outcome,
    prospects::{SearchAnswer, SearchQuery},
};
use relance_store::{Db, Needle, fold, params};
use std::collections::HashSet;

/// The first few prospects and companies for some letters: names that begin so, then whatever has them, newest first.
///
/// # Errors
/// The base cannot be read.
pub fn search(db: &Db<'_>, query: &SearchQuery) -> Outcome<SearchAnswer> {
    let limit = query.limit.unwrap_or(12).clamp(1, 50);
    let wanted = limit as usize;
    let mut ids = beginning(db, &query.q, limit)?;
    if ids.len() < wanted
        && let Needle::Match(expression) = Needle::parse(&query.q)
    {
        let mut seen: HashSet<i64> = ids.iter().copied().collect();
        // Newest first from the index itself; those in the trash are passed over one by one.
        let found = db.rows(
            "SELECT s.rowid FROM search s CROSS JOIN prospect p ON p.id = s.rowid
                 WHERE s.search MATCH ?1 AND p.deleted_at IS NULL ORDER BY s.rowid DESC LIMIT ?2",
            params![expression, (limit + ids.len() as u64).cast_signed()],
            |row| row.get::<_, i64>(0),
        )?;
        ids.extend(found.into_iter().filter(|id| seen.insert(*id)));
    }
    ids.truncate(wanted);
    Ok(SearchAnswer { prospects: rows_of(db, &ids)?, companies: companies::beginning(db, &query.q, 5)? })
}

/// Prospects whose last name (then first name) begins so, by the index.
fn beginning(db: &Db<'_>, text: &str, limit: u64) -> Outcome<Vec<i64>> {
    let word = fold(text.trim());
    if word.is_empty() {
        return Ok(Vec::new());
    }
    db.rows(
        &format!(
            "SELECT id FROM prospect WHERE deleted_at IS NULL AND {NAME_KEY} >= ?1 AND {NAME_KEY} < ?1 || char(1114111)
             ORDER BY {NAME_KEY} LIMIT ?2"
        ),
        params![word, limit.cast_signed()],
        |row| row.get(0),
    )
}

/// Every prospect of the base (trash aside) that the words find, newest first; `None` when there are no words.
pub(super) fn matching(db: &Db<'_>, text: &str) -> Outcome<Option<Vec<i64>>> {
    let found: Vec<i64> = match Needle::parse(text) {
        Needle::Empty => return Ok(None),
        Needle::Initial(letter) => {
            return db
                .rows(
                    &format!(
                        "SELECT id FROM prospect WHERE deleted_at IS NULL AND {NAME_KEY} >= ?1 AND {NAME_KEY} < ?1 || char(1114111)
                         UNION SELECT id FROM prospect WHERE deleted_at IS NULL AND company_key >= ?1 AND company_key < ?1 || char(1114111)
                         ORDER BY 1 DESC"
                    ),
                    [letter],
                    |row| row.get(0),
                )
                .map(Some);
        }
        Needle::Match(expression) => db.rows(
            "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC",
            [expression],
            |row| row.get(0),
        )?,
    };
    let trash: HashSet<i64> = db
        .rows("SELECT id FROM prospect WHERE deleted_at IS NOT NULL", [], |row| row.get(0))?
        .into_iter()
        .collect();
    Ok(Some(if trash.is_empty() {
        found
    } else {
        found.into_iter().filter(|id| !trash.contains(id)).collect()
    }))
}
