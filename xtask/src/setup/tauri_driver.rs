//! `tauri-driver`, the WebDriver server that opens our window for the tests: built once into the shared cache.

use crate::{Done, command, places};
use std::path::PathBuf;

const VERSION: &str = "2.1.0";

pub fn prepare() -> Done<PathBuf> {
    if let Some(found) = places::find("tauri-driver") {
        return Ok(found);
    }
    let folder = places::cache().join("tools");
    let file = folder.join("bin/tauri-driver");
    if !file.is_file() {
        let mut install = command::cargo();
        install.args(["install", "tauri-driver", "--locked", "--version", VERSION, "--root"]).arg(&folder);
        command::run(&mut install)?;
    }
    Ok(file)
}
