//! `relance worktime`: the hours of the week, holidays and leave, and the day that so many working days later is.

use crate::{
    args::{LeaveAct, Worktime, WorktimeAct},
    language::Language,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, worktime};
use relance_model::{
    Failure, Outcome,
    labels::Done,
    worktime::{Leave, LeavePart, LeaveRequest, LeaveSaved},
};
use serde_json::json;

/// Working days that are counted at most: two centuries.
const MOST: u64 = 50_000;

pub fn run(core: &Core, wanted: &Worktime, voice: &Voice) -> Outcome<Reply> {
    match &wanted.act {
        None => show(core, voice),
        Some(WorktimeAct::Leave(LeaveAct::List)) => list(core, voice),
        Some(WorktimeAct::Leave(LeaveAct::Add { from, to, part, label })) => {
            let request = LeaveRequest {
                from_on: from.clone(),
                to_on: to.clone(),
                part: match part.as_deref() {
                    Some("morning") => LeavePart::Morning,
                    Some("afternoon") => LeavePart::Afternoon,
                    _ => LeavePart::Day,
                },
                label: label.clone(),
            };
            let done =
                core.change(Caller::Cli, "worktime.leave_create", |tx| worktime::add_leave(tx, &request))?;
            let leave = core.read(|db| worktime::one_leave(db, done.value))?;
            let text = voice.fill("saved", &[("name", &said(&leave, voice))]);
            Reply::new(LeaveSaved { leave, operation: done.operation }, text)
        }
        Some(WorktimeAct::Leave(LeaveAct::Remove { leave: id })) => {
            let leave = core.read(|db| worktime::one_leave(db, *id))?;
            let done =
                core.change(Caller::Cli, "worktime.leave_remove", |tx| worktime::remove_leave(tx, *id))?;
            let text = voice.fill("removed", &[("name", &said(&leave, voice))]);
            Reply::new(Done { operation: done.operation }, text)
        }
        Some(WorktimeAct::Add { days, from }) => add(core, *days, from.as_deref(), voice),
    }
}

fn show(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let usual = core.usual()?;
    let shown = core.read(|db| worktime::get(db, &usual, core.now()))?;
    let names = |name: &relance_model::worktime::BothNames| match voice.language {
        Language::French => name.fr.clone(),
        Language::English => name.en.clone(),
    };
    let mut table = Table::plain();
    for (rank, hours) in shown.week.iter().enumerate() {
        let spans: Vec<String> =
            hours.iter().map(|span| format!("{}\u{2013}{}", span.from, span.to)).collect();
        let spans = if spans.is_empty() { voice.say("worktime.free").to_owned() } else { spans.join(", ") };
        table.fact(voice.say(&format!("weekday.{rank}")), spans);
    }
    let region = shown.regions.iter().find(|region| Some(&region.code) == shown.region.as_ref());
    table.fact(voice.say("worktime.region"), region.map(|region| names(&region.name)).unwrap_or_default());
    table.fact(voice.say("worktime.zone"), shown.zone.clone());
    for holiday in &shown.next_holidays {
        table.fact(&voice.on(&holiday.day), names(&holiday.name));
    }
    Reply::new(&shown, table.text())
}

fn list(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let found = core.read(worktime::all_leave)?;
    if found.is_empty() {
        return Reply::new(&found, voice.say("leave_none"));
    }
    let mut table = Table::new([
        (voice.say("column.id"), Align::Left),
        (voice.say("column.leave_from"), Align::Left),
        (voice.say("column.leave_to"), Align::Left),
        (voice.say("column.leave_part"), Align::Left),
        (voice.say("column.leave_label"), Align::Left),
    ]);
    for leave in &found {
        table.row([
            leave.id.to_string(),
            voice.on(&leave.from_on),
            voice.on(&leave.to_on),
            part(leave.part, voice).to_owned(),
            leave.label.clone().unwrap_or_default(),
        ]);
    }
    Reply::new(&found, table.text())
}

fn part(part: LeavePart, voice: &Voice) -> &str {
    voice.say(match part {
        LeavePart::Day => "leave.day",
        LeavePart::Morning => "leave.morning",
        LeavePart::Afternoon => "leave.afternoon",
    })
}

/// « 3 août 2026 – 14 août 2026 ».
fn said(leave: &Leave, voice: &Voice) -> String {
    let from = voice.on(&leave.from_on);
    if leave.from_on == leave.to_on { from } else { format!("{from} \u{2013} {}", voice.on(&leave.to_on)) }
}

fn add(core: &Core, days: i64, from: Option<&str>, voice: &Voice) -> Outcome<Reply> {
    if days.unsigned_abs() > MOST {
        return Err(Failure::invalid("days", "days_too_many").with("most", MOST));
    }
    let usual = core.usual()?;
    let calendar = core.read(|db| worktime::calendar(db, &usual))?;
    let from = match from {
        Some(text) => worktime::day_of("from", text)?,
        None => calendar.local(core.now()).date(),
    };
    let day = calendar.add_days(from, days).ok_or_else(|| Failure::not_now("nothing_worked"))?.to_string();
    let text = voice.on(&day);
    Reply::new(json!({ "from": from.to_string(), "days": days, "day": day }), text)
}
