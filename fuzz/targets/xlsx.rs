//! The parts of an xlsx: sheets, shared strings, styles, relations.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::{archive, begin, options, read};

fuzz_target!(init: begin(), |data: &[u8]| read(archive(data, &[]), &options()));
