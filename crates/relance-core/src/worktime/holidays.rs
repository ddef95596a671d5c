//! Public holidays, from the data of `holidays.txt` (which says where it comes from). A region is read when it is first
//! asked for. Holidays that are a rule (a date, days from Easter) hold in any year, others in the years of the data.

use chrono::{Datelike, Days, NaiveDate};
use std::{collections::BTreeMap, sync::OnceLock};

const DATA: &str = include_str!("holidays.txt");

/// Parts of France that have a country code of their own: the code, and the region.
const OVERSEAS: [(&str, &str); 12] = [
    ("GP", "FR-971"),
    ("MQ", "FR-972"),
    ("GF", "FR-973"),
    ("RE", "FR-974"),
    ("YT", "FR-976"),
    ("BL", "FR-BL"),
    ("MF", "FR-MF"),
    ("NC", "FR-NC"),
    ("PF", "FR-PF"),
    ("PM", "FR-PM"),
    ("TF", "FR-TF"),
    ("WF", "FR-WF"),
];

/// A name in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    pub french: &'static str,
    pub english: &'static str,
}

/// A country, or a part of one, whose public holidays are known.
#[derive(Debug)]
pub struct Region {
    pub code: &'static str,
    pub names: Names,
    parent: Option<&'static str>,
    text: &'static str,
    /// Found and read when first asked for.
    above: OnceLock<Option<&'static Region>>,
    read: OnceLock<Rules>,
}

#[derive(Debug, Default)]
struct Rules {
    /// Month and day.
    fixed: Vec<(u32, u32, Names)>,
    /// Days after Easter.
    easter: Vec<(i64, Names)>,
    /// Days after Easter of the eastern churches.
    orthodox: Vec<(i64, Names)>,
    dated: BTreeMap<NaiveDate, Names>,
}

/// Every region, France first.
pub fn regions() -> &'static [Region] {
    static REGIONS: OnceLock<Vec<Region>> = OnceLock::new();
    REGIONS.get_or_init(|| DATA.split("\n@").skip(1).filter_map(Region::of).collect())
}

/// A region by its code, or by the country code of a part of France.
pub fn region(code: &str) -> Option<&'static Region> {
    let code = OVERSEAS.iter().find(|(country, _)| *country == code).map_or(code, |(_, region)| region);
    regions().iter().find(|region| region.code == code)
}

impl Region {
    fn of(text: &'static str) -> Option<Self> {
        let (head, text) = text.split_once('\n').unwrap_or((text, ""));
        let mut parts = head.split('|');
        let code = parts.next()?;
        let names = Names { french: parts.next()?, english: parts.next()? };
        let (code, parent) = match code.split_once(' ') {
            Some((code, parent)) => (code, Some(parent)),
            None => (code, None),
        };
        Some(Self { code, names, parent, text, above: OnceLock::new(), read: OnceLock::new() })
    }

    /// The holiday that a day is here.
    pub fn on(&self, day: NaiveDate) -> Option<Names> {
        let above = self.above.get_or_init(|| self.parent.and_then(region));
        let of_parent = above.and_then(|parent| parent.on(day));
        of_parent.or_else(|| self.read.get_or_init(|| Rules::read(self.text)).on(day))
    }
}

impl PartialEq for Region {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Region {}

impl Rules {
    fn read(text: &'static str) -> Self {
        let mut rules = Self::default();
        for line in text.lines() {
            let mut parts = line.split('|');
            let (Some(days), Some(french), Some(english)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            for word in days.split(' ') {
                // A word that cannot be read is none: a test reads them all.
                let _ = rules.add(word, Names { french, english });
            }
        }
        rules
    }

    fn add(&mut self, word: &str, names: Names) -> Option<()> {
        if let Some(days) = word.strip_prefix('e') {
            self.easter.push((days.parse().ok()?, names));
        } else if let Some(days) = word.strip_prefix('o') {
            self.orthodox.push((days.parse().ok()?, names));
        } else {
            let number: u32 = word.parse().ok()?;
            let (month, day) = (number / 100 % 100, number % 100);
            if word.len() == 4 {
                self.fixed.push((month, day, names));
            } else {
                let year = 2000 + i32::try_from(number / 10_000).ok()?;
                self.dated.insert(NaiveDate::from_ymd_opt(year, month, day)?, names);
            }
        }
        Some(())
    }

    fn on(&self, day: NaiveDate) -> Option<Names> {
        let fixed = self.fixed.iter().find(|(month, date, _)| (*month, *date) == (day.month(), day.day()));
        if let Some((.., names)) = fixed {
            return Some(*names);
        }
        let moving = |rules: &[(i64, Names)], easter: fn(i32) -> Option<NaiveDate>| {
            // No feast that moves with Easter falls outside these months.
            if rules.is_empty() || !(2..=7).contains(&day.month()) {
                return None;
            }
            let after = day.signed_duration_since(easter(day.year())?).num_days();
            rules.iter().find(|(days, _)| *days == after).map(|(_, names)| *names)
        };
        moving(&self.easter, easter)
            .or_else(|| moving(&self.orthodox, orthodox_easter))
            .or_else(|| self.dated.get(&day).copied())
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// Easter Sunday of the Julian calendar (Meeus), as the Gregorian one dates it from 1900 to 2099.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let sum = d + e + 114;
    let julian =
        NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)?;
    julian.checked_add_days(Days::new(13))
}
