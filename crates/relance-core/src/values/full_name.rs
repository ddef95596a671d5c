//! Full names: which words are the first name and which the last, how sure that is, and how it can be said.

use super::{
    is_first_name,
    name::{is_particle, person_name, tidy},
    text::{fold, push_folded, trim},
    word::title,
};

/// A full name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FullName {
    pub civility: Option<&'static str>,
    pub first: String,
    pub last: String,
}

/// Which name stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOrder {
    FirstLast,
    LastFirst,
}

/// How the full names of a column are taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameRule {
    /// What the user says: it holds for every name.
    pub said: Option<NameOrder>,
    /// What most names of the column show: it holds for those that show nothing themselves.
    pub usual: Option<NameOrder>,
}

/// What the names of a column show of their order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NameReading {
    /// Of most of those that show one.
    pub usual: Option<NameOrder>,
    /// 0 to 1.
    pub confidence: f32,
}

/// How sure a name alone is, when nothing in it tells its order.
const UNDECIDED: f32 = 0.4;
/// How sure such a name is where all others of its column agree, and are at least as many.
const IN_COMPANY: f32 = 0.8;

/// How a column of full names is taken apart; one word tells nothing and is not counted.
pub fn name_reading<'a>(names: impl Iterator<Item = &'a str>) -> NameReading {
    let (mut shown, mut undecided, mut sum) = ([0_u32; 2], 0_u32, 0.0);
    for name in names {
        match evidence(name) {
            None => {}
            Some((Some(order), sure)) => {
                shown[usize::from(order == NameOrder::LastFirst)] += 1;
                sum += sure;
            }
            Some((None, _)) => undecided += 1,
        }
    }
    let [first_last, last_first] = shown;
    let usual = match first_last.cmp(&last_first) {
        std::cmp::Ordering::Greater => Some(NameOrder::FirstLast),
        std::cmp::Ordering::Less => Some(NameOrder::LastFirst),
        std::cmp::Ordering::Equal => None,
    };
    let count = first_last + last_first + undecided;
    let is_one = first_last.min(last_first) == 0 && first_last + last_first >= undecided.max(1);
    let each = if is_one { IN_COMPANY } else { UNDECIDED };
    let confidence = if count == 0 { 1.0 } else { (sum + each * undecided as f32) / count as f32 };
    NameReading { usual, confidence }
}

/// What a full name shows of its order, and how surely; nothing for one word.
fn evidence(text: &str) -> Option<(Option<NameOrder>, f32)> {
    let tidied = tidy(trim(text));
    let (_, rest) = take_civility(&tidied);
    if rest.contains(',') {
        return Some((Some(NameOrder::LastFirst), 0.99));
    }
    let words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
    let [start, .., end] = words[..] else { return None };
    if let Some((first, last)) = by_capitals(&words) {
        let order = if first.first() == Some(&start) { NameOrder::FirstLast } else { NameOrder::LastFirst };
        let is_inside = !first.is_empty() && !last.is_empty();
        return Some((Some(order), if is_inside { 0.99 } else { UNDECIDED }));
    }
    if start.trim_end_matches('.').chars().count() == 1 {
        return Some((Some(NameOrder::FirstLast), 0.95));
    }
    Some(match (is_first_name(start), is_first_name(end)) {
        (true, false) => (Some(NameOrder::FirstLast), 0.95),
        (false, true) => (Some(NameOrder::LastFirst), 0.9),
        _ => (None, UNDECIDED),
    })
}

/// Takes a full name apart as a column of them is.
pub fn split_name(text: &str, rule: NameRule) -> FullName {
    let usual = || rule.usual.filter(|_| matches!(evidence(text), Some((None, _))));
    match rule.said.or_else(usual) {
        Some(order) => in_order(text, order),
        None => full_name(text),
    }
}

/// In the order that was said: what the name itself shows only tells where it is cut.
fn in_order(text: &str, order: NameOrder) -> FullName {
    let tidied = tidy(trim(text));
    let (civility, rest) = take_civility(&tidied);
    let made = |civility, first: &[&str], last: &[&str]| {
        let name = |words: &[&str]| person_name(&words.join(" ")).into_owned();
        // « de LA TOUR » is in capitals but for its particle.
        let has_caps =
            last.iter().any(|word| word.chars().count() > 1 && !word.chars().any(char::is_lowercase));
        let last = if has_caps { name(&[&last.join(" ").to_uppercase()]) } else { name(last) };
        FullName { civility, first: name(first), last }
    };
    if let Some((start, end)) = rest.split_once(',') {
        let (behind, end) = take_civility(trim(end));
        let civility = civility.or(behind);
        return match order {
            NameOrder::FirstLast => made(civility, &[start], &[end]),
            NameOrder::LastFirst => made(civility, &[end], &[start]),
        };
    }
    let words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
    let count = words.len();
    if count < 2 {
        // One word is whom it names by: a title goes with last names.
        return full_name(text);
    }
    let shown = by_capitals(&words).filter(|(first, last)| !first.is_empty() && !last.is_empty());
    let cut = match (order, shown) {
        (NameOrder::FirstLast, Some((first, last))) if words.ends_with(&last) => first.len(),
        (NameOrder::LastFirst, Some((_, last))) if words.starts_with(&last) => last.len(),
        // In capitals is the name that is first here: « LÉA Martin ».
        (NameOrder::FirstLast, Some((_, caps))) if words.starts_with(&caps) => caps.len(),
        (NameOrder::LastFirst, Some((_, caps))) if words.ends_with(&caps) => count - caps.len(),
        (NameOrder::FirstLast, _) => {
            (1..count).find(|&at| is_particle_at(&words, at)).unwrap_or_else(|| cut_after_compound(&words))
        }
        (NameOrder::LastFirst, _) => last_cut(&words),
    };
    let (start, end) = words.split_at(cut);
    match order {
        NameOrder::FirstLast => made(civility, start, end),
        NameOrder::LastFirst => made(civility, end, start),
    }
}

/// Where the first name begins that stands last: « Leclercq Anne Sophie » has one of two words.
fn last_cut(words: &[&str]) -> usize {
    let count = words.len();
    let is_two = count > 2
        && is_compound(words[count - 2])
        && is_first_name(words[count - 2])
        && !is_particle_at(words, count - 3);
    count - if is_two { 2 } else { 1 }
}

/// Takes a full name apart: civility in front, capitals or a comma telling the last name, else
/// known first names.
pub fn full_name(text: &str) -> FullName {
    let tidied = tidy(trim(text));
    let (civility, rest) = take_civility(&tidied);
    if let Some((last, first)) = rest.split_once(',') {
        let (behind, first) = take_civility(trim(first));
        let last = person_name(last).into_owned();
        return FullName { civility: civility.or(behind), first: person_name(first).into_owned(), last };
    }
    let words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
    let join = |words: &[&str]| person_name(&words.join(" ")).into_owned();
    match by_capitals(&words) {
        Some((first, last)) => {
            let is_initials = last.iter().all(|word| word.chars().any(char::is_lowercase));
            if is_initials {
                return FullName { civility, first: first.join(" "), last: join(&last) };
            }
            let last = person_name(&last.join(" ").to_uppercase()).into_owned();
            FullName { civility, first: join(&first), last }
        }
        None => {
            let (first, last) = by_first_names(&words);
            FullName { civility, first: join(&first), last: join(&last) }
        }
    }
}

/// The civility at the beginning, and what follows it.
fn take_civility(text: &str) -> (Option<&'static str>, &str) {
    let Some((word, rest)) = text.split_once(' ') else { return (None, text) };
    let mut plain = String::new();
    word.chars().for_each(|letter| push_folded(&mut plain, letter));
    // "ME" and "PR" may be initials; "M." is one only with its dot or in front of capitals.
    match title(&plain) {
        Some(civility) => {
            let (second, rest) = take_civility(rest);
            (second.filter(|second| matches!(*second, "Dr" | "Pr" | "Me")).or(Some(civility)), rest)
        }
        None => (None, text),
    }
}

type Split<'a> = (Vec<&'a str>, Vec<&'a str>);

/// "MARTIN Léa", "Léa MARTIN", "Jean-Paul DE LA FONTAINE": the words in capitals are the last name.
fn by_capitals<'a>(words: &[&'a str]) -> Option<Split<'a>> {
    let is_caps = |word: &str| {
        word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
            && !word.chars().any(char::is_lowercase)
    };
    let has_caps: Vec<bool> = words.iter().map(|word| is_caps(word)).collect();
    let others = has_caps.iter().filter(|caps| !**caps).count();
    if others == 0 || others == words.len() {
        return None;
    }
    let start = has_caps.iter().position(|caps| *caps)?;
    let end = has_caps.iter().rposition(|caps| *caps)? + 1;
    // "JP Martin": two capitals in front are initials.
    if start == 0
        && end == 1
        && words[0].chars().count() == 2
        && !words[0].contains(['\'', '’'])
        && words.len() == 2
    {
        return Some((words[..1].to_vec(), words[1..].to_vec()));
    }
    // A particle in small letters before the capitals belongs to them: "Jean de LA TOUR".
    let mut from = start;
    let is_hers = |at: usize| at > 0 || end == words.len() || words[0].starts_with(char::is_lowercase);
    while from > 0 && is_particle(&words[from - 1].to_lowercase()) && is_hers(from - 1) {
        from -= 1;
    }
    let first = words[..from].iter().chain(&words[end..]).copied().collect();
    Some((first, words[from..end].to_vec()))
}

fn by_first_names<'a>(words: &[&'a str]) -> Split<'a> {
    let count = words.len();
    match words {
        [] => (Vec::new(), Vec::new()),
        [only] if is_first_name(only) => (vec![only], Vec::new()),
        [only] => (Vec::new(), vec![only]),
        [first, .., last] => {
            // France's commonest last name by far is also, rarely, a first name.
            let is_initial = first.trim_end_matches('.').chars().count() == 1;
            let is_last_name =
                (!is_first_name(first) && !is_initial) || (count == 2 && fold(first) == "martin");
            if is_last_name && is_first_name(last) && !is_particle_at(words, count - 2) {
                let from = last_cut(words);
                return (words[from..].to_vec(), words[..from].to_vec());
            }
            let cut =
                (1..count).find(|&at| is_particle_at(words, at)).unwrap_or_else(|| cut_after_compound(words));
            (words[..cut].to_vec(), words[cut..].to_vec())
        }
    }
}

/// A first name that makes one with the next.
fn is_compound(word: &str) -> bool {
    matches!(fold(word).as_str(), "jean" | "marie" | "anne" | "pierre" | "paul" | "louis")
}

/// "Jean Pierre Martin": the second word is part of the first name when it follows one that
/// makes compounds.
fn cut_after_compound(words: &[&str]) -> usize {
    let is_compound = words.len() > 2 && is_compound(words[0]) && is_first_name(words[1]);
    // "J. P. Martin": initials go together.
    let initials = words[..words.len() - 1]
        .iter()
        .take_while(|word| word.trim_end_matches('.').chars().count() == 1)
        .count();
    if is_compound { 2 } else { initials.max(1) }
}

fn is_particle_at(words: &[&str], at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let lower = words[at].to_lowercase();
    if lower.len() > 3 && (lower.starts_with("d'") || lower.starts_with("d’")) {
        return true;
    }
    const PARTICLES: [&str; 21] = [
        "de", "du", "des", "d", "von", "van", "le", "la", "les", "ben", "ibn", "el", "al", "da", "dos", "di",
        "della", "der", "den", "saint", "st",
    ];
    at + 1 < words.len() && PARTICLES.contains(&fold(&lower).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_are_taken_apart() {
        for (text, civility, first, last) in [
            ("Léa Martin", None, "Léa", "Martin"),
            ("Mme Léa MARTIN", Some("Mme"), "Léa", "Martin"),
            ("MARTIN Léa", None, "Léa", "Martin"),
            ("Martin, Léa", None, "Léa", "Martin"),
            ("MARTIN, Mme Léa", Some("Mme"), "Léa", "Martin"),
            ("Dr Jean-Paul de la Fontaine", Some("Dr"), "Jean-Paul", "de la Fontaine"),
            ("M. DUPONT", Some("M."), "", "Dupont"),
            ("M. Paul Durand", Some("M."), "Paul", "Durand"),
            ("Durand Léa", None, "Léa", "Durand"),
            ("LÉA MARTIN", None, "Léa", "Martin"),
            ("MARTIN LÉA", None, "Léa", "Martin"),
            ("Jean Pierre Martin", None, "Jean Pierre", "Martin"),
            ("Jean-Paul DE LA FONTAINE", None, "Jean-Paul", "de La Fontaine"),
            ("Jean de LA TOUR", None, "Jean", "de La Tour"),
            ("de LA TOUR Hugo", None, "Hugo", "de La Tour"),
            ("Ludwig van Beethoven", None, "Ludwig", "van Beethoven"),
            ("Jeanne d'Arc", None, "Jeanne", "d'Arc"),
            ("JP Martin", None, "JP", "Martin"),
            ("J. P. Martin", None, "J. P.", "Martin"),
            ("Madame la", Some("Mme"), "", "la"),
            ("Pr. Marie CURIE", Some("Pr"), "Marie", "Curie"),
            ("Mme Dr Anne Roy", Some("Dr"), "Anne", "Roy"),
            ("Cher", None, "", "Cher"),
            ("P. Martin", None, "P.", "Martin"),
            ("Léa", None, "Léa", ""),
            ("", None, "", ""),
            ("John Smith Jr", None, "John", "Smith Jr"),
        ] {
            let expected = FullName { civility, first: first.to_owned(), last: last.to_owned() };
            assert_eq!(full_name(text), expected, "for {text:?}");
        }
    }

    const SAID: [NameRule; 2] = [
        NameRule { said: Some(NameOrder::FirstLast), usual: None },
        NameRule { said: Some(NameOrder::LastFirst), usual: None },
    ];

    #[test]
    fn an_order_that_is_said_holds_for_every_name() {
        for (text, first_last, last_first) in [
            ("Paul Bernard", ("Paul", "Bernard"), ("Bernard", "Paul")),
            ("LÉA Martin", ("LÉA", "Martin"), ("Martin", "Léa")),
            ("Jean-Paul DE LA FONTAINE", ("Jean-Paul", "de La Fontaine"), ("de La Fontaine", "Jean-Paul")),
            ("Leclercq Anne Sophie", ("Leclercq", "Anne Sophie"), ("Anne Sophie", "Leclercq")),
            ("Zyx, Wvu", ("Zyx", "Wvu"), ("Wvu", "Zyx")),
            ("Durand", ("", "Durand"), ("", "Durand")),
        ] {
            let [a, b] = SAID.map(|rule| split_name(text, rule));
            let lower = |name: &FullName| (name.first.to_lowercase(), name.last.to_lowercase());
            let wanted = |(first, last): (&str, &str)| (first.to_lowercase(), last.to_lowercase());
            assert_eq!((lower(&a), lower(&b)), (wanted(first_last), wanted(last_first)), "for {text:?}");
        }
        let dr = split_name("Dr Bernard Paul", SAID[1]);
        assert_eq!((dr.civility, dr.first.as_str()), (Some("Dr"), "Paul"));
    }

    #[test]
    fn the_names_of_a_column_tell_for_those_that_show_nothing() {
        let read = |names: &[&str]| name_reading(names.iter().copied());
        let sure = read(&["MARTIN Léa", "PETIT Zoé", "Durand Hugo", "Zyx Wvu"]);
        assert_eq!(sure.usual, Some(NameOrder::LastFirst));
        assert!(sure.confidence > 0.9, "{sure:?}");
        let rule = NameRule { said: None, usual: sure.usual };
        assert_eq!(split_name("Zyx Wvu", rule).first, "Wvu", "as the others");
        assert_eq!(split_name("Léa MARTIN", rule).first, "Léa", "unless it shows its own");
        assert_eq!(split_name("Zyx Wvu", NameRule::default()).first, "Zyx", "alone");
        let mixed = read(&["Léa Petit", "Durand Hugo", "Zyx Wvu", "Wvu Zyx"]);
        assert!(mixed.confidence < 0.75, "{mixed:?}");
        assert!(
            read(&["MARTIN Léa", "Zyx Wvu", "Wvu Zyx"]).confidence < 0.75,
            "one alone does not tell for two"
        );
        assert!(read(&["Zyx Wvu", "Wvu Zyx"]).confidence < 0.75, "nothing shows");
        assert!(read(&["Paul Bernard", "Simon Thomas"]).confidence < 0.75, "both may be first names");
        assert_eq!(read(&["Martin"]).confidence, 1.0, "nothing to cut");
    }
}
