//! Real files written by others, where they are at hand (`RELANCE_CORPUS`, or a folder beside the repository).
//!
//! None may end in a fault of the program; each row of each must be accounted for.

use axum::http::Method;
use relance_tests::{Base, assert_balanced, json, text};
use std::path::{Path, PathBuf};

/// Files longer than this are read by the tests of the reader itself.
const LONGEST: u64 = 300_000;

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

/// A line of the table of real files: what a person reads in the file, and where the program differs, why.
struct Judged {
    path: String,
    header: u64,
    rows: u64,
    is_ready: bool,
    fields: String,
}

/// The table, and where it differs the program's own reading: a difference that is not written down is a failure.
fn judged() -> Vec<Judged> {
    let mut table =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(&include_bytes!("real-files.csv")[..]);
    table
        .records()
        .map(|line| {
            let line = line.unwrap();
            let differs = !line[5].is_empty();
            assert!(!differs || !line[6].is_empty(), "{}: a difference has its reason", &line[0]);
            Judged {
                path: line[0].to_owned(),
                header: line[1].parse().unwrap(),
                rows: line[2].parse().unwrap(),
                is_ready: &line[3] == "yes",
                fields: line[if differs { 5 } else { 4 }].to_owned(),
            }
        })
        .collect()
}

#[test]
fn real_files_are_understood_as_the_table_says() {
    let base = Base::new();
    let all = corpus();
    let mut wrong = Vec::new();
    for judged in judged() {
        let Some(path) = all_of(&all, &judged.path) else { continue };
        let draft = base.lay(path);
        let header = draft["header_row"].as_u64().unwrap_or(0);
        let fields: Vec<&str> = draft["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| column["target"]["field"].as_str().unwrap_or("-"))
            .collect();
        let fields = fields.join(" ");
        if (header, &fields) != (judged.header, &judged.fields) || draft["ready"] != judged.is_ready {
            let name = &judged.path;
            wrong.push(format!("{name}: header {header}, ready {}, {fields}", draft["ready"]));
        } else if judged.is_ready {
            let preview = base.preview(&draft);
            assert_eq!(preview["counts"]["read"], judged.rows, "rows of {}", judged.path);
            assert_balanced(&preview["counts"]);
        }
        base.delete(&format!("/imports/{}/draft", text(&draft, "id")));
    }
    assert!(wrong.is_empty(), "read otherwise than the table says:\n{}", wrong.join("\n"));
}

fn all_of<'a>(all: &'a [PathBuf], name: &str) -> Option<&'a PathBuf> {
    let found = all.iter().find(|path| path.ends_with(name));
    if found.is_none() && !all.is_empty() {
        println!("left out: {name} is not among the real files (or is longer than this test reads)");
    }
    found
}
