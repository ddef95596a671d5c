//! E-mail files in: what an `.eml` or an `.msg` says, its bodies made safe to show, its quotes found; and letters out. Pure.
//!
//! The bytes are foreign: whatever they hold, they are read or refused, within limits that keep hostile files small. The only
//! crate that names the libraries of mail and of HTML.

mod address;
pub mod arrival;
mod charset;
pub mod compose;
mod eml;
mod headers;
mod html;
mod message;
mod msg;
mod quotes;
mod text;

pub use arrival::{Arrival, understand};
pub use html::{Shown, show};
pub use message::{Attachment, Mailbox, Parsed, Unreadable};
pub use quotes::{Part, PartKind, parts};
pub use text::from_html;

/// Bytes of a file that is read.
pub const LARGEST_FILE: usize = 50 << 20;
/// Bytes of an attachment that is kept.
pub const LARGEST_ATTACHMENT: usize = 25 << 20;
/// Attachments of a message that are kept.
pub const MOST_ATTACHMENTS: usize = 200;
/// Addresses of a message that are kept.
pub const MOST_ADDRESSES: usize = 500;
/// Bytes of a body that is kept, text or HTML.
pub const LARGEST_BODY: usize = 4 << 20;
/// Bytes of the headers that are kept.
pub const LARGEST_HEADERS: usize = 64 << 10;
/// Messages within a message, at most.
const MOST_WITHIN: usize = 500;

/// What a compound file begins with, of which an `.msg` is one.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Reads a message; by its content, never by its name, it is one of Outlook's or one of everybody else's.
///
/// # Errors
/// It is too large, or it is no message.
pub fn read(bytes: &[u8]) -> Result<Parsed, Unreadable> {
    if bytes.len() > LARGEST_FILE {
        return Err(Unreadable::TooLarge);
    }
    // The readers of others are known to stop at some damaged files: that is a refusal like any other.
    let taken_apart = std::panic::catch_unwind(|| {
        if bytes.starts_with(&COMPOUND) { msg::read(bytes) } else { eml::read(bytes) }
    });
    let mut parsed = taken_apart.unwrap_or(Err(Unreadable::NoMessage))?;
    parsed.settle();
    Ok(parsed)
}
