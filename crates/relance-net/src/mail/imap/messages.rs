//! The messages of the open folder: read, found, marked, moved, put in.

use super::{Talk, folders::named, names};
use async_imap::imap_proto::{AttributeValue, MailboxDatum, Response};
use chrono::DateTime;
use relance_world::mail::{Appended, Fetched, Flags, Flow, MailFault, Trouble, Uids, Want};

impl Talk {
    pub(super) async fn fetch(
        &mut self,
        uids: &Uids,
        want: Want,
        each: &mut dyn FnMut(Fetched<'_>) -> Flow,
    ) -> Result<u64, MailFault> {
        let mut came = 0;
        for line in uids.lines() {
            let tag = self.send(&format!("UID FETCH {line} {}", self.items(want))).await?;
            loop {
                let mut flow = Flow::On;
                let done = self
                    .hear(&tag, &mut |said| {
                        let Response::Fetch(_, attributes) = said else { return };
                        let Some(fetched) = fetched(attributes, want).filter(|one| uids.contains(one.uid))
                        else {
                            return;
                        };
                        came += 1;
                        flow = each(fetched);
                    })
                    .await?;
                if flow == Flow::Enough {
                    return Err(MailFault::new(Trouble::Stopped, "enough was read"));
                }
                if let Some(done) = done {
                    done?;
                    break;
                }
            }
        }
        Ok(came)
    }

    fn items(&self, want: Want) -> String {
        let mut items = vec!["UID", "FLAGS"];
        if self.powers.condstore {
            items.push("MODSEQ");
        }
        if matches!(want, Want::Header | Want::Whole) {
            items.extend(["INTERNALDATE", "RFC822.SIZE"]);
            if self.powers.gmail {
                items.extend(["X-GM-MSGID", "X-GM-THRID", "X-GM-LABELS"]);
            }
        }
        match want {
            // PEEK: to look is not to read (RFC 3501 §6.4.5).
            Want::Header => items.push("BODY.PEEK[HEADER]"),
            Want::Whole => items.push("BODY.PEEK[]"),
            Want::Flags | Want::FlagsSince(_) => {}
        }
        let since = match want {
            Want::FlagsSince(modseq) if self.powers.condstore => format!(" (CHANGEDSINCE {modseq})"),
            _ => String::new(),
        };
        format!("({}){since}", items.join(" "))
    }

    pub(super) async fn find(&mut self, message_id: &str) -> Result<Vec<u32>, MailFault> {
        let Some(id) = names::quoted(message_id) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        self.ask(&format!("UID SEARCH HEADER Message-ID {id}"), |said| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = said {
                found.extend(uids);
            }
        })
        .await?;
        Ok(found)
    }

    pub(super) async fn mark(&mut self, uids: &Uids, set: Flags, unset: Flags) -> Result<(), MailFault> {
        for line in uids.lines() {
            for (sign, flags) in [('+', set), ('-', unset)] {
                if !flags.is_empty() {
                    let words = words(flags);
                    self.ask(&format!("UID STORE {line} {sign}FLAGS.SILENT ({words})"), |_| {}).await?;
                }
            }
        }
        Ok(())
    }

    pub(super) async fn relocate(&mut self, uids: &Uids, folder: &str) -> Result<(), MailFault> {
        let folder = named(folder)?;
        for line in uids.lines() {
            if self.powers.moves {
                self.ask(&format!("UID MOVE {line} {folder}"), |_| {}).await?;
                continue;
            }
            self.ask(&format!("UID COPY {line} {folder}"), |_| {}).await?;
            self.ask(&format!(r"UID STORE {line} +FLAGS.SILENT (\Deleted)"), |_| {}).await?;
            // Without UIDPLUS an expunge would take along what somebody else only marked: they stay marked then, and any
            // program that tidies this folder takes them away.
            if self.powers.uidplus {
                self.ask(&format!("UID EXPUNGE {line}"), |_| {}).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn append(
        &mut self,
        folder: &str,
        flags: Flags,
        bytes: &[u8],
    ) -> Result<Option<Appended>, MailFault> {
        let folder = named(folder)?;
        let tag = self.send(&format!("APPEND {folder} ({}) {{{}}}", words(flags), bytes.len())).await?;
        self.is_called_on(&tag).await?;
        self.write(bytes).await?;
        self.write(b"\r\n").await?;
        loop {
            if let Some(done) = self.hear(&tag, &mut |_| {}).await? {
                return Ok(done?.lies_at.map(|(uid_validity, uid)| Appended { uid_validity, uid }));
            }
        }
    }
}

fn words(flags: Flags) -> String {
    flags.iter().map(|flag| flag.word()).collect::<Vec<_>>().join(" ")
}

/// None for what the server says unasked: flags without a number, or without the bytes that were asked for.
fn fetched<'a>(attributes: &'a [AttributeValue<'_>], want: Want) -> Option<Fetched<'a>> {
    let mut one = Fetched::default();
    for attribute in attributes {
        match attribute {
            AttributeValue::Uid(uid) => one.uid = *uid,
            AttributeValue::Flags(words) => one.flags = Flags::from_words(words.iter().map(AsRef::as_ref)),
            AttributeValue::ModSeq(number) => one.modseq = Some(*number),
            AttributeValue::Rfc822Size(size) => one.size = Some(*size),
            AttributeValue::InternalDate(date) => {
                let read = DateTime::parse_from_str(date.trim(), "%d-%b-%Y %H:%M:%S %z");
                one.received_at = read.ok().map(|at| at.timestamp_millis());
            }
            AttributeValue::BodySection { data, .. } => one.bytes = data.as_deref(),
            AttributeValue::GmailMsgId(id) => one.gmail_message = Some(*id),
            AttributeValue::GmailThrId(id) => one.gmail_thread = Some(*id),
            AttributeValue::GmailLabels(labels) => {
                one.gmail_labels = labels.iter().map(|label| names::decode(label)).collect();
            }
            _ => {}
        }
    }
    let is_asked_for = match want {
        Want::Header | Want::Whole => one.bytes.is_some(),
        Want::Flags | Want::FlagsSince(_) => true,
    };
    (one.uid > 0 && is_asked_for).then_some(one)
}
