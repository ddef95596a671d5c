//! The audit of the journal: each operation against its hash, its changes and the operations before it.
//!
//! Reads bytes as they lie there: what somebody garbled is named, never stumbled over. The audit writes nothing.

use crate::{
    db::Db,
    history::operation_of,
    key::hex,
    marks,
    operation::{DIGEST, Header, chain, digest},
    refusal::failure,
    store::Store,
};
use relance_model::{
    Id, Outcome,
    history::{AuditFinding, AuditReport},
};
use rusqlite::{Row, types::ValueRef};
use std::collections::BTreeSet;

/// Findings kept; all are counted.
const KEPT: usize = 100;

/// What is wrong with an entry.
const CONTENT: &str = "content";
const MISSING: &str = "changes_gone";
const STRAY: &str = "changes_stray";
const UNDONE: &str = "undone_mark";
const ERASED: &str = "erased_text";

struct Entry {
    id: i64,
    header: Vec<i64>,
    texts: [Vec<u8>; 3],
    redacted: Option<Vec<u8>>,
    hash: Vec<u8>,
    reverts: Option<i64>,
    reverted_by: Option<i64>,
    first: i64,
    last: i64,
}

fn bytes(value: ValueRef<'_>) -> Vec<u8> {
    match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => Vec::new(),
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        header: vec![row.get(1)?, row.get(2)?],
        texts: [bytes(row.get_ref(3)?), bytes(row.get_ref(4)?), bytes(row.get_ref(5)?)],
        reverts: row.get(6)?,
        reverted_by: row.get(7)?,
        first: row.get(8)?,
        last: row.get(9)?,
        redacted: row.get(10)?,
        hash: bytes(row.get_ref(11)?),
    })
}

#[derive(Default)]
struct Audit {
    found: Vec<AuditFinding>,
    count: u64,
    named: BTreeSet<i64>,
}

impl Audit {
    fn find(&mut self, db: &Db<'_>, id: i64, what: &str) -> Outcome<()> {
        self.count += 1;
        self.named.insert(id);
        if self.found.len() < KEPT {
            // A sentence that is garbled itself is left out.
            let operation = operation_of(db, Id(id)).unwrap_or_default();
            self.found.push(AuditFinding { entry: Id(id), what: what.to_owned(), operation });
        }
        Ok(())
    }
}

impl Store {
    /// Recomputes the hash of every operation from its changes and the operation before, and names those that do not agree.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn audit(&self) -> Outcome<AuditReport> {
        self.read(audit)
    }
}

fn audit(db: &Db<'_>) -> Outcome<AuditReport> {
    let entries = db.rows(
        "SELECT id, at, is_undoable, caller, label, params, reverts, reverted_by, first_change, last_change, redacted, hash
         FROM operation ORDER BY id",
        [],
        entry,
    )?;
    let mut audit = Audit::default();
    let marks = marks::told(db)?;
    let (mut previous, mut rewritten, mut next_change) = (None::<Vec<u8>>, None::<Vec<u8>>, 1);
    for entry in &entries {
        let [caller, label, params] = &entry.texts;
        let is_whole = erased_params_agree(entry);
        let params = entry
            .redacted
            .as_ref()
            .map_or_else(|| digest(params), |redacted| redacted.iter().take(DIGEST).copied().collect());
        let header = Header {
            id: entry.id,
            at: entry.header[0],
            caller,
            label,
            params: &params,
            is_undoable: entry.header[1] != 0,
            reverts: entry.reverts,
        };
        let computed = chain(db, previous.as_deref(), &header, entry.first, entry.last)?;
        let mut is_chained = computed == entry.hash;
        if let Some(was) = rewritten.take().filter(|_| !is_chained) {
            // The hash before was changed, not this entry: it agrees with what that hash must have been.
            is_chained = chain(db, Some(&was), &header, entry.first, entry.last)? == entry.hash;
        }
        if !is_chained {
            rewritten = Some(computed);
        }
        let is_flag = matches!(entry.header[1], 0 | 1);
        if !is_chained || !is_flag {
            audit.find(db, entry.id, CONTENT)?;
        }
        if !is_whole {
            audit.find(db, entry.id, ERASED)?;
        }
        if entry.first != next_change {
            audit.find(db, entry.id, MISSING)?;
        }
        if entry.reverted_by != marks.get(&entry.id).copied() {
            audit.find(db, entry.id, UNDONE)?;
        }
        next_change = entry.last + 1;
        previous = Some(entry.hash.clone());
    }
    for owner in db.rows(
        "SELECT DISTINCT operation_id FROM change WHERE (redacted IS NOT NULL AND before IS NOT NULL)",
        [],
        |row| row.get::<_, i64>(0),
    )? {
        audit.find(db, owner, ERASED)?;
    }
    for owner in
        db.rows("SELECT DISTINCT operation_id FROM change WHERE id >= ?1 OR id < 1", [next_change], |row| {
            row.get::<_, i64>(0)
        })?
    {
        audit.find(db, owner, STRAY)?;
    }
    let changes: i64 = db.scalar("SELECT count(*) FROM change", [])?;
    Ok(AuditReport {
        is_sound: audit.count == 0,
        operations: entries.len() as u64,
        changes: changes.unsigned_abs(),
        head: previous.as_deref().map(hex),
        finding_count: audit.count,
        findings: audit.found,
    })
}

/// Where names were erased from a sentence, the digest of what is left stands behind that of the whole.
fn erased_params_agree(entry: &Entry) -> bool {
    let Some(redacted) = &entry.redacted else { return true };
    match redacted.get(DIGEST..) {
        // Erased by a version that did not keep it yet.
        Some([]) => redacted.len() == DIGEST,
        Some(left) => left == digest(&entry.texts[2]),
        None => false,
    }
}

/// Of a change: its operation, table, row and kind, what was there before, and what was erased of it.
type ChangeBytes = (i64, Vec<u8>, i64, i64, Option<Vec<u8>>, Option<Vec<u8>>);

/// What an operation's hash is computed from, for those who read the journal row by row.
pub(crate) fn change_bytes(row: &Row<'_>) -> Outcome<ChangeBytes> {
    let read = || -> rusqlite::Result<_> {
        let text = |i| -> rusqlite::Result<Option<Vec<u8>>> {
            let value = row.get_ref(i)?;
            Ok(if matches!(value, ValueRef::Null) { None } else { Some(bytes(value)) })
        };
        Ok((row.get(0)?, bytes(row.get_ref(1)?), row.get(2)?, row.get(3)?, text(4)?, text(5)?))
    };
    read().map_err(failure)
}
