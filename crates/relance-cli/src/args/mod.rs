//! The words of the command line, as clap reads them. What each is for is said in `words/help.*.json`, in both
//! languages; nothing is decided here.

mod base;
mod calendar;
mod day;
mod duplicates;
mod import;
mod inbox;
mod labels;
mod mail;
mod messages;
mod prospects;
mod stats;
mod templates;
mod views;
mod worktime;

pub use base::{Backup, Changes, Check, Demo, History, Restore, Serve, Setting, Undo};
pub use calendar::{Calendar, EventAdd, EventChange, WhichOnes};
pub use day::{Call, Reminders, Today};
pub use duplicates::{Apart, Duplicates, Merge, Unmerge};
pub use import::Import;
pub use inbox::{Inbox, Shown};
pub use labels::{
    FieldAct, FieldWords, Fields as CustomFields, OptionAct, StageAct, StageWords, Stages, TagAct, Tags,
};
pub use mail::{Mail, MailAdd, MailEdit};
pub use messages::{MailFile, Messages};
pub use prospects::{
    Companies, CompanyFields, Export, ExportKind, Fields, Filter, Move, Note, Notes, Page, Pipeline,
    PipelineAct, Prospects, Search,
};
pub use stats::Stats;
pub use templates::{TemplateAct, TemplateWords, Templates};
pub use views::{Kind, Save, Views, ViewsAct};
pub use worktime::{LeaveAct, Worktime, WorktimeAct};

use crate::{
    language::Language,
    moment::{Moment, moment},
};
use clap::{Args, Parser, Subcommand};
use relance_model::Id;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "relance", version, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command takes, before or after its name.
#[derive(Clone, Debug, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true, value_name = "fr|en", value_enum, hide_possible_values = true)]
    pub lang: Option<Language>,
    #[arg(long, global = true, value_name = "TIME", value_parser = instant)]
    pub now: Option<i64>,
    #[arg(long, global = true, value_name = "TIME", value_parser = moment, allow_hyphen_values = true)]
    pub as_of: Option<Moment>,
    #[arg(long, global = true, value_name = "KEY")]
    pub recovery_key: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Import(Import),
    #[command(subcommand)]
    Prospects(Prospects),
    Search(Search),
    Pipeline(Pipeline),
    #[command(subcommand)]
    Companies(Companies),
    Duplicates(Duplicates),
    Merge(Merge),
    Unmerge(Unmerge),
    Apart(Apart),
    Today(Today),
    #[command(subcommand)]
    Reminders(Reminders),
    #[command(subcommand)]
    Calendar(Calendar),
    Call(Call),
    #[command(subcommand)]
    Inbox(Inbox),
    #[command(subcommand)]
    Mail(Mail),
    MailFile(MailFile),
    #[command(subcommand)]
    Messages(Messages),
    Note(Note),
    #[command(subcommand)]
    Notes(Notes),
    Stages(Stages),
    Tags(Tags),
    Fields(CustomFields),
    Views(Views),
    Templates(Templates),
    Stats(Stats),
    Worktime(Worktime),
    Export(Export),
    History(History),
    Changes(Changes),
    Undo(Undo),
    Redo(Undo),
    Backup(Backup),
    Restore(Restore),
    RecoveryKey,
    Check(Check),
    Settings(Setting),
    Serve(Serve),
    Demo(Demo),
    #[command(hide = true)]
    Openapi,
}

/// An instant: milliseconds since 1970 or RFC 3339.
fn instant(text: &str) -> Result<i64, String> {
    if let Ok(millis) = text.parse() {
        return Ok(millis);
    }
    chrono::DateTime::parse_from_rfc3339(text)
        .map(|at| at.timestamp_millis())
        .map_err(|error| error.to_string())
}

/// An id as `prospects list` shows it; a `#` in front is let pass.
fn id(text: &str) -> Result<Id, String> {
    text.parse().map_err(|error: std::num::ParseIntError| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Cli, id, instant};
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn instants_and_ids_are_read_as_people_write_them() {
        assert_eq!(instant("1795000000000"), Ok(1_795_000_000_000));
        assert_eq!(instant("1970-01-01T01:00:01+01:00"), Ok(1000), "the offset counts");
        assert!(instant("yesterday").is_err());
        assert_eq!(id("#42").map(|id| id.0), Ok(42));
        assert!(id("Durand").is_err());
    }
}
