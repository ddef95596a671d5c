//! Meetings that go with prospects: merged, told apart, written to a file and read again.

use super::{passing::settle, series::Series, table};
use relance_model::{Failure, Id, Outcome, calendar::CalendarEvent};
use relance_store::{Db, Tx, params};
use std::collections::HashMap;

/// Every event, the series before their exceptions; of a list of people, those that are with one of them.
pub(crate) fn all(db: &Db<'_>, people: Option<&dyn Fn(Id) -> bool>) -> Outcome<Vec<CalendarEvent>> {
    let sql = format!("SELECT {} FROM event e ORDER BY e.series_id IS NOT NULL, e.id", table::COLUMNS);
    let mut found = db.rows(&sql, [], table::event)?;
    let mut ties: HashMap<i64, Vec<Id>> = HashMap::new();
    for (event, prospect) in
        db.rows("SELECT event_id, prospect_id FROM event_prospect ORDER BY id", [], |row| {
            Ok((row.get::<_, i64>(0)?, Id(row.get(1)?)))
        })?
    {
        if people.is_none_or(|is_one| is_one(prospect)) {
            ties.entry(event).or_default().push(prospect);
        }
    }
    for event in &mut found {
        event.prospect_ids = ties.remove(&event.id.0).unwrap_or_default();
    }
    if people.is_some() {
        found.retain(|event| !event.prospect_ids.is_empty());
        // An exception goes with its series, or stands alone.
        let held: Vec<Id> = found.iter().map(|event| event.id).collect();
        for event in &mut found {
            if event.series_id.is_some_and(|series| !held.contains(&series)) {
                (event.series_id, event.occurrence) = (None, None);
            }
        }
    }
    Ok(found)
}

/// The event of this base that one of another base is: the same identity, and the same time of a series.
fn same(db: &Db<'_>, other: &CalendarEvent) -> Outcome<Option<CalendarEvent>> {
    let id: Option<i64> = db.optional(
        "SELECT id FROM event WHERE uid = ?1 AND occurrence = ?2",
        params![other.uid, other.occurrence.as_deref().unwrap_or_default()],
        |row| row.get(0),
    )?;
    id.map(|id| table::get(db, Id(id))).transpose()
}

/// Whether an event of another base is here already, with all those people.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn has(db: &Db<'_>, other: &CalendarEvent) -> Outcome<bool> {
    let held = same(db, other)?;
    Ok(held.is_some_and(|held| other.prospect_ids.iter().all(|id| held.prospect_ids.contains(id))))
}

/// Adds an event of another base as it was there, whose people are those of this base; false when it is here already.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: &Tx<'_>, other: &CalendarEvent) -> Outcome<bool> {
    if let Some(mut held) = same(&tx.db(), other)? {
        let more: Vec<Id> =
            other.prospect_ids.iter().copied().filter(|id| !held.prospect_ids.contains(id)).collect();
        if more.is_empty() {
            return Ok(false);
        }
        held.prospect_ids.extend(more);
        let last_at = Series::of(&held, [])?.last_at()?;
        table::update(tx, &held, last_at)?;
        settle(tx, &[held.id])?;
        return Ok(true);
    }
    let mut event = other.clone();
    event.id = tx.id_or_new("event", other.id)?;
    if other.series_id.is_some() {
        let series = CalendarEvent { uid: other.uid.clone(), ..CalendarEvent::default() };
        event.series_id = same(&tx.db(), &series)?.map(|series| series.id);
        if event.series_id.is_none() {
            event.occurrence = None;
        }
    }
    let last_at = Series::of(&event, [])?.last_at()?;
    table::insert(tx, &event, last_at)?;
    settle(tx, &[event.id])?;
    Ok(true)
}

/// Makes the meetings of one prospect those of another one.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn hand_over(tx: &Tx<'_>, from: Id, to: Id) -> Outcome<u64> {
    tx.db().execute(
        "DELETE FROM event_prospect WHERE prospect_id = ?1
           AND event_id IN (SELECT event_id FROM event_prospect WHERE prospect_id = ?2)",
        [from.0, to.0],
    )?;
    tx.db().execute("UPDATE event_prospect SET prospect_id = ?2 WHERE prospect_id = ?1", [from.0, to.0])
}

/// Ids that are events, and the others.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn split(db: &Db<'_>, ids: &[Id]) -> Outcome<(Vec<Id>, Vec<Id>)> {
    let mut parts = (Vec::new(), Vec::new());
    for id in ids {
        match db.scalar::<bool>("SELECT EXISTS (SELECT 1 FROM event WHERE id = ?1)", [id.0])? {
            true => parts.0.push(*id),
            false => parts.1.push(*id),
        }
    }
    Ok(parts)
}

/// Makes single meetings of one prospect those of another one.
///
/// # Errors
/// `not_found` for one that is not hers.
pub(crate) fn reattribute(tx: &Tx<'_>, ids: &[Id], from: Id, to: Id) -> Outcome<()> {
    for id in ids {
        let mut people = table::tied(&tx.db(), *id)?;
        let Some(place) = people.iter().position(|held| *held == from) else {
            return Err(Failure::not_found("event", *id));
        };
        people.remove(place);
        if people.contains(&to) {
            tx.db().execute(
                "DELETE FROM event_prospect WHERE event_id = ?1 AND prospect_id = ?2",
                [id.0, from.0],
            )?;
        } else {
            tx.db().execute(
                "UPDATE event_prospect SET prospect_id = ?3 WHERE event_id = ?1 AND prospect_id = ?2",
                [id.0, from.0, to.0],
            )?;
        }
    }
    Ok(())
}
