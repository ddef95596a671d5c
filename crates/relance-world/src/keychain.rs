//! Where keys are kept.

use relance_model::Outcome;
use std::path::PathBuf;

/// Where a key is kept, in words for the settings and for `relance check`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// The system's keychain.
    Keychain,
    /// A file that only its owner can read, where this machine has no keychain.
    File(PathBuf),
}

impl KeyPlace {
    /// `keychain` or `file`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Keychain => "keychain",
            Self::File(_) => "file",
        }
    }
}

/// Keeps the keys of bases, each under the fingerprint that its file begins with, and the passwords of mailboxes under their names.
pub trait Keychain: Send + Sync {
    /// The key with this fingerprint (both in hexadecimal), if it is here, and where.
    ///
    /// # Errors
    /// The keychain is there but refuses to answer.
    fn get(&self, fingerprint: &str) -> Outcome<Option<(String, KeyPlace)>>;

    /// Keeps a key, and says where.
    ///
    /// # Errors
    /// It can be kept nowhere.
    fn set(&self, fingerprint: &str, key: &str) -> Outcome<KeyPlace>;

    /// Forgets a key. One that is not there is forgotten already.
    ///
    /// # Errors
    /// It is there, and stays.
    fn remove(&self, fingerprint: &str) -> Outcome<()>;
}
