//! `cargo xtask bundle`: the installable packages, by the stock Tauri command line.
//! Where a tool is not to be had (AppImage downloads its own), that format is left out and said so.

use crate::{
    Done, command,
    options::Options,
    places,
    setup::{self, Need},
    ui,
};
use std::{fs, path::PathBuf, process::Command};

const TAURI_CLI: &str = "2.12.5";

pub fn run(options: &Options) -> Done {
    setup::prepare(options, &[Need::Compiler, Need::Node, Need::Window])?;
    ui::build()?;
    let mut build = command::cargo();
    command::run(build.args(["build", "--release", "--package", "relance-cli"]))?;
    place_cli()?;
    let formats: &[&str] = match std::env::consts::OS {
        "linux" => &["deb", "appimage"],
        "macos" => &["app", "dmg"],
        _ => &["nsis"],
    };
    let mut made = 0;
    for format in formats {
        match bundle(format) {
            Ok(()) => made += 1,
            Err(error) => command::say(&format!("{format} was NOT made: {error}")),
        }
    }
    if made == 0 {
        return Err("no package was made".to_owned());
    }
    let folder = places::target().join("release/bundle");
    command::say("Packages");
    for file in ui::files_in(&folder).iter().filter(|file| is_package(file)) {
        let size = file.metadata().map_or(0, |data| data.len());
        println!("  {} ({:.1} MB)", file.display(), size as f64 / 1e6);
    }
    Ok(())
}

fn is_package(file: &std::path::Path) -> bool {
    let known = ["deb", "AppImage", "dmg", "exe"];
    file.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| known.contains(&ending))
}

/// The command `relance` travels with the window: tauri.conf.json names it at this place.
fn place_cli() -> Done {
    let folder = places::root().join("target/bundle-input");
    let built = places::built("relance", true);
    let placed = fs::create_dir_all(&folder).and_then(|()| fs::copy(&built, folder.join("relance")));
    placed.map(drop).map_err(|error| format!("{}: {error}", built.display()))
}

fn bundle(format: &str) -> Done {
    let mut tauri = tauri_cli()?;
    // The page is served by the API from the program itself: there is no other front end to build.
    command::run(tauri.args(["build", "--bundles", format]).env("CI", "true"))
}

/// `cargo tauri` if installed, else npm's package of the same program, kept in the cache.
fn tauri_cli() -> Done<Command> {
    if places::find("cargo-tauri").is_some() {
        let mut command = command::cargo();
        command.arg("tauri");
        return Ok(command);
    }
    let folder: PathBuf = places::cache().join("tools/tauri-cli");
    let program = folder.join("node_modules/@tauri-apps/cli/tauri.js");
    if !program.is_file() {
        let mut npm = command::npm("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
        npm.arg(&folder).arg(format!("@tauri-apps/cli@{TAURI_CLI}")).current_dir(places::root());
        command::run(&mut npm)?;
    }
    let mut node = command::program("node");
    node.arg(program);
    Ok(node)
}
