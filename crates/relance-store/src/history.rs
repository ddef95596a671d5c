//! Reading the journal: operations, and each field before and after.

use crate::{db::Db, functions::json_value, journal::tables, kin::parent, store::Store};
use relance_model::{
    Failure, Id, Outcome,
    history::{FieldChange, FieldChanges, History, HistoryQuery, Operation, RecordHistoryQuery},
};
use rusqlite::{Row, params, params_from_iter, types::Value as SqlValue};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Operations that nobody did: they are in the chain, and no news to anybody.
const UNSEEN: &str = "'reminders.tell', 'activities.viewed'";

/// The undo of an undo does again, and the undo of that undoes once more.
const OPERATION: &str = "SELECT id, at, caller, label, params, reverts, reverted_by, last_change - first_change + 1, is_undoable,
    reverts IS NOT NULL AND (WITH RECURSIVE past(id) AS (
        SELECT operation.reverts
        UNION SELECT taken.reverts FROM past JOIN operation taken ON taken.id = past.id WHERE taken.reverts IS NOT NULL)
      SELECT count(*) % 2 = 0 FROM past) FROM operation";

fn operation(row: &Row<'_>) -> rusqlite::Result<Operation> {
    let params: String = row.get(4)?;
    Ok(Operation {
        id: Id(row.get(0)?),
        at: row.get(1)?,
        caller: row.get(2)?,
        label: row.get(3)?,
        params: serde_json::from_str(&params).unwrap_or_default(),
        reverts: row.get::<_, Option<i64>>(5)?.map(Id),
        reverted_by: row.get::<_, Option<i64>>(6)?.map(Id),
        changes: row.get::<_, i64>(7)?.unsigned_abs(),
        is_undoable: row.get(8)?,
        is_redo: row.get(9)?,
    })
}

pub(crate) fn operation_of(db: &Db<'_>, id: Id) -> Outcome<Option<Operation>> {
    db.optional(&format!("{OPERATION} WHERE id = ?1"), [id.0], operation)
}

impl Store {
    /// Operations, newest first, and what undo and redo would take.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn history(&self, query: &HistoryQuery) -> Outcome<History> {
        self.read(|db| {
            let mut sql = format!("{OPERATION} WHERE id < ?1 AND label NOT IN ({UNSEEN})");
            let mut values: Vec<SqlValue> = vec![query.before.map_or(i64::MAX, |id| id.0).into()];
            if let Some(caller) = &query.caller {
                values.push(caller.clone().into());
                sql.push_str(&format!(" AND caller = ?{}", values.len()));
            }
            for (condition, at) in [("at >=", query.from), ("at <=", query.to)] {
                if let Some(at) = at {
                    values.push(at.into());
                    sql.push_str(&format!(" AND {condition} ?{}", values.len()));
                }
            }
            if let Some(field) = field_of(db, query.field.as_deref())? {
                let of_row = query.prospect.map(|prospect| {
                    values.push(prospect.0.into());
                    values.len()
                });
                let of = |column: &str| of_row.map(|n| format!(" AND {column} = ?{n}")).unwrap_or_default();
                let sought = match field.as_str() {
                    // Rows of their own: whose they are is known from what they hold, or held.
                    "tags" | "addresses" => {
                        let table = if field == "tags" { "prospect_tag" } else { "address" };
                        let owner = format!(
                            "coalesce((SELECT prospect_id FROM {table} WHERE id = ch.row_id), json_extract(ch.before, '$.prospect_id'),
                               (SELECT json_extract(gone.before, '$.prospect_id') FROM change gone
                                WHERE gone.entity = ch.entity AND gone.row_id = ch.row_id AND gone.kind = 3 LIMIT 1))"
                        );
                        format!("ch.entity = '{table}'{}", of(&owner))
                    }
                    _ => {
                        values.push(format!("$.\"{}\"", field.replace('"', "")).into());
                        format!(
                            "ch.kind = 2 AND json_type(ch.before, ?{}) IS NOT NULL AND ch.entity <> 'setting'
                               AND NOT EXISTS (SELECT 1 FROM change made WHERE made.entity = ch.entity AND made.row_id = ch.row_id
                                               AND made.kind = 1 AND made.operation_id = ch.operation_id){}",
                            values.len(),
                            of_row.map(|n| format!(" AND ch.entity = 'prospect' AND ch.row_id = ?{n}")).unwrap_or_default()
                        )
                    }
                };
                sql.push_str(&format!(
                    " AND EXISTS (SELECT 1 FROM change ch WHERE ch.id BETWEEN first_change AND last_change AND {sought})"
                ));
            }
            if let Some(prospect) = query.prospect {
                values.push(prospect.0.into());
                let n = values.len();
                sql.push_str(&format!(
                    " AND id IN (SELECT operation_id FROM change WHERE entity = 'prospect' AND row_id = ?{n}
                       UNION SELECT ch.operation_id FROM activity a JOIN change ch ON ch.entity = 'activity' AND ch.row_id = a.id WHERE a.prospect_id = ?{n}
                       UNION SELECT ch.operation_id FROM reminder r JOIN change ch ON ch.entity = 'reminder' AND ch.row_id = r.id WHERE r.prospect_id = ?{n}
                       UNION SELECT ch.operation_id FROM event_prospect t JOIN change ch ON (ch.entity = 'event_prospect' AND ch.row_id = t.id) OR (ch.entity = 'event' AND ch.row_id = t.event_id) WHERE t.prospect_id = ?{n}
                       UNION SELECT ch.operation_id FROM address a JOIN change ch ON ch.entity = 'address' AND ch.row_id = a.id WHERE a.prospect_id = ?{n}
                       UNION SELECT ch.operation_id FROM prospect_tag t JOIN change ch ON ch.entity = 'prospect_tag' AND ch.row_id = t.id WHERE t.prospect_id = ?{n})"
                ));
            } else {
                sql.push_str(" AND label NOT LIKE 'settings.%'");
            }
            values.push(query.limit.unwrap_or(50).min(500).cast_signed().into());
            sql.push_str(&format!(" ORDER BY id DESC LIMIT ?{}", values.len()));
            Ok(History {
                items: db.rows(&sql, params_from_iter(values), operation)?,
                undo: next_undo(db)?,
                redo: next_redo(db)?,
            })
        })
    }

    /// What one operation changed, first `limit` fields.
    ///
    /// # Errors
    /// `not_found`.
    pub fn changes_of(&self, id: Id, limit: u64) -> Outcome<FieldChanges> {
        self.read(|db| {
            operation_of(db, id)?.ok_or_else(|| Failure::not_found("operation", id))?;
            let (first, last): (i64, i64) = db
                .optional("SELECT first_change, last_change FROM operation WHERE id = ?1", [id.0], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .unwrap_or_default();
            collect(db, "ch.id BETWEEN ?1 AND ?2 ORDER BY ch.id", &[first.into(), last.into()], None, limit)
        })
    }

    /// The history of a record, or of one of its fields, newest first.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn record_history(
        &self,
        entity: &str,
        record: Id,
        query: &RecordHistoryQuery,
    ) -> Outcome<FieldChanges> {
        self.read(|db| {
            collect(
                db,
                "ch.entity = ?1 AND ch.row_id = ?2 ORDER BY ch.id DESC",
                &[entity.to_owned().into(), record.0.into()],
                field_of(db, query.field.as_deref())?.as_deref(),
                query.limit.unwrap_or(100).min(1000),
            )
        })
    }
}

/// The column that a field is kept in; `None` when none is asked for. A stage is a column of its own by its id.
fn field_of(db: &Db<'_>, field: Option<&str>) -> Outcome<Option<String>> {
    let Some(field) = field.filter(|field| !field.is_empty()) else { return Ok(None) };
    if OWN_ROWS.contains(&field) {
        return Ok(Some(field.to_owned()));
    }
    let columns: HashSet<String> = tables(db.0)?
        .into_iter()
        .filter(|table| table.name != "setting")
        .flat_map(|table| table.columns)
        .collect();
    let known = [field.to_owned(), format!("{field}_id")].into_iter().find(|column| columns.contains(column));
    known.map(Some).ok_or_else(|| Failure::invalid("field", "field_unknown").with("field", field))
}

/// Fields that are rows of their own.
const OWN_ROWS: [&str; 2] = ["tags", "addresses"];

/// Columns that no person changed: they are left out of what people read.
const BOOKKEEPING: [&str; 6] =
    ["updated_at", "company_key", "match_key", "position", "is_sample", "created_at"];

/// Change, operation, table, row, kind, values before, instant, caller.
type Line = (i64, i64, String, i64, i64, Option<String>, i64, String);

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
    ))
}

fn collect(
    db: &Db<'_>,
    condition: &str,
    values: &[SqlValue],
    field: Option<&str>,
    limit: u64,
) -> Outcome<FieldChanges> {
    let sql = format!(
        "SELECT ch.id, ch.operation_id, ch.entity, ch.row_id, ch.kind, ch.before, op.at, op.caller
         FROM change ch JOIN operation op ON op.id = ch.operation_id WHERE {condition}"
    );
    let mut items: Vec<FieldChange> = Vec::new();
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut has_more = false;
    let mut names = HashMap::new();
    let limited = format!("{sql} LIMIT {}", limit.saturating_mul(4).min(20_000));
    let rows = db.rows(&limited, params_from_iter(values), line)?;
    for (change, operation, entity, record, kind, before, at, caller) in rows {
        let name = Store::called(db, &entity, Id(record))?;
        let mut called = |column: &str, value: &Value| called(db, &mut names, &entity, column, value);
        let entry = |field: Option<String>, before: Value, after: Value| FieldChange {
            operation: Id(operation),
            at,
            caller: caller.clone(),
            entity: entity.clone(),
            record: Id(record),
            record_name: name.clone(),
            kind: ["", "insert", "update", "delete"][usize::try_from(kind).unwrap_or(0).min(3)].to_owned(),
            field,
            before,
            after,
            before_name: None,
            after_name: None,
        };
        let before: Map<String, Value> = before
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(Failure::bug)?
            .unwrap_or_default();
        if kind != 2 {
            if field.is_none() {
                // A row that hangs a tag on somebody is that tag.
                let tag = if entity != TAGGED {
                    None
                } else if kind == 3 {
                    called("tag_id", before.get("tag_id").unwrap_or(&Value::Null))?
                } else {
                    called("tag_id", &value_after(db, &entity, record, "tag_id", change)?)?
                };
                let gone = if kind == 3 { outward("", Value::Object(before)) } else { Value::Null };
                let mut whole = entry(None, gone, Value::Null);
                *(if kind == 3 { &mut whole.before_name } else { &mut whole.after_name }) = tag;
                items.push(whole);
            }
        } else {
            for (column, old) in before {
                if BOOKKEEPING.contains(&column.as_str()) || field.is_some_and(|field| field != column) {
                    continue;
                }
                let after = value_after(db, &entity, record, &column, change)?;
                let (before_name, after_name) = (called(&column, &old)?, called(&column, &after)?);
                let (old, after) = (outward(&column, old), outward(&column, after));
                items.push(FieldChange { before_name, after_name, ..entry(Some(column), old, after) });
            }
        }
        if items.len() > wanted {
            items.truncate(wanted);
            has_more = true;
            break;
        }
    }
    Ok(FieldChanges { items, has_more })
}

/// Rows of this table hang a tag on a prospect.
const TAGGED: &str = "prospect_tag";

/// What the record is called that a value points at, where it is one: as it is now, or as it was when it went.
fn called(
    db: &Db<'_>,
    names: &mut HashMap<i64, Option<String>>,
    entity: &str,
    column: &str,
    value: &Value,
) -> Outcome<Option<String>> {
    let (Some(parent), Some(id)) = (parent(entity, column), value.as_i64()) else { return Ok(None) };
    if let Some(name) = names.get(&id) {
        return Ok(name.clone());
    }
    let name = Store::called(db, parent, Id(id))?;
    names.insert(id, name.clone());
    Ok(name)
}

/// A stored value as it goes out: ids are texts, since they are longer than a JavaScript number.
pub(crate) fn outward(column: &str, value: Value) -> Value {
    match value {
        Value::Number(id) if column == "id" || column.ends_with("_id") => Value::String(id.to_string()),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(column, value)| {
                let value = outward(&column, value);
                (column, value)
            })
            .collect(),
        other => other,
    }
}

/// What a change left in a column: what the next change of that column found, or what is there now.
fn value_after(db: &Db<'_>, entity: &str, row: i64, column: &str, change: i64) -> Outcome<Value> {
    let next: Option<String> = db.optional(
        "SELECT before FROM change WHERE entity = ?1 AND row_id = ?2 AND id > ?3
           AND json_type(before, '$.' || ?4) IS NOT NULL ORDER BY id LIMIT 1",
        params![entity, row, change, column],
        |found| found.get(0),
    )?;
    if let Some(text) = next {
        let fields: Map<String, Value> = serde_json::from_str(&text).map_err(Failure::bug)?;
        return Ok(fields.get(column).cloned().unwrap_or_default());
    }
    let sql = format!("SELECT {column} FROM {entity} WHERE id = ?1");
    Ok(db.optional(&sql, [row], |found| Ok(json_value(found.get_ref(0)?)))?.unwrap_or_default())
}

/// What to call a record, as it is now.
pub(crate) fn record_name(db: &Db<'_>, entity: &str, row: i64) -> Outcome<Option<String>> {
    let prospect = |of: &str| {
        format!(
            "SELECT coalesce(nullif(trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, '')), ''),
               (SELECT name FROM company WHERE id = p.company_id), p.email, p.phone) FROM prospect p WHERE p.id = {of}"
        )
    };
    let sql = match entity {
        "prospect" => prospect("?1"),
        // Whose it was is known from what it held when it went.
        "address" | "prospect_tag" | "activity" | "reminder" | "event_prospect" => prospect(&format!(
            "coalesce((SELECT prospect_id FROM {entity} WHERE id = ?1),
               (SELECT before ->> 'prospect_id' FROM change WHERE entity = '{entity}' AND row_id = ?1 AND kind = 3 ORDER BY id DESC LIMIT 1))"
        )),
        "message" => prospect(
            "(SELECT prospect_id FROM activity WHERE kind = 'email' AND data ->> 'message' = CAST(?1 AS TEXT) LIMIT 1)",
        ),
        "company" | "tag" | "member" => format!("SELECT name FROM {entity} WHERE id = ?1"),
        "event" => "SELECT title FROM event WHERE id = ?1".to_owned(),
        "stage" | "field" => format!("SELECT label FROM {entity} WHERE id = ?1"),
        "import_batch" => "SELECT file_name FROM import_batch WHERE id = ?1".to_owned(),
        _ => return Ok(None),
    };
    db.optional(&sql, [row], |found| found.get::<_, Option<String>>(0)).map(Option::flatten).map_err(
        |failure| {
            debug_assert!(false, "{failure}");
            failure
        },
    )
}

impl Store {
    /// What a record is called: as it is now, or as it was when it went.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn called(db: &Db<'_>, entity: &str, record: Id) -> Outcome<Option<String>> {
        if let Some(name) = record_name(db, entity, record.0)? {
            return Ok(Some(name));
        }
        let held = db.optional(
            "SELECT coalesce(before ->> 'name', before ->> 'label', before ->> 'title', before ->> 'file_name',
               nullif(trim(coalesce(before ->> 'first_name', '') || ' ' || coalesce(before ->> 'last_name', '')), ''),
               before ->> 'email', before ->> 'phone') FROM change
             WHERE entity = ?1 AND row_id = ?2 AND kind = 3 ORDER BY id DESC LIMIT 1",
            params![entity, record.0],
            |found| found.get(0),
        )?;
        Ok(held.flatten())
    }

    /// One operation.
    ///
    /// # Errors
    /// `not_found`.
    pub fn operation(&self, id: Id) -> Outcome<Operation> {
        self.read(|db| operation_of(db, id))?.ok_or_else(|| Failure::not_found("operation", id))
    }
}

/// What Ctrl+Z would undo.
fn next_undo(db: &Db<'_>) -> Outcome<Option<Operation>> {
    let id: Option<i64> = db.optional(
        "SELECT id FROM operation WHERE is_undoable = 1 AND reverts IS NULL AND reverted_by IS NULL
         ORDER BY id DESC LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    id.map_or(Ok(None), |id| operation_of(db, Id(id)))
}

/// What Ctrl+Shift+Z would redo: the last undo that stands, unless something new was done since.
fn next_redo(db: &Db<'_>) -> Outcome<Option<Operation>> {
    let id: Option<i64> = db.optional(
        "SELECT undo.id FROM operation undo JOIN operation done ON done.id = undo.reverts AND done.reverts IS NULL
         WHERE undo.reverted_by IS NULL AND done.reverted_by = undo.id
           AND NOT EXISTS (SELECT 1 FROM operation later
                           WHERE later.id > undo.id AND later.reverts IS NULL AND later.is_undoable = 1)
         ORDER BY undo.id DESC LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    id.map_or(Ok(None), |id| operation_of(db, Id(id)))
}
