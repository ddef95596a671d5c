//! Matching: is the person of a row already here? By e-mail, phone, LinkedIn page, then name and company.
//!
//! Keys are 64-bit hashes held in memory, for the base and for the rows read so far; whoever is found is read from
//! the base before anything is decided.

use crate::{prospects::NewProspect, values};
use relance_model::{Failure, Id, Outcome, prospects::AddressKind};
use relance_store::{Db, fold};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher},
};

/// How a row was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Email,
    Phone,
    Linkedin,
    NameCompany,
    /// The very line of the same list was hers the last time.
    Line,
    /// All things weighed together (see the room of duplicates).
    Alike,
    /// The user said so.
    User,
}

impl By {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Linkedin => "linkedin_url",
            Self::NameCompany => "name_company",
            Self::Line => "line",
            Self::Alike => "alike",
            Self::User => "user",
        }
    }
}

/// The keys are hashes already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Who is known by which key.
#[derive(Default)]
pub(super) struct Known(HashMap<u64, i64, BuildHasherDefault<AsItIs>>);

fn key(by: By, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (by as u8).hash(&mut hasher);
    text.hash(&mut hasher);
    hasher.finish()
}

/// The key of a name with a company, whatever the order of the names; `None` when either is missing.
fn name_company(first: Option<&str>, last: Option<&str>, company: Option<&str>) -> Option<u64> {
    let company = values::company_key(company?);
    let mut folded = fold(last?);
    if let Some(first) = first {
        folded.push(' ');
        folded.push_str(&fold(first));
    } else {
        return None;
    }
    if company.is_empty() {
        return None;
    }
    let mut words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    Some(key(By::NameCompany, &format!("{}|{company}", words.join(" "))))
}

impl Known {
    /// Everybody who is in the base, trash aside.
    pub(super) fn of(db: &Db<'_>) -> Outcome<Self> {
        let mut known = Self::default();
        db.for_each(
            "SELECT p.id, p.email, p.phone, p.linkedin_url, p.first_name, p.last_name, c.name
             FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.deleted_at IS NULL",
            [],
            |row| {
                let text = |i| row.get_ref(i).ok().and_then(|value| value.as_str().ok());
                let id: i64 = row.get(0).map_err(Failure::bug)?;
                for (by, value) in [(By::Email, text(1)), (By::Phone, text(2)), (By::Linkedin, text(3))] {
                    if let Some(value) = value {
                        known.0.entry(key(by, value)).or_insert(id);
                    }
                }
                if let Some(key) = name_company(text(4), text(5), text(6)) {
                    known.0.entry(key).or_insert(id);
                }
                Ok(())
            },
        )?;
        db.for_each(
            "SELECT a.prospect_id, a.kind, a.value FROM address a JOIN prospect p ON p.id = a.prospect_id WHERE p.deleted_at IS NULL",
            [],
            |row| {
                let read = || -> relance_store::SqlResult<(i64, String, String)> { Ok((row.get(0)?, row.get(1)?, row.get(2)?)) };
                let (id, kind, value) = read().map_err(Failure::bug)?;
                let by = if kind == "email" { By::Email } else { By::Phone };
                known.0.entry(key(by, &value)).or_insert(id);
                Ok(())
            },
        )?;
        Ok(known)
    }

    /// The prospect that a row is about, and how one knows.
    ///
    /// A phone or a name alone is not enough against a different person: two colleagues share a switchboard.
    pub(super) fn find(
        &self,
        new: &NewProspect,
        company: Option<&str>,
        mut names_agree: impl FnMut(i64) -> Outcome<bool>,
    ) -> Outcome<Option<(Id, By)>> {
        let emails = addresses(new, AddressKind::Email).map(|value| (By::Email, value));
        let linkedin = new.linkedin_url.as_deref().map(|value| (By::Linkedin, value));
        for (by, value) in emails.chain(linkedin) {
            if let Some(id) = self.0.get(&key(by, value)) {
                return Ok(Some((Id(*id), by)));
            }
        }
        for value in addresses(new, AddressKind::Phone) {
            if let Some(id) = self.0.get(&key(By::Phone, value))
                && names_agree(*id)?
            {
                return Ok(Some((Id(*id), By::Phone)));
            }
        }
        let found = name_company(new.first_name.as_deref(), new.last_name.as_deref(), company)
            .and_then(|key| self.0.get(&key));
        Ok(found.map(|id| (Id(*id), By::NameCompany)))
    }

    /// Remembers a row that was written, for those that follow.
    pub(super) fn add(&mut self, id: Id, new: &NewProspect, company: Option<&str>) {
        let emails = addresses(new, AddressKind::Email).map(|value| key(By::Email, value));
        let phones = addresses(new, AddressKind::Phone).map(|value| key(By::Phone, value));
        let linkedin = new.linkedin_url.as_deref().map(|value| key(By::Linkedin, value));
        let name = name_company(new.first_name.as_deref(), new.last_name.as_deref(), company);
        for key in emails.chain(phones).chain(linkedin).chain(name) {
            self.0.entry(key).or_insert(id.0);
        }
    }
}

fn addresses(new: &NewProspect, kind: AddressKind) -> impl Iterator<Item = &str> {
    let primary = match kind {
        AddressKind::Email => new.email.as_deref(),
        AddressKind::Phone => new.phone.as_deref(),
    };
    primary
        .into_iter()
        .chain(new.addresses.iter().filter(move |other| other.kind == kind).map(|other| other.value.as_str()))
}

/// Whether two people may be the same by their names: equal, or one of them unknown.
pub(super) fn names_agree(held: (Option<&str>, Option<&str>), read: (Option<&str>, Option<&str>)) -> bool {
    let words = |(first, last): (Option<&str>, Option<&str>)| {
        let folded = fold(&format!("{} {}", first.unwrap_or_default(), last.unwrap_or_default()));
        let mut words: Vec<String> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words
    };
    let (held, read) = (words(held), words(read));
    held.is_empty()
        || read.is_empty()
        || held == read
        || held.iter().all(|word| read.contains(word))
        || read.iter().all(|word| held.contains(word))
}

#[cfg(test)]
mod tests {
    use super::names_agree;

    #[test]
    fn a_shared_phone_is_not_a_shared_person() {
        let person = |first, last| (Some(first), Some(last));
        assert!(names_agree(person("Léa", "Martin"), person("MARTIN", "Lea")));
        assert!(names_agree(person("Léa", "Martin"), (None, Some("Martin"))));
        assert!(names_agree((None, None), person("Léa", "Martin")));
        assert!(!names_agree(person("Léa", "Martin"), person("Hugo", "Martin")));
    }
}
