//! Finding prospects by words: as one types, and for lists.

use super::{
    Lists,
    order::NAME_KEY,
    sets::{found, vocabulary},
    similar::{self, NEAR},
    table::rows_of,
};
use crate::{companies, filters};
use relance_model::{
    Outcome,
    filters::Filter,
    prospects::{SearchAnswer, SearchQuery},
};
use relance_store::{Db, Needle, fold, params, ready};
use std::collections::HashSet;

/// Similar people shown beside some who have exactly what was typed.
const BESIDE: usize = 5;
/// Companies shown.
const COMPANIES: usize = 5;

/// The first few prospects and companies for some letters: names that begin so, then whatever has them, newest first;
/// where these leave room, those who are called almost so.
///
/// # Errors
/// The base cannot be read.
pub fn search(db: &Db<'_>, lists: &Lists, query: &SearchQuery) -> Outcome<SearchAnswer> {
    let limit = query.limit.unwrap_or(12).clamp(1, 50);
    let wanted = limit as usize;
    if !filters::is_plain(&query.q) {
        let filter = filters::search(&query.q, &vocabulary(db)?)?;
        if !matches!(filter, Filter::Words { .. }) {
            let newest = found(db, lists, &filter)?;
            let ids: Vec<i64> =
                newest.iter().flat_map(|set| set.iter().rev()).take(wanted).map(u64::cast_signed).collect();
            return Ok(SearchAnswer {
                prospects: rows_of(db, &ids)?,
                total: newest.map(|set| set.len()),
                ..SearchAnswer::default()
            });
        }
    }
    let needle = Needle::parse(&query.q);
    let mut ids = beginning(db, &query.q, limit)?;
    if ids.len() < wanted
        && let Needle::Match(expression) = &needle
    {
        let mut seen: HashSet<i64> = ids.iter().copied().collect();
        // Newest first from the index itself; those in the trash are passed over one by one.
        ready(db)?;
        let found = db.rows(
            "SELECT s.rowid FROM search s CROSS JOIN prospect p ON p.id = s.rowid
                 WHERE s.search MATCH ?1 AND p.deleted_at IS NULL ORDER BY s.rowid DESC LIMIT ?2",
            params![expression, (limit + ids.len() as u64).cast_signed()],
            |row| row.get::<_, i64>(0),
        )?;
        ids.extend(found.into_iter().filter(|id| seen.insert(*id)));
    }
    // With room left, that was all of them.
    let total = (ids.len() < wanted).then_some(ids.len() as u64);
    ids.truncate(wanted);
    let mut answer = SearchAnswer {
        prospects: rows_of(db, &ids)?,
        total,
        companies: companies::beginning(db, &query.q, COMPANIES as u64)?,
        ..SearchAnswer::default()
    };
    let has_room = total.is_some() && matches!(needle, Needle::Match(_));
    if query.similar.unwrap_or(has_room) {
        let is_alone = ids.is_empty();
        let exact = if has_room { ids.into_iter().collect() } else { all_exact(db, &query.q)? };
        let farthest = if is_alone || query.similar == Some(true) { u8::MAX } else { NEAR };
        let similar = similar::people(db, lists.words(), &query.q, &exact, farthest)?;
        answer.similar_total = similar.len() as u64;
        let room = if is_alone || query.similar == Some(true) {
            wanted
        } else {
            BESIDE.min(wanted - exact.len().min(wanted))
        };
        answer.similar = rows_of(db, &similar[..similar.len().min(room)])?;
        let farthest = if answer.companies.is_empty() { farthest } else { NEAR };
        let room = COMPANIES.saturating_sub(answer.companies.len());
        answer.similar_companies =
            similar::employers(db, lists.words(), &query.q, &answer.companies, farthest, room)?;
        answer.approximate = !(answer.similar.is_empty() && answer.similar_companies.is_empty());
    }
    Ok(answer)
}

fn all_exact(db: &Db<'_>, text: &str) -> Outcome<HashSet<i64>> {
    Ok(matching(db, text)?.unwrap_or_default().into_iter().collect())
}

/// The words of a search that is nothing but words; conditions forgive no slip.
pub(super) fn only_words(db: &Db<'_>, search: Option<&str>) -> Outcome<Option<String>> {
    let Some(text) = search.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    if filters::is_plain(text) {
        return Ok(Some(text.to_owned()));
    }
    Ok(match filters::search(text, &vocabulary(db)?)? {
        Filter::Words { text } => Some(text),
        _ => None,
    })
}

/// Every prospect of the base whom the words mean but for a slip, the nearest first.
pub(super) fn nearly_matching(db: &Db<'_>, lists: &Lists, text: &str) -> Outcome<Vec<i64>> {
    similar::people(db, lists.words(), text, &all_exact(db, text)?, u8::MAX)
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
        Needle::Match(expression) => {
            ready(db)?;
            db.rows(
                "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC",
                [expression],
                |row| row.get(0),
            )?
        }
    };
    let trash = trash(db)?;
    Ok(Some(if trash.is_empty() {
        found
    } else {
        found.into_iter().filter(|id| !trash.contains(id)).collect()
    }))
}

/// Who is in the trash.
pub(super) fn trash(db: &Db<'_>) -> Outcome<HashSet<i64>> {
    let ids = db.rows("SELECT id FROM prospect WHERE deleted_at IS NOT NULL", [], |row| row.get(0))?;
    Ok(ids.into_iter().collect())
}
