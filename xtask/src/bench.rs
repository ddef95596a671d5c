//! `cargo xtask bench`: runs what measures, prints each measure with its limit, writes target/bench.json.
//! A measuring program prints one JSON object per line: `{"name", "value", "unit", "limit"}` (and `"more": true`
//! where the limit is a least value); every other line is for the reader.

use crate::{
    Done, command,
    display::{self, Display},
    options::Options,
    places, setup, ui,
};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

pub fn run(options: &Options) -> Done {
    setup::prepare(options, &setup::EVERYTHING)?;
    ui::build()?;
    setup::chromium::prepare(options)?;
    let mut build = command::cargo();
    command::run(build.args(["build", "--release", "--package", "relance-cli"]))?;
    let mut core = command::cargo();
    core.args(["run", "--release", "--package", "relance-tests", "--bin", "bench"]);
    let mut run = Run::default();
    run.measure(&mut core);
    for mut browser in scripts("tests/e2e/bench") {
        run.measure(&mut browser);
    }
    windows(&mut run)?;
    let Run { measures, failed } = run;
    let file = places::root().join("target/bench.json");
    let kept = fs::create_dir_all(places::root().join("target"))
        .and_then(|()| fs::write(&file, format!("{:#}\n", json!({ "measures": measures }))));
    kept.map_err(|error| format!("{}: {error}", file.display()))?;
    let missed = print(&measures);
    println!("\n  written to {}", file.display());
    if !failed.is_empty() {
        return Err(format!("not everything was measured: {}", failed.join("; ")));
    }
    if missed == 0 {
        Ok(())
    } else {
        Err(format!("{missed} of {} measures miss their limit", measures.len()))
    }
}

/// What was measured, and what could not be: an hour of measures is not thrown away for the last of them.
#[derive(Default)]
struct Run {
    measures: Vec<Value>,
    failed: Vec<String>,
}

impl Run {
    fn measure(&mut self, command: &mut Command) {
        if let Err(failure) = measured(command, &mut self.measures) {
            eprintln!("{failure}");
            self.failed.push(failure);
        }
    }
}

/// The `*.bench.mjs` of a folder, with the programs that they measure.
fn scripts(folder: &str) -> Vec<Command> {
    let mut files = ui::files_in(&places::root().join(folder));
    files.retain(|file| file.to_string_lossy().ends_with(".bench.mjs"));
    files.sort();
    let command = |file| {
        let mut node = command::program("node");
        node.arg(file).env("RELANCE_BIN", places::built("relance", true)).env("RELANCE_TEST", "1");
        if let Some(chromium) = setup::chromium::find() {
            node.env("RELANCE_CHROMIUM", chromium);
        }
        node
    };
    files.into_iter().map(command).collect()
}

/// What only the real window can show, in its own display.
fn windows(run: &mut Run) -> Done<()> {
    if !cfg!(target_os = "linux") {
        command::say("The window's own measures run on Linux only: left out here");
        return Ok(());
    }
    let mut build = command::cargo();
    build.args(["build", "--release", "--package", "relance-desktop", "--bins", "--examples"]);
    command::run(&mut build)?;
    let driver = setup::tauri_driver::prepare()?;
    let display = Display::open()?;
    for mut node in scripts("tests/e2e/window/bench") {
        node.env("RELANCE_DESKTOP_BIN", places::built("relance-desktop", true))
            .env("RELANCE_EMPTY_BIN", places::built("examples/empty-window", true))
            .env("TAURI_DRIVER", &driver);
        run.measure(&mut display.with_session(&node));
    }
    Ok(())
}

fn measured(command: &mut Command, measures: &mut Vec<Value>) -> Done<()> {
    command::say(&command::spelled(command));
    let words = command::spelled(command);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| format!("`{words}`: {error}"))?;
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            match serde_json::from_str::<Value>(&line) {
                Ok(value) if value.get("name").is_some() && value.get("value").is_some() => {
                    measures.push(value)
                }
                _ => println!("{line}"),
            }
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    display::end_group(child.id());
    if status.success() { Ok(()) } else { Err(format!("`{words}` failed ({status})")) }
}

fn meets(measure: &Value) -> Option<bool> {
    let (value, limit) = (measure.get("value")?.as_f64()?, measure.get("limit")?.as_f64()?);
    let more = measure.get("more").and_then(Value::as_bool).unwrap_or(false);
    Some(if more { value >= limit } else { value <= limit })
}

/// Prints the table; returns how many miss their limit.
fn print(measures: &[Value]) -> usize {
    println!("\n  {:<64} {:>12} {:>12}", "measure", "value", "limit");
    for measure in measures {
        let text = |name: &str| measure.get(name).and_then(Value::as_str).unwrap_or_default();
        let number = |name: &str| {
            measure.get(name).and_then(Value::as_f64).map_or(String::new(), |n| format!("{n:.2}"))
        };
        let verdict = match meets(measure) {
            Some(true) => "ok",
            Some(false) => "TOO MUCH",
            None => "",
        };
        let (name, unit) = (text("name"), text("unit"));
        println!("  {name:<64} {:>12} {:>12} {unit:<6} {verdict}", number("value"), number("limit"));
    }
    measures.iter().filter(|measure| meets(measure) == Some(false)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_most_or_a_least() {
        assert_eq!(meets(&json!({"value": 9.5, "limit": 10})), Some(true), "at most");
        assert_eq!(meets(&json!({"value": 40, "limit": 50, "more": true})), Some(false), "at least");
        assert_eq!(meets(&json!({"value": 3})), None, "only told");
    }
}
