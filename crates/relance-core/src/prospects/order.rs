//! Lists: an order of the whole base, filtered by a set.
//!
//! Orders come from covering indexes and are kept until the next write, so any page at any offset is a slice.
//! Sets (a stage, a tag, words) come from indexes too; no filter reads the rows.

use super::{find::matching, paging, table::rows_of};
use crate::{stages, tags};
use relance_model::{
    Failure, Outcome,
    prospects::{ProspectList, ProspectQuery},
};
use relance_store::Db;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

/// What names are sorted and begun by.
pub(super) const NAME_KEY: &str = "relance_name_key(last_name, first_name)";

/// Columns that a list can be sorted by: name in the API, expression that an index holds.
const SORTS: [(&str, &str); 17] = [
    ("name", NAME_KEY),
    ("company", "company_key"),
    ("job_title", "relance_fold(job_title)"),
    ("email", "email"),
    ("phone", "phone"),
    ("city", "relance_fold(city)"),
    ("source", "relance_fold(source)"),
    ("sector", "relance_fold(sector)"),
    ("postcode", "postcode"),
    ("country", "country"),
    ("value", "value_cents"),
    ("expected_close", "expected_close_on"),
    ("last_interaction", "last_interaction_at"),
    ("created", "created_at"),
    ("updated", "updated_at"),
    ("stage", ""),
    ("owner", ""),
];

/// Ids kept in all orders together: 4 million are 32 MB.
const KEPT_IDS: usize = 4_000_000;

/// What a list is sorted by: a name of `SORTS`, or `position` and `id` within a stretch of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub name: &'static str,
    pub descending: bool,
}

/// A list of ids in order, shared by its pages.
pub type Listing = Arc<Vec<i64>>;

/// Orders and lists of the present state of the base.
#[derive(Default)]
pub struct Lists(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// The newest operation when they were made.
    version: i64,
    lists: HashMap<String, Listing>,
}

impl Lists {
    /// Forgets everything: another base is in place.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).lists.clear();
    }

    /// What is kept of the present state of the base.
    fn kept(&self, db: &Db<'_>, key: &str) -> Outcome<(i64, Option<Listing>)> {
        let version: i64 = db.scalar("SELECT coalesce(max(id), 0) FROM operation", [])?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != version {
            kept.version = version;
            kept.lists.clear();
        }
        Ok((version, kept.lists.get(key).map(Arc::clone)))
    }

    fn get(&self, db: &Db<'_>, key: &str, make: impl FnOnce() -> Outcome<Vec<i64>>) -> Outcome<Listing> {
        let (version, found) = self.kept(db, key)?;
        if let Some(list) = found {
            return Ok(list);
        }
        let made = Arc::new(make()?);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version == version {
            if kept.lists.values().map(|list| list.len()).sum::<usize>() + made.len() > KEPT_IDS {
                kept.lists.clear();
            }
            kept.lists.insert(key.to_owned(), Arc::clone(&made));
        }
        Ok(made)
    }
}

/// A page of a list, with the exact total.
///
/// # Errors
/// `sort_unknown`; `not_found` for a stage that is not there.
pub fn list(db: &Db<'_>, lists: &Lists, query: &ProspectQuery) -> Outcome<ProspectList> {
    let limit = query.limit.unwrap_or(50).min(1000);
    if let [key] = sort_keys(query)?.as_slice()
        && !is_filtered(query)
        && lists.kept(db, &order_name(&[*key]))?.1.is_none()
        && let Some(ids) = paging::ids(db, *key, query.offset, limit)?
    {
        return Ok(ProspectList { total: paging::total(db)?, items: rows_of(db, &ids)? });
    }
    let all = ids(db, lists, query)?;
    let start = usize::try_from(query.offset).unwrap_or(usize::MAX).min(all.len());
    let end = (start + limit as usize).min(all.len());
    Ok(ProspectList { total: all.len() as u64, items: rows_of(db, &all[start..end])? })
}

/// Every id that a query finds, in its order.
///
/// # Errors
/// Those of [`list`].
pub fn ids(db: &Db<'_>, lists: &Lists, query: &ProspectQuery) -> Outcome<Listing> {
    let sorted = ProspectQuery { offset: 0, limit: None, ..query.clone() };
    let key = serde_json::to_string(&sorted).map_err(Failure::bug)?;
    if query.trash {
        return lists.get(db, &key, || {
            db.rows(
                "SELECT id FROM prospect WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id",
                [],
                |row| row.get(0),
            )
        });
    }
    let keys = sort_keys(query)?;
    lists.get(db, &key, || {
        let filter = filter(db, query)?;
        if query.sort.is_none()
            && let Some(found) = words(db, query)?
        {
            return Ok(found
                .into_iter()
                .filter(|id| filter.as_ref().is_none_or(|set| set.contains(id)))
                .collect());
        }
        let set = match (words(db, query)?, filter) {
            (None, filter) => filter,
            (Some(found), None) => Some(found.into_iter().collect()),
            (Some(found), Some(set)) => Some(found.into_iter().filter(|id| set.contains(id)).collect()),
        };
        let order = whole_order(db, lists, &keys)?;
        Ok(match set {
            None => order.to_vec(),
            Some(set) => order.iter().copied().filter(|id| set.contains(id)).collect(),
        })
    })
}

fn is_filtered(query: &ProspectQuery) -> bool {
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    given(&query.search)
        || given(&query.stage)
        || given(&query.tag)
        || given(&query.owner)
        || query.company.is_some()
        || query.import.is_some()
        || query.trash
}

fn sort_keys(query: &ProspectQuery) -> Outcome<Vec<Key>> {
    let text = query.sort.as_deref().map(str::trim).filter(|text| !text.is_empty()).unwrap_or("-created");
    text.split(',')
        .map(|word| {
            let (name, descending) =
                word.trim().strip_prefix('-').map_or((word.trim(), false), |name| (name, true));
            SORTS
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(name, _)| Key { name, descending })
                .ok_or_else(|| Failure::invalid("sort", "sort_unknown").with("sort", name))
        })
        .collect()
}

fn expression(name: &str) -> &str {
    SORTS.iter().find(|(known, _)| *known == name).map_or(name, |(_, expression)| expression)
}

/// `ORDER BY` of one indexed key; blank values last either way. Ties by id, so that pages never overlap.
pub(super) fn order_by(key: Key, backwards: bool) -> String {
    let expression = expression(key.name);
    match (key.descending, backwards) {
        (false, false) => format!("{expression} ASC NULLS LAST, id ASC"),
        (true, false) => format!("{expression} DESC NULLS LAST, id DESC"),
        (false, true) => format!("{expression} DESC NULLS FIRST, id DESC"),
        (true, true) => format!("{expression} ASC NULLS FIRST, id ASC"),
    }
}

fn order_name(keys: &[Key]) -> String {
    format!("#order {keys:?}")
}

/// The whole base in order.
fn whole_order(db: &Db<'_>, lists: &Lists, keys: &[Key]) -> Outcome<Listing> {
    lists.get(db, &order_name(keys), || match keys {
        [key] => paging::all(db, *key),
        _ => by_several(db, keys),
    })
}

fn in_stage(db: &Db<'_>, stage: i64) -> Outcome<Vec<i64>> {
    db.rows(
        "SELECT id FROM prospect WHERE stage_id = ?1 AND deleted_at IS NULL ORDER BY position, id",
        [stage],
        |row| row.get(0),
    )
}

/// Several keys: read once, sorted by SQLite.
fn by_several(db: &Db<'_>, keys: &[Key]) -> Outcome<Vec<i64>> {
    let terms: Vec<String> = keys
        .iter()
        .map(|key| {
            let expression = match key.name {
                "stage" => "(SELECT position FROM stage WHERE id = stage_id)",
                "owner" => "(SELECT relance_fold(name) FROM member WHERE id = owner_id)",
                name => expression(name),
            };
            format!("{expression} {} NULLS LAST", if key.descending { "DESC" } else { "ASC" })
        })
        .collect();
    let sql = format!("SELECT id FROM prospect WHERE deleted_at IS NULL ORDER BY {}, id", terms.join(", "));
    db.rows(&sql, [], |row| row.get(0))
}

/// Ids that the words find, newest first; `None` without words.
fn words(db: &Db<'_>, query: &ProspectQuery) -> Outcome<Option<Vec<i64>>> {
    query.search.as_deref().map_or(Ok(None), |text| matching(db, text))
}

/// The set that the filters other than words leave; `None` without any.
pub(crate) fn filter(db: &Db<'_>, query: &ProspectQuery) -> Outcome<Option<HashSet<i64>>> {
    let mut set: Option<HashSet<i64>> = None;
    let mut keep = |found: Vec<i64>| {
        set = Some(match set.take() {
            None => found.into_iter().collect(),
            Some(held) => found.into_iter().filter(|id| held.contains(id)).collect(),
        });
    };
    if let Some(wanted) = listed(&query.stage) {
        let mut found = Vec::new();
        for word in wanted {
            found.extend(in_stage(db, stages::find(db, word)?.id.0)?);
        }
        keep(found);
    }
    if let Some(wanted) = listed(&query.tag) {
        let mut found = Vec::new();
        for word in wanted {
            if let Some(tag) = tags::find(db, word)? {
                found.extend(one(db, "SELECT prospect_id FROM prospect_tag WHERE tag_id = ?1", tag.id.0)?);
            }
        }
        keep(found);
    }
    if let Some(wanted) = listed(&query.owner) {
        let mut found = Vec::new();
        for word in wanted {
            let owner = if word == "none" { None } else { Some(word.parse::<i64>().unwrap_or(0)) };
            found.extend(db.rows(
                "SELECT id FROM prospect WHERE owner_id IS ?1 AND deleted_at IS NULL",
                [owner],
                |row| row.get::<_, i64>(0),
            )?);
        }
        keep(found);
    }
    if let Some(company) = query.company {
        keep(one(db, "SELECT id FROM prospect WHERE company_id = ?1", company.0)?);
    }
    if let Some(import) = query.import {
        keep(one(
            db,
            "SELECT DISTINCT row_id FROM change NOT INDEXED
             WHERE id BETWEEN (SELECT first_change FROM operation WHERE id = (SELECT operation_id FROM import_batch WHERE id = ?1))
                          AND (SELECT last_change FROM operation WHERE id = (SELECT operation_id FROM import_batch WHERE id = ?1))
               AND entity = 'prospect'",
            import.0,
        )?);
    }
    Ok(set)
}

fn one(db: &Db<'_>, sql: &str, value: i64) -> Outcome<Vec<i64>> {
    db.rows(sql, [value], |row| row.get(0))
}

/// The words of a comma-separated parameter; `None` when there is none.
fn listed(text: &Option<String>) -> Option<Vec<&str>> {
    let words: Vec<&str> =
        text.as_deref()?.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::{Key, SORTS, order_by};
    use relance_store::{Key as BaseKey, Store};

    #[test]
    fn every_order_is_read_from_its_index_alone_and_unsorted() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::create(&folder.path().join("relance.db"), &BaseKey::from_bytes([9; 32])).unwrap();
        let indexed = SORTS.iter().filter(|(_, expression)| !expression.is_empty()).map(|(name, _)| *name);
        let stretches =
            [("AND stage_id = 1", "position"), ("AND owner_id = 1", "id"), ("AND owner_id IS NULL", "id")];
        let mut others = Vec::new();
        for (condition, name) in indexed.map(|name| ("", name)).chain(stretches) {
            for (descending, backwards) in [(false, false), (false, true), (true, false), (true, true)] {
                let order = order_by(Key { name, descending }, backwards);
                let sql = format!(
                    "EXPLAIN QUERY PLAN SELECT id FROM prospect WHERE deleted_at IS NULL {condition} ORDER BY {order} LIMIT 50 OFFSET 100"
                );
                let plan: Vec<String> = store.read(|db| db.rows(&sql, [], |row| row.get("detail"))).unwrap();
                if !(plan.len() == 1 && plan[0].contains("COVERING INDEX")) {
                    others.push(format!("{name}: {order}: {plan:?}"));
                }
            }
        }
        assert!(others.is_empty(), "{others:#?}");
    }
}
