//! Unfiltered orders, whole or by page, read straight from the index that holds them; a page from its nearer end.
//!
//! An order is one stretch of an index, or several one behind the other (a stage each, an owner each); how long each
//! is, `tally` knows. Skipping an entry of an index costs a tenth of a microsecond, so the middle of 100,000 is near.

use super::order::{Key, order_by};
use crate::stages;
use relance_model::Outcome;
use relance_store::Db;

/// Entries skipped at most; beyond, the whole order is worth making and keeping.
const NEAR: u64 = 60_000;

/// Part of an order that one index holds in sequence.
struct Stretch {
    condition: String,
    key: Key,
    count: u64,
}

/// How many prospects are in the base.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn total(db: &Db<'_>) -> Outcome<u64> {
    db.scalar::<i64>("SELECT coalesce(sum(cards), 0) FROM tally", []).map(i64::unsigned_abs)
}

/// The ids of a page; `None` when it is too far from either end.
pub(super) fn ids(db: &Db<'_>, key: Key, offset: u64, limit: u64) -> Outcome<Option<Vec<i64>>> {
    let mut ids = Vec::new();
    let mut offset = offset;
    for stretch in stretches(db, key)? {
        let wanted = limit - ids.len() as u64;
        let count = wanted.min(stretch.count.saturating_sub(offset));
        if count > 0 {
            let Some(found) = slice(db, &stretch, offset, count)? else { return Ok(None) };
            ids.extend(found);
        }
        offset = offset.saturating_sub(stretch.count);
    }
    Ok(Some(ids))
}

/// The whole of an order.
pub(super) fn all(db: &Db<'_>, key: Key) -> Outcome<Vec<i64>> {
    let mut ids = Vec::new();
    for stretch in stretches(db, key)? {
        ids.extend(db.rows(&stretch.sql(false), [], |row| row.get::<_, i64>(0))?);
    }
    Ok(ids)
}

impl Stretch {
    fn sql(&self, backwards: bool) -> String {
        let order = order_by(self.key, backwards);
        format!("SELECT id FROM prospect WHERE deleted_at IS NULL {} ORDER BY {order}", self.condition)
    }
}

fn slice(db: &Db<'_>, stretch: &Stretch, start: u64, count: u64) -> Outcome<Option<Vec<i64>>> {
    let from_end = stretch.count - start - count;
    let backwards = from_end < start;
    let skipped = if backwards { from_end } else { start };
    if skipped > NEAR {
        return Ok(None);
    }
    let sql = format!("{} LIMIT ?1 OFFSET ?2", stretch.sql(backwards));
    let mut ids: Vec<i64> = db.rows(&sql, [count.cast_signed(), skipped.cast_signed()], |row| row.get(0))?;
    if backwards {
        ids.reverse();
    }
    Ok(Some(ids))
}

fn stretches(db: &Db<'_>, key: Key) -> Outcome<Vec<Stretch>> {
    let counted = |column: &str, id: i64| {
        db.scalar::<i64>(&format!("SELECT coalesce(sum(cards), 0) FROM tally WHERE {column} = ?1"), [id])
            .map(i64::unsigned_abs)
    };
    let mut stretches = Vec::new();
    match key {
        Key { name: "stage", descending, .. } => {
            let mut stages = stages::all(db)?;
            if descending {
                stages.reverse();
            }
            for stage in stages {
                stretches.push(Stretch {
                    condition: format!("AND stage_id = {}", stage.id),
                    key: Key { name: "position", descending: false, own: 0 },
                    count: counted("stage_id", stage.id.0)?,
                });
            }
        }
        Key { name: "owner", descending, .. } => {
            for owner in owners(db, descending)? {
                stretches.push(Stretch {
                    condition: owner.map_or_else(
                        || "AND owner_id IS NULL".to_owned(),
                        |owner| format!("AND owner_id = {owner}"),
                    ),
                    key: Key { name: "id", descending: false, own: 0 },
                    count: counted("owner_id", owner.unwrap_or(0))?,
                });
            }
        }
        key => stretches.push(Stretch { condition: String::new(), key, count: total(db)? }),
    }
    Ok(stretches)
}

/// Owners by name, and nobody last.
fn owners(db: &Db<'_>, descending: bool) -> Outcome<Vec<Option<i64>>> {
    let direction = if descending { "DESC" } else { "ASC" };
    let sql = format!("SELECT id FROM member ORDER BY relance_fold(name) {direction}, id");
    let mut owners: Vec<Option<i64>> = db.rows(&sql, [], |row| row.get(0).map(Some))?;
    owners.push(None);
    Ok(owners)
}
