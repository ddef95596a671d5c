//! Drafts: begun, written on, thrown away.

use super::{
    answer::{self, Begun},
    files, fresh, holder, table, write,
};
use crate::{Core, mail, prospects};
use relance_model::{
    Failure, Id, Outcome,
    outbox::{Outgoing, OutgoingEdit, OutgoingState, Person},
};
use relance_store::{Db, params};

/// Recipients of a message at most, of each kind.
const MOST: usize = 100;
/// Letters of a subject.
const SUBJECT: usize = 500;
/// Bytes of what is written.
const LARGEST: usize = 2 << 20;
/// Working days after which a follow-up may be planned.
const FOLLOW_UP: std::ops::RangeInclusive<u32> = 1..=365;

/// Begins a draft. Of a reply or a forward what is not given is filled in.
///
/// # Errors
/// `not_found` for what it answers; what is wrong with a field.
pub fn add(core: &Core, wanted: &OutgoingEdit) -> Outcome<Outgoing> {
    let begun = match (wanted.answers, wanted.forwards) {
        (Some(message), _) => answer::reply(core, message, wanted.all.unwrap_or_default())?,
        (None, Some(message)) => answer::forward(core, message)?,
        (None, None) => Begun::default(),
    };
    write(core, |tx| {
        let db = tx.db();
        let id = fresh(tx, "outgoing")?;
        let mut draft = Outgoing::default();
        draft.item.id = id;
        draft.item.is_signed = true;
        (draft.item.to, draft.item.cc) = (begun.to, begun.cc);
        (draft.item.account, draft.item.from) = (begun.account, begun.from);
        draft.item.subject = begun.subject;
        draft.quoted = Some(begun.quoted).filter(|quoted| !quoted.is_empty());
        apply(&db, &mut draft, wanted)?;
        if let (Some(Some(prospect)), None, true) = (wanted.prospect, &wanted.to, draft.item.to.is_empty()) {
            let row = prospects::row(&db, prospect)?;
            let hers = row.email.map(|address| Person { name: Some(row.name), address });
            draft.item.to = people(hers.as_slice())?;
        }
        if draft.item.prospect.is_none() && wanted.prospect.is_none() {
            for person in &draft.item.to {
                draft.item.prospect = holder(&db, &person.address)?;
                if draft.item.prospect.is_some() {
                    break;
                }
            }
        }
        if draft.item.account.is_none() {
            draft.item.account = usual(&db, draft.item.prospect)?;
        }
        db.execute(
            "INSERT INTO outgoing (id, answers_id, forwards_id, in_reply_to, refs, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
            params![
                id.0,
                wanted.answers.map(|id| id.0),
                wanted.forwards.filter(|_| wanted.answers.is_none()).map(|id| id.0),
                begun.in_reply_to,
                serde_json::json!(begun.refs).to_string(),
                tx.at()
            ],
        )?;
        table::put(tx, &draft)?;
        begun.files.iter().try_for_each(|file| files::keep(tx, id, file))?;
        table::get(&db, id)
    })
}

/// Writes on a draft.
///
/// # Errors
/// `not_found`, `outgoing_under_way`; what is wrong with a field.
pub fn edit(core: &Core, id: Id, wanted: &OutgoingEdit) -> Outcome<Outgoing> {
    write(core, |tx| {
        let mut draft = table::of_state(&tx.db(), id, &[OutgoingState::Draft])?;
        apply(&tx.db(), &mut draft, wanted)?;
        table::put(tx, &draft)?;
        table::get(&tx.db(), id)
    })
}

/// Throws a draft away, or one that failed.
///
/// # Errors
/// `not_found`, `outgoing_under_way`.
pub fn remove(core: &Core, id: Id) -> Outcome<()> {
    write(core, |tx| {
        table::of_state(&tx.db(), id, &[OutgoingState::Draft, OutgoingState::Failed])?;
        table::delete(tx, id)
    })
}

/// The mailbox of whoever looks after a prospect, or the first one.
fn usual(db: &Db<'_>, prospect: Option<Id>) -> Outcome<Option<Id>> {
    let accounts = mail::all(db)?;
    let owner = match prospect {
        Some(prospect) => prospects::row(db, prospect)?.owner_id,
        None => None,
    };
    let email = crate::members::all(db)?
        .into_iter()
        .find(|member| owner.map_or(member.is_me, |owner| member.id == owner))
        .and_then(|member| member.email)
        .map(|email| email.trim().to_lowercase());
    let theirs = accounts.iter().find(|account| {
        let mut addresses = account.aliases.iter().chain([&account.email]);
        email.as_ref().is_some_and(|email| addresses.any(|address| address == email))
    });
    Ok(theirs.or(accounts.first()).map(|account| account.id))
}

fn apply(db: &Db<'_>, draft: &mut Outgoing, wanted: &OutgoingEdit) -> Outcome<()> {
    let item = &mut draft.item;
    if let Some(account) = wanted.account {
        if item.account != Some(account) {
            item.from = None;
        }
        item.account = Some(mail::get(db, account)?.id);
    }
    if let Some(from) = &wanted.from {
        item.from = from.as_deref().map(|from| from.trim().to_lowercase()).filter(|from| !from.is_empty());
        let account = item.account.map(|id| mail::get(db, id)).transpose()?;
        if let (Some(from), Some(account)) = (&item.from, &account)
            && !account.aliases.contains(from)
            && account.email != *from
        {
            return Err(Failure::invalid("from", "outgoing_from_invalid").with("value", from.clone()));
        }
        item.from = item.from.take().filter(|from| account.is_some_and(|account| account.email != *from));
    }
    for (list, given) in
        [(&mut item.to, &wanted.to), (&mut item.cc, &wanted.cc), (&mut item.bcc, &wanted.bcc)]
    {
        if let Some(given) = given {
            *list = people(given)?;
        }
    }
    if let Some(subject) = &wanted.subject {
        item.subject = one_line(subject, SUBJECT);
    }
    if let Some(html) = &wanted.html {
        draft.html = written("html", html)?;
    }
    if let Some(quoted) = &wanted.quoted {
        let quoted = quoted.as_deref().map(|html| written("quoted", html)).transpose()?;
        draft.quoted = quoted.filter(|html| !html.trim().is_empty());
    }
    if let Some(prospect) = wanted.prospect {
        item.prospect = prospect.map(|id| prospects::row(db, id)).transpose()?.map(|row| row.id);
    }
    if let Some(template) = wanted.template {
        item.template = template;
    }
    item.is_signed = wanted.is_signed.unwrap_or(item.is_signed);
    if let Some(days) = wanted.follow_up {
        item.follow_up = checked_follow_up(days)?;
    }
    Ok(())
}

pub(super) fn checked_follow_up(days: Option<u32>) -> Outcome<Option<u32>> {
    match days.filter(|days| *days > 0) {
        Some(days) if !FOLLOW_UP.contains(&days) => {
            Err(Failure::invalid("follow_up", "setting_invalid").with("value", days))
        }
        days => Ok(days),
    }
}

/// What was written, fit to be sent; variables are in it still.
fn written(field: &str, html: &str) -> Outcome<String> {
    if html.len() > LARGEST {
        return Err(Failure::invalid(field, "outgoing_too_long").with("limit", LARGEST >> 20));
    }
    Ok(relance_mime::compose::outgoing(html))
}

/// Each address once; one that is being typed may be none yet.
fn people(given: &[Person]) -> Outcome<Vec<Person>> {
    let mut all: Vec<Person> = Vec::new();
    for person in given {
        let address = one_line(&person.address, 320);
        let address = crate::values::email(&address).unwrap_or(address);
        if address.is_empty() || all.iter().any(|known| known.address.eq_ignore_ascii_case(&address)) {
            continue;
        }
        let name = person.name.as_deref().map(|name| one_line(name, 200)).filter(|name| !name.is_empty());
        all.push(Person { name, address });
    }
    match all.len() {
        ..=MOST => Ok(all),
        _ => Err(Failure::invalid("to", "outgoing_too_many").with("limit", MOST)),
    }
}

fn one_line(text: &str, most: usize) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect()
}
