//! Lists: an order of the whole base, filtered by a set.
//!
//! Orders come from covering indexes and are kept until the next write, so any page at any offset is a slice.
//! Sets (a stage, a tag, words) come from indexes too; no filter reads the rows.

use super::{
    find::{nearly_matching, only_words},
    groups,
    lists::{Listing, Lists},
    paging,
    sets::{Set, asked, filtered, found, seeks_words},
    spread::Spread,
    table::rows_of,
};
use crate::fields;
use relance_model::{
    Failure, Id, Outcome,
    labels::FieldKind,
    prospects::{ProspectList, ProspectQuery},
};
use relance_store::Db;

/// What names are sorted and begun by.
pub(super) const NAME_KEY: &str = "relance_name_key(last_name, first_name)";

/// Columns that a list can be sorted by: name in the API, expression that an index holds.
const SORTS: [(&str, &str); 18] = [
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
    ("next_action", "next_action_at"),
    ("created", "created_at"),
    ("updated", "updated_at"),
    ("stage", ""),
    ("owner", ""),
];

/// What a list is sorted by: a name of `SORTS`, or `position` and `id` within a stretch of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub name: &'static str,
    pub descending: bool,
    /// The custom field, where `name` is `OWN`; 0 elsewhere.
    pub own: i64,
}

/// How many of an order are looked at before the whole of it is read.
const LEADING: i64 = 2_000;

/// What an order by a custom field is called.
const OWN: &str = "custom";

/// A page of a list, with the exact total.
///
/// # Errors
/// `sort_unknown`; `not_found` for a stage that is not there.
pub fn list(db: &Db<'_>, lists: &Lists, query: &ProspectQuery) -> Outcome<ProspectList> {
    let limit = query.limit.unwrap_or(50).min(1000);
    if let [key] = sort_keys(query)?.as_slice()
        && key.own == 0
        && !is_filtered(query)
        && lists.order_at_hand(db, &order_name(&[*key]))?.is_none()
        && let Some(ids) = paging::ids(db, *key, query.offset, limit)?
    {
        return Ok(ProspectList {
            total: paging::total(db)?,
            items: rows_of(db, &ids)?,
            ..ProspectList::default()
        });
    }
    let all = ids(db, lists, query)?;
    let start = usize::try_from(query.offset).unwrap_or(usize::MAX).min(all.len());
    let end = (start + limit as usize).min(all.len());
    let has_words = has_words(query);
    let similar = if all.is_empty() && has_words && !query.similar && !query.trash {
        ids(db, lists, &ProspectQuery { similar: true, sort: None, ..query.clone() })?.len()
    } else {
        0
    };
    // Only a group of tags has somebody twice.
    let repeated = match query.group.as_deref() {
        Some("tag") => all.len() - all.iter().collect::<std::collections::HashSet<_>>().len(),
        _ => 0,
    };
    Ok(ProspectList {
        total: all.len() as u64,
        repeated: repeated as u64,
        items: rows_of(db, &all[start..end])?,
        approximate: query.similar && has_words && !query.trash,
        similar: similar as u64,
    })
}

/// Every id that a query finds, in its order. Grouped by tag, who has several is there once in each group.
///
/// # Errors
/// Those of [`list`].
pub fn ids(db: &Db<'_>, lists: &Lists, query: &ProspectQuery) -> Outcome<Listing> {
    let sorted = ProspectQuery { offset: 0, limit: None, ..query.clone() };
    let key = serde_json::to_string(&sorted).map_err(Failure::bug)?;
    if query.trash {
        return lists.list(db, &key, || {
            db.rows(
                "SELECT id FROM prospect WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id",
                [],
                |row| row.get(0),
            )
        });
    }
    let keys = sort_keys(query)?;
    if query.similar && has_words(query) {
        let key = format!("{} {key}", lists.moment(db)?.today);
        return lists.list(db, &key, || in_groups(db, query, nearly(db, lists, query, &keys)?));
    }
    let filter = asked(db, query)?;
    // What "today" is belongs to the question.
    let key = if filter.is_everybody() { key } else { format!("{} {key}", lists.moment(db)?.today) };
    lists.list(db, &key, || {
        let ordered = match found(db, lists, &filter)? {
            None => whole_order(db, lists, &keys)?.to_vec(),
            Some(set) if query.sort.is_none() && seeks_words(&filter) => {
                set.iter().rev().map(u64::cast_signed).collect()
            }
            Some(set) => {
                let order = whole_order(db, lists, &keys)?;
                let spread = Spread::new(&set);
                order.iter().copied().filter(|id| spread.has(*id)).collect()
            }
        };
        in_groups(db, query, ordered)
    })
}

/// The first of a set, in an order by one column.
///
/// # Errors
/// `sort_unknown`.
pub(crate) fn first_of(db: &Db<'_>, lists: &Lists, set: &Set, sort: &str, limit: usize) -> Outcome<Vec<i64>> {
    let keys = sort_keys(&ProspectQuery { sort: Some(sort.to_owned()), ..ProspectQuery::default() })?;
    let wanted = limit.min(usize::try_from(set.len()).unwrap_or(usize::MAX));
    let take = |order: &[i64]| -> Vec<i64> {
        order.iter().copied().filter(|id| set.contains(id.cast_unsigned())).take(wanted).collect()
    };
    if let [key] = keys.as_slice()
        && lists.order_at_hand(db, &order_name(&keys))?.is_none()
    {
        // Mostly they are among those who lead it.
        let sql = format!(
            "SELECT id FROM prospect WHERE deleted_at IS NULL ORDER BY {} LIMIT ?1",
            order_by(*key, false)
        );
        let first = take(&db.rows(&sql, [LEADING], |row| row.get(0))?);
        if first.len() == wanted {
            return Ok(first);
        }
    }
    Ok(take(&whole_order(db, lists, &keys)?))
}

/// Those of one group together, where the query asks for groups.
fn in_groups(db: &Db<'_>, query: &ProspectQuery, ordered: Vec<i64>) -> Outcome<Vec<i64>> {
    match query.group.as_deref().filter(|group| !group.is_empty()) {
        Some(group) => groups::arranged(db, group, ordered),
        None => Ok(ordered),
    }
}

/// Whom the words of a query find but for a slip and its filters let through: nearest first when no order is asked for.
fn nearly(db: &Db<'_>, lists: &Lists, query: &ProspectQuery, keys: &[Key]) -> Outcome<Vec<i64>> {
    let Some(words) = only_words(db, query.search.as_deref())? else { return Ok(Vec::new()) };
    let rest = filtered(db, lists, &ProspectQuery { search: None, ..query.clone() })?;
    let mut near = nearly_matching(db, lists, &words)?;
    near.retain(|id| rest.as_ref().is_none_or(|set| set.contains(id.cast_unsigned())));
    if query.sort.is_none() {
        return Ok(near);
    }
    let near: Set = near.into_iter().map(i64::cast_unsigned).collect();
    let order = whole_order(db, lists, keys)?;
    let near = Spread::new(&near);
    Ok(order.iter().copied().filter(|id| near.has(*id)).collect())
}

fn has_words(query: &ProspectQuery) -> bool {
    query.search.as_deref().is_some_and(|text| !text.trim().is_empty())
}

fn is_filtered(query: &ProspectQuery) -> bool {
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    given(&query.search)
        || given(&query.stage)
        || given(&query.tag)
        || given(&query.owner)
        || query.company.is_some()
        || query.import.is_some()
        || given(&query.filter)
        || given(&query.group)
        || query.trash
}

fn sort_keys(query: &ProspectQuery) -> Outcome<Vec<Key>> {
    let text = query.sort.as_deref().map(str::trim).filter(|text| !text.is_empty()).unwrap_or("-created");
    text.split(',')
        .map(|word| {
            let (name, descending) =
                word.trim().strip_prefix('-').map_or((word.trim(), false), |name| (name, true));
            if let Some(own) = name.strip_prefix("custom.").and_then(|id| id.parse().ok()) {
                return Ok(Key { name: OWN, descending, own });
            }
            SORTS
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(name, _)| Key { name, descending, own: 0 })
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
    format!("{keys:?}")
}

/// The whole base in order.
fn whole_order(db: &Db<'_>, lists: &Lists, keys: &[Key]) -> Outcome<Listing> {
    lists.order(db, &order_name(keys), || match keys {
        [key] if key.own == 0 => paging::all(db, *key),
        _ => by_several(db, keys),
    })
}

/// The order by a column alone, where it is at hand, and whether it falls; blank values last either way.
pub(super) fn at_hand(db: &Db<'_>, lists: &Lists, column: &str) -> Outcome<Option<(Listing, bool)>> {
    let Some((name, _)) = SORTS.iter().find(|(_, expression)| *expression == column) else {
        return Ok(None);
    };
    for descending in [false, true] {
        if let Some(order) = lists.order_at_hand(db, &order_name(&[Key { name, descending, own: 0 }]))? {
            return Ok(Some((order, descending)));
        }
    }
    Ok(None)
}

/// What a custom field is sorted by: numbers and days by themselves, choices by their rank, texts without accents and case.
fn own_expression(db: &Db<'_>, id: i64) -> Outcome<String> {
    let field =
        fields::get(db, Id(id)).map_err(|_| Failure::invalid("sort", "sort_unknown").with("sort", id))?;
    let value = format!("json_extract(custom, '$.\"{id}\"')");
    Ok(match field.kind {
        FieldKind::Number | FieldKind::Currency | FieldKind::Date | FieldKind::Boolean => value,
        FieldKind::Select => format!(
            "(SELECT coalesce(min(o.key), 1000) FROM field f, json_each(f.options) o
              WHERE f.id = {id} AND {value} IS NOT NULL AND o.value ->> '$.label' = {value} HAVING {value} IS NOT NULL)"
        ),
        _ => format!("relance_fold({value})"),
    })
}

/// Several keys: read once, sorted by SQLite.
fn by_several(db: &Db<'_>, keys: &[Key]) -> Outcome<Vec<i64>> {
    let mut terms: Vec<String> = Vec::new();
    for key in keys {
        let expression = match key.name {
            OWN => own_expression(db, key.own)?,
            "stage" => "(SELECT position FROM stage WHERE id = stage_id)".to_owned(),
            "owner" => "(SELECT relance_fold(name) FROM member WHERE id = owner_id)".to_owned(),
            name => expression(name).to_owned(),
        };
        terms.push(format!("{expression} {} NULLS LAST", if key.descending { "DESC" } else { "ASC" }));
    }
    let sql = format!("SELECT id FROM prospect WHERE deleted_at IS NULL ORDER BY {}, id", terms.join(", "));
    db.rows(&sql, [], |row| row.get(0))
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
                let order = order_by(Key { name, descending, own: 0 }, backwards);
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
