//! Words of the commands about meetings.

use super::id;
use clap::{Args, Subcommand};
use relance_model::Id;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Calendar {
    List {
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        #[arg(long, value_name = "DAY")]
        to: Option<String>,
        #[arg(long, value_name = "ID", value_parser = id)]
        prospect: Option<Id>,
        #[arg(long, value_name = "N")]
        limit: Option<u64>,
    },
    Add(Box<EventAdd>),
    Edit(Box<EventChange>),
    Remove {
        #[arg(value_name = "ID", value_parser = id)]
        event: Id,
        #[command(flatten)]
        which: WhichOnes,
    },
    Import {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Export {
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        #[arg(long, value_name = "ID", value_parser = id)]
        prospect: Option<Id>,
    },
}

/// Which ones of a series.
#[derive(Debug, Args)]
pub struct WhichOnes {
    #[arg(long, value_name = "TIME")]
    pub occurrence: Option<String>,
    #[arg(long, value_name = "one|following|all", value_parser = ["one", "following", "all"], hide_possible_values = true, requires = "occurrence")]
    pub scope: Option<String>,
}

#[derive(Debug, Args)]
pub struct EventAdd {
    #[arg(value_name = "TIME")]
    pub at: String,
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    #[arg(long, value_name = "ID", value_parser = id)]
    pub prospect: Vec<Id>,
    #[command(flatten)]
    pub fields: EventFields,
}

#[derive(Debug, Args)]
pub struct EventChange {
    #[arg(value_name = "ID", value_parser = id)]
    pub event: Id,
    #[command(flatten)]
    pub which: WhichOnes,
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    #[arg(long, value_name = "ID", value_parser = id)]
    pub prospect: Vec<Id>,
    #[arg(long, value_name = "confirmed|tentative|cancelled", value_parser = ["confirmed", "tentative", "cancelled"], hide_possible_values = true)]
    pub status: Option<String>,
    #[command(flatten)]
    pub fields: EventFields,
}

#[derive(Debug, Args)]
pub struct EventFields {
    #[arg(long, value_name = "TIME", conflicts_with = "duration")]
    pub until: Option<String>,
    #[arg(long, value_name = "MIN")]
    pub duration: Option<u32>,
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    #[arg(long, value_name = "URL")]
    pub link: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,
    #[arg(long, value_name = "EMAIL")]
    pub invite: Vec<String>,
    #[arg(long, value_name = "MIN")]
    pub alarm: Vec<u32>,
    #[arg(long, value_name = "RRULE")]
    pub rule: Option<String>,
}
