//! Opening a base: each thing that can be wrong with it has its own sentence, and in doubt the file is not touched.

use crate::{
    functions::{self, Ear},
    key::{Key, key_id_of_file},
    refusal::failure,
};
use relance_model::{Failure, Outcome};
use rusqlite::{Connection, OpenFlags};
use std::{fs, io::ErrorKind, path::Path, sync::Once};

mod migrations {
    refinery::embed_migrations!("../../migrations");
}

/// Name of the base in its folder.
pub const BASE_FILE: &str = "relance.db";

/// Bytes of a page: a base, and so a backup, is whole pages, and at least one.
pub const PAGE: u64 = 4096;

/// The newest schema that this program knows.
#[must_use]
pub fn newest_schema() -> i32 {
    migrations::migrations::runner()
        .get_migrations()
        .iter()
        .map(refinery::Migration::version)
        .max()
        .unwrap_or(0)
}

/// Looks at the file without opening it: is it there, is it ours, is it this key's?
///
/// # Errors
/// `base_missing`, `base_cannot_open`, `base_not_encrypted`, `base_damaged`, `base_wrong_key`.
pub(crate) fn look(path: &Path, key: &Key) -> Outcome<()> {
    let named = |failure: Failure| failure.with("path", path.display().to_string());
    let size = match fs::metadata(path) {
        Ok(found) if found.is_file() => found.len(),
        Ok(_) => return Err(named(Failure::refused("base_cannot_open"))),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(named(Failure::refused("base_missing")));
        }
        Err(_) => return Err(named(Failure::refused("base_cannot_open"))),
    };
    let id = key_id_of_file(path).map_err(|_| named(Failure::refused("base_cannot_open")))?;
    match id {
        _ if size < PAGE => Err(named(Failure::refused("base_damaged").hint("restore_a_backup"))),
        Some(id) if &id == b"SQLite format 3\0" => Err(named(Failure::refused("base_not_encrypted"))),
        Some(id) if id == key.id() => Ok(()),
        _ => Err(named(Failure::refused("base_wrong_key").hint("enter_recovery_key"))),
    }
}

/// By its own rights or by those of its disk. Opened to append, the file is not touched.
pub(crate) fn is_read_only(path: &Path) -> bool {
    let by_disk = || match fs::OpenOptions::new().append(true).open(path) {
        Ok(_) => false,
        Err(error) => matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem),
    };
    fs::metadata(path).is_ok_and(|found| found.permissions().readonly()) || by_disk()
}

/// Opens a connection. The first one of a process comes alone: SQLite says that it is ready before SQLCipher's own beginning is
/// done (`SQLITE_EXTRA_INIT`), and the key of a second thread would be refused meanwhile.
fn open(path: &Path, flags: OpenFlags) -> Outcome<Connection> {
    static READY: Once = Once::new();
    READY.call_once(|| drop(Connection::open_in_memory()));
    Connection::open_with_flags(path, flags).map_err(failure)
}

/// Opens a keyed connection; creates the file only when `create`.
pub(crate) fn connect(path: &Path, key: &Key, ear: &Ear, create: bool) -> Outcome<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = open(path, flags)?;
    unlock(&connection, path, key, ear)?;
    Ok(connection)
}

/// Opens a file that nobody writes, without leaving a trace beside it (SQLite's `immutable`).
pub(crate) fn connect_to_look(path: &Path, key: &Key) -> Outcome<Connection> {
    let encoded: String = path
        .to_string_lossy()
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => {
                (byte as char).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(Path::new(&format!("file:{encoded}?immutable=1")), flags)?;
    unlock(&connection, path, key, &Ear::default())?;
    Ok(connection)
}

fn unlock(connection: &Connection, path: &Path, key: &Key, ear: &Ear) -> Outcome<()> {
    // What SQLCipher has to say of a damaged page, this program says itself.
    connection.execute_batch("PRAGMA cipher_log_level = NONE").map_err(failure)?;
    connection.pragma_update(None, "key", key.pragma()).map_err(failure)?;
    connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(failure)?;
    connection.set_prepared_statement_cache_capacity(256);
    // The first read decrypts page 1: a key that fits and a page that does not is damage.
    connection
        .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))
        .map_err(failure)
        .map_err(|failure| failure.with("path", path.display().to_string()).hint("restore_a_backup"))?;
    functions::register(connection, ear).map_err(failure)
}

/// Settings of a connection that writes: every acknowledged commit is on the disk.
pub(crate) fn prepare_writer(connection: &Connection) -> Outcome<()> {
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA temp_store = MEMORY; PRAGMA cache_size = -163840; PRAGMA recursive_triggers = OFF;
             PRAGMA journal_size_limit = 67108864;",
        )
        .map_err(failure)
}

/// Settings of a connection that cannot write, even by mistake.
pub(crate) fn prepare_reader(connection: &Connection) -> Outcome<()> {
    connection
        .execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -49152; PRAGMA query_only = ON;")
        .map_err(failure)
}

/// Brings the schema to the newest version; refuses a file that a newer program has written.
pub(crate) fn migrate(connection: &mut Connection) -> Outcome<()> {
    let found = schema_of(connection)?;
    if found > newest_schema() {
        return Err(Failure::refused("base_newer").with("found", found).with("known", newest_schema()));
    }
    if found < newest_schema() {
        migrations::migrations::runner()
            .run(connection)
            .map_err(|error| Failure::refused("base_migration_failed").with("what", error.to_string()))?;
    }
    Ok(())
}

/// The schema's version of an open base; 0 for an empty file.
pub(crate) fn schema_of(connection: &Connection) -> Outcome<i32> {
    let known: bool = connection
        .query_row("SELECT count(*) FROM sqlite_master WHERE name = 'refinery_schema_history'", [], |row| {
            row.get(0)
        })
        .map_err(failure)?;
    if !known {
        return Ok(0);
    }
    connection
        .query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))
        .map_err(failure)
}

/// Makes a new base beside its place and puts it there whole, so that a crash leaves no half of one.
///
/// # Errors
/// `base_exists` when there is one already; what the disk refuses.
pub(crate) fn create(path: &Path, key: &Key) -> Outcome<()> {
    if path.exists() {
        return Err(Failure::refused("base_exists").with("path", path.display().to_string()));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| disk(&error, folder))?;
    }
    let draft = path.with_extension("new");
    let _ = fs::remove_file(&draft);
    {
        let mut connection = connect(&draft, key, &Ear::default(), true)?;
        migrate(&mut connection)?;
        let mut device = [0; 2];
        getrandom::fill(&mut device).map_err(Failure::bug)?;
        connection
            .execute(
                "INSERT INTO meta (key, value) VALUES ('device', ?1), ('last_id', '0'), ('marks', '2')",
                [u16::from_le_bytes(device) & 0x3ff],
            )
            .map_err(failure)?;
    }
    fs::rename(&draft, path).map_err(|error| disk(&error, path))
}

/// What a file operation was refused, as a failure.
pub(crate) fn disk(error: &std::io::Error, path: &Path) -> Failure {
    let failure = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Failure::new(relance_model::Code::Limit, "disk_full")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::refused("folder_read_only"),
        ErrorKind::NotFound => Failure::refused("file_missing"),
        _ => Failure::refused("disk_error").with("what", error.to_string()),
    };
    failure.with("path", path.display().to_string())
}
