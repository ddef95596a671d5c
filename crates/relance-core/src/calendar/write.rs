//! Plans a meeting.

use super::{passing::settle, reading, series::Series, table};
use crate::{prospects, reminders::Local};
use relance_model::{
    Failure, Id, Outcome,
    calendar::{CalendarEvent, EventNew},
};
use relance_store::Tx;

/// Minutes before a meeting that it is told, when nothing is said.
const ALARM: u32 = 10;

/// An identity for the calendars of the world: the id of this base, and its own.
pub(super) fn uid(id: Id, at: i64) -> String {
    format!("{id}-{at:x}@relance")
}

/// Plans a meeting; `zone` is the user's own.
///
/// # Errors
/// `not_found` for a prospect; `when_unreadable`, `ends_before_start`, `event_too_long`, `zone_unknown`, `event_text_too_long`,
/// `email_invalid`, `alarm_too_early`, `rule_unreadable`, `rule_too_often`, `rule_never`.
pub fn add(tx: &Tx<'_>, local: &Local, new: &EventNew) -> Outcome<Id> {
    let id = tx.new_id();
    let zone = reading::zone(new.zone.as_deref().unwrap_or(local.zone().name()))?;
    let attendees = reading::attendees(&new.attendees)?;
    let people = reading::whom(&tx.db(), &new.prospects, &attendees)?;
    let starts = reading::when("starts", &new.starts, zone, local)?;
    let ends = new.ends.as_deref().map(|text| reading::when("ends", text, zone, local)).transpose()?;
    let alarms = match &new.alarms {
        Some(said) => reading::alarms(said)?,
        None if starts.is_day => Vec::new(),
        None => vec![ALARM],
    };
    let mut event = CalendarEvent {
        id,
        uid: uid(id, tx.at()),
        title: match reading::line("title", new.title.as_deref())? {
            Some(title) => title,
            None => title_of(tx, &people)?,
        },
        zone: zone.name().to_owned(),
        place: reading::line("place", new.place.as_deref())?,
        link: reading::line("link", new.link.as_deref())?,
        description: reading::text("description", new.description.as_deref())?,
        status: new.status,
        is_busy: !new.is_free,
        attendees,
        alarms,
        source: "local".to_owned(),
        created_at: tx.at(),
        updated_at: tx.at(),
        prospect_ids: people,
        ..CalendarEvent::default()
    };
    reading::stretch(&mut event, starts, ends, new.minutes, None)?;
    reading::float(&mut event, local);
    event.rule = new.rule.as_deref().filter(|rule| !rule.trim().is_empty()).map(str::to_owned);
    put(tx, &mut event, false)?;
    tx.say("name", event.title);
    settle(tx, &[id])?;
    Ok(id)
}

/// « RDV Léa Martin »: what a meeting is called that nobody named.
fn title_of(tx: &Tx<'_>, people: &[Id]) -> Outcome<String> {
    let Some(first) = people.first() else {
        return Err(Failure::invalid("title", "event_title_missing"));
    };
    Ok(format!("RDV {}", prospects::row(&tx.db(), *first)?.name))
}

/// Writes an event, new or changed, with what follows from its times.
pub(super) fn put(tx: &Tx<'_>, event: &mut CalendarEvent, is_held: bool) -> Outcome<()> {
    table::place(event)?;
    if event.rule.is_some() {
        let series = Series::of(event, [])?;
        event.rule = series.rule.as_ref().map(ToString::to_string);
    }
    let last_at = Series::of(event, [])?.last_at()?;
    match is_held {
        true => table::update(tx, event, last_at),
        false => table::insert(tx, event, last_at),
    }
}
