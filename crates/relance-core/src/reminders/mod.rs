//! Follow-ups: what is to be done about a prospect, and when. A prospect's next action is the first of hers that is not done;
//! triggers of the schema keep it in her row.
//!
//! Nothing leaves the list but by being done, put off or removed, each an operation that can be undone.

mod answered;
mod day;
mod doing;
mod kept;
mod local;
mod pending;
mod repeat;
mod sentence;
mod when;

pub(crate) use answered::on_change;
pub use day::today;
pub use doing::{done, plan_missing, relocate, remove};
pub(crate) use kept::{adopt, all_of, hand_over, has, reattribute, split};
pub use local::Local;
pub use sentence::understood;
pub use when::When;

use crate::prospects;
use chrono::{DateTime, NaiveDate, NaiveTime};
use pending::Pending;
use relance_model::{
    Failure, Id, Outcome,
    reminders::{
        Due, Priority, Reminder, ReminderEdit, ReminderKind, ReminderList, ReminderNew, ReminderQuery,
        ReminderRow, Repeat,
    },
};
use relance_store::{Db, Row, SqlResult, Tx, fold, id_array, params};

/// Follow-ups of one answer.
const MOST: u64 = 1000;
/// Whose person does not lie in the trash.
const ALIVE: &str = "NOT EXISTS (SELECT 1 FROM prospect WHERE id = r.prospect_id AND deleted_at IS NOT NULL)";

/// Letters of what is to be done.
const LONGEST: usize = 300;

/// « Plus tard », which says no more than that it is not now.
const LATER: [&str; 2] = ["plus tard", "later"];

const COLUMNS: &str = "r.id, r.prospect_id, r.kind, r.title, r.due_on, r.due_at, r.is_timed, r.priority, r.created_at, r.done_at,
  r.repeat_every, r.repeat_unit, r.repeat_from, r.unless_reply";

/// The word of a kind, as it is kept and typed.
#[must_use]
pub fn word(kind: ReminderKind) -> &'static str {
    match kind {
        ReminderKind::Call => "call",
        ReminderKind::Email => "email",
        ReminderKind::Linkedin => "linkedin",
        ReminderKind::Meeting => "meeting",
        ReminderKind::Other => "other",
    }
}

/// The kind of a word.
#[must_use]
pub fn kind(word: &str) -> ReminderKind {
    use ReminderKind::{Call, Email, Linkedin, Meeting, Other};
    [Call, Email, Linkedin, Meeting].into_iter().find(|kind| self::word(*kind) == word).unwrap_or(Other)
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
        kind: self::kind(&kind),
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
        repeat: repeat::read(row.get(10)?, row.get::<_, Option<String>>(11)?.as_deref()),
        repeat_from: row.get(12)?,
        unless_reply: row.get(13)?,
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
    let limit = query.limit.unwrap_or(200);
    let is_done = query.state == Some(Due::Done);
    if query.prospect.is_none() && !is_done {
        let pending = Pending::of(query.state, local);
        return pending::page(db, local, &pending, &pending::in_trash(db)?, limit, query.offset);
    }
    let condition = if is_done {
        "r.done_at IS NOT NULL".to_owned()
    } else {
        Pending::of(query.state, local).condition()
    };
    let order = match query.state {
        Some(Due::Done) => "r.done_at DESC, r.id DESC",
        Some(Due::Today) => {
            "r.is_timed DESC, CASE WHEN r.is_timed THEN r.due_at END, r.priority DESC, r.due_at, r.id"
        }
        _ => "r.due_at, r.priority DESC, r.id",
    };
    let whose = match query.prospect {
        Some(Id(prospect)) => format!("r.prospect_id = {prospect}"),
        None => ALIVE.to_owned(),
    };
    let total: i64 = match query.prospect {
        Some(_) => {
            db.scalar(&format!("SELECT count(*) FROM reminder r WHERE {condition} AND {whose}"), [])?
        }
        None => alive(db, &condition)?,
    };
    let found = db.rows(
        &format!(
            "SELECT {COLUMNS} FROM reminder r WHERE {condition} AND {whose} ORDER BY {order} LIMIT ?1 OFFSET ?2"
        ),
        [limit.min(MOST).cast_signed(), query.offset.cast_signed()],
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

/// Reads what somebody said of a rhythm: « 2 semaines », "working day".
#[must_use]
pub fn rhythm(text: &str) -> Option<Repeat> {
    let again = when::again(&format!("every {text}"));
    again.repeat.filter(|_| again.rest.is_empty())
}

/// The day and the time that somebody said, « mardi 14h ».
pub(crate) fn spoken_day(text: &str, local: &Local) -> Option<(NaiveDate, Option<NaiveTime>)> {
    read(text, local).ok().map(|when| (when.day, when.time))
}

/// The instant that somebody said, « demain 9h »; the beginning of the working day where no time was said: UTC ms.
///
/// # Errors
/// `when_unreadable`.
pub(crate) fn spoken_instant(text: &str, local: &Local) -> Outcome<i64> {
    read(text, local).map(|when| due(when, local).1)
}

/// Reads what somebody said of a day.
fn read(text: &str, local: &Local) -> Outcome<When> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text.trim()) {
        let at = local.of(at.timestamp_millis());
        return Ok(When { day: at.date(), time: Some(at.time()) });
    }
    if LATER.contains(&fold(text.trim()).as_str()) {
        return Ok(local.later());
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
    let repeat = new.repeat.map(repeat::check).transpose()?.flatten();
    let planned = Reminder {
        id: tx.new_id(),
        prospect_id: prospect,
        kind: new.kind,
        title: title(new.title.as_deref())?,
        repeat_from: repeat.map(|_| due_on.clone()),
        due_on,
        due_at,
        is_timed,
        priority: new.priority,
        repeat,
        unless_reply: new.unless_reply,
        created_at: tx.at(),
        done_at: None,
    };
    kept::insert(tx, &planned, None)?;
    Ok(planned.id)
}

/// Plans the same follow-up for several prospects.
///
/// # Errors
/// Those of [`add`].
pub fn add_all(tx: &Tx<'_>, local: &Local, people: &[Id], new: &ReminderNew) -> Outcome<u64> {
    tx.say("count", people.len());
    for prospect in people {
        let name = prospects::row(&tx.db(), *prospect)?.name;
        if people.len() == 1 {
            tx.say("name", name);
        }
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
    let repeat = match edit.repeat {
        Some(repeat) => repeat::check(repeat)?,
        None => before.repeat,
    };
    // A series that is put off goes on from the days that it had; another day or rhythm is another series.
    let is_same = edit.repeat.is_none() && before.repeat_from.is_some();
    let repeat_from =
        repeat.map(|_| before.repeat_from.filter(|_| is_same).unwrap_or_else(|| due_on.clone()));
    tx.db()
        .execute(
            "UPDATE reminder SET kind = ?2, title = ?3, due_on = ?4, due_at = ?5, is_timed = ?6, priority = ?7,
               repeat_every = ?8, repeat_unit = ?9, repeat_from = ?10, unless_reply = ?11,
               told_at = CASE WHEN due_at = ?5 THEN told_at END
             WHERE id = ?1",
            params![
                id.0,
                word(edit.kind.unwrap_or(before.kind)),
                title,
                due_on,
                due_at,
                is_timed,
                rank(edit.priority.unwrap_or(before.priority)),
                repeat.map(|repeat| repeat.every),
                repeat.map(|repeat| repeat::word(repeat.unit)),
                repeat_from,
                edit.unless_reply.unwrap_or(before.unless_reply)
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
    found.into_iter().map(|one| shown(db, local, one)).collect()
}

/// Notes that notifications have said them, so that no other window does.
///
/// # Errors
/// The base cannot be written.
pub fn tell(tx: &Tx<'_>, ids: &[Id]) -> Outcome<u64> {
    tx.say("count", ids.len());
    tx.db().execute(
        "UPDATE reminder SET told_at = ?2 WHERE id IN (SELECT value FROM json_each(?1)) AND told_at IS NULL",
        params![id_array(ids), tx.at()],
    )
}
