//! Words of the commands about a day's work: follow-ups, calls, the page of today.

use super::id;
use clap::{Args, Subcommand};
use relance_model::Id;

#[derive(Debug, Args)]
pub struct Today {
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
}

const KINDS: [&str; 5] = ["call", "email", "linkedin", "meeting", "other"];

#[derive(Debug, Subcommand)]
pub enum Reminders {
    List {
        #[arg(long, value_name = "ID", value_parser = id)]
        prospect: Option<Id>,
        #[arg(long, value_name = "STATE", value_parser = ["overdue", "today", "upcoming", "done"])]
        state: Option<String>,
        #[arg(long, value_name = "N")]
        limit: Option<u64>,
    },
    Add {
        #[arg(value_name = "ID", value_parser = id)]
        prospect: Id,
        #[arg(long, value_name = "TIME")]
        at: String,
        #[arg(long, value_name = "KIND", value_parser = KINDS, default_value = "other")]
        kind: String,
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        #[arg(long, value_name = "low|normal|high", value_parser = ["low", "normal", "high"], hide_possible_values = true)]
        priority: Option<String>,
        #[arg(long, value_name = "RHYTHM")]
        repeat: Option<String>,
        #[arg(long)]
        unless_reply: bool,
    },
    Done {
        #[arg(value_name = "ID", value_parser = id)]
        reminder: Id,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[arg(long, value_name = "STAGE")]
        stage: Option<String>,
        #[arg(long, value_name = "TIME")]
        next: Option<String>,
        #[arg(long, value_name = "KIND", value_parser = KINDS, requires = "next")]
        next_kind: Option<String>,
    },
    Snooze {
        #[arg(value_name = "ID", value_parser = id)]
        reminder: Id,
        #[arg(long, value_name = "TIME")]
        until: String,
    },
    Remove {
        #[arg(value_name = "ID", value_parser = id)]
        reminder: Id,
    },
}

#[derive(Debug, Args)]
pub struct Call {
    #[arg(value_name = "ID", value_parser = id)]
    pub prospect: Id,
    #[arg(long, value_name = "MIN")]
    pub duration: Option<u32>,
    #[arg(long, value_name = "OUTCOME", value_parser = ["reached", "message", "no_answer", "wrong_number"], default_value = "reached")]
    pub outcome: String,
    #[arg(long)]
    pub incoming: bool,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}
