//! A person as matching sees her: everything in the form in which it is compared, nothing in the form in which it is shown.

use super::likeness::{Likeness, first_names};
use crate::values::{self, fold, phonetic};
use relance_model::Id;

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
}

impl Name {
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        let parts = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // One letter may be « M. » or an initial: it is a title only before a name.
        let has_name = parts().any(|word| word.len() > 1 && !is_title(word));
        let words: Vec<Word> = parts()
            .filter(|word| !is_title(word) && (*word != "m" || !has_name))
            .map(whole)
            .map(Word::new)
            .collect();
        let joined: String = words.iter().map(|word| word.text.as_str()).collect();
        let sound = words.iter().map(|word| word.sound.as_str()).collect();
        Self { words, joined, sound }
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

/// An e-mail address taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// In lower case, as written.
    pub address: String,
    /// What stands before the "@", without dots and without a "+label": one mailbox at most providers.
    pub local: String,
    pub domain: String,
    /// Read by several people: "contact@", "info@".
    pub is_shared: bool,
    /// Tells a son or a daughter from the parent of the same name.
    pub is_junior: bool,
    /// At a provider that gives an address to anybody.
    pub is_free: bool,
}

impl Mailbox {
    fn new(address: &str) -> Option<Self> {
        let address = address.trim().to_lowercase();
        let (local, domain) = address.rsplit_once('@')?;
        let local = local.split('+').next().unwrap_or(local);
        let is_junior = local
            .split(['.', '_', '-'])
            .any(|word| matches!(word, "junior" | "jr" | "jnr" | "fils" | "fille"));
        let (local, domain) = (fold(&local.replace('.', "")), domain.to_owned());
        Some(Self {
            is_junior,
            is_shared: is_shared(&local),
            is_free: values::is_free_mail(&domain),
            address,
            local,
            domain,
        })
    }
}

/// Mailboxes that belong to a function and not to a person (RFC 2142 and what companies use).
fn is_shared(local: &str) -> bool {
    const SHARED: [&str; 42] = [
        "abuse",
        "accueil",
        "achat",
        "achats",
        "admin",
        "administration",
        "agence",
        "bonjour",
        "boutique",
        "bureau",
        "client",
        "clients",
        "commande",
        "commandes",
        "commercial",
        "compta",
        "comptabilite",
        "contact",
        "contacts",
        "direction",
        "facturation",
        "hello",
        "info",
        "infos",
        "information",
        "invoice",
        "mail",
        "marketing",
        "newsletter",
        "noreply",
        "office",
        "postmaster",
        "presse",
        "recrutement",
        "rh",
        "sales",
        "sav",
        "secretariat",
        "service",
        "support",
        "vente",
        "webmaster",
    ];
    let bare = local.trim_end_matches(|c: char| c.is_ascii_digit());
    SHARED.binary_search(&bare).is_ok() || bare.starts_with("famille")
}

/// A person, ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub id: Id,
    pub first: Name,
    pub last: Name,
    /// The names come from an e-mail address: nobody wrote them.
    pub is_guessed: bool,
    pub emails: Vec<Mailbox>,
    pub phones: Vec<String>,
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
        let emails: Vec<Mailbox> = known.emails.iter().filter_map(|email| Mailbox::new(email)).collect();
        let domain = known
            .domain
            .map(str::to_lowercase)
            .filter(|domain| !values::is_free_mail(domain))
            .or_else(|| emails.iter().find(|mail| !mail.is_free).map(|mail| mail.domain.clone()));
        let (mut first, mut last) =
            (Name::new(known.first_name.unwrap_or_default()), Name::new(known.last_name.unwrap_or_default()));
        if first.is_empty() {
            (first, last) = apart(first, last, known.last_name.unwrap_or_default());
        }
        let is_guessed = first.is_empty() && last.is_empty();
        if is_guessed && let Some((guessed_first, guessed_last)) = emails.iter().find_map(named_by) {
            (first, last) = (guessed_first, guessed_last);
        }
        if !is_guessed && let Some(whole) = emails.iter().find_map(|mail| first_by(mail, &first, &last)) {
            first = whole;
        }
        let key = |text: Option<&str>| text.map(fold).filter(|text| !text.is_empty());
        Self {
            id: known.id,
            is_guessed: is_guessed && !last.is_empty(),
            first,
            last,
            emails,
            phones: known.phones.iter().map(|phone| digits(phone)).filter(|phone| phone.len() >= 8).collect(),
            linkedin: known.linkedin_url.and_then(profile),
            company: known.company.map(values::company_key).filter(|key| !key.is_empty()),
            domain_name: domain.as_deref().and_then(name_of_domain),
            domain,
            siren: known.siren.map(digits).filter(|siren| !siren.is_empty()),
            job_title: key(known.job_title),
            city: key(known.city).map(|city| city.split(' ').map(whole).collect::<Vec<_>>().join(" ")),
            postcode: key(known.postcode),
        }
    }

    /// One of her addresses spells her last name as she does.
    pub fn is_spelled_by_address(&self) -> bool {
        self.last.joined.len() >= 3
            && self
                .emails
                .iter()
                .any(|mail| !mail.is_shared && fold(&mail.local).replace(' ', "").contains(&self.last.joined))
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
fn apart(first: Name, last: Name, written: &str) -> (Name, Name) {
    if last.words.len() < 2 {
        return (first, last);
    }
    let name = values::full_name(written);
    if name.first.is_empty() { (first, last) } else { (Name::new(&name.first), Name::new(&name.last)) }
}

/// The person that an address names: "jean.dupont@…".
fn named_by(mail: &Mailbox) -> Option<(Name, Name)> {
    let local = mail.address.split('@').next()?.split('+').next()?;
    let words: Vec<&str> = local.split(['.', '_', '-']).filter(|word| !word.is_empty()).collect();
    let [one, other] = words[..] else { return None };
    if mail.is_shared || !one.chars().chain(other.chars()).all(char::is_alphabetic) || other.len() < 2 {
        return None;
    }
    let (first, last) =
        if values::is_first_name(other) && !values::is_first_name(one) { (other, one) } else { (one, other) };
    Some((Name::new(first), Name::new(last)))
}

/// The first name that an address spells out, of somebody whose first name is missing, an initial or a short form: "Alex", who
/// writes from "alexandre.colin@…".
fn first_by(mail: &Mailbox, first: &Name, last: &Name) -> Option<Name> {
    let (guessed, named) = named_by(mail)?;
    let is_hers = !last.is_empty() && (named.joined == last.joined || named.sound == last.sound);
    let is_longer = match first_names(first, &guessed) {
        Likeness::Unknown => !guessed.is_empty(),
        Likeness::Initial => first.is_initial(),
        Likeness::Short => guessed.joined.len() > first.joined.len(),
        _ => false,
    };
    (is_hers && is_longer).then_some(guessed)
}

fn digits(text: &str) -> String {
    text.split(';').next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
}

/// The label before the public suffix, without hyphens. Second-level suffixes such as "co.uk" are told by their shortness.
fn name_of_domain(domain: &str) -> Option<String> {
    let mut labels: Vec<&str> = domain.split('.').collect();
    labels.pop()?;
    if labels.len() > 1 && labels.last().is_some_and(|label| label.len() <= 3) {
        labels.pop();
    }
    labels.last().map(|label| values::company_key(&label.replace('-', " "))).filter(|name| name.len() >= 3)
}

/// The part of a LinkedIn address that names somebody.
fn profile(url: &str) -> Option<String> {
    let url = url.to_lowercase();
    let (_, after) = url.split_once("/in/").or_else(|| url.split_once("/pub/"))?;
    let name = after.split(['/', '?', '#']).next().unwrap_or_default();
    (!name.is_empty()).then(|| name.to_owned())
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
        assert_eq!(person.phones, ["33612345678"]);
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
