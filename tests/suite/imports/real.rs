//! Real files written by others, where they are at hand (`RELANCE_CORPUS`, or a folder beside the repository).
//!
//! None may end in a fault of the program; each row of each must be accounted for.

use axum::http::Method;
use relance_tests::{Base, assert_balanced, json, text};
use std::path::{Path, PathBuf};

/// Files longer than this are read by the tests of the reader itself.
const LONGEST: u64 = 100_000;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.metadata().is_ok_and(|about| about.len() < LONGEST) {
            found.push(path);
        }
    }
}

fn corpus() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/spreadsheets");
    let folder = std::env::var_os("RELANCE_CORPUS").map_or(beside, PathBuf::from);
    let mut found = Vec::new();
    files(&folder, &mut found);
    if found.is_empty() {
        println!("left out: no folder of real spreadsheets at {}", folder.display());
    }
    found.sort();
    found
}

#[test]
fn every_real_file_is_refused_with_a_reason_or_every_row_is_accounted_for() {
    let base = Base::new();
    let start = base.digest();
    let (mut read, mut refused, mut nobody) = (0, 0, 0);
    for path in corpus() {
        let what = path.display();
        let answer = base.ask(Method::POST, "/imports", Some(&json!({ "path": what.to_string() })));
        if answer.status >= 400 {
            let problem = answer.problem();
            assert_ne!(problem.code, "bug", "{what}: {:?}", problem.params);
            refused += 1;
            continue;
        }
        let draft = answer.ok();
        let id = text(&draft, "id");
        if draft["ready"] == false {
            nobody += 1;
        } else {
            let preview = base.ask(Method::POST, &format!("/imports/{id}/preview"), None);
            if preview.status >= 400 {
                let problem = preview.problem();
                assert_ne!(problem.code, "bug", "{what}: {:?}", problem.params);
                refused += 1;
            } else {
                let preview = preview.ok();
                assert_balanced(&preview["counts"]);
                read += 1;
            }
        }
        base.delete(&format!("/imports/{id}/draft"));
    }
    println!("{read} read, {refused} refused, {nobody} about nobody");
    assert_eq!(base.digest(), start, "looking writes nothing");
}
