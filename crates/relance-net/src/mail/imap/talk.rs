//! Commands and their answers (RFC 3501 §2.2).

use super::{super::line::cut, Talk};
use async_imap::imap_proto::{
    Capability, MailboxDatum, Outcome, Response, ResponseCode, Status, rfc4315::UidSetMember,
};
use relance_world::mail::{MailFault, Trouble};
use std::collections::HashSet;
use tokio::io::AsyncWriteExt as _;

/// What a tagged answer said beside its verdict.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) text: String,
    /// APPENDUID: the folder's number and the message's.
    pub(super) lies_at: Option<(u32, u32)>,
    pub(super) is_read_only: bool,
    pub(super) capabilities: Option<Capabilities>,
}

/// What a server says it can do, in capitals; ways of signing in as `AUTH=…`.
pub(super) type Capabilities = HashSet<String>;

impl Talk {
    /// Sends a command and reads until its tagged answer; `each` sees everything before.
    pub(super) async fn ask(
        &mut self,
        command: &str,
        mut each: impl FnMut(&Response<'_>),
    ) -> Result<Said, MailFault> {
        let tag = self.send(command).await?;
        loop {
            if let Some(done) = self.hear(&tag, &mut each).await? {
                return done;
            }
        }
    }

    pub(super) async fn send(&mut self, command: &str) -> Result<String, MailFault> {
        self.last_tag += 1;
        let tag = format!("r{}", self.last_tag);
        self.write(format!("{tag} {command}\r\n").as_bytes()).await?;
        Ok(tag)
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> Result<(), MailFault> {
        let line = self.client.get_mut();
        line.write_all(bytes).await.map_err(|e| cut(&e))?;
        line.flush().await.map_err(|e| cut(&e))
    }

    /// Reads one answer. `Some` when it is the one with this tag.
    pub(super) async fn hear(
        &mut self,
        tag: &str,
        each: &mut impl FnMut(&Response<'_>),
    ) -> Result<Option<Result<Said, MailFault>>, MailFault> {
        let read = self.client.read_response().await.map_err(|e| unread(&e))?;
        let Some(read) = read else {
            return Err(MailFault::new(Trouble::Unreachable, "the server ended the connection"));
        };
        match read.parsed() {
            Response::Done { tag: theirs, status, outcome } if theirs.0 == tag => {
                return Ok(Some(verdict(status, outcome)));
            }
            Response::Data { status: Status::Bye, outcome } if !self.is_leaving => {
                return Err(MailFault::new(Trouble::Unreachable, text(outcome)));
            }
            other => {
                self.has_news |= matches!(
                    other,
                    Response::Expunge(_)
                        | Response::Vanished { .. }
                        | Response::MailboxData(MailboxDatum::Exists(_))
                );
                each(other);
            }
        }
        Ok(None)
    }

    /// What comes without being asked for, or the call to go on. `Some` when it is that call.
    pub(super) async fn is_called_on(&mut self, tag: &str) -> Result<(), MailFault> {
        loop {
            let mut is_called = false;
            let done = self.hear(tag, &mut |said| is_called |= matches!(said, Response::Continue(_))).await?;
            match done {
                Some(Err(refusal)) => return Err(refusal),
                Some(Ok(said)) => return Err(MailFault::new(Trouble::Protocol, said.text)),
                None if is_called => return Ok(()),
                None => {}
            }
        }
    }
}

pub(super) fn unread(error: &std::io::Error) -> MailFault {
    // What the parser does not understand comes as an error of no kind, with all that was read: too long to show.
    if error.kind() == std::io::ErrorKind::Other {
        return MailFault::new(Trouble::Protocol, error.to_string().chars().take(500).collect::<String>());
    }
    cut(error)
}

fn text(outcome: &Outcome<'_>) -> String {
    outcome.information.as_deref().unwrap_or_default().trim().to_owned()
}

fn verdict(status: &Status, outcome: &Outcome<'_>) -> Result<Said, MailFault> {
    let text = text(outcome);
    match status {
        Status::Ok | Status::PreAuth => Ok(Said {
            text,
            lies_at: match &outcome.code {
                Some(ResponseCode::AppendUid(validity, uids)) => uids.first().map(|uid| match uid {
                    UidSetMember::Uid(uid) => (*validity, *uid),
                    UidSetMember::UidRange(uids) => (*validity, *uids.start()),
                }),
                _ => None,
            },
            capabilities: named(outcome),
            is_read_only: matches!(outcome.code, Some(ResponseCode::ReadOnly)),
        }),
        Status::No => Err(MailFault::new(refusal(&outcome.code, &text), text)),
        Status::Bad | Status::Bye => Err(MailFault::new(Trouble::Protocol, text)),
    }
}

/// What a `NO` means, by its code (RFC 5530 §3), which the parser leaves in the text where it does not know it.
fn refusal(code: &Option<ResponseCode<'_>>, text: &str) -> Trouble {
    if matches!(code, Some(ResponseCode::TryCreate)) {
        return Trouble::NoFolder;
    }
    let code = text.strip_prefix('[').and_then(|rest| rest.split([']', ' ']).next()).unwrap_or_default();
    match code.to_ascii_uppercase().as_str() {
        "NONEXISTENT" | "TRYCREATE" => Trouble::NoFolder,
        "UNAVAILABLE" | "INUSE" | "LIMIT" | "SERVERBUG" | "THROTTLED" | "OVERQUOTA" | "CONTACTADMIN" => {
            Trouble::Later
        }
        "AUTHENTICATIONFAILED" | "AUTHORIZATIONFAILED" | "EXPIRED" | "WEBALERT" => Trouble::Credentials,
        _ => Trouble::Refused,
    }
}

/// A refusal while one signs in is one of who signs in, unless the server says that it is busy.
pub(super) fn refused_login(fault: MailFault, trouble: Trouble) -> MailFault {
    let is_refusal = matches!(fault.trouble, Trouble::Refused | Trouble::Credentials | Trouble::NoFolder);
    MailFault { trouble: if is_refusal { trouble } else { fault.trouble }, ..fault }
}

pub(super) fn word(capability: &Capability<'_>) -> String {
    match capability {
        Capability::Imap4rev1 => "IMAP4REV1".to_owned(),
        Capability::Auth(way) => format!("AUTH={}", way.to_ascii_uppercase()),
        Capability::Atom(word) => word.to_ascii_uppercase(),
    }
}

pub(super) fn named(outcome: &Outcome<'_>) -> Option<Capabilities> {
    match &outcome.code {
        Some(ResponseCode::Capabilities(list)) => Some(list.iter().map(word).collect()),
        _ => None,
    }
}
