//! `relance demo`: a believable French sample base to try things out on.

use crate::{
    args::Demo,
    opening::{Opening, has_base},
    output::Reply,
    voice::Voice,
};
use relance_core::{Caller, sample};
use relance_model::{Outcome, settings::SampleAnswer};

pub fn run(opening: &Opening<'_>, wanted: &Demo, voice: &Voice) -> Outcome<Reply> {
    if wanted.if_new && has_base(&opening.options()?) {
        return Reply::new(SampleAnswer { prospects: 0, operation: None }, voice.say("demo_not_new"));
    }
    let core = opening.open()?;
    let local = core.local()?;
    let done =
        core.change(Caller::Cli, "sample.fill", |tx| sample::fill(tx, &local, wanted.rows, wanted.seed))?;
    let text = voice.fill("demo_done", &[("prospects", &voice.count("prospects", done.value))]);
    Reply::new(SampleAnswer { prospects: done.value, operation: done.operation }, text)
}
