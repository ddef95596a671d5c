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
const PEOPLE: u64 = 5;
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
    let (words, title, prospects) = whom(db, lists, &words)?;
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
    })
}

/// Whom some words name, and the words that say what it is about: the longest beginning that is somebody (« Dupont pour le
/// devis »), else what follows a word that leads to a person (« le devis à Dupont »).
fn whom(db: &Db<'_>, lists: &Lists, words: &str) -> Outcome<(String, Option<String>, Vec<ProspectRow>)> {
    let all: Vec<&str> = words.split_whitespace().collect();
    let search = |q: String| {
        prospects::search(db, lists, &SearchQuery { q, limit: Some(PEOPLE), ..SearchQuery::default() })
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
    Ok((words.to_owned(), None, similar.into_iter().take(PEOPLE as usize).collect()))
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

/// What the first words say is to be done, and the words after them.
fn kind_of(words: &[String]) -> (ReminderKind, String) {
    let plain: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let word = |n: usize| plain.get(n).map_or("", String::as_str);
    let (kind, taken) = match (word(0), word(1)) {
        ("rappeler" | "appeler" | "appel" | "rappel" | "telephoner" | "call" | "phone" | "ring", _) => {
            (ReminderKind::Call, 1)
        }
        ("ecrire" | "e-mail" | "email" | "mail" | "mailer" | "write", _) => (ReminderKind::Email, 1),
        ("envoyer", "un") | ("send", "an" | "a") => (ReminderKind::Email, 2),
        ("linkedin", _) => (ReminderKind::Linkedin, 1),
        ("rdv" | "rendez-vous" | "reunion" | "meeting" | "meet" | "voir", _) => (ReminderKind::Meeting, 1),
        ("relancer" | "relance" | "follow-up" | "recontacter", _) => (ReminderKind::Other, 1),
        ("follow", "up") => (ReminderKind::Other, 2),
        _ => (ReminderKind::Other, 0),
    };
    let after = match word(taken) {
        "a" | "avec" | "with" | "to" | "chez" | "un" | "une" | "de" | "mail" | "e-mail" => taken + 1,
        _ => taken,
    };
    let after = if taken == 0 || after >= words.len() { taken } else { after };
    (kind, words.get(after..).unwrap_or_default().join(" "))
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
        ] {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            assert_eq!(kind_of(&words), (kind, whom.to_owned()), "« {text} »");
        }
    }
}
