//! What a message that arrives is: an answer of a person, an automatic one, a notice that something was not delivered, a
//! complaint, a receipt, mass mail, the end of a post, the wish to be left alone.
//!
//! Standards speak first (RFC 3464, 3834, 5965, 8098), the custom of mailers second, words last; each verdict names what spoke.
//! What is quoted and what is a signature is never read. Pure: the same message is always the same verdict.

mod automatic;
mod away;
mod bounce;
mod complaint;
mod dates;
mod evidence;
mod folded;
mod heads;
mod left;
mod others;
mod reading;
mod unsubscribe;

use crate::message::{Mailbox, Parsed};
pub use automatic::{AutoReply, Automatic};
pub use away::Away;
pub use bounce::{Bounce, Failed, Original, Reason, Severity};
pub use complaint::{Complaint, ComplaintKind};
pub use evidence::{Confidence, Evidence, Place, Rule};
pub use left::Left;
pub use others::{Receipt, ReceiptKind};
use reading::Reading;

/// What a message is, how sure that is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub kind: Kind,
    pub confidence: Confidence,
    /// What spoke, in the order in which it was asked.
    pub evidence: Vec<Evidence>,
    /// The Message-ID of the message that this one is about or answers, as far as it can be recovered.
    pub original: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something was not delivered, or not yet.
    Bounce(Bounce),
    Complaint(Complaint),
    /// It was shown, deleted or delivered.
    Receipt(Receipt),
    /// A machine wants to be told that the sender is a person.
    Challenge,
    /// A machine answers for its owner.
    Automatic(Automatic),
    /// A newsletter, a mailing list, a notification to many.
    List,
    /// Whom it was for is no longer there.
    Left(Left),
    /// Whoever writes wants to get no more.
    Unsubscribe,
    /// A person writes.
    Human(Human),
}

/// What else a person says that matters for when to write next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Human {
    /// It answers a message.
    pub is_reply: bool,
    /// She says that she is away: a hint, the answer is an answer all the same.
    pub away: Option<Away>,
}

/// Who is to be written to instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: Option<String>,
    /// In lower case.
    pub address: Option<String>,
}

impl Kind {
    /// One word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Bounce(_) => "bounce",
            Self::Complaint(_) => "complaint",
            Self::Receipt(_) => "receipt",
            Self::Challenge => "challenge",
            Self::Automatic(_) => "automatic",
            Self::List => "list",
            Self::Left(_) => "left",
            Self::Unsubscribe => "unsubscribe",
            Self::Human(_) => "human",
        }
    }

    /// Whether a person wrote it to be read by a person: what ends a wait for an answer.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        match self {
            Self::Human(_) | Self::Unsubscribe => true,
            Self::Left(left) => !left.is_automatic,
            _ => false,
        }
    }
}

/// What a rule found out: the kind, how sure, by what, and what it is about.
pub(crate) struct Verdict {
    kind: Kind,
    confidence: Confidence,
    found: evidence::Found,
    original: Option<String>,
}

/// Says what a message is. `own` are the addresses of whoever reads: they are never the ones that something was not delivered
/// to, and never whom to write to instead.
#[must_use]
pub fn understand(message: &Parsed, own: &[&str]) -> Arrival {
    let reading = Reading::new(message, own);
    let verdict = bounce::read(&reading)
        .or_else(|| complaint::by_standard(&reading))
        .or_else(|| others::receipt(&reading))
        .or_else(|| others::challenge(&reading))
        .or_else(|| unsubscribe::command(&reading))
        .or_else(|| automatic::read(&reading))
        .or_else(|| others::list(&reading))
        .or_else(|| left::read(&reading))
        .or_else(|| complaint::by_words(&reading))
        .or_else(|| unsubscribe::words(&reading))
        .unwrap_or_else(|| others::human(&reading));
    Arrival {
        kind: verdict.kind,
        confidence: verdict.confidence,
        evidence: verdict.found.done(),
        original: verdict.original.or_else(|| answered(message)),
    }
}

/// The message that this one answers, by its headers.
fn answered(message: &Parsed) -> Option<String> {
    message.in_reply_to.first().or(message.references.last()).cloned()
}

fn sender(message: &Parsed) -> Option<&Mailbox> {
    message.from.first()
}
