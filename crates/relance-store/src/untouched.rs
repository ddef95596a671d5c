//! The rows of a large operation that nobody touched since: an undo puts them back together, one statement for all that are
//! alike. A statement for each would copy the pages that it changes every time, to be able to go back.

use crate::{
    db::Db,
    kin::{LENDER, PERSON, parent, parents_of},
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
const LEAVES: [&str; 5] = ["prospect_tag", "activity", "address", "reminder", "event_prospect"];

/// What was done to a row, as the journal tells it.
pub(crate) type Touched<'a> = &'a (String, i64, Net);

/// What became of the rows of a large operation after it.
pub(crate) struct Since {
    touched: HashMap<String, HashSet<i64>>,
    /// Something was removed that a value could point at.
    has_lost_parents: bool,
    /// Rows that others may hang on which do not go with them. Rows of all tables have different ids.
    held: HashSet<i64>,
}

impl Since {
    /// `None` for a small operation. `last` is its last change.
    pub(crate) fn new(db: &Db<'_>, rows: &[(String, i64, Net)], last: i64) -> Outcome<Option<Self>> {
        if rows.len() < MANY {
            return Ok(None);
        }
        let touched = touched_since(db, last)?;
        let has_lost_parents = has_lost_parents(db, last)?;
        let mut since = Self { touched, has_lost_parents, held: HashSet::new() };
        // What was touched since may hang on anything; so may what the operation only changed, unless it goes back first.
        let mut may_hold: HashMap<&str, Vec<i64>> = HashMap::new();
        for (entity, rows) in &since.touched {
            may_hold.entry(entity).or_default().extend(rows);
        }
        for touched in rows {
            let (entity, row, net) = touched;
            match net {
                Net::Changed(_) if since.kind_of(touched).is_none() => {
                    may_hold.entry(entity).or_default().push(*row);
                }
                Net::Removed(image) => since.held.extend(
                    image
                        .iter()
                        .filter(|(column, _)| parent(entity, column).is_some())
                        .filter_map(|(_, value)| value.as_i64()),
                ),
                Net::Changed(_) | Net::Made => {}
            }
        }
        let mut held = Vec::new();
        for (entity, rows) in may_hold {
            held.extend(parents_of(db, entity, rows)?);
        }
        since.held.extend(held);
        // People who may stay keep their companies.
        let people = rows.iter().filter(|(entity, row, net)| {
            entity == PERSON && matches!(net, Net::Made) && !since.is_free(entity, *row)
        });
        let held = parents_of(db, PERSON, people.map(|(_, row, _)| *row))?;
        since.held.extend(held);
        Ok(Some(since))
    }

    /// Whether nothing stands in the way of taking away a row that the operation made.
    pub(crate) fn is_free(&self, entity: &str, row: i64) -> bool {
        !self.is_touched(entity, row) && !self.held.contains(&row)
    }

    fn is_touched(&self, entity: &str, row: i64) -> bool {
        self.touched.get(entity).is_some_and(|rows| rows.contains(&row))
    }

    /// With which other rows a row goes back; `None` where it goes back alone.
    fn kind_of<'a>(&self, touched: Touched<'a>) -> Option<Kind<'a>> {
        let (entity, row, _) = touched;
        Kind::of(touched).filter(|kind| match kind {
            Kind::Made(..) => self.is_free(entity, *row),
            Kind::Changed(_) => !self.has_lost_parents && !self.is_touched(entity, *row),
            // Another row may have taken the place.
            Kind::Removed(..) => {
                !self.has_lost_parents && self.touched.get(entity.as_str()).is_none_or(HashSet::is_empty)
            }
        })
    }

    /// The rows that go back together, those that are alike in a list of their own, and the others, in their order.
    /// `stays` names rows that the operation made and that do not go.
    pub(crate) fn sort<'a>(
        &self,
        rows: Vec<Touched<'a>>,
        stays: impl Fn(&str, i64) -> bool,
    ) -> (Together<'a>, Vec<Touched<'a>>) {
        let mut alike: HashMap<Kind<'a>, Vec<Touched<'a>>> = HashMap::new();
        let mut others = Vec::new();
        for touched in rows {
            let (entity, row, net) = touched;
            let goes = !matches!(net, Net::Made) || !stays(entity, *row);
            match self.kind_of(touched).filter(|_| goes) {
                Some(kind) => alike.entry(kind).or_default().push(touched),
                None => others.push(touched),
            }
        }
        let mut alike: Vec<_> = alike.into_iter().collect();
        alike.sort_by(|(one, _), (other, _)| one.cmp(other));
        (Together(alike), others)
    }
}

/// Rows that go back by one statement for all that are alike.
#[derive(Default)]
pub(crate) struct Together<'a>(Vec<(Kind<'a>, Vec<Touched<'a>>)>);

impl Together<'_> {
    pub(crate) fn put_back(&self, db: &Db<'_>) -> Outcome<()> {
        for (kind, rows) in &self.0 {
            for stretch in rows.chunks(STRETCH) {
                kind.put_back(db, stretch)?;
            }
        }
        Ok(())
    }
}

/// Rows that go back by one statement: the table, and the columns with a value; in the order in which they do.
///
/// What was made goes before what was removed comes, it may stand in its place; and what hangs on others goes before them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind<'a> {
    /// With how much hangs on the rows of the table.
    Made(usize, &'a str),
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
            Net::Made if is_leaf => Some(Self::Made(0, entity)),
            Net::Made if entity == PERSON => Some(Self::Made(1, entity)),
            Net::Made if entity == LENDER => Some(Self::Made(2, entity)),
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
            Self::Made(_, table) => {
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
