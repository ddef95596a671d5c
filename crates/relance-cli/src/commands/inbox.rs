//! `relance inbox`: conversations as they are handled.

use crate::{
    args::{Inbox, Shown},
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, inbox};
use relance_model::{
    Id, Outcome,
    inbox::{
        Conversation, Decided, Inbox as Found, InboxJoin, InboxQuery, InboxRead, InboxState, Stranger, Thread,
    },
    labels::Done,
};

pub fn run(core: &Core, wanted: &Inbox, voice: &Voice) -> Outcome<Reply> {
    match wanted {
        Inbox::List { show, everybody, search, limit, offset } => {
            let query = InboxQuery {
                show: (*show).into(),
                who: Shown::who(*everybody),
                search: search.clone(),
                limit: Some(*limit),
                offset: *offset,
            };
            let now = core.now();
            let found = core.read(|db| inbox::list(db, &query, now))?;
            let text = listed(&found, voice);
            Reply::new(found, text)
        }
        Inbox::Show { conversation } => {
            let now = core.now();
            let thread = core.read(|db| inbox::thread(db, *conversation, now))?;
            let text = shown(&thread, voice);
            Reply::new(thread, text)
        }
        Inbox::Done { conversations } => decide(core, conversations, Decided::Done, None, voice),
        Inbox::Later { conversations, until } => {
            decide(core, conversations, Decided::Snoozed, Some(until.clone()), voice)
        }
        Inbox::Open { conversations } => decide(core, conversations, Decided::Open, None, voice),
        Inbox::Read { conversations, not } => {
            let wanted = InboxRead { ids: conversations.clone(), is_read: !not };
            let done = core.change(Caller::Cli, "inbox.read", |tx| inbox::read(tx, &wanted))?;
            told(done.operation, voice)
        }
        Inbox::Join { conversations } => {
            let wanted = InboxJoin { ids: conversations.clone() };
            let done = core.change(Caller::Cli, "inbox.join", |tx| inbox::join(tx, &wanted))?;
            told(done.operation, voice)
        }
        Inbox::Split { message } => {
            let done = core.change(Caller::Cli, "inbox.split", |tx| inbox::split(tx, *message))?;
            told(done.operation, voice)
        }
        Inbox::Stranger { conversation } => {
            let found = core.read(|db| inbox::stranger(db, *conversation))?;
            let text = found.as_ref().map_or_else(|| voice.say("inbox_no_stranger").to_owned(), card);
            Reply::new(found, text)
        }
    }
}

fn decide(core: &Core, ids: &[Id], state: Decided, until: Option<String>, voice: &Voice) -> Outcome<Reply> {
    let wanted = InboxState { ids: ids.to_vec(), state, until };
    let local = core.local()?;
    let done = core.change(Caller::Cli, inbox::label(state), |tx| inbox::decide(tx, &local, &wanted))?;
    told(done.operation, voice)
}

fn told(operation: Option<Id>, voice: &Voice) -> Outcome<Reply> {
    let text = voice.say(if operation.is_some() { "inbox_done" } else { "inbox_same" });
    Reply::new(Done { operation }, text)
}

fn who(conversation: &Conversation) -> String {
    let first = conversation.people.first();
    first.map(|person| person.name.clone().unwrap_or_else(|| person.address.clone())).unwrap_or_default()
}

fn listed(found: &Found, voice: &Voice) -> String {
    if found.items.is_empty() {
        return voice.say("inbox_nothing").to_owned();
    }
    let mut table = Table::new(
        ["column.id", "column.at", "column.who", "column.subject"].map(|key| (voice.say(key), Align::Left)),
    );
    for item in &found.items {
        table.row([
            item.id.to_string(),
            voice.at(item.newest_at),
            who(item),
            item.subject.clone().unwrap_or_default(),
        ]);
    }
    let total = voice.number(i64::try_from(found.total).unwrap_or(i64::MAX));
    format!("{}\n{}", table.text(), voice.fill("mail_total", &[("total", &total)]))
}

fn shown(thread: &Thread, voice: &Voice) -> String {
    let mut lines = vec![thread.conversation.subject.clone().unwrap_or_default()];
    for line in &thread.lines {
        let from = line.people.iter().find(|person| person.role == relance_model::messages::PersonRole::From);
        let from = from.map(|person| person.name.clone().unwrap_or_else(|| person.address.clone()));
        lines.push(format!("\n{} · {} · {}", line.id, voice.at(line.sent_at), from.unwrap_or_default()));
        let whole = thread.open.iter().find(|message| message.id == line.id);
        lines.push(match whole {
            Some(message) => {
                let own = |part: &&relance_model::messages::MessagePart| {
                    part.kind == relance_model::messages::MessagePartKind::Text
                };
                let text: Vec<&str> = message.parts.iter().filter(own).map(|part| part.text.trim()).collect();
                text.join("\n")
            }
            None => line.start.clone(),
        });
    }
    lines.join("\n")
}

fn card(found: &Stranger) -> String {
    let name = [found.first_name.as_deref(), found.last_name.as_deref()];
    let name: Vec<&str> = name.into_iter().flatten().collect();
    let lines = [
        Some(name.join(" ")).filter(|name| !name.is_empty()),
        Some(found.address.clone()),
        found.title.clone(),
        found.company.clone(),
        found.phone.clone(),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
