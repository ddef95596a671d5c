//! When messages go, and what becomes of those that do not.

use super::{Desk, MINUTE};
use relance_tests::{DAY, Fate, MONDAY, json, text, texts};
use relance_world::mail::Trouble;

#[test]
fn a_message_goes_at_its_time_and_says_so() {
    let desk = Desk::new();
    let id = desk.letter("demain");
    let wanted = json!({ "at": "2026-03-03T09:30" });
    let queued = desk.base.post(&format!("/outbox/{id}/send"), &wanted);
    assert_eq!(queued["due_at"], MONDAY + DAY + 30 * MINUTE);
    assert_eq!(desk.run_after(DAY).next_at, Some(MONDAY + DAY + 30 * MINUTE));
    assert!(desk.post.taken().is_empty());
    assert_eq!(desk.run_after(31 * MINUTE).sent, 1);
    assert!(
        desk.post.taken()[0].1.contains("Date: Tue, 3 Mar 2026 09:30:00 +0000"),
        "not when it was written"
    );
    let unread =
        desk.base.post_refused(&format!("/outbox/{}/send", desk.letter("x")), &json!({ "at": "bientôt" }));
    assert_eq!(unread.key, "when_unreadable");
}

#[test]
fn the_delay_is_a_preference() {
    let desk = Desk::new();
    desk.base.patch("/settings", &json!({ "send_delay": 0 }));
    let id = desk.letter("vite");
    assert_eq!(desk.queue(&id)["due_at"], desk.base.now());
    assert_eq!(desk.base.patch_refused("/settings", &json!({ "send_delay": 121 })).key, "setting_invalid");
}

#[test]
fn what_was_sent_is_on_the_timeline_at_once_and_its_follow_up_is_planned() {
    let desk = Desk::new();
    let lea = desk.lea();
    let id = desk.draft(&json!({ "to": [{ "address": "lea@nord.example" }], "subject": "Le devis", "html": "<p>Bonjour Léa,</p>" }));
    desk.base.heard();
    desk.base.post(&format!("/outbox/{id}/send"), &json!({ "follow_up": 3 }));
    desk.run();
    let heard = desk.base.heard();
    assert!(heard.contains(&"outgoing".into()) && heard.contains(&"activity".into()), "{heard:?}");
    let entry = desk.base.timeline(&lea).remove(0);
    assert_eq!(
        (&entry["kind"], &entry["data"]["subject"], &entry["data"]["direction"]),
        (&json!("email"), &json!("Le devis"), &json!("out"))
    );
    let planned = desk.base.get("/reminders")["items"][0].clone();
    assert_eq!((&planned["due_on"], &planned["unless_reply"]), (&json!("2026-03-05"), &json!(true)));
    desk.base.clock.advance(DAY);
    let answer = "Date: Tue, 03 Mar 2026 10:30:00 +0100\r\n".to_owned()
        + &format!("In-Reply-To: <{}>\r\n", text(&desk.get(&id), "message_id"));
    let letter = format!(
        "From: <lea@nord.example>\r\nTo: <moi@desk.example>\r\nSubject: Re: Le devis\r\n{answer}Message-ID: <r@nord.example>\r\n\r\nOui\r\n"
    );
    drop(desk.base.send(relance_tests::multipart("/api/v1/messages", "r.eml", letter.as_bytes())).ok());
    assert_eq!(desk.base.get("/reminders")["total"], 0, "who answers needs no reminder");
    desk.base.assert_sound();
}

#[test]
fn a_busy_server_is_asked_again_ever_more_seldom_and_not_for_ever() {
    let desk = Desk::new();
    let id = desk.letter("occupé");
    desk.queue(&id);
    desk.post.next(vec![Fate::Later; 50]);
    let mut waits = Vec::new();
    let mut now = desk.run().next_at.unwrap();
    for _ in 0..9 {
        waits.push((now - desk.base.now()) / MINUTE);
        assert_eq!((desk.state(&id), desk.failure(&id)), ("waiting".into(), "mail_later".into()));
        match desk.run_after(now - desk.base.now()).next_at {
            Some(next) => now = next,
            None => break,
        }
    }
    assert_eq!(waits[..6], [1, 5, 15, 60, 120, 240], "{waits:?}");
    for _ in 0..8 {
        desk.run_after(DAY);
    }
    assert_eq!(
        (desk.state(&id), desk.failure(&id)),
        ("failed".into(), "mail_later".into()),
        "with the server’s words"
    );
    assert!(desk.post.taken().is_empty());
}

#[test]
fn a_refusal_stops_it_names_the_address_and_can_be_mended() {
    let desk = Desk::new();
    let (one, two) = (desk.letter("un"), desk.letter("deux"));
    desk.queue(&one);
    desk.queue(&two);
    desk.post.next([Fate::Unwanted("hugo@sud.example".into())]);
    let ran = desk.run();
    assert_eq!(
        (ran.sent, ran.failed, desk.post.lines()),
        (1, 1, 2),
        "the connection is good for the next one"
    );
    let failed = desk.get(&one);
    assert_eq!(
        (&failed["state"], &failed["failure"]["key"]),
        (&json!("failed"), &json!("outgoing_recipient_refused"))
    );
    assert_eq!(failed["failure"]["params"]["address"], "hugo@sud.example");
    desk.run_after(DAY);
    assert_eq!(desk.state(&one), "failed", "it is not tried again by itself");
    assert_eq!(texts(&desk.base.get("/outbox?show=failed")["items"], "id"), std::slice::from_ref(&one));
    desk.base.post(&format!("/outbox/{one}/cancel"), &json!({}));
    desk.base.patch(&format!("/outbox/{one}"), &json!({ "to": [{ "address": "hugo2@sud.example" }] }));
    desk.queue(&one);
    desk.run();
    assert_eq!(desk.state(&one), "sent");
    let three = desk.letter("trois");
    desk.queue(&three);
    desk.post.next([Fate::Refused]);
    desk.run();
    assert_eq!(desk.failure(&three), "mail_refused");
    desk.base.post(&format!("/outbox/{three}/again"), &json!({}));
    desk.run();
    assert_eq!(desk.state(&three), "sent");
}

#[test]
fn a_wrong_password_keeps_all_of_a_mailbox_waiting_until_there_is_another() {
    let desk = Desk::new();
    let (one, two) = (desk.letter("un"), desk.letter("deux"));
    desk.queue(&one);
    desk.queue(&two);
    desk.post.password("nouveau");
    let lines = desk.post.lines();
    assert_eq!(desk.run().later, 2);
    assert_eq!(desk.post.lines(), lines);
    for id in [&one, &two] {
        assert_eq!((desk.state(id), desk.failure(id)), ("waiting".into(), "mail_credentials".into()));
    }
    assert_eq!(desk.get(&two)["attempts"], 0, "one try says it of all");
    desk.base.patch(&format!("/mail/accounts/{}", desk.account), &json!({ "password": "nouveau" }));
    assert_eq!(desk.run().sent, 2, "at once, now that it is right");
}

#[test]
fn who_is_offline_loses_nothing() {
    let desk = Desk::new();
    let all: Vec<String> = (0..5).map(|nth| desk.letter(&format!("n° {nth}"))).collect();
    desk.post.shut_out(Some(Trouble::Unreachable));
    all.iter().for_each(|id| drop(desk.queue(id)));
    desk.run();
    assert_eq!(desk.base.get("/outbox")["counts"]["waiting"], 5);
    desk.post.shut_out(None);
    assert_eq!(desk.run_after(2 * MINUTE).sent, 5);
    let lines = desk.post.lines();
    assert_eq!(lines, 2, "one connection for all, and the one that tried the account");
}

#[test]
fn a_mailbox_sends_so_many_a_day_and_not_faster_than_one_likes() {
    let desk = Desk::new();
    let account = format!("/mail/accounts/{}", desk.account);
    desk.base.patch(&account, &json!({ "daily_limit": 2, "gap_seconds": 600 }));
    let all: Vec<String> = (0..3).map(|nth| desk.letter(&format!("n° {nth}"))).collect();
    all.iter().for_each(|id| drop(desk.queue(id)));
    assert_eq!(desk.run().sent, 1);
    assert_eq!((desk.state(&all[1]), desk.failure(&all[1])), ("waiting".into(), String::new()));
    assert_eq!(desk.run_after(5 * MINUTE).sent, 0);
    assert_eq!(desk.run_after(6 * MINUTE).sent, 1);
    let ran = desk.run_after(11 * MINUTE);
    assert_eq!(ran.next_at, Some(MONDAY + DAY), "when tomorrow's work begins");
    assert_eq!(desk.failure(&all[2]), "outgoing_limit", "and says so");
    assert_eq!(desk.run_after(DAY).sent, 1);
    assert_eq!(desk.post.taken().len(), 3);
    assert_eq!(desk.base.patch_refused(&account, &json!({ "daily_limit": 0 })).key, "setting_invalid");
}

#[test]
fn what_a_mailbox_was_to_send_that_is_gone_says_so() {
    let desk = Desk::new();
    let id = desk.letter("x");
    desk.queue(&id);
    desk.base.delete(&format!("/mail/accounts/{}", desk.account));
    desk.run();
    assert_eq!((desk.state(&id), desk.failure(&id)), ("failed".into(), "outgoing_account_missing".into()));
}
