//! A person as matching sees her: everything in the form in which it is compared, nothing in the form in which it is shown.

use super::{
    addresses::{Mailbox, Phone, digits, is_of_house, name_of_domain, profile},
    blocks,
    likeness::{Likeness, first_names},
};
use crate::values::{self, fold, phonetic};
use relance_model::Id;
use std::{borrow::Cow, collections::HashMap, sync::Arc};

/// What is known of somebody, before it is put in order. Texts as they were written.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    pub id: Id,
    pub first_name: Option<&'a str>,
    pub last_name: Option<&'a str>,
    pub emails: Vec<&'a str>,
    /// In E.164.
    pub phones: Vec<&'a str>,
    pub linkedin_url: Option<&'a str>,
    pub company: Option<&'a str>,
    /// Of the company, or of her site.
    pub domain: Option<&'a str>,
    pub siren: Option<&'a str>,
    pub job_title: Option<&'a str>,
    pub city: Option<&'a str>,
    pub postcode: Option<&'a str>,
}

/// A word of a name with its sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub sound: String,
}

impl Word {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), sound: phonetic(text) }
    }
}

/// One half of a name: its words, and all of them as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    pub words: Vec<Word>,
    /// All words without anything between: "de La Tour" and "Delatour" are one.
    pub joined: String,
    /// The sound of all of it.
    pub sound: String,
    /// By which it is counted, as a first and as a last name.
    pub as_first: u64,
    pub as_last: u64,
}

impl Name {
    pub fn new(text: &str) -> Self {
        let folded = fold(&spelled_out(text));
        let parts = || folded.split(' ').filter(|word| !word.is_empty());
        // One letter may be « M. » or an initial: it is a title only before a name.
        let has_name = parts().any(|word| word.len() > 1 && !is_title(word));
        let words: Vec<Word> = parts()
            .filter(|word| !is_title(word) && (*word != "m" || !has_name))
            // Of Vietnamese first names this is the part that is left out.
            .filter(|word| *word != "thi" || parts().count() == 1)
            .filter(|word| !is_generation(word) || parts().count() == 1)
            .map(whole)
            .map(Word::new)
            .collect();
        let joined: String = words.iter().map(|word| word.text.as_str()).collect();
        let sound = words.iter().map(|word| word.sound.as_str()).collect();
        let [as_first, as_last] = [100, 101].map(|kind| blocks::key(kind, &[&joined]));
        Self { words, joined, sound, as_first, as_last }
    }

    pub fn is_empty(&self) -> bool {
        self.joined.is_empty()
    }

    /// A first name of which only the first letter is known: "J.", "J.-P.".
    pub fn is_initial(&self) -> bool {
        !self.is_empty() && self.words.iter().all(|word| word.text.chars().count() == 1)
    }

    pub fn initial(&self) -> Option<char> {
        self.joined.chars().next()
    }
}

/// Names that were met, each kept once: of a hundred thousand people few have a name of their own.
#[derive(Default)]
pub struct Names(HashMap<String, Arc<Name>>);

impl Names {
    fn get(&mut self, text: &str) -> Arc<Name> {
        if let Some(name) = self.0.get(text) {
            return Arc::clone(name);
        }
        let name = Arc::new(Name::new(text));
        self.0.insert(text.to_owned(), Arc::clone(&name));
        name
    }
}

/// "M.Thérèse", written without a space before a first name, is no « Monsieur ».
fn spelled_out(text: &str) -> Cow<'_, str> {
    match text.trim_start().strip_prefix("M.") {
        Some(rest) if !rest.starts_with(' ') && values::is_first_name(&fold(rest)) => {
            format!("Marie {rest}").into()
        }
        _ => text.into(),
    }
}

/// What tells parents and children of one name apart.
fn is_generation(word: &str) -> bool {
    matches!(
        word,
        "fils"
            | "fille"
            | "pere"
            | "mere"
            | "junior"
            | "senior"
            | "jr"
            | "jnr"
            | "sr"
            | "aine"
            | "cadet"
            | "ii"
            | "iii"
    )
}

/// "fils" of "Pierre Vidal fils"; a name that is nothing else is a name.
fn generation(names: &str) -> Option<String> {
    let folded = fold(names);
    let word = folded.rsplit(' ').next().filter(|word| is_generation(word) && word.len() < folded.len())?;
    Some(match word {
        "jr" | "jnr" | "fils" | "fille" | "cadet" | "ii" => "junior".to_owned(),
        "sr" | "pere" | "mere" | "aine" => "senior".to_owned(),
        other => other.to_owned(),
    })
}

/// What is written short in names and places.
fn whole(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        other => other,
    }
}

/// What stands before a name and is none.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mme" | "mlle" | "dr" | "monsieur" | "madame" | "mademoiselle" | "docteur" | "maitre"
    )
}

/// A person, ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub id: Id,
    pub first: Arc<Name>,
    pub last: Arc<Name>,
    /// The names come from an e-mail address: nobody wrote them.
    pub is_guessed: bool,
    pub emails: Vec<Mailbox>,
    /// One of her addresses spells her last name as she does.
    pub is_spelled_by_address: bool,
    /// One of her addresses has her first name for a word.
    pub is_first_spelled_by_address: bool,
    /// Tells her from a parent or a child of the same name.
    pub generation: Option<String>,
    pub phones: Vec<Phone>,
    pub linkedin: Option<String>,
    /// Match key of the company.
    pub company: Option<String>,
    /// Her company's own domain, from its site or from an address that is at no free provider.
    pub domain: Option<String>,
    /// What the domain is called, as a company's match key: "acme" of "acme.fr".
    pub domain_name: Option<String>,
    pub siren: Option<String>,
    pub job_title: Option<String>,
    pub city: Option<String>,
    pub postcode: Option<String>,
}

impl Person {
    pub fn new(known: &Known<'_>) -> Self {
        Self::with(known, &mut Names::default())
    }

    /// The same, for one of many.
    pub fn with(known: &Known<'_>, names: &mut Names) -> Self {
        let (mut emails, spelled): (Vec<Mailbox>, Vec<Vec<String>>) =
            known.emails.iter().filter_map(|email| Mailbox::new(email)).unzip();
        let domain = known
            .domain
            .map(str::to_lowercase)
            .filter(|domain| !values::is_free_mail(domain))
            .or_else(|| emails.iter().find(|mail| !mail.is_free).map(|mail| mail.domain.clone()));
        let (mut first, mut last) =
            (names.get(known.first_name.unwrap_or_default()), names.get(known.last_name.unwrap_or_default()));
        if first.is_empty() {
            (first, last) = apart(first, last, known.last_name.unwrap_or_default(), names);
        }
        let is_guessed = first.is_empty() && last.is_empty();
        let mut named = emails.iter().zip(&spelled);
        if is_guessed {
            if let Some((one, other)) = named.find_map(|(mail, words)| named_by(mail, words)) {
                (first, last) = (names.get(one), names.get(other));
            }
        } else if let Some(whole) = named.find_map(|(mail, words)| first_by(mail, words, &first, &last)) {
            first = Arc::new(whole);
        }
        let key = |text: Option<&str>| text.map(fold).filter(|text| !text.is_empty());
        let company = known.company.map(values::company_key).filter(|key| !key.is_empty());
        let domain_name = domain.as_deref().and_then(name_of_domain);
        for mail in &mut emails {
            let houses = [&company, &domain_name].into_iter().flatten();
            mail.is_shared |= is_of_house(&mail.local, &first, houses);
        }
        let is_spelled_by_address = last.joined.len() >= 3
            && emails
                .iter()
                .any(|mail| !mail.is_shared && mail.local.replace(' ', "").contains(&last.joined));
        let is_first_spelled_by_address = first.joined.len() >= 3
            && spelled.iter().any(|words| words.iter().any(|word| fold(word) == first.joined));
        let generation = [known.last_name, known.first_name].into_iter().flatten().find_map(generation);
        Self {
            id: known.id,
            is_guessed: is_guessed && !last.is_empty(),
            first,
            last,
            emails,
            is_spelled_by_address,
            is_first_spelled_by_address,
            generation,
            phones: known.phones.iter().filter_map(|phone| Phone::new(phone)).collect(),
            linkedin: known.linkedin_url.and_then(profile),
            company,
            domain_name,
            domain,
            siren: known.siren.map(digits).filter(|siren| !siren.is_empty()),
            job_title: key(known.job_title),
            city: key(known.city).map(|city| city.split(' ').map(whole).collect::<Vec<_>>().join(" ")),
            postcode: key(known.postcode),
        }
    }

    /// Nothing by which she could be found.
    pub fn is_blank(&self) -> bool {
        self.last.is_empty()
            && self.first.is_empty()
            && self.emails.is_empty()
            && self.phones.is_empty()
            && self.linkedin.is_none()
    }
}

/// A whole name that stands where the last name belongs: "Jean DUPONT".
fn apart(first: Arc<Name>, last: Arc<Name>, written: &str, names: &mut Names) -> (Arc<Name>, Arc<Name>) {
    if last.words.len() < 2 {
        return (first, last);
    }
    let name = values::full_name(written);
    if name.first.is_empty() { (first, last) } else { (names.get(&name.first), names.get(&name.last)) }
}

/// The person that an address names: "jean.dupont@…".
fn named_by<'a>(mail: &Mailbox, words: &'a [String]) -> Option<(&'a str, &'a str)> {
    let [one, other] = words else { return None };
    if mail.is_shared || !one.chars().chain(other.chars()).all(char::is_alphabetic) || other.len() < 2 {
        return None;
    }
    let is_turned = values::is_first_name(other) && !values::is_first_name(one);
    Some(if is_turned { (other, one) } else { (one, other) })
}

/// The first name that an address spells out, of somebody whose first name is missing, an initial or a short form: "Alex", who
/// writes from "alexandre.colin@…".
fn first_by(mail: &Mailbox, words: &[String], first: &Name, last: &Name) -> Option<Name> {
    let (guessed, named) = named_by(mail, words)?;
    let (guessed, named) = (Name::new(guessed), Name::new(named));
    let is_hers = !last.is_empty() && (named.joined == last.joined || named.sound == last.sound);
    let is_longer = match first_names(first, &guessed) {
        Likeness::Unknown => !guessed.is_empty(),
        Likeness::Initial => first.is_initial(),
        Likeness::Short => guessed.joined.len() > first.joined.len(),
        _ => false,
    };
    (is_hers && is_longer).then_some(guessed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_put_in_the_form_in_which_she_is_compared() {
        let person = Person::new(&Known {
            last_name: Some("M. Jean-Pierre DE LA TOUR"),
            emails: vec!["Jean.Pierre+salon@Latour.FR", "contact2@latour.fr"],
            phones: vec!["+33612345678;ext=12"],
            linkedin_url: Some("https://www.linkedin.com/in/Jean-Pierre/?x=1"),
            company: Some("La Tour SAS"),
            ..Known::default()
        });
        assert_eq!(person.first.joined, "jeanpierre");
        assert_eq!(person.last.joined, "delatour");
        assert_eq!(person.emails[0].local, "jeanpierre");
        assert_eq!(person.emails.iter().map(|mail| mail.is_shared).collect::<Vec<_>>(), [false, true]);
        assert_eq!(person.phones, [Phone { digits: 33_612_345_678, is_mobile: true }]);
        assert_eq!(person.linkedin.as_deref(), Some("jean-pierre"));
        assert_eq!(person.domain.as_deref(), Some("latour.fr"));
        assert!(!person.is_guessed);
    }

    #[test]
    fn an_address_names_who_has_no_name() {
        for (email, first, last) in [
            ("jean.dupont@acme.fr", "jean", "dupont"),
            ("dupont.jean@gmail.com", "jean", "dupont"),
            ("j.dupont@acme.fr", "j", "dupont"),
            ("contact@acme.fr", "", ""),
            ("jdupont@acme.fr", "", ""),
            ("salon.2026@acme.fr", "", ""),
        ] {
            let person = Person::new(&Known { emails: vec![email], ..Known::default() });
            assert_eq!((person.first.joined.as_str(), person.last.joined.as_str()), (first, last), "{email}");
            assert_eq!(person.is_guessed, !last.is_empty(), "{email}");
        }
    }
}
