//! A base that is open: one writer, several readers, and who wants to hear of commits.

use crate::{
    db::Db,
    due,
    functions::Ear,
    journal,
    key::Key,
    marks, names, open,
    operation::{Committed, Stamp, Tx},
    pool::Pool,
    refusal::failure,
    scratch::Scratch,
};
use parking_lot::{ReentrantMutex, ReentrantMutexGuard};
use relance_model::{Failure, Outcome, settings::Changed};
use rusqlite::Connection;
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

type Listener = Box<dyn Fn(&Changed) + Send + Sync>;

/// An open base.
pub struct Store {
    path: PathBuf,
    key: Key,
    /// In a base of the past it reads as well, also while it reads.
    writer: ReentrantMutex<Writer>,
    readers: Pool,
    listeners: Mutex<Vec<Listener>>,
    /// `PRAGMA data_version` seen last, to notice the commits of other processes.
    seen: Mutex<Option<(Connection, i64)>>,
    /// The instant that a base of the past shows: nothing is written there.
    past: Option<i64>,
    /// The file of a base of the past. Last: it goes when the connections are closed.
    _scratch: Option<Scratch>,
}

struct Writer {
    connection: Connection,
    ear: Ear,
}

impl Store {
    /// Makes an empty base.
    ///
    /// # Errors
    /// `base_exists`, or what the disk refuses.
    pub fn create(path: &Path, key: &Key) -> Outcome<Self> {
        open::create(path, key)?;
        Self::open(path, key)
    }

    /// Opens a base and brings its schema up to date.
    ///
    /// # Errors
    /// `base_missing`, `base_wrong_key`, `base_damaged`, `base_not_encrypted`, `base_newer`, `base_read_only`,
    /// `base_busy`, `disk_full`: in each case the file is as it was.
    pub fn open(path: &Path, key: &Key) -> Outcome<Self> {
        open::look(path, key)?;
        if open::is_read_only(path) {
            return Err(Failure::refused("base_read_only").with("path", path.display().to_string()));
        }
        let ear = Ear::default();
        let mut connection = open::connect(path, key, &ear, false)?;
        if open::schema_of(&connection)? > open::newest_schema() {
            open::migrate(&mut connection)?;
        }
        open::prepare_writer(&connection)?;
        open::migrate(&mut connection)?;
        names::rebuild_if_missing(&connection)?;
        marks::bring_up(&Db(&connection))?;
        journal::install(&connection)?;
        Ok(Self {
            path: path.to_owned(),
            key: key.clone(),
            writer: ReentrantMutex::new(Writer { connection, ear }),
            readers: Pool::new(path.to_owned(), key.clone()),
            listeners: Mutex::default(),
            seen: Mutex::new(None),
            past: None,
            _scratch: None,
        })
    }

    /// A backup restored apart, to be looked at.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub fn restored_apart(backup: &Path, key: &Key, scratch: Scratch) -> Outcome<Self> {
        scratch.copy(backup, "")?;
        let mut store = Self::open(scratch.base(), key)?;
        store._scratch = Some(scratch);
        Ok(store)
    }

    /// A copy that shows how the base stood at an instant, by the one connection that knows it.
    pub(crate) fn of_past(scratch: Scratch, key: &Key, at: i64, connection: Connection) -> Self {
        let path = scratch.base().to_owned();
        Self {
            readers: Pool::new(path.clone(), key.clone()),
            path,
            key: key.clone(),
            writer: ReentrantMutex::new(Writer { connection, ear: Ear::default() }),
            listeners: Mutex::default(),
            seen: Mutex::new(None),
            past: Some(at),
            _scratch: Some(scratch),
        }
    }

    /// The instant that this base shows, if it is one of the past.
    #[must_use]
    pub fn past(&self) -> Option<i64> {
        self.past
    }

    /// # Errors
    /// `past_read_only` in a base of the past.
    pub fn must_be_present(&self) -> Outcome<()> {
        self.past.map_or(Ok(()), |at| Err(Failure::not_now("past_read_only").with("at", at)))
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The state of the last commit, held still while `act` looks at the file.
    pub(crate) fn still<T>(&self, mut act: impl FnMut() -> Outcome<T>) -> Outcome<T> {
        self.read(|db| {
            // The first read of a transaction is what holds the state.
            db.scalar::<i64>("SELECT count(*) FROM meta", [])?;
            act()
        })
    }

    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Reads one consistent state of the base; once more when it asks the index of words and that has to catch up first.
    ///
    /// # Errors
    /// Those of `act`.
    pub fn read<T>(&self, mut act: impl FnMut(&Db<'_>) -> Outcome<T>) -> Outcome<T> {
        if self.past.is_some() {
            return act(&Db(&self.writer().connection));
        }
        loop {
            let read = self.readers.with(|connection| {
                connection.execute_batch("BEGIN").map_err(failure)?;
                let _end = RollbackOnDrop(connection);
                act(&Db(connection))
            });
            match read {
                Err(failure) if failure.key == due::BEHIND => while self.index_some()? {},
                read => return read.map_err(|failure| self.placed(failure)),
            }
        }
    }

    /// Writes as one operation: all of `work` or nothing of it, journaled and sealed.
    ///
    /// Listeners hear of it only after the commit.
    ///
    /// # Errors
    /// Those of `work` (nothing is written then), `base_busy` when another process keeps writing, `disk_full`;
    /// `past_read_only` in a base of the past.
    pub fn change<T>(&self, stamp: Stamp, work: impl FnOnce(&Tx<'_>) -> Outcome<T>) -> Outcome<Committed<T>> {
        self.must_be_present()?;
        let (value, sealed) = {
            let writer = self.writer();
            let connection = &writer.connection;
            connection.execute_batch("BEGIN IMMEDIATE").map_err(failure)?;
            let _silence = SilenceOnDrop(&writer.ear);
            let rollback = RollbackOnDrop(connection);
            let tx = Tx::begin(connection, &writer.ear, stamp)?;
            let value = work(&tx)?;
            let sealed = tx.seal()?;
            connection.execute_batch("COMMIT").map_err(failure)?;
            std::mem::forget(rollback);
            (value, sealed)
        };
        let operation = sealed.as_ref().map(|(id, _)| *id);
        if let Some((id, entities)) = sealed {
            self.tell(&Changed { operation: Some(id), entities });
        }
        Ok(Committed { value, operation })
    }

    /// Calls `listener` after each commit of this process.
    pub fn listen(&self, listener: impl Fn(&Changed) + Send + Sync + 'static) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    /// Tells listeners of commits that other processes made since the last call.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn notice_others(&self) -> Outcome<bool> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.is_none() {
            let connection = open::connect(&self.path, &self.key, &Ear::default(), false)?;
            open::prepare_reader(&connection)?;
            *seen = Some((connection, -1));
        }
        let Some((connection, before)) = seen.as_mut() else { return Ok(false) };
        let newest = Db(connection).newest_operation()?.id;
        let ours: i64 = self.last_own();
        let is_foreign = *before >= 0 && newest > *before && newest > ours;
        *before = newest;
        drop(seen);
        if is_foreign {
            self.tell(&Changed { operation: None, entities: Vec::new() });
        }
        Ok(is_foreign)
    }

    fn last_own(&self) -> i64 {
        self.writer.try_lock().map_or(i64::MAX, |writer| writer.ear.with(|heard| heard.operation_sealed()))
    }

    fn tell(&self, changed: &Changed) {
        for listener in self.listeners.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(changed);
        }
    }

    fn writer(&self) -> ReentrantMutexGuard<'_, Writer> {
        self.writer.lock()
    }

    /// Runs `act` on the writing connection, outside any operation: for pragmas, backups, checks.
    pub(crate) fn with_writer<T>(&self, act: impl FnOnce(&Connection) -> Outcome<T>) -> Outcome<T> {
        act(&self.writer().connection).map_err(|failure| self.placed(failure))
    }

    /// Says which file is damaged, and what to do.
    fn placed(&self, failure: Failure) -> Failure {
        if failure.key == "base_damaged" && !failure.params.contains_key("path") {
            failure.with("path", self.path.display().to_string()).hint("restore_a_backup")
        } else {
            failure
        }
    }

    /// Moves the write-ahead log into the file, so that the file alone is the base.
    ///
    /// # Errors
    /// Another process is reading or writing.
    pub fn checkpoint(&self) -> Outcome<()> {
        self.readers.clear();
        self.with_writer(|connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(failure)
        })
    }
}

struct RollbackOnDrop<'a>(&'a Connection);

impl Drop for RollbackOnDrop<'_> {
    fn drop(&mut self) {
        // Nothing can be done about a refused rollback: closing the connection rolls back as well.
        let _ = self.0.execute_batch("ROLLBACK");
    }
}

struct SilenceOnDrop<'a>(&'a Ear);

impl Drop for SilenceOnDrop<'_> {
    fn drop(&mut self) {
        self.0.with(crate::functions::Heard::end);
    }
}
