//! Public holidays against dates published elsewhere, never against the data itself.

use super::{
    super::{region, regions},
    day, of,
};
use std::collections::BTreeSet;

fn is_holiday(code: &str, date: &str) -> bool {
    region(code).unwrap().on(day(date)).is_some()
}

#[test]
fn the_eleven_holidays_of_france_are_those_of_the_labour_code() {
    // Code du travail L3133-1; the days that move as service-public.fr and the almanac date them.
    let moving = [
        (2024, ["2024-04-01", "2024-05-09", "2024-05-20"]),
        (2025, ["2025-04-21", "2025-05-29", "2025-06-09"]),
        (2026, ["2026-04-06", "2026-05-14", "2026-05-25"]),
        (2027, ["2027-03-29", "2027-05-06", "2027-05-17"]),
        (2030, ["2030-04-22", "2030-05-30", "2030-06-10"]),
        (2038, ["2038-04-26", "2038-06-03", "2038-06-14"]),
    ];
    let fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
    let france = region("FR").unwrap();
    for (year, moving) in moving {
        let mut known: BTreeSet<_> = moving.iter().map(|date| day(date)).collect();
        known.extend(fixed.iter().map(|date| day(&format!("{year}-{date}"))));
        let first = day(&format!("{year}-01-01"));
        let found: BTreeSet<_> = first
            .iter_days()
            .take_while(|date| date.to_string().starts_with(&year.to_string()))
            .filter(|date| france.on(*date).is_some())
            .collect();
        assert_eq!(found, known, "{year}");
    }
}

#[test]
fn rules_hold_in_years_without_data() {
    for date in ["2019-04-22", "2023-05-18", "2045-05-01", "2050-12-25"] {
        assert!(is_holiday("FR", date), "{date}");
    }
}

#[test]
fn alsace_and_moselle_have_two_more() {
    for code in ["FR-57", "FR-6AE"] {
        for date in ["2024-03-29", "2025-04-18", "2026-04-03", "2026-12-26", "2026-07-14"] {
            assert!(is_holiday(code, date), "{code} {date}");
        }
    }
    assert!(!is_holiday("FR", "2026-04-03") && !is_holiday("FR", "2026-12-26"), "none of the mainland");
}

#[test]
fn each_overseas_territory_keeps_its_own_days() {
    // Décret 83-1003 for the abolition of slavery; the territories' own acts for the others.
    let known = [
        ("FR-971", "2026-05-27"),
        ("FR-972", "2026-05-22"),
        ("FR-973", "2026-06-10"),
        ("FR-974", "2026-12-20"),
        ("FR-976", "2026-04-27"),
        ("FR-BL", "2026-10-09"),
        ("FR-MF", "2026-05-28"),
        ("FR-NC", "2026-09-24"),
        ("FR-PF", "2026-03-05"),
        ("FR-WF", "2026-07-29"),
    ];
    for (code, date) in known {
        assert!(is_holiday(code, date), "{code} {date}");
        assert!(!is_holiday("FR", date), "{date} is worked on the mainland");
        assert!(is_holiday(code, "2026-07-14"), "{code} keeps those of France");
    }
    assert_eq!(region("RE"), region("FR-974"), "known by the country code too");
}

#[test]
fn other_countries_are_known() {
    let known = [
        ("BE", "2026-07-21"),
        ("CH", "2026-08-01"),
        ("LU", "2026-06-23"),
        ("DE", "2026-10-03"),
        ("DE-BY", "2026-06-04"),
        ("ES", "2026-10-12"),
        ("IT", "2026-06-02"),
        ("PT", "2026-06-10"),
        ("NL", "2026-04-27"),
        ("GB-ENG", "2026-08-31"),
        ("GB-SCT", "2026-11-30"),
        ("IE", "2026-03-17"),
        ("PL", "2026-11-11"),
        // Orthodox Good Friday and Easter Monday.
        ("GR", "2026-04-10"),
        ("RO", "2027-05-03"),
        ("SE", "2026-06-06"),
        ("US", "2026-11-26"),
        ("CA", "2026-07-01"),
        ("MA", "2026-07-30"),
        ("TN", "2026-03-20"),
        ("DZ", "2026-07-05"),
        ("SN", "2026-04-04"),
        ("CI", "2026-08-07"),
    ];
    for (code, date) in known {
        assert!(is_holiday(code, date), "{code} {date}");
    }
    assert!(!is_holiday("DE", "2026-06-04"), "Corpus Christi is not kept in all of Germany");
}

#[test]
fn every_line_of_the_data_can_be_read() {
    let text = include_str!("../holidays.txt");
    let lines = text.lines().filter(|line| !line.starts_with(['#', '@']));
    for line in lines {
        let parts: Vec<&str> = line.split('|').collect();
        assert!(parts.len() == 3 && parts.iter().all(|part| !part.is_empty()), "{line}");
        for word in parts[0].split(' ') {
            let digits = word.trim_start_matches(['e', 'o']).trim_start_matches('-');
            assert!(digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty(), "{line}");
        }
    }
    let heads = text.lines().filter(|line| line.starts_with('@')).count();
    assert_eq!(regions().len(), heads, "every region was found");
    let codes: BTreeSet<_> = regions().iter().map(|region| region.code).collect();
    assert_eq!(codes.len(), heads, "each of them once");
    assert!(text.len() < 250_000, "the data stay small: {}", text.len());
    for country in "AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO \
                    RS RU SE SI SK SM TR UA VA XK US CA MA TN DZ SN CI"
        .split_whitespace()
    {
        assert!(codes.contains(country), "{country} is known");
    }
}

#[test]
fn a_calendar_of_two_regions_keeps_the_holidays_of_both() {
    let both = of("FR").shared_with(region("DE"));
    for date in ["2026-07-14", "2028-10-03"] {
        assert!(!both.is_working_day(day(date)), "{date}");
    }
    assert!(of("FR").is_working_day(day("2028-10-03")), "a Tuesday in France");
    assert_eq!(both.shared_with(region("DE")), both, "the same region counts once");
}
