//! The bytes of a letter.

use super::{File, Letter, Picture, Unsendable, clean::outgoing, plain::plain};
use crate::message::Mailbox;
use chrono::{DateTime, FixedOffset, Utc};
use mail_builder::{
    MessageBuilder,
    headers::{address::Address, content_type::ContentType, message_id::MessageId, raw::Raw, text::Text},
    mime::MimePart,
};
use sha2::{Digest, Sha256};

/// Headers that the letter writes by itself, or that are nobody's to write.
const OWN: [&str; 17] = [
    "from",
    "to",
    "cc",
    "bcc",
    "reply-to",
    "sender",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "return-path",
    "received",
    "resent-bcc",
    "dkim-signature",
    "envelope-to",
];

/// Letters of one word of a header, beyond which a line could not be folded.
const LONGEST_WORD: usize = 900;

pub(super) fn bytes(letter: &Letter) -> Result<Vec<u8>, Unsendable> {
    check(letter)?;
    let mut message = MessageBuilder::new()
        .header("Date", Raw::new(date(letter)?))
        .from(address(&letter.from))
        .subject(Text::new(letter.subject.trim()))
        .message_id(MessageId::new(letter.message_id.as_str()));
    for (name, list) in [("To", &letter.to), ("Cc", &letter.cc), ("Reply-To", &letter.reply_to)] {
        if !list.is_empty() {
            message = message.header(name, Address::new_list(list.iter().map(address).collect()));
        }
    }
    if letter.to.is_empty() && letter.cc.is_empty() {
        // Whom it goes to is nobody's business, but a line says that it goes to somebody.
        message = message.header("To", Raw::new("undisclosed-recipients:;"));
    }
    if let Some(id) = &letter.in_reply_to {
        message = message.in_reply_to(MessageId::new(id.as_str()));
    }
    if !letter.references.is_empty() {
        message = message.references(MessageId::new_list(letter.references.iter().map(String::as_str)));
    }
    for (name, value) in &letter.headers {
        message = message.header(name.as_str(), Raw::new(value.as_str()));
    }
    let mut bytes = Vec::new();
    message.body(body(letter)).serialize(&mut bytes);
    Ok(bytes)
}

/// The least that holds all of it: text and HTML, around the HTML its pictures, around both the files.
fn body(letter: &Letter) -> MimePart<'_> {
    let html = outgoing(&letter.html);
    let text = letter.text.clone().unwrap_or_else(|| plain(&html));
    let mut shown = MimePart::new(
        "text/html",
        format!("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>{html}</body></html>"),
    );
    if !letter.pictures.is_empty() {
        let pictures = letter.pictures.iter().map(picture);
        shown = multipart(letter, "related", std::iter::once(shown).chain(pictures).collect());
    }
    let both = match html.trim().is_empty() && letter.pictures.is_empty() {
        true => MimePart::new("text/plain", text),
        false => multipart(letter, "alternative", vec![MimePart::new("text/plain", text), shown]),
    };
    if letter.files.is_empty() {
        return both;
    }
    multipart(letter, "mixed", std::iter::once(both).chain(letter.files.iter().map(attached)).collect())
}

/// `=_` stands neither in base 64 nor in quoted text, so that no part can hold what ends it.
fn multipart<'a>(letter: &Letter, kind: &str, parts: Vec<MimePart<'a>>) -> MimePart<'a> {
    let mut hash = Sha256::new();
    for text in [kind, &letter.message_id, &letter.subject, &letter.html] {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    let digest: String = hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let kind = ContentType::new(format!("multipart/{kind}")).attribute("boundary", format!("=_{digest}"));
    MimePart::new(kind, parts)
}

fn picture(picture: &Picture) -> MimePart<'_> {
    let kind = ContentType::new(kind(&picture.file));
    let kind = match picture.file.name.is_empty() {
        true => kind,
        false => kind.attribute("name", picture.file.name.as_str()),
    };
    MimePart::new(kind, picture.file.bytes.as_slice()).inline().cid(picture.content_id.as_str())
}

fn attached(file: &File) -> MimePart<'_> {
    let kind = ContentType::new(kind(file));
    if file.name.is_empty() {
        return MimePart::new(kind, file.bytes.as_slice())
            .header("Content-Disposition", Raw::new("attachment"));
    }
    MimePart::new(kind, file.bytes.as_slice()).attachment(file.name.as_str())
}

/// A message within a message may not be put into base 64: it goes as a file, which its name tells.
fn kind(file: &File) -> String {
    let kind = crate::message::plain_kind(&file.mime);
    match kind.starts_with("message/") || kind.starts_with("multipart/") {
        true => "application/octet-stream".to_owned(),
        false => kind,
    }
}

fn address(mailbox: &Mailbox) -> Address<'_> {
    let name = mailbox.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    Address::new_address(name, mailbox.address.as_str())
}

fn date(letter: &Letter) -> Result<String, Unsendable> {
    let zone = FixedOffset::east_opt(letter.offset.saturating_mul(60)).ok_or(Unsendable::Date)?;
    let at = DateTime::<Utc>::from_timestamp_millis(letter.at).ok_or(Unsendable::Date)?;
    let at = at.with_timezone(&zone);
    let is_sayable = (1900..=9999).contains(&chrono::Datelike::year(&at));
    is_sayable.then(|| at.to_rfc2822()).ok_or(Unsendable::Date)
}

fn check(letter: &Letter) -> Result<(), Unsendable> {
    if letter.recipients().is_empty() {
        return Err(Unsendable::NoRecipient);
    }
    let mailboxes = [&letter.to, &letter.cc, &letter.bcc, &letter.reply_to];
    for mailbox in std::iter::once(&letter.from).chain(mailboxes.into_iter().flatten()) {
        if !is_address(&mailbox.address) {
            return Err(Unsendable::Address(mailbox.address.clone()));
        }
        one_line("name", mailbox.name.as_deref().unwrap_or_default())?;
    }
    one_line("subject", &letter.subject)?;
    let earlier = letter.references.iter().chain(&letter.in_reply_to);
    for id in std::iter::once(&letter.message_id).chain(earlier) {
        if !is_identifier(id) {
            return Err(Unsendable::Identifier(id.clone()));
        }
    }
    for picture in &letter.pictures {
        one_line("file", &picture.file.name)?;
        if !is_identifier(&picture.content_id) {
            return Err(Unsendable::Identifier(picture.content_id.clone()));
        }
    }
    for file in &letter.files {
        one_line("file", &file.name)?;
    }
    letter.headers.iter().try_for_each(|(name, value)| further(name, value))
}

fn one_line(field: &str, text: &str) -> Result<(), Unsendable> {
    let is_bad = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(is_bad) { Err(Unsendable::Control(field.to_owned())) } else { Ok(()) }
}

/// An address that any server takes: letters beyond ASCII are not among them.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_local = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let is_domain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    text.len() <= 254
        && (1..=64).contains(&local.len())
        && local.chars().all(is_local)
        && domain.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.chars().all(is_domain)
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

/// An id that stands between angle brackets.
pub(super) fn is_identifier(id: &str) -> bool {
    (1..=LONGEST_WORD).contains(&id.len()) && id.chars().all(|c| c.is_ascii_graphic() && c != '<' && c != '>')
}

/// A further header: a name that is one and that the letter does not write, and words that one line after another can hold.
fn further(name: &str, value: &str) -> Result<(), Unsendable> {
    let lower = name.to_ascii_lowercase();
    let is_name = (1..=70).contains(&name.len()) && name.chars().all(|c| c.is_ascii_graphic() && c != ':');
    if !is_name || OWN.contains(&lower.as_str()) || lower.starts_with("content-") {
        return Err(Unsendable::Header(name.to_owned()));
    }
    let is_plain = value.chars().all(|c| c == ' ' || c.is_ascii_graphic());
    let is_short = value.split(' ').all(|word| word.len() <= LONGEST_WORD);
    if is_plain && is_short { Ok(()) } else { Err(Unsendable::Control(name.to_owned())) }
}
