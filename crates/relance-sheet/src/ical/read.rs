//! Reads a calendar file. Each event is parsed by itself, so that a damaged one does not cost the others.

use super::{Guest, Ical, IcalEvent, Moment, zones::Zones};
use crate::{book::guarded, error::SheetError, text::encoding_of};
use calcard::{
    common::PartialDateTime,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameterName,
        ICalendarPeriod, ICalendarProperty, ICalendarTransparency, ICalendarValue,
        utils::strip_mailto_scheme,
    },
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Bytes of a file.
const LARGEST: usize = 32 << 20;
/// Bytes of one event: more is an attachment, or an attack.
const LARGEST_EVENT: usize = 1 << 20;
/// Events of a file.
const MOST: usize = 50_000;
/// Guests, dates and alarms of one event.
const MOST_OF_EACH: usize = 1_000;
/// Minutes before: four weeks.
const EARLIEST_ALARM: i64 = 4 * 7 * 24 * 60;

/// Reads a file.
///
/// # Errors
/// `TooLarge`, `Damaged` for what is no calendar.
pub fn read(bytes: &[u8]) -> Result<Ical, SheetError> {
    if bytes.len() > LARGEST {
        return Err(SheetError::FileTooLarge { bytes: bytes.len() as u64, limit: LARGEST as u64 });
    }
    let prefix = &bytes[..bytes.len().min(64 * 1024)];
    let text = encoding_of(prefix).0.decode(bytes).0;
    let parts = parts(&text);
    if !parts.is_calendar {
        return Err(SheetError::damaged("no calendar begins"));
    }
    if parts.events.len() > MOST {
        return Err(SheetError::TooManyRows { limit: MOST as u64 });
    }
    let mut zones = Zones::default();
    for zone in &parts.zones {
        if let Some(found) = parsed(zone)
            && let Some(of) =
                found.components.iter().find(|c| c.component_type == ICalendarComponentType::VTimezone)
        {
            zones.learn(of, &found.components);
        }
    }
    let mut file = Ical { others: parts.others, ..Ical::default() };
    for part in &parts.events {
        match parsed(part).and_then(|found| event(&found, &zones)) {
            Some(event) => file.events.push(event),
            None => file.damaged += 1,
        }
    }
    file.damaged += parts.unended;
    Ok(file)
}

fn parsed(part: &str) -> Option<ICalendar> {
    if part.len() > LARGEST_EVENT {
        return None;
    }
    let whole = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{part}\r\nEND:VCALENDAR\r\n");
    guarded(|| Ok(ICalendar::parse(&whole).ok())).unwrap_or_default()
}

#[derive(Default)]
struct Parts<'a> {
    is_calendar: bool,
    events: Vec<&'a str>,
    zones: Vec<&'a str>,
    others: u64,
    unended: u64,
}

/// Where the events and the zones of a text begin and end.
fn parts(text: &str) -> Parts<'_> {
    let mut parts = Parts::default();
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches('\u{feff}').trim();
        let is = |mark: &str| bare.eq_ignore_ascii_case(mark);
        parts.is_calendar |= is("BEGIN:VCALENDAR");
        if is("BEGIN:VEVENT") || is("BEGIN:VTIMEZONE") {
            if open.is_some() {
                parts.unended += 1;
            }
            open = Some((if is("BEGIN:VEVENT") { "END:VEVENT" } else { "END:VTIMEZONE" }, at));
        } else if is("BEGIN:VTODO") || is("BEGIN:VJOURNAL") {
            parts.others += 1;
        }
        at += line.len();
        if let Some((end, start)) = open
            && is(end)
        {
            let part = text.get(start..at).unwrap_or_default().trim();
            match end {
                "END:VEVENT" => parts.events.push(part),
                _ => parts.zones.push(part),
            }
            open = None;
        }
    }
    parts.unended += u64::from(open.is_some());
    parts
}

fn event(file: &ICalendar, zones: &Zones) -> Option<IcalEvent> {
    let of = file.components.iter().find(|c| c.component_type == ICalendarComponentType::VEvent)?;
    let mut event = IcalEvent::default();
    for entry in &of.entries {
        let first = entry.values.first();
        let text = || words(entry);
        match &entry.name {
            ICalendarProperty::Uid => event.uid = text(),
            ICalendarProperty::Summary => event.title = text(),
            ICalendarProperty::Location => event.place = text(),
            ICalendarProperty::Description => event.description = text(),
            ICalendarProperty::Url => event.link = event.link.take().or_else(text),
            // A link to the meeting itself says more than a page about it.
            ICalendarProperty::Conference => event.link = text().or(event.link.take()),
            ICalendarProperty::Dtstart => event.starts = moment(entry, zones),
            ICalendarProperty::Dtend => event.ends = moment(entry, zones),
            ICalendarProperty::Duration => event.length = first.and_then(seconds),
            ICalendarProperty::RecurrenceId => event.recurrence = moment(entry, zones),
            ICalendarProperty::Status => event.status = text().map(|word| word.to_ascii_lowercase()),
            ICalendarProperty::Transp => {
                event.is_free =
                    matches!(first, Some(ICalendarValue::Transparency(ICalendarTransparency::Transparent)));
            }
            ICalendarProperty::Rrule => {
                if let Some(ICalendarValue::RecurrenceRule(rule)) = first {
                    event.rule = Some(rule.to_string());
                } else {
                    event.rule = first.and_then(|value| value.as_text()).map(str::to_owned);
                }
            }
            ICalendarProperty::Exdate => event.without.extend(moments(entry, zones)),
            ICalendarProperty::Rdate => event.also.extend(moments(entry, zones)),
            ICalendarProperty::Attendee => event.guests.extend(guest(entry)),
            ICalendarProperty::Sequence => {
                event.sequence = first.and_then(ICalendarValue::as_integer).unwrap_or(0).clamp(0, 1 << 31);
            }
            ICalendarProperty::LastModified => event.modified_at = first.and_then(stamp),
            ICalendarProperty::Created => event.created_at = first.and_then(stamp),
            _ => {}
        }
    }
    event.alarms =
        file.components.iter().filter(|c| c.component_type.is_alarm()).filter_map(minutes_before).collect();
    event.alarms.sort_unstable();
    event.alarms.dedup();
    for list in [&mut event.without, &mut event.also] {
        list.truncate(MOST_OF_EACH);
    }
    event.guests.truncate(MOST_OF_EACH);
    event.alarms.truncate(10);
    event.starts.is_some().then_some(event)
}

/// The text of a property; what was cut at commas is one text again.
fn words(entry: &ICalendarEntry) -> Option<String> {
    let parts: Vec<&str> = entry.values.iter().filter_map(ICalendarValue::as_text).collect();
    let text = parts.join(",").trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn moment(entry: &ICalendarEntry, zones: &Zones) -> Option<Moment> {
    let at = entry.values.first()?.as_partial_date_time()?;
    placed(at, entry, zones)
}

fn moments(entry: &ICalendarEntry, zones: &Zones) -> Vec<Moment> {
    let of = |value: &ICalendarValue| match value {
        ICalendarValue::PartialDateTime(at) => placed(at, entry, zones),
        ICalendarValue::Period(
            ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. },
        ) => placed(start, entry, zones),
        _ => None,
    };
    entry.values.iter().take(MOST_OF_EACH).filter_map(of).collect()
}

fn placed(at: &PartialDateTime, entry: &ICalendarEntry, zones: &Zones) -> Option<Moment> {
    let day = NaiveDate::from_ymd_opt(at.year?.into(), at.month?.into(), at.day?.into())?;
    let Some(hour) = at.hour else { return Some(Moment::Day(day)) };
    // A leap second is the last one of its minute.
    let second = at.second.unwrap_or(0).min(59);
    let time = NaiveTime::from_hms_opt(hour.into(), at.minute.unwrap_or(0).into(), second.into())?;
    let wall = day.and_time(time);
    if at.tz_hour.is_some() {
        return Some(Moment::Utc(wall));
    }
    let zone = entry.tz_id().and_then(|id| zones.name(id));
    Some(zone.map_or(Moment::Floating(wall), |zone| Moment::Zoned(wall, zone)))
}

fn stamp(value: &ICalendarValue) -> Option<i64> {
    value.as_partial_date_time()?.to_timestamp().map(|seconds| seconds.saturating_mul(1000))
}

fn seconds(value: &ICalendarValue) -> Option<i64> {
    match value {
        ICalendarValue::Duration(length) => Some(length.as_seconds()),
        _ => None,
    }
}

fn guest(entry: &ICalendarEntry) -> Option<Guest> {
    let address = entry.calendar_address().or_else(|| entry.values.first()?.as_text())?;
    let email = strip_mailto_scheme(address).trim();
    let email = email.strip_prefix("MAILTO:").unwrap_or(email).to_lowercase();
    if !email.contains('@') {
        return None;
    }
    let of = |name| entry.parameter(name).and_then(|value| value.as_text()).map(str::to_owned);
    let answer = match of(&ICalendarParameterName::Partstat).unwrap_or_default().to_ascii_uppercase().as_str()
    {
        "ACCEPTED" => "accepted",
        "DECLINED" => "declined",
        "TENTATIVE" => "tentative",
        _ => "needs_action",
    };
    let name = of(&ICalendarParameterName::Cn).filter(|name| !name.trim().is_empty());
    Some(Guest {
        name: name.filter(|name| !name.eq_ignore_ascii_case(&email)),
        email,
        answer: answer.to_owned(),
    })
}

/// Minutes that an alarm comes before its event; one that is bound to an instant or comes after is none.
fn minutes_before(alarm: &ICalendarComponent) -> Option<u32> {
    let seconds = seconds(alarm.property(&ICalendarProperty::Trigger)?.values.first()?)?;
    let minutes = -seconds / 60;
    (0..=EARLIEST_ALARM).contains(&minutes).then(|| u32::try_from(minutes).ok()).flatten()
}

/// The time of the wall, whatever zone it hangs in.
impl Moment {
    #[must_use]
    pub fn wall(&self) -> NaiveDateTime {
        match self {
            Moment::Day(day) => day.and_time(NaiveTime::MIN),
            Moment::Utc(at) | Moment::Floating(at) | Moment::Zoned(at, _) => *at,
        }
    }
}
