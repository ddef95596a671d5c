//! The past: the whole base as it stood at an instant, read-only, as a core of its own, so that every room works there.
//!
//! A past is made once and kept while it is looked at. It never writes the base, nor shows who was erased since.

use crate::{Core, calendar};
use relance_model::{Failure, Id, Outcome};
use relance_store::{Db, Scratch};
use std::sync::{Mutex, PoisonError};

/// Pasts kept open: the one that is looked at, and the one before.
const KEPT: usize = 2;
/// How long a past is kept that nobody asks for.
const IDLE: i64 = 20 * 60_000;

/// The pasts that are open.
#[derive(Default)]
pub struct Pasts(Mutex<Vec<Past>>);

struct Past {
    at: i64,
    /// The last operation that it shows.
    last: Id,
    /// The newest operation of the base when it was made.
    newest: Id,
    used_at: i64,
    core: Core,
}

impl Pasts {
    /// Lets go of all of them.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Lets go of those that nobody asked for in a while.
    pub fn rest(&self, now: i64) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|past| (now - past.used_at).abs() < IDLE);
    }
}

/// The base as it stood at an instant (UTC ms).
///
/// # Errors
/// `as_of_future`; `as_of_too_early` with the instant of the first operation; `disk_full`.
pub fn as_of(core: &Core, at: i64) -> Outcome<Core> {
    let now = core.now();
    if at > now {
        return Err(Failure::invalid("as_of", "as_of_future").with("at", at));
    }
    let store = core.store();
    let newest = core.read(|db| db.scalar("SELECT coalesce(max(id), 0) FROM operation", []).map(Id))?;
    let last = store.last_operation_by(at)?.ok_or_else(|| too_early(core))?;
    // One at a time: the requests of a screen all want the same past.
    let mut open = core.pasts().0.lock().unwrap_or_else(PoisonError::into_inner);
    let mut fresh = Vec::with_capacity(open.len());
    for past in open.drain(..) {
        if !core.read(|db| was_erased_since(db, past.newest))? {
            fresh.push(past);
        }
    }
    *open = fresh;
    if let Some(found) = open.iter_mut().find(|past| past.at == at && past.last == last) {
        found.used_at = now;
        return Ok(found.core.clone());
    }
    let same_state = open.iter().find(|past| past.last == last);
    let (newest, shown) = match same_state {
        Some(past) => (past.newest, core.of_past(past.core.store(), at)),
        None => {
            // Room first: a copy is as large as the base.
            if open.len() >= KEPT {
                open.sort_by_key(|past| past.used_at);
                open.remove(0);
            }
            let scratch = Scratch::new(&core.scratch_folder())?;
            // Up to now, not to the instant that is shown: the copy may show another one later, and each cuts for itself.
            let settle = |db: &Db<'_>| calendar::hold_again(db, now);
            (newest, core.of_past(store.as_of(last, at, scratch, settle)?.into(), at))
        }
    };
    if open.len() >= KEPT {
        open.sort_by_key(|past| past.used_at);
        open.remove(0);
    }
    open.push(Past { at, last, newest, used_at: now, core: shown.clone() });
    Ok(shown)
}

/// The base was not there yet: says since when it is.
pub(super) fn too_early(core: &Core) -> Failure {
    let first = core.read(|db| {
        db.scalar::<i64>("SELECT coalesce((SELECT at FROM operation ORDER BY id LIMIT 1), 0)", [])
    });
    match first {
        Ok(first) => Failure::invalid("as_of", "as_of_too_early").with("at", first),
        Err(failure) => failure,
    }
}

/// Facts that are no preferences: people erased for good, whom an open past would still show.
fn was_erased_since(db: &Db<'_>, newest: Id) -> Outcome<bool> {
    db.scalar(
        "SELECT EXISTS (SELECT 1 FROM operation WHERE id > ?1 AND is_undoable = 0 AND label NOT LIKE 'settings.%')",
        [newest.0],
    )
}
