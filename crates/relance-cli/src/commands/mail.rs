//! `relance mail`: mailboxes, what is in them, and how they are.

use super::{messages as files, saved};
use crate::{
    args::{Mail, MailAdd, MailEdit},
    failures,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{
    Caller, Core,
    mail::{self, Stop},
    messages,
};
use relance_model::{
    Failure, Outcome,
    labels::Done,
    mail::{
        MailAccountEdit, MailAccountNew, MailAccountSaved, MailHealth, MailItem, MailKeeps, MailList,
        MailQuery, MailServer, MailSynced,
    },
    messages::PersonRole,
};

use std::io::Read as _;

pub fn run(core: &Core, wanted: &Mail, voice: &Voice) -> Outcome<Reply> {
    match wanted {
        Mail::Add(wanted) => add(core, wanted, voice),
        Mail::Accounts => {
            let all = core.read(mail::all)?;
            let text = match all.is_empty() {
                true => voice.say("mail_none").to_owned(),
                false => all.iter().map(|one| one.email.clone()).collect::<Vec<_>>().join("\n"),
            };
            Reply::new(all, text)
        }
        Mail::Edit(wanted) => edit(core, wanted, voice),
        Mail::Remove { account } => {
            let account = core.read(|db| mail::by_email(db, account))?;
            let done = mail::remove(core, Caller::Cli, account.id)?;
            let text = voice.fill("removed", &[("name", &account.email)]);
            Reply::new(Done { operation: done.operation }, text)
        }
        Mail::Sync { account, all } => sync(core, account.as_deref(), *all, voice),
        Mail::List { search, limit, offset } => {
            let query = MailQuery { search: search.clone(), limit: Some(*limit), offset: *offset };
            let found = core.read(|db| messages::list(db, &query))?;
            let text = listed(&found, voice);
            Reply::new(found, text)
        }
        Mail::Show { message } => files::show(core, *message, voice),
        Mail::Doctor => {
            let all = mail::health(core)?;
            let text = match all.is_empty() {
                true => voice.say("mail_none").to_owned(),
                false => all.iter().map(|one| told(one, voice)).collect::<Vec<_>>().join("\n\n"),
            };
            Reply::new(all, text)
        }
    }
}

/// One line, as it is given; what ends it belongs to the terminal.
fn password() -> Outcome<String> {
    let mut text = String::new();
    let refused = |error: std::io::Error| Failure::refused("disk_error").with("what", error.to_string());
    std::io::stdin().take(64 << 10).read_to_string(&mut text).map_err(refused)?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn add(core: &Core, wanted: &MailAdd, voice: &Voice) -> Outcome<Reply> {
    let server =
        |(host, port): &(String, u16), security| MailServer { host: host.clone(), port: *port, security };
    // What is not given is looked for.
    let found = match (&wanted.imap, &wanted.smtp) {
        (Some(_), Some(_)) => None,
        _ => Some(mail::find(core, &wanted.email)?),
    };
    let smtp_security = wanted.smtp_security.unwrap_or(wanted.security);
    let unreadable = |path: &std::path::Path, error: std::io::Error| {
        let mut failure = Failure::invalid("ca", "mail_ca_unreadable");
        failure.params.insert("path".to_owned(), path.display().to_string().into());
        failure.with("what", error.to_string())
    };
    let ca = match &wanted.ca {
        Some(path) => Some(std::fs::read_to_string(path).map_err(|error| unreadable(path, error))?),
        None => None,
    };
    let new = MailAccountNew {
        email: wanted.email.clone(),
        name: wanted.name.clone(),
        imap: match (&wanted.imap, &found) {
            (Some(imap), _) => server(imap, wanted.security),
            (None, found) => found.as_ref().map(|found| found.imap.clone()).unwrap_or_default(),
        },
        smtp: match (&wanted.smtp, &found) {
            (Some(smtp), _) => server(smtp, smtp_security),
            (None, found) => found.as_ref().map(|found| found.smtp.clone()).unwrap_or_default(),
        },
        user: wanted.user.clone().or_else(|| found.map(|found| found.user)),
        password: password()?,
        ca,
        keeps: wanted.keep.unwrap_or_default(),
        aliases: wanted.alias.clone(),
    };
    let done = mail::add(core, Caller::Cli, &new)?;
    let account = core.read(|db| mail::get(db, done.value))?;
    let text = voice.fill("mail_added", &[("email", &account.email)]);
    Reply::new(MailAccountSaved { account, operation: done.operation }, text)
}

fn edit(core: &Core, wanted: &MailEdit, voice: &Voice) -> Outcome<Reply> {
    let account = core.read(|db| mail::by_email(db, &wanted.account))?;
    let edit = MailAccountEdit {
        name: wanted.name.clone().map(|name| Some(name).filter(|name| !name.trim().is_empty())),
        keeps: wanted.keep,
        aliases: wanted.alias.clone(),
        password: wanted.password_stdin.then(password).transpose()?,
    };
    let done = mail::edit(core, Caller::Cli, account.id, &edit)?;
    let account = core.read(|db| mail::get(db, account.id))?;
    let text = saved(done.operation, &account.email, voice);
    Reply::new(MailAccountSaved { account, operation: done.operation }, text)
}

/// Every account, or one; a server that fails is told among the others, and makes the command fail in the end.
fn sync(core: &Core, account: Option<&str>, all: bool, voice: &Voice) -> Outcome<Reply> {
    let accounts = match account {
        Some(email) => vec![core.read(|db| mail::by_email(db, email))?],
        None => core.read(mail::all)?,
    };
    let keeps = all.then_some(MailKeeps::All);
    let done = accounts
        .iter()
        .map(|account| mail::sync(core, account.id, keeps, &Stop::default()))
        .collect::<Outcome<Vec<_>>>()?;
    let line = |one: &MailSynced| {
        let counts = |number: u64| voice.number(i64::try_from(number).unwrap_or(i64::MAX));
        let seconds = voice
            .language
            .pick(format!("{:.1}", one.seconds).replace('.', ","), format!("{:.1}", one.seconds));
        let said = voice.fill(
            "mail_synced",
            &[
                ("email", &one.account),
                ("fetched", &counts(one.fetched)),
                ("stored", &counts(one.stored)),
                ("seconds", &seconds),
            ],
        );
        match &one.failure {
            Some(failure) => format!("{said}\n  {}", failures::sentence(failure, voice)),
            None => said,
        }
    };
    let text = match done.is_empty() {
        true => voice.say("mail_none").to_owned(),
        false => done.iter().map(line).collect::<Vec<_>>().join("\n"),
    };
    let is_refused = done.iter().any(|one| one.failure.is_some());
    Ok(Reply::new(done, text)?.refused(is_refused))
}

fn listed(found: &MailList, voice: &Voice) -> String {
    if found.items.is_empty() {
        return voice.say("mail_nothing").to_owned();
    }
    let mut table = Table::new(
        ["column.id", "column.at", "column.who", "column.subject"].map(|key| (voice.say(key), Align::Left)),
    );
    for item in &found.items {
        table.row([
            item.id.to_string(),
            voice.at(item.sent_at),
            other(item),
            item.subject.clone().unwrap_or_default(),
        ]);
    }
    let total = voice.number(i64::try_from(found.total).unwrap_or(i64::MAX));
    format!("{}\n{}", table.text(), voice.fill("mail_total", &[("total", &total)]))
}

/// Who is at the other end.
fn other(item: &MailItem) -> String {
    let role = match item.direction {
        relance_model::activities::Direction::In => PersonRole::From,
        relance_model::activities::Direction::Out => PersonRole::To,
    };
    let found = item.people.iter().find(|person| person.role == role);
    found.map(|person| person.name.clone().unwrap_or_else(|| person.address.clone())).unwrap_or_default()
}

fn told(one: &MailHealth, voice: &Voice) -> String {
    let counts = |number: u64| voice.number(i64::try_from(number).unwrap_or(i64::MAX));
    let at = |at: Option<i64>| at.map_or_else(|| voice.say("mail_never").to_owned(), |at| voice.at(at));
    let mut lines = vec![
        one.account.email.clone(),
        voice.fill("mail_succeeded", &[("at", &at(one.succeeded_at))]),
        voice.fill("mail_counts", &[("seen", &counts(one.seen)), ("kept", &counts(one.kept))]),
    ];
    if let Some(failure) = &one.failure {
        lines.push(voice.fill("mail_failing", &[("at", &at(one.failing_at))]));
        lines.push(failures::sentence(failure, voice));
    }
    lines.join("\n")
}
