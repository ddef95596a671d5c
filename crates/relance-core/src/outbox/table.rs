//! Rows of the outbox.

use relance_model::{
    Failure, Id, Outcome,
    outbox::{
        Outbox, OutboxCounts, OutboxQuery, OutboxShow, Outgoing, OutgoingFile, OutgoingItem, OutgoingState,
        Person,
    },
};
use relance_store::{Db, Row, SqlResult, Tx, params};
use serde_json::json;

/// Messages of a page at most.
const MOST: u64 = 200;
/// Letters of a message that a list shows.
const START: usize = 160;

const COLUMNS: &str = "id, state, account_id, sender, to_people, cc_people, bcc_people, subject, html, quoted, answers_id, forwards_id,
  prospect_id, template_id, is_signed, follow_up, message_id, due_at, tried_at, attempts, next_at, failure, sent_at, kept_id, updated_at,
  as_subject, as_start";

pub(super) fn state(word: &str) -> OutgoingState {
    OutgoingState::ALL.into_iter().find(|state| state.word() == word).unwrap_or_default()
}

fn outgoing(row: &Row<'_>) -> SqlResult<Outgoing> {
    let people = |at: usize| -> SqlResult<Vec<Person>> {
        Ok(serde_json::from_str(&row.get::<_, String>(at)?).unwrap_or_default())
    };
    let id = |at: usize| -> SqlResult<Option<Id>> { Ok(row.get::<_, Option<i64>>(at)?.map(Id)) };
    let html: String = row.get(8)?;
    let subject: String = row.get(7)?;
    let (as_subject, as_start): (Option<String>, Option<String>) = (row.get(25)?, row.get(26)?);
    let item = OutgoingItem {
        id: Id(row.get(0)?),
        state: state(&row.get::<_, String>(1)?),
        account: id(2)?,
        from: row.get(3)?,
        to: people(4)?,
        cc: people(5)?,
        bcc: people(6)?,
        subject: as_subject.unwrap_or(subject),
        start: as_start.unwrap_or_else(|| start(&html)),
        answers: id(10)?,
        forwards: id(11)?,
        prospect: id(12)?,
        template: id(13)?,
        is_signed: row.get(14)?,
        files: Vec::new(),
        follow_up: row.get(15)?,
        message_id: row.get(16)?,
        due_at: row.get(17)?,
        tried_at: row.get(18)?,
        attempts: row.get::<_, i64>(19)?.unsigned_abs(),
        next_at: row.get(20)?,
        failure: row.get::<_, Option<String>>(21)?.and_then(|json| serde_json::from_str(&json).ok()),
        sent_at: row.get(22)?,
        message: id(23)?,
        updated_at: row.get(24)?,
    };
    Ok(Outgoing { item, html, quoted: row.get(9)? })
}

/// What HTML begins with.
pub(super) fn start(html: &str) -> String {
    let words = relance_mime::compose::plain(html);
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(START).collect()
}

/// One message.
///
/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<Outgoing> {
    let found = db.optional(&format!("SELECT {COLUMNS} FROM outgoing WHERE id = ?1"), [id.0], outgoing)?;
    let mut found = found.ok_or_else(|| Failure::not_found("outgoing", id))?;
    found.item.files = files(db, id)?;
    Ok(found)
}

/// Its bytes as they go, from the moment on when it was queued until nothing is left to do.
pub(super) fn bytes(db: &Db<'_>, id: Id) -> Outcome<Option<Vec<u8>>> {
    Ok(db.optional("SELECT bytes FROM outgoing WHERE id = ?1", [id.0], |row| row.get(0))?.flatten())
}

/// Its files, without the pictures of what it quotes.
fn files(db: &Db<'_>, id: Id) -> Outcome<Vec<OutgoingFile>> {
    db.rows(
        "SELECT id, name, mime, size FROM outgoing_file WHERE outgoing_id = ?1 AND content_id IS NULL ORDER BY id",
        [id.0],
        |row| {
            Ok(OutgoingFile {
                id: Id(row.get(0)?),
                name: row.get(1)?,
                mime: row.get(2)?,
                size: row.get::<_, i64>(3)?.unsigned_abs(),
            })
        },
    )
}

/// Messages of the outbox, what was touched last first; those that wait in the order in which they go.
///
/// # Errors
/// The base cannot be read.
pub fn list(db: &Db<'_>, query: &OutboxQuery) -> Outcome<Outbox> {
    let mut condition = match query.show {
        OutboxShow::All => "1",
        OutboxShow::Drafts => "state = 'draft'",
        OutboxShow::Waiting => "state IN ('waiting', 'sending')",
        OutboxShow::Sent => "state = 'sent'",
        OutboxShow::Failed => "state IN ('failed', 'unknown')",
    }
    .to_owned();
    if let Some(Id(prospect)) = query.prospect {
        condition.push_str(&format!(" AND prospect_id = {prospect}"));
    }
    let order = match query.show {
        OutboxShow::Waiting => "max(due_at, coalesce(next_at, 0)), id",
        OutboxShow::Sent => "sent_at DESC, id DESC",
        OutboxShow::All | OutboxShow::Drafts | OutboxShow::Failed => "updated_at DESC, id DESC",
    };
    let total: i64 = db.scalar(&format!("SELECT count(*) FROM outgoing WHERE {condition}"), [])?;
    let found = db.rows(
        &format!("SELECT {COLUMNS} FROM outgoing WHERE {condition} ORDER BY {order} LIMIT ?1 OFFSET ?2"),
        [query.limit.unwrap_or(50).min(MOST).cast_signed(), query.offset.cast_signed()],
        outgoing,
    )?;
    let mut items = Vec::with_capacity(found.len());
    for one in found {
        let files = files(db, one.item.id)?;
        items.push(OutgoingItem { files, ..one.item });
    }
    Ok(Outbox { total: total.unsigned_abs(), counts: counts(db)?, items })
}

fn counts(db: &Db<'_>) -> Outcome<OutboxCounts> {
    let mut counts = OutboxCounts::default();
    let rows =
        db.rows("SELECT state, count(*) FROM outgoing WHERE state <> 'sent' GROUP BY state", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
        })?;
    for (word, count) in rows {
        match state(&word) {
            OutgoingState::Draft => counts.drafts += count,
            OutgoingState::Waiting | OutgoingState::Sending => counts.waiting += count,
            OutgoingState::Unknown => counts.unknown += count,
            OutgoingState::Failed => counts.failed += count,
            OutgoingState::Sent => {}
        }
    }
    Ok(counts)
}

/// Writes what was written of a draft.
pub(super) fn put(tx: &Tx<'_>, draft: &Outgoing) -> Outcome<()> {
    let item = &draft.item;
    let people = |people: &[Person]| json!(people).to_string();
    tx.db()
        .execute(
            "UPDATE outgoing SET account_id = ?2, sender = ?3, to_people = ?4, cc_people = ?5, bcc_people = ?6, subject = ?7, html = ?8,
               quoted = ?9, prospect_id = ?10, template_id = ?11, is_signed = ?12, follow_up = ?13, updated_at = ?14 WHERE id = ?1",
            params![
                item.id.0,
                item.account.map(|id| id.0),
                item.from,
                people(&item.to),
                people(&item.cc),
                people(&item.bcc),
                item.subject,
                draft.html,
                draft.quoted,
                item.prospect.map(|id| id.0),
                item.template.map(|id| id.0),
                item.is_signed,
                item.follow_up,
                tx.at()
            ],
        )
        .map(drop)
}

/// Takes a message out of the outbox, with its files.
pub(super) fn delete(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    tx.db().execute("DELETE FROM outgoing_file WHERE outgoing_id = ?1", [id.0])?;
    tx.db().execute("DELETE FROM outgoing WHERE id = ?1", [id.0]).map(drop)
}

/// A message that must be in one of these states.
pub(super) fn of_state(db: &Db<'_>, id: Id, allowed: &[OutgoingState]) -> Outcome<Outgoing> {
    let found = get(db, id)?;
    match allowed.contains(&found.item.state) {
        true => Ok(found),
        false => Err(Failure::not_now("outgoing_under_way").with("state", found.item.state.word())),
    }
}
