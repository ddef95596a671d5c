//! Messages of the standards: whatever the bytes, they are read or refused, and what is read can be taken apart and shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::message;

fuzz_target!(|data: &[u8]| message(data));
