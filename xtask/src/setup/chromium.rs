//! Which Chromium the end-to-end tests drive.

use crate::places;
use std::path::PathBuf;

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
    on_path
        .iter()
        .find_map(|name| places::find(name))
        .or_else(|| mac.iter().map(PathBuf::from).find(|file| file.is_file()))
}
