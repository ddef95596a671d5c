//! The proof of a backup: it is restored into a scratch base, checked, and compared with the base as it stood then.
//!
//! What came of it is kept in a file beside the backups, not in the base: a restore would take it back. Nothing else is written.

use super::list;
use crate::Core;
use relance_model::{Failure, Id, Outcome, backups::BackupProof};
use relance_store::{Scratch, Store};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Beside the base: the folder of the backups holds backups only.
fn file(core: &Core) -> PathBuf {
    core.folder().join("proofs.json")
}

/// The proofs that were made of the backups.
pub(super) fn read(core: &Core) -> Vec<BackupProof> {
    let text = fs::read_to_string(file(core)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Restores a backup of the rotation apart, the newest when none is named, and keeps what came of it.
///
/// # Errors
/// `file_missing`; what the disk refuses. A backup that is not what it should be is an answer.
pub fn prove(core: &Core, file_name: Option<&str>) -> Outcome<BackupProof> {
    core.store().must_be_present()?;
    let items = list(core)?.items;
    let wanted = match file_name {
        Some(name) => items.iter().find(|backup| backup.file_name == name),
        None => items.first(),
    };
    let wanted = wanted.ok_or_else(|| {
        Failure::refused("file_missing").with("path", file_name.unwrap_or_default().to_owned())
    })?;
    let mut proof = BackupProof {
        file_name: wanted.file_name.clone(),
        at: core.now(),
        is_sound: false,
        prospects: 0,
        operations: 0,
        findings: Vec::new(),
    };
    if let Err(failure) = compare(core, Path::new(&wanted.path), &mut proof) {
        // No room for the copy is no fault of the backup.
        if matches!(failure.key.as_ref(), "disk_full" | "folder_read_only" | "base_busy") {
            return Err(failure);
        }
        proof.findings.push(failure.to_string());
    }
    proof.is_sound = proof.findings.is_empty();
    keep(core, &items.into_iter().map(|backup| backup.file_name).collect::<Vec<_>>(), &proof)?;
    Ok(proof)
}

fn compare(core: &Core, path: &Path, proof: &mut BackupProof) -> Outcome<()> {
    let live = core.store();
    let place = core.scratch_folder();
    let restored = Store::restored_apart(path, live.key(), Scratch::new(&place)?)?;
    for (what, item) in [
        ("pages", restored.check_pages()?),
        ("references", restored.check_references()?),
        ("journal", restored.check_journal()?),
        ("totals", restored.check_totals()?),
    ] {
        proof.findings.extend(item.findings.into_iter().map(|finding| format!("{what}: {finding}")));
    }
    let (prospects, operations, newest) = restored.read(|db| {
        let operations: i64 = db.scalar("SELECT count(*) FROM operation", [])?;
        let newest = db.scalar("SELECT coalesce(max(id), 0) FROM operation", []).map(Id)?;
        Ok((crate::prospects::counts(db)?.0, operations.unsigned_abs(), newest))
    })?;
    (proof.prospects, proof.operations) = (prospects, operations);
    let now = live.read(|db| db.scalar("SELECT coalesce(max(id), 0) FROM operation", []).map(Id))?;
    let expected = if now == newest {
        live.written_digest()?
    } else {
        // The base went on since: it is taken back, apart, to where the backup was made.
        live.as_of(newest, proof.at, Scratch::new(&place)?, |_| Ok(()))?.written_digest()?
    };
    if restored.written_digest()? != expected {
        proof.findings.push("its rows are not those of the base".to_owned());
    }
    Ok(())
}

/// Keeps a proof, and lets go of those whose backup is gone.
fn keep(core: &Core, present: &[String], proof: &BackupProof) -> Outcome<()> {
    let mut proofs = read(core);
    proofs.retain(|known| known.file_name != proof.file_name && present.contains(&known.file_name));
    proofs.insert(0, proof.clone());
    let text = serde_json::to_string_pretty(&proofs).map_err(Failure::bug)?;
    let draft = file(core).with_extension("part");
    let refused = |error: std::io::Error| {
        Failure::refused("disk_error")
            .with("what", error.to_string())
            .with("path", draft.display().to_string())
    };
    fs::write(&draft, text).and_then(|()| fs::rename(&draft, file(core))).map_err(refused)
}
