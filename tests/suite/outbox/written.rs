//! What is written: drafts, replies, what is shown before.

use super::Desk;
use relance_tests::{Value, json, text, texts};

fn addresses(people: &Value) -> Vec<String> {
    texts(people, "address")
}

#[test]
fn a_draft_is_kept_at_once_is_written_on_and_is_no_part_of_undo() {
    let desk = Desk::new();
    let lea = desk.lea();
    let id = desk.draft(&json!({ "to": [{ "address": " Lea@Nord.example " }], "subject": "Un\nsujet" }));
    let draft = desk.get(&id);
    assert_eq!(draft["state"], "draft");
    assert_eq!(draft["subject"], "Un sujet", "a subject is one line");
    assert_eq!(draft["to"], json!([{ "name": null, "address": "lea@nord.example" }]));
    assert_eq!(text(&draft, "prospect"), lea, "known by her address");
    assert_eq!(text(&draft, "account"), desk.account, "the only mailbox there is");
    desk.base.heard();
    let edit = json!({ "html": "<p onclick=x>Bonjour</p><script>x</script>", "from": "ventes@desk.example" });
    let draft = desk.base.patch(&format!("/outbox/{id}"), &edit);
    assert_eq!(draft["html"], "<p>Bonjour</p>", "nothing runs");
    assert_eq!(draft["from"], "ventes@desk.example");
    assert_eq!(desk.base.heard(), ["outgoing"], "the page hears of it");
    let strange = desk.base.patch_refused(&format!("/outbox/{id}"), &json!({ "from": "pdg@autre.example" }));
    assert_eq!(strange.key, "outgoing_from_invalid");
    desk.base.undo();
    assert_eq!(desk.state(&id), "draft", "what is undone is the prospect");
    let list = desk.base.get("/outbox?show=drafts");
    assert_eq!((list["total"].clone(), list["counts"]["drafts"].clone()), (json!(1), json!(1)));
    assert!(list["items"][0].get("html").is_none(), "lists carry no bodies");
    desk.base.delete(&format!("/outbox/{id}"));
    assert_eq!(desk.base.get("/outbox")["total"], 0);
}

#[test]
fn a_reply_begins_with_whom_it_goes_to_its_subject_and_the_quote() {
    let desk = Desk::new();
    let message = desk.came("lea@nord.example", "");
    let one = desk.base.post("/outbox", &json!({ "answers": message }));
    assert_eq!(addresses(&one["to"]), ["lea@nord.example"]);
    assert_eq!(one["cc"], json!([]));
    assert_eq!(one["subject"], "Re: Votre offre");
    assert!(text(&one, "quoted").contains("Combien") && text(&one, "quoted").contains("a écrit"), "{one}");
    let all = desk.base.post("/outbox", &json!({ "answers": message, "all": true, "html": "<p>Ceci</p>" }));
    assert_eq!(addresses(&all["cc"]), ["paul@autre.example", "chef@autre.example"], "oneself aside");
    let id = text(&all, "id");
    desk.queue(&id);
    desk.run();
    let sent = &desk.post.taken()[0].1;
    for header in ["In-Reply-To: <une@nord.example>", "References: <une@nord.example>"] {
        assert!(sent.contains(header), "{header} in {sent}");
    }
    let kept = text(&desk.get(&id), "message");
    let threads = [message, kept].map(|id| desk.base.get(&format!("/messages/{id}"))["thread"].clone());
    assert_eq!(threads[0], threads[1], "it stands in the thread that it answers");
}

#[test]
fn a_draft_for_a_prospect_goes_to_her_and_follows_her_into_another_record() {
    let desk = Desk::new();
    let lea = desk.lea();
    let draft = desk
        .base
        .post("/outbox", &json!({ "prospect": lea, "subject": "x", "html": "<p>Bonjour {{prenom}},</p>" }));
    assert_eq!(draft["to"], json!([{ "name": "Léa Martin", "address": "lea@nord.example" }]));
    let other = desk.base.named("Léa", "Martin");
    desk.base.post("/duplicates/merge", &json!({ "keep": other, "merge": lea }));
    let shown = desk.base.get(&format!("/outbox/{}/preview", text(&draft, "id")));
    assert_eq!(shown["text"], "Bonjour Léa,");
}

#[test]
fn a_forward_takes_along_what_was_attached() {
    let desk = Desk::new();
    let message = desk.came("lea@nord.example", "");
    let draft = desk
        .base
        .post("/outbox", &json!({ "forwards": message, "to": [{ "address": "chef@desk.example" }] }));
    assert_eq!(draft["subject"], "Fwd: Votre offre");
    assert_eq!(texts(&draft["files"], "name"), ["plan.pdf"]);
    desk.queue(&text(&draft, "id"));
    desk.run();
    let (envelope, sent) = desk.post.taken().remove(0);
    assert_eq!(envelope.to, ["chef@desk.example"]);
    assert!(sent.contains("plan.pdf") && !sent.contains("In-Reply-To"), "{sent}");
}

#[test]
fn what_is_shown_is_what_goes_and_whoever_gets_a_blind_copy_is_in_no_byte() {
    let desk = Desk::new();
    desk.lea();
    let signature = json!({ "signature": "<p>Ève Martin<br>Desk</p>" });
    desk.base.patch(&format!("/mail/accounts/{}", desk.account), &signature);
    let id = desk.draft(&json!({
        "to": [{ "name": "Léa Martin", "address": "lea@nord.example" }], "bcc": [{ "address": "secret@desk.example" }],
        "subject": "Pour {{prenom}}", "html": "<p>Bonjour {{civilite}} {{nom}},</p><p>Voici le devis de l’été, à très bientôt.</p>"
    }));
    let shown = desk.base.get(&format!("/outbox/{id}/preview"));
    assert_eq!(shown["subject"], "Pour Léa");
    assert_eq!(shown["from"], json!({ "name": "Ève Martin", "address": "moi@desk.example" }));
    assert!(text(&shown, "text").starts_with("Bonjour Madame Martin,"), "{shown}");
    assert!(text(&shown, "text").ends_with("--\n\nÈve Martin\nDesk"), "{shown}");
    let before = shown["size"].as_u64().unwrap();
    let queued = desk.queue(&id);
    assert_eq!(queued["subject"], "Pour Léa", "lists show it as it goes");
    let again = desk.base.get(&format!("/outbox/{id}/preview"));
    let body = |of: &Value| text(of, "text").split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!((body(&shown), &shown["subject"]), (body(&again), &again["subject"]));
    // What changes meanwhile changes nothing of it.
    desk.base.edit(&text(&queued, "prospect"), &json!({ "first_name": "Zoé" }));
    desk.run();
    let (envelope, sent) = desk.post.taken().remove(0);
    assert_eq!(envelope.to, ["lea@nord.example", "secret@desk.example"]);
    assert_eq!(envelope.from, "moi@desk.example");
    assert!(!sent.contains("secret@"), "{sent}");
    assert!(
        sent.contains(&format!("Message-ID: <{}>", text(&queued, "message_id"))),
        "its id was fixed then"
    );
    assert!(sent.len().abs_diff(usize::try_from(before).unwrap()) < 8, "{} and {before}", sent.len());
    let kept = desk.base.get(&format!("/messages/{}", text(&desk.get(&id), "message")));
    assert_eq!(kept["subject"], "Pour Léa");
    let blind = kept["people"].as_array().unwrap().iter().find(|person| person["role"] == "bcc").cloned();
    assert_eq!(blind.unwrap()["address"], "secret@desk.example", "who sent it knows");
}

#[test]
fn what_is_not_fit_is_told_and_does_not_go_unless_somebody_has_seen_it() {
    let desk = Desk::new();
    let nobody = desk.draft(&json!({ "subject": "x", "html": "<p>Bonjour,</p>" }));
    let refused = |id: &str, key: &str| {
        let problem = desk.base.post_refused(&format!("/outbox/{id}/send"), &json!({}));
        assert_eq!(problem.key, key);
    };
    refused(&nobody, "outgoing_recipient_missing");
    let wrong =
        desk.draft(&json!({ "to": [{ "address": "pas une adresse" }], "subject": "x", "html": "<p>x</p>" }));
    refused(&wrong, "outgoing_address_invalid");
    desk.base.add(&json!({ "first_name": "Hugo", "email": "hugo@sud.example" }));
    let empty = desk.draft(&json!({ "to": [{ "address": "hugo@sud.example" }], "subject": "x", "html": "<p>Bonjour {{nom}},</p>" }));
    refused(&empty, "outgoing_not_ready");
    let lints = desk.base.get(&format!("/outbox/{empty}/preview"))["lints"].clone();
    assert!(texts(&lints, "code").contains(&"variable_empty".to_owned()), "{lints}");
    let sent = desk.base.post(&format!("/outbox/{empty}/send"), &json!({ "anyway": true }));
    assert_eq!(sent["state"], "waiting");
}

#[test]
fn whoever_is_not_to_be_contacted_gets_nothing_but_an_answer_to_her_own_message() {
    let desk = Desk::new();
    let message = desk.came("lea@nord.example", "");
    let lea = desk.base.list(&[])["items"][0].clone();
    desk.base.edit(&text(&lea, "id"), &json!({ "do_not_contact": true }));
    let cold = desk.draft(
        &json!({ "cc": [{ "address": "lea@nord.example" }], "subject": "Offre", "html": "<p>Bonjour,</p>" }),
    );
    let lints = desk.base.get(&format!("/outbox/{cold}/preview"))["lints"].clone();
    assert_eq!(texts(&lints, "code")[0], "do_not_contact");
    let problem = desk.base.post_refused(&format!("/outbox/{cold}/send"), &json!({ "anyway": true }));
    assert_eq!(problem.key, "outgoing_opposed", "whatever one says");
    let answer = desk.draft(&json!({ "answers": message, "html": "<p>Merci.</p>" }));
    desk.queue(&answer);
    desk.run();
    assert_eq!(desk.state(&answer), "sent");
    // Who opposes while it waits is heard.
    desk.base.edit(&text(&lea, "id"), &json!({ "do_not_contact": false }));
    desk.queue(&cold);
    desk.base.edit(&text(&lea, "id"), &json!({ "do_not_contact": true }));
    desk.run();
    assert_eq!((desk.state(&cold), desk.failure(&cold)), ("failed".into(), "outgoing_opposed".into()));
    assert_eq!(desk.post.taken().len(), 1);
}

#[test]
fn files_go_along_within_a_limit_and_are_there_at_once_with_what_was_sent() {
    let desk = Desk::new();
    let id = desk.letter("Le plan");
    let path = format!("/api/v1/outbox/{id}/files?name=..%2Fplan%20n%C2%B0%201.pdf");
    let send = |bytes: Vec<u8>| {
        desk.base.send(axum::http::Request::post(path.as_str()).body(axum::body::Body::from(bytes)).unwrap())
    };
    let with = send(b"%PDF the plan".to_vec()).ok();
    assert_eq!(texts(&with["files"], "name"), ["plan n° 1.pdf"], "a name and no path");
    assert_eq!(with["files"][0]["mime"], "application/pdf");
    assert_eq!(send(vec![0; 26 << 20]).problem().key, "outgoing_too_large");
    let file = texts(&send(b"two".to_vec()).ok()["files"], "id").remove(1);
    assert_eq!(desk.base.delete(&format!("/outbox/{id}/files/{file}"))["files"].as_array().unwrap().len(), 1);
    desk.queue(&id);
    desk.run();
    let message = text(&desk.get(&id), "message");
    let kept = desk.base.get(&format!("/messages/{message}"));
    assert_eq!(kept["attachments"][0]["is_kept"], true, "no server is asked for it");
}

#[test]
fn who_is_erased_leaves_no_draft_and_no_file_behind() {
    let desk = Desk::new();
    let lea = desk.lea();
    let hers = desk.draft(
        &json!({ "to": [{ "address": "lea@nord.example" }], "subject": "x", "html": "<p>Bonjour,</p>" }),
    );
    let file = axum::http::Request::post(format!("/api/v1/outbox/{hers}/files?name=a.pdf"));
    drop(desk.base.send(file.body("x".into()).unwrap()).ok());
    let both = desk.draft(&json!({ "prospect": null, "to": [{ "address": "hugo@sud.example" }], "cc": [{ "address": "lea@nord.example" }], "subject": "y", "html": "<p>Bonjour,</p>" }));
    let waiting = desk.draft(
        &json!({ "to": [{ "address": "lea@nord.example" }], "subject": "z", "html": "<p>Bonjour,</p>" }),
    );
    desk.queue(&waiting);
    desk.base.post(
        "/prospects/bulk",
        &json!({ "selection": { "by": "ids", "ids": [lea] }, "action": { "kind": "erase", "count": 1 } }),
    );
    assert_eq!(texts(&desk.base.get("/outbox")["items"], "id"), std::slice::from_ref(&both));
    assert_eq!(desk.get(&both)["cc"], json!([]), "of what goes to others too, her address goes");
    let rest = "SELECT count(*) FROM outgoing_file";
    assert_eq!(desk.base.core.read(|db| db.scalar::<i64>(rest, [])).unwrap(), 0);
    desk.run();
    assert!(desk.post.taken().is_empty());
}
