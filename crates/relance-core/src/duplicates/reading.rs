//! The people and companies of a base in the form in which they are compared: all of them, or those that changed since.

use super::{
    house::{self, House},
    index::{Record, on_all_cores},
    person::{Known, Names, Person},
};
use relance_model::{Failure, Id, Outcome};
use relance_store::{Db, Row, params};
use std::collections::{HashMap, HashSet};

const COLUMNS: &str =
    "p.id, p.first_name, p.last_name, p.email, p.phone, p.linkedin_url, c.name, c.domain, c.siren,
  p.job_title, p.city, p.postcode FROM prospect p LEFT JOIN company c ON c.id = p.company_id";

/// Texts of a prospect as they were read, in the order of `COLUMNS`.
struct Texts {
    id: i64,
    texts: [Option<String>; 11],
}

impl Texts {
    fn read(row: &Row<'_>) -> Outcome<Self> {
        let id = row.get(0).map_err(Failure::bug)?;
        let mut texts: [Option<String>; 11] = Default::default();
        for (at, text) in texts.iter_mut().enumerate() {
            *text = row.get(at + 1).map_err(Failure::bug)?;
        }
        Ok(Self { id, texts })
    }

    fn person(&self, further: &[(bool, String)], names: &mut Names) -> Person {
        let text = |at: usize| self.texts[at].as_deref();
        let own = |at: usize, wanted: bool| -> Vec<&str> {
            let others = further.iter().filter(|(is_email, _)| *is_email == wanted);
            text(at).into_iter().chain(others.map(|(_, value)| value.as_str())).collect()
        };
        Person::with(
            &Known {
                id: Id(self.id),
                first_name: text(0),
                last_name: text(1),
                emails: own(2, true),
                phones: own(3, false),
                linkedin_url: text(4),
                company: text(5),
                domain: text(6),
                siren: text(7),
                job_title: text(8),
                city: text(9),
                postcode: text(10),
            },
            names,
        )
    }
}

fn address(row: &Row<'_>) -> Outcome<(i64, (bool, String))> {
    let read = || -> relance_store::SqlResult<_> { Ok((row.get(0)?, (row.get(1)?, row.get(2)?))) };
    read().map_err(Failure::bug)
}

/// Everybody in the base, trash aside.
///
/// # Errors
/// The base cannot be read.
fn people(db: &Db<'_>) -> Outcome<Vec<Person>> {
    let mut further: HashMap<i64, Vec<(bool, String)>> = HashMap::new();
    db.for_each("SELECT prospect_id, kind = 'email', value FROM address ORDER BY position, id", [], |row| {
        let (id, address) = address(row)?;
        further.entry(id).or_default().push(address);
        Ok(())
    })?;
    let mut read = Vec::new();
    db.for_each(&format!("SELECT {COLUMNS} WHERE p.deleted_at IS NULL"), [], |row| {
        read.push(Texts::read(row)?);
        Ok(())
    })?;
    let mut people = on_all_cores(read.len(), |range| {
        let mut names = Names::default();
        let texts = read[range].iter();
        texts
            .map(|texts| {
                texts.person(further.get(&texts.id).map(Vec::as_slice).unwrap_or_default(), &mut names)
            })
            .collect()
    });
    people.retain(|person| !person.is_blank());
    Ok(people)
}

/// One of them; `None` for who is gone or in the trash.
///
/// # Errors
/// The base cannot be read.
fn person(db: &Db<'_>, id: Id) -> Outcome<Option<Person>> {
    let mut read = None;
    db.for_each(&format!("SELECT {COLUMNS} WHERE p.id = ?1 AND p.deleted_at IS NULL"), [id.0], |row| {
        read = Some(Texts::read(row)?);
        Ok(())
    })?;
    let Some(texts) = read else { return Ok(None) };
    let mut further = Vec::new();
    db.for_each(
        "SELECT prospect_id, kind = 'email', value FROM address WHERE prospect_id = ?1 ORDER BY position, id",
        [id.0],
        |row| {
            further.push(address(row)?.1);
            Ok(())
        },
    )?;
    let person = texts.person(&further, &mut Names::default());
    Ok((!person.is_blank()).then_some(person))
}

/// What a company's row and its people's addresses say of it.
const HOUSE: &str = "SELECT id, name, domain, siren, siret, city, postcode FROM company";
const DOMAINS: &str = "SELECT DISTINCT company_id, lower(substr(email, instr(email, '@') + 1)) FROM (
    SELECT company_id, email FROM prospect WHERE company_id IS NOT NULL AND email IS NOT NULL AND deleted_at IS NULL
    UNION ALL SELECT p.company_id, a.value FROM address a JOIN prospect p ON p.id = a.prospect_id
    WHERE a.kind = 'email' AND p.company_id IS NOT NULL AND p.deleted_at IS NULL) WHERE ?1 IS NULL OR company_id = ?1 ORDER BY 1, 2";
const PHONES: &str = "SELECT DISTINCT company_id, phone FROM (
    SELECT company_id, phone FROM prospect WHERE company_id IS NOT NULL AND phone IS NOT NULL AND deleted_at IS NULL
    UNION ALL SELECT p.company_id, a.value FROM address a JOIN prospect p ON p.id = a.prospect_id
    WHERE a.kind = 'phone' AND p.company_id IS NOT NULL AND p.deleted_at IS NULL) WHERE ?1 IS NULL OR company_id = ?1 ORDER BY 1, 2";

/// What the people of companies have, by company.
fn of_their_people(db: &Db<'_>, sql: &str, only: Option<i64>) -> Outcome<HashMap<i64, Vec<String>>> {
    let mut had: HashMap<i64, Vec<String>> = HashMap::new();
    db.for_each(sql, params![only], |row| {
        let read = || -> relance_store::SqlResult<(i64, String)> { Ok((row.get(0)?, row.get(1)?)) };
        let (id, value) = read().map_err(Failure::bug)?;
        had.entry(id).or_default().push(value);
        Ok(())
    })?;
    Ok(had)
}

fn houses(db: &Db<'_>, only: Option<Id>) -> Outcome<Vec<House>> {
    let only = only.map(|id| id.0);
    let domains = of_their_people(db, DOMAINS, only)?;
    let phones = of_their_people(db, PHONES, only)?;
    let mut houses = Vec::new();
    db.for_each(&format!("{HOUSE} WHERE ?1 IS NULL OR id = ?1"), params![only], |row| {
        let text = |i| row.get_ref(i).ok().and_then(|value| value.as_str().ok());
        let id: i64 = row.get(0).map_err(Failure::bug)?;
        let mail_domains = domains.get(&id).into_iter().flatten().map(String::as_str).collect();
        houses.push(House::new(&house::Known {
            id: Id(id),
            name: text(1).unwrap_or_default(),
            domain: text(2),
            siren: text(3),
            siret: text(4),
            city: text(5),
            postcode: text(6),
            mail_domains,
            phones: phones.get(&id).into_iter().flatten().map(String::as_str).collect(),
        }));
        Ok(())
    })?;
    Ok(houses)
}

/// What is read from a base to be compared.
pub trait FromBase: Record {
    /// # Errors
    /// The base cannot be read.
    fn all(db: &Db<'_>) -> Outcome<Vec<Self>>;
    /// `None` for what is gone.
    ///
    /// # Errors
    /// The base cannot be read.
    fn one(db: &Db<'_>, id: Id) -> Outcome<Option<Self>>;
    /// Those that changes concern.
    ///
    /// # Errors
    /// The base cannot be read.
    fn changed(db: &Db<'_>, since: Since) -> Outcome<HashSet<Id>>;
}

impl FromBase for Person {
    fn all(db: &Db<'_>) -> Outcome<Vec<Self>> {
        people(db)
    }
    fn one(db: &Db<'_>, id: Id) -> Outcome<Option<Self>> {
        person(db, id)
    }
    fn changed(db: &Db<'_>, since: Since) -> Outcome<HashSet<Id>> {
        let mut people = since.people;
        for id in since.companies {
            people.extend(ids(db, "SELECT id FROM prospect WHERE company_id = ?1", id)?);
        }
        Ok(people)
    }
}

impl FromBase for House {
    fn all(db: &Db<'_>) -> Outcome<Vec<Self>> {
        houses(db, None)
    }
    fn one(db: &Db<'_>, id: Id) -> Outcome<Option<Self>> {
        Ok(houses(db, Some(id))?.pop())
    }
    fn changed(db: &Db<'_>, since: Since) -> Outcome<HashSet<Id>> {
        let mut houses: HashSet<Id> = since.companies.into_iter().chain(since.left).collect();
        for id in since.people {
            let sql = "SELECT company_id FROM prospect WHERE id = ?1 AND company_id IS NOT NULL";
            houses.extend(ids(db, sql, id)?);
        }
        Ok(houses)
    }
}

fn ids(db: &Db<'_>, sql: &str, id: Id) -> Outcome<Vec<Id>> {
    db.rows(sql, [id.0], |row| row.get(0).map(Id))
}

/// What changed between two states of the journal.
#[derive(Default)]
pub struct Since {
    pub people: HashSet<Id>,
    /// Rows of companies.
    pub companies: HashSet<Id>,
    /// Companies that somebody left.
    left: HashSet<Id>,
    /// What was said of pairs.
    pub is_apart: bool,
}

/// What the changes after one of the journal concern.
///
/// # Errors
/// The base cannot be read.
pub fn since(db: &Db<'_>, change: i64) -> Outcome<Since> {
    let mut since = Since::default();
    let mut addresses = HashSet::new();
    db.for_each(
        "SELECT DISTINCT entity, row_id, json_extract(before, '$.prospect_id'), json_extract(before, '$.company_id')
         FROM change NOT INDEXED WHERE id > ?1",
        params![change],
        |row| {
            let read = || -> relance_store::SqlResult<_> {
                let of = |i| row.get::<_, Option<i64>>(i);
                Ok((row.get::<_, String>(0)?, Id(row.get(1)?), of(2)?, of(3)?))
            };
            let (entity, id, owner, company) = read().map_err(Failure::bug)?;
            match entity.as_str() {
                "prospect" => {
                    since.people.insert(id);
                    since.left.extend(company.map(Id));
                }
                "address" => {
                    addresses.insert(id);
                    since.people.extend(owner.map(Id));
                }
                "company" => {
                    since.companies.insert(id);
                }
                "distinct_pair" => since.is_apart = true,
                _ => {}
            }
            Ok(())
        },
    )?;
    for id in addresses {
        since.people.extend(ids(db, "SELECT prospect_id FROM address WHERE id = ?1", id)?);
    }
    Ok(since)
}
