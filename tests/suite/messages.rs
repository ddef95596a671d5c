//! E-mail files: matched by address, on the timelines, shown safely, gone with whom they were of.

use axum::{
    body::Body,
    http::{Method, Request},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use relance_tests::{Answer, Base, Value, json, multipart, text, texts};

/// Monday 2 March 2026, 08:30 in Paris: before the day of the tests begins.
const SENT: &str = "Mon, 02 Mar 2026 08:30:00 +0100";
const SENT_AT: i64 = 1_772_436_600_000;

/// A message with a text, a quote, an HTML body with a picture within and one elsewhere, and a file.
fn letter(from: &str, to: &str, id: &str) -> String {
    let (picture, file) = (STANDARD.encode(b"\x89PNG picture"), STANDARD.encode(b"%PDF offer"));
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: =?utf-8?Q?Votre_offre_d=C3?= =?utf-8?Q?=A9taill=C3=A9e?=\r\nDate: {SENT}\r\n\
         Message-ID: <{id}>\r\nIn-Reply-To: <first@sud.example>\r\nReferences: <first@sud.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=m\r\n\r\n\
         --m\r\nContent-Type: multipart/related; boundary=r\r\n\r\n\
         --r\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n\
         --a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBonjour,\r\n\r\nd’accord pour jeudi.\r\n\r\n\
         Le 1 mars 2026 à 10:00, Paul a écrit :\r\n> Jeudi ?\r\n\r\n\
         --a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Bonjour,</p><p>d’accord pour jeudi.</p>\
         <script>alert(1)</script><img src=\"cid:logo\"><img src=\"https://suivi.example/p.gif\">\
         <blockquote type=\"cite\">Jeudi ?</blockquote>\r\n--a--\r\n\
         --r\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\n{picture}\r\n--r--\r\n\
         --m\r\nContent-Type: application/pdf; name=\"../offre.pdf\"\r\nContent-Disposition: attachment; filename=\"../offre.pdf\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{file}\r\n--m--\r\n"
    )
}

fn drop_file(base: &Base, query: &str, name: &str, bytes: &[u8]) -> Answer {
    base.send(multipart(&format!("/api/v1/messages{query}"), name, bytes))
}

fn put(base: &Base, bytes: &str) -> Value {
    drop_file(base, "", "lettre.eml", bytes.as_bytes()).ok()
}

fn with_mail(base: &Base, first: &str, email: &str) -> String {
    base.add(&json!({ "first_name": first, "last_name": "Martin", "email": email }))
}

fn mails(base: &Base, id: &str) -> Vec<Value> {
    base.timeline(id).into_iter().filter(|entry| entry["kind"] == "email").collect()
}

fn last(base: &Base, id: &str) -> Option<i64> {
    base.prospect(id)["last_interaction_at"].as_i64()
}

#[test]
fn a_message_is_on_the_timeline_of_everybody_it_names_and_is_undone_whole() {
    let base = Base::new();
    let lea = with_mail(&base, "Léa", "lea@nord.example");
    let tom = base.add(&json!({ "first_name": "Tom", "last_name": "Blanc",
        "addresses": [{ "kind": "email", "value": "tom@ouest.example" }] }));
    let before = base.digest();
    let added = put(
        &base,
        &letter(
            "Léa Martin <Lea@Nord.example>",
            "Paul <paul@sud.example>, tom@ouest.example",
            "1@nord.example",
        ),
    );
    assert_eq!(
        (&added["is_new"], texts(&added["tied"], "name")),
        (&json!(true), vec!["Léa Martin".into(), "Tom Blanc".into()])
    );
    for id in [&lea, &tom] {
        let entries = mails(&base, id);
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0]["at"], SENT_AT);
        assert_eq!(
            entries[0]["data"]["subject"], "Votre offre détaillée",
            "a letter split between two words is one"
        );
        assert_eq!(entries[0]["data"]["direction"], "in");
        assert_eq!(entries[0]["data"]["attachments"], 1, "a picture within is no attachment");
        assert_eq!(last(&base, id), Some(SENT_AT));
    }
    let found = base.get(&format!("/search?q={}", "d%C3%A9taill%C3%A9e"));
    assert_eq!(
        found["prospects"].as_array().map(Vec::len),
        Some(2),
        "found by a word of the message: {found}"
    );
    base.assert_sound();
    base.undo();
    assert_eq!(base.digest(), before, "undone, nothing is left");
    base.redo();
    assert_eq!(mails(&base, &lea).len(), 1);
    base.assert_sound();
}

#[test]
fn the_same_file_twice_is_here_already_and_joins_whoever_was_not_there_then() {
    let base = Base::new();
    let lea = with_mail(&base, "Léa", "lea@nord.example");
    let file = letter("lea@nord.example", "tom@ouest.example", "1@nord.example");
    let first = put(&base, &file);
    let again = put(&base, &file);
    assert_eq!((&again["is_new"], &again["operation"]), (&json!(false), &Value::Null));
    assert_eq!(again["message"]["id"], first["message"]["id"]);
    assert_eq!(mails(&base, &lea).len(), 1);
    let tom = with_mail(&base, "Tom", "tom@ouest.example");
    assert_eq!(texts(&put(&base, &file)["tied"], "name"), ["Tom Martin"]);
    assert_eq!((mails(&base, &lea).len(), mails(&base, &tom).len()), (1, 1));
    let nameless =
        "From: lea@nord.example\nSubject: x\nDate: Mon, 02 Mar 2026 08:30:00 +0100\n\nsans identifiant";
    assert_eq!(put(&base, nameless)["is_new"], true);
    assert_eq!(put(&base, nameless)["is_new"], false, "known by what it says");
}

#[test]
fn a_message_of_nobody_asks_whom_and_writes_nothing() {
    let base = Base::new();
    let tom = base.named("Tom", "Blanc");
    let before = base.digest();
    let file = letter("MARTIN Léa <lea@nord.example>", "paul@sud.example", "1@nord.example");
    let problem = drop_file(&base, "", "a.eml", file.as_bytes()).problem();
    assert_eq!(problem.key, "message_unmatched");
    assert_eq!(
        (problem.params["address"].as_str(), problem.params["file"].as_str()),
        (Some("lea@nord.example"), Some("a.eml"))
    );
    assert_eq!(base.digest(), before);
    let named = drop_file(&base, &format!("?prospect={tom}"), "a.eml", file.as_bytes()).ok();
    assert_eq!(texts(&named["tied"], "name"), ["Tom Blanc"]);
    base.undo();
    assert_eq!(base.digest(), before);
    let made = drop_file(&base, "?create=true", "a.eml", file.as_bytes()).ok();
    let lea = base.prospect(&text(&made, "created"));
    assert_eq!(
        (&lea["first_name"], &lea["last_name"], &lea["email"]),
        (&json!("Léa"), &json!("Martin"), &json!("lea@nord.example"))
    );
    base.undo();
    assert_eq!(base.digest(), before, "the prospect and her message are one operation");
}

#[test]
fn what_the_user_wrote_goes_out() {
    let base = Base::new();
    let me = text(&base.get("/session")["members"][0], "id");
    base.patch(&format!("/members/{me}"), &json!({ "email": "Paul@Sud.example" }));
    let lea = with_mail(&base, "Léa", "lea@nord.example");
    put(&base, &letter("Paul <paul@sud.example>", "Léa <lea@nord.example>", "1@sud.example"));
    assert_eq!(mails(&base, &lea)[0]["data"]["direction"], "out");
    let made = drop_file(
        &base,
        "?create=true",
        "a.eml",
        letter("paul@sud.example", "Zoé Petit <zoe@est.example>", "2@sud.example").as_bytes(),
    )
    .ok();
    assert_eq!(base.prospect(&text(&made, "created"))["email"], "zoe@est.example", "never of oneself");
}

#[test]
fn a_message_is_shown_with_its_quote_apart_and_nothing_that_runs() {
    let base = Base::new();
    with_mail(&base, "Léa", "lea@nord.example");
    let added = put(&base, &letter("lea@nord.example", "paul@sud.example", "1@nord.example"));
    let id = text(&added["message"], "id");
    let message = base.get(&format!("/messages/{id}"));
    assert_eq!(texts(&message["parts"], "kind"), ["text", "quote"]);
    assert_eq!(message["parts"][0]["text"], "Bonjour,\n\nd’accord pour jeudi.");
    assert_eq!((&message["has_html"], &message["blocked_images"]), (&json!(true), &json!(1)));
    assert_eq!(message["thread"], "first@sud.example");
    let view = |query: &str| {
        let request = Request::get(format!("/api/v1/messages/{id}/view{query}"))
            .body(axum::body::Body::empty())
            .unwrap();
        let answer = base.send(request);
        let policy = answer.header("content-security-policy").to_owned();
        (String::from_utf8(answer.body.clone()).unwrap(), policy, answer.header("x-frame-options").to_owned())
    };
    let (page, policy, frame) = view("");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script-src"),
        "{policy}"
    );
    assert!(!policy.contains("https:") && frame == "SAMEORIGIN");
    assert!(!page.contains("alert") && !page.contains("suivi.example"), "{page}");
    assert!(page.contains("data:image/png;base64,"), "the picture within is shown: {page}");
    assert!(page.contains("<details>") && page.contains("Jeudi"), "{page}");
    let (page, policy, _) = view("?images=true");
    assert!(page.contains("https://suivi.example/p.gif") && policy.contains("https:"));
}

#[test]
fn attachments_are_had_back_byte_by_byte_and_kept_once() {
    let base = Base::new();
    with_mail(&base, "Léa", "lea@nord.example");
    let first = put(&base, &letter("lea@nord.example", "paul@sud.example", "1@nord.example"));
    put(&base, &letter("lea@nord.example", "paul@sud.example", "2@nord.example"));
    let attachments = first["message"]["attachments"].as_array().unwrap();
    let file = attachments.iter().find(|one| one["is_inline"] == false).unwrap();
    assert_eq!(file["name"], "offre.pdf", "a name is no path");
    let path = format!("/messages/{}/attachments/{}", text(&first["message"], "id"), text(file, "id"));
    let answer = base.ask(Method::GET, &path, None);
    assert_eq!(answer.body, b"%PDF offer");
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let kept: i64 = base.core.read(|db| db.scalar("SELECT count(*) FROM content", [])).unwrap();
    assert_eq!(kept, 3, "an HTML body, a picture and a file, of two messages");
}

#[test]
fn removing_a_message_gives_back_the_exchange_before_it() {
    let base = Base::new();
    let lea = with_mail(&base, "Léa", "lea@nord.example");
    let early = letter("lea@nord.example", "paul@sud.example", "1@nord.example")
        .replace("02 Mar 2026", "01 Mar 2026");
    let early = text(&put(&base, &early)["message"], "id");
    let late =
        text(&put(&base, &letter("lea@nord.example", "paul@sud.example", "2@nord.example"))["message"], "id");
    let before = base.digest();
    base.delete(&format!("/messages/{late}"));
    assert_eq!((last(&base, &lea), mails(&base, &lea).len()), (Some(SENT_AT - 86_400_000), 1));
    base.undo();
    assert_eq!(base.digest(), before);
    assert_eq!(last(&base, &lea), Some(SENT_AT));
    base.delete(&format!("/messages/{early}"));
    assert_eq!(last(&base, &lea), Some(SENT_AT));
    base.delete(&format!("/messages/{late}"));
    assert_eq!((last(&base, &lea), mails(&base, &lea).len()), (None, 0));
    base.assert_sound();
}

#[test]
fn of_two_who_become_one_the_message_is_there_once_and_goes_back_to_both() {
    let base = Base::new();
    let [lea, tom] = [("Léa", "lea@nord.example"), ("Tom", "tom@ouest.example")]
        .map(|(name, mail)| with_mail(&base, name, mail));
    put(&base, &letter("lea@nord.example", "tom@ouest.example", "1@nord.example"));
    base.post("/duplicates/merge", &json!({ "keep": lea, "merge": tom }));
    assert_eq!(mails(&base, &lea).len(), 1);
    base.undo();
    assert_eq!((mails(&base, &lea).len(), mails(&base, &tom).len()), (1, 1));
    base.assert_sound();
}

#[test]
fn two_who_are_parted_again_have_each_their_own_messages_and_both_the_one_that_named_both() {
    let base = Base::new();
    let [lea, tom] = [("Léa", "lea@nord.example"), ("Tom", "tom@ouest.example")]
        .map(|(name, mail)| with_mail(&base, name, mail));
    put(&base, &letter("lea@nord.example", "paul@sud.example", "1@nord.example"));
    put(&base, &letter("tom@ouest.example", "paul@sud.example", "2@ouest.example"));
    put(&base, &letter("lea@nord.example", "tom@ouest.example", "3@nord.example"));
    let of = |id: &str| {
        let mut found: Vec<String> =
            mails(&base, id).iter().map(|mail| text(&mail["data"], "message")).collect();
        found.sort();
        found
    };
    let before = (of(&lea), of(&tom), last(&base, &lea), last(&base, &tom));
    assert_eq!((before.0.len(), before.1.len()), (2, 2));
    base.post("/duplicates/merge", &json!({ "keep": lea, "merge": tom }));
    assert_eq!(of(&lea).len(), 3, "each of them once");
    let late = text(
        &put(&base, &letter("tom@ouest.example", "paul@sud.example", "4@ouest.example"))["message"],
        "id",
    );
    base.post(&format!("/duplicates/merged/{tom}/undo"), &json!({}));
    let mut kept = before.0.clone();
    kept.push(late);
    kept.sort();
    assert_eq!(of(&lea), kept, "what came while they were one stays where it came");
    assert_eq!((of(&tom), last(&base, &tom)), (before.1, before.3), "his own and the one that named both");
    base.assert_sound();
}

#[test]
fn whoever_is_erased_leaves_no_message_behind_but_that_of_others() {
    let base = Base::new();
    let lea = with_mail(&base, "Léa", "lea@nord.example");
    let tom = with_mail(&base, "Tom", "tom@ouest.example");
    put(&base, &letter("lea@nord.example", "paul@sud.example", "1@nord.example"));
    let shared = text(
        &put(&base, &letter("lea@nord.example", "tom@ouest.example", "2@nord.example"))["message"],
        "id",
    );
    let removed = text(
        &put(
            &base,
            &letter("lea@nord.example", "paul@sud.example", "3@nord.example").replace("d’accord", "Secret"),
        )["message"],
        "id",
    );
    base.delete(&format!("/messages/{removed}"));
    base.delete(&format!("/prospects/{lea}"));
    base.post(
        "/prospects/bulk",
        &json!({ "selection": { "by": "ids", "ids": [lea] }, "action": { "kind": "erase", "count": 1 } }),
    );
    let count = |sql: &str| base.core.read(|db| db.scalar::<i64>(sql, [])).unwrap();
    assert_eq!(count("SELECT count(*) FROM message"), 1, "that of Tom stays");
    assert_eq!(mails(&base, &tom).len(), 1);
    assert_eq!(base.get(&format!("/messages/{shared}"))["prospects"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        count("SELECT count(*) FROM change WHERE before LIKE '%Secret%'"),
        0,
        "the journal forgets too"
    );
    assert_eq!(count("SELECT count(*) FROM content WHERE CAST(bytes AS TEXT) LIKE '%Secret%'"), 0);
    base.assert_sound();
}

#[test]
fn messages_travel_with_the_file_of_a_whole_base() {
    let base = Base::new();
    with_mail(&base, "Léa", "lea@nord.example");
    put(&base, &letter("lea@nord.example", "paul@sud.example", "1@nord.example"));
    let answer = base.ask(Method::POST, "/exports", Some(&json!({ "format": "json" })));
    let other = Base::new();
    other.clock.advance(86_400_000);
    other.import(&other.file("base.json", &answer.body));
    let id = text(&other.list(&[])["items"][0], "id");
    let entry = &mails(&other, &id)[0];
    let message = other.get(&format!("/messages/{}", text(&entry["data"], "message")));
    assert_eq!(message["subject"], "Votre offre détaillée");
    let file = message["attachments"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["is_inline"] == false)
        .unwrap()
        .clone();
    let path = format!("/messages/{}/attachments/{}", text(&message, "id"), text(&file, "id"));
    assert_eq!(other.ask(Method::GET, &path, None).body, b"%PDF offer");
    let before = other.digest();
    other.import(&other.file("base.json", &answer.body));
    assert_eq!(other.digest(), before, "read again, nothing is new");
    other.assert_sound();
}

#[test]
fn what_is_no_message_is_refused_in_words() {
    let base = Base::new();
    let refused = |bytes: &[u8]| drop_file(&base, "", "x.eml", bytes).problem().key;
    assert_eq!(refused(b"rien du tout"), "message_unreadable");
    assert_eq!(refused(b""), "message_unreadable");
    assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 not really"), "message_unreadable");
    let mut huge = b"Subject: x\n\n".to_vec();
    huge.resize((50 << 20) + 1, b'a');
    assert_eq!(refused(&huge), "message_too_large");
    assert_eq!(base.post_refused("/messages", &json!({ "path": "/nowhere/x.eml" })).key, "file_missing");
}

#[test]
fn an_attachment_that_is_too_large_is_named_and_not_kept() {
    let base = Base::new();
    with_mail(&base, "Léa", "lea@nord.example");
    let data = "A".repeat(36 << 20);
    let file = format!(
        "From: lea@nord.example\nSubject: x\nDate: {SENT}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n\
         voici\n--b\nContent-Type: video/mp4; name=film.mp4\nContent-Transfer-Encoding: base64\n\n{data}\n--b--\n"
    );
    let added = put(&base, &file);
    let attachment = &added["message"]["attachments"][0];
    assert_eq!((&attachment["name"], &attachment["is_kept"]), (&json!("film.mp4"), &json!(false)));
    let path = format!("/messages/{}/attachments/{}", text(&added["message"], "id"), text(attachment, "id"));
    assert_eq!(base.get_refused(&path).key, "attachment_not_kept");
}

/// Files as a browser sends them together: what is wanted of them first.
fn many(wanted: &Value, files: &[(&str, &str)]) -> Request<Body> {
    let mut body = format!("--edge\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n{wanted}\r\n");
    for (name, text) in files {
        body += &format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n"
        );
    }
    body += "--edge--\r\n";
    Request::post("/api/v1/messages/many")
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap()
}

#[test]
fn many_files_are_one_operation_and_one_undo() {
    let base = Base::new();
    let lea = with_mail(&base, "Léa", "lea@nord.example");
    let tom = with_mail(&base, "Tom", "tom@ouest.example");
    put(&base, &letter("lea@nord.example", "paul@sud.example", "here@nord.example"));
    let before = base.digest();
    let letters: Vec<(String, String)> = (0..40)
        .map(|n| {
            let from = if n % 2 == 0 { "lea@nord.example" } else { "tom@ouest.example" };
            (format!("{n}.eml"), letter(from, "paul@sud.example", &format!("{n}@nord.example")))
        })
        .collect();
    let mut files: Vec<(&str, &str)> =
        letters.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (here, stranger) = (
        letter("lea@nord.example", "paul@sud.example", "here@nord.example"),
        letter("Zoé Petit <zoe@est.example>", "paul@sud.example", "z@est.example"),
    );
    files.extend([("here.eml", here.as_str()), ("zoe.eml", &stranger), ("liste.eml", "rien")]);
    let wanted = json!({ "files": vec![json!({}); files.len()] });
    let done = base.send(many(&wanted, &files)).ok();
    assert_eq!((&done["added"], &done["known"]), (&json!(40), &json!(1)));
    assert_eq!(texts(&done["prospects"], "name"), ["Léa Martin", "Tom Martin"]);
    assert_eq!(
        done["unmatched"],
        json!([{ "file": 41, "name": "zoe.eml", "address": "zoe@est.example", "called": "Zoé Petit",
            "subject": "Votre offre détaillée" }]),
        "one of nobody is asked about, and stops none of the others"
    );
    assert_eq!(done["refused"][0]["file"], 42);
    assert_eq!(done["refused"][0]["failure"]["key"], "message_unreadable");
    assert_eq!((mails(&base, &lea).len(), mails(&base, &tom).len()), (21, 20));
    base.undo();
    assert_eq!(base.digest(), before, "one undo for all of them");
    assert_eq!((mails(&base, &lea).len(), mails(&base, &tom).len()), (1, 0));
    base.assert_sound();
}

#[test]
fn those_asked_about_are_answered_together() {
    let base = Base::new();
    let lea = with_mail(&base, "Léa", "lea@nord.example");
    let first = letter("Zoé Petit <zoe@est.example>", "paul@sud.example", "1@est.example");
    let second = letter("Zoé Petit <zoe@est.example>", "paul@sud.example", "2@est.example");
    let third = letter("compta@nord.example", "paul@sud.example", "3@nord.example");
    let wanted = json!({ "files": [{ "create": true }, { "create": true }, { "prospect": lea }] });
    let done = base.send(many(&wanted, &[("1.eml", &first), ("2.eml", &second), ("3.eml", &third)])).ok();
    assert_eq!((&done["added"], &done["created"]), (&json!(3), &json!(1)), "one prospect of two letters");
    assert_eq!(texts(&done["prospects"], "name"), ["Zoé Petit", "Léa Martin"]);
    assert_eq!(mails(&base, &lea).len(), 1);
    base.undo();
    assert_eq!(base.names(&[]), ["Léa Martin"], "who was made of them goes with them");
}

#[test]
fn whoever_leaves_in_the_middle_leaves_nothing() {
    let base = Base::new();
    with_mail(&base, "Léa", "lea@nord.example");
    let before = base.digest();
    let first = letter("lea@nord.example", "paul@sud.example", "1@nord.example");
    // Two are told of, one comes.
    let answer = base.send(many(&json!({ "files": [{}, {}] }), &[("1.eml", &first)]));
    assert_eq!(answer.problem().key, "messages_stopped");
    assert_eq!(base.digest(), before);
}

#[test]
fn files_of_this_machine_are_taken_by_their_paths_and_a_folder_says_that_it_is_one() {
    let base = Base::new();
    let lea = with_mail(&base, "Léa", "lea@nord.example");
    let path = base.file("1.eml", letter("lea@nord.example", "paul@sud.example", "1@nord.example"));
    let files =
        [json!({ "path": path }), json!({ "path": base.outside() }), json!({ "path": "/nowhere.eml" })];
    let done = base.post("/messages/many", &json!({ "files": files }));
    assert_eq!(done["added"], 1);
    let told: Vec<&Value> = [0, 1].map(|n| &done["refused"][n]["failure"]["key"]).to_vec();
    assert_eq!(told, ["file_is_folder", "file_missing"], "each in words of ours");
    assert_eq!(mails(&base, &lea).len(), 1);
    let refused = base.post_refused("/calendar/import", &json!({ "path": base.outside() }));
    assert_eq!(refused.key, "file_is_folder");
}
