//! What became of each row between two operations, as it was and as it became; and the way back to an operation as a new one.
//!
//! Tables and columns only: what counts as a change for a person is told in the core.

use crate::{
    db::Db,
    functions::json_value,
    journal::tables,
    kin::{PERSON, children},
    net::{Fields, Net, net, net_of_row},
    operation::Tx,
    past::Way,
    refusal::failure,
    store::Store,
};
use relance_model::{Id, Outcome};
use rusqlite::params_from_iter;
use serde_json::Value;
use std::collections::HashMap;

/// A row that is not what it was. `None` where it was not there.
#[derive(Clone, Debug)]
pub struct RowChange {
    pub entity: String,
    pub row: Id,
    /// What it held; of what changed, at least those columns and the wanted ones.
    pub before: Option<Fields>,
    /// What it holds; of what is new, the wanted columns.
    pub after: Option<Fields>,
    /// It was erased for good: nothing is known of it.
    pub is_erased: bool,
}

impl RowChange {
    /// Columns that do not hold what they held.
    pub fn columns(&self) -> impl Iterator<Item = &String> {
        let (before, after) = (self.before.as_ref(), self.after.as_ref());
        after.into_iter().flatten().map(|(column, _)| column).filter(move |column| {
            before.is_some_and(|before| before.get(*column) != after.and_then(|after| after.get(*column)))
        })
    }
}

impl Store {
    /// Rows that differ between the state after one operation and that after a later one, in the order in which they were first
    /// touched. What went back and forth is not among them, nor what hangs on a prospect who is new. `from`: `None` for the
    /// beginning; `wanted` names the columns of a table that are told of every row.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn between(
        &self,
        from: Option<Id>,
        to: Id,
        wanted: impl Fn(&str) -> &'static [&'static str],
    ) -> Outcome<Vec<RowChange>> {
        self.read(|db| between(db, from, to, &wanted))
    }

    /// A row as it was after an operation; `None` where it was not there or is not known any more.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn row_after(db: &Db<'_>, entity: &str, row: Id, operation: Id) -> Outcome<Option<Fields>> {
        let last = last_change(db, operation)?;
        let Some(columns) = tables(db.0)?.into_iter().find(|table| table.name == entity) else {
            return Ok(None);
        };
        let later = net_of_row(db, entity, row.0, last + 1)?;
        Ok(match later {
            Some(Net::Made) => None,
            Some(Net::Removed(image)) => Some(image).filter(|image| !image.is_empty()),
            later => image_of(db, entity, row.0, &columns.columns)?.map(|mut now| {
                if let Some(Net::Changed(since)) = later {
                    now.extend(since);
                }
                now
            }),
        })
    }
}

fn last_change(db: &Db<'_>, operation: Id) -> Outcome<i64> {
    let found =
        db.optional("SELECT last_change FROM operation WHERE id = ?1", [operation.0], |row| row.get(0))?;
    Ok(found.unwrap_or_default())
}

fn between(
    db: &Db<'_>,
    from: Option<Id>,
    to: Id,
    wanted: &impl Fn(&str) -> &'static [&'static str],
) -> Outcome<Vec<RowChange>> {
    let first = from.map_or(Ok(0), |from| last_change(db, from))? + 1;
    let last = last_change(db, to)?;
    let mut later: HashMap<(String, i64), Net> =
        net(db, last + 1, i64::MAX)?.into_iter().map(|(entity, row, net)| ((entity, row), net)).collect();
    let columns: HashMap<String, Vec<String>> =
        tables(db.0)?.into_iter().map(|table| (table.name, table.columns)).collect();
    let rows = net(db, first, last)?;
    let mut images = images(db, &rows, &columns, wanted)?;
    let mut found = Vec::new();
    for (entity, row, net) in rows {
        let Some(of_table) = images.get_mut(&entity) else { continue };
        let later = if later.is_empty() { None } else { later.remove(&(entity.clone(), row)) };
        let mut is_erased = matches!(&net, Net::Removed(image) if image.is_empty());
        let after = match (&net, later) {
            (Net::Removed(_), _) => None,
            (_, Some(Net::Removed(image))) => {
                is_erased |= image.is_empty();
                Some(image)
            }
            (_, later) => match (of_table.remove(&row), later) {
                (None, _) if matches!(net, Net::Made) && hangs(&entity) => continue,
                (Some(mut now), Some(Net::Changed(since))) => {
                    now.extend(since);
                    Some(now)
                }
                (now, _) => now,
            },
        };
        let before = match net {
            Net::Made => None,
            Net::Removed(image) => Some(image),
            Net::Changed(changed) => after.clone().map(|mut image| {
                image.extend(changed);
                image
            }),
        };
        let change = RowChange { entity, row: Id(row), before, after, is_erased };
        if change.is_erased
            || change.before.is_none()
            || change.after.is_none()
            || change.columns().next().is_some()
        {
            found.push(change);
        }
    }
    Ok(found)
}

/// Whether rows of a table hang on prospects.
fn hangs(entity: &str) -> bool {
    children(PERSON).iter().any(|(child, _)| *child == entity)
}

/// What rows hold now, by table: of those that are new the wanted columns, of those that changed all. What hangs on a prospect
/// who is new is left out.
fn images(
    db: &Db<'_>,
    rows: &[(String, i64, Net)],
    columns: &HashMap<String, Vec<String>>,
    wanted: &impl Fn(&str) -> &'static [&'static str],
) -> Outcome<HashMap<String, HashMap<i64, Fields>>> {
    let mut made: HashMap<&str, Vec<i64>> = HashMap::new();
    let mut changed: HashMap<&str, Vec<i64>> = HashMap::new();
    let mut images: HashMap<String, HashMap<i64, Fields>> = HashMap::new();
    for (entity, row, net) in rows.iter().filter(|(entity, ..)| columns.contains_key(entity)) {
        images.entry(entity.clone()).or_default();
        match net {
            Net::Made => made.entry(entity).or_default().push(*row),
            Net::Changed(_) => changed.entry(entity).or_default().push(*row),
            Net::Removed(_) => {}
        }
    }
    let people = Value::from_iter(made.get(PERSON).into_iter().flatten().copied()).to_string();
    for (entity, rows) in made {
        let told: Vec<String> = wanted(entity).iter().map(|column| (*column).to_owned()).collect();
        let owner = children(PERSON).iter().find(|(child, _)| *child == entity).map(|(_, column)| *column);
        let of_others = owner.map(|owner| format!(" AND {owner} NOT IN (SELECT value FROM json_each(?2))"));
        read(
            db,
            entity,
            &rows,
            &told,
            of_others.as_deref().map(|condition| (condition, people.as_str())),
            &mut images,
        )?;
    }
    for (entity, rows) in changed {
        read(db, entity, &rows, &columns[entity], None, &mut images)?;
    }
    Ok(images)
}

/// Columns of some rows of a table, by one statement.
fn read(
    db: &Db<'_>,
    entity: &str,
    rows: &[i64],
    columns: &[String],
    only: Option<(&str, &str)>,
    images: &mut HashMap<String, HashMap<i64, Fields>>,
) -> Outcome<()> {
    let told: String = columns.iter().map(|column| format!(", {column}")).collect();
    let condition = only.map_or("", |(condition, _)| condition);
    let sql =
        format!("SELECT id{told} FROM {entity} WHERE id IN (SELECT value FROM json_each(?1)){condition}");
    let list = Value::from_iter(rows.iter().copied()).to_string();
    let with: Vec<&str> = std::iter::once(list.as_str()).chain(only.map(|(_, people)| people)).collect();
    let of_table = images.entry(entity.to_owned()).or_default();
    of_table.reserve(rows.len());
    db.for_each(&sql, params_from_iter(with), |found| {
        let mut fields = Fields::new();
        for (i, column) in columns.iter().enumerate() {
            fields.insert(column.clone(), json_value(found.get_ref(i + 1).map_err(failure)?));
        }
        of_table.insert(found.get(0).map_err(failure)?, fields);
        Ok(())
    })
}

/// A row as the journal would keep it.
pub(crate) fn image_of(db: &Db<'_>, table: &str, row: i64, columns: &[String]) -> Outcome<Option<Fields>> {
    let sql = format!("SELECT {} FROM {table} WHERE id = ?1", columns.join(", "));
    db.optional(&sql, [row], |found| {
        let mut fields = Fields::new();
        for (i, column) in columns.iter().enumerate() {
            fields.insert(column.clone(), json_value(found.get_ref(i)?));
        }
        Ok(fields)
    })
}

impl Tx<'_> {
    /// Takes back everything that was done after `last`, within this operation. `spares` names the columns of a row that keep
    /// what they hold now; tables in `without` stay as they are.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn take_back_after(
        &self,
        last: Id,
        without: &[&str],
        spares: impl Fn(&str, i64, &Fields) -> Vec<String>,
    ) -> Outcome<()> {
        self.connection.execute_batch("PRAGMA defer_foreign_keys = ON").map_err(failure)?;
        let db = self.db();
        let mut rows = net(&db, last_change(&db, last)? + 1, i64::MAX)?;
        rows.retain(|(entity, ..)| !without.contains(&entity.as_str()));
        for (entity, row, net) in &mut rows {
            if let Net::Changed(before) = net {
                for column in spares(entity, *row, before) {
                    before.remove(&column);
                }
            }
        }
        Way::new(self.connection).go(rows)
    }
}
