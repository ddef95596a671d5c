//! Machines: what was not delivered, absences with their days, complaints, receipts, mass mail.

use super::{arrival, expect};
use relance_mime::arrival::{Confidence, Kind, Rule};

const AUTO: &str = "Subject: Réponse automatique : offre\nAuto-Submitted: auto-replied\n";
const DAEMON: &str = "From: Mail Delivery System <MAILER-DAEMON@mx.nord.example>\nReturn-Path: <>\nSubject: Mail delivery failed: returning message to sender\n";

/// A report of the standard: what stands in its fields.
fn report(fields: &str, original: &str) -> (String, String) {
    let headers = "From: MAILER-DAEMON@mx.nord.example\nSubject: Undelivered Mail Returned to Sender\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n";
    let body = format!(
        "--b\nContent-Type: text/plain\n\nThis is the mail system.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.nord.example\n\n{fields}\n--b\nContent-Type: message/rfc822\n\n{original}\n--b--\n"
    );
    (headers.to_owned(), body)
}

#[test]
fn a_report_of_the_standard_is_read_field_by_field() {
    let cases = [
        (
            "Final-Recipient: rfc822; Paul@Sud.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user\n unknown\n",
            "bounce Hard paul@sud.example Hard NoSuchUser 5.1.1 550",
        ),
        (
            "Original-Recipient: rfc822;paul@sud.example\nFinal-Recipient: rfc822;p.roy@est.example\nAction: failed\nStatus: 5.2.2\n",
            "bounce Soft paul@sud.example Soft MailboxFull 5.2.2 -",
        ),
        (
            "Final-Recipient: rfc822; paul@sud.example\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; connection timed out\n",
            "bounce Delayed paul@sud.example Delayed Network 4.4.1 -",
        ),
        (
            "Final-Recipient: rfc822; paul@sud.example\nAction: failed\nStatus: 4.4.7\n",
            "bounce Soft paul@sud.example Soft Timeout 4.4.7 -",
        ),
        (
            "Final-Recipient: rfc822; paul@sud.example\nAction: failed\nStatus: 5.4.4\n",
            "bounce Hard paul@sud.example Hard NoSuchDomain 5.4.4 -",
        ),
        (
            "Final-Recipient: rfc822; paul@sud.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550-5.7.26 Unauthenticated email from nord.example is not accepted\n 550 5.7.26 due to domain's DMARC policy\n",
            "bounce Policy paul@sud.example Policy Authentication 5.7.26 550",
        ),
        (
            "Final-Recipient: rfc822; paul@sud.example\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 554 blocked using zen.spamhaus.org\n",
            "bounce Policy paul@sud.example Policy Reputation 5.7.1 554",
        ),
        (
            "Final-Recipient: rfc822; paul@sud.example\nAction: failed\nStatus: 5.3.4\n",
            "bounce Soft paul@sud.example Soft TooLarge 5.3.4 -",
        ),
        (
            "Final-Recipient: rfc822; paul@sud.example\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\n",
            "bounce Hard paul@sud.example Hard NoSuchUser 5.1.10 550",
        ),
        (
            "Final-Recipient: rfc822; a@sud.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; b@sud.example\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; c@sud.example\nAction: failed\nStatus: 5.2.2\n",
            "bounce Hard a@sud.example Hard NoSuchUser 5.1.1 -; c@sud.example Soft MailboxFull 5.2.2 -",
        ),
        (
            "Final-Recipient: rfc822; paul@sud.example\nAction: relayed\nStatus: 2.1.5\n",
            "receipt Delivered paul@sud.example",
        ),
    ];
    for (fields, expected) in cases {
        let (headers, body) =
            report(fields, "Message-ID: <1@nord.example>\nSubject: Offre\nTo: paul@sud.example\n\nBonjour");
        expect(&[(&headers, &body, expected)]);
        let arrival = arrival(&headers, &body);
        assert_eq!(
            arrival.original.as_deref(),
            Some("1@nord.example"),
            "it is known which message came back"
        );
        assert_eq!(arrival.confidence, Confidence::Certain, "the standard leaves no doubt");
        assert_eq!(arrival.evidence[0].rule, Rule::DeliveryStatus, "the standard speaks first");
    }
}

#[test]
fn a_report_tells_who_reports_and_what_came_back() {
    let (headers, body) = report(
        "Final-Recipient: rfc822; paul@sud.example\nAction: failed\nStatus: 5.1.1\n",
        "Message-ID: <1@nord.example>\nSubject: =?utf-8?Q?D=C3=A9m=C3=A9nagement?=\n\nBonjour",
    );
    let Kind::Bounce(bounce) = arrival(&headers, &body).kind else { panic!("a bounce") };
    assert_eq!(bounce.reporter.as_deref(), Some("mx.nord.example"));
    assert_eq!(bounce.original.subject.as_deref(), Some("Déménagement"));
}

#[test]
fn notices_in_words_are_read_whatever_system_wrote_them() {
    expect(&[
        (
            DAEMON,
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  paul@sud.example\n    host mx.sud.example [192.0.2.1]: 550 5.1.1 <paul@sud.example>... User unknown\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <1@nord.example>\nTo: paul@sud.example\n",
            "bounce Hard paul@sud.example Hard NoSuchUser 5.1.1 550",
        ),
        (
            DAEMON,
            "Hi. This is the qmail-send program at nord.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<paul@sud.example>:\nRemote host said: 552 5.2.2 mailbox full\n\n<eva@est.example>:\nSorry, I couldn't find any host by that name. (#4.1.2)\n\n--- Below this line is a copy of the message.\n\nReceived: x\nMessage-ID: <1@nord.example>\n",
            "bounce Hard paul@sud.example Soft MailboxFull 5.2.2 552; eva@est.example Hard NoSuchDomain 4.1.2 -",
        ),
        (
            "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Delay)\nX-Failed-Recipients: paul@sud.example\n",
            "THIS IS A WARNING MESSAGE ONLY.\n\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipient has been delayed:\n\n     paul@sud.example\n",
            "bounce Delayed paul@sud.example Delayed Unknown - -",
        ),
        (
            "From: postmaster@sud.example\nSubject: Non remis : Offre\nX-MS-Exchange-Message-Is-Ndr: \n",
            "Échec de la remise pour ces destinataires :\n\npaul@sud.example\nL’adresse de messagerie est introuvable : adresse introuvable.\n",
            "bounce Hard paul@sud.example Hard NoSuchUser - -",
        ),
        (
            "From: postmaster@sud.example\nSubject: Unzustellbar: Angebot\n",
            "Ihre Nachricht konnte nicht zugestellt werden:\n\npaul@sud.example\nDas Postfach ist voll.\n",
            "bounce Soft paul@sud.example Soft MailboxFull - -",
        ),
        (
            "From: postmaster@sud.example\nSubject: No se puede entregar: Oferta\n",
            "No se pudo entregar el mensaje a:\n\npaul@sud.example\nUsuario desconocido\n",
            "bounce Hard paul@sud.example Hard NoSuchUser - -",
        ),
        (
            "From: System Administrator <postmaster@sud.example>\nSubject: Undeliverable: Offer\n",
            "Your message\n\n  To:      paul@sud.example\n  Subject: Offer\n\ndid not reach the following recipient(s):\n\npaul@sud.example on Mon, 2 Nov 2026\n    The recipient name is not recognized\n",
            "bounce Hard paul@sud.example Hard NoSuchUser - -",
        ),
        (
            "From: Mailer-Daemon@sud.example\nSubject: Delivery failure\n",
            "Message from sud.example.\nUnable to deliver message to the following address(es).\n\n<paul@sud.example>:\nSorry, your message was refused: message size exceeds 10 MB\n",
            "bounce Soft paul@sud.example Soft TooLarge - -",
        ),
        (
            DAEMON,
            "The following address failed:\n\n  paul@sud.example\n    SMTP error after MAIL FROM:<lea@nord.example>: 550 nord.example does not exist\n",
            "bounce Policy paul@sud.example Policy Sender - 550",
        ),
    ]);
    let unknown_words = "From: <MAILER-DAEMON@sud.example>\nSubject: mail came back\n";
    expect(&[(
        unknown_words,
        "<paul@sud.example> is gone.",
        "bounce Soft paul@sud.example Soft Unknown - -",
    )]);
    let known = arrival(
        DAEMON,
        "Could not be delivered:\n\n<paul@sud.example>: 550 user unknown\n\n----- Original message -----\n\nReceived: x\nMessage-ID: <1@nord.example>\n",
    );
    assert_eq!(
        known.original.as_deref(),
        Some("1@nord.example"),
        "the copy below tells which message it was"
    );
}

#[test]
fn absences_tell_their_days_in_four_languages() {
    expect(&[
        (AUTO, "Je suis absent du bureau, de retour le 3 janvier.", "automatic OutOfOffice back 2027-01-03"),
        (AUTO, "Je suis en congés jusqu’au 15 novembre inclus.", "automatic OutOfOffice until 2026-11-15"),
        (
            AUTO,
            "Je serai absente du 3 au 7 novembre 2026.",
            "automatic OutOfOffice from 2026-11-03 until 2026-11-07",
        ),
        (
            AUTO,
            "Absent du 28 décembre au 4 janvier, je serai de retour le lundi 5 janvier 2027.",
            "automatic OutOfOffice from 2026-12-28 until 2027-01-04 back 2027-01-05",
        ),
        (
            AUTO,
            "Actuellement en déplacement, je serai de nouveau joignable à partir du 09/11/2026.",
            "automatic OutOfOffice back 2026-11-09",
        ),
        (
            AUTO,
            "Je suis absent le vendredi 6 novembre.",
            "automatic OutOfOffice from 2026-11-06 until 2026-11-06",
        ),
        (AUTO, "Je suis absente et serai de retour mercredi.", "automatic OutOfOffice back 2026-11-04"),
        (
            AUTO,
            "Absent jusqu’au 1er décembre. En cas d’urgence, contactez Marie Durand (marie@sud.example).",
            "automatic OutOfOffice until 2026-12-01 [Marie Durand marie@sud.example]",
        ),
        (
            "Subject: Automatic reply: Offer\n",
            "I am out of the office and will be back on Monday 9 November.",
            "automatic OutOfOffice back 2026-11-09",
        ),
        (
            "Subject: Out of Office: Offer\n",
            "I am on annual leave until November 13th, 2026. For urgent matters please contact Jane Smith at jane@sud.example.",
            "automatic OutOfOffice until 2026-11-13 [Jane Smith jane@sud.example]",
        ),
        (
            "Subject: Automatic reply: Offer\n",
            "I am out of office from 5th November to 12th November.",
            "automatic OutOfOffice from 2026-11-05 until 2026-11-12",
        ),
        (
            "Subject: Automatic reply: Offer\n",
            "I am out of the office until 03/04/2027.",
            "automatic OutOfOffice",
        ),
        (
            "Subject: Automatic reply: Offer\n",
            "I am out of the office until 11/25/2026.",
            "automatic OutOfOffice until 2026-11-25",
        ),
        (
            "Subject: Automatic reply: Offer\n",
            "I am out of the office, returning Friday, 04/12/2026.",
            "automatic OutOfOffice back 2026-12-04",
        ),
        (
            "Subject: Automatic reply: Offer\n",
            "I’m on vacation until I return on 2026-11-20.",
            "automatic OutOfOffice back 2026-11-20",
        ),
        (
            "Subject: Automatic reply: Offer\n",
            "I am on parental leave with limited access to my e-mail.",
            "automatic OutOfOffice",
        ),
        (
            "Subject: Automatic reply: Offer\n",
            "I am out of office and will not return until 10 November.",
            "automatic OutOfOffice back 2026-11-10",
        ),
        (
            "Subject: Automatic reply: Offer\n",
            "I will be out of the office Nov 3-6, returning Nov 9.",
            "automatic OutOfOffice from 2026-11-03 until 2026-11-06 back 2026-11-09",
        ),
        (
            "Subject: Automatische Antwort: Angebot\n",
            "Ich kehre am Montag, den 9. November zurück und bin bis dahin nicht im Büro.",
            "automatic OutOfOffice back 2026-11-09",
        ),
        (
            "Subject: Automatische Antwort: Angebot\n",
            "Ich bin bis einschließlich 12.11.2026 nicht im Büro.",
            "automatic OutOfOffice until 2026-11-12",
        ),
        (
            "Subject: Abwesenheitsnotiz: Angebot\n",
            "Vom 5. bis zum 13. November bin ich im Urlaub. Ab dem 16.11. bin ich wieder erreichbar.",
            "automatic OutOfOffice from 2026-11-05 until 2026-11-13 back 2026-11-16",
        ),
        (
            "Subject: Abwesend: Angebot\n",
            "Ich bin außer Haus und am 9. November wieder da. Vertretung: Eva Klein, eva@sud.example",
            "automatic OutOfOffice back 2026-11-09 [Eva Klein eva@sud.example]",
        ),
        (
            "Subject: Respuesta automática: Oferta\n",
            "Estoy fuera de la oficina hasta el 4 de diciembre.",
            "automatic OutOfOffice until 2026-12-04",
        ),
        (
            "Subject: Respuesta automática: Oferta\n",
            "Estaré de vacaciones del 4 al 9 de noviembre. De vuelta el 10/11/2026.",
            "automatic OutOfOffice from 2026-11-04 until 2026-11-09 back 2026-11-10",
        ),
        (
            "Subject: Fuera de la oficina\n",
            "Estoy ausente. Regreso el lunes 16 de noviembre de 2026.",
            "automatic OutOfOffice back 2026-11-16",
        ),
    ]);
}

#[test]
fn automatic_answers_are_known_by_what_mailers_write() {
    expect(&[
        (
            "Subject: Re: offre\nAuto-Submitted: auto-replied (vacation)\n",
            "Bonjour !",
            "automatic OutOfOffice",
        ),
        ("Subject: Re: x\nX-Autoreply: yes\n", "Merci", "automatic Other"),
        ("Subject: Re: x\nPrecedence: auto_reply\n", "Thanks", "automatic Other"),
        (
            "Subject: Votre demande [#4711]\nAuto-Submitted: auto-generated\n",
            "Nous avons bien reçu votre demande, ticket 4711.",
            "automatic Received",
        ),
        (
            "Subject: Ticket received\nReturn-Path: <>\n",
            "We have received your message. Your ticket number is 4711.",
            "automatic Received",
        ),
        (
            "Subject: Re: x\n",
            "Dies ist eine automatisch generierte Nachricht. Wir haben Ihre Anfrage erhalten.",
            "automatic Received",
        ),
        (
            "Subject: Re: x\nX-Auto-Response-Suppress: All\nIn-Reply-To: <1@nord.example>\n",
            "Oui, jeudi.",
            "human reply",
        ),
        (
            "Subject: Re: Automatic reply: offer\nIn-Reply-To: <1@nord.example>\n",
            "I am back, let us talk.",
            "human reply",
        ),
    ]);
    assert_eq!(arrival(AUTO, "Absent").confidence, Confidence::Certain, "RFC 3834 says so");
}

#[test]
fn complaints_receipts_challenges_and_lists_are_no_answers() {
    let arf = "From: fbl@sud.example\nSubject: FW: Offre\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n";
    let arf_body = "--b\nContent-Type: text/plain\n\nAn abuse report\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: <Paul@sud.example>\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <1@nord.example>\nSubject: Offre\n\n--b--\n";
    let mdn = "Subject: Lu : Offre\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n";
    let mdn_body = "--b\nContent-Type: text/plain\n\nLu\n\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;paul@sud.example\nOriginal-Message-ID: <1@nord.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n";
    expect(&[
        (arf, arf_body, "complaint Abuse paul@sud.example"),
        (mdn, mdn_body, "receipt Displayed paul@sud.example"),
        (
            "Subject: Lu : Offre\n",
            "Votre message a été lu le lundi 2 novembre 2026.",
            "receipt Displayed paul@sud.example",
        ),
        (
            "Subject: Veuillez vous authentifier\n",
            "Votre message est en attente. Cliquez : https://mib.example/a pour prouver que vous n’êtes pas un robot.",
            "challenge",
        ),
        (
            "Subject: [dev] release\nList-Id: <dev.sud.example>\nIn-Reply-To: <9@sud.example>\n",
            "It is out.",
            "list",
        ),
        (
            "Subject: Nos offres\nList-Unsubscribe: <https://sud.example/u>\n",
            "Soldes ! Pour vous désinscrire, cliquez ici.",
            "list",
        ),
        ("Subject: News\nPrecedence: bulk\n", "Our news", "list"),
        ("Subject: Nos offres\n", "Soldes !\n\nPour vous désabonner : https://sud.example/u", "list"),
        (
            "Subject: Re: offre\nList-Unsubscribe: <https://crm.example/u>\nIn-Reply-To: <1@nord.example>\n",
            "Oui, jeudi.",
            "human reply",
        ),
    ]);
    for (headers, body) in [(arf, arf_body), (mdn, mdn_body)] {
        assert_eq!(
            arrival(headers, body).original.as_deref(),
            Some("1@nord.example"),
            "it is known what it is about"
        );
        assert!(!arrival(headers, body).kind.is_answer());
    }
}
