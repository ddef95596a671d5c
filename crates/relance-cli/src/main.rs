//! The command `relance`: the whole core without a window.
//!
//! Exit codes: 0 done, 1 a failure that the user can mend, 2 a mistake of usage, 70 a fault of ours.

mod args;
mod commands;
mod failures;
mod help;
mod language;
mod moment;
mod opening;
mod operations;
mod output;
mod panic;
mod progress;
mod signals;
mod table;
mod voice;

use args::{Cli, Global};
use clap::{Error, FromArgMatches as _};
use language::Language;
use opening::Opening;
use std::{
    env,
    ffi::{OsStr, OsString},
    process::ExitCode,
};
use voice::Voice;

fn main() -> ExitCode {
    panic::hold();
    let words: Vec<OsString> = env::args_os().collect();
    let voice = Voice::new(asked_language(&words).unwrap_or_else(Language::of_environment));
    let as_json = words.iter().skip(1).take_while(|word| *word != "--").any(|word| word == "--json");
    ExitCode::from(panic::guarded(&voice, as_json, || answer(&words, &voice, as_json)))
}

/// The language has to be known before clap speaks.
fn asked_language(words: &[OsString]) -> Option<Language> {
    let code = words.iter().enumerate().find_map(|(at, word)| {
        let word = word.to_str()?;
        match word.strip_prefix("--lang")? {
            "" => words.get(at + 1).and_then(|next| next.to_str()),
            rest => rest.strip_prefix('='),
        }
    })?;
    clap::ValueEnum::from_str(code, false).ok()
}

fn answer(words: &[OsString], voice: &Voice, as_json: bool) -> u8 {
    let command = help::command(voice.language);
    let parsed = command.try_get_matches_from(words).and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => carry_out(&cli, voice),
        Err(error) => explain(&error, words, voice, as_json),
    }
}

fn carry_out(cli: &Cli, voice: &Voice) -> u8 {
    let Global { json, .. } = cli.global;
    let opening = Opening::new(&cli.global, voice);
    let done = commands::run(&cli.command, &opening, voice).and_then(|reply| {
        reply.print(json)?;
        Ok(u8::from(reply.is_refused))
    });
    done.unwrap_or_else(|failure| panic::tell(&failure, voice, json))
}

/// Help is an answer; a mistake of usage is said in one or two lines.
fn explain(error: &Error, words: &[OsString], voice: &Voice, as_json: bool) -> u8 {
    if !error.use_stderr() {
        return match output::print(&error.to_string()) {
            Ok(()) => 0,
            Err(failure) => panic::tell(&failure, voice, as_json),
        };
    }
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && !as_json {
        output::remark(&error.to_string());
        return 2;
    }
    panic::tell(&help::mistake(error), voice, as_json);
    if !as_json {
        if let Some(suggestion) = help::suggestion(error, voice) {
            output::remark(&suggestion);
        }
        output::remark(&voice.fill("usage_help", &[("command", &spoken_command(words))]));
    }
    2
}

/// `relance prospects list`, as far as the words name commands.
fn spoken_command(words: &[OsString]) -> String {
    let mut command = help::command(Language::English);
    let mut spoken = "relance".to_owned();
    for word in words.iter().skip(1).filter_map(|word| OsStr::to_str(word)) {
        if let Some(next) = command.find_subcommand(word).cloned() {
            spoken = format!("{spoken} {word}");
            command = next;
        }
    }
    spoken
}
