//! The board between two instants: what came into each column and left it, and which cards stand elsewhere than they did.

use super::between::{self, Fields, is_shown};
use crate::{Core, stages};
use relance_model::{
    Failure, Id, Outcome,
    history::{Arrow, BoardChanges, BoardMoves, CardMove, ColumnChange, MovesQuery},
};
use relance_store::{Db, RowChange};
use serde_json::Value;
use std::collections::BTreeMap;

/// The cards that came to the column in which they stand since an instant: from another one, or new.
///
/// # Errors
/// `period_upside_down` for an instant to come.
pub fn moves(core: &Core, query: &MovesQuery) -> Outcome<BoardMoves> {
    let to = core.now();
    if query.since > to {
        return Err(Failure::invalid("since", "period_upside_down"));
    }
    let rows = between::rows(core, query.since, to)?;
    let board = core.read(|db| changes(db, &rows))?;
    let cards = rows.iter().filter(|row| row.entity == "prospect").filter_map(|row| {
        let (was, is) = (stage_of(&row.before), stage_of(&row.after));
        (is.is_some() && was != is).then(|| CardMove { prospect_id: row.row, from: was.map(Id) })
    });
    Ok(BoardMoves { since: query.since, to, cards: cards.collect(), board })
}

/// What came into each column and what left it, net, and from where to where.
pub(super) fn changes(db: &Db<'_>, rows: &[RowChange]) -> Outcome<BoardChanges> {
    let mut columns: BTreeMap<i64, ColumnChange> = BTreeMap::new();
    let mut order: Vec<i64> = Vec::new();
    let named = |id: Id, label: String| ColumnChange {
        stage_id: id,
        label,
        came: 0,
        left: 0,
        added: 0,
        removed: 0,
        net: 0,
    };
    for stage in stages::all(db)? {
        order.push(stage.id.0);
        columns.insert(stage.id.0, named(stage.id, stage.label));
    }
    for row in rows.iter().filter(|row| row.entity == "stage" && row.after.is_none()) {
        let label = row.before.as_ref().and_then(|image| image.get("label")).and_then(Value::as_str);
        order.push(row.row.0);
        columns.entry(row.row.0).or_insert_with(|| named(row.row, label.unwrap_or_default().to_owned()));
    }
    let mut arrows: BTreeMap<(i64, i64), u64> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.entity == "prospect") {
        let (was, is) = (stage_of(&row.before), stage_of(&row.after));
        if was == is {
            continue;
        }
        if let Some(column) = was.and_then(|was| columns.get_mut(&was)) {
            *(if is.is_some() { &mut column.left } else { &mut column.removed }) += 1;
            column.net -= 1;
        }
        if let Some(column) = is.and_then(|is| columns.get_mut(&is)) {
            *(if was.is_some() { &mut column.came } else { &mut column.added }) += 1;
            column.net += 1;
        }
        if let (Some(was), Some(is)) = (was, is) {
            *arrows.entry((was, is)).or_default() += 1;
        }
    }
    let arrows = arrows.into_iter().map(|((from, to), count)| Arrow { from: Id(from), to: Id(to), count });
    Ok(BoardChanges {
        arrows: arrows.collect(),
        columns: order.into_iter().filter_map(|id| columns.remove(&id)).collect(),
    })
}

/// The column of the board that a prospect is in.
fn stage_of(fields: &Option<Fields>) -> Option<i64> {
    fields.as_ref().filter(|fields| is_shown(fields))?.get("stage_id")?.as_i64()
}
