//! Servers that misbehave: what no real one can be made to do at will. Each says lines of a script, whatever it hears.

use crate::lab;
use relance_net::mail::{Patience, Servers};
use relance_world::mail::{
    Envelope, Fetched, Flow, Login, MailNet as _, Mailbox, Place, Security, Trouble, Uids, Want,
};
use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    thread,
    time::Duration,
};

/// What is said after one more line was heard.
enum Line {
    Say(&'static str),
    /// Hangs up.
    Cut,
    /// Says nothing more, and stays.
    Fall,
}

fn server(greeting: &'static str, script: Vec<(&'static str, Line)>) -> Place {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("a port").port();
    thread::spawn(move || {
        let (mut out, _) = listener.accept().expect("a caller");
        let mut heard = BufReader::new(out.try_clone().expect("both ways")).lines();
        out.write_all(greeting.as_bytes()).expect("a greeting");
        for (awaited, line) in script {
            let mut tag = String::new();
            for said in heard.by_ref() {
                let Ok(said) = said else { return };
                tag = said.split(' ').next().unwrap_or_default().to_owned();
                if said.contains(awaited) {
                    break;
                }
            }
            match line {
                Line::Say(text) => {
                    if out.write_all(text.replace("TAG", &tag).as_bytes()).is_err() {
                        return;
                    }
                }
                Line::Cut => return,
                Line::Fall => lab::pause(Duration::from_secs(60)),
            }
        }
        for _ in heard {}
    });
    Place { host: "127.0.0.1".to_owned(), port, security: Security::None, ca: None }
}

fn servers() -> Servers {
    Servers { patience: Patience { connect: Duration::from_secs(2), silence: Duration::from_secs(1) } }
}

fn login() -> Login {
    Login::Password { user: "a".to_owned(), password: "b".to_owned() }
}

const GREETING: &str = "* OK [CAPABILITY IMAP4rev1 IDLE] hello\r\n";
const SIGNED_IN: (&str, Line) = ("LOGIN", Line::Say("TAG OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS] in\r\n"));
const SELECTED: (&str, Line) = (
    "SELECT",
    Line::Say("* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\nTAG OK [READ-ONLY] open\r\n"),
);

fn open(rest: Vec<(&'static str, Line)>) -> Box<dyn Mailbox> {
    let mut script = vec![SIGNED_IN, SELECTED];
    script.extend(rest);
    let mut mailbox = servers().mailbox(&server(GREETING, script), &login()).expect("signed in");
    let state = mailbox.open("INBOX").expect("opened");
    assert_eq!((state.uid_validity, state.uid_next, state.messages, state.is_read_only), (7, 9, 2, true));
    mailbox
}

fn fetch(mailbox: &mut dyn Mailbox) -> (Vec<u32>, Result<u64, relance_world::mail::MailFault>) {
    let mut came = Vec::new();
    let end = mailbox.fetch(&Uids::all(), Want::Whole, &mut |one: Fetched<'_>| {
        came.push(one.uid);
        Flow::On
    });
    (came, end)
}

const ONE: &str = "* 1 FETCH (UID 4 FLAGS (\\Seen) RFC822.SIZE 5 BODY[] {5}\r\nA: b\n)\r\n";

#[test]
fn a_fetch_that_fails_never_looks_like_an_empty_folder() {
    let (came, end) = fetch(&mut *open(vec![("FETCH", Line::Say("TAG NO [UNAVAILABLE] busy\r\n"))]));
    assert_eq!((came, end.unwrap_err().trouble), (vec![], Trouble::Later));
    let (came, end) = fetch(&mut *open(vec![("FETCH", Line::Say("TAG BAD what\r\n"))]));
    assert_eq!((came, end.unwrap_err().trouble), (vec![], Trouble::Protocol));
    let half = "* 1 FETCH (UID 4 BODY[] {5}\r\nA: b\n)\r\nTAG NO [LIMIT] enough for today\r\n";
    let (came, end) = fetch(&mut *open(vec![("FETCH", Line::Say(half))]));
    assert_eq!(came, [4], "what came until then has come");
    assert_eq!(end.unwrap_err().trouble, Trouble::Later);
}

#[test]
fn a_line_that_is_cut_or_falls_silent_in_the_middle_of_a_message_is_a_fault() {
    let (came, end) = fetch(&mut *open(vec![("FETCH", Line::Say(ONE)), ("never", Line::Cut)]));
    assert_eq!(came, [4]);
    assert!(matches!(end.unwrap_err().trouble, Trouble::Unreachable | Trouble::Silent));
    let (came, end) = fetch(&mut *open(vec![("FETCH", Line::Say("* 1 FETCH (UID 4 BODY[] {50}\r\nA: b\n"))]));
    assert_eq!((came, end.unwrap_err().trouble), (vec![], Trouble::Silent));
    let (_, end) = fetch(&mut *open(vec![("FETCH", Line::Say("* BYE going down\r\n"))]));
    let fault = end.unwrap_err();
    assert_eq!((fault.trouble, fault.said.as_str()), (Trouble::Unreachable, "going down"));
}

#[test]
fn what_a_server_says_unasked_is_not_taken_for_an_answer() {
    let said = "* 2 FETCH (FLAGS (\\Seen))\r\n* 3 EXISTS\r\n* 1 FETCH (UID 4 FLAGS (\\Seen $Unknown) BODY[] {5}\r\nA: b\n)\r\n\
                * 9 FETCH (UID 5 FLAGS () EMAILID (M6d99ac3275bb4e) BODY[] NIL)\r\nTAG OK done\r\n";
    let (came, end) = fetch(&mut *open(vec![("FETCH", Line::Say(said))]));
    assert_eq!((came, end.unwrap()), (vec![4], 1));
}

#[test]
fn a_server_that_says_nothing_is_given_up_in_time() {
    let fault = servers().mailbox(&server("", vec![("never", Line::Fall)]), &login()).err().unwrap();
    assert_eq!(fault.trouble, Trouble::Silent, "{fault}");
    let fault = servers().mailbox(&server("220 smtp here\r\n", vec![]), &login()).err().unwrap();
    assert!(matches!(fault.trouble, Trouble::Protocol | Trouble::Silent), "{fault}");
    let busy = "* BYE Too many connections\r\n";
    let fault = servers().mailbox(&server(busy, vec![]), &login()).err().unwrap();
    assert_eq!((fault.trouble, fault.said.as_str()), (Trouble::Later, "Too many connections"));
}

/// Where a delivery breaks, and whether the message may have been taken then.
#[test]
fn a_delivery_that_breaks_is_uncertain_only_after_its_last_word() {
    let greeting = "220 x ESMTP\r\n";
    let hello = || ("EHLO", Line::Say("250-x\r\n250 AUTH PLAIN\r\n"));
    let signed = || ("AUTH", Line::Say("235 2.7.0 ok\r\n"));
    let mail = || ("MAIL", Line::Say("250 2.1.0 ok\r\n"));
    let rcpt = || ("RCPT", Line::Say("250 2.1.5 ok\r\n"));
    let data = || ("DATA", Line::Say("354 go\r\n"));
    let cases: Vec<(&str, Vec<(&'static str, Line)>, Trouble, bool)> = vec![
        ("cut at MAIL", vec![("MAIL", Line::Cut)], Trouble::Unreachable, false),
        ("cut at RCPT", vec![mail(), ("RCPT", Line::Cut)], Trouble::Unreachable, false),
        ("cut at DATA", vec![mail(), rcpt(), ("DATA", Line::Cut)], Trouble::Unreachable, false),
        ("silent at DATA", vec![mail(), rcpt(), ("DATA", Line::Fall)], Trouble::Silent, false),
        ("cut after the message", vec![mail(), rcpt(), data(), (".", Line::Cut)], Trouble::Unreachable, true),
        ("silent after the message", vec![mail(), rcpt(), data(), (".", Line::Fall)], Trouble::Silent, true),
        (
            "refused after it",
            vec![mail(), rcpt(), data(), (".", Line::Say("552 5.3.4 too big\r\n"))],
            Trouble::Refused,
            false,
        ),
        (
            "later after it",
            vec![mail(), rcpt(), data(), (".", Line::Say("451 4.3.0 queue\r\n"))],
            Trouble::Later,
            false,
        ),
    ];
    let envelope = Envelope { from: "a@x.test".to_owned(), to: vec!["b@x.test".to_owned()] };
    for (name, rest, trouble, is_uncertain) in cases {
        let mut script = vec![hello(), signed()];
        script.extend(rest);
        let mut post = servers().submission(&server(greeting, script), &login()).unwrap();
        let fault = post.send(&envelope, b"Subject: x\r\n\r\nx\r\n").unwrap_err();
        assert_eq!(
            (fault.fault.trouble, fault.is_uncertain),
            (trouble, is_uncertain),
            "{name}: {}",
            fault.fault
        );
    }
}
