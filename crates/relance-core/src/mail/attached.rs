//! What is attached to messages of a mailbox: fetched from its server when somebody asks for it, and kept from then on.

use super::{accounts, faults, places, secrets};
use crate::{Caller, Core, messages};
use relance_model::{Failure, Id, Outcome, messages::AttachedFile};
use relance_store::Stamp;
use relance_world::mail::{Flow, Uids, Want};

/// An attachment with its bytes, from here or from the server.
///
/// # Errors
/// `not_found`; `attachment_not_kept` for one that is too large, or whose message left the server; what the server says.
pub fn attachment(core: &Core, message: Id, id: Id) -> Outcome<AttachedFile> {
    let held = core.read(|db| messages::file(db, message, id));
    if !held.as_ref().is_err_and(|failure| failure.key == "attachment_not_kept") {
        return held;
    }
    let accounts = core.read(accounts::all)?;
    for account in accounts {
        let lies = core.read(|db| places::find(db, account.id, message))?;
        let Some((folder, uid)) = lies.into_iter().next() else { continue };
        if let Some(read) = fetch(core, account.id, &folder, uid)? {
            core.write(Stamp::new(core.now(), Caller::User, "mail.attachment").fact(), |tx| {
                messages::keep_attachments(tx, message, &read)
            })?;
            return core.read(|db| messages::file(db, message, id));
        }
    }
    held
}

/// A message once more, whole.
fn fetch(core: &Core, account: Id, folder: &str, uid: u32) -> Outcome<Option<messages::Read>> {
    let servers = core.read(|db| accounts::whole(db, account))?;
    let login = secrets::login(core, &servers)?;
    let said = |fault| -> Failure { faults::failure(&servers.account.imap.host, &fault) };
    let mut mailbox = core.mail().mailbox(&servers.imap(), &login).map_err(said)?;
    mailbox.open(folder).map_err(said)?;
    let mut bytes = None;
    mailbox
        .fetch(&Uids::from_iter([uid]), Want::Whole, &mut |one| {
            bytes = one.bytes.map(<[u8]>::to_vec);
            Flow::On
        })
        .map_err(said)?;
    mailbox.close();
    bytes.map(|bytes| messages::read(&bytes, None)).transpose()
}
