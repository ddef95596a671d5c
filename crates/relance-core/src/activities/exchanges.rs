//! When somebody was last heard of: an entry that is an exchange keeps when that was before it (`heard_before` in its data), so
//! that taking entries away in any order leads back to where she was.

use relance_model::{Id, Outcome, activities::Activity};
use relance_store::{Tx, params};
use serde_json::Value;

/// Somebody was heard of at an instant. Answers when that was before, if it is the last time now.
///
/// # Errors
/// The base cannot be written.
pub(super) fn heard(tx: &Tx<'_>, prospect: Id, at: i64) -> Outcome<Option<Option<i64>>> {
    let db = tx.db();
    let before: Option<i64> =
        db.scalar("SELECT last_interaction_at FROM prospect WHERE id = ?1", [prospect.0])?;
    let moved = db.execute(
        "UPDATE prospect SET last_interaction_at = ?2 WHERE id = ?1 AND coalesce(last_interaction_at, ?2 - 1) < ?2",
        [prospect.0, at],
    )?;
    Ok((moved > 0).then_some(before))
}

/// An exchange is none any more: whoever was last heard of by it was so by the latest one that is left, or as she was before it.
///
/// # Errors
/// The base cannot be written.
pub(super) fn unheard(tx: &Tx<'_>, entry: &Activity) -> Outcome<()> {
    let Some(before) = entry.data.get("heard_before").map(Value::as_i64) else { return Ok(()) };
    let db = tx.db();
    let who = entry.prospect_id.0;
    // Whatever was counted after it was counted from it.
    db.execute(
        "UPDATE activity SET data = json_set(data, '$.heard_before', ?3)
         WHERE prospect_id = ?1 AND kind IN ('call', 'email') AND id <> ?4 AND data ->> 'heard_before' = ?2",
        params![who, entry.at, before, entry.id.0],
    )?;
    db.execute(
        "UPDATE prospect SET last_interaction_at = (
           SELECT max(at) FROM (SELECT ?3 AS at UNION ALL
             SELECT at FROM activity WHERE prospect_id = ?1 AND id <> ?4 AND (kind = 'email' OR kind = 'call'
               AND (data ->> 'direction' = 'in' OR data ->> 'outcome' = 'reached'))))
         WHERE id = ?1 AND last_interaction_at = ?2",
        params![who, entry.at, before, entry.id.0],
    )
    .map(drop)
}
