//! Time spent on a prospect: calls as they were logged, meetings as long as they were planned (those of whole days aside), and how
//! long her sheet stood open where that is counted (off by default).

use super::{ActivityKind, record};
use crate::{prospects, settings};
use relance_model::{Failure, Id, Outcome, activities::TimeSpent};
use relance_store::{Db, Tx, params};

/// Adds to the time that a sheet stood open on the day that began at an instant (UTC ms).
///
/// # Errors
/// `not_found`, `time_not_counted`, `time_invalid`.
pub fn viewed(tx: &Tx<'_>, prospect: Id, day_began: i64, seconds: u32) -> Outcome<()> {
    let db = tx.db();
    if !settings::get(&db)?.count_time {
        return Err(Failure::not_now("time_not_counted"));
    }
    if !(1..=3600).contains(&seconds) {
        return Err(Failure::invalid("seconds", "time_invalid").with("limit", 3600));
    }
    prospects::row(&db, prospect)?;
    let known = db.execute(
        "UPDATE activity SET data = json_set(data, '$.seconds', data ->> 'seconds' + ?3)
         WHERE prospect_id = ?1 AND at = ?2 AND kind = 'viewed'",
        params![prospect.0, day_began, seconds],
    )?;
    if known == 0 {
        let data = format!("{{\"seconds\":{seconds}}}");
        record(tx, prospect, ActivityKind::Viewed, day_began, None, &data)?;
    }
    Ok(())
}

/// The time spent on a prospect.
///
/// # Errors
/// `not_found`.
pub fn spent(db: &Db<'_>, now: i64, prospect: Id) -> Outcome<TimeSpent> {
    prospects::row(db, prospect)?;
    let of = |kind: &str, what: &str| -> Outcome<u64> {
        let sum: i64 = db.scalar(
            &format!("SELECT coalesce(sum(data ->> '{what}'), 0) FROM activity WHERE prospect_id = ?1 AND kind = ?2"),
            params![prospect.0, kind],
        )?;
        Ok(sum.max(0).unsigned_abs())
    };
    let meetings: i64 = db.scalar(
        "SELECT coalesce(sum(h.ends_at - h.starts_at), 0) / 1000 FROM event_prospect t CROSS JOIN event e ON e.id = t.event_id
         CROSS JOIN event_held h ON h.event_id = t.event_id WHERE t.prospect_id = ?1 AND e.is_all_day = 0 AND h.ends_at <= ?2",
        [prospect.0, now],
    )?;
    let meetings = meetings.max(0).unsigned_abs();
    let (calls, sheet) = (60 * of("call", "minutes")?, of("viewed", "seconds")?);
    Ok(TimeSpent {
        calls,
        meetings,
        sheet,
        total: calls + meetings + sheet,
        is_counted: settings::get(db)?.count_time,
    })
}
