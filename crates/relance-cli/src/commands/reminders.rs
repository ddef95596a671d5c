//! `relance today`, `relance reminders`: what is to be done, and when.

use crate::{
    args::{Reminders, Today},
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, reminders};
use relance_model::{
    Failure, Id, Outcome,
    labels::Done,
    reminders::{
        Due, Priority, ReminderDone, ReminderNew, ReminderQuery, ReminderRow, ReminderSaved, Repeat,
        TodayQuery,
    },
};
use serde_json::json;

pub fn today(core: &Core, wanted: &Today, voice: &Voice) -> Outcome<Reply> {
    let query = TodayQuery { limit: wanted.limit, ..TodayQuery::default() };
    let local = core.local()?;
    let page = core.read(|db| reminders::today(db, core.lists(), &local, &query))?;
    let mut parts = Vec::new();
    for (name, total, rows) in [
        ("overdue", page.totals.overdue, &page.overdue),
        ("today", page.totals.today, &page.today),
        ("upcoming", page.totals.upcoming, &page.upcoming),
    ] {
        if total > 0 {
            parts.push(format!("{}\n{}", title(name, total, voice), lines(rows, voice)));
        }
    }
    if page.totals.without_next > 0 {
        let names: Vec<String> =
            page.without_next.iter().map(|row| format!("{}  {}", row.id, row.name)).collect();
        parts.push(format!(
            "{}\n{}",
            title("without_next", page.totals.without_next, voice),
            names.join("\n")
        ));
    }
    if parts.is_empty() {
        parts.push(voice.say("today_nothing").to_owned());
    }
    let json = json!({
        "day": page.day,
        "overdue": page.overdue,
        "today": page.today,
        "upcoming": page.upcoming,
        "withoutNext": page.without_next,
        "totals": page.totals,
        "nextAt": page.next_at,
        "before": page.before,
    });
    Reply::new(json, parts.join("\n\n"))
}

fn title(name: &str, total: u64, voice: &Voice) -> String {
    format!("{} ({})", voice.say(&format!("due.{name}")), voice.number(total.cast_signed()))
}

fn lines(rows: &[ReminderRow], voice: &Voice) -> String {
    let mut table = Table::new([
        (voice.say("column.id"), Align::Left),
        (voice.say("column.due"), Align::Left),
        (voice.say("column.kind"), Align::Left),
        (voice.say("column.name"), Align::Left),
        (voice.say("column.company"), Align::Left),
        (voice.say("column.title"), Align::Left),
    ]);
    for row in rows {
        let reminder = &row.reminder;
        table.row([
            reminder.id.to_string(),
            due(row, voice),
            voice.say(&format!("kind.{}", reminders::word(reminder.kind))).to_owned(),
            row.name.clone(),
            row.company.clone().unwrap_or_default(),
            reminder.title.clone().unwrap_or_default(),
        ]);
    }
    table.text()
}

fn due(row: &ReminderRow, voice: &Voice) -> String {
    let reminder = &row.reminder;
    if reminder.is_timed { voice.at(reminder.due_at) } else { voice.on(&reminder.due_on) }
}

pub fn run(core: &Core, wanted: &Reminders, voice: &Voice) -> Outcome<Reply> {
    let local = core.local()?;
    match wanted {
        Reminders::List { prospect, state, limit } => {
            let state = state.as_deref().map(|state| match state {
                "overdue" => Due::Overdue,
                "today" => Due::Today,
                "done" => Due::Done,
                _ => Due::Upcoming,
            });
            let query = ReminderQuery { prospect: *prospect, state, offset: 0, limit: *limit };
            let found = core.read(|db| reminders::list(db, &local, &query))?;
            let text = if found.items.is_empty() {
                voice.say("reminders_none").to_owned()
            } else {
                lines(&found.items, voice)
            };
            Reply::new(found, text)
        }
        Reminders::Add { prospect, at, kind: word, title, priority, repeat, unless_reply } => {
            let new = ReminderNew {
                kind: reminders::kind(word),
                title: title.clone(),
                at: at.clone(),
                priority: match priority.as_deref() {
                    Some("low") => Priority::Low,
                    Some("high") => Priority::High,
                    _ => Priority::Normal,
                },
                repeat: repeat.as_deref().map(rhythm).transpose()?,
                unless_reply: *unless_reply,
            };
            let done =
                core.change(Caller::Cli, "reminders.add", |tx| reminders::add(tx, &local, *prospect, &new))?;
            saved(core, done.value, None, done.operation, "reminder_added", voice)
        }
        Reminders::Done { reminder, note, stage, next, next_kind } => {
            let next = next.as_ref().map(|at| ReminderNew {
                kind: reminders::kind(next_kind.as_deref().unwrap_or_default()),
                at: at.clone(),
                ..ReminderNew::default()
            });
            let wanted = ReminderDone { call: None, note: note.clone(), stage: stage.clone(), next };
            let rules = core.rules()?;
            let done = core.change(Caller::Cli, "reminders.done", |tx| {
                reminders::done(tx, &local, *reminder, &wanted, &rules)
            })?;
            saved(core, *reminder, done.value, done.operation, "reminder_done", voice)
        }
        Reminders::Snooze { reminder, until } => {
            let done = core.change(Caller::Cli, "reminders.snooze", |tx| {
                reminders::snooze(tx, &local, *reminder, until)
            })?;
            saved(core, *reminder, None, done.operation, "reminder_snoozed", voice)
        }
        Reminders::Remove { reminder } => {
            let done = core.change(Caller::Cli, "reminders.remove", |tx| reminders::remove(tx, *reminder))?;
            Reply::new(Done { operation: done.operation }, voice.say("reminder_removed"))
        }
    }
}

/// « 2 weeks », « working day »: every so much.
pub fn rhythm(text: &str) -> Outcome<Repeat> {
    reminders::rhythm(text).ok_or_else(|| Failure::invalid("repeat", "repeat_unreadable").with("text", text))
}

fn saved(
    core: &Core,
    id: Id,
    next: Option<Id>,
    operation: Option<Id>,
    key: &str,
    voice: &Voice,
) -> Outcome<Reply> {
    let local = core.local()?;
    let (reminder, next) = core.read(|db| {
        let next = next.map(|next| reminders::row(db, &local, next)).transpose()?;
        Ok((reminders::row(db, &local, id)?, next))
    })?;
    let text = voice.fill(key, &[("name", &reminder.name), ("at", &due(&reminder, voice))]);
    let text = match &next {
        Some(next) => format!("{text} {}", voice.fill("reminder_next", &[("at", &due(next, voice))])),
        None => text,
    };
    Reply::new(ReminderSaved { reminder, next, operation }, text)
}
