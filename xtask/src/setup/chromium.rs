//! Which Chromium the end-to-end tests drive, and how it comes where the system has no package of it.

use super::ask;
use crate::{Done, command, options::Options, places, ui};
use std::path::{Path, PathBuf};

/// `RELANCE_CHROMIUM` if set, else the first that is installed.
pub fn find() -> Option<PathBuf> {
    if let Some(chosen) = std::env::var_os("RELANCE_CHROMIUM") {
        return Some(chosen.into());
    }
    let on_path = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let mac = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    let usable = |file: PathBuf| (!is_snap(&file)).then_some(file);
    on_path
        .iter()
        .find_map(|name| places::find(name).and_then(usable))
        .or_else(|| mac.iter().map(PathBuf::from).find(|file| file.is_file()))
        .or_else(brought)
}

/// Ubuntu's chromium packages only install a snap, which cannot read test folders and is absent from containers.
pub fn has_package() -> bool {
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    !system
        .lines()
        .any(|line| (line.starts_with("ID=") || line.starts_with("ID_LIKE=")) && line.contains("ubuntu"))
}

fn is_snap(file: &Path) -> bool {
    file.starts_with("/snap")
        || std::fs::read(file).is_ok_and(|start| start.starts_with(b"#!") && contains(&start, b"snap"))
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).take(4096).any(|window| window == word)
}

fn folder() -> PathBuf {
    places::cache().join("tools/browsers")
}

fn brought() -> Option<PathBuf> {
    let names = ["chrome", "Google Chrome for Testing", "Chromium"];
    let is_browser = |file: &PathBuf| {
        file.file_name().and_then(|name| name.to_str()).is_some_and(|name| names.contains(&name))
    };
    ui::files_in(&folder()).into_iter().find(is_browser)
}

/// Playwright's own build, where neither the system nor the person has one. Needs ui/node_modules.
pub fn prepare(options: &Options) -> Done {
    if find().is_some() {
        return Ok(());
    }
    command::say(&format!("No Chromium on this machine: Playwright's build into {}", folder().display()));
    if !ask::agreed(options, "Bring it now?") {
        return Err("nothing was installed".to_owned());
    }
    let mut playwright = command::npm("npx");
    playwright.args(["playwright-core", "install", "--with-deps", "chromium"]);
    command::run(playwright.env("PLAYWRIGHT_BROWSERS_PATH", folder()))
}
