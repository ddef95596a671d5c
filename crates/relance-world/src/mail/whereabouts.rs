//! Where the servers of an address are, as far as the world says so.

use super::MailFault;

/// What is asked of the names of the world (DNS).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// Who takes the mail of a domain (RFC 5321 §5.1).
    Mx,
    /// Where a service is (RFC 6186, RFC 8314 §5.1).
    Srv,
}

/// An answer; the first to be used comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// In lower case, without the dot at its end.
    pub host: String,
    /// 0 for who takes mail.
    pub port: u16,
}

pub trait Whereabouts: Send + Sync {
    /// A page of the web, at most 256 kB of it; nothing where there is none.
    ///
    /// # Errors
    /// The server is not reached or not trusted.
    fn page(&self, address: &str) -> Result<Option<String>, MailFault>;

    /// Records of a name; nothing where there are none.
    ///
    /// # Errors
    /// Nobody answers who knows.
    fn records(&self, name: &str, kind: RecordKind) -> Result<Vec<Record>, MailFault>;
}
