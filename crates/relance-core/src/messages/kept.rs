//! Messages that go with their prospects, and that are written to a file and read again.

use super::{content, found};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use relance_model::{
    Failure, Id, Outcome,
    activities::Direction,
    messages::{WholeAttachment, WholeMessage},
};
use relance_store::{Db, Tx, params};
use serde_json::json;

pub(super) fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "in",
        Direction::Out => "out",
    }
}

pub(super) fn direction(word: &str) -> Direction {
    if word == "in" { Direction::In } else { Direction::Out }
}

/// Every message, the oldest first.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn all(db: &Db<'_>) -> Outcome<Vec<Id>> {
    db.rows("SELECT id FROM message ORDER BY id", [], |row| row.get(0).map(Id))
}

/// A message with its bytes, as the file of a base holds it.
///
/// # Errors
/// `not_found`.
pub(crate) fn whole(db: &Db<'_>, id: Id) -> Outcome<WholeMessage> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let list = |json: String| serde_json::from_str(&json).unwrap_or_default();
    let found = db.optional(
        "SELECT digest, message_id, in_reply_to, refs, thread, direction, sent_at, subject, people, body, html, headers, is_cut,
           file_name, created_at FROM message WHERE id = ?1",
        [id.0],
        |row| {
            let message = WholeMessage {
                id,
                digest: row.get(0)?,
                message_id: row.get(1)?,
                in_reply_to: list(row.get(2)?),
                refs: list(row.get(3)?),
                thread: row.get(4)?,
                direction: direction(&row.get::<_, String>(5)?),
                sent_at: row.get(6)?,
                subject: row.get(7)?,
                people: serde_json::from_str(&row.get::<_, String>(8)?).unwrap_or_default(),
                body: row.get(9)?,
                html: None,
                headers: row.get(11)?,
                is_cut: row.get(12)?,
                file_name: row.get(13)?,
                created_at: row.get(14)?,
                attachments: Vec::new(),
            };
            Ok((message, row.get::<_, Option<String>>(10)?))
        },
    )?;
    let (mut message, html) = found.ok_or_else(|| Failure::not_found("message", id))?;
    if let Some(html) = html {
        message.html = content::get(db, &html)?.map(text);
    }
    let rows = db.rows(
        "SELECT id, name, mime, size, content_id, is_inline, content FROM message_attachment WHERE message_id = ?1 ORDER BY position, id",
        [id.0],
        |row| {
            let attachment = WholeAttachment {
                id: Id(row.get(0)?),
                name: row.get(1)?,
                mime: row.get(2)?,
                size: row.get::<_, i64>(3)?.unsigned_abs(),
                content_id: row.get(4)?,
                is_inline: row.get(5)?,
                data: None,
            };
            Ok((attachment, row.get::<_, Option<String>>(6)?))
        },
    )?;
    for (mut attachment, digest) in rows {
        if let Some(digest) = digest {
            attachment.data = content::get(db, &digest)?.map(|bytes| STANDARD.encode(bytes));
        }
        message.attachments.push(attachment);
    }
    Ok(message)
}

/// The message of another base as it was there, or the one that is here already; a dry run, without a write, says which it is or
/// would be.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: Option<&Tx<'_>>, db: &Db<'_>, other: &WholeMessage) -> Outcome<Id> {
    if let Some(held) = super::known(db, &other.digest)? {
        return Ok(held);
    }
    let Some(tx) = tx else { return Ok(other.id) };
    let id = tx.id_or_new("message", other.id)?;
    let html = other.html.as_ref().map(|html| content::keep(tx, html.as_bytes())).transpose()?;
    tx.db().execute(
        "INSERT INTO message (id, digest, message_id, in_reply_to, refs, thread, direction, sent_at, subject, people, body,
           html, headers, is_cut, file_name, created_at, files, who, found_as, flags)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, 1)",
        params![
            id.0,
            other.digest,
            other.message_id,
            json!(other.in_reply_to).to_string(),
            json!(other.refs).to_string(),
            other.thread.as_ref().unwrap_or(&other.digest),
            word(other.direction),
            other.sent_at,
            other.subject,
            json!(other.people).to_string(),
            other.body,
            html,
            other.headers,
            other.is_cut,
            other.file_name,
            other.created_at,
            found::files(other.attachments.iter().map(|file| file.name.as_str())),
            found::who(&other.people),
            found::turn(db, other.sent_at, id)?
        ],
    )?;
    for (position, attachment) in (0_i64..).zip(&other.attachments) {
        let bytes = attachment.data.as_deref().and_then(|data| STANDARD.decode(data).ok());
        let content = bytes.map(|bytes| content::keep(tx, &bytes)).transpose()?;
        tx.db().execute(
            "INSERT INTO message_attachment (id, message_id, position, name, mime, size, content, content_id, is_inline)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                tx.id_or_new("message_attachment", attachment.id)?.0,
                id.0,
                position,
                attachment.name,
                attachment.mime,
                attachment.size.cast_signed(),
                content,
                attachment.content_id,
                attachment.is_inline
            ],
        )?;
    }
    Ok(id)
}

/// Removes a message and what is attached to it; its bytes stay, for it may be brought back.
pub(super) fn delete(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    tx.db().execute("DELETE FROM message_attachment WHERE message_id = ?1", [id.0])?;
    tx.db().execute("DELETE FROM message WHERE id = ?1", [id.0]).map(drop)
}

/// Removes files' messages that are on nobody's timeline.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn drop_orphans(tx: &Tx<'_>) -> Outcome<()> {
    drop_where(tx, "account_id IS NULL AND ?1 IS NULL", None)
}

/// Removes messages of a mailbox that are on nobody's timeline.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn drop_of_account(tx: &Tx<'_>, account: Id) -> Outcome<()> {
    drop_where(tx, "account_id = ?1", Some(account))
}

fn drop_where(tx: &Tx<'_>, condition: &str, account: Option<Id>) -> Outcome<()> {
    let orphans = tx.db().rows(
        &format!(
            "SELECT id FROM message WHERE {condition} AND NOT EXISTS (
               SELECT 1 FROM activity WHERE kind = 'email' AND data ->> 'message' = CAST(message.id AS TEXT))"
        ),
        [account.map(|account| account.0)],
        |row| row.get(0).map(Id),
    )?;
    orphans.into_iter().try_for_each(|id| delete(tx, id))
}
