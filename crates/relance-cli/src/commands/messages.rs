//! `relance mail-file`, `relance messages`: e-mail files onto timelines, and what they say.

use crate::{
    args::{MailFile, Messages},
    failures::sentence,
    output::Reply,
    progress::watched_files,
    voice::Voice,
};
use relance_core::{Caller, Core, mail, messages};
use relance_model::{
    Failure, Id, Outcome,
    labels::Done,
    messages::{Message, MessageAdd, MessageAdded, MessageFile, MessagePartKind, MessagesAdded, PersonRole},
};
use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

/// Takes files in, those of folders too: one operation.
pub fn add(core: &Core, wanted: &MailFile, voice: &Voice) -> Outcome<Reply> {
    let (prospect, words) = named(&wanted.files)?;
    let wanted = MessageAdd { prospect, create: wanted.create };
    if let [only] = words
        && !Path::new(only).is_dir()
    {
        return add_one(core, only, &wanted, voice);
    }
    let mut files = Vec::new();
    for word in words {
        files.extend(messages::files_at(Path::new(word))?.into_iter().map(|path| MessageFile {
            path: Some(path.display().to_string()),
            prospect,
            create: wanted.create,
        }));
    }
    let stop = mail::Stop::default();
    let done =
        watched_files(core, voice, || mail::take_files(core, Caller::Cli, &files, &mut || Ok(None), &stop))?;
    // Of files that none is taken from there is nothing to report.
    if done.added + done.known == 0
        && done.unmatched.is_empty()
        && let Some(refused) = done.refused.first()
    {
        return Err(refused.failure.clone());
    }
    let text = report(&done, voice);
    Reply::new(done, text)
}

fn add_one(core: &Core, file: &str, wanted: &MessageAdd, voice: &Voice) -> Outcome<Reply> {
    let read = messages::read_file(Path::new(file))?;
    let rules = core.rules()?;
    let change = core.change(Caller::Cli, "messages.add", |tx| messages::add(tx, &read, wanted, &rules))?;
    let added = messages::added(core, change.value, change.operation)?;
    let text = told(&added, voice);
    Reply::new(added, text)
}

fn report(done: &MessagesAdded, voice: &Voice) -> String {
    let mut lines =
        vec![voice.fill(
            "messages_added",
            &[("added", &done.added.to_string()), ("known", &done.known.to_string())],
        )];
    lines.extend(done.unmatched.iter().map(|file| {
        voice.fill(
            "messages_unmatched",
            &[("file", &file.name), ("address", &file.address), ("subject", &file.subject)],
        )
    }));
    lines.extend(done.refused.iter().map(|file| sentence(&file.failure, voice)));
    lines.join("\n")
}

/// The prospect, when the first word is an id and no file of that name is there; and the files.
fn named(words: &[String]) -> Outcome<(Option<Id>, &[String])> {
    let [first, files @ ..] = words else { return Ok((None, words)) };
    match first.parse::<Id>() {
        Ok(_) if files.is_empty() && !Path::new(first).exists() => {
            Err(Failure::invalid("file", "mail_file_missing"))
        }
        Ok(id) if !files.is_empty() && !Path::new(first).exists() => Ok((Some(id), files)),
        _ => Ok((None, words)),
    }
}

fn told(added: &MessageAdded, voice: &Voice) -> String {
    let subject = subject(&added.message, voice);
    let names = |people: &[relance_model::messages::MessageProspect]| {
        people.iter().map(|person| person.name.clone()).collect::<Vec<_>>().join(", ")
    };
    match (added.is_new, added.tied.is_empty()) {
        (_, false) => voice.fill("message_added", &[("subject", &subject), ("names", &names(&added.tied))]),
        (_, true) => {
            voice.fill("message_known", &[("subject", &subject), ("names", &names(&added.message.prospects))])
        }
    }
}

fn subject(message: &Message, voice: &Voice) -> String {
    message.subject.clone().unwrap_or_else(|| voice.say("message_no_subject").to_owned())
}

pub fn run(core: &Core, wanted: &Messages, voice: &Voice) -> Outcome<Reply> {
    match wanted {
        Messages::Show { message } => show(core, *message, voice),
        Messages::Save { message, to } => save(core, *message, to, voice),
        Messages::Remove { message } => {
            let done = core.change(Caller::Cli, "messages.remove", |tx| messages::remove(tx, *message))?;
            Reply::new(Done { operation: done.operation }, voice.say("message_removed"))
        }
    }
}

/// What a message says.
pub fn show(core: &Core, message: Id, voice: &Voice) -> Outcome<Reply> {
    let message = core.read(|db| messages::get(db, message))?;
    let text = shown(&message, voice);
    Reply::new(message, text)
}

fn shown(message: &Message, voice: &Voice) -> String {
    let of = |role: PersonRole| {
        message
            .people
            .iter()
            .filter(|person| person.role == role)
            .map(|person| match &person.name {
                Some(name) => format!("{name} <{}>", person.address),
                None => person.address.clone(),
            })
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut lines = Vec::new();
    for (key, value) in [
        ("message.from", of(PersonRole::From)),
        ("message.to", of(PersonRole::To)),
        ("message.cc", of(PersonRole::Cc)),
        ("message.at", voice.at(message.sent_at)),
        ("message.subject", subject(message, voice)),
    ] {
        if !value.is_empty() {
            lines.push(voice.fill(key, &[("value", &value)]));
        }
    }
    for attachment in message.attachments.iter().filter(|attachment| !attachment.is_inline) {
        let text = format!("{} ({})", attachment.name, voice.size(attachment.size));
        lines.push(voice.fill("message.attachment", &[("value", &text)]));
    }
    lines.push(String::new());
    for part in &message.parts {
        lines.push(match part.kind {
            MessagePartKind::Quote => voice.fill(
                "message.quote",
                &[("lines", &voice.number(i64::try_from(part.text.lines().count()).unwrap_or(i64::MAX)))],
            ),
            _ => part.text.clone(),
        });
    }
    lines.join("\n")
}

/// Writes what is attached into a folder; a name that is taken there gets a number, nothing is written over.
fn save(core: &Core, id: Id, folder: &Path, voice: &Voice) -> Outcome<Reply> {
    let message = core.read(|db| messages::get(db, id))?;
    let refused = |error: std::io::Error| Failure::refused("disk_error").with("what", error.to_string());
    std::fs::create_dir_all(folder).map_err(refused)?;
    let mut saved: Vec<String> = Vec::new();
    for attachment in &message.attachments {
        let file = match mail::attachment(core, id, attachment.id) {
            Err(failure) if failure.key == "attachment_not_kept" => continue,
            file => file?,
        };
        let name = if file.name.is_empty() { attachment.id.to_string() } else { file.name };
        let (path, mut out) = free(folder, &name).map_err(refused)?;
        out.write_all(&file.bytes).map_err(refused)?;
        saved.push(path.display().to_string());
    }
    let text =
        if saved.is_empty() { voice.say("message_nothing_attached").to_owned() } else { saved.join("\n") };
    Reply::new(saved, text)
}

fn free(folder: &Path, name: &str) -> std::io::Result<(PathBuf, std::fs::File)> {
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    let mut number = 1;
    loop {
        let name = if number == 1 { name.to_owned() } else { format!("{stem} ({number}){ending}") };
        let path = folder.join(name);
        match std::fs::OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && number < 10_000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}
