//! What a sentence says of a rhythm and of an answer: « tous les lundis », "every 2 weeks", « si pas de réponse ».

use super::{Word, days::of_week, plain};
use relance_model::reminders::{Repeat, RepeatUnit};

/// The rhythm that a sentence names, whether it waits for an answer, and its other words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    pub repeat: Option<Repeat>,
    pub unless_reply: bool,
    pub rest: String,
}

const NO_REPLY: [&[&str]; 8] = [
    &["si", "pas", "de", "reponse"],
    &["si", "pas", "de", "retour"],
    &["sans", "reponse"],
    &["sans", "retour"],
    &["if", "no", "reply"],
    &["if", "no", "answer"],
    &["unless", "reply"],
    &["unless", "she", "replies"],
];

/// Takes the rhythm and the condition out of a sentence.
#[must_use]
pub fn again(text: &str) -> Again {
    let words: Vec<Word<'_>> =
        text.split_whitespace().map(|written| Word { written, plain: plain(written) }).collect();
    let (mut again, mut rest, mut i) = (Again::default(), Vec::new(), 0);
    while i < words.len() {
        let word = |n: usize| words.get(i + n).map_or("", |word| word.plain.as_str());
        let no_reply = NO_REPLY.iter().find(|said| said.iter().enumerate().all(|(n, part)| word(n) == *part));
        if let Some(said) = no_reply {
            again.unless_reply = true;
            i += said.len();
        } else if let Some((taken, repeat, day)) = rhythm(&word).filter(|_| again.repeat.is_none()) {
            again.repeat = Some(repeat);
            rest.extend(day);
            i += taken;
        } else {
            rest.push(words[i].written.to_owned());
            i += 1;
        }
    }
    again.rest = rest.join(" ");
    again
}

/// How many words say a rhythm, which one, and the day of the week that it names.
fn rhythm<'a>(word: &impl Fn(usize) -> &'a str) -> Option<(usize, Repeat, Option<String>)> {
    let mut taken = match (word(0), word(1)) {
        ("tous" | "toutes", "les") => 2,
        ("chaque" | "every", _) => 1,
        _ => return None,
    };
    let every = match word(taken) {
        "other" | "deux" | "two" => 2,
        "trois" | "three" => 3,
        number => number.parse().ok().filter(|every| (1..=365).contains(every)).unwrap_or(0),
    };
    taken += usize::from(every > 0);
    let every = every.max(1);
    let next = word(taken + 1);
    let (more, unit, day) = match word(taken) {
        "jour" | "jours" if matches!(next, "ouvre" | "ouvres" | "ouvrable" | "ouvrables") => {
            (2, RepeatUnit::WorkingDay, None)
        }
        "working" | "business" if matches!(next, "day" | "days") => (2, RepeatUnit::WorkingDay, None),
        "jour" | "jours" | "day" | "days" => (1, RepeatUnit::Day, None),
        "semaine" | "semaines" | "week" | "weeks" => (1, RepeatUnit::Week, None),
        "mois" | "month" | "months" => (1, RepeatUnit::Month, None),
        "an" | "ans" | "annee" | "annees" | "year" | "years" => (1, RepeatUnit::Year, None),
        day => (1, RepeatUnit::Week, Some(weekday(day)?)),
    };
    Some((taken + more, Repeat { every, unit }, day))
}

/// « lundis » → « lundi ».
fn weekday(word: &str) -> Option<String> {
    let one = word.strip_suffix('s').unwrap_or(word);
    of_week(one).map(|_| one.to_owned())
}

#[cfg(test)]
mod tests {
    use super::again;

    #[test]
    fn a_rhythm_and_a_condition_are_taken_out_of_a_sentence() {
        for (text, every, unless_reply, rest) in [
            ("appeler Léa tous les lundis 9h", "1 Week", false, "appeler Léa lundi 9h"),
            ("relancer Nord toutes les 2 semaines", "2 Week", false, "relancer Nord"),
            ("every other week call Bob", "2 Week", false, "call Bob"),
            ("call Bob every working day at 9", "1 WorkingDay", false, "call Bob at 9"),
            ("chaque mois le bilan de Zoé", "1 Month", false, "le bilan de Zoé"),
            ("tous les trois jours ouvrés", "3 WorkingDay", false, ""),
            ("every 3 months", "3 Month", false, ""),
            ("relancer Léa jeudi si pas de réponse", "", true, "relancer Léa jeudi"),
            ("email Bob friday if no reply about it", "", true, "email Bob friday about it"),
            ("voir tous les documents de Léa", "", false, "voir tous les documents de Léa"),
            ("chaque chose en son temps", "", false, "chaque chose en son temps"),
        ] {
            let said = again(text);
            let spelt = said.repeat.map_or(String::new(), |r| format!("{} {:?}", r.every, r.unit));
            assert_eq!(
                (spelt.as_str(), said.unless_reply, said.rest.as_str()),
                (every, unless_reply, rest),
                "« {text} »"
            );
        }
    }
}
