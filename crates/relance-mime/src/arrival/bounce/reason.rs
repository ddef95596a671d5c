//! Why something was not delivered: by the words of the machine that refused, else by its codes.

use super::Severity;
use crate::arrival::folded::Phrases;
use std::sync::LazyLock;

/// Why, as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No such mailbox.
    NoSuchUser,
    /// No such domain, or one that takes no mail.
    NoSuchDomain,
    /// The mailbox has moved and is not sent on.
    Moved,
    /// The mailbox is closed or not used any more.
    Disabled,
    MailboxFull,
    TooLarge,
    /// SPF, DKIM or DMARC of the sender.
    Authentication,
    /// The address or the machine of the sender is on a list, has a bad name or none.
    Reputation,
    Spam,
    /// The sender is not wanted.
    Sender,
    /// Refused by a rule that is not told, or by the recipient.
    Policy,
    /// The machine does not send on for others.
    Relay,
    /// A virus, a forbidden attachment, a form that is not taken.
    Content,
    /// Too many at once.
    Rate,
    /// The other machine does not answer, or cannot be found now.
    Network,
    /// It was tried for too long.
    Timeout,
    /// Something is wrong with the machine of the recipient.
    System,
    /// The machines did not understand each other.
    Protocol,
    Unknown,
}

impl Reason {
    /// What it means for the address when it is final.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::NoSuchUser | Self::NoSuchDomain | Self::Moved | Self::Disabled => Severity::Hard,
            Self::Authentication
            | Self::Reputation
            | Self::Spam
            | Self::Sender
            | Self::Policy
            | Self::Relay
            | Self::Content => Severity::Policy,
            Self::MailboxFull
            | Self::TooLarge
            | Self::Rate
            | Self::Network
            | Self::Timeout
            | Self::System
            | Self::Protocol
            | Self::Unknown => Severity::Soft,
        }
    }
}

/// Words that say why, those first that say it most exactly. Of several the first counts.
const WORDS: [(Reason, &str); 21] = [
    (Reason::Content, "duplicate header"),
    (Reason::Network, "host not found, try again|not found, try again"),
    (
        Reason::Policy,
        "may not have permission to post|permission to post|for policy reasons|local policy violation",
    ),
    (
        Reason::Authentication,
        "dmarc|spf|dkim|unauthenticated email|unauthenticated message|sender policy framework|\
            not authenticated|sender id (pra)|does not pass authentication|fails to pass authentication|\
            failed authentication checks|authentication requirements",
    ),
    (
        Reason::MailboxFull,
        "mailbox full|mailbox is full|mailbox for user is full|over quota|overquota|over its quota|\
            exceeded storage allocation|quota exceeded|quota exceed|exceeded quota|exceeds quota|\
            out of storage|insufficient storage|storage quota|disk quota|disk space|disk full|\
            mailbox quota|user is over|inbox is full|mailbox size limit|mailbox exceeds|\
            mailbox has exceeded|account is full|too many messages in mailbox|not enough storage|\
            mailbox is exceeding|exceeded his|exceeded its|exceeded the space|boite pleine|\
            boite aux lettres pleine|boite aux lettres est pleine|boite de reception est pleine|\
            boite est pleine|espace insuffisant|postfach ist voll|postfach voll|speicherplatz|buzon lleno|\
            buzon esta lleno|bandeja de entrada esta llena|casella piena|mailbox too full|\
            user has exhausted|mail box is full|mailfolder is full|mail quota|mbox full|no space left|\
            exceeded email quota|allocated message storage",
    ),
    (
        Reason::TooLarge,
        "message size exceeds|message too big|message too large|message length exceeds|\
            size limit exceeded|exceeds maximum message size|exceeds size limit|exceeds the maximum|\
            mail size limit|message file too big|too large message|message is too large|\
            message size limit|message header size|exceeded maximum|larger than the current system limit|\
            maximum message size|exceeds limit|size exceeds|trop volumineux|zu gross|demasiado grande|\
            message is larger than|exceeds the size limit|message exceeded|\
            exceed the maximum message size|fixed maximum message size|max message size",
    ),
    (
        Reason::Rate,
        "too many connections|too many concurrent|too many recipients|too many messages|\
            too many emails|rate limit|rate-limit|ratelimit|throttl|throttled|throttling|sending rate|\
            frequency limited|too frequent|too fast|exceeded the rate|exceeds the rate|unusual rate|\
            daily limit|hourly limit|sending limit|message limit|too much mail|try again later than|\
            receiving mail too quickly|receiving mail at a rate|maximum number of recipients|\
            connection limit",
    ),
    (
        Reason::Reputation,
        "user complaints|blacklist|black list|blocklist|block list|blocked using|dnsbl|rbl|spamhaus|spamcop|barracuda|\
            sorbs|banned sending ip|banned ip|reverse dns|ptr record|ptr resource record|bad dns ptr|rdns|\
            no ptr|missing ptr|without a valid sender domain|cannot find your reverse hostname|\
            cannot find your hostname|low reputation|poor reputation|bad reputation|ip reputation|\
            domain reputation|sender reputation|your ip|client host rejected|client host blocked|\
            ip address blocked|blocked ip|blocked - see|ip address is blocked|blocked by|has been blocked|\
            is blocked|blocked for|mismatches client ip|does not resolve|senderscore|\
            not allowed to connect|connections not accepted|connection refused by policy|access from ip|\
            abusix|service refuse|part of their network is on our block list|proofpoint.com/dnsbl|\
            unresolvable|fix reverse|sending ip|ip frequency|generic rdns|dynamic ip|residential ip|\
            connection denied|not rdns",
    ),
    (
        Reason::Spam,
        "spam|unsolicited|junk mail|bulk mail|blacklisted url|blacklisted link|uribl|surbl|\
            spamassassin|looks like spam|considered spam|likely suspicious|message content rejected|\
            content rejected due|mcspamsignature|phishing|unwanted|suspected|high probability of spam|\
            spamscore|spam-like|message rejected due to content|ube",
    ),
    (
        Reason::Content,
        "virus|malware|infected|trojan|attachment type|forbidden attachment|banned attachment|\
            attachment not allowed|prohibited attachment|illegal attachment|duplicate header|not rfc|\
            rfc 5322|rfc 2822|rfc 822|rfc5322|non-compliant|header error|malformed|bare lf|bare newline|\
            line too long|8bit|8-bit|message format|invalid content|content denied|content encoding|\
            null byte|mime error|charset not|missing from header|multiple from|messages missing a valid|\
            message contains a file",
    ),
    (
        Reason::Sender,
        "sender address rejected|sender rejected|sender was rejected|sender denied|sender address is|\
            sender domain|sender not allowed|sender is not|sender verify failed|sender unknown|\
            invalid sender|bad sender|restricted sender|\
            domain of sender|envelope sender|return address|senders are not allowed|not accept mail from|\
            not accepting mail from|not authorized to send|not allowed to send|blocked sender|\
            mail from domain|sender blocked|backscatter|bad mail from",
    ),
    (
        Reason::Relay,
        "relaying denied|relay access denied|relay not permitted|no relaying|not permitted to relay|\
            unable to relay|relaying not|relay denied|relaying is|relaying mail|cannot relay|\
            not a gateway|relaying prohibited|relaying temporarily denied|must not relay|we do not relay|\
            does not allow relaying|not authorized to relay",
    ),
    (
        Reason::Moved,
        "no longer on server|has moved to|user has moved|mailbox has moved|user not local|\
            please forward to|has changed|new address|is now at|a change d'adresse",
    ),
    (
        Reason::Disabled,
        "disabled|deactivated|inactive|suspended|account closed|account has been closed|\
            account expired|mailbox expired|has been locked|account locked|mailbox locked|is frozen|\
            no longer active|not active|discontinued|no longer in use|no longer used|no longer valid|\
            no longer accepts|no longer accepting|no longer employed|no longer works|no longer with|\
            has left|desactive|deaktiviert|gesperrt|desactivada|user is inactive|disabled mailbox|\
            temporarily locked|not activated|account is blocked|mailbox frozen|invalid/inactive|\
            on vacation hold|ooto|domain is suspended|domain suspended",
    ),
    (
        Reason::NoSuchDomain,
        "host unknown|unknown host|host not found|no such host|no such domain|domain not found|\
            domain does not exist|domain doesn't exist|unknown domain|invalid domain|\
            domain name not found|nxdomain|null mx|no smtp service|does not accept mail|\
            doesn't accept mail|domain does not accept|doesn't receive email|no mx record|\
            unrouteable mail domain|unrouteable domain|unroutable domain|dns lookup failure|\
            unresolvable domain|bad destination host|bad domain|domain must exist|no mail server|\
            does not have an mx|no valid mail server|nullmx|domain isn't|couldn't find any host|\
            could not be resolved|domaine inconnu|domaine n'existe pas|domain nicht gefunden|\
            unbekannte domain|dominio no existe|dominio no encontrado|\
            sorry, i couldn't find any host by that name|host or domain name not found|wasn't found at|\
            illegal host/domain|name or service not known|all mxs|no route to domain|domain wasn't found|\
            domain couldn't be found|no mx found|mx or srv record indicated",
    ),
    (
        Reason::NoSuchUser,
        "user unknown|unknown user|unknown recipient|recipient unknown|unknown or illegal|no such user|\
            no such recipient|no such mailbox|no such account|no such person|no such address|\
            user not found|user not exist|user doesn't exist|user does not exist|recipient not found|\
            recipient not exist|recipientnotfound|recipient does not exist|address not found|\
            address does not exist|address doesn't exist|address couldn't be found|account does not exist|\
            account that you tried to reach does not exist|doesn't have a|does not have an account|\
            no mailbox here|no mailbox by that name|mailbox not found|mailbox does not exist|\
            mailbox unavailable|mailbox not available|unavailable mailbox|unknown mailbox|unknown address|\
            unknown local part|unknown local-part|unrouteable address|unroutable address|\
            invalid recipient|invalid mailbox|invalid address|invalid user|invalid destination|\
            bad destination|bad address|not a valid|is not recognized|not listed in|not our customer|\
            not known|unknown in|recipient name is not|address rejected|recipient rejected|\
            recipient address rejected|no user|no account|not a known user|not a local|\
            is not a registered|isn't a registered|unknown account|unknown receiver|user is unknown|\
            account unknown|account not found|recipient invalid|non-existent|nonexistent|\
            utilisateur inconnu|destinataire inconnu|adresse inconnue|adresse n'existe pas|\
            adresse introuvable|boite inconnue|destinataire introuvable|empfanger unbekannt|\
            benutzer unbekannt|adresse nicht gefunden|nicht gefunden|existiert nicht|usuario desconocido|\
            destinatario desconocido|no existe|direccion no encontrada|no se encontro|\
            unbekannter empfanger|unbekannter benutzer|utente sconosciuto|not exist|mail address is not|\
            cannot be found|can't be found|addressee unknown|address error|email address is invalid|\
            could not be found|wasn't found|does not like recipient|no longer available|\
            username may be incorrect|we don't recognize|user account is unavailable|not in my|unknown to|\
            no matches to nameserver|recipient no longer|not delivered to address|illegal alias|\
            who does not|delivery to this address|action not taken: no such",
    ),
    (
        Reason::Network,
        "connection refused|connection reset|lost connection|network error|network is unreachable|\
            no route to host|host unreachable|host is unreachable|try again|name service error|dns error|\
            dns query failed|could not connect|couldn't connect|unable to connect|cannot connect|\
            can't connect|unable to establish|connection dropped|connection closed|connection lost|\
            timed out waiting|temporary lookup failure|temporarily unable|too many hops|\
            hop count exceeded|mail loop|loops back|routing loop|mail forwarding loop|loop alert|\
            duplicated message-id|temporary dns|not responding|did not respond|tls|handshake|name server|\
            all hosts|no gateway|could not find a gateway|find a gateway|temporarily rejected|\
            upstream error|getaddrinfo|could not contact dns",
    ),
    (
        Reason::Timeout,
        "timed out|timeout|time out|message expired|delivery time expired|retry time not reached|\
            retry timeout|queue too long|in the queue too long|too long in|giving up|aborted after|\
            could not be delivered for more than|has been in the queue|been undeliverable for|\
            still being retried|delivery expired|retry time exceeded|unable to deliver this message after|\
            undeliverable after|message has exceeded the maximum time|been queued|conversation with|\
            not be delivered within|retry count exceeded|maximum time in queue|delivery attempts exceeded|\
            was not delivered within|not received before|temps imparti|zeituberschreitung|tiempo de espera",
    ),
    (
        Reason::Policy,
        "policy|policies|access denied|administrative prohibition|administratively|not accepted for|\
            rejected for|transaction failed|refused|rejected|rejects|denied|prohibited|not permitted|\
            not allowed|restricted|forbidden|security|banned|not authorized|unauthorized|\
            permission to post|permission to|not accept|refuse|abgelehnt|verweigert|rechazado|greylist|\
            greylisted|authentication required|must authenticate|unauthenticated|requires authentication|\
            may not have permission",
    ),
    (
        Reason::System,
        "internal error|internal server error|system error|server error|local error|temporary failure|\
            temporarily unavailable|service unavailable|service not available|local delivery failed|\
            command died|command failed|pipe to|child status|out of memory|insufficient system|resources|\
            mail system problem|configuration error|misconfigured|i/o error|unexpected failure|\
            cannot open|permission denied|read-only|no such file|local configuration|died with|\
            can't create|couldn't create|delivery agent|mailer error|unknown mailer|cannot append|\
            error writing|system resources|routing error|service currently unavailable|aliasing|\
            mail server error|processing error",
    ),
    (
        Reason::Protocol,
        "syntax error|command not|bad sequence|protocol error|unrecognized command|unknown command|\
            smtputf8|sequence of commands|need mail|need rcpt|not implemented|parameters",
    ),
];

static PHRASES: LazyLock<Phrases<usize>> = LazyLock::new(|| {
    let table: Vec<(usize, &str)> = WORDS.iter().enumerate().map(|(at, (_, words))| (at, *words)).collect();
    Phrases::new(&table)
});

/// What the words of a folded text say, and where: of several the most exact.
pub(super) fn by_words(text: &str) -> Option<(Reason, usize, usize)> {
    let hit =
        PHRASES.all(text).filter(|hit| !in_link(text, hit.start)).min_by_key(|hit| (hit.says, hit.start))?;
    let reason = WORDS[hit.says].0;
    // « Recipient address rejected: access denied » is how Exchange says that there is nobody.
    Some((reason, hit.start, hit.end))
}

/// Whether a word stands within an address of the web: there it says nothing.
fn in_link(text: &str, at: usize) -> bool {
    let start = text[..at].rfind([' ', '\n', '<', '(', '"']).map_or(0, |space| space + 1);
    text[start..at].contains("://") || text[start..at].contains("www.")
}

/// What an enhanced status says.
pub(super) fn by_status(status: &str) -> Option<Reason> {
    let mut numbers = status.split('.').map(|number| number.parse::<u16>().unwrap_or(u16::MAX));
    let (class, subject, detail) = (numbers.next()?, numbers.next()?, numbers.next()?);
    Some(match (class, subject, detail) {
        (_, 1, 1 | 3 | 10) | (5, 1, 0) | (5, 4, 1) => Reason::NoSuchUser,
        (_, 1, 2) | (5, 4, 4 | 310) | (5, 1, 4) => Reason::NoSuchDomain,
        (_, 1, 6) => Reason::Moved,
        (_, 1, 7 | 8) => Reason::Sender,
        (5, 2, 1) => Reason::Disabled,
        (_, 2, 2) => Reason::MailboxFull,
        (_, 2, 3) | (_, 3, 4) => Reason::TooLarge,
        (_, 4, 7 | 316) => Reason::Timeout,
        (_, 4, 5) | (_, 5, 3) => Reason::Rate,
        (_, 4, _) => Reason::Network,
        (_, 3, _) => Reason::System,
        (_, 5, _) => Reason::Protocol,
        (_, 6, _) => Reason::Content,
        (_, 7, 9 | 20..=24 | 26..=30 | 509 | 515) => Reason::Authentication,
        (_, 7, 25 | 606..=649) => Reason::Reputation,
        (_, 7, _) => Reason::Policy,
        _ => return None,
    })
}

/// What the code of an answer says.
pub(super) fn by_code(code: u16) -> Option<Reason> {
    Some(match code {
        421 | 450 | 451 => Reason::System,
        452 | 552 => Reason::MailboxFull,
        500..=504 => Reason::Protocol,
        551 => Reason::Moved,
        556 => Reason::NoSuchDomain,
        _ => return None,
    })
}

/// Words of a refusal of the sender, whatever it then says of an address or a domain.
const AT_SENDER: [&str; 4] =
    ["after mail from", "in reply to mail from", "like our mail from", "reply to: mail from"];

/// Of all that is said: the words if they are exact, the status, the words at all, the code.
pub(super) fn of(words: Option<Reason>, status: Option<&str>, code: Option<u16>, said: &str) -> Reason {
    let by_status = status.and_then(by_status);
    if by_status == Some(Reason::NoSuchUser)
        && said.contains("access denied")
        && said.contains("recipient address rejected")
    {
        return Reason::NoSuchUser;
    }
    let is_at_sender = AT_SENDER.iter().any(|words| said.contains(words));
    if is_at_sender && matches!(words, Some(Reason::NoSuchUser | Reason::NoSuchDomain)) {
        return Reason::Sender;
    }
    match (words, by_status) {
        // Such words are in many answers, whatever they are about.
        (Some(Reason::Policy | Reason::System | Reason::Timeout | Reason::Network), Some(exact))
            if !matches!(exact, Reason::System | Reason::Protocol | Reason::Policy) =>
        {
            exact
        }
        // « Mailbox unavailable » and « address rejected » are what is said of everything.
        (
            Some(Reason::NoSuchUser),
            Some(
                exact @ (Reason::MailboxFull
                | Reason::TooLarge
                | Reason::Moved
                | Reason::Authentication
                | Reason::Sender),
            ),
        ) => exact,
        (Some(words), _) => words,
        (None, Some(exact)) => exact,
        (None, None) => code.and_then(by_code).unwrap_or(Reason::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::{Reason, by_words, of};

    fn why(said: &str) -> Reason {
        of(by_words(said).map(|found| found.0), None, None, said)
    }

    #[test]
    fn the_words_of_machines_are_understood() {
        for (said, reason) in [
            ("550 5.1.1 <a@b.example>... user unknown", Reason::NoSuchUser),
            ("552 5.2.2 recipient address rejected: mailbox full", Reason::MailboxFull),
            (
                "550 5.7.26 unauthenticated email from b.example is not accepted due to domain's dmarc policy",
                Reason::Authentication,
            ),
            (
                "554 service unavailable; client host [192.0.2.1] blocked using zen.spamhaus.org",
                Reason::Reputation,
            ),
            ("sender address rejected: domain not found", Reason::Sender),
            ("host or domain name not found", Reason::NoSuchDomain),
            ("the account has been disabled. see https://example.org/spam", Reason::Disabled),
            ("connect to mx.b.example: connection timed out", Reason::Timeout),
            ("554 5.7.1 relay access denied", Reason::Relay),
        ] {
            assert_eq!(why(said), reason, "{said}");
        }
    }
}
