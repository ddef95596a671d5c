//! The providers that most people have: where their servers are, and what a password there is. Checked by hand; what is not here is
//! asked of the world.

use relance_model::mail::{MailNote, MailSecurity, MailServer, MailSignIn};

/// Where a provider's servers are.
pub(super) struct Provider {
    /// Domains of its addresses.
    domains: &'static [&'static str],
    /// What the names of those end with who take its mail (MX), for domains that are hosted there.
    hosts: &'static [&'static str],
    imap: (&'static str, u16, MailSecurity),
    smtp: (&'static str, u16, MailSecurity),
    /// Who signs in: the whole address, or what is before its @.
    by_name: bool,
    pub sign_in: MailSignIn,
    pub note: Option<MailNote>,
    /// Where it says how.
    pub help: Option<&'static str>,
}

impl Provider {
    pub fn imap(&self) -> MailServer {
        server(self.imap)
    }
    pub fn smtp(&self) -> MailServer {
        server(self.smtp)
    }
    pub fn user(&self, email: &str) -> String {
        match email.split_once('@') {
            Some((name, _)) if self.by_name => name.to_owned(),
            _ => email.to_owned(),
        }
    }
}

fn server((host, port, security): (&str, u16, MailSecurity)) -> MailServer {
    MailServer { host: host.to_owned(), port, security }
}

const TLS: MailSecurity = MailSecurity::Tls;
const STARTTLS: MailSecurity = MailSecurity::StartTls;

const fn plain(
    domains: &'static [&'static str],
    hosts: &'static [&'static str],
    imap: &'static str,
    smtp: (&'static str, u16, MailSecurity),
) -> Provider {
    Provider {
        domains,
        hosts,
        imap: (imap, 993, TLS),
        smtp,
        by_name: false,
        sign_in: MailSignIn::Password,
        note: None,
        help: None,
    }
}

const fn with_app_password(provider: Provider, help: &'static str) -> Provider {
    Provider { note: Some(MailNote::AppPassword), help: Some(help), ..provider }
}

static PROVIDERS: [Provider; 25] = [
    Provider {
        sign_in: MailSignIn::Google,
        ..with_app_password(
            plain(
                &["gmail.com", "googlemail.com"],
                &["google.com", "googlemail.com"],
                "imap.gmail.com",
                ("smtp.gmail.com", 465, TLS),
            ),
            "https://myaccount.google.com/apppasswords",
        )
    },
    Provider {
        sign_in: MailSignIn::Microsoft,
        note: Some(MailNote::OnlySignIn),
        ..plain(
            &[
                "outlook.com",
                "outlook.fr",
                "outlook.be",
                "hotmail.com",
                "hotmail.fr",
                "hotmail.be",
                "hotmail.co.uk",
                "live.com",
                "live.fr",
                "live.be",
                "msn.com",
            ],
            &["protection.outlook.com", "mx.microsoft", "olc.protection.outlook.com"],
            "outlook.office365.com",
            ("smtp.office365.com", 587, STARTTLS),
        )
    },
    plain(
        &["orange.fr", "wanadoo.fr"],
        &["orange.fr", "wanadoo.fr"],
        "imap.orange.fr",
        ("smtp.orange.fr", 465, TLS),
    ),
    Provider {
        by_name: true,
        ..plain(&["free.fr"], &["free.fr"], "imap.free.fr", ("smtp.free.fr", 465, TLS))
    },
    plain(
        &["sfr.fr", "neuf.fr", "club-internet.fr", "cegetel.net", "9online.fr"],
        &["sfr.fr"],
        "imap.sfr.fr",
        ("smtp.sfr.fr", 465, TLS),
    ),
    plain(&["bbox.fr"], &["bbox.fr", "bouyguestelecom.fr"], "imap.bbox.fr", ("smtp.bbox.fr", 465, TLS)),
    Provider {
        by_name: true,
        ..plain(&["laposte.net"], &["laposte.net"], "imap.laposte.net", ("smtp.laposte.net", 465, TLS))
    },
    with_app_password(
        plain(
            &["yahoo.com", "yahoo.fr", "yahoo.co.uk", "ymail.com", "rocketmail.com"],
            &["yahoodns.net"],
            "imap.mail.yahoo.com",
            ("smtp.mail.yahoo.com", 465, TLS),
        ),
        "https://login.yahoo.com/account/security",
    ),
    with_app_password(
        plain(&["aol.com"], &[], "imap.aol.com", ("smtp.aol.com", 465, TLS)),
        "https://login.aol.com/account/security",
    ),
    with_app_password(
        plain(
            &["icloud.com", "me.com", "mac.com"],
            &["icloud.com"],
            "imap.mail.me.com",
            ("smtp.mail.me.com", 587, STARTTLS),
        ),
        "https://account.apple.com",
    ),
    plain(&[], &["mail.ovh.net", "mail.ovh.com"], "ssl0.ovh.net", ("ssl0.ovh.net", 465, TLS)),
    plain(&["gandi.net"], &["mail.gandi.net"], "mail.gandi.net", ("mail.gandi.net", 465, TLS)),
    plain(
        &[],
        &["infomaniak.ch", "infomaniak.com"],
        "mail.infomaniak.com",
        ("mail.infomaniak.com", 465, TLS),
    ),
    plain(
        &[],
        &["kundenserver.de", "ionos.fr", "ionos.com", "1and1.fr"],
        "imap.ionos.fr",
        ("smtp.ionos.fr", 465, TLS),
    ),
    plain(&[], &["mail.one.com"], "imap.one.com", ("send.one.com", 465, TLS)),
    plain(
        &["gmx.fr", "gmx.com", "gmx.net", "gmx.de", "gmx.at", "gmx.ch"],
        &["gmx.net"],
        "imap.gmx.net",
        ("mail.gmx.net", 465, TLS),
    ),
    plain(&["web.de"], &["web.de"], "imap.web.de", ("smtp.web.de", 587, STARTTLS)),
    plain(&["mailo.com", "netcourrier.com"], &["mailo.com"], "mail.mailo.com", ("mail.mailo.com", 465, TLS)),
    plain(&["posteo.net", "posteo.de", "posteo.eu"], &["posteo.de"], "posteo.de", ("posteo.de", 465, TLS)),
    plain(&["mailbox.org"], &["mailbox.org"], "imap.mailbox.org", ("smtp.mailbox.org", 465, TLS)),
    with_app_password(
        plain(
            &["fastmail.com", "fastmail.fm"],
            &["messagingengine.com"],
            "imap.fastmail.com",
            ("smtp.fastmail.com", 465, TLS),
        ),
        "https://app.fastmail.com/settings/security/devicekeys",
    ),
    with_app_password(
        plain(&["zoho.eu", "zohomail.eu"], &["zoho.eu"], "imap.zoho.eu", ("smtp.zoho.eu", 465, TLS)),
        "https://accounts.zoho.eu/home#security/app_password",
    ),
    with_app_password(
        plain(&["zoho.com", "zohomail.com"], &["zoho.com"], "imap.zoho.com", ("smtp.zoho.com", 465, TLS)),
        "https://accounts.zoho.com/home#security/app_password",
    ),
    plain(&["bluewin.ch"], &["bluewin.ch"], "imaps.bluewin.ch", ("smtpauths.bluewin.ch", 465, TLS)),
    plain(
        &["skynet.be", "proximus.be"],
        &["proximus.be"],
        "imap.proximus.be",
        ("relay.proximus.be", 465, TLS),
    ),
];

/// The provider of a domain.
pub(super) fn of_domain(domain: &str) -> Option<&'static Provider> {
    PROVIDERS.iter().find(|provider| provider.domains.contains(&domain))
}

/// The provider at which somebody's mail arrives.
pub(super) fn of_host(host: &str) -> Option<&'static Provider> {
    let is_at = |suffix: &&str| host == *suffix || host.ends_with(&format!(".{suffix}"));
    PROVIDERS.iter().find(|provider| provider.hosts.iter().any(is_at))
}
