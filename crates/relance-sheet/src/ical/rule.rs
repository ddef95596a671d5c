//! When what repeats comes (RRULE of RFC 5545), counted on the wall: 14:00 stays 14:00 when the clock changes. The counting is
//! the `rrule` crate's; this file holds it to what a calendar of people needs, so that no rule can keep it busy for long.

use chrono::{DateTime, Datelike, Days, NaiveDateTime, NaiveTime, TimeZone, Weekday};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};
use std::fmt::{self, Display};

/// Parts besides the end, in the order in which they are kept.
const ORDER: [&str; 11] = [
    "FREQ",
    "INTERVAL",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYHOUR",
    "BYMINUTE",
    "BYSETPOS",
    "WKST",
];
/// Letters of a rule.
const LONGEST: usize = 500;
/// Times of day that one rule may name.
const TIMES: usize = 24;
/// Occurrences that are counted to find the last one; a rule with more has no end that anybody will see.
const COUNTED: usize = 5_000;
/// Occurrences that one question is answered by.
const ANSWERED: usize = 10_000;

/// Why a rule is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleFault {
    Unreadable,
    /// More often than daily, or at too many times a day.
    TooOften,
    /// It never comes.
    Never,
}

/// A rule. Its end is a time of the wall, the last at which it may come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// All parts but UNTIL and COUNT.
    parts: Vec<(String, String)>,
    pub until: Option<NaiveDateTime>,
    pub count: Option<u32>,
}

impl Rule {
    /// Reads a rule. `to_wall` tells what the wall shows at an instant, for ends that are given as one.
    ///
    /// # Errors
    /// `Unreadable`, `TooOften`.
    pub fn read(text: &str, to_wall: impl Fn(NaiveDateTime) -> NaiveDateTime) -> Result<Rule, RuleFault> {
        let text = text.trim();
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        if text.len() > LONGEST {
            return Err(RuleFault::Unreadable);
        }
        let mut rule = Rule { parts: Vec::new(), until: None, count: None };
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.split_once('=').ok_or(RuleFault::Unreadable)?;
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase());
            match name.as_str() {
                "UNTIL" => rule.until = Some(end(&value, &to_wall).ok_or(RuleFault::Unreadable)?),
                "COUNT" => rule.count = Some(value.parse().map_err(|_| RuleFault::Unreadable)?),
                // Rules are ASCII (RFC 5545, 3.3.10), and the library counts on it.
                _ if !value.is_ascii() && !name.starts_with("X-") => return Err(RuleFault::Unreadable),
                part if ORDER.contains(&part) && rule.part(part).is_none() => rule.parts.push((name, value)),
                "BYSECOND" if value == "0" => {}
                "BYSECOND" => return Err(RuleFault::TooOften),
                // What programs note beside a rule.
                name if name.starts_with("X-") => {}
                _ => return Err(RuleFault::Unreadable),
            }
        }
        if rule.until.is_some() && rule.count.is_some() {
            rule.until = None;
        }
        rule.parts.sort_by_key(|(name, _)| ORDER.iter().position(|part| part == name));
        if ["HOURLY", "MINUTELY", "SECONDLY"].contains(&rule.part("FREQ").unwrap_or_default()) {
            return Err(RuleFault::TooOften);
        }
        let times = |name: &str| rule.part(name).map_or(1, |list| list.split(',').count());
        if times("BYHOUR").saturating_mul(times("BYMINUTE")) > TIMES {
            return Err(RuleFault::TooOften);
        }
        let any: Result<RRule<Unvalidated>, _> = rule.bare().parse();
        any.map_err(|_| RuleFault::Unreadable)?;
        if rule.count == Some(0) || rule.part("INTERVAL") == Some("0") {
            return Err(RuleFault::Unreadable);
        }
        Ok(rule)
    }

    fn part(&self, name: &str) -> Option<&str> {
        self.parts.iter().find(|(part, _)| part == name).map(|(_, value)| value.as_str())
    }

    fn set(&mut self, name: &str, value: String) {
        if let Some(part) = self.parts.iter_mut().find(|(part, _)| part == name) {
            part.1 = value;
        }
    }

    /// The rule without its end.
    fn bare(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(|(name, value)| format!("{name}={value}")).collect();
        parts.join(";")
    }

    /// The rule as a file has it; its end as the caller spells it.
    #[must_use]
    pub fn spelt(&self, until: impl Fn(NaiveDateTime) -> String) -> String {
        let end = self.until.map(|at| format!(";UNTIL={}", until(at)));
        let count = self.count.map(|count| format!(";COUNT={count}"));
        format!("{}{}{}", self.bare(), end.unwrap_or_default(), count.unwrap_or_default())
    }

    fn days_of_period(&self) -> Option<u64> {
        let interval: u64 = self.part("INTERVAL").unwrap_or("1").parse().ok()?;
        match self.part("FREQ")? {
            "DAILY" => Some(interval),
            "WEEKLY" => Some(interval * 7),
            _ => None,
        }
    }

    /// Where counting may begin to know what comes from an instant on: some rules need not be counted from their start.
    fn near(&self, start: NaiveDateTime, from: NaiveDateTime) -> NaiveDateTime {
        let Some(days) =
            self.days_of_period().filter(|_| self.count.is_none() && self.part("BYSETPOS").is_none())
        else {
            return start;
        };
        let between = u64::try_from((from - start).num_days()).unwrap_or(0);
        let periods = (between / days).saturating_sub(2);
        start.checked_add_days(Days::new(periods * days)).unwrap_or(start)
    }

    fn set_from(&self, start: NaiveDateTime) -> Option<RRuleSet> {
        if self.until.is_some_and(|until| until < start) {
            return None;
        }
        // On the wall every day has 24 hours: it is counted as UTC.
        let text = self.spelt(|at| format!("{}Z", at.format("%Y%m%dT%H%M%S")));
        let rule: RRule<Unvalidated> = text.parse().ok()?;
        rule.build(Tz::UTC.from_utc_datetime(&start)).ok().map(RRuleSet::limit)
    }

    /// The occurrences of a series that begin within a stretch, its first one included: that is one whatever the rule says.
    #[must_use]
    pub fn between(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> Vec<NaiveDateTime> {
        let mut found: Vec<NaiveDateTime> = Vec::new();
        if (from..to).contains(&start) {
            found.push(start);
        }
        let Some(set) = self.set_from(self.near(start, from)) else { return found };
        for at in set.into_iter().map(wall).take_while(|at| *at < to).filter(|at| *at >= from && *at > start)
        {
            found.push(at);
            if found.len() >= ANSWERED {
                break;
            }
        }
        found
    }

    /// The last occurrence; `None` where there is none.
    ///
    /// # Errors
    /// `Never` where the rule does not fit its start at all.
    pub fn last(&self, start: NaiveDateTime) -> Result<Option<NaiveDateTime>, RuleFault> {
        if self.until.is_some_and(|until| until < start) {
            return Err(RuleFault::Never);
        }
        let set = self.set_from(start).ok_or(RuleFault::Unreadable)?;
        let is_endless = self.until.is_none() && self.count.is_none();
        // Whether a rule without an end goes on is known from its beginning.
        let counted = if is_endless { 3 } else { COUNTED };
        let (mut last, mut seen) = (start, 0);
        for at in set.into_iter().map(wall).take(counted) {
            seen += 1;
            last = last.max(at);
        }
        Ok((seen < counted).then_some(last))
    }

    /// How many occurrences begin before an instant.
    #[must_use]
    pub fn count_before(&self, start: NaiveDateTime, before: NaiveDateTime) -> u32 {
        let until = self
            .set_from(start)
            .map_or(0, |set| set.into_iter().map(wall).take(COUNTED).take_while(|at| *at < before).count());
        u32::try_from(until).unwrap_or(u32::MAX)
    }

    /// The rule for a series whose start is carried to another day: Mondays become Tuesdays, the 3rd becomes the 4th.
    pub fn carry(&mut self, from: NaiveDateTime, to: NaiveDateTime) {
        let days = (to.date() - from.date()).num_days();
        if days != 0 {
            match self.part("FREQ") {
                Some("WEEKLY") => {
                    if let Some(list) = self.part("BYDAY").and_then(|list| shifted(list, days)) {
                        self.set("BYDAY", list);
                    }
                }
                Some("MONTHLY" | "YEARLY") => self.carry_day(from, to),
                _ => {}
            }
        }
        self.until = self.until.and_then(|until| until.checked_add_signed(to - from));
    }

    fn carry_day(&mut self, from: NaiveDateTime, to: NaiveDateTime) {
        if self.part("BYMONTHDAY") == Some(from.day().to_string().as_str()) {
            self.set("BYMONTHDAY", to.day().to_string());
        }
        if self.part("BYMONTH") == Some(from.month().to_string().as_str()) {
            self.set("BYMONTH", to.month().to_string());
        }
        let nth = |at: NaiveDateTime| format!("{}{}", at.day0() / 7 + 1, letters(at.weekday()));
        if self.part("BYDAY") == Some(nth(from).as_str()) {
            self.set("BYDAY", nth(to));
        }
    }
}

impl Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spelt(|at| at.format("%Y%m%dT%H%M%S").to_string()))
    }
}

fn wall(at: DateTime<Tz>) -> NaiveDateTime {
    at.naive_utc()
}

/// The end of a rule: an instant, a time of the wall, or a day that is still in.
fn end(text: &str, to_wall: &impl Fn(NaiveDateTime) -> NaiveDateTime) -> Option<NaiveDateTime> {
    if let Some(instant) = text.strip_suffix('Z') {
        return NaiveDateTime::parse_from_str(instant, "%Y%m%dT%H%M%S").ok().map(to_wall);
    }
    if let Ok(at) = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S") {
        return Some(at);
    }
    let day = chrono::NaiveDate::parse_from_str(text, "%Y%m%d").ok()?;
    Some(day.and_time(NaiveTime::from_hms_opt(23, 59, 59)?))
}

const WEEK: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

fn letters(day: Weekday) -> &'static str {
    WEEK[day.num_days_from_monday() as usize].0
}

/// Days of the week, so many days later.
fn shifted(list: &str, days: i64) -> Option<String> {
    let later = |day: &str| {
        let at = WEEK.iter().position(|(letters, _)| *letters == day)?;
        let at = (i64::try_from(at).ok()? + days).rem_euclid(7);
        Some(WEEK[usize::try_from(at).ok()?].0)
    };
    let days: Option<Vec<&str>> = list.split(',').map(later).collect();
    days.map(|days| days.join(","))
}
