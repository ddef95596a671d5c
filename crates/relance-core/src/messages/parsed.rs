//! A message as it was read, out of what is kept of it: to be answered or passed on.

use super::content;
use relance_mime::{Attachment, Mailbox, Parsed};
use relance_model::{
    Failure, Id, Outcome,
    messages::{MessagePerson, PersonRole},
};
use relance_store::Db;

/// The message; of an attachment that is not kept, its name and size alone.
///
/// # Errors
/// `not_found`.
pub(crate) fn parsed(db: &Db<'_>, id: Id) -> Outcome<Parsed> {
    let list = |json: String| serde_json::from_str::<Vec<String>>(&json).unwrap_or_default();
    let found = db.optional(
        "SELECT people, sent_at, subject, message_id, in_reply_to, refs, body, html FROM message WHERE id = ?1",
        [id.0],
        |row| {
            let people: Vec<MessagePerson> =
                serde_json::from_str(&row.get::<_, String>(0)?).unwrap_or_default();
            let of = |role: PersonRole| -> Vec<Mailbox> {
                let named = people.iter().filter(|person| person.role == role);
                named
                    .map(|person| Mailbox { name: person.name.clone(), address: person.address.clone() })
                    .collect()
            };
            let parsed = Parsed {
                from: of(PersonRole::From),
                to: of(PersonRole::To),
                cc: of(PersonRole::Cc),
                reply_to: of(PersonRole::ReplyTo),
                at: row.get(1)?,
                subject: row.get(2)?,
                message_id: row.get(3)?,
                in_reply_to: list(row.get(4)?),
                references: list(row.get(5)?),
                text: row.get(6)?,
                ..Parsed::default()
            };
            Ok((parsed, row.get::<_, Option<String>>(7)?))
        },
    )?;
    let (mut parsed, html) = found.ok_or_else(|| Failure::not_found("message", id))?;
    if let Some(html) = html.map(|digest| content::get(db, &digest)).transpose()?.flatten() {
        parsed.html = Some(String::from_utf8_lossy(&html).into_owned());
    }
    let files = db.rows(
        "SELECT name, mime, size, content_id, is_inline, content FROM message_attachment WHERE message_id = ?1 ORDER BY position, id",
        [id.0],
        |row| {
            let attachment = Attachment {
                name: row.get(0)?,
                mime: row.get(1)?,
                size: usize::try_from(row.get::<_, i64>(2)?).unwrap_or_default(),
                content_id: row.get(3)?,
                is_inline: row.get(4)?,
                bytes: Vec::new(),
            };
            Ok((attachment, row.get::<_, Option<String>>(5)?))
        },
    )?;
    for (mut attachment, digest) in files {
        if let Some(bytes) = digest.map(|digest| content::get(db, &digest)).transpose()?.flatten() {
            attachment.bytes = bytes;
        }
        parsed.attachments.push(attachment);
    }
    Ok(parsed)
}
