//! Statistics: charts of what the base shows of itself. Each figure that counts people carries the filter that finds exactly these
//! people: it is counted by the same sets as the list that it opens.
//!
//! Who lies in the trash is in no figure.

mod calls;
mod days;
mod deals;
mod export;
mod losses;
mod people;
mod period;
mod scope;
mod stays;
mod words;

pub use export::{file, measure_name, point_name, save, save_picture};
pub use words::{title, word};

use crate::{prospects::Lists, reminders::Local};
use period::{Span, period};
use relance_model::{
    Failure, Outcome,
    statistics::{Axis, Chart, ChartName, Mark, Measure, Period, Point, StatisticsQuery},
};
use relance_store::Db;
use scope::Scope;

/// Fewer observations than this say nothing of a rate.
pub const ENOUGH: u64 = 20;

/// A chart before it knows its period.
#[derive(Default)]
struct Drawn {
    axis: Axis,
    measures: Vec<Measure>,
    points: Vec<Point>,
    others: u64,
}

/// The chart of a name.
///
/// # Errors
/// `statistics_chart_unknown`.
pub fn named(name: &str) -> Outcome<ChartName> {
    serde_json::from_value(name.into())
        .map_err(|_| Failure::invalid("name", "statistics_chart_unknown").with("name", name))
}

/// One chart.
///
/// # Errors
/// `statistics_period_invalid`; those of the filter.
pub fn chart(
    db: &Db<'_>,
    lists: &Lists,
    local: &Local,
    name: ChartName,
    query: &StatisticsQuery,
) -> Outcome<Chart> {
    let (span, before) = period(local.today(), query)?;
    let scope = Scope::new(db, lists, local, query)?;
    let mut drawn = draw(&scope, name, query, span)?;
    if query.compare.unwrap_or(true) && is_of_a_period(name) && drawn.axis != Axis::Month {
        compare(&mut drawn, draw(&scope, name, query, before)?);
    }
    Ok(Chart {
        name,
        by: query.by,
        period: Period {
            from: span.from.to_string(),
            to: span.to.to_string(),
            days: span.days(),
            before_from: before.from.to_string(),
            before_to: before.to.to_string(),
        },
        axis: drawn.axis,
        measures: drawn.measures,
        points: drawn.points,
        others: drawn.others,
    })
}

/// What is true now was not kept of the past.
fn is_of_a_period(name: ChartName) -> bool {
    !matches!(name, ChartName::Forecast | ChartName::Completeness)
}

fn draw(scope: &Scope<'_>, name: ChartName, query: &StatisticsQuery, span: Span) -> Outcome<Drawn> {
    match name {
        ChartName::Key => deals::key(scope, span),
        ChartName::Funnel => people::funnel(scope, span),
        ChartName::Conversion => people::conversion(scope, span, query.by),
        ChartName::Stages => stays::stages(scope, span),
        ChartName::Activity => days::activity(scope, span, query.by),
        ChartName::Calls => calls::calls(scope, span),
        ChartName::Reach => calls::reach(scope, span),
        ChartName::Outcomes => deals::outcomes(scope, span),
        ChartName::Losses => losses::losses(scope, span),
        ChartName::Forecast => deals::forecast(scope, query.by),
        ChartName::Completeness => people::completeness(scope),
    }
}

/// Puts the figures of the period before beside those that they are compared with: points in time by their rank, others by what
/// they are.
fn compare(drawn: &mut Drawn, before: Drawn) {
    let is_time = drawn.axis != Axis::Name;
    for (rank, point) in drawn.points.iter_mut().enumerate() {
        let other = if is_time {
            before.points.get(rank)
        } else {
            before.points.iter().find(|other| other.key == point.key)
        };
        for (measure, mark) in drawn.measures.iter().zip(&mut point.marks) {
            let place = before.measures.iter().position(|other| other.key == measure.key);
            let found = other.zip(place).and_then(|(other, place)| other.marks.get(place));
            mark.before = match found {
                Some(found) => found.value,
                // Nobody of that kind was there: that is none, while a rate of none is nothing.
                None if mark.of.is_none() && mark.value.is_some() => Some(0.0),
                None => None,
            };
        }
    }
}

/// A share in percent, where enough was seen to tell.
fn rate(part: u64, of: u64) -> Mark {
    Mark { value: (of >= ENOUGH).then(|| share(part, of)), of: Some(of), ..Mark::default() }
}

/// A share in percent to the tenth.
fn share(part: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { (part as f64 * 1000.0 / of as f64).round() / 10.0 }
}
