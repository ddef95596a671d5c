//! Words of the commands about prospects, companies, the pipeline and lists that leave the base.

use super::id;
use clap::{Args, Subcommand};
use relance_model::Id;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Prospects {
    List {
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        page: Page,
    },
    Groups {
        #[arg(value_name = "FIELD")]
        field: String,
        #[command(flatten)]
        filter: Filter,
    },
    Show {
        #[arg(value_name = "ID", value_parser = id)]
        id: Id,
    },
    Add {
        #[command(flatten)]
        fields: Box<Fields>,
    },
    Edit {
        #[arg(value_name = "ID", value_parser = id)]
        id: Id,
        #[command(flatten)]
        fields: Box<Fields>,
        #[arg(long = "untag", value_name = "TAG")]
        untags: Vec<String>,
    },
    Delete {
        #[arg(value_name = "ID", value_parser = id, required = true)]
        ids: Vec<Id>,
    },
    Share {
        #[command(flatten)]
        filter: Filter,
        #[arg(long = "among", value_name = "MEMBER", required = true)]
        among: Vec<String>,
        #[arg(long, value_name = "turn|sector|region|company", value_parser = ["turn", "sector", "region", "company"], default_value = "turn", hide_possible_values = true)]
        by: String,
    },
}

#[derive(Clone, Debug, Args)]
pub struct Search {
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    #[arg(long)]
    pub similar: bool,
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub limit: u64,
}

/// Which prospects, in which order.
#[derive(Clone, Debug, Args)]
pub struct Filter {
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    #[arg(long, requires = "search")]
    pub similar: bool,
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    #[arg(long, value_name = "MEMBER")]
    pub owner: Option<String>,
    #[arg(long, value_name = "EXPR", allow_hyphen_values = true)]
    pub filter: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    #[arg(long)]
    pub trash: bool,
}

#[derive(Clone, Debug, Args)]
pub struct Page {
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub offset: u64,
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: u64,
}

/// Fields to write, as a person types them; an empty text clears one.
#[derive(Debug, Args)]
pub struct Fields {
    #[arg(long, value_name = "TEXT")]
    pub civility: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub first_name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub last_name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub job_title: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
    #[arg(long, value_name = "E-MAIL")]
    pub email: Option<String>,
    #[arg(long, value_name = "PHONE")]
    pub phone: Option<String>,
    #[arg(long = "other-email", value_name = "E-MAIL")]
    pub other_emails: Vec<String>,
    #[arg(long = "other-phone", value_name = "PHONE")]
    pub other_phones: Vec<String>,
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
    #[arg(long, value_name = "MEMBER")]
    pub owner: Option<String>,
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub sector: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub city: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub postcode: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub country: Option<String>,
    #[arg(long, value_name = "URL")]
    pub site: Option<String>,
    #[arg(long, value_name = "URL")]
    pub linkedin: Option<String>,
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub value: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub expected_close: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub notes: Option<String>,
    #[arg(long, value_name = "true|false")]
    pub do_not_contact: Option<bool>,
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub custom: Vec<String>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Pipeline {
    #[command(subcommand)]
    pub act: Option<PipelineAct>,
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    #[arg(long, value_name = "MEMBER")]
    pub owner: Option<String>,
    #[arg(long, value_name = "EXPR", allow_hyphen_values = true)]
    pub filter: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum PipelineAct {
    Move(Move),
}

#[derive(Debug, Args)]
pub struct Move {
    #[arg(value_name = "ID", value_parser = id)]
    pub id: Id,
    #[arg(value_name = "STAGE")]
    pub stage: String,
    #[arg(long, value_name = "ID", value_parser = id, conflicts_with = "after")]
    pub before: Option<Id>,
    #[arg(long, value_name = "ID", value_parser = id)]
    pub after: Option<Id>,
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub custom: Vec<String>,
    #[arg(long, value_name = "TIME")]
    pub next: Option<String>,
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Companies {
    List {
        #[command(flatten)]
        filter: CompanyFilter,
        #[command(flatten)]
        page: Page,
    },
    Show {
        #[arg(value_name = "ID", value_parser = id)]
        id: Id,
    },
    Edit {
        #[arg(value_name = "ID", value_parser = id)]
        id: Id,
        #[command(flatten)]
        fields: Box<CompanyFields>,
    },
}

#[derive(Debug, Args)]
pub struct CompanyFilter {
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
}

#[derive(Debug, Args)]
pub struct CompanyFields {
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub legal_form: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub domain: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub siren: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub siret: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub sector: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub size: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub address: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub postcode: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub city: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub country: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Notes {
    Add(Note),
}

#[derive(Debug, Args)]
pub struct Note {
    #[arg(value_name = "ID", value_parser = id)]
    pub id: Id,
    #[arg(value_name = "TEXT")]
    pub text: String,
}

/// `--format` of an export.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum ExportKind {
    Csv,
    Xlsx,
    Vcard,
    Vcard3,
    Json,
}

#[derive(Debug, Args)]
pub struct Export {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ExportKind>,
    #[command(flatten)]
    pub filter: Filter,
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub columns: Option<Vec<String>>,
}
