//! The addresses of a person as matching sees them: mailboxes, telephones, profiles, and whose they are: hers or her house's.

use super::{blocks, person::Name};
use crate::values::{self, fold};

/// An e-mail address taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
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
    /// The mailbox, and the words that stand before its "@".
    pub(super) fn new(address: &str) -> Option<(Self, Vec<String>)> {
        let address = address.trim().to_lowercase();
        let (local, domain) = address.rsplit_once('@')?;
        let local = local.split('+').next().unwrap_or(local);
        let words: Vec<String> =
            local.split(['.', '_', '-']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let is_junior =
            words.iter().any(|word| matches!(word.as_str(), "junior" | "jr" | "jnr" | "fils" | "fille"));
        let (local, domain) = (fold(&local.replace('.', "")), domain.to_owned());
        let is_shared = is_shared(&local);
        let is_free = values::is_free_mail(&domain);
        Some((Self { is_junior, is_shared, is_free, local, domain }, words))
    }

    /// By which it is found and counted.
    pub fn key(&self) -> u64 {
        blocks::key(0, &[&self.local, &self.domain])
    }
}

/// How mobile numbers begin where that can be told: France and overseas, Belgium, Switzerland, Luxembourg, Germany, Spain,
/// Italy, Portugal, the Netherlands, the British Isles, Poland, the Maghreb, Senegal, Ivory Coast, Cameroon.
const MOBILE: [&str; 49] = [
    "336", "337", "590690", "590691", "594694", "596696", "596697", "262692", "262693", "324", "417", "3526",
    "4915", "4916", "4917", "346", "347", "393", "3519", "316", "447", "3538", "4845", "4850", "4851",
    "4853", "4857", "4860", "4866", "4869", "4872", "4873", "4878", "4879", "4888", "2126", "2127", "2135",
    "2136", "2137", "2162", "2165", "2169", "2217", "22501", "22505", "22507", "2376", "2374",
];

/// A telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phone {
    /// With the country's digits in front.
    pub digits: u64,
    pub is_mobile: bool,
}

impl Phone {
    pub(super) fn new(text: &str) -> Option<Self> {
        let digits = digits(text);
        let is_mobile = MOBILE.iter().any(|start| digits.starts_with(start));
        (digits.len() >= 8).then(|| Some(Self { digits: digits.parse().ok()?, is_mobile }))?
    }

    pub fn key(self) -> u64 {
        blocks::key(2, &[&self.digits.to_string()])
    }
}

/// Mailboxes that belong to a function and not to a person (RFC 2142 and what companies use).
fn is_shared(local: &str) -> bool {
    const SHARED: [&str; 111] = [
        "abuse",
        "accounts",
        "accueil",
        "achat",
        "achats",
        "acquisti",
        "admin",
        "administracion",
        "administration",
        "agence",
        "amministrazione",
        "atelier",
        "billing",
        "biuro",
        "bonjour",
        "booking",
        "boutique",
        "buero",
        "bureau",
        "cabinet",
        "client",
        "clients",
        "commande",
        "commandes",
        "commercial",
        "communication",
        "compras",
        "compta",
        "comptabilite",
        "contact",
        "contacts",
        "depot",
        "devis",
        "direction",
        "dispatch",
        "ecole",
        "ehpad",
        "einkauf",
        "enquiries",
        "equipe",
        "etude",
        "exploitation",
        "export",
        "facturation",
        "garage",
        "geral",
        "gerance",
        "gestion",
        "hello",
        "help",
        "helpdesk",
        "hotel",
        "import",
        "info",
        "information",
        "infos",
        "inquiries",
        "invoice",
        "jobs",
        "kontakt",
        "livraison",
        "location",
        "logistique",
        "magasin",
        "mail",
        "mairie",
        "marketing",
        "newsletter",
        "noreply",
        "office",
        "order",
        "orders",
        "ordini",
        "pharmacie",
        "planning",
        "postmaster",
        "presse",
        "production",
        "qualite",
        "rdv",
        "reception",
        "recrutement",
        "reservas",
        "reservation",
        "reservations",
        "restaurant",
        "rh",
        "sales",
        "sav",
        "secretariat",
        "segreteria",
        "sekretariat",
        "service",
        "shop",
        "siege",
        "standard",
        "support",
        "syndic",
        "team",
        "technique",
        "transport",
        "transports",
        "travaux",
        "urgence",
        "vendite",
        "ventas",
        "vente",
        "vertrieb",
        "verwaltung",
        "webmaster",
        "zentrale",
    ];
    let bare = local.trim_end_matches(|c: char| c.is_ascii_digit());
    SHARED.binary_search(&bare).is_ok() || bare.starts_with("famille")
}

/// An address that is called like the house and not like her: "menuiserie.delmas@…".
pub(super) fn is_of_house<'a>(
    local: &str,
    first: &Name,
    mut houses: impl Iterator<Item = &'a String>,
) -> bool {
    let bare: String = local.chars().filter(|c| c.is_alphabetic()).collect();
    bare.len() >= 5
        && (first.is_empty() || !bare.contains(&first.joined))
        && houses.any(|house| house.contains(&bare) || (house.len() >= 5 && bare.contains(house.as_str())))
}

pub(super) fn digits(text: &str) -> String {
    text.split(';').next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
}

/// The label before the public suffix, without hyphens. Second-level suffixes such as "co.uk" are told by their shortness.
pub fn name_of_domain(domain: &str) -> Option<String> {
    let mut labels: Vec<&str> = domain.split('.').collect();
    labels.pop()?;
    if labels.len() > 1 && labels.last().is_some_and(|label| label.len() <= 3) {
        labels.pop();
    }
    labels.last().map(|label| values::company_key(&label.replace('-', " "))).filter(|name| name.len() >= 3)
}

/// The part of a LinkedIn address that names somebody.
pub(super) fn profile(url: &str) -> Option<String> {
    let url = url.to_lowercase();
    let (_, after) = url.split_once("/in/").or_else(|| url.split_once("/pub/"))?;
    let name = after.split(['/', '?', '#']).next().unwrap_or_default();
    (!name.is_empty()).then(|| name.to_owned())
}
