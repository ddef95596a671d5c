//! A message as it goes: its variables filled, its signature and its quote below, its bytes. What is shown before is what is sent.

use super::{answer::offset, files, holder, meant, table};
use crate::{Core, activities, mail, messages, templates};
use relance_mime::{
    Mailbox,
    compose::{self, File, Letter, Picture, Unsendable},
};
use relance_model::{
    Failure, Id, Outcome,
    mail::MailAccount,
    messages::PersonRole,
    outbox::{Outgoing, OutgoingPreview, Person},
    templates::{CheckRequest, Lint, Part, PreviewRequest, Purpose, Severity},
};
use relance_store::Db;
use sha2::{Digest, Sha256};

/// A message with everything that goes.
pub(super) struct Ready {
    pub letter: Letter,
    pub lints: Vec<Lint>,
}

impl Ready {
    /// The bytes of the message.
    ///
    /// # Errors
    /// What cannot be written as it stands.
    pub fn bytes(&self) -> Outcome<Vec<u8>> {
        self.letter.bytes().map_err(|unsendable| match unsendable {
            Unsendable::NoRecipient => Failure::invalid("to", "outgoing_recipient_missing"),
            Unsendable::Address(address) => {
                Failure::invalid("to", "outgoing_address_invalid").with("value", address)
            }
            other => Failure::invalid("html", "outgoing_unwritable").with("what", other.to_string()),
        })
    }
}

/// Composes a message as it is now.
///
/// # Errors
/// `outgoing_account_missing`; the base cannot be read.
pub(super) fn compose(core: &Core, db: &Db<'_>, outgoing: &Outgoing, at: i64) -> Outcome<Ready> {
    let item = &outgoing.item;
    let missing = || Failure::invalid("account", "outgoing_account_missing");
    let account = mail::get(db, item.account.ok_or_else(missing)?).map_err(|_| missing())?;
    let held = files::of(db, item.id)?;
    let has_attachment = held.iter().any(|file| file.content_id.is_none());
    let (subject, written, mut lints) = filled(db, outgoing, has_attachment)?;
    let html = below(written, &account, outgoing);
    let sender = item.from.clone().unwrap_or_else(|| account.email.clone());
    let (mut pictures, mut files) = (Vec::new(), Vec::new());
    for file in held {
        let made = File { name: file.name, mime: file.mime, bytes: file.bytes };
        match file.content_id {
            Some(id) if html.contains(&format!("cid:{id}")) => {
                pictures.push(Picture { content_id: id, file: made });
            }
            Some(_) => {}
            None => files.push(made),
        }
    }
    let (in_reply_to, refs): (Option<String>, String) = db
        .optional("SELECT in_reply_to, refs FROM outgoing WHERE id = ?1", [item.id.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .unwrap_or_default();
    let letter = Letter {
        from: Mailbox { name: account.name.clone(), address: sender.clone() },
        to: mailboxes(&item.to),
        cc: mailboxes(&item.cc),
        bcc: mailboxes(&item.bcc),
        subject,
        message_id: identifier(item.id, &sender, at, &html),
        html,
        pictures,
        files,
        at,
        offset: offset(core)?,
        in_reply_to,
        references: serde_json::from_str(&refs).unwrap_or_default(),
        ..Letter::default()
    };
    lints.extend(recipients(db, outgoing)?);
    lints.sort_by_key(|lint| lint.severity);
    Ok(Ready { letter, lints })
}

/// No other message has the same one, and it says neither when nor on which machine it was made.
fn identifier(id: Id, sender: &str, at: i64, html: &str) -> String {
    let mut hash = Sha256::new();
    for text in [&id.to_string(), sender, &at.to_string(), html] {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    let digest: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let domain = sender.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    format!("{digest}@{domain}")
}

/// Subject and text with their variables filled, and what is to be looked at.
fn filled(db: &Db<'_>, outgoing: &Outgoing, has_attachment: bool) -> Outcome<(String, String, Vec<Lint>)> {
    let item = &outgoing.item;
    let language = match item.template.map(|id| templates::get(db, id)) {
        Some(Ok(template)) => template.language,
        _ => None,
    };
    let purpose = if item.answers.is_some() { Purpose::Reply } else { Purpose::Mail };
    let prospect = meant(db, item)?;
    if let Some(prospect) = prospect {
        let request = PreviewRequest {
            subject: Some(item.subject.clone()),
            body: Some(outgoing.html.clone()),
            language,
            purpose: Some(purpose),
            prospect: Some(prospect),
            has_attachment,
            ..PreviewRequest::default()
        };
        let made = templates::preview(db, &request)?;
        return Ok((made.subject, made.html, made.lints));
    }
    let request = CheckRequest {
        subject: item.subject.clone(),
        html: outgoing.html.clone(),
        language,
        purpose,
        prospect: None,
        has_attachment,
    };
    Ok((item.subject.clone(), outgoing.html.clone(), templates::check(db, &request)?.lints))
}

/// What was written, the signature, the quote.
fn below(mut html: String, account: &MailAccount, outgoing: &Outgoing) -> String {
    if let Some(signature) = account.signature.as_deref().filter(|_| outgoing.item.is_signed) {
        // By this line readers fold it, and leave it out of what they quote (RFC 3676, 4.3).
        html.push_str("<p>--<br></p>");
        html.push_str(signature);
    }
    if let Some(quoted) = &outgoing.quoted {
        html.push_str("<br>");
        html.push_str(quoted);
    }
    compose::outgoing(&html)
}

fn mailboxes(people: &[Person]) -> Vec<Mailbox> {
    people.iter().map(|one| Mailbox { name: one.name.clone(), address: one.address.clone() }).collect()
}

/// What is wrong with whom it goes to.
fn recipients(db: &Db<'_>, outgoing: &Outgoing) -> Outcome<Vec<Lint>> {
    let item = &outgoing.item;
    let error = |code: &str, found: &str| Lint {
        severity: Severity::Error,
        code: code.to_owned(),
        part: Part::Body,
        found: found.to_owned(),
        at: None,
        values: serde_json::Map::new(),
    };
    let all = || item.to.iter().chain(&item.cc).chain(&item.bcc);
    let mut lints = Vec::new();
    if all().next().is_none() {
        lints.push(error("no_recipient", ""));
    }
    let is_none = |person: &&Person| crate::values::email(&person.address).is_err();
    lints.extend(all().filter(is_none).map(|person| error("recipient_wrong", &person.address)));
    lints.extend(opposed(db, outgoing)?.iter().map(|name| error("do_not_contact", name)));
    Ok(lints)
}

/// The names of those who are not to be contacted, unless a message of hers is answered.
///
/// # Errors
/// The base cannot be read.
pub(super) fn opposed(db: &Db<'_>, outgoing: &Outgoing) -> Outcome<Vec<String>> {
    let item = &outgoing.item;
    let mut people: Vec<Id> = Vec::new();
    for person in item.to.iter().chain(&item.cc).chain(&item.bcc) {
        people.extend(holder(db, &person.address)?);
    }
    people.extend(meant(db, item)?);
    people.sort_unstable();
    people.dedup();
    let mut names = Vec::new();
    for id in people {
        let opposed: Option<Option<i64>> =
            db.optional("SELECT do_not_contact_at FROM prospect WHERE id = ?1", [id.0], |row| row.get(0))?;
        if opposed.flatten().is_some() && !wrote(db, id, item.answers)? {
            names.push(crate::prospects::row(db, id)?.name);
        }
    }
    Ok(names)
}

/// Whether a message is on her timeline and came in from one of her addresses.
fn wrote(db: &Db<'_>, prospect: Id, message: Option<Id>) -> Outcome<bool> {
    let Some(message) = message else { return Ok(false) };
    let Ok(parsed) = messages::parsed(db, message) else { return Ok(false) };
    if !activities::people_of(db, message)?.contains(&prospect) {
        return Ok(false);
    }
    for sender in parsed.from.iter().chain(&parsed.reply_to) {
        if holder(db, &sender.address)? == Some(prospect) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A message as it would go; of one that was queued, as it goes.
///
/// # Errors
/// `not_found`, `outgoing_account_missing`.
pub fn preview(core: &Core, id: Id) -> Outcome<OutgoingPreview> {
    core.read(|db| {
        let outgoing = table::get(db, id)?;
        let item = &outgoing.item;
        let (to, cc, bcc) = (item.to.clone(), item.cc.clone(), item.bcc.clone());
        let bytes = table::bytes(db, id)?;
        if let Some(bytes) = bytes {
            let read = messages::read(&bytes, None)?;
            let from = read.people().iter().find(|person| person.role == PersonRole::From);
            let from = from.map(|from| Person { name: from.name.clone(), address: from.address.clone() });
            let (subject, html, text) = read.said();
            return Ok(OutgoingPreview {
                subject: subject.to_owned(),
                html: html.to_owned(),
                text: text.to_owned(),
                from: from.unwrap_or_default(),
                to,
                cc,
                bcc,
                lints: Vec::new(),
                size: bytes.len() as u64,
            });
        }
        let ready = compose(core, db, &outgoing, core.now())?;
        // What is not fit to be sent yet weighs nothing: its lints say why.
        let size = ready.bytes().map_or(0, |bytes| bytes.len() as u64);
        let Ready { letter, lints } = ready;
        Ok(OutgoingPreview {
            text: compose::plain(&letter.html),
            subject: letter.subject,
            html: letter.html,
            from: Person { name: letter.from.name, address: letter.from.address },
            to,
            cc,
            bcc,
            lints,
            size,
        })
    })
}
