//! Why a verdict was given: each rule that spoke, where, and by which letters of the message.

/// How far a verdict is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Its words alone say so: a person may have written them.
    Words,
    /// A custom of mailers says so, or several signs at once.
    Strong,
    /// A standard says so.
    Certain,
}

/// The rules that speak. What each is called is said by whoever shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A recipient in a `message/delivery-status` (RFC 3464).
    DeliveryStatus,
    /// The same fields, in a text.
    DeliveryStatusInText,
    /// `X-Failed-Recipients`, as Gmail and Exim write it.
    FailedRecipients,
    /// `X-MS-Exchange-Message-Is-Ndr`.
    ExchangeReport,
    /// What Outlook says the message is.
    OutlookClass,
    /// `Return-Path: <>`: nobody may answer.
    NullSender,
    /// It comes from a mail system.
    DaemonSender,
    BounceSubject,
    BounceWords,
    /// The line of a notice that names who did not get it.
    RecipientLine,
    /// The words that say why.
    ReasonWords,
    /// It is told that it is still tried.
    DelayWords,
    /// `message/feedback-report` (RFC 5965).
    FeedbackReport,
    /// What a provider without that standard sends.
    ProviderComplaint,
    ComplaintWords,
    /// `message/disposition-notification` (RFC 8098).
    DispositionNotification,
    ReceiptWords,
    ChallengeWords,
    /// `Auto-Submitted` (RFC 3834).
    AutoSubmitted,
    /// A header that mailers made for answers of their own.
    AutoHeader,
    /// `Precedence`.
    Precedence,
    AutoSubject,
    AutoWords,
    AwaySubject,
    AwayWords,
    ReturnDate,
    /// Who is to be written to instead.
    InsteadContact,
    /// `List-Id` and the like (RFC 2919, RFC 2369).
    ListHeader,
    /// A header that services of mass mail write.
    BulkHeader,
    /// The words at the foot of mass mail.
    BulkWords,
    LeftWords,
    /// The subject or the text is nothing but the order to stop.
    UnsubscribeCommand,
    UnsubscribeWords,
    /// `In-Reply-To` or `References`.
    ReplyHeader,
    /// None of the others spoke.
    NothingElse,
}

/// Where it was said.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the header of this name.
    Header(String),
    /// What Outlook says the message is.
    Class,
    /// In a line of what is read of it, from 1.
    Body { line: usize },
    /// In a line of a part of this kind, from 1.
    Part { mime: String, line: usize },
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Evidence {
    pub rule: Rule,
    pub place: Place,
    /// Letters of the message, as they stand there.
    pub text: String,
}

/// Letters of an evidence.
const LONGEST_TEXT: usize = 300;
/// Evidences of a verdict.
const MOST: usize = 40;

/// Evidences in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found(Vec<Evidence>);

impl Found {
    pub(crate) fn add(&mut self, rule: Rule, place: Place, text: &str) {
        let text: String = clipped(text.trim(), LONGEST_TEXT).trim_end().to_owned();
        if text.is_empty() && !matches!(place, Place::Header(_)) {
            return;
        }
        let one = Evidence { rule, place, text };
        if self.0.len() < MOST && !self.0.contains(&one) {
            self.0.push(one);
        }
    }

    pub(crate) fn header(&mut self, rule: Rule, name: &str, value: &str) {
        self.add(rule, Place::Header(name.to_owned()), value);
    }

    pub(crate) fn append(&mut self, other: Self) {
        for one in other.0 {
            if self.0.len() < MOST && !self.0.contains(&one) {
                self.0.push(one);
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn done(self) -> Vec<Evidence> {
        self.0
    }
}

/// The beginning of a text, at most so many bytes, no letter cut.
pub(crate) fn clipped(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// The line of an offset, from 1.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}
