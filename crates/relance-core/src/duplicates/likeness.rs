//! How far two names are the same name: equal, written otherwise, shortened, or another one.

use super::person::{Name, Word};
use crate::values::is_first_name;
use strsim::osa_distance;

/// From what is the same to what is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same, accents, case, hyphens and spaces aside.
    Same,
    /// Said alike: "Lefèvre", "Lefebvre".
    Sound,
    /// A letter or two apart.
    Typo,
    /// A usual short form or spelling: "Alex" for "Alexandre", "Mathieu" for "Matthieu".
    Short,
    /// One of two has more parts: "Martin", "Martin-Durand".
    Part,
    /// Only the first letter of one is known, and it is that of the other.
    Initial,
    /// One of two is not known.
    Unknown,
    Other,
}

/// Letters that may differ in a word of so many.
fn tolerated(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    }
}

fn is_typo(one: &str, other: &str) -> bool {
    let shorter = one.chars().count().min(other.chars().count());
    osa_distance(one, other) <= tolerated(shorter)
}

/// Whether every word of the smaller one is a word of the other.
fn is_part(one: &Name, other: &Name) -> bool {
    let (small, large) = if one.words.len() <= other.words.len() { (one, other) } else { (other, one) };
    small.words.len() < large.words.len()
        && small.words.iter().any(|word| word.text.len() > 2)
        && small.words.iter().all(|word| large.words.iter().any(|held| is_near(word, held)))
}

fn is_near(one: &Word, other: &Word) -> bool {
    one.text == other.text || (one.text.len() > 3 && one.sound == other.sound)
}

pub fn last_names(one: &Name, other: &Name) -> Likeness {
    if one.is_empty() || other.is_empty() {
        Likeness::Unknown
    } else if one.joined == other.joined || is_same_set(one, other) {
        Likeness::Same
    } else if one.sound == other.sound && one.joined.len().min(other.joined.len()) >= 4 {
        Likeness::Sound
    } else if is_typo(&one.joined, &other.joined) {
        Likeness::Typo
    } else if is_part(one, other) {
        Likeness::Part
    } else if (one.is_initial() || other.is_initial()) && one.initial() == other.initial() {
        Likeness::Initial
    } else {
        Likeness::Other
    }
}

/// Whether the words of both whole names are the same, or all of one, two at least, are among those of the other: in some
/// countries what is called first and what last is not settled, and not every part is used every day.
pub fn are_same_words(one: [&Name; 2], other: [&Name; 2]) -> Option<Likeness> {
    let words = |names: [&'_ Name; 2]| names.map(|name| name.words.clone()).concat();
    let (one, other) = (words(one), words(other));
    let (small, large) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let mut left = large.clone();
    let are_held = small.len() >= 2
        && small.iter().all(|word| {
            let place = left.iter().position(|held| word.text.len() > 1 && word.text == held.text);
            place.map(|place| left.remove(place)).is_some()
        });
    are_held.then_some(if left.is_empty() { Likeness::Same } else { Likeness::Part })
}

pub fn first_names(one: &Name, other: &Name) -> Likeness {
    if one.is_empty() || other.is_empty() {
        return Likeness::Unknown;
    }
    if one.joined == other.joined || is_same_set(one, other) {
        return Likeness::Same;
    }
    if one.is_initial() || other.is_initial() {
        return if initials_agree(one, other) { Likeness::Initial } else { Likeness::Other };
    }
    // Two names that exist are two names, however near: "Daniel", "Danielle".
    let both_exist = is_name(one) && is_name(other);
    if is_short_form(&one.joined, &other.joined) || (!both_exist && is_cut(&one.joined, &other.joined)) {
        return Likeness::Short;
    }
    // "Anne-So", "Anne-Sophie": part by part.
    if one.words.len() > 1
        && one.words.len() == other.words.len()
        && one
            .words
            .iter()
            .zip(&other.words)
            .all(|(a, b)| a.text == b.text || is_short_form(&a.text, &b.text))
    {
        return Likeness::Short;
    }
    if are_letters_of(one, other) || are_letters_of(other, one) {
        return Likeness::Initial;
    }
    if one.words.len() == other.words.len() {
        if !both_exist && is_typo(&one.joined, &other.joined) {
            return Likeness::Typo;
        }
        if one.sound == other.sound && (!both_exist || is_spelling(&one.joined, &other.joined)) {
            return Likeness::Sound;
        }
    }
    if is_part(one, other) && one.initial() == other.initial() { Likeness::Part } else { Likeness::Other }
}

/// What is left of a long name in every day's use: its beginning ("Manu", "Domi") or its end ("Kader").
fn is_cut(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    (short.len() >= 3 && long.len() >= short.len() + 2 && long.starts_with(short))
        || (short.len() >= 5 && long.len() >= short.len() + 3 && long.ends_with(short))
}

/// "JB" of "Jean-Baptiste".
fn are_letters_of(short: &Name, long: &Name) -> bool {
    long.words.len() > 1
        && short.words.len() == 1
        && short.joined.chars().eq(long.words.iter().filter_map(|word| word.text.chars().next()))
}

fn is_same_set(one: &Name, other: &Name) -> bool {
    one.words.len() == other.words.len()
        && one.words.len() > 1
        && one.words.iter().all(|word| other.words.iter().any(|held| held.text == word.text))
        && other.words.iter().all(|word| one.words.iter().any(|held| held.text == word.text))
}

/// "J." and "Jean", "J.-P." and "Jean-Pierre", "JP" and "Jean-Pierre".
fn initials_agree(one: &Name, other: &Name) -> bool {
    let (short, long) = if one.is_initial() { (one, other) } else { (other, one) };
    let letters: Vec<char> = short.joined.chars().collect();
    let firsts: Vec<char> = long.words.iter().filter_map(|word| word.text.chars().next()).collect();
    letters.iter().zip(&firsts).all(|(letter, first)| letter == first)
        || (firsts.len() == 1 && letters.first() == firsts.first())
}

fn is_name(name: &Name) -> bool {
    name.words.iter().all(|word| is_first_name(&word.text))
}

/// Two spellings of one first name, both of them usual: they are said alike and are of one gender, which an "e" or a
/// doubled consonant before it at the end would tell ("Pascal", "Pascale").
fn is_spelling(one: &str, other: &str) -> bool {
    one.ends_with('e') == other.ends_with('e')
}

/// One first name a line: its spellings, and how its bearers are called. Folded; a short form may be of several names.
const SHORT_FORMS: &[&[&str]] = &[
    &["alexandre", "alex", "sacha"],
    &["alexandra", "alex", "sandra"],
    &["alexis", "alex"],
    &["anthony", "tony"],
    &["antoine", "tony", "anto"],
    &["benjamin", "ben"],
    &["benoit", "ben"],
    &["bernard", "nanard"],
    &["bertrand", "bert"],
    &["catherine", "cathy", "kate", "katherine"],
    &["charles", "charlie", "charly"],
    &["christelle", "chris"],
    &["christian", "chris"],
    &["christine", "chris"],
    &["christophe", "chris", "tophe"],
    &["christopher", "chris"],
    &["daniel", "dan", "dany"],
    &["danielle", "dany"],
    &["dominique", "dom"],
    &["edouard", "ed", "edward", "eddy"],
    &["elisabeth", "elizabeth", "babeth", "lisbeth"],
    &["emmanuel", "manu"],
    &["emmanuelle", "manu"],
    &["eric", "ricky"],
    &["fabrice", "fab"],
    &["fabien", "fab"],
    &["florence", "flo"],
    &["florian", "flo"],
    &["francois", "fanfan"],
    &["frederic", "fred"],
    &["frederique", "fred"],
    &["gabriel", "gab"],
    &["gerard", "gege"],
    &["cyril", "cyrille", "cyrill"],
    &["geoffroy", "geoffrey", "joffrey", "geoffroi"],
    &["gregory", "greg"],
    &["gregoire", "greg"],
    &["guillaume", "guigui"],
    &["isabelle", "isa"],
    &["jacqueline", "jackie"],
    &["jacques", "jacky"],
    &["jeremie", "jeremy", "jerem"],
    &["jean", "jeannot"],
    &["jerome", "jeje"],
    &["jennifer", "jenny"],
    &["jessica", "jess"],
    &["jonathan", "jon", "john"],
    &["joseph", "jo", "joe"],
    &["julien", "ju"],
    &["julie", "ju"],
    &["laurence", "lau"],
    &["laurent", "lolo", "lau"],
    &["marguerite", "margot", "maggie"],
    &["matthieu", "mathieu", "mat", "math", "matt"],
    &["mathias", "matthias", "mat"],
    &["maxime", "max", "maxim"],
    &["maximilien", "max"],
    &["maxence", "max"],
    &["michael", "mike", "mickael", "mick"],
    &["michel", "mich"],
    &["marietherese", "maite"],
    &["mohamed", "mohammed", "mohammad", "muhammad", "med", "momo", "mo"],
    &["nathalie", "nath", "natalie"],
    &["nathan", "nat"],
    &["nicolas", "nico"],
    &["olivier", "oliv", "olive"],
    &["pascal", "pasc"],
    &["patricia", "pat"],
    &["patrice", "pat"],
    &["patrick", "pat"],
    &["philippe", "phil", "philip"],
    &["pierre", "pierrot"],
    &["raphael", "raph"],
    &["robert", "bob", "rob"],
    &["sandrine", "sandy"],
    &["samuel", "sam", "samy"],
    &["sebastien", "seb", "sebastian"],
    &["solene", "solenne", "soso"],
    &["sophie", "so"],
    &["stephane", "steph", "stephan"],
    &["stephanie", "steph"],
    &["sylvain", "sylv"],
    &["theodore", "theo"],
    &["thibault", "thibaut", "thibaud", "tib"],
    &["thomas", "tom", "thom"],
    &["timothee", "tim"],
    &["valerie", "val"],
    &["valentin", "val"],
    &["veronique", "vero"],
    &["victor", "vic"],
    &["victoria", "vicky"],
    &["vincent", "vince", "vinc"],
    &["virginie", "virg"],
    &["xavier", "xav"],
    &["william", "will", "bill", "willy"],
    &["yannick", "yannic", "yannik"],
    &["katarzyna", "kasia"],
    &["malgorzata", "gosia"],
    &["giuseppe", "beppe"],
    &["johannes", "hans"],
    &["margaret", "maggie", "peggy"],
    &["richard", "dick", "rick", "ricky"],
    &["mehmet", "memo"],
    &["giovanni", "gianni", "vanni"],
    &["francesco", "franco", "ciccio"],
    &["francisco", "paco", "pancho"],
    &["jose", "pepe"],
    &["ignacio", "nacho"],
    &["antonio", "toni", "tonio"],
    &["manuel", "manolo", "manu"],
    &["enrique", "quique"],
    &["guadalupe", "lupe"],
    &["dolores", "lola"],
    &["rosario", "charo"],
    &["friedrich", "fritz"],
    &["wilhelm", "willi", "willy"],
    &["heinrich", "heinz"],
    &["alexander", "alex", "sascha", "sasha"],
    &["edward", "ted", "ned", "eddie"],
    &["elizabeth", "liz", "beth", "betty"],
    &["james", "jim", "jimmy", "jamie"],
    &["john", "jack", "johnny"],
    &["andrew", "andy", "drew"],
    &["stephen", "steven", "steve"],
    &["jeffrey", "geoffrey", "jeff", "geoff"],
    &["kenneth", "ken"],
    &["lawrence", "larry"],
    &["ronald", "ron"],
    &["donald", "don"],
    &["timothy", "tim"],
    &["rebecca", "becky"],
    &["deborah", "debbie", "deb"],
    &["susan", "sue", "suzie"],
    &["kimberly", "kim"],
    &["barbara", "barb"],
    &["abigail", "abby"],
    &["katherine", "kathy", "katie", "kate"],
    &["samantha", "sam"],
    &["david", "dave"],
    &["joshua", "josh"],
    &["zachary", "zach"],
    &["leonard", "len", "lenny"],
    &["walter", "walt"],
    &["raymond", "ray"],
    &["harold", "harry"],
    &["henry", "harry", "hank"],
    &["francis", "frank"],
    &["thomas", "tommy"],
    &["robert", "bobby", "robbie"],
    &["william", "billy", "liam"],
    &["christel", "christelle"],
    &["ibrahim", "ibrahima", "brahim"],
    &["agnieszka", "aga"],
    &["tomasz", "tomek"],
    &["krzysztof", "krzys"],
    &["jerzy", "jurek"],
    &["caroline", "caro"],
    &["charlotte", "charlie", "lotte"],
    &["clementine", "clem"],
    &["clement", "clem"],
    &["constance", "coco"],
    &["delphine", "delf"],
    &["geraldine", "gege"],
    &["josephine", "jo"],
    &["mathilde", "math"],
    &["melanie", "mel"],
    &["melissa", "mel"],
    &["noemie", "nono"],
    &["penelope", "penny"],
    &["rosalie", "rose"],
    &["severine", "sev"],
    &["veronica", "vero"],
    &["abdelkader", "kader"],
    &["abderrahmane", "abder"],
    &["mustapha", "mustafa", "moustapha", "mus"],
    &["youssef", "yousef", "joseph"],
    &["ahmed", "ahmad"],
    &["hussein", "houssein", "hossein"],
];

fn is_short_form(one: &str, other: &str) -> bool {
    SHORT_FORMS.iter().any(|group| group.contains(&one) && group.contains(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_are_one_or_two() {
        let like = |one, other| first_names(&Name::new(one), &Name::new(other));
        for (one, other, expected) in [
            ("Léa", "LEA", Likeness::Same),
            ("Jean-Pierre", "Jean Pierre", Likeness::Same),
            ("Jean-Pierre", "JeanPierre", Likeness::Same),
            ("Jaen", "Jean", Likeness::Typo),
            ("Sebastein", "Sébastien", Likeness::Typo),
            ("J.", "Jean", Likeness::Initial),
            ("J.-P.", "Jean-Pierre", Likeness::Initial),
            ("P.", "Jean", Likeness::Other),
            ("Alex", "Alexandre", Likeness::Short),
            ("Fred", "Frédérique", Likeness::Short),
            ("Alexandre", "Alexandra", Likeness::Other),
            ("Mathieu", "Matthieu", Likeness::Short),
            ("Daniel", "Danielle", Likeness::Other),
            ("Pascal", "Pascale", Likeness::Other),
            ("Jean", "Jeanne", Likeness::Other),
            ("Léo", "Léa", Likeness::Other),
            ("Jean", "Jean-Pierre", Likeness::Part),
            ("Marie", "Anne-Marie", Likeness::Other),
            ("Anne-So", "Anne Sophie", Likeness::Short),
            ("Thi Mai", "Mai", Likeness::Same),
            ("", "Jean", Likeness::Unknown),
        ] {
            assert_eq!(like(one, other), expected, "{one} and {other}");
            assert_eq!(like(other, one), expected, "{other} and {one}");
        }
    }

    #[test]
    fn last_names_are_one_or_two() {
        let like = |one, other| last_names(&Name::new(one), &Name::new(other));
        for (one, other, expected) in [
            ("Lefèvre", "LEFEVRE", Likeness::Same),
            ("de La Tour", "Delatour", Likeness::Same),
            ("Lefèvre", "Lefebvre", Likeness::Sound),
            ("Dupont", "Dupond", Likeness::Sound),
            ("Bernard", "Benard", Likeness::Typo),
            ("Martin-Durand", "Martin", Likeness::Part),
            ("Martin Durand", "Durand Martin", Likeness::Same),
            ("Martin", "Martinez", Likeness::Other),
            ("Roy", "Roi", Likeness::Other),
            ("Petit", "Durand", Likeness::Other),
        ] {
            assert_eq!(like(one, other), expected, "{one} and {other}");
            assert_eq!(like(other, one), expected, "{other} and {one}");
        }
    }
}
