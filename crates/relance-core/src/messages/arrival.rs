//! What a message that came in is, as it is kept and shown.

use super::Read;
use relance_mime::arrival::{Arrival, AutoReply, Bounce, Contact, Kind, Severity};
use relance_model::{
    Failure, Outcome,
    activities::Direction,
    inbox::{ArrivalBadge, ArrivalKind, BounceSeverity},
    messages::{MessagePerson, PersonRole},
};

/// Before the @ of who reports.
const SYSTEMS: [&str; 4] = ["mailer-daemon", "postmaster", "mail-daemon", "complaints"];
/// Letters of the words that say so.
const EVIDENCE: usize = 200;

impl Read {
    /// Finds out what it is. `own` are the addresses of whoever reads it. A part of what takes time.
    pub fn understand(&self, own: &[String]) {
        self.arrival.get_or_init(|| {
            let own: Vec<&str> = own.iter().map(String::as_str).collect();
            relance_mime::understand(&self.parsed, &own)
        });
    }

    /// Whether it is about a message that could not be delivered.
    #[must_use]
    pub fn is_notice(&self) -> bool {
        matches!(self.arrival.get(), Some(Arrival { kind: Kind::Bounce(_) | Kind::Complaint(_), .. }))
    }

    /// Whether its headers are those of a report or of a mail system: what it is about, its text says.
    #[must_use]
    pub fn may_be_notice(&self) -> bool {
        let from = |person: &MessagePerson| {
            let name = person.address.split('@').next().unwrap_or_default();
            person.role == PersonRole::From && SYSTEMS.iter().any(|system| name.eq_ignore_ascii_case(system))
        };
        self.people.iter().any(from) || self.parsed.headers.to_lowercase().contains("multipart/report")
    }

    /// The message that it is about or answers, as far as it can be recovered.
    pub(super) fn original(&self) -> Option<&str> {
        self.arrival.get()?.original.as_deref()
    }

    /// Whom a notice is about: they are named by what it says, not by its headers.
    pub(super) fn concerned(&self) -> Vec<MessagePerson> {
        let named =
            |address: &String| MessagePerson { role: PersonRole::To, name: None, address: address.clone() };
        match self.arrival.get().map(|arrival| &arrival.kind) {
            Some(Kind::Bounce(bounce)) => bounce.recipients.iter().map(|one| named(&one.address)).collect(),
            Some(Kind::Complaint(complaint)) => complaint.recipients.iter().map(named).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether somebody is to do something about it: a person wrote, or it says that no more is to be written.
    pub(super) fn asks(&self) -> bool {
        let Some(arrival) = self.arrival.get() else { return true };
        match &arrival.kind {
            Kind::Bounce(bounce) => bounce.severity >= Severity::Policy,
            Kind::Complaint(_) | Kind::Left(_) | Kind::Challenge => true,
            kind => kind.is_answer(),
        }
    }

    pub(super) fn badge(&self) -> Option<ArrivalBadge> {
        badge(self.arrival.get()?)
    }

    /// What is kept of it with the message, as JSON.
    pub(super) fn kept_badge(&self, direction: Direction) -> Outcome<Option<String>> {
        let badge = self.badge().filter(|_| direction == Direction::In);
        badge.map(|badge| serde_json::to_string(&badge).map_err(Failure::bug)).transpose()
    }
}

fn badge(arrival: &Arrival) -> Option<ArrivalBadge> {
    let mut badge = ArrivalBadge {
        kind: kind(&arrival.kind)?,
        back_on: None,
        address: None,
        severity: None,
        successor: None,
        evidence: said(arrival),
    };
    match &arrival.kind {
        Kind::Bounce(bounce) => {
            badge.severity = Some(severity(bounce.severity));
            badge.address = worst(bounce).map(|one| one.address.clone());
            badge.evidence = worst(bounce).and_then(|one| one.diagnostic.clone()).or(badge.evidence);
        }
        Kind::Automatic(automatic) => {
            let back = automatic.away.as_ref().and_then(|away| away.return_day());
            badge.back_on = back.map(|day| day.to_string());
        }
        Kind::Human(human) => {
            let back = human.away.as_ref().and_then(|away| away.return_day());
            badge.back_on = back.map(|day| day.to_string());
        }
        Kind::Left(left) => badge.successor = left.successors.iter().find_map(person),
        _ => {}
    }
    Some(badge)
}

fn kind(kind: &Kind) -> Option<ArrivalKind> {
    Some(match kind {
        Kind::Bounce(_) => ArrivalKind::Bounce,
        Kind::Complaint(_) => ArrivalKind::Complaint,
        Kind::Receipt(_) => ArrivalKind::Receipt,
        Kind::Automatic(automatic) if automatic.what == AutoReply::OutOfOffice => ArrivalKind::Away,
        Kind::Automatic(_) | Kind::Challenge => ArrivalKind::Automatic,
        Kind::List => ArrivalKind::List,
        Kind::Left(_) => ArrivalKind::Left,
        Kind::Unsubscribe => ArrivalKind::Unsubscribe,
        Kind::Human(human) if human.is_reply => ArrivalKind::Reply,
        Kind::Human(_) => return None,
    })
}

const fn severity(severity: Severity) -> BounceSeverity {
    match severity {
        Severity::Delayed => BounceSeverity::Delayed,
        Severity::Soft => BounceSeverity::Soft,
        Severity::Policy => BounceSeverity::Policy,
        Severity::Hard => BounceSeverity::Hard,
    }
}

fn worst(bounce: &Bounce) -> Option<&relance_mime::arrival::Failed> {
    bounce.recipients.iter().find(|one| one.severity == bounce.severity).or(bounce.recipients.first())
}

fn person(contact: &Contact) -> Option<MessagePerson> {
    let address = contact.address.clone()?;
    Some(MessagePerson { role: PersonRole::From, name: contact.name.clone(), address })
}

fn said(arrival: &Arrival) -> Option<String> {
    let words = arrival.evidence.iter().map(|one| one.text.trim()).find(|text| !text.is_empty())?;
    Some(words.chars().take(EVIDENCE).collect())
}
