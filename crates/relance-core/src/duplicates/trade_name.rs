//! What a company is called: its name and the names that stand beside it, and how far two of them are one.
//!
//! A rule here must hold for names that nobody has seen yet: never add one that a single row of a labelled set asked for, and never a
//! word that tells one company of a trade from another.

use super::blocks::key;
use crate::values;

/// Words that a company adds to its name without being another one.
const SOFT: [&str; 24] = [
    "france",
    "group",
    "groupe",
    "europe",
    "international",
    "holding",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l",
    "d",
    "and",
    "et",
    "fr",
    "dr",
    "docteur",
    "me",
    "maitre",
    "mme",
    "m",
    "of",
];

/// Words that say what kind of house it is, and are left out when one is short of time.
const KIND: [&str; 16] = [
    "agence",
    "atelier",
    "ateliers",
    "bureau",
    "cabinet",
    "clinique",
    "service",
    "services",
    "solution",
    "solutions",
    "maison",
    "office",
    "centre",
    "studio",
    "etude",
    "magasin",
];

/// Words before a name that a company had.
const FORMER: [&str; 5] = ["ex", "anciennement", "formerly", "dit", "dite"];

fn is_soft(word: &str) -> bool {
    SOFT.contains(&word)
}

/// How two names compare, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    Same,
    /// The same words in another order, or joined otherwise.
    Sorted,
    /// With « France » or « Groupe » besides.
    Soft,
    Slip,
    /// With « Cabinet », « Services » or the town besides.
    Kind,
    /// Letters or beginnings for words: « CC Val de Sioule », « Imp. Chauvin ».
    Short,
    /// A further name of one is a name of the other.
    Also,
    /// One name goes on where the other one ends.
    Longer,
    Other,
    /// They share a word, and each has one of its own: two of a group, or two of a trade.
    Sisters,
}

/// One name of a company.
#[derive(Clone, Debug, Default)]
pub struct TradeName {
    /// All of it in one, without legal form.
    pub joined: String,
    pub words: Vec<String>,
    /// Without small words.
    hard: Vec<String>,
    hard_joined: String,
    /// With « Compagnie » and « Société », which an acronym may count.
    long: Vec<String>,
    /// The first letters of its words, which is another name of it.
    letters: Vec<String>,
    /// It stood in brackets or after a dash, beside the name.
    is_further: bool,
    /// It is a part of what was written.
    is_part: bool,
    pub key: u64,
}

impl TradeName {
    fn new(text: &str, is_part: bool, is_further: bool) -> Option<Self> {
        let spelled = |words: Vec<String>| -> Vec<String> {
            let words = words.into_iter().map(|word| match word.as_str() {
                "st" => "saint".to_owned(),
                "ste" => "sainte".to_owned(),
                _ => word,
            });
            words.collect()
        };
        let mut words = spelled(values::company_words(text));
        let mut long = spelled(values::long_company_words(text));
        if is_further && words.len() > 1 && FORMER.contains(&words[0].as_str()) {
            words.remove(0);
            long.remove(0);
        }
        let joined = words.concat();
        if joined.is_empty() {
            return None;
        }
        let hard: Vec<String> = words.iter().filter(|word| !is_soft(word)).cloned().collect();
        let first =
            |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
        let mut letters: Vec<String> = Vec::new();
        let long_hard: Vec<String> = long.iter().filter(|word| !is_soft(word)).cloned().collect();
        for of in [&hard, &long_hard, &long] {
            let these = first(of);
            if of.len() >= 3 && !letters.contains(&these) {
                letters.push(these);
            }
        }
        Some(Self {
            key: key(150, &[&joined]),
            hard_joined: hard.concat(),
            joined,
            words,
            hard,
            long,
            letters,
            is_further,
            is_part,
        })
    }

    /// The name as it was written, and if it has brackets or a dash the names in it, the first one being the name.
    pub fn all(text: &str) -> Vec<Self> {
        let mut names: Vec<Self> = Self::new(text, false, false).into_iter().collect();
        let parts: Vec<&str> =
            text.split(['(', ')', '[', ']', '–', '—', '/']).flat_map(|part| part.split(" - ")).collect();
        if parts.len() > 1 {
            let mut is_further = false;
            for part in parts {
                if let Some(name) = Self::new(part, true, is_further) {
                    is_further = true;
                    names.push(name);
                }
            }
        }
        names
    }

    /// By what it is found among names.
    pub fn for_each_key(&self, tell: &mut dyn FnMut(u64)) {
        // A name, its letters and the name of a domain are one kind of key: « Acme » is at "acme.fr".
        tell(key(52, &[&self.joined]));
        self.letters.iter().for_each(|letters| tell(key(52, &[letters])));
        tell(key(53, &[&values::phonetic(&self.words.join(" "))]));
        let mut core: Vec<&str> =
            self.hard.iter().map(String::as_str).filter(|word| !KIND.contains(word)).collect();
        if core.is_empty() {
            core = self.hard.iter().map(String::as_str).collect();
        }
        core.sort_unstable();
        tell(key(55, &core));
        for word in self.hard.iter().filter(|word| word.len() >= 3).take(2) {
            tell(key(54, &[word]));
        }
        // A slip of the finger leaves both ends.
        if self.joined.len() >= 6 {
            let start: String = self.joined.chars().take(3).collect();
            let end: String = self.joined.chars().rev().take(2).collect();
            tell(key(56, &[&start, &end]));
            tell(key(57, &[&least_turn(&self.joined)]));
        }
    }

    /// Words that tell it from others, where `towns` does not.
    fn core(&self, towns: &[String]) -> Vec<&str> {
        let is_own = |word: &&str| !KIND.contains(word) && !towns.iter().any(|town| town == word);
        let core: Vec<&str> = self.hard.iter().map(String::as_str).filter(is_own).collect();
        if core.is_empty() { self.hard.iter().map(String::as_str).collect() } else { core }
    }
}

/// How far one of the names of a company is one of the names of another, and which. `towns` are words of the town of both.
pub fn nearest<'a>(
    one: &'a [TradeName],
    other: &'a [TradeName],
    towns: &[String],
) -> Option<(Named, &'a TradeName, &'a TradeName)> {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| (ranked(a, b, towns), a, b)).min_by_key(|(named, ..)| *named)
}

fn ranked(one: &TradeName, other: &TradeName, towns: &[String]) -> Named {
    let named = compared(one, other, towns);
    if one.is_further || other.is_further {
        // What stands beside a name may be a trade, or who keeps the house.
        return if named <= Named::Slip { Named::Also } else { named.max(Named::Longer) };
    }
    if one.is_part || other.is_part { named.max(Named::Soft) } else { named }
}

fn compared(one: &TradeName, other: &TradeName, towns: &[String]) -> Named {
    if one.joined == other.joined {
        return Named::Same;
    }
    let all = |name: &TradeName| name.words.iter().map(String::clone).collect::<Vec<_>>();
    if are_same(&all(one), &all(other)) || is_turned(&one.words, &other.joined) {
        return Named::Sorted;
    }
    let has_hard = !one.hard.is_empty() && !other.hard.is_empty();
    if has_hard
        && (one.hard_joined == other.hard_joined
            || are_same(&one.hard, &other.hard)
            || is_turned(&one.hard, &other.hard_joined)
            || is_turned(&one.hard, &other.joined)
            || is_turned(&other.hard, &one.joined))
    {
        return Named::Soft;
    }
    let shorter = one.hard_joined.len().min(other.hard_joined.len());
    let tolerated = match shorter {
        0..=5 => 0,
        6..=11 => 1,
        _ => 2,
    };
    let is_numbered = one.joined.chars().chain(other.joined.chars()).any(|c| c.is_ascii_digit());
    let sound = |name: &TradeName| values::phonetic(&name.words.join(" "));
    if (!is_numbered && strsim::osa_distance(&one.hard_joined, &other.hard_joined) <= tolerated)
        || (shorter >= 4 && sound(one) == sound(other))
    {
        return Named::Slip;
    }
    let (a, b) = (one.core(towns), other.core(towns));
    if !a.is_empty()
        && !b.is_empty()
        && (a.concat() == b.concat() || (is_within(&a, &b) && is_within(&b, &a)))
    {
        return Named::Kind;
    }
    if stands_for(one, other, towns) || stands_for(other, one, towns) {
        return Named::Short;
    }
    if (!a.is_empty() && is_within(&a, &b)) || (!b.is_empty() && is_within(&b, &a)) {
        return Named::Longer;
    }
    if a.iter().any(|word| b.iter().any(|held| are_alike(word, held))) {
        Named::Sisters
    } else {
        Named::Other
    }
}

fn are_same(one: &[String], other: &[String]) -> bool {
    one.iter().all(|word| other.contains(word)) && other.iter().all(|word| one.contains(word))
}

/// « Le Corre Menuiserie » and "menuiserielecorre": the same words from another one on, joined anyhow.
fn is_turned(words: &[String], joined: &str) -> bool {
    joined.len() >= 6
        && words.iter().map(String::len).sum::<usize>() == joined.len()
        && (1..words.len()).any(|from| [words[from..].concat(), words[..from].concat()].concat() == joined)
}

/// Of all turns of a text the one that comes first: texts that are turns of each other have one.
fn least_turn(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let turns = (0..letters.len()).map(|from| letters[from..].iter().chain(&letters[..from]).collect());
    turns.min().unwrap_or_default()
}

/// A word and its plural, or with a slip of the finger.
fn are_alike(one: &str, other: &str) -> bool {
    let is_plural = |a: &str, b: &str| a.len() >= 4 && matches!(b.strip_prefix(a), Some("s" | "x"));
    let is_word = |word: &str| word.len() >= 7 && !word.bytes().any(|byte| byte.is_ascii_digit());
    one == other
        || is_plural(one, other)
        || is_plural(other, one)
        || (is_word(one) && is_word(other) && strsim::osa_distance(one, other) <= 1)
}

fn is_within(small: &[&str], large: &[&str]) -> bool {
    small.iter().all(|word| large.iter().any(|held| are_alike(word, held)))
}

/// Whether all words of one name are words of the other, their beginnings, or letters for some that follow each other.
fn stands_for(short: &TradeName, long: &TradeName, towns: &[String]) -> bool {
    let texts = |words: &[String]| -> Vec<String> { words.to_vec() };
    let shorts = [texts(&short.hard), short.core(towns).into_iter().map(str::to_owned).collect()];
    let long_hard: Vec<String> = long.long.iter().filter(|word| !is_soft(word)).cloned().collect();
    let longs = [texts(&long.hard), long_hard, texts(&long.long)];
    shorts.iter().any(|short| {
        // Two letters, or the beginning of one word, are anybody's.
        let says_enough = short.len() >= 2 || short.iter().any(|word| word.len() >= 3);
        says_enough && longs.iter().any(|long| long.len() >= 2 && spells(short, long))
    })
}

fn spells(short: &[String], long: &[String]) -> bool {
    let Some((word, rest)) = short.split_first() else { return long.is_empty() };
    let Some((first, others)) = long.split_first() else { return false };
    let letters = word.chars().count();
    (is_for(word, first) && spells(rest, others))
        || ((2..=long.len()).contains(&letters)
            && word.chars().zip(long).all(|(letter, spelled)| spelled.starts_with(letter))
            && spells(rest, &long[letters..]))
}

/// "imp" for "imprimerie", "cars" for "autocars".
fn is_for(short: &str, long: &str) -> bool {
    are_alike(short, long)
        || (short.len() >= 3 && long.len() >= short.len() + 2 && long.starts_with(short))
        || (short.len() >= 4 && long.len() >= short.len() + 2 && long.ends_with(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(one: &str, other: &str, town: &str) -> Named {
        let towns: Vec<String> = values::fold(town).split(' ').map(str::to_owned).collect();
        nearest(&TradeName::all(one), &TradeName::all(other), &towns).expect("two names").0
    }

    #[test]
    fn a_company_is_called_in_many_ways() {
        let mut wrong = Vec::new();
        for (one, other, wanted) in [
            ("Acme SAS", "ACME", Named::Same),
            ("Ambulances Saint-Aubin", "St Aubin Ambulances", Named::Sorted),
            ("LEGOFF PLOMBERIE", "Plomberie Le Goff", Named::Sorted),
            ("Valmont", "Groupe Valmont", Named::Soft),
            ("Dr Anselme cabinet vétérinaire", "Cabinet vétérinaire Anselme", Named::Soft),
            ("Jeux du Port (SARL Larrieu)", "Les Jeux du Port", Named::Soft),
            ("Papeterie Vidalon", "Papeteries de Vidalon", Named::Slip),
            ("Agence Rouge Basilic", "Rouge Basilic", Named::Kind),
            ("IFA Dijon", "IFA", Named::Kind),
            ("Data-Flux", "Dataflux Services", Named::Kind),
            ("SNPM", "Société nantaise de pompes et machines", Named::Short),
            ("SNPM", "Nantaise de pompes métalliques", Named::Other),
            ("CC Pays de Nemours", "Communauté de communes du Pays de Nemours", Named::Short),
            ("RGM", "Compagnie Régionale Générale de Meunerie", Named::Short),
            ("C.R.G.M.", "Compagnie Régionale Générale de Meunerie", Named::Short),
            ("Coop. Agri. Beauce", "Coopérative Agricole de la Beauce", Named::Short),
            ("TGV - Transports Gers Vallée", "Transports Gers", Named::Longer),
            ("Copie Express (ex Reprographie du Rhône)", "Reprographie du Rhône", Named::Also),
            ("Horizon Solaire", "Horizon", Named::Longer),
            ("Horizon Solaire", "Horizon Marine", Named::Sisters),
            ("Acme", "Trinova", Named::Other),
            ("AB2I", "AB3I", Named::Other),
        ] {
            for (a, b) in [(one, other), (other, one)] {
                let found = named(a, b, "Dijon");
                if found != wanted {
                    wrong.push(format!("{a} | {b}: {found:?}, not {wanted:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "whichever comes first: {wrong:#?}");
    }

    #[test]
    fn a_town_that_is_not_theirs_tells_two_apart() {
        assert_eq!(named("Point Pain Lille", "Point Pain", ""), Named::Longer);
        assert_eq!(named("Point Pain Lille", "Point Pain Roubaix", ""), Named::Sisters);
    }
}
