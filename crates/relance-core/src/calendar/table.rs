//! The rows of events, and whom they are with.

use super::wall;
use relance_model::{
    Failure, Id, Outcome,
    calendar::{CalendarEvent, EventPerson, EventStatus},
};
use relance_store::{Db, Row, SqlResult, SqlValue, Tx, params_from_iter};
use serde::Serialize;

pub(super) const COLUMNS: &str = "id, series_id, occurrence, uid, title, starts, ends, is_all_day, zone, starts_at, ends_at, rule,
    without, also, place, link, description, status, is_busy, attendees, alarms, sequence, source, etag, created_at, updated_at";

pub(super) fn word(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Confirmed => "confirmed",
        EventStatus::Tentative => "tentative",
        EventStatus::Cancelled => "cancelled",
    }
}

pub(super) fn status(word: &str) -> EventStatus {
    match word {
        "tentative" => EventStatus::Tentative,
        "cancelled" => EventStatus::Cancelled,
        _ => EventStatus::Confirmed,
    }
}

pub(super) fn event(row: &Row<'_>) -> SqlResult<CalendarEvent> {
    let text = |at: usize| row.get::<_, String>(at);
    let occurrence = text(2)?;
    Ok(CalendarEvent {
        id: Id(row.get(0)?),
        series_id: row.get::<_, Option<i64>>(1)?.map(Id),
        occurrence: (!occurrence.is_empty()).then_some(occurrence),
        uid: row.get(3)?,
        title: row.get(4)?,
        starts: row.get(5)?,
        ends: row.get(6)?,
        is_all_day: row.get(7)?,
        zone: row.get(8)?,
        starts_at: row.get(9)?,
        ends_at: row.get(10)?,
        rule: row.get(11)?,
        without: serde_json::from_str(&text(12)?).unwrap_or_default(),
        also: serde_json::from_str(&text(13)?).unwrap_or_default(),
        place: row.get(14)?,
        link: row.get(15)?,
        description: row.get(16)?,
        status: status(&text(17)?),
        is_busy: row.get(18)?,
        attendees: serde_json::from_str(&text(19)?).unwrap_or_default(),
        alarms: serde_json::from_str(&text(20)?).unwrap_or_default(),
        sequence: row.get(21)?,
        source: row.get(22)?,
        etag: row.get(23)?,
        created_at: row.get(24)?,
        updated_at: row.get(25)?,
        prospect_ids: Vec::new(),
    })
}

/// One event, with whom it is.
pub(super) fn get(db: &Db<'_>, id: Id) -> Outcome<CalendarEvent> {
    let found = db.optional(&format!("SELECT {COLUMNS} FROM event e WHERE e.id = ?1"), [id.0], event)?;
    let mut found = found.ok_or_else(|| Failure::not_found("event", id))?;
    found.prospect_ids = tied(db, id)?;
    Ok(found)
}

/// Whom an event is with, in the order in which they were named.
pub(super) fn tied(db: &Db<'_>, id: Id) -> Outcome<Vec<Id>> {
    db.rows("SELECT prospect_id FROM event_prospect WHERE event_id = ?1 ORDER BY id", [id.0], |row| {
        row.get(0).map(Id)
    })
}

/// The same with their names.
pub(super) fn people(db: &Db<'_>, id: Id) -> Outcome<Vec<EventPerson>> {
    tied(db, id)?
        .into_iter()
        .map(|id| {
            let row = crate::prospects::row(db, id)?;
            Ok(EventPerson { id, name: row.name, company: row.company, in_trash: row.deleted_at.is_some() })
        })
        .collect()
}

/// The exceptions of a series.
pub(super) fn exceptions(db: &Db<'_>, series: Id) -> Outcome<Vec<CalendarEvent>> {
    let sql = format!("SELECT {COLUMNS} FROM event e WHERE e.series_id = ?1 ORDER BY e.occurrence, e.id");
    let mut found = db.rows(&sql, [series.0], event)?;
    for one in &mut found {
        one.prospect_ids = tied(db, one.id)?;
    }
    Ok(found)
}

fn json(value: &impl Serialize) -> Outcome<String> {
    serde_json::to_string(value).map_err(Failure::bug)
}

/// What is kept beside the fields of an event.
fn is_recurring(event: &CalendarEvent) -> bool {
    event.series_id.is_none() && (event.rule.is_some() || !event.also.is_empty())
}

/// What an event writes: its columns as [`COLUMNS`] names them, then what is kept beside them, then now.
fn values(tx: &Tx<'_>, event: &CalendarEvent, last_at: Option<i64>) -> Outcome<[SqlValue; 29]> {
    let text = |text: &str| SqlValue::Text(text.to_owned());
    let optional = |text: &Option<String>| text.clone().map_or(SqlValue::Null, SqlValue::Text);
    let number = |number: i64| SqlValue::Integer(number);
    let flag = |is_so: bool| SqlValue::Integer(is_so.into());
    Ok([
        number(event.id.0),
        event.series_id.map_or(SqlValue::Null, |id| number(id.0)),
        text(event.occurrence.as_deref().unwrap_or_default()),
        text(&event.uid),
        text(&event.title),
        text(&event.starts),
        text(&event.ends),
        flag(event.is_all_day),
        text(&event.zone),
        number(event.starts_at),
        number(event.ends_at),
        optional(&event.rule),
        SqlValue::Text(json(&event.without)?),
        SqlValue::Text(json(&event.also)?),
        optional(&event.place),
        optional(&event.link),
        optional(&event.description),
        text(word(event.status)),
        flag(event.is_busy),
        SqlValue::Text(json(&event.attendees)?),
        SqlValue::Text(json(&event.alarms)?),
        number(event.sequence),
        text(&event.source),
        optional(&event.etag),
        number(event.created_at),
        number(event.updated_at),
        flag(is_recurring(event)),
        last_at.map_or(SqlValue::Null, number),
        number(tx.at()),
    ])
}

/// Numbered places for so many values.
fn places(count: usize) -> String {
    (1..=count).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ")
}

/// Adds an event as it is, its id and those whom it is with included. `last_at`: when its last occurrence ends.
pub(super) fn insert(tx: &Tx<'_>, event: &CalendarEvent, last_at: Option<i64>) -> Outcome<()> {
    tx.db().execute(
        &format!("INSERT INTO event ({COLUMNS}, is_recurring, last_at, told_at) VALUES ({})", places(29)),
        params_from_iter(values(tx, event, last_at)?),
    )?;
    tie(tx, event.id, &event.prospect_ids)
}

/// Writes what an event has become.
pub(super) fn update(tx: &Tx<'_>, event: &CalendarEvent, last_at: Option<i64>) -> Outcome<()> {
    tx.db().execute(
        &format!(
            "UPDATE event SET ({COLUMNS}, is_recurring, last_at) = ({}),
               told_at = CASE WHEN starts_at = ?10 AND alarms = ?21 THEN told_at ELSE ?29 END
             WHERE id = ?1",
            places(28)
        ),
        params_from_iter(values(tx, event, last_at)?),
    )?;
    tie(tx, event.id, &event.prospect_ids)
}

/// Makes an event be with these people and nobody else.
fn tie(tx: &Tx<'_>, id: Id, people: &[Id]) -> Outcome<()> {
    let held = tied(&tx.db(), id)?;
    for gone in held.iter().filter(|held| !people.contains(held)) {
        tx.db()
            .execute("DELETE FROM event_prospect WHERE event_id = ?1 AND prospect_id = ?2", [id.0, gone.0])?;
    }
    for (n, new) in people.iter().enumerate() {
        if !held.contains(new) && !people.iter().take(n).any(|before| before == new) {
            tx.db().execute(
                "INSERT INTO event_prospect (id, event_id, prospect_id) VALUES (?1, ?2, ?3)",
                [tx.new_id().0, id.0, new.0],
            )?;
        }
    }
    Ok(())
}

/// Removes an event with its exceptions.
pub(super) fn delete(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    tx.db().execute(
        "DELETE FROM event_prospect WHERE event_id = ?1 OR event_id IN (SELECT id FROM event WHERE series_id = ?1)",
        [id.0],
    )?;
    tx.db().execute("DELETE FROM event WHERE series_id = ?1", [id.0])?;
    tx.db().execute("DELETE FROM event WHERE id = ?1", [id.0]).map(drop)
}

/// Sets the instants of an event by its wall times.
pub(super) fn place(event: &mut CalendarEvent) -> Outcome<()> {
    let zone = wall::zone(&event.zone)
        .ok_or_else(|| Failure::invalid("zone", "zone_unknown").with("value", event.zone.clone()))?;
    let at = |text: &str| {
        wall::read(text).ok_or_else(|| Failure::invalid("starts", "when_unreadable").with("text", text))
    };
    event.starts_at = wall::instant(zone, at(&event.starts)?);
    event.ends_at = wall::instant(zone, at(&event.ends)?).max(event.starts_at);
    Ok(())
}
