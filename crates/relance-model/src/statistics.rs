//! Statistics: what the base shows of itself. Every chart is the same plain table, so that whoever draws it, prints it or writes it
//! to a file needs to know one shape; each of its marks knows the filter that finds exactly the people behind it.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What can be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChartName {
    /// The few figures above all charts: one point, a measure for each.
    #[default]
    Key,
    /// Of those who came or were worked on in the period, how many reached each stage.
    Funnel,
    /// Of those who came or were worked on in the period, by where they came from: how many were won, lost, and for how much.
    Conversion,
    /// How long people stay in each stage: those who left it in the period.
    Stages,
    /// What was done, day by day or week by week.
    Activity,
    /// Calls by what came of them.
    Calls,
    /// Calls and the share of them that reached somebody, day by day or week by week.
    Reach,
    /// Won and lost, day by day, week by week or month by month.
    Outcomes,
    /// Why people were lost in the period, and for how much.
    Losses,
    /// What open matters are worth, and how much of it is likely: by expected month, or by stage.
    Forecast,
    /// How much is known of whom.
    Completeness,
}

/// What a chart is divided by, where it can be divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Divide {
    /// As the chart usually is: conversion by source, activity by kind, forecast by month.
    #[default]
    Usual,
    Source,
    Import,
    Member,
    Tag,
    Stage,
}

/// How far back: days up to today, or days of one's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum PeriodName {
    #[serde(rename = "7d")]
    Week,
    #[default]
    #[serde(rename = "30d")]
    Month,
    #[serde(rename = "90d")]
    Quarter,
    #[serde(rename = "year")]
    Year,
    /// From `from` to `to`.
    #[serde(rename = "own")]
    Own,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct StatisticsQuery {
    pub period: PeriodName,
    /// First local day of a period of one's own, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Last local day of it.
    pub to: Option<String>,
    /// Only these prospects: an expression of the filter language.
    pub filter: Option<String>,
    pub by: Divide,
    /// `false` leaves the period before out.
    pub compare: Option<bool>,
    /// Language of the filters in the answer, `fr` or `en`.
    pub lang: Option<String>,
}

/// Local days, both included; and as many days before them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Period {
    pub from: String,
    pub to: String,
    pub days: u32,
    pub before_from: String,
    pub before_to: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Things that happened.
    #[default]
    Count,
    Prospects,
    /// From 0 to 100.
    Percent,
    Days,
    /// In units of the measure's currency.
    Money,
}

/// What points stand beside each other by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Things with a name: stages, sources, outcomes.
    #[default]
    Name,
    Day,
    Week,
    Month,
}

/// One column of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Measure {
    pub key: String,
    /// What it is called in this base; without one the key has its words.
    pub label: Option<String>,
    pub unit: Unit,
    /// ISO 4217, of money.
    pub currency: Option<String>,
}

/// One figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Mark {
    /// Nothing where it cannot be said, or not yet.
    pub value: Option<f64>,
    /// The same of the period before.
    pub before: Option<f64>,
    /// Of how many a rate or a middle is told; below 20 a rate is not.
    pub of: Option<u64>,
    /// The filter that finds the people behind it.
    pub filter: Option<String>,
    /// How many these are.
    pub people: Option<u64>,
}

/// One place of a chart, with a mark for each measure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Point {
    pub key: String,
    /// What it is called in this base; without one the key has its words.
    pub label: Option<String>,
    /// The first and the last local day, of a point in time.
    pub from: Option<String>,
    pub to: Option<String>,
    pub marks: Vec<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Chart {
    pub name: ChartName,
    pub by: Divide,
    pub period: Period,
    pub axis: Axis,
    pub measures: Vec<Measure>,
    pub points: Vec<Point>,
    /// Points that were put together into the last one.
    pub others: u64,
}

/// The files that a chart is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatisticsFile {
    Csv,
    Xlsx,
}

/// A chart to be written as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatisticsFileRequest {
    pub format: StatisticsFile,
    /// Where it is written; without one the answer is the file.
    #[serde(default)]
    pub path: Option<String>,
    /// What the chart is about, as for the chart itself.
    #[serde(default)]
    pub query: StatisticsQuery,
}

/// A picture of a chart, drawn by whoever shows it, to be written where a dialog of the window said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatisticsPicture {
    pub path: String,
    /// The bytes of a PNG.
    pub bytes: Vec<u8>,
}
