//! The table `company`.

use crate::values;
use relance_model::{
    Failure, Id, Outcome,
    companies::{CompanyList, CompanyQuery, CompanyRow},
};
use relance_store::{Db, Row, SqlResult, Tx, fold, params};

const COLUMNS: &str = "id, name, legal_form, domain, siren, siret, sector, size, address, postcode, city, country,
  (SELECT count(*) FROM prospect p WHERE p.company_id = company.id AND p.deleted_at IS NULL), created_at, updated_at";

fn company(row: &Row<'_>) -> SqlResult<CompanyRow> {
    Ok(CompanyRow {
        id: Id(row.get(0)?),
        name: row.get(1)?,
        legal_form: row.get(2)?,
        domain: row.get(3)?,
        siren: row.get(4)?,
        siret: row.get(5)?,
        sector: row.get(6)?,
        size: row.get(7)?,
        address: row.get(8)?,
        postcode: row.get(9)?,
        city: row.get(10)?,
        country: row.get(11)?,
        prospects: row.get::<_, i64>(12)?.unsigned_abs(),
        created_at: row.get(13)?,
        updated_at: row.get(14)?,
    })
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<CompanyRow> {
    db.optional(&format!("SELECT {COLUMNS} FROM company WHERE id = ?1"), [id.0], company)?
        .ok_or_else(|| Failure::not_found("company", id))
}

/// Companies by name; a search finds by the beginning of the name or of a word of it.
///
/// # Errors
/// The base cannot be read.
pub fn list(db: &Db<'_>, query: &CompanyQuery) -> Outcome<CompanyList> {
    let word = fold(query.search.as_deref().unwrap_or_default().trim());
    let limit = query.limit.unwrap_or(50).min(1000);
    if word.is_empty() {
        let total: i64 = db.scalar("SELECT count(*) FROM company", [])?;
        let items = db.rows(
            &format!("SELECT {COLUMNS} FROM company ORDER BY name_key LIMIT ?1 OFFSET ?2"),
            params![limit.cast_signed(), query.offset.cast_signed()],
            company,
        )?;
        return Ok(CompanyList { total: total.unsigned_abs(), items });
    }
    // First those whose name begins so (by the index), then those that have it elsewhere.
    let ids = db.rows(
        "SELECT id FROM (
           SELECT id, 0 AS rank, name_key FROM company WHERE name_key >= ?1 AND name_key < ?1 || char(1114111)
           UNION ALL
           SELECT id, 1, name_key FROM company
           WHERE instr(name_key, ?1) > 0 AND NOT (name_key >= ?1 AND name_key < ?1 || char(1114111)))
         ORDER BY rank, name_key LIMIT 5000",
        [&word],
        |row| row.get::<_, i64>(0),
    )?;
    let page = ids.iter().skip(usize::try_from(query.offset).unwrap_or(usize::MAX)).take(limit as usize);
    let items = page.map(|id| get(db, Id(*id))).collect::<Outcome<_>>()?;
    Ok(CompanyList { total: ids.len() as u64, items })
}

/// Companies whose name begins so, for the palette: by the index alone, so that a million do not slow it.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn beginning(db: &Db<'_>, text: &str, limit: u64) -> Outcome<Vec<CompanyRow>> {
    let word = fold(text.trim());
    if word.is_empty() {
        return Ok(Vec::new());
    }
    db.rows(
        &format!(
            "SELECT {COLUMNS} FROM company WHERE name_key >= ?1 AND name_key < ?1 || char(1114111) ORDER BY name_key LIMIT ?2"
        ),
        params![word, limit.cast_signed()],
        company,
    )
}

/// Companies that a name may mean: the one of that name, else those of the same without its legal form (two at most).
pub(crate) fn alike(db: &Db<'_>, name: &str) -> Outcome<(Option<Id>, Vec<Id>)> {
    let exact: Option<i64> =
        db.optional("SELECT id FROM company WHERE name_key = ?1 ORDER BY id LIMIT 1", [fold(name)], |row| {
            row.get(0)
        })?;
    let key = values::company_key(name);
    if exact.is_some() || key.is_empty() {
        return Ok((exact.map(Id), Vec::new()));
    }
    let alike =
        db.rows("SELECT id FROM company WHERE match_key = ?1 LIMIT 2", [key], |row| row.get(0).map(Id))?;
    Ok((None, alike))
}

/// The company that a name means: same name, else the same without its legal form when only one has it.
pub(super) fn by_name(db: &Db<'_>, name: &str) -> Outcome<Option<Id>> {
    let (exact, alike) = alike(db, name)?;
    Ok(exact.or(if alike.len() == 1 { alike.first().copied() } else { None }))
}

pub(super) fn insert(tx: &Tx<'_>, name: &str, is_sample: bool) -> Outcome<Id> {
    let id = tx.new_id();
    tx.db().execute(
        "INSERT OR FAIL INTO company (id, name, match_key, legal_form, is_sample, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        params![id.0, name, values::company_key(name), values::legal_form(name), is_sample, tx.at()],
    )?;
    Ok(id)
}

/// All companies, the oldest first.
pub(crate) fn everyone(db: &Db<'_>) -> Outcome<Vec<Id>> {
    db.rows("SELECT id FROM company ORDER BY id", [], |row| row.get(0).map(Id))
}

/// The company of this base that one of another base is: the same SIREN, else the same name.
pub(crate) fn same(db: &Db<'_>, other: &CompanyRow) -> Outcome<Option<Id>> {
    let by_siren: Option<i64> = match &other.siren {
        Some(siren) => {
            db.optional("SELECT id FROM company WHERE siren = ?1 ORDER BY id LIMIT 1", [siren], |row| {
                row.get(0)
            })?
        }
        None => None,
    };
    match by_siren {
        Some(id) => Ok(Some(Id(id))),
        None => by_name(db, &other.name),
    }
}

/// Adds a company of another base as it was there.
pub(crate) fn adopt(tx: &Tx<'_>, other: &CompanyRow) -> Outcome<Id> {
    let id = tx.id_or_new("company", other.id)?;
    tx.db().execute(
        "INSERT INTO company (id, name, match_key, legal_form, domain, siren, siret, sector, size, address, postcode, city,
           country, is_sample, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, ?14, ?15)",
        params![
            id.0,
            other.name,
            values::company_key(&other.name),
            other.legal_form,
            other.domain,
            other.siren,
            other.siret,
            other.sector,
            other.size,
            other.address,
            other.postcode,
            other.city,
            other.country,
            other.created_at,
            other.updated_at,
        ],
    )?;
    Ok(id)
}
