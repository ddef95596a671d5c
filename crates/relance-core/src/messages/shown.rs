//! Messages as they are looked at.

use super::{Added, content, kept};
use crate::{Core, activities, prospects};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use relance_mime::PartKind;
use relance_model::{
    Failure, Id, Outcome,
    messages::{
        AttachedFile, Message, MessageAdded, MessageAttachment, MessagePart, MessagePartKind,
        MessageProspect, MessageView,
    },
};
use relance_store::Db;
use std::collections::HashMap;

/// Bytes of pictures that are shown within a message.
const PICTURES: usize = 20 << 20;

/// One message.
///
/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<Message> {
    let found = db.optional(
        "SELECT direction, sent_at, subject, people, body, html, is_cut, file_name, message_id, thread,
           (SELECT c.id FROM conversation c WHERE c.thread = message.thread) FROM message WHERE id = ?1",
        [id.0],
        |row| {
            let body: String = row.get(4)?;
            let message = Message {
                id,
                direction: kept::direction(&row.get::<_, String>(0)?),
                sent_at: row.get(1)?,
                subject: row.get(2)?,
                people: serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default(),
                parts: parts(&body),
                has_html: false,
                blocked_images: 0,
                attachments: Vec::new(),
                prospects: Vec::new(),
                is_cut: row.get(6)?,
                file_name: row.get(7)?,
                message_id: row.get(8)?,
                thread: row.get(9)?,
                conversation: row.get::<_, Option<i64>>(10)?.map(Id),
            };
            Ok((message, row.get::<_, Option<String>>(5)?))
        },
    )?;
    let (mut message, html) = found.ok_or_else(|| Failure::not_found("message", id))?;
    if let Some(html) = html.map(|digest| content::get(db, &digest)).transpose()?.flatten() {
        message.has_html = true;
        message.blocked_images =
            relance_mime::show(&String::from_utf8_lossy(&html), &HashMap::new(), false).blocked as u64;
    }
    message.attachments = db.rows(
        "SELECT id, name, mime, size, is_inline, content IS NOT NULL FROM message_attachment WHERE message_id = ?1 ORDER BY position, id",
        [id.0],
        |row| {
            Ok(MessageAttachment {
                id: Id(row.get(0)?),
                name: row.get(1)?,
                mime: row.get(2)?,
                size: row.get::<_, i64>(3)?.unsigned_abs(),
                is_inline: row.get(4)?,
                is_kept: row.get(5)?,
            })
        },
    )?;
    for prospect in activities::people_of(db, id)? {
        message.prospects.push(MessageProspect { id: prospect, name: prospects::row(db, prospect)?.name });
    }
    Ok(message)
}

/// What became of a file, once it is written.
///
/// # Errors
/// The base cannot be read.
pub fn added(core: &Core, added: Added, operation: Option<Id>) -> Outcome<MessageAdded> {
    Ok(MessageAdded {
        message: core.read(|db| get(db, added.id))?,
        is_new: added.is_new,
        tied: added.tied,
        created: added.created,
        operation,
    })
}

fn parts(body: &str) -> Vec<MessagePart> {
    relance_mime::parts(body)
        .into_iter()
        .map(|part| MessagePart {
            kind: match part.kind {
                PartKind::Text => MessagePartKind::Text,
                PartKind::Quote => MessagePartKind::Quote,
                PartKind::Signature => MessagePartKind::Signature,
            },
            text: part.text,
        })
        .collect()
}

/// An attachment of a message.
///
/// # Errors
/// `not_found`; `attachment_not_kept` for one that was too large.
pub fn file(db: &Db<'_>, message: Id, id: Id) -> Outcome<AttachedFile> {
    let found: Option<(String, String, Option<String>)> = db.optional(
        "SELECT name, mime, content FROM message_attachment WHERE id = ?1 AND message_id = ?2",
        [id.0, message.0],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let (name, mime, digest) = found.ok_or_else(|| Failure::not_found("message_attachment", id))?;
    let not_kept =
        || Failure::not_now("attachment_not_kept").with("limit", relance_mime::LARGEST_ATTACHMENT >> 20);
    let bytes = content::get(db, &digest.ok_or_else(not_kept)?)?.ok_or_else(not_kept)?;
    Ok(AttachedFile { name, mime, bytes })
}

/// The HTML body as a page of its own, safe to be put into a frame. The words that are ours come with it.
///
/// # Errors
/// `not_found`.
pub fn view(db: &Db<'_>, id: Id, wanted: &MessageView) -> Outcome<String> {
    let digest: Option<Option<String>> =
        db.optional("SELECT html FROM message WHERE id = ?1", [id.0], |row| row.get(0))?;
    let html = digest.flatten().map(|digest| content::get(db, &digest)).transpose()?.flatten();
    let html = html.ok_or_else(|| Failure::not_found("message", id))?;
    let html = String::from_utf8_lossy(&html);
    let shown = relance_mime::show(&html, &pictures(db, id, &html)?, wanted.images);
    let is_dark = wanted.dark && !shown.has_colours;
    let (paper, ink, faint) =
        if is_dark { ("#1b1c1f", "#e8e8ea", "#a9abb2") } else { ("#ffffff", "#1a1a1c", "#5d5f66") };
    let english = wanted.language.as_deref() == Some("en");
    let fold = if english { "Show the quoted text" } else { "Afficher le texte cité" };
    let quoted = shown.quoted.map_or(String::new(), |quoted| {
        format!("<details><summary title=\"{fold}\" aria-label=\"{fold}\">…</summary>{quoted}</details>")
    });
    let sources = if wanted.images { "data: https: http:" } else { "data:" };
    let (language, scheme) = (if english { "en" } else { "fr" }, if is_dark { "dark" } else { "light" });
    Ok(format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src {sources}; style-src 'unsafe-inline'\">\
         <meta name=\"referrer\" content=\"no-referrer\"><title>{id}</title><style>\
         html{{color-scheme:{scheme};background:{paper};color:{ink}}}\
         body{{margin:0;padding:12px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}}\
         img{{max-width:100%;height:auto}}table{{max-width:100%}}pre{{white-space:pre-wrap}}a{{color:{link}}}\
         blockquote{{margin:0 0 0 8px;padding-left:8px;border-left:2px solid {faint}}}\
         body>:first-child{{margin-top:0}}body>:last-child{{margin-bottom:0}}\
         summary{{display:inline-block;list-style:none;padding:0 8px;margin:8px 0;border:1px solid {faint};border-radius:6px;\
         color:{faint};cursor:pointer;line-height:18px}}summary::-webkit-details-marker{{display:none}}\
         </style></head><body>{own}{quoted}</body></html>",
        link = if is_dark { "#8fb4ff" } else { "#1d4ed8" },
        own = shown.own,
    ))
}

/// The pictures that the message brings and its HTML names, as addresses that carry them.
fn pictures(db: &Db<'_>, id: Id, html: &str) -> Outcome<HashMap<String, String>> {
    let rows = db.rows(
        "SELECT content_id, mime, content, size FROM message_attachment
         WHERE message_id = ?1 AND content_id IS NOT NULL AND content IS NOT NULL ORDER BY position",
        [id.0],
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, i64>(3)?,
            ))
        },
    )?;
    let mut left = PICTURES;
    let mut found = HashMap::new();
    for (name, mime, digest, size) in rows {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let is_picture =
            ["image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/webp", "image/bmp"]
                .contains(&mime.as_str());
        if !is_picture || size > left || !html.contains(&name) {
            continue;
        }
        if let Some(bytes) = content::get(db, &digest)? {
            left -= size;
            found.insert(name, format!("data:{mime};base64,{}", STANDARD.encode(bytes)));
        }
    }
    Ok(found)
}
