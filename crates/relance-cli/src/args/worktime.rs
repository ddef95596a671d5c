//! Words of the commands about working time.

use super::id;
use clap::{Args, Subcommand};
use relance_core::values::{DateOrder, date};
use relance_model::Id;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Worktime {
    #[command(subcommand)]
    pub act: Option<WorktimeAct>,
}

#[derive(Debug, Subcommand)]
pub enum WorktimeAct {
    #[command(subcommand)]
    Leave(LeaveAct),
    Add {
        #[arg(value_name = "N", allow_negative_numbers = true)]
        days: i64,
        #[arg(long, value_name = "DAY", value_parser = day)]
        from: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum LeaveAct {
    List,
    Add {
        #[arg(value_name = "DAY", value_parser = day)]
        from: String,
        #[arg(value_name = "DAY", value_parser = day)]
        to: Option<String>,
        #[arg(long, value_name = "morning|afternoon", value_parser = ["morning", "afternoon"], hide_possible_values = true)]
        part: Option<String>,
        #[arg(long, value_name = "LABEL")]
        label: Option<String>,
    },
    Remove {
        #[arg(value_name = "ID", value_parser = id)]
        leave: Id,
    },
}

/// A day as people write it, as `YYYY-MM-DD`.
fn day(text: &str) -> Result<String, String> {
    date(text, DateOrder::DayFirst).map(|day| day.to_string()).map_err(|_| text.to_owned())
}
