//! The words of the command line, as clap reads them. Help texts are in `words/help.*.json`; nothing is decided here.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "relance", version)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Debug, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "DIR", env = "RELANCE_DATA")]
    pub data: Option<PathBuf>,
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Serve(Serve),
    Demo(Demo),
    #[command(hide = true)]
    Openapi,
}

#[derive(Debug, Args)]
pub struct Serve {
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port: u16,
    #[arg(long)]
    pub open: bool,
}

#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub rows: u64,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    #[arg(long)]
    pub if_new: bool,
}
