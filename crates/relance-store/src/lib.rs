//! The floor: one encrypted SQLite file, its journal, its search index and its backups.
//!
//! The only crate that knows rusqlite and refinery. It knows tables and columns, never what a
//! prospect is for: rules live in `relance-core`.

mod audit;
mod backup;
mod between;
mod check;
mod db;
mod due;
mod fold;
mod functions;
mod history;
mod ids;
mod journal;
mod key;
mod kin;
mod marks;
mod names;
mod net;
mod open;
mod operation;
mod past;
mod pool;
mod refusal;
mod rotation;
mod scratch;
mod search;
mod store;
mod undo;
mod untouched;

pub use backup::{inspect, put_in_place, sweep_drafts};
pub use between::RowChange;
pub use db::{Db, Newest, id_array};
pub use due::{is_behind, ready};
pub use fold::fold;
pub use key::{Key, key_id_of_file};
pub use names::{Names, SHORTEST, words_of};
pub use open::{BASE_FILE, PAGE, newest_schema};
pub use operation::{Caller, Committed, Stamp, Tx};
pub use rotation::{Kept, keep};
pub use rusqlite::{self, Params, Row, ToSql, params, params_from_iter, types::Value as SqlValue};
pub use scratch::{Scratch, sweep};
pub use search::{Needle, Searchable, searchable_text};
pub use store::Store;
pub use undo::Part;

/// What a row mapper returns.
pub type SqlResult<T> = rusqlite::Result<T>;
