//! The interface's packages and its built page, each made again only when what it is made from has changed.

use crate::{Done, command, places};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

/// `npm ci`, when package-lock.json is not the one that node_modules was made from.
pub fn install() -> Done {
    let ui = places::ui();
    let stamp = ui.join("node_modules/.relance-stamp");
    let wanted = fingerprint(&[ui.join("package-lock.json")]);
    if fs::read_to_string(&stamp).is_ok_and(|kept| kept == wanted) {
        return Ok(());
    }
    command::run(command::npm("npm").args(["ci", "--no-audit", "--no-fund"]))?;
    keep(&stamp, &wanted)
}

/// The page in ui/dist, when a source of it has changed.
pub fn build() -> Done {
    install()?;
    let ui = places::ui();
    let stamp = ui.join("dist/.stamp");
    let names = ["src", "public", "index.html", "package-lock.json", "tsconfig.json", "vite.config.ts"];
    let wanted = fingerprint(&names.map(|name| ui.join(name)));
    if ui.join("dist/index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|kept| kept == wanted) {
        return Ok(());
    }
    command::run(command::npm("npm").args(["run", "build"]))?;
    keep(&stamp, &wanted)
}

fn keep(stamp: &Path, text: &str) -> Done {
    fs::write(stamp, text).map_err(|error| format!("cannot write {}: {error}", stamp.display()))
}

/// Names and contents of these files and of everything in these folders.
fn fingerprint(places: &[PathBuf]) -> String {
    let mut files: Vec<PathBuf> = places.iter().flat_map(|place| files_in(place)).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.file_name().hash(&mut hasher);
        fs::read(&file).unwrap_or_default().hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// Every file at or below a place.
pub fn files_in(place: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(place) else {
        return if place.is_file() { vec![place.to_owned()] } else { Vec::new() };
    };
    entries.filter_map(Result::ok).flat_map(|entry| files_in(&entry.path())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_source_changes_the_fingerprint() {
        let folder = std::env::temp_dir().join(format!("relance-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep")).unwrap();
        fs::write(folder.join("deep/a.ts"), "1").unwrap();
        let before = fingerprint(std::slice::from_ref(&folder));
        assert_eq!(before, fingerprint(std::slice::from_ref(&folder)), "nothing changed");
        fs::write(folder.join("deep/a.ts"), "2").unwrap();
        assert_ne!(before, fingerprint(std::slice::from_ref(&folder)), "a deep file changed");
        fs::remove_dir_all(folder).unwrap();
    }
}
