//! Which mailboxes are being read now, and how far that is. One is read by one at a time: whoever comes second waits.

use relance_model::{Id, mail::MailDoing};
use relance_world::mail::Stop;
use std::{
    collections::HashMap,
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

/// How often who waits looks whether it is to stop.
const GLANCE: Duration = Duration::from_millis(200);

#[derive(Default)]
pub struct Underway {
    read: Mutex<HashMap<Id, MailDoing>>,
    done: Condvar,
}

impl Underway {
    /// Begins to read a mailbox; nothing when it is told to stop while another reads it.
    pub(super) fn begin(&self, account: Id, stop: &Stop) -> Option<Turn<'_>> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        while read.contains_key(&account) {
            if stop.is_asked() {
                return None;
            }
            read = self.done.wait_timeout(read, GLANCE).unwrap_or_else(PoisonError::into_inner).0;
        }
        read.insert(account, MailDoing::default());
        Some(Turn { of: self, account })
    }

    /// How far reading a mailbox is.
    #[must_use]
    pub fn of(&self, account: Id) -> Option<MailDoing> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&account).cloned()
    }
}

/// A mailbox that is being read.
pub(super) struct Turn<'a> {
    of: &'a Underway,
    account: Id,
}

impl Turn<'_> {
    pub fn say(&self, doing: MailDoing) {
        self.of.read.lock().unwrap_or_else(PoisonError::into_inner).insert(self.account, doing);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.of.read.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.account);
        self.of.done.notify_all();
    }
}
