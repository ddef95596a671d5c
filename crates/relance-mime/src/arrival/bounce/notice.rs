//! A notice in words: where it ends and the message itself begins, whom it names, what is said of each.

use super::{Failed, Severity, reason, status};
use crate::arrival::{
    evidence::{Found, Rule},
    folded::{Folded, fold},
    heads::{self, addresses},
    reading::Reading,
};

pub(super) struct Notice<'a> {
    /// What the mail system says.
    pub(super) text: &'a str,
    /// What it sends back below.
    pub(super) original: &'a str,
}

/// What stands above what is sent back.
const MARKS: [&str; 22] = [
    "copy of the message",
    "original message follows",
    "message headers follow",
    "message header follow",
    "original message -",
    "- original message",
    "header of the original",
    "headers of the original",
    "unsent message below",
    "original mail as follows",
    "copy of the original",
    "returned message follows",
    "undelivered message follows",
    "start of returned message",
    "message text follows",
    "the original message is",
    "en-tetes du message",
    "message d'origine",
    "ursprungliche nachricht",
    "mensaje original",
    "original message header",
    "headers from the original",
];
/// Fields with which it begins where nothing stands above it.
const FIELDS: [&str; 9] = [
    "received:",
    "return-path:",
    "dkim-signature:",
    "domainkey-signature:",
    "x-received:",
    "delivered-to:",
    "x-google-smtp-source:",
    "x-google-dkim-signature:",
    "mime-version:",
];
/// Letters of a notice that are looked at for whom it names.
const LONGEST: usize = 32 << 10;
/// Recipients of a notice that are told.
const MOST: usize = 100;

impl<'a> Notice<'a> {
    pub(super) fn new(words: &'a str) -> Self {
        let mut at = 0;
        for line in words.split_inclusive('\n') {
            let is_first = words[..at].trim().is_empty();
            if !is_first && begins_original(line) {
                break;
            }
            at += line.len();
        }
        let (text, original) = words.split_at(at);
        let end = (0..=text.len().min(LONGEST)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        Self { text: &text[..end], original }
    }

    pub(super) fn has_original(&self) -> bool {
        !self.original.trim().is_empty()
    }

    /// Whether what is sent back begins with what machines write, and no person copies.
    pub(super) fn has_headers(&self) -> bool {
        let mut lines = self.original.lines().take(40).map(|line| line.trim_start_matches(['>', ' ']));
        lines.any(|line| line.starts_with("Received: ") || line.starts_with("Return-Path: "))
    }

    pub(super) fn folded(&self) -> Folded<'a> {
        Folded::new(self.text)
    }

    /// What is said of an address, or all of a notice that does not name it.
    pub(super) fn about(&self, address: &str) -> Option<Folded<'a>> {
        if self.text.trim().is_empty() {
            return None;
        }
        let lower = self.text.to_ascii_lowercase();
        let start = if address.is_empty() { None } else { lower.find(address) };
        let start = start.filter(|start| self.text.is_char_boundary(*start)).unwrap_or(0);
        Some(Folded::new(&self.text[start..]))
    }
}

fn begins_original(line: &str) -> bool {
    let bare = line.trim_start_matches(['>', ' ', '\t']);
    let lower = bare.as_bytes();
    let starts =
        |name: &str| lower.len() >= name.len() && lower[..name.len()].eq_ignore_ascii_case(name.as_bytes());
    if FIELDS.iter().any(|name| starts(name)) {
        return true;
    }
    // Long lines are sentences, and most lines are no mark: they are not laid out at all.
    let may_be = bare.len() < 120 && memory_of(bare);
    may_be && {
        let folded = fold(bare);
        MARKS.iter().any(|mark| folded.contains(mark))
    }
}

fn memory_of(line: &str) -> bool {
    ["opy", "OPY", "riginal", "RIGINAL", "essage", "ESSAGE", "achricht", "ensaje"]
        .iter()
        .any(|part| line.contains(part))
}

/// Whom a line names, and how surely: 3 where the address begins the line, 2 where a word says so.
struct Named {
    address: String,
    weight: u8,
    /// Where the line begins and ends in the notice.
    start: usize,
    end: usize,
}

/// What stands right before the address of a recipient.
const BEFORE: [&str; 29] = [
    "recipient:",
    "recipients:",
    "recipient",
    "to:",
    "to",
    "for",
    "address:",
    "address",
    "user:",
    "user",
    "recipient(s):",
    "rcpt to:",
    "unknown user:",
    "no such user:",
    "an",
    "an:",
    "fur",
    "empfanger:",
    "a",
    "a:",
    "pour",
    "destinataire:",
    "destinataire :",
    "para",
    "para:",
    "destinatario:",
    "adresse:",
    "direccion:",
    "mailbox",
];

fn named(notice: &str, reading: &Reading<'_>) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    for line in notice.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        if !line.contains('@') {
            continue;
        }
        for (address, from, to) in addresses(line) {
            let weight = weight(&line[..from], &line[to..]);
            let local = address.split('@').next().unwrap_or_default();
            let is_service =
                ["postmaster", "mailer-daemon", "abuse", "support", "helpdesk", "noreply", "no-reply"]
                    .contains(&local);
            let is_ours = reading.is_sender_or_own(&address)
                || reading.message.to.iter().any(|to| to.address == address);
            let weight = match (is_service || is_ours, weight) {
                (true, weight) if weight < 3 => 0,
                (_, weight) => weight,
            };
            if weight > 0 && found.len() < 4 * MOST {
                found.push(Named { address, weight, start, end });
            }
        }
    }
    found
}

fn weight(before: &str, after: &str) -> u8 {
    let opening = before
        .trim_start()
        .trim_start_matches(['*', '-', '•', '·', '#', '(', '[', '>', '<', '"', '\'', ' ', '\t']);
    // A web address, a Message-ID or a letter head is no recipient.
    if after.starts_with(['/', '@']) {
        return 0;
    }
    if opening.is_empty() && !before.trim_start().starts_with(">>>") {
        return 3;
    }
    let folded = fold(before);
    if folded.contains("from:")
        || folded.contains("envelope-from")
        || folded.contains("message-id")
        || folded.contains("mailto:")
        || folded.ends_with("from <")
        || folded.ends_with("from")
    {
        return 0;
    }
    let bare = folded.trim_end_matches(['<', '"', '\'', '(', '[', ' ']);
    let is_named = BEFORE
        .iter()
        .any(|word| bare.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)));
    if is_named { 2 } else { 1 }
}

/// Whom the notice is about, with what it says of each.
pub(super) fn recipients(
    reading: &Reading<'_>,
    notice: &Notice<'_>,
    header: Option<&str>,
    is_delay: bool,
    found: &mut Found,
) -> Vec<Failed> {
    let lines = named(notice.text, reading);
    let mut told: Vec<String> = Vec::new();
    let mut tell = |address: &str| {
        if !told.iter().any(|one| one == address) && told.len() < MOST {
            told.push(address.to_owned());
        }
    };
    if let Some(value) = header {
        addresses(value).iter().for_each(|(address, ..)| tell(address));
    } else {
        let best = lines.iter().map(|line| line.weight).max().unwrap_or(0);
        // Where no line is surely about a recipient, the first address is the best guess.
        let most = if best == 1 { 1 } else { MOST };
        lines.iter().filter(|line| line.weight == best).take(most).for_each(|line| tell(&line.address));
    }
    if told.is_empty() {
        told.extend(super::returned_to(reading).or_else(|| original_to(notice)));
    }
    let starts: Vec<(usize, &str)> = lines
        .iter()
        .filter(|line| line.weight >= 2 && told.contains(&line.address))
        .map(|line| (line.start, line.address.as_str()))
        .collect();
    told.iter()
        .map(|address| {
            let line = lines.iter().filter(|line| line.address == *address).max_by_key(|line| line.weight);
            if let Some(line) = line {
                reading.tell_source(found, Rule::RecipientLine, &notice.text[line.start..line.end]);
            }
            let start = line.map_or(0, |line| line.start);
            let next = starts.iter().find(|(at, of)| *at > start && of != address).map(|(at, _)| *at);
            said_of(
                reading,
                notice,
                address,
                &notice.text[start..next.unwrap_or(notice.text.len())],
                (is_delay, told.len() == 1),
                found,
            )
        })
        .collect()
}

/// Whom the copy below the notice was written to.
fn original_to(notice: &Notice<'_>) -> Option<String> {
    let bare: String = notice
        .original
        .lines()
        .map(|line| line.trim_start_matches(['>', ' ']))
        .take(200)
        .collect::<Vec<_>>()
        .join("\n");
    let fields = heads::read(&bare);
    let to = heads::get(&fields, "to")?;
    let found = addresses(to.value);
    (found.len() == 1).then(|| found[0].0.clone())
}

/// What a stretch of a notice says of a recipient; where it says nothing, all of the notice.
fn said_of(
    reading: &Reading<'_>,
    notice: &Notice<'_>,
    address: &str,
    stretch: &str,
    (is_delay, is_alone): (bool, bool),
    found: &mut Found,
) -> Failed {
    let whole = [stretch, if is_alone { notice.text } else { stretch }];
    let status =
        whole.iter().find_map(|text| status::enhanced(text)).filter(|status| !status.starts_with('2'));
    let code = whole.iter().find_map(|text| status::code(text));
    let mut words = None;
    for text in whole {
        let folded = Folded::new(text);
        // The address itself says nothing.
        let without = folded.text.replace(address, &" ".repeat(address.len()));
        if let Some((reason, start, end)) = reason::by_words(&without) {
            reading.tell(found, Rule::ReasonWords, &folded, start, end);
            words = Some(reason);
            break;
        }
    }
    let reason = reason::of(words, status.as_deref(), code, &fold(stretch));
    let severity = if is_delay { Severity::Delayed } else { reason.severity() };
    let diagnostic = diagnostic(stretch, address);
    Failed {
        address: address.to_owned(),
        sent_on_to: None,
        severity,
        reason,
        status,
        code,
        diagnostic,
        remote: None,
    }
}

/// The paragraph that says what the machine answered, on one line.
fn diagnostic(stretch: &str, address: &str) -> Option<String> {
    let said: Vec<&str> = stretch
        .lines()
        .map(str::trim)
        .skip_while(|line| {
            line.is_empty() || line.trim_matches(['<', '>', ':', '*', ' ', '-']).eq_ignore_ascii_case(address)
        })
        .take_while(|line| !line.is_empty())
        .take(12)
        .collect();
    let said: String = said.join(" ").chars().take(super::LONGEST_DIAGNOSTIC).collect();
    (!said.is_empty()).then_some(said)
}
