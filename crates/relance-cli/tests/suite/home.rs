//! A home of its own for each test: folder, configuration, keys. Nothing of the machine's is touched.

use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and names it as an argument.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    /// The command in this home, speaking French, on the base `base` of its folder.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = self.bare(words);
        command.env("RELANCE_DATA", self.path("base"));
        command
    }

    /// The command in this home without a base named.
    pub fn bare(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
        command
            .args(words)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_DATA_HOME", self.path("data"))
            .env("RELANCE_KEYCHAIN", "file")
            .env("LC_ALL", "fr_FR.UTF-8")
            .env("TZ", "Europe/Paris")
            .stdin(Stdio::null());
        command
    }

    /// What the command says when all is well.
    pub fn ok(&self, words: &[&str]) -> String {
        let output = self.command(words).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The one document that the command answers with `--json` when all is well.
    pub fn json(&self, words: &[&str]) -> Value {
        self.json_with(0, words)
    }

    /// The one document that the command answers with `--json` and this exit code.
    pub fn json_with(&self, code: i32, words: &[&str]) -> Value {
        let output = self.command(words).arg("--json").output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{words:?}: {}", told(&output));
        document(&output.stdout)
    }

    /// What the command says on standard error when it fails with this code.
    pub fn fails(&self, code: i32, words: &[&str]) -> String {
        let output = self.command(words).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{words:?}: {}", told(&output));
        assert!(output.stdout.is_empty(), "a failure says nothing on standard output: {}", told(&output));
        String::from_utf8(output.stderr).unwrap()
    }

    pub fn count(&self) -> u64 {
        self.json(&["prospects", "list", "--limit", "0"])["total"].as_u64().unwrap()
    }

    /// The id of the first prospect that a search finds.
    pub fn id_of(&self, search: &str) -> String {
        let found = self.json(&["prospects", "list", "--search", search]);
        found["items"][0]["id"]
            .as_str()
            .unwrap_or_else(|| panic!("nobody is found for {search}: {found}"))
            .to_owned()
    }
}

/// Exactly one JSON document.
pub fn document(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

pub fn told(output: &Output) -> String {
    format!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

pub fn read(path: impl AsRef<Path>) -> String {
    let bytes = std::fs::read(path).unwrap();
    String::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}').to_owned()
}
