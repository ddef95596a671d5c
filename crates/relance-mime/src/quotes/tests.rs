//! Quotes as mailers of several languages write them.

use super::{PartKind, parts};

/// What was written for this message.
fn own(text: &str) -> String {
    let own = parts(text).into_iter().filter(|part| part.kind == PartKind::Text);
    own.map(|part| part.text.trim().to_owned()).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_quote_below_an_answer_is_found_in_the_words_of_each_mailer() {
    for header in [
        "Le lun. 3 nov. 2026 à 10:12, Léa Martin <lea@nord.example> a écrit :",
        "Le 3 nov. 2026 à 10:12, Léa Martin a écrit\u{a0}:",
        "On Mon, Nov 3, 2026 at 10:12 AM Léa Martin <lea@nord.example> wrote:",
        "On Mon, Nov 3, 2026 at 10:12 AM Léa Martin\n<lea@nord.example> wrote:",
        "Am Mo., 3. Nov. 2026 um 10:12 Uhr schrieb Léa Martin <\nlea@nord.example>:",
        "El lun, 3 nov 2026 a las 10:12, Léa Martin (<lea@nord.example>) escribió:",
        "Il giorno lun 3 nov 2026 alle 10:12 Léa Martin <lea@nord.example> ha scritto:",
        "-----Message d'origine-----\nDe : Léa Martin",
        "-------- Message d’origine --------",
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "De : Léa Martin <lea@nord.example>\nEnvoyé : lundi 3 novembre 2026 10:12\nÀ : Paul <paul@sud.example>\nObjet : Votre offre",
        "From: Léa Martin\nSent: Monday, November 3, 2026\nTo: Paul\nSubject: Offer",
        "Von: Léa Martin\nGesendet: Montag, 3. November 2026\nAn: Paul\nBetreff: Angebot",
        "De: Léa Martin\nEnviado el: lunes, 3 de noviembre\nPara: Paul\nAsunto: Oferta",
        "________________________________\nDe : Léa\nEnvoyé : lundi\nÀ : Paul\nObjet : x",
        "*From:* Léa\n*Sent:* Monday\n*To:* Paul\n*Subject:* x",
        "Début du message réexpédié :",
    ] {
        let text =
            format!("Bonjour,\n\nc’est d’accord pour jeudi.\n\n{header}\n\n> Bonjour Paul,\n> jeudi ?\n");
        assert_eq!(own(&text), "Bonjour,\n\nc’est d’accord pour jeudi.", "{header}");
    }
}

#[test]
fn answers_between_the_lines_are_all_shown() {
    let text = "Le 3 nov. 2026 à 10:12, Léa a écrit :\n> Jeudi ?\n\nOui.\n\n> Et l’heure ?\n\n14 h.\n";
    assert_eq!(own(text), "Oui.\n\n14 h.");
}

#[test]
fn a_signature_is_no_answer_and_stands_apart() {
    let found = parts("Oui.\n-- \nPaul\nSud\n\n> Jeudi ?");
    let kinds: Vec<_> = found.iter().map(|part| part.kind).collect();
    assert_eq!(kinds, [PartKind::Text, PartKind::Signature, PartKind::Quote]);
    assert_eq!(own("Oui.\n\nEnvoyé de mon iPhone"), "Oui.");
}

#[test]
fn what_only_looks_like_a_quote_stays() {
    for text in [
        "Voici ce que j’ai noté :\n- un\n- deux",
        "She wrote:\nnothing to keep",
        "On 3 points I disagree. Let us talk.",
        "De : Lyon\nVers Paris",
        "Sent from my heart, this is a long letter\nthat goes on.",
        "a -- b",
    ] {
        assert_eq!(own(text), text.trim(), "{text}");
    }
}

#[test]
fn nothing_of_a_text_is_lost() {
    let text = "a\n\n> b\nc\n-- \nd\n-----Original Message-----\ne";
    let all: Vec<String> = parts(text).into_iter().map(|part| part.text).collect();
    for letter in ["a", "> b", "c", "d", "e"] {
        assert!(all.iter().any(|part| part.contains(letter)), "{letter}: {all:?}");
    }
}
