//! The command `relance`: the core without a window.

mod args;
mod commands;

use args::{Cli, Command};
use clap::Parser as _;
use relance_core::Core;
use relance_model::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("relance: {failure}");
            ExitCode::from(1)
        }
    }
}

fn run(cli: &Cli) -> Outcome<()> {
    if let Command::Openapi = cli.command {
        println!("{}", commands::serve::document()?);
        return Ok(());
    }
    let options = relance_net::options(cli.global.data.clone(), false)?;
    let is_new = !options.folder.join("relance.db").exists();
    match &cli.command {
        Command::Openapi => Ok(()),
        Command::Serve(wanted) => commands::serve::run(Core::open(options)?, wanted),
        Command::Demo(wanted) if wanted.if_new && !is_new => Ok(()),
        Command::Demo(wanted) => commands::demo::run(&Core::open(options)?, wanted).map(drop),
    }
}
