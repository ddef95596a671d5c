//! The words of all names, in memory: which of them somebody may have meant who wrote another, and which have some letters.
//!
//! Read once, then only what was added since; their sounds when these are asked for. Words that are gone meanwhile find
//! nobody, which does no harm. Nothing is decided here about records; the base alone knows who has a word.

use crate::values::phonetic;
use relance_model::{Failure, Outcome};
use relance_store::Db;
use std::sync::{PoisonError, RwLock};
use strsim::{damerau_levenshtein, osa_distance};

/// Words taken up for one word of a question.
const WORDS: usize = 48;
/// Sounds that say enough: shorter ones are those of too many names.
const SOUND: usize = 3;
/// Letters from which the beginning of a word may have a slip.
const BEGINNING: usize = 5;
/// Letters of a word that somebody may have meant: longer ones are no names.
const LONGEST: usize = 40;

/// A word that somebody may have meant, and how far it is from what was written: 2 is near, 8 is far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub word: String,
    pub far: u8,
}

/// All words of names, as far as they were read.
#[derive(Default)]
pub(super) struct Vocabulary(RwLock<Held>);

#[derive(Default)]
struct Held {
    newest: i64,
    /// All words, one behind the other.
    letters: String,
    words: Vec<Entry>,
    /// Words whose sound is known: the first ones.
    sounded: usize,
}

struct Entry {
    start: u32,
    end: u32,
    /// 0 where nobody would mean it: numbers and what is no word.
    chars: u8,
    /// Which letters it has, one bit each.
    mask: u32,
    /// Of its sound; 0 when it is too short to say anything.
    sound: u32,
}

/// A word of a question.
struct Asked<'a> {
    word: &'a str,
    chars: usize,
    mask: u32,
    sound: u32,
    /// It may be the beginning of a word: nothing was typed after it.
    is_open: bool,
}

impl Vocabulary {
    /// Forgets everything: another base is in place.
    pub(super) fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Held::default();
    }

    /// Words near to this one, the nearest first; itself and what begins with it aside.
    pub(super) fn near(&self, db: &Db<'_>, word: &str, is_open: bool) -> Outcome<Vec<Meant>> {
        self.read_on(db)?;
        self.sound();
        let asked = Asked {
            word,
            chars: word.chars().count(),
            mask: mask(word),
            sound: sound_of(&phonetic(word)),
            is_open,
        };
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Meant> = held
            .words
            .iter()
            .filter_map(|entry| {
                let word = held.word(entry);
                far(&asked, entry, word).map(|far| Meant { word: word.to_owned(), far })
            })
            .collect();
        found.sort_unstable_by(|one, other| {
            (one.far, one.word.len(), &one.word).cmp(&(other.far, other.word.len(), &other.word))
        });
        found.dedup();
        found.truncate(WORDS);
        Ok(found)
    }

    /// Words that have some letters anywhere in them; `None` where they are more than `most`.
    pub(super) fn having(&self, db: &Db<'_>, letters: &str, most: usize) -> Outcome<Option<Vec<String>>> {
        self.read_on(db)?;
        Ok(self.among(letters, most))
    }

    fn among(&self, letters: &str, most: usize) -> Option<Vec<String>> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut found = Vec::new();
        let finder = memchr::memmem::Finder::new(letters);
        let mut from = 0;
        while let Some(at) = held.letters.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            let start = from + at;
            let entry = &held.words[held.words.partition_point(|entry| entry.end as usize <= start)];
            // Letters may also stand where one word ends and the next one begins.
            if start + letters.len() <= entry.end as usize {
                found.push(held.word(entry).to_owned());
                from = entry.end as usize;
            } else {
                from = start + 1;
            }
            if found.len() > most {
                return None;
            }
        }
        // A word that was gone for a while is held twice.
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    fn read_on(&self, db: &Db<'_>) -> Outcome<()> {
        let newest: i64 = db.scalar("SELECT coalesce(max(id), 0) FROM search_word", [])?;
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).newest;
        if newest <= known {
            return Ok(());
        }
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let words =
            db.rows("SELECT id, word FROM search_word WHERE id > ?1 ORDER BY id", [held.newest], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })?;
        for (id, word) in words {
            held.add(&word)?;
            held.newest = id;
        }
        Ok(())
    }

    /// Finds out how the words sound that were read since.
    fn sound(&self) {
        let is_known = |held: &Held| held.sounded == held.words.len();
        if is_known(&self.0.read().unwrap_or_else(PoisonError::into_inner)) {
            return;
        }
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<&str> = held.words[held.sounded..].iter().map(|entry| held.word(entry)).collect();
        let sounds = sounds(&new);
        let first = held.sounded;
        for (entry, sound) in held.words[first..].iter_mut().zip(sounds) {
            entry.sound = sound;
        }
        held.sounded = held.words.len();
    }
}

impl Held {
    fn add(&mut self, word: &str) -> Outcome<()> {
        let start = u32::try_from(self.letters.len()).map_err(Failure::bug)?;
        self.letters.push_str(word);
        let end = u32::try_from(self.letters.len()).map_err(Failure::bug)?;
        let entry = Entry::new(word, start, end);
        self.words.push(entry);
        Ok(())
    }

    fn word(&self, entry: &Entry) -> &str {
        self.letters.get(entry.start as usize..entry.end as usize).unwrap_or_default()
    }
}

impl Entry {
    fn new(word: &str, start: u32, end: u32) -> Self {
        let chars = word.chars().count();
        let may_be_meant = chars <= LONGEST && !word.chars().any(|c| c.is_ascii_digit());
        let chars = if may_be_meant { chars as u8 } else { 0 };
        Self { start, end, chars, mask: mask(word), sound: 0 }
    }
}

/// The sounds of many words: on all cores when there are enough of them.
fn sounds(words: &[&str]) -> Vec<u32> {
    let all = |words: &[&str]| -> Vec<u32> { words.iter().map(|word| sound_of(&phonetic(word))).collect() };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if words.len() < 4000 || threads < 2 {
        return all(words);
    }
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            words.chunks(words.len().div_ceil(threads)).map(|part| scope.spawn(move || all(part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, letter| {
        mask | 1
            << if letter.is_ascii_lowercase() { letter as u32 - 'a' as u32 } else { 26 + letter as u32 % 6 }
    })
}

/// A code as a number that is compared at once (FNV-1a).
fn sound_of(code: &str) -> u32 {
    if code.chars().count() < SOUND {
        return 0;
    }
    code.bytes()
        .fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        .max(1)
}

/// Slips that are forgiven between two words, by the letters of the longer one.
fn forgiven(letters: usize) -> u32 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// How far a word is from the one asked for; `None` when nobody would mean it, or when it needs no forgiving.
fn far(asked: &Asked<'_>, entry: &Entry, word: &str) -> Option<u8> {
    let letters = entry.chars as usize;
    if letters == 0 {
        return None;
    }
    let missing = (asked.mask & !entry.mask).count_ones();
    let added = (entry.mask & !asked.mask).count_ones();
    let slips = forgiven(asked.chars.max(letters));
    let is_said_alike = asked.sound != 0 && asked.sound == entry.sound && asked.chars >= 4;
    let may_be_slip = missing <= slips && added <= slips && asked.chars.abs_diff(letters) <= slips as usize;
    let may_begin = asked.is_open && asked.chars >= BEGINNING && letters > asked.chars + 1 && missing <= 1;
    if !(is_said_alike || may_be_slip || may_begin) || word.starts_with(asked.word) {
        return None;
    }
    let first = u8::from(asked.word.chars().next() != word.chars().next());
    let distance = match (may_be_slip, slips) {
        (false, _) => usize::MAX,
        // A letter put between two that changed places: only the whole distance sees two slips there.
        (true, 2) => match osa_distance(asked.word, word) {
            3 => damerau_levenshtein(asked.word, word),
            few => few,
        },
        (true, _) => osa_distance(asked.word, word),
    };
    if is_said_alike {
        // A number that agrees is a sound that agrees but for one chance in a thousand million, which is no worse than a slip.
        return Some(if distance <= 1 { 2 } else { 3 } + first);
    }
    match distance {
        1 if slips >= 1 => Some(3 + first),
        2 if slips >= 2 => Some(5 + first),
        _ => (may_begin && first == 0 && begins_nearly(asked, word)).then_some(6),
    }
}

/// Whether the beginning of a word is one slip from the one asked for.
fn begins_nearly(asked: &Asked<'_>, word: &str) -> bool {
    (asked.chars - 1..=asked.chars + 1).any(|letters| {
        let end = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
        osa_distance(asked.word, &word[..end]) <= 1
    })
}

#[cfg(test)]
mod tests {
    use super::{Asked, Entry, Held, Vocabulary, far, mask, phonetic, sound_of};
    use std::sync::RwLock;

    fn measured(asked: &str, word: &str) -> Option<u8> {
        let entry = Entry { sound: sound_of(&phonetic(word)), ..Entry::new(word, 0, word.len() as u32) };
        let asked = Asked {
            word: asked,
            chars: asked.chars().count(),
            mask: mask(asked),
            sound: sound_of(&phonetic(asked)),
            is_open: true,
        };
        far(&asked, &entry, word)
    }

    #[test]
    fn what_is_said_alike_is_nearest_then_one_slip_then_two_then_beginnings() {
        for (asked, word, expected) in [
            ("lefevre", "lefebvre", Some(2)),
            ("moro", "moreau", Some(3)),
            ("kentin", "quentin", Some(4)),
            ("jan", "jean", Some(3)),
            ("dupon", "dupont", None),
            ("dupnot", "dupont", Some(3)),
            ("martn", "martin", Some(3)),
            ("nartin", "martin", Some(4)),
            ("bernrad", "bernard", Some(3)),
            ("beaufrre", "beaufrere", Some(3)),
            ("lefevrre", "lefebvre", Some(3)),
            ("kermarekc", "kermarec", Some(2)),
            ("guilomet", "guillaumet", Some(3)),
            ("vasenieu", "vasseneix", None),
            ("vassniex", "vasseneix", Some(5)),
            ("lebfv", "lefebvre", None),
            ("lefbvr", "lefebvre", Some(5)),
            ("beafr", "beaufrere", Some(6)),
        ] {
            assert_eq!(measured(asked, word), expected, "« {asked} » for {word}");
        }
    }

    #[test]
    fn short_words_and_other_names_stay_apart() {
        for (asked, word) in [
            ("leo", "lea"),
            ("roy", "roi"),
            ("li", "lin"),
            ("petit", "durand"),
            ("martin", "marinot"),
            ("robert", "roger"),
            ("simon", "samson"),
            ("mart", "marin"),
            ("durand1", "durand2"),
            ("durand", "durand5"),
        ] {
            assert_eq!(measured(asked, word), None, "« {asked} » is not {word}");
        }
    }

    #[test]
    fn letters_are_found_within_words_and_not_between_them() {
        let mut held = Held::default();
        for word in ["nord", "ardent", "2nord3", "nord", "élan", "lané"] {
            held.add(word).unwrap();
        }
        let all = Vocabulary(RwLock::new(held));
        let having = |letters: &str, most| all.among(letters, most);
        assert_eq!(having("nor", 9).unwrap(), ["2nord3", "nord"]);
        assert_eq!(having("lan", 9).unwrap(), ["lané", "élan"]);
        assert_eq!(having("dar", 9).unwrap(), [""; 0], "the end of one and the beginning of the next");
        assert_eq!(having("tar", 9).unwrap(), [""; 0]);
        assert_eq!(having("nor", 2), None);
    }
}
