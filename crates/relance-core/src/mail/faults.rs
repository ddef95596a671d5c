//! Faults of servers as failures: what happened, and what there is to do.

use relance_model::{Code, Failure};
use relance_world::mail::{MailFault, Trouble};

const TROUBLES: [(Trouble, &str, Code); 12] = [
    (Trouble::Unreachable, "mail_unreachable", Code::Offline),
    (Trouble::Silent, "mail_silent", Code::Offline),
    (Trouble::Certificate, "mail_certificate", Code::Refused),
    (Trouble::Unsupported, "mail_unsupported", Code::Refused),
    (Trouble::Credentials, "mail_credentials", Code::NeedsAccount),
    (Trouble::Token, "mail_grant", Code::NeedsAccount),
    (Trouble::Grant, "mail_grant", Code::NeedsAccount),
    (Trouble::Later, "mail_later", Code::NotNow),
    (Trouble::Refused, "mail_refused", Code::Refused),
    (Trouble::NoFolder, "mail_no_folder", Code::Refused),
    (Trouble::Protocol, "mail_protocol", Code::Refused),
    (Trouble::Stopped, "mail_stopped", Code::NotNow),
];

/// What the user reads of a fault. `said` are the server's own words.
pub(crate) fn failure(host: &str, fault: &MailFault) -> Failure {
    let (_, key, code) = TROUBLES.into_iter().find(|(trouble, ..)| *trouble == fault.trouble).unwrap_or((
        fault.trouble,
        "mail_protocol",
        Code::Refused,
    ));
    Failure::new(code, key).with("host", host).with("said", fault.said.clone())
}

/// A failure that was written down.
pub(super) fn remembered(key: &str, host: &str, said: &str) -> Failure {
    let code =
        TROUBLES.into_iter().find(|(_, known, _)| *known == key).map_or(Code::Refused, |(.., code)| code);
    Failure::new(code, key).with("host", host).with("said", said)
}
