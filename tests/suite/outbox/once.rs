//! At most once, and nothing lost: whatever breaks, wherever.

use super::{Desk, MINUTE};
use relance_core::outbox;
use relance_tests::{Copying, Fate, json, text};
use relance_world::mail::{Stop, Trouble};
use std::sync::{Arc, Mutex};

#[test]
fn a_program_that_ends_in_the_middle_sends_nothing_twice_and_loses_nothing() {
    for copying in [Copying::ByClients, Copying::ByItself] {
        for taken in [true, false] {
            let desk = Desk::new();
            desk.post.copies(copying);
            let id = desk.letter("une fois");
            desk.queue(&id);
            desk.post.next([Fate::Crash { taken }]);
            let desk = desk.crash();
            assert_eq!(desk.state(&id), "sending", "it was written down before the line was opened");
            for _ in 0..30 {
                desk.run_after(20 * MINUTE);
            }
            assert_eq!(desk.post.taken().len(), usize::from(taken), "{copying:?}, taken: {taken}");
            let found = taken && copying == Copying::ByItself;
            assert_eq!(desk.state(&id), if found { "sent" } else { "unknown" });
            if !found {
                assert_eq!(desk.failure(&id), "outgoing_unknown", "a person decides");
            }
        }
    }
}

#[test]
fn a_line_that_breaks_behind_the_last_word_is_settled_by_the_folder_of_what_was_sent() {
    let desk = Desk::new();
    desk.post.copies(Copying::ByItself);
    let (went, lost) = (desk.letter("parti"), desk.letter("perdu"));
    desk.queue(&went);
    desk.queue(&lost);
    desk.post.next([Fate::CutAtTheEnd { taken: true }, Fate::CutAtTheEnd { taken: false }]);
    desk.run();
    assert_eq!((desk.state(&went), desk.state(&lost)), ("sent".into(), "unknown".into()));
    assert_eq!(desk.post.taken().len(), 1);
    // Only who decides sends it again.
    for _ in 0..50 {
        desk.run_after(60 * MINUTE);
    }
    assert_eq!((desk.post.taken().len(), desk.state(&lost)), (1, "unknown".into()));
    desk.base.post(&format!("/outbox/{lost}/again"), &json!({}));
    desk.run();
    assert_eq!((desk.post.taken().len(), desk.state(&lost)), (2, "sent".into()));
}

#[test]
fn what_somebody_saw_that_it_went_is_sent_without_being_sent() {
    let desk = Desk::new();
    let id = desk.letter("vu");
    desk.queue(&id);
    desk.post.next([Fate::CutAtTheEnd { taken: true }]);
    desk.run();
    assert_eq!(desk.state(&id), "unknown");
    let late = desk.base.ask(axum::http::Method::DELETE, &format!("/outbox/{id}"), None).problem();
    assert_eq!(late.key, "outgoing_under_way", "it may have gone: it is not thrown away");
    desk.base.post(&format!("/outbox/{id}/settled"), &json!({}));
    desk.run();
    assert_eq!((desk.state(&id), desk.post.taken().len()), ("sent".into(), 1));
    assert_eq!(desk.post.copied(), 1, "and it lies where one looks for it");
    assert!(desk.get(&id)["message"].is_string(), "and is kept");
}

#[test]
fn a_line_that_breaks_before_the_last_word_is_tried_again_by_itself() {
    let desk = Desk::new();
    let id = desk.letter("coupé");
    let first = text(&desk.queue(&id), "message_id");
    desk.post.next([Fate::Cut, Fate::Cut]);
    desk.run();
    assert_eq!((desk.state(&id), desk.failure(&id)), ("waiting".into(), "mail_unreachable".into()));
    desk.run();
    assert_eq!(desk.get(&id)["attempts"], 1, "not before its minute is over");
    desk.run_after(MINUTE);
    desk.run_after(5 * MINUTE);
    assert_eq!((desk.state(&id), desk.post.taken().len()), ("sent".into(), 1));
    assert!(desk.post.taken()[0].1.contains(&first), "with the id that it had");
}

#[test]
fn the_copy_in_the_folder_of_what_was_sent_is_there_once_whatever_breaks() {
    for is_crash in [false, true] {
        for kept in [true, false] {
            let desk = Desk::new();
            let id = desk.letter("copie");
            desk.queue(&id);
            desk.post.break_copy(kept, is_crash);
            let desk = if is_crash {
                desk.crash()
            } else {
                desk.run();
                desk
            };
            assert_eq!(desk.state(&id), "sent");
            for _ in 0..10 {
                desk.run_after(10 * MINUTE);
            }
            assert_eq!(
                (desk.post.copied(), desk.post.taken().len()),
                (1, 1),
                "crash: {is_crash}, kept: {kept}"
            );
        }
    }
    let gmail = Desk::new();
    gmail.post.copies(Copying::ByItself);
    let id = gmail.letter("chez Gmail");
    gmail.queue(&id);
    gmail.run();
    gmail.run();
    assert_eq!(gmail.post.copied(), 1, "it puts one there by itself");
    assert_eq!(
        outbox::run(&gmail.base.core, &Stop::default()).unwrap().next_at,
        None,
        "nothing is left to do"
    );
}

#[test]
fn a_copy_waits_for_the_server_and_the_message_does_not() {
    let desk = Desk::new();
    let id = desk.letter("copie");
    desk.queue(&id);
    desk.post.shut_in(Some(Trouble::Unreachable));
    desk.run();
    assert_eq!((desk.state(&id), desk.post.copied()), ("sent".into(), 0));
    desk.post.shut_in(None);
    desk.run_after(2 * MINUTE);
    assert_eq!((desk.post.copied(), desk.post.taken().len()), (1, 1));
}

#[test]
fn two_who_send_at_once_send_it_once() {
    let desk = Desk::new();
    let id = desk.letter("une fois");
    desk.queue(&id);
    let core = desk.base.core.clone();
    let seen = Arc::new(Mutex::new(None));
    let told = Arc::clone(&seen);
    desk.post.meanwhile(move || {
        *told.lock().unwrap() = Some(outbox::run(&core, &Stop::default()).unwrap());
    });
    desk.run();
    assert!(seen.lock().unwrap().unwrap().is_busy, "the other one does nothing meanwhile");
    assert_eq!((desk.post.taken().len(), desk.state(&id)), (1, "sent".into()));
}

#[test]
fn what_is_being_sent_cannot_be_called_back_and_what_waits_can() {
    let desk = Desk::new();
    let id = desk.letter("non");
    let queued = desk.queue(&id);
    assert_eq!(queued["due_at"].as_i64().unwrap() - desk.base.now(), 10_000, "ten seconds to think again");
    assert_eq!(desk.run_after(8_000).sent, 0);
    let back = desk.base.post(&format!("/outbox/{id}/cancel"), &json!({}));
    assert_eq!((back["state"].clone(), back["message_id"].clone()), (json!("draft"), json!(null)));
    desk.run();
    assert!(desk.post.taken().is_empty());
    desk.queue(&id);
    let core = desk.base.core.clone();
    let late = Arc::new(Mutex::new(String::new()));
    let told = Arc::clone(&late);
    let wanted: relance_model::Id = id.parse().unwrap();
    desk.post.meanwhile(move || {
        *told.lock().unwrap() = outbox::cancel(&core, wanted).unwrap_err().key;
    });
    desk.run();
    assert_eq!(*late.lock().unwrap(), "outgoing_under_way");
    assert_eq!(desk.post.taken().len(), 1);
    assert_eq!(desk.base.post_refused(&format!("/outbox/{id}/cancel"), &json!({})).key, "outgoing_under_way");
}

#[test]
fn who_is_erased_while_her_message_goes_leaves_nothing_behind() {
    let desk = Desk::new();
    let lea = desk.lea();
    let id = desk.draft(
        &json!({ "to": [{ "address": "lea@nord.example" }], "subject": "x", "html": "<p>Bonjour,</p>" }),
    );
    desk.queue(&id);
    let core = desk.base.core.clone();
    desk.post.meanwhile(move || {
        let rules = core.rules().unwrap();
        let erase = relance_model::prospects::BulkAction::Erase { count: 1 };
        let all = [lea.parse().unwrap()];
        core.change_for_good(relance_core::Caller::User, "prospects.bulk", |tx| {
            relance_core::prospects::bulk(tx, &all, &erase, &rules)
        })
        .unwrap();
    });
    desk.run();
    assert_eq!(desk.base.get("/outbox")["total"], 0);
    assert_eq!(desk.base.get("/mail")["total"], 0);
    assert_eq!(desk.post.taken().len(), 1, "what has gone has gone");
}

#[test]
fn a_backup_that_is_put_back_sends_nothing_again() {
    let desk = Desk::new();
    let id = desk.letter("avant");
    desk.queue(&id);
    let path = text(&desk.base.post("/backups", &json!({})), "path");
    desk.run();
    assert_eq!(desk.post.taken().len(), 1);
    desk.base.post("/backups/restore", &json!({ "path": path }));
    for _ in 0..3 {
        desk.run_after(MINUTE);
    }
    assert_eq!((desk.post.taken().len(), desk.state(&id)), (1, "sent".into()), "found among what was sent");
}
