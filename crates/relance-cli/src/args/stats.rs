//! Words of `relance stats`.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Stats {
    #[arg(value_name = "CHART", default_value = "key", value_parser = ["key", "funnel", "conversion", "stages", "activity", "calls", "reach", "outcomes", "losses", "forecast", "completeness"])]
    pub chart: String,
    #[arg(long, value_name = "7d|30d|90d|year", default_value = "30d", value_parser = ["7d", "30d", "90d", "year"], hide_possible_values = true)]
    pub period: String,
    #[arg(long, value_name = "DAY", conflicts_with = "period")]
    pub from: Option<String>,
    #[arg(long, value_name = "DAY", requires = "from")]
    pub to: Option<String>,
    #[arg(long, value_name = "FILTER")]
    pub filter: Option<String>,
    #[arg(long, value_name = "WHAT", value_parser = ["source", "import", "member", "tag", "stage"])]
    pub by: Option<String>,
    #[arg(long)]
    pub no_compare: bool,
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
