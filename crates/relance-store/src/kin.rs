//! Which rows hang on which: for an undo, that must not take away what somebody's row hangs on.

use crate::db::Db;
use relance_model::Outcome;
use rusqlite::types::Value;

/// Rows of this table own others, and stay with them.
pub(crate) const PERSON: &str = "prospect";

/// Rows of this table lend others a value that triggers derive when those are written.
pub(crate) const LENDER: &str = "company";

/// Tables on whose rows others hang.
const PARENTS: [&str; 7] = [PERSON, LENDER, "stage", "tag", "member", "event", "message"];

/// Tables that point at a table, and by which column.
pub(crate) fn children(entity: &str) -> &'static [(&'static str, &'static str)] {
    match entity {
        PERSON => &[
            ("address", "prospect_id"),
            ("prospect_tag", "prospect_id"),
            ("activity", "prospect_id"),
            ("reminder", "prospect_id"),
            ("event_prospect", "prospect_id"),
        ],
        "event" => &[("event_prospect", "event_id"), ("event", "series_id")],
        LENDER => &[(PERSON, "company_id")],
        "stage" => &[(PERSON, "stage_id")],
        "tag" => &[("prospect_tag", "tag_id")],
        "member" => &[(PERSON, "owner_id")],
        "message" => &[("message_attachment", "message_id")],
        _ => &[],
    }
}

/// The table that a column points at.
pub(crate) fn parent(entity: &str, column: &str) -> Option<&'static str> {
    PARENTS
        .into_iter()
        .find(|parent| children(parent).iter().any(|(child, at)| *child == entity && *at == column))
}

/// Rows that some rows of a table hang on, as they are now.
pub(crate) fn parents_of(
    db: &Db<'_>,
    entity: &str,
    rows: impl IntoIterator<Item = i64>,
) -> Outcome<Vec<i64>> {
    let columns: Vec<&str> = PARENTS
        .into_iter()
        .flat_map(children)
        .filter(|(child, _)| *child == entity)
        .map(|(_, column)| *column)
        .collect();
    let list = serde_json::Value::from_iter(rows).to_string();
    if columns.is_empty() || list == "[]" {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let sql =
        format!("SELECT {} FROM {entity} WHERE id IN (SELECT value FROM json_each(?1))", columns.join(", "));
    db.for_each(&sql, [list], |row| {
        for column in 0..columns.len() {
            if let Value::Integer(parent) = row.get(column).map_err(crate::refusal::failure)? {
                found.push(parent);
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// Rows of a table that hang on some prospects.
pub(crate) fn of_people(
    db: &Db<'_>,
    entity: &str,
    people: impl IntoIterator<Item = i64>,
) -> Outcome<Vec<i64>> {
    let Some((_, column)) = children(PERSON).iter().find(|(child, _)| *child == entity) else {
        return Ok(Vec::new());
    };
    let list = serde_json::Value::from_iter(people).to_string();
    let sql = format!("SELECT id FROM {entity} WHERE {column} IN (SELECT value FROM json_each(?1))");
    db.rows(&sql, [list], |row| row.get(0))
}
