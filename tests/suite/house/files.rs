//! Files: a header that says what for, a length that can be read, nothing of the machine they were written on.

use super::{below, code, read, tracked};

/// Written by programs.
const GENERATED: [&str; 2] = ["ui/src/api/schema.ts", "ui/src/api/openapi.json"];
const CEILING: usize = 500;

#[test]
fn every_rust_file_says_what_it_is_for() {
    for path in tracked().into_iter().flatten().filter(|path| path.ends_with(".rs")) {
        assert!(read(&path).starts_with("//! "), "{path} begins with what this room is for");
    }
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let is_source = |path: &String| {
        [".rs", ".ts", ".tsx", ".mjs", ".sql", ".css"].iter().any(|ending| path.ends_with(ending))
    };
    for path in tracked().into_iter().flatten().filter(is_source) {
        let lines = read(&path).lines().count();
        let is_generated = GENERATED.contains(&path.as_str()) || path == "docs/schema.sql";
        assert!(lines <= CEILING || is_generated, "{path} has {lines} lines");
    }
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let marks = [["/ro", "ot/"].concat(), ["/wo", "rk/main"].concat(), ["/wo", "rk/shared"].concat()];
    let is_text = |path: &String| {
        ![".png", ".ico", ".icns", ".woff2", ".lock"].iter().any(|ending| path.ends_with(ending))
    };
    for path in tracked().into_iter().flatten().filter(is_text).filter(|path| path != "ui/package-lock.json")
    {
        let Ok(text) = std::fs::read_to_string(super::root().join(&path)) else { continue };
        for mark in &marks {
            assert!(!text.contains(mark.as_str()), "{path} names {mark}");
        }
    }
}

#[test]
fn the_core_asks_neither_clock_nor_environment() {
    const FORBIDDEN: [&str; 9] = [
        "Utc::now",
        "Local::now",
        "SystemTime::now",
        "std::env",
        "env::var",
        "env::temp_dir",
        "thread::sleep",
        "rand::",
        "chrono::Local",
    ];
    for folder in ["relance-core", "relance-store", "relance-sheet", "relance-model"] {
        for path in below(&format!("crates/{folder}/src")).into_iter().filter(|path| path.ends_with(".rs")) {
            let text = code(&path);
            for word in FORBIDDEN {
                assert!(!text.contains(word), "{path} asks {word}: it is an argument");
            }
        }
    }
}

#[test]
fn nothing_is_left_for_later() {
    for path in below("crates")
        .into_iter()
        .chain(below("src-tauri"))
        .filter(|path| path.ends_with(".rs") && !path.contains("/tests/"))
    {
        let text = code(&path);
        for word in ["todo!(", "unimplemented!(", "dbg!(", ".unwrap()"] {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
}
