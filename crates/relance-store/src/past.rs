//! A base as it stood after one of its operations: a copy beside it, on which the journal is taken back from now.
//!
//! The base itself is only read. Who was erased since does not come back: the journal holds digests of her only.

use crate::{
    between::image_of,
    db::Db,
    due,
    functions::{Ear, sql_value},
    journal::{NAMED, is_searched, tables},
    marks,
    names::{self, Renamed, Told},
    net::{Fields, Net, net},
    open,
    refusal::failure,
    scratch::{Scratch, with_suffix},
    search,
    store::Store,
};
use relance_model::{Id, Outcome};
use rusqlite::{Connection, config::DbConfig, params_from_iter};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Settings of the one connection of a copy: nothing there has to outlive it.
const FLEETING: &str = "PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -163840; PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF;";

/// After the way back: the index writes what it still held back, and then nothing is written any more.
const AT_REST: &str = "SAVEPOINT written; RELEASE written; PRAGMA query_only = ON;";

impl Store {
    /// The last operation that was done by an instant; `None` when the base begins later.
    ///
    /// A clock that was set back makes instants go down in the journal: the order of the operations is what counts.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn last_operation_by(&self, at: i64) -> Outcome<Option<Id>> {
        self.read(|db| {
            db.optional("SELECT id FROM operation WHERE at <= ?1 ORDER BY id DESC LIMIT 1", [at], |row| {
                row.get(0).map(Id)
            })
        })
    }

    /// The base as it stood after `last`, shown as of `at`; `settle` finds out again what is derived by more than the schema.
    ///
    /// # Errors
    /// `disk_full`, and what else the disk refuses; those of `settle`.
    pub fn as_of(
        &self,
        last: Id,
        at: i64,
        scratch: Scratch,
        settle: impl FnOnce(&Db<'_>) -> Outcome<()>,
    ) -> Outcome<Self> {
        self.copy_into(&scratch)?;
        let connection = open::connect(scratch.base(), self.key(), &Ear::default(), false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(failure)?;
        connection.execute_batch(FLEETING).map_err(failure)?;
        // Never committed: what was taken back is not worth encrypting, and ends with the connection.
        connection.execute_batch("BEGIN IMMEDIATE").map_err(failure)?;
        take_back(&connection, last)?;
        settle(&Db(&connection))?;
        connection.execute_batch(AT_REST).map_err(failure)?;
        Ok(Self::of_past(scratch, self.key(), at, connection))
    }

    /// Copies the file as it is, pages still encrypted. A held read keeps the log from being taken into the file
    /// beyond what the log still holds: the file and then its log are always one whole state.
    pub(crate) fn copy_into(&self, scratch: &Scratch) -> Outcome<()> {
        self.still(|| {
            scratch.copy(self.path(), "")?;
            let log = with_suffix(self.path(), "-wal");
            if log.exists() { scratch.copy(&log, "-wal") } else { Ok(()) }
        })
    }
}

/// Takes every operation after `last` back, its place in the journal included.
fn take_back(connection: &Connection, last: Id) -> Outcome<()> {
    let db = Db(connection);
    let kept: i64 = db
        .optional("SELECT last_change FROM operation WHERE id = ?1", [last.0], |row| row.get(0))?
        .unwrap_or_default();
    let rows = net(&db, kept + 1, i64::MAX)?;
    Way::new(connection).go(rows)?;
    db.execute("DELETE FROM change WHERE id > ?1", [kept])?;
    db.execute(
        "DELETE FROM import_reject WHERE import_id IN (SELECT id FROM import_batch WHERE operation_id > ?1)",
        [last.0],
    )?;
    db.execute(
        "DELETE FROM import_sheet WHERE import_id IN (SELECT id FROM import_batch WHERE operation_id > ?1)",
        [last.0],
    )?;
    db.execute("DELETE FROM import_batch WHERE operation_id > ?1", [last.0])?;
    db.execute("DELETE FROM operation WHERE id > ?1", [last.0])?;
    // Marks that have no entry cannot be told again.
    db.execute("DELETE FROM meta WHERE key = 'bare_marks'", [])?;
    marks::write(&db)
}

/// The way back, on a copy or on the base itself.
pub(crate) struct Way<'a> {
    connection: &'a Connection,
    db: Db<'a>,
    /// Prospects whose searchable text may be another now.
    stale: HashSet<i64>,
    renamed: Renamed,
}

impl<'a> Way<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self { connection, db: Db(connection), stale: HashSet::new(), renamed: Renamed::default() }
    }

    /// Rows go back to what the net effect says that they were.
    pub(crate) fn go(mut self, rows: Vec<(String, i64, Net)>) -> Outcome<()> {
        let mut of_table: HashMap<String, Vec<(i64, Net)>> = HashMap::new();
        for (entity, row, net) in rows {
            of_table.entry(entity).or_default().push((row, net));
        }
        let order: Vec<(String, Vec<String>)> =
            tables(self.connection)?.into_iter().map(|table| (table.name, table.columns)).collect();
        // What was made and may hold a name that must be there only once goes first, the rest last: an undo of all this goes
        // backwards, and a parent has to be there before its children again.
        self.unmake(&order, &of_table, true)?;
        let mut has_erased = false;
        for (table, columns) in &order {
            let Some(rows) = of_table.get(table) else { continue };
            let (mut updates, mut inserts) = (Vec::new(), Vec::new());
            for (row, net) in rows {
                match net {
                    Net::Made => {}
                    Net::Removed(image) if image.is_empty() => has_erased = true,
                    Net::Removed(image) => inserts.push((*row, image.clone())),
                    Net::Changed(before) => updates.push((*row, before.clone())),
                }
            }
            if self.has_unique(table)? {
                // Two rows may have changed names with each other: they leave together and come back together.
                for (row, before) in updates.drain(..) {
                    let Some(mut image) = image_of(&self.db, table, row, columns)? else { continue };
                    self.note(table, row, &before)?;
                    image.extend(before);
                    self.db.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [row])?;
                    inserts.push((row, image));
                }
            }
            for (row, before) in &updates {
                self.note(table, *row, before)?;
                self.update(table, *row, before)?;
            }
            for (row, image) in &inserts {
                self.insert(table, image)?;
                self.note(table, *row, image)?;
            }
        }
        self.unmake(&order, &of_table, false)?;
        if has_erased {
            self.drop_orphans()?;
        }
        let mut stale: Vec<i64> = self.stale.into_iter().collect();
        stale.sort_unstable();
        stale.into_iter().try_for_each(|prospect| search::refresh(self.connection, prospect))?;
        names::refresh(self.connection, &mut self.renamed, &mut Told::new())?;
        due::all(self.connection)
    }

    /// Removes what was made, children first, in the tables that do or do not hold names that must be there only once.
    fn unmake(
        &mut self,
        order: &[(String, Vec<String>)],
        of_table: &HashMap<String, Vec<(i64, Net)>>,
        unique: bool,
    ) -> Outcome<()> {
        for (table, _) in order.iter().rev() {
            let Some(rows) = of_table.get(table) else { continue };
            if self.has_unique(table)? != unique {
                continue;
            }
            for (row, _) in rows.iter().filter(|(_, net)| matches!(net, Net::Made)) {
                self.note(table, *row, &Fields::new())?;
                self.db.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [*row])?;
            }
        }
        Ok(())
    }

    fn update(&self, table: &str, row: i64, before: &Fields) -> Outcome<()> {
        if before.is_empty() {
            return Ok(());
        }
        let set: Vec<String> = before.keys().enumerate().map(|(i, c)| format!("{c} = ?{}", i + 2)).collect();
        let sql = format!("UPDATE {table} SET {} WHERE id = ?1", set.join(", "));
        let values = std::iter::once(row.into()).chain(before.values().map(sql_value));
        self.db.execute(&sql, params_from_iter(values)).map(drop)
    }

    fn insert(&self, table: &str, image: &Fields) -> Outcome<()> {
        let columns: Vec<&str> = image.keys().map(String::as_str).collect();
        let marks: Vec<String> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), marks.join(", "));
        self.db.execute(&sql, params_from_iter(image.values().map(sql_value))).map(drop)
    }

    fn has_unique(&self, table: &str) -> Outcome<bool> {
        self.db.scalar("SELECT EXISTS (SELECT 1 FROM pragma_index_list(?1) WHERE \"unique\" = 1)", [table])
    }

    /// Notes whose searchable text hangs on a row that goes, comes or changes. `values`: what it held or will hold.
    fn note(&mut self, table: &str, row: i64, values: &Fields) -> Outcome<()> {
        match table {
            "prospect" => {
                // Without values it goes altogether.
                if values.is_empty() || values.keys().any(|column| is_searched(column)) {
                    self.stale.insert(row);
                }
                if values.is_empty() || NAMED.iter().any(|column| values.contains_key(*column)) {
                    self.renamed.people.insert(row);
                    self.lose("SELECT first_name, last_name, NULL FROM prospect WHERE id = ?1", row)?;
                }
            }
            "company" if values.is_empty() || values.contains_key("name") => {
                self.note_all("SELECT id FROM prospect WHERE company_id = ?1", row)?;
                self.renamed.people.extend(self.people_of(row)?);
                self.renamed.companies.insert(row);
                self.lose("SELECT NULL, NULL, name FROM company WHERE id = ?1", row)?;
            }
            "tag" if values.contains_key("name") => {
                self.note_all("SELECT prospect_id FROM prospect_tag WHERE tag_id = ?1", row)?;
            }
            "activity" => {
                // Of what happened to a prospect, only the words of people are searched.
                let is_note = values.get("kind").and_then(Value::as_str).is_none_or(|kind| kind == "note");
                if is_note {
                    self.note_all(
                        "SELECT prospect_id FROM activity WHERE id = ?1 AND kind IN ('note', 'email')",
                        row,
                    )?;
                    self.note_owner(values);
                }
            }
            "address" | "prospect_tag" => {
                self.note_all(&format!("SELECT prospect_id FROM {table} WHERE id = ?1"), row)?;
                self.note_owner(values);
            }
            _ => {}
        }
        Ok(())
    }

    fn people_of(&self, company: i64) -> Outcome<Vec<i64>> {
        self.db.rows("SELECT id FROM prospect WHERE company_id = ?1", [company], |found| found.get(0))
    }

    /// What a row is called now, it may not be called then.
    fn lose(&mut self, sql: &str, row: i64) -> Outcome<()> {
        let held = self.db.optional(sql, [row], |found| {
            Ok((found.get(0)?, found.get(1)?, found.get::<_, Option<String>>(2)?))
        })?;
        if let Some((first, last, company)) = held {
            let (first, last): (Option<String>, Option<String>) = (first, last);
            self.renamed.lose_person(first.as_deref(), last.as_deref());
            self.renamed.lose_company(company.as_deref());
        }
        Ok(())
    }

    fn note_owner(&mut self, values: &Fields) {
        self.stale.extend(values.get("prospect_id").and_then(Value::as_i64));
    }

    fn note_all(&mut self, sql: &str, row: i64) -> Outcome<()> {
        let found = self.db.rows(sql, [row], |found| found.get::<_, i64>(0))?;
        self.stale.extend(found);
        Ok(())
    }

    /// Removes what hangs on people who were erased since.
    fn drop_orphans(&self) -> Outcome<()> {
        let orphans = self.db.rows(
            "SELECT DISTINCT \"table\", rowid FROM pragma_foreign_key_check WHERE parent = 'prospect'",
            [],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)),
        )?;
        for (table, row) in orphans {
            self.db.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [row])?;
        }
        Ok(())
    }
}
