//! Follow-ups are done: with what came of them, and with what comes next.

use super::{Local, get, open, plan, repeat, word};
use crate::{
    activities, pipeline,
    prospects::{self, Rules},
};
use chrono::NaiveDate;
use relance_model::{
    Id, Outcome,
    pipeline::MoveRequest,
    reminders::{Reminder, ReminderDone, ReminderNew},
};
use relance_store::{Tx, id_array};

/// Completes a follow-up, with what came of it and what comes next; answers what comes next.
///
/// # Errors
/// `not_found`, `reminder_done`, those of the call, the note, the move and the next follow-up; `next_missing` when her stage
/// demands a next action and none is left. Nothing is written then.
pub fn done(tx: &Tx<'_>, local: &Local, id: Id, done: &ReminderDone, rules: &Rules) -> Outcome<Option<Id>> {
    let before = open(tx, id)?;
    let prospect = before.prospect_id;
    tx.db().execute("UPDATE reminder SET done_at = ?2 WHERE id = ?1", [id.0, tx.at()])?;
    match &done.call {
        Some(call) => drop(activities::call(tx, prospect, call)?),
        None => activities::follow_up(tx, prospect, word(before.kind), before.title.as_deref(), None)?,
    }
    if let Some(note) = done.note.as_deref().filter(|note| !note.trim().is_empty()) {
        activities::note(tx, prospect, note)?;
    }
    // What was planned for want of an answer ends with it, as it does when she writes.
    let is_answered = before.unless_reply && done.call.as_ref().is_some_and(activities::is_answer);
    let again = if is_answered { None } else { come_back(tx, local, &before)? };
    let next = done.next.as_ref().map(|next| plan(tx, local, prospect, next)).transpose()?;
    if let Some(stage) = &done.stage {
        let request = MoveRequest { ids: vec![prospect], stage: stage.clone(), ..MoveRequest::default() };
        pipeline::relocate(tx, &request, rules)?;
    }
    demand(tx, prospect)?;
    Ok(next.or(again))
}

/// Plans the next one of a series.
fn come_back(tx: &Tx<'_>, local: &Local, done: &Reminder) -> Outcome<Option<Id>> {
    let (Some(rhythm), Ok(due)) = (done.repeat, done.due_on.parse::<NaiveDate>()) else { return Ok(None) };
    let from = done.repeat_from.as_deref().and_then(|from| from.parse().ok()).unwrap_or(due);
    let Some(day) = repeat::next(rhythm, from, due, local) else { return Ok(None) };
    let time = done.is_timed.then(|| local.of(done.due_at).time());
    let (due_on, due_at, is_timed) = super::due(super::When { day, time }, local);
    let next = Reminder {
        id: tx.new_id(),
        due_on,
        due_at,
        is_timed,
        repeat_from: Some(from.to_string()),
        created_at: tx.at(),
        done_at: None,
        ..done.clone()
    };
    super::kept::insert(tx, &next, None)?;
    Ok(Some(next.id))
}

/// Removes a follow-up.
///
/// # Errors
/// `not_found`; `next_missing` when her stage demands a next action and this is the last one.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let reminder = get(&tx.db(), id)?;
    tx.say("name", prospects::row(&tx.db(), reminder.prospect_id)?.name);
    tx.db().execute("DELETE FROM reminder WHERE id = ?1", [id.0])?;
    if reminder.done_at.is_none() { demand(tx, reminder.prospect_id) } else { Ok(()) }
}

/// Moves people to a stage, after the next action is planned for those of them who have none.
///
/// # Errors
/// Those of [`plan_missing`] and [`pipeline::relocate`].
pub fn relocate(tx: &Tx<'_>, local: &Local, request: &MoveRequest, rules: &Rules) -> Outcome<u64> {
    plan_missing(tx, local, &request.ids, request.next.as_ref())?;
    pipeline::relocate(tx, request, rules)
}

fn demand(tx: &Tx<'_>, prospect: Id) -> Outcome<()> {
    let stage = prospects::row(&tx.db(), prospect)?.stage_id;
    prospects::demand_next(tx, &[prospect], stage)
}

/// Plans the same follow-up for those who have none.
///
/// # Errors
/// Those of [`super::add`].
pub fn plan_missing(tx: &Tx<'_>, local: &Local, people: &[Id], next: Option<&ReminderNew>) -> Outcome<()> {
    let Some(next) = next else { return Ok(()) };
    let without = tx.db().rows(
        "SELECT p.id FROM json_each(?1) AS chosen CROSS JOIN prospect p ON p.id = chosen.value WHERE p.next_action_at IS NULL",
        [id_array(people)],
        |row| row.get(0).map(Id),
    )?;
    without.into_iter().try_for_each(|id| plan(tx, local, id, next).map(drop))
}
