//! Which days are meant, and how they are put together to points in time.

use chrono::{Datelike, Days, Months, NaiveDate};
use relance_model::{
    Failure, Outcome,
    statistics::{Axis, PeriodName, StatisticsQuery},
};

/// Days of the longest period: twenty years.
const LONGEST: i64 = 7_305;

/// Local days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Span {
    pub(super) fn days(self) -> u32 {
        u32::try_from((self.to - self.from).num_days() + 1).unwrap_or(0)
    }

    /// The points in time that it is shown by: days of a month, weeks of a season, months of what is longer.
    pub(super) fn steps(self) -> (Axis, Vec<Self>) {
        let axis = match self.days() {
            ..=31 => Axis::Day,
            32..=186 => Axis::Week,
            _ => Axis::Month,
        };
        let mut steps = Vec::new();
        let mut from = self.from;
        while from <= self.to {
            let next = match axis {
                Axis::Week => from.checked_add_days(Days::new(7)),
                Axis::Month => from.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))),
                _ => from.succ_opt(),
            };
            let Some(next) = next else { break };
            let last = next.pred_opt().unwrap_or(from);
            steps.push(Self { from, to: last.min(self.to) });
            from = next;
        }
        (axis, steps)
    }
}

/// The days that a query means, and as many before them.
pub(super) fn period(today: NaiveDate, query: &StatisticsQuery) -> Outcome<(Span, Span)> {
    let back = |days: u64| today.checked_sub_days(Days::new(days - 1)).map(|from| Span { from, to: today });
    let span = match query.period {
        PeriodName::Week => back(7),
        PeriodName::Month => back(30),
        PeriodName::Quarter => back(90),
        PeriodName::Year => back(365),
        PeriodName::Own => own(query),
    };
    let refused = || Failure::invalid("from", "statistics_period_invalid");
    let span = span.filter(|span| (0..LONGEST).contains(&(span.to - span.from).num_days()));
    let span = span.ok_or_else(refused)?;
    let to = span.from.pred_opt().ok_or_else(refused)?;
    let from = to.checked_sub_days(Days::new(u64::from(span.days()) - 1)).ok_or_else(refused)?;
    Ok((span, Span { from, to }))
}

fn own(query: &StatisticsQuery) -> Option<Span> {
    let day = |text: &Option<String>| text.as_deref()?.trim().parse::<NaiveDate>().ok();
    Some(Span { from: day(&query.from)?, to: day(&query.to)? })
}

#[cfg(test)]
mod tests {
    use super::{Axis, Span, period};
    use relance_model::statistics::{PeriodName, StatisticsQuery};

    fn day(text: &str) -> chrono::NaiveDate {
        text.parse().unwrap()
    }

    fn own(from: &str, to: &str) -> StatisticsQuery {
        StatisticsQuery {
            period: PeriodName::Own,
            from: Some(from.into()),
            to: Some(to.into()),
            ..StatisticsQuery::default()
        }
    }

    #[test]
    fn thirty_days_end_today_and_thirty_lie_before_them() {
        let (span, before) = period(day("2026-11-23"), &StatisticsQuery::default()).unwrap();
        assert_eq!((span.from, span.to, span.days()), (day("2026-10-25"), day("2026-11-23"), 30));
        assert_eq!((before.from, before.to, before.days()), (day("2026-09-25"), day("2026-10-24"), 30));
    }

    #[test]
    fn days_that_are_none_or_lie_backwards_are_refused() {
        for query in
            [own("2026-11-23", "2026-11-22"), own("hier", "2026-11-22"), own("1926-01-01", "2026-01-01")]
        {
            assert_eq!(period(day("2026-11-23"), &query).unwrap_err().key, "statistics_period_invalid");
        }
        assert!(period(day("2026-11-23"), &own("2026-11-22", "2026-11-22")).is_ok());
    }

    #[test]
    fn steps_cover_each_day_once() {
        for (from, to, axis) in [
            ("2026-11-23", "2026-11-23", Axis::Day),
            ("2026-10-25", "2026-11-23", Axis::Day),
            ("2026-08-26", "2026-11-23", Axis::Week),
            ("2025-11-24", "2026-11-23", Axis::Month),
            ("2024-01-31", "2026-02-28", Axis::Month),
        ] {
            let span = Span { from: day(from), to: day(to) };
            let (found, steps) = span.steps();
            assert_eq!(found, axis, "{from} to {to}");
            assert_eq!((steps[0].from, steps[steps.len() - 1].to), (span.from, span.to));
            assert!(steps.windows(2).all(|two| two[0].to.succ_opt() == Some(two[1].from)), "{steps:?}");
        }
    }
}
