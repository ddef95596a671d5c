//! Delimited text: found out from the content, or read by an encoding and a separator that the user chose.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::{begin, options, read};
use relance_sheet::{Encoding, OpenOptions};

fuzz_target!(init: begin(), |data: &[u8]| {
    read(data.to_vec(), &options());
    let Some((choice, text)) = data.split_first() else { return };
    let labels = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "macintosh"];
    let delimiters = [b';', b',', b'\t', b'|', b' ', b'"'];
    let options = OpenOptions {
        encoding: Encoding::from_label(labels[usize::from(choice & 7) % labels.len()]),
        delimiter: Some(delimiters[usize::from(choice >> 3) % delimiters.len()]),
        ..options()
    };
    read(text.to_vec(), &options);
});
