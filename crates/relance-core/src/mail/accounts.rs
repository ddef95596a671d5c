//! Accounts: whose mailbox, on which servers, and what is kept of it.

use super::{faults, secrets};
use crate::{Caller, Core, messages, values};
use relance_model::{
    Code, Failure, Id, Outcome,
    mail::{MailAccount, MailAccountEdit, MailAccountNew, MailKeeps, MailSecurity, MailServer},
};
use relance_store::{Committed, Db, Row, SqlResult, params};
use relance_world::mail::{Login, Place, Security};

/// Messages that are sent in a day at most where nothing else was chosen: below what providers allow.
const DAILY_LIMIT: u32 = 150;

/// An account with all that its servers are reached by.
pub(crate) struct Servers {
    pub account: MailAccount,
    ca: Option<String>,
}

impl Servers {
    pub fn imap(&self) -> Place {
        place(&self.account.imap, self.ca.as_deref())
    }
    pub fn smtp(&self) -> Place {
        place(&self.account.smtp, self.ca.as_deref())
    }
    /// Every address of whoever it belongs to, in lower case.
    pub fn own(&self) -> Vec<String> {
        let own = std::iter::once(&self.account.email).chain(&self.account.aliases);
        own.map(|address| address.to_lowercase()).collect()
    }
}

fn place(server: &MailServer, ca: Option<&str>) -> Place {
    Place {
        host: server.host.clone(),
        port: server.port,
        security: match server.security {
            MailSecurity::Tls => Security::Tls,
            MailSecurity::StartTls => Security::StartTls,
            MailSecurity::None => Security::None,
        },
        ca: ca.map(|pem| pem.as_bytes().to_vec()),
    }
}

const COLUMNS: &str = "id, email, name, imap_host, imap_port, imap_security, smtp_host, smtp_port, smtp_security, user, ca, keeps,
   aliases, created_at, signature, daily_limit, gap_seconds";

fn servers(row: &Row<'_>) -> SqlResult<Servers> {
    let server = |at: usize| -> SqlResult<MailServer> {
        let word: String = row.get(at + 2)?;
        let security = MailSecurity::ALL.into_iter().find(|one| one.word() == word).unwrap_or_default();
        Ok(MailServer { host: row.get(at)?, port: row.get(at + 1)?, security })
    };
    let ca: Option<String> = row.get(10)?;
    let keeps: String = row.get(11)?;
    let account = MailAccount {
        id: Id(row.get(0)?),
        email: row.get(1)?,
        name: row.get(2)?,
        imap: server(3)?,
        smtp: server(6)?,
        user: row.get(9)?,
        has_ca: ca.is_some(),
        keeps: MailKeeps::ALL.into_iter().find(|one| one.word() == keeps).unwrap_or_default(),
        aliases: serde_json::from_str(&row.get::<_, String>(12)?).unwrap_or_default(),
        created_at: row.get(13)?,
        signature: row.get(14)?,
        daily_limit: row.get(15)?,
        gap_seconds: row.get(16)?,
    };
    Ok(Servers { account, ca })
}

/// All accounts, the first one first.
///
/// # Errors
/// The base cannot be read.
pub fn all(db: &Db<'_>) -> Outcome<Vec<MailAccount>> {
    db.rows(&format!("SELECT {COLUMNS} FROM mail_account ORDER BY id"), [], |row| Ok(servers(row)?.account))
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<MailAccount> {
    whole(db, id).map(|servers| servers.account)
}

pub(crate) fn whole(db: &Db<'_>, id: Id) -> Outcome<Servers> {
    let found = db.optional(&format!("SELECT {COLUMNS} FROM mail_account WHERE id = ?1"), [id.0], servers)?;
    found.ok_or_else(|| Failure::not_found("mail_account", id))
}

/// The account of an address.
///
/// # Errors
/// `not_found`.
pub fn by_email(db: &Db<'_>, email: &str) -> Outcome<MailAccount> {
    let wanted = email.trim().to_lowercase();
    let found =
        all(db)?.into_iter().find(|account| account.email == wanted || account.id.to_string() == wanted);
    found.ok_or_else(|| Failure::not_found("mail_account", email.trim()))
}

fn address(field: &str, text: &str) -> Outcome<String> {
    values::email(text).map_err(|_| Failure::invalid(field, "email_invalid").with("value", text.trim()))
}

fn checked(field: &str, server: &MailServer) -> Outcome<MailServer> {
    let host = server.host.trim().to_lowercase();
    let is_good = !host.is_empty() && !host.chars().any(|c| c.is_whitespace() || c.is_control() || c == '/');
    if !is_good || server.port == 0 {
        return Err(Failure::invalid(field, "mail_server_invalid").with("value", server.host.trim()));
    }
    Ok(MailServer { host, ..server.clone() })
}

/// Adds an account once both its servers have let one in; its password goes into the keychain.
///
/// # Errors
/// `mail_account_exists`; what is wrong with a field; what a server says. Nothing is written then.
pub fn add(core: &Core, caller: Caller, new: &MailAccountNew) -> Outcome<Committed<Id>> {
    let email = address("email", &new.email)?;
    let aliases = new.aliases.iter().map(|alias| address("aliases", alias)).collect::<Outcome<Vec<_>>>()?;
    let (imap, smtp) = (checked("imap", &new.imap)?, checked("smtp", &new.smtp)?);
    if new.password.is_empty() {
        return Err(Failure::invalid("password", "mail_password_missing"));
    }
    let ca = new.ca.as_deref().map(str::trim).filter(|pem| !pem.is_empty());
    if ca.is_some_and(|pem| !pem.contains("-----BEGIN CERTIFICATE-----")) {
        return Err(Failure::invalid("ca", "mail_ca_unreadable"));
    }
    let user =
        new.user.as_deref().map(str::trim).filter(|user| !user.is_empty()).unwrap_or(&email).to_owned();
    let is_known = |db: &Db<'_>| {
        db.scalar::<bool>("SELECT EXISTS (SELECT 1 FROM mail_account WHERE email = ?1)", [&email])
    };
    let exists = || Failure::new(Code::Conflict, "mail_account_exists").with("email", email.clone());
    if core.read(is_known)? {
        return Err(exists());
    }
    let login = Login::Password { user: user.clone(), password: new.password.clone() };
    let refused = |field: &str, host: &str, fault| {
        let mut failure = faults::failure(host, &fault);
        failure.field = Some(field.to_owned());
        failure
    };
    let mailbox = core.mail().mailbox(&place(&imap, ca), &login);
    mailbox.map_err(|fault| refused("imap", &imap.host, fault))?.close();
    let submission = core.mail().submission(&place(&smtp, ca), &login);
    submission.map_err(|fault| refused("smtp", &smtp.host, fault))?.close();
    core.change(caller, "mail.add", |tx| {
        if is_known(&tx.db())? {
            return Err(exists());
        }
        let id = tx.new_id();
        tx.db().execute(
            &format!(
                "INSERT INTO mail_account ({COLUMNS})
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, {DAILY_LIMIT}, 0)"
            ),
            params![
                id.0,
                email,
                new.name.as_deref().map(str::trim).filter(|name| !name.is_empty()),
                imap.host,
                imap.port,
                imap.security.word(),
                smtp.host,
                smtp.port,
                smtp.security.word(),
                user,
                ca,
                new.keeps.word(),
                serde_json::json!(aliases).to_string(),
                tx.at()
            ],
        )?;
        tx.say("name", email.clone());
        // Before the row is there for good: an account without its password would only fail.
        secrets::keep(core, id, &new.password)?;
        Ok(id)
    })
}

/// Changes what is kept of an account, how it is called, or its password, which is tried first.
///
/// # Errors
/// `not_found`; what a server says about the password. Nothing is written then.
pub fn edit(core: &Core, caller: Caller, id: Id, edit: &MailAccountEdit) -> Outcome<Committed<()>> {
    let servers = core.read(|db| whole(db, id))?;
    if let Some(password) = &edit.password {
        let login = Login::Password { user: servers.account.user.clone(), password: password.clone() };
        let opened = core.mail().mailbox(&servers.imap(), &login);
        opened.map_err(|fault| faults::failure(&servers.account.imap.host, &fault))?.close();
        secrets::keep(core, id, password)?;
    }
    let given = edit.aliases.as_ref().unwrap_or(&servers.account.aliases);
    let aliases = given.iter().map(|alias| address("aliases", alias)).collect::<Outcome<Vec<_>>>()?;
    let within = |field: &str, value: Option<u32>, allowed: std::ops::RangeInclusive<u32>| match value {
        Some(value) if !allowed.contains(&value) => {
            Err(Failure::invalid(field, "setting_invalid").with("value", value))
        }
        _ => Ok(()),
    };
    within("daily_limit", edit.daily_limit, 1..=10_000)?;
    within("gap_seconds", edit.gap_seconds, 0..=3_600)?;
    let signature = match &edit.signature {
        Some(given) => given
            .as_deref()
            .map(relance_mime::compose::outgoing)
            .filter(|html| !relance_mime::compose::plain(html).trim().is_empty()),
        None => servers.account.signature.clone(),
    };
    core.change(caller, "mail.edit", |tx| {
        let name = edit.name.clone().unwrap_or(servers.account.name);
        let keeps = edit.keeps.unwrap_or(servers.account.keeps);
        tx.say("name", servers.account.email.clone());
        tx.db().execute(
            "UPDATE mail_account SET name = ?2, keeps = ?3, aliases = ?4, signature = ?5, daily_limit = ?6, gap_seconds = ?7
             WHERE id = ?1",
            params![
                id.0,
                name,
                keeps.word(),
                serde_json::json!(aliases).to_string(),
                signature,
                edit.daily_limit.unwrap_or(servers.account.daily_limit),
                edit.gap_seconds.unwrap_or(servers.account.gap_seconds)
            ],
        )?;
        if keeps != servers.account.keeps {
            super::places::look_again(tx, id, None)?;
        }
        Ok(())
    })
}

/// Takes an account away: nothing changes on its servers. Its messages go, but for those that stand on a timeline; its password
/// leaves this machine.
///
/// # Errors
/// `not_found`.
pub fn remove(core: &Core, caller: Caller, id: Id) -> Outcome<Committed<()>> {
    let done = core.change(caller, "mail.remove", |tx| {
        tx.say("name", get(&tx.db(), id)?.email);
        messages::drop_of_account(tx, id)?;
        super::places::forget(tx, id)?;
        tx.db().execute("DELETE FROM mail_account WHERE id = ?1", [id.0]).map(drop)
    })?;
    secrets::forget(core, id)?;
    Ok(done)
}
