//! One file per group of commands. A command reads its words, calls a room of the core, and says what came of it.

mod backups;
mod calendar;
mod calls;
mod changes;
mod companies;
mod custom_fields;
mod demo;
mod duplicates;
mod export;
mod fields;
mod filter;
mod history;
mod import;
mod inbox;
mod labels;
mod mail;
mod messages;
mod notes;
mod pipeline;
mod prospects;
mod reminders;
mod search;
mod serve;
mod settings;
mod stats;
mod templates;
mod views;
mod worktime;

use crate::{args::Command, opening::Opening, output::Reply, voice::Voice};
use relance_model::{Id, Outcome};

/// Carries a command out.
///
/// # Errors
/// Those of the command.
pub fn run(command: &Command, opening: &Opening<'_>, voice: &Voice) -> Outcome<Reply> {
    // These act beside the base, which refuses any other write at a past date by itself.
    if matches!(
        command,
        Command::Import(_)
            | Command::Backup(_)
            | Command::Restore(_)
            | Command::Check(_)
            | Command::Serve(_)
            | Command::Demo(_)
    ) {
        opening.must_be_present()?;
    }
    match command {
        Command::Import(wanted) => import::run(&opening.open()?, wanted, voice),
        Command::Prospects(wanted) => prospects::run(&opening.open()?, wanted, voice),
        Command::Search(wanted) => search::run(&opening.open()?, wanted, voice),
        Command::Pipeline(wanted) => pipeline::run(&opening.open()?, wanted, voice),
        Command::Companies(wanted) => companies::run(&opening.open()?, wanted, voice),
        Command::Duplicates(wanted) => duplicates::list(&opening.open()?, wanted, voice),
        Command::Merge(wanted) => duplicates::merge(&opening.open()?, wanted, voice),
        Command::Unmerge(wanted) => duplicates::unmerge(&opening.open()?, wanted, voice),
        Command::Apart(wanted) => duplicates::apart(&opening.open()?, wanted, voice),
        Command::Today(wanted) => reminders::today(&opening.open()?, wanted, voice),
        Command::Reminders(wanted) => reminders::run(&opening.open()?, wanted, voice),
        Command::Calendar(wanted) => calendar::run(&opening.open()?, wanted, voice),
        Command::Call(wanted) => calls::run(&opening.open()?, wanted, voice),
        Command::Inbox(wanted) => inbox::run(&opening.open()?, wanted, voice),
        Command::Mail(wanted) => mail::run(&opening.open()?, wanted, voice),
        Command::MailFile(wanted) => messages::add(&opening.open()?, wanted, voice),
        Command::Messages(wanted) => messages::run(&opening.open()?, wanted, voice),
        Command::Note(wanted) => notes::add(&opening.open()?, wanted, voice),
        Command::Notes(crate::args::Notes::Add(wanted)) => notes::add(&opening.open()?, wanted, voice),
        Command::Stages(wanted) => labels::stages(&opening.open()?, wanted, voice),
        Command::Tags(wanted) => labels::tags(&opening.open()?, wanted, voice),
        Command::Fields(wanted) => custom_fields::run(&opening.open()?, wanted, voice),
        Command::Views(wanted) => views::run(&opening.open()?, wanted, voice),
        Command::Templates(wanted) => templates::run(&opening.open()?, wanted, voice),
        Command::Stats(wanted) => stats::run(&opening.open()?, wanted, voice),
        Command::Worktime(wanted) => worktime::run(&opening.open()?, wanted, voice),
        Command::Export(wanted) => export::run(opening, wanted, voice),
        Command::History(wanted) => history::list(&opening.open()?, wanted, voice),
        Command::Changes(wanted) => changes::list(&opening.open()?, wanted, voice),
        Command::Undo(wanted) => history::undo(&opening.open()?, wanted, voice),
        Command::Redo(wanted) => history::redo(&opening.open()?, wanted, voice),
        Command::Backup(wanted) => backups::make(&opening.open()?, wanted, voice),
        Command::Restore(wanted) => match (&wanted.file, wanted.to) {
            (_, Some(to)) => changes::restore_to(&opening.open()?, to, wanted.dry_run, voice),
            (Some(file), None) => backups::restore(opening, file, wanted.dry_run, voice),
            (None, None) => Ok(Reply::said()),
        },
        Command::RecoveryKey => backups::recovery_key(&opening.open()?, voice),
        Command::Check(wanted) if wanted.audit => changes::audit(&opening.open()?, voice),
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
