//! What a stretch of the journal did to each row, seen from outside: what went back and forth inside it does not show.
//! Undo, the past and "what changed" all stand on it; nothing is written here.

use crate::{db::Db, journal::is_derived, refusal::failure};
use relance_model::{Failure, Outcome};
use rusqlite::Row;
use serde_json::{Map, Value};
use std::collections::HashMap;

pub(crate) type Fields = Map<String, Value>;

/// What was done to one row.
pub(crate) enum Net {
    /// It was made.
    Made,
    /// These columns were changed, which held these values.
    Changed(Fields),
    /// It was removed, and held these values: none where they were erased for good.
    Removed(Fields),
}

struct Seen {
    order: usize,
    was_there: bool,
    is_there: bool,
    before: Fields,
}

impl Seen {
    fn first(order: usize, kind: i64) -> Self {
        Self { order, was_there: kind != 1, is_there: true, before: Fields::new() }
    }

    fn meet(&mut self, kind: i64, before: Fields) {
        self.is_there = kind != 3;
        for (column, value) in before {
            self.before.entry(column).or_insert(value);
        }
    }

    /// `None` for what came and went.
    fn net(self) -> Option<Net> {
        match (self.was_there, self.is_there) {
            (false, true) => Some(Net::Made),
            (true, true) => Some(Net::Changed(self.before)),
            (true, false) => Some(Net::Removed(self.before)),
            (false, false) => None,
        }
    }
}

/// The net effect of changes on each row, in the order in which rows were first touched.
pub(crate) fn net(db: &Db<'_>, first: i64, last: i64) -> Outcome<Vec<(String, i64, Net)>> {
    let mut tables: Vec<String> = Vec::new();
    let mut seen: HashMap<(usize, i64), Seen> = HashMap::new();
    db.for_each(
        "SELECT entity, row_id, kind, before FROM change WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
        [first, last],
        |row| {
            let (entity, id, kind, before) = read_change(row)?;
            let table = tables.iter().position(|table| *table == entity).unwrap_or_else(|| {
                tables.push(entity);
                tables.len() - 1
            });
            let order = seen.len();
            seen.entry((table, id)).or_insert_with(|| Seen::first(order, kind)).meet(kind, before);
            Ok(())
        },
    )?;
    let mut rows: Vec<_> = seen
        .into_iter()
        .filter_map(|((table, id), seen)| Some((seen.order, table, id, seen.net()?)))
        .collect();
    rows.sort_unstable_by_key(|(order, ..)| *order);
    Ok(rows.into_iter().map(|(_, table, id, net)| (tables[table].clone(), id, net)).collect())
}

/// What became of one row from a change on; `None` where nothing did, or where it came and went.
pub(crate) fn net_of_row(db: &Db<'_>, entity: &str, row: i64, first: i64) -> Outcome<Option<Net>> {
    let mut seen: Option<Seen> = None;
    db.for_each(
        "SELECT entity, row_id, kind, before FROM change WHERE entity = ?1 AND row_id = ?2 AND id >= ?3 ORDER BY id",
        rusqlite::params![entity, row, first],
        |found| {
            let (_, _, kind, before) = read_change(found)?;
            seen.get_or_insert_with(|| Seen::first(0, kind)).meet(kind, before);
            Ok(())
        },
    )?;
    Ok(seen.and_then(Seen::net))
}

/// Table, row, kind and values before, of a row of the journal. What triggers derive is left out: an image holds what it was
/// when the row went, which may be another value than the other columns of a stretch call for.
pub(crate) fn read_change(row: &Row<'_>) -> Outcome<(String, i64, i64, Fields)> {
    let read = || -> rusqlite::Result<(String, _, _, _)> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, Option<String>>(3)?))
    };
    let (entity, id, kind, before) = read().map_err(failure)?;
    let before = before.map(|text| serde_json::from_str(&text)).transpose().map_err(Failure::bug)?;
    let mut before: Fields = before.unwrap_or_default();
    before.retain(|column, _| !is_derived(&entity, column));
    Ok((entity, id, kind, before))
}
