//! What a page in the format of ISPDB says of an address (Mozilla's « Autoconfig file format », version 1.1): its IMAP and its
//! submission, TLS before STARTTLS; what goes in the clear is not taken.

use quick_xml::{Reader, events::Event};
use relance_model::mail::{MailSecurity, MailServer};

/// What it says.
#[derive(Debug)]
pub(super) struct Told {
    pub imap: MailServer,
    pub smtp: MailServer,
    pub user: String,
}

#[derive(Default)]
struct Server {
    kind: String,
    host: String,
    port: String,
    socket: String,
    user: String,
}

/// Reads a page; nothing where it is none of these.
pub(super) fn read(page: &str, email: &str) -> Option<Told> {
    let (name, domain) = email.split_once('@')?;
    let filled = |text: &str| {
        text.replace("%EMAILADDRESS%", email)
            .replace("%EMAILLOCALPART%", name)
            .replace("%EMAILDOMAIN%", domain)
    };
    let servers = servers(page)?;
    let best = |kind: &str| {
        let of = |socket: &str, security| {
            let server = servers.iter().find(|one| one.kind == kind && one.socket == socket)?;
            let host = filled(server.host.trim()).to_lowercase();
            let is_good =
                !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
            let port = server.port.trim().parse().ok().filter(|port| *port != 0)?;
            is_good.then(|| (MailServer { host, port, security }, filled(server.user.trim())))
        };
        of("SSL", MailSecurity::Tls).or_else(|| of("STARTTLS", MailSecurity::StartTls))
    };
    let (imap, user) = best("imap")?;
    let (smtp, _) = best("smtp")?;
    Some(Told { imap, smtp, user: if user.is_empty() { email.to_owned() } else { user } })
}

fn servers(page: &str) -> Option<Vec<Server>> {
    let mut reader = Reader::from_str(page);
    let mut all: Vec<Server> = Vec::new();
    let mut open: Option<Server> = None;
    let mut within = String::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                within = tag.name().as_ref().to_owned();
                if matches!(within.as_str(), "incomingServer" | "outgoingServer") {
                    let kind = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == "type");
                    let kind = kind.map(|kind| kind.value.into_owned());
                    open = Some(Server { kind: kind.unwrap_or_default(), ..Server::default() });
                }
            }
            Event::Text(text) => {
                if let Some(server) = &mut open {
                    let text: &str = &text;
                    match within.as_str() {
                        "hostname" => server.host.push_str(text),
                        "port" => server.port.push_str(text),
                        "socketType" => server.socket.push_str(text.trim()),
                        "username" => server.user.push_str(text),
                        _ => {}
                    }
                }
            }
            Event::End(tag) => {
                within.clear();
                if matches!(tag.name().as_ref(), "incomingServer" | "outgoingServer") {
                    all.extend(open.take());
                }
            }
            Event::Eof => return Some(all),
            _ => {}
        }
    }
}
