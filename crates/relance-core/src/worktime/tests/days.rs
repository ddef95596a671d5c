//! Working days: cases, and the laws on any calendar.

use super::{
    super::{Absence, Calendar, Reason, Week, region, regions},
    day, of,
};
use chrono::{Days, NaiveDate, Weekday};
use proptest::{collection::vec, prelude::*, sample::select};
use relance_model::worktime::{Hours, LeavePart};

fn leave(from: &str, to: &str, part: LeavePart) -> Absence {
    Absence { from: day(from), to: day(to), part, label: None }
}

#[test]
fn week_ends_and_holidays_do_not_count() {
    let france = of("FR");
    let add = |date: &str, count| france.add_days(day(date), count).unwrap().to_string();
    // Thursday 7 May 2026: then Victory Day, a week end; the 14th is Ascension.
    assert_eq!(add("2026-05-07", 1), "2026-05-11");
    assert_eq!(add("2026-05-13", 1), "2026-05-15", "Ascension is passed over");
    assert_eq!(add("2026-05-11", -1), "2026-05-07");
    assert_eq!(add("2026-05-09", 0), "2026-05-11", "a free day is the next that is worked");
    assert_eq!(add("2026-05-11", 0), "2026-05-11");
    assert_eq!(
        add("2026-05-09", 1),
        "2026-05-11",
        "from a free day on, the first worked one is one day later"
    );
    assert!(!france.is_working_day(day("2026-07-14")) && france.is_working_day(day("2026-07-15")));
}

#[test]
fn leave_takes_days_and_halves_of_days() {
    let mut calendar = of("FR");
    calendar.leave = vec![
        leave("2026-08-03", "2026-08-14", LeavePart::Day),
        leave("2026-08-17", "2026-08-17", LeavePart::Morning),
        leave("2026-08-18", "2026-08-18", LeavePart::Afternoon),
    ];
    assert_eq!(calendar.add_days(day("2026-07-31"), 1), Some(day("2026-08-17")), "after the fortnight");
    let minutes =
        |date| calendar.spans(day(date)).iter().map(|span| (span.from, span.to)).collect::<Vec<_>>();
    assert_eq!(minutes("2026-08-17"), [(840, 1080)], "the afternoon is left");
    assert_eq!(minutes("2026-08-18"), [(540, 750)], "the morning is left");
    assert!(calendar.is_working_day(day("2026-08-17")), "half a day is worked");
    calendar.leave.push(leave("2026-08-17", "2026-08-17", LeavePart::Afternoon));
    assert!(!calendar.is_working_day(day("2026-08-17")), "two halves are a day");
}

#[test]
fn noon_parts_a_day_without_a_pause() {
    let mut days = vec![Vec::new(); 7];
    days[0] = vec![Hours { from: "08:00".into(), to: "15:00".into() }];
    let mut calendar = Calendar { week: Week::read(&days).unwrap(), ..Calendar::plain() };
    calendar.leave.push(leave("2026-03-02", "2026-03-02", LeavePart::Morning));
    let spans = calendar.spans(day("2026-03-02"));
    assert_eq!((spans.len(), spans[0].from, spans[0].to), (1, 720, 900));
    assert_eq!(calendar.add_days(day("2026-03-02"), 1), Some(day("2026-03-09")), "only Mondays are worked");
}

#[test]
fn a_free_day_says_why() {
    let mut calendar = of("FR");
    calendar.leave.push(leave("2026-05-13", "2026-05-15", LeavePart::Day));
    assert_eq!(calendar.reason(day("2026-05-16")), Some(Reason::Weekend));
    let Some(Reason::Holiday(names, of)) = calendar.reason(day("2026-05-14")) else { panic!("Ascension") };
    assert_eq!((names.french, names.english, of.code), ("Ascension", "Ascension Day", "FR"));
    assert_eq!(calendar.reason(day("2026-05-13")), Some(Reason::Leave(&calendar.leave[0])));
    assert_eq!(calendar.reason(day("2026-05-12")), None);
}

#[test]
fn where_nothing_is_ever_worked_there_is_no_answer() {
    let mut calendar = Calendar::plain();
    calendar.leave.push(leave("2000-01-01", "2199-12-31", LeavePart::Day));
    assert_eq!(calendar.add_days(day("2026-03-02"), 1), None);
    assert_eq!(calendar.open(1_772_442_000_000), None);
    assert_eq!(calendar.add_hours(1_772_442_000_000, 3), None);
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..4383).prop_map(|days| day("2024-01-01") + Days::new(days))
}

/// A week with hours on some day, holidays of a region or of none, some leave.
fn any_calendar() -> impl Strategy<Value = Calendar> {
    let hours = select(vec![vec![], vec![("08:00", "16:00")], vec![("09:00", "12:00"), ("13:30", "18:00")]]);
    let part = select(vec![LeavePart::Day, LeavePart::Morning, LeavePart::Afternoon]);
    let leave = vec((any_day(), 0_u64..40, part), 0..6);
    let home = proptest::option::of(select(regions().iter().map(|region| region.code).collect::<Vec<_>>()));
    (vec(hours, 7), leave, home).prop_map(|(week, leave, home)| {
        let said = |day: &Vec<(&str, &str)>| {
            day.iter().map(|(from, to)| Hours { from: (*from).into(), to: (*to).into() }).collect()
        };
        let week: Vec<Vec<Hours>> = week.iter().map(said).collect();
        Calendar {
            week: Week::read(&week).unwrap_or_default(),
            regions: home.and_then(region).into_iter().collect(),
            leave: leave
                .into_iter()
                .map(|(from, days, part)| Absence { from, to: from + Days::new(days), part, label: None })
                .collect(),
            ..Calendar::plain()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn working_days_never_end_on_a_day_off(calendar in any_calendar(), day in any_day(), count in -60_i64..60) {
        let end = calendar.add_days(day, count).unwrap();
        prop_assert!(calendar.is_working_day(end));
        prop_assert!(!calendar.spans(end).is_empty(), "and there are hours on it");
    }

    #[test]
    fn later_days_and_more_days_end_no_earlier(calendar in any_calendar(), day in any_day(), count in -60_i64..60) {
        let end = calendar.add_days(day, count).unwrap();
        let next = day.succ_opt().unwrap();
        prop_assert!(calendar.add_days(next, count).unwrap() >= end, "a day later");
        prop_assert!(calendar.add_days(day, count + 1).unwrap() >= end, "a day more");
    }

    #[test]
    fn there_and_back_is_the_same_working_day(calendar in any_calendar(), day in any_day(), count in -60_i64..60) {
        let day = calendar.add_days(day, 0).unwrap();
        let there = calendar.add_days(day, count).unwrap();
        prop_assert_eq!(calendar.add_days(there, -count), Some(day));
    }

    #[test]
    fn two_steps_are_as_long_as_one(calendar in any_calendar(), day in any_day(), a in 1_i64..30, b in 1_i64..30) {
        let two = calendar.add_days(day, a).and_then(|day| calendar.add_days(day, b));
        prop_assert_eq!(two, calendar.add_days(day, a + b));
    }

    #[test]
    fn a_day_off_has_its_reason(calendar in any_calendar(), day in any_day()) {
        prop_assert!(calendar.is_working_day(day) || calendar.reason(day).is_some());
        prop_assert_eq!(calendar.is_working_day(day), !calendar.spans(day).is_empty());
    }
}

#[test]
fn the_usual_week_is_monday_to_friday() {
    let worked: Vec<Weekday> = day("2026-03-02")
        .iter_days()
        .take(7)
        .filter(|day| Calendar::plain().is_working_day(*day))
        .map(|day| chrono::Datelike::weekday(&day))
        .collect();
    assert_eq!(worked, [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri]);
}
