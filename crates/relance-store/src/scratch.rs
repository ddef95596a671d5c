//! Scratch bases: encrypted copies that live as long as somebody looks at them, and leave nothing behind.
//!
//! Each holds a lock on a file beside it, so that what a crash left is told from what another process still uses.

use crate::open::disk;
use relance_model::{Failure, Outcome};
use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

const LOCK: &str = "lock";
const BASE: &str = "db";
/// Names tried before giving up: each is random.
const TRIES: u8 = 8;

/// The place of a scratch base; its files go when it is dropped.
pub struct Scratch {
    base: PathBuf,
    lock_path: PathBuf,
    lock: Option<File>,
}

impl Scratch {
    /// Takes a place in a folder. There is no base in it yet.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn new(folder: &Path) -> Outcome<Self> {
        fs::create_dir_all(folder).map_err(|error| disk(&error, folder))?;
        for _ in 0..TRIES {
            let mut name = [0; 8];
            getrandom::fill(&mut name).map_err(Failure::bug)?;
            let name = u64::from_le_bytes(name);
            let lock_path = folder.join(format!("{name:016x}.{LOCK}"));
            let lock = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&lock_path)
                .map_err(|error| disk(&error, &lock_path))?;
            // A sweep of another process may have come between making the file and locking it.
            if lock.try_lock().is_ok() && lock_path.exists() {
                return Ok(Self { base: lock_path.with_extension(BASE), lock_path, lock: Some(lock) });
            }
        }
        Err(Failure::not_now("base_busy"))
    }

    #[must_use]
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// Copies a file into the place, for its owner's eyes only.
    pub(crate) fn copy(&self, from: &Path, suffix: &str) -> Outcome<()> {
        let to = with_suffix(&self.base, suffix);
        fs::copy(from, &to).map_err(|error| disk(&error, &to))?;
        private(&to).map_err(|error| disk(&error, &to))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed now is swept at the next start.
        remove(&self.base);
        drop(self.lock.take());
        let _ = fs::remove_file(&self.lock_path);
    }
}

/// Removes the scratch bases of a folder that no process uses.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is = |extension: &str| path.extension().is_some_and(|found| found == extension);
        if is(LOCK) {
            let is_free = File::open(&path).is_ok_and(|lock| lock.try_lock().is_ok());
            if is_free {
                remove(&path.with_extension(BASE));
                let _ = fs::remove_file(&path);
            }
        } else if is(BASE) && !path.with_extension(LOCK).exists() {
            remove(&path);
        }
    }
    // Goes only when it is empty.
    let _ = fs::remove_dir(folder);
}

fn remove(base: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(with_suffix(base, suffix));
    }
}

pub(crate) fn with_suffix(base: &Path, suffix: &str) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn private(_: &Path) -> std::io::Result<()> {
    // The folder of the base is the user's own.
    Ok(())
}
