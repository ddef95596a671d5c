//! `cargo xtask check`: what a reader would object to before running anything. Runs everything, then lists.

use crate::{
    Done, command, generate,
    options::Options,
    places,
    setup::{self, Need},
    ui,
};
use std::process::Command;

pub fn run(options: &Options) -> Done {
    setup::prepare(options, &[Need::Compiler, Need::Node, Need::Window])?;
    ui::build()?;
    let mut failed = Vec::new();
    let mut step = |name: &str, done: Done| {
        if let Err(error) = done {
            eprintln!("{error}");
            failed.push(name.to_owned());
        }
    };
    step("formatting", command::run(command::cargo().args(["fmt", "--all", "--check"])));
    step("lints", command::run(&mut clippy()));
    step("types", command::run(command::npm("npx").args(["tsc", "--noEmit", "-p", "."])));
    step("interface lints", command::run(command::npm("npx").args(["biome", "check", "."])));
    step("generated files", generate::fresh());
    step("licences and advisories", deny());
    step("house rules", command::run(command::cargo().args(["test", "--package", "relance-tests", "house"])));
    if failed.is_empty() {
        command::say("all checks passed");
        Ok(())
    } else {
        Err(format!("failed: {}", failed.join(", ")))
    }
}

fn clippy() -> Command {
    let mut clippy = command::cargo();
    clippy.args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]);
    clippy
}

/// Advisories need the advisory database from the network; licences, bans and sources do not.
fn deny() -> Done {
    if places::find("cargo-deny").is_none() {
        command::say("cargo-deny is not installed: licences and advisories were NOT checked");
        return Ok(());
    }
    command::run(command::cargo().args(["deny", "check", "licenses", "bans", "sources"]))?;
    let advisories = command::run(command::cargo().args(["deny", "check", "advisories"]));
    if advisories.is_err() && std::env::var_os("RELANCE_OFFLINE").is_some() {
        command::say("RELANCE_OFFLINE is set: advisories were NOT checked");
        return Ok(());
    }
    advisories
}
