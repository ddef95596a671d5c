//! A company as matching sees it, by what it is found, and how likely two are one.
//!
//! A company is its number in the register, or its domain, or its name without the legal form. A name says more of a company than
//! of a person, and a town less: but two bakeries are not one for being called alike in two towns.

use super::{
    addresses::{Phone, name_of_domain},
    blocks::key,
    frequencies::Frequencies,
    index::Record,
    trade_name::{Named, TradeName, nearest},
};
use crate::values;
use relance_model::{
    Id,
    duplicates::{Likelihood, Reason, ReasonKind},
};

/// What is known of a company, as it was written.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    pub id: Id,
    pub name: &'a str,
    pub domain: Option<&'a str>,
    pub siren: Option<&'a str>,
    pub siret: Option<&'a str>,
    pub city: Option<&'a str>,
    pub postcode: Option<&'a str>,
    /// Domains that its people write from.
    pub mail_domains: Vec<&'a str>,
    /// By which its people are called, in E.164.
    pub phones: Vec<&'a str>,
}

#[derive(Clone, Debug, Default)]
pub struct House {
    id: Id,
    /// What it is called, as it was written first.
    names: Vec<TradeName>,
    legal_form: Option<&'static str>,
    /// Its own, none of a provider that gives addresses to anybody.
    domains: Vec<String>,
    domain_names: Vec<String>,
    siren: Option<String>,
    siret: Option<String>,
    /// The words of its town.
    city: Vec<String>,
    postcode: Option<String>,
    /// In their order.
    phones: Vec<Phone>,
}

/// Share of the companies of a name that nobody in the base has.
const NAME: f64 = 1.0 / 5_000.0;
/// A name is chosen so as to be nobody else's.
const CHOSEN: f64 = 8.0;

impl House {
    pub fn new(known: &Known<'_>) -> Self {
        let digits = |text: Option<&str>| {
            let digits: String = text?.chars().filter(char::is_ascii_digit).collect();
            (!digits.is_empty()).then_some(digits)
        };
        let mut domains: Vec<String> = Vec::new();
        for domain in known.domain.into_iter().chain(known.mail_domains.iter().copied()) {
            let domain = domain.to_lowercase();
            if !values::is_free_mail(&domain) && !domains.contains(&domain) {
                domains.push(domain);
            }
        }
        let siret = digits(known.siret);
        let siren = digits(known.siren)
            .or_else(|| siret.as_ref().and_then(|siret| siret.get(..9)).map(str::to_owned));
        let mut phones: Vec<Phone> = known.phones.iter().copied().filter_map(Phone::new).collect();
        phones.sort_unstable_by_key(|phone| phone.digits);
        phones.dedup();
        Self {
            id: known.id,
            names: TradeName::all(known.name),
            legal_form: values::legal_form(known.name),
            domain_names: domains.iter().filter_map(|domain| name_of_domain(domain)).collect(),
            domains,
            siren,
            siret,
            city: town(known.city.unwrap_or_default()),
            postcode: known.postcode.map(values::fold).filter(|text| !text.is_empty()),
            phones,
        }
    }

    fn as_domain(domain: &str) -> u64 {
        key(151, &[domain])
    }

    fn shares_phone<'a>(&'a self, other: &'a Self, is_mobile: bool) -> impl Iterator<Item = Phone> + 'a {
        let (few, many) = if self.phones.len() < other.phones.len() { (self, other) } else { (other, self) };
        few.phones.iter().copied().filter(move |phone| {
            phone.is_mobile == is_mobile
                && many.phones.binary_search_by_key(&phone.digits, |held| held.digits).is_ok()
        })
    }
}

/// The words of a town, without the number of a district.
fn town(text: &str) -> Vec<String> {
    let folded = values::fold(text);
    let words =
        folded.split(' ').filter(|word| !word.is_empty() && !word.bytes().all(|c| c.is_ascii_digit()));
    words
        .filter(|word| *word != "cedex")
        .map(|word| match word {
            "st" => "saint".to_owned(),
            "ste" => "sainte".to_owned(),
            _ => word.to_owned(),
        })
        .collect()
}

/// « Illkirch » and « Illkirch-Graffenstaden »; `None` when a town is not known.
fn towns(one: &House, other: &House) -> Option<Likelihood> {
    let (short, long) =
        if one.city.len() <= other.city.len() { (&one.city, &other.city) } else { (&other.city, &one.city) };
    if short.is_empty() {
        return None;
    }
    let says_enough =
        short.iter().any(|word| word.len() >= 4 && !matches!(word.as_str(), "saint" | "sainte"));
    Some(if short == long {
        Likelihood::Same
    } else if says_enough && long.starts_with(short) {
        Likelihood::Close
    } else {
        Likelihood::Different
    })
}

impl Record for House {
    fn id(&self) -> Id {
        self.id
    }

    fn for_each_key(&self, tell: &mut dyn FnMut(u64)) {
        self.siren.iter().for_each(|siren| tell(key(50, &[siren])));
        self.domains.iter().for_each(|domain| tell(key(51, &[domain])));
        self.domain_names.iter().for_each(|name| tell(key(52, &[name])));
        self.phones.iter().for_each(|phone| tell(key(58, &[&phone.digits.to_string()])));
        self.names.iter().for_each(|name| name.for_each_key(tell));
    }

    fn for_each_value(&self, tell: &mut dyn FnMut(u64)) {
        for (at, name) in self.names.iter().enumerate() {
            // A part that is all of it is no second company of that name.
            if self.names[..at].iter().all(|before| before.key != name.key) {
                tell(name.key);
            }
        }
        self.domains.iter().for_each(|domain| tell(Self::as_domain(domain)));
        self.phones.iter().for_each(|phone| tell(phone.key()));
    }

    fn weigh(&self, other: &Self, known: &Frequencies) -> (f64, Vec<Reason>) {
        let mut found = Evidence { bits: known.prior(), reasons: Vec::new() };
        let is_registered = registers(self, other, &mut found);
        let name = names(self, other, known, is_registered, &mut found);
        let has_domain = domains(self, other, known, &mut found);
        let has_phone = phones(self, other, known, has_domain, &mut found);
        let is_known = is_registered || has_domain || has_phone;
        places(self, other, is_known, &mut found);
        let score = 1.0 / (1.0 + (-found.bits).exp2());
        // A name that only looks alike is no proof.
        let is_near = (self.postcode.is_some() && self.postcode == other.postcode)
            || matches!(towns(self, other), Some(Likelihood::Same | Likelihood::Close));
        let is_proof = match name {
            Named::Same | Named::Sorted => true,
            Named::Soft | Named::Slip | Named::Kind => is_known || is_near,
            _ => is_known,
        };
        (if is_proof { score } else { score.min(UNLIKELY) }, found.reasons)
    }
}

/// A score that is not shown, however the bits add up.
const UNLIKELY: f64 = 0.4;

struct Evidence {
    bits: f64,
    reasons: Vec<Reason>,
}

impl Evidence {
    fn say(&mut self, kind: ReasonKind, likelihood: Likelihood, bits: f64) {
        self.bits += bits;
        self.reasons.push(Reason { kind, likelihood });
    }
}

/// Whether the register says that both are one.
fn registers(one: &House, other: &House, found: &mut Evidence) -> bool {
    match (&one.siren, &other.siren) {
        (Some(a), Some(b)) if a == b => {
            found.say(ReasonKind::Siren, Likelihood::Same, 30.0);
            true
        }
        // Two numbers are two companies: a mistyped one has no right sum, and no base takes it.
        (Some(_), Some(_)) => {
            found.say(ReasonKind::Siren, Likelihood::Different, -22.0);
            false
        }
        _ => false,
    }
}

fn names(
    one: &House,
    other: &House,
    known: &Frequencies,
    is_registered: bool,
    found: &mut Evidence,
) -> Named {
    // The town in a name says nothing where both are of that town.
    let here = match towns(one, other) {
        Some(Likelihood::Different) => &[][..],
        _ if one.city.len() < other.city.len() => &other.city,
        _ => &one.city,
    };
    let Some((named, a, b)) = nearest(&one.names, &other.names, here) else { return Named::Other };
    let bits = || known.bits(a.key, NAME).min(known.bits(b.key, NAME)) + CHOSEN;
    match named {
        Named::Same | Named::Sorted => found.say(ReasonKind::Name, Likelihood::Same, bits()),
        Named::Soft => found.say(ReasonKind::Name, Likelihood::Close, bits() - 3.5),
        Named::Slip => found.say(ReasonKind::Name, Likelihood::Close, bits() - 5.0),
        Named::Kind => found.say(ReasonKind::Name, Likelihood::Close, bits() - 8.0),
        Named::Short => found.say(ReasonKind::Name, Likelihood::Close, 8.0),
        Named::Also => found.say(ReasonKind::Name, Likelihood::Close, 5.0),
        Named::Longer => found.say(ReasonKind::Name, Likelihood::Close, 3.0),
        // A trade name beside the name in the register.
        _ if is_registered => found.say(ReasonKind::Name, Likelihood::Different, -2.0),
        Named::Other => found.say(ReasonKind::Name, Likelihood::Different, -9.0),
        Named::Sisters => found.say(ReasonKind::Name, Likelihood::Different, -12.0),
    }
    if let (Some(a), Some(b)) = (one.legal_form, other.legal_form)
        && a != b
        && !is_registered
    {
        found.bits -= 1.5;
    }
    named
}

/// Whether a domain of its own says that both are one.
fn domains(one: &House, other: &House, known: &Frequencies, found: &mut Evidence) -> bool {
    let shared = one.domains.iter().filter(|domain| other.domains.contains(domain));
    if let Some(rarest) = shared.min_by_key(|domain| known.of(House::as_domain(domain))) {
        // A domain of many is a portal's, or a group's.
        let is_own = known.of(House::as_domain(rarest)) <= 4;
        found.say(ReasonKind::Domain, Likelihood::Same, if is_own { 16.0 } else { 3.0 });
        return is_own;
    }
    let is_called = |house: &House, by: &House| {
        by.names.iter().any(|name| name.joined.len() >= 4 && house.domain_names.contains(&name.joined))
    };
    if is_called(one, other) || is_called(other, one) {
        if one.domains.is_empty() || other.domains.is_empty() {
            found.say(ReasonKind::Domain, Likelihood::Close, 12.0);
            return true;
        }
        return false;
    }
    if !one.domains.is_empty() && !other.domains.is_empty() {
        found.say(ReasonKind::Domain, Likelihood::Different, -4.0);
    }
    false
}

/// Whether its people answer at one telephone of the house. A mobile is somebody's, who may have gone from one to the other.
fn phones(one: &House, other: &House, known: &Frequencies, has_domain: bool, found: &mut Evidence) -> bool {
    let rarest = one.shares_phone(other, false).map(|phone| known.of(phone.key())).min();
    if let Some(bearers) = rarest {
        // A number of many is a centre's, or a mistake's.
        let is_own = bearers <= 4;
        let bits = match (is_own, has_domain) {
            (true, false) => 10.0,
            (true, true) => 4.0,
            (false, _) => 2.0,
        };
        found.say(ReasonKind::Phone, Likelihood::Same, bits);
        return is_own;
    }
    if one.shares_phone(other, true).next().is_some() {
        found.say(ReasonKind::Phone, Likelihood::Same, 4.0);
    }
    false
}

/// Of one company there are several places; of two that are only called alike the place tells.
fn places(one: &House, other: &House, is_known: bool, found: &mut Evidence) {
    let city = towns(one, other);
    let postcode = one
        .postcode
        .as_ref()
        .zip(other.postcode.as_ref())
        .map(|(a, b)| if a == b { Likelihood::Same } else { Likelihood::Different });
    for (kind, likelihood) in [(ReasonKind::City, city), (ReasonKind::Postcode, postcode)] {
        let Some(likelihood) = likelihood else { continue };
        let bits = match likelihood {
            Likelihood::Same => 2.5,
            Likelihood::Close => 1.5,
            Likelihood::Different if is_known => -1.0,
            Likelihood::Different => -4.5,
        };
        found.say(kind, likelihood, bits);
    }
    if let (Some(a), Some(b)) = (&one.siret, &other.siret)
        && a != b
        && city == Some(Likelihood::Different)
    {
        // Two establishments of one company, each with its record on purpose.
        found.bits -= 10.0;
    }
}
