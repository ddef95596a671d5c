//! The first bases of a process, opened by many threads at once. Alone in its file: only a process that has opened nothing yet tells.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use relance_store::{BASE_FILE, Key, Store};
use std::{sync::Barrier, thread};
use tempfile::TempDir;

#[test]
fn the_first_bases_of_a_process_may_be_opened_at_once() {
    let start = Barrier::new(16);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..16)
            .map(|_| {
                scope.spawn(|| {
                    let folder = TempDir::new().unwrap();
                    start.wait();
                    Store::create(&folder.path().join(BASE_FILE), &Key::from_bytes([9; 32])).map(drop)
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap().unwrap();
        }
    });
}
