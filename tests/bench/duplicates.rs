//! All pairs of 100,000 people against 100,000 second records of them, each with a slip, through the core as the API asks it;
//! what one edit costs then, and what rows cost that are matched against all of them.

use crate::{base::Base, percentile, report, say};
use relance_core::{
    Caller, Core,
    duplicates::{self, Known},
};
use relance_model::{
    Failure, Id, Outcome,
    duplicates::{DuplicatesQuery, SimilarTo},
};
use relance_store::{Stamp, params};
use std::time::{Duration, Instant};

const PEOPLE: u64 = 100_000;
const FIRST: [&str; 40] = [
    "Jean",
    "Marie",
    "Pierre",
    "Sophie",
    "Luc",
    "Anne",
    "Thomas",
    "Julie",
    "Nicolas",
    "Camille",
    "Julien",
    "Claire",
    "Olivier",
    "Céline",
    "Laurent",
    "Nathalie",
    "Christophe",
    "Isabelle",
    "Stéphane",
    "Sandrine",
    "Frédéric",
    "Valérie",
    "Philippe",
    "Catherine",
    "Michel",
    "Sylvie",
    "Alain",
    "Martine",
    "Karim",
    "Fatima",
    "Mehdi",
    "Inès",
    "Hugo",
    "Léa",
    "Antoine",
    "Manon",
    "Maxime",
    "Chloé",
    "Romain",
    "Élodie",
];
const BEGIN: [&str; 20] = [
    "Du", "Mar", "Ber", "Le", "Gar", "Rou", "Mo", "Pe", "Gi", "Lam", "Fon", "Che", "Mer", "Bla", "Gué", "Ca",
    "Da", "Ro", "Vi", "La",
];
const MIDDLE: [&str; 20] = [
    "pon", "ti", "na", "fe", "ni", "sse", "re", "ti", "ra", "be", "tai", "va", "ci", "che", "ri", "pe", "vi",
    "bi", "da", "ro",
];
const END: [&str; 16] =
    ["t", "n", "rd", "vre", "er", "au", "lle", "tin", "ux", "rt", "ne", "lier", "son", "gnon", "quet", "das"];

struct Person {
    first: String,
    last: String,
    company: u64,
    email: Option<String>,
    phone: Option<String>,
}

fn person(n: u64) -> Person {
    let hash = n.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29) ^ n;
    let pick = |shift: u32, of: usize| ((hash >> shift) as usize) % of;
    let first = FIRST[pick(3, FIRST.len())].to_owned();
    let last = format!(
        "{}{}{}",
        BEGIN[pick(11, BEGIN.len())],
        MIDDLE[pick(23, MIDDLE.len())],
        END[pick(37, END.len())]
    );
    let company = n % 30_000;
    let email = format!("{}.{}{n}@maison-{company}.fr", first.to_lowercase(), last.to_lowercase());
    Person { first, last, company, email: Some(email), phone: Some(format!("+336{:08}", n % 100_000_000)) }
}

/// Another record of the same person: two letters exchanged, names in the wrong columns, one of two addresses missing.
fn again(n: u64) -> Person {
    let mut person = person(n);
    match n % 5 {
        0 => std::mem::swap(&mut person.first, &mut person.last),
        1 => {
            let mut letters: Vec<char> = person.last.chars().collect();
            letters.swap(2, 3);
            person.last = letters.into_iter().collect();
        }
        2 => person.last = person.last.to_uppercase(),
        3 => person.first = person.first.chars().take(1).collect(),
        _ => {}
    }
    if n.is_multiple_of(2) {
        person.email = None;
    } else {
        person.phone = None;
    }
    person
}

fn fill(core: &Core) -> Outcome<()> {
    let stage: i64 = core.read(|db| db.scalar("SELECT min(id) FROM stage", []))?;
    core.store().change(Stamp::new(core.now(), Caller::Import, "bench"), |tx| {
        tx.index_by_hand();
        let mut companies = Vec::new();
        for n in 0..30_000 {
            let id = tx.new_id().0;
            tx.db().execute(
                "INSERT INTO company (id, name, match_key, created_at, updated_at) VALUES (?1, ?2, ?2, 0, 0)",
                params![id, format!("Maison {n}")],
            )?;
            companies.push(id);
        }
        for person in (0..PEOPLE).map(person).chain((0..PEOPLE).map(again)) {
            tx.db().execute(
                "INSERT OR FAIL INTO prospect (id, first_name, last_name, company_id, company_key, email, phone, stage_id, position,
                   created_at, updated_at) VALUES (?1, ?2, ?3, ?4, 'm', ?5, ?6, ?7, 0, 0, 0)",
                params![
                    tx.new_id().0, person.first, person.last, companies[person.company as usize], person.email, person.phone, stage
                ],
            )?;
        }
        Ok(())
    })?;
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let watch = Instant::now();
    let value = work();
    (value, watch.elapsed().as_secs_f64())
}

pub fn measure() {
    let base = Base::empty();
    let core = &base.core;
    fill(core).map_err(Failure::bug).expect("a base");
    let query = DuplicatesQuery { limit: Some(50), ..DuplicatesQuery::default() };
    let list = || core.read(|db| duplicates::list(db, core.pairs(), &query)).expect("pairs");
    let (index, spent) = timed(|| core.read(|db| core.pairs().index(db)).expect("an index"));
    say(&format!("duplicates: an index of {} people made in {spent:.2} s", 2 * PEOPLE));
    let (found, finding) = timed(list);
    say(&format!(
        "duplicates: {} pairs of {PEOPLE} people with two records each: {finding:.2} s",
        found.total
    ));
    assert!(found.total > PEOPLE * 9 / 10, "{} pairs", found.total);
    report("all duplicate pairs, 100,000 against 100,000", spent + finding, "s", Some(10.0));
    drop(index);

    let mut times = Vec::new();
    for n in 0..20 {
        let id = found.pairs[n].a.id;
        core.change(Caller::User, "bench", |tx| {
            tx.db().execute("UPDATE prospect SET first_name = 'Jacques' WHERE id = ?1", [id.0])
        })
        .expect("an edit");
        times.push(Duration::from_secs_f64(timed(list).1));
    }
    report("duplicate pairs after one edit, p95", percentile(&mut times, 0.95), "ms", Some(100.0));

    let mut times = Vec::new();
    for n in (0..PEOPLE).step_by(499) {
        let person = again(n);
        let to = SimilarTo {
            first_name: Some(person.first),
            last_name: Some(person.last),
            company: Some(format!("Maison {}", person.company)),
            ..SimilarTo::default()
        };
        let found =
            timed(|| core.read(|db| duplicates::similar(db, core.pairs(), &to)).expect("who is here"));
        times.push(Duration::from_secs_f64(found.1));
    }
    report("already here? in 200,000, p99", percentile(&mut times, 0.99), "ms", Some(50.0));

    let mut index = core.read(|db| core.pairs().index(db)).expect("an index");
    let ((), spent) = timed(|| {
        for n in 0..PEOPLE {
            let other = again(n + 1);
            let company = format!("Maison {}", other.company);
            let row = duplicates::Person::new(&Known {
                id: Id(i64::try_from(n).unwrap_or(0) + 1),
                first_name: Some(&other.first),
                last_name: Some(&other.last),
                emails: other.email.as_deref().into_iter().collect(),
                phones: other.phone.as_deref().into_iter().collect(),
                company: Some(&company),
                ..Known::default()
            });
            if index.nearest(&row, 0.9).is_empty() {
                index.insert(row);
            }
        }
    });
    report("100,000 rows matched against 200,000 people", spent, "s", Some(5.0));
}
