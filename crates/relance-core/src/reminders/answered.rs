//! « Relancer si pas de réponse »: an answer does what was planned for want of one.

use super::{COLUMNS, reminder, word};
use crate::activities;
use relance_model::Outcome;
use relance_store::{Tx, id_array, params};

/// Reacts to an operation: who answers, by a call that came in or reached her or by an e-mail of hers, needs no reminder of it.
/// What was planned after the answer stays.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn on_change(tx: &Tx<'_>) -> Outcome<()> {
    let db = tx.db();
    let is_any: bool =
        db.scalar("SELECT EXISTS (SELECT 1 FROM reminder WHERE unless_reply = 1 AND done_at IS NULL)", [])?;
    if !is_any {
        return Ok(());
    }
    let new = tx.inserted("activity")?;
    let answered = db.rows(
        &format!(
            "SELECT {COLUMNS} FROM json_each(?1) AS new CROSS JOIN activity a ON a.id = new.value
             CROSS JOIN reminder r ON r.prospect_id = a.prospect_id
             WHERE r.unless_reply = 1 AND r.done_at IS NULL AND r.created_at <= a.at AND {}
             GROUP BY r.id",
            activities::ANSWERS
        ),
        [id_array(&new)],
        reminder,
    )?;
    for one in answered {
        db.execute("UPDATE reminder SET done_at = ?2 WHERE id = ?1", params![one.id.0, tx.at()])?;
        activities::follow_up(tx, one.prospect_id, word(one.kind), one.title.as_deref(), Some("reply"))?;
    }
    Ok(())
}
