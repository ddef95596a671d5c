//! The servers of accounts for real: IMAP by `async-imap`, submission by `lettre`, sign-in by `oauth2`. TLS is always verified.
//!
//! Each connection has a runtime of its own on the thread that uses it: nothing runs while nobody asks, and a connection that
//! hangs hangs alone. Every step has a time limit, because the crates below have none after the connection is made.

mod imap;
mod line;
mod oauth;
mod smtp;
mod tls;
mod whereabouts;

pub use oauth::Browser;

use relance_world::mail::{Login, MailFault, MailNet, Mailbox, Place, Submission, Trouble};
use std::{future::Future, time::Duration};
use tokio::runtime::{Builder, Runtime};

/// How long each step may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Until the connection is made and the greeting is there.
    pub connect: Duration,
    /// Between two signs of life while an answer is due.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(20), silence: Duration::from_secs(60) }
    }
}

/// The servers of the world.
#[derive(Clone, Debug, Default)]
pub struct Servers {
    pub patience: Patience,
}

impl MailNet for Servers {
    fn mailbox(&self, place: &Place, login: &Login) -> Result<Box<dyn Mailbox>, MailFault> {
        Ok(Box::new(imap::Connection::open(place, login, self.patience)?))
    }

    fn submission(&self, place: &Place, login: &Login) -> Result<Box<dyn Submission>, MailFault> {
        Ok(Box::new(smtp::Connection::open(place, login, self.patience)?))
    }
}

/// A runtime for one connection.
fn runtime() -> Result<Runtime, MailFault> {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| MailFault::new(Trouble::Unreachable, format!("no runtime: {e}")))
}

/// Ends what takes too long.
async fn within<T>(
    patience: Duration,
    step: impl Future<Output = Result<T, MailFault>>,
) -> Result<T, MailFault> {
    tokio::time::timeout(patience, step).await.unwrap_or_else(|_| {
        Err(MailFault::new(Trouble::Silent, format!("no answer within {} s", patience.as_secs())))
    })
}
