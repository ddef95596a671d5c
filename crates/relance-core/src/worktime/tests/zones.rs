//! Instants and working hours in every time zone, across every change of the hour.

use super::{
    super::{Calendar, Week},
    day, of,
};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::{TZ_VARIANTS, Tz};
use relance_model::worktime::Hours;

const HOUR: i64 = 3_600_000;

fn at(zone: Tz) -> Calendar {
    Calendar { zone, ..Calendar::plain() }
}

fn clock(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn instant(calendar: &Calendar, text: &str) -> i64 {
    let wanted = clock(text);
    calendar.instant(wanted.date(), wanted.time())
}

#[test]
fn a_time_that_spring_leaps_over_is_the_first_after_it() {
    let paris = at(Tz::Europe__Paris);
    // 29 March 2026: 2:00 becomes 3:00, which is 1:00 UTC.
    assert_eq!(instant(&paris, "2026-03-29T02:30:00"), instant(&paris, "2026-03-29T03:00:00"));
    assert_eq!(paris.local(instant(&paris, "2026-03-29T02:00:00")), clock("2026-03-29T03:00:00"));
    // Beirut leaps at midnight: the day begins at 1:00.
    let beirut = at(Tz::Asia__Beirut);
    assert_eq!(beirut.local(instant(&beirut, "2026-03-29T00:00:00")), clock("2026-03-29T01:00:00"));
    // Samoa never had 30 December 2011.
    let apia = at(Tz::Pacific__Apia);
    assert_eq!(apia.local(instant(&apia, "2011-12-30T08:15:00")), clock("2011-12-31T00:00:00"));
}

#[test]
fn of_a_time_that_comes_twice_the_first_is_meant() {
    let paris = at(Tz::Europe__Paris);
    // 25 October 2026: 3:00 becomes 2:00. The first 2:30 is in summer time.
    let expected = clock("2026-10-25T00:30:00").and_utc().timestamp_millis();
    assert_eq!(instant(&paris, "2026-10-25T02:30:00"), expected);
    assert_eq!(paris.local(expected + HOUR), clock("2026-10-25T02:30:00"), "an hour later it is 2:30 again");
}

#[test]
fn outside_working_hours_the_next_opening_is_meant() {
    let paris = Calendar { zone: Tz::Europe__Paris, ..of("FR") };
    let open = |text: &str| paris.local(paris.open(instant(&paris, text)).unwrap()).to_string();
    assert_eq!(open("2026-03-02T10:15:00"), "2026-03-02 10:15:00", "within hours, itself");
    assert_eq!(open("2026-03-02T12:30:00"), "2026-03-02 14:00:00", "the pause");
    assert_eq!(open("2026-03-02T18:00:00"), "2026-03-03 09:00:00", "the evening");
    assert_eq!(open("2026-05-07T19:00:00"), "2026-05-11 09:00:00", "a long week end");
    assert_eq!(open("2026-03-27T18:30:00"), "2026-03-30 09:00:00", "over the change of the hour");
}

#[test]
fn hours_of_work_pass_over_pauses_nights_and_days_off() {
    let paris = Calendar { zone: Tz::Europe__Paris, ..of("FR") };
    let add =
        |text: &str, hours| paris.local(paris.add_hours(instant(&paris, text), hours).unwrap()).to_string();
    assert_eq!(add("2026-03-02T09:00:00", 2), "2026-03-02 11:00:00");
    assert_eq!(add("2026-03-02T11:00:00", 2), "2026-03-02 14:30:00", "over the pause");
    assert_eq!(add("2026-03-02T14:00:00", 4), "2026-03-02 18:00:00", "done when the day is");
    assert_eq!(add("2026-03-06T17:00:00", 2), "2026-03-09 10:00:00", "over a week end");
    assert_eq!(add("2026-03-01T08:00:00", 0), "2026-03-02 09:00:00", "none is the opening");
    assert_eq!(add("2026-03-02T09:00:00", 75), "2026-03-16 09:00:00".replace("16 09", "13 18"), "two weeks");
}

/// Days of the laws' years on which the clock of a zone changes, found by comparing the ends of each.
fn changes(calendar: &Calendar) -> Vec<NaiveDate> {
    let ahead = |day: NaiveDate| {
        let noon = day.and_hms_opt(12, 0, 0).unwrap();
        let utc = noon.and_utc().timestamp_millis();
        calendar.local(utc).signed_duration_since(noon)
    };
    let days = day("2024-01-01").iter_days().take(4383);
    let mut before = ahead(day("2023-12-31"));
    days.filter(|day| std::mem::replace(&mut before, ahead(*day)) != before).collect()
}

#[test]
fn in_every_zone_a_local_time_comes_back_or_is_the_first_one_that_exists() {
    for zone in TZ_VARIANTS {
        let calendar = at(zone);
        let changed = changes(&calendar);
        // The day before and the one after too: a change is at any hour of any zone.
        let around = |day: &NaiveDate| [*day - Days::new(1), *day, *day + Days::new(1)];
        let closely = changed.iter().flat_map(around).map(|day| (day, 15));
        let others = day("2024-01-01").iter_days().take(4383).step_by(13).map(|day| (day, 8 * 60));
        for (day, step) in closely.chain(others) {
            let mut last = i64::MIN;
            for minutes in (0..24 * 60).step_by(step) {
                let time = NaiveTime::MIN + TimeDelta::minutes(minutes);
                let found = calendar.instant(day, time);
                let read = calendar.local(found);
                let wanted = day.and_time(time);
                assert!(read >= wanted, "{zone} {wanted}: {read} is before");
                if read != wanted {
                    let just_before = calendar.local(found - 1);
                    assert!(just_before < wanted, "{zone} {wanted}: {read} is not the first that exists");
                }
                assert!(found >= last, "{zone} {wanted}: later on the clock is no earlier");
                last = found;
            }
        }
    }
}

#[test]
fn in_every_zone_an_opening_is_in_hours_and_its_own_opening() {
    // Nights, so that changes of the hour fall into working time.
    let night = |from: &str, to: &str| vec![Hours { from: from.into(), to: to.into() }];
    let mut week = vec![night("00:00", "03:15"); 7];
    week[2] = night("22:00", "24:00");
    week[6].clear();
    let week = Week::read(&week).unwrap();
    for zone in TZ_VARIANTS {
        let calendar = Calendar { week: week.clone(), ..at(zone) };
        let mut days = changes(&calendar);
        days.extend([day("2024-02-29"), day("2030-07-07"), day("2035-12-31")]);
        for day in days {
            let midday = calendar.instant(day, NaiveTime::MIN);
            let mut last = i64::MIN;
            for half in -20..70 {
                let asked = midday + half * HOUR / 2;
                let open = calendar.open(asked).unwrap();
                assert!(open >= asked, "{zone} {day}: no opening before it is asked for");
                assert_eq!(calendar.open(open), Some(open), "{zone} {day}: within hours already");
                let local = calendar.local(open);
                let minute = (local.time() - NaiveTime::MIN).num_minutes();
                let spans = calendar.spans(local.date());
                assert!(
                    spans.iter().any(|span| (i64::from(span.from)..i64::from(span.to)).contains(&minute)),
                    "{zone} {local} is within hours"
                );
                assert!(open >= last, "{zone} {day}: who asks later opens no earlier");
                last = open;
            }
        }
    }
}
