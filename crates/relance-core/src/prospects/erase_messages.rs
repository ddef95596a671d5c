//! Messages of people who are erased: one that was on nobody else's timeline goes with them, its bytes too.

use relance_model::{Id, Outcome};
use relance_store::Tx;
use std::collections::BTreeSet;

/// The messages that are or were on their timelines; to be asked before anything of theirs is removed.
pub(super) fn of(tx: &Tx<'_>, ids: &[Id]) -> Outcome<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    let wanted: BTreeSet<i64> = ids.iter().map(|id| id.0).collect();
    for id in ids {
        found.extend(tx.db().rows(
            "SELECT CAST(data ->> 'message' AS INTEGER) FROM activity WHERE prospect_id = ?1 AND kind = 'email'",
            [id.0],
            |row| row.get::<_, i64>(0),
        )?);
    }
    // Those that were removed since could be brought back.
    let gone = tx.db().rows(
        "SELECT before ->> 'prospect_id', CAST(before ->> 'data' ->> 'message' AS INTEGER) FROM change
         WHERE entity = 'activity' AND kind = 3 AND before ->> 'kind' = 'email'",
        [],
        |row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?)),
    )?;
    found.extend(
        gone.into_iter()
            .filter_map(|(owner, message)| owner.filter(|owner| wanted.contains(owner)).and(message)),
    );
    Ok(found)
}

/// Erases those of the messages that are on nobody's timeline now.
pub(super) fn forget(tx: &Tx<'_>, messages: &BTreeSet<i64>) -> Outcome<()> {
    let db = tx.db();
    let mut has_gone = false;
    for message in messages {
        let is_held: bool = db.scalar(
            "SELECT EXISTS (SELECT 1 FROM activity WHERE kind = 'email' AND data ->> 'message' = ?1)",
            [message.to_string()],
        )?;
        if is_held {
            continue;
        }
        has_gone = true;
        let mut attached: BTreeSet<i64> = db
            .rows("SELECT id FROM message_attachment WHERE message_id = ?1", [message], |row| row.get(0))?
            .into_iter()
            .collect();
        attached.extend(db.rows(
            "SELECT row_id FROM change WHERE entity = 'message_attachment' AND kind = 3 AND before ->> 'message_id' = ?1",
            [message],
            |row| row.get::<_, i64>(0),
        )?);
        db.execute("DELETE FROM message_attachment WHERE message_id = ?1", [message])?;
        db.execute("DELETE FROM message WHERE id = ?1", [message])?;
        // Seen, and not kept: it is not fetched again.
        db.execute("UPDATE mail_place SET message_id = NULL WHERE message_id = ?1", [message])?;
        attached.into_iter().try_for_each(|row| tx.redact("message_attachment", Id(row)))?;
        tx.redact("message", Id(*message))?;
    }
    if !has_gone {
        return Ok(());
    }
    // What was decided of conversations that are no more names them by the id of a message.
    let marks: BTreeSet<i64> = db
        .rows(
            "SELECT id FROM conversation_mark WHERE thread NOT IN (SELECT thread FROM conversation)
             UNION SELECT row_id FROM change WHERE entity = 'conversation_mark' AND kind = 3
               AND before ->> 'thread' NOT IN (SELECT thread FROM conversation)",
            [],
            |row| row.get(0),
        )?
        .into_iter()
        .collect();
    for mark in marks {
        db.execute("DELETE FROM conversation_mark WHERE id = ?1", [mark])?;
        tx.redact("conversation_mark", Id(mark))?;
    }
    // Bytes that no message names, nor one that could be brought back.
    db.execute(
        "DELETE FROM content WHERE sha256 NOT IN (
           SELECT html FROM message WHERE html IS NOT NULL
           UNION ALL SELECT content FROM message_attachment WHERE content IS NOT NULL
           UNION ALL SELECT before ->> 'html' FROM change
             WHERE entity = 'message' AND before ->> 'html' IS NOT NULL
           UNION ALL SELECT before ->> 'content' FROM change
             WHERE entity = 'message_attachment' AND before ->> 'content' IS NOT NULL)",
        [],
    )
    .map(drop)
}
