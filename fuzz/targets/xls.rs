//! The record stream of an old workbook, in a compound file that is whole.
#![no_main]

#[path = "../../crates/relance-sheet/tests/made/mod.rs"]
mod made;

use libfuzzer_sys::fuzz_target;
use relance_fuzz::{begin, options, read};

fuzz_target!(init: begin(), |data: &[u8]| {
    // One sector of allocation table holds no more.
    if data.len() < 50_000 {
        read(made::compound("Workbook", data), &options());
        read(made::compound("Book", data), &options());
    }
});
