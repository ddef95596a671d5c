//! One connection for handing over mail. `lettre` speaks the protocol; here are the limits of time that it does not keep, and
//! what each refusal means. Every step before the last line of a message is one after which nothing was taken.

use super::{Patience, runtime, tls};
use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters},
        commands::{Data, Mail, Quit, Rcpt, Rset},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
        response::Response,
    },
};
use relance_world::mail::{
    Accepted, Envelope, Login, MailFault, Place, Security, SendFault, Submission, Trouble,
};
use std::{future::Future, time::Duration};
use tokio::runtime::Runtime;

pub(super) struct Connection {
    runtime: Runtime,
    smtp: AsyncSmtpConnection,
    patience: Patience,
}

impl Connection {
    pub(super) fn open(place: &Place, login: &Login, patience: Patience) -> Result<Self, MailFault> {
        let runtime = runtime()?;
        let smtp = runtime.block_on(super::within(patience.connect, connect(place, login)))?;
        Ok(Self { runtime, smtp, patience })
    }
}

async fn connect(place: &Place, login: &Login) -> Result<AsyncSmtpConnection, MailFault> {
    // The name of this machine is nobody's business; an address literal is what a client without a name says (RFC 5321 §4.1.3).
    let hello = ClientId::Ipv4(std::net::Ipv4Addr::LOCALHOST);
    let at_once = match place.security {
        Security::Tls => Some(parameters(place)?),
        Security::StartTls | Security::None => None,
    };
    let server = (place.host.as_str(), place.port);
    let mut smtp = AsyncSmtpConnection::connect_tokio1(server, None, &hello, at_once, None)
        .await
        .map_err(|e| fault(&e))?;
    if place.security == Security::StartTls {
        if !smtp.can_starttls() {
            return Err(MailFault::new(Trouble::Unsupported, "the server offers no STARTTLS"));
        }
        smtp.starttls(parameters(place)?, &hello).await.map_err(|e| fault(&e))?;
    }
    let (ways, credentials, trouble): (&[Mechanism], _, _) = match login {
        Login::Password { user, password } => (
            &[Mechanism::Plain, Mechanism::Login],
            Credentials::new(user.clone(), password.clone()),
            Trouble::Credentials,
        ),
        Login::Bearer { user, token } => {
            (&[Mechanism::Xoauth2], Credentials::new(user.clone(), token.clone()), Trouble::Token)
        }
    };
    let offered = ways.iter().any(|way| smtp.server_info().supports_auth_mechanism(*way));
    if !offered {
        return Err(MailFault::new(
            Trouble::Unsupported,
            "the server offers no way of signing in that is known here",
        ));
    }
    match smtp.auth(ways, &credentials).await {
        Ok(_) => Ok(smtp),
        // A refused token is told in a second challenge, which `lettre` takes for its own mistake.
        Err(e) if e.is_client() => Err(MailFault { trouble, ..fault(&e) }),
        Err(e) => {
            let mut fault = fault(&e);
            if fault.trouble == Trouble::Refused {
                fault.trouble = trouble;
            }
            Err(fault)
        }
    }
}

fn parameters(place: &Place) -> Result<TlsParameters, MailFault> {
    let mut builder = TlsParameters::builder(place.host.clone());
    if !tls::has_system_roots() {
        builder = builder.certificate_store(CertificateStore::WebpkiRoots);
    }
    for authority in tls::authorities(place.ca.as_deref())? {
        let certificate = Certificate::from_der(authority.to_vec())
            .map_err(|e| MailFault::new(Trouble::Certificate, e.to_string()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build_rustls().map_err(|e| MailFault::new(Trouble::Certificate, e.to_string()))
}

fn fault(error: &Error) -> MailFault {
    let code = error.status().map(u16::from);
    let said = error.to_string();
    let trouble = match code {
        Some(400..=499) => Trouble::Later,
        Some(_) => Trouble::Refused,
        None if error.is_timeout() => Trouble::Silent,
        // The fault of TLS comes within one of the connection.
        None if said.contains("certificate") => Trouble::Certificate,
        // An answer that ends in the middle is a line that was cut.
        None if error.is_response() && !said.contains("incomplete") => Trouble::Protocol,
        None => Trouble::Unreachable,
    };
    let status = said.split_whitespace().find(|word| is_status(word)).map(str::to_owned);
    MailFault { trouble, said, code, status }
}

/// `class.subject.detail` (RFC 3463 §2).
fn is_status(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 3
        && matches!(parts[0], "2" | "4" | "5")
        && parts
            .iter()
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A step of a delivery within its time.
async fn step(
    limit: Duration,
    doing: impl Future<Output = Result<Response, Error>>,
) -> Result<Response, MailFault> {
    super::within(limit, async { doing.await.map_err(|e| fault(&e)) }).await
}

impl Connection {
    async fn deliver(
        smtp: &mut AsyncSmtpConnection,
        limit: Duration,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> Result<Accepted, SendFault> {
        let untaken = |fault| SendFault { fault, recipient: None, is_uncertain: false };
        let from = address(&envelope.from).map_err(untaken)?;
        let mut options = Vec::new();
        if bytes.iter().any(|byte| *byte >= 0x80)
            && smtp.server_info().supports_feature(Extension::EightBitMime)
        {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        step(limit, smtp.command(Mail::new(Some(from), options))).await.map_err(untaken)?;
        for recipient in &envelope.to {
            let unwanted = |fault| SendFault { recipient: Some(recipient.clone()), ..untaken(fault) };
            let to = address(recipient).map_err(unwanted)?;
            step(limit, smtp.command(Rcpt::new(to, Vec::new()))).await.map_err(unwanted)?;
        }
        step(limit, smtp.command(Data)).await.map_err(untaken)?;
        // From its last line on, a server that says nothing may have taken it (RFC 5321 §4.5.3.2.6, §6.1).
        let limit = limit.max(Duration::from_secs(600).min(limit * 10));
        let answer = step(limit, smtp.message(bytes)).await.map_err(|fault| SendFault {
            is_uncertain: !matches!(fault.trouble, Trouble::Refused | Trouble::Later),
            recipient: None,
            fault,
        })?;
        let said = answer.message().collect::<Vec<_>>().join(" ");
        Ok(Accepted { said })
    }
}

fn address(text: &str) -> Result<Address, MailFault> {
    text.parse().map_err(|e| MailFault {
        status: Some("5.1.3".to_owned()),
        ..MailFault::new(Trouble::Refused, format!("{text}: {e}"))
    })
}

impl Submission for Connection {
    fn send(&mut self, envelope: &Envelope, bytes: &[u8]) -> Result<Accepted, SendFault> {
        let limit = self.patience.silence;
        let (runtime, smtp) = (&self.runtime, &mut self.smtp);
        runtime.block_on(async {
            let sent = Self::deliver(smtp, limit, envelope, bytes).await;
            if sent
                .as_ref()
                .is_err_and(|refused| matches!(refused.fault.trouble, Trouble::Refused | Trouble::Later))
            {
                // The next message begins anew; where even that fails, the connection is of no more use and says so then.
                let _ = step(limit, smtp.command(Rset)).await;
            }
            sent
        })
    }

    fn close(mut self: Box<Self>) {
        let smtp = &mut self.smtp;
        let farewell = step(Duration::from_secs(2), smtp.command(Quit));
        let _ = self.runtime.block_on(farewell);
    }
}
