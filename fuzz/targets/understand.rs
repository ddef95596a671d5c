//! What messages are taken for: whatever the bytes, there is a verdict, twice the same, and its evidence stands in the message.
//! What the reader of messages asserts of damaged ones is answered by a refusal, on purpose; a panic of the rules is a finding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::{begin, verdict};

fuzz_target!(
    init: begin(),
    |data: &[u8]| verdict(data)
);
