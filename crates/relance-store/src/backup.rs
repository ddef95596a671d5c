//! Backups: one consistent encrypted file, made while the base is in use, and proved before it gets its name.

use crate::{
    functions::Ear,
    key::Key,
    open::{self, connect, disk, look},
    refusal::failure,
    store::Store,
};
use relance_model::{
    Failure, Outcome,
    backups::{BackupMade, RestoreAnswer},
};
use rusqlite::Connection;
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

impl Store {
    /// Writes the state of the last commit to `path`, under the same key. An existing file is replaced only by a
    /// whole one.
    ///
    /// # Errors
    /// `disk_full`, `folder_read_only`, `backup_unsound` when what was written does not read back.
    pub fn backup(&self, path: &Path) -> Outcome<BackupMade> {
        if path == self.path() {
            return Err(Failure::invalid("path", "backup_onto_base"));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| disk(&error, folder))?;
        }
        let draft = draft_beside(path);
        let _ = fs::remove_file(&draft);
        let made = self.write_backup(&draft).and_then(|prospects| {
            File::open(&draft).and_then(|file| file.sync_all()).map_err(|error| disk(&error, &draft))?;
            fs::rename(&draft, path).map_err(|error| disk(&error, path))?;
            let size_bytes = fs::metadata(path).map_err(|error| disk(&error, path))?.len();
            Ok(BackupMade { path: path.display().to_string(), size_bytes, prospects })
        });
        if made.is_err() {
            let _ = fs::remove_file(&draft);
        }
        made
    }

    fn write_backup(&self, draft: &Path) -> Outcome<u64> {
        let source = connect(self.path(), self.key(), &Ear::default(), false)?;
        let target = draft.to_str().ok_or_else(|| Failure::invalid("path", "path_unreadable"))?;
        source.execute("VACUUM INTO ?1", [target]).map_err(failure)?;
        look(draft, self.key())?;
        let copy = connect(draft, self.key(), &Ear::default(), false)?;
        sound(&copy)?;
        count(&copy, "prospect WHERE deleted_at IS NULL")
    }
}

/// What a backup holds; proves that the key opens it and that every page is sound.
///
/// # Errors
/// Those of opening; `backup_unsound`; `base_newer`.
pub fn inspect(path: &Path, key: &Key) -> Outcome<RestoreAnswer> {
    look(path, key)?;
    let copy = open::connect_to_look(path, key)?;
    sound(&copy)?;
    let found = open::schema_of(&copy)?;
    if found > open::newest_schema() {
        return Err(Failure::refused("base_newer").with("found", found).with("known", open::newest_schema()));
    }
    Ok(RestoreAnswer {
        prospects: count(&copy, "prospect WHERE deleted_at IS NULL")?,
        companies: count(&copy, "company")?,
        last_operation_at: copy
            .query_row("SELECT max(at) FROM operation", [], |row| row.get(0))
            .map_err(failure)?,
        replaced: None,
    })
}

/// Puts a backup in the place of a base. The base that was there is kept beside it under `replaced`.
///
/// Nothing may have the base open. The backup is copied whole before anything is renamed.
///
/// # Errors
/// Those of [`inspect`]; what the disk refuses.
pub fn put_in_place(backup: &Path, base: &Path, replaced: &Path) -> Outcome<bool> {
    if let Some(folder) = base.parent() {
        fs::create_dir_all(folder).map_err(|error| disk(&error, folder))?;
    }
    // Nothing has the base open: what stands half written beside it was left by somebody who was cut off.
    forget_drafts(base, |_| true);
    let draft = draft_beside(base);
    let copied = fs::copy(backup, &draft).map_err(|error| disk(&error, backup)).and_then(|_| {
        File::open(&draft).and_then(|file| file.sync_all()).map_err(|error| disk(&error, &draft))
    });
    if let Err(failure) = copied {
        let _ = fs::remove_file(&draft);
        return Err(failure);
    }
    let had_one = base.exists();
    if had_one {
        fs::rename(base, replaced).map_err(|error| disk(&error, base))?;
        for suffix in ["-wal", "-shm"] {
            let _ =
                fs::rename(format!("{}{suffix}", base.display()), format!("{}{suffix}", replaced.display()));
        }
    }
    fs::rename(&draft, base).map_err(|error| disk(&error, base))?;
    Ok(had_one)
}

fn sound(connection: &Connection) -> Outcome<()> {
    let verdict: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(failure)?;
    if verdict == "ok" { Ok(()) } else { Err(Failure::refused("backup_unsound").with("what", verdict)) }
}

fn count(connection: &Connection, what: &str) -> Outcome<u64> {
    connection
        .query_row(&format!("SELECT count(*) FROM {what}"), [], |row| row.get::<_, i64>(0))
        .map(i64::unsigned_abs)
        .map_err(failure)
}

/// Removes what lies half written beside a base for an hour or more: nobody goes on with it. `now` is UTC ms.
pub fn sweep_drafts(base: &Path, now: i64) {
    let hour_ago = Duration::from_millis(now.saturating_sub(3_600_000).max(0).unsigned_abs());
    forget_drafts(base, |written| written < SystemTime::UNIX_EPOCH + hour_ago);
}

/// Removes what was being written beside a base when somebody was cut off, where `is_left` says so of when it was last written.
fn forget_drafts(base: &Path, is_left: impl Fn(SystemTime) -> bool) {
    let (Some(folder), Some(name)) = (base.parent(), base.file_name()) else { return };
    let begins = format!(".{}.", name.to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_draft = name.strip_prefix(&begins).is_some_and(|rest| rest.ends_with(".part"));
        if is_draft && entry.metadata().and_then(|data| data.modified()).is_ok_and(&is_left) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A name for a file that is not finished, in the folder where it will live.
fn draft_beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}
