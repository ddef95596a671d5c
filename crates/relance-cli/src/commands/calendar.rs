//! `relance calendar`: meetings, alone or in series, and files of other calendars.

use crate::{
    args::{Calendar, EventAdd, EventChange, WhichOnes},
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, calendar};
use relance_model::{
    Failure, Id, Outcome,
    calendar::{
        Attendee, CalendarExport, CalendarQuery, CalendarReport, EventEdit, EventNew, EventSaved,
        EventStatus, Occurrence, Scope, Which,
    },
    labels::Done,
};

pub fn run(core: &Core, wanted: &Calendar, voice: &Voice) -> Outcome<Reply> {
    match wanted {
        Calendar::List { from, to, prospect, limit } => {
            let query = CalendarQuery {
                from: from.as_deref().map(|day| midnight(core, "from", day, 0)).transpose()?,
                to: to.as_deref().map(|day| midnight(core, "to", day, 1)).transpose()?,
                prospect: *prospect,
                limit: *limit,
            };
            let found = core.read(|db| calendar::list(db, core.now(), &query))?;
            let text = match found.items.is_empty() {
                true => voice.say("calendar_none").to_owned(),
                false => lines(&found.items, voice),
            };
            Reply::new(found, text)
        }
        Calendar::Add(wanted) => add(core, wanted, voice),
        Calendar::Edit(wanted) => edit(core, wanted, voice),
        Calendar::Remove { event, which } => {
            let which = which_of(which);
            let done =
                core.change(Caller::Cli, "calendar.remove", |tx| calendar::remove(tx, *event, &which))?;
            Reply::new(Done { operation: done.operation }, voice.say("calendar_removed"))
        }
        Calendar::Import { file } => {
            let bytes = calendar::open_file(file)?;
            let done = core
                .change(Caller::Cli, "calendar.import", |tx| calendar::import(tx, &core.local()?, &bytes))?;
            let report = CalendarReport { operation: done.operation, ..done.value };
            let text = told(&report, voice);
            Reply::new(report, text)
        }
        Calendar::Export { file, prospect } => export(core, file.as_deref(), *prospect, voice),
    }
}

/// The beginning of a day, or of the one so many days later.
fn midnight(core: &Core, field: &str, day: &str, later: u64) -> Outcome<i64> {
    let day = relance_core::worktime::day_of(field, day)?;
    let day = day.checked_add_days(chrono::Days::new(later)).unwrap_or(day);
    Ok(core.local()?.midnight(day))
}

fn lines(items: &[Occurrence], voice: &Voice) -> String {
    let mut table = Table::new([
        (voice.say("column.id"), Align::Left),
        (voice.say("column.starts"), Align::Left),
        (voice.say("column.ends"), Align::Left),
        (voice.say("column.title"), Align::Left),
        (voice.say("column.people"), Align::Left),
        (voice.say("column.place"), Align::Left),
    ]);
    for one in items {
        let people: Vec<&str> = one.people.iter().map(|person| person.name.as_str()).collect();
        let (starts, ends) = match one.is_all_day {
            true => (voice.on(one.starts.get(..10).unwrap_or_default()), String::new()),
            false => (voice.at(one.starts_at), voice.at(one.ends_at)),
        };
        table.row([
            one.event_id.to_string(),
            starts,
            ends,
            one.title.clone(),
            people.join(", "),
            one.place.clone().or_else(|| one.link.clone()).unwrap_or_default(),
        ]);
    }
    table.text()
}

fn which_of(wanted: &WhichOnes) -> Which {
    let scope = match wanted.scope.as_deref() {
        Some("one") => Scope::One,
        Some("following") => Scope::Following,
        Some(_) => Scope::All,
        // One that is named is meant alone.
        None if wanted.occurrence.is_some() => Scope::One,
        None => Scope::All,
    };
    Which { occurrence: wanted.occurrence.clone(), scope }
}

fn invited(emails: &[String]) -> Vec<Attendee> {
    emails.iter().map(|email| Attendee { email: email.clone(), ..Attendee::default() }).collect()
}

fn add(core: &Core, wanted: &EventAdd, voice: &Voice) -> Outcome<Reply> {
    let fields = &wanted.fields;
    let new = EventNew {
        title: wanted.title.clone(),
        starts: wanted.at.clone(),
        ends: fields.until.clone(),
        minutes: fields.duration,
        zone: fields.zone.clone(),
        place: fields.place.clone(),
        link: fields.link.clone(),
        description: fields.description.clone(),
        prospects: wanted.prospect.clone(),
        attendees: invited(&fields.invite),
        alarms: (!fields.alarm.is_empty()).then(|| fields.alarm.clone()),
        rule: fields.rule.clone(),
        ..EventNew::default()
    };
    let done = core.change(Caller::Cli, "calendar.add", |tx| calendar::add(tx, &core.local()?, &new))?;
    saved(core, done.value, done.operation, "calendar_added", voice)
}

fn edit(core: &Core, wanted: &EventChange, voice: &Voice) -> Outcome<Reply> {
    let fields = &wanted.fields;
    let edit = EventEdit {
        which: which_of(&wanted.which),
        title: wanted.title.clone(),
        starts: wanted.at.clone(),
        ends: fields.until.clone(),
        minutes: fields.duration,
        zone: fields.zone.clone(),
        place: fields.place.clone(),
        link: fields.link.clone(),
        description: fields.description.clone(),
        prospects: (!wanted.prospect.is_empty()).then(|| wanted.prospect.clone()),
        attendees: (!fields.invite.is_empty()).then(|| invited(&fields.invite)),
        alarms: (!fields.alarm.is_empty()).then(|| fields.alarm.clone()),
        rule: fields.rule.clone(),
        status: wanted.status.as_deref().map(|word| match word {
            "tentative" => EventStatus::Tentative,
            "cancelled" => EventStatus::Cancelled,
            _ => EventStatus::Confirmed,
        }),
        is_free: None,
    };
    let label = if edit.moves_only() { "calendar.move" } else { "calendar.edit" };
    let done =
        core.change(Caller::Cli, label, |tx| calendar::edit(tx, &core.local()?, wanted.event, &edit))?;
    let key = if done.operation.is_some() { "calendar_edited" } else { "calendar_edited_not" };
    saved(core, done.value, done.operation, key, voice)
}

fn saved(core: &Core, id: Id, operation: Option<Id>, key: &str, voice: &Voice) -> Outcome<Reply> {
    let shown = core.read(|db| calendar::get(db, id))?;
    let event = &shown.event;
    let at = match event.is_all_day {
        true => voice.on(event.starts.get(..10).unwrap_or_default()),
        false => voice.at(event.starts_at),
    };
    let text = voice.fill(key, &[("name", &event.title), ("at", &at), ("id", &event.id.to_string())]);
    Reply::new(EventSaved { event: shown.event.clone(), people: shown.people, operation }, text)
}

fn told(report: &CalendarReport, voice: &Voice) -> String {
    let number = |count: u64| voice.number(count.cast_signed());
    let mut text = voice.fill(
        "calendar_imported",
        &[
            ("created", &number(report.created)),
            ("updated", &number(report.updated)),
            ("unchanged", &number(report.unchanged)),
        ],
    );
    for skipped in &report.skipped {
        let reason = voice.say(&format!("calendar_skipped.{}", skipped.reason)).to_owned();
        text = format!("{text}\n{} : {reason}", number(skipped.count));
    }
    text
}

fn export(
    core: &Core,
    file: Option<&std::path::Path>,
    prospect: Option<Id>,
    voice: &Voice,
) -> Outcome<Reply> {
    let Some(file) = file else {
        let wanted = CalendarExport { prospect, path: None };
        let (text, rows) = core.read(|db| calendar::export(db, core.now(), &wanted))?;
        return Reply::new(serde_json::json!({ "rows": rows, "text": text }), text.trim_end());
    };
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let path = file
        .to_str()
        .ok_or_else(|| Failure::invalid("file", "file_missing").with("path", file.display().to_string()))?;
    let saved = calendar::save_file(core, &CalendarExport { prospect, path: Some(path.to_owned()) })?;
    let text = voice.fill(
        "calendar_exported",
        &[("count", &voice.number(saved.rows.cast_signed())), ("path", &saved.path)],
    );
    Reply::new(saved, text)
}
