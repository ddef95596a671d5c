//! Views: a filter, an order and a layout kept by name. The filter is kept as a tree, so that it goes on meaning the same
//! stage when that is renamed; what it finds is the business of `prospects`.

use crate::{filters, prospects};
use relance_model::{
    Failure, Id, Outcome,
    filters::{Filter, Form},
    views::{View, ViewEdit, ViewKind},
};
use relance_store::{Db, Row, SqlResult, Tx, fold, params};

const COLUMNS: &str =
    "id, name, kind, filter, search, sort, groups, columns, widths, density, is_favourite, position";

/// Longest name: it must stand in the sidebar.
const NAME: usize = 60;

fn word(kind: ViewKind) -> &'static str {
    match kind {
        ViewKind::Table => "table",
        ViewKind::Board => "board",
    }
}

/// A view whose filter is still the tree that is kept.
fn view(row: &Row<'_>) -> SqlResult<View> {
    let (kind, columns, widths): (String, String, String) = (row.get(2)?, row.get(7)?, row.get(8)?);
    Ok(View {
        id: Id(row.get(0)?),
        name: row.get(1)?,
        kind: if kind == "board" { ViewKind::Board } else { ViewKind::Table },
        filter: row.get(3)?,
        search: row.get(4)?,
        sort: row.get(5)?,
        groups: row.get(6)?,
        columns: serde_json::from_str(&columns).unwrap_or_default(),
        widths: serde_json::from_str(&widths).unwrap_or_default(),
        density: row.get(9)?,
        is_favourite: row.get(10)?,
        position: row.get(11)?,
    })
}

fn written(mut view: View, vocabulary: &filters::Vocabulary, english: bool) -> View {
    view.filter = serde_json::from_str::<Filter>(&view.filter)
        .map(|tree| filters::write(&tree, vocabulary, Form::Long, english))
        .unwrap_or_default();
    view
}

/// All views in the order of the sidebar, their filters in one language.
///
/// # Errors
/// The base cannot be read.
pub fn all(db: &Db<'_>, english: bool) -> Outcome<Vec<View>> {
    let views = db.rows(&format!("SELECT {COLUMNS} FROM view ORDER BY position, id"), [], view)?;
    if views.is_empty() {
        return Ok(views);
    }
    let vocabulary = prospects::vocabulary(db)?;
    Ok(views.into_iter().map(|view| written(view, &vocabulary, english)).collect())
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id, english: bool) -> Outcome<View> {
    all(db, english)?.into_iter().find(|view| view.id == id).ok_or_else(|| Failure::not_found("view", id))
}

/// Finds a view by id or name (accents and case aside).
///
/// # Errors
/// `not_found`.
pub fn find(db: &Db<'_>, word: &str, english: bool) -> Outcome<View> {
    let (id, folded) = (word.parse::<Id>().ok(), fold(word.trim()));
    all(db, english)?
        .into_iter()
        .find(|view| Some(view.id) == id || fold(&view.name) == folded)
        .ok_or_else(|| Failure::not_found("view", word))
}

/// Keeps a view, at the end of the others when no rank is given.
///
/// # Errors
/// `view_name_missing`, `view_name_taken`, those of its filter.
pub fn add(tx: &Tx<'_>, edit: &ViewEdit) -> Outcome<Id> {
    let name = free_name(&tx.db(), edit.name.as_deref().unwrap_or_default(), None)?;
    let id = tx.new_id();
    let count: i64 = tx.db().scalar("SELECT count(*) FROM view", [])?;
    tx.db().execute(
        "INSERT INTO view (id, name, kind, position) VALUES (?1, ?2, ?3, ?4)",
        params![id.0, name, word(edit.kind.unwrap_or_default()), count],
    )?;
    write(tx, id, &ViewEdit { name: None, ..edit.clone() })?;
    tx.say("name", name);
    Ok(id)
}

/// Changes a view.
///
/// # Errors
/// `not_found`, those of [`add`].
pub fn edit(tx: &Tx<'_>, id: Id, edit: &ViewEdit) -> Outcome<()> {
    let before = get(&tx.db(), id, false)?;
    write(tx, id, edit)?;
    tx.say("name", edit.name.as_deref().map_or(before.name.as_str(), str::trim).to_owned());
    Ok(())
}

/// A second view that begins as the first one is.
///
/// # Errors
/// `not_found`.
pub fn copy(tx: &Tx<'_>, id: Id) -> Outcome<Id> {
    let of = get(&tx.db(), id, false)?;
    let name = (2..)
        .map(|n| format!("{} {n}", of.name))
        .find(|name| free_name(&tx.db(), name, None).is_ok())
        .unwrap_or_else(|| of.name.clone());
    let copied = tx.new_id();
    tx.db().execute(
        "INSERT INTO view (id, name, kind, filter, search, sort, groups, columns, widths, density, is_favourite, position)
         SELECT ?2, ?3, kind, filter, search, sort, groups, columns, widths, density, is_favourite, position FROM view WHERE id = ?1",
        params![id.0, copied.0, name],
    )?;
    place(tx, copied, of.position + 1)?;
    tx.say("name", name);
    Ok(copied)
}

/// # Errors
/// `not_found`.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let view = get(&tx.db(), id, false)?;
    tx.db().execute("DELETE FROM view WHERE id = ?1", [id.0])?;
    tx.say("name", view.name);
    Ok(())
}

/// A name that no other view has.
fn free_name(db: &Db<'_>, name: &str, own: Option<Id>) -> Outcome<String> {
    let name: String = name.trim().chars().take(NAME).collect();
    if name.is_empty() {
        return Err(Failure::invalid("name", "view_name_missing"));
    }
    let folded = fold(&name);
    let taken =
        db.rows("SELECT id, name FROM view", [], |row| Ok((Id(row.get(0)?), row.get::<_, String>(1)?)))?;
    if taken.iter().any(|(id, other)| Some(*id) != own && fold(other) == folded) {
        return Err(Failure::invalid("name", "view_name_taken").with("name", name));
    }
    Ok(name)
}

fn write(tx: &Tx<'_>, id: Id, edit: &ViewEdit) -> Outcome<()> {
    let db = tx.db();
    let json = |value: serde_json::Result<String>| value.map_err(Failure::bug);
    let mut columns: Vec<(&str, String)> = Vec::new();
    if let Some(name) = &edit.name {
        columns.push(("name", free_name(&db, name, Some(id))?));
    }
    if let Some(kind) = edit.kind {
        columns.push(("kind", word(kind).to_owned()));
    }
    if let Some(text) = &edit.filter {
        let tree = filters::read(text, &prospects::vocabulary(&db)?)?;
        let kept = if tree.is_everybody() { String::new() } else { json(serde_json::to_string(&tree))? };
        columns.push(("filter", kept));
    }
    if let Some(sort) = &edit.sort {
        columns.push(("sort", sort.trim().to_owned()));
    }
    for (column, text) in [("search", &edit.search), ("groups", &edit.groups), ("density", &edit.density)] {
        columns.extend(text.as_deref().map(|text| (column, text.trim().to_owned())));
    }
    if let Some(density) = edit.density.as_deref().map(str::trim)
        && !["", "compact", "normal", "airy"].contains(&density)
    {
        return Err(Failure::invalid("density", "setting_invalid").with("value", density));
    }
    if let Some(keys) = &edit.columns {
        columns.push(("columns", json(serde_json::to_string(keys))?));
    }
    if let Some(widths) = &edit.widths {
        columns.push(("widths", json(serde_json::to_string(widths))?));
    }
    for (column, value) in columns {
        db.execute(&format!("UPDATE view SET {column} = ?2 WHERE id = ?1"), params![id.0, value])?;
    }
    if let Some(is_favourite) = edit.is_favourite {
        db.execute("UPDATE view SET is_favourite = ?2 WHERE id = ?1", params![id.0, is_favourite])?;
    }
    edit.position.map_or(Ok(()), |position| place(tx, id, position))
}

/// Gives a view its rank; the others close up.
fn place(tx: &Tx<'_>, id: Id, position: i64) -> Outcome<()> {
    let db = tx.db();
    let all: Vec<i64> = db.rows("SELECT id FROM view ORDER BY position, id", [], |row| row.get(0))?;
    let mut order: Vec<i64> = all.into_iter().filter(|other| *other != id.0).collect();
    let rank = usize::try_from(position).unwrap_or(0).min(order.len());
    order.insert(rank, id.0);
    for (rank, id) in order.into_iter().enumerate() {
        db.execute("UPDATE view SET position = ?2 WHERE id = ?1 AND position <> ?2", [id, rank as i64])?;
    }
    Ok(())
}
