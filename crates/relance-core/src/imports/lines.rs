//! What a list said of each prospect when it was imported: kept a line each, asked for when the list comes again.
//!
//! What an import said that was undone since is as if it had never been said.

use super::{
    packing::{pack, unpack},
    reading::Reader,
};
use crate::imports::reading::Reading;
use relance_model::{Id, Outcome};
use relance_sheet::RowRef;
use relance_store::{Db, Tx, params};
use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// Imports of a list whose lines are kept: the last one, and those that its undo goes back to.
const KEPT: usize = 3;

/// The imports of one list that still hold, newest first.
pub(super) struct Told {
    pub source: String,
    imports: Vec<i64>,
    /// Columns that are read.
    columns: HashSet<usize>,
    /// The user now asks to write over what is there, and did not the last time: what the list said then counts for nothing.
    is_asked_anew: bool,
    /// Whom each line of the last import was about, by its cells.
    lines: HashMap<u64, Id>,
}

/// Whom a line was about the last time.
pub(super) enum Line {
    Unknown,
    Of(Id),
    /// She is in the trash since.
    ThrownAway,
}

/// What the list said of somebody.
pub(super) enum Then {
    Nothing,
    /// The very same.
    Same,
    Otherwise(Box<Reading>),
}

impl Told {
    pub(super) fn of(db: &Db<'_>, source: &str, columns: HashSet<usize>, overwrites: bool) -> Outcome<Self> {
        let imports = db.rows(
            "SELECT DISTINCT l.import_id FROM import_line l JOIN import_batch b ON b.id = l.import_id
             LEFT JOIN operation op ON op.id = b.operation_id
             WHERE l.source = ?1 AND op.reverted_by IS NULL ORDER BY l.import_id DESC",
            [source],
            |row| row.get(0),
        )?;
        let mut told =
            Self { source: source.to_owned(), imports, columns, is_asked_anew: false, lines: HashMap::new() };
        if let Some(last) = told.imports.first() {
            let wrote_over: bool =
                db.scalar("SELECT is_overwriting FROM import_batch WHERE id = ?1", [last])?;
            told.is_asked_anew = overwrites && !wrote_over;
            let found = db.rows(
                "SELECT cells, prospect_id FROM import_line WHERE source = ?1 AND import_id = ?2 ORDER BY sheet, line",
                params![source, last],
                |row| Ok((row.get_ref(0)?.as_str().map_or(0, key), Id(row.get(1)?))),
            )?;
            for (key, id) in found {
                told.lines.entry(key).or_insert(id);
            }
        }
        Ok(told)
    }

    /// Whom this very line was about the last time, whatever became of her since.
    pub(super) fn line(&self, db: &Db<'_>, row: RowRef<'_>) -> Outcome<Line> {
        if self.lines.is_empty() {
            return Ok(Line::Unknown);
        }
        let Some(id) = self.lines.get(&key(&self.packed(row))) else { return Ok(Line::Unknown) };
        let thrown: Option<bool> =
            db.optional("SELECT deleted_at IS NOT NULL FROM prospect WHERE id = ?1", [id.0], |row| {
                row.get(0)
            })?;
        Ok(match thrown {
            Some(true) => Line::ThrownAway,
            Some(false) => Line::Of(*id),
            None => Line::Unknown,
        })
    }

    fn packed(&self, row: RowRef<'_>) -> String {
        pack(row.iter(), |index| self.columns.contains(&index))
    }

    /// What this list said of a prospect when it last told of her.
    pub(super) fn then(&self, db: &Db<'_>, id: Id, row: RowRef<'_>, reader: &Reader) -> Outcome<Then> {
        if self.imports.is_empty() || self.is_asked_anew {
            return Ok(Then::Nothing);
        }
        let mut lines: Vec<(i64, u64, String)> = db.rows(
            "SELECT import_id, line, cells FROM import_line WHERE prospect_id = ?1 AND source = ?2 ORDER BY import_id DESC, sheet, line",
            params![id.0, self.source],
            |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned(), row.get(2)?)),
        )?;
        lines.retain(|(import, ..)| self.imports.contains(import));
        let newest = lines.first().map(|(import, ..)| *import);
        lines.retain(|(import, ..)| Some(*import) == newest);
        let now = self.packed(row);
        if lines.iter().any(|(.., cells)| *cells == now) {
            return Ok(Then::Same);
        }
        let told = lines.last().map(|(_, line, cells)| reader.read(unpack(cells, *line).as_ref()));
        Ok(told.map_or(Then::Nothing, |reading| Then::Otherwise(Box::new(reading))))
    }

    pub(super) fn keep(
        &self,
        tx: &Tx<'_>,
        (import, sheet): (Id, usize),
        id: Id,
        row: RowRef<'_>,
    ) -> Outcome<()> {
        tx.db()
            .execute(
                "INSERT OR REPLACE INTO import_line (prospect_id, import_id, sheet, line, source, cells) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![id.0, import.0, sheet as i64, row.line.cast_signed(), self.source, self.packed(row)],
            )
            .map(drop)
    }

    /// Lines of imports that nobody goes back to are dropped.
    pub(super) fn prune(&self, tx: &Tx<'_>) -> Outcome<()> {
        for import in self.imports.iter().skip(KEPT - 1) {
            let sql = "DELETE FROM import_line WHERE source = ?1 AND import_id = ?2";
            tx.db().execute(sql, params![self.source, import])?;
        }
        Ok(())
    }

    /// Who was in the list the last time and is not any more: how many, and some of their names.
    pub(super) fn gone(&self, db: &Db<'_>, seen: &HashSet<Id>, most: usize) -> Outcome<(u64, Vec<String>)> {
        let Some(last) = self.imports.first() else { return Ok((0, Vec::new())) };
        let told = db.rows(
            "SELECT DISTINCT l.prospect_id FROM import_line l JOIN prospect p ON p.id = l.prospect_id
             WHERE l.source = ?1 AND l.import_id = ?2 AND p.deleted_at IS NULL",
            params![self.source, last],
            |row| row.get(0).map(Id),
        )?;
        let gone: Vec<Id> = told.into_iter().filter(|id| !seen.contains(id)).collect();
        let names = gone.iter().take(most).map(|id| crate::prospects::row(db, *id).map(|row| row.name));
        Ok((gone.len() as u64, names.collect::<Outcome<_>>()?))
    }
}

fn key(cells: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    cells.hash(&mut hasher);
    hasher.finish()
}
