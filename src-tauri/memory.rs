//! What the shell must know before the base is open: how to draw, whether the last start ever became usable,
//! the zoom. One small file beside the user's other settings. Never a secret, never a record.

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// « Affichage compatible »: a copy of the setting, which is in the base and so known too late.
    pub compatible_display: bool,
    /// True from a start until its first usable screen: found true, the last start failed.
    pub starting: bool,
    pub zoom: f64,
    #[serde(skip)]
    pub(crate) file: Option<PathBuf>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { compatible_display: false, starting: false, zoom: 1.0, file: None }
    }
}

impl Memory {
    /// Reads the file; a missing or unreadable one counts as a first start.
    pub fn load() -> Self {
        let file = ProjectDirs::from("", "", "relance").map(|dirs| dirs.config_dir().join("window.json"));
        file.map_or_else(Self::default, Self::load_from)
    }

    fn load_from(file: PathBuf) -> Self {
        let kept: Option<Self> = fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { file: Some(file), ..kept.unwrap_or_default() }
    }

    /// Changes and keeps; a disk that refuses costs only the memory, so it is told on stderr and passed over.
    pub fn update(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.clone();
        change(self);
        if *self == before {
            return;
        }
        let Some(file) = &self.file else { return };
        if let Err(error) = write(file, self) {
            eprintln!("relance-desktop: cannot write {}: {error}", file.display());
        }
    }
}

fn write(file: &Path, memory: &Memory) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let half = file.with_extension("json.new");
    fs::write(&half, serde_json::to_vec_pretty(memory)?)?;
    fs::rename(half, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_found_again_and_a_damaged_file_is_a_first_start() {
        let folder = std::env::temp_dir().join(format!("relance-memory-{}", std::process::id()));
        let file = folder.join("window.json");
        Memory::load_from(file.clone()).update(|memory| memory.starting = true);
        assert!(Memory::load_from(file.clone()).starting, "the change must be on the disk");
        fs::write(&file, "{").unwrap();
        assert!(!Memory::load_from(file).starting, "half a file must not stop the start");
        fs::remove_dir_all(folder).unwrap();
    }
}
