//! Words of the commands about mailboxes.

use super::id;
use clap::{Args, Subcommand};
use relance_model::{
    Id,
    mail::{MailKeeps, MailSecurity},
};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Mail {
    Add(MailAdd),
    Accounts,
    Edit(MailEdit),
    Remove {
        #[arg(value_name = "EMAIL")]
        account: String,
    },
    Sync {
        #[arg(long, value_name = "EMAIL")]
        account: Option<String>,
        #[arg(long)]
        all: bool,
    },
    List {
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 50, hide_default_value = true)]
        limit: u64,
        #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
        offset: u64,
    },
    Show {
        #[arg(value_name = "ID", value_parser = id)]
        message: Id,
    },
    Doctor,
}

#[derive(Debug, Args)]
pub struct MailAdd {
    #[arg(value_name = "EMAIL")]
    pub email: String,
    #[arg(long, value_name = "HOST:PORT", value_parser = server)]
    pub imap: Option<(String, u16)>,
    #[arg(long, value_name = "HOST:PORT", value_parser = server)]
    pub smtp: Option<(String, u16)>,
    #[arg(long, value_name = "tls|starttls|none", value_parser = security, default_value = "tls", hide_default_value = true)]
    pub security: MailSecurity,
    #[arg(long, value_name = "tls|starttls|none", value_parser = security)]
    pub smtp_security: Option<MailSecurity>,
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[arg(long, value_name = "conversations|headers|all", value_parser = keeps)]
    pub keep: Option<MailKeeps>,
    #[arg(long, value_name = "EMAIL")]
    pub alias: Vec<String>,
    #[arg(long, required = true)]
    pub password_stdin: bool,
}

#[derive(Debug, Args)]
pub struct MailEdit {
    #[arg(value_name = "EMAIL")]
    pub account: String,
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[arg(long, value_name = "conversations|headers|all", value_parser = keeps)]
    pub keep: Option<MailKeeps>,
    #[arg(long, value_name = "EMAIL")]
    pub alias: Option<Vec<String>>,
    #[arg(long)]
    pub password_stdin: bool,
}

fn security(text: &str) -> Result<MailSecurity, String> {
    MailSecurity::ALL.into_iter().find(|one| one.word() == text).ok_or_else(|| text.to_owned())
}

fn keeps(text: &str) -> Result<MailKeeps, String> {
    MailKeeps::ALL.into_iter().find(|one| one.word() == text).ok_or_else(|| text.to_owned())
}

/// `imap.example.org:993`; an address of six parts stands in brackets.
fn server(text: &str) -> Result<(String, u16), String> {
    let (host, port) = text.rsplit_once(':').ok_or_else(|| text.to_owned())?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let port: u16 = port.parse().map_err(|_| text.to_owned())?;
    if host.is_empty() || port == 0 { Err(text.to_owned()) } else { Ok((host.to_owned(), port)) }
}
