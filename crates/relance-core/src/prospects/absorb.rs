//! Making one record of two: what the one lacks comes from the other, nothing that only one of them knows is lost.

use super::table::{self, add_addresses};
use crate::tags;
use relance_model::{
    Failure, Id, Outcome,
    prospects::{Address, AddressKind, ProspectRow},
};
use relance_store::{Tx, params};
use std::collections::HashSet;

/// Columns of which one record's value stands, by the name of their field.
const CHOSEN: [(&str, &[&str]); 20] = [
    ("civility", &["civility"]),
    ("first_name", &["first_name"]),
    ("last_name", &["last_name"]),
    ("job_title", &["job_title"]),
    ("company", &["company_id"]),
    ("email", &["email"]),
    ("phone", &["phone"]),
    ("stage", &["stage_id", "position"]),
    ("owner", &["owner_id"]),
    ("source", &["source"]),
    ("sector", &["sector"]),
    ("city", &["city"]),
    ("postcode", &["postcode"]),
    ("country", &["country"]),
    ("site", &["site"]),
    ("linkedin_url", &["linkedin_url"]),
    ("value_cents", &["value_cents", "currency"]),
    ("expected_close_on", &["expected_close_on"]),
    ("notes", &["notes"]),
    ("import", &["import_id"]),
];

/// Puts `gone` into `kept` and removes it. `from_gone` names the fields whose value is that of `gone`; of the others `kept`
/// keeps hers, and takes what she lacks. Further addresses and tags are those of both. An opposition of either stands.
///
/// # Errors
/// `not_found`; `field_unknown`.
pub(crate) fn absorb(tx: &Tx<'_>, kept: Id, gone: Id, from_gone: &[String]) -> Outcome<()> {
    let db = tx.db();
    let (held, other) = (table::row(&db, kept)?, table::row(&db, gone)?);
    let wanted: HashSet<&str> = from_gone.iter().map(String::as_str).collect();
    let is_custom = |name: &str| name.strip_prefix("custom.").is_some();
    if let Some(unknown) =
        wanted.iter().find(|name| !CHOSEN.iter().any(|(field, _)| field == *name) && !is_custom(name))
    {
        return Err(Failure::invalid("from_gone", "field_unknown").with("field", *unknown));
    }
    let addresses = further(tx, &held, &other, &wanted)?;
    write_columns(tx, kept, gone, &wanted)?;
    write_custom(tx, &held, &other, &wanted)?;
    for address in table::addresses(&db, kept)?.iter().filter(|address| !addresses.contains(address)) {
        db.execute(
            "DELETE FROM address WHERE prospect_id = ?1 AND kind = ?2 AND value = ?3",
            params![kept.0, table::kind_word(address.kind), address.value],
        )?;
    }
    let present = table::addresses(&db, kept)?;
    let new: Vec<Address> = addresses.into_iter().filter(|address| !present.contains(address)).collect();
    add_addresses(tx, kept, &new, present.len())?;
    for tag in tags::of(&db, gone)? {
        tags::put(tx, kept, tag.id)?;
    }
    table::remove_children(tx, gone)?;
    db.execute("DELETE FROM prospect WHERE id = ?1", [gone.0]).map(drop)
}

/// Gives everybody of one company to another one.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn change_company(tx: &Tx<'_>, from: Id, to: Id) -> Outcome<()> {
    tx.db().execute("UPDATE prospect SET company_id = ?2 WHERE company_id = ?1", [from.0, to.0]).map(drop)
}

/// Gives some people of one company to another one.
///
/// # Errors
/// `not_found` for one who is not of `from`.
pub(crate) fn assign_company(tx: &Tx<'_>, ids: &[Id], from: Id, to: Id) -> Outcome<()> {
    for id in ids {
        let sql = "UPDATE prospect SET company_id = ?3 WHERE id = ?1 AND company_id = ?2";
        if tx.db().execute(sql, [id.0, from.0, to.0])? == 0 {
            return Err(Failure::not_found("prospect", *id));
        }
    }
    Ok(())
}

/// All addresses of both but the two that are going to be primary, hers first.
fn further(
    tx: &Tx<'_>,
    held: &ProspectRow,
    other: &ProspectRow,
    wanted: &HashSet<&str>,
) -> Outcome<Vec<Address>> {
    let db = tx.db();
    let primary = |name: &str, mine: &Option<String>, theirs: &Option<String>| {
        if wanted.contains(name) { theirs.clone() } else { mine.clone().or_else(|| theirs.clone()) }
    };
    let primaries =
        [primary("email", &held.email, &other.email), primary("phone", &held.phone, &other.phone)];
    let own = |row: &ProspectRow| {
        [(AddressKind::Email, row.email.clone()), (AddressKind::Phone, row.phone.clone())]
            .into_iter()
            .filter_map(|(kind, value)| Some(Address { kind, value: value?, label: None }))
            .collect::<Vec<_>>()
    };
    let mut all: Vec<Address> = Vec::new();
    let everything =
        [table::addresses(&db, held.id)?, own(held), own(other), table::addresses(&db, other.id)?];
    for address in everything.into_iter().flatten() {
        let is_primary = primaries.iter().flatten().any(|primary| *primary == address.value);
        if !is_primary && !all.iter().any(|known| known.kind == address.kind && known.value == address.value)
        {
            all.push(address);
        }
    }
    Ok(all)
}

fn write_columns(tx: &Tx<'_>, kept: Id, gone: Id, wanted: &HashSet<&str>) -> Outcome<()> {
    let of_gone = |column: &str| format!("(SELECT {column} FROM prospect WHERE id = ?2)");
    let mut sets: Vec<String> = Vec::new();
    for (field, columns) in CHOSEN {
        let [leading, ..] = columns else { continue };
        for column in columns {
            let theirs = of_gone(column);
            sets.push(if wanted.contains(field) {
                format!("{column} = {theirs}")
            } else if *field == *"notes" {
                // Two texts are both kept, unless one of them holds the other.
                format!(
                    "notes = CASE WHEN notes IS NULL THEN {theirs} WHEN {theirs} IS NULL OR instr(notes, {theirs}) THEN notes
                       WHEN instr({theirs}, notes) THEN {theirs} ELSE notes || char(10) || char(10) || {theirs} END"
                )
            } else {
                // What goes together comes together: an amount and its currency.
                format!("{column} = CASE WHEN {leading} IS NULL THEN {theirs} ELSE {column} END")
            });
        }
    }
    for (column, worst) in [("do_not_contact_at", "min"), ("last_interaction_at", "max")] {
        let theirs = of_gone(column);
        sets.push(format!("{column} = {worst}(coalesce({column}, {theirs}), coalesce({theirs}, {column}))"));
    }
    let sample = of_gone("is_sample");
    sets.push(format!("is_sample = min(is_sample, {sample})"));
    sets.push("updated_at = ?3".into());
    tx.db()
        .execute(
            &format!("UPDATE prospect SET {} WHERE id = ?1", sets.join(", ")),
            params![kept.0, gone.0, tx.at()],
        )
        .map(drop)
}

fn write_custom(tx: &Tx<'_>, held: &ProspectRow, other: &ProspectRow, wanted: &HashSet<&str>) -> Outcome<()> {
    let mut merged = held.custom.clone();
    for (id, value) in &other.custom {
        if wanted.contains(format!("custom.{id}").as_str()) || !merged.contains_key(id) {
            merged.insert(id.clone(), value.clone());
        }
    }
    if merged == held.custom {
        return Ok(());
    }
    let text = serde_json::to_string(&merged).map_err(Failure::bug)?;
    tx.db().execute("UPDATE prospect SET custom = ?2 WHERE id = ?1", params![held.id.0, text]).map(drop)
}
