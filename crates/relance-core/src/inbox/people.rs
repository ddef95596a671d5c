//! Who is in a conversation besides the user.

use crate::members;
use relance_model::{
    Id, Outcome,
    inbox::ConversationPerson,
    mail::MailItem,
    messages::{MessagePerson, PersonRole},
};
use relance_store::Db;
use std::collections::HashSet;

/// People of a conversation that are told.
const TOLD: usize = 5;

/// Every address of the user: of the mailboxes, and of the members.
pub(super) fn own(db: &Db<'_>) -> Outcome<HashSet<String>> {
    let mut own: HashSet<String> = HashSet::new();
    for member in members::all(db)? {
        own.extend(member.email.map(|email| email.trim().to_lowercase()));
    }
    let accounts = db.rows("SELECT email, aliases FROM mail_account", [], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    for (email, aliases) in accounts {
        own.insert(email);
        let aliases: Vec<String> = serde_json::from_str(&aliases).unwrap_or_default();
        own.extend(aliases.into_iter().map(|alias| alias.to_lowercase()));
    }
    Ok(own)
}

/// Others than the user, whoever wrote last first, and how many more there are. `lines` are the newest first.
pub(super) fn others(
    db: &Db<'_>,
    lines: &[MailItem],
    own: &HashSet<String>,
) -> Outcome<(Vec<ConversationPerson>, u64)> {
    let mut found: Vec<&MessagePerson> = Vec::new();
    let is_written = |person: &&MessagePerson| person.role == PersonRole::From;
    let written = lines.iter().flat_map(|line| line.people.iter().filter(is_written));
    let named = lines.iter().flat_map(|line| line.people.iter().filter(|person| !is_written(person)));
    for person in written.chain(named) {
        let is_known = found.iter().any(|known| known.address == person.address);
        if !is_known && !own.contains(&person.address) && person.role != PersonRole::ReplyTo {
            found.push(person);
        }
    }
    let more = found.len().saturating_sub(TOLD) as u64;
    let mut people = Vec::new();
    for person in found.into_iter().take(TOLD) {
        let known = db.optional(
            "SELECT p.id, c.name FROM prospect p LEFT JOIN company c ON c.id = p.company_id
             WHERE p.deleted_at IS NULL AND (p.email = ?1 OR p.id IN (
               SELECT prospect_id FROM address WHERE kind = 'email' AND value = ?1)) ORDER BY p.id LIMIT 1",
            [&person.address],
            |row| Ok((Id(row.get(0)?), row.get::<_, Option<String>>(1)?)),
        )?;
        let (prospect, company) = known.map_or((None, None), |(id, company)| (Some(id), company));
        people.push(ConversationPerson {
            name: person.name.clone(),
            address: person.address.clone(),
            prospect,
            company,
        });
    }
    Ok((people, more))
}
