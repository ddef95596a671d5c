//! What is kept of the present state of the base: orders, lists, sets of ids and texts, until the next write. What has not been asked
//! for the longest goes first where there is no room.

use super::{
    leaves::Moment,
    letters::{self, Letters},
    past::Past,
    sets::Set,
    vocabulary::Vocabulary,
};
use crate::{
    settings,
    worktime::{self, Calendar, Usual},
};
use relance_model::Outcome;
use relance_store::Db;
use relance_world::Clock;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Ids kept in all orders of the whole base together, eight bytes each: six orders of a million prospects are 48 MB.
const KEPT_ORDERS: u64 = 6_000_000;
/// Ids kept in all filtered lists together: 16 MB.
const KEPT_LISTS: u64 = 2_000_000;
/// Ids kept in all sets together: two bytes each at most, mostly a few bits.
const KEPT_SETS: u64 = 16_000_000;
/// Sets, and lists, however small.
const MOST: usize = 200;

/// A list of ids in order, shared by its pages.
pub type Listing = Arc<Vec<i64>>;

/// Orders, lists and sets of the present state of the base, the words of its names, and the clock that says what "today"
/// is in a filter.
pub struct Lists {
    kept: Mutex<Kept>,
    words: Vocabulary,
    past: Past,
    clock: Arc<dyn Clock>,
}

/// The newest operation when they were made, and they.
struct Kept {
    version: i64,
    orders: Shelf<Vec<i64>>,
    lists: Shelf<Vec<i64>>,
    sets: Shelf<Set>,
    /// None of an index whose texts have no room.
    letters: Shelf<Option<Letters>>,
    /// With the zone of the machine when it was read.
    calendar: Option<(String, Arc<Calendar>)>,
}

trait Counted {
    fn size(&self) -> u64;
}

impl Counted for Vec<i64> {
    fn size(&self) -> u64 {
        self.len() as u64
    }
}

impl Counted for Set {
    fn size(&self) -> u64 {
        self.len()
    }
}

impl Counted for Option<Letters> {
    fn size(&self) -> u64 {
        self.as_ref().map_or(0, Letters::size)
    }
}

struct Shelf<T> {
    room: u64,
    held: u64,
    asked: u64,
    /// Each with when it was asked for last.
    things: HashMap<String, (u64, Arc<T>)>,
}

impl<T: Counted> Shelf<T> {
    fn new(room: u64) -> Self {
        Self { room, held: 0, asked: 0, things: HashMap::new() }
    }

    fn clear(&mut self) {
        self.things.clear();
        self.held = 0;
    }

    fn get(&mut self, key: &str) -> Option<Arc<T>> {
        self.asked += 1;
        let (last, thing) = self.things.get_mut(key)?;
        *last = self.asked;
        Some(Arc::clone(thing))
    }

    fn put(&mut self, key: &str, thing: &Arc<T>) {
        self.asked += 1;
        self.held += thing.size();
        if let Some((_, old)) = self.things.insert(key.to_owned(), (self.asked, Arc::clone(thing))) {
            self.held -= old.size();
        }
        while self.things.len() > 1 && (self.held > self.room || self.things.len() > MOST) {
            let Some(oldest) =
                self.things.iter().min_by_key(|(_, (last, _))| *last).map(|(key, _)| key.clone())
            else {
                break;
            };
            if let Some((_, gone)) = self.things.remove(&oldest) {
                self.held -= gone.size();
            }
        }
    }
}

impl Kept {
    fn new() -> Self {
        Self {
            version: 0,
            orders: Shelf::new(KEPT_ORDERS),
            lists: Shelf::new(KEPT_LISTS),
            sets: Shelf::new(KEPT_SETS),
            letters: Shelf::new(letters::ROOM),
            calendar: None,
        }
    }

    fn clear(&mut self) {
        self.orders.clear();
        self.lists.clear();
        self.sets.clear();
        self.letters.clear();
        self.calendar = None;
    }
}

impl Lists {
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { kept: Mutex::new(Kept::new()), words: Vocabulary::default(), past: Past::default(), clock }
    }

    /// Forgets everything: another base is in place.
    pub fn forget(&self) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.words.forget();
        self.past.forget();
    }

    pub(super) fn now(&self) -> i64 {
        self.clock.now()
    }

    pub(super) fn past(&self) -> &Past {
        &self.past
    }

    pub(super) fn words(&self) -> &Vocabulary {
        &self.words
    }

    /// What "today" is now, and what days are counted by.
    pub(super) fn moment(&self, db: &Db<'_>) -> Outcome<Moment> {
        let calendar = self.calendar(db)?;
        Ok(Moment { today: calendar.local(self.clock.now()).date(), calendar })
    }

    fn calendar(&self, db: &Db<'_>) -> Outcome<Arc<Calendar>> {
        let (version, zone) = (version(db)?, self.clock.zone());
        {
            let mut kept = self.lock(version);
            match &kept.calendar {
                Some((held, calendar)) if *held == zone => return Ok(Arc::clone(calendar)),
                // Who has travelled has other days.
                Some(_) => kept.clear(),
                None => {}
            }
        }
        let usual = Usual { country: settings::get(db)?.default_region, zone: zone.clone() };
        let calendar = Arc::new(worktime::calendar(db, &usual)?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version == version {
            kept.calendar = Some((zone, Arc::clone(&calendar)));
        }
        Ok(calendar)
    }

    /// What is kept, emptied when it is of another state than this.
    fn lock(&self, version: i64) -> MutexGuard<'_, Kept> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != version {
            kept.version = version;
            kept.clear();
        }
        kept
    }

    /// A thing that is made once for each state of the base.
    fn once<T: Counted>(
        &self,
        db: &Db<'_>,
        key: &str,
        shelf: fn(&mut Kept) -> &mut Shelf<T>,
        make: impl FnOnce() -> Outcome<T>,
    ) -> Outcome<Arc<T>> {
        let version = version(db)?;
        if let Some(found) = shelf(&mut self.lock(version)).get(key) {
            return Ok(found);
        }
        let made = Arc::new(make()?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version == version {
            shelf(&mut kept).put(key, &made);
        }
        Ok(made)
    }

    /// A set of ids.
    pub(super) fn set(
        &self,
        db: &Db<'_>,
        key: &str,
        make: impl FnOnce() -> Outcome<Set>,
    ) -> Outcome<Arc<Set>> {
        self.once(db, key, |kept| &mut kept.sets, make)
    }

    /// Those whom a question finds, in its order.
    pub(super) fn list(
        &self,
        db: &Db<'_>,
        key: &str,
        make: impl FnOnce() -> Outcome<Vec<i64>>,
    ) -> Outcome<Listing> {
        self.once(db, key, |kept| &mut kept.lists, make)
    }

    /// The whole base in an order: kept longer than lists, because these are made from it.
    pub(super) fn order(
        &self,
        db: &Db<'_>,
        key: &str,
        make: impl FnOnce() -> Outcome<Vec<i64>>,
    ) -> Outcome<Listing> {
        self.once(db, key, |kept| &mut kept.orders, make)
    }

    /// The texts that an index holds under `key`; `None` where they have no room.
    pub(super) fn letters(&self, db: &Db<'_>, key: &str) -> Outcome<Arc<Option<Letters>>> {
        self.once(db, key, |kept| &mut kept.letters, || Letters::read(db, key, letters::ROOM))
    }

    /// Whether the texts of an index are at hand.
    pub(super) fn has_letters(&self, db: &Db<'_>, key: &str) -> Outcome<bool> {
        let version = version(db)?;
        Ok(self.lock(version).letters.get(key).is_some())
    }

    /// Any order of the whole base, where one is at hand.
    pub(super) fn some_order(&self, db: &Db<'_>) -> Outcome<Option<Listing>> {
        let version = version(db)?;
        Ok(self.lock(version).orders.things.values().next().map(|(_, order)| Arc::clone(order)))
    }

    /// An order, where it is at hand.
    pub(super) fn order_at_hand(&self, db: &Db<'_>, key: &str) -> Outcome<Option<Listing>> {
        let version = version(db)?;
        Ok(self.lock(version).orders.get(key))
    }
}

/// The newest operation, or the newest thing that took place: what is kept is of its state.
fn version(db: &Db<'_>) -> Outcome<i64> {
    let held: i64 = db.scalar("SELECT coalesce(max(id), 0) FROM event_held", [])?;
    Ok(db.newest_operation()?.id.max(held))
}

#[cfg(test)]
mod tests {
    use super::{MOST, Shelf};
    use std::sync::Arc;

    #[test]
    fn what_was_not_asked_for_the_longest_goes_first() {
        let mut shelf = Shelf::new(10);
        let four = Arc::new(vec![1_i64, 2, 3, 4]);
        shelf.put("a", &four);
        shelf.put("b", &four);
        assert!(shelf.get("a").is_some());
        shelf.put("c", &four);
        let has: Vec<bool> = ["a", "b", "c"].iter().map(|key| shelf.get(key).is_some()).collect();
        assert_eq!((has, shelf.held), (vec![true, false, true], 8));
        shelf.put("a", &Arc::new(vec![1]));
        assert_eq!(shelf.held, 5, "what takes the place of another takes its room");
        for key in 0..2 * MOST {
            shelf.put(&key.to_string(), &Arc::new(Vec::new()));
        }
        assert_eq!(shelf.things.len(), MOST);
        shelf.put("large", &Arc::new(vec![0; 50]));
        assert!(shelf.get("large").is_some(), "one that is larger than all room is kept alone");
        assert_eq!(shelf.things.len(), 1);
    }
}
