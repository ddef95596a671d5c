//! Working time: the one engine by which every delay of the product counts days and hours. A [`Calendar`] is a plain value (the
//! week, holidays, leave, the time zone) and its rules are pure; this door reads and writes what it is made of. What country and
//! zone are usual is told by the caller: nothing here asks the machine.

mod calendar;
mod holidays;
mod instants;
mod table;
mod week;

#[cfg(test)]
mod tests;

pub use calendar::{Absence, Calendar, Reason};
pub use holidays::{Names, Region, region, regions};
pub use week::{Span, Week};

use chrono::NaiveDate;
use chrono_tz::{TZ_VARIANTS, Tz};
use relance_model::{
    Failure, Id, Outcome,
    worktime::{
        BothNames, DayReason, DaysQuery, Holiday, HolidayRegion, Leave, LeaveRequest, WholeWorktime, WorkDay,
        Worktime, WorktimeEdit,
    },
};
use relance_store::{Db, Tx};

/// Days of one leave at most: beyond, a year was mistyped.
const LONGEST_LEAVE: i64 = 1100;
/// Days that are told about in one answer.
const MOST_DAYS: i64 = 732;
/// Public holidays to come that are shown.
const HOLIDAYS_SHOWN: usize = 6;
/// Days that they are sought in.
const HOLIDAYS_WITHIN: usize = 400;

/// What counts where nothing was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usual {
    /// ISO 3166-1 alpha-2: the country of the settings.
    pub country: String,
    /// IANA name: the machine's zone.
    pub zone: String,
}

impl Usual {
    fn zone(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::UTC)
    }
}

/// The calendar of the user.
///
/// # Errors
/// The base cannot be read.
pub fn calendar(db: &Db<'_>, usual: &Usual) -> Outcome<Calendar> {
    let chosen = table::chosen(db)?;
    let home = chosen.region.as_deref().and_then(region).or_else(|| region(&usual.country));
    Ok(Calendar {
        week: chosen.week.unwrap_or_default(),
        regions: home.into_iter().collect(),
        leave: table::all_leave(db)?.iter().filter_map(absence_of).collect(),
        zone: chosen.zone.and_then(|zone| zone.parse().ok()).unwrap_or_else(|| usual.zone()),
    })
}

fn absence_of(leave: &Leave) -> Option<Absence> {
    Some(Absence {
        from: leave.from_on.parse().ok()?,
        to: leave.to_on.parse().ok()?,
        part: leave.part,
        label: leave.label.clone(),
    })
}

/// What was chosen and what may be, as of an instant (UTC ms).
///
/// # Errors
/// The base cannot be read.
pub fn get(db: &Db<'_>, usual: &Usual, now: i64) -> Outcome<Worktime> {
    let chosen = table::chosen(db)?;
    let calendar = calendar(db, usual)?;
    let today = calendar.local(now).date();
    let holidays = today.iter_days().take(HOLIDAYS_WITHIN).filter_map(|day| match calendar.reason(day) {
        Some(Reason::Holiday(names, _)) => Some(Holiday { day: day.to_string(), name: both(names) }),
        _ => None,
    });
    Ok(Worktime {
        week: calendar.week.hours(),
        region: calendar.regions.first().map(|region| region.code.to_owned()),
        chosen_region: chosen.region,
        zone: calendar.zone.name().to_owned(),
        chosen_zone: chosen.zone,
        today: today.to_string(),
        next_holidays: holidays.take(HOLIDAYS_SHOWN).collect(),
        regions: regions()
            .iter()
            .map(|region| HolidayRegion { code: region.code.to_owned(), name: both(region.names) })
            .collect(),
        zones: TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect(),
    })
}

fn both(names: Names) -> BothNames {
    BothNames { fr: names.french.to_owned(), en: names.english.to_owned() }
}

/// Writes what is given.
///
/// # Errors
/// Those of [`Week::read`]; `region_unknown`, `zone_unknown` with the value.
pub fn edit(tx: &Tx<'_>, edit: &WorktimeEdit) -> Outcome<()> {
    let mut chosen = table::chosen(&tx.db())?;
    if let Some(days) = &edit.week {
        chosen.week = Some(Week::read(days)?);
    }
    if let Some(code) = &edit.region {
        chosen.region = code.as_deref().map(known_region).transpose()?.map(|region| region.code.to_owned());
    }
    if let Some(name) = &edit.zone {
        let known = |name: &String| match name.parse::<Tz>() {
            Ok(zone) => Ok(zone.name().to_owned()),
            Err(_) => Err(Failure::invalid("zone", "zone_unknown").with("value", name.clone())),
        };
        chosen.zone = name.as_ref().map(known).transpose()?;
    }
    table::choose(tx, &chosen)
}

fn known_region(code: &str) -> Outcome<&'static Region> {
    region(code).ok_or_else(|| Failure::invalid("region", "region_unknown").with("value", code))
}

/// All leave, the earliest first.
///
/// # Errors
/// The base cannot be read.
pub fn all_leave(db: &Db<'_>) -> Outcome<Vec<Leave>> {
    table::all_leave(db)
}

/// # Errors
/// `not_found`.
pub fn one_leave(db: &Db<'_>, id: Id) -> Outcome<Leave> {
    table::one_leave(db, id)
}

/// Adds leave.
///
/// # Errors
/// `day_invalid` (`value`) for what is no day, `days_order_invalid`, `leave_too_long` (`most`).
pub fn add_leave(tx: &Tx<'_>, request: &LeaveRequest) -> Outcome<Id> {
    let from = day_of("from_on", &request.from_on)?;
    let to = request.to_on.as_deref().map(|text| day_of("to_on", text)).transpose()?.unwrap_or(from);
    check_stretch(from, to, LONGEST_LEAVE, "leave_too_long")?;
    let label = request.label.as_deref().map(str::trim).filter(|label| !label.is_empty());
    let absence = Absence { from, to, part: request.part, label: label.map(str::to_owned) };
    say(tx, &absence);
    let id = tx.new_id();
    table::insert(tx, id, &absence)?;
    Ok(id)
}

/// Takes leave away.
///
/// # Errors
/// `not_found`.
pub fn remove_leave(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let leave = table::one_leave(&tx.db(), id)?;
    if let Some(absence) = absence_of(&leave) {
        say(tx, &absence);
    }
    table::delete(tx, id)
}

/// What was chosen and the leave, for the file of a whole base.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn whole(db: &Db<'_>) -> Outcome<WholeWorktime> {
    let chosen = table::chosen(db)?;
    Ok(WholeWorktime {
        week: chosen.week.map(|week| week.hours()),
        region: chosen.region,
        zone: chosen.zone,
        leave: table::all_leave(db)?,
    })
}

/// Takes the place of what was chosen here, leave included. What this version does not know is left as is usual.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: &Tx<'_>, other: &WholeWorktime) -> Outcome<()> {
    let known = table::Chosen {
        week: other.week.as_ref().and_then(|days| Week::read(days).ok()),
        region: other.region.clone().filter(|code| region(code).is_some()),
        zone: other.zone.clone().filter(|name| name.parse::<Tz>().is_ok()),
    };
    if table::chosen(&tx.db())? != known {
        table::choose(tx, &known)?;
    }
    let held = table::all_leave(&tx.db())?;
    for gone in held.iter().filter(|leave| !other.leave.contains(leave)) {
        table::delete(tx, gone.id)?;
    }
    for leave in other.leave.iter().filter(|leave| !held.contains(leave)) {
        if let Some(absence) = absence_of(leave) {
            table::insert(tx, tx.id_or_new("leave", leave.id)?, &absence)?;
        }
    }
    Ok(())
}

fn say(tx: &Tx<'_>, absence: &Absence) {
    tx.say("from", absence.from.to_string());
    tx.say("to", absence.to.to_string());
    if let Some(label) = &absence.label {
        tx.say("label", label.clone());
    }
}

/// What each day of a stretch is.
///
/// # Errors
/// `day_invalid`, `days_order_invalid`, `days_too_many`, `region_unknown`.
pub fn days(db: &Db<'_>, usual: &Usual, query: &DaysQuery) -> Outcome<Vec<WorkDay>> {
    let (from, to) = (day_of("from", &query.from)?, day_of("to", &query.to)?);
    check_stretch(from, to, MOST_DAYS, "days_too_many")?;
    let mut calendar = calendar(db, usual)?;
    if let Some(code) = query.region.as_deref() {
        calendar = calendar.shared_with(Some(known_region(code)?));
    }
    Ok(from.iter_days().take_while(|day| *day <= to).map(|day| told(&calendar, day)).collect())
}

fn told(calendar: &Calendar, day: NaiveDate) -> WorkDay {
    let spans = calendar.spans(day);
    let reason = calendar.reason(day).map(|reason| match reason {
        Reason::Weekend => DayReason::Weekend,
        Reason::Holiday(names, region) => {
            DayReason::Holiday { name: both(names), region: region.code.to_owned() }
        }
        Reason::Leave(absence) => DayReason::Leave { part: absence.part, label: absence.label.clone() },
    });
    WorkDay { day: day.to_string(), working: !spans.is_empty(), hours: week::said(&spans), reason }
}

/// A day of this age.
///
/// # Errors
/// `day_invalid` with the value.
pub fn day_of(field: &str, text: &str) -> Outcome<NaiveDate> {
    let is_near = |day: &NaiveDate| (1900..=2199).contains(&chrono::Datelike::year(day));
    let day = text.trim().parse::<NaiveDate>().ok().filter(is_near);
    day.ok_or_else(|| Failure::invalid(field, "day_invalid").with("value", text))
}

fn check_stretch(from: NaiveDate, to: NaiveDate, most: i64, too_long: &str) -> Outcome<()> {
    let days = to.signed_duration_since(from).num_days() + 1;
    if days < 1 {
        return Err(Failure::invalid("to", "days_order_invalid"));
    }
    if days > most {
        return Err(Failure::invalid("to", too_long).with("most", most));
    }
    Ok(())
}
