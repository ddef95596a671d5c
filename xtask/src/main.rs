//! `cargo xtask run | test | check | gen | bench | bundle`: the only verbs one must know to work on Relance.
//! Standard library and serde_json only: this is compiled before anything else, on a fresh machine.

mod bench;
mod bundle;
mod check;
mod command;
mod display;
mod generate;
mod options;
mod places;
mod run;
mod setup;
mod test;
mod ui;

use options::{Options, Verb};
use std::process::ExitCode;

/// What went wrong, already a sentence for the person at the terminal.
type Done<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(text) => {
            eprintln!("{text}");
            return ExitCode::from(2);
        }
    };
    let done = match options.verb {
        Verb::Help => {
            println!("{}", options::HELP);
            Ok(())
        }
        Verb::Setup => setup::prepare(&options, &setup::EVERYTHING).map(drop),
        Verb::Run => run::run(&options),
        Verb::Test => test::run(&options),
        Verb::Check => check::run(&options),
        Verb::Generate => generate::run(&options),
        Verb::Bench => bench::run(&options),
        Verb::Bundle => bundle::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            if !text.is_empty() {
                eprintln!("xtask: {text}");
            }
            ExitCode::FAILURE
        }
    }
}
