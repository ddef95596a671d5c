//! Calendar files in and out. The same event again is the same event: it is known by its identity, and what is newer wins.

use super::{passing::settle, reading, series::Series, table, wall, write};
use crate::{Core, reminders::Local};
use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use relance_model::{
    Failure, Id, Outcome,
    calendar::{Attendance, Attendee, CalendarEvent, CalendarExport, CalendarReport, SkippedEvent},
    imports::SavedFile,
};
use relance_sheet::{
    SheetError,
    ical::{Guest, IcalEvent, Moment, read, write as write_file},
};
use relance_store::{Db, Tx, params};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Bytes of a file.
const LARGEST: u64 = 32 << 20;
/// Letters that are kept of a text.
const LONGEST_LINE: usize = 500;
const LONGEST_TEXT: usize = 50_000;
/// Titles that a reason is told with.
const TITLES: usize = 5;
/// Rules that never come are looked at for long: a file has few of them, or is an attack.
const DEAD_RULES: u64 = 50;

/// Takes in a file, as one operation.
///
/// # Errors
/// `calendar_unreadable`, `file_too_large`, `too_many_events`; nothing is written then.
pub fn import(tx: &Tx<'_>, local: &Local, bytes: &[u8]) -> Outcome<CalendarReport> {
    let file = read(bytes).map_err(|error| match error {
        SheetError::FileTooLarge { limit, .. } => {
            Failure::invalid("file", "calendar_too_large").with("limit", limit >> 20)
        }
        SheetError::TooManyRows { limit } => {
            Failure::invalid("file", "calendar_too_many").with("limit", limit)
        }
        _ => Failure::invalid("file", "calendar_unreadable"),
    })?;
    let mut run = Run {
        tx,
        local,
        report: CalendarReport {
            read: file.events.len() as u64 + file.damaged,
            others: file.others,
            ..CalendarReport::default()
        },
        skipped: BTreeMap::new(),
        touched: BTreeSet::new(),
        dead: 0,
    };
    if file.damaged > 0 {
        run.skipped.insert("damaged".to_owned(), (file.damaged, Vec::new()));
    }
    // Series before their exceptions, whatever the order of the file.
    let (exceptions, events): (Vec<_>, Vec<_>) =
        file.events.iter().partition(|event| event.recurrence.is_some());
    for event in events.into_iter().chain(exceptions) {
        run.take(event)?;
    }
    let touched: Vec<Id> = run.touched.iter().copied().collect();
    settle(tx, &touched)?;
    let mut report = run.report;
    report.skipped = run
        .skipped
        .into_iter()
        .map(|(reason, (count, titles))| SkippedEvent { reason, count, titles })
        .collect();
    tx.say("count", report.created + report.updated);
    Ok(report)
}

struct Run<'a> {
    tx: &'a Tx<'a>,
    local: &'a Local,
    report: CalendarReport,
    skipped: BTreeMap<String, (u64, Vec<String>)>,
    touched: BTreeSet<Id>,
    dead: u64,
}

/// Why an event of a file is left out.
struct Skip(&'static str);

impl Run<'_> {
    fn take(&mut self, told: &IcalEvent) -> Outcome<()> {
        match self.read(told)? {
            Ok(event) => self.keep(event, told),
            Err(Skip(reason)) => {
                self.skip(reason, told);
                Ok(())
            }
        }
    }

    fn skip(&mut self, reason: &str, told: &IcalEvent) {
        let (count, titles) = self.skipped.entry(reason.to_owned()).or_default();
        *count += 1;
        if titles.len() < TITLES {
            titles.extend(told.title.as_deref().map(|title| cut(title, LONGEST_LINE)));
        }
    }

    /// The event of a file as this base keeps it, without an id.
    fn read(&mut self, told: &IcalEvent) -> Outcome<Result<CalendarEvent, Skip>> {
        let (Some(starts), own) = (told.starts.as_ref(), self.local.zone()) else {
            return Ok(Err(Skip("no_start")));
        };
        let zone = match starts {
            Moment::Zoned(_, name) => wall::zone(name).unwrap_or(own),
            Moment::Utc(_) if told.rule.is_some() => Tz::UTC,
            _ => own,
        };
        let start = placed(starts, zone);
        let is_day = matches!(starts, Moment::Day(_));
        let end = match (&told.ends, told.length) {
            (Some(ends), _) => placed(ends, zone),
            (None, Some(seconds)) => start + TimeDelta::seconds(seconds.clamp(0, 366 * 86_400)),
            (None, None) if is_day => start + Days::new(1),
            (None, None) => start,
        };
        // Some programs end a day on the day itself.
        let end = if is_day && end <= start { start + Days::new(1) } else { end };
        if end < start || end - start > TimeDelta::days(3660) {
            return Ok(Err(Skip("ends_before_start")));
        }
        let near = |at: NaiveDateTime| (1900..2200).contains(&chrono::Datelike::year(&at));
        if !near(start) {
            return Ok(Err(Skip("no_start")));
        }
        let spelt = |list: &[Moment]| {
            let mut list: Vec<String> =
                list.iter().map(|moment| wall::spelt(at_time(moment, zone, start))).collect();
            list.sort_unstable();
            list.dedup();
            list
        };
        let title = told.title.as_deref().map(|title| cut(title, LONGEST_LINE)).unwrap_or_default();
        let mut event = CalendarEvent {
            uid: told.uid.as_deref().map_or_else(|| made_up(told, start), |uid| cut(uid, LONGEST_LINE)),
            occurrence: told.recurrence.as_ref().map(|moment| wall::spelt(placed(moment, zone))),
            title,
            starts: wall::spelt(start),
            ends: wall::spelt(end),
            is_all_day: is_day,
            zone: zone.name().to_owned(),
            rule: told.rule.clone().filter(|_| told.recurrence.is_none()),
            without: spelt(&told.without),
            also: spelt(&told.also),
            place: told.place.as_deref().map(|text| cut(&text.replace('\n', ", "), LONGEST_LINE)),
            link: told.link.as_deref().map(|text| cut(text, LONGEST_LINE)),
            description: told.description.as_deref().map(|text| cut(text, LONGEST_TEXT)),
            status: table::status(told.status.as_deref().unwrap_or_default()),
            is_busy: !told.is_free,
            attendees: told.guests.iter().map(attendee).collect(),
            alarms: told.alarms.clone(),
            sequence: told.sequence,
            source: "local".to_owned(),
            created_at: told.created_at.unwrap_or(self.tx.at()),
            updated_at: told.modified_at.unwrap_or(self.tx.at()),
            ..CalendarEvent::default()
        };
        event.attendees.dedup_by(|one, other| one.email == other.email);
        table::place(&mut event)?;
        if event.rule.is_some()
            && let Err(failure) = Series::of(&event, []).and_then(|series| series.last_at())
        {
            self.dead += u64::from(failure.key == "rule_never");
            if self.dead > DEAD_RULES {
                return Err(Failure::invalid("file", "calendar_unreadable"));
            }
            return Ok(Err(Skip(match failure.key.as_str() {
                "rule_too_often" => "rule_too_often",
                "rule_never" => "rule_never",
                _ => "rule_unreadable",
            })));
        }
        event.prospect_ids = reading::whom(&self.tx.db(), &[], &event.attendees)?;
        Ok(Ok(event))
    }

    fn keep(&mut self, mut event: CalendarEvent, told: &IcalEvent) -> Outcome<()> {
        let db = self.tx.db();
        let find = |occurrence: &str| -> Outcome<Option<Id>> {
            db.optional(
                "SELECT id FROM event WHERE uid = ?1 AND occurrence = ?2",
                params![event.uid, occurrence],
                |row| row.get(0).map(Id),
            )
        };
        let occurrence = event.occurrence.clone().unwrap_or_default();
        let held = find(&occurrence)?;
        if event.occurrence.is_some() {
            // An invitation to one time of a series comes without it: it stands alone, under its own name.
            event.series_id = find("")?;
        }
        let Some(held) = held else {
            event.id = self.tx.new_id();
            if event.series_id.is_some() || event.occurrence.is_none() {
                // As it is told.
            } else {
                event.uid = format!("{}#{occurrence}", event.uid);
                event.occurrence = None;
                if let Some(id) = db
                    .optional("SELECT id FROM event WHERE uid = ?1", [&event.uid], |row| row.get(0).map(Id))?
                {
                    return self.renew(id, event, told);
                }
            }
            write::put(self.tx, &mut event, false)?;
            self.touched.insert(event.id);
            self.touched.extend(event.series_id);
            self.report.created += 1;
            return Ok(());
        };
        self.renew(held, event, told)
    }

    fn renew(&mut self, id: Id, mut event: CalendarEvent, told: &IcalEvent) -> Outcome<()> {
        let held = table::get(&self.tx.db(), id)?;
        event.id = id;
        event.series_id = held.series_id;
        event.occurrence.clone_from(&held.occurrence);
        event.created_at = held.created_at;
        event.source.clone_from(&held.source);
        event.etag.clone_from(&held.etag);
        // Whom the user tied it to stays.
        let invited = std::mem::replace(&mut event.prospect_ids, held.prospect_ids.clone());
        event.prospect_ids.extend(invited.into_iter().filter(|id| !held.prospect_ids.contains(id)));
        if event.rule.is_some() {
            event.rule = Series::of(&event, [])?.rule.map(|rule| rule.to_string());
        }
        if event.title.is_empty() {
            event.title.clone_from(&held.title);
        }
        let same = CalendarEvent { sequence: held.sequence, updated_at: held.updated_at, ..event.clone() };
        if same == held {
            self.report.unchanged += 1;
            return Ok(());
        }
        let is_older = told.sequence < held.sequence
            || (told.sequence == held.sequence && told.modified_at.is_some_and(|at| at < held.updated_at));
        if is_older {
            self.skip("older", told);
            return Ok(());
        }
        write::put(self.tx, &mut event, true)?;
        self.touched.insert(id);
        self.report.updated += 1;
        Ok(())
    }
}

/// An identity for what has none: the same file again must find it.
fn made_up(told: &IcalEvent, start: NaiveDateTime) -> String {
    let title = told.title.as_deref().unwrap_or_default();
    cut(&format!("{}-{}@file.relance", wall::spelt(start), title), LONGEST_LINE)
}

fn cut(text: &str, letters: usize) -> String {
    text.chars()
        .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
        .take(letters)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// What the wall of a zone shows at a moment.
fn placed(moment: &Moment, zone: Tz) -> NaiveDateTime {
    let told = |from: Tz, at: NaiveDateTime| wall::shown(zone, wall::instant(from, at));
    match moment {
        Moment::Utc(at) => told(Tz::UTC, *at),
        Moment::Zoned(at, name) => match wall::zone(name) {
            Some(other) if other != zone => told(other, *at),
            _ => *at,
        },
        Moment::Day(_) | Moment::Floating(_) => moment.wall(),
    }
}

/// The same, where a day means the time at which the series comes on it.
fn at_time(moment: &Moment, zone: Tz, start: NaiveDateTime) -> NaiveDateTime {
    match moment {
        Moment::Day(day) => day.and_time(start.time()),
        other => placed(other, zone),
    }
}

fn attendee(guest: &Guest) -> Attendee {
    Attendee {
        name: guest.name.as_deref().map(|name| cut(name, LONGEST_LINE)),
        email: cut(&guest.email, 320),
        answer: match guest.answer.as_str() {
            "accepted" => Attendance::Accepted,
            "tentative" => Attendance::Tentative,
            "declined" => Attendance::Declined,
            _ => Attendance::NeedsAction,
        },
    }
}

/// The content of a calendar file of this machine.
///
/// # Errors
/// `file_missing`, `file_is_folder`, `disk_error`, `calendar_too_large`.
pub fn open_file(path: &Path) -> Outcome<Vec<u8>> {
    let told = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Failure::invalid("file", "file_missing").with("path", path.display().to_string())
        }
        _ => Failure::refused("disk_error").with("what", error.to_string()),
    };
    let known = std::fs::metadata(path).map_err(told)?;
    if known.is_dir() {
        return Err(Failure::invalid("file", "file_is_folder").with("path", path.display().to_string()));
    }
    if known.len() > LARGEST {
        return Err(Failure::invalid("file", "calendar_too_large").with("limit", LARGEST >> 20));
    }
    std::fs::read(path).map_err(told)
}

/// Writes the calendar to the file that is wanted; answers how many events it has.
///
/// # Errors
/// Those of [`export`]; `disk_error`.
pub fn save_file(core: &Core, wanted: &CalendarExport) -> Outcome<SavedFile> {
    let (text, rows) = core.read(|db| export(db, core.now(), wanted))?;
    let path = wanted.path.clone().unwrap_or_default();
    std::fs::write(&path, text)
        .map_err(|error| Failure::refused("disk_error").with("what", error.to_string()))?;
    Ok(SavedFile { path, rows })
}

/// The calendar as a file, or the meetings with one prospect; and how many events it has.
///
/// # Errors
/// `not_found` for the prospect.
pub fn export(db: &Db<'_>, now: i64, query: &CalendarExport) -> Outcome<(String, u64)> {
    if let Some(id) = query.prospect {
        crate::prospects::row(db, id)?;
    }
    let is_hers = |id: Id| query.prospect == Some(id);
    let events = super::kept::all(db, query.prospect.is_some().then_some(&is_hers))?;
    let told: Outcome<Vec<IcalEvent>> = events.iter().map(tell).collect();
    Ok((write_file(&told?, "Relance", now), events.len() as u64))
}

/// An event as a file tells it.
fn tell(event: &CalendarEvent) -> Outcome<IcalEvent> {
    let zone = reading::zone(&event.zone)?;
    let moment = |text: &str| {
        let at = wall::read(text).ok_or_else(|| Failure::bug("an event without a time"))?;
        Outcome::Ok(match zone {
            _ if event.is_all_day => Moment::Day(at.date()),
            Tz::UTC => Moment::Utc(at),
            _ => Moment::Zoned(at, zone.name().to_owned()),
        })
    };
    let list = |texts: &[String]| texts.iter().map(|text| moment(text)).collect::<Outcome<Vec<_>>>();
    let rule = event.rule.as_deref().map(|text| super::series::rule(text, zone)).transpose()?;
    let until = |at: NaiveDateTime| match event.is_all_day {
        true => at.format("%Y%m%d").to_string(),
        false => {
            let at = DateTime::from_timestamp_millis(wall::instant(zone, at)).unwrap_or_default();
            at.format("%Y%m%dT%H%M%SZ").to_string()
        }
    };
    let midnight = |text: &str| wall::read(text).map(|at| at.time() == NaiveTime::MIN);
    debug_assert!(!event.is_all_day || midnight(&event.starts) == Some(true));
    Ok(IcalEvent {
        uid: Some(event.uid.clone()),
        recurrence: event.occurrence.as_deref().map(moment).transpose()?,
        title: Some(event.title.clone()).filter(|title| !title.is_empty()),
        starts: Some(moment(&event.starts)?),
        ends: Some(moment(&event.ends)?),
        length: None,
        place: event.place.clone(),
        link: event.link.clone(),
        description: event.description.clone(),
        status: Some(table::word(event.status).to_owned()),
        is_free: !event.is_busy,
        rule: rule.map(|rule| rule.spelt(until)),
        without: list(&event.without)?,
        also: list(&event.also)?,
        guests: event.attendees.iter().map(guest).collect(),
        alarms: event.alarms.clone(),
        sequence: event.sequence,
        modified_at: Some(event.updated_at),
        created_at: Some(event.created_at),
    })
}

fn guest(attendee: &Attendee) -> Guest {
    Guest {
        name: attendee.name.clone(),
        email: attendee.email.clone(),
        answer: match attendee.answer {
            Attendance::Accepted => "accepted",
            Attendance::Tentative => "tentative",
            Attendance::Declined => "declined",
            Attendance::NeedsAction => "needs_action",
        }
        .to_owned(),
    }
}
