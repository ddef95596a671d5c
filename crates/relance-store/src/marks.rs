//! Which operations stand undone, and by which one: told from the journal alone, for whoever writes the marks and for the audit.
//!
//! An undo takes one operation out of force, a way back to an instant all that was done since. Either can itself be taken back,
//! and what it took out is in force again: so the newest is told first.

use crate::db::Db;
use relance_model::Outcome;
use rusqlite::{Row, types::ValueRef};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// Label of the way back to an instant, which its parameters name.
const BACK: &str = "history.restore";

/// Which marks the base was brought up to.
const KNOWN: &str = "marks";

/// What takes others out of force.
enum Out {
    One(i64),
    /// Everything from this operation on, itself excluded.
    Since(i64),
}

/// By operation, the newest one in force that took it out of force.
pub(crate) fn told(db: &Db<'_>) -> Outcome<HashMap<i64, i64>> {
    let mut marks: HashMap<i64, i64> = HashMap::new();
    // Of ways back in force, the newest first: the place in the journal to which they lead.
    let mut back: Vec<(i64, i64)> = Vec::new();
    let within = |back: &[(i64, i64)], id: i64| {
        back.iter().find(|(way, since)| *since < id && id < *way).map(|(way, _)| *way)
    };
    for (id, (is_undoable, out)) in outs(db)?.into_iter().rev() {
        let is_out = marks.contains_key(&id) || (is_undoable && within(&back, id).is_some());
        match out {
            _ if is_out => {}
            Out::One(target) => drop(marks.entry(target).or_insert(id)),
            Out::Since(last) => back.push((id, last)),
        }
    }
    for (way, since) in back {
        let taken = db.rows(
            "SELECT id FROM operation WHERE id > ?1 AND id < ?2 AND is_undoable <> 0",
            [since, way],
            |row| row.get::<_, i64>(0),
        )?;
        for id in taken {
            let by = marks.entry(id).or_insert(way);
            *by = (*by).max(way);
        }
    }
    Ok(marks)
}

/// Undos and ways back, with whether they can be taken back themselves.
fn outs(db: &Db<'_>) -> Outcome<BTreeMap<i64, (bool, Out)>> {
    let found = db.rows(
        &format!(
            "SELECT id, is_undoable <> 0, reverts, params FROM operation WHERE reverts IS NOT NULL OR label = '{BACK}'"
        ),
        [],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?, row.get::<_, Option<i64>>(2)?, instant(row)?)),
    )?;
    let mut outs = BTreeMap::new();
    for (id, is_undoable, reverts, to) in found {
        let out = match (reverts, to) {
            (Some(target), _) => Some(Out::One(target)),
            (None, Some(to)) => db
                .optional(
                    "SELECT id FROM operation WHERE at <= ?1 AND id < ?2 ORDER BY id DESC LIMIT 1",
                    [to, id],
                    |row| row.get(0),
                )?
                .map(Out::Since),
            (None, None) => None,
        };
        outs.extend(out.map(|out| (id, (is_undoable, out))));
    }
    // Undos of older versions that had nothing to write left their mark without an entry.
    for (target, by) in bare(db)? {
        outs.entry(by).or_insert((true, Out::One(target)));
    }
    Ok(outs)
}

/// The instant that a sentence names; `None` where somebody garbled it.
fn instant(row: &Row<'_>) -> rusqlite::Result<Option<i64>> {
    Ok(match row.get_ref(3)? {
        ValueRef::Text(bytes) => {
            serde_json::from_slice::<Value>(bytes).ok().and_then(|params| params.get("at")?.as_i64())
        }
        _ => None,
    })
}

/// Marks that have no entry, by what they mark.
fn bare(db: &Db<'_>) -> Outcome<BTreeMap<i64, i64>> {
    let text: Option<String> =
        db.optional("SELECT value FROM meta WHERE key = 'bare_marks'", [], |row| row.get(0))?;
    let marks: BTreeMap<String, i64> =
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    Ok(marks.into_iter().filter_map(|(target, by)| Some((target.parse().ok()?, by))).collect())
}

/// Whether an operation takes others out of force.
pub(crate) fn is_out(label: &str, reverts: Option<i64>) -> bool {
    reverts.is_some() || label == BACK
}

/// Brings the marks in line with what the journal tells.
pub(crate) fn write(db: &Db<'_>) -> Outcome<()> {
    let told = told(db)?;
    let held = db.rows("SELECT id, reverted_by FROM operation WHERE reverted_by IS NOT NULL", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
    })?;
    let held: HashMap<i64, i64> = held.into_iter().collect();
    let gone = held
        .keys()
        .filter(|id| !told.contains_key(id))
        .map(|id| Value::from(vec![Value::from(*id), Value::Null]));
    let come = told
        .iter()
        .filter(|(id, by)| held.get(id) != Some(by))
        .map(|(id, by)| Value::from(vec![Value::from(*id), Value::from(*by)]));
    let list: Vec<Value> = gone.chain(come).collect();
    if list.is_empty() {
        return Ok(());
    }
    db.execute(
        "UPDATE operation SET reverted_by = mark.reverted_by
         FROM (SELECT value ->> 0 AS id, value ->> 1 AS reverted_by FROM json_each(?1)) mark WHERE operation.id = mark.id",
        [Value::from(list).to_string()],
    )
    .map(drop)
}

/// Earlier versions told less: an undo of something done again, and a way back, left marks as they were.
pub(crate) fn bring_up(db: &Db<'_>) -> Outcome<()> {
    let known: Option<String> =
        db.optional(&format!("SELECT value FROM meta WHERE key = '{KNOWN}'"), [], |row| row.get(0))?;
    if known.is_some() {
        return Ok(());
    }
    write(db)?;
    db.execute(&format!("INSERT OR IGNORE INTO meta (key, value) VALUES ('{KNOWN}', '2')"), []).map(drop)
}
