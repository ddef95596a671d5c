//! Whose a message is: by the addresses that it names.

use super::Read;
use relance_model::{
    Id, Outcome,
    messages::{MessagePerson, PersonRole},
};
use relance_store::Db;

/// Those whom a message names, and those whom a notice is about.
pub(super) fn of_all(db: &Db<'_>, read: &Read) -> Outcome<Vec<(Id, PersonRole)>> {
    let mut people = read.people().to_vec();
    people.extend(read.concerned());
    of(db, &people)
}

/// The prospects (trash aside) who have one of the addresses, primary or further, and in what role they are named.
pub(super) fn of(db: &Db<'_>, people: &[MessagePerson]) -> Outcome<Vec<(Id, PersonRole)>> {
    let mut found: Vec<(Id, PersonRole)> = Vec::new();
    for person in people {
        let holders = db.rows(
            "SELECT id FROM prospect WHERE deleted_at IS NULL AND email = ?1
             UNION SELECT a.prospect_id FROM address a JOIN prospect p ON p.id = a.prospect_id
             WHERE a.value = ?1 AND a.kind = 'email' AND p.deleted_at IS NULL",
            [&person.address],
            |row| row.get(0).map(Id),
        )?;
        for id in holders {
            if !found.iter().any(|(known, _)| *known == id) {
                found.push((id, person.role));
            }
        }
    }
    Ok(found)
}

/// Whoever is at the other end: the sender, or the first who got what the user sent.
pub(super) fn other<'a>(
    people: &'a [MessagePerson],
    is_own: &dyn Fn(&str) -> bool,
) -> Option<&'a MessagePerson> {
    let order = [PersonRole::From, PersonRole::To, PersonRole::Cc, PersonRole::Bcc, PersonRole::ReplyTo];
    let foreign = |person: &&MessagePerson| !is_own(&person.address);
    order.into_iter().find_map(|role| people.iter().filter(|person| person.role == role).find(foreign))
}
