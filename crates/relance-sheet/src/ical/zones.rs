//! Zones as files name them: by IANA, by Windows, or by a name of their own with the rules beside it.

use calcard::{
    common::timezone::Tz,
    icalendar::{ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue},
};
use chrono::{NaiveDate, Offset, TimeZone};
use std::{collections::HashMap, str::FromStr};

/// Zones that a rule without a known name is tried against first: most files of Europe and America are in one of them.
const LIKELY: [&str; 12] = [
    "Europe/Paris",
    "Europe/London",
    "Europe/Athens",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Europe/Moscow",
    "Asia/Dubai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Etc/UTC",
];

/// Names of a file and the IANA zones that they are.
#[derive(Default)]
pub(super) struct Zones(HashMap<String, String>);

impl Zones {
    /// Learns a zone that the file describes, with its parts.
    pub(super) fn learn(&mut self, zone: &ICalendarComponent, parts: &[ICalendarComponent]) {
        let named = zone.timezone().and_then(|(id, tz)| Some((id.to_owned(), tz.name()?.into_owned())));
        let found = named.or_else(|| {
            let id = text(zone, &ICalendarProperty::Tzid)?;
            Some((id, by_offsets(parts)?))
        });
        if let Some((id, name)) = found {
            self.0.insert(id, name);
        }
    }

    /// The IANA name of a zone of the file.
    pub(super) fn name(&self, id: &str) -> Option<String> {
        let known = self.0.get(id).cloned();
        known.or_else(|| Tz::from_str(id).ok().and_then(|tz| tz.name().map(|name| name.into_owned())))
    }
}

fn text(component: &ICalendarComponent, property: &ICalendarProperty) -> Option<String> {
    component.property(property)?.values.first()?.as_text().map(str::to_owned)
}

/// A zone whose clock shows what the rules of the file say, in winter and in summer.
fn by_offsets(parts: &[ICalendarComponent]) -> Option<String> {
    let last = |kind: &ICalendarComponentType| {
        parts.iter().rev().find(|part| part.component_type == *kind).and_then(offset)
    };
    let standard = last(&ICalendarComponentType::Standard);
    let daylight = last(&ICalendarComponentType::Daylight);
    let (standard, daylight) = (standard.or(daylight)?, daylight.or(standard)?);
    let fits = |name: &&&str| {
        let Ok(tz) = Tz::from_str(name) else { return false };
        let at = |month| {
            let day = NaiveDate::from_ymd_opt(2026, month, 15).unwrap_or_default();
            tz.offset_from_utc_datetime(&day.and_time(chrono::NaiveTime::MIN)).fix().local_minus_utc()
        };
        let (january, july) = (at(1), at(7));
        (january, july) == (standard, daylight) || (january, july) == (daylight, standard)
    };
    if let Some(name) = LIKELY.iter().find(fits) {
        return Some((*name).to_owned());
    }
    let hours = standard / 3600;
    (standard % 3600 == 0 && hours.abs() <= 12).then(|| match hours {
        0 => "Etc/UTC".to_owned(),
        // The names of these zones count westwards.
        hours => format!("Etc/GMT{}{}", if hours < 0 { "+" } else { "-" }, hours.abs()),
    })
}

/// Seconds that a part of a zone is ahead of UTC.
fn offset(part: &ICalendarComponent) -> Option<i32> {
    match part.property(&ICalendarProperty::Tzoffsetto)?.values.first()? {
        ICalendarValue::PartialDateTime(at) => {
            let ahead = i32::from(at.tz_hour?) * 3600 + i32::from(at.tz_minute.unwrap_or(0)) * 60;
            Some(if at.tz_minus { -ahead } else { ahead })
        }
        _ => None,
    }
}
