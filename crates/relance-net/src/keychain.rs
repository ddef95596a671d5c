//! Keys in the system's keychain; where there is none, in files that only their owner can read.

use keyring::v1::Entry;
use relance_model::{Failure, Outcome};
use relance_world::{KeyPlace, Keychain};
use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
};

const SERVICE: &str = "relance";

/// The keychain of this machine, with a folder of files to fall back on.
pub struct SystemKeychain {
    folder: PathBuf,
    /// The system's keychain is not to be asked.
    files_only: bool,
}

impl SystemKeychain {
    /// `folder` takes the files of machines without a keychain. `RELANCE_KEYCHAIN=file` does without it anywhere.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, files_only: env::var("RELANCE_KEYCHAIN").is_ok_and(|word| word == "file") }
    }

    fn file(&self, fingerprint: &str) -> PathBuf {
        self.folder.join(format!("{fingerprint}.key"))
    }

    /// The entry of the system's keychain, when there is one that answers.
    fn entry(&self, fingerprint: &str) -> Option<Entry> {
        // On Linux the keychain lives on the session bus: without one there is nothing to wait for.
        let has_bus = !cfg!(target_os = "linux") || env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some();
        if self.files_only || !has_bus {
            return None;
        }
        Entry::new(SERVICE, fingerprint).ok()
    }
}

impl Keychain for SystemKeychain {
    fn get(&self, fingerprint: &str) -> Outcome<Option<(String, KeyPlace)>> {
        if let Some(key) = self.entry(fingerprint).and_then(|entry| entry.get_password().ok()) {
            return Ok(Some((key, KeyPlace::Keychain)));
        }
        let path = self.file(fingerprint);
        match fs::read_to_string(&path) {
            Ok(key) => Ok(Some((key.trim().to_owned(), KeyPlace::File(path)))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unusable(&path, &error)),
        }
    }

    fn set(&self, fingerprint: &str, key: &str) -> Outcome<KeyPlace> {
        if let Some(entry) = self.entry(fingerprint) {
            // A keychain that says yes and forgets would lose the base: it has to answer with the key.
            if entry.set_password(key).is_ok() && entry.get_password().is_ok_and(|held| held == key) {
                return Ok(KeyPlace::Keychain);
            }
        }
        let path = self.file(fingerprint);
        write(&path, key).map_err(|error| unusable(&path, &error))?;
        Ok(KeyPlace::File(path))
    }

    fn remove(&self, fingerprint: &str) -> Outcome<()> {
        if let Some(entry) = self.entry(fingerprint) {
            // One that is not there, and a keychain that is not, are the same.
            let _ = entry.delete_credential();
        }
        let path = self.file(fingerprint);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unusable(&path, &error)),
            _ => Ok(()),
        }
    }
}

/// Writes a key file whole, with mode 0600 from its first byte.
fn write(path: &Path, key: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = path.with_extension("new");
    let _ = fs::remove_file(&draft);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(key.as_bytes())?;
    file.sync_all()?;
    fs::rename(&draft, path)
}

fn unusable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::refused("key_file_unusable")
        .with("path", path.display().to_string())
        .with("what", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::SystemKeychain;
    use relance_world::{KeyPlace, Keychain};

    #[test]
    fn a_key_file_comes_back_and_only_its_owner_can_read_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let keychain = SystemKeychain { folder: folder.path().join("keys"), files_only: true };
        assert_eq!(keychain.get("ab").unwrap(), None);
        let place = keychain.set("ab", "0123").unwrap();
        let KeyPlace::File(path) = &place else { panic!("a file was asked for") };
        assert_eq!(keychain.get("ab").unwrap(), Some(("0123".to_owned(), place.clone())));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        keychain.set("ab", "4567").unwrap();
        assert_eq!(keychain.get("ab").unwrap().unwrap().0, "4567");
    }
}
