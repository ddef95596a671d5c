//! Whole mailboxes into a base: what is kept, what is known again, what the server says, what breaks.

use crate::lab::{self, address, message, servers};
use relance_core::{
    Caller, Core, Options,
    mail::{self, Stop},
    messages, prospects,
};
use relance_model::{
    Id,
    mail::{MailAccountEdit, MailAccountNew, MailKeeps, MailQuery, MailSecurity, MailServer, MailSynced},
    prospects::{BulkAction, ProspectEdit},
};
use relance_world::{
    SystemClock,
    fake::Pocket,
    mail::{
        Appended, Fetched, Flag, Flags, Flow, Folder, FolderState, Login, MailFault, MailNet, Mailbox, Place,
        Powers, Record, RecordKind, Stop as Halt, Submission, Trouble, Uids, Want, Whereabouts, Woken,
    },
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;

/// The real servers, over a line that breaks after so many messages; below zero it holds.
#[derive(Clone)]
struct Frail(Arc<AtomicI64>);

struct Line {
    mailbox: Box<dyn Mailbox>,
    left: Arc<AtomicI64>,
}

impl Whereabouts for Frail {
    fn page(&self, address: &str) -> Result<Option<String>, MailFault> {
        servers().page(address)
    }
    fn records(&self, name: &str, kind: RecordKind) -> Result<Vec<Record>, MailFault> {
        servers().records(name, kind)
    }
}

impl MailNet for Frail {
    fn mailbox(&self, place: &Place, login: &Login) -> Result<Box<dyn Mailbox>, MailFault> {
        let mailbox = servers().mailbox(place, login)?;
        Ok(Box::new(Line { mailbox, left: Arc::clone(&self.0) }))
    }
    fn submission(&self, place: &Place, login: &Login) -> Result<Box<dyn Submission>, MailFault> {
        servers().submission(place, login)
    }
}

impl Mailbox for Line {
    fn powers(&self) -> Powers {
        self.mailbox.powers()
    }
    fn folders(&mut self) -> Result<Vec<Folder>, MailFault> {
        self.mailbox.folders()
    }
    fn open(&mut self, folder: &str) -> Result<FolderState, MailFault> {
        self.mailbox.open(folder)
    }
    fn fetch(
        &mut self,
        uids: &Uids,
        want: Want,
        each: &mut dyn FnMut(Fetched<'_>) -> Flow,
    ) -> Result<u64, MailFault> {
        let left = Arc::clone(&self.left);
        let fetched = self.mailbox.fetch(uids, want, &mut |one| {
            if left.load(Ordering::SeqCst) == 0 {
                return Flow::Enough;
            }
            left.fetch_sub(1, Ordering::SeqCst);
            each(one)
        });
        match left.load(Ordering::SeqCst) {
            0 => Err(MailFault::new(Trouble::Unreachable, "cut")),
            _ => fetched,
        }
    }
    fn find(&mut self, message_id: &str) -> Result<Vec<u32>, MailFault> {
        self.mailbox.find(message_id)
    }
    fn mark(&mut self, uids: &Uids, set: Flags, unset: Flags) -> Result<(), MailFault> {
        self.mailbox.mark(uids, set, unset)
    }
    fn relocate(&mut self, uids: &Uids, folder: &str) -> Result<(), MailFault> {
        self.mailbox.relocate(uids, folder)
    }
    fn append(&mut self, folder: &str, flags: Flags, bytes: &[u8]) -> Result<Option<Appended>, MailFault> {
        self.mailbox.append(folder, flags, bytes)
    }
    fn wait(&mut self, patience: Duration, stop: &Halt) -> Result<Woken, MailFault> {
        self.mailbox.wait(patience, stop)
    }
    fn close(self: Box<Self>) {
        self.mailbox.close();
    }
}

/// A base with somebody's mailbox connected.
pub struct Desk {
    pub core: Core,
    pub account: Id,
    pub name: &'static str,
    left: Arc<AtomicI64>,
    _folder: TempDir,
}

fn new_account(name: &str, host: &str, keeps: MailKeeps) -> MailAccountNew {
    let server = |port: &str, usual| MailServer {
        host: host.to_owned(),
        port: lab::port(port, usual),
        security: MailSecurity::Tls,
    };
    MailAccountNew {
        email: address(name),
        imap: server("IMAPS_PORT", 10993),
        smtp: MailServer { host: lab::PLAIN.to_owned(), ..server("SMTPS_PORT", 10465) },
        password: format!("{name}-pw"),
        ca: Some(String::from_utf8(lab::ca()).expect("as it should be")),
        keeps,
        ..MailAccountNew::default()
    }
}

fn base() -> (Core, Arc<AtomicI64>, TempDir) {
    let folder = TempDir::new().expect("as it should be");
    let left = Arc::new(AtomicI64::new(-1));
    let core = Core::open(Options {
        folder: folder.path().join("base"),
        clock: Arc::new(SystemClock),
        keychain: Arc::new(Pocket::default()),
        mail: Arc::new(Frail(Arc::clone(&left))),
        english: false,
    });
    (core.expect("as it should be"), left, folder)
}

impl Desk {
    pub fn new(name: &'static str, keeps: MailKeeps) -> Self {
        Self::at(name, lab::PLAIN, keeps)
    }
    fn at(name: &'static str, host: &str, keeps: MailKeeps) -> Self {
        let (core, left, _folder) = base();
        let account =
            mail::add(&core, Caller::User, &new_account(name, host, keeps)).expect("as it should be").value;
        Self { core, account, name, left, _folder }
    }
    fn sync(&self) -> MailSynced {
        mail::sync(&self.core, self.account, None, &Stop::default()).expect("as it should be")
    }
    /// How many were looked at and kept by reading the account, which went well.
    pub fn read(&self) -> (u64, u64) {
        let done = self.sync();
        assert_eq!(done.failure, None);
        (done.fetched, done.stored)
    }
    pub fn put(&self, folder: &str, bytes: &[u8]) {
        lab::mailbox(self.name).append(folder, Flags::default(), bytes).expect("as it should be");
    }
    pub fn prospect(&self, email: &str) -> Id {
        let rules = self.core.rules().expect("as it should be");
        let edit = ProspectEdit { email: Some(Some(email.to_owned())), ..ProspectEdit::default() };
        let made =
            self.core.change(Caller::User, "prospects.create", |tx| prospects::add(tx, &edit, &rules, false));
        made.expect("as it should be").value
    }
    /// Subjects of what is kept, in the order of the alphabet.
    pub fn kept(&self) -> Vec<String> {
        let query = MailQuery { limit: Some(200), ..MailQuery::default() };
        let list = self.core.read(|db| messages::list(db, &query)).expect("as it should be");
        let mut all: Vec<String> = list.items.into_iter().filter_map(|item| item.subject).collect();
        all.sort();
        all
    }
    fn found(&self, words: &str) -> u64 {
        let query = MailQuery { search: Some(words.to_owned()), ..MailQuery::default() };
        self.core.read(|db| messages::list(db, &query)).expect("as it should be").total
    }
    /// E-mails on a timeline.
    pub fn told(&self, prospect: Id) -> i64 {
        let count = "SELECT count(*) FROM activity WHERE kind = 'email' AND prospect_id = ?1";
        self.core.read(|db| db.scalar(count, [prospect.0])).expect("as it should be")
    }
}

/// A message of somebody, with more of its header.
pub fn from(who: &str, to: &str, subject: &str, more: &str) -> Vec<u8> {
    format!(
        "From: <{who}>\r\nTo: <{}>\r\nSubject: {subject}\r\nMessage-ID: <{subject}@else.test>\r\n\
         Date: Mon, 23 Nov 2026 10:00:00 +0100\r\n{more}Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour {subject}\r\n",
        address(to)
    )
    .into_bytes()
}

#[test]
fn conversations_with_prospects_are_kept_and_of_the_rest_nothing_until_somebody_becomes_one() {
    let desk = Desk::new("u20", MailKeeps::Conversations);
    let lea = desk.prospect("lea@client.test");
    desk.put("INBOX", &from("lea@client.test", "u20", "question", ""));
    desk.put(
        "INBOX",
        &from("colleague@client.test", "u20", "answer", "In-Reply-To: <question@else.test>\r\n"),
    );
    desk.put("INBOX", &from("news@letters.test", "u20", "promotion", ""));
    desk.put("INBOX", &from("hugo@other.test", "u20", "hello", ""));
    // What answers a message of hers belongs to the conversation, whoever wrote it and whichever comes first.
    desk.read();
    assert_eq!((desk.kept(), desk.told(lea)), (vec!["answer".to_owned(), "question".to_owned()], 1));
    assert_eq!((desk.found("bonjour question"), desk.found("promotion")), (1, 0));
    assert_eq!(desk.read(), (0, 0), "what is known is not asked for again");

    let hugo = desk.prospect("hugo@other.test");
    assert_eq!(desk.read(), (1, 1));
    assert_eq!((desk.kept().len(), desk.told(hugo)), (3, 1));
    assert_eq!(desk.found("hello"), 1);
}

#[test]
fn headers_of_the_rest_are_kept_where_asked_for_and_completed_when_she_becomes_a_prospect() {
    let desk = Desk::new("u21", MailKeeps::Headers);
    desk.put("INBOX", &from("hugo@other.test", "u21", "hello", ""));
    desk.read();
    assert_eq!(
        (desk.kept(), desk.found("bonjour")),
        (vec!["hello".to_owned()], 0),
        "its words were not fetched"
    );
    let hugo = desk.prospect("hugo@other.test");
    assert_eq!(desk.read(), (1, 0), "looked at again, and no second one");
    assert_eq!((desk.kept().len(), desk.found("bonjour"), desk.told(hugo)), (1, 1, 1));
}

#[test]
fn one_message_in_three_folders_is_one_and_its_flags_follow_the_server() {
    let desk = Desk::new("o05", MailKeeps::All);
    let bytes = message("o05", "o05", "thrice");
    let mut mailbox = lab::mailbox("o05");
    for folder in ["INBOX", "Sent Items", "Archive"] {
        mailbox.append(folder, Flags::default(), &bytes).unwrap();
    }
    assert_eq!(desk.read(), (3, 1));
    assert_eq!(desk.read(), (0, 0));
    let is_read = |desk: &Desk| {
        desk.core.read(|db| messages::list(db, &MailQuery::default())).unwrap().items[0].is_read
    };
    assert!(!is_read(&desk));
    let state = mailbox.open("INBOX").unwrap();
    let one: Uids = [state.uid_next - 1].into_iter().collect();
    mailbox.mark(&one, [Flag::Seen].into_iter().collect(), Flags::default()).unwrap();
    assert_eq!(desk.read(), (0, 0));
    assert!(is_read(&desk), "read elsewhere is read here");
    mailbox.relocate(&one, "Deleted Items").unwrap();
    assert_eq!(desk.read(), (0, 0));
    assert_eq!(desk.kept().len(), 1, "what leaves the server stays here");
}

#[test]
fn a_server_without_numbers_of_changes_is_followed_as_well() {
    let desk = Desk::at("o03", lab::MICROSOFT, MailKeeps::All);
    desk.put("INBOX", &message("o03", "o03", "one"));
    assert_eq!(desk.read(), (1, 1));
    let mut mailbox = lab::mailbox("o03");
    let state = mailbox.open("INBOX").unwrap();
    let first: Uids = [state.uid_next - 1].into_iter().collect();
    mailbox.mark(&first, [Flag::Seen].into_iter().collect(), Flags::default()).unwrap();
    desk.put("INBOX", &message("o03", "o03", "two"));
    assert_eq!(desk.read(), (1, 1));
    let list = desk.core.read(|db| messages::list(db, &MailQuery::default())).unwrap();
    let mut read: Vec<bool> = list.items.iter().map(|item| item.is_read).collect();
    read.sort_unstable();
    assert_eq!(read, [false, true]);
}

#[test]
fn where_all_mail_shows_what_other_folders_show_each_message_is_kept_once() {
    let desk = Desk::at("g02", lab::GMAIL, MailKeeps::All);
    desk.put("INBOX", &message("g02", "g02", "one"));
    desk.put("INBOX", &message("g02", "g02", "two"));
    assert_eq!(desk.read().1, 2);
    assert_eq!(desk.kept(), ["Devis n° one", "Devis n° two"]);
    let health = mail::health_of(&desk.core, desk.account).unwrap();
    assert_eq!((health.seen, health.kept), (4, 2), "both were seen in both folders");
    assert_eq!(desk.read(), (0, 0));
}

#[test]
fn a_line_that_breaks_anywhere_loses_nothing_and_brings_nothing_twice() {
    let desk = Desk::new("o06", MailKeeps::All);
    let lea = desk.prospect("lea@client.test");
    for number in 0..12 {
        desk.put("INBOX", &from("lea@client.test", "o06", &format!("n{number}"), ""));
        desk.put("Archive", &from("lea@client.test", "o06", &format!("n{number}"), ""));
    }
    let mut breaks = 0;
    // Each try gets a little further than the one before.
    for after in 1..60 {
        desk.left.store(after, Ordering::SeqCst);
        let done = desk.sync();
        match done.failure {
            Some(failure) => {
                assert_eq!(failure.key, "mail_unreachable");
                breaks += 1;
            }
            None => break,
        }
    }
    assert!(breaks > 5, "it broke {breaks} times");
    desk.left.store(-1, Ordering::SeqCst);
    desk.read();
    assert_eq!((desk.kept().len(), desk.told(lea)), (12, 12));
    assert_eq!(desk.read(), (0, 0));
}

#[test]
fn a_list_that_breaks_takes_nothing_for_gone() {
    let desk = Desk::at("o04", lab::MICROSOFT, MailKeeps::All);
    for number in 0..5 {
        desk.put("INBOX", &message("o04", "o04", &format!("n{number}")));
    }
    assert_eq!(desk.read(), (5, 5));
    desk.left.store(2, Ordering::SeqCst);
    assert!(desk.sync().failure.is_some());
    let health = mail::health_of(&desk.core, desk.account).unwrap();
    assert_eq!(health.failure.map(|failure| failure.key).as_deref(), Some("mail_unreachable"));
    assert!(health.failing_at.is_some() && health.succeeded_at.is_some());
    assert_eq!(health.seen, 5, "all places are known still");
    desk.left.store(-1, Ordering::SeqCst);
    assert_eq!(desk.read(), (0, 0));
    let health = mail::health_of(&desk.core, desk.account).unwrap();
    assert_eq!((health.failure, health.failing_at), (None, None));
}

#[test]
fn a_folder_made_anew_has_other_numbers_and_no_message_twice() {
    let desk = Desk::new("u24", MailKeeps::All);
    desk.put("INBOX", &message("u24", "u24", "old"));
    assert_eq!(desk.read(), (1, 1));
    // The server counts anew: what was known of its numbers is worth nothing.
    let change = "UPDATE mail_folder SET uid_validity = uid_validity - 1";
    desk.core.change(Caller::User, "mail.sync", |tx| tx.db().execute(change, [])).unwrap();
    desk.put("INBOX", &message("u24", "u24", "new"));
    assert_eq!(desk.read(), (2, 1), "both looked at, one of them known again");
    assert_eq!(desk.kept().len(), 2);
}

#[test]
fn who_is_erased_does_not_come_back_from_the_server() {
    let desk = Desk::new("u25", MailKeeps::All);
    let lea = desk.prospect("lea@client.test");
    desk.put("INBOX", &from("lea@client.test", "u25", "secret", ""));
    assert_eq!(desk.read(), (1, 1));
    let rules = desk.core.rules().unwrap();
    let erase = BulkAction::Erase { count: 1 };
    desk.core
        .change_for_good(Caller::User, "prospects.bulk", |tx| prospects::bulk(tx, &[lea], &erase, &rules))
        .unwrap();
    assert_eq!((desk.kept().len(), desk.found("secret")), (0, 0));
    assert_eq!(desk.read(), (0, 0));
    assert!(desk.kept().is_empty());
}

#[test]
fn what_is_attached_is_fetched_when_it_is_asked_for_and_kept_from_then_on() {
    let desk = Desk::new("u26", MailKeeps::All);
    let mut bytes = b"From: <a@b.test>\r\nSubject: file\r\nMessage-ID: <file@b.test>\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHere\r\n--x\r\n\
        Content-Type: application/pdf; name=plan.pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\n"
        .to_vec();
    bytes.extend(std::iter::repeat_n(b"%PDF a line of the plan\r\n".as_slice(), 400).flatten());
    bytes.extend(b"--x--\r\n");
    desk.put("INBOX", &bytes);
    assert_eq!(desk.read(), (1, 1));
    assert_eq!(desk.found("plan"), 1, "found by the name of its file");
    let id = desk.core.read(|db| messages::list(db, &MailQuery::default())).unwrap().items[0].id;
    let attached = desk.core.read(|db| messages::get(db, id)).unwrap().attachments.remove(0);
    assert!(!attached.is_kept);
    let file = mail::attachment(&desk.core, id, attached.id).unwrap();
    assert!(file.bytes.starts_with(b"%PDF") && file.name == "plan.pdf", "{} bytes", file.bytes.len());
    // Without the server.
    desk.left.store(0, Ordering::SeqCst);
    assert_eq!(mail::attachment(&desk.core, id, attached.id).unwrap().bytes, file.bytes);
}

#[test]
fn a_mailbox_is_connected_only_where_both_servers_let_one_in_and_leaves_nothing_behind() {
    let (core, ..) = base();
    let good = new_account("u27", lab::PLAIN, MailKeeps::All);
    let refused = |new: &MailAccountNew| {
        let failure = mail::add(&core, Caller::User, new).unwrap_err();
        (failure.key, failure.field.unwrap_or_default())
    };
    let field = |key: &str, field: &str| (key.to_owned(), field.to_owned());
    let wrong = MailAccountNew { password: "no".into(), ..good.clone() };
    assert_eq!(refused(&wrong), field("mail_credentials", "imap"));
    let shut = MailServer { port: 1, ..good.smtp.clone() };
    assert_eq!(refused(&MailAccountNew { smtp: shut, ..good.clone() }), field("mail_unreachable", "smtp"));
    assert_eq!(refused(&MailAccountNew { ca: None, ..good.clone() }), field("mail_certificate", "imap"));
    assert_eq!(refused(&MailAccountNew { email: "u27".into(), ..good.clone() }).1, "email");
    assert!(core.read(mail::all).unwrap().is_empty(), "nothing was written");

    let id = mail::add(&core, Caller::User, &good).unwrap().value;
    assert_eq!(refused(&good).0, "mail_account_exists");
    lab::mailbox("u27").append("INBOX", Flags::default(), &message("u27", "u27", "one")).unwrap();
    assert_eq!(mail::sync(&core, id, None, &Stop::default()).unwrap().stored, 1);
    let edit = MailAccountEdit { password: Some("no".into()), ..MailAccountEdit::default() };
    assert_eq!(mail::edit(&core, Caller::User, id, &edit).unwrap_err().key, "mail_credentials");
    assert_eq!(
        mail::sync(&core, id, None, &Stop::default()).unwrap().failure,
        None,
        "the old one is in use still"
    );

    mail::remove(&core, Caller::User, id).unwrap();
    assert_eq!(core.read(|db| messages::list(db, &MailQuery::default())).unwrap().total, 0);
    assert_eq!(core.read(|db| db.scalar::<i64>("SELECT count(*) FROM mail_place", [])).unwrap(), 0);
    assert!(mail::add(&core, Caller::User, &good).is_ok(), "and may be connected again");
}
