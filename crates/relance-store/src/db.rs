//! Reading and writing rows: prepared once, errors as failures.

use crate::refusal::failure;
use relance_model::{Id, Outcome};
use rusqlite::{Connection, OptionalExtension, Params, Row, types::FromSql};

/// A connection as the rooms see it.
#[derive(Clone, Copy)]
pub struct Db<'a>(pub(crate) &'a Connection);

/// Where the journal ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Newest {
    pub id: i64,
    /// The last change that is its own.
    pub last_change: i64,
}

impl Db<'_> {
    /// All rows of a query.
    ///
    /// # Errors
    /// What SQLite refuses, as a failure.
    pub fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Outcome<Vec<T>> {
        let mut statement = self.0.prepare_cached(sql).map_err(failure)?;
        let rows = statement.query_map(params, map).map_err(failure)?;
        rows.collect::<Result<_, _>>().map_err(failure)
    }

    /// Calls `each` for every row, without keeping them.
    ///
    /// # Errors
    /// What SQLite refuses, or the first failure of `each`.
    pub fn for_each(
        &self,
        sql: &str,
        params: impl Params,
        mut each: impl FnMut(&Row<'_>) -> Outcome<()>,
    ) -> Outcome<()> {
        let mut statement = self.0.prepare_cached(sql).map_err(failure)?;
        let mut rows = statement.query(params).map_err(failure)?;
        while let Some(row) = rows.next().map_err(failure)? {
            each(row)?;
        }
        Ok(())
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// What SQLite refuses, as a failure.
    pub fn optional<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Outcome<Option<T>> {
        self.0.prepare_cached(sql).map_err(failure)?.query_row(params, map).optional().map_err(failure)
    }

    /// The first column of the only row.
    ///
    /// # Errors
    /// What SQLite refuses, as a failure; no row is a bug.
    pub fn scalar<T: FromSql>(&self, sql: &str, params: impl Params) -> Outcome<T> {
        self.0.prepare_cached(sql).map_err(failure)?.query_row(params, |row| row.get(0)).map_err(failure)
    }

    /// The newest operation, zeros when there is none: what is kept of a state of the base is good until it is another one.
    ///
    /// # Errors
    /// What SQLite refuses, as a failure.
    pub fn newest_operation(&self) -> Outcome<Newest> {
        let found =
            self.optional("SELECT id, last_change FROM operation ORDER BY id DESC LIMIT 1", [], |row| {
                Ok(Newest { id: row.get(0)?, last_change: row.get(1)? })
            })?;
        Ok(found.unwrap_or_default())
    }

    /// The newest change, of an operation that is not over included.
    ///
    /// # Errors
    /// What SQLite refuses, as a failure.
    pub fn newest_change(&self) -> Outcome<i64> {
        self.scalar("SELECT coalesce(max(id), 0) FROM change", [])
    }

    /// Runs a statement and tells how many rows it wrote.
    ///
    /// # Errors
    /// What SQLite refuses, as a failure.
    pub fn execute(&self, sql: &str, params: impl Params) -> Outcome<u64> {
        self.0.prepare_cached(sql).map_err(failure)?.execute(params).map(|rows| rows as u64).map_err(failure)
    }
}

/// Ids as a JSON array: one statement for all of them. A statement for each would copy the pages that it changes each time,
/// to be able to go back.
#[must_use]
pub fn id_array(ids: &[Id]) -> String {
    serde_json::Value::from_iter(ids.iter().map(|id| id.0)).to_string()
}
