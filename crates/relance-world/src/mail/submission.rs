//! One connection to where mail is handed over for delivery (RFC 6409).

use super::MailFault;

/// Who sends and who gets it, which is not what its headers say (RFC 5321 §3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    pub from: String,
    pub to: Vec<String>,
}

/// The server took it over: from here on it delivers, or says why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// What it said, such as `2.0.0 Ok: queued as 4bX…`.
    pub said: String,
}

/// A message that was not taken, or of which nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendFault {
    pub fault: MailFault,
    /// Whom the server refused, where it was that.
    pub recipient: Option<String>,
    /// The line broke after the last word of the message: it is looked for in the folder of what was sent, and never
    /// simply sent again.
    pub is_uncertain: bool,
}

pub trait Submission: Send {
    /// Hands over one message, its bytes as they are.
    ///
    /// # Errors
    /// After `Refused` and `Later` the connection is good for the next message; after any other trouble it is not.
    fn send(&mut self, envelope: &Envelope, bytes: &[u8]) -> Result<Accepted, SendFault>;

    /// Says good-bye. Dropping it without is allowed.
    fn close(self: Box<Self>);
}
