//! Every chart against a plain count over all rows.

use super::{
    chart, mark,
    plain::{Entry, Person, Plain},
    points, value,
};
use chrono::NaiveDate;
use relance_tests::{Base, DAY, Value, count, text};
use std::collections::{BTreeMap, BTreeSet};

/// Local days, both included.
type Span = (NaiveDate, NaiveDate);

fn has((from, to): Span, day: NaiveDate) -> bool {
    (from..=to).contains(&day)
}

fn span(chart: &Value, from: &str, to: &str) -> Span {
    let day = |member: &str| chart[member].as_str().expect("a day").parse().expect("a day");
    (day(from), day(to))
}

fn rate(part: usize, of: usize) -> Option<f64> {
    (of >= 20).then(|| (part as f64 * 1000.0 / of as f64).round() / 10.0)
}

fn assert_money(chart: &Value, point: &Value, measure: &str, sums: &BTreeMap<String, i64>) {
    for one in chart["measures"].as_array().expect("measures") {
        let key = one["key"].as_str().expect("a key");
        if let Some(currency) = key.strip_prefix(measure).and_then(|rest| rest.strip_prefix('.')) {
            let cents = sums.get(currency).copied().unwrap_or_default();
            assert_eq!(value(chart, point, key), Some(cents as f64 / 100.0), "{key} of {point}");
        }
    }
    for currency in sums.keys() {
        assert!(mark(chart, point, &format!("{measure}.{currency}")).is_object());
    }
}
/// Every chart against a plain count, for one period.
pub(super) fn assert_plain(base: &Base, period: &[(&str, &str)]) {
    let plain = Plain::of(base);
    let of = |kind: &str, span: Span| {
        let kind = kind.to_owned();
        plain.entries.iter().filter(move |entry| entry.kind == kind && has(span, entry.day))
    };
    let whom = |entries: &[&Entry]| entries.iter().map(|entry| entry.whom).collect::<BTreeSet<i64>>().len();

    let activity = chart(base, "activity", period);
    for point in points(&activity) {
        let span = span(point, "from", "to");
        for (measure, kind) in [
            ("calls", "call"),
            ("follow_ups", "follow_up"),
            ("notes", "note"),
            ("meetings", "meeting"),
            ("stage_changes", "stage_change"),
        ] {
            let found: Vec<&Entry> = of(kind, span).collect();
            assert_eq!(value(&activity, point, measure), Some(found.len() as f64), "{measure} of {point}");
            assert_eq!(count(mark(&activity, point, measure), "people"), whom(&found) as u64);
        }
        for (measure, direction) in [("emails_sent", "out"), ("emails_received", "in")] {
            let found: Vec<&Entry> =
                of("email", span).filter(|entry| entry.data["direction"] == direction).collect();
            assert_eq!(value(&activity, point, measure), Some(found.len() as f64), "{measure} of {point}");
            assert_eq!(count(mark(&activity, point, measure), "people"), whom(&found) as u64);
        }
    }
    let whole = span(&activity["period"], "from", "to");
    let before = span(&activity["period"], "before_from", "before_to");

    let by_member = chart(base, "activity", &[period, &[("by", "member")]].concat());
    let told: f64 = points(&by_member)
        .iter()
        .flat_map(|point| point["marks"].as_array().expect("marks"))
        .filter_map(|mark| mark["value"].as_f64())
        .sum();
    let all = plain.entries.iter().filter(|entry| has(whole, entry.day)).count();
    assert_eq!(told, all as f64, "each activity is some member's, or nobody's");

    let is_in = |entry: &&Entry| entry.data["direction"] == "in";
    let calls = chart(base, "calls", period);
    for point in points(&calls) {
        let key = text(point, "key");
        let found: Vec<&Entry> = of("call", whole)
            .filter(|call| {
                if key == "incoming" { is_in(call) } else { !is_in(call) && call.data["outcome"] == *key }
            })
            .collect();
        assert_eq!(value(&calls, point, "calls"), Some(found.len() as f64), "{key}");
    }
    let made = |span: Span| {
        let made: Vec<&Entry> = of("call", span).filter(|call| !is_in(call)).collect();
        let reached = made.iter().filter(|call| call.data["outcome"] == "reached").count();
        (made.len(), rate(reached, made.len()))
    };
    let reach = chart(base, "reach", period);
    for point in points(&reach) {
        let (calls, share) = made(span(point, "from", "to"));
        assert_eq!(value(&reach, point, "calls_made"), Some(calls as f64));
        assert_eq!(value(&reach, point, "reach_rate"), share);
    }

    let closed = |kind: &str, span: Span| -> Vec<&Person> {
        plain
            .people
            .iter()
            .filter(|person| plain.closed(person, kind).is_some_and(|day| has(span, day)))
            .collect()
    };
    let outcomes = chart(base, "outcomes", period);
    for point in points(&outcomes) {
        let span = span(point, "from", "to");
        let (won, lost) = (closed("won", span), closed("lost", span));
        assert_eq!(value(&outcomes, point, "won"), Some(won.len() as f64), "{point}");
        assert_eq!(value(&outcomes, point, "lost"), Some(lost.len() as f64), "{point}");
        assert_eq!(value(&outcomes, point, "win_rate"), rate(won.len(), won.len() + lost.len()));
        assert_money(&outcomes, point, "won_value", &plain.sum(won.into_iter()));
    }

    let key = chart(base, "key", period);
    let point = &points(&key)[0];
    for (span, member) in [(whole, "value"), (before, "before")] {
        let said = |measure: &str| mark(&key, point, measure)[member].as_f64();
        let came = plain.people.iter().filter(|person| has(span, person.created)).count();
        assert_eq!(said("created"), Some(came as f64));
        assert_eq!(said("calls_made"), Some(made(span).0 as f64));
        assert_eq!(said("reach_rate"), made(span).1);
        assert_eq!(said("follow_ups"), Some(of("follow_up", span).count() as f64));
        assert_eq!(said("won"), Some(closed("won", span).len() as f64));
        assert_eq!(said("lost"), Some(closed("lost", span).len() as f64));
    }
    assert_money(&key, point, "won_value", &plain.sum(closed("won", whole).into_iter()));

    assert_people(base, &plain, whole, period);
    assert_stays(base, &plain, whole, period);
    assert_forecast(base, &plain);
}

/// The charts of people against a plain count.
fn assert_people(base: &Base, plain: &Plain, whole: Span, period: &[(&str, &str)]) {
    let is_worked =
        |person: &&Person| plain.entries.iter().any(|entry| entry.whom == person.id && has(whole, entry.day));
    let came: Vec<&Person> =
        plain.people.iter().filter(|person| has(whole, person.created) || is_worked(person)).collect();
    let path: Vec<i64> =
        plain.stages.iter().filter(|(_, kind, _)| kind != "lost").map(|(id, ..)| *id).collect();
    let been = |person: &Person| -> BTreeSet<i64> {
        let mine = plain.entries.iter().filter(|entry| entry.whom == person.id);
        mine.flat_map(|entry| [entry.from, entry.to]).flatten().chain([person.stage]).collect()
    };
    let funnel = chart(base, "funnel", period);
    assert_eq!(points(&funnel).len(), path.len());
    let mut last = None;
    for (rank, point) in points(&funnel).iter().enumerate() {
        let reached = came
            .iter()
            .filter(|person| path[rank..].iter().any(|stage| been(person).contains(stage)))
            .count();
        assert_eq!(value(&funnel, point, "prospects"), Some(reached as f64));
        assert_eq!(value(&funnel, point, "from_previous"), rate(reached, last.unwrap_or(reached)));
        last = Some(reached);
    }

    let conversion = chart(base, "conversion", period);
    let mut by_source: BTreeMap<Option<String>, Vec<&Person>> = BTreeMap::new();
    for person in &came {
        by_source.entry(person.source.as_ref().map(|source| source.to_lowercase())).or_default().push(person);
    }
    assert_eq!(points(&conversion).len(), by_source.len());
    for point in points(&conversion) {
        let label = point["label"].as_str().map(str::to_lowercase);
        let mine = &by_source[&label];
        let won: Vec<&Person> =
            mine.iter().copied().filter(|person| plain.closed(person, "won").is_some()).collect();
        let lost = mine.iter().filter(|person| plain.closed(person, "lost").is_some()).count();
        assert_eq!(value(&conversion, point, "worked"), Some(mine.len() as f64), "{label:?}");
        assert_eq!(value(&conversion, point, "won"), Some(won.len() as f64), "{label:?}");
        assert_eq!(value(&conversion, point, "lost"), Some(lost as f64), "{label:?}");
        assert_eq!(value(&conversion, point, "conversion"), rate(won.len(), mine.len()), "{label:?}");
        assert_money(&conversion, point, "won_value", &plain.sum(won.into_iter()));
    }

    let completeness = chart(base, "completeness", period);
    for point in points(&completeness) {
        let known = match point["key"].as_str() {
            Some("city") => plain.people.iter().filter(|person| person.city.is_some()).count(),
            Some("value") => plain.people.iter().filter(|person| person.cents.is_some()).count(),
            Some("source") => plain.people.iter().filter(|person| person.source.is_some()).count(),
            Some("owner") => plain.people.iter().filter(|person| person.owner.is_some()).count(),
            _ => continue,
        };
        assert_eq!(value(&completeness, point, "known"), Some(known as f64), "{point}");
        assert_eq!(
            value(&completeness, point, "missing"),
            Some((plain.people.len() - known) as f64),
            "{point}"
        );
    }
}

fn assert_stays(base: &Base, plain: &Plain, whole: Span, period: &[(&str, &str)]) {
    let stages = chart(base, "stages", period);
    for point in points(&stages) {
        let stage: i64 = text(point, "key").parse().expect("an id");
        let mut days = Vec::new();
        for person in &plain.people {
            let mut since = person.created_at;
            for entry in
                plain.entries.iter().filter(|entry| entry.whom == person.id && entry.kind == "stage_change")
            {
                if entry.from == Some(stage) && has(whole, entry.day) {
                    days.push((entry.at - since) as f64 / DAY as f64);
                }
                since = entry.at;
            }
        }
        days.sort_by(f64::total_cmp);
        let middle = days.len() / 2;
        let median = match days.len() {
            0 => None,
            n if n % 2 == 1 => Some(days[middle]),
            _ => Some((days[middle - 1] + days[middle]) / 2.0),
        };
        let tenth = median.map(|days| (days * 10.0).round() / 10.0);
        assert_eq!(value(&stages, point, "median"), tenth, "{point}");
        assert_eq!(mark(&stages, point, "median")["of"], days.len());
        let here = plain.people.iter().filter(|person| person.stage == stage).count();
        assert_eq!(value(&stages, point, "here"), Some(here as f64));
    }
}

fn assert_forecast(base: &Base, plain: &Plain) {
    let forecast = chart(base, "forecast", &[]);
    let open: Vec<i64> =
        plain.stages.iter().filter(|(_, kind, _)| kind == "open").map(|(id, ..)| *id).collect();
    let month = |day: NaiveDate| day.format("%Y-%m").to_string();
    let horizon = plain.today.checked_add_months(chrono::Months::new(12)).expect("a day");
    let part = |person: &Person| match &person.close {
        None => "undated".to_owned(),
        Some(day) if *day < plain.today.to_string() => "late".to_owned(),
        Some(day) if day[..7] < *month(horizon) => day[..7].to_owned(),
        Some(_) => "later".to_owned(),
    };
    for point in points(&forecast) {
        let mine: Vec<&Person> = plain
            .people
            .iter()
            .filter(|person| open.contains(&person.stage) && part(person) == text(point, "key"))
            .collect();
        assert_eq!(value(&forecast, point, "open"), Some(mine.len() as f64), "{point}");
        assert_money(&forecast, point, "value", &plain.sum(mine.iter().copied()));
        let mut weighted: BTreeMap<String, i64> = BTreeMap::new();
        for (rank, stage) in open.iter().enumerate() {
            let percent = 20 * (rank as i64 + 1);
            for (currency, cents) in plain.sum(mine.iter().copied().filter(|person| person.stage == *stage)) {
                *weighted.entry(currency).or_default() += (cents * percent + 50) / 100;
            }
        }
        assert_money(&forecast, point, "weighted", &weighted);
    }
}
