//! `relance call`: a call that took place.

use crate::{args::Call, output::Reply, voice::Voice};
use relance_core::{Caller, Core, activities, prospects};
use relance_model::{
    Outcome,
    activities::{ActivitySaved, CallNew, CallOutcome, Direction},
};

pub fn run(core: &Core, wanted: &Call, voice: &Voice) -> Outcome<Reply> {
    let call = CallNew {
        direction: if wanted.incoming { Direction::In } else { Direction::Out },
        outcome: match wanted.outcome.as_str() {
            "message" => CallOutcome::Message,
            "no_answer" => CallOutcome::NoAnswer,
            "wrong_number" => CallOutcome::WrongNumber,
            _ => CallOutcome::Reached,
        },
        minutes: wanted.duration,
        note: wanted.note.clone(),
        at: None,
    };
    let done =
        core.change(Caller::Cli, "activities.call", |tx| activities::call(tx, wanted.prospect, &call))?;
    let (activity, row) =
        core.read(|db| Ok((activities::get(db, done.value)?, prospects::row(db, wanted.prospect)?)))?;
    Reply::new(
        ActivitySaved { activity, operation: done.operation },
        voice.fill("call_logged", &[("name", &row.name)]),
    )
}
