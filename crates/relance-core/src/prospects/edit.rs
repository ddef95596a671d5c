//! Writing a prospect as a person types her: texts tidied, addresses in their normal form, mistakes named by field.

use super::{NewProspect, check_required, insert, nobody, table, top_position};
use crate::{companies, fields, members, stages, tags, values};
use relance_model::{
    Failure, Id, Outcome,
    prospects::{Address, AddressKind, ProspectEdit},
};
use relance_store::{SqlValue, Tx, id_array, params_from_iter};

/// Preferences that reading a text depends on.
#[derive(Clone, Debug)]
pub struct Rules {
    /// ISO 3166-1 alpha-2, for phones without a prefix.
    pub region: String,
    /// ISO 4217, for new amounts.
    pub currency: String,
}

impl Default for Rules {
    fn default() -> Self {
        Self { region: "FR".into(), currency: "EUR".into() }
    }
}

impl Rules {
    pub(crate) fn region(&self) -> values::Region {
        values::Region::from_code(&self.region).unwrap_or(values::Region::FR)
    }
}

/// Adds a prospect.
///
/// # Errors
/// `prospect_without_identity` when there is no name, company, e-mail or phone; those of [`edit`].
pub fn add(tx: &Tx<'_>, written: &ProspectEdit, rules: &Rules, is_sample: bool) -> Outcome<Id> {
    let db = tx.db();
    let stage_id = match written.stage_id {
        Some(id) => stages::find(&db, &id.to_string())?.id,
        None => stages::all(&db)?.first().map(|stage| stage.id).ok_or_else(|| Failure::bug("no stage"))?,
    };
    let me = members::all(&db)?.first().map(|member| member.id);
    let new = NewProspect {
        stage_id,
        owner_id: me,
        currency: Some(written.currency.clone().unwrap_or_else(|| rules.currency.clone())),
        position: top_position(&db, stage_id)?,
        is_sample,
        ..NewProspect::default()
    };
    let id = insert(tx, &new)?;
    write(tx, id, written, rules)?;
    let made = table::get(&tx.db(), id)?;
    if made.row.name.is_empty() {
        return Err(nobody());
    }
    // Whoever is only noted down goes to the first stage, and is asked for more when she moves on.
    if written.stage_id.is_some() {
        check_required(tx, None, &made.row)?;
    }
    tx.say("name", made.row.name);
    Ok(id)
}

/// Writes the fields that are given and leaves the others.
///
/// # Errors
/// `not_found`; by field: `email_invalid`, `phone_invalid`, `date_invalid`, `linkedin_invalid`, `site_invalid`,
/// `currency_invalid`; `prospect_without_identity` when nothing would be left to call her by; `fields_missing` when her stage
/// requires what she lacks.
pub fn edit(tx: &Tx<'_>, id: Id, written: &ProspectEdit, rules: &Rules) -> Outcome<()> {
    let before = table::get(&tx.db(), id)?;
    tx.say("name", before.row.name.clone());
    tx.say("fields", field_names(written));
    write(tx, id, written, rules)?;
    if let Some(stage) = written.stage_id.filter(|stage| *stage != before.row.stage_id) {
        tx.say("stage", stages::find(&tx.db(), &stage.to_string())?.label);
    }
    let after = table::row(&tx.db(), id)?;
    if after.name.is_empty() {
        return Err(nobody());
    }
    check_required(tx, Some(&before.row), &after)
}

/// Writes the same fields of many prospects; answers how many are changed.
///
/// # Errors
/// Those of [`edit`] on any of them.
pub(super) fn edit_all(tx: &Tx<'_>, ids: &[Id], written: &ProspectEdit, rules: &Rules) -> Outcome<u64> {
    if let Some(columns) = same_for_all(tx, written, rules)? {
        let unknown: Option<i64> = tx.db().optional(
            "SELECT value FROM json_each(?1) WHERE value NOT IN (SELECT id FROM prospect) LIMIT 1",
            [id_array(ids)],
            |row| row.get(0),
        )?;
        if let Some(unknown) = unknown {
            return Err(Failure::not_found("prospect", unknown));
        }
        tx.say("fields", field_names(written));
        return columns.write(tx, ids);
    }
    let mut changed = 0;
    for id in ids {
        let before = table::get(&tx.db(), *id)?;
        edit(tx, *id, written, rules)?;
        changed += u64::from(table::get(&tx.db(), *id)? != before);
    }
    Ok(changed)
}

/// What somebody can be called by.
const CALLED: [&str; 5] = ["first_name", "last_name", "company_id", "email", "phone"];

/// The columns of an edit that says the same of everybody, whatever she holds, and takes nothing away that she is called by.
/// What stages require is none of them.
fn same_for_all(tx: &Tx<'_>, written: &ProspectEdit, rules: &Rules) -> Outcome<Option<Columns>> {
    let is_hers = written.stage_id.is_some()
        || written.addresses.is_some()
        || written.tag_ids.is_some()
        || written.custom.is_some();
    if is_hers {
        return Ok(None);
    }
    let mut columns = texts(written, rules)?;
    write_plain(tx, Id::default(), written, &mut columns, rules)?;
    let mut written = columns.names.iter().zip(&columns.values);
    let takes_name = written.any(|(name, value)| CALLED.contains(name) && *value == SqlValue::Null);
    Ok(Some(columns).filter(|_| !takes_name))
}

/// The names of the fields that an edit writes, in its own order.
fn field_names(written: &ProspectEdit) -> Vec<String> {
    match serde_json::to_value(written) {
        Ok(serde_json::Value::Object(fields)) => fields.keys().cloned().collect(),
        _ => Vec::new(),
    }
}

/// Columns to set, gathered before one UPDATE.
#[derive(Default)]
struct Columns {
    names: Vec<&'static str>,
    values: Vec<SqlValue>,
}

impl Columns {
    fn set(&mut self, name: &'static str, value: impl Into<SqlValue>) {
        self.names.push(name);
        self.values.push(value.into());
    }
    /// A text as typed: trimmed, blank clears.
    fn text(&mut self, name: &'static str, written: &Option<Option<String>>) {
        if let Some(text) = written {
            self.set(name, tidy(text.as_deref()));
        }
    }
    /// A text that must be read: `read` gives its normal form or a reason.
    fn read(
        &mut self,
        name: &'static str,
        written: &Option<Option<String>>,
        key: &str,
        read: impl Fn(&str) -> Result<String, values::Reason>,
    ) -> Outcome<()> {
        let Some(text) = written else { return Ok(()) };
        let value = match tidy(text.as_deref()) {
            Some(text) => {
                Some(read(&text).map_err(|_| Failure::invalid(name, key).with("value", text.clone()))?)
            }
            None => None,
        };
        self.set(name, value);
        Ok(())
    }
    /// Writes them to prospects, where they say something new; answers to how many.
    fn write(mut self, tx: &Tx<'_>, ids: &[Id]) -> Outcome<u64> {
        if self.names.is_empty() {
            return Ok(0);
        }
        let unchanged: Vec<String> =
            self.names.iter().enumerate().map(|(i, n)| format!("+{n} IS ?{}", i + 1)).collect();
        let set: Vec<String> =
            self.names.iter().enumerate().map(|(i, n)| format!("{n} = ?{}", i + 1)).collect();
        let n = self.names.len();
        self.values.push(tx.at().into());
        self.values.push(id_array(ids).into());
        let sql = format!(
            "UPDATE prospect SET {}, updated_at = ?{} WHERE id IN (SELECT value FROM json_each(?{})) AND NOT ({})",
            set.join(", "),
            n + 1,
            n + 2,
            unchanged.join(" AND ")
        );
        tx.db().execute(&sql, params_from_iter(self.values))
    }
}

/// The columns whose texts need to be read only.
fn texts(written: &ProspectEdit, rules: &Rules) -> Outcome<Columns> {
    let mut columns = Columns::default();
    let civility = |text: &str| Ok(values::civility(text).map_or_else(|_| text.to_owned(), str::to_owned));
    columns.read("civility", &written.civility, "civility_invalid", civility)?;
    let name = |text: &str| Ok(values::person_name(text).into_owned());
    columns.read("first_name", &written.first_name, "name_invalid", name)?;
    columns.read("last_name", &written.last_name, "name_invalid", name)?;
    columns.text("job_title", &written.job_title);
    columns.text("source", &written.source);
    columns.text("sector", &written.sector);
    columns.text("city", &written.city);
    columns.text("postcode", &written.postcode);
    columns.text("notes", &written.notes);
    columns.read("email", &written.email, "email_invalid", values::email)?;
    columns.read("phone", &written.phone, "phone_invalid", |text| phone(text, rules))?;
    columns.read("site", &written.site, "site_invalid", values::site)?;
    columns.read("linkedin_url", &written.linkedin_url, "linkedin_invalid", values::linkedin)?;
    columns.read("country", &written.country, "country_invalid", |text| {
        values::country(text).map(str::to_owned)
    })?;
    columns.read("expected_close_on", &written.expected_close_on, "date_invalid", |text| {
        values::date(text, values::DateOrder::DayFirst).map(|date| date.to_string())
    })?;
    Ok(columns)
}

fn write(tx: &Tx<'_>, id: Id, written: &ProspectEdit, rules: &Rules) -> Outcome<()> {
    let mut columns = texts(written, rules)?;
    write_plain(tx, id, written, &mut columns, rules)?;
    if let Some(addresses) = &written.addresses {
        table::set_addresses(tx, id, &normal(addresses, rules)?)?;
    }
    if let Some(wanted) = &written.tag_ids {
        set_tags(tx, id, wanted)?;
    }
    columns.write(tx, &[id]).map(drop)
}

/// Values that need no reading, but may point at other records.
fn write_plain(
    tx: &Tx<'_>,
    id: Id,
    written: &ProspectEdit,
    columns: &mut Columns,
    rules: &Rules,
) -> Outcome<()> {
    let db = tx.db();
    if let Some(company) = &written.company {
        let company = companies::find_or_add(tx, company.as_deref().unwrap_or_default(), false)?;
        columns.set("company_id", company.map(|id| id.0));
    }
    if let Some(company) = written.company_id {
        if let Some(company) = company {
            companies::get(&db, company)?;
        }
        columns.set("company_id", company.map(|id| id.0));
    }
    if let Some(stage) = written.stage_id {
        let stage = stages::find(&db, &stage.to_string())?;
        if table::row(&db, id)?.stage_id != stage.id {
            columns.set("stage_id", stage.id.0);
            columns.set("position", top_position(&db, stage.id)?);
        }
    }
    if let Some(owner) = written.owner_id {
        if let Some(owner) = owner {
            members::get(&db, owner)?;
        }
        columns.set("owner_id", owner.map(|id| id.0));
    }
    if let Some(cents) = written.value_cents {
        columns.set("value_cents", cents);
    }
    if let Some(currency) = &written.currency {
        let code =
            values::currency(currency).map_err(|_| Failure::invalid("currency", "currency_invalid"))?;
        columns.set("currency", code.to_owned());
    }
    if let Some(flag) = written.do_not_contact {
        columns.set("do_not_contact_at", flag.then_some(tx.at()));
    }
    if let Some(custom) = &written.custom {
        let held = table::row(&db, id)?.custom;
        let merged = fields::merge(&fields::all(&db)?, held, custom, rules.region())?;
        columns.set("custom", serde_json::Value::Object(merged).to_string());
    }
    Ok(())
}

pub(super) fn set_tags(tx: &Tx<'_>, id: Id, wanted: &[Id]) -> Outcome<()> {
    let present = tags::of(&tx.db(), id)?;
    for tag in present.iter().filter(|tag| !wanted.contains(&tag.id)) {
        tags::take(tx, id, tag.id)?;
    }
    for tag in wanted {
        tags::get(&tx.db(), *tag)?;
        tags::put(tx, id, *tag)?;
    }
    Ok(())
}

/// A phone in E.164, with its extension if it has one.
fn phone(text: &str, rules: &Rules) -> Result<String, values::Reason> {
    values::phone(text, rules.region()).map(|phone| match phone.extension {
        Some(extension) => format!("{};ext={extension}", phone.e164),
        None => phone.e164,
    })
}

fn normal(addresses: &[Address], rules: &Rules) -> Outcome<Vec<Address>> {
    let mut found: Vec<Address> = Vec::new();
    for (i, address) in addresses.iter().enumerate() {
        let Some(text) = tidy(Some(&address.value)) else { continue };
        let (read, key) = match address.kind {
            AddressKind::Email => (values::email(&text), "email_invalid"),
            AddressKind::Phone => (phone(&text, rules), "phone_invalid"),
        };
        let value = read.map_err(|_| Failure::invalid(&format!("addresses.{i}"), key).with("value", text))?;
        if !found.iter().any(|other| other.kind == address.kind && other.value == value) {
            found.push(Address { kind: address.kind, value, label: tidy(address.label.as_deref()) });
        }
    }
    Ok(found)
}

fn tidy(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
