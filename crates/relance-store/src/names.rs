//! Names as whole words: the index behind similar results and letters within a name, and the vocabulary that slips and
//! letters are looked up in.
//!
//! `search_person` and `search_company` hold which record has which word; `search_word` each word once. A word leaves the
//! vocabulary with the last record that has it, so that nobody erased is remembered here. What is near to what is
//! decided in the core; nothing here knows of slips or sounds.

use crate::{db::Db, fold::fold_into, refusal::failure, search::words};
use relance_model::Outcome;
use rusqlite::{Connection, params};
use std::collections::HashSet;

/// Raised when what is kept changes: the next opening makes the index anew.
const VERSION: &str = "2";
/// Letters of words written together: longer ones are no names.
const LONGEST: usize = 40;
/// Letters of the words that the vocabulary knows: shorter ones have no slips, and are in too many names to be sought in.
pub const SHORTEST: usize = 3;

/// The words of one prospect, folded, by where they stand; each list separated by spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    name: String,
    company: String,
    place: String,
    name_joined: String,
    company_joined: String,
}

impl Names {
    #[must_use]
    pub fn new(first: Option<&str>, last: Option<&str>, company: Option<&str>, city: Option<&str>) -> Self {
        let mut names = Self::default();
        for part in [first, last].into_iter().flatten() {
            add_words(part, &mut names.name, Joined::All, &mut names.name_joined);
        }
        let company = company.unwrap_or_default();
        add_words(company, &mut names.company, Joined::Beginning, &mut names.company_joined);
        add_words(city.unwrap_or_default(), &mut names.place, Joined::None, &mut String::new());
        names
    }

    fn vocabulary(&self) -> impl Iterator<Item = &str> {
        let all = [&self.name, &self.company, &self.name_joined, &self.company_joined];
        all.into_iter().flat_map(|list| list.split(' ')).filter(|word| word.chars().count() >= SHORTEST)
    }
}

/// Words that are also one word: « de La Tour » is "delatour", « Beau Frère & Fils » is "beaufrere".
#[derive(Clone, Copy)]
enum Joined {
    None,
    Beginning,
    All,
}

fn add_words(text: &str, into: &mut String, joined: Joined, into_joined: &mut String) {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    let all: Vec<&str> = words(&folded).collect();
    let one = match joined {
        Joined::None => None,
        Joined::Beginning => all.get(..2).map(<[&str]>::concat),
        Joined::All => (2..=4).contains(&all.len()).then(|| all.concat()),
    };
    all.into_iter().for_each(|word| add(word, into));
    if let Some(one) = one.filter(|one| one.chars().count() <= LONGEST) {
        add(&one, into_joined);
    }
}

fn add(word: &str, into: &mut String) {
    if !into.is_empty() {
        into.push(' ');
    }
    into.push_str(word);
}

/// The words of a question, as the index holds words.
#[must_use]
pub fn words_of(text: &str) -> Vec<String> {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    words(&folded).map(str::to_owned).collect()
}

/// Words that an operation has put into the vocabulary already: names repeat.
pub(crate) type Told = HashSet<String>;

pub(crate) fn learn(connection: &Connection, names: &Names, told: &mut Told) -> Outcome<()> {
    for word in names.vocabulary() {
        if !told.contains(word) {
            told.insert(word.to_owned());
            connection
                .prepare_cached(
                    "INSERT INTO search_word (word) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM search_word WHERE word = ?1)",
                )
                .and_then(|mut statement| statement.execute([word]))
                .map_err(failure)?;
        }
    }
    Ok(())
}

/// Writes the names of a new prospect, whose words are learnt.
pub(crate) fn insert(connection: &Connection, prospect: i64, names: &Names) -> Outcome<()> {
    write(connection, "INSERT", prospect, names)
}

fn write(connection: &Connection, verb: &str, prospect: i64, names: &Names) -> Outcome<()> {
    connection
        .prepare_cached(&format!(
            "{verb} INTO search_person (rowid, name, company, place, name_joined, company_joined) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        ))
        .and_then(|mut statement| {
            let Names { name, company, place, name_joined, company_joined } = names;
            statement.execute(params![prospect, name, company, place, name_joined, company_joined])
        })
        .map(drop)
        .map_err(failure)
}

const NAMES: &str = "SELECT p.first_name, p.last_name, c.name, p.city
  FROM prospect p LEFT JOIN company c ON c.id = p.company_id";

fn names(row: &rusqlite::Row<'_>) -> rusqlite::Result<Names> {
    let mut fields: [Option<String>; 4] = Default::default();
    for (i, field) in fields.iter_mut().enumerate() {
        *field = row.get(i)?;
    }
    let [first, last, company, city] = &fields;
    Ok(Names::new(first.as_deref(), last.as_deref(), company.as_deref(), city.as_deref()))
}

/// Brings the index in line with what an operation changed: prospects, companies, words that may be nobody's now.
pub(crate) fn refresh(connection: &Connection, renamed: &mut Renamed, told: &mut Told) -> Outcome<()> {
    let db = Db(connection);
    let mut people: Vec<i64> = renamed.people.drain().collect();
    people.sort_unstable();
    for prospect in people {
        match db.optional(&format!("{NAMES} WHERE p.id = ?1"), [prospect], names)? {
            Some(names) => {
                learn(connection, &names, told)?;
                write(connection, "INSERT OR REPLACE", prospect, &names)?;
            }
            None => {
                db.execute("DELETE FROM search_person WHERE rowid = ?1", [prospect])?;
            }
        }
    }
    let mut companies: Vec<i64> = renamed.companies.drain().collect();
    companies.sort_unstable();
    for company in companies {
        let name: Option<String> =
            db.optional("SELECT name FROM company WHERE id = ?1", [company], |row| row.get(0))?;
        match name {
            Some(name) => write_company(connection, company, &name, told)?,
            None => {
                db.execute("DELETE FROM search_company WHERE rowid = ?1", [company])?;
            }
        }
    }
    for word in renamed.gone.drain() {
        if !is_used(&db, &word)? {
            told.remove(&word);
            db.execute("DELETE FROM search_word WHERE word = ?1", [word])?;
        }
    }
    Ok(())
}

fn write_company(connection: &Connection, company: i64, name: &str, told: &mut Told) -> Outcome<()> {
    let names = Names::new(None, None, Some(name), None);
    learn(connection, &names, told)?;
    Db(connection)
        .execute(
            "INSERT OR REPLACE INTO search_company (rowid, name) VALUES (?1, ?2)",
            params![company, format!("{} {}", names.company, names.company_joined)],
        )
        .map(drop)
}

fn is_used(db: &Db<'_>, word: &str) -> Outcome<bool> {
    for (sql, expression) in [
        ("SELECT 1 FROM search_person WHERE search_person MATCH ?1 LIMIT 1", format!("-place : \"{word}\"")),
        ("SELECT 1 FROM search_company WHERE search_company MATCH ?1 LIMIT 1", format!("\"{word}\"")),
    ] {
        if db.optional(sql, [expression], |_| Ok(()))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// After an erasure: what the index still holds of removed rows, words included, is written away.
pub(crate) fn purge(connection: &Connection) -> Outcome<()> {
    connection.execute_batch("INSERT INTO search_person (search_person) VALUES ('optimize')").map_err(failure)
}

/// What an operation has heard of names.
#[derive(Default)]
pub(crate) struct Renamed {
    /// Prospects whose names, company or city may have changed.
    pub people: HashSet<i64>,
    pub companies: HashSet<i64>,
    /// Words of names that were taken from somebody.
    pub gone: HashSet<String>,
}

impl Renamed {
    /// A person had this name until now.
    pub fn lose_person(&mut self, first: Option<&str>, last: Option<&str>) {
        let names = Names::new(first, last, None, None);
        self.gone.extend(names.vocabulary().map(str::to_owned));
    }

    /// A company had this name until now.
    pub fn lose_company(&mut self, name: Option<&str>) {
        let names = Names::new(None, None, name, None);
        self.gone.extend(names.vocabulary().map(str::to_owned));
    }
}

/// Makes the index anew in a base that has none, or one of another version. Nothing is journaled: it is derived.
pub(crate) fn rebuild_if_missing(connection: &Connection) -> Outcome<()> {
    let db = Db(connection);
    let held: Option<String> =
        db.optional("SELECT value FROM meta WHERE key = 'names_index'", [], |row| row.get(0))?;
    if held.as_deref() == Some(VERSION) {
        return Ok(());
    }
    connection.execute_batch("BEGIN IMMEDIATE").map_err(failure)?;
    let made = rebuild(connection);
    let end = if made.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = connection.execute_batch(end).map_err(failure);
    made.and(ended)
}

fn rebuild(connection: &Connection) -> Outcome<()> {
    let db = Db(connection);
    connection
        .execute_batch(
            "INSERT INTO search_person (search_person) VALUES ('delete-all');
             INSERT INTO search_company (search_company) VALUES ('delete-all');
             DELETE FROM search_word;",
        )
        .map_err(failure)?;
    let mut told = Told::new();
    let mut after = i64::MIN;
    loop {
        // By stretches: words first, then the index, which would otherwise be flushed between them.
        let some = db.rows(
            "SELECT p.first_name, p.last_name, c.name, p.city, p.id FROM prospect p LEFT JOIN company c ON c.id = p.company_id
             WHERE p.id > ?1 ORDER BY p.id LIMIT 20000",
            [after],
            |row| Ok((row.get::<_, i64>(4)?, names(row)?)),
        )?;
        let Some((last, _)) = some.last() else { break };
        after = *last;
        for (_, names) in &some {
            learn(connection, names, &mut told)?;
        }
        for (prospect, names) in &some {
            insert(connection, *prospect, names)?;
        }
    }
    let companies = db.rows("SELECT id, name FROM company ORDER BY id", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    for (company, name) in companies {
        write_company(connection, company, &name, &mut told)?;
    }
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('names_index', ?1)", [VERSION]).map(drop)
}

/// Where the index does not agree with the records.
pub(crate) fn findings(db: &Db<'_>) -> Outcome<Vec<String>> {
    let mut found = db.rows(
        "SELECT 'prospect ' || id || ' has no names in the index' FROM prospect WHERE id NOT IN (SELECT id FROM search_person_docsize)
         UNION ALL
         SELECT 'names of ' || id || ', who is no prospect' FROM search_person_docsize WHERE id NOT IN (SELECT id FROM prospect)
         UNION ALL
         SELECT 'company ' || id || ' has no name in the index' FROM company WHERE id NOT IN (SELECT id FROM search_company_docsize)
         UNION ALL
         SELECT 'name of ' || id || ', which is no company' FROM search_company_docsize WHERE id NOT IN (SELECT id FROM company)",
        [],
        |row| row.get(0),
    )?;
    let mut right = HashSet::new();
    let mut add = |names: Names| right.extend(names.vocabulary().map(str::to_owned));
    db.for_each(NAMES, [], |row| names(row).map(&mut add).map_err(failure))?;
    db.for_each("SELECT name FROM company", [], |row| {
        let name: String = row.get(0).map_err(failure)?;
        add(Names::new(None, None, Some(&name), None));
        Ok(())
    })?;
    let held: HashSet<String> =
        db.rows("SELECT word FROM search_word", [], |row| row.get::<_, String>(0))?.into_iter().collect();
    for (words, what) in [
        (right.difference(&held).count(), "names are not known"),
        (held.difference(&right).count(), "words are nobody's name"),
    ] {
        if words > 0 {
            found.push(format!("{words} {what}"));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Names, words_of};

    #[test]
    fn names_are_words_and_what_they_are_written_together() {
        let names = Names::new(
            Some("Jean-Pierre"),
            Some("de La Tour"),
            Some("Beau Frère & Fils 1954"),
            Some("Saint-Malo"),
        );
        assert_eq!((&*names.name, &*names.name_joined), ("jean pierre de la tour", "jeanpierre delatour"));
        assert_eq!((&*names.company, &*names.company_joined), ("beau frere fils 1954", "beaufrere"));
        assert_eq!(names.place, "saint malo");
        let kept: Vec<&str> = names.vocabulary().collect();
        assert_eq!(
            kept,
            [
                "jean",
                "pierre",
                "tour",
                "beau",
                "frere",
                "fils",
                "1954",
                "jeanpierre",
                "delatour",
                "beaufrere"
            ],
            "short words are in too many names"
        );
        assert_eq!(words_of(" L’Hôte, J. "), ["l", "hote", "j"]);
    }
}
