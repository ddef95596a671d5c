//! Undo and redo, by whoever asks, the past of the whole base, what changed, and the way back to an instant.

mod between;
mod board;
mod past;
mod restore;

pub use between::between;
pub use board::moves;
pub use past::{Pasts, as_of};
pub use restore::restore_to;

use crate::{Caller, Core};
use relance_model::{
    Outcome,
    history::{HistoryQuery, UndoAnswer, UndoRequest},
};
use relance_store::Stamp;

/// Undoes the operation that is named, or the last one.
///
/// # Errors
/// `nothing_to_undo`, `not_undoable`, `already_undone`, `not_found`.
pub fn undo(core: &Core, caller: Caller, request: &UndoRequest) -> Outcome<UndoAnswer> {
    let store = core.store();
    let target = match request.operation {
        Some(operation) => operation,
        None => match store.history(&HistoryQuery { limit: Some(1), ..HistoryQuery::default() })?.undo {
            Some(last) => last.id,
            None => return Ok(nothing()),
        },
    };
    store.revert(Stamp::new(core.now(), caller, "undo"), target, request.keep_conflicts)
}

/// Redoes what was undone last.
///
/// # Errors
/// Those of [`undo`].
pub fn redo(core: &Core, caller: Caller, request: &UndoRequest) -> Outcome<UndoAnswer> {
    let store = core.store();
    match store.history(&HistoryQuery { limit: Some(1), ..HistoryQuery::default() })?.redo {
        Some(last) => store.revert(Stamp::new(core.now(), caller, "redo"), last.id, request.keep_conflicts),
        None => Ok(nothing()),
    }
}

fn nothing() -> UndoAnswer {
    UndoAnswer { operation: None, reverted: None, conflicts: Vec::new(), conflict_count: 0 }
}
