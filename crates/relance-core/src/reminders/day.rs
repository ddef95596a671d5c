//! The page of a day: what is late, what is due, what comes, and whom nobody has planned anything for.

use super::{Local, list};
use crate::prospects;
use chrono::{Days, NaiveDate};
use relance_model::{
    Outcome,
    prospects::ProspectRow,
    reminders::{Due, ReminderQuery, Today, TodayQuery, TodayTotals},
};
use relance_store::Db;

/// Days that « À venir » looks ahead.
const AHEAD: u64 = 7;
/// Suggestions a day.
const SUGGESTIONS: u64 = 5;

/// The page of today.
///
/// # Errors
/// The base cannot be read.
pub fn today(db: &Db<'_>, local: &Local<'_>, query: &TodayQuery) -> Outcome<Today> {
    let limit = Some(query.limit.unwrap_or(200));
    let of =
        |state| list(db, local, &ReminderQuery { state: Some(state), limit, ..ReminderQuery::default() });
    let (overdue, due) = (of(Due::Overdue)?, of(Due::Today)?);
    let day = local.today();
    let tomorrow = midnight_after(local, day);
    let last = midnight_after(local, day.checked_add_days(Days::new(AHEAD)).unwrap_or(day));
    let mut upcoming = of(Due::Upcoming)?.items;
    upcoming.retain(|row| row.reminder.due_at < last);
    let (ahead, next_at) = db
        .optional(
            "SELECT coalesce(sum(r.due_at < ?2), 0), min(r.due_at) FROM reminder r JOIN prospect p ON p.id = r.prospect_id
             WHERE r.done_at IS NULL AND r.due_at >= ?1 AND p.deleted_at IS NULL",
            [tomorrow, last],
            |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)),
        )?
        .unwrap_or_default();
    let done: i64 = db.scalar(
        "SELECT count(*) FROM reminder WHERE done_at IS NOT NULL AND done_at >= ?1",
        [local.midnight(day)],
    )?;
    let (idle, without_next) = without_next(db, query.suggestions.unwrap_or(SUGGESTIONS).min(1000))?;
    Ok(Today {
        day: day.to_string(),
        totals: TodayTotals {
            overdue: overdue.total,
            today: due.total,
            upcoming: ahead.unsigned_abs(),
            without_next: idle,
            done: done.unsigned_abs(),
        },
        overdue: overdue.items,
        today: due.items,
        upcoming,
        without_next,
        next_at,
    })
}

fn midnight_after(local: &Local<'_>, day: NaiveDate) -> i64 {
    day.succ_opt().map_or(i64::MAX, |next| local.midnight(next))
}

/// Open prospects without a dated next action (the rule of noCRM: one who is alive has one), and how many they are; who was heard
/// of last the longest ago first, then who is here the longest.
fn without_next(db: &Db<'_>, limit: u64) -> Outcome<(u64, Vec<ProspectRow>)> {
    let condition = "deleted_at IS NULL AND next_action_at IS NULL AND do_not_contact_at IS NULL
        AND stage_id IN (SELECT id FROM stage WHERE kind = 'open')";
    let total: i64 = db.scalar(&format!("SELECT count(*) FROM prospect WHERE {condition}"), [])?;
    let ids = db.rows(
        &format!(
            "SELECT id FROM prospect WHERE {condition} ORDER BY last_interaction_at ASC NULLS LAST, id LIMIT ?1"
        ),
        [limit.cast_signed()],
        |row| row.get::<_, i64>(0),
    )?;
    Ok((total.unsigned_abs(), prospects::rows_of(db, &ids)?))
}
