//! Mailboxes as the API shows them: messages found by their words, the newest first; what no server lets in is not written. Whole
//! mailboxes are read in `crates/relance-net/tests/servers`, where there are servers.

use relance_tests::{Base, Value, json, multipart, query, texts};

fn put(base: &Base, at: &str, subject: &str, body: &str) {
    let letter = format!(
        "From: Hélène Œuvrard <helene@nord.example>\r\nTo: <moi@desk.example>\r\nSubject: {subject}\r\nDate: {at}\r\n\
         Message-ID: <{subject}@nord.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n\
         --m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n--m\r\nContent-Type: text/plain; name=tarif.txt\r\n\
         Content-Disposition: attachment; filename=tarif.txt\r\n\r\nx\r\n--m--\r\n"
    );
    let kept = base.send(multipart("/api/v1/messages?create=true", "lettre.eml", letter.as_bytes())).ok();
    assert_eq!(kept["is_new"], true);
}

fn found(base: &Base, words: &str) -> (u64, Vec<String>) {
    let list = base.get(&format!("/mail{}", query(&[("search", words)])));
    (list["total"].as_u64().unwrap(), texts(&list["items"], "subject"))
}

#[test]
fn messages_are_found_by_words_without_accents_the_newest_first() {
    let base = Base::new();
    put(&base, "Mon, 02 Feb 2026 08:30:00 +0100", "premier", "Le devis détaillé de l’été");
    put(&base, "Wed, 04 Feb 2026 08:30:00 +0100", "dernier", "Le devis de l’hiver");
    put(&base, "Tue, 03 Feb 2026 08:30:00 +0100", "milieu", "Rien de tel");
    let list = base.get("/mail");
    assert_eq!(texts(&list["items"], "subject"), ["dernier", "milieu", "premier"]);
    assert_eq!(list["items"][0]["has_attachments"], true);
    let three = |words: &str| found(&base, words).1;
    assert_eq!(three("DEVIS"), ["dernier", "premier"]);
    assert_eq!(three("detaille ete"), ["premier"], "every word, in any order, without accents");
    assert_eq!(three("dét"), ["premier"], "the last word may be begun only");
    assert!(three("dét ").is_empty(), "unless it is over");
    assert_eq!(found(&base, "helene nord").0, 3, "by who wrote it");
    assert_eq!(found(&base, "tarif").0, 3, "by the name of what is attached");
    for strange in ["\"", "*", "subject:devis", "devis NOT premier", "'; --", "NEAR(", "^", "\u{0}", "🙂"] {
        base.get(&format!("/mail{}", query(&[("search", strange)])));
    }
    assert_eq!(found(&base, "subject:dernier").0, 0, "it is a word like others");
}

#[test]
fn a_message_that_is_taken_away_is_not_found_and_undo_finds_it_again() {
    let base = Base::new();
    put(&base, "Mon, 02 Feb 2026 08:30:00 +0100", "premier", "Le devis");
    let id = texts(&base.get("/mail")["items"], "id").remove(0);
    base.delete(&format!("/messages/{id}"));
    assert_eq!(found(&base, "devis").0, 0);
    base.undo();
    assert_eq!(found(&base, "devis").0, 1);
}

#[test]
fn a_mailbox_whose_server_does_not_answer_is_not_connected() {
    let base = Base::new();
    let server = |host: &str| json!({ "host": host, "port": 993, "security": "tls" });
    let wanted = |more: Value| {
        let mut account = json!({ "email": "lea@nord.example", "password": "x", "imap": server("imap.nord.example"), "smtp": server("smtp.nord.example") });
        account.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        account
    };
    let refused = |more: Value, key: &str, field: &str| {
        let problem = base.post_refused("/mail/accounts", &wanted(more));
        assert_eq!((problem.key.as_str(), problem.field.as_deref()), (key, Some(field)));
    };
    refused(json!({}), "mail_unreachable", "imap");
    refused(json!({ "email": "lea" }), "email_invalid", "email");
    refused(json!({ "password": "" }), "mail_password_missing", "password");
    refused(json!({ "imap": server("two words") }), "mail_server_invalid", "imap");
    refused(json!({ "ca": "no certificate" }), "mail_ca_unreadable", "ca");
    assert_eq!(base.get("/mail/accounts"), json!([]));
    assert_eq!(base.get("/mail/health"), json!([]));
    assert_eq!(base.post("/mail/sync", &json!({})), json!([]));
}
