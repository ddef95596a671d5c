//! Contact cards, whole and in pieces.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::{begin, options, read};

fuzz_target!(init: begin(), |data: &[u8]| {
    read(data.to_vec(), &options());
    // Most inputs have lost their beginning: they are given one.
    read([b"BEGIN:VCARD\r\n", data, b"\r\nEND:VCARD\r\n"].concat(), &options());
});
