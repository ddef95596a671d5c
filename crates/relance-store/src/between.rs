//! What became of each row between two operations, as it was and as it became; and the way back to an operation as a new one.
//!
//! Tables and columns only: what counts as a change for a person is told in the core.

use crate::{
    db::Db,
    functions::json_value,
    journal::tables,
    net::{Fields, Net, net},
    operation::Tx,
    past::Way,
    refusal::failure,
    store::Store,
};
use relance_model::{Id, Outcome};
use std::collections::HashMap;

/// A row that is not what it was. `None` where it was not there.
#[derive(Clone, Debug)]
pub struct RowChange {
    pub entity: String,
    pub row: Id,
    pub before: Option<Fields>,
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
    /// touched. What went back and forth is not among them. `from`: `None` for the beginning.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn between(&self, from: Option<Id>, to: Id) -> Outcome<Vec<RowChange>> {
        self.read(|db| between(db, from, to))
    }
}

fn last_change(db: &Db<'_>, operation: Id) -> Outcome<i64> {
    let found =
        db.optional("SELECT last_change FROM operation WHERE id = ?1", [operation.0], |row| row.get(0))?;
    Ok(found.unwrap_or_default())
}

fn between(db: &Db<'_>, from: Option<Id>, to: Id) -> Outcome<Vec<RowChange>> {
    let first = from.map_or(Ok(0), |from| last_change(db, from))? + 1;
    let last = last_change(db, to)?;
    let mut later: HashMap<(String, i64), Net> =
        net(db, last + 1, i64::MAX)?.into_iter().map(|(entity, row, net)| ((entity, row), net)).collect();
    let columns: HashMap<String, Vec<String>> =
        tables(db.0)?.into_iter().map(|table| (table.name, table.columns)).collect();
    let mut found = Vec::new();
    for (entity, row, net) in net(db, first, last)? {
        let Some(columns) = columns.get(&entity) else { continue };
        let later = later.remove(&(entity.clone(), row));
        let mut is_erased = matches!(&net, Net::Removed(image) if image.is_empty());
        let after = match (&net, later) {
            (Net::Removed(_), _) => None,
            (_, Some(Net::Removed(image))) => {
                is_erased |= image.is_empty();
                Some(image)
            }
            (_, Some(Net::Changed(since))) => image_of(db, &entity, row, columns)?.map(|mut now| {
                now.extend(since);
                now
            }),
            (_, _) => image_of(db, &entity, row, columns)?,
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
