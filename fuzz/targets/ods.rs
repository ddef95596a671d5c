//! The content of an OpenDocument spreadsheet.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::{archive, begin, options, read};

fuzz_target!(init: begin(), |data: &[u8]| {
    let fixed: [(&str, &[u8]); 2] = [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ];
    let mut parts = fixed.to_vec();
    parts.push(("content.xml", data));
    read(archive(&[], &parts), &options());
});
