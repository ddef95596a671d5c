//! The file of a whole base: whatever it holds, it is read or refused, and what is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_model::whole::{Record, read};

fuzz_target!(|data: &[u8]| {
    let mut records = Vec::new();
    let outcome = read(data, &mut |_, record| {
        records.push(record);
        Ok(())
    });
    if let Err(failure) = outcome {
        assert!(["file_damaged", "base_file_newer"].contains(&failure.key.as_str()), "{failure:?}");
    }
    for record in records {
        if let Record::Person(mut person) = record {
            // Numbers of many digits may lose the last one on the way.
            person.row.custom.clear();
            person.timeline.iter_mut().for_each(|entry| entry.data.clear());
            let text = serde_json::to_string(&person).expect("a person can be written");
            let again: relance_model::whole::Person = serde_json::from_str(&text).expect("and read again");
            assert_eq!(*person, again);
        }
    }
});
