//! Folders of an account: which are read, in what order, and up to where.

use relance_model::{Id, Outcome};
use relance_store::{Db, Row, SqlResult, Tx, params};
use relance_world::mail::{Folder, FolderState, FolderUse};

/// A folder as it is known.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub id: i64,
    pub name: String,
    pub uid_validity: u32,
    pub uid_next: u32,
    pub highest_modseq: Option<u64>,
    /// Every message of it was seen.
    pub is_complete: bool,
}

const fn word(used_for: FolderUse) -> &'static str {
    match used_for {
        FolderUse::Inbox => "inbox",
        FolderUse::All => "all",
        FolderUse::Archive => "archive",
        FolderUse::Drafts => "drafts",
        FolderUse::Flagged => "flagged",
        FolderUse::Important => "important",
        FolderUse::Junk => "junk",
        FolderUse::Sent => "sent",
        FolderUse::Trash => "trash",
    }
}

/// The folders that are read, in the order in which they are: what came, what was sent, then the rest. Where one holds all that the
/// others show (Gmail), the others are views of it.
pub(super) fn read_of(folders: Vec<Folder>) -> Vec<Folder> {
    let has_all = folders.iter().any(|folder| folder.used_for == Some(FolderUse::All));
    let order = |folder: &Folder| match folder.used_for {
        Some(FolderUse::Inbox) => 0,
        Some(FolderUse::Sent) => 1,
        Some(FolderUse::All) => 2,
        _ => 3,
    };
    let mut read: Vec<Folder> = folders
        .into_iter()
        .filter(|folder| folder.is_selectable)
        .filter(|folder| match folder.used_for {
            Some(FolderUse::Inbox | FolderUse::Sent | FolderUse::All) => true,
            Some(FolderUse::Archive) | None => !has_all,
            Some(
                FolderUse::Drafts
                | FolderUse::Flagged
                | FolderUse::Important
                | FolderUse::Junk
                | FolderUse::Trash,
            ) => false,
        })
        .collect();
    read.sort_by(|a, b| (order(a), &a.name).cmp(&(order(b), &b.name)));
    read
}

fn known(row: &Row<'_>) -> SqlResult<Known> {
    Ok(Known {
        id: row.get(0)?,
        name: row.get(1)?,
        uid_validity: row.get(2)?,
        uid_next: row.get(3)?,
        highest_modseq: row.get::<_, Option<i64>>(4)?.map(i64::cast_unsigned),
        is_complete: row.get(5)?,
    })
}

pub(super) fn all(db: &Db<'_>, account: Id) -> Outcome<Vec<Known>> {
    db.rows(
        "SELECT id, name, uid_validity, uid_next, highest_modseq, is_complete FROM mail_folder WHERE account_id = ?1",
        [account.0],
        known,
    )
}

/// The inbox of an account, where it is known.
pub(super) fn inbox(db: &Db<'_>, account: Id) -> Outcome<Option<Known>> {
    db.optional(
        "SELECT id, name, uid_validity, uid_next, highest_modseq, is_complete FROM mail_folder
         WHERE account_id = ?1 AND used_for = 'inbox' LIMIT 1",
        [account.0],
        known,
    )
}

/// Writes down a folder that was not known.
pub(super) fn write(tx: &Tx<'_>, account: Id, folder: &Folder) -> Outcome<()> {
    tx.db()
        .execute(
            "INSERT OR IGNORE INTO mail_folder (id, account_id, name, used_for) VALUES (?1, ?2, ?3, ?4)",
            params![tx.new_id().0, account.0, folder.name, folder.used_for.map(word)],
        )
        .map(drop)
}

/// Up to where a folder is known now.
pub(super) fn settle(tx: &Tx<'_>, id: i64, state: &FolderState, is_complete: bool) -> Outcome<()> {
    tx.db()
        .execute(
            "UPDATE mail_folder SET uid_validity = ?2, uid_next = ?3, highest_modseq = ?4, is_complete = ?5 WHERE id = ?1",
            params![
                id,
                state.uid_validity,
                state.uid_next,
                state.highest_modseq.filter(|_| is_complete).map(u64::cast_signed),
                is_complete
            ],
        )
        .map(drop)
}
