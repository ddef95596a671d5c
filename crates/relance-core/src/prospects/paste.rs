//! Cells pasted over those of a list: each written as an edit by hand would be, all as one operation. An opposition is never
//! lifted from here, whatever the cell says.

use super::{Rules, bulk::differs, edit, lost::give_reason, table};
use crate::stages;
use relance_model::{
    Failure, Id, Outcome,
    prospects::{Difference, PasteAnswer, PastedCell, RefusedCell},
};
use relance_store::Tx;
use std::collections::{HashMap, HashSet};

/// Prospects, and cells, at once: what a person can look through before.
const PEOPLE: usize = 1_000;
const CELLS: usize = 20_000;

/// Differences shown.
const SHOWN: usize = 5;

fn write(tx: &Tx<'_>, cell: &PastedCell, rules: &Rules) -> Outcome<()> {
    if cell.fields.do_not_contact == Some(false) && table::row(&tx.db(), cell.id)?.do_not_contact_at.is_some()
    {
        return Err(Failure::invalid("do_not_contact", "paste_opposed"));
    }
    if let Some(stage) = cell.fields.stage_id {
        let stage = stages::find(&tx.db(), &stage.to_string())?;
        give_reason(tx, &[cell.id], &stage, cell.lost_reason.as_deref(), rules)?;
    }
    edit(tx, cell.id, &cell.fields, rules)
}

/// Whom the cells are about, in their order.
fn people(cells: &[PastedCell]) -> Outcome<Vec<Id>> {
    let mut seen = HashSet::new();
    let people: Vec<Id> = cells.iter().map(|cell| cell.id).filter(|id| seen.insert(*id)).collect();
    if people.len() > PEOPLE || cells.len() > CELLS {
        return Err(Failure::new(relance_model::Code::Limit, "paste_too_big").with("most", PEOPLE));
    }
    Ok(people)
}

/// Writes the cells; tells how many prospects differ after.
///
/// # Errors
/// Those of [`edit`] and [`give_reason`]; `paste_opposed`, `paste_too_big`. Nothing is written then.
pub fn paste(tx: &Tx<'_>, cells: &[PastedCell], rules: &Rules) -> Outcome<u64> {
    let people = people(cells)?;
    let before = people.iter().map(|id| table::row(&tx.db(), *id)).collect::<Outcome<Vec<_>>>()?;
    for cell in cells {
        write(tx, cell, rules)?;
    }
    tx.say("count", people.len());
    tx.say(
        "name",
        if let [only] = before.as_slice() { only.name.as_str().into() } else { serde_json::Value::Null },
    );
    tx.say("fields", serde_json::Value::Null);
    let mut changed = 0;
    for before in before {
        changed += u64::from(differs(&before, &table::row(&tx.db(), before.id)?));
    }
    Ok(changed)
}

/// What [`paste`] would do, and which cells it would refuse. For a trial: what it does is to be taken back.
///
/// # Errors
/// `not_found`, `paste_too_big`.
pub fn try_paste(tx: &Tx<'_>, cells: &[PastedCell], rules: &Rules) -> Outcome<PasteAnswer> {
    let people = people(cells)?;
    let mut before = HashMap::new();
    for id in &people {
        before.insert(*id, table::row(&tx.db(), *id)?);
    }
    let mut refused = Vec::new();
    for (rank, cell) in cells.iter().enumerate() {
        // Nothing of a cell that is refused stays: the next one is tried on what there was.
        tx.db().execute("SAVEPOINT cell", [])?;
        if let Err(failure) = write(tx, cell, rules) {
            tx.db().execute("ROLLBACK TO cell", [])?;
            refused.push(RefusedCell { cell: rank as u64, failure });
        }
        tx.db().execute("RELEASE cell", [])?;
    }
    let (mut changed, mut differences) = (0, Vec::new());
    for id in people {
        let after = table::row(&tx.db(), id)?;
        if let Some(before) = before.remove(&id)
            && differs(&before, &after)
        {
            changed += 1;
            if differences.len() < SHOWN {
                differences.push(Difference { before, after });
            }
        }
    }
    Ok(PasteAnswer { changed, operation: None, refused, differences })
}
