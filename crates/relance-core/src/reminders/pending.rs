//! Follow-ups that are not done, by their state: each state is a stretch of time of those with a time of day and one of those
//! without, counted and read from their index alone.

use super::{ALIVE, Local, MOST, rank, shown};
use relance_model::{
    Id, Outcome,
    reminders::{Due, Priority, Reminder, ReminderList},
};
use relance_store::Db;

/// A range of the index: with a time or without, from an instant on, before another one.
#[derive(Clone, Copy)]
struct Stretch {
    is_timed: bool,
    from: i64,
    to: i64,
}

impl Stretch {
    fn has(self, is_timed: bool, due_at: i64) -> bool {
        is_timed == self.is_timed && (self.from..self.to).contains(&due_at)
    }
}

/// Follow-ups of a state that are due before an instant.
pub(super) struct Pending {
    state: Option<Due>,
    parts: [Stretch; 2],
}

impl Pending {
    /// All of a state; of every state where none is asked for.
    pub(super) fn of(state: Option<Due>, local: &Local) -> Self {
        Self::before(state, local, i64::MAX)
    }

    pub(super) fn before(state: Option<Due>, local: &Local, before: i64) -> Self {
        let today = local.today();
        let (midnight, tomorrow) = (local.midnight(today), local.midnight_after(today));
        let ((from, to), (timed_from, timed_to)) = match state {
            Some(Due::Overdue) => ((i64::MIN, midnight), (i64::MIN, local.now)),
            Some(Due::Today) => ((midnight, tomorrow), (local.now, tomorrow)),
            Some(_) => ((tomorrow, before), (tomorrow, before)),
            None => ((i64::MIN, before), (i64::MIN, before)),
        };
        Self {
            state,
            parts: [
                Stretch { is_timed: false, from, to: to.min(before) },
                Stretch { is_timed: true, from: timed_from, to: timed_to.min(before) },
            ],
        }
    }

    /// The condition on a row.
    pub(super) fn condition(&self) -> String {
        let parts = self.parts.map(|part| {
            let is_timed = i64::from(part.is_timed);
            format!("(r.is_timed = {is_timed} AND r.due_at >= {} AND r.due_at < {})", part.from, part.to)
        });
        format!("r.done_at IS NULL AND ({})", parts.join(" OR "))
    }

    /// How many there are, those of people in the trash left out.
    pub(super) fn count(&self, db: &Db<'_>, in_trash: &[(bool, i64)]) -> Outcome<u64> {
        let mut all: i64 = 0;
        for part in self.parts {
            all += db.scalar::<i64>(
                "SELECT count(*) FROM reminder WHERE done_at IS NULL AND is_timed = ?1 AND due_at >= ?2 AND due_at < ?3",
                (part.is_timed, part.from, part.to),
            )?;
        }
        let is_here =
            |(is_timed, due_at): &&(bool, i64)| self.parts.iter().any(|part| part.has(*is_timed, *due_at));
        let gone = in_trash.iter().filter(is_here).count() as u64;
        Ok(all.unsigned_abs().saturating_sub(gone))
    }

    /// The first ones, some of them left out before.
    pub(super) fn first(&self, db: &Db<'_>, limit: i64, offset: i64) -> Outcome<Vec<Reminder>> {
        let wanted = limit.saturating_add(offset);
        let ids = match self.state {
            Some(Due::Today) => self.of_today(db, wanted)?,
            _ => self.by_time(db, wanted)?,
        };
        ids.into_iter()
            .skip(usize::try_from(offset).unwrap_or(usize::MAX))
            .map(|id| super::get(db, id))
            .collect()
    }

    /// By when they are due, then by weight.
    fn by_time(&self, db: &Db<'_>, limit: i64) -> Outcome<Vec<Id>> {
        let [one, other] = self.parts;
        let part = |is_timed: bool, from: &str, to: &str| {
            format!(
                "SELECT r.id, r.due_at, r.priority FROM reminder r INDEXED BY reminder_pending
                 WHERE r.done_at IS NULL AND r.is_timed = {} AND r.due_at >= {from} AND r.due_at < {to} AND {ALIVE}",
                i64::from(is_timed)
            )
        };
        db.rows(
            &format!(
                "{} UNION ALL {} ORDER BY 2, 3 DESC, 1 LIMIT ?5",
                part(one.is_timed, "?1", "?2"),
                part(other.is_timed, "?3", "?4")
            ),
            (one.from, one.to, other.from, other.to, limit),
            |row| row.get(0).map(Id),
        )
    }

    /// Those with a time keep it; the others follow by weight.
    fn of_today(&self, db: &Db<'_>, limit: i64) -> Outcome<Vec<Id>> {
        let [untimed, timed] = self.parts;
        let range = "FROM reminder r INDEXED BY reminder_pending
             WHERE r.done_at IS NULL AND r.is_timed = ?1 AND r.due_at >= ?2 AND r.due_at < ?3";
        let mut found: Vec<Id> = db.rows(
            &format!("SELECT r.id {range} AND {ALIVE} ORDER BY r.due_at, r.priority DESC, r.id LIMIT ?4"),
            (true, timed.from, timed.to, limit),
            |row| row.get(0).map(Id),
        )?;
        // Without a time, all of a day are due when its work begins: one instant, hardly ever another.
        let mut instants: Vec<i64> = Vec::new();
        let mut from = untimed.from;
        while let Some(next) =
            db.scalar::<Option<i64>>(&format!("SELECT min(r.due_at) {range}"), (false, from, untimed.to))?
        {
            instants.push(next);
            from = next + 1;
        }
        // An instant and a weight by themselves are a stretch of the index that is in the order of the ids already.
        let of_weight = format!(
            "SELECT r.id FROM reminder r INDEXED BY reminder_pending
             WHERE r.done_at IS NULL AND r.is_timed = 0 AND r.due_at = ?1 AND r.priority = ?2 AND {ALIVE} ORDER BY r.id LIMIT ?3"
        );
        for priority in [Priority::High, Priority::Normal, Priority::Low] {
            for due_at in &instants {
                let left = limit.saturating_sub(found.len() as i64);
                if left <= 0 {
                    return Ok(found);
                }
                found.extend(db.rows(&of_weight, (*due_at, rank(priority), left), |row| row.get(0).map(Id))?);
            }
        }
        Ok(found)
    }
}

/// Of those that are not done and whose people lie in the trash: whether with a time, and when they are due.
pub(super) fn in_trash(db: &Db<'_>) -> Outcome<Vec<(bool, i64)>> {
    db.rows(
        "SELECT r.is_timed, r.due_at FROM prospect p INDEXED BY prospect_in_trash CROSS JOIN reminder r ON r.prospect_id = p.id
         WHERE p.deleted_at IS NOT NULL AND r.done_at IS NULL",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// How many of a state there are, and the first of them.
pub(super) fn page(
    db: &Db<'_>,
    local: &Local,
    pending: &Pending,
    in_trash: &[(bool, i64)],
    limit: u64,
    offset: u64,
) -> Outcome<ReminderList> {
    let found = pending.first(
        db,
        limit.min(MOST).cast_signed(),
        offset.min(i64::MAX.cast_unsigned()).cast_signed(),
    )?;
    let items = found.into_iter().map(|one| shown(db, local, one)).collect::<Outcome<_>>()?;
    Ok(ReminderList { total: pending.count(db, in_trash)?, items })
}

/// When the first one is due from an instant on.
pub(super) fn next_from(db: &Db<'_>, from: i64) -> Outcome<Option<i64>> {
    let mut next = None;
    for is_timed in [false, true] {
        let due: Option<i64> = db.optional(
            &format!(
                "SELECT r.due_at FROM reminder r INDEXED BY reminder_pending
                 WHERE r.done_at IS NULL AND r.is_timed = ?1 AND r.due_at >= ?2 AND {ALIVE} ORDER BY r.due_at LIMIT 1"
            ),
            (is_timed, from),
            |row| row.get(0),
        )?;
        next = next.into_iter().chain(due).min();
    }
    Ok(next)
}
