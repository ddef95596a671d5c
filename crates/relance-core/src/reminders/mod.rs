//! Follow-ups: what is to be done about a prospect, and when. A prospect's next action is the first of hers that is not done;
//! triggers of the schema keep it in her row.
//!
//! Nothing leaves the list but by being done, put off or removed, each an operation that can be undone.

mod day;
mod kept;
mod local;
mod sentence;
mod when;

pub use day::today;
pub(crate) use kept::{adopt, all_of, hand_over, has, reattribute, split};
pub use local::Local;
pub use sentence::understood;
pub use when::When;

use crate::{
    activities, pipeline,
    prospects::{self, Rules},
};
use chrono::{DateTime, NaiveDate};
use relance_model::{
    Failure, Id, Outcome,
    pipeline::MoveRequest,
    reminders::{
        Due, Priority, Reminder, ReminderDone, ReminderEdit, ReminderKind, ReminderList, ReminderNew,
        ReminderQuery, ReminderRow,
    },
};
use relance_store::{Db, Row, SqlResult, Tx, params};

/// Letters of what is to be done.
const LONGEST: usize = 300;

const COLUMNS: &str = "r.id, r.prospect_id, r.kind, r.title, r.due_on, r.due_at, r.is_timed, r.priority, r.created_at, r.done_at";

pub(crate) fn word(kind: ReminderKind) -> &'static str {
    match kind {
        ReminderKind::Call => "call",
        ReminderKind::Email => "email",
        ReminderKind::Linkedin => "linkedin",
        ReminderKind::Meeting => "meeting",
        ReminderKind::Other => "other",
    }
}

fn rank(priority: Priority) -> i64 {
    match priority {
        Priority::Low => -1,
        Priority::Normal => 0,
        Priority::High => 1,
    }
}

fn reminder(row: &Row<'_>) -> SqlResult<Reminder> {
    let (kind, priority): (String, i64) = (row.get(2)?, row.get(7)?);
    Ok(Reminder {
        id: Id(row.get(0)?),
        prospect_id: Id(row.get(1)?),
        kind: match kind.as_str() {
            "call" => ReminderKind::Call,
            "email" => ReminderKind::Email,
            "linkedin" => ReminderKind::Linkedin,
            "meeting" => ReminderKind::Meeting,
            _ => ReminderKind::Other,
        },
        title: row.get(3)?,
        due_on: row.get(4)?,
        due_at: row.get(5)?,
        is_timed: row.get(6)?,
        priority: match priority {
            ..=-1 => Priority::Low,
            0 => Priority::Normal,
            1.. => Priority::High,
        },
        created_at: row.get(8)?,
        done_at: row.get(9)?,
    })
}

/// One follow-up.
///
/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<Reminder> {
    db.optional(&format!("SELECT {COLUMNS} FROM reminder r WHERE r.id = ?1"), [id.0], reminder)?
        .ok_or_else(|| Failure::not_found("reminder", id))
}

/// One follow-up with whom it is about.
///
/// # Errors
/// `not_found`.
pub fn row(db: &Db<'_>, local: &Local, id: Id) -> Outcome<ReminderRow> {
    shown(db, local, get(db, id)?)
}

/// Where a follow-up stands now: with a time it is late when that has passed, without one when the day has.
fn state(reminder: &Reminder, local: &Local) -> Due {
    let today = local.today().to_string();
    match () {
        () if reminder.done_at.is_some() => Due::Done,
        () if reminder.due_on < today => Due::Overdue,
        () if reminder.is_timed && reminder.due_at < local.now => Due::Overdue,
        () if reminder.due_on == today => Due::Today,
        () => Due::Upcoming,
    }
}

fn shown(db: &Db<'_>, local: &Local, reminder: Reminder) -> Outcome<ReminderRow> {
    let prospect = prospects::row(db, reminder.prospect_id)?;
    let state = state(&reminder, local);
    let due_on: Option<NaiveDate> = reminder.due_on.parse().ok();
    let days_late = match (state, due_on) {
        (Due::Overdue, Some(day)) => (local.today() - day).num_days().max(0),
        _ => 0,
    };
    Ok(ReminderRow {
        state,
        days_late,
        reminder,
        name: prospect.name,
        company: prospect.company,
        phone: prospect.phone,
        email: prospect.email,
        in_trash: prospect.deleted_at.is_some(),
    })
}

/// Follow-ups in the order in which they are due; done ones from the last on. Those of people in the trash are left out,
/// unless one prospect is asked for.
///
/// # Errors
/// The base cannot be read.
pub fn list(db: &Db<'_>, local: &Local, query: &ReminderQuery) -> Outcome<ReminderList> {
    let condition = match query.state {
        Some(Due::Done) => "r.done_at IS NOT NULL".to_owned(),
        Some(state) => within(state, local, i64::MAX),
        None => "r.done_at IS NULL".to_owned(),
    };
    listed(db, local, &condition, query)
}

/// The follow-ups of a condition, which are all that a query says of their state.
fn listed(db: &Db<'_>, local: &Local, condition: &str, query: &ReminderQuery) -> Outcome<ReminderList> {
    let order = match query.state {
        Some(Due::Done) => "r.done_at DESC, r.id DESC",
        // Those with a time keep it; the others follow by weight.
        Some(Due::Today) => {
            "r.is_timed DESC, CASE WHEN r.is_timed THEN r.due_at END, r.priority DESC, r.due_at, r.id"
        }
        _ => "r.due_at, r.priority DESC, r.id",
    };
    let (total, whose) = match query.prospect {
        Some(Id(prospect)) => {
            let whose = format!("r.prospect_id = {prospect}");
            (db.scalar(&format!("SELECT count(*) FROM reminder r WHERE {condition} AND {whose}"), [])?, whose)
        }
        None => (
            alive(db, condition)?,
            "NOT EXISTS (SELECT 1 FROM prospect WHERE id = r.prospect_id AND deleted_at IS NOT NULL)"
                .to_owned(),
        ),
    };
    let found = db.rows(
        &format!(
            "SELECT {COLUMNS} FROM reminder r WHERE {condition} AND {whose} ORDER BY {order} LIMIT ?1 OFFSET ?2"
        ),
        [query.limit.unwrap_or(200).min(1000).cast_signed(), query.offset.cast_signed()],
        reminder,
    )?;
    let items = found.into_iter().map(|reminder| shown(db, local, reminder)).collect::<Outcome<_>>()?;
    Ok(ReminderList { total: i64::unsigned_abs(total), items })
}

/// How many meet a condition, the trash aside: all of them by their index, less the few of the trash.
fn alive(db: &Db<'_>, condition: &str) -> Outcome<i64> {
    let all: i64 = db.scalar(&format!("SELECT count(*) FROM reminder r WHERE {condition}"), [])?;
    let gone: i64 = db.scalar(
        &format!(
            "SELECT count(*) FROM prospect p CROSS JOIN reminder r ON r.prospect_id = p.id
             WHERE p.deleted_at IS NOT NULL AND {condition}"
        ),
        [],
    )?;
    Ok(all - gone)
}

/// The condition of a state, of those that are due before an instant.
fn within(state: Due, local: &Local, before: i64) -> String {
    let today = local.today();
    let (midnight, tomorrow) = (local.midnight(today), local.midnight_after(today));
    let (now, end) = (local.now, tomorrow.min(before));
    let due = match state {
        Due::Overdue => {
            format!("r.due_at < {end} AND (r.due_at < {midnight} OR (r.is_timed AND r.due_at < {now}))")
        }
        Due::Today => {
            format!("r.due_at >= {midnight} AND r.due_at < {end} AND (NOT r.is_timed OR r.due_at >= {now})")
        }
        _ => format!("r.due_at >= {tomorrow} AND r.due_at < {before}"),
    };
    format!("r.done_at IS NULL AND {due}")
}

/// Reads what somebody said of a day.
fn read(text: &str, local: &Local) -> Outcome<When> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text.trim()) {
        let at = local.of(at.timestamp_millis());
        return Ok(When { day: at.date(), time: Some(at.time()) });
    }
    when::read(text, local.of(local.now), &|day, count| local.working_days(day, count))
        .ok_or_else(|| Failure::invalid("at", "when_unreadable").with("text", text))
}

fn title(text: Option<&str>) -> Outcome<Option<String>> {
    let title = text.map(str::trim).filter(|title| !title.is_empty());
    match title {
        Some(title) if title.chars().count() > LONGEST => {
            Err(Failure::invalid("title", "reminder_title_too_long").with("limit", LONGEST))
        }
        title => Ok(title.map(str::to_owned)),
    }
}

/// The day and the instant that are kept.
fn due(when: When, local: &Local) -> (String, i64, bool) {
    let at = when.time.map_or_else(|| local.beginning(when.day), |time| local.instant(when.day, time));
    (when.day.to_string(), at, when.time.is_some())
}

/// Plans a follow-up.
///
/// # Errors
/// `not_found`, `when_unreadable`, `reminder_title_too_long`.
pub fn add(tx: &Tx<'_>, local: &Local, prospect: Id, new: &ReminderNew) -> Outcome<Id> {
    tx.say("name", prospects::row(&tx.db(), prospect)?.name);
    plan(tx, local, prospect, new)
}

/// Plans a follow-up within another operation.
///
/// # Errors
/// `when_unreadable`, `reminder_title_too_long`.
pub(crate) fn plan(tx: &Tx<'_>, local: &Local, prospect: Id, new: &ReminderNew) -> Outcome<Id> {
    let (due_on, due_at, is_timed) = due(read(&new.at, local)?, local);
    let id = tx.new_id();
    tx.db().execute(
        "INSERT INTO reminder (id, prospect_id, kind, title, due_on, due_at, is_timed, priority, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id.0,
            prospect.0,
            word(new.kind),
            title(new.title.as_deref())?,
            due_on,
            due_at,
            is_timed,
            rank(new.priority),
            tx.at()
        ],
    )?;
    Ok(id)
}

/// Plans the same follow-up for several prospects.
///
/// # Errors
/// Those of [`add`].
pub fn add_all(tx: &Tx<'_>, local: &Local, people: &[Id], new: &ReminderNew) -> Outcome<u64> {
    tx.say("count", people.len());
    for prospect in people {
        prospects::row(&tx.db(), *prospect)?;
        plan(tx, local, *prospect, new)?;
    }
    Ok(people.len() as u64)
}

/// Changes a follow-up.
///
/// # Errors
/// `not_found`, `reminder_done`, `when_unreadable`, `reminder_title_too_long`.
pub fn edit(tx: &Tx<'_>, local: &Local, id: Id, edit: &ReminderEdit) -> Outcome<()> {
    let before = open(tx, id)?;
    let (due_on, due_at, is_timed) = match &edit.at {
        Some(at) => due(read(at, local)?, local),
        None => (before.due_on.clone(), before.due_at, before.is_timed),
    };
    let title = match &edit.title {
        Some(text) => title(Some(text))?,
        None => before.title.clone(),
    };
    tx.db()
        .execute(
            "UPDATE reminder SET kind = ?2, title = ?3, due_on = ?4, due_at = ?5, is_timed = ?6, priority = ?7,
               told_at = CASE WHEN due_at = ?5 THEN told_at END
             WHERE id = ?1",
            params![
                id.0,
                word(edit.kind.unwrap_or(before.kind)),
                title,
                due_on,
                due_at,
                is_timed,
                rank(edit.priority.unwrap_or(before.priority))
            ],
        )
        .map(drop)
}

/// Puts a follow-up off.
///
/// # Errors
/// Those of [`edit`].
pub fn snooze(tx: &Tx<'_>, local: &Local, id: Id, until: &str) -> Outcome<()> {
    edit(tx, local, id, &ReminderEdit { at: Some(until.to_owned()), ..ReminderEdit::default() })
}

/// A follow-up that is not done, whose prospect is told of in the history.
fn open(tx: &Tx<'_>, id: Id) -> Outcome<Reminder> {
    let reminder = get(&tx.db(), id)?;
    if reminder.done_at.is_some() {
        return Err(Failure::not_now("reminder_done"));
    }
    tx.say("name", prospects::row(&tx.db(), reminder.prospect_id)?.name);
    Ok(reminder)
}

/// Completes a follow-up, with what came of it and what comes next; answers what comes next.
///
/// # Errors
/// `not_found`, `reminder_done`, those of the call, the note, the move and the next follow-up; nothing is written then.
pub fn done(tx: &Tx<'_>, local: &Local, id: Id, done: &ReminderDone, rules: &Rules) -> Outcome<Option<Id>> {
    let before = open(tx, id)?;
    let prospect = before.prospect_id;
    tx.db().execute("UPDATE reminder SET done_at = ?2 WHERE id = ?1", [id.0, tx.at()])?;
    match &done.call {
        Some(call) => drop(activities::call(tx, prospect, call)?),
        None => activities::follow_up(tx, prospect, word(before.kind), before.title.as_deref())?,
    }
    if let Some(note) = done.note.as_deref().filter(|note| !note.trim().is_empty()) {
        activities::note(tx, prospect, note)?;
    }
    if let Some(stage) = &done.stage {
        let request = MoveRequest {
            ids: vec![prospect],
            stage: stage.clone(),
            before: None,
            after: None,
            custom: Default::default(),
        };
        pipeline::relocate(tx, &request, rules)?;
    }
    done.next.as_ref().map(|next| plan(tx, local, prospect, next)).transpose()
}

/// Removes a follow-up.
///
/// # Errors
/// `not_found`.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let reminder = get(&tx.db(), id)?;
    tx.say("name", prospects::row(&tx.db(), reminder.prospect_id)?.name);
    tx.db().execute("DELETE FROM reminder WHERE id = ?1", [id.0]).map(drop)
}

/// When the next follow-up is due that no notification has said; `None` when there is none.
///
/// # Errors
/// The base cannot be read.
pub fn next_due(db: &Db<'_>) -> Outcome<Option<i64>> {
    db.scalar("SELECT min(due_at) FROM reminder WHERE done_at IS NULL AND told_at IS NULL", [])
}

/// Follow-ups that are due and that no notification has said, the first ones first.
///
/// # Errors
/// The base cannot be read.
pub fn untold(db: &Db<'_>, local: &Local) -> Outcome<Vec<ReminderRow>> {
    let found = db.rows(
        &format!(
            "SELECT {COLUMNS} FROM reminder r WHERE r.done_at IS NULL AND r.told_at IS NULL AND r.due_at <= ?1
             ORDER BY r.due_at, r.id LIMIT 1000"
        ),
        [local.now],
        reminder,
    )?;
    let rows: Vec<ReminderRow> =
        found.into_iter().map(|one| shown(db, local, one)).collect::<Outcome<_>>()?;
    Ok(rows)
}

/// Notes that notifications have said them, so that no other window does.
///
/// # Errors
/// The base cannot be written.
pub fn tell(tx: &Tx<'_>, ids: &[Id]) -> Outcome<u64> {
    tx.say("count", ids.len());
    let mut told = 0;
    for id in ids {
        told += tx
            .db()
            .execute("UPDATE reminder SET told_at = ?2 WHERE id = ?1 AND told_at IS NULL", [id.0, tx.at()])?;
    }
    Ok(told)
}
