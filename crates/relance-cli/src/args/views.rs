//! Words of the commands about views.

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Views {
    #[command(subcommand)]
    pub act: Option<ViewsAct>,
}

#[derive(Debug, Subcommand)]
pub enum ViewsAct {
    Save(Save),
    Rename {
        #[arg(value_name = "NAME")]
        view: String,
        #[arg(value_name = "NAME")]
        new_name: String,
    },
    Copy {
        #[arg(value_name = "NAME")]
        view: String,
    },
    Delete {
        #[arg(value_name = "NAME")]
        view: String,
    },
}

/// A view to keep, or what to change of the one of this name.
#[derive(Debug, Args)]
pub struct Save {
    #[arg(value_name = "NAME")]
    pub view: String,
    #[arg(long, value_enum, hide_possible_values = true, value_name = "table|board")]
    pub kind: Option<Kind>,
    #[arg(long, value_name = "EXPR", allow_hyphen_values = true)]
    pub filter: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub columns: Option<Vec<String>>,
    #[arg(long, value_name = "true|false")]
    pub favourite: Option<bool>,
    #[arg(long, value_name = "N")]
    pub position: Option<i64>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Kind {
    Table,
    Board,
}
