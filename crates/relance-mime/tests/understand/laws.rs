//! Laws: whatever the bytes there is a verdict, always the same, and its evidence stands in the message.

use super::message;
use proptest::prelude::*;
use relance_mime::{Parsed, arrival::Place, read, understand};

/// Pieces that rules look for, put together at random.
const PIECES: [&str; 40] = [
    "From: MAILER-DAEMON@mx.example\n",
    "Return-Path: <>\n",
    "Subject: Undelivered Mail\n",
    "X-Failed-Recipients: a@b.example\n",
    "Auto-Submitted: auto-replied\n",
    "List-Id: <x>\n",
    "Content-Type: multipart/report; boundary=b\n",
    "\n",
    "\n\n",
    "--b\n",
    "Content-Type: message/delivery-status\n",
    "Final-Recipient: rfc822; ",
    "Action: failed\n",
    "Status: 5.1.1\n",
    "a@b.example",
    "<é@ü.example>",
    "550 5.1.1 ",
    "user unknown",
    "mailbox full",
    "could not be delivered ",
    "Je suis absent ",
    "jusqu’au ",
    "de retour le ",
    "until ",
    "from ",
    "bis ",
    "12.08.2026",
    "3/4",
    "5 mai ",
    "Monday ",
    "31 février ",
    "au ",
    "contactez Léa ",
    "a quitté la société. ",
    "STOP",
    "unsubscribe me ",
    "\u{301}",
    "ﬁ",
    "İ",
    "> ",
];

fn holds(parsed: &Parsed) {
    let arrival = understand(parsed, &["lea@nord.example"]);
    assert_eq!(arrival, understand(parsed, &["lea@nord.example"]), "the same message is the same verdict");
    let words = parsed.words();
    for one in &arrival.evidence {
        let text = one.text.as_str();
        let stands = match &one.place {
            Place::Header(_) => {
                parsed.headers.contains(text) || parsed.subject.as_deref().is_some_and(|it| it.contains(text))
            }
            Place::Class => parsed.class.as_deref().is_some_and(|class| class.contains(text)),
            Place::Body { line } => {
                let below = words.lines().skip(line - 1).collect::<Vec<_>>().join("\n");
                below.contains(text) || words.trim().is_empty()
            }
            Place::Part { .. } => {
                parsed.attachments.iter().any(|part| String::from_utf8_lossy(&part.bytes).contains(text))
            }
        };
        assert!(stands, "{one:?} is not in the message");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_have_a_verdict(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(parsed) = read(&[b"Subject: x\n", &bytes[..]].concat()) {
            holds(&parsed);
        }
    }

    #[test]
    fn any_order_of_what_rules_look_for_has_a_verdict(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.into_iter().map(|at| PIECES[at]).collect();
        if let Ok(parsed) = read(text.as_bytes()) {
            holds(&parsed);
        }
        holds(&read(&message("Subject: Re: x\n", &text)).unwrap());
    }

    #[test]
    fn any_text_has_a_verdict(subject in ".{0,60}", text in "(?s).{0,400}") {
        let parsed = Parsed { subject: Some(subject), text: Some(text), ..Parsed::default() };
        holds(&parsed);
    }
}

/// What the laws found when they were first asked.
#[test]
fn a_text_that_ends_within_a_day_and_one_that_a_quote_cuts_have_a_verdict() {
    for text in [
        "Je suis absent du 3 au",
        "Je suis absent jusqu’au 5 to Monday au",
        "until Monday the",
        "I am out of office from\n> quoted\n\n12.08.2026",
        "contactez Léa\n> quoted\nMartin",
    ] {
        for subject in ["Subject: Automatic reply: x\n", "Subject: Re: x\n"] {
            holds(&read(&message(subject, text)).unwrap());
        }
    }
}
