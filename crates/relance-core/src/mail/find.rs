//! Where the servers of an address are: the known providers, by its domain and by who takes its mail; what the domain or Thunderbird's
//! directory says (the format of ISPDB); the records of RFC 6186; at last what such servers are usually called.
//!
//! The world is told the domain, never who asks.

use super::{
    ispdb,
    providers::{self, Provider},
};
use crate::{Core, values};
use relance_model::{
    Failure, Outcome,
    mail::{MailFound, MailFoundBy, MailSecurity, MailServer, MailSignIn},
};
use relance_world::mail::{MailNet, RecordKind};
use std::thread;

/// Thunderbird's directory of providers.
const DIRECTORY: &str = "https://autoconfig.thunderbird.net/v1.1/";

/// Where the servers of an address are.
///
/// # Errors
/// `email_invalid`.
pub fn find(core: &Core, email: &str) -> Outcome<MailFound> {
    let email = values::email(email)
        .map_err(|_| Failure::invalid("email", "email_invalid").with("value", email.trim()))?;
    let domain = email.rsplit('@').next().unwrap_or_default().to_owned();
    if let Some(provider) = providers::of_domain(&domain) {
        return Ok(known(provider, &email, MailFoundBy::Known));
    }
    Ok(ask(core.mail(), &email, &domain).unwrap_or_else(|| guess(&email, &domain)))
}

fn known(provider: &Provider, email: &str, by: MailFoundBy) -> MailFound {
    MailFound {
        by,
        imap: provider.imap(),
        smtp: provider.smtp(),
        user: provider.user(email),
        sign_in: provider.sign_in,
        note: provider.note,
        help: provider.help.map(str::to_owned),
    }
}

fn found(by: MailFoundBy, imap: MailServer, smtp: MailServer, user: String) -> MailFound {
    MailFound { by, imap, smtp, user, sign_in: MailSignIn::Password, note: None, help: None }
}

/// Asks the world, all at once: whoever waits has a person waiting.
fn ask(net: &dyn MailNet, email: &str, domain: &str) -> Option<MailFound> {
    thread::scope(|scope| {
        let exchanges = scope.spawn(|| net.records(domain, RecordKind::Mx).unwrap_or_default());
        let own = scope.spawn(|| {
            [
                format!("https://autoconfig.{domain}/mail/config-v1.1.xml"),
                format!("https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml"),
            ]
            .iter()
            .find_map(|address| page(net, address, email))
        });
        let directory = scope.spawn(|| page(net, &format!("{DIRECTORY}{domain}"), email));
        let records = scope.spawn(|| {
            let first = |name: &str, security| {
                let record =
                    net.records(&format!("{name}.{domain}"), RecordKind::Srv).ok()?.into_iter().next()?;
                Some(MailServer { host: record.host, port: record.port, security })
            };
            let imap = first("_imaps._tcp", MailSecurity::Tls)
                .or_else(|| first("_imap._tcp", MailSecurity::StartTls))?;
            let smtp = first("_submissions._tcp", MailSecurity::Tls)
                .or_else(|| first("_submission._tcp", MailSecurity::StartTls))?;
            Some((imap, smtp))
        });
        let exchanges = exchanges.join().unwrap_or_default();
        let hosted = exchanges.iter().find_map(|record| providers::of_host(&record.host));
        if let Some(provider) = hosted {
            return Some(known(provider, email, MailFoundBy::Host));
        }
        if let Some(told) = own.join().ok().flatten() {
            return Some(found(MailFoundBy::Domain, told.imap, told.smtp, told.user));
        }
        if let Some(told) = directory.join().ok().flatten() {
            return Some(found(MailFoundBy::Directory, told.imap, told.smtp, told.user));
        }
        let (imap, smtp) = records.join().ok().flatten()?;
        Some(found(MailFoundBy::Records, imap, smtp, email.to_owned()))
    })
}

fn page(net: &dyn MailNet, address: &str, email: &str) -> Option<ispdb::Told> {
    ispdb::read(&net.page(address).ok()??, email)
}

/// What such servers are usually called.
fn guess(email: &str, domain: &str) -> MailFound {
    let server =
        |name: &str, port| MailServer { host: format!("{name}.{domain}"), port, security: MailSecurity::Tls };
    found(MailFoundBy::Guess, server("imap", 993), server("smtp", 465), email.to_owned())
}

#[cfg(test)]
mod tests {
    use super::ask;
    use relance_model::mail::{MailFoundBy, MailSecurity, MailSignIn};
    use relance_world::mail::{
        Login, MailFault, MailNet, Mailbox, Place, Record, RecordKind, Submission, Trouble, Whereabouts,
    };

    /// A world that knows a few names.
    #[derive(Default)]
    struct World {
        exchange: Option<&'static str>,
        page: Option<(&'static str, &'static str)>,
        services: &'static [(&'static str, &'static str, u16)],
    }

    fn nobody<T>() -> Result<T, MailFault> {
        Err(MailFault::new(Trouble::Unreachable, "nobody"))
    }

    impl Whereabouts for World {
        fn page(&self, address: &str) -> Result<Option<String>, MailFault> {
            match self.page {
                Some((known, text)) if known == address => Ok(Some(text.to_owned())),
                Some(_) => Ok(None),
                None => nobody(),
            }
        }
        fn records(&self, name: &str, kind: RecordKind) -> Result<Vec<Record>, MailFault> {
            let of = |host: &str, port| Record { host: host.to_owned(), port };
            match kind {
                RecordKind::Mx => self.exchange.map_or_else(nobody, |host| Ok(vec![of(host, 0)])),
                RecordKind::Srv => Ok(self
                    .services
                    .iter()
                    .filter(|(known, ..)| *known == name)
                    .map(|(_, host, port)| of(host, *port))
                    .collect()),
            }
        }
    }

    impl MailNet for World {
        fn mailbox(&self, _: &Place, _: &Login) -> Result<Box<dyn Mailbox>, MailFault> {
            nobody()
        }
        fn submission(&self, _: &Place, _: &Login) -> Result<Box<dyn Submission>, MailFault> {
            nobody()
        }
    }

    const PAGE: &str = r#"<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="nord.example">
      <domain>nord.example</domain>
      <incomingServer type="pop3"><hostname>pop.nord.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
      <incomingServer type="imap"><hostname>mail.nord.example</hostname><port>143</port><socketType>STARTTLS</socketType>
        <username>%EMAILLOCALPART%</username></incomingServer>
      <outgoingServer type="smtp"><hostname>out.%EMAILDOMAIN%</hostname><port>587</port><socketType>STARTTLS</socketType>
        <username>%EMAILADDRESS%</username></outgoingServer></emailProvider></clientConfig>"#;

    #[test]
    fn a_domain_of_ones_own_is_known_by_who_takes_its_mail() {
        let world = World { exchange: Some("aspmx.l.google.com"), ..World::default() };
        let found = ask(&world, "lea@nord.example", "nord.example").unwrap();
        assert_eq!(
            (found.by, found.sign_in, found.imap.host.as_str()),
            (MailFoundBy::Host, MailSignIn::Google, "imap.gmail.com")
        );
        let world = World { exchange: Some("nord-example.mail.protection.outlook.com"), ..World::default() };
        assert_eq!(ask(&world, "lea@nord.example", "nord.example").unwrap().sign_in, MailSignIn::Microsoft);
        let world = World { exchange: Some("notgoogle.com"), ..World::default() };
        assert!(
            ask(&world, "lea@nord.example", "nord.example").is_none(),
            "a name that only ends alike is another"
        );
    }

    #[test]
    fn a_domain_says_itself_where_its_servers_are() {
        let page = Some(("https://autoconfig.nord.example/mail/config-v1.1.xml", PAGE));
        let found = ask(&World { page, ..World::default() }, "lea@nord.example", "nord.example").unwrap();
        assert_eq!(found.by, MailFoundBy::Domain);
        assert_eq!(
            (found.imap.host.as_str(), found.imap.port, found.imap.security),
            ("mail.nord.example", 143, MailSecurity::StartTls)
        );
        assert_eq!((found.smtp.host.as_str(), found.user.as_str()), ("out.nord.example", "lea"));
        let page = Some(("https://autoconfig.nord.example/mail/config-v1.1.xml", "<html>not found</html>"));
        assert!(ask(&World { page, ..World::default() }, "lea@nord.example", "nord.example").is_none());
    }

    #[test]
    fn records_of_services_are_the_last_who_know() {
        let services = &[
            ("_imaps._tcp.nord.example", "mx.nord.example", 993),
            ("_submission._tcp.nord.example", "mx.nord.example", 587),
        ];
        let found = ask(&World { services, ..World::default() }, "lea@nord.example", "nord.example").unwrap();
        assert_eq!(
            (found.by, found.imap.port, found.smtp.security),
            (MailFoundBy::Records, 993, MailSecurity::StartTls)
        );
    }
}
