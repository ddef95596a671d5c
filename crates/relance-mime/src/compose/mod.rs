//! A message out: the bytes that are sent and kept, from what was written. Text and HTML side by side, pictures within the HTML,
//! files beside; whatever language names and subjects are in, they are read back as they were written. Nothing that is put into a
//! field can begin another one: a field with a line end is refused, never mended in silence.

mod answer;
mod clean;
mod plain;
mod written;

pub use answer::{Answer, bare, forward, reply};
pub use clean::outgoing;
pub use plain::plain;

use crate::message::Mailbox;
use std::{error, fmt};

/// Ids of earlier messages that a reply names: the first one and the latest.
pub const MOST_REFERENCES: usize = 20;

/// A file that goes along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    pub name: String,
    /// `type/subtype`.
    pub mime: String,
    pub bytes: Vec<u8>,
}

/// A picture within the HTML, which names it `cid:…`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Without angle brackets.
    pub content_id: String,
    pub file: File,
}

/// What is to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    pub from: Mailbox,
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    /// Whom it is sent to as well: never in the bytes, but of [`Letter::recipients`].
    pub bcc: Vec<Mailbox>,
    pub reply_to: Vec<Mailbox>,
    pub subject: String,
    /// What was written; [`outgoing`] is done to it here.
    pub html: String,
    /// The same without HTML; made from the HTML where there is none.
    pub text: Option<String>,
    pub pictures: Vec<Picture>,
    pub files: Vec<File>,
    /// UTC ms.
    pub at: i64,
    /// Minutes east of Greenwich where it is written.
    pub offset: i32,
    /// Made by the caller, without angle brackets, like the others.
    pub message_id: String,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
    /// Further headers as they are, `List-Unsubscribe` among them.
    pub headers: Vec<(String, String)>,
}

impl Letter {
    /// Every address that it goes to, each once, in order.
    #[must_use]
    pub fn recipients(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for mailbox in self.to.iter().chain(&self.cc).chain(&self.bcc) {
            if !all.iter().any(|known| known.eq_ignore_ascii_case(&mailbox.address)) {
                all.push(&mailbox.address);
            }
        }
        all
    }

    /// The bytes, line by line as the standards ask.
    ///
    /// # Errors
    /// What cannot be written as it stands.
    pub fn bytes(&self) -> Result<Vec<u8>, Unsendable> {
        written::bytes(self)
    }
}

/// Why a letter is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// It goes to nobody.
    NoRecipient,
    /// No address that a server takes.
    Address(String),
    /// A field, by its name, with a line end or another letter that no header may hold.
    Control(String),
    /// A message id or a content id that is none.
    Identifier(String),
    /// A further header that is none, or that the letter writes by itself.
    Header(String),
    /// An instant outside of what a date can say.
    Date,
}

impl fmt::Display for Unsendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRecipient => f.write_str("it goes to nobody"),
            Self::Address(text) => write!(f, "no address: {text:?}"),
            Self::Control(field) => write!(f, "a letter that {field} may not hold"),
            Self::Identifier(text) => write!(f, "no identifier: {text:?}"),
            Self::Header(name) => write!(f, "no further header: {name:?}"),
            Self::Date => f.write_str("no date"),
        }
    }
}

impl error::Error for Unsendable {}
