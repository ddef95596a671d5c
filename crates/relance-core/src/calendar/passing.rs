//! Time that goes by: what a meeting's next occurrence is, when its alarm is due, and that it took place.

use super::wall;
use super::{
    series::{Series, Time},
    table,
};
use relance_model::{
    Id, Outcome,
    calendar::{CalendarEvent, EventStatus, Occurrence},
};
use relance_store::{Db, Tx, params};
use std::collections::BTreeMap;

/// Of a meeting that is over nobody is told when it began so long ago: the laptop slept.
const MISSED: i64 = 4 * 3_600_000;
/// How far back a series took place.
const HELD: i64 = 3_660 * super::DAY;
/// Events that one turn goes on with.
const TURN: u32 = 500;

/// When the next thing passes: the end of a meeting, or an alarm; `None` when nothing will.
///
/// # Errors
/// The base cannot be read.
pub fn next_turn(db: &Db<'_>) -> Outcome<Option<i64>> {
    let end: Option<i64> =
        db.scalar("SELECT min(next_ends_at) FROM event WHERE next_ends_at IS NOT NULL", [])?;
    let alarm: Option<i64> = db.scalar("SELECT min(alarm_at) FROM event WHERE alarm_at IS NOT NULL", [])?;
    Ok(end.into_iter().chain(alarm).min())
}

/// Goes on with all that has passed; answers the meetings whose alarm is due and that nobody has said.
///
/// # Errors
/// The base cannot be written.
pub fn pass(tx: &Tx<'_>) -> Outcome<Vec<Occurrence>> {
    let ids = tx.db().rows(
        "SELECT id FROM event WHERE next_ends_at <= ?1 UNION SELECT id FROM event WHERE alarm_at <= ?1 LIMIT ?2",
        params![tx.at(), TURN],
        |row| row.get(0).map(Id),
    )?;
    tx.say("count", ids.len());
    let told = settle(tx, &ids)?;
    let mut told: Vec<Occurrence> = told.into_iter().flatten().collect();
    super::name(&tx.db(), &mut told)?;
    told.retain(|one| one.people.is_empty() || one.people.iter().any(|person| !person.in_trash));
    Ok(told)
}

/// Whether a meeting is over that [`pass_over`] has not gone on with.
///
/// # Errors
/// The base cannot be read.
pub fn is_behind(db: &Db<'_>, now: i64) -> Outcome<bool> {
    db.scalar("SELECT EXISTS (SELECT 1 FROM event WHERE next_ends_at <= ?1)", [now])
}

/// Goes on with the meetings that are over, without a word of alarms: whoever comes and goes again tells nobody.
///
/// # Errors
/// The base cannot be written.
pub fn pass_over(tx: &Tx<'_>) -> Outcome<()> {
    let ids =
        tx.db().rows("SELECT id FROM event WHERE next_ends_at <= ?1", [tx.at()], |row| row.get(0).map(Id))?;
    tx.say("count", ids.len());
    ids.into_iter().try_for_each(|id| go_on(tx, id).map(drop))
}

/// Finds out what comes next of some events, and what has taken place; answers those whose alarm was due.
///
/// # Errors
/// The base cannot be written.
pub(super) fn settle(tx: &Tx<'_>, ids: &[Id]) -> Outcome<Vec<Option<Occurrence>>> {
    ids.iter().map(|id| settle_one(tx, *id)).collect()
}

fn settle_one(tx: &Tx<'_>, id: Id) -> Outcome<Option<Occurrence>> {
    let (event, series) = go_on(tx, id)?;
    let (db, now) = (tx.db(), tx.at());
    let told_at: i64 = db.scalar("SELECT coalesce(told_at, 0) FROM event WHERE id = ?1", [id.0])?;
    let (due, alarm_at) = alarm(&event, &series, told_at, now);
    db.execute(
        "UPDATE event SET alarm_at = ?2, told_at = iif(?3, ?4, told_at) WHERE id = ?1",
        params![id.0, alarm_at, due.is_some(), now],
    )?;
    Ok(due.map(|time| occurrence(&event, time)))
}

/// What has taken place of an event, and when it comes next.
fn go_on(tx: &Tx<'_>, id: Id) -> Outcome<(CalendarEvent, Series)> {
    let db = tx.db();
    let (event, series) = read(&db, id)?;
    let now = tx.at();
    if event.status == EventStatus::Confirmed
        && let Some(over) = series.before(now)
    {
        db.execute(
            "UPDATE prospect SET last_interaction_at = ?2 WHERE coalesce(last_interaction_at, 0) < ?2
               AND id IN (SELECT prospect_id FROM event_prospect WHERE event_id = ?1)",
            [id.0, over.ends_at],
        )?;
    }
    hold(&db, now, || tx.new_id(), &event, &series)?;
    let next = series.next(now);
    db.execute(
        "UPDATE event SET next_at = ?2, next_ends_at = ?3 WHERE id = ?1",
        params![id.0, next.map(|time| time.starts_at), next.map(|time| time.ends_at)],
    )?;
    Ok((event, series))
}

/// Keeps the times at which a meeting took place: those that are over, where it was sure; ten years back.
fn hold(
    db: &Db<'_>,
    now: i64,
    mut new_id: impl FnMut() -> Id,
    event: &CalendarEvent,
    series: &Series,
) -> Outcome<()> {
    let mut over: BTreeMap<i64, Time> = BTreeMap::new();
    if event.status == EventStatus::Confirmed {
        let from = event.starts_at.max(now - HELD);
        over.extend(
            series
                .within(from, now + 1)
                .into_iter()
                .filter(|time| time.ends_at <= now)
                .map(|time| (time.starts_at, time)),
        );
    }
    let held =
        db.rows("SELECT id, starts_at, ends_at FROM event_held WHERE event_id = ?1", [event.id.0], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
        })?;
    for (id, starts_at, ends_at) in held {
        if over.remove(&starts_at).is_none_or(|time| time.ends_at != ends_at) {
            db.execute("DELETE FROM event_held WHERE id = ?1", [id])?;
        }
    }
    for time in over.into_values() {
        let occurrence = occurrence(event, time).occurrence.unwrap_or_default();
        db.execute(
            "INSERT INTO event_held (id, event_id, occurrence, starts_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![new_id().0, event.id.0, occurrence, time.starts_at, time.ends_at],
        )?;
    }
    Ok(())
}

/// Finds out again, in a copy that shows the past, when meetings took place that have come back there as they were.
///
/// # Errors
/// The copy cannot be written.
pub(crate) fn hold_again(db: &Db<'_>, now: i64) -> Outcome<()> {
    let mut last: i64 = db.scalar("SELECT coalesce(max(id), 0) FROM event_held", [])?;
    let ids =
        db.rows("SELECT id FROM event WHERE next_ends_at <= ?1", [now], |row| row.get::<_, i64>(0).map(Id))?;
    for id in ids {
        let (event, series) = read(db, id)?;
        let new_id = || {
            last += 1;
            Id(last)
        };
        hold(db, now, new_id, &event, &series)?;
    }
    Ok(())
}

/// An event, and when it comes.
fn read(db: &Db<'_>, id: Id) -> Outcome<(CalendarEvent, Series)> {
    let event = table::get(db, id)?;
    let replaced = table::exceptions(db, id)?.into_iter().filter_map(|one| one.occurrence);
    let series = Series::of(&event, replaced)?;
    Ok((event, series))
}

/// The occurrence whose alarm is due and was not told, and when the next alarm is.
fn alarm(event: &CalendarEvent, series: &Series, told_at: i64, now: i64) -> (Option<Time>, Option<i64>) {
    if event.status == EventStatus::Cancelled || event.alarms.is_empty() {
        return (None, None);
    }
    let ahead = event.alarms.iter().copied().max().map_or(0, |minutes| i64::from(minutes) * 60_000);
    let alarms = |time: &Time| {
        let starts_at = time.starts_at;
        event.alarms.iter().map(move |minutes| starts_at - i64::from(*minutes) * 60_000).collect::<Vec<_>>()
    };
    let near = series.within(now - MISSED, now + ahead + 1);
    let due = near
        .iter()
        .filter(|time| time.ends_at > now || time.starts_at > now - MISSED)
        .filter(|time| alarms(time).into_iter().any(|at| at > told_at && at <= now))
        .min()
        .copied();
    let later = near.iter().copied().chain(series.next(now + ahead));
    let next = later.chain(series.next(now)).flat_map(|time| alarms(&time)).filter(|at| *at > now).min();
    (due, next)
}

/// One occurrence of an event, whom it is with aside.
pub(super) fn occurrence(event: &CalendarEvent, time: Time) -> Occurrence {
    let is_recurring = event.rule.is_some() || !event.also.is_empty();
    Occurrence {
        event_id: event.id,
        occurrence: is_recurring.then(|| wall::spelt(time.start)).or_else(|| event.occurrence.clone()),
        is_recurring: is_recurring || event.series_id.is_some(),
        title: event.title.clone(),
        starts_at: time.starts_at,
        ends_at: time.ends_at,
        starts: wall::spelt(time.start),
        ends: wall::spelt(time.end),
        is_all_day: event.is_all_day,
        zone: event.zone.clone(),
        place: event.place.clone(),
        link: event.link.clone(),
        status: event.status,
        is_busy: event.is_busy,
        people: Vec::new(),
        source: event.source.clone(),
    }
}
