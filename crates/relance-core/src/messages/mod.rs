//! E-mails: a file is read, matched to prospects by the addresses that it names, and stands on the timeline of each.
//!
//! What a message says is kept as it came; it is made safe when it is shown. Bytes are kept once, by their digest. A message is on
//! the timelines that its entries (of `activities`) say; one that is on none is nobody's, and goes.

mod arrival;
mod content;
mod fetched;
mod found;
mod kept;
mod many;
mod parsed;
mod shown;
mod threads;
mod whose;

pub(crate) use fetched::see;
pub use fetched::{Came, Kept, flags, held, keep_attachments, keep_fetched, mark, passes};
pub use found::list;
pub(crate) use found::{COLUMNS, expression, item};
pub(crate) use kept::{adopt, all, drop_of_account, drop_orphans, whole};
pub use many::{Given, MOST, add_all, files_at};
pub(crate) use parsed::parsed;
pub use relance_mime::LARGEST_FILE;
pub use shown::{added, file, get, view};
pub(crate) use threads::{part, unite};

use crate::{
    activities, members,
    prospects::{self, Rules},
    values,
};
use content::keep;
use relance_mime::{Parsed, PartKind, Unreadable};
use relance_model::{
    Code, Failure, Id, Outcome,
    activities::Direction,
    messages::{MessageAdd, MessagePerson, MessageProspect, PersonRole},
    prospects::ProspectEdit,
};
use relance_store::{Db, Tx, params};
use serde_json::{Map, Value, json};
use std::{collections::HashSet, io::Read as _, path::Path, sync::OnceLock};

/// Letters of a message that are on the timeline, to be read and found there.
const FIRST_WORDS: usize = 1_000;
/// Bytes of a picture that is kept with a message from a mailbox.
const SMALL_PICTURE: usize = 256 << 10;
/// Names of who got it that are on the timeline.
const NAMED: usize = 3;

/// What became of a file.
#[derive(Clone, Debug)]
pub struct Added {
    pub id: Id,
    pub is_new: bool,
    pub tied: Vec<MessageProspect>,
    pub created: Option<Id>,
}

/// A message that was read, and is not in the base yet.
pub struct Read {
    parsed: Parsed,
    file_name: Option<String>,
    /// By what the same message is known again.
    digest: String,
    words: String,
    people: Vec<MessagePerson>,
    /// What it is, where that was found out.
    arrival: OnceLock<relance_mime::Arrival>,
}

impl Read {
    /// What is worked out of a message before it is written: the part that takes time.
    fn of(parsed: Parsed, file_name: Option<String>) -> Self {
        let (digest, words, people) = (parsed.digest(), parsed.words(), people(&parsed));
        Self { parsed, file_name, digest, words, people, arrival: OnceLock::new() }
    }

    /// Everybody whom it names.
    #[must_use]
    pub fn people(&self) -> &[MessagePerson] {
        &self.people
    }

    /// Its own id, without angle brackets.
    #[must_use]
    pub fn message_id(&self) -> Option<&str> {
        self.parsed.message_id.as_deref()
    }

    /// Its subject, its HTML and its text.
    #[must_use]
    pub fn said(&self) -> (&str, &str, &str) {
        let parsed = &self.parsed;
        (
            parsed.subject.as_deref().unwrap_or_default(),
            parsed.html.as_deref().unwrap_or_default(),
            &self.words,
        )
    }

    /// Names whom it was sent to as well and whom its bytes do not name: who sent it knows.
    pub fn blind(&mut self, others: impl IntoIterator<Item = (Option<String>, String)>) {
        for (name, address) in others {
            if !self.people.iter().any(|person| person.address == address && person.role != PersonRole::From)
            {
                self.people.push(MessagePerson { role: PersonRole::Bcc, name, address });
            }
        }
    }

    /// Ids of its conversation: its own, and those of the messages that it answers.
    pub fn conversation(&self) -> impl Iterator<Item = &str> {
        let parsed = &self.parsed;
        parsed.message_id.iter().chain(&parsed.in_reply_to).chain(&parsed.references).map(String::as_str)
    }
}

/// Reads a file. Nothing is written; this is the part that takes time.
///
/// # Errors
/// `message_too_large`, `message_unreadable`.
pub fn read(bytes: &[u8], file_name: Option<&str>) -> Outcome<Read> {
    let file_name = file_name.map(|name| name.rsplit(['/', '\\']).next().unwrap_or(name).trim().to_owned());
    let file_name = file_name.filter(|name| !name.is_empty());
    let parsed = relance_mime::read(bytes).map_err(|error| {
        let failure = match error {
            Unreadable::TooLarge => {
                Failure::new(Code::Limit, "message_too_large").with("limit", relance_mime::LARGEST_FILE >> 20)
            }
            Unreadable::NoMessage => Failure::invalid("file", "message_unreadable"),
        };
        failure.with("file", file_name.clone().unwrap_or_default())
    })?;
    Ok(Read::of(parsed, file_name))
}

/// Reads a file of this machine.
///
/// # Errors
/// `file_missing`, `file_is_folder`; what the disk refuses, and those of [`read`].
pub fn read_file(path: &Path) -> Outcome<Read> {
    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Failure::new(Code::NotFound, "file_missing").with("path", path.display().to_string())
        }
        _ => Failure::refused("disk_error").with("what", error.to_string()),
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    if path.is_dir() {
        return Err(Failure::invalid("file", "file_is_folder").with("path", path.display().to_string()));
    }
    let file = std::fs::File::open(path).map_err(refused)?;
    let mut bytes = Vec::new();
    // One more than is read says that it is too large.
    file.take(relance_mime::LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(refused)?;
    read(&bytes, name.as_deref())
}

/// Takes a message in: onto the timeline of every prospect who has one of its addresses, and of the one who is named.
///
/// # Errors
/// `message_unmatched` when that is nobody: nothing is written then; `not_found`; `prospect_in_trash`.
pub fn add(tx: &Tx<'_>, read: &Read, wanted: &MessageAdd, rules: &Rules) -> Outcome<Added> {
    let db = tx.db();
    let people = read.people();
    let own = own(&db)?;
    let is_own = |address: &str| own.contains(address);
    read.understand(&own.iter().cloned().collect::<Vec<_>>());
    let mut whose = whose::of_all(&db, read)?;
    let mut created = None;
    if let Some(id) = wanted.prospect {
        if prospects::row(&db, id)?.deleted_at.is_some() {
            return Err(Failure::not_now("prospect_in_trash"));
        }
        if !whose.iter().any(|(known, _)| *known == id) {
            whose.push((id, PersonRole::From));
        }
    }
    let held = known(&db, &read.digest)?;
    if whose.is_empty() && held.is_none() {
        let other = whose::other(people, &is_own);
        match other.filter(|_| wanted.create) {
            Some(other) => {
                let id = make(tx, other, rules)?;
                created = Some(id);
                whose.push((id, other.role));
            }
            None => return Err(unmatched(other, read)),
        }
    }
    let is_new = held.is_none();
    let direction = direction(people, &whose, &is_own);
    let sent_at = read.parsed.at.unwrap_or(tx.at()).min(tx.at());
    let id = match held {
        Some(id) => id,
        None => {
            let thread = threads::of(&db, read, None, &is_own)?;
            threads::join(tx, read, thread.as_deref())?;
            write(tx, read, direction, sent_at, &Held { thread, ..Held::file() })?
        }
    };
    let tied = tie(tx, id, read, whose, direction, sent_at)?;
    if let Some(first) = tied.first() {
        tx.say("name", first.name.clone());
        tx.say("count", tied.len());
    }
    tx.say("subject", read.parsed.subject.clone().unwrap_or_default());
    Ok(Added { id, is_new, tied, created })
}

/// Puts a message onto the timelines of those who are named and do not have it yet.
fn tie(
    tx: &Tx<'_>,
    id: Id,
    read: &Read,
    whose: Vec<(Id, PersonRole)>,
    direction: Direction,
    sent_at: i64,
) -> Outcome<Vec<MessageProspect>> {
    if whose.is_empty() {
        return Ok(Vec::new());
    }
    let db = tx.db();
    let present = activities::people_of(&db, id)?;
    let mut tied = Vec::new();
    for (prospect, _) in whose.into_iter().filter(|(prospect, _)| !present.contains(prospect)) {
        activities::mail(tx, prospect, id, sent_at, &first_words(read), told(read, direction))?;
        tied.push(MessageProspect { id: prospect, name: prospects::row(&db, prospect)?.name });
    }
    Ok(tied)
}

/// Addresses of the members: what they wrote goes out.
fn own(db: &Db<'_>) -> Outcome<HashSet<String>> {
    let members = members::all(db)?;
    Ok(members
        .iter()
        .filter_map(|member| member.email.as_deref())
        .map(|own| own.trim().to_lowercase())
        .collect())
}

/// Removes a message from every timeline.
///
/// # Errors
/// `not_found`.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let db = tx.db();
    let subject: Option<Option<String>> =
        db.optional("SELECT subject FROM message WHERE id = ?1", [id.0], |row| row.get(0))?;
    let subject = subject.ok_or_else(|| Failure::not_found("message", id))?;
    tx.say("subject", subject.unwrap_or_default());
    if let Some(first) = activities::people_of(&db, id)?.first() {
        tx.say("name", prospects::row(&db, *first)?.name);
    }
    activities::drop_mail(tx, id)?;
    kept::delete(tx, id)
}

/// Everybody whom a message names, once each: who is named as the sender is not named again as a recipient.
fn people(parsed: &Parsed) -> Vec<MessagePerson> {
    let lists = [
        (PersonRole::From, &parsed.from),
        (PersonRole::To, &parsed.to),
        (PersonRole::Cc, &parsed.cc),
        (PersonRole::Bcc, &parsed.bcc),
        (PersonRole::ReplyTo, &parsed.reply_to),
    ];
    let mut people: Vec<MessagePerson> = Vec::new();
    for (role, list) in lists {
        for mailbox in list {
            let is_told = people.iter().any(|person| {
                person.address == mailbox.address && (person.role == role || role == PersonRole::ReplyTo)
            });
            if !is_told {
                people.push(MessagePerson {
                    role,
                    name: mailbox.name.clone(),
                    address: mailbox.address.clone(),
                });
            }
        }
    }
    people
}

/// The message that is the same one, if it is here.
fn known(db: &Db<'_>, digest: &str) -> Outcome<Option<Id>> {
    db.optional("SELECT id FROM message WHERE digest = ?1 ORDER BY id LIMIT 1", [digest], |row| {
        row.get(0).map(Id)
    })
}

fn direction(
    people: &[MessagePerson],
    whose: &[(Id, PersonRole)],
    is_own: &dyn Fn(&str) -> bool,
) -> Direction {
    let senders = || people.iter().filter(|person| person.role == PersonRole::From);
    match () {
        () if senders().any(|person| is_own(&person.address)) => Direction::Out,
        () if people.iter().any(|person| is_own(&person.address)) => Direction::In,
        () if whose.iter().any(|(_, role)| matches!(role, PersonRole::From | PersonRole::ReplyTo)) => {
            Direction::In
        }
        // Written by nobody whom the base knows, to somebody whom it does: by the user, from an address that was not told.
        () if !whose.is_empty() => Direction::Out,
        () => Direction::In,
    }
}

fn unmatched(other: Option<&MessagePerson>, read: &Read) -> Failure {
    Failure::new(Code::NotNow, "message_unmatched")
        .with("address", other.map(|other| other.address.clone()).unwrap_or_default())
        .with("name", other.and_then(|other| other.name.clone()).unwrap_or_default())
        .with("subject", read.parsed.subject.clone().unwrap_or_default())
        .with("file", read.file_name.clone().unwrap_or_default())
        .hint("message_name_a_prospect")
}

/// A prospect of whoever wrote the message, or got it.
fn make(tx: &Tx<'_>, person: &MessagePerson, rules: &Rules) -> Outcome<Id> {
    let name = person.name.as_deref().map(values::full_name);
    let text = |part: &str| Some(part.to_owned()).filter(|part| !part.is_empty());
    let edit = ProspectEdit {
        civility: name.as_ref().and_then(|name| name.civility).map(|word| Some(word.to_owned())),
        first_name: name.as_ref().and_then(|name| text(&name.first)).map(Some),
        last_name: name.as_ref().and_then(|name| text(&name.last)).map(Some),
        email: Some(Some(person.address.clone())),
        ..ProspectEdit::default()
    };
    prospects::add(tx, &edit, rules, false)
}

/// What is known of a message besides what it says.
struct Held<'a> {
    account: Option<Id>,
    flags: u8,
    is_whole: bool,
    /// It asks for an answer, or is one, since the mailbox is followed.
    counts: bool,
    gmail_thread: Option<&'a str>,
    thread: Option<String>,
    /// Bytes of an attachment that is kept at once.
    keeps: Keeps,
}

/// What is kept at once of what is attached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeps {
    All,
    /// Small pictures that are shown within the message; the rest is on the server.
    Pictures,
}

impl Held<'_> {
    /// Of a message from a file: there is nothing to ask for more.
    fn file() -> Self {
        Self {
            account: None,
            // Whoever brings a file has read it.
            flags: 1,
            is_whole: true,
            counts: false,
            gmail_thread: None,
            thread: None,
            keeps: Keeps::All,
        }
    }
}

fn write(tx: &Tx<'_>, read: &Read, direction: Direction, sent_at: i64, held: &Held<'_>) -> Outcome<Id> {
    let parsed = &read.parsed;
    let id = tx.new_id();
    let html = parsed.html.as_ref().map(|html| keep(tx, html.as_bytes())).transpose()?;
    let thread = held.thread.as_deref().or_else(|| parsed.thread()).unwrap_or(&read.digest);
    tx.db().execute(
        "INSERT INTO message (id, digest, message_id, in_reply_to, refs, thread, direction, sent_at, subject, people, body,
           html, headers, is_cut, file_name, created_at, account_id, flags, is_whole, gmail_thread, files, who, found_as, arrival, counts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
        params![
            id.0,
            read.digest,
            parsed.message_id,
            json!(parsed.in_reply_to).to_string(),
            json!(parsed.references).to_string(),
            thread,
            kept::word(direction),
            sent_at,
            parsed.subject,
            json!(read.people).to_string(),
            read.words,
            html,
            parsed.headers,
            parsed.is_cut,
            read.file_name,
            tx.at(),
            held.account.map(|account| account.0),
            held.flags,
            held.is_whole,
            held.gmail_thread,
            found::files(parsed.attachments.iter().map(|file| file.name.as_str())),
            found::who(&read.people),
            found::turn(&tx.db(), sent_at, id)?,
            read.kept_badge(direction)?,
            held.counts
        ],
    )?;
    attach(tx, id, parsed, held.keeps)?;
    Ok(id)
}

/// Writes what is attached; of what is not kept, its name and size alone.
fn attach(tx: &Tx<'_>, id: Id, parsed: &Parsed, keeps: Keeps) -> Outcome<()> {
    for (position, attachment) in (0_i64..).zip(&parsed.attachments) {
        let is_kept = match keeps {
            Keeps::All => true,
            Keeps::Pictures => attachment.is_inline && attachment.size <= SMALL_PICTURE,
        };
        let content = match is_kept && !attachment.is_too_large() {
            true => Some(keep(tx, &attachment.bytes)?),
            false => None,
        };
        tx.db().execute(
            "INSERT INTO message_attachment (id, message_id, position, name, mime, size, content, content_id, is_inline)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                tx.new_id().0,
                id.0,
                position,
                attachment.name,
                attachment.mime,
                attachment.size as i64,
                content,
                attachment.content_id,
                attachment.is_inline
            ],
        )?;
    }
    Ok(())
}

/// What the timeline tells of a message without opening it.
fn told(read: &Read, direction: Direction) -> Map<String, Value> {
    let Read { parsed, people, .. } = read;
    let called = |person: &MessagePerson| person.name.clone().unwrap_or_else(|| person.address.clone());
    let of = |role: PersonRole| people.iter().filter(move |person| person.role == role);
    let to: Vec<String> = of(PersonRole::To).chain(of(PersonRole::Cc)).map(called).collect();
    let attached = parsed.attachments.iter().filter(|attachment| !attachment.is_inline).count();
    let data = json!({
        "direction": direction,
        "subject": parsed.subject,
        "from": of(PersonRole::From).next().map(called),
        "to": to.iter().take(NAMED).collect::<Vec<_>>(),
        "more": to.len().saturating_sub(NAMED),
        "attachments": attached,
        "arrival": read.badge().filter(|_| direction == Direction::In).map(|badge| badge.kind),
    });
    match data {
        Value::Object(data) => data,
        _ => Map::new(),
    }
}

/// The subject, then the first words that were written for this message.
fn first_words(read: &Read) -> String {
    let own: Vec<String> = relance_mime::parts(&read.words)
        .into_iter()
        .filter(|part| part.kind == PartKind::Text)
        .map(|part| part.text)
        .collect();
    let words: String =
        own.join("\n").split_whitespace().collect::<Vec<_>>().join(" ").chars().take(FIRST_WORDS).collect();
    match &read.parsed.subject {
        Some(subject) => format!("{subject}\n{words}"),
        None => format!("\n{words}"),
    }
}
