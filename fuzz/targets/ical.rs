//! Calendar files: whatever they hold is read or refused, what is read can be written and read again, and no rule keeps anybody busy.
#![no_main]

use chrono::{NaiveDate, NaiveTime};
use libfuzzer_sys::fuzz_target;
use relance_fuzz::begin;
use relance_sheet::ical::{Ical, Rule, read, write};

fn follow(file: &Ical) {
    for event in file.events.iter().take(20) {
        let Some(rule) = event.rule.as_deref().and_then(|text| Rule::read(text, |at| at).ok()) else { continue };
        let Some(start) = event.starts.as_ref().map(|starts| starts.wall()) else { continue };
        let _ = rule.last(start);
        let from = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN);
        for at in rule.between(start, from, from + chrono::TimeDelta::days(62)) {
            assert!(at >= from, "an occurrence lies in the stretch");
        }
    }
}

fuzz_target!(init: begin(), |data: &[u8]| {
    for bytes in [data.to_vec(), [b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260302T140000\r\n", data, b"\r\nEND:VEVENT\r\n"].concat()] {
        if let Ok(file) = read(&bytes) {
            follow(&file);
            assert!(read(write(&file.events, "x", 0).as_bytes()).is_ok(), "what is written can be read");
        }
    }
});
