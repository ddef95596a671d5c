//! A message laid out for the rules: its headers, what is read of it, what of that was written for it; each made once, and
//! what not every message needs only when it is asked for.

use super::{
    evidence::{Found, Place, Rule, clipped, line_of},
    folded::{Folded, fold},
    heads::{self, Head},
};
use crate::{
    charset,
    message::{Attachment, Parsed},
    quotes::{PartKind, parts},
    text,
};
use std::{borrow::Cow, cell::OnceCell};

/// Bytes of a body that are looked at: what a machine says, it says at the top.
const MOST_TEXT: usize = 128 << 10;
/// Bytes of HTML from which words are taken.
const MOST_HTML: usize = 256 << 10;
/// Bytes of a report that are looked at.
const MOST_REPORT: usize = 256 << 10;

pub(crate) struct Reading<'a> {
    pub(crate) message: &'a Parsed,
    pub(crate) heads: Vec<Head<'a>>,
    /// What is read of the message.
    pub(crate) words: Cow<'a, str>,
    pub(crate) subject: String,
    own_addresses: Vec<String>,
    written: OnceCell<String>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(message: &'a Parsed, own: &[&str]) -> Self {
        let words = match (&message.text, &message.html) {
            (None, Some(html)) if html.len() > MOST_HTML => {
                Cow::Owned(text::from_html(clipped(html, MOST_HTML)))
            }
            _ => message.reading(),
        };
        let words = match words {
            Cow::Borrowed(words) => Cow::Borrowed(clipped(words, MOST_TEXT)),
            Cow::Owned(words) if words.len() > MOST_TEXT => Cow::Owned(clipped(&words, MOST_TEXT).to_owned()),
            owned => owned,
        };
        // Where a damaged message has no text, the piece that could not be taken apart is all there is.
        let words = if words.trim().is_empty() { loose(message).map_or(words, Cow::Owned) } else { words };
        Self {
            message,
            heads: heads::read(&message.headers),
            words,
            subject: message.subject.as_deref().map(fold).unwrap_or_default(),
            own_addresses: own.iter().map(|address| address.trim().to_lowercase()).collect(),
            written: OnceCell::new(),
        }
    }

    pub(crate) fn head(&self, name: &str) -> Option<&Head<'a>> {
        heads::get(&self.heads, name)
    }

    /// What was written for this message: no quote, no signature.
    pub(crate) fn written(&self) -> &str {
        self.written.get_or_init(|| {
            let own = parts(&self.words).into_iter().filter(|part| part.kind == PartKind::Text);
            own.map(|part| part.text).collect::<Vec<_>>().join("\n\n")
        })
    }

    pub(crate) fn folded(&self) -> Folded<'_> {
        Folded::new(self.written())
    }

    pub(crate) fn is_own(&self, address: &str) -> bool {
        self.own_addresses.iter().any(|own| own == address)
    }

    /// Whether somebody on either end of this very message has the address.
    pub(crate) fn is_sender_or_own(&self, address: &str) -> bool {
        self.is_own(address) || self.message.from.iter().any(|from| from.address == address)
    }

    pub(crate) fn attached(&self, kinds: &[&str]) -> impl Iterator<Item = (&'a Attachment, String)> {
        let message: &'a Parsed = self.message;
        let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        message.attachments.iter().filter(move |one| kinds.contains(&one.mime)).map(|one| {
            let bytes = &one.bytes[..one.bytes.len().min(MOST_REPORT)];
            let is_japanese = bytes.windows(2).any(|pair| pair == b"\x1B$");
            (one, charset::decode(bytes, is_japanese.then_some("iso-2022-jp")))
        })
    }

    /// The headers of the message that this one is about, where they are attached.
    pub(crate) fn returned(&self) -> Option<String> {
        let kinds = [
            "message/rfc822",
            "text/rfc822-headers",
            "text/rfc822-header",
            "message/rfc822-headers",
            "message/partial",
            "message/global",
            "message/global-headers",
        ];
        self.attached(&kinds).next().map(|(_, text)| text)
    }

    /// `Return-Path: <>`.
    pub(crate) fn null_sender(&self) -> Option<&Head<'a>> {
        self.head("return-path").filter(|head| matches!(head.value.trim(), "<>" | "" | "< >"))
    }

    /// Tells a stretch of what was written, by where it stands in the folded text.
    pub(crate) fn tell(&self, found: &mut Found, rule: Rule, folded: &Folded<'_>, start: usize, end: usize) {
        let (from, to) = folded.source_of(start, end);
        self.tell_source(found, rule, &folded.source[from..to]);
    }

    /// Tells letters of what is read of the message.
    pub(crate) fn tell_source(&self, found: &mut Found, rule: Rule, text: &str) {
        // The parts of a text are pieces of it: where one begins is where it stands.
        let text = if self.words.contains(text) { text } else { text.split('\n').next().unwrap_or_default() };
        let line = self.words.find(text).map_or(1, |at| line_of(&self.words, at));
        found.add(rule, Place::Body { line }, text);
    }

    /// Tells the subject, as it stands in the headers where it does.
    pub(crate) fn tell_subject(&self, found: &mut Found, rule: Rule) {
        let value = self.head("subject").map(|head| head.value);
        let value = value.or(self.message.subject.as_deref()).unwrap_or_default();
        found.header(rule, "Subject", value);
    }
}

/// The letters of a piece that should have been text.
fn loose(message: &Parsed) -> Option<String> {
    let is_text =
        |one: &&Attachment| one.mime.starts_with("text/plain") || one.mime.starts_with("multipart/");
    let one = message.attachments.iter().find(is_text)?;
    Some(charset::decode(&one.bytes[..one.bytes.len().min(MOST_TEXT)], None).replace("\r\n", "\n"))
}
