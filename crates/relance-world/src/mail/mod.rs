//! The mail of somebody's account: what is read over IMAP, what is handed over for delivery, who may.
//!
//! Blocking, message by message, so that the core needs no runtime and a folder of 20,000 messages no memory. Whoever
//! implements it looks at the tagged answer of each command itself: a command that failed never looks like an empty folder.

mod fault;
mod mailbox;
mod sign_in;
mod submission;
mod uids;
mod whereabouts;

pub use fault::{MailFault, Trouble};
pub use mailbox::{
    Appended, Fetched, Flag, Flags, Flow, Folder, FolderState, FolderUse, Mailbox, Powers, Want, Woken,
};
pub use sign_in::{Granted, Grantor, Provider, Tokens};
pub use submission::{Accepted, Envelope, SendFault, Submission};
pub use uids::Uids;
pub use whereabouts::{Record, RecordKind, Whereabouts};

use std::fmt;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// How a connection is kept private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Plain until `STARTTLS`; a server that does not offer it is refused.
    StartTls,
    /// None: only what the user asked for in so many words.
    None,
}

/// A server of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// A certificate authority beside the system's own, in PEM.
    pub ca: Option<Vec<u8>>,
}

/// Who signs in, and by what. Never shown, never logged.
#[derive(Clone, PartialEq, Eq)]
pub enum Login {
    Password {
        user: String,
        password: String,
    },
    /// An OAuth 2 access token, by XOAUTH2 or OAUTHBEARER (RFC 7628).
    Bearer {
        user: String,
        token: String,
    },
}

impl Login {
    #[must_use]
    pub fn user(&self) -> &str {
        match self {
            Self::Password { user, .. } | Self::Bearer { user, .. } => user,
        }
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if matches!(self, Self::Password { .. }) { "password" } else { "token" };
        write!(f, "Login({}, {kind})", self.user())
    }
}

/// Ends a wait from another thread. Clones are the same one.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn now(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
    /// Whether it is the same one.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The servers of accounts, as the core reaches them.
pub trait MailNet: Whereabouts {
    /// Signs in to where mail is read.
    ///
    /// # Errors
    /// The server is not reached, not trusted, or does not let one in.
    fn mailbox(&self, place: &Place, login: &Login) -> Result<Box<dyn Mailbox>, MailFault>;

    /// Signs in to where mail is handed over for delivery (RFC 6409).
    ///
    /// # Errors
    /// Those of [`MailNet::mailbox`].
    fn submission(&self, place: &Place, login: &Login) -> Result<Box<dyn Submission>, MailFault>;
}
