//! Bytes as they come: what the file is, and the containers around sheets (zip, compound) with their protections.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::{begin, options, read};
use relance_sheet::OpenOptions;

fuzz_target!(init: begin(), |data: &[u8]| {
    read(data.to_vec(), &options());
    read(data.to_vec(), &OpenOptions { password: Some("secret".to_owned()), ..options() });
});
