//! Words of the commands about the base itself: history, backups, check, settings, serve, demo.

use super::id;
use crate::moment::{Moment, moment};
use clap::Args;
use relance_model::Id;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct History {
    #[arg(value_name = "ID", value_parser = id)]
    pub prospect: Option<Id>,
    #[arg(long, value_name = "FIELD")]
    pub field: Option<String>,
    #[arg(long, value_name = "CALLER", value_parser = ["user", "import", "api", "cli"])]
    pub caller: Option<String>,
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub since: Option<Moment>,
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub until: Option<Moment>,
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: u64,
}

#[derive(Debug, Args)]
pub struct Changes {
    #[arg(value_name = "TIME", value_parser = moment)]
    pub from: Moment,
    #[arg(value_name = "TIME", value_parser = moment)]
    pub to: Option<Moment>,
    #[arg(long, value_name = "KIND", value_parser = ["created", "changed", "moved", "removed", "restored"])]
    pub kind: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: u64,
}

#[derive(Debug, Args)]
pub struct Undo {
    #[arg(value_name = "OPERATION", value_parser = id)]
    pub operation: Option<Id>,
    #[arg(long)]
    pub keep_conflicts: bool,
}

#[derive(Debug, Args)]
pub struct Backup {
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[arg(long, conflicts_with = "file")]
    pub prove: bool,
}

#[derive(Debug, Args)]
pub struct Restore {
    #[arg(value_name = "FILE", required_unless_present = "to", conflicts_with = "to")]
    pub file: Option<PathBuf>,
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub to: Option<Moment>,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    #[arg(long)]
    pub audit: bool,
}

#[derive(Debug, Args)]
pub struct Setting {
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    #[arg(value_name = "VALUE", requires = "name")]
    pub value: Option<String>,
}

#[derive(Debug, Args)]
pub struct Serve {
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    #[arg(long)]
    pub open: bool,
}

#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub rows: u64,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    #[arg(long)]
    pub if_new: bool,
}
