//! Words of the commands about records that may be one person.

use super::{Page, id};
use clap::Args;
use relance_model::Id;

#[derive(Clone, Debug, Args)]
pub struct Duplicates {
    #[arg(long, value_name = "N")]
    pub at_least: Option<f64>,
    #[arg(long)]
    pub companies: bool,
    #[arg(long, requires = "at_least")]
    pub merge: bool,
    #[arg(long, conflicts_with_all = ["merge", "at_least"])]
    pub merged: bool,
    #[command(flatten)]
    pub page: Page,
}

#[derive(Clone, Debug, Args)]
pub struct Merge {
    #[arg(value_name = "ID", value_parser = id)]
    pub keep: Id,
    #[arg(value_name = "ID", value_parser = id)]
    pub merge: Id,
    #[arg(long, value_name = "FIELD")]
    pub take: Vec<String>,
}

#[derive(Clone, Debug, Args)]
pub struct Unmerge {
    #[arg(value_name = "ID", value_parser = id)]
    pub id: Id,
    #[arg(long, value_name = "ID", value_parser = id)]
    pub take: Vec<Id>,
}

#[derive(Clone, Debug, Args)]
pub struct Apart {
    #[arg(value_name = "ID", value_parser = id)]
    pub a: Id,
    #[arg(value_name = "ID", value_parser = id)]
    pub b: Id,
}
