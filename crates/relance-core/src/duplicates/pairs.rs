//! What is known of the people and companies of a base, kept from one question to the next and brought to its present state by what the journal
//! says has changed.
//!
//! Only what is committed is kept. Whoever asks from within an operation gets a copy that knows its own writes too.

use super::{
    found::{Found, POSSIBLE, Pair},
    house::House,
    index::{Index, Near, Record},
    person::{Known, Person},
    reading::{self, FromBase},
};
use crate::prospects;
use relance_model::{
    Id, Outcome,
    duplicates::{
        CompanyPair, DuplicateCompanies, Duplicates, DuplicatesQuery, PairCount, PairShown, Reason, Similar,
        SimilarTo,
    },
};
use relance_store::Db;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

pub(super) const PAGE: u64 = 50;
pub(super) const LARGEST_PAGE: u64 = 1_000;
/// Records whose pairs are found before anybody notices.
const FEW: u32 = 5_000;
/// Who is shown while somebody is entered.
const SHOWN: usize = 5;

/// The people and the companies of a base, ready to be compared, and their pairs.
#[derive(Default)]
pub struct Pairs {
    people: Keeper<Person>,
    houses: Keeper<House>,
}

struct Keeper<R>(Mutex<Option<Kept<R>>>);

impl<R> Default for Keeper<R> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

struct Kept<R> {
    /// The newest change of the journal that is in here.
    change: i64,
    index: Index<R>,
    found: Option<Found>,
    listed: Option<Arc<Vec<Pair>>>,
    /// Records whose pairs are others since the list was made.
    stale: HashSet<Id>,
}

/// What was said to be two, the smaller id first.
pub(super) fn told_apart(db: &Db<'_>) -> Outcome<HashSet<(Id, Id)>> {
    let pairs =
        db.rows("SELECT a_id, b_id FROM distinct_pair", [], |row| Ok((Id(row.get(0)?), Id(row.get(1)?))))?;
    Ok(pairs.into_iter().collect())
}

impl<R: FromBase> Kept<R> {
    fn new(db: &Db<'_>, change: i64) -> Outcome<Self> {
        Ok(Self { change, index: Index::new(R::all(db)?), found: None, listed: None, stale: HashSet::new() })
    }

    /// Brings it to a later state of the base.
    fn follow(&mut self, db: &Db<'_>, change: i64) -> Outcome<()> {
        if change == self.change {
            return Ok(());
        }
        // Reading so much of the journal costs more than reading the base.
        if self.index.is_worn(usize::try_from(change - self.change).unwrap_or(usize::MAX) / 4) {
            *self = Self::new(db, change)?;
            return Ok(());
        }
        let since = reading::since(db, self.change)?;
        let is_apart = since.is_apart;
        let ids = R::changed(db, since)?;
        if self.index.is_worn(ids.len()) {
            *self = Self::new(db, change)?;
            return Ok(());
        }
        if is_apart {
            self.listed = None;
        }
        self.stale.extend(ids.iter().copied());
        let mut changed = HashMap::with_capacity(ids.len());
        for id in ids {
            changed.insert(id, R::one(db, id)?);
        }
        let dirt = self.index.change(changed);
        if dirt.is_everything {
            (self.found, self.listed) = (None, None);
        } else if let Some(found) = &mut self.found {
            let touched = found.follow(&self.index, &dirt);
            self.stale.extend(touched.iter().filter_map(|place| self.index.at(*place)).map(Record::id));
        }
        self.change = change;
        Ok(())
    }

    fn listed(&mut self, db: &Db<'_>) -> Outcome<Arc<Vec<Pair>>> {
        let listed = match (&self.listed, &self.found) {
            (Some(listed), Some(_)) if self.stale.is_empty() => return Ok(Arc::clone(listed)),
            (Some(listed), Some(found)) => found.relisted(&self.index, &told_apart(db)?, listed, &self.stale),
            _ => {
                let apart = told_apart(db)?;
                self.found.get_or_insert_with(|| Found::new(&self.index)).listed(&self.index, &apart)
            }
        };
        self.stale.clear();
        self.listed = Some(Arc::clone(&listed));
        Ok(listed)
    }
}

impl<R: FromBase> Keeper<R> {
    fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn with<T>(&self, db: &Db<'_>, act: impl FnOnce(&mut Kept<R>) -> Outcome<T>) -> Outcome<T> {
        // Held while the base is read: two that ask at once are not to read it twice.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let committed = db.newest_operation()?.last_change;
        if kept.as_ref().is_some_and(|kept| kept.change > committed) {
            // An older state than the one that is kept.
            return act(&mut Kept::new(db, committed)?);
        }
        let newest = db.newest_change()?;
        if newest > committed {
            // From within an operation, which may yet be rolled back: the kept one stays as it is.
            let mut own = match kept.as_ref() {
                Some(kept) => Kept {
                    change: kept.change,
                    index: kept.index.clone(),
                    found: None,
                    listed: None,
                    stale: HashSet::new(),
                },
                None => Kept::new(db, newest)?,
            };
            drop(kept);
            own.follow(db, newest)?;
            return act(&mut own);
        }
        let mut state = match kept.take() {
            Some(state) => state,
            None => Kept::new(db, committed)?,
        };
        state.follow(db, committed)?;
        act(kept.insert(state))
    }

    /// How many pairs there are, where somebody has asked for records before and it is told at once.
    fn count(&self, db: &Db<'_>) -> Outcome<Option<u64>> {
        let Ok(mut kept) = self.0.try_lock() else { return Ok(None) };
        let Some(state) = kept.as_mut() else { return Ok(None) };
        let committed = db.newest_operation()?.last_change;
        if state.change > committed || db.newest_change()? > committed {
            return Ok(None);
        }
        state.follow(db, committed)?;
        let is_at_hand = state.found.is_some() || state.index.places() <= FEW;
        if is_at_hand { Ok(Some(state.listed(db)?.len() as u64)) } else { Ok(None) }
    }

    /// The pairs, the likeliest first, and what they are pairs of.
    fn listed(&self, db: &Db<'_>) -> Outcome<Listed<R>> {
        self.with(db, |kept| Ok(Listed { pairs: kept.listed(db)?, index: kept.index.clone() }))
    }
}

/// Pairs, and the index they were found in.
pub(super) struct Listed<R> {
    pub pairs: Arc<Vec<Pair>>,
    pub index: Index<R>,
}

impl<R: FromBase> Listed<R> {
    /// Those from a score on.
    pub fn likely(&self, at_least: f64) -> &[Pair] {
        // The likeliest first: those that are likely enough are a beginning.
        &self.pairs[..self.pairs.partition_point(|pair| pair.score >= at_least)]
    }

    /// A page of them, each with what `show` makes of its records, and how many there are.
    fn page<T>(
        &self,
        query: &DuplicatesQuery,
        show: impl Fn(&Pair, Vec<Reason>) -> Outcome<T>,
    ) -> Outcome<(u64, Vec<T>)> {
        let likely = self.likely(query.at_least.unwrap_or(POSSIBLE));
        let limit = usize::try_from(query.limit.unwrap_or(PAGE).min(LARGEST_PAGE)).unwrap_or(usize::MAX);
        let from = usize::try_from(query.offset).unwrap_or(usize::MAX).min(likely.len());
        let page = likely[from..].iter().take(limit);
        let shown =
            page.map(|pair| show(pair, self.index.reasons(pair.a, pair.b))).collect::<Outcome<_>>()?;
        Ok((likely.len() as u64, shown))
    }
}

impl Pairs {
    /// Forgets everything: another base is in place.
    pub fn forget(&self) {
        self.people.forget();
        self.houses.forget();
    }

    /// A copy of what is known of the people of the base, to ask and to put rows into. It costs next to nothing: what was read is
    /// shared. From within an operation it knows what that has written.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn index(&self, db: &Db<'_>) -> Outcome<Index<Person>> {
        self.people.with(db, |kept| Ok(kept.index.clone()))
    }

    /// How many pairs are known, without looking for any.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn count(&self, db: &Db<'_>) -> Outcome<PairCount> {
        Ok(PairCount { people: self.people.count(db)?, companies: self.houses.count(db)? })
    }

    pub(super) fn of_people(&self, db: &Db<'_>) -> Outcome<Listed<Person>> {
        self.people.listed(db)
    }

    pub(super) fn of_companies(&self, db: &Db<'_>) -> Outcome<Listed<House>> {
        self.houses.listed(db)
    }
}

/// A page of the people who may be one, with both records of each pair.
///
/// # Errors
/// The base cannot be read.
pub fn list(db: &Db<'_>, kept: &Pairs, query: &DuplicatesQuery) -> Outcome<Duplicates> {
    let (total, pairs) = kept.of_people(db)?.page(query, |pair, reasons| {
        let (a, b) = (prospects::row(db, pair.a)?, prospects::row(db, pair.b)?);
        Ok(PairShown { a, b, score: pair.score, reasons })
    })?;
    Ok(Duplicates { total, pairs })
}

/// A page of the companies that may be one.
///
/// # Errors
/// The base cannot be read.
pub fn companies(db: &Db<'_>, kept: &Pairs, query: &DuplicatesQuery) -> Outcome<DuplicateCompanies> {
    let (total, pairs) = kept.of_companies(db)?.page(query, |pair, reasons| {
        let (a, b) = (crate::companies::get(db, pair.a)?, crate::companies::get(db, pair.b)?);
        Ok(CompanyPair { a, b, score: pair.score, reasons })
    })?;
    Ok(DuplicateCompanies { total, pairs })
}

/// Who is already here of those that somebody being entered may be, the likeliest first.
///
/// # Errors
/// The base cannot be read.
pub fn similar(db: &Db<'_>, kept: &Pairs, to: &SimilarTo) -> Outcome<Vec<Similar>> {
    let person = Person::new(&Known {
        id: to.but.unwrap_or_default(),
        first_name: to.first_name.as_deref(),
        last_name: to.last_name.as_deref(),
        emails: to.email.as_deref().into_iter().collect(),
        phones: to.phone.as_deref().into_iter().collect(),
        linkedin_url: to.linkedin_url.as_deref(),
        company: to.company.as_deref(),
        ..Known::default()
    });
    if person.is_blank() {
        return Ok(Vec::new());
    }
    shown(db, kept.index(db)?.nearest(&person, POSSIBLE).into_iter())
}

/// Who may be the same person as somebody who is here, those aside from whom she was told apart.
///
/// # Errors
/// The base cannot be read.
pub fn like(db: &Db<'_>, kept: &Pairs, id: Id) -> Outcome<Vec<Similar>> {
    let people = kept.index(db)?;
    let Some(person) = people.place_of(id).and_then(|place| people.at(place)) else { return Ok(Vec::new()) };
    let apart = told_apart(db)?;
    let is_apart = |near: &Near| apart.contains(&(id.min(near.id), id.max(near.id)));
    let near = people.nearest(person, POSSIBLE).into_iter().filter(|near| !is_apart(near));
    shown(db, near)
}

fn shown(db: &Db<'_>, near: impl Iterator<Item = Near>) -> Outcome<Vec<Similar>> {
    near.take(SHOWN)
        .map(|Near { id, score, reasons }| Ok(Similar { prospect: prospects::row(db, id)?, score, reasons }))
        .collect()
}
