//! A message as it was read.

use crate::{LARGEST_ATTACHMENT, LARGEST_BODY, LARGEST_HEADERS, MOST_ADDRESSES, MOST_ATTACHMENTS, text};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, error, fmt};

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    TooLarge,
    /// It is no message, or one too damaged to say anything.
    NoMessage,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the file is too large",
            Self::NoMessage => "the file is no message",
        })
    }
}

impl error::Error for Unreadable {}

/// Who wrote or got it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    pub name: Option<String>,
    /// In lower case.
    pub address: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// A name and no path; empty where the message gives none.
    pub name: String,
    /// `type/subtype`, in lower case.
    pub mime: String,
    pub content_id: Option<String>,
    /// Shown within the body.
    pub is_inline: bool,
    /// What it weighs.
    pub size: usize,
    /// Empty where it is larger than what is kept.
    pub bytes: Vec<u8>,
}

impl Attachment {
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.bytes.len() < self.size
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    pub from: Vec<Mailbox>,
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    pub bcc: Vec<Mailbox>,
    pub reply_to: Vec<Mailbox>,
    /// UTC ms: when it was sent, or else when it came.
    pub at: Option<i64>,
    pub subject: Option<String>,
    /// Without its angle brackets, like the others.
    pub message_id: Option<String>,
    pub in_reply_to: Vec<String>,
    pub references: Vec<String>,
    pub text: Option<String>,
    pub html: Option<String>,
    pub attachments: Vec<Attachment>,
    /// The headers as they came, to ask later what nobody asked yet.
    pub headers: String,
    /// What Outlook says it is (`REPORT.IPM.Note.NDR`), of its own files alone.
    pub class: Option<String>,
    /// Something of it was left out: a body, headers or attachments beyond what is kept.
    pub is_cut: bool,
}

impl Parsed {
    /// What to read of it: its text, or the words of its HTML.
    #[must_use]
    pub fn words(&self) -> String {
        self.reading().into_owned()
    }

    /// The same, not copied where it is there as text.
    pub(crate) fn reading(&self) -> Cow<'_, str> {
        match (&self.text, &self.html) {
            (Some(text), _) if !text.trim().is_empty() => Cow::Borrowed(text),
            (_, Some(html)) => Cow::Owned(text::from_html(html)),
            (Some(text), None) => Cow::Borrowed(text),
            (None, None) => Cow::Borrowed(""),
        }
    }

    /// By what the same message is known again: its own id, or else all that it says.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        match &self.message_id {
            Some(id) => add(&id.to_lowercase()),
            None => {
                for mailbox in [&self.from, &self.to, &self.cc].into_iter().flatten() {
                    add(&mailbox.address);
                }
                add(&self.at.unwrap_or_default().to_string());
                add(self.subject.as_deref().unwrap_or_default());
                add(&self.words());
                for attachment in &self.attachments {
                    add(&attachment.name);
                    add(&attachment.size.to_string());
                }
            }
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The first message of the thread, as far as this one knows.
    #[must_use]
    pub fn thread(&self) -> Option<&str> {
        self.references.first().or(self.in_reply_to.first()).or(self.message_id.as_ref()).map(String::as_str)
    }

    /// Brings all of it within the limits.
    pub(crate) fn settle(&mut self) {
        let mut left = MOST_ADDRESSES;
        for list in [&mut self.from, &mut self.to, &mut self.cc, &mut self.bcc, &mut self.reply_to] {
            self.is_cut |= list.len() > left;
            list.truncate(left);
            left -= list.len();
        }
        for body in [&mut self.text, &mut self.html].into_iter().flatten() {
            self.is_cut |= cut(body, LARGEST_BODY);
        }
        self.is_cut |= cut(&mut self.headers, LARGEST_HEADERS);
        for list in [&mut self.in_reply_to, &mut self.references] {
            list.truncate(200);
        }
        self.is_cut |= self.attachments.len() > MOST_ATTACHMENTS;
        self.attachments.truncate(MOST_ATTACHMENTS);
        for attachment in &mut self.attachments {
            attachment.size = attachment.size.max(attachment.bytes.len());
            if attachment.size > LARGEST_ATTACHMENT {
                attachment.bytes = Vec::new();
            }
            attachment.name = plain_name(&attachment.name);
            attachment.mime = plain_kind(&attachment.mime);
        }
        if let Some(subject) = &mut self.subject {
            *subject = one_line(subject, 1000);
        }
        self.subject = self.subject.take().filter(|subject| !subject.is_empty());
        self.text = self.text.take().map(|text| tidy(&text)).filter(|text| !text.trim().is_empty());
        self.html = self.html.take().filter(|html| !html.trim().is_empty());
    }
}

/// Shortens a text to so many bytes; true when it did.
fn cut(text: &mut String, most: usize) -> bool {
    if text.len() <= most {
        return false;
    }
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.truncate(end);
    true
}

/// Line ends of one kind, and no letters that no eye sees but zero ends a text for.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
}

/// One line of so many letters, without what commands a terminal or turns a line round.
pub(crate) fn one_line(text: &str, most: usize) -> String {
    let words: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !turns(*c)).collect();
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(most).collect::<String>().trim().to_owned()
}

/// Letters that turn the direction of a line: `exe.fdp` would be read as a document.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

/// A name that is no path and that every system can keep.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = one_line(last, 200)
        .chars()
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    name.trim_matches(['.', ' ']).to_owned()
}

/// `type/subtype` of plain letters, or what says nothing.
pub(crate) fn plain_kind(kind: &str) -> String {
    let kind = kind.trim().to_ascii_lowercase();
    let is_plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
    };
    match kind.split_once('/') {
        Some((one, other)) if is_plain(one) && is_plain(other) && kind.len() < 128 => kind,
        _ => "application/octet-stream".to_owned(),
    }
}
