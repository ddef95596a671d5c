//! The outbox: a message goes at most once, whatever breaks; what is shown is what goes; who waits knows why. Real servers are in
//! `crates/relance-net/tests/servers`.

mod once;
mod ways;
mod written;

use relance_core::outbox;
use relance_model::outbox::Ran;
use relance_tests::{Base, PostOffice, Value, json, multipart, text};
use relance_world::mail::Stop;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub const MINUTE: i64 = 60_000;

/// A base with somebody's mailbox, and the servers that it has.
pub struct Desk {
    pub base: Base,
    pub post: PostOffice,
    pub account: String,
}

impl Desk {
    pub fn new() -> Self {
        let post = PostOffice::default();
        let base = Base::with_mail(std::sync::Arc::new(post.clone()));
        let server = json!({ "host": "mail.desk.example", "port": 993, "security": "tls" });
        let made = base.post(
            "/mail/accounts",
            &json!({ "email": "moi@desk.example", "name": "Ève Martin", "password": "x", "aliases": ["ventes@desk.example"], "imap": server, "smtp": server }),
        );
        Self { account: text(&made["account"], "id"), base, post }
    }
    pub fn draft(&self, wanted: &Value) -> String {
        text(&self.base.post("/outbox", wanted), "id")
    }
    /// A draft that may go, to somebody who is no prospect.
    pub fn letter(&self, subject: &str) -> String {
        self.draft(&json!({ "to": [{ "address": "hugo@sud.example" }], "subject": subject, "html": "<p>Bonjour,</p>" }))
    }
    pub fn queue(&self, id: &str) -> Value {
        self.base.post(&format!("/outbox/{id}/send"), &json!({}))
    }
    pub fn get(&self, id: &str) -> Value {
        self.base.get(&format!("/outbox/{id}"))
    }
    pub fn state(&self, id: &str) -> String {
        text(&self.get(id), "state")
    }
    pub fn failure(&self, id: &str) -> String {
        self.get(id)["failure"]["key"].as_str().unwrap_or_default().to_owned()
    }
    /// Goes on with what is due, after so long.
    pub fn run_after(&self, millis: i64) -> Ran {
        self.base.clock.advance(millis);
        outbox::run(&self.base.core, &Stop::default()).unwrap()
    }
    pub fn run(&self) -> Ran {
        self.run_after(11_000)
    }
    /// The program ends in the middle of it, and is opened again.
    pub fn crash(self) -> Self {
        self.base.clock.advance(11_000);
        let core = self.base.core.clone();
        let ended = catch_unwind(AssertUnwindSafe(|| outbox::run(&core, &Stop::default())));
        assert!(ended.is_err(), "it ended there");
        drop(core);
        let Self { base, post, account } = self;
        Self { base: base.restarted(), post, account }
    }
    /// A letter that somebody wrote, as it stands on her timeline; its id.
    pub fn came(&self, from: &str, more: &str) -> String {
        let letter = format!(
            "From: Léa Martin <{from}>\r\nTo: <moi@desk.example>, <Paul@autre.example>\r\nCc: <chef@autre.example>\r\nSubject: Votre offre\r\n\
             Date: Mon, 02 Mar 2026 08:30:00 +0100\r\nMessage-ID: <une@nord.example>\r\n{more}MIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nCombien ?\r\n\
             --m\r\nContent-Type: application/pdf; name=plan.pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\n%PDF\r\n--m--\r\n"
        );
        let added =
            self.base.send(multipart("/api/v1/messages?create=true", "lettre.eml", letter.as_bytes())).ok();
        text(&added["message"], "id")
    }
    pub fn lea(&self) -> String {
        self.base.add(&json!({ "civility": "Mme", "first_name": "Léa", "last_name": "Martin", "email": "lea@nord.example" }))
    }
}
