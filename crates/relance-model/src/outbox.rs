//! The outbox: what is being written, what is on its way, and what became of it.

use crate::{Failure, Id, templates::Lint};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// How far a message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutgoingState {
    #[default]
    Draft,
    /// Its time has not come, or it is tried again.
    Waiting,
    Sending,
    Sent,
    /// It may have been taken: nobody knows.
    Unknown,
    Failed,
}

impl OutgoingState {
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Waiting, Self::Sending, Self::Sent, Self::Unknown, Self::Failed];

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
        }
    }
}

/// Somebody with an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Person {
    pub name: Option<String>,
    pub address: String,
}

/// A file that goes along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OutgoingFile {
    pub id: Id,
    pub name: String,
    pub mime: String,
    /// Bytes.
    pub size: u64,
}

/// A message of the outbox in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OutgoingItem {
    pub id: Id,
    pub state: OutgoingState,
    /// The mailbox that it is sent from; none where there is none yet.
    pub account: Option<Id>,
    /// Another address of the mailbox than its own.
    pub from: Option<String>,
    pub to: Vec<Person>,
    pub cc: Vec<Person>,
    pub bcc: Vec<Person>,
    pub subject: String,
    /// What it begins with.
    pub start: String,
    /// The message that it answers.
    pub answers: Option<Id>,
    /// The message that it passes on.
    pub forwards: Option<Id>,
    /// Whom its variables are filled for.
    pub prospect: Option<Id>,
    pub template: Option<Id>,
    /// The signature of the mailbox stands below.
    pub is_signed: bool,
    pub files: Vec<OutgoingFile>,
    /// Its id on the internet, from the moment on when it was queued.
    pub message_id: Option<String>,
    /// UTC ms: when it is to be sent.
    pub due_at: Option<i64>,
    /// UTC ms of the last try.
    pub tried_at: Option<i64>,
    pub attempts: u64,
    /// UTC ms: when it is tried again.
    pub next_at: Option<i64>,
    /// Why it has not gone.
    pub failure: Option<Failure>,
    pub sent_at: Option<i64>,
    /// The message as it is kept, once it was sent.
    pub message: Option<Id>,
    /// A follow-up is planned after so many working days without an answer.
    pub follow_up: Option<u32>,
    pub updated_at: i64,
}

/// A message of the outbox, whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Outgoing {
    #[serde(flatten)]
    pub item: OutgoingItem,
    /// What was written; variables stay as they are until it is queued.
    pub html: String,
    /// What stands below: of a reply or a forward.
    pub quoted: Option<String>,
}

/// What is written of a draft; an absent member is left as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OutgoingEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub from: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Vec<Person>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cc: Option<Vec<Person>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bcc: Option<Vec<Person>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub quoted: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub prospect: Option<Option<Id>>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub template: Option<Option<Id>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_signed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub follow_up: Option<Option<u32>>,
    /// A new draft alone: the message that it answers. Whom it goes to, its subject and the quote are filled in where they are absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Id>,
    /// A new draft alone: the answer goes to everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all: Option<bool>,
    /// A new draft alone: the message that it passes on, with its files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwards: Option<Id>,
}

/// Which of them are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutboxShow {
    #[default]
    All,
    Drafts,
    /// Those that are being sent too.
    Waiting,
    Sent,
    /// Those of which nobody knows too: a person decides.
    Failed,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct OutboxQuery {
    #[param(inline)]
    pub show: OutboxShow,
    /// Of this prospect alone.
    pub prospect: Option<Id>,
    /// At most 200; 50 where nothing is said.
    pub limit: Option<u64>,
    pub offset: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OutboxCounts {
    pub drafts: u64,
    /// Those that are being sent too.
    pub waiting: u64,
    pub failed: u64,
    pub unknown: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Outbox {
    pub total: u64,
    pub counts: OutboxCounts,
    pub items: Vec<OutgoingItem>,
}

/// What is called as it goes along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct OutgoingFileName {
    pub name: String,
}

/// A message as it would go: what is shown here is what is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OutgoingPreview {
    pub subject: String,
    pub html: String,
    pub text: String,
    pub from: Person,
    pub to: Vec<Person>,
    pub cc: Vec<Person>,
    pub bcc: Vec<Person>,
    /// What is to be looked at, as templates say it; and `do_not_contact`, `no_recipient`, `recipient_wrong`.
    pub lints: Vec<Lint>,
    /// Bytes of the whole.
    pub size: u64,
}

/// How a draft is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OutgoingSend {
    /// A day or an instant as follow-ups take it (`2026-12-01T09:00`, `demain 9h`); after the delay of the settings where none is given.
    pub at: Option<String>,
    /// Plan a follow-up after so many working days without an answer.
    pub follow_up: Option<u32>,
    /// Although something in it is wrong (`outgoing_not_ready`): a person has seen it.
    pub anyway: bool,
}

/// What came of sending what was due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ran {
    pub sent: u64,
    /// Tried, and to be tried again.
    pub later: u64,
    pub failed: u64,
    /// UTC ms: when there is something to do again.
    pub next_at: Option<i64>,
    /// Another window or command was sending: nothing was done here.
    pub is_busy: bool,
}
