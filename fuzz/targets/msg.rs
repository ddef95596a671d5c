//! Messages of Outlook: the compound file as it comes, and the rich text within one that is whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::{message, with_rich_text};

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    if choice & 1 == 0 {
        message(rest);
    } else {
        message(&with_rich_text(rest));
    }
});
