//! Sending through real servers: it arrives, it lies once among what was sent, it never goes twice wherever the line is cut.

use crate::{
    lab::{self, address, message, servers},
    smtp::arrived,
};
use relance_core::{
    Caller, Core, Options,
    mail::{self, Stop},
    messages, outbox, prospects,
};
use relance_model::{
    Id,
    mail::{MailAccountNew, MailKeeps, MailQuery, MailSecurity, MailServer},
    outbox::{Outgoing, OutgoingEdit, OutgoingSend, OutgoingState, Person},
    prospects::ProspectEdit,
};
use relance_world::{
    Clock as _, Keychain as _,
    fake::{HandClock, Pocket},
    mail::{Flags, FolderUse, MailNet as _},
};
use std::{
    io::{Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    thread,
    time::Duration,
};
use tempfile::TempDir;

const MINUTE: i64 = 60_000;

/// A base with somebody's mailbox connected, at a time set by hand.
struct Desk {
    core: Core,
    clock: Arc<HandClock>,
    keychain: Arc<Pocket>,
    account: Id,
    name: &'static str,
    host: &'static str,
    _folder: TempDir,
}

impl Desk {
    fn new(name: &'static str) -> Self {
        Self::at(name, lab::PLAIN, lab::port("SMTPS_PORT", 10465))
    }
    fn at(name: &'static str, host: &'static str, smtp: u16) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(HandClock::at(relance_world::SystemClock.now()));
        let keychain = Arc::new(Pocket::default());
        let core = Core::open(Options {
            folder: folder.path().join("base"),
            clock: clock.clone(),
            keychain: keychain.clone(),
            mail: Arc::new(servers()),
            english: false,
        })
        .unwrap();
        let server =
            |host: &str, port| MailServer { host: host.to_owned(), port, security: MailSecurity::Tls };
        let new = MailAccountNew {
            email: address(name),
            imap: server(host, lab::port("IMAPS_PORT", 10993)),
            smtp: server(lab::PLAIN, smtp),
            password: format!("{name}-pw"),
            ca: Some(String::from_utf8(lab::ca()).unwrap()),
            keeps: MailKeeps::All,
            ..MailAccountNew::default()
        };
        let account = mail::add(&core, Caller::User, &new).unwrap().value;
        Self { core, clock, keychain, account, name, host, _folder: folder }
    }
    fn queue(&self, to: &str, edit: OutgoingEdit) -> Outgoing {
        let to = if to.contains('@') { to.to_owned() } else { address(to) };
        let edit = OutgoingEdit {
            to: edit.to.clone().or(Some(vec![Person { name: None, address: to }])),
            html: Some("<p>Bonjour,</p><p>à bientôt</p>".to_owned()),
            ..edit
        };
        let draft = outbox::add(&self.core, &edit).unwrap();
        outbox::send(&self.core, draft.item.id, &OutgoingSend::default(), true).unwrap()
    }
    fn subject(subject: &str) -> OutgoingEdit {
        OutgoingEdit { subject: Some(subject.to_owned()), ..OutgoingEdit::default() }
    }
    fn run_after(&self, millis: i64) {
        self.clock.advance(millis);
        outbox::run(&self.core, &Stop::default()).unwrap();
    }
    fn get(&self, one: &Outgoing) -> Outgoing {
        self.core.read(|db| outbox::get(db, one.item.id)).unwrap()
    }
    fn failure(&self, one: &Outgoing) -> String {
        self.get(one).item.failure.map(|failure| failure.key).unwrap_or_default()
    }
    /// Copies of a message in the folder of what was sent.
    fn copies(&self, one: &Outgoing) -> usize {
        let mut mailbox = servers().mailbox(&lab::imaps(self.host), &lab::password(self.name)).unwrap();
        let sent =
            mailbox.folders().unwrap().into_iter().find(|folder| folder.used_for == Some(FolderUse::Sent));
        // Made with the first message only.
        if mailbox.open(&sent.unwrap().name).is_err() {
            return 0;
        }
        mailbox.find(&format!("<{}>", one.item.message_id.clone().unwrap())).unwrap().len()
    }
}

/// The id of a message as the helper of arrivals asks for it.
fn id(one: &Outgoing) -> String {
    one.item.message_id.clone().unwrap().replace("@lab.test", "")
}

#[test]
fn a_message_arrives_and_lies_once_among_what_was_sent() {
    let desk = Desk::new("u28");
    let sent = desk.queue("u29", Desk::subject("Devis d’été n° 1"));
    desk.run_after(0);
    assert_eq!(desk.get(&sent).item.state, OutgoingState::Sent);
    let came = String::from_utf8(arrived("u29", &id(&sent))).unwrap();
    assert!(came.contains("text/plain") && came.contains("text/html"), "{came}");
    assert_eq!(desk.copies(&sent), 1);
    desk.run_after(MINUTE);
    assert_eq!(desk.copies(&sent), 1);
    let done = mail::sync(&desk.core, desk.account, None, &Stop::default()).unwrap();
    assert_eq!((done.failure, done.stored), (None, 0), "known again when the mailbox is read");
    assert_eq!(desk.core.read(|db| messages::list(db, &MailQuery::default())).unwrap().total, 1);
}

#[test]
fn where_the_server_keeps_a_copy_by_itself_none_is_put_there() {
    let desk = Desk::at("g03", lab::GMAIL, lab::port("SMTPS_PORT", 10465));
    let sent = desk.queue("u29", Desk::subject("Gmail"));
    desk.run_after(0);
    arrived("u29", &id(&sent));
    desk.run_after(MINUTE);
    assert_eq!((desk.get(&sent).item.state, desk.copies(&sent)), (OutgoingState::Sent, 0));
}

#[test]
fn an_answer_stands_in_its_thread_on_both_sides() {
    let desk = Desk::new("u30");
    let edit = ProspectEdit { email: Some(Some(address("u31"))), ..ProspectEdit::default() };
    let rules = desk.core.rules().unwrap();
    desk.core
        .change(Caller::User, "prospects.create", |tx| prospects::add(tx, &edit, &rules, false))
        .unwrap();
    lab::mailbox("u30").append("INBOX", Flags::default(), &message("u31", "u30", "question-31")).unwrap();
    mail::sync(&desk.core, desk.account, None, &Stop::default()).unwrap();
    let question = desk.core.read(|db| messages::list(db, &MailQuery::default())).unwrap().items[0].clone();
    let edit = OutgoingEdit {
        answers: Some(question.id),
        to: None,
        html: Some("<p>Oui.</p>".to_owned()),
        ..OutgoingEdit::default()
    };
    let draft = outbox::add(&desk.core, &edit).unwrap();
    assert_eq!(draft.item.to[0].address, address("u31"));
    let sent = outbox::send(&desk.core, draft.item.id, &OutgoingSend::default(), true).unwrap();
    desk.run_after(0);
    let came = String::from_utf8(arrived("u31", &id(&sent))).unwrap();
    assert!(came.contains("In-Reply-To: <question-31@lab.test>"), "{came}");
    let list = desk.core.read(|db| messages::list(db, &MailQuery::default())).unwrap();
    assert_eq!((list.total, &list.items[0].thread), (2, &question.thread));
}

#[test]
fn whoever_gets_a_blind_copy_is_seen_by_nobody() {
    let desk = Desk::new("u32");
    let blind = vec![Person { name: None, address: address("u33") }];
    let sent = desk.queue("u29", OutgoingEdit { bcc: Some(blind), ..Desk::subject("Discret") });
    desk.run_after(0);
    for name in ["u29", "u33"] {
        let came = String::from_utf8(arrived(name, &id(&sent))).unwrap();
        // Each server says for whom it took a message; its own lines are not ours.
        let ours = came.split("\r\nDate: ").nth(1).unwrap();
        assert!(!ours.contains("u33@"), "{ours}");
    }
}

#[test]
fn what_a_server_refuses_says_which_address_and_whether_it_is_for_good() {
    let desk = Desk::new("u34");
    let for_good = desk.queue("rcpt550@bounce.test", Desk::subject("non"));
    let for_now = desk.queue("rcpt451@bounce.test", Desk::subject("plus tard"));
    let good = desk.queue("u29", Desk::subject("oui"));
    desk.run_after(0);
    let failed = desk.get(&for_good).item;
    assert_eq!(
        (failed.state, desk.failure(&for_good).as_str()),
        (OutgoingState::Failed, "outgoing_recipient_refused")
    );
    assert_eq!(failed.failure.unwrap().params["address"], "rcpt550@bounce.test");
    let waiting = desk.get(&for_now).item;
    assert_eq!((waiting.state, desk.failure(&for_now).as_str()), (OutgoingState::Waiting, "mail_later"));
    assert_eq!(waiting.next_at, Some(desk.core.now() + MINUTE));
    arrived("u29", &id(&good));
    desk.run_after(2 * MINUTE);
    assert_eq!(desk.get(&for_now).item.attempts, 2);
    outbox::cancel(&desk.core, for_now.item.id).unwrap();
    let to = OutgoingEdit {
        to: Some(vec![Person { name: None, address: address("u29") }]),
        ..OutgoingEdit::default()
    };
    outbox::edit(&desk.core, for_now.item.id, &to).unwrap();
    let mended = outbox::send(&desk.core, for_now.item.id, &OutgoingSend::default(), true).unwrap();
    desk.run_after(0);
    arrived("u29", &id(&mended));
}

#[test]
fn a_password_that_is_not_taken_any_more_keeps_it_waiting() {
    let desk = Desk::new("u35");
    let sent = desk.queue("u29", Desk::subject("clé"));
    let name = format!("mail-{}", desk.account);
    desk.keychain.set(&name, "wrong").unwrap();
    desk.run_after(0);
    assert_eq!(
        (desk.get(&sent).item.state, desk.failure(&sent).as_str()),
        (OutgoingState::Waiting, "mail_credentials")
    );
    desk.keychain.set(&name, "u35-pw").unwrap();
    outbox::hasten(&desk.core, desk.account).unwrap();
    desk.run_after(0);
    arrived("u29", &id(&sent));
}

/// Where a line is cut: after so many stretches of what the client says, the last of them heard by the server or not.
#[derive(Default)]
struct Scissors {
    after: AtomicI64,
    is_heard: AtomicI64,
}

/// A line to the server that is cut; below one it holds.
fn line(scissors: &Arc<Scissors>) -> u16 {
    let listener = TcpListener::bind((lab::PLAIN, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let scissors = Arc::clone(scissors);
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let server = TcpStream::connect((lab::PLAIN, lab::port("SMTPS_PORT", 10465))).unwrap();
            let (mut from_server, mut to_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
            thread::spawn(move || {
                let _ = std::io::copy(&mut from_server, &mut to_client);
                let _ = to_client.shutdown(Shutdown::Both);
            });
            let scissors = Arc::clone(&scissors);
            thread::spawn(move || cut(client, server, &scissors));
        }
    });
    port
}

fn cut(mut client: TcpStream, mut server: TcpStream, scissors: &Scissors) {
    let after = scissors.after.load(Ordering::SeqCst);
    let mut heard = 0;
    let mut bytes = [0; 16 << 10];
    while let Ok(count @ 1..) = client.read(&mut bytes) {
        heard += 1;
        let is_last = heard == after;
        if is_last {
            // What the server says from here on, nobody hears.
            let _ = client.shutdown(Shutdown::Both);
        }
        if (!is_last || scissors.is_heard.load(Ordering::SeqCst) == 1)
            && server.write_all(&bytes[..count]).is_err()
        {
            break;
        }
        if is_last {
            // The server gets to hear it before it is hung up on.
            lab::pause(Duration::from_millis(300));
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
    let _ = client.shutdown(Shutdown::Both);
}

#[test]
fn a_line_cut_at_any_step_never_delivers_twice_and_loses_nothing() {
    let scissors = Arc::new(Scissors::default());
    let desk = Desk::at("u36", lab::PLAIN, line(&scissors));
    let (mut all, mut seen) = (Vec::new(), [0, 0, 0]);
    for is_heard in [0, 1] {
        for after in 1..20 {
            let one = desk.queue("u37", Desk::subject(&format!("coupé {after} {is_heard}")));
            scissors.is_heard.store(is_heard, Ordering::SeqCst);
            scissors.after.store(after, Ordering::SeqCst);
            desk.run_after(0);
            scissors.after.store(0, Ordering::SeqCst);
            let state = desk.get(&one).item.state;
            match state {
                OutgoingState::Waiting => seen[0] += 1,
                OutgoingState::Unknown => seen[1] += 1,
                OutgoingState::Sent => seen[2] += 1,
                other => panic!("{other:?} after {after}"),
            }
            all.push(one);
            // The ones that wait go over a line that holds.
            desk.run_after(6 * MINUTE);
            if state == OutgoingState::Sent {
                break;
            }
        }
    }
    assert!(seen[0] >= 6 && seen[1] >= 1 && seen[2] >= 1, "waited, unknown, sent: {seen:?}");
    let last = desk.queue("u37", Desk::subject("dernier"));
    desk.run_after(0);
    arrived("u37", &id(&last));
    lab::pause(Duration::from_secs(3));
    let count = |one: &Outgoing| {
        let mut mailbox = lab::mailbox("u37");
        mailbox.open("INBOX").unwrap();
        mailbox.find(&format!("<{}>", one.item.message_id.clone().unwrap())).unwrap().len()
    };
    for one in &all {
        let state = desk.get(one).item.state;
        match (state, count(one)) {
            (OutgoingState::Sent, 1) => {}
            // A person looks, and decides.
            (OutgoingState::Unknown, 0) => drop(outbox::again(&desk.core, one.item.id).unwrap()),
            (OutgoingState::Unknown, 1) => drop(outbox::settled(&desk.core, one.item.id).unwrap()),
            other => panic!("{}: {other:?}", one.item.subject),
        }
    }
    desk.run_after(MINUTE);
    for one in &all {
        assert_eq!(desk.get(one).item.state, OutgoingState::Sent, "{}", one.item.subject);
        arrived("u37", &id(one));
        assert_eq!((count(one), desk.copies(one)), (1, 1), "{}", one.item.subject);
    }
}
