//! Conversations: threads of messages as they are handled, and what each message that came in is.

use crate::{
    Id,
    activities::Direction,
    mail::MailItem,
    messages::{Message, MessagePerson},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What a message that came in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArrivalKind {
    /// A person answers.
    Reply,
    /// A machine answers for somebody who is away.
    Away,
    /// Another automatic answer.
    Automatic,
    /// It was not delivered.
    Bounce,
    /// Whom it was for is no longer there.
    Left,
    /// Whoever writes wants to get no more.
    Unsubscribe,
    Complaint,
    /// It was shown, deleted or delivered.
    Receipt,
    /// Mass mail, a mailing list.
    List,
}

/// How bad it is that something was not delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BounceSeverity {
    /// It is still tried.
    Delayed,
    /// For a reason that passes.
    Soft,
    /// For what was sent or who sent it: the address may be good.
    Policy,
    /// The address takes no mail.
    Hard,
}

/// What a message that came in is, and what says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArrivalBadge {
    pub kind: ArrivalKind,
    /// The day of return, as it was said: `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_on: Option<String>,
    /// The address that it was not delivered to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<BounceSeverity>,
    /// Who is to be written to instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<MessagePerson>,
    /// The words of the message that say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// How a conversation stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConversationState {
    /// What came last asks for an answer.
    Answer,
    /// What was written last was not answered.
    Waiting,
    /// It comes back at a time.
    Snoozed,
    Done,
    /// It was never asked about: from before the mailbox was followed, or from files only.
    #[default]
    None,
}

/// Somebody of a conversation who is not the user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConversationPerson {
    pub name: Option<String>,
    pub address: String,
    /// Who has this address.
    pub prospect: Option<Id>,
    pub company: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Conversation {
    pub id: Id,
    pub state: ConversationState,
    /// UTC ms at which it comes back.
    pub until: Option<i64>,
    pub subject: Option<String>,
    /// UTC ms of its newest message.
    pub newest_at: i64,
    /// Of the newest message.
    pub direction: Direction,
    pub count: u64,
    pub unread: u64,
    pub has_attachments: bool,
    /// What the newest message begins with.
    pub start: String,
    /// Others than the user, whoever wrote last first; at most five.
    pub people: Vec<ConversationPerson>,
    /// How many others there are besides.
    pub more: u64,
    /// What the newest message that came in is.
    pub arrival: Option<ArrivalBadge>,
    /// The mailbox of its newest message.
    pub account: Option<Id>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InboxShow {
    #[default]
    Answer,
    Waiting,
    Snoozed,
    Done,
    All,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InboxWho {
    /// Conversations that are on the timeline of a prospect.
    #[default]
    Prospects,
    All,
}

/// Which conversations are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct InboxQuery {
    pub show: InboxShow,
    pub who: InboxWho,
    /// Words of the subject, the text, names and addresses, and names of what is attached.
    pub search: Option<String>,
    /// At most 200; 50 where nothing is said.
    pub limit: Option<u64>,
    pub offset: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InboxCounts {
    pub answer: u64,
    pub waiting: u64,
    pub snoozed: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Inbox {
    pub total: u64,
    /// Of everybody who is asked about, whatever is searched for.
    pub counts: InboxCounts,
    pub items: Vec<Conversation>,
}

/// A conversation with its messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Thread {
    pub conversation: Conversation,
    /// Every message, the oldest first.
    pub lines: Vec<MailItem>,
    /// The last two and those that were not read, whole; at most ten.
    pub open: Vec<Message>,
    /// Addresses of the user.
    pub own: Vec<String>,
}

/// What is decided of a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// It is to be answered.
    #[default]
    Open,
    Done,
    Snoozed,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InboxState {
    pub ids: Vec<Id>,
    pub state: Decided,
    /// Until when it is put off, as follow-ups take it: `2026-12-01T09:00`, `demain`, `in 3 working days`.
    pub until: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InboxRead {
    /// Conversations.
    pub ids: Vec<Id>,
    pub is_read: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InboxJoin {
    /// Conversations; they become the first one.
    pub ids: Vec<Id>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InboxSplit {
    /// From this message on it is a conversation of its own.
    pub message: Id,
}

/// Somebody who wrote and is no prospect: what her name and her signature tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Stranger {
    pub address: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub phone: Option<String>,
    pub title: Option<String>,
    pub company: Option<String>,
}
