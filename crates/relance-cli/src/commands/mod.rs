//! One file per group of commands. A command reads its words, calls a room of the core, and says what came of it.

mod backups;
mod companies;
mod demo;
mod duplicates;
mod export;
mod fields;
mod filter;
mod history;
mod import;
mod labels;
mod notes;
mod pipeline;
mod prospects;
mod serve;
mod settings;

use crate::{args::Command, opening::Opening, output::Reply, voice::Voice};
use relance_model::{Id, Outcome};

/// Carries a command out.
///
/// # Errors
/// Those of the command.
pub fn run(command: &Command, opening: &Opening<'_>, voice: &Voice) -> Outcome<Reply> {
    match command {
        Command::Import(wanted) => import::run(&opening.open()?, wanted, voice),
        Command::Prospects(wanted) => prospects::run(&opening.open()?, wanted, voice),
        Command::Pipeline(wanted) => pipeline::run(&opening.open()?, wanted, voice),
        Command::Companies(wanted) => companies::run(&opening.open()?, wanted, voice),
        Command::Duplicates(wanted) => duplicates::list(&opening.open()?, wanted, voice),
        Command::Merge(wanted) => duplicates::merge(&opening.open()?, wanted, voice),
        Command::Unmerge(wanted) => duplicates::unmerge(&opening.open()?, wanted, voice),
        Command::Apart(wanted) => duplicates::apart(&opening.open()?, wanted, voice),
        Command::Notes(wanted) => notes::run(&opening.open()?, wanted, voice),
        Command::Stages => labels::stages(&opening.open()?, voice),
        Command::Tags => labels::tags(&opening.open()?, voice),
        Command::Export(wanted) => export::run(opening, wanted, voice),
        Command::History(wanted) => history::list(&opening.open()?, wanted, voice),
        Command::Undo(wanted) => history::undo(&opening.open()?, wanted, voice),
        Command::Redo(wanted) => history::redo(&opening.open()?, wanted, voice),
        Command::Backup(wanted) => backups::make(&opening.open()?, wanted, voice),
        Command::Restore(wanted) => backups::restore(opening, wanted, voice),
        Command::RecoveryKey => backups::recovery_key(&opening.open()?, voice),
        Command::Check(_) => backups::check(&opening.open()?, voice),
        Command::Settings(wanted) => settings::run(&opening.open()?, wanted, voice),
        Command::Serve(wanted) => serve::run(opening.open()?, wanted, opening.as_json()),
        Command::Demo(wanted) => demo::run(opening, wanted, voice),
        Command::Openapi => serve::document(),
    }
}

/// What a write of one record says: saved, or that nothing had to change.
fn saved(operation: Option<Id>, name: &str, voice: &Voice) -> String {
    voice.fill(if operation.is_some() { "saved" } else { "unchanged" }, &[("name", name)])
}
