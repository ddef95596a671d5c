//! The five suites: which runner, with what environment.

use super::{
    count::{self, Count},
    lab::Lab,
};
use crate::{
    Done, command,
    display::{self, Display},
    options::Options,
    places, setup,
};
use std::{ffi::OsStr, fs, path::Path, path::PathBuf, process::Command};

/// Every crate of the workspace, by cargo-nextest where it is installed.
pub fn rust(options: &Options) -> Done<Count> {
    cargo_test(&["--workspace"], options, |_| {})
}

/// What talks to servers of mail, with real ones.
pub fn servers(options: &Options) -> Done<Count> {
    if !cfg!(target_os = "linux") {
        println!("  left out: this system has no packages of the servers; Linux runs these tests");
        return Ok(Count { skipped: 1, ..Count::default() });
    }
    let lab = Lab::open()?;
    cargo_test(&["--workspace", "--test", "servers"], options, |tests| lab.show(tests))
}

fn cargo_test(what: &[&str], options: &Options, prepare: impl FnOnce(&mut Command)) -> Done<Count> {
    let nextest = command::output(command::cargo().args(["nextest", "--version"])).is_some();
    let mut tests = command::cargo();
    tests.args(if nextest { ["nextest", "run"].as_slice() } else { ["test"].as_slice() });
    tests.args(what).arg("--no-fail-fast");
    prepare(&mut tests);
    if nextest {
        tests.args(["--no-tests", "pass", "--status-level", "slow"]);
    }
    tests.args(&options.filter);
    let (status, said) = command::run_and_keep(tests.env("CARGO_TERM_COLOR", "always"))?;
    let count = if nextest { count::nextest(&said) } else { count::libtest(&said) };
    checked(count, status.success(), "the tests did not build or did not start")
}

/// Unit and component tests of the interface.
pub fn ui(options: &Options) -> Done<Count> {
    let report = report_file("vitest.json")?;
    let mut vitest = command::npm("npx");
    vitest.args(["vitest", "run", "--passWithNoTests", "--reporter=default", "--reporter=json"]);
    vitest.arg(format!("--outputFile.json={}", report.display()));
    if let Some(filter) = &options.filter {
        vitest.args(["--testNamePattern", filter]);
    }
    command::say(&command::spelled(&vitest));
    let status = command::status(&mut vitest)?;
    let count = fs::read_to_string(&report).ok().and_then(|text| count::vitest(&text));
    checked(count, status.success(), "vitest did not finish")
}

/// The page in Chromium on `relance serve`.
pub fn end_to_end(options: &Options) -> Done<Count> {
    let files = scripts("tests/e2e", ".test.mjs")?;
    let chromium = setup::chromium::find().ok_or("no Chromium: install it, or set RELANCE_CHROMIUM")?;
    let mut node = node_test("e2e", &files, options)?;
    node.env("RELANCE_CHROMIUM", chromium);
    // Where there are none, the tests that send and read for real say that they were left out.
    let lab = if cfg!(target_os = "linux") { Some(Lab::open()?) } else { None };
    if let Some(lab) = &lab {
        lab.show(&mut node);
    }
    finish("e2e", node)
}

/// The real window, in its own display and its own session bus.
pub fn window(options: &Options) -> Done<Count> {
    if !cfg!(target_os = "linux") {
        println!("  left out: this system has no driver for its web view; Linux runs these tests");
        return Ok(Count { skipped: 1, ..Count::default() });
    }
    let files = scripts("tests/e2e/window", ".test.mjs")?;
    let driver = setup::tauri_driver::prepare()?;
    let display = Display::open()?;
    let mut node = node_test("window", &files, options)?;
    node.env("TAURI_DRIVER", driver);
    finish("window", display.with_session(&node))
}

/// Scripts directly in a folder, in the order of their names.
fn scripts(folder: &str, ending: &str) -> Done<Vec<PathBuf>> {
    let entries = fs::read_dir(places::root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    files.sort();
    if files.is_empty() { Err(format!("no test in {folder}")) } else { Ok(files) }
}

/// One at a time: two browsers on two cores measure each other.
fn node_test(name: &str, files: &[PathBuf], options: &Options) -> Done<Command> {
    let mut node = command::program("node");
    node.args(["--test", "--test-concurrency=1", "--test-timeout=600000"]);
    node.args(["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap"]);
    node.arg(format!("--test-reporter-destination={}", report_file(&format!("{name}.tap"))?.display()));
    if let Some(filter) = &options.filter {
        node.arg(format!("--test-name-pattern={filter}"));
    }
    node.args(files)
        .env("RELANCE_BIN", steady(&places::built("relance", false))?)
        .env("RELANCE_TEST", "1")
        .env("TZ", "Europe/Paris");
    if name == "window" {
        node.env("RELANCE_DESKTOP_BIN", steady(&places::built("relance-desktop", false))?);
        node.env("RELANCE_NOTICES_BIN", places::built("examples/notices", false));
    }
    Ok(node)
}

fn finish(name: &str, mut command: Command) -> Done<Count> {
    command::say(&command::spelled(&command));
    let status = display::wait(&mut command)?;
    let count =
        fs::read_to_string(report_path(&format!("{name}.tap"))).ok().and_then(|text| count::tap(&text));
    checked(count, status, "the scripts did not finish")
}

/// A runner that failed without a failed test (it did not build, it crashed) is one failure.
fn checked(count: Option<Count>, success: bool, trouble: &str) -> Done<Count> {
    match count {
        Some(count) if success || count.failed > 0 => Ok(count),
        Some(count) => Ok(Count { failed: 1, ..count }),
        None => Err(trouble.to_owned()),
    }
}

fn report_path(name: &str) -> PathBuf {
    places::root().join("target/reports").join(name)
}

/// A fresh file: an old report must never be counted again.
fn report_file(name: &str) -> Done<PathBuf> {
    let file = report_path(name);
    let _ = fs::remove_file(&file);
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(file)
}

/// This clone's own link to a program: another clone may build over the shared one meanwhile.
fn steady(program: &Path) -> Done<PathBuf> {
    let name = program.file_name().unwrap_or(OsStr::new("program"));
    let link = places::root().join("target/programs").join(name);
    let _ = fs::remove_file(&link);
    let made = link.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::hard_link(program, &link).or_else(|_| fs::copy(program, &link).map(drop)))
        .map_err(|error| format!("{}: {error}", program.display()))?;
    Ok(link)
}
