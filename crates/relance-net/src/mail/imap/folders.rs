//! The folders of an account, and the one that is open.

use super::{Talk, names};
use async_imap::imap_proto::{MailboxDatum, NameAttribute, Response, ResponseCode};
use relance_world::mail::{Folder, FolderState, FolderUse, MailFault, Trouble};

impl Talk {
    pub(super) async fn folders(&mut self) -> Result<Vec<Folder>, MailFault> {
        let mut folders = Vec::new();
        self.ask("LIST \"\" \"*\"", |said| {
            if let Response::MailboxData(MailboxDatum::List(list)) = said {
                let separator = list.delimiter.as_deref().and_then(|by| by.chars().next());
                let name = names::decode(&list.name);
                let told = list.name_attributes.iter().find_map(use_by);
                folders.push(Folder {
                    used_for: told.or_else(|| names::use_of(&name, separator)),
                    is_selectable: !list.name_attributes.iter().any(is_empty_shell),
                    name,
                    separator,
                });
            }
        })
        .await?;
        Ok(one_for_each_use(folders))
    }

    pub(super) async fn open(&mut self, folder: &str) -> Result<FolderState, MailFault> {
        let name = named(folder)?;
        let with = if self.powers.condstore { " (CONDSTORE)" } else { "" };
        let mut state = FolderState::default();
        let said = self
            .ask(&format!("SELECT {name}{with}"), |said| match said {
                Response::MailboxData(MailboxDatum::Exists(messages)) => state.messages = *messages,
                Response::Data { outcome, .. } => match &outcome.code {
                    Some(ResponseCode::UidValidity(number)) => state.uid_validity = *number,
                    Some(ResponseCode::UidNext(number)) => state.uid_next = *number,
                    Some(ResponseCode::HighestModSeq(number)) => state.highest_modseq = Some(*number),
                    _ => {}
                },
                _ => {}
            })
            .await
            // Most servers say a plain NO where there is no such folder.
            .map_err(|fault| match fault.trouble {
                Trouble::Refused => MailFault { trouble: Trouble::NoFolder, ..fault },
                _ => fault,
            })?;
        self.has_news = false;
        state.is_read_only = said.is_read_only;
        Ok(state)
    }
}

/// A folder's name for a command.
pub(super) fn named(folder: &str) -> Result<String, MailFault> {
    names::quoted(&names::encode(folder))
        .ok_or_else(|| MailFault::new(Trouble::NoFolder, format!("no folder can be called {folder:?}")))
}

fn use_by(attribute: &NameAttribute<'_>) -> Option<FolderUse> {
    Some(match attribute {
        NameAttribute::All => FolderUse::All,
        NameAttribute::Archive => FolderUse::Archive,
        NameAttribute::Drafts => FolderUse::Drafts,
        NameAttribute::Flagged => FolderUse::Flagged,
        NameAttribute::Junk => FolderUse::Junk,
        NameAttribute::Sent => FolderUse::Sent,
        NameAttribute::Trash => FolderUse::Trash,
        NameAttribute::Extension(word) if word.eq_ignore_ascii_case(r"\Important") => FolderUse::Important,
        _ => return None,
    })
}

fn is_empty_shell(attribute: &NameAttribute<'_>) -> bool {
    match attribute {
        NameAttribute::NoSelect => true,
        NameAttribute::Extension(word) => word.eq_ignore_ascii_case(r"\NonExistent"),
        _ => false,
    }
}

/// What a server says of a use counts more than what a name says; of several by name the first and shortest.
fn one_for_each_use(mut folders: Vec<Folder>) -> Vec<Folder> {
    folders.sort_by(|a, b| a.name.cmp(&b.name));
    folders
}
