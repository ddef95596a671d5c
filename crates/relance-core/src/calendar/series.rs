//! When the events of a calendar come: what repeats is counted on the wall of its zone, so that 14:00 stays 14:00.

use super::wall;
use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use relance_model::{Failure, Outcome, calendar::CalendarEvent};
use relance_sheet::ical::{Rule, RuleFault};
use std::collections::HashSet;

/// A day more on both sides: zones lie up to 26 hours apart.
const MARGIN: i64 = 2;

/// An event that can be asked when it comes.
pub(super) struct Series {
    pub zone: Tz,
    pub start: NaiveDateTime,
    length: TimeDelta,
    pub rule: Option<Rule>,
    without: HashSet<NaiveDateTime>,
    also: Vec<NaiveDateTime>,
}

/// One time of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Time {
    pub starts_at: i64,
    pub ends_at: i64,
    pub start: NaiveDateTime,
    pub end: NaiveDateTime,
}

pub(super) fn fault(fault: RuleFault, text: &str) -> Failure {
    let key = match fault {
        RuleFault::Unreadable => "rule_unreadable",
        RuleFault::TooOften => "rule_too_often",
        RuleFault::Never => "rule_never",
    };
    Failure::invalid("rule", key).with("text", text)
}

/// Reads a rule for events of a zone.
pub(super) fn rule(text: &str, zone: Tz) -> Outcome<Rule> {
    let to_wall = |utc: NaiveDateTime| wall::shown(zone, utc.and_utc().timestamp_millis());
    Rule::read(text, to_wall).map_err(|found| fault(found, text))
}

impl Series {
    /// `replaced`: wall times for which there are exceptions.
    pub(super) fn of(event: &CalendarEvent, replaced: impl IntoIterator<Item = String>) -> Outcome<Self> {
        let zone = wall::zone(&event.zone).unwrap_or(Tz::UTC);
        let at = |text: &str| wall::read(text).ok_or_else(|| Failure::bug("an event without a time"));
        let (start, end) = (at(&event.starts)?, at(&event.ends)?);
        let without = event.without.iter().cloned().chain(replaced);
        Ok(Self {
            zone,
            start,
            length: (end - start).max(TimeDelta::zero()),
            rule: event.rule.as_deref().map(|text| rule(text, zone)).transpose()?,
            without: without.filter_map(|text| wall::read(&text)).collect(),
            also: event.also.iter().filter_map(|text| wall::read(text)).collect(),
        })
    }

    fn time(&self, start: NaiveDateTime) -> Time {
        let end = start + self.length;
        let starts_at = wall::instant(self.zone, start);
        Time { starts_at, ends_at: wall::instant(self.zone, end).max(starts_at), start, end }
    }

    /// Wall times of a stretch, in order.
    fn starts(&self, from: NaiveDateTime, to: NaiveDateTime) -> Vec<NaiveDateTime> {
        let mut found = match &self.rule {
            Some(rule) => rule.between(self.start, from, to),
            None => [self.start].into_iter().filter(|at| (from..to).contains(at)).collect(),
        };
        if !self.also.is_empty() {
            found.extend(self.also.iter().filter(|at| (from..to).contains(*at)));
            found.sort_unstable();
            found.dedup();
        }
        found.retain(|at| !self.without.contains(at));
        found
    }

    /// Times that overlap a stretch of instants.
    pub(super) fn within(&self, from: i64, to: i64) -> Vec<Time> {
        let margin = TimeDelta::days(MARGIN);
        let first = wall::shown(self.zone, from) - margin - self.length;
        let last = wall::shown(self.zone, to) + margin;
        let times = self.starts(first, last).into_iter().map(|start| self.time(start));
        times.filter(|time| time.starts_at < to && (time.ends_at > from || time.starts_at >= from)).collect()
    }

    /// True where it comes at all, looked for ten years from its start.
    pub(super) fn is_any(&self) -> bool {
        !self.starts(self.start, self.start + TimeDelta::days(3660)).is_empty()
    }

    /// True where the series has this occurrence.
    pub(super) fn has(&self, at: NaiveDateTime) -> bool {
        self.starts(at, at + TimeDelta::seconds(1)).contains(&at)
    }

    /// The first time that ends after an instant, looked for ten years ahead.
    pub(super) fn next(&self, now: i64) -> Option<Time> {
        let year = 366 * 86_400_000;
        for (from, to) in [(0, 1), (1, 3), (3, 10)] {
            let base = now.max(wall::instant(self.zone, self.start));
            let found = self.within(if from == 0 { now } else { base + from * year }, base + to * year);
            if let Some(time) = found.into_iter().filter(|time| time.ends_at > now).min() {
                return Some(time);
            }
        }
        None
    }

    /// The last time that has ended at an instant, looked for ten years back.
    pub(super) fn before(&self, now: i64) -> Option<Time> {
        let year = 366 * 86_400_000;
        [1, 10].into_iter().find_map(|years| {
            self.within(now - years * year, now + 1).into_iter().filter(|time| time.ends_at <= now).max()
        })
    }

    /// When the last occurrence ends; `None` where none is the last.
    pub(super) fn last_at(&self) -> Outcome<Option<i64>> {
        let ruled = match &self.rule {
            Some(rule) => rule.last(self.start).map_err(|found| fault(found, &rule.to_string()))?,
            None => Some(self.start),
        };
        Ok(ruled
            .map(|last| self.also.iter().copied().fold(last, NaiveDateTime::max))
            .map(|last| self.time(last).ends_at))
    }
}
