//! Conversations as the API shows them, of messages that came as files; those of mailboxes are followed in
//! `crates/relance-net/tests/servers`, where there are servers.

use relance_tests::{Base, Value, count, json, multipart, query, text, texts};

struct Letter<'a> {
    from: &'a str,
    to: &'a str,
    subject: &'a str,
    day: u32,
    more: &'a str,
    body: &'a str,
}

impl Default for Letter<'_> {
    fn default() -> Self {
        Self {
            from: "Léa Martin <lea@nord.example>",
            to: "moi@desk.example",
            subject: "Devis",
            day: 2,
            more: "",
            body: "Bonjour",
        }
    }
}

fn put(base: &Base, letter: &Letter<'_>) -> String {
    let Letter { from, to, subject, day, more, body } = letter;
    let bytes = format!(
        "From: {from}\r\nTo: <{to}>\r\nSubject: {subject}\r\nDate: {day:02} Feb 2026 08:30:00 +0100\r\n\
         Message-ID: <{day}.{}@nord.example>\r\nMIME-Version: 1.0\r\n{more}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n",
        subject.len()
    );
    text(
        &base.send(multipart("/api/v1/messages?create=true", "lettre.eml", bytes.as_bytes())).ok()["message"],
        "id",
    )
}

fn inbox(base: &Base, parameters: &[(&str, &str)]) -> Value {
    base.get(&format!("/inbox{}", query(parameters)))
}

fn all(base: &Base) -> Value {
    inbox(base, &[("show", "all")])
}

#[test]
fn what_answers_joins_its_conversation_by_its_headers_or_by_its_subject() {
    let base = Base::new();
    let me = text(&base.get("/session")["members"][0], "id");
    base.patch(&format!("/members/{me}"), &json!({ "email": "moi@desk.example" }));
    put(&base, &Letter::default());
    put(
        &base,
        &Letter {
            day: 3,
            subject: "Re: Devis",
            more: "In-Reply-To: <2.5@nord.example>\r\n",
            ..Letter::default()
        },
    );
    // A mailer that says nothing of what it answers.
    put(&base, &Letter { day: 4, subject: "RE: Devis", ..Letter::default() });
    let found = all(&base);
    assert_eq!(
        (count(&found, "total"), count(&found["items"][0], "count")),
        (1, 3),
        "three messages, one conversation"
    );
    assert_eq!(found["items"][0]["subject"], "Devis", "called as it began");
    // The same words from somebody else, or much later, are another matter.
    put(
        &base,
        &Letter { day: 5, subject: "Re: Devis", from: "Hugo <hugo@sud.example>", ..Letter::default() },
    );
    assert_eq!(count(&all(&base), "total"), 2, "of somebody else");
    put(&base, &Letter { day: 6, subject: "Devis", ..Letter::default() });
    assert_eq!(count(&all(&base), "total"), 3, "it answers nothing");
}

#[test]
fn a_conversation_is_read_whole_and_says_who_is_in_it() {
    let base = Base::new();
    put(&base, &Letter::default());
    put(
        &base,
        &Letter {
            day: 3,
            from: "moi@desk.example",
            to: "lea@nord.example",
            subject: "Re: Devis",
            more: "In-Reply-To: <2.5@nord.example>\r\n",
            ..Letter::default()
        },
    );
    for day in 4..9 {
        put(
            &base,
            &Letter {
                day,
                subject: "Re: Devis",
                more: "In-Reply-To: <2.5@nord.example>\r\n",
                body: "Et encore",
                ..Letter::default()
            },
        );
    }
    let item = all(&base)["items"][0].clone();
    assert_eq!(item["people"][0]["address"], "lea@nord.example");
    assert!(item["people"][0]["prospect"].is_string(), "her file is one press away");
    let thread = base.get(&format!("/inbox/{}", text(&item, "id")));
    assert_eq!(thread["lines"].as_array().unwrap().len(), 7);
    assert_eq!(thread["open"].as_array().unwrap().len(), 2, "the last two are there whole");
    assert_eq!(thread["lines"][6]["id"], thread["open"][1]["id"]);
    assert_eq!(base.get_refused("/inbox/1").key, "not_found");
}

#[test]
fn files_ask_for_nothing_and_what_is_decided_holds_until_it_is_undone() {
    let base = Base::new();
    put(&base, &Letter::default());
    let item = all(&base)["items"][0].clone();
    assert_eq!(item["state"], "none", "a file that one brings is no work to do");
    assert_eq!(item["unread"], 0);
    let id = text(&item, "id");
    let counts = |base: &Base| inbox(base, &[])["counts"].clone();
    let decide = |more: Value| {
        let mut wanted = json!({ "ids": [id] });
        wanted.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        base.post("/inbox/state", &wanted)
    };
    decide(json!({ "state": "open" }));
    assert_eq!(counts(&base), json!({ "answer": 1, "waiting": 0, "snoozed": 0 }));
    decide(json!({ "state": "snoozed", "until": "2100-01-05T09:00" }));
    assert_eq!(counts(&base), json!({ "answer": 0, "waiting": 0, "snoozed": 1 }));
    let later = inbox(&base, &[("show", "snoozed")]);
    assert!(later["items"][0]["until"].is_i64());
    decide(json!({ "state": "done" }));
    assert_eq!(texts(&inbox(&base, &[("show", "done")])["items"], "id"), std::slice::from_ref(&id));
    base.undo();
    assert_eq!(counts(&base)["snoozed"], 1, "put off again");
    base.undo();
    base.undo();
    assert_eq!(all(&base)["items"][0]["state"], "none");
    let problem =
        base.post_refused("/inbox/state", &json!({ "ids": [id], "state": "snoozed", "until": "2001-01-01" }));
    assert_eq!((problem.key.as_str(), problem.field.as_deref()), ("conversation_until_past", Some("until")));
    let problem = base
        .post_refused("/inbox/state", &json!({ "ids": [id], "state": "snoozed", "until": "quelque jour" }));
    assert_eq!(problem.key, "when_unreadable");
    assert_eq!(
        base.post_refused("/inbox/state", &json!({ "ids": [], "state": "done" })).key,
        "conversation_unchosen"
    );
}

#[test]
fn conversations_are_joined_and_split_by_hand_and_taken_back() {
    let base = Base::new();
    put(&base, &Letter::default());
    put(&base, &Letter { day: 3, subject: "Une autre affaire", ..Letter::default() });
    let last = put(&base, &Letter { day: 4, subject: "Une autre affaire encore", ..Letter::default() });
    let ids = texts(&all(&base)["items"], "id");
    base.post("/inbox/join", &json!({ "ids": ids }));
    let one = all(&base);
    assert_eq!((count(&one, "total"), count(&one["items"][0], "count")), (1, 3));
    base.post("/inbox/split", &json!({ "message": last }));
    let counts = |base: &Base| -> Vec<u64> {
        all(base)["items"].as_array().unwrap().iter().map(|item| count(item, "count")).collect()
    };
    assert_eq!(counts(&base), [1, 2], "the newest apart");
    base.undo();
    assert_eq!(counts(&base), [3]);
    base.undo();
    assert_eq!(counts(&base), [1, 1, 1]);
    assert_eq!(
        base.post_refused("/inbox/join", &json!({ "ids": [ids[0], ids[0]] })).key,
        "conversation_alone"
    );
    base.assert_sound();
}

#[test]
fn what_came_in_says_what_it_is_and_by_which_words() {
    let base = Base::new();
    put(
        &base,
        &Letter {
            subject: "Absence",
            more: "Auto-Submitted: auto-replied\r\n",
            body: "Je suis absente du bureau jusqu'au 30 novembre 2026.",
            ..Letter::default()
        },
    );
    put(
        &base,
        &Letter {
            day: 3,
            subject: "Re: Votre offre",
            more: "In-Reply-To: <x@desk.example>\r\n",
            body: "Oui, jeudi me convient.",
            ..Letter::default()
        },
    );
    put(
        &base,
        &Letter {
            day: 4,
            subject: "Re: Notre offre",
            more: "In-Reply-To: <y@desk.example>\r\n",
            body: "Merci de ne plus me contacter.",
            ..Letter::default()
        },
    );
    let kinds: Vec<Value> =
        all(&base)["items"].as_array().unwrap().iter().map(|item| item["arrival"]["kind"].clone()).collect();
    assert_eq!(kinds, [json!("unsubscribe"), json!("reply"), json!("away")], "the newest first");
    let away = &all(&base)["items"][2]["arrival"];
    assert_eq!(away["back_on"], "2026-12-01", "the first day on which it makes sense to write");
    assert!(away["evidence"].as_str().is_some_and(|words| !words.is_empty()), "it says why");
}

#[test]
fn conversations_are_found_by_words_of_any_of_their_messages() {
    let base = Base::new();
    put(&base, &Letter { body: "Le tarif de l’été", ..Letter::default() });
    put(
        &base,
        &Letter {
            day: 3,
            subject: "Re: Devis",
            more: "In-Reply-To: <2.5@nord.example>\r\n",
            body: "Merci",
            ..Letter::default()
        },
    );
    put(&base, &Letter { day: 4, subject: "Autre", ..Letter::default() });
    let found = |words: &str| count(&inbox(&base, &[("show", "all"), ("search", words)]), "total");
    assert_eq!((found("tarif ete"), found("lea"), found("introuvable"), found("\"")), (1, 2, 0, 0));
}

#[test]
fn a_conversation_leaves_with_whoever_is_erased() {
    let base = Base::new();
    put(&base, &Letter::default());
    let item = all(&base)["items"][0].clone();
    base.post("/inbox/state", &json!({ "ids": [item["id"]], "state": "done" }));
    let prospect = text(&item["people"][0], "prospect");
    base.post("/prospects/bulk", &json!({ "selection": { "by": "ids", "ids": [prospect] }, "action": { "kind": "erase", "count": 1 } }));
    assert_eq!(count(&inbox(&base, &[("show", "all"), ("who", "all")]), "total"), 0);
    base.assert_sound();
}

#[test]
fn somebody_who_is_no_prospect_is_read_by_her_signature() {
    let base = Base::new();
    let me = text(&base.get("/session")["members"][0], "id");
    base.patch(&format!("/members/{me}"), &json!({ "email": "moi@desk.example" }));
    put(&base, &Letter::default());
    let body = "Bonjour, votre offre m'intéresse.\r\n\r\n-- \r\nSofia Mercier\r\nDirectrice achats\r\nVerso SAS\r\nTél. : 04 72 00 00 01\r\n";
    // Her message answers that of a prospect, and is on nobody's timeline itself.
    put(
        &base,
        &Letter {
            day: 3,
            from: "Sofia Mercier <sofia@verso.example>",
            subject: "Re: Devis",
            more: "Cc: <lea@nord.example>\r\nIn-Reply-To: <2.5@nord.example>\r\n",
            body,
            ..Letter::default()
        },
    );
    let id = text(&all(&base)["items"][0], "id");
    let found = base.get(&format!("/inbox/{id}/stranger"));
    assert_eq!(
        found,
        json!({ "address": "sofia@verso.example", "first_name": "Sofia", "last_name": "Mercier", "phone": "+33472000001",
            "title": "Directrice achats", "company": "Verso SAS" })
    );
    base.add(&json!({ "last_name": "Mercier", "email": "sofia@verso.example" }));
    assert!(base.get(&format!("/inbox/{id}/stranger")).is_null(), "she is one now");
}
