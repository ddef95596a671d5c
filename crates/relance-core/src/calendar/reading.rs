//! What somebody says of an event, as it is kept: days, times, lengths, texts, whom it is with.

use super::wall;
use crate::reminders::{Local, spoken_day};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use relance_model::{
    Failure, Id, Outcome,
    calendar::{Attendee, CalendarEvent},
};
use relance_store::Db;

/// Letters of a title and of a place.
const LONGEST_LINE: usize = 500;
/// Letters of a description.
const LONGEST_TEXT: usize = 50_000;
/// Days that one meeting may last.
const LONGEST: i64 = 366;
/// Those of one event.
const MOST_ATTENDEES: usize = 500;
/// Minutes before: four weeks.
const EARLIEST_ALARM: u32 = 4 * 7 * 24 * 60;

/// When something begins or ends, on the wall of a zone.
pub(super) struct Said {
    pub at: NaiveDateTime,
    pub is_day: bool,
}

/// Reads a day or a time: ISO, an instant, or as one says it.
pub(super) fn when(field: &str, text: &str, zone: Tz, local: &Local) -> Outcome<Said> {
    let text = text.trim();
    let said = if let Ok(day) = text.parse::<NaiveDate>() {
        Said { at: day.and_time(NaiveTime::MIN), is_day: true }
    } else if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        Said { at: wall::shown(zone, at.timestamp_millis()), is_day: false }
    } else if let Some(at) = wall::read(text) {
        Said { at, is_day: false }
    } else {
        match spoken_day(text, local) {
            Some((day, Some(time))) => Said { at: day.and_time(time), is_day: false },
            Some((day, None)) => Said { at: day.and_time(NaiveTime::MIN), is_day: true },
            None => return Err(Failure::invalid(field, "when_unreadable").with("text", text)),
        }
    };
    match (1900..2200).contains(&chrono::Datelike::year(&said.at.date())) {
        true => Ok(said),
        false => Err(Failure::invalid(field, "when_unreadable").with("text", text)),
    }
}

/// Start and end of an event by what is said of them; `length` is what it lasts when nothing is said.
pub(super) fn stretch(
    event: &mut CalendarEvent,
    starts: Said,
    ends: Option<Said>,
    minutes: Option<u32>,
    length: Option<TimeDelta>,
) -> Outcome<()> {
    let usual = if starts.is_day { TimeDelta::days(1) } else { TimeDelta::hours(1) };
    let end = match (ends, minutes) {
        // The last day is still in.
        (Some(end), _) if starts.is_day => {
            end.at.date().checked_add_days(Days::new(1)).unwrap_or_default().and_time(NaiveTime::MIN)
        }
        (Some(end), _) => end.at,
        (None, Some(_)) if starts.is_day => return Err(Failure::invalid("starts", "event_hour_missing")),
        (None, Some(minutes)) => starts.at + TimeDelta::minutes(minutes.into()),
        _ => starts.at + length.unwrap_or(usual),
    };
    if end < starts.at || (starts.is_day && end == starts.at) {
        return Err(Failure::invalid("ends", "ends_before_start"));
    }
    if end - starts.at > TimeDelta::days(LONGEST) {
        return Err(Failure::invalid("ends", "event_too_long").with("most", LONGEST));
    }
    event.starts = wall::spelt(starts.at);
    event.ends = wall::spelt(end);
    event.is_all_day = starts.is_day;
    Ok(())
}

/// Whole days are in no zone: they are the user's days, wherever they were written.
pub(super) fn float(event: &mut CalendarEvent, local: &Local) {
    if event.is_all_day {
        event.zone = local.zone().name().to_owned();
    }
}

pub(super) fn zone(name: &str) -> Outcome<Tz> {
    wall::zone(name).ok_or_else(|| Failure::invalid("zone", "zone_unknown").with("value", name))
}

/// A text, where there is one.
pub(super) fn line(field: &str, text: Option<&str>) -> Outcome<Option<String>> {
    text_of(field, text, LONGEST_LINE)
}

pub(super) fn text(field: &str, text: Option<&str>) -> Outcome<Option<String>> {
    text_of(field, text, LONGEST_TEXT)
}

fn text_of(field: &str, text: Option<&str>, limit: usize) -> Outcome<Option<String>> {
    let text = text.map(|text| text.replace("\r\n", "\n")).map(|text| text.trim().to_owned());
    match text.filter(|text| !text.is_empty()) {
        Some(text) if text.chars().count() > limit => {
            Err(Failure::invalid(field, "event_text_too_long").with("limit", limit))
        }
        text => Ok(text),
    }
}

/// Those invited, each once.
pub(super) fn attendees(said: &[Attendee]) -> Outcome<Vec<Attendee>> {
    let mut list: Vec<Attendee> = Vec::new();
    for one in said {
        let email = one.email.trim().to_lowercase();
        let is_address =
            email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        if !is_address || email.chars().any(|c| c.is_whitespace() || c.is_control()) || email.len() > 320 {
            return Err(Failure::invalid("attendees", "email_invalid").with("value", one.email.clone()));
        }
        if !list.iter().any(|held| held.email == email) {
            list.push(Attendee { name: line("attendees", one.name.as_deref())?, email, answer: one.answer });
        }
    }
    if list.len() > MOST_ATTENDEES {
        return Err(Failure::invalid("attendees", "attendees_too_many").with("most", MOST_ATTENDEES));
    }
    Ok(list)
}

pub(super) fn alarms(said: &[u32]) -> Outcome<Vec<u32>> {
    let mut list = said.to_vec();
    list.sort_unstable();
    list.dedup();
    match list.iter().any(|minutes| *minutes > EARLIEST_ALARM) || list.len() > 10 {
        true => Err(Failure::invalid("alarms", "alarm_too_early").with("most", EARLIEST_ALARM)),
        false => Ok(list),
    }
}

/// Whom an event is with: those who are named, and those whose address is invited.
pub(super) fn whom(db: &Db<'_>, named: &[Id], attendees: &[Attendee]) -> Outcome<Vec<Id>> {
    let mut people: Vec<Id> = Vec::new();
    for id in named {
        crate::prospects::row(db, *id)?;
        if !people.contains(id) {
            people.push(*id);
        }
    }
    for one in attendees {
        let found = db.rows(
            "SELECT id FROM prospect WHERE deleted_at IS NULL AND email = ?1
             UNION SELECT a.prospect_id FROM address a JOIN prospect p ON p.id = a.prospect_id
             WHERE a.kind = 'email' AND a.value = ?1 AND p.deleted_at IS NULL LIMIT 2",
            [&one.email],
            |row| row.get(0).map(Id),
        )?;
        // An address that two have says nothing of who comes.
        if let [only] = found[..]
            && !people.contains(&only)
        {
            people.push(only);
        }
    }
    Ok(people)
}
