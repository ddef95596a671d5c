//! The rows of a large operation that nobody touched since: an undo puts them back together, one statement for all that are
//! alike. A statement for each would copy the pages that it changes every time, to be able to go back.

use crate::{
    db::Db,
    net::{Fields, Net},
};
use relance_model::{Failure, Outcome};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// An operation that did less is taken back row by row.
const MANY: usize = 1_000;
/// Rows of one statement.
const STRETCH: usize = 20_000;
/// Nothing hangs on rows of these tables.
const LEAVES: [&str; 4] = ["prospect_tag", "activity", "address", "reminder"];
const PERSON: &str = "prospect";

/// What was done to a row, as the journal tells it.
pub(crate) type Touched<'a> = &'a (String, i64, Net);

/// Puts back what can go back together; answers the others, in their order. `last` is the operation's last change; rows that
/// it made stay when `keeps_made`.
pub(crate) fn put_back<'a>(
    db: &Db<'_>,
    rows: Vec<Touched<'a>>,
    last: i64,
    keeps_made: bool,
) -> Outcome<Vec<Touched<'a>>> {
    if rows.len() < MANY || has_lost_parents(db, last)? {
        return Ok(rows);
    }
    let since = touched_since(db, last)?;
    let mut alike: HashMap<Kind<'a>, Vec<Touched<'a>>> = HashMap::new();
    let mut others = Vec::new();
    for touched in rows {
        let (entity, row, _) = touched;
        let kind = Kind::of(touched).filter(|kind| match kind {
            Kind::Made(_) => !keeps_made,
            // Another row may have taken the place.
            Kind::Removed(..) => since.get(entity.as_str()).is_none_or(HashSet::is_empty),
            Kind::Changed(_) => true,
        });
        match kind.filter(|_| since.get(entity.as_str()).is_none_or(|rows| !rows.contains(row))) {
            Some(kind) => alike.entry(kind).or_default().push(touched),
            None => others.push(touched),
        }
    }
    let mut alike: Vec<_> = alike.into_iter().collect();
    // What was made goes before what was removed comes: it may stand in its place.
    alike.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (kind, rows) in alike {
        for stretch in rows.chunks(STRETCH) {
            kind.put_back(db, stretch)?;
        }
    }
    Ok(others)
}

/// Rows that go back by one statement: the table, and the columns with a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind<'a> {
    Made(&'a str),
    Changed(Vec<&'a str>),
    Removed(&'a str, Vec<&'a str>),
}

impl<'a> Kind<'a> {
    fn of((entity, _, net): Touched<'a>) -> Option<Self> {
        // JSON knows the letter, SQLite's texts end with it.
        let is_plain = |fields: &Fields| {
            !fields.is_empty()
                && !fields.values().any(|value| value.as_str().is_some_and(|text| text.contains('\0')))
        };
        let columns = |fields: &'a Fields| fields.keys().map(String::as_str).collect();
        let is_leaf = LEAVES.contains(&entity.as_str());
        match net {
            Net::Made if is_leaf => Some(Self::Made(entity)),
            Net::Changed(before) if entity == PERSON && is_plain(before) => {
                Some(Self::Changed(columns(before)))
            }
            Net::Removed(image) if is_leaf && is_plain(image) => Some(Self::Removed(entity, columns(image))),
            _ => None,
        }
    }

    fn put_back(&self, db: &Db<'_>, rows: &[Touched<'_>]) -> Outcome<()> {
        let values = |(_, row, net): &Touched<'_>| -> Value {
            let held = match net {
                Net::Made => None,
                Net::Changed(held) | Net::Removed(held) => Some(held.values().cloned()),
            };
            std::iter::once(Value::from(*row)).chain(held.into_iter().flatten()).collect()
        };
        let list = Value::from_iter(rows.iter().map(values)).to_string();
        let done = db.execute(&self.sql(), [list])?;
        if done == rows.len() as u64 {
            Ok(())
        } else {
            Err(Failure::bug(format!("{self:?}: {done} of {} rows went back", rows.len())))
        }
    }

    fn sql(&self) -> String {
        let numbered = |columns: &[&str], each: &dyn Fn(&str, usize) -> String| -> String {
            columns.iter().enumerate().map(|(i, column)| each(column, i + 1)).collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::Made(table) => {
                format!("DELETE FROM {table} WHERE id IN (SELECT value ->> 0 FROM json_each(?1))")
            }
            Self::Changed(columns) => format!(
                "UPDATE {PERSON} SET {} FROM (SELECT value ->> 0 AS id, {} FROM json_each(?1)) held
                 WHERE {PERSON}.id = held.id",
                numbered(columns, &|column, i| format!("{column} = held.v{i}")),
                numbered(columns, &|_, i| format!("value ->> {i} AS v{i}")),
            ),
            Self::Removed(table, columns) => format!(
                "INSERT INTO {table} ({}) SELECT {} FROM json_each(?1)",
                columns.join(", "),
                numbered(columns, &|_, i| format!("value ->> {i}")),
            ),
        }
    }
}

/// Whether something was removed since that a value could point at.
fn has_lost_parents(db: &Db<'_>, last: i64) -> Outcome<bool> {
    db.scalar(
        "SELECT EXISTS (SELECT 1 FROM change NOT INDEXED
           WHERE id > ?1 AND kind = 3 AND entity IN ('prospect', 'company', 'stage', 'tag', 'member'))",
        [last],
    )
}

/// Rows by table that were touched since.
fn touched_since(db: &Db<'_>, last: i64) -> Outcome<HashMap<String, HashSet<i64>>> {
    let mut since: HashMap<String, HashSet<i64>> = HashMap::new();
    let rows =
        db.rows("SELECT DISTINCT entity, row_id FROM change NOT INDEXED WHERE id > ?1", [last], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?))
        })?;
    for (entity, row) in rows {
        since.entry(entity).or_default().insert(row);
    }
    Ok(since)
}
