//! The bytes.

use proptest::prelude::*;
use relance_mime::{
    Mailbox,
    compose::{File, Letter, Picture, Unsendable, outgoing, plain},
    read,
};

pub fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox { name: (!name.is_empty()).then(|| name.to_owned()), address: address.to_owned() }
}

fn letter() -> Letter {
    Letter {
        from: mailbox("Élodie Lefèvre", "elodie@sud.example"),
        to: vec![mailbox("Léa Martin", "lea@nord.example")],
        subject: "Votre projet d’atelier".into(),
        html: "<p>Bonjour Léa,</p><p>À jeudi.</p>".into(),
        at: 1_795_515_000_000,
        offset: 60,
        message_id: "1.a@sud.example".into(),
        ..Letter::default()
    }
}

fn has_lines_within_limits(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\n', '\r']))
}

#[test]
fn a_letter_of_text_and_html_is_no_more_than_that() {
    let bytes = letter().bytes().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains("multipart/alternative") && !text.contains("multipart/mixed"), "{text}");
    assert!(text.contains("Date: Tue, 24 Nov 2026 ") && text.contains(" +0100\r\n"), "{text}");
    let read = read(&bytes).unwrap();
    assert_eq!(read.text.as_deref(), Some("Bonjour Léa,\n\nÀ jeudi."));
    assert!(read.html.unwrap().contains("<p>À jeudi.</p>"));
    assert_eq!((read.at, read.message_id.as_deref()), (Some(1_795_515_000_000), Some("1.a@sud.example")));
    assert_eq!(read.from, [mailbox("Élodie Lefèvre", "elodie@sud.example")]);
}

#[test]
fn pictures_stand_within_the_html_and_files_beside_it() {
    let mut letter = letter();
    letter.html = "<p>Voici <img src=\"cid:logo@sud\"></p>".into();
    letter.pictures = vec![Picture {
        content_id: "logo@sud".into(),
        file: File { name: "logo.png".into(), mime: "image/png".into(), bytes: vec![1, 2, 3] },
    }];
    letter.files = vec![
        File {
            name: "Présentation été 2026.pdf".into(),
            mime: "application/pdf".into(),
            bytes: vec![0; 5000],
        },
        File {
            name: "avant.eml".into(),
            mime: "message/rfc822".into(),
            bytes: b"Subject: x\r\n\r\ny".to_vec(),
        },
        File { name: "liste.csv".into(), mime: "text/csv".into(), bytes: "nom;ville\né;à\n".into() },
    ];
    let bytes = letter.bytes().unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} in {text}"));
    assert!(
        at("multipart/mixed") < at("multipart/alternative")
            && at("multipart/alternative") < at("multipart/related")
    );
    let read = read(&bytes).unwrap();
    let files: Vec<_> =
        read.attachments.iter().map(|a| (a.name.as_str(), a.is_inline, a.bytes.len())).collect();
    assert_eq!(
        files,
        [
            ("logo.png", true, 3),
            ("Présentation été 2026.pdf", false, 5000),
            ("avant.eml", false, 15),
            ("liste.csv", false, 16)
        ]
    );
    assert_eq!(read.attachments[3].bytes, "nom;ville\né;à\n".as_bytes());
    assert!(has_lines_within_limits(&bytes));
}

#[test]
fn who_gets_a_blind_copy_is_a_recipient_and_in_no_byte() {
    let mut letter = letter();
    letter.bcc = vec![mailbox("Paul Secret", "paul@secret.example"), mailbox("", "LEA@nord.example")];
    assert_eq!(letter.recipients(), ["lea@nord.example", "paul@secret.example"]);
    let text = String::from_utf8(letter.bytes().unwrap()).unwrap();
    assert!(!text.to_lowercase().contains("secret") && !text.to_lowercase().contains("bcc"), "{text}");
    letter.to.clear();
    assert!(String::from_utf8(letter.bytes().unwrap()).unwrap().contains("To: undisclosed-recipients:;\r\n"));
    letter.bcc.clear();
    assert_eq!(letter.bytes(), Err(Unsendable::NoRecipient));
}

#[test]
fn nothing_put_into_a_field_begins_another_one() {
    type Spoil = fn(&mut Letter, String);
    let fields: [Spoil; 9] = [
        |letter, text| letter.subject = text,
        |letter, text| letter.from.name = Some(text),
        |letter, text| letter.to[0].address = text,
        |letter, text| letter.cc = vec![mailbox(&text, "a@b.example")],
        |letter, text| letter.message_id = text,
        |letter, text| letter.in_reply_to = Some(text),
        |letter, text| letter.references = vec![text],
        |letter, text| letter.headers = vec![("X-One".into(), text)],
        |letter, text| {
            letter.files = vec![File { name: text, mime: "a/b".into(), bytes: vec![] }];
        },
    ];
    for spoil in fields {
        for end in ["\r\n", "\n", "\r", "\0", "\u{b}", "\u{85}", "\u{2028}"] {
            let mut letter = letter();
            spoil(&mut letter, format!("a@b.example{end}Bcc: x@evil.example"));
            assert!(letter.bytes().is_err(), "{end:?}: {letter:?}");
        }
    }
    for header in ["Bcc", "from", "Content-Type", "X Y", "", "X:Y", "Received"] {
        let mut letter = letter();
        letter.headers = vec![(header.into(), "x".into())];
        assert_eq!(letter.bytes(), Err(Unsendable::Header(header.into())));
    }
    for address in
        ["", "lea", "lea@", "@nord.example", "lea martin@nord.example", "léa@nord.example", "a@b@c,d"]
    {
        let mut letter = letter();
        letter.to[0].address = address.into();
        assert_eq!(letter.bytes(), Err(Unsendable::Address(address.into())));
    }
    let mut mime = letter();
    mime.files =
        vec![File { name: "a".into(), mime: "a/b\r\nBcc: x@evil.example".into(), bytes: b"x".to_vec() }];
    assert!(!String::from_utf8(mime.bytes().unwrap()).unwrap().contains("evil"));
}

#[test]
fn further_headers_stand_as_they_were_given() {
    let mut letter = letter();
    letter.headers = vec![
        (
            "List-Unsubscribe".into(),
            "<mailto:stop@sud.example?subject=stop>, <https://sud.example/u/1>".into(),
        ),
        ("List-Unsubscribe-Post".into(), "List-Unsubscribe=One-Click".into()),
    ];
    let read = read(&letter.bytes().unwrap()).unwrap();
    let heads = read.headers.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(heads.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{heads}");
    assert!(heads.contains("<mailto:stop@sud.example?subject=stop>, <https://sud.example/u/1>"), "{heads}");
}

#[test]
fn a_letter_of_text_alone_has_one_part() {
    let mut letter = letter();
    (letter.html, letter.text) = (String::new(), Some("Bonjour\nà jeudi".into()));
    let bytes = letter.bytes().unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("multipart"));
    assert_eq!(read(&bytes).unwrap().text.as_deref(), Some("Bonjour\nà jeudi"));
}

/// Words as a reader gives them back: on one line, without letters that turn it round.
fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| {
        c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
    }) && !text.contains("  ")
        && text.trim() == text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn names_subjects_and_files_are_read_as_they_were_written(
        subject in "\\PC{0,160}".prop_filter("plain", |text| is_plain(text)),
        name in "\\PC{1,60}".prop_filter("plain", |text| is_plain(text) && !text.trim_matches(['"', '\'', ' ']).is_empty() && text.trim_matches(['"', '\'', ' ']) == text),
        file in "[\\p{L}\\p{N} ,;='&()\\[\\]éèœ…😀-]{1,80}".prop_filter("plain", |text| is_plain(text)),
    ) {
        let mut letter = letter();
        letter.subject = subject.clone();
        letter.from.name = Some(name.clone());
        letter.to = vec![mailbox(&name, "lea@nord.example"), mailbox(&name, "zoe@nord.example")];
        letter.files = vec![File { name: format!("{file}.pdf"), mime: "application/pdf".into(), bytes: vec![7; 10] }];
        let bytes = letter.bytes().unwrap();
        prop_assert!(has_lines_within_limits(&bytes));
        prop_assert!(bytes.is_ascii());
        let read = read(&bytes).unwrap();
        prop_assert_eq!(read.subject.unwrap_or_default(), subject);
        prop_assert_eq!(read.from[0].name.as_deref(), Some(name.as_str()));
        prop_assert_eq!(read.to.len(), 2);
        prop_assert_eq!(read.to[1].name.as_deref(), Some(name.as_str()));
        prop_assert_eq!(&read.attachments[0].name, &format!("{file}.pdf"));
    }

    #[test]
    fn bodies_and_files_are_read_as_they_were_written(
        text in "[\\PC\n\t]{1,400}",
        contents in proptest::collection::vec(any::<u8>(), 0..600),
        is_text in any::<bool>(),
    ) {
        let mut letter = letter();
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        letter.html = format!("<p>{escaped}</p>");
        letter.text = Some(text.clone());
        let mime = if is_text { "text/plain" } else { "application/zip" };
        letter.files = vec![File { name: "a.bin".into(), mime: mime.into(), bytes: contents.clone() }];
        let bytes = letter.bytes().unwrap();
        prop_assert!(has_lines_within_limits(&bytes));
        let read = read(&bytes).unwrap();
        let words = read.text.unwrap_or_default();
        prop_assert_eq!(words.trim_end(), text.trim_end());
        let clean = outgoing(&letter.html);
        prop_assert!(read.html.unwrap_or_default().replace("\r\n", "\n").contains(&clean));
        prop_assert_eq!(&read.attachments[0].bytes, &contents);
    }

    #[test]
    fn whatever_html_is_sent_is_safe_and_stays_as_it_is(html in "[<>a-z\"'=/ &;:#]{0,200}|\\PC{0,200}") {
        let clean = outgoing(&html);
        prop_assert_eq!(&outgoing(&clean), &clean);
        let _ = plain(&clean);
    }
}
