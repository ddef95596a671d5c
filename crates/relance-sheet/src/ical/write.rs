//! Writes a calendar file that every calendar program reads: lines folded at 75 bytes, texts escaped, the zones described.

use super::{IcalEvent, Moment};
use calcard::{
    common::PartialDateTime,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarDuration, ICalendarEntry,
        ICalendarParameter, ICalendarParameterName, ICalendarProperty, ICalendarValue, ICalendarValueType,
        Uri,
    },
};
use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};

const PRODUCT: &str = "-//Relance//Relance//FR";

/// The text of a calendar file; `stamped_at` is the instant at which it is made (UTC ms).
#[must_use]
pub fn write(events: &[IcalEvent], name: &str, stamped_at: i64) -> String {
    let mut top = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    top.add_property(ICalendarProperty::Prodid, text(PRODUCT));
    top.add_property(ICalendarProperty::Version, text("2.0"));
    top.add_property(ICalendarProperty::Calscale, text("GREGORIAN"));
    top.add_property(ICalendarProperty::Name, text(name));
    let mut file = ICalendar { components: vec![top] };
    for event in events {
        let mut made = component(event, stamped_at);
        for minutes in &event.alarms {
            let alarm = u32::try_from(file.components.len()).unwrap_or(0);
            made.component_ids.push(alarm);
            file.components.push(alarm_of(*minutes, event));
        }
        let at = u32::try_from(file.components.len()).unwrap_or(0);
        file.components.push(made);
        file.components[0].component_ids.push(at);
    }
    file.add_missing_timezones();
    file.to_string()
}

fn text(value: &str) -> ICalendarValue {
    ICalendarValue::Text(value.to_owned())
}

fn component(event: &IcalEvent, stamped_at: i64) -> ICalendarComponent {
    let mut made = ICalendarComponent::new(ICalendarComponentType::VEvent);
    let mut add = |entry: ICalendarEntry| made.entries.push(entry);
    let words = |name, value: &Option<String>| {
        value.as_deref().map(|value| ICalendarEntry::new(name).with_value(text(value)))
    };
    let at = |name, ms| ICalendarEntry::new(name).with_value(stamp(ms));
    for entry in [
        words(ICalendarProperty::Uid, &event.uid),
        Some(at(ICalendarProperty::Dtstamp, stamped_at)),
        event.created_at.map(|ms| at(ICalendarProperty::Created, ms)),
        event.modified_at.map(|ms| at(ICalendarProperty::LastModified, ms)),
        Some(
            ICalendarEntry::new(ICalendarProperty::Sequence)
                .with_value(ICalendarValue::Integer(event.sequence)),
        ),
        event.recurrence.as_ref().map(|moment| dated(ICalendarProperty::RecurrenceId, moment)),
        event.starts.as_ref().map(|moment| dated(ICalendarProperty::Dtstart, moment)),
        event.ends.as_ref().map(|moment| dated(ICalendarProperty::Dtend, moment)),
        event.rule.as_deref().and_then(ruled),
        words(ICalendarProperty::Summary, &event.title),
        words(ICalendarProperty::Location, &event.place),
        words(ICalendarProperty::Description, &event.description),
        event.link.as_ref().map(|link| {
            ICalendarEntry::new(ICalendarProperty::Url)
                .with_value(ICalendarValue::Uri(Uri::Location(link.clone())))
        }),
        event.status.as_deref().map(|word| {
            ICalendarEntry::new(ICalendarProperty::Status).with_value(text(&word.to_ascii_uppercase()))
        }),
        event.is_free.then(|| ICalendarEntry::new(ICalendarProperty::Transp).with_value(text("TRANSPARENT"))),
    ]
    .into_iter()
    .flatten()
    {
        add(entry);
    }
    for moment in &event.without {
        add(dated(ICalendarProperty::Exdate, moment));
    }
    for moment in &event.also {
        add(dated(ICalendarProperty::Rdate, moment));
    }
    for guest in &event.guests {
        let mut entry = ICalendarEntry::new(ICalendarProperty::Attendee)
            .with_value(ICalendarValue::Uri(Uri::Location(format!("mailto:{}", guest.email))))
            .with_param(ICalendarParameter::new(
                ICalendarParameterName::Partstat,
                guest.answer.to_ascii_uppercase().replace('_', "-"),
            ));
        if let Some(name) = &guest.name {
            entry.add_param(ICalendarParameter::cn(name.clone()));
        }
        add(entry);
    }
    made
}

/// A rule is no text: its commas and semicolons are its grammar.
fn ruled(rule: &str) -> Option<ICalendarEntry> {
    let whole = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nRRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    let read = ICalendar::parse(&whole).ok()?;
    let mut entries = read.components.into_iter().flat_map(|component| component.entries);
    entries.find(|entry| entry.name == ICalendarProperty::Rrule)
}

fn alarm_of(minutes: u32, event: &IcalEvent) -> ICalendarComponent {
    let mut alarm = ICalendarComponent::new(ICalendarComponentType::VAlarm);
    alarm.add_property(ICalendarProperty::Action, text("DISPLAY"));
    alarm.add_property(ICalendarProperty::Description, text(event.title.as_deref().unwrap_or("Relance")));
    let before = ICalendarDuration::from_seconds(-i64::from(minutes) * 60);
    alarm.add_property(ICalendarProperty::Trigger, ICalendarValue::Duration(before));
    alarm
}

fn dated(name: ICalendarProperty, moment: &Moment) -> ICalendarEntry {
    let entry = ICalendarEntry::new(name).with_value(value(moment.wall(), moment));
    match moment {
        Moment::Day(_) => entry.with_param(ICalendarParameter::value(ICalendarValueType::Date)),
        Moment::Zoned(_, zone) => entry.with_param(ICalendarParameter::tzid(zone.clone())),
        Moment::Utc(_) | Moment::Floating(_) => entry,
    }
}

fn value(at: NaiveDateTime, moment: &Moment) -> ICalendarValue {
    let has_time = !matches!(moment, Moment::Day(_));
    let is_utc = matches!(moment, Moment::Utc(_));
    let small = |n: u32| u8::try_from(n).ok();
    ICalendarValue::PartialDateTime(Box::new(PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()).filter(|_| has_time),
        minute: small(at.minute()).filter(|_| has_time),
        second: small(at.second()).filter(|_| has_time),
        tz_hour: is_utc.then_some(0),
        tz_minute: is_utc.then_some(0),
        tz_minus: false,
    }))
}

fn stamp(ms: i64) -> ICalendarValue {
    let at = DateTime::from_timestamp_millis(ms).unwrap_or_default().naive_utc();
    value(at, &Moment::Utc(at))
}
