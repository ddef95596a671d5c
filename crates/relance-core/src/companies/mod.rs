//! Companies: who prospects work for.

mod absorb;
mod table;

pub(crate) use absorb::absorb;
pub(crate) use table::{adopt, alike, beginning, everyone, same};
pub use table::{get, list};

use crate::values;
use relance_model::{Failure, Id, Outcome, companies::CompanyEdit};
use relance_store::{Tx, params};

/// Finds the company of this name (accents, case and legal form aside) or makes it. `None` for a blank name.
///
/// # Errors
/// The base cannot be written.
pub fn find_or_add(tx: &Tx<'_>, name: &str, is_sample: bool) -> Outcome<Option<Id>> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    if let Some(id) = table::by_name(&tx.db(), name)? {
        return Ok(Some(id));
    }
    table::insert(tx, name, is_sample).map(Some)
}

/// Writes a company's fields.
///
/// # Errors
/// `not_found`, `company_name_missing`, `siren_invalid`, `siret_invalid`.
pub fn edit(tx: &Tx<'_>, id: Id, edit: &CompanyEdit) -> Outcome<()> {
    let before = get(&tx.db(), id)?;
    tx.say("company", before.name.clone());
    let name = edit.name.as_deref().map_or(before.name.as_str(), str::trim);
    if name.is_empty() {
        return Err(Failure::invalid("name", "company_name_missing"));
    }
    let kept = |new: &Option<Option<String>>, old: Option<String>| match new {
        Some(text) => text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned),
        None => old,
    };
    let checked =
        |field: &str, text: Option<String>, read: fn(&str) -> Result<String, values::Reason>| match text {
            Some(text) => read(&text)
                .map(Some)
                .map_err(|_| Failure::invalid(field, &format!("{field}_invalid")).with("value", text)),
            None => Ok(None),
        };
    let siren = checked("siren", kept(&edit.siren, before.siren), values::siren)?;
    let siret = checked("siret", kept(&edit.siret, before.siret), values::siret)?;
    let domain = kept(&edit.domain, before.domain).map(|text| values::domain(&text).unwrap_or(text));
    let country =
        kept(&edit.country, before.country).map(|text| values::country(&text).map_or(text, str::to_owned));
    tx.db()
        .execute(
            "UPDATE company SET name = ?2, match_key = ?3, legal_form = ?4, domain = ?5, siren = ?6, siret = ?7,
               sector = ?8, size = ?9, address = ?10, postcode = ?11, city = ?12, country = ?13, updated_at = ?14
             WHERE id = ?1",
            params![
                id.0,
                name,
                values::company_key(name),
                kept(&edit.legal_form, before.legal_form),
                domain,
                siren,
                siret,
                kept(&edit.sector, before.sector),
                kept(&edit.size, before.size),
                kept(&edit.address, before.address),
                kept(&edit.postcode, before.postcode),
                kept(&edit.city, before.city),
                country,
                tx.at(),
            ],
        )
        .map(drop)
}

/// Removes companies of the sample that no prospect is left in.
///
/// # Errors
/// The base cannot be written.
pub fn erase_sample(tx: &Tx<'_>) -> Outcome<u64> {
    tx.db().execute(
        "DELETE FROM company WHERE is_sample = 1 AND NOT EXISTS (SELECT 1 FROM prospect WHERE company_id = company.id)",
        params![],
    )
}
