//! Whom and what a chart is about: the people of the page's filter, and how figures about them are found and named.

use super::period::Span;
use crate::{
    filters::{self, Vocabulary},
    prospects::{self, Lists, Set, Spread},
    reminders::Local,
    settings, stages,
};
use relance_model::{
    Failure, Id, Outcome,
    filters::{Filter, Form, Op},
    labels::{Stage, StageKind},
    statistics::{Mark, Measure, Point, StatisticsQuery, Unit},
};
use relance_store::{Db, SqlResult};
use std::{collections::BTreeMap, sync::Arc};

/// Sums by currency, in cents.
pub(super) type Sums = BTreeMap<String, i64>;

/// People of whom each is asked for by her id, a page of the base for each: beyond, what the index holds of the stages is gone through,
/// a hundred people to a page.
const FEW: u64 = 16;

/// Whom a page is about. Where that is everybody, the few who are in the trash are what is looked up.
enum Among {
    These(Arc<Set>),
    AllBut(Arc<Set>),
}

pub(super) struct Scope<'a> {
    pub db: &'a Db<'a>,
    pub lists: &'a Lists,
    pub local: &'a Local,
    pub stages: Vec<Stage>,
    people: Among,
    page: Filter,
    vocabulary: Vocabulary,
    pub english: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        db: &'a Db<'a>,
        lists: &'a Lists,
        local: &'a Local,
        query: &StatisticsQuery,
    ) -> Outcome<Self> {
        let vocabulary = prospects::vocabulary(db)?;
        let page = match query.filter.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => filters::read(text, &vocabulary)?,
            None => Filter::everybody(),
        };
        Ok(Self {
            db,
            lists,
            local,
            stages: stages::all(db)?,
            people: match page.is_everybody() {
                true => Among::AllBut(prospects::in_trash(db, lists)?),
                false => Among::These(prospects::living(db, lists, &page)?),
            },
            page,
            vocabulary,
            english: settings::is_english(db, query.lang.as_deref())?,
        })
    }

    /// The people of the page, for one pass over what happened.
    pub(super) fn spread(&self) -> Spread<'_> {
        match &self.people {
            Among::These(people) => Spread::new(people),
            Among::AllBut(trash) => Spread::without(trash),
        }
    }

    /// The first and the last millisecond of some days.
    pub(super) fn bounds(&self, span: Span) -> (i64, i64) {
        (self.local.midnight(span.from), self.local.midnight_after(span.to) - 1)
    }

    /// The page's filter with conditions of its own.
    fn joined(&self, own: &[Filter]) -> Filter {
        let mut of = match &self.page {
            Filter::All { of } => of.clone(),
            page => vec![page.clone()],
        };
        for part in own {
            match part {
                Filter::All { of: parts } => of.extend(parts.iter().cloned()),
                part => of.push(part.clone()),
            }
        }
        if of.len() == 1 { of.remove(0) } else { Filter::All { of } }
    }

    /// The people of the page who meet conditions.
    pub(super) fn set(&self, own: &[Filter]) -> Outcome<Arc<Set>> {
        prospects::living(self.db, self.lists, &self.joined(own))
    }

    /// The filter that finds the people of the page who meet conditions, as it is written.
    pub(super) fn text(&self, own: &[Filter]) -> String {
        filters::write(&self.joined(own), &self.vocabulary, Form::Short, self.english)
    }

    /// How many of the page meet conditions.
    pub(super) fn count(&self, own: &[Filter]) -> Outcome<Mark> {
        let people = self.set(own)?.len();
        Ok(self.people_of(people, people, own))
    }

    /// A number, and the people behind it.
    pub(super) fn people_of(&self, value: u64, people: u64, own: &[Filter]) -> Mark {
        Mark {
            value: Some(value as f64),
            people: Some(people),
            filter: Some(self.text(own)),
            ..Mark::default()
        }
    }

    /// A figure behind which these people are.
    pub(super) fn behind(&self, mark: Mark, people: u64, own: &[Filter]) -> Mark {
        Mark { people: Some(people), filter: Some(self.text(own)), ..mark }
    }

    pub(super) fn stage_ids(&self, kind: StageKind) -> Vec<Id> {
        self.stages.iter().filter(|stage| stage.kind == kind).map(|stage| stage.id).collect()
    }

    /// Sums of each of some sets, all of whose people are in stages of one kind; one person may be in several.
    pub(super) fn worth(&self, kind: StageKind, sets: &[&Set]) -> Outcome<Vec<Sums>> {
        let mut sums = vec![Sums::new(); sets.len()];
        if sets.iter().map(|set| set.len()).sum::<u64>() <= FEW {
            for (set, sums) in sets.iter().zip(&mut sums) {
                for id in set.iter() {
                    let worth: Option<(String, i64)> = self.db.optional(
                        "SELECT currency, value_cents FROM prospect WHERE id = ?1 AND value_cents IS NOT NULL",
                        [id.cast_signed()],
                        |row| Ok((row.get(0)?, row.get(1)?)),
                    )?;
                    if let Some((currency, cents)) = worth {
                        *sums.entry(currency).or_default() += cents;
                    }
                }
            }
            return Ok(sums);
        }
        let spreads: Vec<Spread<'_>> = sets.iter().map(|set| Spread::new(set)).collect();
        self.each_worth(kind, |id, _, currency, cents| {
            for (spread, sums) in spreads.iter().zip(&mut sums) {
                if spread.has(id) {
                    add(sums, currency, cents);
                }
            }
        })?;
        Ok(sums)
    }

    /// Every living prospect with an amount in stages of a kind: her id, stage, currency and cents.
    pub(super) fn each_worth(
        &self,
        kind: StageKind,
        mut each: impl FnMut(i64, i64, &str, i64),
    ) -> Outcome<()> {
        for stage in self.stage_ids(kind).into_iter().map(|stage| stage.0) {
            self.db.for_each(
                "SELECT id, currency, value_cents FROM prospect INDEXED BY prospect_by_worth
                 WHERE deleted_at IS NULL AND stage_id = ?1 AND value_cents IS NOT NULL",
                [stage],
                |row| {
                    let currency = row.get_ref(1).map_err(Failure::bug)?;
                    let currency = currency.as_str().map_err(Failure::bug)?;
                    let numbers = || -> SqlResult<_> { Ok((row.get(0)?, row.get(2)?)) };
                    let (id, cents) = numbers().map_err(Failure::bug)?;
                    each(id, stage, currency, cents);
                    Ok(())
                },
            )?;
        }
        Ok(())
    }
}

/// Adds to a sum without making its name again.
pub(super) fn add(sums: &mut Sums, currency: &str, cents: i64) {
    match sums.get_mut(currency) {
        Some(sum) => *sum += cents,
        None => drop(sums.insert(currency.to_owned(), cents)),
    }
}

/// A condition on days.
pub(super) fn within(field: &str, span: Span) -> Filter {
    if span.from == span.to {
        return Filter::field(field, Op::Is, vec![span.from.to_string()]);
    }
    Filter::field(field, Op::Between, vec![span.from.to_string(), span.to.to_string()])
}

pub(super) fn is(field: &str, value: impl ToString) -> Filter {
    Filter::field(field, Op::Is, vec![value.to_string()])
}

pub(super) fn empty(field: &str) -> Filter {
    Filter::field(field, Op::Empty, Vec::new())
}

pub(super) fn measure(key: &str, unit: Unit) -> Measure {
    Measure { key: key.to_owned(), unit, ..Measure::default() }
}

pub(super) fn money(key: &str, currency: &str) -> Measure {
    Measure {
        key: format!("{key}.{currency}"),
        unit: Unit::Money,
        currency: Some(currency.to_owned()),
        ..Measure::default()
    }
}

pub(super) fn point(key: impl ToString, label: Option<String>, marks: Vec<Mark>) -> Point {
    Point { key: key.to_string(), label, marks, ..Point::default() }
}

pub(super) fn in_time(span: Span, marks: Vec<Mark>) -> Point {
    Point {
        key: span.from.to_string(),
        from: Some(span.from.to_string()),
        to: Some(span.to.to_string()),
        marks,
        ..Point::default()
    }
}

/// An amount in units of its currency.
pub(super) fn amount(cents: i64) -> Mark {
    Mark { value: Some(cents as f64 / 100.0), ..Mark::default() }
}

/// The currencies of some sums, the one of the largest number of sums first.
pub(super) fn currencies<'s>(sums: impl Iterator<Item = &'s Sums>) -> Vec<String> {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for currency in sums.flat_map(BTreeMap::keys) {
        *used.entry(currency).or_default() += 1;
    }
    let mut all: Vec<(&str, usize)> = used.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.into_iter().map(|(currency, _)| currency.to_owned()).collect()
}
