//! Where the servers are, and whose mailboxes they hold. Each test has a mailbox of its own.

use relance_net::mail::{Patience, Servers};
use relance_world::mail::{
    Fetched, Flow, Login, MailFault, MailNet as _, Mailbox, Place, Security, Submission, Uids, Want,
};
use std::{env, fs, path::PathBuf, time::Duration};

pub const PLAIN: &str = "127.0.0.1";
/// Announces what Gmail announces.
pub const GMAIL: &str = "127.0.0.2";
/// Announces what Microsoft 365 announces: no CONDSTORE, no special uses.
pub const MICROSOFT: &str = "127.0.0.3";

fn run() -> PathBuf {
    env::var_os("RELANCE_LAB")
        .map(PathBuf::from)
        .expect("no servers: `cargo xtask test --only servers` starts them")
}

pub fn port(name: &str, usual: u16) -> u16 {
    env::var(name).ok().and_then(|port| port.parse().ok()).unwrap_or(usual)
}

pub fn ca() -> Vec<u8> {
    fs::read(run().join("tls/ca.crt")).expect("the authority of the servers")
}

pub fn address(name: &str) -> String {
    format!("{name}@lab.test")
}

pub fn password(name: &str) -> Login {
    Login::Password { user: address(name), password: format!("{name}-pw") }
}

pub fn imaps(host: &str) -> Place {
    Place { host: host.to_owned(), port: port("IMAPS_PORT", 10993), security: Security::Tls, ca: Some(ca()) }
}

pub fn imap(security: Security) -> Place {
    Place { host: "localhost".to_owned(), port: port("IMAP_PORT", 10143), security, ca: Some(ca()) }
}

pub fn smtps() -> Place {
    Place { host: PLAIN.to_owned(), port: port("SMTPS_PORT", 10465), security: Security::Tls, ca: Some(ca()) }
}

pub fn submission() -> Place {
    let port = port("SUBMISSION_PORT", 10587);
    Place { host: "localhost".to_owned(), port, security: Security::StartTls, ca: Some(ca()) }
}

pub fn servers() -> Servers {
    Servers { patience: Patience { connect: Duration::from_secs(20), silence: Duration::from_secs(20) } }
}

pub fn mailbox(name: &str) -> Box<dyn Mailbox> {
    servers().mailbox(&imaps(PLAIN), &password(name)).expect("a mailbox of its own")
}

pub fn post(name: &str) -> Box<dyn Submission> {
    servers().submission(&smtps(), &password(name)).expect("signed in to send")
}

/// A message as one would write it, with an id of its own.
pub fn message(from: &str, to: &str, id: &str) -> Vec<u8> {
    format!(
        "From: <{}>\r\nTo: <{}>\r\nSubject: Devis n° {id}\r\nMessage-ID: <{id}@lab.test>\r\nDate: Tue, 24 Nov 2026 09:30:00 +0100\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         Bonjour,\r\n.\r\nà bientôt\r\n",
        address(from),
        address(to)
    )
    .into_bytes()
}

/// UID and bytes of each message of the set.
pub fn whole(mailbox: &mut dyn Mailbox, uids: &Uids) -> Result<Vec<(u32, Vec<u8>)>, MailFault> {
    let mut all = Vec::new();
    mailbox.fetch(uids, Want::Whole, &mut |one: Fetched<'_>| {
        all.push((one.uid, one.bytes.expect("the whole").to_vec()));
        Flow::On
    })?;
    Ok(all)
}

/// For what happens while somebody waits: there is no state to look at before.
#[expect(clippy::disallowed_methods, reason = "real servers live in real time")]
pub fn pause(time: Duration) {
    std::thread::sleep(time);
}
