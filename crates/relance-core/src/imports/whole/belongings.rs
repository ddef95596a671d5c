//! What hangs on a person of the file besides her own fields: her timeline and her follow-ups.

use crate::{activities, reminders};
use relance_model::{Id, Outcome, whole::Person};
use relance_store::{Db, Tx};

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
