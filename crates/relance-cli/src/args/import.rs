//! Words of `relance import`.

use clap::{Args, ValueEnum};
use relance_model::imports::{DateOrder, OnDuplicate};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Import {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long = "sheet", value_name = "S|S=KIND|all")]
    pub sheets: Vec<String>,
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    pub maps: Vec<String>,
    #[arg(long = "add-options", value_name = "HEADER")]
    pub add_options: Vec<String>,
    #[arg(long = "policy", value_name = "HEADER=POLICY")]
    pub policies: Vec<String>,
    #[arg(long, value_name = "skip|fill|overwrite|create", value_enum, hide_possible_values = true)]
    pub on_duplicate: Option<Policy>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    #[arg(long, value_name = "P")]
    pub password: Option<String>,
    #[arg(long, value_name = "N")]
    pub header_row: Option<u64>,
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    #[arg(long, value_name = "D")]
    pub delimiter: Option<String>,
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    #[arg(long, value_name = "dm|md", value_enum, hide_possible_values = true)]
    pub date_order: Option<Order>,
}

/// What to do with a row about somebody who is here already.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Policy {
    Skip,
    Fill,
    Overwrite,
    Create,
}

impl From<Policy> for OnDuplicate {
    fn from(policy: Policy) -> Self {
        match policy {
            Policy::Skip => Self::Skip,
            Policy::Fill => Self::Fill,
            Policy::Overwrite => Self::Overwrite,
            Policy::Create => Self::Create,
        }
    }
}

/// Day and month in ambiguous dates.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Order {
    Dm,
    Md,
}

impl From<Order> for DateOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Dm => Self::DayMonth,
            Order::Md => Self::MonthDay,
        }
    }
}
