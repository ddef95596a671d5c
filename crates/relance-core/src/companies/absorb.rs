//! Making one company of two: what the one lacks comes from the other, their people are all its own.

use super::table;
use relance_model::{Failure, Id, Outcome};
use relance_store::{Tx, params};

/// Columns of which one record's value stands, by the name of their field. A key goes with its name.
const CHOSEN: [(&str, &[&str]); 11] = [
    ("name", &["name", "match_key"]),
    ("legal_form", &["legal_form"]),
    ("domain", &["domain"]),
    ("siren", &["siren"]),
    ("siret", &["siret"]),
    ("sector", &["sector"]),
    ("size", &["size"]),
    ("address", &["address"]),
    ("postcode", &["postcode"]),
    ("city", &["city"]),
    ("country", &["country"]),
];

/// Puts `gone` into `kept` and removes it; its people must have moved before. `from_gone` names the fields whose value is that of
/// `gone`; of the others `kept` keeps its own, and takes what it lacks.
///
/// # Errors
/// `not_found`; `field_unknown`.
pub(crate) fn absorb(tx: &Tx<'_>, kept: Id, gone: Id, from_gone: &[String]) -> Outcome<()> {
    table::get(&tx.db(), kept)?;
    table::get(&tx.db(), gone)?;
    if let Some(unknown) = from_gone.iter().find(|name| !CHOSEN.iter().any(|(field, _)| field == name)) {
        return Err(Failure::invalid("from_merged", "field_unknown").with("field", unknown.as_str()));
    }
    let mut sets: Vec<String> = Vec::new();
    for (field, columns) in CHOSEN {
        for column in columns {
            let theirs = format!("(SELECT {column} FROM company WHERE id = ?2)");
            sets.push(if from_gone.iter().any(|name| name == field) {
                format!("{column} = {theirs}")
            } else {
                format!("{column} = coalesce({column}, {theirs})")
            });
        }
    }
    sets.push(
        "is_sample = min(is_sample, (SELECT is_sample FROM company WHERE id = ?2)), updated_at = ?3".into(),
    );
    tx.db().execute(
        &format!("UPDATE company SET {} WHERE id = ?1", sets.join(", ")),
        params![kept.0, gone.0, tx.at()],
    )?;
    tx.db().execute("DELETE FROM company WHERE id = ?1", [gone.0]).map(drop)
}
