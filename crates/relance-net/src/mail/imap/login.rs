//! From the open line to being signed in.

use super::{
    super::{Patience, line::Line},
    Talk,
    talk::{Capabilities, named, refused_login, unread, word},
};
use async_imap::{
    Client,
    imap_proto::{Response, Status},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use relance_world::mail::{Login, MailFault, Place, Powers, Security, Trouble};

impl Talk {
    pub(super) async fn sign_in(place: &Place, login: &Login, patience: Patience) -> Result<Self, MailFault> {
        let mut line = Line::open(place, patience).await?;
        if place.security == Security::Tls {
            line = line.secured(place).await?;
        }
        let mut talk = Self::on(line);
        let mut can = talk.greeting().await?;
        if place.security == Security::StartTls {
            talk = talk.start_tls(place).await?;
            can = None;
        }
        let can = match can {
            Some(can) => can,
            None => talk.capabilities().await?,
        };
        let can = match talk.authenticate(&can, login).await? {
            Some(can) => can,
            // What it can do changes by signing in (RFC 3501 §6.2.2).
            None => talk.capabilities().await?,
        };
        talk.powers = powers(&can);
        Ok(talk)
    }

    fn on(line: Line) -> Self {
        let client = Client::new(line);
        Self { client, last_tag: 0, powers: Powers::default(), has_news: false, is_leaving: false }
    }

    async fn greeting(&mut self) -> Result<Option<Capabilities>, MailFault> {
        let read = self.client.read_response().await.map_err(|e| unread(&e))?;
        let Some(read) = read else {
            return Err(MailFault::new(Trouble::Unreachable, "the server ended the connection"));
        };
        match read.parsed() {
            Response::Data { status: Status::Ok | Status::PreAuth, outcome } => Ok(named(outcome)),
            Response::Data { outcome, .. } => {
                let said = outcome.information.as_deref().unwrap_or_default();
                Err(MailFault::new(Trouble::Later, said))
            }
            _ => Err(MailFault::new(Trouble::Protocol, "no IMAP server answers there")),
        }
    }

    async fn start_tls(mut self, place: &Place) -> Result<Self, MailFault> {
        self.ask("STARTTLS", |_| {})
            .await
            .map_err(|fault| MailFault { trouble: unsupported(fault.trouble), ..fault })?;
        // What came in the clear after the answer is thrown away with the old stream (CVE-2011-0411).
        Ok(Self::on(self.client.into_inner().secured(place).await?))
    }

    async fn capabilities(&mut self) -> Result<Capabilities, MailFault> {
        let mut can = Capabilities::new();
        self.ask("CAPABILITY", |said| {
            if let Response::Capabilities(list) = said {
                can.extend(list.iter().map(word));
            }
        })
        .await?;
        Ok(can)
    }

    async fn authenticate(
        &mut self,
        can: &Capabilities,
        login: &Login,
    ) -> Result<Option<Capabilities>, MailFault> {
        match login {
            Login::Bearer { user, token } if can.contains("AUTH=XOAUTH2") => {
                let answer = format!("user={user}\x01auth=Bearer {token}\x01\x01");
                self.by("XOAUTH2", &answer, Trouble::Token).await
            }
            Login::Bearer { user, token } if can.contains("AUTH=OAUTHBEARER") => {
                let answer = format!("n,a={user},\x01auth=Bearer {token}\x01\x01");
                self.by("OAUTHBEARER", &answer, Trouble::Token).await
            }
            Login::Bearer { .. } => Err(MailFault::new(
                Trouble::Unsupported,
                "the server takes no OAuth 2 token (XOAUTH2, OAUTHBEARER)",
            )),
            Login::Password { user, password } if can.contains("AUTH=PLAIN") => {
                self.by("PLAIN", &format!("\0{user}\0{password}"), Trouble::Credentials).await
            }
            Login::Password { user, password } if !can.contains("LOGINDISABLED") => {
                let (Some(user), Some(password)) =
                    (super::names::quoted(user), super::names::quoted(password))
                else {
                    let said = "the server takes only names and passwords of plain letters (no AUTH=PLAIN)";
                    return Err(MailFault::new(Trouble::Unsupported, said));
                };
                let mut can = None;
                let said = self.ask(&format!("LOGIN {user} {password}"), |said| listed(said, &mut can)).await;
                let said = said.map_err(|fault| refused_login(fault, Trouble::Credentials))?;
                Ok(said.capabilities.or(can))
            }
            Login::Password { .. } => {
                Err(MailFault::new(Trouble::Unsupported, "the server takes no password over this connection"))
            }
        }
    }

    /// One mechanism of SASL, its answer sent when the server asks for it (RFC 3501 §6.2.2).
    async fn by(
        &mut self,
        mechanism: &str,
        answer: &str,
        trouble: Trouble,
    ) -> Result<Option<Capabilities>, MailFault> {
        let tag = self.send(&format!("AUTHENTICATE {mechanism}")).await?;
        self.is_called_on(&tag).await.map_err(|fault| refused_login(fault, trouble))?;
        self.write(format!("{}\r\n", STANDARD.encode(answer)).as_bytes()).await?;
        let mut can = None;
        let mut challenge = String::new();
        loop {
            let mut asks_again = false;
            let done = self
                .hear(&tag, &mut |said| {
                    listed(said, &mut can);
                    if let Response::Continue(outcome) = said {
                        asks_again = true;
                        challenge = outcome.information.as_deref().unwrap_or_default().to_owned();
                    }
                })
                .await?;
            match done {
                Some(Ok(said)) => return Ok(said.capabilities.or(can)),
                Some(Err(fault)) => {
                    let mut fault = refused_login(fault, trouble);
                    // A refused token is told as JSON in a last challenge (RFC 7628 §3.2.2).
                    if let Some(json) =
                        STANDARD.decode(&challenge).ok().and_then(|b| String::from_utf8(b).ok())
                    {
                        fault.said = format!("{} {json}", fault.said).trim().to_owned();
                    }
                    return Err(fault);
                }
                None if asks_again => self.write(b"\r\n").await?,
                None => {}
            }
        }
    }
}

fn unsupported(trouble: Trouble) -> Trouble {
    if matches!(trouble, Trouble::Refused | Trouble::Protocol) { Trouble::Unsupported } else { trouble }
}

/// Capabilities that come by themselves while one signs in.
fn listed(said: &Response<'_>, can: &mut Option<Capabilities>) {
    match said {
        Response::Capabilities(list) => *can = Some(list.iter().map(word).collect()),
        Response::Data { outcome, .. } => {
            if let Some(list) = named(outcome) {
                *can = Some(list);
            }
        }
        _ => {}
    }
}

fn powers(can: &Capabilities) -> Powers {
    Powers {
        condstore: can.contains("CONDSTORE") || can.contains("QRESYNC"),
        idle: can.contains("IDLE"),
        moves: can.contains("MOVE"),
        uidplus: can.contains("UIDPLUS"),
        special_use: can.contains("SPECIAL-USE"),
        gmail: can.contains("X-GM-EXT-1"),
    }
}
