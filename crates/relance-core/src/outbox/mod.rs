//! The outbox: what is being written, what is on its way, and what became of it.
//!
//! A message goes at most once. Its bytes and its id are made when it is queued and are never made again; it is written down as
//! being sent before the line is opened. Where nobody knows whether a server took it, the folder of what was sent says so, or a
//! person does; it is never simply sent again. Nothing here is journaled: what was sent is not undone.

mod answer;
mod drafts;
mod files;
mod letter;
mod limits;
mod queue;
mod run;
mod sent;
mod settle;
mod table;

pub use drafts::{add, edit, remove};
pub use files::{attach, detach};
pub use letter::preview;
pub use queue::{again, cancel, hasten, send, settled};
pub use run::{next_due, run};
pub(crate) use settle::doubt_all;
pub use table::{get, list};

use crate::{Caller, Core, Event};
use relance_model::{Id, Outcome, outbox::OutgoingItem, settings::Changed};
use relance_store::{Db, Stamp, Tx};

/// Writes what no undo takes back, and tells whoever listens: the journal says nothing of these tables.
fn write<T>(core: &Core, work: impl FnOnce(&Tx<'_>) -> Outcome<T>) -> Outcome<T> {
    let stamp = Stamp::new(core.now(), Caller::User, "outbox.send").fact();
    let value = core.write(stamp, work)?.value;
    core.tell(&Event::Changed(Changed { operation: None, entities: vec!["outgoing".to_owned()] }));
    Ok(value)
}

/// An id that no row of a table has: an operation that touches nothing journaled gives its own out again.
fn fresh(tx: &Tx<'_>, table: &str) -> Outcome<Id> {
    let last: i64 = tx.db().scalar(&format!("SELECT coalesce(max(id), 0) FROM {table}"), [])?;
    Ok(Id(tx.new_id().0.max(last + 1)))
}

/// The prospect (trash aside) who has an address.
fn holder(db: &Db<'_>, address: &str) -> Outcome<Option<Id>> {
    db.optional(
        "SELECT id FROM prospect WHERE deleted_at IS NULL AND email = ?1
         UNION ALL SELECT a.prospect_id FROM address a JOIN prospect p ON p.id = a.prospect_id
         WHERE a.value = ?1 AND a.kind = 'email' AND p.deleted_at IS NULL LIMIT 1",
        [address],
        |row| row.get(0).map(Id),
    )
}

/// The prospect that is meant, as long as she is there; else whoever has the address by now, as after a merge.
fn meant(db: &Db<'_>, item: &OutgoingItem) -> Outcome<Option<Id>> {
    let Some(id) = item.prospect else { return Ok(None) };
    if db.scalar::<bool>("SELECT EXISTS (SELECT 1 FROM prospect WHERE id = ?1)", [id.0])? {
        return Ok(Some(id));
    }
    for person in &item.to {
        if let Some(found) = holder(db, &person.address)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}
