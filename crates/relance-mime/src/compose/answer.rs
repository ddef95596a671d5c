//! A reply and a forward: to whom, under which subject, in which thread, and what stands below what is written.

use super::{MOST_REFERENCES, clean::outgoing, written::is_identifier};
use crate::message::{Attachment, Mailbox, Parsed, one_line};
use chrono::{DateTime, Datelike, FixedOffset, Utc};

/// What a message begins with that answers or passes on another one. Nobody's address is `from`: that is the writer's choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    pub subject: String,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
    /// HTML to stand below what is written.
    pub quoted: String,
    /// Pictures that what is quoted shows.
    pub pictures: Vec<Attachment>,
    /// What goes along: of a forwarded message all that was attached.
    pub files: Vec<Attachment>,
}

/// How mailers mark an answer, in lower case, without what follows.
const REPLIES: [&str; 16] = [
    "re", "ré", "rép", "rep", "réf", "aw", "antw", "antwort", "sv", "vs", "odp", "res", "r", "ynt", "回复",
    "答复",
];
/// How they mark what is passed on.
const FORWARDS: [&str; 11] = ["fw", "fwd", "tr", "wg", "vb", "vl", "rv", "enc", "doorst", "i", "转发"];

/// A reply to whoever wrote it, or to `all`. `own` are the addresses of who answers; `offset` minutes east of Greenwich where
/// that is.
#[must_use]
pub fn reply(message: &Parsed, own: &[String], all: bool, english: bool, offset: i32) -> Answer {
    let is_own = |mailbox: &Mailbox| own.iter().any(|address| address.eq_ignore_ascii_case(&mailbox.address));
    let wrote_it = !message.from.is_empty() && message.from.iter().all(is_own);
    let asked = if message.reply_to.is_empty() { &message.from } else { &message.reply_to };
    // Who goes on after a message of her own writes to whom that went.
    let first = if wrote_it && !message.to.is_empty() { &message.to } else { asked };
    let mut to: Vec<Mailbox> = Vec::new();
    add(&mut to, &[], first.iter().filter(|mailbox| !is_own(mailbox)));
    if to.is_empty() {
        add(&mut to, &[], first.iter());
    }
    let mut cc = Vec::new();
    if all {
        add(&mut cc, &to, message.to.iter().chain(&message.cc).filter(|mailbox| !is_own(mailbox)));
    }
    let subject = format!("Re: {}", bare(message.subject.as_deref().unwrap_or_default(), true));
    let (pictures, _) = files(message);
    Answer {
        to,
        cc,
        subject: subject.trim_end().to_owned(),
        in_reply_to: message.message_id.clone().filter(|id| is_identifier(id)),
        references: references(message),
        quoted: quoted(message, english, offset),
        pictures,
        files: Vec::new(),
    }
}

/// The message passed on, with the lines that say whose it was and all that was attached.
#[must_use]
pub fn forward(message: &Parsed, english: bool, offset: i32) -> Answer {
    let subject = format!("Fwd: {}", bare(message.subject.as_deref().unwrap_or_default(), false));
    let (pictures, files) = files(message);
    let line = |french: &str, other: &str, value: String| {
        let name = if english { other } else { french };
        let end = if english { ":" } else { "\u{202f}:" };
        if value.is_empty() { String::new() } else { format!("<b>{name}{end}</b> {}<br>", escaped(&value)) }
    };
    let heads = [
        line("De", "From", list(&message.from)),
        line("Date", "Date", message.at.map_or_else(String::new, |at| instant(at, english, offset))),
        line("Objet", "Subject", message.subject.clone().unwrap_or_default()),
        line("À", "To", list(&message.to)),
        line("Cc", "Cc", list(&message.cc)),
    ];
    let title = if english { "Forwarded message" } else { "Message transféré" };
    Answer {
        subject: subject.trim_end().to_owned(),
        references: references(message),
        quoted: format!(
            "<div class=\"gmail_quote\"><p>---------- {title} ----------<br>{}</p>{}</div>",
            heads.concat(),
            body(message)
        ),
        pictures,
        files,
        ..Answer::default()
    }
}

/// Adds whom neither list has.
fn add<'a>(list: &mut Vec<Mailbox>, others: &[Mailbox], more: impl Iterator<Item = &'a Mailbox>) {
    for mailbox in more {
        if !list.iter().chain(others).any(|known| known.address.eq_ignore_ascii_case(&mailbox.address)) {
            list.push(mailbox.clone());
        }
    }
}

/// The ids of the thread (RFC 5322, 3.6.4): those before, then the message itself; of a long one the first and the latest.
fn references(message: &Parsed) -> Vec<String> {
    let before = match message.references.is_empty() && message.in_reply_to.len() == 1 {
        true => &message.in_reply_to,
        false => &message.references,
    };
    let mut ids: Vec<String> = Vec::new();
    for id in before.iter().chain(&message.message_id).filter(|id| is_identifier(id)) {
        ids.retain(|known| known != id || Some(known) == before.first());
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    if ids.len() > MOST_REFERENCES {
        ids.drain(1..=ids.len() - MOST_REFERENCES);
    }
    ids
}

/// A subject without what mailers put before it: all of it before an answer, the marks of passing on alone before a forward.
#[must_use]
pub fn bare(subject: &str, answers: bool) -> String {
    let subject = one_line(subject, 900);
    let mut rest = subject.as_str();
    while let Some((head, tail)) = rest.split_once([':', '：']) {
        let mark = head.trim().to_lowercase();
        let mark = mark.trim_end_matches(|c: char| c.is_ascii_digit() || "[]()* .".contains(c));
        let is_mark = FORWARDS.contains(&mark) || (answers && REPLIES.contains(&mark));
        // « Réf : 4512 » is what it is about.
        let is_number = mark == "réf" && tail.trim().starts_with(|c: char| c.is_ascii_digit());
        if !is_mark || is_number {
            break;
        }
        rest = tail.trim();
    }
    rest.to_owned()
}

fn quoted(message: &Parsed, english: bool, offset: i32) -> String {
    let who = escaped(&list(&message.from[..message.from.len().min(1)]));
    let at = message.at.map(|at| instant(at, english, offset));
    let line = match (at, english) {
        (Some(at), true) => format!("On {at}, {who} wrote:"),
        (None, true) => format!("{who} wrote:"),
        (Some(at), false) => format!("Le {at}, {who} a écrit\u{202f}:"),
        (None, false) => format!("{who} a écrit\u{202f}:"),
    };
    format!(
        "<div class=\"gmail_quote\"><p>{line}</p><blockquote type=\"cite\" style=\"margin:0 0 0 8px;border-left:1px solid #ccc;padding-left:8px\">{}</blockquote></div>",
        body(message)
    )
}

/// What it says, fit to be sent again.
fn body(message: &Parsed) -> String {
    match (&message.html, &message.text) {
        (Some(html), _) if !html.trim().is_empty() => outgoing(html),
        (_, Some(text)) => {
            text.lines().map(|line| escaped(line.trim_end()) + "<br>").collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}

/// The pictures that its HTML shows, and the other attachments; those too large to be kept are with neither.
fn files(message: &Parsed) -> (Vec<Attachment>, Vec<Attachment>) {
    let html = message.html.as_deref().unwrap_or_default();
    let whole = message.attachments.iter().filter(|attachment| !attachment.is_too_large()).cloned();
    whole.partition(|attachment| {
        let id = attachment.content_id.as_deref().filter(|id| is_identifier(id));
        id.is_some_and(|id| html.contains(&format!("cid:{id}")))
    })
}

fn list(mailboxes: &[Mailbox]) -> String {
    let shown = |mailbox: &Mailbox| match &mailbox.name {
        Some(name) => format!("{name} <{}>", mailbox.address),
        None => mailbox.address.clone(),
    };
    mailboxes.iter().map(shown).collect::<Vec<_>>().join(", ")
}

const DAYS: [(&str, &str); 7] = [
    ("lun.", "Mon"),
    ("mar.", "Tue"),
    ("mer.", "Wed"),
    ("jeu.", "Thu"),
    ("ven.", "Fri"),
    ("sam.", "Sat"),
    ("dim.", "Sun"),
];
const MONTHS: [(&str, &str); 12] = [
    ("janv.", "Jan"),
    ("févr.", "Feb"),
    ("mars", "Mar"),
    ("avr.", "Apr"),
    ("mai", "May"),
    ("juin", "Jun"),
    ("juil.", "Jul"),
    ("août", "Aug"),
    ("sept.", "Sep"),
    ("oct.", "Oct"),
    ("nov.", "Nov"),
    ("déc.", "Dec"),
];

fn instant(at: i64, english: bool, offset: i32) -> String {
    let zone = FixedOffset::east_opt(offset.saturating_mul(60));
    let at = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default();
    let at = at.with_timezone(&zone.unwrap_or_else(|| chrono::Offset::fix(&Utc)));
    let day = DAYS[at.weekday().num_days_from_monday() as usize % 7];
    let month = MONTHS[at.month0() as usize % 12];
    let (time, year) = (at.format("%H:%M"), at.year());
    match english {
        true => format!("{}, {} {} {year} at {time}", day.1, at.day(), month.1),
        false => format!("{} {} {} {year} à {time}", day.0, at.day(), month.0),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
