//! Tags: short coloured words on prospects.

use crate::values;
use relance_model::{
    Failure, Id, Outcome,
    labels::{Tag, TagCount, TagEdit, TagMerge},
};
use relance_store::{Db, Row, SqlResult, Tx, fold, id_array, params};
use serde_json::Value;
use std::collections::HashSet;

fn tag(row: &Row<'_>) -> SqlResult<Tag> {
    Ok(Tag { id: Id(row.get(0)?), name: row.get(1)?, color: row.get(2)? })
}

/// All tags by name, with how many prospects each has.
///
/// # Errors
/// The base cannot be read.
pub fn all(db: &Db<'_>) -> Outcome<Vec<TagCount>> {
    db.rows(
        "SELECT id, name, color, (SELECT count(*) FROM prospect_tag WHERE tag_id = tag.id) FROM tag ORDER BY name_key",
        [],
        |row| Ok(TagCount { tag: tag(row)?, prospects: row.get::<_, i64>(3)?.unsigned_abs() }),
    )
}

/// All tags by name, uncounted.
///
/// # Errors
/// The base cannot be read.
pub fn names(db: &Db<'_>) -> Outcome<Vec<Tag>> {
    db.rows("SELECT id, name, color FROM tag ORDER BY name_key", [], tag)
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<Tag> {
    db.optional("SELECT id, name, color FROM tag WHERE id = ?1", [id.0], tag)?
        .ok_or_else(|| Failure::not_found("tag", id))
}

/// The tags of a prospect, by name.
///
/// # Errors
/// The base cannot be read.
pub fn of(db: &Db<'_>, prospect: Id) -> Outcome<Vec<Tag>> {
    db.rows(
        "SELECT t.id, t.name, t.color FROM prospect_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.prospect_id = ?1 ORDER BY t.name_key",
        [prospect.0],
        tag,
    )
}

/// Finds a tag by id or name (accents and case aside).
///
/// # Errors
/// The base cannot be read.
pub fn find(db: &Db<'_>, word: &str) -> Outcome<Option<Tag>> {
    let id = word.parse::<Id>().map_or(0, |id| id.0);
    db.optional(
        "SELECT id, name, color FROM tag WHERE id = ?1 OR name_key = ?2",
        params![id, fold(word.trim())],
        tag,
    )
}

/// Finds a tag by name or makes it.
///
/// # Errors
/// `tag_name_missing`.
pub fn find_or_add(tx: &Tx<'_>, name: &str) -> Outcome<Id> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Failure::invalid("name", "tag_name_missing"));
    }
    let found: Option<i64> =
        tx.db().optional("SELECT id FROM tag WHERE name_key = ?1", [fold(name)], |row| row.get(0))?;
    if let Some(id) = found {
        return Ok(Id(id));
    }
    let id = tx.new_id();
    tx.db().execute("INSERT INTO tag (id, name) VALUES (?1, ?2)", params![id.0, name])?;
    Ok(id)
}

/// The tag that one of another base is here: the same name, else it is added.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: &Tx<'_>, other: &Tag) -> Outcome<Id> {
    let held: Option<i64> =
        tx.db().optional("SELECT id FROM tag WHERE name_key = ?1", [fold(&other.name)], |row| row.get(0))?;
    if let Some(id) = held {
        return Ok(Id(id));
    }
    let id = tx.id_or_new("tag", other.id)?;
    tx.db().execute(
        "INSERT INTO tag (id, name, color) VALUES (?1, ?2, ?3)",
        params![id.0, other.name, other.color],
    )?;
    Ok(id)
}

/// # Errors
/// `tag_name_missing`, `tag_name_taken`, `color_unknown`.
pub fn add(tx: &Tx<'_>, edit: &TagEdit) -> Outcome<Id> {
    let name = edit.name.as_deref().unwrap_or_default();
    if !name.trim().is_empty() && find(&tx.db(), name)?.is_some() {
        return Err(Failure::invalid("name", "tag_name_taken").with("name", name));
    }
    let id = find_or_add(tx, name)?;
    if let Some(color) = color(edit)? {
        tx.db().execute("UPDATE tag SET color = ?2 WHERE id = ?1", params![id.0, color])?;
    }
    tx.say("tag", name.trim());
    Ok(id)
}

/// # Errors
/// `not_found`, `tag_name_missing`, `tag_name_taken`, `color_unknown`.
pub fn edit(tx: &Tx<'_>, id: Id, edit: &TagEdit) -> Outcome<()> {
    let before = get(&tx.db(), id)?;
    tx.say("tag", before.name.clone());
    let name = edit.name.as_deref().map_or(before.name.as_str(), str::trim);
    if name.is_empty() {
        return Err(Failure::invalid("name", "tag_name_missing"));
    }
    if find(&tx.db(), name)?.is_some_and(|other| other.id != id) {
        return Err(Failure::invalid("name", "tag_name_taken").with("name", name));
    }
    let color = color(edit)?.unwrap_or(before.color);
    tx.db()
        .execute("UPDATE tag SET name = ?2, color = ?3 WHERE id = ?1", params![id.0, name, color])
        .map(drop)?;
    Ok(())
}

fn color(edit: &TagEdit) -> Outcome<Option<Option<String>>> {
    let read = |wanted| values::color(wanted).map_err(|_| Failure::invalid("color", "color_unknown"));
    edit.color.clone().map(read).transpose()
}

/// Makes one tag of several: everybody who has any of them has the one, once. Answers how many get it.
///
/// # Errors
/// `not_found`; `tag_itself` when a tag is to be merged into itself, `tag_none` when none is named.
pub fn merge(tx: &Tx<'_>, request: &TagMerge) -> Outcome<u64> {
    let db = tx.db();
    let into = get(&db, request.into)?;
    if request.from.contains(&request.into) {
        return Err(Failure::invalid("from", "tag_itself"));
    }
    if request.from.is_empty() {
        return Err(Failure::invalid("from", "tag_none"));
    }
    let mut names = Vec::new();
    let mut count = 0;
    for from in &request.from {
        names.push(get(&db, *from)?.name);
        let holders = db.rows("SELECT prospect_id FROM prospect_tag WHERE tag_id = ?1", [from.0], |row| {
            row.get(0).map(Id)
        })?;
        count += put_all(tx, &holders, into.id)?.len() as u64;
        db.execute("DELETE FROM prospect_tag WHERE tag_id = ?1", [from.0])?;
        db.execute("DELETE FROM tag WHERE id = ?1", [from.0])?;
    }
    tx.say("tag", into.name);
    tx.say("tags", names);
    tx.say("count", count);
    Ok(count)
}

/// Removes a tag from every prospect and from the list.
///
/// # Errors
/// `not_found`.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let tag = get(&tx.db(), id)?;
    let count = tx.db().execute("DELETE FROM prospect_tag WHERE tag_id = ?1", [id.0])?;
    tx.db().execute("DELETE FROM tag WHERE id = ?1", [id.0])?;
    tx.say("tag", tag.name);
    tx.say("count", count);
    Ok(())
}

/// Puts a tag on a prospect; false when it was there.
///
/// # Errors
/// The base cannot be written.
pub fn put(tx: &Tx<'_>, prospect: Id, tag: Id) -> Outcome<bool> {
    tx.db()
        .execute(
            "INSERT OR IGNORE INTO prospect_tag (id, prospect_id, tag_id) VALUES (?1, ?2, ?3)",
            [tx.new_id().0, prospect.0, tag.0],
        )
        .map(|rows| rows > 0)
}

/// Takes a tag off a prospect; false when it was not there.
///
/// # Errors
/// The base cannot be written.
pub fn take(tx: &Tx<'_>, prospect: Id, tag: Id) -> Outcome<bool> {
    tx.db()
        .execute("DELETE FROM prospect_tag WHERE prospect_id = ?1 AND tag_id = ?2", [prospect.0, tag.0])
        .map(|rows| rows > 0)
}

/// Puts a tag on many prospects; answers those who had it not.
///
/// # Errors
/// The base cannot be written.
pub fn put_all(tx: &Tx<'_>, prospects: &[Id], tag: Id) -> Outcome<Vec<Id>> {
    let held: HashSet<i64> = tx
        .db()
        .rows("SELECT prospect_id FROM prospect_tag WHERE tag_id = ?1", [tag.0], |row| row.get(0))?
        .into_iter()
        .collect();
    let without: Vec<Id> = prospects.iter().copied().filter(|id| !held.contains(&id.0)).collect();
    let rows = Value::from_iter(without.iter().map(|prospect| vec![tx.new_id().0, prospect.0]));
    tx.db().execute(
        "INSERT INTO prospect_tag (id, prospect_id, tag_id) SELECT value ->> 0, value ->> 1, ?2 FROM json_each(?1)",
        params![rows.to_string(), tag.0],
    )?;
    Ok(without)
}

/// Takes a tag off many prospects; answers those who had it.
///
/// # Errors
/// The base cannot be written.
pub fn take_all(tx: &Tx<'_>, prospects: &[Id], tag: Id) -> Outcome<Vec<Id>> {
    tx.db().rows(
        "DELETE FROM prospect_tag WHERE tag_id = ?2 AND prospect_id IN (SELECT value FROM json_each(?1))
         RETURNING prospect_id",
        params![id_array(prospects), tag.0],
        |row| row.get(0).map(Id),
    )
}
