//! One connection to where an account's mail is read.

use super::{MailFault, Stop, Uids};
use std::time::Duration;

/// What a server can do beyond RFC 3501. Microsoft 365 has no CONDSTORE and no special uses: the plain way is no
/// second choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Powers {
    /// RFC 7162: what changed since a number, without reading all flags.
    pub condstore: bool,
    /// RFC 2177: it says by itself when something comes.
    pub idle: bool,
    /// RFC 6851.
    pub moves: bool,
    /// RFC 4315.
    pub uidplus: bool,
    /// RFC 6154: it says which folder is for what.
    pub special_use: bool,
    /// Labels and thread numbers of Gmail (`X-GM-EXT-1`).
    pub gmail: bool,
}

/// What a folder is for: RFC 6154, and the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FolderUse {
    Inbox,
    All,
    Archive,
    Drafts,
    Flagged,
    Important,
    Junk,
    Sent,
    Trash,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// As people read it, whatever the server writes (modified UTF-7, RFC 3501 §5.1.3).
    pub name: String,
    pub separator: Option<char>,
    /// Said by the server, or known by its name where it says nothing.
    pub used_for: Option<FolderUse>,
    /// It holds folders only.
    pub is_selectable: bool,
}

/// A folder as it is when it is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FolderState {
    /// Where it differs from before, all numbers mean other messages.
    pub uid_validity: u32,
    /// 0 where the server does not say.
    pub uid_next: u32,
    pub messages: u32,
    /// RFC 7162; none where the server keeps no such number for this folder.
    pub highest_modseq: Option<u64>,
    /// Flags and moves do not go back to it.
    pub is_read_only: bool,
}

/// The flags that mean something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    Seen,
    Answered,
    Flagged,
    Draft,
    Deleted,
    /// `$Forwarded` (RFC 9051 §2.3.2).
    Forwarded,
}

impl Flag {
    pub const ALL: [Self; 6] =
        [Self::Seen, Self::Answered, Self::Flagged, Self::Draft, Self::Deleted, Self::Forwarded];

    /// As the protocol writes it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Seen => r"\Seen",
            Self::Answered => r"\Answered",
            Self::Flagged => r"\Flagged",
            Self::Draft => r"\Draft",
            Self::Deleted => r"\Deleted",
            Self::Forwarded => "$Forwarded",
        }
    }
}

/// A set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    #[must_use]
    pub const fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }
    #[must_use]
    pub const fn with(self, flag: Flag) -> Self {
        Self(self.0 | (1 << flag as u8))
    }
    #[must_use]
    pub const fn without(self, flag: Flag) -> Self {
        Self(self.0 & !(1 << flag as u8))
    }
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL.into_iter().filter(move |flag| self.has(*flag))
    }
    /// The words of a server; those that mean nothing here are left out.
    pub fn from_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        words.into_iter().fold(Self::default(), |flags, word| {
            Flag::ALL
                .iter()
                .find(|flag| flag.word().eq_ignore_ascii_case(word))
                .map_or(flags, |flag| flags.with(*flag))
        })
    }
    /// To keep in a row.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 0x3F)
    }
}

impl FromIterator<Flag> for Flags {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Self {
        flags.into_iter().fold(Self::default(), Self::with)
    }
}

/// What is asked of each message. Flags and size always come along; nothing that is asked marks it as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    Flags,
    /// What changed after this number; only where the server has CONDSTORE.
    FlagsSince(u64),
    /// All of its header.
    Header,
    Whole,
}

/// A message as it comes; what it borrows is gone with the next one.
#[derive(Clone, Debug, Default)]
pub struct Fetched<'a> {
    pub uid: u32,
    pub flags: Flags,
    pub modseq: Option<u64>,
    /// Bytes of the whole (RFC822.SIZE).
    pub size: Option<u32>,
    /// UTC ms at which the server got it (INTERNALDATE).
    pub received_at: Option<i64>,
    /// The header or the whole, as asked.
    pub bytes: Option<&'a [u8]>,
    pub gmail_thread: Option<u64>,
    pub gmail_message: Option<u64>,
    pub gmail_labels: Vec<String>,
}

/// Goes on, or has enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    On,
    Enough,
}

/// Where a message came to lie, where the server says so (UIDPLUS).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    pub uid_validity: u32,
    pub uid: u32,
}

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Something came, went or changed: ask what.
    News,
    /// The time is over.
    Quiet,
    Stopped,
}

/// A connection that is signed in. After an error whose trouble is not `Refused`, `Later` or `NoFolder` it is not used again.
pub trait Mailbox: Send {
    fn powers(&self) -> Powers;

    /// All folders.
    ///
    /// # Errors
    /// The server refused, or is gone.
    fn folders(&mut self) -> Result<Vec<Folder>, MailFault>;

    /// Opens a folder to read and to change.
    ///
    /// # Errors
    /// `NoFolder`, or the server is gone.
    fn open(&mut self, folder: &str) -> Result<FolderState, MailFault>;

    /// Reads messages of the open folder one by one. Returns how many came; all of the set came only if this is `Ok` and
    /// `each` never had enough.
    ///
    /// # Errors
    /// The server refused or is gone; what came until then has come. `Stopped` after `Flow::Enough`: the connection is in
    /// the middle of an answer and not used again.
    fn fetch(
        &mut self,
        uids: &Uids,
        want: Want,
        each: &mut dyn FnMut(Fetched<'_>) -> Flow,
    ) -> Result<u64, MailFault>;

    /// UIDs of the open folder whose header `Message-ID` is this one.
    ///
    /// # Errors
    /// The server refused, or is gone.
    fn find(&mut self, message_id: &str) -> Result<Vec<u32>, MailFault>;

    /// Sets and takes away flags.
    ///
    /// # Errors
    /// The server refused, or is gone.
    fn mark(&mut self, uids: &Uids, set: Flags, unset: Flags) -> Result<(), MailFault>;

    /// Moves messages to another folder; where the server cannot, by copy, mark and expunge of exactly these.
    ///
    /// # Errors
    /// `NoFolder`, or the server refused, or is gone.
    fn relocate(&mut self, uids: &Uids, folder: &str) -> Result<(), MailFault>;

    /// Puts a message into a folder.
    ///
    /// # Errors
    /// `NoFolder`, or the server refused, or is gone.
    fn append(&mut self, folder: &str, flags: Flags, bytes: &[u8]) -> Result<Option<Appended>, MailFault>;

    /// Waits until something happens in the open folder, at most so long. Without IDLE it only asks once, at the end.
    ///
    /// # Errors
    /// The server is gone.
    fn wait(&mut self, patience: Duration, stop: &Stop) -> Result<Woken, MailFault>;

    /// Says good-bye. Dropping it without is allowed.
    fn close(self: Box<Self>);
}
