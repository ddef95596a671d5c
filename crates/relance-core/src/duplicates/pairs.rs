//! The pairs of a base, the likeliest first, kept until the next write.

use super::{
    blocks,
    person::{Known, Person},
    weigh::{Frequencies, weigh},
};
use crate::prospects;
use relance_model::{
    Failure, Id, Outcome,
    duplicates::{
        DuplicatePair, Duplicates, DuplicatesQuery, Likelihood, PairShown, Reason, ReasonKind, Similar,
        SimilarTo,
    },
};
use relance_store::Db;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// From this score on a pair is worth showing.
const POSSIBLE: f64 = 0.5;
const PAGE: u64 = 50;
const LARGEST_PAGE: u64 = 1_000;
/// Who is shown while somebody is entered.
const SHOWN: usize = 5;

/// What was found in the base as it was at some operation.
#[derive(Default)]
pub struct Pairs(Mutex<Option<(i64, Arc<Vec<DuplicatePair>>)>>);

impl Pairs {
    /// Forgets everything: another base is in place.
    pub fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn of(&self, db: &Db<'_>) -> Outcome<Arc<Vec<DuplicatePair>>> {
        let version: i64 = db.scalar("SELECT coalesce(max(id), 0) FROM operation", [])?;
        // Held while they are looked for: two that ask at once are not to look twice.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, pairs)) = kept.as_ref()
            && *of == version
        {
            return Ok(Arc::clone(pairs));
        }
        let told_apart: HashSet<(i64, i64)> = db
            .rows("SELECT a_id, b_id FROM distinct_pair", [], |row| Ok((row.get(0)?, row.get(1)?)))?
            .into_iter()
            .collect();
        let mut pairs = among(&people(db)?, POSSIBLE);
        pairs.retain(|pair| !told_apart.contains(&(pair.a.0, pair.b.0)));
        let pairs = Arc::new(pairs);
        *kept = Some((version, Arc::clone(&pairs)));
        Ok(pairs)
    }
}

/// All pairs of people who may be one, the likeliest first.
pub(super) fn among(people: &[Person], at_least: f64) -> Vec<DuplicatePair> {
    let known = Frequencies::of(people);
    let candidates = blocks::candidates(people);
    let weighed = |(one, other): &(u32, u32)| {
        let (one, other) = (&people[*one as usize], &people[*other as usize]);
        let (score, reasons) = weigh(one, other, &known);
        let (a, b) = (one.id.min(other.id), one.id.max(other.id));
        (score >= at_least).then_some(DuplicatePair { a, b, score, reasons })
    };
    let share = candidates.len().div_ceil(thread::available_parallelism().map_or(1, usize::from)).max(1);
    let mut pairs: Vec<DuplicatePair> = thread::scope(|scope| {
        let threads: Vec<_> = candidates
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().filter_map(weighed).collect::<Vec<_>>()))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    choose(&mut pairs, people, &known);
    pairs.sort_by(|one, other| {
        other.score.total_cmp(&one.score).then(one.a.cmp(&other.a)).then(one.b.cmp(&other.b))
    });
    pairs
}

/// A score from which on two people are certainly two.
const TWO: f64 = 0.05;
/// Odds by which one of two is preferred.
const RATHER: f64 = 4.0;

/// A record that may be either of two people who are certainly two is the one whose names it bears, else the likelier one: "Fred" with
/// Frédéric's phone is not Frédérique.
fn choose(pairs: &mut Vec<DuplicatePair>, people: &[Person], known: &Frequencies) {
    let places: HashMap<Id, usize> =
        people.iter().enumerate().map(|(place, person)| (person.id, place)).collect();
    let mut by_record: HashMap<Id, Vec<usize>> = HashMap::new();
    for (place, pair) in pairs.iter().enumerate() {
        by_record.entry(pair.a).or_default().push(place);
        by_record.entry(pair.b).or_default().push(place);
    }
    // The same names, or something that is hers alone.
    let is_exact = |pair: &DuplicatePair| {
        let is_same = |kind| pair.reasons.contains(&Reason { kind, likelihood: Likelihood::Same });
        let is_name = |kind| matches!(kind, ReasonKind::FirstName | ReasonKind::LastName);
        is_same(ReasonKind::Email)
            || is_same(ReasonKind::Linkedin)
            || pair
                .reasons
                .iter()
                .all(|reason| !is_name(reason.kind) || reason.likelihood == Likelihood::Same)
    };
    let odds = |score: f64| score / (1.0 - score).max(f64::EPSILON);
    let mut dropped: HashSet<usize> = HashSet::new();
    for (record, found) in by_record.iter().filter(|(_, found)| found.len() > 1) {
        let end = |pair: &DuplicatePair| if pair.a == *record { pair.b } else { pair.a };
        for (i, one) in found.iter().enumerate() {
            for other in &found[i + 1..] {
                let rank = |place: usize| (is_exact(&pairs[place]), pairs[place].score);
                let (likely, less) = if rank(*one) >= rank(*other) { (*one, *other) } else { (*other, *one) };
                let is_close = odds(pairs[likely].score) < RATHER * odds(pairs[less].score);
                if is_close && rank(likely).0 == rank(less).0 {
                    continue;
                }
                let ends = [likely, less].map(|place| places.get(&end(&pairs[place])).copied());
                let [Some(a), Some(b)] = ends else { continue };
                if weigh(&people[a], &people[b], known).0 < TWO {
                    dropped.insert(less);
                }
            }
        }
    }
    let mut place = 0;
    pairs.retain(|_| {
        place += 1;
        !dropped.contains(&(place - 1))
    });
}

/// Everybody in the base, trash aside.
fn people(db: &Db<'_>) -> Outcome<Vec<Person>> {
    let mut further: HashMap<i64, Vec<(bool, String)>> = HashMap::new();
    db.for_each("SELECT prospect_id, kind = 'email', value FROM address ORDER BY position", [], |row| {
        let read = || -> relance_store::SqlResult<(i64, bool, String)> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        };
        let (id, is_email, value) = read().map_err(Failure::bug)?;
        further.entry(id).or_default().push((is_email, value));
        Ok(())
    })?;
    let mut people = Vec::new();
    db.for_each(
        "SELECT p.id, p.first_name, p.last_name, p.email, p.phone, p.linkedin_url, c.name, c.domain, c.siren, p.job_title,
           p.city, p.postcode
         FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.deleted_at IS NULL",
        [],
        |row| {
            let text = |i| row.get_ref(i).ok().and_then(|value| value.as_str().ok());
            let id: i64 = row.get(0).map_err(Failure::bug)?;
            let others = further.get(&id).map(Vec::as_slice).unwrap_or_default();
            let with = |own: Option<&'_ str>, is_email: bool| -> Vec<String> {
                let others = others.iter().filter(|(kind, _)| *kind == is_email).map(|(_, value)| value.clone());
                own.map(str::to_owned).into_iter().chain(others).collect()
            };
            let (emails, phones) = (with(text(3), true), with(text(4), false));
            let person = Person::new(&Known {
                id: Id(id),
                first_name: text(1),
                last_name: text(2),
                emails: emails.iter().map(String::as_str).collect(),
                phones: phones.iter().map(String::as_str).collect(),
                linkedin_url: text(5),
                company: text(6),
                domain: text(7),
                siren: text(8),
                job_title: text(9),
                city: text(10),
                postcode: text(11),
            });
            if !person.is_blank() {
                people.push(person);
            }
            Ok(())
        },
    )?;
    Ok(people)
}

/// A page of the pairs of a base, with both records of each.
///
/// # Errors
/// The base cannot be read.
pub fn list(db: &Db<'_>, kept: &Pairs, query: &DuplicatesQuery) -> Outcome<Duplicates> {
    let pairs = kept.of(db)?;
    let at_least = query.at_least.unwrap_or(POSSIBLE);
    // The likeliest first: those that are likely enough are a beginning.
    let total = pairs.partition_point(|pair| pair.score >= at_least);
    let limit = query.limit.unwrap_or(PAGE).min(LARGEST_PAGE);
    let from = usize::try_from(query.offset).unwrap_or(usize::MAX).min(total);
    let page = &pairs[from..total.min(from.saturating_add(usize::try_from(limit).unwrap_or(usize::MAX)))];
    let mut shown = Vec::with_capacity(page.len());
    for pair in page {
        shown.push(PairShown {
            a: prospects::row(db, pair.a)?,
            b: prospects::row(db, pair.b)?,
            score: pair.score,
            reasons: pair.reasons.clone(),
        });
    }
    Ok(Duplicates { total: total as u64, pairs: shown })
}

/// Who is already here of those that somebody being entered may be, the likeliest first.
///
/// # Errors
/// The base cannot be read.
pub fn similar(db: &Db<'_>, to: &SimilarTo) -> Outcome<Vec<Similar>> {
    let person = Person::new(&Known {
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
    let people = people(db)?;
    let known = Frequencies::of(&people);
    let mut found: Vec<(f64, Id, Vec<_>)> = blocks::candidates_for(&people, &person)
        .into_iter()
        .filter_map(|place| {
            let other = &people[place as usize];
            let (score, reasons) = weigh(&person, other, &known);
            (Some(other.id) != to.but && score >= POSSIBLE).then_some((score, other.id, reasons))
        })
        .collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    found
        .into_iter()
        .take(SHOWN)
        .map(|(score, id, reasons)| Ok(Similar { prospect: prospects::row(db, id)?, score, reasons }))
        .collect()
}
