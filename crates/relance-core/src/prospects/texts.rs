//! Conditions on texts: where each field keeps them, and the cheapest way to whoever has the letters.

use super::{
    leaves::without,
    order::NAME_KEY,
    sets::{Finder, Set, set_of},
    words::within_a_word,
};
use relance_model::{Outcome, filters::Op};
use relance_store::{fold, is_behind};

/// Candidates of the search index that are looked at one by one; more of them, and every row is read in sequence.
pub(super) const LOOKS: usize = 40_000;
/// The same where an index holds the text: it is read from one end to the other in the time of so many looks.
const FEW_LOOKS: usize = 2_000;

/// Where the texts of a field are.
pub(super) enum Place {
    /// Expressions of the table `prospect`, the first one held by an index; few different values or many.
    Indexed { key: &'static str, is_few: bool },
    /// Expressions that no index holds; true where the search index has their words.
    Plain { keys: &'static [&'static str], is_searched: bool },
    /// A name or a part of it: expressions that no index holds, whose letters are all in the key that names are sorted by.
    Name { keys: &'static [&'static str], is_whole: bool },
    /// A column of `company`.
    Company(&'static str),
}

pub(super) fn place(field: &str) -> Option<Place> {
    let few = |key| Place::Indexed { key, is_few: true };
    let plain = |keys, is_searched| Place::Plain { keys, is_searched };
    Some(match field {
        "name" => Place::Name {
            keys: &[
                "relance_fold(coalesce(first_name || ' ', '') || coalesce(last_name, ''))",
                "relance_fold(coalesce(last_name || ' ', '') || coalesce(first_name, ''))",
            ],
            is_whole: true,
        },
        "first_name" => Place::Name { keys: &["relance_fold(first_name)"], is_whole: false },
        "last_name" => Place::Name { keys: &["relance_fold(last_name)"], is_whole: false },
        "civility" => plain(&["relance_fold(civility)"], false),
        "currency" => plain(&["relance_fold(currency)"], false),
        "site" => plain(&["relance_fold(site)"], true),
        "linkedin" => plain(&["relance_fold(linkedin_url)"], true),
        "remarks" => plain(&["relance_fold(notes)"], true),
        "company" => Place::Indexed { key: "company_key", is_few: false },
        "job_title" => few("relance_fold(job_title)"),
        "city" => few("relance_fold(city)"),
        "source" => few("relance_fold(source)"),
        "sector" => few("relance_fold(sector)"),
        "postcode" => few("postcode"),
        "country" => few("country"),
        "company_domain" => Place::Company("domain"),
        "siren" => Place::Company("siren"),
        "siret" => Place::Company("siret"),
        "legal_form" => Place::Company("legal_form"),
        "company_size" => Place::Company("size"),
        "company_sector" => Place::Company("sector"),
        "company_city" => Place::Company("city"),
        "company_address" => Place::Company("address"),
        _ => return None,
    })
}

/// A comparison of a folded text with `?1`.
pub(super) fn test(key: &str, op: Op) -> String {
    match op {
        Op::Contains => format!("instr({key}, ?1) > 0"),
        Op::Begins => format!("({key} >= ?1 AND {key} < ?1 || char(1114111))"),
        Op::Ends => format!("substr({key}, -length(?1)) = ?1"),
        Op::Empty => format!("({key} IS NULL AND ?1 = '')"),
        _ => format!("{key} = ?1"),
    }
}

pub(super) fn texts(finder: &Finder<'_>, place: &Place, op: Op, values: &[String]) -> Outcome<Set> {
    if op == Op::Empty {
        return match place {
            Place::Indexed { key, .. } => {
                finder.ids(&format!("SELECT id FROM prospect WHERE deleted_at IS NULL AND {key} IS NULL"), [])
            }
            Place::Plain { keys, .. } | Place::Name { keys, .. } => {
                let all: Vec<String> = keys.iter().map(|key| format!("{key} IS NULL")).collect();
                finder.ids(
                    &format!("SELECT id FROM prospect WHERE deleted_at IS NULL AND {}", all.join(" AND ")),
                    [],
                )
            }
            Place::Company(column) => without(
                finder,
                &format!(
                    "SELECT p.id FROM company c JOIN prospect p ON p.company_id = c.id WHERE relance_fold(c.{column}) IS NOT NULL"
                ),
            ),
        };
    }
    let mut found = Set::new();
    for value in values {
        found |= text(finder, place, op, value)?;
    }
    Ok(found)
}

fn text(finder: &Finder<'_>, place: &Place, op: Op, value: &str) -> Outcome<Set> {
    let needle = match place {
        Place::Indexed { key: "country", .. } => value.trim().to_uppercase(),
        Place::Indexed { key: "postcode", .. } => value.trim().to_owned(),
        _ => fold(value.trim()),
    };
    match place {
        Place::Indexed { key, .. } if matches!(op, Op::Is | Op::Begins) => finder
            .ids(&format!("SELECT id FROM prospect WHERE deleted_at IS NULL AND {}", test(key, op)), [needle]),
        // A few hundred different values: each is looked at once, by steps through the index.
        Place::Indexed { key, is_few: true } => finder.ids(
            &format!(
                "WITH RECURSIVE seen (k) AS (
                   SELECT * FROM (SELECT {key} FROM prospect WHERE deleted_at IS NULL AND {key} IS NOT NULL ORDER BY {key} LIMIT 1)
                   UNION ALL
                   SELECT (SELECT {key} FROM prospect WHERE deleted_at IS NULL AND {key} > k ORDER BY {key} LIMIT 1)
                   FROM seen WHERE k IS NOT NULL)
                 SELECT p.id FROM seen CROSS JOIN prospect p ON {} = k WHERE p.deleted_at IS NULL AND {}",
                key,
                test("k", op)
            ),
            [needle],
        ),
        Place::Indexed { key, .. } => indexed(finder, key, op, &needle),
        Place::Plain { keys, is_searched } => {
            let looks = if *is_searched { LOOKS } else { 0 };
            looked_at(finder, &needle, looks, &any_of(keys, op), "id")
        }
        Place::Name { keys, is_whole } => named(finder, keys, *is_whole, op, &needle),
        Place::Company(column) => finder.ids(
            &format!(
                "SELECT p.id FROM company c CROSS JOIN prospect p ON p.company_id = c.id WHERE {}",
                test(&format!("relance_fold(c.{column})"), op)
            ),
            [needle],
        ),
    }
}

fn any_of(keys: &[&str], op: Op) -> String {
    let any: Vec<String> = keys.iter().map(|key| test(key, op)).collect();
    format!("SELECT id FROM prospect WHERE deleted_at IS NULL AND ({})", any.join(" OR "))
}

/// A text that an index holds: where its letters are not at hand and candidates are few, these are looked at.
fn indexed(finder: &Finder<'_>, key: &str, op: Op, needle: &str) -> Outcome<Set> {
    if op == Op::Contains
        && let Some(found) = within_a_word(finder, key, needle)?
    {
        return Ok(found);
    }
    let sql = any_of(&[key], op);
    match few(finder, key, needle)? {
        Some(few) => one_by_one(finder, needle, few, &sql, "id"),
        None => holding(finder, key, op, needle),
    }
}

/// The few candidates of the search index, where looking at them takes less than reading all letters.
fn few(finder: &Finder<'_>, key: &str, needle: &str) -> Outcome<Option<Vec<i64>>> {
    if finder.lists.has_letters(finder.db, key)? {
        return Ok(None);
    }
    candidates(finder, needle, FEW_LOOKS)
}

/// Whose text, as an index holds it, contains letters or ends with them.
fn holding(finder: &Finder<'_>, key: &str, op: Op, needle: &str) -> Outcome<Set> {
    // No letters at all are what SQL takes them for.
    if !needle.is_empty()
        && matches!(op, Op::Contains | Op::Ends)
        && let Some(letters) = finder.lists.letters(finder.db, key)?.as_ref()
    {
        return set_of(letters.whose(op, needle));
    }
    finder.ids(&any_of(&[key], op), [needle])
}

/// A name or a part of it: whoever has its pieces in the key of names is looked at, where that does not say all.
fn named(finder: &Finder<'_>, keys: &[&str], is_whole: bool, op: Op, needle: &str) -> Outcome<Set> {
    let exact = any_of(keys, op);
    // Letters within one word stand in it whichever of the two names comes first.
    if is_whole
        && op == Op::Contains
        && let Some(found) = within_a_word(finder, NAME_KEY, needle)?
    {
        return Ok(found);
    }
    if let Some(few) = few(finder, NAME_KEY, needle)? {
        return one_by_one(finder, needle, few, &exact, "id");
    }
    let pieces: Vec<&str> = needle.split_whitespace().collect();
    let Some((first, others)) = pieces.split_first() else { return finder.ids(&exact, [needle]) };
    let having = |piece: &str| match within_a_word(finder, NAME_KEY, piece)? {
        Some(found) => Ok(found),
        None => holding(finder, NAME_KEY, Op::Contains, piece),
    };
    let mut candidates = having(first)?;
    for piece in others {
        candidates &= having(piece)?;
    }
    if is_whole && op == Op::Contains && pieces == [needle] {
        return Ok(candidates);
    }
    if candidates.len() > LOOKS as u64 {
        return finder.ids(&exact, [needle]);
    }
    one_by_one(finder, needle, candidates.iter().map(u64::cast_signed).collect(), &exact, "id")
}

/// Rows of a statement, restricted to the candidates of the search index where these are no more than so many.
pub(super) fn looked_at(
    finder: &Finder<'_>,
    needle: &str,
    looks: usize,
    sql: &str,
    id: &str,
) -> Outcome<Set> {
    match candidates(finder, needle, looks)? {
        Some(candidates) => one_by_one(finder, needle, candidates, sql, id),
        None => finder.ids(sql, [needle]),
    }
}

/// Those of the candidates whom a statement answers with.
fn one_by_one(finder: &Finder<'_>, needle: &str, candidates: Vec<i64>, sql: &str, id: &str) -> Outcome<Set> {
    let one = format!("{sql} AND {id} = ?2 LIMIT 1");
    let mut found = Vec::new();
    for candidate in candidates {
        let holds: Option<i64> = finder.db.optional(&one, (needle, candidate), |row| row.get(0))?;
        found.extend(holds);
    }
    set_of(found)
}

/// Those whose words have the pieces of a text: all who can hold it, and some who do not. `None` when it has no piece that
/// the index knows, or when they are more than `most`.
fn candidates(finder: &Finder<'_>, needle: &str, most: usize) -> Outcome<Option<Vec<i64>>> {
    let pieces: Vec<String> = needle
        .split(|c: char| !c.is_alphanumeric())
        // The beginning of an address of the web is not indexed.
        .filter(|piece| piece.chars().count() >= 3 && !"https".contains(piece))
        .map(|piece| format!("\"{piece}\""))
        .collect();
    // An index that is behind is not waited for: the rows say it as well.
    if pieces.is_empty() || most == 0 || is_behind(finder.db)? {
        return Ok(None);
    }
    let found: Vec<i64> = finder.db.rows(
        "SELECT rowid FROM search WHERE search MATCH ?1 LIMIT ?2",
        (pieces.join(" AND "), most as i64 + 1),
        |row| row.get(0),
    )?;
    Ok(Some(found).filter(|found| found.len() <= most))
}

/// Letters in sequence, in any of the texts that the search reads.
pub(super) fn phrase(finder: &Finder<'_>, text: &str) -> Outcome<Set> {
    const ALL: [&str; 15] = [
        "first_name || ' ' || last_name",
        "last_name || ' ' || first_name",
        "first_name",
        "last_name",
        "job_title",
        "company_key",
        "email",
        "phone",
        "source",
        "sector",
        "city",
        "postcode",
        "site",
        "linkedin_url",
        "notes",
    ];
    let needle = fold(text.trim());
    if needle.is_empty() {
        return Ok(finder.everybody()?.as_ref().clone());
    }
    let any: Vec<String> = ALL.iter().map(|key| format!("instr(relance_fold({key}), ?1) > 0")).collect();
    let others = [
        "EXISTS (SELECT 1 FROM address WHERE prospect_id = p.id AND instr(relance_fold(value), ?1) > 0)",
        "EXISTS (SELECT 1 FROM activity WHERE prospect_id = p.id AND kind IN ('note', 'email') AND instr(relance_fold(body), ?1) > 0)",
        "EXISTS (SELECT 1 FROM prospect_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.prospect_id = p.id AND instr(t.name_key, ?1) > 0)",
        "EXISTS (SELECT 1 FROM field_value WHERE prospect_id = p.id AND instr(key, ?1) > 0)",
    ];
    let sql = format!(
        "SELECT p.id FROM prospect p WHERE p.deleted_at IS NULL AND ({} OR {})",
        any.join(" OR "),
        others.join(" OR ")
    );
    looked_at(finder, &needle, LOOKS, &sql, "p.id")
}

/// E-mails and phones: the primary one or any further one.
pub(super) fn address(finder: &Finder<'_>, kind: &str, op: Op, values: &[String]) -> Outcome<Set> {
    if op == Op::Empty {
        let further = finder.ids(&format!("SELECT prospect_id FROM address WHERE kind = '{kind}'"), [])?;
        let sql = format!("SELECT id FROM prospect WHERE deleted_at IS NULL AND {kind} IS NULL");
        return Ok(finder.ids(&sql, [])? - further);
    }
    let mut found = Set::new();
    for value in values {
        let (needle, op) = if kind == "phone" { phone(value, op) } else { (value.trim().to_lowercase(), op) };
        if needle.is_empty() {
            continue;
        }
        let sql = format!("SELECT id FROM prospect WHERE deleted_at IS NULL AND {}", test(kind, op));
        found |= if matches!(op, Op::Is | Op::Begins) {
            finder.ids(&sql, [&needle])?
        } else {
            indexed(finder, kind, op, &needle)?
        };
        let sql = format!("SELECT prospect_id FROM address WHERE kind = '{kind}' AND {}", test("value", op));
        found |= finder.ids(&sql, [&needle])?;
    }
    Ok(found)
}

/// The digits that a phone is sought by: `06 12` is kept as `+33612…`.
pub(super) fn phone(text: &str, op: Op) -> (String, Op) {
    let text = text.trim();
    let digits: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let is_international = text.starts_with('+') || digits.starts_with("00");
    let digits = if is_international {
        digits.strip_prefix("00").unwrap_or(&digits)
    } else {
        digits.strip_prefix('0').unwrap_or(&digits)
    };
    match op {
        Op::Is | Op::Begins if is_international && !digits.is_empty() => (format!("+{digits}"), op),
        Op::Is => (digits.to_owned(), Op::Ends),
        Op::Begins if !digits.is_empty() => (format!("+33{digits}"), op),
        op => (digits.to_owned(), op),
    }
}
