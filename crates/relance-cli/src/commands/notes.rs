//! `relance note`, `relance notes add`: a note on a prospect's timeline.

use crate::{args::Note, output::Reply, voice::Voice};
use relance_core::{Caller, Core, activities, prospects};
use relance_model::{Outcome, activities::ActivitySaved};

pub fn add(core: &Core, note: &Note, voice: &Voice) -> Outcome<Reply> {
    let done = core.change(Caller::Cli, "activities.note", |tx| activities::note(tx, note.id, &note.text))?;
    let (activity, row) =
        core.read(|db| Ok((activities::get(db, done.value)?, prospects::row(db, note.id)?)))?;
    Reply::new(
        ActivitySaved { activity, operation: done.operation },
        voice.fill("note_added", &[("name", &row.name)]),
    )
}
