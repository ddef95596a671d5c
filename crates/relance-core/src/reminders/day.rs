//! The page of a day: what is late, what is due, what comes, and whom nobody has planned anything for.

use super::{Local, listed, within};
use crate::prospects;
use chrono::Days;
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
pub fn today(db: &Db<'_>, local: &Local, query: &TodayQuery) -> Outcome<Today> {
    let limit = Some(query.limit.unwrap_or(200));
    let day = local.today();
    let last = local.midnight_after(day.checked_add_days(Days::new(AHEAD)).unwrap_or(day));
    let of = |state| {
        let query = ReminderQuery { state: Some(state), limit, ..ReminderQuery::default() };
        listed(db, local, &within(state, local, last), &query)
    };
    let (overdue, due, upcoming) = (of(Due::Overdue)?, of(Due::Today)?, of(Due::Upcoming)?);
    let next_at = db.scalar(
        "SELECT (SELECT r.due_at FROM reminder r WHERE r.done_at IS NULL AND r.due_at >= ?1
                 AND NOT EXISTS (SELECT 1 FROM prospect WHERE id = r.prospect_id AND deleted_at IS NOT NULL)
                 ORDER BY r.due_at LIMIT 1)",
        [local.midnight_after(day)],
    )?;
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
            upcoming: upcoming.total,
            without_next: idle,
            done: done.unsigned_abs(),
        },
        overdue: overdue.items,
        today: due.items,
        upcoming: upcoming.items,
        without_next,
        next_at,
    })
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
