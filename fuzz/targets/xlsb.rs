//! The parts of an xlsb: records behind an archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::{archive, begin, options, read};

fuzz_target!(init: begin(), |data: &[u8]| read(archive(data, &[]), &options()));
