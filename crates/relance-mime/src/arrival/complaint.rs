//! Complaints: what providers report of a message that somebody called spam (RFC 5965), and what a person threatens.

use super::{
    Kind, Verdict,
    evidence::{Confidence, Found, Place, Rule, line_of},
    folded::Phrases,
    heads,
    reading::Reading,
};
use std::sync::LazyLock;

/// What is complained about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ComplaintKind {
    Abuse,
    Fraud,
    Virus,
    /// It was not spam after all.
    NotSpam,
    /// The recipient wants no more of it.
    OptOut,
    /// It failed SPF, DKIM or DMARC (RFC 6591).
    Authentication,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    pub kind: ComplaintKind,
    /// Who complains, in lower case, as far as the provider tells it.
    pub recipients: Vec<String>,
}

/// Recipients of a report that are told.
const MOST: usize = 100;

/// A report of the standard, or of a provider with one of its own.
pub(crate) fn by_standard(reading: &Reading<'_>) -> Option<Verdict> {
    by_report(reading).or_else(|| by_provider(reading))
}

fn by_report(reading: &Reading<'_>) -> Option<Verdict> {
    let mut found = Found::default();
    let (part, text) = reading.attached(&["message/feedback-report"]).next()?;
    let fields = heads::read(&text);
    let mut kind = ComplaintKind::Other;
    let mut recipients = Vec::new();
    for field in &fields {
        let is_recipient =
            ["original-rcpt-to", "removal-recipient", "original-recipient", "redacted-address"]
                .iter()
                .any(|name| field.is(name));
        if field.is("feedback-type") {
            kind = kind_of(field.value);
        } else if is_recipient {
            recipients.extend(heads::address(field.value));
        } else if !field.is("original-mail-from") {
            continue;
        }
        let line = text[field.at..].split('\n').next().unwrap_or_default();
        let place = Place::Part { mime: part.mime.clone(), line: line_of(&text, field.at) };
        found.add(Rule::FeedbackReport, place, line);
    }
    if found.is_empty() {
        let first = text.lines().find(|line| !line.trim().is_empty())?;
        found.add(Rule::FeedbackReport, Place::Part { mime: part.mime.clone(), line: 1 }, first);
    }
    Some(verdict(reading, kind, recipients, found, Confidence::Certain))
}

fn kind_of(value: &str) -> ComplaintKind {
    match value.trim().to_ascii_lowercase().as_str() {
        "abuse" => ComplaintKind::Abuse,
        "fraud" => ComplaintKind::Fraud,
        "virus" => ComplaintKind::Virus,
        "not-spam" => ComplaintKind::NotSpam,
        "opt-out" | "opt-out-list" => ComplaintKind::OptOut,
        "auth-failure" | "dmarc" | "dkim" => ComplaintKind::Authentication,
        _ => ComplaintKind::Other,
    }
}

/// What Microsoft sends: the message itself, with who complained in its headers.
fn by_provider(reading: &Reading<'_>) -> Option<Verdict> {
    let returned = reading.returned()?;
    let fields = heads::read(&returned);
    let field = heads::get(&fields, "x-hmxmroriginalrecipient")?;
    let mut found = Found::default();
    let line = returned[field.at..].split('\n').next().unwrap_or_default();
    found.add(
        Rule::ProviderComplaint,
        Place::Part { mime: "message/rfc822".to_owned(), line: line_of(&returned, field.at) },
        line,
    );
    let recipients = heads::address(field.value).into_iter().collect();
    Some(verdict(reading, ComplaintKind::Abuse, recipients, found, Confidence::Strong))
}

fn verdict(
    reading: &Reading<'_>,
    kind: ComplaintKind,
    mut recipients: Vec<String>,
    found: Found,
    confidence: Confidence,
) -> Verdict {
    let returned = reading.returned().unwrap_or_default();
    let fields = heads::read(&returned);
    if recipients.is_empty() {
        let to = heads::get(&fields, "to").map(|to| heads::addresses(to.value)).unwrap_or_default();
        recipients
            .extend(to.into_iter().map(|(address, ..)| address).filter(|address| !reading.is_own(address)));
    }
    recipients.sort();
    recipients.dedup();
    recipients.truncate(MOST);
    let original = heads::get(&fields, "message-id").and_then(|field| heads::id(field.value));
    Verdict { kind: Kind::Complaint(Complaint { kind, recipients }), confidence, found, original }
}

static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "plainte aupres de la cnil|plainte a la cnil|signaler a la cnil|signale a la cnil|\
            signalement a la cnil|saisir la cnil|saisirai la cnil|je vais porter plainte|\
            je porterai plainte|je depose plainte|je deposerai plainte|je vous signale comme spam|\
            signale comme spam|signaler comme spam|report you as spam|reporting you as spam|\
            report this as spam|reporting this as spam|reported this as spam|reported as spam|\
            report you for spam|reporting you for spam|file a complaint|filing a complaint|\
            lodge a complaint|report you to the ico|complaint with the ico|gdpr complaint|legal action|\
            beschwerde einreichen|beschwerde bei der|datenschutzbeschwerde|werde sie anzeigen|\
            als spam gemeldet|als spam melden|rechtliche schritte|unterlassungserklarung|\
            denunciar a la aepd|denuncia ante la aepd|denuncia a la aepd|reclamacion ante la aepd|\
            reclamacion ante la agencia|presentare una denuncia|presentare una reclamacion|\
            denunciar como spam|marcado como spam|reportar como spam",
    )])
});
/// What makes such words a complaint about mail, rather than about anything else.
static ABOUT: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "cnil|spam|ico|gdpr|rgpd|dsgvo|aepd|datenschutz|vos mails|vos e-mails|vos emails|vos messages|your emails|your e-mails|ihre e-mails|sus correos|demarchage|\
            sollicitation|unsolicited|werbung|unterlassungserklarung|publicidad",
    )])
});

/// What a person threatens, by her words alone; not in quotes, and not of a third.
pub(crate) fn by_words(reading: &Reading<'_>) -> Option<Verdict> {
    let written = reading.folded();
    if written.text.len() > 3000 {
        return None;
    }
    let hit = WORDS.first(&written.text)?;
    ABOUT.first(&written.text)?;
    let mut found = Found::default();
    reading.tell(&mut found, Rule::ComplaintWords, &written, hit.start, hit.end);
    let recipients = super::sender(reading.message).map(|from| from.address.clone()).into_iter().collect();
    let complaint = Complaint { kind: ComplaintKind::Abuse, recipients };
    Some(Verdict { kind: Kind::Complaint(complaint), confidence: Confidence::Words, found, original: None })
}
