//! Files that go along with a message.

use super::{fresh, table, write};
use crate::Core;
use relance_model::{
    Code, Failure, Id, Outcome,
    outbox::{Outgoing, OutgoingState},
};
use relance_store::{Db, Tx, params};

/// Bytes of all files of a message: what most servers take, once they are written as letters.
const LARGEST: usize = 25 << 20;

/// Kinds by the ends of names; what is not known is bytes.
const KINDS: [(&str, &str); 20] = [
    ("pdf", "application/pdf"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("ics", "text/calendar"),
    ("vcf", "text/vcard"),
    ("zip", "application/zip"),
    ("html", "text/html"),
];

fn kind(name: &str) -> &'static str {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
    KINDS.into_iter().find(|(known, _)| *known == end).map_or("application/octet-stream", |(_, kind)| kind)
}

/// A file as it is read again for the bytes of its message.
pub(super) struct Held {
    pub name: String,
    pub mime: String,
    pub content_id: Option<String>,
    pub bytes: Vec<u8>,
}

pub(super) fn of(db: &Db<'_>, outgoing: Id) -> Outcome<Vec<Held>> {
    db.rows(
        "SELECT name, mime, content_id, coalesce(bytes, x'') FROM outgoing_file WHERE outgoing_id = ?1 ORDER BY id",
        [outgoing.0],
        |row| Ok(Held { name: row.get(0)?, mime: row.get(1)?, content_id: row.get(2)?, bytes: row.get(3)? }),
    )
}

/// Adds a file to a draft.
///
/// # Errors
/// `not_found`, `outgoing_under_way`, `outgoing_too_large`.
pub fn attach(core: &Core, id: Id, name: &str, bytes: &[u8]) -> Outcome<Outgoing> {
    write(core, |tx| {
        table::of_state(&tx.db(), id, &[OutgoingState::Draft])?;
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
        keep(tx, id, &Held { mime: kind(&name).to_owned(), name, content_id: None, bytes: bytes.to_vec() })?;
        touch(tx, id)?;
        table::get(&tx.db(), id)
    })
}

/// Writes a file of a message.
pub(super) fn keep(tx: &Tx<'_>, outgoing: Id, file: &Held) -> Outcome<()> {
    let held: i64 = tx.db().scalar(
        "SELECT coalesce(sum(length(bytes)), 0) FROM outgoing_file WHERE outgoing_id = ?1",
        [outgoing.0],
    )?;
    if usize::try_from(held).unwrap_or(LARGEST) + file.bytes.len() > LARGEST {
        return Err(Failure::new(Code::Limit, "outgoing_too_large")
            .with("file", file.name.clone())
            .with("limit", LARGEST >> 20));
    }
    let name = Some(file.name.trim()).filter(|name| !name.is_empty()).unwrap_or("file");
    tx.db()
        .execute(
            "INSERT INTO outgoing_file (id, outgoing_id, name, mime, size, content_id, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                fresh(tx, "outgoing_file")?.0,
                outgoing.0,
                name,
                file.mime,
                file.bytes.len() as i64,
                file.content_id,
                file.bytes
            ],
        )
        .map(drop)
}

/// Takes a file off a draft.
///
/// # Errors
/// `not_found`, `outgoing_under_way`.
pub fn detach(core: &Core, id: Id, file: Id) -> Outcome<Outgoing> {
    write(core, |tx| {
        table::of_state(&tx.db(), id, &[OutgoingState::Draft])?;
        let gone = tx
            .db()
            .execute("DELETE FROM outgoing_file WHERE id = ?1 AND outgoing_id = ?2", [file.0, id.0])?;
        if gone == 0 {
            return Err(Failure::not_found("message_attachment", file));
        }
        touch(tx, id)?;
        table::get(&tx.db(), id)
    })
}

fn touch(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    tx.db().execute("UPDATE outgoing SET updated_at = ?2 WHERE id = ?1", params![id.0, tx.at()]).map(drop)
}
