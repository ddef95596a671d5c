//! `relance mail send` and `relance mail outbox`: what goes, and what became of it.

use crate::{
    args::{MailOutbox, MailSend, OutboxAct},
    failures,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{
    Core,
    mail::{self, Stop},
    outbox,
};
use relance_model::{
    Code, Failure, Id, Outcome,
    outbox::{OutboxQuery, Outgoing, OutgoingEdit, OutgoingItem, OutgoingSend, OutgoingState, Person, Ran},
};
use serde_json::json;
use std::{fs, io::ErrorKind, path::Path, thread, time::Duration};

/// How often one looks again while another window is sending, and how long in all.
const PAUSE: Duration = Duration::from_millis(200);
const LOOKS: u32 = 150;

pub fn run(core: &Core, wanted: &MailOutbox, voice: &Voice) -> Outcome<Reply> {
    match wanted.act.as_ref().unwrap_or(&OutboxAct::List) {
        OutboxAct::List => {
            let query = OutboxQuery { limit: Some(200), ..OutboxQuery::default() };
            let found = core.read(|db| outbox::list(db, &query))?;
            let text = listed(&found.items, voice);
            Reply::new(found, text)
        }
        OutboxAct::Show { outgoing } => shown(core.read(|db| outbox::get(db, *outgoing))?, voice),
        OutboxAct::Cancel { outgoing } => shown(outbox::cancel(core, *outgoing)?, voice),
        OutboxAct::Again { outgoing } => {
            outbox::again(core, *outgoing)?;
            deliver(core)?;
            shown(core.read(|db| outbox::get(db, *outgoing))?, voice)
        }
        OutboxAct::Settled { outgoing } => shown(outbox::settled(core, *outgoing)?, voice),
        OutboxAct::Run => {
            let ran = deliver(core)?;
            let number = |count: u64| voice.number(count.cast_signed());
            let (sent, later, failed) = (number(ran.sent), number(ran.later), number(ran.failed));
            let text = voice.fill("outbox_ran", &[("sent", &sent), ("later", &later), ("failed", &failed)]);
            Reply::new(ran, text)
        }
    }
}

/// Sends a message now, or queues it for its time.
pub fn send(core: &Core, wanted: &MailSend, voice: &Voice) -> Outcome<Reply> {
    let account =
        wanted.account.as_ref().map(|email| core.read(|db| mail::by_email(db, email))).transpose()?;
    let body = String::from_utf8_lossy(&bytes(&wanted.body_file)?).into_owned();
    let files = wanted.attach.iter().map(|path| Ok((path, bytes(path)?))).collect::<Outcome<Vec<_>>>()?;
    let people = |all: &[String]| -> Vec<Person> {
        all.iter().flat_map(|list| list.split(',')).map(|one| person(one.trim())).collect()
    };
    let draft = outbox::add(
        core,
        &OutgoingEdit {
            account: account.map(|account| account.id),
            to: Some(people(&wanted.to)),
            cc: Some(people(&wanted.cc)).filter(|cc| !cc.is_empty()),
            bcc: Some(people(&wanted.bcc)),
            subject: wanted.subject.clone(),
            html: Some(if wanted.html { body } else { paragraphs(&body) }),
            answers: wanted.reply_to_message,
            ..OutgoingEdit::default()
        },
    )?;
    let id = draft.item.id;
    let queued = attach_all(core, id, &files).and_then(|()| {
        let how = OutgoingSend { at: wanted.at.clone(), follow_up: wanted.follow_up, anyway: wanted.anyway };
        outbox::send(core, id, &how, true)
    });
    // What is not fit to go leaves no draft that nobody asked for.
    let queued = match queued {
        Ok(queued) => queued,
        Err(failure) => {
            outbox::remove(core, id)?;
            return Err(failure);
        }
    };
    if wanted.at.is_none() {
        deliver(core)?;
    }
    let now = core.read(|db| outbox::get(db, id))?;
    let item = &now.item;
    let is_gone = matches!(item.state, OutgoingState::Sent | OutgoingState::Waiting | OutgoingState::Sending);
    let reply = json!({
        "id": id,
        "messageId": queued.item.message_id,
        "state": item.state,
        "due_at": item.due_at,
        "failure": item.failure,
    });
    Ok(Reply::new(reply, said(item, voice))?.refused(!is_gone))
}

fn attach_all(core: &Core, id: Id, files: &[(&std::path::PathBuf, Vec<u8>)]) -> Outcome<()> {
    for (path, bytes) in files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        outbox::attach(core, id, &name, bytes)?;
    }
    Ok(())
}

/// Sends what is due; while a window is sending, it sends this too.
#[expect(clippy::disallowed_methods, reason = "another program sends in its own time")]
fn deliver(core: &Core) -> Outcome<Ran> {
    let mut ran = outbox::run(core, &Stop::default())?;
    for _ in 0..LOOKS {
        if !ran.is_busy {
            break;
        }
        thread::sleep(PAUSE);
        ran = outbox::run(core, &Stop::default())?;
    }
    Ok(ran)
}

/// The bytes of a file of this machine.
pub(super) fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            Failure::new(Code::NotFound, "file_missing").with("path", path.display().to_string())
        }
        _ => Failure::refused("disk_error").with("what", error.to_string()),
    })
}

/// `Léa Martin <lea@nord.example>`, or an address alone.
fn person(text: &str) -> Person {
    match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((name, address)) => {
            let name = name.trim().trim_matches('"').to_owned();
            Person { name: Some(name).filter(|name| !name.is_empty()), address: address.trim().to_owned() }
        }
        None => Person { name: None, address: text.to_owned() },
    }
}

/// Text as HTML: an empty line ends a paragraph.
fn paragraphs(text: &str) -> String {
    let escaped = text.replace("\r\n", "\n").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let all = escaped.trim_end().split("\n\n").map(|part| part.trim_matches('\n').replace('\n', "<br>"));
    all.map(|part| format!("<p>{part}</p>")).collect()
}

fn listed(items: &[OutgoingItem], voice: &Voice) -> String {
    if items.is_empty() {
        return voice.say("outbox_empty").to_owned();
    }
    let mut table = Table::new(
        ["column.id", "column.state", "column.at", "column.who", "column.subject"]
            .map(|key| (voice.say(key), Align::Left)),
    );
    for item in items {
        let at = item.sent_at.or(item.due_at).unwrap_or(item.updated_at);
        let who = item.to.iter().chain(&item.cc).chain(&item.bcc).next();
        let who = who.map(|one| one.name.clone().unwrap_or_else(|| one.address.clone())).unwrap_or_default();
        let state = voice.say(&format!("outgoing.{}", item.state.word())).to_owned();
        table.row([item.id.to_string(), state, voice.at(at), who, item.subject.clone()]);
    }
    table.text()
}

fn said(item: &OutgoingItem, voice: &Voice) -> String {
    let state = voice.say(&format!("outgoing.{}", item.state.word())).to_owned();
    let at = item.next_at.or(item.sent_at).or(item.due_at).unwrap_or(item.updated_at);
    let line =
        voice.fill("outgoing_said", &[("state", &state), ("at", &voice.at(at)), ("subject", &item.subject)]);
    match &item.failure {
        Some(failure) => format!("{line}\n{}", failures::sentence(failure, voice)),
        None => line,
    }
}

fn shown(outgoing: Outgoing, voice: &Voice) -> Outcome<Reply> {
    let to: Vec<&str> = outgoing.item.to.iter().map(|one| one.address.as_str()).collect();
    let text = format!("{}\n{}\n\n{}", said(&outgoing.item, voice), to.join(", "), outgoing.item.start);
    Reply::new(outgoing, text)
}
