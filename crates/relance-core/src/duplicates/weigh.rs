//! How likely two people are one: the evidence for and against, added up in bits.
//!
//! After Fellegi and Sunter, "A theory for record linkage", 1969: each thing compared gives log₂ of how much oftener it is
//! so for one person than for two. What is rare in this base weighs more: two called Martin say little, two called
//! Kerguelen much. The sum with the odds that any two records are one gives a probability, which is the score.

use super::{
    addresses::Mailbox,
    blocks,
    frequencies::Frequencies,
    index::Record,
    keys,
    likeness::{Likeness, are_same_words, first_names, last_names},
    person::{Name, Person},
};
use relance_model::{
    Id,
    duplicates::{Likelihood, Reason, ReasonKind},
};

/// Share of the bearers of a name nobody in the base has.
const FIRST: f64 = 1.0 / 150.0;
const LAST: f64 = 1.0 / 2_000.0;
const COMPANY: f64 = 1.0 / 1_500.0;

/// By which a company's match key is counted.
fn as_company(company: &str) -> u64 {
    blocks::key(102, &[company])
}

impl Record for Person {
    fn id(&self) -> Id {
        self.id
    }
    fn for_each_key(&self, tell: &mut dyn FnMut(u64)) {
        keys::for_each(self, tell);
    }
    fn for_each_value(&self, tell: &mut dyn FnMut(u64)) {
        if !self.first.is_empty() {
            tell(self.first.as_first);
        }
        if !self.last.is_empty() {
            tell(self.last.as_last);
        }
        self.company.as_deref().map(as_company).into_iter().for_each(&mut *tell);
        self.phones.iter().map(|phone| phone.key()).for_each(&mut *tell);
        self.emails.iter().map(Mailbox::key).for_each(tell);
    }
    fn weigh(&self, other: &Self, known: &Frequencies) -> (f64, Vec<Reason>) {
        weigh(self, other, known)
    }
}

/// Borne by more than one who might have mistyped it.
fn is_usual(known: &Frequencies, last: &Name) -> bool {
    known.of(last.as_last) >= 3
}

/// Borne by so many here that two of them in one city are nothing strange.
fn is_common(known: &Frequencies, last: &Name) -> bool {
    known.of(last.as_last) > 3
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
    /// How far the first names are one.
    first: Likeness,
    /// One of the names is another one.
    has_other_name: bool,
    /// The last names are not quite the same.
    is_near_name: bool,
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

/// Something that is one person's alone does agree.
fn shares_own(one: &Person, other: &Person) -> bool {
    one.emails.iter().any(|mail| !mail.is_shared && other.emails.contains(mail))
        || one.phones.iter().any(|phone| phone.is_mobile && other.phones.contains(phone))
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
        first: Likeness::Unknown,
        has_other_name: false,
        is_near_name: false,
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
    let is_same_place = evidence.is_near && evidence.conflicts == 0 && !is_common(known, &one.last);
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
    let (mut first, mut last) = if is_crossed { crossed } else { straight };
    if !is_crossed && first.max(last) > Likeness::Sound {
        match are_same_words([&one.first, &one.last], [&other.first, &other.last]) {
            Some(Likeness::Same) => (first, last) = (Likeness::Same, Likeness::Same),
            Some(_) if last == Likeness::Other && shares_own(one, other) => {
                (first, last) = (Likeness::Short, Likeness::Same);
            }
            _ => {}
        }
    }
    // An address that bears the other one's name tells how hers is really written.
    if !is_crossed
        && matches!(last, Likeness::Typo | Likeness::Part)
        && (is_borne(one, &other.last) || is_borne(other, &one.last))
    {
        last = Likeness::Sound;
    }
    evidence.is_near_name = matches!(last, Likeness::Sound | Likeness::Typo);
    evidence.has_other_name = first == Likeness::Other || last == Likeness::Other;
    let before = evidence.bits;
    let trust = if one.is_guessed || other.is_guessed { 0.8 } else { 1.0 };
    let rarer = |a: u64, b: u64, believed: f64| known.bits(a, believed).min(known.bits(b, believed));
    let last_bits = || {
        let theirs = if is_crossed { &other.first } else { &other.last };
        rarer(one.last.as_last, theirs.as_last, LAST)
    };
    let first_bits = || {
        let theirs = if is_crossed { &other.last } else { &other.first };
        rarer(one.first.as_first, theirs.as_first, FIRST)
    };
    match last {
        Likeness::Same => evidence.for_it(ReasonKind::LastName, Likelihood::Same, trust * last_bits()),
        Likeness::Sound => {
            evidence.for_it(ReasonKind::LastName, Likelihood::Close, trust * (last_bits() - 4.0))
        }
        // Each writes from an address with her own name in it: nobody mistyped.
        Likeness::Typo if one.is_spelled_by_address && other.is_spelled_by_address => {
            evidence.against(ReasonKind::LastName, 9.0);
        }
        // Two names that others bear too are rather two names than one mistyped.
        Likeness::Typo if is_usual(known, &one.last) && is_usual(known, &other.last) => {
            evidence.against(ReasonKind::LastName, 6.0);
        }
        Likeness::Typo | Likeness::Short => {
            evidence.for_it(ReasonKind::LastName, Likelihood::Close, trust * (last_bits() - 7.5))
        }
        // Each writes from an address with the name she bears: she has not taken another one.
        Likeness::Part if one.is_spelled_by_address && other.is_spelled_by_address => {
            evidence.against(ReasonKind::LastName, 9.0);
        }
        Likeness::Part => {
            evidence.for_it(ReasonKind::LastName, Likelihood::Close, trust * (last_bits() - 4.0))
        }
        Likeness::Initial => evidence.for_it(ReasonKind::LastName, Likelihood::Close, 2.0),
        Likeness::Unknown => {}
        Likeness::Other => evidence.against(ReasonKind::LastName, 13.0 * trust),
    }
    evidence.last_name = evidence.bits - before;
    evidence.first = first;
    if one.generation != other.generation {
        // "Pierre Vidal" may be either of them; two that say different things are two.
        let both_say = one.generation.is_some() && other.generation.is_some();
        evidence.against(ReasonKind::LastName, if both_say { 20.0 } else { 12.0 });
    }
    match first {
        Likeness::Same => evidence.for_it(ReasonKind::FirstName, Likelihood::Same, trust * first_bits()),
        // Each writes from an address with her own first name in it: nobody mistyped.
        Likeness::Sound | Likeness::Typo
            if one.is_first_spelled_by_address && other.is_first_spelled_by_address =>
        {
            evidence.has_other_name = true;
            evidence.against(ReasonKind::FirstName, 9.0);
        }
        Likeness::Sound | Likeness::Typo | Likeness::Short => {
            evidence.for_it(ReasonKind::FirstName, Likelihood::Close, trust * (first_bits() - 2.0));
        }
        // "Henri" is rather the father of "Henri-Paul".
        Likeness::Part => evidence.against(ReasonKind::FirstName, 6.0),
        Likeness::Initial => evidence.for_it(ReasonKind::FirstName, Likelihood::Close, 3.0),
        Likeness::Unknown => {}
        Likeness::Other => evidence.against(ReasonKind::FirstName, 15.0 * trust),
    }
}

/// One of her addresses spells a name that is not written in hers.
fn is_borne(person: &Person, name: &Name) -> bool {
    let spells = |mail: &Mailbox| mail.local.replace(' ', "").contains(&name.joined);
    name.joined.len() >= 5
        && !person.last.joined.contains(&name.joined)
        && person.emails.iter().any(|mail| !mail.is_shared && spells(mail))
}

fn mailboxes(one: &Person, other: &Person, known: &Frequencies, evidence: &mut Evidence) {
    let same = |a: &Mailbox, b: &Mailbox| a.local == b.local && a.domain == b.domain;
    let pairs = || one.emails.iter().flat_map(|a| other.emails.iter().map(move |b| (a, b)));
    if let Some((mail, _)) = pairs().filter(|(a, b)| same(a, b)).min_by_key(|(a, _)| a.is_shared) {
        let bearers = known.of(mail.key());
        // An address of many is the one of a house, whatever it is called.
        if mail.is_shared
            || bearers > 4
            || (evidence.first == Likeness::Other && !is_spelled(mail, one, other))
        {
            evidence.for_the_house(ReasonKind::Email, Likelihood::Same, 9.0);
        } else {
            evidence.for_the_person(ReasonKind::Email, Likelihood::Same, 26.0);
        }
        return;
    }
    // "philippe.martin2@" of a house is the second one who is called so.
    if pairs().any(|(a, b)| !a.is_free && !a.is_shared && is_numbered(a, b)) {
        evidence.conflicts += 1;
        evidence.against(ReasonKind::Email, 14.0);
        return;
    }
    // Two people with near names have near addresses, and each has spelled hers right.
    let are_two = evidence.has_other_name
        || (one.last.joined != other.last.joined && one.is_spelled_by_address && other.is_spelled_by_address);
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
        let is_half = matches!(evidence.first, Likeness::Part | Likeness::Other);
        evidence.against(
            ReasonKind::Email,
            if !in_one_house {
                1.0
            } else if is_half {
                9.0
            } else {
                2.5
            },
        );
    }
}

/// An address that two share is somebody's own when it spells the first name of one of them, or begins with the letter
/// that both begin with; else it is the one of their house, whatever it is called.
fn is_spelled(mail: &Mailbox, one: &Person, other: &Person) -> bool {
    let begins =
        |person: &Person| person.first.initial().is_some_and(|letter| mail.local.starts_with(letter));
    let has_word = |person: &Person| {
        person.first.words.iter().any(|word| word.text.len() >= 3 && mail.local.contains(&word.text))
    };
    has_word(one) || has_word(other) || ((begins(one) || begins(other)) && is_letter_and(mail, &one.last))
}

/// "jdelmas", "j-delmas".
fn is_letter_and(mail: &Mailbox, last: &Name) -> bool {
    let local: String = mail.local.chars().filter(|c| c.is_alphabetic()).collect();
    local.chars().next().is_some_and(|letter| local.strip_prefix(letter) == Some(&last.joined))
}

/// First names that may be two forms of one in a language or a house we do not know: "Wojciech", "Wojtek"; or two mailboxes that
/// are called alike.
fn is_variant_of_first(one: &Person, other: &Person) -> bool {
    let (a, b) = (&one.first.joined, &other.first.joined);
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    (common >= 2 && a.len().max(b.len()) >= 4)
        || one
            .emails
            .iter()
            .any(|mail| !mail.is_shared && other.emails.iter().any(|held| mail.local == held.local))
}

/// Addresses of one domain that only a number at the end tells apart.
fn is_numbered(one: &Mailbox, other: &Mailbox) -> bool {
    let bare = |mail: &Mailbox| mail.local.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    one.domain == other.domain
        && one.local != other.local
        && bare(one) >= 3
        && one.local[..bare(one)] == other.local[..bare(other)]
}

/// One address with a slip of the finger, in the name or in the domain.
fn is_mistyped(one: &Mailbox, other: &Mailbox) -> bool {
    let near = |a: &str, b: &str| a != b && a.len().min(b.len()) >= 5 && strsim::osa_distance(a, b) == 1;
    (one.local == other.local && near(&one.domain, &other.domain))
        || (one.domain == other.domain && one.local.len() >= 8 && near(&one.local, &other.local))
}

fn phones(one: &Person, other: &Person, known: &Frequencies, evidence: &mut Evidence) {
    let shared =
        one.phones.iter().filter(|phone| other.phones.contains(phone)).max_by_key(|phone| phone.is_mobile);
    if let Some(phone) = shared {
        let bearers = known.of(phone.key());
        match (phone.is_mobile, bearers) {
            (_, 5..) => evidence.for_the_house(ReasonKind::Phone, Likelihood::Same, 6.0),
            // One mobile for the shop, the practice, the family.
            (true, _) if evidence.first == Likeness::Other && !is_variant_of_first(one, other) => {
                evidence.for_the_house(ReasonKind::Phone, Likelihood::Same, 11.0);
            }
            (true, _) => evidence.for_the_person(ReasonKind::Phone, Likelihood::Same, 22.0),
            (false, _) => evidence.for_the_house(ReasonKind::Phone, Likelihood::Same, 11.0),
        }
        return;
    }
    if !one.phones.is_empty() && !other.phones.is_empty() {
        evidence.conflicts += 1;
    }
    let mobile = |person: &Person| person.phones.iter().any(|phone| phone.is_mobile);
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
            let bits = known.bits(as_company(a), COMPANY);
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
        } else if evidence.is_near_name && !evidence.is_personal {
            // Not quite the name, and another work besides: a colleague.
            evidence.against(ReasonKind::JobTitle, 14.0);
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
