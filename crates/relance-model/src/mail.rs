//! Mail: accounts, what is kept of them, how they are, and the messages that they brought.

use crate::{Failure, Id, activities::Direction, inbox::ArrivalBadge, messages::MessagePerson};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// How a connection is kept private.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurity {
    /// TLS from the first byte (RFC 8314).
    #[default]
    Tls,
    /// Plain until `STARTTLS`; a server that does not offer it is refused.
    StartTls,
    /// In the clear.
    None,
}

impl MailSecurity {
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::None];

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }
}

/// A server of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub security: MailSecurity,
}

/// What is kept of the messages of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailKeeps {
    /// Conversations with prospects, and nothing of the rest.
    #[default]
    Conversations,
    /// Conversations with prospects, and of the rest who wrote, when, about what.
    Headers,
    /// Everything.
    All,
}

impl MailKeeps {
    pub const ALL: [Self; 3] = [Self::Conversations, Self::Headers, Self::All];

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Conversations => "conversations",
            Self::Headers => "headers",
            Self::All => "all",
        }
    }
}

/// Somebody's mailbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailAccount {
    pub id: Id,
    pub email: String,
    /// As those who get its mail read it.
    pub name: Option<String>,
    pub imap: MailServer,
    pub smtp: MailServer,
    /// Who signs in.
    pub user: String,
    /// A certificate authority is trusted for it beside the system's own.
    pub has_ca: bool,
    pub keeps: MailKeeps,
    /// Other addresses of the same person.
    pub aliases: Vec<String>,
    pub created_at: i64,
}

/// A mailbox to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailAccountNew {
    pub email: String,
    #[serde(default)]
    pub name: Option<String>,
    pub imap: MailServer,
    pub smtp: MailServer,
    /// The address itself, where none is given.
    #[serde(default)]
    pub user: Option<String>,
    /// Kept in the system's keychain, never in the base.
    pub password: String,
    /// A certificate authority to be trusted for these servers, PEM.
    #[serde(default)]
    pub ca: Option<String>,
    #[serde(default)]
    pub keeps: MailKeeps,
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// What is changed of a mailbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct MailAccountEdit {
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::prospects::clearable")]
    pub name: Option<Option<String>>,
    pub keeps: Option<MailKeeps>,
    pub aliases: Option<Vec<String>>,
    /// A new one, tried before it is kept.
    pub password: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailAccountSaved {
    pub account: MailAccount,
    pub operation: Option<Id>,
}

/// How one signs in to a mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailSignIn {
    #[default]
    Password,
    /// In the browser, at Google.
    Google,
    /// In the browser, at Microsoft.
    Microsoft,
}

/// What a provider's password is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailNote {
    /// One made for this program alone, not the one of the website.
    AppPassword,
    /// It takes no password: one signs in in the browser.
    OnlySignIn,
}

/// Who said where the servers of an address are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailFoundBy {
    /// A provider that is known.
    Known,
    /// A provider that is known takes the mail of the domain.
    Host,
    /// The domain itself.
    Domain,
    /// Thunderbird's directory.
    Directory,
    /// The records of its name (RFC 6186).
    Records,
    /// Nobody: these are usual names.
    #[default]
    Guess,
}

/// Where the servers of an address are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailFound {
    pub by: MailFoundBy,
    pub imap: MailServer,
    pub smtp: MailServer,
    pub user: String,
    pub sign_in: MailSignIn,
    pub note: Option<MailNote>,
    /// Where the provider says how.
    pub help: Option<String>,
}

/// Whose servers are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MailFindQuery {
    pub email: String,
}

/// Which mailboxes are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct MailSyncRequest {
    /// This one; all of them where none is named.
    pub account: Option<Id>,
    /// Keep all messages this time, not only those of prospects.
    pub all: bool,
}

/// What came of reading an account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MailSynced {
    pub account: String,
    /// Messages that were looked at for the first time.
    pub fetched: u64,
    /// Of these, those that are kept.
    pub stored: u64,
    pub seconds: f64,
    /// Why it could not be read, or not to its end; what was stored until then is stored.
    pub failure: Option<Failure>,
}

/// How far reading an account is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailDoing {
    /// Messages that were looked at for the first time.
    pub seen: u64,
    /// Of these, those that are kept.
    pub stored: u64,
}

/// How an account is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MailHealth {
    pub account: MailAccount,
    /// UTC ms of the last time when it was tried, and when it went well.
    pub tried_at: Option<i64>,
    pub succeeded_at: Option<i64>,
    /// Since when nothing went well: UTC ms.
    pub failing_at: Option<i64>,
    /// What there is to do, and the server's own words.
    pub failure: Option<Failure>,
    /// It is being read.
    pub doing: Option<MailDoing>,
    /// Nothing was heard of its server for 15 minutes.
    pub is_silent: bool,
    /// Messages on the server that were seen, and those that are kept.
    pub seen: u64,
    pub kept: u64,
}

/// Which messages are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MailQuery {
    /// Words of the subject, the text, names and addresses, and names of what is attached.
    pub search: Option<String>,
    /// At most 200; 50 where nothing is said.
    pub limit: Option<u64>,
    pub offset: u64,
}

/// A message in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailItem {
    pub id: Id,
    pub direction: Direction,
    /// UTC ms.
    pub sent_at: i64,
    pub subject: Option<String>,
    pub people: Vec<MessagePerson>,
    /// What it begins with.
    pub start: String,
    pub is_read: bool,
    pub has_attachments: bool,
    pub thread: Option<String>,
    /// The mailbox that it came from; none for a file.
    pub account: Option<Id>,
    /// What it is, of one that came in.
    pub arrival: Option<ArrivalBadge>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailList {
    pub total: u64,
    pub items: Vec<MailItem>,
}
