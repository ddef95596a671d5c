//! What was not delivered: to whom, why, and whether the address is to blame.
//!
//! A report of the standard says it field by field; a notice in words says it in lines and phrases that mail systems share.

mod notice;
mod reason;
mod status;

use super::{
    Kind, Verdict,
    evidence::{Confidence, Found, Place, Rule, line_of},
    folded::{Phrases, fold},
    heads,
    others::{Receipt, ReceiptKind},
    reading::Reading,
};
pub use reason::Reason;
use status::{Action, Block, Report};
use std::sync::LazyLock;

/// What a notice means for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// No bounce yet: it is still tried.
    Delayed,
    /// It failed, for a reason that passes.
    Soft,
    /// Refused for what was sent or who sent it: the address may be good.
    Policy,
    /// The address takes no mail, and will not.
    Hard,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// The worst of its recipients.
    pub severity: Severity,
    /// Empty where nobody is named.
    pub recipients: Vec<Failed>,
    /// The machine that reports.
    pub reporter: Option<String>,
    pub original: Original,
}

/// The message that was not delivered, as far as it came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Original {
    pub message_id: Option<String>,
    pub subject: Option<String>,
}

/// Whom it was not delivered to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// As it was written to, in lower case.
    pub address: String,
    /// Where it was sent on to, if that is another.
    pub sent_on_to: Option<String>,
    pub severity: Severity,
    pub reason: Reason,
    /// `5.1.1`
    pub status: Option<String>,
    /// `550`
    pub code: Option<u16>,
    /// What the machine said.
    pub diagnostic: Option<String>,
    /// The machine that refused.
    pub remote: Option<String>,
}

/// Letters of what a machine said.
const LONGEST_DIAGNOSTIC: usize = 1000;

pub(crate) fn read(reading: &Reading<'_>) -> Option<Verdict> {
    by_report(reading).or_else(|| by_notice(reading))
}

/// A report of the standard; one of something delivered is a receipt.
fn by_report(reading: &Reading<'_>) -> Option<Verdict> {
    let kinds = ["message/delivery-status", "message/global-delivery-status"];
    let mut found = Found::default();
    let mut whole = Report::default();
    for (part, text) in reading.attached(&kinds) {
        let report = status::read(&text);
        for block in &report.blocks {
            for (at, line) in &block.lines {
                let place = Place::Part { mime: part.mime.clone(), line: line_of(&text, *at) };
                found.add(Rule::DeliveryStatus, place, line);
            }
        }
        whole.reporter = whole.reporter.or(report.reporter);
        whole.message_id = whole.message_id.or(report.message_id);
        whole.blocks.extend(report.blocks);
    }
    if whole.blocks.is_empty() {
        return None;
    }
    Some(of_report(reading, whole, found, Confidence::Certain))
}

fn of_report(reading: &Reading<'_>, report: Report, mut found: Found, confidence: Confidence) -> Verdict {
    let original = original(reading, report.message_id);
    let delivered = report.blocks.iter().all(|block| outcome(block) == Action::Delivered);
    if delivered {
        let recipients = report.blocks.iter().filter_map(address).collect();
        let receipt = Receipt { kind: ReceiptKind::Delivered, recipients };
        return Verdict { kind: Kind::Receipt(receipt), confidence, original: original.message_id, found };
    }
    let failing: Vec<&Block> =
        report.blocks.iter().filter(|block| outcome(block) != Action::Delivered).collect();
    let notice = notice::Notice::new(&reading.words);
    let mut recipients: Vec<Failed> = Vec::new();
    for block in failing {
        let failed = failed(block, &notice, reading, &mut found);
        if !recipients.iter().any(|one| one.address == failed.address && !failed.address.is_empty()) {
            recipients.push(failed);
        }
    }
    // Of a recipient without an address, whom it was written to says it.
    let fallback = returned_to(reading);
    for failed in recipients.iter_mut().filter(|failed| failed.address.is_empty()) {
        failed.address = fallback.clone().unwrap_or_default();
    }
    let severity = recipients.iter().map(|one| one.severity).max().unwrap_or(Severity::Soft);
    recipients.retain(|one| !one.address.is_empty());
    let message_id = original.message_id.clone();
    let bounce = Bounce { severity, recipients, reporter: report.reporter, original };
    Verdict { kind: Kind::Bounce(bounce), confidence, original: message_id, found }
}

/// What became of it, by what is said or else by the class of its status.
fn outcome(block: &Block) -> Action {
    block.action.unwrap_or(match block.status.as_deref().and_then(|status| status.chars().next()) {
        Some('2') => Action::Delivered,
        _ => Action::Failed,
    })
}

fn address(block: &Block) -> Option<String> {
    [&block.original, &block.last].into_iter().flatten().find(|address| !address.is_empty()).cloned()
}

fn failed(block: &Block, notice: &notice::Notice<'_>, reading: &Reading<'_>, found: &mut Found) -> Failed {
    let address = address(block).unwrap_or_default();
    let sent_on_to = block.last.clone().filter(|last| !last.is_empty() && *last != address);
    let said = block.diagnostic.as_deref().unwrap_or_default();
    let folded = fold(said);
    let mut status = block.status.clone();
    // A status that says nothing gives way to the one within what the machine said.
    if status.as_deref().is_none_or(is_vague)
        && let Some(exact) =
            status::enhanced(said).filter(|exact| !is_vague(exact) && !exact.starts_with('2'))
    {
        status = Some(exact);
    }
    let mut code = status::code(said);
    let mut words = reason::by_words(&folded).map(|hit| hit.0);
    let is_vague_still = status.as_deref().and_then(reason::by_status).is_none_or(|reason| {
        matches!(reason, Reason::System | Reason::Protocol | Reason::Policy | Reason::Network)
    });
    if (words.is_none_or(|words| words >= Reason::System) && is_vague_still) || said.is_empty() {
        // The notice above the report often says more.
        let segment = notice.about(&address);
        if let Some((reason, start, end)) =
            segment.as_ref().and_then(|segment| reason::by_words(&segment.text))
        {
            if words.is_none() || (reason < Reason::Policy) {
                words = Some(reason);
                if let Some(segment) = &segment {
                    reading.tell(found, Rule::ReasonWords, segment, start, end);
                }
            }
            code = code.or_else(|| segment.as_ref().and_then(|segment| status::code(segment.source)));
        }
    }
    let reason = reason::of(words, status.as_deref(), code, &folded);
    let severity = match outcome(block) {
        Action::Delayed => Severity::Delayed,
        _ => reason.severity(),
    };
    Failed {
        address,
        sent_on_to,
        severity,
        reason,
        status,
        code,
        diagnostic: (!said.is_empty()).then(|| said.chars().take(LONGEST_DIAGNOSTIC).collect()),
        remote: block.remote.clone(),
    }
}

/// `5.0.0` and the like say no more than that it failed.
fn is_vague(status: &str) -> bool {
    status.ends_with(".0.0")
}

/// What came back of the message itself.
fn original(reading: &Reading<'_>, told: Option<String>) -> Original {
    let returned = reading.returned();
    let notice = notice::Notice::new(&reading.words);
    let text = returned.as_deref().unwrap_or(notice.original);
    let head = text.get(..text.len().min(64 << 10)).unwrap_or(text);
    let bare: String = head
        .lines()
        .map(|line| line.trim_start_matches(['>', '|']).trim_start_matches(' '))
        .collect::<Vec<_>>()
        .join("\n");
    let fields = heads::read(if returned.is_some() { head } else { &bare });
    let message_id = heads::get(&fields, "message-id").and_then(|field| heads::id(field.value));
    let subject = heads::get(&fields, "subject").map(|field| crate::headers::plain(&field.plain()));
    Original {
        message_id: told.or(message_id).or_else(|| super::answered(reading.message)),
        subject: subject.filter(|subject| !subject.is_empty()),
    }
}

/// Whom the message that came back was written to, if that is one alone.
fn returned_to(reading: &Reading<'_>) -> Option<String> {
    let text = reading.returned()?;
    let fields = heads::read(&text);
    let to = heads::get(&fields, "to")?;
    let mut found = heads::addresses(to.value);
    (found.len() == 1).then(|| found.remove(0).0)
}

/// Parts of names that mail systems write under.
const DAEMONS: [&str; 15] = [
    "mailer-daemon",
    "mailerdaemon",
    "mail-daemon",
    "mailer.daemon",
    "post_master",
    "postmaster",
    "mail delivery",
    "mail-delivery",
    "maildelivery",
    "microsoftexchange",
    "system administrator",
    "mail administrator",
    "systeme de messagerie",
    "mail system",
    "mailsystem",
];

fn daemon<'r>(reading: &'r Reading<'_>) -> Option<&'r str> {
    let from = reading.head("from")?.value;
    let folded = fold(from);
    DAEMONS.iter().any(|name| folded.contains(name)).then_some(from)
}

const SUBJECTS: &str = "undeliver|undeliverable|undelivered|delivery status notification|mail delivery failed|\
    mail delivery failure|mail delivery system|failure notice|failure delivery|returned mail|\
    delivery failure|delivery failed|delivery has failed|delivery error|delivery report|\
    delivery notification|delivery problem|could not be delivered|could not deliver|not be delivered|\
    mail system error|nondeliverable|non-deliverable|non delivery|non-delivery|not delivered|\
    undelivered mail|returned to sender|returning message to sender|mail failure|mail error|\
    could not send message|could not send mail|delayed mail|delivery delayed|delivery delay|\
    message delayed|unable to deliver|failed delivery|message rejected|mail rejected|rejected mail|\
    delivery incomplete|loop alert|message status|non remis|echec de la remise|echec de remise|\
    message non remis|non distribue|echec de distribution|notification d'etat de remise|\
    avis de non-remise|retourne a l'expediteur|retour de mail|unzustellbar|nicht zugestellt|\
    nicht zustellbar|zustellung fehlgeschlagen|fehler bei der zustellung|zustellbenachrichtigung|\
    zustellfehler|no se puede entregar|no entregado|no se pudo entregar|error de entrega|fallo de entrega|\
    fallo en la entrega|notificacion de estado de entrega|devuelto al remitente|non recapitabile|\
    mancato recapito|onbestelbaar|nao entregue|problem delivering|delivery unsuccessful|\
    notification (failure)|notification (delay)|message couldn't be delivered|mail could not be|\
    email rejected|failed mail";

const WORDS: &str = "could not be delivered|couldn't be delivered|cannot be delivered|can not be delivered|\
    can't be delivered|was not delivered|were not delivered|wasn't delivered|has not been delivered|\
    not be delivered|did not reach the following|unable to deliver|not able to deliver|\
    wasn't able to deliver|could not deliver|couldn't deliver|failed to deliver|delivery to the following|\
    delivery failed|delivery has failed|delivery failure|failed permanently|error delivering your|\
    problem delivering|attempting to deliver|trying to deliver|permanent fatal errors|\
    transient non-fatal errors|had delivery errors|undeliverable|undelivered|was rejected by|\
    were rejected by|is being returned|has been returned|returned to sender|returned below|\
    delivery status notification|has been delayed|is delayed|permanent error|recipients was aborted|\
    your message wasn't|message blocked|was not sent|address not found|address couldn't be found|\
    has been rejected|was rejected|the group you tried to contact|invalid user address|\
    error message below|duplicated message-id|delivery error|smtp error|transcript of session|\
    n'a pas pu etre remis|n'a pas ete remis|n'a pas pu etre distribue|n'a pas pu etre delivre|\
    n'a pas ete delivre|impossible de remettre|echec de la remise|remise a echoue|ne peut etre remis|\
    ne peut pas etre remis|n'ont pas recu votre message|n'a pas pu etre envoye|impossible de delivrer|\
    konnte nicht zugestellt|konnten nicht zugestellt|nicht zustellbar|nicht zugestellt|\
    zustellung fehlgeschlagen|zustellung ist fehlgeschlagen|konnte nicht ausgeliefert|\
    konnte nicht ubermittelt|no se pudo entregar|no se ha podido entregar|no pudo ser entregado|\
    no ha podido ser entregado|no fue entregado|no se entrego|no se puede entregar|\
    non e stato possibile recapitare|non recapitabile|не может быть доставлено";

const DELAYS: &str = "will keep trying|will continue to try|continue to try|warning message only|has been delayed|\
    is delayed|delivery delayed|not yet been delivered|not been delivered yet|temporary failure report|\
    do not need to resend|do not need to re-send|don't need to resend|need not resend|no need to resend|\
    will be retried|still being retried|will retry|attempts to deliver the message will continue|\
    could not send message for past|could not send mail for past|n'a pas encore pu|n'a pas encore ete|\
    nouvelles tentatives|continuera d'essayer|remise retardee|wird weiterhin versucht|\
    noch nicht zugestellt|verzogert|weitere zustellversuche|todavia no se ha|aun no se ha|\
    seguira intentando|se seguira intentando|entrega retrasada|no action is required on your part|\
    notification (delay)";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Subject,
    Words,
    Delay,
}

static SUBJECT: LazyLock<Phrases<Sign>> =
    LazyLock::new(|| Phrases::new(&[(Sign::Subject, SUBJECTS), (Sign::Delay, DELAYS)]));
static BODY: LazyLock<Phrases<Sign>> =
    LazyLock::new(|| Phrases::new(&[(Sign::Words, WORDS), (Sign::Delay, DELAYS)]));

/// A notice in words: who sends it, what it is called and what it says, two signs at least.
fn by_notice(reading: &Reading<'_>) -> Option<Verdict> {
    let mut found = Found::default();
    let class = reading.message.class.as_deref().filter(|class| class.ends_with(".NDR"));
    let named = reading.head("x-failed-recipients");
    let exchange = reading.head("x-ms-exchange-message-is-ndr");
    let is_told = class.is_some() || named.is_some() || exchange.is_some();
    let daemon = daemon(reading);
    let null = reading.null_sender();
    let is_answer = ["re:", "fw:", "fwd:", "tr:", "aw:", "wg:", "rv:"]
        .iter()
        .any(|start| reading.subject.starts_with(start));
    let subject =
        SUBJECT.first(&reading.subject).filter(|_| daemon.is_some() || null.is_some() || !is_answer);
    // Of most messages nothing speaks for it: their text is not even laid out.
    if !is_told && daemon.is_none() && null.is_none() && subject.is_none() {
        return None;
    }
    if let Some(class) = class {
        found.add(Rule::OutlookClass, Place::Class, class);
    }
    for (head, rule) in
        [(named, Rule::FailedRecipients), (exchange, Rule::ExchangeReport), (null, Rule::NullSender)]
    {
        if let Some(head) = head {
            found.header(rule, head.name, head.value);
        }
    }
    if let Some(from) = daemon {
        found.header(Rule::DaemonSender, "From", from);
    }
    if subject.is_some() {
        reading.tell_subject(&mut found, Rule::BounceSubject);
    }
    let notice = notice::Notice::new(&reading.words);
    // Some mailers put the fields of the standard into the text.
    let mut report = status::read(notice.text);
    let mut told_in = notice.text.to_owned();
    // Others send on what another mail system has told them.
    let is_sent_on = report.blocks.is_empty() && daemon.is_some() && !notice.text.contains('@');
    if let Some(returned) = reading.returned().filter(|_| is_sent_on) {
        report = status::read(&returned);
        told_in = returned;
    }
    if !report.blocks.is_empty() && (daemon.is_some() || null.is_some() || is_told) {
        for (at, line) in report.blocks.iter().flat_map(|block| &block.lines) {
            let line_at = line_of(&told_in, *at);
            let place = match is_sent_on {
                true => Place::Part { mime: "message/rfc822".to_owned(), line: line_at },
                false => Place::Body { line: line_at },
            };
            found.add(Rule::DeliveryStatusInText, place, line);
        }
        return Some(of_report(reading, report, found, Confidence::Strong));
    }
    let said = notice.folded();
    let words = BODY.first(&said.text);
    let has_code = status::code(notice.text).is_some() || status::enhanced(notice.text).is_some();
    let is_mail_system = daemon.is_some() || null.is_some();
    // Goods are « delayed », too, and a person may write as postmaster.
    let by_system =
        subject.is_some() || (words.is_some() && (!is_answer || has_code)) || (has_code && daemon.is_some());
    let is_exact = status::enhanced(notice.text).is_some()
        || notice.has_headers()
        || (has_code && notice.has_original());
    // Under this name nobody writes, whatever it says; what it delivered, it says at the top.
    let is_machine = daemon.is_some_and(|from| fold(from).contains("mailer-daemon"))
        && !reading.subject.contains("success");
    let is_bounce = is_told
        || is_machine
        || (is_mail_system && by_system && !is_vacation(reading, daemon.is_some()))
        || (subject.is_some() && words.is_some() && is_exact && notice.text.contains('@'));
    if !is_bounce {
        return None;
    }
    if let Some(hit) = words {
        reading.tell(&mut found, Rule::BounceWords, &said, hit.start, hit.end);
    }
    let delay = SUBJECT.all(&reading.subject).find(|hit| hit.says == Sign::Delay).is_some();
    let delay_words = BODY.all(&said.text).find(|hit| hit.says == Sign::Delay);
    if let Some(hit) = &delay_words {
        reading.tell(&mut found, Rule::DelayWords, &said, hit.start, hit.end);
    }
    let is_delay = delay || delay_words.is_some();
    let recipients = notice::recipients(reading, &notice, named.map(|head| head.value), is_delay, &mut found);
    let severity = recipients.iter().map(|one| one.severity).max();
    let severity = severity.unwrap_or(if is_delay { Severity::Delayed } else { Severity::Soft });
    let original = original(reading, report.message_id);
    let confidence = if is_told || (is_mail_system && (subject.is_some() || words.is_some())) {
        Confidence::Strong
    } else {
        Confidence::Words
    };
    let message_id = original.message_id.clone();
    let bounce = Bounce { severity, recipients, reporter: report.reporter, original };
    Some(Verdict { kind: Kind::Bounce(bounce), confidence, original: message_id, found })
}

/// An absence may come from nobody, too, and speak of what « could not be delivered » in its own way.
fn is_vacation(reading: &Reading<'_>, is_daemon: bool) -> bool {
    !is_daemon && super::automatic::is_by_subject(reading)
}
