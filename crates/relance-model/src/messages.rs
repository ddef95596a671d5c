//! E-mails: what a message says, who it names, what is attached.

use crate::{Failure, Id, activities::Direction};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    #[default]
    From,
    To,
    Cc,
    Bcc,
    ReplyTo,
}

/// Somebody whom a message names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessagePerson {
    pub role: PersonRole,
    pub name: Option<String>,
    pub address: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessagePartKind {
    Text,
    Quote,
    Signature,
}

/// A stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessagePart {
    pub kind: MessagePartKind,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageAttachment {
    pub id: Id,
    pub name: String,
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// It is shown within the message.
    pub is_inline: bool,
    /// False for one that was too large to be kept: only its name and size are known.
    pub is_kept: bool,
}

/// A prospect on whose timeline the message is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageProspect {
    pub id: Id,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Message {
    pub id: Id,
    pub direction: Direction,
    /// UTC ms.
    pub sent_at: i64,
    pub subject: Option<String>,
    pub people: Vec<MessagePerson>,
    /// The text: what was written, what it quotes, the signature.
    pub parts: Vec<MessagePart>,
    /// There is an HTML body: `/messages/{id}/view` shows it.
    pub has_html: bool,
    /// Pictures elsewhere that are not loaded unless one asks for them.
    pub blocked_images: u64,
    pub attachments: Vec<MessageAttachment>,
    pub prospects: Vec<MessageProspect>,
    /// Something was beyond what is kept.
    pub is_cut: bool,
    pub file_name: Option<String>,
    /// The message's own id on the internet.
    pub message_id: Option<String>,
    /// The thread that it belongs to.
    pub thread: Option<String>,
    /// The conversation of the inbox that shows it.
    pub conversation: Option<Id>,
}

/// How a file is taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MessageAdd {
    /// Whose timeline it belongs to, besides those of the addresses that it names.
    pub prospect: Option<Id>,
    /// When no prospect has one of its addresses, one is made of who wrote it.
    pub create: bool,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageAdded {
    pub message: Message,
    /// False for a message that was here already.
    pub is_new: bool,
    /// On whose timelines it is now and was not before.
    pub tied: Vec<MessageProspect>,
    /// The prospect who was made of who wrote it.
    pub created: Option<Id>,
    pub operation: Option<Id>,
}

/// One of many files that are taken in together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct MessageFile {
    /// Of this machine; what is uploaded has none.
    pub path: Option<String>,
    /// Whose timeline it belongs to, besides those of the addresses that it names.
    pub prospect: Option<Id>,
    /// When no prospect has one of its addresses, one is made of who wrote it.
    pub create: bool,
}

/// Many files that are taken in as one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageFiles {
    pub files: Vec<MessageFile>,
}

/// A file of many that is no e-mail, or is not there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MessageRefused {
    /// Its place among those that were given, from 0.
    pub file: u64,
    pub name: String,
    pub failure: Failure,
}

/// A file of many that names nobody who is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageUnmatched {
    /// Its place among those that were given, from 0.
    pub file: u64,
    pub name: String,
    /// Whoever is at the other end; empty where the message names nobody.
    pub address: String,
    pub called: String,
    pub subject: String,
}

/// What became of many files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MessagesAdded {
    pub operation: Option<Id>,
    /// How many stand on a timeline now where they did not before.
    pub added: u64,
    /// How many were here already.
    pub known: u64,
    /// Prospects made of who wrote.
    pub created: u64,
    /// On whose timelines the files are: the first ten.
    pub prospects: Vec<MessageProspect>,
    pub unmatched: Vec<MessageUnmatched>,
    pub refused: Vec<MessageRefused>,
}

/// How far the files are that are being taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessagesProgress {
    pub done: u64,
    pub total: u64,
}

/// How the HTML body is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MessageView {
    /// Load pictures from elsewhere: whoever sent it learns that it was read.
    pub images: bool,
    /// Shown on a dark page.
    pub dark: bool,
    /// The language of the words that are ours: `fr`, `en`.
    pub language: Option<String>,
}

/// An attachment with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    pub name: String,
    pub mime: String,
    pub bytes: Vec<u8>,
}

/// A message in the file of a whole base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WholeMessage {
    pub id: Id,
    pub digest: String,
    pub message_id: Option<String>,
    #[serde(default)]
    pub in_reply_to: Vec<String>,
    #[serde(default)]
    pub refs: Vec<String>,
    pub thread: Option<String>,
    pub direction: Direction,
    pub sent_at: i64,
    pub subject: Option<String>,
    pub people: Vec<MessagePerson>,
    pub body: String,
    #[serde(default)]
    pub html: Option<String>,
    #[serde(default)]
    pub headers: String,
    #[serde(default)]
    pub is_cut: bool,
    #[serde(default)]
    pub file_name: Option<String>,
    pub created_at: i64,
    #[serde(default)]
    pub attachments: Vec<WholeAttachment>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WholeAttachment {
    pub id: Id,
    pub name: String,
    pub mime: String,
    pub size: u64,
    #[serde(default)]
    pub content_id: Option<String>,
    #[serde(default)]
    pub is_inline: bool,
    /// Its bytes in base 64; none where they were too many to be kept.
    #[serde(default)]
    pub data: Option<String>,
}
