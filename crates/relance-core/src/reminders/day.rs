//! The page of a day: what is late, what is due, what comes, and whom nobody has planned anything for.

use super::{
    Local,
    pending::{self, Pending},
};
use crate::prospects::{self, Lists};
use chrono::{Days, NaiveDate};
use relance_model::{
    Outcome,
    filters::{Filter, Op, State},
    prospects::ProspectRow,
    reminders::{DayResult, Due, Today, TodayQuery, TodayTotals},
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
pub fn today(db: &Db<'_>, lists: &Lists, local: &Local, query: &TodayQuery) -> Outcome<Today> {
    let limit = query.limit.unwrap_or(200);
    let day = local.today();
    let last = local.midnight_after(day.checked_add_days(Days::new(AHEAD)).unwrap_or(day));
    let in_trash = pending::in_trash(db)?;
    let of =
        |state| pending::page(db, local, &Pending::before(Some(state), local, last), &in_trash, limit, 0);
    let (overdue, due, upcoming) = (of(Due::Overdue)?, of(Due::Today)?, of(Due::Upcoming)?);
    let next_at = pending::next_from(db, local.midnight_after(day))?;
    let done: i64 = db.scalar(
        "SELECT count(*) FROM reminder WHERE done_at IS NOT NULL AND done_at >= ?1",
        [local.midnight(day)],
    )?;
    let (idle, without_next) = without_next(db, lists, query.suggestions.unwrap_or(SUGGESTIONS).min(1000))?;
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
        before: result(db, local, local.working_days(day, -1).unwrap_or(day))?,
    })
}

/// What came of a day.
fn result(db: &Db<'_>, local: &Local, day: NaiveDate) -> Outcome<DayResult> {
    let (from, to) = (local.midnight(day), local.midnight_after(day));
    let follow_ups: i64 =
        db.scalar("SELECT count(*) FROM reminder WHERE done_at >= ?1 AND done_at < ?2", [from, to])?;
    let mut result =
        DayResult { day: day.to_string(), follow_ups: follow_ups.unsigned_abs(), ..DayResult::default() };
    let counted = db.rows(
        "SELECT kind, count(*), count(*) FILTER (WHERE data ->> 'outcome' = 'reached') FROM activity
         WHERE at >= ?1 AND at < ?2 AND kind IN ('call', 'note', 'stage_change') AND caller <> 'import' GROUP BY kind",
        [from, to],
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)),
    )?;
    for (kind, count, reached) in counted {
        let count = count.unsigned_abs();
        match kind.as_str() {
            "call" => (result.calls, result.reached) = (count, reached.unsigned_abs()),
            "note" => result.notes = count,
            _ => result.moves = count,
        }
    }
    Ok(result)
}

/// Open prospects without a dated next action (the rule of noCRM: one who is alive has one), and how many they are; who was heard
/// of last the longest ago first, then who is here the longest. What finds them is kept until the next write, as for any list.
fn without_next(db: &Db<'_>, lists: &Lists, limit: u64) -> Outcome<(u64, Vec<ProspectRow>)> {
    let state = |state| Filter::State { state };
    let of = vec![
        Filter::field("next_action", Op::Empty, Vec::new()),
        state(State::Open),
        Filter::Not { of: Box::new(state(State::Opposed)) },
    ];
    let idle = prospects::living(db, lists, &Filter::All { of })?;
    let first = prospects::first_of(db, lists, &idle, "last_interaction", limit as usize)?;
    Ok((idle.len(), prospects::rows_of(db, &first)?))
}
