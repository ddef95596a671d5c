//! `relance stats`: a chart as a table, or as a file.

use crate::{
    args::Stats,
    language::Language,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Core, statistics, worktime};
use relance_model::{
    Failure, Outcome,
    statistics::{Chart, Divide, Mark, Measure, PeriodName, StatisticsFile, StatisticsQuery, Unit},
};
use std::path::Path;

pub fn run(core: &Core, wanted: &Stats, voice: &Voice) -> Outcome<Reply> {
    let kind = wanted.output.as_deref().map(kind_of).transpose()?;
    let local = core.local()?;
    let day = |field: &str, text: &Option<String>| -> Outcome<Option<String>> {
        text.as_deref().map(|text| worktime::day_of(field, text).map(|day| day.to_string())).transpose()
    };
    let from = day("from", &wanted.from)?;
    let to = day("to", &wanted.to)?.or_else(|| from.is_some().then(|| local.today().to_string()));
    let query = StatisticsQuery {
        period: if wanted.from.is_some() { PeriodName::Own } else { read(&wanted.period)? },
        from,
        to,
        filter: wanted.filter.clone(),
        by: wanted.by.as_deref().map_or(Ok(Divide::Usual), read)?,
        compare: Some(!wanted.no_compare),
        lang: Some(if is_english(voice) { "en" } else { "fr" }.to_owned()),
    };
    let name = statistics::named(&wanted.chart)?;
    let chart = core.read(|db| statistics::chart(db, core.lists(), &local, name, &query))?;
    let text = match wanted.output.as_deref().zip(kind) {
        Some((path, kind)) => {
            let (_, bytes) = statistics::file(&chart, kind, is_english(voice))?;
            statistics::save(path, &bytes)?;
            voice.fill("stats_written", &[("path", &path.display().to_string())])
        }
        None => shown(&chart, voice),
    };
    Reply::new(chart, text)
}

fn is_english(voice: &Voice) -> bool {
    voice.language == Language::English
}

/// A word of the command line as what it stands for.
fn read<T: serde::de::DeserializeOwned>(word: &str) -> Outcome<T> {
    serde_json::from_value(word.into()).map_err(Failure::bug)
}

/// Known before anything is counted: a wrong ending costs nothing.
fn kind_of(path: &Path) -> Outcome<StatisticsFile> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("csv") => Ok(StatisticsFile::Csv),
        Some("xlsx") => Ok(StatisticsFile::Xlsx),
        _ => {
            Err(Failure::invalid("output", "statistics_ending_unknown")
                .with("path", path.display().to_string()))
        }
    }
}

fn shown(chart: &Chart, voice: &Voice) -> String {
    let english = is_english(voice);
    let period = voice.fill(
        "stats_period",
        &[("from", &voice.on(&chart.period.from)), ("to", &voice.on(&chart.period.to))],
    );
    let title = format!("{} · {period}", statistics::title(chart.name, english));
    if chart.points.is_empty() {
        return format!("{title}\n{}", voice.say("stats_nothing"));
    }
    let is_compared = chart.points.iter().flat_map(|point| &point.marks).any(|mark| mark.before.is_some());
    let mut table = match chart.points.as_slice() {
        // One point has its figures below each other.
        [_] => Table::new(
            [("", Align::Left), ("", Align::Right)]
                .into_iter()
                .chain(is_compared.then_some((statistics::word("before", english), Align::Right))),
        ),
        _ => {
            let names: Vec<String> =
                chart.measures.iter().map(|measure| statistics::measure_name(measure, english)).collect();
            Table::new(
                std::iter::once(("", Align::Left))
                    .chain(names.iter().map(|name| (name.as_str(), Align::Right))),
            )
        }
    };
    match chart.points.as_slice() {
        [point] => {
            for (measure, mark) in chart.measures.iter().zip(&point.marks) {
                let mut cells = vec![
                    statistics::measure_name(measure, english),
                    figure(measure, mark, mark.value, voice),
                ];
                if is_compared {
                    cells.push(figure(measure, &Mark::default(), mark.before, voice));
                }
                table.row(cells);
            }
        }
        points => {
            for point in points {
                let name = match &point.from {
                    Some(day) => voice.on(day),
                    None => month(&statistics::point_name(point, english), voice),
                };
                let marks = chart
                    .measures
                    .iter()
                    .zip(&point.marks)
                    .map(|(measure, mark)| figure(measure, mark, mark.value, voice));
                table.row(std::iter::once(name).chain(marks));
            }
        }
    }
    format!("{title}\n{}", table.text())
}

/// A month as it is said, without the day that it begins with; other names as they are.
fn month(name: &str, voice: &Voice) -> String {
    let first = format!("{name}-01");
    match chrono::NaiveDate::parse_from_str(&first, "%Y-%m-%d") {
        Ok(_) => voice.on(&first).split_once(' ').map_or(first.clone(), |(_, month)| month.to_owned()),
        Err(_) => name.to_owned(),
    }
}

/// A figure as it is said; what cannot be told yet says out of how many.
fn figure(measure: &Measure, mark: &Mark, value: Option<f64>, voice: &Voice) -> String {
    let Some(value) = value else {
        return match mark.of {
            Some(of) if measure.unit == Unit::Percent && of < statistics::ENOUGH => voice.fill(
                "stats_not_enough",
                &[("count", &of.to_string()), ("of", &statistics::ENOUGH.to_string())],
            ),
            _ => "–".to_owned(),
        };
    };
    match measure.unit {
        Unit::Percent => voice.fill("stats_percent", &[("value", &tenth(value, voice))]),
        Unit::Days => tenth(value, voice),
        Unit::Money => {
            voice.money((value * 100.0).round() as i64, measure.currency.as_deref().unwrap_or("EUR"))
        }
        Unit::Count | Unit::Prospects => voice.number(value.round() as i64),
    }
}

fn tenth(value: f64, voice: &Voice) -> String {
    let text = format!("{value:.1}");
    if is_english(voice) { text } else { text.replace('.', ",") }
}
