//! A sentence that plans something: « rappeler Dupont mardi 14h ». Its verb says what, its day when, its other words whom.

use super::{Local, due, when};
use crate::prospects::{self, Lists};
use relance_model::{
    Outcome,
    prospects::SearchQuery,
    reminders::{ReminderKind, Understood},
};
use relance_store::{Db, fold};

/// People proposed for the words.
const PEOPLE: u64 = 5;

/// Understands a sentence.
///
/// # Errors
/// The base cannot be read.
pub fn understood(db: &Db<'_>, lists: &Lists, local: &Local, text: &str) -> Outcome<Understood> {
    let spoken = when::listen(text, local.of(local.now), &|day, count| local.working_days(day, count));
    let (kind, words) = kind_of(&spoken.rest);
    let (at, due_at, is_timed) = match spoken.when {
        Some(when) => {
            let (day, at, is_timed) = due(when, local);
            let spelt = when.time.map_or(day.clone(), |time| format!("{day}T{}", time.format("%H:%M")));
            (Some(spelt), Some(at), is_timed)
        }
        None => (None, None, false),
    };
    let prospects = if words.is_empty() {
        Vec::new()
    } else {
        let query = SearchQuery { q: words.clone(), limit: Some(PEOPLE), ..SearchQuery::default() };
        let found = prospects::search(db, lists, &query)?;
        found.prospects.into_iter().chain(found.similar).take(PEOPLE as usize).collect()
    };
    Ok(Understood { kind, at, due_at, is_timed, words, prospects })
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
