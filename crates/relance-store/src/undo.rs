//! Undo and redo of any operation: every field goes back to what it was, unless somebody changed it since.
//!
//! A field is compared by value: what the operation left against what is there now. So changes that were themselves
//! undone in between do not stand in the way.

use crate::{
    db::Db,
    functions::{json_value, sql_value},
    history::{operation_of, outward, record_name},
    kin::{LENDER, PERSON, children, of_people, parent},
    net::{Fields, Net, net, read_change},
    operation::{Stamp, Tx},
    store::Store,
    untouched::{Since, Together, Touched},
};
use relance_model::{
    Failure, Id, Outcome,
    history::{UndoAnswer, UndoConflict},
};
use rusqlite::params_from_iter;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Conflicts listed in an answer; all are counted.
const LISTED: usize = 200;

/// Kept along by the core: restored when untouched, never a reason to refuse.
const SOFT: [&str; 4] = ["updated_at", "last_interaction_at", "position", "told_at"];

/// A JSON object whose members are fields in their own right.
const OPEN_COLUMN: &str = "custom";

/// Some of the changes of an operation, and what the sentence about taking them back is given.
pub struct Part {
    pub first: i64,
    pub last: i64,
    pub says: Map<String, Value>,
}

impl Store {
    /// Undoes an operation (or redoes one, when it is itself an undo), as a new operation.
    ///
    /// With conflicts and without `keep_conflicts` nothing is written and the answer lists them.
    ///
    /// # Errors
    /// `not_found`; `not_undoable` for facts; `already_undone`.
    pub fn revert(&self, stamp: Stamp, target: Id, keep_conflicts: bool) -> Outcome<UndoAnswer> {
        self.take_back(stamp, target, None, keep_conflicts, |_| Ok(()))
    }

    /// Undoes a part of an operation, from one of its changes to another one; conflicts are kept. The operation itself still
    /// stands. `then` is done in the same operation.
    ///
    /// # Errors
    /// Those of [`Store::revert`] and of `then`.
    pub fn revert_part(
        &self,
        stamp: Stamp,
        target: Id,
        part: &Part,
        then: impl FnOnce(&Tx<'_>) -> Outcome<()>,
    ) -> Outcome<UndoAnswer> {
        self.take_back(stamp, target, Some(part), true, then)
    }

    fn take_back(
        &self,
        mut stamp: Stamp,
        target: Id,
        part: Option<&Part>,
        keep_conflicts: bool,
        then: impl FnOnce(&Tx<'_>) -> Outcome<()>,
    ) -> Outcome<UndoAnswer> {
        let reverted = self
            .read(|db| operation_of(db, target))?
            .ok_or_else(|| Failure::not_found("operation", target))?;
        if !reverted.is_undoable {
            return Err(Failure::not_now("not_undoable"));
        }
        // A part has a name of its own.
        if part.is_none() {
            stamp.label.clone_from(&reverted.label);
            stamp.reverts = Some(target);
        }
        let refused = std::cell::RefCell::new(None);
        let outcome = self.change(stamp, |tx| {
            let found = Revert::new(tx, target, part)?.run(keep_conflicts)?;
            if found.count > 0 && !keep_conflicts {
                *refused.borrow_mut() = Some(found);
                // The failure only rolls back; the caller gets the list.
                return Err(Failure::not_now("undo_conflicts"));
            }
            let own = part.map_or(&reverted.params, |part| &part.says);
            own.iter().for_each(|(name, value)| tx.say(name, value.clone()));
            then(tx)?;
            Ok(found)
        });
        let answer = |operation, found: Found| UndoAnswer {
            operation,
            reverted: Some(reverted.clone()),
            conflict_count: found.count,
            conflicts: found.listed,
        };
        match outcome {
            Ok(done) => Ok(answer(done.operation, done.value)),
            Err(failure) => match refused.into_inner() {
                Some(found) => Ok(answer(None, found)),
                None => Err(failure),
            },
        }
    }
}

#[derive(Default)]
struct Found {
    listed: Vec<UndoConflict>,
    count: u64,
}

struct Revert<'a> {
    tx: &'a Tx<'a>,
    db: Db<'a>,
    first: i64,
    last: i64,
    /// The whole operation, and not a part of it.
    is_whole: bool,
    /// Nothing was written since: no conflict is possible.
    is_newest: bool,
    /// Rows that the operation removed and that come back.
    removed: HashSet<(String, i64)>,
    /// What became of the rows of a large operation after it.
    since: Option<Since>,
    /// What stands in the way is told, and nothing is written.
    is_look: bool,
    found: Found,
}

impl<'a> Revert<'a> {
    fn new(tx: &'a Tx<'a>, target: Id, part: Option<&Part>) -> Outcome<Self> {
        let db = tx.db();
        let (first, last, reverted_by): (i64, i64, Option<i64>) = db
            .optional(
                "SELECT first_change, last_change, reverted_by FROM operation WHERE id = ?1",
                [target.0],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?
            .ok_or_else(|| Failure::not_found("operation", target))?;
        if reverted_by.is_some() {
            return Err(Failure::not_now("already_undone"));
        }
        let is_whole = part.is_none();
        let (first, last) = part.map_or((first, last), |part| (part.first, part.last));
        let newest = db.newest_change()?;
        Ok(Self {
            tx,
            db: tx.db(),
            first,
            last,
            is_whole,
            is_newest: newest == last,
            removed: HashSet::new(),
            since: None,
            is_look: false,
            found: Found::default(),
        })
    }

    fn run(mut self, keep_conflicts: bool) -> Outcome<Found> {
        self.tx
            .connection
            .execute_batch("PRAGMA defer_foreign_keys = ON")
            .map_err(crate::refusal::failure)?;
        let rows = net(&self.db, self.first, self.last)?;
        let made: HashSet<(&str, i64)> = rows
            .iter()
            .filter(|(_, _, net)| matches!(net, Net::Made))
            .map(|(entity, row, _)| (entity.as_str(), *row))
            .collect();
        self.removed = rows
            .iter()
            .filter(|(_, _, net)| matches!(net, Net::Removed(_)))
            .map(|(entity, row, _)| (entity.clone(), *row))
            .collect();
        if self.is_whole {
            self.since = Since::new(&self.db, &rows, self.last)?;
        }
        let stays = if keep_conflicts { self.staying(&rows, &made)? } else { HashSet::new() };
        // Children were written after their parents: going backwards removes them first. But a person may have been written
        // before her company was, and would come back before it, without its name.
        let (lenders, others): (Vec<_>, Vec<_>) = rows
            .iter()
            .rev()
            .partition(|(entity, _, net)| entity == LENDER && matches!(net, Net::Removed(_)));
        let (together, others) = match &self.since {
            Some(since) => since.sort(others, |entity, row| stays.contains(&(entity, row))),
            None => (Together::default(), others),
        };
        // Without rows that come back, nothing depends on what was written before it.
        if !keep_conflicts && self.since.is_some() && self.removed.is_empty() {
            self.is_look = true;
            self.take_back(&others, made.clone(), &stays, keep_conflicts)?;
            if self.found.count > 0 {
                return Ok(self.found);
            }
            self.is_look = false;
        }
        for (entity, row, net) in lenders {
            if let Net::Removed(image) = net {
                self.restore_row(entity, *row, image)?;
            }
        }
        together.put_back(&self.db)?;
        self.take_back(&others, made, &stays, keep_conflicts)?;
        Ok(self.found)
    }

    /// Takes back row by row; `made` is what the operation made and what goes.
    fn take_back<'r>(
        &mut self,
        rows: &[Touched<'r>],
        mut made: HashSet<(&'r str, i64)>,
        stays: &HashSet<(&str, i64)>,
        keep_conflicts: bool,
    ) -> Outcome<()> {
        for (entity, row, net) in rows {
            if self.found.count > 0 && !keep_conflicts && self.found.count as usize >= LISTED {
                break;
            }
            match net {
                // Who stays keeps what the operation gave her.
                Net::Made if stays.contains(&(entity.as_str(), *row)) => {
                    made.remove(&(entity.as_str(), *row));
                }
                Net::Made => {
                    if !self.unmake(entity, *row, &made)? {
                        // It stays, and so does what it hangs on.
                        made.remove(&(entity.as_str(), *row));
                    }
                }
                Net::Changed(before) => self.restore_fields(entity, *row, before)?,
                Net::Removed(image) => self.restore_row(entity, *row, image)?,
            }
        }
        Ok(())
    }

    /// What the operation left in the columns that were touched later: the first value that a later change found.
    fn left_behind(&self, entity: &str, row: i64) -> Outcome<(Fields, Option<i64>)> {
        let mut left = Fields::new();
        let mut by = None;
        if self.is_newest {
            return Ok((left, by));
        }
        self.db.for_each(
            "SELECT entity, row_id, kind, before, operation_id FROM change
             WHERE entity = ?1 AND row_id = ?2 AND id > ?3 ORDER BY id",
            rusqlite::params![entity, row, self.last],
            |found| {
                by = Some(found.get(4).map_err(crate::refusal::failure)?);
                for (column, value) in read_change(found)?.3 {
                    left.entry(column).or_insert(value);
                }
                Ok(())
            },
        )?;
        Ok((left, by))
    }

    /// What the operation gave to prospects that it made and that were changed since: they are not going to be removed.
    fn staying<'r>(
        &self,
        rows: &'r [(String, i64, Net)],
        made: &HashSet<(&str, i64)>,
    ) -> Outcome<HashSet<(&'r str, i64)>> {
        let mut people = HashSet::new();
        if self.is_newest {
            return Ok(HashSet::new());
        }
        for (entity, row, net) in rows {
            let is_free = || self.since.as_ref().is_some_and(|since| since.is_free(entity, *row));
            if entity != PERSON || !matches!(net, Net::Made) || is_free() {
                continue;
            }
            let Some(now) = self.current(entity, *row)? else { continue };
            let (left, _) = self.left_behind(entity, *row)?;
            if !edited(&left, &now).is_empty() || self.has_other_children(entity, *row, made)? {
                people.insert(*row);
            }
        }
        let mut stays = HashSet::new();
        for (entity, _) in children(PERSON) {
            let theirs = of_people(&self.db, entity, people.iter().copied())?;
            stays.extend(theirs.into_iter().map(|row| (*entity, row)));
        }
        Ok(stays)
    }

    /// Removes a row that the operation made; false when it must stay.
    fn unmake(&mut self, entity: &str, row: i64, made: &HashSet<(&str, i64)>) -> Outcome<bool> {
        let Some(now) = self.current(entity, row)? else { return Ok(true) };
        let (left, by) = self.left_behind(entity, row)?;
        let edited = edited(&left, &now);
        if !edited.is_empty() {
            for (column, _) in edited {
                let value = now.get(column).cloned().unwrap_or_default();
                self.conflict(entity, row, Some(column.clone()), Value::Null, value, by)?;
            }
            return Ok(false);
        }
        if !self.is_newest && self.has_other_children(entity, row, made)? {
            self.conflict(entity, row, None, Value::Null, Value::Null, by)?;
            return Ok(false);
        }
        if self.is_look {
            return Ok(true);
        }
        self.db.execute(&format!("DELETE FROM {entity} WHERE id = ?1"), [row]).map(|_| true)
    }

    /// Whether rows that this undo does not remove hang on the row.
    fn has_other_children(&self, entity: &str, row: i64, made: &HashSet<(&str, i64)>) -> Outcome<bool> {
        for (child, column) in children(entity) {
            let ids =
                self.db.rows(&format!("SELECT id FROM {child} WHERE {column} = ?1"), [row], |found| {
                    found.get::<_, i64>(0)
                })?;
            if ids.iter().any(|id| !made.contains(&(*child, *id))) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn restore_fields(&mut self, entity: &str, row: i64, before: &Fields) -> Outcome<()> {
        let Some(now) = self.current(entity, row)? else {
            return self.conflict(entity, row, None, Value::Object(before.clone()), Value::Null, None);
        };
        let (left, by) = self.left_behind(entity, row)?;
        let mut columns = Vec::new();
        let mut values = Vec::new();
        for (column, old) in before {
            let present = now.get(column).cloned().unwrap_or_default();
            let after = left.get(column).cloned().unwrap_or_else(|| present.clone());
            if self.is_lost(entity, column, old)? {
                self.conflict(entity, row, Some(column.clone()), old.clone(), present, None)?;
            } else if present == after {
                columns.push(column);
                values.push(sql_value(old));
            } else if column == OPEN_COLUMN {
                columns.push(column);
                values.push(sql_value(&self.restore_members(entity, row, [old, &after, &present], by)?));
            } else if !SOFT.contains(&column.as_str()) {
                self.conflict(entity, row, Some(column.clone()), old.clone(), present, by)?;
            }
        }
        if columns.is_empty() || self.is_look {
            return Ok(());
        }
        let set: Vec<String> = columns.iter().enumerate().map(|(i, c)| format!("{c} = ?{}", i + 1)).collect();
        let sql = format!("UPDATE {entity} SET {} WHERE id = ?{}", set.join(", "), columns.len() + 1);
        values.push(row.into());
        self.db.execute(&sql, params_from_iter(values)).map(drop)
    }

    /// Merges a JSON object member by member: [before, left by the operation, now] → text to store.
    fn restore_members(
        &mut self,
        entity: &str,
        row: i64,
        states: [&Value; 3],
        by: Option<i64>,
    ) -> Outcome<Value> {
        let [before, after, now] = states.map(object);
        let mut merged = now.clone();
        for member in before.keys().chain(after.keys()).collect::<HashSet<_>>() {
            if before.get(member) == after.get(member) {
                continue;
            }
            if now.get(member) == after.get(member) {
                match before.get(member) {
                    Some(old) => merged.insert(member.clone(), old.clone()),
                    None => merged.remove(member),
                };
            } else {
                let old = before.get(member).cloned().unwrap_or_default();
                let present = now.get(member).cloned().unwrap_or_default();
                self.conflict(entity, row, Some(format!("{OPEN_COLUMN}.{member}")), old, present, by)?;
            }
        }
        Ok(Value::String(Value::Object(merged).to_string()))
    }

    fn restore_row(&mut self, entity: &str, row: i64, image: &Fields) -> Outcome<()> {
        if self.current(entity, row)?.is_some() {
            return self.conflict(entity, row, None, Value::Object(image.clone()), Value::Null, None);
        }
        for (column, value) in image {
            if self.is_lost(entity, column, value)? {
                return self.conflict(entity, row, Some(column.clone()), value.clone(), Value::Null, None);
            }
        }
        let columns: Vec<&str> = image.keys().map(String::as_str).collect();
        let marks: Vec<String> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
        let sql = format!("INSERT INTO {entity} ({}) VALUES ({})", columns.join(", "), marks.join(", "));
        match self.db.execute(&sql, params_from_iter(image.values().map(sql_value))) {
            Ok(_) => Ok(()),
            // A name that must be unique was taken since.
            Err(failure) if failure.code == relance_model::Code::Bug => {
                self.conflict(entity, row, None, Value::Object(image.clone()), Value::Null, None)
            }
            Err(failure) => Err(failure),
        }
    }

    /// Whether a value points at a record that was removed since and does not come back with this undo.
    fn is_lost(&self, entity: &str, column: &str, value: &Value) -> Outcome<bool> {
        let (Some(parent), Some(id)) = (parent(entity, column), value.as_i64()) else { return Ok(false) };
        if self.is_newest || self.removed.contains(&(parent.to_owned(), id)) {
            return Ok(false);
        }
        Ok(self.db.optional(&format!("SELECT 1 FROM {parent} WHERE id = ?1"), [id], |_| Ok(()))?.is_none())
    }

    fn current(&self, entity: &str, row: i64) -> Outcome<Option<Fields>> {
        self.db.optional(&format!("SELECT * FROM {entity} WHERE id = ?1"), [row], |found| {
            let statement: &rusqlite::Statement<'_> = found.as_ref();
            let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut fields = Fields::new();
            for (i, name) in names.into_iter().enumerate() {
                fields.insert(name, json_value(found.get_ref(i)?));
            }
            Ok(fields)
        })
    }

    fn conflict(
        &mut self,
        entity: &str,
        row: i64,
        field: Option<String>,
        would_be: Value,
        now: Value,
        by: Option<i64>,
    ) -> Outcome<()> {
        self.found.count += 1;
        if self.found.listed.len() < LISTED {
            let column = field.as_deref().unwrap_or_default();
            let (would_be, now) = (outward(column, would_be), outward(column, now));
            self.found.listed.push(UndoConflict {
                entity: entity.to_owned(),
                record: Id(row),
                record_name: record_name(&self.db, entity, row)?,
                field,
                would_be,
                now,
                by: by.map(Id),
            });
        }
        Ok(())
    }
}

/// What was changed since in what the operation left.
fn edited<'a>(left: &'a Fields, now: &Fields) -> Vec<(&'a String, &'a Value)> {
    left.iter()
        .filter(|(column, value)| !SOFT.contains(&column.as_str()) && now.get(*column) != Some(*value))
        .collect()
}

/// A stored JSON object; anything else counts as empty.
fn object(stored: &Value) -> Fields {
    stored.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}
