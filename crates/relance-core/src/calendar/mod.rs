//! Meetings: events of the calendar, alone or in series, whom they are with, and files of other calendars. A meeting that is planned
//! is a prospect's next action; one that took place is an exchange with her.
//!
//! Times are kept as the wall shows them in the event's zone, with their instants beside them: a series is counted on the wall. What
//! an event is next (`next_at`, `alarm_at`) is derived: triggers of the schema mark it, [`settle`] finds it out, [`pass`] goes on.

mod edits;
mod files;
mod kept;
mod passing;
mod reading;
mod series;
mod table;
mod wall;
mod write;

pub use edits::{edit, remove};
pub use files::{export, import, open_file, save_file};
pub(crate) use kept::{adopt, all, hand_over, has, reattribute, split};
pub(crate) use passing::hold_again;
pub use passing::{is_behind, next_turn, pass, pass_over};
pub use write::add;

use crate::prospects;
use relance_model::{
    Failure, Id, Outcome,
    calendar::{CalendarQuery, EventPerson, EventShown, Occurrence, OccurrenceList},
};
use relance_store::{Db, id_array};
use series::Series;
use std::collections::{HashMap, HashSet};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// Days of one answer: three years, or ten of one prospect.
const FARTHEST: i64 = 3_700;
/// Occurrences of one answer.
const MOST: u64 = 5_000;

/// One event with whom it is with.
///
/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<EventShown> {
    Ok(EventShown { event: table::get(db, id)?, people: table::people(db, id)? })
}

/// The meetings of a stretch of time, in its order; of one prospect, when one is asked for.
///
/// # Errors
/// `period_upside_down`, `days_too_many`.
pub fn list(db: &Db<'_>, now: i64, query: &CalendarQuery) -> Outcome<OccurrenceList> {
    let back = if query.prospect.is_some() { 9 * 366 } else { 31 };
    let from = query.from.unwrap_or(now - back * DAY);
    let to = query.to.unwrap_or_else(|| from.max(now).saturating_add(365 * DAY));
    if from > to {
        return Err(Failure::invalid("from", "period_upside_down"));
    }
    if to.saturating_sub(from) > FARTHEST * DAY {
        return Err(Failure::invalid("to", "days_too_many").with("most", FARTHEST));
    }
    let limit = query.limit.unwrap_or(MOST).min(MOST) as usize;
    let mut found = singles(db, from, to, query.prospect)?;
    found.extend(repeated(db, from, to, query.prospect)?);
    found.sort_by(|one, other| {
        (one.starts_at, one.ends_at, one.event_id.0).cmp(&(other.starts_at, other.ends_at, other.event_id.0))
    });
    let is_cut = found.len() > limit;
    // Of one prospect the last ones count.
    match query.prospect {
        Some(_) => drop(found.drain(..found.len().saturating_sub(limit))),
        None => found.truncate(limit),
    }
    name(db, &mut found)?;
    Ok(OccurrenceList { items: found, is_cut })
}

const SHOWN: &str = "e.id, e.series_id, e.occurrence, e.title, e.starts_at, e.ends_at, e.starts, e.ends, e.is_all_day, e.zone, e.place,
    e.link, e.status, e.is_busy, e.source";

fn of(prospect: Option<Id>) -> String {
    prospect.map_or(String::new(), |id| {
        format!(" AND e.id IN (SELECT event_id FROM event_prospect WHERE prospect_id = {})", id.0)
    })
}

/// Events that come once: meetings of their own, and exceptions of series.
fn singles(db: &Db<'_>, from: i64, to: i64, prospect: Option<Id>) -> Outcome<Vec<Occurrence>> {
    // The longest one says from where on the index is to be read.
    let longest: i64 =
        db.scalar("SELECT coalesce(max(ends_at - starts_at), 0) FROM event WHERE is_recurring = 0", [])?;
    db.rows(
        &format!(
            "SELECT {SHOWN} FROM event e WHERE e.is_recurring = 0 AND e.starts_at >= ?1 AND e.starts_at < ?2
               AND (e.ends_at > ?3 OR e.starts_at >= ?3){}",
            of(prospect)
        ),
        [from.saturating_sub(longest), to, from],
        |row| {
            let (series, occurrence): (Option<i64>, String) = (row.get(1)?, row.get(2)?);
            Ok(Occurrence {
                event_id: Id(row.get(0)?),
                is_recurring: series.is_some(),
                occurrence: (!occurrence.is_empty()).then_some(occurrence),
                title: row.get(3)?,
                starts_at: row.get(4)?,
                ends_at: row.get(5)?,
                starts: row.get(6)?,
                ends: row.get(7)?,
                is_all_day: row.get(8)?,
                zone: row.get(9)?,
                place: row.get(10)?,
                link: row.get(11)?,
                status: table::status(&row.get::<_, String>(12)?),
                is_busy: row.get(13)?,
                source: row.get(14)?,
                people: Vec::new(),
            })
        },
    )
}

/// The times of series.
fn repeated(db: &Db<'_>, from: i64, to: i64, prospect: Option<Id>) -> Outcome<Vec<Occurrence>> {
    let found = db.rows(
        &format!(
            "SELECT {} FROM event e WHERE e.is_recurring = 1 AND e.starts_at < ?1 AND (e.last_at IS NULL OR e.last_at > ?2){}",
            table::COLUMNS,
            of(prospect)
        ),
        [to, from],
        table::event,
    )?;
    let ids: Vec<Id> = found.iter().map(|event| event.id).collect();
    let mut replaced: HashMap<i64, Vec<String>> = HashMap::new();
    for (series, occurrence) in db.rows(
        "SELECT series_id, occurrence FROM event WHERE series_id IN (SELECT value FROM json_each(?1))",
        [id_array(&ids)],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
    )? {
        replaced.entry(series).or_default().push(occurrence);
    }
    let mut occurrences = Vec::new();
    for event in found {
        let series = Series::of(&event, replaced.remove(&event.id.0).unwrap_or_default())?;
        for time in series.within(from, to) {
            occurrences.push(passing::occurrence(&event, time));
        }
    }
    Ok(occurrences)
}

/// Says whom the occurrences are with.
fn name(db: &Db<'_>, occurrences: &mut [Occurrence]) -> Outcome<()> {
    let events: HashSet<Id> = occurrences.iter().map(|one| one.event_id).collect();
    let events: Vec<Id> = events.into_iter().collect();
    let ties = db.rows(
        "SELECT event_id, prospect_id FROM event_prospect WHERE event_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
        [id_array(&events)],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
    )?;
    let mut whom: Vec<i64> = ties.iter().map(|(_, prospect)| *prospect).collect();
    whom.sort_unstable();
    whom.dedup();
    let people: HashMap<i64, EventPerson> = prospects::rows_of(db, &whom)?
        .into_iter()
        .map(|row| {
            let in_trash = row.deleted_at.is_some();
            (row.id.0, EventPerson { id: row.id, name: row.name, company: row.company, in_trash })
        })
        .collect();
    let mut of: HashMap<i64, Vec<EventPerson>> = HashMap::new();
    for (event, prospect) in ties {
        of.entry(event).or_default().extend(people.get(&prospect).cloned());
    }
    for one in occurrences {
        one.people = of.get(&one.event_id.0).cloned().unwrap_or_default();
    }
    Ok(())
}
