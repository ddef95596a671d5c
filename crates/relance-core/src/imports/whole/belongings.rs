//! What hangs on a person of the file besides her own fields: her timeline and her follow-ups.

use crate::{activities, calendar, reminders};
use relance_model::{Id, Outcome, activities::ActivityKind, calendar::CalendarEvent, whole::Person};
use relance_store::{Db, Tx};
use std::collections::HashMap;

/// Takes in a meeting of the file, with those of its people who are here.
pub(super) fn event(
    tx: Option<&Tx<'_>>,
    db: &Db<'_>,
    mut event: CalendarEvent,
    here: &HashMap<Id, Id>,
) -> Outcome<()> {
    let was_with_somebody = !event.prospect_ids.is_empty();
    event.prospect_ids = event.prospect_ids.iter().filter_map(|id| here.get(id).copied()).collect();
    // Whom it was with was left out: so is it.
    let is_hers = !was_with_somebody || !event.prospect_ids.is_empty();
    match tx.filter(|_| is_hers) {
        Some(tx) if !calendar::has(db, &event)? => calendar::adopt(tx, &event).map(drop),
        _ => Ok(()),
    }
}

/// Entries name messages by the ids that they have here; one of a message that the file lacks tells of nothing.
pub(super) fn name_messages(person: &mut Person, here: &HashMap<Id, Id>) {
    person.timeline.retain_mut(|entry| {
        if entry.kind != ActivityKind::Email {
            return true;
        }
        let named = entry.data.get("message").and_then(|id| id.as_str()).and_then(|id| id.parse().ok());
        let Some(id) = named.and_then(|id| here.get(&id)) else { return false };
        // In its place: entries are compared letter by letter.
        if let Some(held) = entry.data.get_mut("message") {
            *held = id.to_string().into();
        }
        true
    });
}

/// Gives a person all that the file says hangs on her.
pub(super) fn adopt(tx: &Tx<'_>, id: Id, person: &Person) -> Outcome<()> {
    for entry in &person.timeline {
        activities::adopt(tx, id, entry)?;
    }
    for reminder in &person.reminders {
        reminders::adopt(tx, id, reminder)?;
    }
    Ok(())
}

/// Gives her what she lacks of it; without a write, says only what she lacks: `timeline`, `next_action`.
pub(super) fn meet(tx: Option<&Tx<'_>>, db: &Db<'_>, id: Id, person: &Person) -> Outcome<Vec<String>> {
    let (mut is_told, mut is_planned) = (false, false);
    for entry in &person.timeline {
        is_told |= match tx {
            Some(tx) => activities::adopt(tx, id, entry)?,
            None => !activities::has(db, id, entry)?,
        };
    }
    for reminder in &person.reminders {
        is_planned |= match tx {
            Some(tx) => reminders::adopt(tx, id, reminder)?,
            None => !reminders::has(db, id, reminder)?,
        };
    }
    let named = [(is_told, "timeline"), (is_planned, "next_action")];
    Ok(named.into_iter().filter(|(is, _)| *is).map(|(_, name)| name.to_owned()).collect())
}
