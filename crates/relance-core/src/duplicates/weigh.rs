//! How likely two people are one: the evidence for and against, added up in bits.
//!
//! After Fellegi and Sunter, "A theory for record linkage", 1969: each thing compared gives log₂ of how much oftener it is
//! so for one person than for two. What is rare in this base weighs more: two called Martin say little, two called
//! Kerguelen much. The sum with the odds that any two records are one gives a probability, which is the score.

use super::{
    likeness::{Likeness, first_names, last_names},
    person::{Mailbox, Person},
};
use relance_model::duplicates::{Likelihood, Reason, ReasonKind};
use std::collections::HashMap;

/// How often values occur in a base.
#[derive(Debug, Default)]
pub struct Frequencies {
    people: f64,
    first: HashMap<String, u32>,
    last: HashMap<String, u32>,
    company: HashMap<String, u32>,
    phone: HashMap<String, u32>,
    email: HashMap<String, u32>,
}

/// People whose distribution is believed beforehand: a base of ten does not know that Martin is usual.
const BELIEVED: f64 = 2_000.0;
/// Share of the bearers of a name nobody in the base has.
const FIRST: f64 = 1.0 / 150.0;
const LAST: f64 = 1.0 / 2_000.0;
const COMPANY: f64 = 1.0 / 1_500.0;
/// Records of a thousand that have a double, as lists of salespeople are (see the labelled set).
const DOUBLES: f64 = 0.05;

impl Frequencies {
    pub fn of(people: &[Person]) -> Self {
        let mut held = Self { people: people.len() as f64, ..Self::default() };
        let count = |map: &mut HashMap<String, u32>, key: &str| match map.get_mut(key) {
            Some(count) => *count += 1,
            None => drop(map.insert(key.to_owned(), 1)),
        };
        for person in people {
            if !person.first.is_empty() {
                count(&mut held.first, &person.first.joined);
            }
            if !person.last.is_empty() {
                count(&mut held.last, &person.last.joined);
            }
            if let Some(company) = &person.company {
                count(&mut held.company, company);
            }
            for phone in &person.phones {
                count(&mut held.phone, phone);
            }
            for mail in &person.emails {
                count(&mut held.email, &mail.address);
            }
        }
        held
    }

    fn bits(&self, map: &HashMap<String, u32>, key: &str, believed: f64) -> f64 {
        let count = f64::from(map.get(key).copied().unwrap_or_default());
        -((count + believed * BELIEVED) / (self.people + BELIEVED)).log2()
    }

    /// The odds, in bits, that two records taken at random are one person.
    fn prior(&self) -> f64 {
        (2.0 * DOUBLES / self.people.max(200.0)).log2()
    }

    fn is_usual(&self, last: &str) -> bool {
        self.last.get(last).is_some_and(|count| *count >= 3)
    }

    /// Borne by so many here that two of them in one city are nothing strange.
    fn is_common(&self, last: &str) -> bool {
        self.last.get(last).is_some_and(|count| *count > 3)
    }
}

/// What was found, and what it weighs.
struct Evidence {
    bits: f64,
    reasons: Vec<Reason>,
    /// What says that both belong to one house, each thing by itself: together they say hardly more than the strongest.
    house: Vec<f64>,
    /// What the last name weighs.
    last_name: f64,
    /// City or postcode agree, and nothing that says more.
    is_near: bool,
    /// What both have and has nothing in common: company, own address, mobile.
    conflicts: u32,
    /// One of the names is another one.
    has_other_name: bool,
    /// Something besides the names agrees.
    is_supported: bool,
    /// Something that belongs to one person alone agrees.
    is_personal: bool,
}

impl Evidence {
    fn for_it(&mut self, kind: ReasonKind, likelihood: Likelihood, bits: f64) {
        self.bits += bits;
        self.reasons.push(Reason { kind, likelihood });
    }
    fn for_the_house(&mut self, kind: ReasonKind, likelihood: Likelihood, bits: f64) {
        self.house.push(bits);
        self.is_supported = true;
        self.reasons.push(Reason { kind, likelihood });
    }
    fn for_the_person(&mut self, kind: ReasonKind, likelihood: Likelihood, bits: f64) {
        self.is_supported = true;
        self.is_personal = true;
        self.for_it(kind, likelihood, bits);
    }
    fn against(&mut self, kind: ReasonKind, bits: f64) {
        self.bits -= bits;
        self.reasons.push(Reason { kind, likelihood: Likelihood::Different });
    }
    /// Bits that a further sign of the same house adds.
    const FURTHER: f64 = 1.5;

    fn total(&self) -> f64 {
        let strongest = self.house.iter().copied().fold(0.0, f64::max);
        let further = self.house.len().saturating_sub(1) as f64 * Self::FURTHER;
        self.bits + strongest + further
    }
}

/// A score that is not shown, however the bits add up.
const UNLIKELY: f64 = 0.4;

/// Bits that a common house and all small things together do not outweigh.
const HOPELESS: f64 = -22.0;

/// Something that is one person's alone may agree.
fn shares_address(one: &Person, other: &Person) -> bool {
    one.emails.iter().any(|a| other.emails.iter().any(|b| a.local == b.local || a.domain == b.domain))
        || one.phones.iter().any(|phone| other.phones.contains(phone))
        || (one.linkedin.is_some() && one.linkedin == other.linkedin)
}

/// The probability that two people are one, and why.
pub fn weigh(one: &Person, other: &Person, known: &Frequencies) -> (f64, Vec<Reason>) {
    let mut evidence = Evidence {
        bits: known.prior(),
        reasons: Vec::new(),
        house: Vec::new(),
        last_name: 0.0,
        is_near: false,
        conflicts: 0,
        has_other_name: false,
        is_supported: false,
        is_personal: false,
    };
    names(one, other, known, &mut evidence);
    if evidence.bits < HOPELESS && !shares_address(one, other) {
        return (0.0, Vec::new());
    }
    mailboxes(one, other, known, &mut evidence);
    phones(one, other, known, &mut evidence);
    profiles(one, other, &mut evidence);
    companies(one, other, known, &mut evidence);
    small_things(one, other, &mut evidence);
    if !evidence.house.is_empty() && is_family(one, other) {
        evidence.bits -= (evidence.last_name - FAMILY).max(0.0);
    }
    let score = 1.0 / (1.0 + (-evidence.total()).exp2());
    let is_named = |person: &Person| !person.first.is_empty() || !person.last.is_empty();
    // A name alone is no proof, for people have namesakes; and a house is none of those who work there.
    let is_same_place = evidence.is_near && evidence.conflicts == 0 && !known.is_common(&one.last.joined);
    let is_namesake = !evidence.is_supported && !is_same_place;
    let is_bare = is_namesake || (!evidence.is_personal && is_named(one) != is_named(other));
    (if is_bare { score.min(UNLIKELY) } else { score }, evidence.reasons)
}

/// What a last name still says within a house that bears it.
const FAMILY: f64 = 2.0;

/// A house that is called like those who work there: "Menuiserie Blanchard" employs Blanchards.
fn is_family(one: &Person, other: &Person) -> bool {
    let names = [&one.company, &other.company, &one.domain_name, &other.domain_name];
    one.last.joined.len() >= 3
        && names
            .into_iter()
            .flatten()
            .any(|house| house.contains(&one.last.joined) || house.contains(&other.last.joined))
}

/// First and last, as written or exchanged, whichever fits better.
fn names(one: &Person, other: &Person, known: &Frequencies, evidence: &mut Evidence) {
    let straight = (first_names(&one.first, &other.first), last_names(&one.last, &other.last));
    let crossed = (last_names(&one.first, &other.last), last_names(&one.last, &other.first));
    // Not with a slip besides: "Claude Bertrand" is not "Bertrand Claudel".
    let is_crossed =
        crossed.0 <= Likeness::Sound && crossed.1 <= Likeness::Sound && straight.1 > Likeness::Typo;
    let (first, last) = if is_crossed { crossed } else { straight };
    evidence.has_other_name = first == Likeness::Other || last == Likeness::Other;
    let before = evidence.bits;
    let trust = if one.is_guessed || other.is_guessed { 0.8 } else { 1.0 };
    let rarer = |map: &HashMap<String, u32>, a: &str, b: &str, believed: f64| {
        known.bits(map, a, believed).min(known.bits(map, b, believed))
    };
    let last_bits = if is_crossed {
        rarer(&known.last, &one.last.joined, &other.first.joined, LAST)
    } else {
        rarer(&known.last, &one.last.joined, &other.last.joined, LAST)
    };
    let first_bits = if is_crossed {
        rarer(&known.first, &one.first.joined, &other.last.joined, FIRST)
    } else {
        rarer(&known.first, &one.first.joined, &other.first.joined, FIRST)
    };
    match last {
        Likeness::Same => evidence.for_it(ReasonKind::LastName, Likelihood::Same, trust * last_bits),
        Likeness::Sound => {
            evidence.for_it(ReasonKind::LastName, Likelihood::Close, trust * (last_bits - 4.0))
        }
        // Each writes from an address with her own name in it: nobody mistyped.
        Likeness::Typo if one.is_spelled_by_address() && other.is_spelled_by_address() => {
            evidence.against(ReasonKind::LastName, 9.0);
        }
        // Two names that others bear too are rather two names than one mistyped.
        Likeness::Typo if known.is_usual(&one.last.joined) && known.is_usual(&other.last.joined) => {
            evidence.against(ReasonKind::LastName, 6.0);
        }
        Likeness::Typo | Likeness::Short => {
            evidence.for_it(ReasonKind::LastName, Likelihood::Close, trust * (last_bits - 7.5))
        }
        // Each writes from an address with the name she bears: she has not taken another one.
        Likeness::Part if one.is_spelled_by_address() && other.is_spelled_by_address() => {
            evidence.against(ReasonKind::LastName, 9.0);
        }
        Likeness::Part => evidence.for_it(ReasonKind::LastName, Likelihood::Close, trust * (last_bits - 4.0)),
        Likeness::Initial => evidence.for_it(ReasonKind::LastName, Likelihood::Close, 2.0),
        Likeness::Unknown => {}
        Likeness::Other => evidence.against(ReasonKind::LastName, 13.0 * trust),
    }
    evidence.last_name = evidence.bits - before;
    match first {
        Likeness::Same => evidence.for_it(ReasonKind::FirstName, Likelihood::Same, trust * first_bits),
        Likeness::Sound | Likeness::Typo | Likeness::Short => {
            evidence.for_it(ReasonKind::FirstName, Likelihood::Close, trust * (first_bits - 2.0));
        }
        // "Henri" is rather the father of "Henri-Paul".
        Likeness::Part => evidence.against(ReasonKind::FirstName, 6.0),
        Likeness::Initial => evidence.for_it(ReasonKind::FirstName, Likelihood::Close, 3.0),
        Likeness::Unknown => {}
        Likeness::Other => evidence.against(ReasonKind::FirstName, 15.0 * trust),
    }
}

fn mailboxes(one: &Person, other: &Person, known: &Frequencies, evidence: &mut Evidence) {
    let same =
        |a: &Mailbox, b: &Mailbox| a.address == b.address || (a.local == b.local && a.domain == b.domain);
    let pairs = || one.emails.iter().flat_map(|a| other.emails.iter().map(move |b| (a, b)));
    if let Some((mail, _)) = pairs().filter(|(a, b)| same(a, b)).min_by_key(|(a, _)| a.is_shared) {
        let bearers = known.email.get(&mail.address).copied().unwrap_or_default();
        // An address of many is the one of a house, whatever it is called.
        if mail.is_shared || bearers > 4 {
            evidence.for_the_house(ReasonKind::Email, Likelihood::Same, 9.0);
        } else {
            evidence.for_the_person(ReasonKind::Email, Likelihood::Same, 26.0);
        }
        return;
    }
    // Two people with near names have near addresses, and each has spelled hers right.
    let are_two = evidence.has_other_name
        || (one.last.joined != other.last.joined
            && one.is_spelled_by_address()
            && other.is_spelled_by_address());
    if !are_two && let Some((mail, _)) = pairs().find(|(a, b)| !a.is_shared && is_mistyped(a, b)) {
        let bits = if mail.local.len() >= 6 { 12.0 } else { 7.0 };
        evidence.for_the_person(ReasonKind::Email, Likelihood::Close, bits);
        return;
    }
    let is_junior = |person: &Person| person.emails.iter().any(|mail| mail.is_junior);
    if is_junior(one) != is_junior(other) && !one.emails.is_empty() && !other.emails.is_empty() {
        evidence.against(ReasonKind::Email, 12.0);
    }
    let own = |person: &Person| person.emails.iter().any(|mail| !mail.is_shared);
    if own(one) && own(other) {
        // In one house a person has one address as a rule; elsewhere she may have several.
        let in_one_house =
            pairs().any(|(a, b)| !a.is_free && !a.is_shared && !b.is_shared && a.domain == b.domain);
        evidence.conflicts += 1;
        evidence.against(ReasonKind::Email, if in_one_house { 2.5 } else { 1.0 });
    }
}

/// One address with a slip of the finger, in the name or in the domain.
fn is_mistyped(one: &Mailbox, other: &Mailbox) -> bool {
    let near = |a: &str, b: &str| a != b && a.len().min(b.len()) >= 5 && strsim::osa_distance(a, b) == 1;
    (one.local == other.local && near(&one.domain, &other.domain))
        || (one.domain == other.domain && one.local.len() >= 8 && near(&one.local, &other.local))
}

fn is_mobile(phone: &str) -> bool {
    phone.starts_with("336")
        || phone.starts_with("337")
        || phone.starts_with("324")
        || phone.starts_with("417")
}

fn phones(one: &Person, other: &Person, known: &Frequencies, evidence: &mut Evidence) {
    let shared =
        one.phones.iter().filter(|phone| other.phones.contains(phone)).max_by_key(|phone| is_mobile(phone));
    if let Some(phone) = shared {
        let bearers = known.phone.get(phone).copied().unwrap_or_default();
        match (is_mobile(phone), bearers) {
            (_, 5..) => evidence.for_the_house(ReasonKind::Phone, Likelihood::Same, 6.0),
            (true, _) => evidence.for_the_person(ReasonKind::Phone, Likelihood::Same, 22.0),
            (false, _) => evidence.for_the_house(ReasonKind::Phone, Likelihood::Same, 11.0),
        }
        return;
    }
    if !one.phones.is_empty() && !other.phones.is_empty() {
        evidence.conflicts += 1;
    }
    let mobile = |person: &Person| person.phones.iter().any(|phone| is_mobile(phone));
    if mobile(one) && mobile(other) {
        evidence.against(ReasonKind::Phone, 2.0);
    }
}

fn profiles(one: &Person, other: &Person, evidence: &mut Evidence) {
    if let (Some(a), Some(b)) = (&one.linkedin, &other.linkedin) {
        if a == b {
            evidence.for_the_person(ReasonKind::Linkedin, Likelihood::Same, 28.0);
        } else {
            evidence.against(ReasonKind::Linkedin, 10.0);
        }
    }
}

fn companies(one: &Person, other: &Person, known: &Frequencies, evidence: &mut Evidence) {
    if let (Some(a), Some(b)) = (&one.siren, &other.siren)
        && a == b
    {
        evidence.for_the_house(ReasonKind::Company, Likelihood::Same, 10.0);
        return;
    }
    let is_same_domain = one.domain.is_some() && one.domain == other.domain;
    match (&one.company, &other.company) {
        (Some(a), Some(b)) if a == b => {
            let bits = known.bits(&known.company, a, COMPANY);
            evidence.for_the_house(ReasonKind::Company, Likelihood::Same, bits);
        }
        (Some(a), None) if Some(a) == other.domain_name.as_ref() => {
            evidence.for_the_house(ReasonKind::Company, Likelihood::Close, 8.0);
        }
        (None, Some(b)) if Some(b) == one.domain_name.as_ref() => {
            evidence.for_the_house(ReasonKind::Company, Likelihood::Close, 8.0);
        }
        _ if is_same_domain => evidence.for_the_house(ReasonKind::Company, Likelihood::Close, 9.0),
        (Some(a), Some(b)) if is_variant(a, b) => {
            evidence.for_the_house(ReasonKind::Company, Likelihood::Close, 7.0)
        }
        // People change companies, and take their telephone along.
        (Some(_), Some(_)) => {
            evidence.conflicts += 1;
            evidence.against(ReasonKind::Company, if evidence.is_personal { 1.0 } else { 4.5 });
        }
        _ => {}
    }
}

/// "acme" and "acmefrance"; a slip in a long name.
fn is_variant(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    (short.len() >= 4 && (long.starts_with(short) || long.ends_with(short)))
        || (short.len() >= 6 && strsim::osa_distance(one, other) == 1)
        // "Papeteries de Vidalon", "Papeteries Vidalon".
        || (short.len() >= 12 && strsim::osa_distance(one, other) == 2)
}

fn small_things(one: &Person, other: &Person, evidence: &mut Evidence) {
    for (kind, a, b, different) in [
        (ReasonKind::City, &one.city, &other.city, 2.7),
        (ReasonKind::Postcode, &one.postcode, &other.postcode, 0.5),
    ] {
        let (Some(a), Some(b)) = (a, b) else { continue };
        if a == b {
            evidence.is_near = true;
            evidence.house.push(3.5);
            evidence.reasons.push(Reason { kind, likelihood: Likelihood::Same });
        } else {
            evidence.against(kind, different);
        }
    }
    if let (Some(a), Some(b)) = (&one.job_title, &other.job_title) {
        if a == b {
            evidence.for_it(ReasonKind::JobTitle, Likelihood::Same, 2.5);
        } else if is_abbreviated(a, b) || is_abbreviated(b, a) {
            evidence.for_it(ReasonKind::JobTitle, Likelihood::Close, 2.0);
        } else {
            evidence.against(ReasonKind::JobTitle, 2.5);
        }
    }
}

/// "resp export" for "responsable export": each word begins one of the other, in their order.
fn is_abbreviated(short: &str, long: &str) -> bool {
    let mut words = long.split(' ');
    short.split(' ').all(|word| words.any(|whole| whole.starts_with(word)))
}
