//! Calendar files: what people's programs write is read, what is written is read again, what is hostile costs little.

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use relance_sheet::ical::{Guest, IcalEvent, Moment, Rule, RuleFault, read, write};

fn at(text: &str) -> NaiveDateTime {
    let text = if text.len() == 10 { format!("{text}T00:00") } else { text.to_owned() };
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M").expect("a time")
}

fn rule(text: &str) -> Rule {
    Rule::read(text, |at| at).expect("a rule")
}

/// The first occurrences of a rule, as the examples of RFC 5545, section 3.8.5.3, list them.
fn first(text: &str, start: &str, count: usize) -> Vec<String> {
    let found = rule(text).between(at(start), at(start), at("2030-01-01"));
    found.into_iter().take(count).map(|at| at.format("%Y-%m-%d").to_string()).collect()
}

#[test]
fn the_examples_of_the_rfc_come_when_it_says() {
    for (text, start, days) in [
        ("FREQ=DAILY;COUNT=3", "1997-09-02T09:00", &["1997-09-02", "1997-09-03", "1997-09-04"][..]),
        (
            "FREQ=DAILY;INTERVAL=10;COUNT=5",
            "1997-09-02T09:00",
            &["1997-09-02", "1997-09-12", "1997-09-22", "1997-10-02", "1997-10-12"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
            "1997-09-02T09:00",
            &["1997-09-02", "1997-09-16", "1997-09-30", "1997-10-14"],
        ),
        (
            "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
            "1997-09-02T09:00",
            &["1997-09-02", "1997-09-04", "1997-09-09", "1997-09-11"],
        ),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "1997-09-05T09:00", &["1997-09-05", "1997-10-03", "1997-11-07"]),
        (
            "FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU",
            "1997-09-07T09:00",
            &["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"],
        ),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "1997-09-22T09:00", &["1997-09-22", "1997-10-20", "1997-11-17"]),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-3",
            "1997-09-28T09:00",
            &["1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29"],
        ),
        (
            "FREQ=YEARLY;COUNT=4;BYMONTH=6,7",
            "1997-06-10T09:00",
            &["1997-06-10", "1997-07-10", "1998-06-10", "1998-07-10"],
        ),
        (
            "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200",
            "1997-01-01T09:00",
            &["1997-01-01", "1997-04-10", "1997-07-19", "2000-01-01"],
        ),
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00", &["1997-05-19", "1998-05-18", "1999-05-17"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00", &["1997-05-12", "1998-05-11", "1999-05-17"]),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "1998-02-13T09:00",
            &["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13"],
        ),
        (
            "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
            "1997-09-04T09:00",
            &["1997-09-04", "1997-10-07", "1997-11-06"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "1997-08-05T09:00",
            &["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "1997-08-05T09:00",
            &["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"],
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
            "2007-01-15T09:00",
            &["2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15", "2007-03-30"],
        ),
    ] {
        assert_eq!(first(text, start, days.len()), days, "{text}");
    }
    assert_eq!(rule("FREQ=DAILY;COUNT=10").last(at("1997-09-02T09:00")), Ok(Some(at("1997-09-11T09:00"))));
    assert_eq!(rule("FREQ=DAILY").last(at("1997-09-02T09:00")), Ok(None));
    assert_eq!(
        rule("FREQ=YEARLY;UNTIL=20001224").last(at("1997-12-24T09:00")),
        Ok(Some(at("2000-12-24T09:00")))
    );
}

#[test]
fn rules_that_would_keep_a_calendar_busy_are_refused_or_end() {
    for text in [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;INTERVAL=2",
        "FREQ=DAILY;BYSECOND=1,2",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=1,2,3,4,5",
    ] {
        assert_eq!(Rule::read(text, |at| at).err(), Some(RuleFault::TooOften), "{text}");
    }
    for text in [
        "",
        "FREQ=NEVER",
        "INTERVAL=1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=99999",
        "FREQ=MONTHLY;BYDAY=1MO,-ϯR",
        "FREQ=WEEKLY;BYDAY=é",
        &"A".repeat(9999),
    ] {
        assert_eq!(Rule::read(text, |at| at).err(), Some(RuleFault::Unreadable), "{text}");
    }
    let never = rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30");
    assert_eq!(
        never.last(at("2026-03-02T09:00")),
        Ok(Some(at("2026-03-02T09:00"))),
        "it comes once, at its start"
    );
    assert_eq!(rule("FREQ=DAILY;UNTIL=20200101").last(at("2026-03-02T09:00")), Err(RuleFault::Never));
}

#[test]
fn a_rule_far_from_its_start_is_counted_as_from_it() {
    for text in [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU",
        "FREQ=WEEKLY;INTERVAL=3;WKST=SU;BYDAY=SU,TU",
        "FREQ=DAILY;BYDAY=MO,FR",
    ] {
        let (rule, start) = (rule(text), at("2019-05-14T09:00"));
        let all = rule.between(start, start, at("2027-01-01"));
        let (from, to) = (at("2026-03-01"), at("2026-06-01"));
        let expected: Vec<_> = all.into_iter().filter(|at| (from..to).contains(at)).collect();
        assert_eq!(rule.between(start, from, to), expected, "{text}");
        assert!(expected.len() > 5);
    }
}

#[test]
fn a_series_that_is_carried_to_another_day_repeats_on_it() {
    let carried = |text: &str, from: &str, to: &str| {
        let mut rule = rule(text);
        rule.carry(at(from), at(to));
        rule.to_string()
    };
    let monday = "2026-03-02T09:00";
    assert_eq!(carried("FREQ=WEEKLY;BYDAY=MO,WE", monday, "2026-03-03T10:00"), "FREQ=WEEKLY;BYDAY=TU,TH");
    assert_eq!(carried("FREQ=WEEKLY;BYDAY=SU", monday, "2026-03-03T09:00"), "FREQ=WEEKLY;BYDAY=MO");
    assert_eq!(carried("FREQ=MONTHLY;BYDAY=1MO", monday, "2026-03-11T09:00"), "FREQ=MONTHLY;BYDAY=2WE");
    assert_eq!(
        carried("FREQ=MONTHLY;BYMONTHDAY=2", monday, "2026-03-11T09:00"),
        "FREQ=MONTHLY;BYMONTHDAY=11"
    );
    assert_eq!(
        carried("FREQ=DAILY;UNTIL=20260310T090000", monday, "2026-03-03T10:00"),
        "FREQ=DAILY;UNTIL=20260311T100000"
    );
}

fn file(inside: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{inside}\r\nEND:VCALENDAR\r\n")
        .replace('\n', "\r\n")
        .replace("\r\r", "\r")
}

#[test]
fn what_programs_write_is_read() {
    let text = file(
        "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE
BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Romance Standard Time:20260302T140000\nDTEND;TZID=Romance Standard Time:20260302T150000\nSUMMARY:Visite\\, atelier\nLOCATION:12 rue\\nLyon\nATTENDEE;CN=\"Martin, Léa\";PARTSTAT=ACCEPTED:mailto:Lea@Nord.example\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\nSEQUENCE:3\nSTATUS:TENTATIVE\nTRANSP:TRANSPARENT\nEND:VEVENT
BEGIN:VEVENT\nUID:b\nDTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260502\nSUMMARY:Fête du\n  Travail\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270501,20280501\nEND:VEVENT
BEGIN:VEVENT\nUID:c\nDTSTART:20260302T080000Z\nDURATION:PT1H30M\nEND:VEVENT
BEGIN:VEVENT\nUID:d\nDTSTART;TZID=Customized Time Zone:20260302T140000\nDTEND;TZID=Customized Time Zone:20260302T150000\nEND:VEVENT
BEGIN:VEVENT\nUID:e\nDTSTART:20260302T140000\nEND:VEVENT
BEGIN:VEVENT\nUID:damaged\nEND:VEVENT
BEGIN:VTODO\nUID:t\nEND:VTODO",
    );
    let read = read(text.as_bytes()).unwrap();
    assert_eq!((read.events.len(), read.damaged, read.others), (5, 1, 1));
    let [a, b, c, d, e] = &read.events[..] else { panic!() };
    assert_eq!(a.starts, Some(Moment::Zoned(at("2026-03-02T14:00"), "Europe/Paris".into())));
    assert_eq!(a.title.as_deref(), Some("Visite, atelier"));
    assert_eq!(a.place.as_deref(), Some("12 rue\nLyon"));
    let guest = Guest {
        name: Some("Martin, Léa".into()),
        email: "lea@nord.example".into(),
        answer: "accepted".into(),
    };
    assert_eq!((&a.guests[..], &a.alarms[..], a.sequence, a.is_free), (&[guest][..], &[15][..], 3, true));
    assert_eq!(a.status.as_deref(), Some("tentative"));
    assert_eq!(b.title.as_deref(), Some("Fête du Travail"));
    assert_eq!(b.without.len(), 2);
    assert_eq!(b.starts, Some(Moment::Day(NaiveDate::from_ymd_opt(2026, 5, 1).unwrap())));
    assert_eq!((c.length, c.starts.clone()), (Some(5400), Some(Moment::Utc(at("2026-03-02T08:00")))));
    assert_eq!(
        d.starts,
        Some(Moment::Zoned(at("2026-03-02T14:00"), "Europe/Paris".into())),
        "by its offsets"
    );
    assert_eq!(e.starts, Some(Moment::Floating(at("2026-03-02T14:00"))));
}

#[test]
fn what_is_no_calendar_is_refused_and_what_is_half_one_is_counted() {
    assert!(read(b"").is_err());
    assert!(read(b"Nom;Ville").is_err());
    assert!(read(&[0xff; 300]).is_err());
    let cut = read(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260302T140000\n").unwrap();
    assert_eq!((cut.events.len(), cut.damaged), (0, 1));
    let long = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260302T140000\nSUMMARY:{}\nEND:VEVENT\n",
        "x".repeat(2 << 20)
    );
    assert_eq!(read(long.as_bytes()).unwrap().damaged, 1);
    let nested = "BEGIN:VEVENT\nBEGIN:X\n".repeat(20_000);
    assert!(read(format!("BEGIN:VCALENDAR\n{nested}").as_bytes()).unwrap().damaged > 0);
}

fn texts() -> impl Strategy<Value = Option<String>> {
    let chars = prop_oneof![
        8 => proptest::char::range('a', 'z'),
        2 => proptest::sample::select(vec!['é', 'œ', '€', '«', '\u{202f}', '😀', '漢']),
        2 => proptest::sample::select(vec![',', ';', ':', '\\', '"', '\n', ' ', '=', '%']),
    ];
    proptest::option::of(
        proptest::collection::vec(chars, 1..160)
            .prop_map(|chars| chars.into_iter().collect::<String>().trim().to_owned()),
    )
    .prop_map(|text| text.filter(|text| !text.is_empty()))
}

prop_compose! {
    fn moments()(minutes in 0i64..20_000_000, kind in 0..4) -> Moment {
        let wall = at("2000-01-01") + chrono::TimeDelta::minutes(minutes);
        match kind {
            0 => Moment::Day(wall.date()),
            1 => Moment::Utc(wall),
            2 => Moment::Floating(wall),
            _ => Moment::Zoned(wall, "Europe/Paris".to_owned()),
        }
    }
}

prop_compose! {
    fn events()(
        title in texts(), place in texts(), description in texts(), name in texts(),
        starts in moments(), ends in proptest::option::of(moments()), without in proptest::collection::vec(moments(), 0..4),
        alarms in proptest::collection::btree_set(0u32..5000, 0..3), sequence in 0i64..9, is_free in any::<bool>(),
        rule in proptest::option::of(proptest::sample::select(vec!["FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=DAILY;COUNT=3", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR"])),
    ) -> IcalEvent {
        // A quotation mark cannot be in a parameter, and a line cannot end in one.
        let name = name.map(|name| name.replace(['"', '\n'], "'").trim().to_owned()).filter(|name| !name.is_empty());
        IcalEvent {
            uid: Some("6f1c@relance".into()), title, place, description, starts: Some(starts), ends, without, is_free,
            alarms: alarms.into_iter().collect(), sequence, rule: rule.map(str::to_owned), status: Some("confirmed".into()),
            link: Some("https://meet.example/a?b=c,d;e".into()), created_at: Some(1_772_442_000_000), modified_at: Some(1_772_442_001_000),
            guests: vec![Guest { name, email: "lea@nord.example".into(), answer: "needs_action".into() }], ..IcalEvent::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_written_is_read_as_it_was(event in events()) {
        let text = write(std::slice::from_ref(&event), "Agenda", 1_772_442_000_000);
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75, "a line of {} bytes: {line}", line.len());
            prop_assert!(!line.contains('\n') && !line.contains('\r'));
        }
        let mut again = read(text.as_bytes()).unwrap();
        let spelt = |text: &String| rule(text).to_string();
        for read in &mut again.events {
            prop_assert_eq!(read.rule.as_ref().map(spelt), event.rule.as_ref().map(spelt));
            read.rule.clone_from(&event.rule);
        }
        prop_assert_eq!(&again.events, &[event], "{}", text);
    }

    #[test]
    fn anything_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let _ = read(&[b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260302T140000\n", &bytes[..], b"\nEND:VEVENT\n"].concat());
    }
}
