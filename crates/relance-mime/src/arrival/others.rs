//! Receipts (RFC 8098), machines that ask for a proof, mass mail; and last of all, people.

use super::{
    Human, Kind, Verdict, away,
    evidence::{Confidence, Found, Place, Rule, line_of},
    folded::{Folded, Phrases},
    heads,
    reading::Reading,
};
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptKind {
    /// It reached the mailbox, or the last machine that tells.
    Delivered,
    Displayed,
    /// Deleted unread, or handled by a machine.
    Deleted,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub kind: ReceiptKind,
    /// In lower case.
    pub recipients: Vec<String>,
}

pub(crate) fn receipt(reading: &Reading<'_>) -> Option<Verdict> {
    receipt_by_report(reading).or_else(|| receipt_by_words(reading))
}

fn receipt_by_report(reading: &Reading<'_>) -> Option<Verdict> {
    let (part, text) = reading.attached(&["message/disposition-notification"]).next()?;
    let fields = heads::read(&text);
    let mut found = Found::default();
    let mut kind = ReceiptKind::Other;
    for field in &fields {
        if field.is("disposition") {
            let what = field.value.rsplit(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            kind = match what.split(['/', ' ']).next().unwrap_or_default() {
                "displayed" => ReceiptKind::Displayed,
                "deleted" => ReceiptKind::Deleted,
                _ => ReceiptKind::Other,
            };
        } else if !["final-recipient", "original-message-id"].iter().any(|name| field.is(name)) {
            continue;
        }
        let line = text[field.at..].split('\n').next().unwrap_or_default();
        let place = Place::Part { mime: part.mime.clone(), line: line_of(&text, field.at) };
        found.add(Rule::DispositionNotification, place, line);
    }
    if found.is_empty() {
        return None;
    }
    let who = ["original-recipient", "final-recipient"];
    let recipients =
        who.iter().find_map(|name| heads::get(&fields, name).and_then(|field| heads::address(field.value)));
    let original = heads::get(&fields, "original-message-id").and_then(|field| heads::id(field.value));
    let receipt = Receipt { kind, recipients: recipients.into_iter().collect() };
    Some(Verdict { kind: Kind::Receipt(receipt), confidence: Confidence::Certain, found, original })
}

static READ: LazyLock<Phrases<ReceiptKind>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            ReceiptKind::Displayed,
            "was read on|has been read on|was displayed on|has been displayed on|a ete lu le|\
                a ete lu par|a ete affiche|accuse de lecture|wurde am|wurde gelesen|se leyo el|\
                ha sido leido|fue leido|read receipt",
        ),
        (
            ReceiptKind::Deleted,
            "was deleted without being read|deleted without being read|\
                a ete supprime sans avoir ete lu|supprime sans etre lu|wurde ungelesen geloscht|\
                ungelesen geloscht|se elimino sin leer|eliminado sin leer",
        ),
    ])
});

/// What its subject and its text say together, or what Outlook says it is.
fn receipt_by_words(reading: &Reading<'_>) -> Option<Verdict> {
    let starts = [
        "read:",
        "not read:",
        "lu:",
        "lu :",
        "non lu:",
        "non lu :",
        "gelesen:",
        "ungelesen:",
        "leido:",
        "no leido:",
        "accuse de lecture",
        "confirmation de lecture",
        "read receipt",
        "lesebestatigung",
        "confirmacion de lectura",
    ];
    let class = reading
        .message
        .class
        .as_deref()
        .filter(|class| [".IPNRN", ".IPNNRN", ".DR"].iter().any(|end| class.ends_with(end)));
    let subject = starts.iter().any(|start| reading.subject.starts_with(start));
    if class.is_none() && !subject {
        return None;
    }
    let written = reading.folded();
    let said = READ.first(&written.text);
    let mut found = Found::default();
    if let Some(class) = class {
        found.add(Rule::OutlookClass, Place::Class, class);
    }
    let kind = match (class, said) {
        (Some(class), _) if class.ends_with(".DR") => ReceiptKind::Delivered,
        (Some(class), _) if class.ends_with(".IPNNRN") => ReceiptKind::Deleted,
        (Some(_), _) => ReceiptKind::Displayed,
        (None, said) => said?.says,
    };
    if let Some(hit) = said {
        reading.tell_subject(&mut found, Rule::ReceiptWords);
        reading.tell(&mut found, Rule::ReceiptWords, &written, hit.start, hit.end);
    }
    let recipients = super::sender(reading.message).map(|from| from.address.clone()).into_iter().collect();
    let confidence = if class.is_some() { Confidence::Strong } else { Confidence::Words };
    Some(Verdict { kind: Kind::Receipt(Receipt { kind, recipients }), confidence, found, original: None })
}

static CHALLENGE: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "mailinblack|boxbe|spamarrest|spam arrest|bluebottle|uol antispam|sender verification|\
            verify your email so that|prove you are human|prove that you are human|prove you're human|\
            confirm that you are a human|confirm you are not a robot|verify that you are a human|\
            you are a real person|you're a real person|to be delivered, please confirm|\
            please confirm your message|confirm that you sent|one-time verification|\
            your message is being held|your message is waiting|has been held pending|waiting list until|\
            challenge-response|approved sender list|add you to my guest list|\
            cliquez sur le lien pour vous authentifier|veuillez vous authentifier|\
            expediteur non authentifie|demande d'authentification|afin de vous authentifier|\
            votre message est en attente|votre e-mail est en attente|votre mail est en attente|\
            vous n'etes pas un robot|etes bien une personne|etes bien un humain|\
            bestatigen sie, dass sie ein mensch|kein roboter sind|keine maschine sind|\
            ihre nachricht wird zuruckgehalten|ihre e-mail wartet|absender bestatigen|\
            confirme que es una persona|no es un robot|su mensaje esta en espera|\
            su mensaje ha sido retenido|verificar su direccion para",
    )])
});

/// A machine that holds a message back until its sender proves to be a person. Two signs: such words, and somewhere to prove it.
pub(crate) fn challenge(reading: &Reading<'_>) -> Option<Verdict> {
    let is_machine = reading.head("auto-submitted").is_some() || reading.null_sender().is_some();
    let asks = ["http://", "https://"].iter().any(|link| reading.words.contains(link))
        || reading.message.html.as_deref().is_some_and(|html| html.contains("href"))
        || is_machine;
    if !asks || reading.head("list-id").is_some() {
        return None;
    }
    let written = reading.folded();
    // A person may speak of such services in passing; a challenge is nothing else.
    if written.text.len() > 4000 {
        return None;
    }
    let hit = CHALLENGE.first(&written.text)?;
    let is_answer = reading.subject.starts_with("re:") || reading.subject.starts_with("re :");
    let says_more = CHALLENGE.all(&written.text).map(|hit| hit.start).collect::<Vec<_>>().len() > 1;
    if is_answer && !is_machine && !says_more {
        return None;
    }
    let mut found = Found::default();
    reading.tell(&mut found, Rule::ChallengeWords, &written, hit.start, hit.end);
    let confidence = if is_machine { Confidence::Strong } else { Confidence::Words };
    Some(Verdict { kind: Kind::Challenge, confidence, found, original: None })
}

const LIST_HEADERS: [&str; 7] = [
    "list-id",
    "list-post",
    "list-help",
    "list-subscribe",
    "mailing-list",
    "x-mailing-list",
    "x-mailman-version",
];
const BULK_HEADERS: [&str; 17] = [
    "feedback-id",
    "x-campaign",
    "x-campaignid",
    "x-campaign-id",
    "x-mailchimp-campaign",
    "x-mc-user",
    "x-mandrill-user",
    "x-sg-eid",
    "x-mailgun-sid",
    "x-mj-mid",
    "x-csa-complaints",
    "x-report-abuse",
    "x-sib-id",
    "x-mailer-recptid",
    "x-ems-proccessor",
    "x-emarsys-identify",
    "x-auto-generated-by-list",
];

/// Mail for many. One header that offers to leave is not enough on an answer: tools of sellers write it on every message.
pub(crate) fn list(reading: &Reading<'_>) -> Option<Verdict> {
    let mut found = Found::default();
    let mut confidence = None;
    let mut tell = |name: &str, rule: Rule, sure: Confidence| {
        if let Some(head) = reading.head(name) {
            found.header(rule, head.name, head.value);
            confidence = confidence.max(Some(sure));
        }
    };
    for name in LIST_HEADERS {
        tell(name, Rule::ListHeader, Confidence::Certain);
    }
    let is_answer = !reading.message.in_reply_to.is_empty();
    if !is_answer {
        tell("list-unsubscribe", Rule::ListHeader, Confidence::Certain);
        for name in BULK_HEADERS {
            tell(name, Rule::BulkHeader, Confidence::Strong);
        }
        if reading.head("precedence").is_some_and(|head| is_bulk(head.value)) {
            tell("precedence", Rule::Precedence, Confidence::Strong);
        }
    } else if reading.head("precedence").is_some_and(|head| head.value.trim().eq_ignore_ascii_case("list")) {
        tell("precedence", Rule::Precedence, Confidence::Strong);
    }
    if confidence.is_none() && !is_answer && reading.words.contains("http") {
        // The words at its foot, where no header says it; nobody writes them to one person.
        let foot = Folded::new(tail(reading.written()));
        if let Some(hit) = FOOT.first(&foot.text) {
            reading.tell(&mut found, Rule::BulkWords, &foot, hit.start, hit.end);
            confidence = Some(Confidence::Words);
        }
    }
    Some(Verdict { kind: Kind::List, confidence: confidence?, found, original: None })
}

static FOOT: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "you received this email because|you received this e-mail because|you are receiving this email because|\
            you are receiving this e-mail because|you're receiving this email because|\
            you are receiving this because|this email was sent to|this e-mail was sent to|to unsubscribe|\
            unsubscribe from this list|unsubscribe here|click here to unsubscribe|view this email in your browser|\
            update your preferences|manage your preferences|if you no longer wish to receive|\
            vous recevez cet e-mail car|vous recevez cet email car|vous recevez ce message car|\
            vous recevez cet e-mail parce que|vous recevez cet email parce que|pour vous desinscrire|\
            pour vous desabonner|pour se desinscrire|pour se desabonner|se desinscrire de cette|lien de desinscription|\
            voir cet e-mail dans|voir la version en ligne|si vous ne souhaitez plus recevoir|\
            sie erhalten diese e-mail, weil|sie erhalten diese e-mail weil|sie erhalten diesen newsletter|\
            newsletter abbestellen|newsletter abmelden|vom newsletter abmelden|im browser ansehen|\
            ha recibido este correo porque|recibe este correo porque|has recibido este correo porque|\
            para darse de baja|si no desea recibir|cancelar la suscripcion|ver en el navegador",
    )])
});

/// The end of a text, where such words stand.
fn tail(words: &str) -> &str {
    let from = words.len().saturating_sub(3000);
    let from = (from..=words.len()).find(|from| words.is_char_boundary(*from)).unwrap_or(words.len());
    &words[from..]
}

pub(crate) fn is_bulk(value: &str) -> bool {
    ["bulk", "list", "junk"].iter().any(|word| value.trim().eq_ignore_ascii_case(word))
}

/// What is left is written by people.
pub(crate) fn human(reading: &Reading<'_>) -> Verdict {
    let mut found = Found::default();
    let by = ["in-reply-to", "references"].into_iter().find_map(|name| reading.head(name));
    let is_reply = by.is_some() || !reading.message.in_reply_to.is_empty();
    match by {
        Some(head) => found.header(Rule::ReplyHeader, head.name, head.value),
        None => match reading.head("from") {
            Some(head) => found.header(Rule::NothingElse, head.name, head.value),
            None => reading.tell_subject(&mut found, Rule::NothingElse),
        },
    }
    let away = away::hint(reading, &mut found);
    let confidence = if is_reply { Confidence::Strong } else { Confidence::Words };
    Verdict { kind: Kind::Human(Human { is_reply, away }), confidence, found, original: None }
}
