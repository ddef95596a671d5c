//! Which pairs are worth weighing: those that share a key. Of 100,000 people there are five thousand million pairs, and a
//! few hundred thousand of them have anything in common.
//!
//! A key is a hash of something that two records of one person rarely both miss: an address, a name's sound, a company with
//! half a name. A key that many share (a switchboard, « Martin » at a great employer) proposes nothing by itself.

use super::person::{Name, Person};
use std::hash::{DefaultHasher, Hash, Hasher};

/// More people than this under one key are no pairs but a crowd.
const CROWD: usize = 60;

/// Pairs of places in `people` that share a key, each once, the smaller place first.
pub fn candidates(people: &[Person]) -> Vec<(u32, u32)> {
    let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(people.len() * 8);
    for (place, person) in people.iter().enumerate() {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        for_each_key(person, |key| keyed.push((key, place)));
    }
    keyed.sort_unstable();
    keyed.dedup();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for block in keyed.chunk_by(|(one, _), (other, _)| one == other) {
        if block.len() > CROWD {
            continue;
        }
        for (i, (_, one)) in block.iter().enumerate() {
            pairs.extend(block[i + 1..].iter().map(|(_, other)| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Places in `people` that share a key with somebody who is not among them.
pub fn candidates_for(people: &[Person], person: &Person) -> Vec<u32> {
    let mut wanted = Vec::new();
    for_each_key(person, |key| wanted.push(key));
    let mut found = Vec::new();
    for (place, other) in people.iter().enumerate() {
        let mut is_found = false;
        for_each_key(other, |key| is_found |= wanted.contains(&key));
        if is_found {
            found.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
    }
    found
}

fn hash(kind: u8, parts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    for part in parts {
        part.hash(&mut hasher);
    }
    hasher.finish()
}

/// The sounds of all words of a name, in one order whatever the order they were written in.
fn whole_sound(first: &Name, last: &Name) -> Vec<String> {
    let mut sounds: Vec<String> =
        first.words.iter().chain(&last.words).map(|word| word.sound.clone()).collect();
    sounds.sort_unstable();
    sounds
}

fn for_each_key(person: &Person, mut tell: impl FnMut(u64)) {
    let Person { first, last, .. } = person;
    for mail in &person.emails {
        tell(hash(0, &[&mail.local, &mail.domain]));
        // The same mailbox at a mistyped provider.
        if mail.local.len() >= 6 && !mail.is_shared {
            tell(hash(1, &[&mail.local]));
        }
    }
    for phone in &person.phones {
        tell(hash(2, &[phone]));
    }
    if let Some(profile) = &person.linkedin {
        tell(hash(3, &[profile]));
    }
    let initial = first.initial().map(String::from);
    if !last.is_empty() && !first.is_empty() {
        let sounds = whole_sound(first, last);
        tell(hash(4, &sounds.iter().map(String::as_str).collect::<Vec<_>>()));
        tell(hash(5, &[&sounds.concat()]));
        // A slip in one half leaves the other one, with the first letters of the half that slipped.
        tell(hash(6, &[&first.joined, &start(&last.joined), &end(&last.joined)]));
    }
    if let (Some(city), Some(initial), false) = (&person.city, &initial, last.is_empty()) {
        tell(hash(7, &[city, initial, &last.sound]));
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
            tell(hash(kind, &[house, &word.sound]));
        }
        if !last.is_empty() {
            tell(hash(kind, &[house, &last.sound]));
        }
        // The names may stand in each other's place.
        if !first.is_empty() && !first.is_initial() {
            tell(hash(kind, &[house, &first.sound]));
        }
        if let (Some(initial), false) = (&initial, last.is_empty()) {
            tell(hash(kind + 1, &[house, initial, &start(&last.joined)]));
        }
    }
}

fn start(text: &str) -> String {
    text.chars().take(2).collect()
}

fn end(text: &str) -> String {
    text.chars().rev().take(2).collect()
}
