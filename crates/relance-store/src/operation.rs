//! An operation: the one door of every write, and the seal that chains it to the one before.

use crate::{
    audit::change_bytes,
    db::Db,
    due,
    functions::Ear,
    ids::Ids,
    marks,
    names::{self, Renamed, Told},
    search::{self, Searchable},
};
use relance_model::{Id, Outcome};
use rusqlite::{Connection, params};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};

/// Who asks for a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    User,
    Import,
    Api,
    Cli,
}

impl Caller {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Import => "import",
            Self::Api => "api",
            Self::Cli => "cli",
        }
    }
}

/// When, by whom, and what for.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// UTC ms; the whole operation has this one instant.
    pub at: i64,
    pub caller: Caller,
    /// Key of the sentence that names it: `prospects.edit`.
    pub label: String,
    /// False for facts about the world and for preferences: Ctrl+Z passes over them.
    pub is_undoable: bool,
    pub reverts: Option<Id>,
}

impl Stamp {
    #[must_use]
    pub fn new(at: i64, caller: Caller, label: &str) -> Self {
        Self { at, caller, label: label.to_owned(), is_undoable: true, reverts: None }
    }

    /// Keeps the operation out of Ctrl+Z.
    #[must_use]
    pub fn fact(mut self) -> Self {
        self.is_undoable = false;
        self
    }
}

/// What a write leaves when it is on the disk.
#[derive(Clone, Debug)]
pub struct Committed<T> {
    pub value: T,
    /// `None` when nothing had to change.
    pub operation: Option<Id>,
}

/// An open operation.
pub struct Tx<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) ear: &'a Ear,
    ids: Ids,
    id: Id,
    stamp: Stamp,
    params: RefCell<Map<String, Value>>,
    first_change: i64,
    /// Texts to index, written together: between other writes the index would flush them one by one.
    waiting: RefCell<(Vec<(i64, Searchable)>, usize)>,
    /// Words of names that are in the vocabulary by now.
    told: RefCell<Told>,
    /// Somebody is erased: nothing of her name may stay behind.
    is_erasure: Cell<bool>,
}

/// Bytes of text that wait at most.
const WAITING: usize = 8 << 20;

impl<'a> Tx<'a> {
    /// Takes up where the last operation of any process ended. The transaction is open.
    pub(crate) fn begin(connection: &'a Connection, ear: &'a Ear, stamp: Stamp) -> Outcome<Self> {
        let db = Db(connection);
        let last: String = db.scalar("SELECT value FROM meta WHERE key = 'last_id'", [])?;
        let device: String = db.scalar("SELECT value FROM meta WHERE key = 'device'", [])?;
        let first_change = db.newest_change()? + 1;
        let ids = Ids::after(last.parse().unwrap_or(0), stamp.at, device.parse().unwrap_or(0));
        let id = ids.next();
        ear.with(|heard| {
            heard.operation = Some(id.0);
            heard.prospects.clear();
            heard.companies.clear();
            heard.tags.clear();
            heard.fields.clear();
            heard.renamed = Renamed::default();
            heard.indexed = false;
        });
        Ok(Self {
            connection,
            ear,
            ids,
            id,
            stamp,
            params: RefCell::default(),
            first_change,
            waiting: RefCell::default(),
            told: RefCell::default(),
            is_erasure: Cell::new(false),
        })
    }

    #[must_use]
    pub fn db(&self) -> Db<'a> {
        Db(self.connection)
    }

    /// The instant of the operation, UTC ms.
    #[must_use]
    pub fn at(&self) -> i64 {
        self.stamp.at
    }

    #[must_use]
    pub fn caller(&self) -> Caller {
        self.stamp.caller
    }

    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    #[must_use]
    pub fn new_id(&self) -> Id {
        self.ids.next()
    }

    /// The id that a record had in another base, where it lies in the past and never stood for anything here, or for what this
    /// operation has removed: a copy of the other base has its very records. Else a new one.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn id_or_new(&self, entity: &str, wanted: Id) -> Outcome<Id> {
        let is_past = 0 < wanted.0 && wanted.0 < self.id.0;
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {entity} WHERE id = ?1)
               OR (EXISTS (SELECT 1 FROM change WHERE entity = '{entity}' AND row_id = ?1)
                   AND NOT EXISTS (SELECT 1 FROM change
                                   WHERE entity = '{entity}' AND row_id = ?1 AND kind = 3 AND operation_id = ?2))"
        );
        let is_taken = || self.db().scalar::<bool>(&sql, [wanted.0, self.id.0]);
        Ok(if is_past && !is_taken()? { wanted } else { self.new_id() })
    }

    /// Gives a value to the sentence that names the operation.
    pub fn say(&self, name: &str, value: impl Into<Value>) {
        self.params.borrow_mut().insert(name.to_owned(), value.into());
    }

    /// From here on the writer indexes new prospects himself with [`Tx::index`].
    pub fn index_by_hand(&self) {
        self.ear.with(|heard| heard.indexed = true);
    }

    /// Back to the floor noticing by itself whose text changes.
    pub fn index_by_itself(&self) {
        self.ear.with(|heard| heard.indexed = false);
    }

    /// Indexes a new prospect, with others before the commit.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn index(&self, prospect: Id, of: Searchable) -> Outcome<()> {
        let is_full = {
            let mut waiting = self.waiting.borrow_mut();
            waiting.1 += of.text.len();
            waiting.0.push((prospect.0, of));
            waiting.1 > WAITING
        };
        if is_full { self.write_waiting() } else { Ok(()) }
    }

    fn write_waiting(&self) -> Outcome<()> {
        // One table after the other: an index flushes what it holds when another is written.
        let (waiting, _) = self.waiting.take();
        let mut told = self.told.borrow_mut();
        for (_, of) in &waiting {
            names::learn(self.connection, &of.names, &mut told)?;
        }
        for (prospect, of) in &waiting {
            search::insert(self.connection, *prospect, &of.text)?;
        }
        for (prospect, of) in &waiting {
            names::insert(self.connection, *prospect, &of.names)?;
        }
        Ok(())
    }

    /// Notes that a prospect's text changed while indexing is by hand.
    pub fn index_again(&self, prospect: Id) {
        self.ear.with(|heard| {
            heard.prospects.insert(prospect.0);
            heard.renamed.people.insert(prospect.0);
        });
    }

    /// Rows of a table that this operation has found there and changed in one column, with what it held before.
    /// Reads the operation's own changes only (`NOT INDEXED`: by their ids, never by the table's whole past).
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn updated(&self, entity: &str, column: &str) -> Outcome<Vec<(Id, Value)>> {
        let rows = self.db().rows(
            "SELECT row_id, json_extract(before, '$.' || ?3) FROM change NOT INDEXED
             WHERE id >= ?1 AND entity = ?2 AND kind = 2 AND json_type(before, '$.' || ?3) IS NOT NULL
               AND row_id NOT IN (SELECT row_id FROM change NOT INDEXED WHERE id >= ?1 AND entity = ?2 AND kind = 1)
             ORDER BY id",
            params![self.first_change, entity, column],
            |row| Ok((Id(row.get(0)?), crate::functions::json_value(row.get_ref(1)?))),
        )?;
        let mut first = std::collections::HashSet::new();
        Ok(rows.into_iter().filter(|(id, _)| first.insert(*id)).collect())
    }

    /// Rows of a table that this operation has added and that are still there to be read.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn inserted(&self, entity: &str) -> Outcome<Vec<Id>> {
        self.db().rows(
            "SELECT row_id FROM change NOT INDEXED WHERE id >= ?1 AND entity = ?2 AND kind = 1 ORDER BY id",
            params![self.first_change, entity],
            |row| Ok(Id(row.get(0)?)),
        )
    }

    /// Erases what the journal remembers of a row; each text leaves its digest, so that the chain still verifies.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn redact(&self, entity: &str, row: Id) -> Outcome<()> {
        self.is_erasure.set(true);
        let db = self.db();
        let texts = db.rows(
            "SELECT id, before FROM change WHERE entity = ?1 AND row_id = ?2 AND before IS NOT NULL",
            params![entity, row.0],
            |found| Ok((found.get::<_, i64>(0)?, found.get::<_, String>(1)?)),
        )?;
        for (change, text) in texts {
            db.execute(
                "UPDATE change SET before = NULL, redacted = ?2 WHERE id = ?1",
                params![change, digest(text.as_bytes())],
            )?;
        }
        // Sentences of operations carry names.
        let sentences = db.rows(
            "SELECT DISTINCT op.id, op.params FROM change ch JOIN operation op ON op.id = ch.operation_id
             WHERE ch.entity = ?1 AND ch.row_id = ?2 AND op.redacted IS NULL
               AND coalesce(json_type(op.params, '$.name'), json_type(op.params, '$.other')) IS NOT NULL",
            params![entity, row.0],
            |found| Ok((found.get::<_, i64>(0)?, found.get::<_, String>(1)?)),
        )?;
        for (operation, text) in sentences {
            let left: String = db.scalar("SELECT json_remove(?1, '$.name', '$.other')", [&text])?;
            // The chain holds by the first digest, what is left is known by the second.
            let digests = [digest(text.as_bytes()), digest(left.as_bytes())].concat();
            db.execute(
                "UPDATE operation SET params = ?2, redacted = ?3 WHERE id = ?1",
                params![operation, left, digests],
            )?;
        }
        Ok(())
    }

    /// Brings the search index in line, seals the operation into the chain. `None` when nothing changed, unless it undoes
    /// another one: what is marked as undone has an entry that says by what.
    pub(crate) fn seal(self) -> Outcome<Option<(Id, Vec<String>)>> {
        self.refresh_search()?;
        let db = self.db();
        let last_change = db.newest_change()?;
        if last_change < self.first_change && self.stamp.reverts.is_none() {
            return Ok(None);
        }
        let params = Value::Object(self.params.take()).to_string();
        let previous: Option<Vec<u8>> =
            db.optional("SELECT hash FROM operation ORDER BY id DESC LIMIT 1", [], |row| row.get(0))?;
        let header = Header {
            id: self.id.0,
            at: self.stamp.at,
            caller: self.stamp.caller.word().as_bytes(),
            label: self.stamp.label.as_bytes(),
            params: &digest(params.as_bytes()),
            is_undoable: self.stamp.is_undoable,
            reverts: self.stamp.reverts.map(|id| id.0),
        };
        let hash = chain(&db, previous.as_deref(), &header, self.first_change, last_change)?;
        db.execute(
            "INSERT INTO operation (id, at, caller, label, params, is_undoable, reverts, first_change, last_change, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                header.id, header.at, self.stamp.caller.word(), self.stamp.label, params, header.is_undoable, header.reverts,
                self.first_change, last_change, hash
            ],
        )?;
        db.execute("UPDATE meta SET value = ?1 WHERE key = 'last_id'", [self.ids.last().to_string()])?;
        if marks::is_out(&self.stamp.label, header.reverts) {
            marks::write(&db)?;
        }
        let entities = db.rows(
            "SELECT DISTINCT entity FROM change NOT INDEXED WHERE id BETWEEN ?1 AND ?2",
            [self.first_change, last_change],
            |row| row.get(0),
        )?;
        Ok(Some((self.id, entities)))
    }

    fn refresh_search(&self) -> Outcome<()> {
        self.write_waiting()?;
        let (mut prospects, owners, mut renamed) = self.ear.with(|heard| {
            let owners = [
                ("SELECT id FROM prospect WHERE company_id = ?1", std::mem::take(&mut heard.companies)),
                ("SELECT prospect_id FROM prospect_tag WHERE tag_id = ?1", std::mem::take(&mut heard.tags)),
                (
                    "SELECT id FROM prospect WHERE custom <> '{}' AND json_type(custom, '$.\"' || ?1 || '\"') IS NOT NULL",
                    std::mem::take(&mut heard.fields),
                ),
            ];
            (std::mem::take(&mut heard.prospects), owners, std::mem::take(&mut heard.renamed))
        });
        for (holders, owners) in owners {
            for owner in owners {
                let found = self.db().rows(holders, [owner], |row| row.get::<_, i64>(0))?;
                // No tag and no field has the id of a company.
                if renamed.companies.contains(&owner) {
                    renamed.people.extend(&found);
                }
                prospects.extend(found);
            }
        }
        let mut prospects: Vec<i64> = prospects.into_iter().collect();
        prospects.sort_unstable();
        let is_behind = due::is_behind(&self.db())?;
        if self.is_erasure.get() {
            // Nothing of whoever is erased waits anywhere.
            due::all(self.connection)?;
        } else if is_behind || prospects.len() > due::MANY {
            due::note_words(self.connection, std::mem::take(&mut renamed.gone))?;
        }
        if prospects.len() > due::MANY && !self.is_erasure.get() {
            due::note(self.connection, &prospects, &std::mem::take(&mut renamed.people))?;
        } else {
            for prospect in prospects {
                search::refresh(self.connection, prospect)?;
            }
        }
        let has_lost = !renamed.gone.is_empty();
        names::refresh(self.connection, &mut renamed, &mut self.told.borrow_mut())?;
        if has_lost && self.is_erasure.get() { names::purge(self.connection) } else { Ok(()) }
    }
}

/// Bytes of a digest.
pub(crate) const DIGEST: usize = 32;

/// What of an operation goes into the chain besides its changes.
pub(crate) struct Header<'a> {
    pub id: i64,
    pub at: i64,
    pub caller: &'a [u8],
    pub label: &'a [u8],
    /// Digest of the parameters, so that they can be erased later without breaking the chain.
    pub params: &'a [u8],
    pub is_undoable: bool,
    pub reverts: Option<i64>,
}

pub(crate) fn digest(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// SHA-256 over the previous hash, the header, and for each change its place and the digest of its text.
///
/// A change whose text was erased contributes the digest that was kept in its stead.
pub(crate) fn chain(
    db: &Db<'_>,
    previous: Option<&[u8]>,
    header: &Header<'_>,
    first: i64,
    last: i64,
) -> Outcome<Vec<u8>> {
    let mut hash = Sha256::new();
    hash.update(previous.unwrap_or_default());
    for part in
        [header.id, header.at, i64::from(header.is_undoable), header.reverts.unwrap_or(-1), first, last]
    {
        hash.update(part.to_le_bytes());
    }
    for text in [header.caller, header.label] {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    hash.update(header.params);
    db.for_each(
        "SELECT operation_id, entity, row_id, kind, before, redacted FROM change WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
        [first, last],
        |row| {
            let (operation, entity, id, kind, before, redacted) = change_bytes(row)?;
            hash.update(operation.to_le_bytes());
            hash.update((entity.len() as u64).to_le_bytes());
            hash.update(&entity);
            hash.update(id.to_le_bytes());
            hash.update(kind.to_le_bytes());
            match (before, redacted) {
                (_, Some(kept)) => hash.update(kept),
                (Some(text), None) => hash.update(Sha256::digest(text)),
                (None, None) => hash.update([0]),
            }
            Ok(())
        },
    )?;
    Ok(hash.finalize().to_vec())
}
