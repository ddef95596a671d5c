//! Words of the commands about templates of messages.

use super::id;
use clap::{Args, Subcommand};
use relance_model::Id;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Templates {
    #[command(subcommand)]
    pub act: Option<TemplateAct>,
}

#[derive(Debug, Subcommand)]
pub enum TemplateAct {
    List,
    Show {
        #[arg(value_name = "TEMPLATE")]
        template: String,
    },
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        words: TemplateWords,
    },
    Edit {
        #[arg(value_name = "TEMPLATE")]
        template: String,
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        #[command(flatten)]
        words: TemplateWords,
    },
    Copy {
        #[arg(value_name = "TEMPLATE")]
        template: String,
    },
    Remove {
        #[arg(value_name = "TEMPLATE")]
        template: String,
    },
    Starters,
    Preview {
        #[arg(value_name = "TEMPLATE")]
        template: String,
        #[arg(long = "for", value_name = "ID", value_parser = id)]
        prospect: Option<Id>,
        #[arg(long)]
        attached: bool,
    },
}

#[derive(Debug, Args)]
pub struct TemplateWords {
    #[arg(long, value_name = "TEXT")]
    pub subject: Option<String>,
    #[arg(long, value_name = "TEXT", conflicts_with = "file")]
    pub body: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[arg(long, value_name = "fr|en|none", value_parser = ["fr", "en", "none"], hide_possible_values = true)]
    pub language: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub sector: Option<String>,
    #[arg(long, value_name = "mail|reply|linkedin|call", value_parser = ["mail", "reply", "linkedin", "call"], hide_possible_values = true)]
    pub purpose: Option<String>,
    #[arg(long, value_name = "N")]
    pub position: Option<i64>,
}
