//! What goes wrong between Relance and a server of mail, by what there is to do about it.

use std::{error, fmt};

/// What there is to do about a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// No such host, nobody answers there, the line was cut: try again by itself.
    Unreachable,
    /// It answers no more within the time that is given to it: try again by itself.
    Silent,
    /// Its certificate is not trusted or names another: the user decides.
    Certificate,
    /// It offers no TLS where TLS was asked for, or no way of signing in that is known here.
    Unsupported,
    /// Name, password or app password are refused: the user signs in again.
    Credentials,
    /// The access token is refused or out of date: a new one is asked for once.
    Token,
    /// The grant itself is gone, withdrawn or expired: the user signs in again.
    Grant,
    /// Busy, too many connections, over quota for now (IMAP `NO [UNAVAILABLE]`, SMTP 4yz): later.
    Later,
    /// Said no for good (IMAP `NO`, SMTP 5yz): not again.
    Refused,
    /// There is no such folder any more.
    NoFolder,
    /// It said what no standard knows: a new connection, then tell.
    Protocol,
    /// The user or the program stopped it.
    Stopped,
}

/// A fault, with the server's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFault {
    pub trouble: Trouble,
    /// What the server or the system said, as it said it; for the user's eyes and for no decision.
    pub said: String,
    /// The SMTP reply code (RFC 5321 §4.2).
    pub code: Option<u16>,
    /// The enhanced status (RFC 3463), such as `5.1.1`.
    pub status: Option<String>,
}

impl MailFault {
    #[must_use]
    pub fn new(trouble: Trouble, said: impl Into<String>) -> Self {
        Self { trouble, said: said.into(), code: None, status: None }
    }

    /// Whether the same thing may go well if it is only tried again, without anybody doing anything.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(self.trouble, Trouble::Unreachable | Trouble::Silent | Trouble::Later | Trouble::Protocol)
    }
}

impl fmt::Display for MailFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.trouble, self.said)
    }
}

impl error::Error for MailFault {}
