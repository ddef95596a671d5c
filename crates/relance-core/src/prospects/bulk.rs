//! The same change on many prospects, as one operation.

use super::{
    Lists, Rules, edit::edit_all, erase, fill_required, give_reason, ids, share, table, top_position,
};
use crate::{members, stages, tags};
use relance_model::{
    Failure, Id, Outcome,
    prospects::{BulkAction, Difference, ProspectQuery, ProspectRow, Selection},
};
use relance_store::{Db, Tx, id_array, params};
use serde_json::Value;
use std::collections::HashSet;

/// The ids of a selection, in its order.
///
/// # Errors
/// `sort_unknown`.
pub fn selected(db: &Db<'_>, lists: &Lists, selection: &Selection) -> Outcome<Vec<Id>> {
    match selection {
        Selection::Ids { ids } => {
            let mut seen = HashSet::new();
            Ok(ids.iter().copied().filter(|id| seen.insert(*id)).collect())
        }
        Selection::Query { query, except } => {
            let except: HashSet<i64> = except.iter().map(|id| id.0).collect();
            let query = ProspectQuery { offset: 0, limit: None, ..query.clone() };
            let mut seen = except;
            // Who stands in several groups is one person.
            Ok(ids(db, lists, &query)?.iter().filter(|id| seen.insert(**id)).map(|id| Id(*id)).collect())
        }
    }
}

/// Applies an action to prospects; tells how many differ after.
///
/// # Errors
/// Those of the action on one; `erase_count` when the count typed is not the count selected. Nothing is written then.
pub fn apply(tx: &Tx<'_>, ids: &[Id], action: &BulkAction, rules: &Rules) -> Outcome<u64> {
    tx.say("count", ids.len());
    if let [only] = ids {
        tx.say("name", table::row(&tx.db(), *only)?.name);
    }
    tx.say("action", serde_json::to_value(action).map_err(Failure::bug)?["kind"].clone());
    match action {
        BulkAction::Edit { fields } => {
            let changed = edit_all(tx, ids, fields, rules)?;
            if ids.len() > 1 {
                tx.say("name", Value::Null);
            }
            Ok(changed)
        }
        BulkAction::Stage { stage_id, custom, lost_reason, .. } => {
            let stage = stages::find(&tx.db(), &stage_id.to_string())?;
            give_reason(tx, ids, &stage, lost_reason.as_deref(), rules)?;
            fill_required(tx, ids, stage.id, custom, rules)?;
            tx.say("stage", stage.label);
            to_stage(tx, ids, stage.id)
        }
        BulkAction::AddTags { tag_ids } => each_tag(tx, ids, tag_ids, tags::put_all),
        BulkAction::RemoveTags { tag_ids } => each_tag(tx, ids, tag_ids, tags::take_all),
        BulkAction::Assign { owner_id } => {
            if let Some(owner) = owner_id {
                tx.say("owner", members::get(&tx.db(), *owner)?.name);
            }
            tx.db().execute(
                "UPDATE prospect SET owner_id = ?2, updated_at = ?3
                 WHERE id IN (SELECT value FROM json_each(?1)) AND +owner_id IS NOT ?2",
                params![id_array(ids), owner_id.map(|id| id.0), tx.at()],
            )
        }
        BulkAction::Distribute { member_ids, by } => share::out(tx, ids, member_ids, *by),
        BulkAction::Delete => tx.db().execute(
            "UPDATE prospect SET deleted_at = ?2
             WHERE id IN (SELECT value FROM json_each(?1)) AND +deleted_at IS NULL",
            params![id_array(ids), tx.at()],
        ),
        BulkAction::Restore => tx.db().execute(
            "UPDATE prospect SET deleted_at = NULL
             WHERE id IN (SELECT value FROM json_each(?1)) AND +deleted_at IS NOT NULL",
            params![id_array(ids)],
        ),
        BulkAction::Erase { count } => {
            if *count != ids.len() as u64 {
                return Err(Failure::invalid("count", "erase_count").with("count", ids.len()));
            }
            tx.say("name", Value::Null);
            erase(tx, ids)?;
            Ok(ids.len() as u64)
        }
    }
}

/// Looked at for differences; whoever wants to see more looks at the list.
const LOOKED_AT: usize = 500;

/// The first few that an action would change, before and after. For a trial: what it does is to be taken back.
///
/// # Errors
/// Those of [`apply`], but what a stage requires: the move asks for that.
pub fn differences(
    tx: &Tx<'_>,
    ids: &[Id],
    action: &BulkAction,
    rules: &Rules,
    most: usize,
) -> Outcome<Vec<Difference>> {
    let mut found = Vec::new();
    if matches!(action, BulkAction::Erase { .. }) {
        return Ok(found);
    }
    for id in ids.iter().take(LOOKED_AT) {
        let before = table::row(&tx.db(), *id)?;
        match (apply(tx, &[*id], action, rules), action) {
            (Err(failure), BulkAction::Stage { stage_id, .. })
                if ["fields_missing", "next_missing"].contains(&&*failure.key) =>
            {
                to_stage(tx, &[*id], *stage_id)?;
            }
            (done, _) => drop(done?),
        }
        let after = table::row(&tx.db(), *id)?;
        if differs(&before, &after) {
            found.push(Difference { before, after });
            if found.len() == most {
                break;
            }
        }
    }
    Ok(found)
}

/// True where somebody would see another row; when it was written is no difference.
pub(super) fn differs(before: &ProspectRow, after: &ProspectRow) -> bool {
    *before != ProspectRow { updated_at: before.updated_at, ..after.clone() }
}

/// Moves prospects to a stage, on top of its column, in the order given.
fn to_stage(tx: &Tx<'_>, ids: &[Id], stage: Id) -> Outcome<u64> {
    let top = top_position(&tx.db(), stage)? - super::GAP * ids.len() as i64;
    tx.db().execute(
        "UPDATE prospect SET stage_id = ?2, position = ?3 + ?4 * (chosen.rank + 1), updated_at = ?5
         FROM (SELECT value AS id, key AS rank FROM json_each(?1)) chosen
         WHERE prospect.id = chosen.id AND +stage_id <> ?2",
        params![id_array(ids), stage.0, top, super::GAP, tx.at()],
    )
}

fn each_tag(
    tx: &Tx<'_>,
    ids: &[Id],
    wanted: &[Id],
    act: fn(&Tx<'_>, &[Id], Id) -> Outcome<Vec<Id>>,
) -> Outcome<u64> {
    let mut names = Vec::new();
    let mut changed = HashSet::new();
    for tag in wanted {
        names.push(tags::get(&tx.db(), *tag)?.name);
        changed.extend(act(tx, ids, *tag)?);
    }
    tx.say("tags", names);
    Ok(changed.len() as u64)
}
