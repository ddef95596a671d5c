//! The tables `prospect`, `address`, `prospect_tag`, row by row.

use crate::tags;
use relance_model::{
    Failure, Id, Outcome,
    prospects::{Address, AddressKind, Prospect, ProspectRow},
    whole::Person,
};
use relance_store::{Db, Row, SqlResult, Tx, params};

const COLUMNS: &str = "p.id, p.civility, p.first_name, p.last_name, p.job_title, p.company_id, c.name, p.email, p.phone,
  p.stage_id, p.owner_id, p.source, p.sector, p.city, p.postcode, p.country, p.site, p.linkedin_url, p.value_cents,
  p.currency, p.expected_close_on, p.notes, p.do_not_contact_at, p.last_interaction_at, p.next_action_at, p.custom, p.created_at,
  p.updated_at, p.deleted_at,
  (SELECT group_concat(tag_id) FROM (SELECT tag_id FROM prospect_tag WHERE prospect_id = p.id ORDER BY tag_id)),
  CASE WHEN p.next_action_at IS NULL THEN 0 ELSE
    EXISTS (SELECT 1 FROM reminder r WHERE r.prospect_id = p.id AND r.due_at = p.next_action_at AND r.done_at IS NULL AND r.is_timed)
    OR EXISTS (SELECT 1 FROM event_prospect t JOIN event e ON e.id = t.event_id
      WHERE t.prospect_id = p.id AND e.next_at = p.next_action_at AND e.status <> 'cancelled' AND NOT e.is_all_day)
  END";

fn read(row: &Row<'_>) -> SqlResult<ProspectRow> {
    let custom: String = row.get(25)?;
    let tags: Option<String> = row.get(29)?;
    let mut prospect = ProspectRow {
        id: Id(row.get(0)?),
        name: String::new(),
        civility: row.get(1)?,
        first_name: row.get(2)?,
        last_name: row.get(3)?,
        job_title: row.get(4)?,
        company_id: row.get::<_, Option<i64>>(5)?.map(Id),
        company: row.get(6)?,
        email: row.get(7)?,
        phone: row.get(8)?,
        stage_id: Id(row.get(9)?),
        owner_id: row.get::<_, Option<i64>>(10)?.map(Id),
        tag_ids: tags
            .iter()
            .flat_map(|ids| ids.split(','))
            .filter_map(|id| id.parse().ok())
            .map(Id)
            .collect(),
        source: row.get(11)?,
        sector: row.get(12)?,
        city: row.get(13)?,
        postcode: row.get(14)?,
        country: row.get(15)?,
        site: row.get(16)?,
        linkedin_url: row.get(17)?,
        value_cents: row.get(18)?,
        currency: row.get(19)?,
        expected_close_on: row.get(20)?,
        notes: row.get(21)?,
        do_not_contact_at: row.get(22)?,
        last_interaction_at: row.get(23)?,
        next_action_at: row.get(24)?,
        next_action_timed: row.get(30)?,
        custom: if custom == "{}" {
            Default::default()
        } else {
            serde_json::from_str(&custom).unwrap_or_default()
        },
        created_at: row.get(26)?,
        updated_at: row.get(27)?,
        deleted_at: row.get(28)?,
    };
    prospect.name = display_name(&prospect);
    Ok(prospect)
}

/// What to call a prospect: her names, else the company, else the e-mail, else the phone.
fn display_name(row: &ProspectRow) -> String {
    let names: Vec<&str> =
        [&row.first_name, &row.last_name].into_iter().flatten().map(String::as_str).collect();
    if names.is_empty() {
        [&row.company, &row.email, &row.phone].into_iter().flatten().next().cloned().unwrap_or_default()
    } else {
        names.join(" ")
    }
}

/// A prospect's flat row.
///
/// # Errors
/// `not_found`.
pub fn row(db: &Db<'_>, id: Id) -> Outcome<ProspectRow> {
    let sql = format!(
        "SELECT {COLUMNS} FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.id = ?1"
    );
    db.optional(&sql, [id.0], read)?.ok_or_else(|| Failure::not_found("prospect", id))
}

/// The rows of these ids, in their order; ids that are gone are left out.
pub(crate) fn rows_of(db: &Db<'_>, ids: &[i64]) -> Outcome<Vec<ProspectRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        match row(db, Id(*id)) {
            Ok(found) => rows.push(found),
            Err(failure) if failure.key == "not_found" => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(rows)
}

/// A prospect as her sheet shows her.
///
/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<Prospect> {
    let (import_id, is_sample): (Option<i64>, bool) = db
        .optional("SELECT import_id, is_sample FROM prospect WHERE id = ?1", [id.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .ok_or_else(|| Failure::not_found("prospect", id))?;
    let import_file = match import_id {
        Some(import) => {
            db.optional("SELECT file_name FROM import_batch WHERE id = ?1", [import], |row| row.get(0))?
        }
        None => None,
    };
    Ok(Prospect {
        row: row(db, id)?,
        addresses: addresses(db, id)?,
        tags: tags::of(db, id)?,
        import_id: import_id.map(Id),
        import_file,
        is_sample,
    })
}

/// Tables whose rows are a prospect's own.
pub(super) const CHILDREN: [&str; 5] = ["address", "prospect_tag", "activity", "reminder", "event_prospect"];

/// Removes what is a prospect's own, so that she can go herself.
pub(super) fn remove_children(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    for child in CHILDREN {
        tx.db().execute(&format!("DELETE FROM {child} WHERE prospect_id = ?1"), [id.0])?;
    }
    Ok(())
}

/// Everybody of the base, trash included, the oldest first.
pub(crate) fn everybody(db: &Db<'_>) -> Outcome<Vec<Id>> {
    db.rows("SELECT id FROM prospect ORDER BY id", [], |row| row.get(0).map(Id))
}

/// A prospect as the file of a base holds her; her timeline is for the room that owns it.
pub(crate) fn whole(db: &Db<'_>, id: Id) -> Outcome<Person> {
    let (position, is_sample, import_id) = db
        .optional("SELECT position, is_sample, import_id FROM prospect WHERE id = ?1", [id.0], |found| {
            Ok((found.get(0)?, found.get(1)?, found.get::<_, Option<i64>>(2)?.map(Id)))
        })?
        .ok_or_else(|| Failure::not_found("prospect", id))?;
    Ok(Person {
        row: row(db, id)?,
        addresses: addresses(db, id)?,
        position,
        is_sample,
        import_id,
        timeline: Vec::new(),
        reminders: Vec::new(),
    })
}

pub(super) fn addresses(db: &Db<'_>, id: Id) -> Outcome<Vec<Address>> {
    db.rows(
        "SELECT kind, value, label FROM address WHERE prospect_id = ?1 ORDER BY position, id",
        [id.0],
        |row| {
            let kind: String = row.get(0)?;
            Ok(Address {
                kind: if kind == "email" { AddressKind::Email } else { AddressKind::Phone },
                value: row.get(1)?,
                label: row.get(2)?,
            })
        },
    )
}

pub(crate) fn kind_word(kind: AddressKind) -> &'static str {
    match kind {
        AddressKind::Email => "email",
        AddressKind::Phone => "phone",
    }
}

/// Replaces the further addresses of a prospect.
pub(super) fn set_addresses(tx: &Tx<'_>, id: Id, wanted: &[Address]) -> Outcome<()> {
    if addresses(&tx.db(), id)? == wanted {
        return Ok(());
    }
    tx.db().execute("DELETE FROM address WHERE prospect_id = ?1", [id.0])?;
    add_addresses(tx, id, wanted, 0)
}

/// Adds further addresses behind the present ones.
pub(crate) fn add_addresses(tx: &Tx<'_>, id: Id, wanted: &[Address], from: usize) -> Outcome<()> {
    for (position, address) in wanted.iter().enumerate() {
        tx.db().execute(
            "INSERT OR FAIL INTO address (id, prospect_id, kind, value, label, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                tx.new_id().0, id.0, kind_word(address.kind), address.value, address.label, (from + position) as i64
            ],
        )?;
    }
    Ok(())
}

/// A prospect to write for the first time: values already in their normal form.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewProspect {
    /// The id that she had in another base.
    pub id: Option<Id>,
    pub civility: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub job_title: Option<String>,
    pub company: Option<(Id, String)>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub addresses: Vec<Address>,
    pub stage_id: Id,
    pub owner_id: Option<Id>,
    pub tag_ids: Vec<Id>,
    pub source: Option<String>,
    pub sector: Option<String>,
    pub city: Option<String>,
    pub postcode: Option<String>,
    pub country: Option<String>,
    pub site: Option<String>,
    pub linkedin_url: Option<String>,
    pub value_cents: Option<i64>,
    pub currency: Option<String>,
    pub expected_close_on: Option<String>,
    pub notes: Option<String>,
    pub do_not_contact_at: Option<i64>,
    pub last_interaction_at: Option<i64>,
    /// JSON object; empty text for none.
    pub custom: String,
    pub position: i64,
    pub import_id: Option<Id>,
    pub is_sample: bool,
    /// UTC ms; the operation's own instant when none is given.
    pub created_at: Option<i64>,
    /// UTC ms; when she was made, when none is given.
    pub updated_at: Option<i64>,
    /// In the trash since then.
    pub deleted_at: Option<i64>,
}

/// Writes a new prospect with her addresses and tags.
///
/// `OR FAIL` spares a statement journal: whatever fails, the whole operation is rolled back.
pub(crate) fn insert(tx: &Tx<'_>, new: &NewProspect) -> Outcome<Id> {
    let id = match new.id {
        Some(id) => tx.id_or_new("prospect", id)?,
        None => tx.new_id(),
    };
    let made_at = new.created_at.unwrap_or_else(|| tx.at());
    let (company, company_key) = match &new.company {
        Some((id, key)) => (Some(id.0), Some(key.as_str())),
        None => (None, None),
    };
    tx.db().execute(
        "INSERT OR FAIL INTO prospect (id, civility, first_name, last_name, job_title, company_id, company_key, email, phone,
           stage_id, owner_id, source, sector, city, postcode, country, site, linkedin_url, value_cents, currency,
           expected_close_on, notes, do_not_contact_at, last_interaction_at, custom, position, import_id, is_sample,
           created_at, updated_at, deleted_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
           ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31)",
        params![
            id.0,
            new.civility,
            new.first_name,
            new.last_name,
            new.job_title,
            company,
            company_key,
            new.email,
            new.phone,
            new.stage_id.0,
            new.owner_id.map(|owner| owner.0),
            new.source,
            new.sector,
            new.city,
            new.postcode,
            new.country,
            new.site,
            new.linkedin_url,
            new.value_cents,
            new.currency.as_deref().unwrap_or("EUR"),
            new.expected_close_on,
            new.notes,
            new.do_not_contact_at,
            new.last_interaction_at,
            if new.custom.is_empty() { "{}" } else { &new.custom },
            new.position,
            new.import_id.map(|import| import.0),
            new.is_sample,
            made_at,
            new.updated_at.unwrap_or(made_at),
            new.deleted_at,
        ],
    )?;
    add_addresses(tx, id, &new.addresses, 0)?;
    for tag in &new.tag_ids {
        tags::put(tx, id, *tag)?;
    }
    Ok(id)
}

/// Every address of everybody who is not in the trash, in lower case.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn every_email(db: &Db<'_>) -> Outcome<Vec<String>> {
    db.rows(
        "SELECT email FROM prospect WHERE deleted_at IS NULL AND email IS NOT NULL
         UNION SELECT a.value FROM address a JOIN prospect p ON p.id = a.prospect_id
         WHERE a.kind = 'email' AND p.deleted_at IS NULL",
        [],
        |row| row.get(0),
    )
}
