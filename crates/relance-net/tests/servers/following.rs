//! Mailboxes that are followed: what comes is there by itself, what is done here goes there, and what each message asks for.

use crate::{
    lab::{self, address},
    sync::{Desk, from},
};
use relance_core::{
    Caller, history, inbox,
    mail::{self, Bell},
};
use relance_model::{
    Id,
    history::UndoRequest,
    inbox::{ArrivalKind, Conversation, ConversationState, InboxQuery, InboxRead, InboxShow, InboxWho},
    mail::MailKeeps,
};
use relance_world::mail::{Flag, Flags};
use std::{
    thread,
    time::{Duration, Instant},
};

fn conversations(desk: &Desk, show: InboxShow) -> Vec<Conversation> {
    let query = InboxQuery { show, who: InboxWho::All, ..InboxQuery::default() };
    let now = desk.core.now();
    desk.core.read(|db| inbox::list(db, &query, now)).unwrap().items
}

fn until(what: &str, is_so: impl Fn() -> bool) -> Duration {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "never: {what}");
        thread::park_timeout(Duration::from_millis(10));
    }
    begun.elapsed()
}

/// A message of now.
fn today(who: &str, to: &str, subject: &str, more: &str) -> Vec<u8> {
    let at = chrono::Utc::now().to_rfc2822();
    let bytes = from(who, to, subject, more);
    String::from_utf8(bytes).unwrap().replace("Mon, 23 Nov 2026 10:00:00 +0100", &at).into_bytes()
}

#[test]
fn what_comes_is_there_within_seconds_and_what_is_read_here_is_read_there() {
    let desk = Desk::new("f01", MailKeeps::All);
    let bell = Bell::default();
    let (core, account, theirs) = (desk.core.clone(), desk.account, bell.clone());
    let follower = thread::spawn(move || mail::follow(&core, account, &theirs));
    until("it was read once", || mail::health_of(&desk.core, account).unwrap().succeeded_at.is_some());
    desk.put("INBOX", &today("lea@client.test", "f01", "nouveau", ""));
    let took = until("it is there", || desk.kept().contains(&"nouveau".to_owned()));
    assert!(took < Duration::from_secs(5), "{took:?}");
    let conversation = conversations(&desk, InboxShow::Answer).remove(0);
    assert_eq!((conversation.state, conversation.unread), (ConversationState::Answer, 1));

    let read = InboxRead { ids: vec![conversation.id], is_read: true };
    desk.core.change(Caller::User, "inbox.read", |tx| inbox::read(tx, &read)).unwrap();
    bell.ring();
    let seen = || flags(&desk).has(Flag::Seen);
    until("it is read there", seen);
    history::undo(&desk.core, Caller::User, &UndoRequest::default()).unwrap();
    bell.ring();
    until("the undo goes there too", || !seen());
    bell.end();
    follower.join().unwrap();
}

/// The flags of the only message of the inbox, as the server has them.
fn flags(desk: &Desk) -> Flags {
    let mut mailbox = lab::mailbox(desk.name);
    mailbox.open("INBOX").unwrap();
    let mut found = Flags::default();
    mailbox
        .fetch(&relance_world::mail::Uids::all(), relance_world::mail::Want::Flags, &mut |one| {
            found = one.flags;
            relance_world::mail::Flow::On
        })
        .unwrap();
    found
}

#[test]
fn what_both_sides_changed_is_both() {
    let desk = Desk::new("f02", MailKeeps::All);
    desk.put("INBOX", &today("lea@client.test", "f02", "deux", ""));
    desk.read();
    let id = conversations(&desk, InboxShow::All)[0].id;
    let read = InboxRead { ids: vec![id], is_read: true };
    desk.core.change(Caller::User, "inbox.read", |tx| inbox::read(tx, &read)).unwrap();
    let mut mailbox = lab::mailbox("f02");
    let state = mailbox.open("INBOX").unwrap();
    let one = [state.uid_next - 1].into_iter().collect();
    mailbox.mark(&one, [Flag::Flagged].into_iter().collect(), Flags::default()).unwrap();
    desk.read();
    desk.read();
    assert!(flags(&desk).has(Flag::Seen) && flags(&desk).has(Flag::Flagged), "{:?}", flags(&desk));
    assert_eq!(desk.core.read(mail::unsettled).unwrap().0, 0, "nothing is owed");
}

#[test]
fn what_asks_for_an_answer_is_asked_for_and_the_years_before_are_not() {
    let desk = Desk::new("f03", MailKeeps::All);
    desk.put(
        "INBOX",
        &from("old@client.test", "f03", "autrefois", "").replacing("23 Nov 2026", "23 Nov 2020"),
    );
    desk.put("INBOX", &today("lea@client.test", "f03", "question", ""));
    desk.put("INBOX", &today("hugo@client.test", "f03", "absence", "Auto-Submitted: auto-replied\r\n"));
    desk.put("Sent", &mine("f03", "lucie@client.test", "relance"));
    desk.read();
    let of = |show| conversations(&desk, show).into_iter().filter_map(|one| one.subject).collect::<Vec<_>>();
    assert_eq!(of(InboxShow::Answer), ["question"], "a machine asks for nothing, nor do the years before");
    assert_eq!(of(InboxShow::Waiting), ["relance"]);
    assert_eq!(of(InboxShow::All).len(), 4);
    // What she answers makes it ours again.
    desk.put("INBOX", &today("lucie@client.test", "f03", "oui", "In-Reply-To: <relance@desk.test>\r\n"));
    desk.read();
    assert!(of(InboxShow::Answer).contains(&"relance".to_owned()));
    assert!(of(InboxShow::Waiting).is_empty());
}

trait Replacing {
    fn replacing(self, what: &str, by: &str) -> Vec<u8>;
}

impl Replacing for Vec<u8> {
    fn replacing(self, what: &str, by: &str) -> Vec<u8> {
        String::from_utf8(self).unwrap().replace(what, by).into_bytes()
    }
}

fn mine(name: &str, to: &str, subject: &str) -> Vec<u8> {
    let at = chrono::Utc::now().to_rfc2822();
    format!(
        "From: <{}>\r\nTo: <{to}>\r\nSubject: {subject}\r\nMessage-ID: <{subject}@desk.test>\r\nDate: {at}\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour\r\n",
        address(name)
    )
    .into_bytes()
}

fn notice(name: &str, failed: &str, original: &str) -> Vec<u8> {
    let at = chrono::Utc::now().to_rfc2822();
    format!(
        "From: MAILER-DAEMON@mx.test (Mail Delivery System)\r\nTo: <{}>\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Date: {at}\r\nMessage-ID: <notice.{original}@mx.test>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nI could not deliver your message.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.test\r\n\r\n\
         Final-Recipient: rfc822; {failed}\r\nAction: failed\r\nStatus: 5.1.1\r\n\
         Diagnostic-Code: smtp; 550 5.1.1 <{failed}>: user unknown\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{original}@desk.test>\r\nSubject: {original}\r\n\r\n--b--\r\n",
        address(name)
    )
    .into_bytes()
}

#[test]
fn a_notice_joins_the_conversation_it_is_about_and_one_about_nobody_here_is_not_kept() {
    let desk = Desk::new("f04", MailKeeps::Conversations);
    let lea: Id = desk.prospect("lea@client.test");
    desk.put("Sent", &mine("f04", "lea@client.test", "offre"));
    desk.put("INBOX", &notice("f04", "lea@client.test", "offre"));
    desk.put("INBOX", &notice("f04", "cousin@family.test", "photos"));
    desk.read();
    let all = conversations(&desk, InboxShow::All);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!((all[0].count, desk.told(lea)), (2, 2), "on her timeline too");
    let badge = all[0].arrival.clone().unwrap();
    assert_eq!((badge.kind, badge.address.as_deref()), (ArrivalKind::Bounce, Some("lea@client.test")));
    assert!(badge.evidence.unwrap().contains("user unknown"), "in the words of the server that refused");
    assert_eq!(all[0].state, ConversationState::Answer, "an address that takes no mail is to be mended");
    assert_eq!(desk.read(), (0, 0), "what was not kept is not fetched again");
}
