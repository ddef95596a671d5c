//! Replies and forwards.

use super::bytes::mailbox;
use relance_mime::{
    Attachment, Parsed,
    compose::{Letter, MOST_REFERENCES, forward, plain, reply},
    read, show,
};
use std::collections::HashMap;

fn message() -> Parsed {
    Parsed {
        from: vec![mailbox("Léa Martin", "lea@nord.example")],
        to: vec![mailbox("", "moi@sud.example"), mailbox("Paul", "paul@nord.example")],
        cc: vec![mailbox("Zoé", "zoe@nord.example"), mailbox("", "MOI2@sud.example")],
        at: Some(1_795_515_000_000),
        subject: Some("Votre projet".into()),
        message_id: Some("m2@nord.example".into()),
        references: vec!["m0@sud.example".into(), "m1@nord.example".into()],
        text: Some("Jeudi ?\nLéa".into()),
        ..Parsed::default()
    }
}

fn own() -> Vec<String> {
    vec!["moi@sud.example".into(), "moi2@sud.example".into()]
}

fn addresses(list: &[relance_mime::Mailbox]) -> Vec<&str> {
    list.iter().map(|mailbox| mailbox.address.as_str()).collect()
}

#[test]
fn a_reply_goes_to_who_wrote_and_a_reply_to_all_to_everybody_but_me() {
    let one = reply(&message(), &own(), false, false, 60);
    assert_eq!((addresses(&one.to), addresses(&one.cc)), (vec!["lea@nord.example"], vec![]));
    let all = reply(&message(), &own(), true, false, 60);
    assert_eq!(addresses(&all.to), ["lea@nord.example"]);
    assert_eq!(addresses(&all.cc), ["paul@nord.example", "zoe@nord.example"]);
    let mut asked = message();
    asked.reply_to = vec![mailbox("Liste", "liste@nord.example")];
    assert_eq!(addresses(&reply(&asked, &own(), true, false, 60).to), ["liste@nord.example"]);
    let mut mine = message();
    mine.from = vec![mailbox("Moi", "Moi@sud.example")];
    mine.to = vec![mailbox("Léa", "lea@nord.example")];
    assert_eq!(addresses(&reply(&mine, &own(), false, false, 60).to), ["lea@nord.example"]);
    mine.to = vec![mailbox("Moi", "moi2@sud.example")];
    assert_eq!(addresses(&reply(&mine, &own(), true, false, 60).to), ["moi2@sud.example"]);
}

#[test]
fn a_subject_is_answered_once_in_any_language() {
    for (before, after) in [
        ("Votre projet", "Re: Votre projet"),
        ("Re: Votre projet", "Re: Votre projet"),
        ("RE : RE: Votre projet", "Re: Votre projet"),
        ("TR: Rép : Votre projet", "Re: Votre projet"),
        ("AW: WG: Re[2]: Votre projet", "Re: Votre projet"),
        ("SV: Antw: Re (3): Votre projet", "Re: Votre projet"),
        ("Réf : Votre projet", "Re: Votre projet"),
        ("Réf : 4512", "Re: Réf : 4512"),
        ("Rendez-vous : jeudi", "Re: Rendez-vous : jeudi"),
        ("12:30 au Nord", "Re: 12:30 au Nord"),
        ("", "Re:"),
    ] {
        let mut message = message();
        message.subject = Some(before.into());
        assert_eq!(reply(&message, &own(), false, false, 0).subject, after, "{before}");
    }
    let mut message = message();
    message.subject = Some("TR: Fwd: RE: Devis".into());
    assert_eq!(forward(&message, false, 0).subject, "Fwd: RE: Devis");
}

#[test]
fn the_thread_is_named_as_the_standard_asks() {
    let answer = reply(&message(), &own(), false, false, 60);
    assert_eq!(answer.in_reply_to.as_deref(), Some("m2@nord.example"));
    assert_eq!(answer.references, ["m0@sud.example", "m1@nord.example", "m2@nord.example"]);
    let mut only = message();
    (only.references, only.in_reply_to) = (vec![], vec!["p@x.example".into()]);
    assert_eq!(reply(&only, &own(), false, false, 0).references, ["p@x.example", "m2@nord.example"]);
    let mut long = message();
    long.references = (0..50).map(|n| format!("m{n}@long.example")).collect();
    let kept = reply(&long, &own(), false, false, 0).references;
    assert_eq!(kept.len(), MOST_REFERENCES);
    assert_eq!(kept[0], "m0@long.example");
    assert_eq!((kept[1].as_str(), kept[19].as_str()), ("m32@long.example", "m2@nord.example"));
    let mut odd = message();
    odd.message_id = Some("é@nord.example".into());
    assert_eq!(reply(&odd, &own(), false, false, 0).in_reply_to, None);
}

#[test]
fn what_is_quoted_is_known_as_a_quote_and_says_who_wrote_it() {
    let answer = reply(&message(), &own(), false, false, 60);
    let text = plain(&answer.quoted);
    assert_eq!(
        text,
        "Le mar. 24 nov. 2026 à 11:10, Léa Martin <lea@nord.example> a écrit\u{202f}:\n\n> Jeudi ?\n> Léa"
    );
    let english = plain(&reply(&message(), &own(), false, true, 0).quoted);
    assert!(
        english.starts_with("On Tue, 24 Nov 2026 at 10:10, Léa Martin <lea@nord.example> wrote:"),
        "{english}"
    );
    let letter = Letter {
        from: mailbox("", "moi@sud.example"),
        to: answer.to.clone(),
        subject: answer.subject.clone(),
        html: format!("<p>Oui.</p>{}", answer.quoted),
        message_id: "m3@sud.example".into(),
        in_reply_to: answer.in_reply_to.clone(),
        references: answer.references.clone(),
        ..Letter::default()
    };
    let sent = read(&letter.bytes().unwrap()).unwrap();
    assert_eq!(sent.thread(), Some("m0@sud.example"));
    let shown = show(sent.html.as_deref().unwrap(), &HashMap::new(), false);
    assert!(shown.own.contains("Oui.") && !shown.own.contains("Jeudi"), "{shown:?}");
    assert!(shown.quoted.unwrap().contains("Jeudi ?"));
}

#[test]
fn what_is_quoted_brings_its_pictures_and_nothing_that_runs() {
    let mut message = message();
    message.html = Some(
        "<p>Voici <img src=\"cid:a@n\"><img src=\"https://x.example/p.gif\"><script>x()</script></p>".into(),
    );
    message.attachments = vec![
        Attachment {
            name: "a.png".into(),
            content_id: Some("a@n".into()),
            size: 1,
            bytes: vec![1],
            ..Attachment::default()
        },
        Attachment { name: "devis.pdf".into(), size: 2, bytes: vec![1, 2], ..Attachment::default() },
        Attachment { name: "trop.zip".into(), size: 9, bytes: vec![], ..Attachment::default() },
    ];
    let answer = reply(&message, &own(), false, false, 60);
    assert!(
        answer.quoted.contains("cid:a@n")
            && !answer.quoted.contains("x.example")
            && !answer.quoted.contains("script")
    );
    assert_eq!((answer.pictures.len(), answer.files.len()), (1, 0));
    let passed = forward(&message, false, 60);
    assert_eq!(
        (passed.pictures.len(), passed.files[0].name.as_str(), passed.files.len()),
        (1, "devis.pdf", 1)
    );
    assert!(passed.to.is_empty() && passed.in_reply_to.is_none());
    let text = plain(&passed.quoted);
    for line in [
        "---------- Message transféré ----------",
        "De\u{202f}: Léa Martin <lea@nord.example>",
        "Objet\u{202f}: Votre projet",
        "À\u{202f}: moi@sud.example, Paul <paul@nord.example>",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}
