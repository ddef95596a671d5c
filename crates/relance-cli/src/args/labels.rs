//! Words of the commands about what sorts prospects: stages, tags, custom fields.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Stages {
    #[command(subcommand)]
    pub act: Option<StageAct>,
}

#[derive(Debug, Subcommand)]
pub enum StageAct {
    Add {
        #[arg(value_name = "LABEL")]
        label: String,
        #[command(flatten)]
        words: StageWords,
    },
    Edit {
        #[arg(value_name = "STAGE")]
        stage: String,
        #[arg(long, value_name = "LABEL")]
        label: Option<String>,
        #[command(flatten)]
        words: StageWords,
    },
    Remove {
        #[arg(value_name = "STAGE")]
        stage: String,
        #[arg(long, value_name = "STAGE")]
        to: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct StageWords {
    #[arg(long, value_name = "open|won|lost", value_parser = ["open", "won", "lost"], hide_possible_values = true)]
    pub kind: Option<String>,
    #[arg(long, value_name = "c1…c6|none")]
    pub color: Option<String>,
    #[arg(long, value_name = "N|none")]
    pub days: Option<String>,
    #[arg(long, value_name = "PERCENT|none")]
    pub probability: Option<String>,
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"], hide_possible_values = true)]
    pub demands_next: Option<String>,
    #[arg(long, value_name = "N")]
    pub position: Option<i64>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Tags {
    #[command(subcommand)]
    pub act: Option<TagAct>,
}

#[derive(Debug, Subcommand)]
pub enum TagAct {
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "c1…c6")]
        color: Option<String>,
    },
    Edit {
        #[arg(value_name = "TAG")]
        tag: String,
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        #[arg(long, value_name = "c1…c6|none")]
        color: Option<String>,
    },
    Merge {
        #[arg(value_name = "TAG", required = true)]
        from: Vec<String>,
        #[arg(long, value_name = "TAG", required = true)]
        into: String,
    },
    Remove {
        #[arg(value_name = "TAG")]
        tag: String,
    },
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Fields {
    #[command(subcommand)]
    pub act: Option<FieldAct>,
}

#[derive(Debug, Subcommand)]
pub enum FieldAct {
    Add {
        #[arg(value_name = "LABEL")]
        label: String,
        #[command(flatten)]
        words: FieldWords,
    },
    Edit {
        #[arg(value_name = "FIELD")]
        field: String,
        #[arg(long, value_name = "LABEL")]
        label: Option<String>,
        #[arg(long)]
        clear_unreadable: bool,
        #[arg(long, value_name = "N")]
        position: Option<i64>,
        #[command(flatten)]
        words: FieldWords,
    },
    Show {
        #[arg(value_name = "FIELD")]
        field: String,
    },
    Remove {
        #[arg(value_name = "FIELD")]
        field: String,
    },
    #[command(subcommand)]
    Option(OptionAct),
}

#[derive(Debug, Args)]
pub struct FieldWords {
    #[arg(long, value_name = "KIND", value_parser = [
        "text", "long_text", "number", "currency", "date", "boolean", "select", "multi_select", "url", "email", "phone",
    ])]
    pub kind: Option<String>,
    #[arg(long = "option", value_name = "LABEL")]
    pub options: Vec<String>,
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    #[arg(long, value_name = "true|false")]
    pub in_table: Option<bool>,
    #[arg(long, value_name = "true|false")]
    pub on_card: Option<bool>,
    #[arg(long, value_name = "true|false")]
    pub searchable: Option<bool>,
    #[arg(long = "required-at", value_name = "STAGE|none")]
    pub required_at: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum OptionAct {
    Add {
        #[arg(value_name = "FIELD")]
        field: String,
        #[arg(value_name = "OPTION")]
        label: String,
        #[arg(long, value_name = "c1…c6")]
        color: Option<String>,
    },
    Edit {
        #[arg(value_name = "FIELD")]
        field: String,
        #[arg(value_name = "OPTION")]
        option: String,
        #[arg(long, value_name = "LABEL")]
        label: Option<String>,
        #[arg(long, value_name = "c1…c6|none")]
        color: Option<String>,
        #[arg(long, value_name = "N")]
        position: Option<i64>,
    },
    Merge {
        #[arg(value_name = "FIELD")]
        field: String,
        #[arg(value_name = "OPTION")]
        option: String,
        #[arg(long, value_name = "OPTION", required = true)]
        into: String,
    },
    Remove {
        #[arg(value_name = "FIELD")]
        field: String,
        #[arg(value_name = "OPTION")]
        option: String,
    },
}
