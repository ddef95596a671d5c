//! People: answers that must stay answers, wishes to be left alone, posts that ended.

use super::{arrival, expect};
use relance_mime::arrival::{Confidence, Kind};

const REPLY: &str = "Subject: Re: offre\nIn-Reply-To: <1@nord.example>\n";

#[test]
fn what_a_person_writes_is_an_answer_whatever_it_is_about() {
    let cases = [
        "Bonjour,\n\nc’est d’accord pour jeudi.\n\nPaul",
        "Hello,\n\nThanks, but we are not interested right now.\n\nPaul",
        "Guten Tag,\n\nkönnen Sie mir ein Angebot schicken?\n\nPaul",
        "Hola:\n\nMe interesa, llámeme mañana.\n\nPaul",
        "J’ai reçu un message automatique de votre part : il n’a pas été remis ?",
        "I got an out of office reply from Marie. Who else could help?",
        "Votre mail précédent m’a été retourné : « user unknown ». Le voici à nouveau.",
        "Notre client demande comment se désinscrire de sa newsletter : vous gérez cela ?",
        "How do your users unsubscribe? Do you handle opt-outs?",
        "Kann man sich abmelden?",
        "Please do not reply to this address, write to paul.roy@sud.example instead.",
        "Ce sujet ne fait plus partie de nos priorités.",
        "We no longer work for hotels, only restaurants.",
        "That doesn’t work at all for us.",
        "We have moved on from that idea.",
        "We will unsubscribe from Mailchimp next month.",
        "We want to unsubscribe users through your API: is that possible. Thanks",
        "Nous avons porté plainte contre notre fournisseur, le message est passé.",
        "Please do not contact me before Monday, I am swamped.",
        "Ne me contactez plus par téléphone avant lundi svp, je suis en réunion.",
        "Has Marie left the company? I cannot reach her.",
        "Est-ce que Marie a quitté la société ?",
        "We stop at 5 pm, call me before.",
        "La livraison a été rejetée par le quai, le colis n’a pas pu être remis.",
        "Oui.\n\n> Pour vous désinscrire, cliquez ici : https://nord.example/u\n> STOP",
        "Oui, jeudi.\n\nLe 1 nov. 2026 à 10:12, Léa Martin <lea@nord.example> a écrit :\n> Bonjour,\n> pour ne plus recevoir nos messages, répondez STOP.\n> Merci de me retirer de vos listes",
        "Sounds good.\n\n-- \nPaul Roy\nTo unsubscribe: please remove me from this list",
        "Danke, passt.\n\n-----Ursprüngliche Nachricht-----\nVon: Léa\nIch bin im Urlaub bis 12.11.2026",
    ];
    let cases: Vec<_> = cases.iter().map(|body| (REPLY, *body, "human reply")).collect();
    expect(&cases);
    let parcel =
        "Hello, the delivery of your 550 units has been delayed until Friday, sorry! paul@sud.example";
    expect(&[("Subject: Delivery delayed\n", parcel, "human")]);
    expect(&[("Subject: Question\n", "Bonjour, vendez-vous aussi à Lyon ?", "human")]);
}

#[test]
fn a_person_who_says_that_she_is_away_answers_all_the_same() {
    expect(&[
        (REPLY, "Je suis en vacances, je vous rappelle lundi.", "human reply away"),
        (
            REPLY,
            "Merci ! Je suis en congés jusqu’au 15 novembre, on en parle après.",
            "human reply away until 2026-11-15",
        ),
        (REPLY, "Yes. I’m on holiday, back on 9 November, call me then.", "human reply away back 2026-11-09"),
        (REPLY, "Gerne. Ich bin bis zum 12.11. im Urlaub, danach gern.", "human reply away until 2026-11-12"),
        (
            REPLY,
            "De acuerdo. Estoy de vacaciones hasta el 20 de noviembre.",
            "human reply away until 2026-11-20",
        ),
    ]);
    let arrival = arrival(REPLY, "Je suis en vacances, je vous rappelle lundi.");
    assert!(arrival.kind.is_answer(), "the wait for an answer is over");
}

#[test]
fn the_wish_to_be_left_alone_is_understood_in_four_languages() {
    let wishes = [
        "STOP",
        "Stop !",
        "Bonjour,\n\nSTOP\n\nPaul",
        "unsubscribe",
        "Merci de me retirer de vos listes.",
        "Bonjour, pourriez-vous me désinscrire ? Merci",
        "Veuillez supprimer mes coordonnées de votre base.",
        "Je ne souhaite plus recevoir vos messages.",
        "Merci de ne plus me contacter.",
        "Ne me contactez plus !",
        "Conformément au RGPD, j’exerce mon droit d’opposition.",
        "Cessez de m’envoyer des mails",
        "Please remove me from your mailing list.",
        "Take me off your list",
        "Could you please unsubscribe me?",
        "Please do not contact me again.",
        "Stop emailing me.",
        "I no longer wish to receive these emails",
        "Bitte nehmen Sie mich aus Ihrem Verteiler.",
        "Bitte keine weiteren E-Mails.",
        "Löschen Sie bitte meine Daten.",
        "Bitte abmelden",
        "Ich möchte nicht mehr kontaktiert werden.",
        "Por favor, denme de baja.",
        "No deseo recibir más correos.",
        "Les ruego eliminen mis datos.",
        "BAJA",
        "Dejen de escribirme.",
    ];
    let cases: Vec<_> = wishes.iter().map(|body| (REPLY, *body, "unsubscribe")).collect();
    expect(&cases);
}

#[test]
fn what_mailers_send_to_leave_a_list_is_the_same_wish() {
    expect(&[
        ("Subject: unsubscribe\n", "This message was automatically generated by Gmail.", "unsubscribe"),
        ("Subject: Unsubscribe 4711-abc\nTo: lea+unsub@nord.example\n", "", "unsubscribe"),
        ("Subject: Désinscription\n", "", "unsubscribe"),
        ("To: unsubscribe@nord.example\nSubject: x\n", "Please leave me alone", "unsubscribe"),
    ]);
    let wish = arrival("Subject: unsubscribe\n", "");
    assert_eq!(wish.confidence, Confidence::Strong, "a command is not only a word among others");
}

#[test]
fn who_left_is_known_with_who_came_instead() {
    expect(&[
        (
            REPLY,
            "Bonjour,\n\nPaul Roy ne travaille plus chez Sud. Vous pouvez contacter Marie Durand (marie@sud.example).",
            "left [Marie Durand marie@sud.example]",
        ),
        (
            REPLY,
            "M. Roy a définitivement quitté la société, il est remplacé par Marie Durand.",
            "left final [Marie Durand -]",
        ),
        (
            REPLY,
            "Paul no longer works here. Please reach out to Jane Smith at jane@sud.example.",
            "left [Jane Smith jane@sud.example]",
        ),
        (REPLY, "Paul has left the company.", "left"),
        (
            REPLY,
            "Herr Roy ist nicht mehr bei uns. Bitte wenden Sie sich an Eva Klein, eva@sud.example.",
            "left [Eva Klein eva@sud.example]",
        ),
        (
            REPLY,
            "Paul ya no trabaja en la empresa. Contacte con Ana Ruiz: ana@sud.example",
            "left [Ana Ruiz ana@sud.example]",
        ),
        (
            "Subject: Automatic reply: offer\nAuto-Submitted: auto-replied\n",
            "I have left Sud permanently. Please contact Jane Smith <jane@sud.example>.",
            "left automatic final [Jane Smith jane@sud.example]",
        ),
        (
            "Subject: Réponse automatique : offre\n",
            "Je ne travaille plus chez Sud. Votre interlocutrice est désormais Marie Durand : marie@sud.example",
            "left automatic [Marie Durand marie@sud.example]",
        ),
    ]);
    let by_machine = arrival("Subject: Automatic reply: x\n", "Paul no longer works here.");
    assert!(!by_machine.kind.is_answer(), "a machine answers nothing");
}

#[test]
fn a_threat_is_a_complaint_by_its_words_alone() {
    let complaint = arrival(REPLY, "Vos mails sont du spam, je vais saisir la CNIL.");
    assert!(matches!(complaint.kind, Kind::Complaint(_)), "{complaint:?}");
    assert_eq!(complaint.confidence, Confidence::Words);
    assert!(matches!(
        arrival(REPLY, "This is unsolicited. I am reporting this as spam.").kind,
        Kind::Complaint(_)
    ));
}
