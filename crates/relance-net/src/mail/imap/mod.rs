//! One IMAP connection. `async-imap` brings the stream and the parser; commands are written and their tagged answers looked at
//! here, because its own way ends a FETCH at `NO` as if nothing were there, and drops what a server says unasked.

mod folders;
mod login;
mod messages;
mod names;
mod talk;
mod wait;

use super::{Patience, line::Line, runtime};
use async_imap::Client;
use relance_world::mail::{
    Appended, Fetched, Flags, Flow, Folder, FolderState, Login, MailFault, Mailbox, Place, Powers, Stop,
    Uids, Want, Woken,
};
use std::time::Duration;
use tokio::runtime::Runtime;

pub(super) struct Connection {
    runtime: Runtime,
    talk: Talk,
}

/// The connection itself, for use within its runtime.
struct Talk {
    client: Client<Line>,
    last_tag: u32,
    powers: Powers,
    /// Something came or went in the open folder since anybody asked.
    has_news: bool,
    /// We said good-bye: theirs is no fault.
    is_leaving: bool,
}

impl Connection {
    pub(super) fn open(place: &Place, login: &Login, patience: Patience) -> Result<Self, MailFault> {
        let runtime = runtime()?;
        let talk =
            runtime.block_on(super::within(patience.connect, Talk::sign_in(place, login, patience)))?;
        Ok(Self { runtime, talk })
    }
}

impl Mailbox for Connection {
    fn powers(&self) -> Powers {
        self.talk.powers
    }
    fn folders(&mut self) -> Result<Vec<Folder>, MailFault> {
        self.runtime.block_on(self.talk.folders())
    }
    fn open(&mut self, folder: &str) -> Result<FolderState, MailFault> {
        self.runtime.block_on(self.talk.open(folder))
    }
    fn fetch(
        &mut self,
        uids: &Uids,
        want: Want,
        each: &mut dyn FnMut(Fetched<'_>) -> Flow,
    ) -> Result<u64, MailFault> {
        self.runtime.block_on(self.talk.fetch(uids, want, each))
    }
    fn find(&mut self, message_id: &str) -> Result<Vec<u32>, MailFault> {
        self.runtime.block_on(self.talk.find(message_id))
    }
    fn mark(&mut self, uids: &Uids, set: Flags, unset: Flags) -> Result<(), MailFault> {
        self.runtime.block_on(self.talk.mark(uids, set, unset))
    }
    fn relocate(&mut self, uids: &Uids, folder: &str) -> Result<(), MailFault> {
        self.runtime.block_on(self.talk.relocate(uids, folder))
    }
    fn append(&mut self, folder: &str, flags: Flags, bytes: &[u8]) -> Result<Option<Appended>, MailFault> {
        self.runtime.block_on(self.talk.append(folder, flags, bytes))
    }
    fn wait(&mut self, patience: Duration, stop: &Stop) -> Result<Woken, MailFault> {
        self.runtime.block_on(self.talk.wait(patience, stop))
    }
    fn close(mut self: Box<Self>) {
        self.talk.is_leaving = true;
        let farewell = self.talk.ask("LOGOUT", |_| {});
        // A server that does not say good-bye back is left all the same.
        let _ = self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(2), farewell).await });
    }
}
