//! By what a person is found: an address, the sound of her name, a company with half a name. Each is something that two records of
//! one person rarely both miss; what says little by itself is put together with something else.

use super::{
    blocks::key,
    person::{Name, Person},
};

/// The sounds of all words of a name, in one order whatever the order they were written in.
fn whole_sound(first: &Name, last: &Name) -> String {
    let mut sounds: Vec<&str> =
        first.words.iter().chain(&last.words).map(|word| word.sound.as_str()).collect();
    sounds.sort_unstable();
    sounds.concat()
}

pub fn for_each(person: &Person, tell: &mut dyn FnMut(u64)) {
    let Person { first, last, .. } = person;
    for mail in &person.emails {
        tell(mail.key());
        // The same mailbox at a mistyped provider.
        if mail.local.len() >= 6 && !mail.is_shared {
            tell(key(1, &[&mail.local]));
        }
    }
    for phone in &person.phones {
        tell(phone.key());
    }
    if let Some(profile) = &person.linkedin {
        tell(key(3, &[profile]));
    }
    let initial = first.initial().map(String::from);
    if !last.is_empty() && !first.is_empty() {
        tell(key(5, &[&whole_sound(first, last)]));
        // A slip in one half leaves the other one, with the first letters of the half that slipped.
        tell(key(6, &[&first.joined, &start(&last.joined), &end(&last.joined)]));
    }
    if let (Some(city), Some(initial), false) = (&person.city, &initial, last.is_empty()) {
        tell(key(7, &[city, initial, &last.sound]));
    }
    // A company and the name of a domain are one kind of key: "Acme SAS" is at "acme.fr".
    let houses = [
        (10, person.company.as_deref()),
        (10, person.domain_name.as_deref()),
        (20, person.domain.as_deref()),
        (30, person.siren.as_deref()),
    ];
    for (kind, house) in houses.into_iter().filter_map(|(kind, house)| Some((kind, house?))) {
        for word in &last.words {
            tell(key(kind, &[house, &word.sound]));
        }
        if !last.is_empty() {
            tell(key(kind, &[house, &last.sound]));
        }
        // The names may stand in each other's place.
        if !first.is_empty() && !first.is_initial() {
            tell(key(kind, &[house, &first.sound]));
        }
        if let (Some(initial), false) = (&initial, last.is_empty()) {
            tell(key(kind + 1, &[house, initial, &start(&last.joined)]));
        }
    }
}

fn start(text: &str) -> String {
    text.chars().take(2).collect()
}

fn end(text: &str) -> String {
    text.chars().rev().take(2).collect()
}
