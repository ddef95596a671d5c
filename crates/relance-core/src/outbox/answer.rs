//! A reply and a forward: whom it goes to, under which subject, in which thread, and what stands below.

use super::files::Held;
use crate::{Core, mail, messages};
use relance_mime::{
    Attachment, Mailbox,
    compose::{self, Answer},
};
use relance_model::{Id, Outcome, mail::MailAccount, outbox::Person};
use relance_store::Db;
use std::collections::HashSet;

/// What a draft begins with that answers or passes on a message.
#[derive(Default)]
pub(super) struct Begun {
    pub account: Option<Id>,
    pub from: Option<String>,
    pub to: Vec<Person>,
    pub cc: Vec<Person>,
    pub subject: String,
    pub quoted: String,
    pub in_reply_to: Option<String>,
    pub refs: Vec<String>,
    pub files: Vec<Held>,
}

/// Begins a reply, to everybody where `all` says so.
///
/// # Errors
/// `not_found`.
pub(super) fn reply(core: &Core, message: Id, all: bool) -> Outcome<Begun> {
    let (english, offset) = tongue(core)?;
    core.read(|db| {
        let parsed = messages::parsed(db, message)?;
        let accounts = mail::all(db)?;
        let answer = compose::reply(&parsed, &own(db, &accounts)?, all, english, offset);
        let named: Vec<&str> = [&parsed.to, &parsed.cc, &parsed.from]
            .into_iter()
            .flatten()
            .map(|mailbox| mailbox.address.as_str())
            .collect();
        let (account, from) = addressed(db, &accounts, message, &named)?;
        Ok(Begun { account, from, ..begun(answer, Vec::new()) })
    })
}

/// Begins a forward, with all that was attached: what is still on its server is fetched.
///
/// # Errors
/// `not_found`; what the server says about an attachment.
pub(super) fn forward(core: &Core, message: Id) -> Outcome<Begun> {
    let (english, offset) = tongue(core)?;
    let held = core.read(|db| messages::get(db, message))?;
    for attachment in held.attachments.iter().filter(|attachment| !attachment.is_kept) {
        mail::attachment(core, message, attachment.id)?;
    }
    core.read(|db| {
        let parsed = messages::parsed(db, message)?;
        let accounts = mail::all(db)?;
        let answer = compose::forward(&parsed, english, offset);
        let named: Vec<&str> =
            parsed.to.iter().chain(&parsed.cc).map(|mailbox| mailbox.address.as_str()).collect();
        let (account, from) = addressed(db, &accounts, message, &named)?;
        let files = answer.files.iter().map(|file| kept(file, None)).collect();
        Ok(Begun { account, from, ..begun(answer, files) })
    })
}

fn begun(answer: Answer, mut files: Vec<Held>) -> Begun {
    let pictures = answer.pictures.iter();
    files.extend(pictures.filter_map(|one| one.content_id.clone().map(|id| kept(one, Some(id)))));
    Begun {
        to: answer.to.into_iter().map(person).collect(),
        cc: answer.cc.into_iter().map(person).collect(),
        subject: answer.subject,
        quoted: answer.quoted,
        in_reply_to: answer.in_reply_to,
        refs: answer.references,
        files,
        ..Begun::default()
    }
}

fn kept(file: &Attachment, content_id: Option<String>) -> Held {
    Held { name: file.name.clone(), mime: file.mime.clone(), content_id, bytes: file.bytes.clone() }
}

fn person(mailbox: Mailbox) -> Person {
    Person { name: mailbox.name, address: mailbox.address }
}

/// The language of what is ours in a quote, and minutes east of Greenwich.
fn tongue(core: &Core) -> Outcome<(bool, i32)> {
    Ok((core.is_english(None)?, offset(core)?))
}

/// Minutes east of Greenwich where it is written.
pub(super) fn offset(core: &Core) -> Outcome<i32> {
    let local = core.local()?;
    let east = local.of(local.now).and_utc().timestamp_millis() - local.now;
    // Seconds that local time does not show are no minute more.
    Ok(i32::try_from((east + 30_000).div_euclid(60_000)).unwrap_or_default())
}

/// Every address of the user's.
fn own(db: &Db<'_>, accounts: &[MailAccount]) -> Outcome<Vec<String>> {
    let mut own: HashSet<String> = crate::members::all(db)?
        .into_iter()
        .filter_map(|member| member.email)
        .map(|email| email.trim().to_lowercase())
        .collect();
    own.extend(accounts.iter().flat_map(|account| account.aliases.iter().chain([&account.email]).cloned()));
    Ok(own.into_iter().collect())
}

/// The mailbox that a message came to, or left from, and the alias that it named.
fn addressed(
    db: &Db<'_>,
    accounts: &[MailAccount],
    message: Id,
    named: &[&str],
) -> Outcome<(Option<Id>, Option<String>)> {
    let came: Option<i64> =
        db.optional("SELECT account_id FROM message WHERE id = ?1", [message.0], |row| row.get(0))?.flatten();
    let is_named = |address: &str| named.iter().any(|named| named.eq_ignore_ascii_case(address));
    let alias = |account: &MailAccount| {
        let is_own = is_named(&account.email);
        account.aliases.iter().find(|alias| !is_own && is_named(alias)).cloned()
    };
    let by_account = accounts.iter().find(|account| Some(account.id.0) == came);
    let by_name = || accounts.iter().find(|account| is_named(&account.email) || alias(account).is_some());
    let account = by_account.or_else(by_name);
    Ok((account.map(|account| account.id), account.and_then(alias)))
}
