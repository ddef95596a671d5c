//! Changes and removes meetings: one of a series, this one and those that follow, or all of them.

use super::{
    passing::settle,
    reading::{self, Said},
    series::{self, Series},
    table, wall, write,
};
use crate::reminders::Local;
use chrono::{NaiveDateTime, TimeDelta};
use relance_model::{
    Failure, Id, Outcome,
    calendar::{CalendarEvent, EventEdit, Scope, Which},
};
use relance_store::Tx;

fn wall_of(text: &str) -> Outcome<NaiveDateTime> {
    wall::read(text).ok_or_else(|| Failure::bug("an event without a time"))
}

/// Which part of an event is meant.
enum Part {
    /// The event is changed as it stands: alone, an exception, or a whole series.
    Whole,
    /// One time of a series.
    One(NaiveDateTime),
    /// A time of a series and all that follow.
    Following(NaiveDateTime),
}

/// The event that is meant, and which part of it. An exception that is changed with its series stands for its time in it.
fn part(tx: &Tx<'_>, id: Id, which: &Which) -> Outcome<(CalendarEvent, Part, Option<NaiveDateTime>)> {
    let mut event = table::get(&tx.db(), id)?;
    let mut said = which.occurrence.clone();
    if let Some(series) = event.series_id {
        if which.scope == Scope::One || said.is_none() {
            return Ok((event, Part::Whole, None));
        }
        said = event.occurrence.clone().or(said);
        event = table::get(&tx.db(), series)?;
    }
    if event.rule.is_none() && event.also.is_empty() {
        return Ok((event, Part::Whole, None));
    }
    let Some(said) = said else { return Ok((event, Part::Whole, None)) };
    let at = wall::read(&said)
        .ok_or_else(|| Failure::invalid("occurrence", "when_unreadable").with("text", said.clone()))?;
    if !Series::of(&event, [])?.has(at) {
        return Err(Failure::invalid("occurrence", "occurrence_unknown").with("text", said));
    }
    let is_first = wall_of(&event.starts)? == at;
    let part = match which.scope {
        Scope::One => Part::One(at),
        Scope::Following if !is_first => Part::Following(at),
        Scope::Following | Scope::All => Part::Whole,
    };
    Ok((event, part, Some(at)))
}

/// Changes an event; answers the one that holds what was meant.
///
/// # Errors
/// `not_found`, `occurrence_unknown`, those of [`add`](super::add).
pub fn edit(tx: &Tx<'_>, local: &Local, id: Id, edit: &EventEdit) -> Outcome<Id> {
    let (event, part, at) = part(tx, id, &edit.which)?;
    tx.say("name", event.title.clone());
    if *edit == (EventEdit { which: edit.which.clone(), ..EventEdit::default() }) {
        return Ok(event.id);
    }
    match part {
        Part::Whole => change_whole(tx, local, event, edit, at),
        Part::One(at) => {
            let mut one = exception(tx, &event, at)?;
            apply(tx, local, &mut one, edit, wall_of(&event.starts)?, None)?;
            write::put(tx, &mut one, false)?;
            settle(tx, &[one.id, event.id])?;
            Ok(one.id)
        }
        Part::Following(at) => {
            let rest = cut(tx, event, at, true)?.ok_or_else(|| Failure::bug("a series without a rest"))?;
            change_whole(tx, local, rest, edit, Some(at))
        }
    }
}

/// A time of a series as an event of its own.
fn exception(tx: &Tx<'_>, event: &CalendarEvent, at: NaiveDateTime) -> Outcome<CalendarEvent> {
    let length = wall_of(&event.ends)? - wall_of(&event.starts)?;
    Ok(CalendarEvent {
        id: tx.new_id(),
        series_id: Some(event.id),
        occurrence: Some(wall::spelt(at)),
        starts: wall::spelt(at),
        ends: wall::spelt(at + length),
        rule: None,
        without: Vec::new(),
        also: Vec::new(),
        etag: None,
        created_at: tx.at(),
        ..event.clone()
    })
}

/// Changes an event with all that hangs on it. `at`: the time of a series that the change was said of.
fn change_whole(
    tx: &Tx<'_>,
    local: &Local,
    mut event: CalendarEvent,
    edit: &EventEdit,
    at: Option<NaiveDateTime>,
) -> Outcome<Id> {
    let before = wall_of(&event.starts)?;
    let exceptions = table::exceptions(&tx.db(), event.id)?;
    apply(tx, local, &mut event, edit, at.unwrap_or(before), at)?;
    let after = wall_of(&event.starts)?;
    let by = after - before;
    if by != TimeDelta::zero() {
        let carried =
            |text: &String| wall::read(text).map_or_else(|| text.clone(), |at| wall::spelt(at + by));
        event.without = event.without.iter().map(carried).collect();
        event.also = event.also.iter().map(carried).collect();
        if edit.rule.is_none()
            && let Some(text) = &event.rule
        {
            let mut rule = series::rule(text, reading::zone(&event.zone)?)?;
            rule.carry(before, after);
            event.rule = Some(rule.to_string());
        }
    }
    write::put(tx, &mut event, true)?;
    let series = Series::of(&event, [])?;
    let mut touched = vec![event.id];
    for mut one in exceptions {
        let Some(stood) = one.occurrence.as_deref().and_then(wall::read) else { continue };
        let now = stood + by;
        // What the series no longer has cannot be changed any more either.
        if !series.has(now) {
            table::delete(tx, one.id)?;
            continue;
        }
        if by != TimeDelta::zero() {
            one.occurrence = Some(wall::spelt(now));
            // One that lay where the series had it goes along.
            if wall_of(&one.starts)? == stood {
                one.starts = wall::spelt(wall_of(&one.starts)? + by);
                one.ends = wall::spelt(wall_of(&one.ends)? + by);
            }
            one.is_all_day = event.is_all_day;
        }
        one.zone.clone_from(&event.zone);
        one.uid.clone_from(&event.uid);
        write::put(tx, &mut one, true)?;
        touched.push(one.id);
    }
    settle(tx, &touched)?;
    Ok(event.id)
}

/// Applies what is said to an event. `stood`: when the occurrence that it is said of begins; `at`: which it is of a series.
fn apply(
    tx: &Tx<'_>,
    local: &Local,
    event: &mut CalendarEvent,
    edit: &EventEdit,
    stood: NaiveDateTime,
    at: Option<NaiveDateTime>,
) -> Outcome<()> {
    let first = wall_of(&event.starts)?;
    let length = wall_of(&event.ends)? - first;
    if let Some(name) = &edit.zone {
        event.zone = reading::zone(name)?.name().to_owned();
    }
    let zone = reading::zone(&event.zone)?;
    let read = |field: &str, text: &Option<String>| {
        text.as_deref().map(|text| reading::when(field, text, zone, local)).transpose()
    };
    let (starts, ends) = (read("starts", &edit.starts)?, read("ends", &edit.ends)?);
    if starts.is_some() || ends.is_some() || edit.minutes.is_some() {
        // Of a series, the change is carried from the time that it was said of to the first one.
        let by = at.map_or(TimeDelta::zero(), |_| first - stood);
        let here = if at.is_some() { stood } else { first };
        let was_day = event.is_all_day;
        let starts = match starts {
            // A day with a length is another day at the same time.
            Some(said) if said.is_day && !was_day && ends.is_none() && edit.minutes.is_some() => {
                Said { at: said.at.date().and_time(here.time()), is_day: false }
            }
            said => said.unwrap_or(Said { at: here, is_day: was_day }),
        };
        let keeps = (starts.is_day == was_day).then_some(length);
        reading::stretch(event, starts, ends, edit.minutes, keeps)?;
        event.starts = wall::spelt(wall_of(&event.starts)? + by);
        event.ends = wall::spelt(wall_of(&event.ends)? + by);
    }
    reading::float(event, local);
    if let Some(title) = &edit.title {
        event.title = reading::line("title", Some(title))?
            .ok_or_else(|| Failure::invalid("title", "event_title_missing"))?;
    }
    let line = |field: &str, held: &mut Option<String>, said: &Option<String>| {
        if let Some(said) = said {
            *held = reading::line(field, Some(said))?;
        }
        Outcome::Ok(())
    };
    line("place", &mut event.place, &edit.place)?;
    line("link", &mut event.link, &edit.link)?;
    if let Some(said) = &edit.description {
        event.description = reading::text("description", Some(said))?;
    }
    if let Some(said) = &edit.attendees {
        event.attendees = reading::attendees(said)?;
    }
    if edit.prospects.is_some() || edit.attendees.is_some() {
        let named = edit.prospects.clone().unwrap_or_else(|| event.prospect_ids.clone());
        event.prospect_ids = reading::whom(&tx.db(), &named, &event.attendees)?;
    }
    if let Some(said) = &edit.alarms {
        event.alarms = reading::alarms(said)?;
    }
    if let Some(said) = edit.rule.as_deref().filter(|_| event.series_id.is_none()) {
        event.rule = Some(said.trim().to_owned()).filter(|rule| !rule.is_empty());
        if event.rule.is_none() {
            (event.without, event.also) = (Vec::new(), Vec::new());
        }
    }
    event.status = edit.status.unwrap_or(event.status);
    event.is_busy = edit.is_free.map_or(event.is_busy, |is_free| !is_free);
    event.sequence += 1;
    event.updated_at = tx.at();
    Ok(())
}

/// Ends a series before one of its times; answers what follows as a series of its own, when that is kept.
fn cut(
    tx: &Tx<'_>,
    mut event: CalendarEvent,
    at: NaiveDateTime,
    keeps_rest: bool,
) -> Outcome<Option<CalendarEvent>> {
    let zone = reading::zone(&event.zone)?;
    let first = wall_of(&event.starts)?;
    let length = wall_of(&event.ends)? - first;
    let exceptions = table::exceptions(&tx.db(), event.id)?;
    let is_later = |text: &String| wall::read(text).is_some_and(|time| time >= at);
    let mut rest = CalendarEvent {
        id: tx.new_id(),
        starts: wall::spelt(at),
        ends: wall::spelt(at + length),
        without: event.without.iter().filter(|text| is_later(text)).cloned().collect(),
        also: event.also.iter().filter(|text| is_later(text)).cloned().collect(),
        etag: None,
        created_at: tx.at(),
        updated_at: tx.at(),
        ..event.clone()
    };
    rest.uid = write::uid(rest.id, tx.at());
    event.without.retain(|text| !is_later(text));
    event.also.retain(|text| !is_later(text));
    if let Some(text) = &event.rule {
        let mut rule = series::rule(text, zone)?;
        let mut later = rule.clone();
        later.count = rule.count.map(|count| count.saturating_sub(rule.count_before(first, at)).max(1));
        rest.rule = Some(later.to_string());
        rule.count = None;
        rule.until = Some(at - TimeDelta::seconds(1));
        event.rule = Some(rule.to_string());
    }
    event.sequence += 1;
    event.updated_at = tx.at();
    write::put(tx, &mut event, true)?;
    if keeps_rest {
        write::put(tx, &mut rest, false)?;
    }
    for mut one in exceptions {
        if !one.occurrence.as_ref().is_some_and(is_later) {
            continue;
        }
        if keeps_rest {
            one.series_id = Some(rest.id);
            one.uid.clone_from(&rest.uid);
            write::put(tx, &mut one, true)?;
        } else {
            table::delete(tx, one.id)?;
        }
    }
    settle(tx, &[event.id])?;
    Ok(keeps_rest.then_some(rest))
}

/// Removes an event, or the times of a series that are meant.
///
/// # Errors
/// `not_found`, `occurrence_unknown`.
pub fn remove(tx: &Tx<'_>, id: Id, which: &Which) -> Outcome<()> {
    let (mut event, part, _) = part(tx, id, which)?;
    tx.say("name", event.title.clone());
    match part {
        Part::Following(at) => return cut(tx, event, at, false).map(drop),
        Part::Whole if event.series_id.is_none() => return table::delete(tx, event.id),
        // One that was changed alone goes, and its time in the series with it.
        Part::Whole => {
            let series = event.series_id.ok_or_else(|| Failure::bug("an exception of nothing"))?;
            let gone = event.occurrence.clone();
            table::delete(tx, event.id)?;
            event = table::get(&tx.db(), series)?;
            event.without.extend(gone);
        }
        Part::One(at) => event.without.push(wall::spelt(at)),
    }
    if !Series::of(&event, [])?.is_any() && table::exceptions(&tx.db(), event.id)?.is_empty() {
        return table::delete(tx, event.id);
    }
    event.sequence += 1;
    event.updated_at = tx.at();
    write::put(tx, &mut event, true)?;
    settle(tx, &[event.id]).map(drop)
}
