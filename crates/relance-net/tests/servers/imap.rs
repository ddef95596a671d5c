//! Reading mail.

use crate::lab::{self, mailbox, message, whole};
use relance_world::mail::{
    Fetched, Flag, Flags, Flow, FolderUse, Login, MailNet as _, Security, Stop, Trouble, Uids, Want, Woken,
};
use std::{
    thread,
    time::{Duration, Instant},
};

#[test]
fn one_signs_in_by_password_within_tls_after_starttls_and_in_the_clear() {
    for place in [lab::imaps("localhost"), lab::imap(Security::StartTls), lab::imap(Security::None)] {
        let mut mailbox = lab::servers().mailbox(&place, &lab::password("u01")).unwrap();
        assert!(mailbox.powers().idle && mailbox.powers().condstore, "{place:?}");
        assert!(!mailbox.folders().unwrap().is_empty());
        mailbox.close();
    }
}

#[test]
fn a_wrong_password_an_unknown_authority_and_a_shut_door_are_told_apart() {
    let wrong = Login::Password { user: lab::address("u01"), password: "wrong é\"\\".to_owned() };
    let refused = |place, login: &Login| lab::servers().mailbox(&place, login).err().unwrap();
    let fault = refused(lab::imaps("localhost"), &wrong);
    assert_eq!(fault.trouble, Trouble::Credentials, "{fault}");
    assert!(fault.said.contains("Authentication failed"), "its own words: {fault}");

    let mut stranger = lab::imaps("localhost");
    stranger.ca = None;
    assert_eq!(refused(stranger, &lab::password("u01")).trouble, Trouble::Certificate);
    let mut other_name = lab::imaps("localhost");
    other_name.host = "127.0.0.4".to_owned();
    let fault = refused(other_name, &lab::password("u01"));
    assert!(matches!(fault.trouble, Trouble::Certificate | Trouble::Unreachable), "{fault}");

    let mut shut = lab::imaps("localhost");
    shut.port = 1;
    assert_eq!(refused(shut, &lab::password("u01")).trouble, Trouble::Unreachable);
    let mut nowhere = lab::imaps("no-such-host.invalid");
    nowhere.ca = None;
    assert_eq!(refused(nowhere, &lab::password("u01")).trouble, Trouble::Unreachable);
    let mut no_tls = lab::imap(Security::Tls);
    no_tls.host = "localhost".to_owned();
    let fault = refused(no_tls, &lab::password("u01"));
    assert_eq!(fault.trouble, Trouble::Unsupported, "TLS where none is spoken: {fault}");
}

#[test]
fn folders_say_what_they_are_for_whatever_the_server_says() {
    let uses = |host: &str, name: &str| {
        let mut mailbox = lab::servers().mailbox(&lab::imaps(host), &lab::password(name)).unwrap();
        let folders = mailbox.folders().unwrap();
        let of = |used_for| {
            folders
                .iter()
                .find(|one| one.used_for == Some(used_for) && one.is_selectable)
                .map(|one| one.name.clone())
        };
        [FolderUse::Inbox, FolderUse::Sent, FolderUse::Drafts, FolderUse::Trash, FolderUse::All].map(of)
    };
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(uses(lab::PLAIN, "u02"), [some("INBOX"), some("Sent"), some("Drafts"), some("Trash"), None]);
    assert_eq!(
        uses(lab::GMAIL, "g01"),
        [
            some("INBOX"),
            some("[Gmail]/Sent Mail"),
            some("[Gmail]/Drafts"),
            some("[Gmail]/Trash"),
            some("[Gmail]/All Mail")
        ]
    );
    assert_eq!(
        uses(lab::MICROSOFT, "o01"),
        [some("INBOX"), some("Sent Items"), some("Drafts"), some("Deleted Items"), None]
    );
}

#[test]
fn a_message_put_in_is_read_back_byte_for_byte_marked_moved_and_found() {
    let mut mailbox = mailbox("u03");
    let bytes = message("u03", "u03", "put-in");
    let lies =
        mailbox.append("Drafts", [Flag::Seen, Flag::Draft].into_iter().collect(), &bytes).unwrap().unwrap();
    let state = mailbox.open("Drafts").unwrap();
    assert_eq!((state.uid_validity, state.uid_next), (lies.uid_validity, lies.uid + 1));
    assert_eq!(whole(&mut *mailbox, &Uids::all()).unwrap(), [(lies.uid, bytes.clone())]);
    assert_eq!(mailbox.find("<put-in@lab.test>").unwrap(), [lies.uid]);
    assert!(mailbox.find("<nobody@lab.test>").unwrap().is_empty());

    let one: Uids = [lies.uid].into_iter().collect();
    mailbox.mark(&one, [Flag::Flagged].into_iter().collect(), [Flag::Draft].into_iter().collect()).unwrap();
    let mut seen = Vec::new();
    mailbox
        .fetch(&one, Want::Header, &mut |one: Fetched<'_>| {
            let header = String::from_utf8_lossy(one.bytes.unwrap()).into_owned();
            seen.push((one.flags, one.size, one.received_at.is_some(), header));
            Flow::On
        })
        .unwrap();
    let (flags, size, has_date, header) = seen.remove(0);
    assert_eq!(
        flags,
        [Flag::Seen, Flag::Flagged].into_iter().collect::<Flags>(),
        "still unread is not what looking does"
    );
    assert_eq!(size, Some(u32::try_from(bytes.len()).unwrap()));
    assert!(has_date && header.contains("Subject: Devis") && !header.contains("Bonjour"), "{header}");

    mailbox.relocate(&one, "Trash").unwrap();
    assert!(whole(&mut *mailbox, &Uids::all()).unwrap().is_empty(), "it is here no more");
    mailbox.open("Trash").unwrap();
    assert!(!mailbox.find("<put-in@lab.test>").unwrap().is_empty(), "but there");
    assert_eq!(mailbox.relocate(&Uids::all(), "Nowhere").unwrap_err().trouble, Trouble::NoFolder);
    assert_eq!(mailbox.open("Nowhere & là").unwrap_err().trouble, Trouble::NoFolder);
}

#[test]
fn what_is_new_and_what_changed_is_asked_for_by_numbers() {
    let mut mailbox = mailbox("u04");
    for number in 0..3 {
        mailbox.append("INBOX", Flags::default(), &message("u04", "u04", &format!("new-{number}"))).unwrap();
    }
    let state = mailbox.open("INBOX").unwrap();
    assert_eq!(state.messages, 3);
    let nothing = whole(&mut *mailbox, &Uids::from(state.uid_next)).unwrap();
    assert!(nothing.is_empty(), "a server answers n:* with its last message, which is not new");
    let second: Uids = [state.uid_next - 2].into_iter().collect();
    mailbox.mark(&second, [Flag::Seen].into_iter().collect(), Flags::default()).unwrap();
    let mut changed = Vec::new();
    mailbox
        .fetch(&Uids::all(), Want::FlagsSince(state.highest_modseq.unwrap()), &mut |one: Fetched<'_>| {
            changed.push((one.uid, one.flags.has(Flag::Seen)));
            Flow::On
        })
        .unwrap();
    assert_eq!(changed, [(state.uid_next - 2, true)]);
    let stopped = mailbox.fetch(&Uids::all(), Want::Whole, &mut |_: Fetched<'_>| Flow::Enough).unwrap_err();
    assert_eq!(stopped.trouble, Trouble::Stopped);
}

#[test]
fn microsoft_is_asked_for_nothing_that_it_does_not_have() {
    let mut mailbox = lab::servers().mailbox(&lab::imaps(lab::MICROSOFT), &lab::password("o02")).unwrap();
    assert!(!mailbox.powers().condstore && !mailbox.powers().special_use);
    mailbox.append("INBOX", Flags::default(), &message("o02", "o02", "plain")).unwrap();
    let state = mailbox.open("INBOX").unwrap();
    assert_eq!(state.highest_modseq, None);
    let mut flags = Vec::new();
    let came = mailbox.fetch(&Uids::all(), Want::FlagsSince(1), &mut |one: Fetched<'_>| {
        flags.push((one.uid, one.modseq));
        Flow::On
    });
    assert_eq!(
        (came.unwrap(), flags),
        (1, vec![(state.uid_next - 1, None)]),
        "all flags, where none are told apart"
    );
}

#[test]
fn new_mail_wakes_who_waits_within_a_second_and_a_stop_is_heard() {
    let mut waiting = mailbox("u05");
    waiting.open("INBOX").unwrap();
    let began = Instant::now();
    assert_eq!(waiting.wait(Duration::from_millis(600), &Stop::default()).unwrap(), Woken::Quiet);
    assert!(began.elapsed() >= Duration::from_millis(600));
    let sender = thread::spawn(|| {
        let mut other = mailbox("u05");
        lab::pause(Duration::from_millis(300));
        let before = Instant::now();
        other.append("INBOX", Flags::default(), &message("u05", "u05", "wake")).unwrap();
        before
    });
    assert_eq!(waiting.wait(Duration::from_secs(60), &Stop::default()).unwrap(), Woken::News);
    let late = sender.join().unwrap().elapsed();
    assert!(late < Duration::from_secs(10), "{late:?}");
    assert_eq!(whole(&mut *waiting, &Uids::all()).unwrap().len(), 1, "the connection goes on after a wait");

    let stop = Stop::default();
    let other = stop.clone();
    thread::spawn(move || {
        lab::pause(Duration::from_millis(300));
        other.now();
    });
    assert_eq!(waiting.wait(Duration::from_secs(60), &stop).unwrap(), Woken::Stopped);
}

#[test]
fn what_comes_between_reading_and_waiting_is_not_missed() {
    let mut waiting = mailbox("u06");
    waiting.open("INBOX").unwrap();
    mailbox("u06").append("INBOX", Flags::default(), &message("u06", "u06", "between")).unwrap();
    // The server tells of it with the answer to whatever is asked next.
    let _ = waiting.fetch(&Uids::from(1000), Want::Flags, &mut |_: Fetched<'_>| Flow::On);
    assert_eq!(waiting.wait(Duration::from_secs(30), &Stop::default()).unwrap(), Woken::News);
}
