//! Delivery reports of the standard (RFC 3464): the fields of the message and of each recipient; and the codes (RFC 3463, RFC
//! 5321) wherever a text says them.

use crate::arrival::heads::{self, Head};

#[derive(Default)]
pub(super) struct Report {
    pub(super) reporter: Option<String>,
    /// The Message-ID of what was not delivered, where a mailer says it.
    pub(super) message_id: Option<String>,
    pub(super) blocks: Vec<Block>,
}

/// What is said of one recipient.
#[derive(Default)]
pub(super) struct Block {
    pub(super) original: Option<String>,
    pub(super) last: Option<String>,
    pub(super) action: Option<Action>,
    pub(super) status: Option<String>,
    pub(super) diagnostic: Option<String>,
    pub(super) remote: Option<String>,
    /// The fields that say it, with where they stand.
    pub(super) lines: Vec<(usize, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Failed,
    Delayed,
    /// Delivered, relayed or sent on to several.
    Delivered,
}

/// Recipients of a report that are read.
const MOST: usize = 200;

/// Reads the fields of a report; of a text that holds none there are no blocks.
pub(super) fn read(text: &str) -> Report {
    let mut report = Report::default();
    let mut block = Block::default();
    for head in heads::read(text) {
        let name = head.name.to_ascii_lowercase();
        let is_next = match name.as_str() {
            "final-recipient" => block.last.is_some(),
            "original-recipient" => block.original.is_some() || (head.opens && block.last.is_some()),
            "action" => block.action.is_some(),
            _ => false,
        };
        if is_next && report.blocks.len() < MOST {
            push(&mut report, std::mem::take(&mut block));
        }
        field(&name, &head, text, &mut report, &mut block);
    }
    push(&mut report, block);
    report
}

fn push(report: &mut Report, block: Block) {
    let names_somebody = block.last.is_some() || block.original.is_some();
    if names_somebody && (block.action.is_some() || block.status.is_some()) && report.blocks.len() < MOST {
        report.blocks.push(block);
    }
}

fn field(name: &str, head: &Head<'_>, text: &str, report: &mut Report, block: &mut Block) {
    match name {
        "reporting-mta" => {
            report.reporter = report.reporter.take().or(Some(typed(head)).filter(|mta| !mta.is_empty()));
            return;
        }
        "x-original-message-id" | "original-message-id" => {
            report.message_id = report.message_id.take().or(heads::id(head.value));
            return;
        }
        // What the reader of mail was told is not always an address: the other one is.
        "final-recipient" | "x-actual-recipient" => {
            block.last = block.last.take().or_else(|| Some(heads::address(head.value).unwrap_or_default()));
        }
        "original-recipient" => {
            block.original =
                block.original.take().or_else(|| Some(heads::address(head.value).unwrap_or_default()));
        }
        "action" => block.action = action(head.value),
        "status" => block.status = block.status.take().or_else(|| enhanced(head.value)),
        "diagnostic-code" => {
            let said = typed(head);
            block.diagnostic = block.diagnostic.take().or(Some(said)).filter(|said| !said.is_empty());
        }
        "remote-mta" => block.remote = Some(typed(head)).filter(|mta| !mta.is_empty()),
        _ => return,
    }
    let line = text[head.at..].split('\n').next().unwrap_or_default();
    block.lines.push((head.at, line.trim_end().to_owned()));
}

/// The value behind its type: `smtp; 550 no`, `dns; mx.nord.example`.
fn typed(head: &Head<'_>) -> String {
    let plain = head.plain();
    match plain.split_once(';') {
        Some((kind, value)) if kind.len() < 40 && !kind.contains(' ') => value.trim().to_owned(),
        _ => plain,
    }
}

fn action(value: &str) -> Option<Action> {
    let word = value.trim().to_ascii_lowercase();
    match word.split(|c: char| !c.is_ascii_alphabetic()).next()? {
        "failed" | "failure" | "fail" => Some(Action::Failed),
        "delayed" | "delay" => Some(Action::Delayed),
        "delivered" | "relayed" | "expanded" | "deliverable" => Some(Action::Delivered),
        _ => None,
    }
}

/// The first enhanced status of a text (`5.1.1`); no address of a machine, no version.
pub(super) fn enhanced(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at + 5 <= bytes.len() {
        let starts = matches!(bytes[at], b'2' | b'4' | b'5') && bytes[at + 1] == b'.';
        let is_apart = at == 0
            || !matches!(bytes[at - 1], b'.' | b'_' | b'-' | b'/' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z');
        // `550-5.7.1` and `[#4.1.9]` are written so too.
        let is_apart = is_apart
            || (at >= 4 && bytes[at - 1] == b'-' && bytes[at - 4..at - 1].iter().all(u8::is_ascii_digit));
        if starts && is_apart {
            let subject = bytes[at + 2..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let dot = at + 2 + subject;
            if (1..=3).contains(&subject) && bytes.get(dot) == Some(&b'.') {
                let detail = bytes[dot + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let end = dot + 1 + detail;
                let goes_on =
                    bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
                let is_word = bytes.get(end).is_some_and(u8::is_ascii_alphabetic);
                if (1..=3).contains(&detail) && !goes_on && !is_word {
                    return text.get(at..end).map(str::to_owned);
                }
            }
        }
        at += 1;
    }
    None
}

/// The first code of an answer that refuses (`550`).
pub(super) fn code(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(2)).find_map(|at| {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        let after = bytes.get(at + 3).copied();
        let is_apart = before.is_none_or(|byte| {
            matches!(
                byte,
                b' ' | b'\t' | b'\n' | b':' | b'(' | b'#' | b';' | b'\'' | b'"' | b'=' | b'<' | b'>' | b'['
            )
        });
        let ends = after.is_none_or(|byte| {
            matches!(
                byte,
                b' ' | b'\t' | b'\n' | b'\r' | b'-' | b':' | b')' | b';' | b',' | b'#' | b'\'' | b']'
            )
        });
        if !is_apart || !ends {
            return None;
        }
        let digits = text.get(at..at + 3)?.parse::<u16>().ok()?;
        matches!(digits, 421 | 422 | 430..=432 | 450..=455 | 471 | 500..=504 | 510..=558 | 571)
            .then_some(digits)
    })
}

#[cfg(test)]
mod tests {
    use super::{code, enhanced, read};

    #[test]
    fn codes_are_told_from_numbers() {
        assert_eq!(enhanced("550-5.7.26 no").as_deref(), Some("5.7.26"));
        assert_eq!(enhanced("[#4.1.9].").as_deref(), Some("4.1.9"));
        assert_eq!(enhanced("at 5.1.1.2 and v2.5.1"), None);
        assert_eq!(code("said: 550 no"), Some(550));
        assert_eq!(code("host 192.0.2.550, id 5501"), None);
        assert_eq!(code("<<< 452 4.2.2"), Some(452));
    }

    #[test]
    fn each_recipient_has_its_own_fields() {
        let report = read(
            "Reporting-MTA: dns; mx.nord.example\n\nOriginal-Recipient: rfc822;a@b.example\nFinal-Recipient: rfc822;c@b.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n no such user\n\nFinal-Recipient: rfc822; d@b.example\nAction: delayed\nStatus: 4.4.7 (late)\n",
        );
        assert_eq!(report.reporter.as_deref(), Some("mx.nord.example"));
        assert_eq!(report.blocks.len(), 2);
        assert_eq!(report.blocks[0].diagnostic.as_deref(), Some("550 5.1.1 no such user"));
        assert_eq!(report.blocks[1].status.as_deref(), Some("4.4.7"));
    }
}
