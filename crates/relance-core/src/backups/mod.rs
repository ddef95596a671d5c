//! Backups with their rotation, restore, the recovery key, and the check of the base.

mod proof;

pub use proof::prove;

use crate::Core;
use chrono::{DateTime, NaiveDateTime};
use relance_model::{
    Failure, Outcome,
    backups::{Backup, BackupList, BackupMade, CheckReport, RecoveryKey, RestoreAnswer, RestoreRequest},
    settings::BaseState,
};
use relance_store::{BASE_FILE, Kept, Key, PAGE, inspect, keep, key_id_of_file, put_in_place};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Ending of a backup's name.
const ENDING: &str = "relance";
/// Name of a backup of the rotation: `relance-20261122-093015.relance`, UTC.
const STAMP: &str = "relance-%Y%m%d-%H%M%S";
const DAY: i64 = 86_400_000;

/// The folder of the rotation.
#[must_use]
pub fn folder(core: &Core) -> PathBuf {
    core.folder().join("backups")
}

/// The backups of the rotation, newest first.
///
/// # Errors
/// None today: a folder that cannot be read lists nothing.
pub fn list(core: &Core) -> Outcome<BackupList> {
    let folder = folder(core);
    let mut items: Vec<Backup> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let file_name = entry.file_name().to_string_lossy().into_owned();
            let at =
                NaiveDateTime::parse_from_str(file_name.strip_suffix(&format!(".{ENDING}"))?, STAMP).ok()?;
            Some(Backup {
                path: entry.path().display().to_string(),
                file_name,
                at: at.and_utc().timestamp_millis(),
                size_bytes: entry.metadata().ok()?.len(),
                proof: None,
                kept_as: String::new(),
            })
        })
        .collect();
    items.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    let instants: Vec<i64> = items.iter().map(|backup| backup.at).collect();
    for (backup, kept) in items.iter_mut().zip(keep(&instants)) {
        backup.kept_as = match kept {
            Kept::Daily => "daily",
            Kept::Weekly => "weekly",
            Kept::No => "",
        }
        .to_owned();
    }
    let proofs = proof::read(core);
    for backup in &mut items {
        backup.proof = proofs.iter().find(|proof| proof.file_name == backup.file_name).cloned();
    }
    Ok(BackupList { folder: folder.display().to_string(), items })
}

/// Makes a backup: to `path`, or into the rotation, which then lets go of what is too old.
///
/// # Errors
/// `disk_full`, `folder_read_only`, `backup_unsound`.
pub fn make(core: &Core, path: Option<&str>) -> Outcome<BackupMade> {
    core.store().must_be_present()?;
    if let Some(path) = path {
        return core.store().backup(Path::new(path));
    }
    let name = DateTime::from_timestamp_millis(core.now()).unwrap_or_default().format(STAMP);
    let made = core.store().backup(&folder(core).join(format!("{name}.{ENDING}")))?;
    for old in list(core)?.items.iter().filter(|backup| backup.kept_as.is_empty()) {
        // A backup that cannot be removed today will be tomorrow.
        let _ = fs::remove_file(&old.path);
    }
    Ok(made)
}

/// Makes the day's backup if there is none yet and there is something to keep; restores it apart and compares it.
///
/// # Errors
/// Those of [`make`]. A backup that does not hold what it should is no failure: [`list`] says so.
pub fn make_daily(core: &Core) -> Outcome<Option<BackupMade>> {
    let newest = list(core)?.items.first().map(|backup| backup.at);
    let is_due = newest.is_none_or(|at| core.now() - at >= DAY || core.now() < at - DAY);
    let has_content = core.read(|db| db.scalar::<bool>("SELECT EXISTS (SELECT 1 FROM prospect)", []))?;
    if !is_due || !has_content {
        return Ok(None);
    }
    let made = make(core, None)?;
    prove(core, None)?;
    Ok(Some(made))
}

/// Looks into a backup, or puts it in place of the base. The base that was there is kept beside it.
///
/// # Errors
/// `file_missing`, `backup_unreadable`; `backup_key_unknown` when neither this machine nor the request has its key;
/// `recovery_key_unreadable`, `recovery_key_other`; `backup_unsound`, `base_newer`; what the disk refuses.
pub fn restore(core: &Core, request: &RestoreRequest) -> Outcome<RestoreAnswer> {
    let path = Path::new(&request.path);
    let key = key_for(core.keychain(), path, request.recovery_key.as_deref())?;
    let mut answer = inspect(path, &key).map_err(|failure| of_backup(failure, path))?;
    if !request.dry_run {
        answer.replaced = core.replace_base(|base, replaced| put_in_place(path, base, replaced), &key)?;
    }
    Ok(answer)
}

/// Puts a backup where there is no base yet (or in place of one that nobody has open).
///
/// # Errors
/// Those of [`restore`].
pub fn restore_into(
    folder: &Path,
    keychain: &dyn relance_world::Keychain,
    now: i64,
    request: &RestoreRequest,
) -> Outcome<RestoreAnswer> {
    let path = Path::new(&request.path);
    let key = key_for(keychain, path, request.recovery_key.as_deref())?;
    let mut answer = inspect(path, &key).map_err(|failure| of_backup(failure, path))?;
    if !request.dry_run {
        let base = folder.join(BASE_FILE);
        let replaced = replaced_name(&base, now);
        if put_in_place(path, &base, &replaced)? {
            answer.replaced = Some(replaced.display().to_string());
        }
        keychain.set(&key.id_hex(), &key.to_hex())?;
    }
    Ok(answer)
}

/// Where a base that is replaced goes.
pub(crate) fn replaced_name(base: &Path, now: i64) -> PathBuf {
    let stamp = DateTime::from_timestamp_millis(now).unwrap_or_default().format("%Y%m%d-%H%M%S");
    base.with_file_name(format!("relance-replaced-{stamp}.db"))
}

fn named(key: &'static str, path: &Path) -> Failure {
    Failure::refused(key).with("path", path.display().to_string())
}

/// A backup is whole encrypted pages. What is not, no key opens: that is said before one is asked for.
fn plausible(path: &Path) -> Outcome<[u8; 16]> {
    let unreadable = || named("backup_unreadable", path);
    let found = fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => named("file_missing", path),
        _ => unreadable(),
    })?;
    if !found.is_file() || found.len() < PAGE || !found.len().is_multiple_of(PAGE) {
        return Err(unreadable());
    }
    let id = key_id_of_file(path).ok().flatten();
    id.filter(|id| id != b"SQLite format 3\0").ok_or_else(unreadable)
}

/// What opening says of a base, said of a backup.
fn of_backup(failure: Failure, path: &Path) -> Failure {
    match failure.key.as_ref() {
        "base_wrong_key" => Failure::refused("recovery_key_other").hint("enter_recovery_key"),
        "base_damaged" | "base_not_encrypted" | "base_cannot_open" | "base_missing" => {
            named("backup_unreadable", path)
        }
        _ => failure,
    }
}

fn key_for(keychain: &dyn relance_world::Keychain, path: &Path, recovery: Option<&str>) -> Outcome<Key> {
    let id = plausible(path)?;
    if let Some(text) = recovery.map(str::trim).filter(|text| !text.is_empty()) {
        return Key::from_recovery(text);
    }
    let fingerprint: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    keychain
        .get(&fingerprint)?
        .and_then(|(key, _)| Key::from_hex(&key))
        .ok_or_else(|| Failure::refused("backup_key_unknown").hint("enter_recovery_key"))
}

/// The recovery key, to be printed.
#[must_use]
pub fn recovery_key(core: &Core) -> RecoveryKey {
    RecoveryKey { key: core.store().key().to_recovery() }
}

/// Checks pages, references, the journal's chain, the search index and the totals.
///
/// # Errors
/// The base cannot be read at all.
pub fn check(core: &Core) -> Outcome<CheckReport> {
    let store = core.store();
    store.must_be_present()?;
    let (pages, foreign_keys) = (store.check_pages()?, store.check_references()?);
    let (journal, search_index) = (store.check_journal()?, store.check_search(pages.is_sound)?);
    let totals = store.check_totals()?;
    let state = base_state(core)?;
    let (prospects, operations) = store.read(|db| {
        let operations: i64 = db.scalar("SELECT count(*) FROM operation", [])?;
        Ok((crate::prospects::counts(db)?.0, operations.unsigned_abs()))
    })?;
    Ok(CheckReport {
        is_sound: [&pages, &foreign_keys, &journal, &search_index, &totals].iter().all(|item| item.is_sound),
        pages,
        foreign_keys,
        journal,
        search_index,
        totals,
        prospects,
        operations,
        key_store: state.key_store,
        key_path: state.key_path,
        path: state.path,
    })
}

/// Where the base is, how large, and where its key is kept.
///
/// # Errors
/// The keychain refuses to answer.
pub fn base_state(core: &Core) -> Outcome<BaseState> {
    // The base's own place, also while one of its pasts is looked at.
    let path = core.folder().join(BASE_FILE);
    let key_path = match core.key_place() {
        relance_world::KeyPlace::File(path) => Some(path.display().to_string()),
        relance_world::KeyPlace::Keychain => None,
    };
    Ok(BaseState {
        size_bytes: fs::metadata(&path).map_or(0, |found| found.len()),
        key_store: core.key_place().word().to_owned(),
        key_path,
        path: path.display().to_string(),
        last_backup_at: list(core)?.items.first().map(|backup| backup.at),
    })
}
