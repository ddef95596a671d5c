//! The hours of a week: for each day of it the stretches of work, in minutes from midnight, in order and apart.

use chrono::Weekday;
use relance_model::{Failure, Outcome, worktime::Hours};

/// Minutes of a day.
pub const DAY: u16 = 24 * 60;
/// Where the morning ends on a day without a pause.
const NOON: u16 = 12 * 60;
/// Stretches of work that a day may have.
const MOST: usize = 12;

/// Minutes from midnight: the first one of work, and the first one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: u16,
    pub to: u16,
}

/// Seven days, Monday first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week([Vec<Span>; 7]);

impl Default for Week {
    /// Monday to Friday, 9:00 to 12:30 and 14:00 to 18:00.
    fn default() -> Self {
        let day = vec![Span { from: 9 * 60, to: NOON + 30 }, Span { from: 14 * 60, to: 18 * 60 }];
        let free = Vec::new;
        Self([day.clone(), day.clone(), day.clone(), day.clone(), day, free(), free()])
    }
}

impl Week {
    /// Reads the hours of seven days, which may come in any order within a day.
    ///
    /// # Errors
    /// `week_days_invalid` unless there are seven; `week_hours_invalid` (`from`, `to`) for what is no stretch of a day;
    /// `week_hours_overlap`; `week_empty` where nothing is worked at all.
    pub fn read(days: &[Vec<Hours>]) -> Outcome<Self> {
        let refused = |key| Failure::invalid("week", key);
        if days.len() != 7 || days.iter().any(|day| day.len() > MOST) {
            return Err(refused("week_days_invalid"));
        }
        let mut week: [Vec<Span>; 7] = Default::default();
        for (rank, hours) in days.iter().enumerate() {
            for stretch in hours {
                let span = span(stretch).ok_or_else(|| {
                    refused("week_hours_invalid")
                        .with("from", stretch.from.clone())
                        .with("to", stretch.to.clone())
                })?;
                week[rank].push(span);
            }
            week[rank].sort_by_key(|span| span.from);
            if week[rank].windows(2).any(|two| two[1].from < two[0].to) {
                return Err(refused("week_hours_overlap"));
            }
        }
        if week.iter().all(Vec::is_empty) {
            return Err(refused("week_empty"));
        }
        Ok(Self(week))
    }

    /// As it crosses the API, and is kept.
    pub fn hours(&self) -> Vec<Vec<Hours>> {
        self.0.iter().map(|day| said(day)).collect()
    }

    pub fn on(&self, day: Weekday) -> &[Span] {
        &self.0[day.num_days_from_monday() as usize]
    }
}

/// Stretches of work in words.
pub fn said(spans: &[Span]) -> Vec<Hours> {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    spans.iter().map(|span| Hours { from: clock(span.from), to: clock(span.to) }).collect()
}

fn span(hours: &Hours) -> Option<Span> {
    let (from, to) = (minutes(&hours.from)?, minutes(&hours.to)?);
    (from < to).then_some(Span { from, to })
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let read = |text: &str| -> Option<u16> {
        let is_number = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { text.parse().ok() } else { None }
    };
    let (hours, minutes) = (read(hours)?, read(minutes)?);
    let whole = hours * 60 + minutes;
    (minutes < 60 && whole <= DAY).then_some(whole)
}

/// When the morning ends and when the afternoon begins: around the longest pause, at noon where there is none.
pub fn border(spans: &[Span]) -> (u16, u16) {
    let pauses = spans.windows(2).map(|two| (two[0].to, two[1].from)).filter(|(end, next)| next > end);
    // Of two pauses as long as each other, the earlier one.
    pauses.rev().max_by_key(|(end, next)| next - end).unwrap_or((NOON, NOON))
}

#[cfg(test)]
mod tests {
    use super::{Span, Week, border, minutes};
    use relance_model::worktime::Hours;

    fn hours(spans: &[(&str, &str)]) -> Vec<Hours> {
        spans.iter().map(|(from, to)| Hours { from: (*from).into(), to: (*to).into() }).collect()
    }

    #[test]
    fn what_is_no_time_of_day_is_refused() {
        assert_eq!(minutes("9:00"), Some(540));
        assert_eq!(minutes("24:00"), Some(1440), "midnight at the end of the day");
        for wrong in ["", "9", "9h", "24:01", "12:60", "+9:00", "009:00", "9:-1", "٩:00"] {
            assert_eq!(minutes(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_week_is_read_in_order_and_said_again() {
        let mut days = vec![Vec::new(); 7];
        days[5] = hours(&[("14:00", "18:00"), ("8:30", "12:00")]);
        let week = Week::read(&days).unwrap();
        assert_eq!(week.hours()[5], hours(&[("08:30", "12:00"), ("14:00", "18:00")]));
        assert_eq!(Week::read(&week.hours()), Ok(week));
        assert_eq!(Week::read(&Week::default().hours()), Ok(Week::default()));
    }

    #[test]
    fn a_week_that_cannot_be_worked_is_refused() {
        let refused = |day: &[(&str, &str)]| {
            let mut days = vec![Vec::new(); 7];
            days[0] = hours(day);
            Week::read(&days).unwrap_err().key
        };
        assert_eq!(refused(&[("12:00", "12:00")]), "week_hours_invalid");
        assert_eq!(refused(&[("9:00", "12:00"), ("11:59", "14:00")]), "week_hours_overlap");
        assert_eq!(refused(&[]), "week_empty");
        assert_eq!(Week::read(&[]).unwrap_err().key, "week_days_invalid");
    }

    #[test]
    fn the_longest_pause_parts_the_day() {
        let span = |from, to| Span { from, to };
        assert_eq!(border(&[span(540, 750), span(840, 1080)]), (750, 840));
        assert_eq!(border(&[span(540, 600), span(615, 780), span(840, 1080)]), (780, 840));
        assert_eq!(border(&[span(480, 960)]), (720, 720), "noon without one");
        assert_eq!(border(&[span(480, 720), span(720, 960)]), (720, 720), "touching is no pause");
    }
}
