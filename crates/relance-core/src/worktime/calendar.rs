//! Which days are worked and which hours of them: the week, less the public holidays, less my leave. Pure: no base, no clock.

use super::{
    holidays::{Names, Region},
    week::{Span, Week, border},
};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use relance_model::worktime::LeavePart;

/// Days after which nothing that is worked is waited for any more: longer than any leave.
pub(super) const FARTHEST: u32 = 3700;

/// Days of leave, both ends included; of each the same part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub part: LeavePart,
    pub label: Option<String>,
}

/// What working days and hours are counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    pub week: Week,
    /// A day that is a holiday in any of them is not worked.
    pub regions: Vec<&'static Region>,
    pub leave: Vec<Absence>,
    pub zone: Tz,
}

/// Why a day is not worked, or not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// The week has no hours for such a day.
    Weekend,
    Holiday(Names, &'static Region),
    Leave(&'a Absence),
}

impl Calendar {
    /// Monday to Friday in UTC, without a holiday or leave.
    #[must_use]
    pub fn plain() -> Self {
        Self { week: Week::default(), regions: Vec::new(), leave: Vec::new(), zone: Tz::UTC }
    }

    /// The same, where a day must also be worked in another region: the prospect's.
    #[must_use]
    pub fn shared_with(&self, region: Option<&'static Region>) -> Self {
        let mut shared = self.clone();
        shared.regions.extend(region.filter(|region| !self.regions.contains(region)));
        shared
    }

    /// True where some of the day is worked.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        if self.week.on(day.weekday()).is_empty() || self.holiday(day).is_some() {
            return false;
        }
        self.absences(day).next().is_none() || !self.spans(day).is_empty()
    }

    /// Why a day is not worked; of a day with half a day of leave, why it is not whole.
    #[must_use]
    pub fn reason(&self, day: NaiveDate) -> Option<Reason<'_>> {
        if let Some((names, region)) = self.holiday(day) {
            return Some(Reason::Holiday(names, region));
        }
        if self.week.on(day.weekday()).is_empty() {
            return Some(Reason::Weekend);
        }
        // A whole day says more than a half one.
        let whole = self.absences(day).find(|absence| absence.part == LeavePart::Day);
        whole.or_else(|| self.absences(day).next()).map(Reason::Leave)
    }

    /// What is worked of a day, in order.
    #[must_use]
    pub fn spans(&self, day: NaiveDate) -> Vec<Span> {
        if self.holiday(day).is_some() {
            return Vec::new();
        }
        let whole = self.week.on(day.weekday());
        let (noon, after) = border(whole);
        let mut spans = whole.to_vec();
        for absence in self.absences(day) {
            let (first, last) = match absence.part {
                LeavePart::Day => return Vec::new(),
                LeavePart::Morning => (after, u16::MAX),
                LeavePart::Afternoon => (0, noon),
            };
            for span in &mut spans {
                *span = Span { from: span.from.max(first), to: span.to.min(last) };
            }
            spans.retain(|span| span.from < span.to);
        }
        spans
    }

    /// The day that so many working days later (or earlier) is. For none the day itself, or the next that is worked.
    /// `None` where nothing is worked for ten years.
    #[must_use]
    pub fn add_days(&self, day: NaiveDate, count: i64) -> Option<NaiveDate> {
        if count == 0 && self.is_working_day(day) {
            return Some(day);
        }
        let mut day = day;
        for _ in 0..count.unsigned_abs().max(1) {
            day = self.next(day, count < 0)?;
        }
        Some(day)
    }

    /// The next day that is worked, or the one before.
    fn next(&self, day: NaiveDate, back: bool) -> Option<NaiveDate> {
        let mut day = day;
        for _ in 0..FARTHEST {
            day = if back { day.pred_opt()? } else { day.succ_opt()? };
            if self.is_working_day(day) {
                return Some(day);
            }
        }
        None
    }

    fn holiday(&self, day: NaiveDate) -> Option<(Names, &'static Region)> {
        self.regions.iter().find_map(|region| region.on(day).map(|names| (names, *region)))
    }

    fn absences(&self, day: NaiveDate) -> impl Iterator<Item = &Absence> {
        self.leave.iter().filter(move |absence| (absence.from..=absence.to).contains(&day))
    }
}
