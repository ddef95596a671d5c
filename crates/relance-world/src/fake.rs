//! Fakes for tests: a clock set by hand, a keychain in memory.

use crate::{
    Clock, KeyPlace, Keychain,
    mail::{Login, MailFault, MailNet, Mailbox, Place, Record, RecordKind, Submission, Trouble, Whereabouts},
};
use relance_model::Outcome;
use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

/// A clock that moves when told to, in time and between time zones; it begins in UTC.
pub struct HandClock {
    now: AtomicI64,
    zone: Mutex<String>,
}

impl HandClock {
    #[must_use]
    pub fn at(now: i64) -> Self {
        Self { now: AtomicI64::new(now), zone: Mutex::new("UTC".to_owned()) }
    }
    pub fn advance(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::SeqCst);
    }
    /// Goes to another time zone, by its IANA name.
    pub fn travel(&self, zone: &str) {
        *self.zone.lock().unwrap_or_else(PoisonError::into_inner) = zone.to_owned();
    }
}

impl Clock for HandClock {
    fn now(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    fn zone(&self) -> String {
        self.zone.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A keychain that forgets everything when it is dropped.
#[derive(Default)]
pub struct Pocket(Mutex<HashMap<String, String>>);

impl Keychain for Pocket {
    fn get(&self, fingerprint: &str) -> Outcome<Option<(String, KeyPlace)>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(held.get(fingerprint).map(|key| (key.clone(), KeyPlace::Keychain)))
    }
    fn set(&self, fingerprint: &str, key: &str) -> Outcome<KeyPlace> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(fingerprint.to_owned(), key.to_owned());
        Ok(KeyPlace::Keychain)
    }
    fn remove(&self, fingerprint: &str) -> Outcome<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(fingerprint);
        Ok(())
    }
}

/// A world without servers of mail: nobody answers.
pub struct NoMail;

impl Whereabouts for NoMail {
    fn page(&self, address: &str) -> Result<Option<String>, MailFault> {
        Err(MailFault::new(Trouble::Unreachable, format!("no way to {address}")))
    }
    fn records(&self, name: &str, _: RecordKind) -> Result<Vec<Record>, MailFault> {
        Err(MailFault::new(Trouble::Unreachable, format!("nobody knows {name}")))
    }
}

impl MailNet for NoMail {
    fn mailbox(&self, place: &Place, _: &Login) -> Result<Box<dyn Mailbox>, MailFault> {
        Err(MailFault::new(Trouble::Unreachable, format!("no way to {}", place.host)))
    }
    fn submission(&self, place: &Place, _: &Login) -> Result<Box<dyn Submission>, MailFault> {
        Err(MailFault::new(Trouble::Unreachable, format!("no way to {}", place.host)))
    }
}
