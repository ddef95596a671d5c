//! `relance demo`: a believable French sample base to try things out on.

use crate::args::Demo;
use relance_core::{Caller, Core, sample};
use relance_model::{Outcome, settings::SampleAnswer};

/// As in the API.
const MOST: u64 = 1_000_000;

pub fn run(core: &Core, wanted: &Demo) -> Outcome<SampleAnswer> {
    let rows = wanted.rows.min(MOST);
    let done = core.change(Caller::Cli, "sample.fill", |tx| sample::fill(tx, rows, wanted.seed))?;
    Ok(SampleAnswer { prospects: done.value, operation: done.operation })
}
