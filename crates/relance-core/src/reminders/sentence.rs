//! A sentence that plans something: « rappeler Dupont mardi 14h ». Its verb says what, its day when, its other words whom.

use super::{Local, due, when};
use crate::prospects::{self, Lists};
use relance_model::{
    Outcome,
    prospects::{ProspectRow, SearchQuery},
    reminders::{ReminderKind, Understood},
};
use relance_store::{Db, fold};

/// People proposed for the words.
const PEOPLE: usize = 5;
/// Words of a name, that of a company with it.
const LONGEST_NAME: usize = 6;

/// Understands a sentence.
///
/// # Errors
/// The base cannot be read.
pub fn understood(db: &Db<'_>, lists: &Lists, local: &Local, text: &str) -> Outcome<Understood> {
    let again = when::again(text);
    let spoken = when::listen(&again.rest, local.of(local.now), &|day, count| local.working_days(day, count));
    let (kind, words) = kind_of(&spoken.rest);
    let (at, due_at, is_timed) = match spoken.when {
        Some(when) => {
            let (day, at, is_timed) = due(when, local);
            let spelt = when.time.map_or(day.clone(), |time| format!("{day}T{}", time.format("%H:%M")));
            (Some(spelt), Some(at), is_timed)
        }
        None => (None, None, false),
    };
    let (words, title, mut prospects) = whom(db, lists, &words)?;
    let is_cut = prospects.len() > PEOPLE;
    prospects.truncate(PEOPLE);
    Ok(Understood {
        kind,
        at,
        due_at,
        is_timed,
        words,
        title,
        repeat: again.repeat,
        unless_reply: again.unless_reply,
        prospects,
        is_cut,
    })
}

/// Whom some words name, and the words that say what it is about: the longest beginning that is somebody (« Dupont pour le
/// devis »), else what follows a word that leads to a person (« le devis à Dupont »).
fn whom(db: &Db<'_>, lists: &Lists, words: &str) -> Outcome<(String, Option<String>, Vec<ProspectRow>)> {
    let all: Vec<&str> = words.split_whitespace().collect();
    let search = |q: String| {
        prospects::search(
            db,
            lists,
            &SearchQuery { q, limit: Some(PEOPLE as u64 + 1), ..SearchQuery::default() },
        )
    };
    let mut similar = Vec::new();
    for (name, about) in splits(&all) {
        let found = search(name.clone())?;
        if !found.prospects.is_empty() {
            let about = Some(about).filter(|about| !about.is_empty());
            return Ok((name, about, found.prospects));
        }
        if name == words {
            similar = found.similar;
        }
    }
    Ok((words.to_owned(), None, similar.into_iter().take(PEOPLE).collect()))
}

/// Words that lead to a person.
const LEADING: [&str; 8] = ["a", "avec", "chez", "pour", "to", "with", "for", "de"];

/// Each way to tell a name from what it is about, the likeliest first.
fn splits(words: &[&str]) -> Vec<(String, String)> {
    let is_short = |name: &[&str]| name.iter().map(|word| word.chars().count()).sum::<usize>() < 2;
    let bare = |about: &[&str]| {
        about.join(" ").trim_start_matches(|c: char| ":-–—,".contains(c) || c.is_whitespace()).to_owned()
    };
    let ahead = (1..=words.len().min(LONGEST_NAME))
        .rev()
        .map(|end| (&words[..end], bare(&words[end..])))
        .chain((words.len() > LONGEST_NAME).then(|| (words, String::new())));
    let behind = (1..words.len())
        .filter(|at| LEADING.contains(&fold(words[at - 1]).as_str()))
        .map(|at| (&words[at..], words[..at - 1].join(" ")));
    ahead
        .chain(behind)
        .filter(|(name, _)| !is_short(name))
        .map(|(name, about)| (name.join(" ").trim_end_matches([':', ',']).to_owned(), about))
        .collect()
}

/// Words before the verb that only say that one must not forget it.
const REMINDING: [&[&str]; 12] = [
    &["rappelle", "moi", "de"],
    &["rappelle-moi", "de"],
    &["rappelle-moi", "d'"],
    &["me", "rappeler", "de"],
    &["ne", "pas", "oublier", "de"],
    &["n'oublie", "pas", "de"],
    &["penser", "a"],
    &["remind", "me", "to"],
    &["remember", "to"],
    &["don't", "forget", "to"],
    &["i", "need", "to"],
    &["il", "faut"],
];

/// Words behind the person that say by what means.
const MEANS: [(&[&str], ReminderKind); 9] = [
    (&["par", "telephone"], ReminderKind::Call),
    (&["by", "phone"], ReminderKind::Call),
    (&["par", "mail"], ReminderKind::Email),
    (&["par", "e-mail"], ReminderKind::Email),
    (&["par", "email"], ReminderKind::Email),
    (&["by", "email"], ReminderKind::Email),
    (&["by", "e-mail"], ReminderKind::Email),
    (&["sur", "linkedin"], ReminderKind::Linkedin),
    (&["on", "linkedin"], ReminderKind::Linkedin),
];

/// What the first words say is to be done, and the words after them.
fn kind_of(words: &[String]) -> (ReminderKind, String) {
    // « d’appeler » is two words.
    let mut words: Vec<String> = words.iter().flat_map(|word| elided(word)).collect();
    let plain = |words: &[String]| words.iter().map(|word| fold(word).replace('’', "'")).collect::<Vec<_>>();
    let begins =
        |words: &[String], with: &[&str]| words.len() > with.len() && plain(words)[..with.len()] == *with;
    if let Some(said) = REMINDING.iter().find(|said| begins(&words, said)) {
        words.drain(..said.len());
    }
    let by = MEANS.iter().find_map(|(said, kind)| {
        let at = plain(&words).windows(said.len()).position(|two| two == *said)?;
        (at > 0).then_some((at, said.len(), *kind))
    });
    if let Some((at, length, _)) = by {
        words.drain(at..at + length);
    }
    let plain = plain(&words);
    let word = |n: usize| plain.get(n).map_or("", String::as_str);
    let (kind, taken) = match (word(0), word(1), word(2)) {
        ("call" | "phone" | "ring", "back" | "up", _) if words.len() > 2 => (ReminderKind::Call, 2),
        ("rappeler" | "appeler" | "appel" | "rappel" | "telephoner" | "call" | "phone" | "ring", ..) => {
            (ReminderKind::Call, 1)
        }
        ("prendre", "rdv" | "rendez-vous", _) | ("set" | "book", "meeting", _) => (ReminderKind::Meeting, 2),
        ("book", "a", "meeting") => (ReminderKind::Meeting, 3),
        ("ecrire" | "e-mail" | "email" | "mail" | "mailer" | "write", ..) => (ReminderKind::Email, 1),
        ("envoyer", "un", _) | ("send", "an" | "a", _) => (ReminderKind::Email, 2),
        ("linkedin", ..) => (ReminderKind::Linkedin, 1),
        ("rdv" | "rendez-vous" | "reunion" | "meeting" | "meet" | "voir" | "rencontrer", ..) => {
            (ReminderKind::Meeting, 1)
        }
        ("relancer" | "relance" | "follow-up" | "recontacter" | "contacter" | "contact", ..) => {
            (ReminderKind::Other, 1)
        }
        ("follow", "up", _) => (ReminderKind::Other, 2),
        _ => (ReminderKind::Other, 0),
    };
    let after = match word(taken) {
        "a" | "avec" | "with" | "to" | "chez" | "un" | "une" | "de" | "mail" | "e-mail" | "email" => {
            taken + 1
        }
        _ => taken,
    };
    let after = match word(after) {
        // "send an e-mail to Dupont"
        "a" | "to" if after > taken => after + 1,
        _ => after,
    };
    let after = if taken == 0 || after >= words.len() { taken } else { after };
    let mut whom = words.split_off(after.min(words.len()));
    // "call Dupont back about the quote"
    let back = whom.iter().skip(1).position(|word| word.eq_ignore_ascii_case("back"));
    if let Some(at) = back.filter(|_| matches!(word(0), "call" | "ring" | "phone")) {
        whom.remove(at + 1);
    }
    (by.map_or(kind, |(_, _, kind)| kind), whom.join(" "))
}

/// « d’appeler » → « de appeler ».
fn elided(word: &str) -> Vec<String> {
    const VERBS: [&str; 3] = ["appeler", "ecrire", "envoyer"];
    let rest = word.strip_prefix("d’").or_else(|| word.strip_prefix("d'"));
    match rest.filter(|rest| VERBS.contains(&fold(rest).as_str())) {
        Some(verb) => vec!["de".to_owned(), verb.to_owned()],
        None => vec![word.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::kind_of;
    use relance_model::reminders::ReminderKind::{Call, Email, Linkedin, Meeting, Other};

    #[test]
    fn the_verb_says_what_and_the_rest_whom() {
        for (text, kind, whom) in [
            ("rappeler Dupont", Call, "Dupont"),
            ("Appeler Mme Le Goff", Call, "Mme Le Goff"),
            ("call Léa", Call, "Léa"),
            ("écrire à Jean Martin", Email, "Jean Martin"),
            ("RDV avec Kermarec", Meeting, "Kermarec"),
            ("LinkedIn Zoé", Linkedin, "Zoé"),
            ("relancer Atelier Nord", Other, "Atelier Nord"),
            ("follow up with Dupont", Other, "Dupont"),
            ("Dupont", Other, "Dupont"),
            ("appeler", Call, ""),
            ("call back Dupont", Call, "Dupont"),
            ("call Dupont back", Call, "Dupont"),
            ("call Dupont back about the quote", Call, "Dupont about the quote"),
            ("call Back", Call, "Back"),
            ("ring up Dupont", Call, "Dupont"),
            ("remind me to call Dupont", Call, "Dupont"),
            ("don’t forget to email Léa", Email, "Léa"),
            ("Rappelle-moi d’appeler Dupont", Call, "Dupont"),
            ("ne pas oublier de rappeler Dupont", Call, "Dupont"),
            ("penser à écrire à Dupont", Email, "Dupont"),
            ("send an email to Dupont", Email, "Dupont"),
            ("envoyer un mail à Dupont", Email, "Dupont"),
            ("relancer Dupont par téléphone", Call, "Dupont"),
            ("relancer Dupont par mail", Email, "Dupont"),
            ("contacter Dupont sur LinkedIn", Linkedin, "Dupont"),
            ("prendre RDV avec Dupont", Meeting, "Dupont"),
            ("penser à Dupont", Other, "Dupont"),
            ("linkedin", Linkedin, ""),
        ] {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            assert_eq!(kind_of(&words), (kind, whom.to_owned()), "« {text} »");
        }
    }
}
