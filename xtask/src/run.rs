//! `cargo xtask run`: from a fresh clone to the open window.

use crate::{
    Done, command,
    options::Options,
    places,
    setup::{self, Need},
    ui,
};
use std::process::Command;

pub fn run(options: &Options) -> Done {
    let window = !options.serve && has_display();
    let mut needs = vec![Need::Compiler, Need::Node];
    if window {
        needs.push(Need::Window);
    }
    setup::prepare(options, &needs)?;
    ui::build()?;
    build(options, window)?;
    if !options.empty {
        sample(options)?;
    }
    if window {
        return command::run(&mut with_data(places::built("relance-desktop", options.release), options));
    }
    if !options.serve {
        command::say("No display here: Relance is served on this machine's own address. Stop with Ctrl+C.");
    }
    let mut serve = with_data(places::built("relance", options.release), options);
    serve.arg("serve");
    if options.serve && has_display() {
        serve.arg("--open");
    }
    command::run(&mut serve)
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn build(options: &Options, window: bool) -> Done {
    let mut build = command::cargo();
    build.args(["build", "--package", "relance-cli"]);
    if window {
        build.args(["--package", "relance-desktop"]);
    }
    if options.release {
        build.arg("--release");
    }
    command::run(&mut build)
}

fn with_data(program: impl AsRef<std::ffi::OsStr>, options: &Options) -> Command {
    let mut command = command::program(program);
    if let Some(folder) = &options.data {
        // Relative to where the person stands, not to the tree.
        command.arg("--data").arg(std::path::absolute(folder).unwrap_or_else(|_| folder.clone()));
    }
    command
}

/// Believable prospects for a base that does not exist yet; an existing one is never touched.
fn sample(options: &Options) -> Done {
    let mut demo = with_data(places::built("relance", options.release), options);
    command::run(demo.args(["demo", "--if-new"]))
}
