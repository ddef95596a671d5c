//! Words of the commands about e-mails.

use super::id;
use clap::{Args, Subcommand};
use relance_model::Id;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct MailFile {
    /// The prospect's id may stand first.
    #[arg(value_name = "[ID] FILE", required = true)]
    pub files: Vec<String>,
    #[arg(long)]
    pub create: bool,
}

#[derive(Debug, Subcommand)]
pub enum Messages {
    Show {
        #[arg(value_name = "ID", value_parser = id)]
        message: Id,
    },
    Save {
        #[arg(value_name = "ID", value_parser = id)]
        message: Id,
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    Remove {
        #[arg(value_name = "ID", value_parser = id)]
        message: Id,
    },
}
