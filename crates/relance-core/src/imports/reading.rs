//! Reading a row: cells into the values of a prospect, with a warning for each that cannot be read.

use super::{
    columns,
    draft::Plan,
    recognise::{FIELDS, ours},
};
use crate::{
    fields,
    prospects::NewProspect,
    values::{self, DateOrder, NameRule, Reason, Region},
};
use relance_model::{
    Id,
    imports::{ImportWarning, Target},
    labels::{CustomField, FieldKind},
    prospects::{Address, AddressKind},
};
use relance_sheet::{CellRef, RowRef};
use relance_store::fold;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// A row as values. `prospect` lacks what only the base knows: company, stage, owner, tags.
#[derive(Default)]
pub(super) struct Reading {
    pub prospect: NewProspect,
    pub company: Option<String>,
    pub facts: CompanyFacts,
    pub stage: Option<String>,
    pub owner: Option<String>,
    pub tags: Vec<String>,
    pub custom: Map<String, Value>,
    pub warnings: Vec<ImportWarning>,
    /// An export of Relance wrote the row: it is somebody, whatever it looks like.
    pub is_ours: bool,
}

/// What the row says of the company.
#[derive(Default, PartialEq, Eq)]
pub(super) struct CompanyFacts {
    pub domain: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub legal_form: Option<String>,
    pub size: Option<String>,
    pub address: Option<String>,
    /// Of a sheet of companies alone: elsewhere they are the prospect's.
    pub sector: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
}

impl CompanyFacts {
    /// The SIREN, which a SIRET tells too.
    pub(super) fn siren(&self) -> Option<String> {
        let of_siret = || self.siret.as_ref().and_then(|siret| siret.get(..9)).map(str::to_owned);
        self.siren.clone().or_else(of_siret)
    }
}

/// Where a column goes, settled before the first row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Civility,
    FirstName,
    LastName,
    FullName(NameRule),
    JobTitle,
    Email,
    Phone,
    Company,
    CompanyDomain,
    Siren,
    Siret,
    LegalForm,
    CompanySize,
    CompanyAddress,
    Stage,
    Owner,
    Tags,
    Source,
    Sector,
    City,
    Postcode,
    Country,
    Site,
    LinkedinUrl,
    Value,
    Currency,
    ExpectedCloseOn,
    Notes,
    LastInteractionAt,
    DoNotContact,
    Custom(Id),
}

fn field(key: &str) -> Option<Field> {
    Some(match key {
        "civility" => Field::Civility,
        "first_name" => Field::FirstName,
        "last_name" => Field::LastName,
        "full_name" => Field::FullName(NameRule::default()),
        "job_title" => Field::JobTitle,
        "email" => Field::Email,
        "phone" | "mobile" => Field::Phone,
        "company" => Field::Company,
        "company_domain" => Field::CompanyDomain,
        "siren" => Field::Siren,
        "siret" => Field::Siret,
        "legal_form" => Field::LegalForm,
        "company_size" => Field::CompanySize,
        "company_address" => Field::CompanyAddress,
        "stage" => Field::Stage,
        "owner" => Field::Owner,
        "tags" => Field::Tags,
        "source" => Field::Source,
        "sector" => Field::Sector,
        "city" => Field::City,
        "postcode" => Field::Postcode,
        "country" => Field::Country,
        "site" => Field::Site,
        "linkedin_url" => Field::LinkedinUrl,
        "value" => Field::Value,
        "currency" => Field::Currency,
        "expected_close_on" => Field::ExpectedCloseOn,
        "notes" => Field::Notes,
        "last_interaction_at" => Field::LastInteractionAt,
        "do_not_contact" => Field::DoNotContact,
        _ => return None,
    })
}

/// The columns of a prospect that a field of the file is written to.
pub(super) fn written_by(field: &str) -> &'static [&'static str] {
    match field {
        "full_name" => &["first_name", "last_name", "civility"],
        "phone" | "mobile" => &["phone"],
        "company" => &["company_id"],
        "stage" => &["stage_id"],
        "owner" => &["owner_id"],
        "value" => &["value_cents"],
        "do_not_contact" => &["do_not_contact_at"],
        other => FIELDS.iter().position(|known| *known == other).map_or(&[], |at| &FIELDS[at..=at]),
    }
}

/// Reads rows by one plan.
#[derive(Clone)]
pub(super) struct Reader {
    columns: Vec<(usize, &'static str, Field)>,
    /// The column by which rows are known that an export of Relance wrote, and whether it wrote a text.
    ours: Option<(usize, bool)>,
    /// Columns of our own that hold further addresses, never the first.
    further: Vec<usize>,
    order: DateOrder,
    region: Region,
    /// Instant that an opposition without a date is given, UTC ms.
    now: i64,
    /// The custom fields, for the kinds of their values.
    fields: Vec<CustomField>,
    /// What the user says of values that selects do not offer: by field, folded; nothing for one that is left out.
    said: HashMap<Id, HashMap<String, Option<String>>>,
}

impl Reader {
    pub(super) fn with_fields(self, fields: &[CustomField]) -> Self {
        Self { fields: fields.to_vec(), ..self }
    }

    /// `custom` gives the id of the custom field of each column that has one.
    pub(super) fn new(plan: &Plan, custom: &[(usize, Id)], region: Region, now: i64) -> Self {
        let mut read: Vec<(usize, &'static str, Field)> = Vec::new();
        for column in &plan.columns {
            match &column.target {
                Target::Field { field: key, .. } => {
                    if let (Some(field), Some(name)) = (field(key), FIELDS.iter().find(|known| *known == key))
                    {
                        let field = match field {
                            Field::FullName(_) => Field::FullName(columns::rule(column)),
                            other => other,
                        };
                        read.push((column.index, name, field));
                    }
                }
                Target::Custom { .. } | Target::NewCustom { .. } => {
                    if let Some((_, id)) = custom.iter().find(|(index, _)| *index == column.index) {
                        read.push((column.index, "custom", Field::Custom(*id)));
                    }
                }
                Target::Ignore => {}
            }
        }
        // The country tells how the postcode and phones are read, the first name what is left of a full one.
        read.sort_by_key(|(index, _, field)| {
            (!matches!(field, Field::Country | Field::FirstName | Field::LastName), *index)
        });
        let ours = ours::id_column(&plan.header).map(|at| (at, plan.is_text));
        let further = plan.columns.iter().filter(|c| ours::is_further(&c.header)).map(|c| c.index).collect();
        Self {
            columns: read,
            ours,
            further,
            order: plan.order,
            region,
            now,
            fields: Vec::new(),
            said: HashMap::new(),
        }
    }

    /// A field as it is from now on.
    pub(super) fn take_field(&mut self, field: &CustomField) {
        match self.fields.iter_mut().find(|held| held.id == field.id) {
            Some(held) => held.clone_from(field),
            None => self.fields.push(field.clone()),
        }
    }

    /// Another word for an option of a field, or one that is left out.
    pub(super) fn say(&mut self, field: Id, value: &str, label: Option<String>) {
        self.said.entry(field).or_default().insert(fold(value.trim()), label);
    }

    /// A text of a select in the words of its options; nothing where all of it is left out.
    fn in_options(&self, field: &CustomField, text: &str) -> Option<Value> {
        let said = self.said.get(&field.id)?;
        let one = |part: &str| match said.get(&fold(part.trim())) {
            Some(label) => label.clone(),
            None => Some(part.to_owned()),
        };
        Some(match field.kind {
            FieldKind::MultiSelect if !said.contains_key(&fold(text.trim())) => {
                fields::parts(text).filter_map(|part| one(&part)).collect::<Vec<_>>().into()
            }
            _ => one(text).into(),
        })
    }

    pub(super) fn read(&self, row: RowRef<'_>) -> Reading {
        let is_ours = self.ours.filter(|(at, _)| row.text(*at).trim().parse::<u64>().is_ok());
        let mut reading = Reading { is_ours: is_ours.is_some(), ..Reading::default() };
        for (index, name, field) in &self.columns {
            let cell = row.cell(*index);
            let text = cell.to_text();
            let text = match is_ours {
                Some((_, true)) => relance_sheet::unguarded(&text).trim(),
                _ => text.trim(),
            };
            if text.is_empty() || (is_ours.is_none() && is_blank_word(text)) {
                continue;
            }
            let is_further = is_ours.is_some() && self.further.contains(index);
            if let Err(reason) = self.put(&mut reading, (*field, is_further), cell, text) {
                reading.warnings.push(ImportWarning {
                    field: (*name).to_owned(),
                    value: text.chars().take(200).collect(),
                    reason: reason.to_owned(),
                });
            }
        }
        reading
    }

    fn put(
        &self,
        reading: &mut Reading,
        (field, is_further): (Field, bool),
        cell: CellRef<'_>,
        text: &str,
    ) -> Result<(), Reason> {
        if matches!(cell, CellRef::Error(_)) {
            return Err("cell.error");
        }
        let is_ours = reading.is_ours;
        let prospect = &mut reading.prospect;
        match field {
            // What was kept as it was typed comes back so.
            Field::Company if is_ours => reading.company = Some(text.to_owned()),
            Field::City if is_ours => prospect.city = Some(text.to_owned()),
            Field::Postcode if is_ours => prospect.postcode = Some(text.to_owned()),
            Field::Civility => {
                prospect.civility =
                    Some(values::civility(text).map_or_else(|_| text.to_owned(), str::to_owned))
            }
            Field::FirstName => prospect.first_name = Some(values::person_name(text).into_owned()),
            Field::LastName => prospect.last_name = Some(values::person_name(text).into_owned()),
            Field::FullName(rule) => full_name(prospect, text, rule),
            Field::JobTitle => join(&mut prospect.job_title, text, ", "),
            Field::Email => return emails(prospect, text, is_further, &mut reading.warnings),
            Field::Phone => return self.phones(prospect, text, is_further, &mut reading.warnings),
            Field::Company => reading.company = Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            Field::CompanyDomain => reading.facts.domain = values::domain(text),
            Field::Siren => reading.facts.siren = Some(values::siren(text)?),
            Field::Siret => reading.facts.siret = Some(values::siret(text)?),
            Field::LegalForm => reading.facts.legal_form = Some(text.to_owned()),
            Field::CompanySize => reading.facts.size = Some(text.to_owned()),
            Field::CompanyAddress => join(&mut reading.facts.address, text, ", "),
            Field::Stage => reading.stage = Some(text.to_owned()),
            Field::Owner => reading.owner = Some(text.to_owned()),
            Field::Tags => reading.tags.extend(values::tags(text)),
            Field::Source => prospect.source = Some(text.to_owned()),
            Field::Sector => prospect.sector = Some(text.to_owned()),
            Field::City => prospect.city = Some(values::place_name(text).into_owned()),
            Field::Country => prospect.country = Some(values::country(text)?.to_owned()),
            Field::Postcode => prospect.postcode = Some(values::postcode(text, prospect.country.as_deref())?),
            Field::Site => prospect.site = Some(values::site(text)?),
            Field::LinkedinUrl => prospect.linkedin_url = Some(values::linkedin(text)?),
            Field::Value => {
                let amount = match cell {
                    CellRef::Number(number) => values::amount_of_number(number)?.cents,
                    _ => {
                        let amount = values::amount(text)?;
                        if let Some(currency) = amount.currency {
                            prospect.currency = Some(currency.to_owned());
                        }
                        amount.cents
                    }
                };
                prospect.value_cents = Some(amount);
            }
            Field::Currency => prospect.currency = Some(values::currency(text)?.to_owned()),
            Field::ExpectedCloseOn => prospect.expected_close_on = Some(self.date(cell, text)?.to_string()),
            Field::Notes => join(&mut prospect.notes, text, "\n"),
            Field::LastInteractionAt => prospect.last_interaction_at = Some(self.instant(cell, text)?),
            Field::DoNotContact => {
                prospect.do_not_contact_at = match values::flag(text) {
                    Ok(flag) => flag.then_some(self.now),
                    // A date of opposition is an opposition.
                    Err(reason) => Some(self.instant(cell, text).map_err(|_| reason)?),
                }
            }
            Field::Custom(id) => {
                if let Some(value) = self.custom(id, cell, text)? {
                    reading.custom.insert(id.to_string(), value);
                }
            }
        }
        Ok(())
    }

    /// A value of a custom field, in the normal form of its kind.
    fn custom(&self, id: Id, cell: CellRef<'_>, text: &str) -> Result<Option<Value>, Reason> {
        let Some(field) = self.fields.iter().find(|field| field.id == id) else {
            return Ok(Some(text.into()));
        };
        let written = match (cell, field.kind) {
            (CellRef::Bool(flag), FieldKind::Boolean) => flag.into(),
            (CellRef::Number(number), FieldKind::Number | FieldKind::Currency) => number.into(),
            (CellRef::Date(_) | CellRef::DateTime(_), FieldKind::Date) => {
                self.date(cell, text)?.to_string().into()
            }
            (_, FieldKind::Select | FieldKind::MultiSelect) => {
                self.in_options(field, text).unwrap_or_else(|| text.into())
            }
            _ => Value::from(text),
        };
        fields::read(field, &written, self.region, self.order).map_err(|refused| match refused.key.as_str() {
            "number_invalid" | "amount_invalid" | "currency_other" => "amount",
            "date_invalid" => "date",
            "flag_invalid" => "flag",
            "site_invalid" => "site",
            "email_invalid" => "email",
            "phone_invalid" => "phone",
            _ => "option_unknown",
        })
    }

    fn date(&self, cell: CellRef<'_>, text: &str) -> Result<chrono::NaiveDate, Reason> {
        match cell {
            CellRef::Date(date) => Ok(date),
            CellRef::DateTime(at) => Ok(at.date()),
            _ => values::date(text, self.order),
        }
    }

    fn instant(&self, cell: CellRef<'_>, text: &str) -> Result<i64, Reason> {
        let at = match cell {
            CellRef::DateTime(at) => at,
            CellRef::Date(date) => date.and_hms_opt(0, 0, 0).ok_or("date.impossible")?,
            _ => values::date_time(text, self.order).or_else(|reason| {
                values::date(text, self.order).ok().and_then(|d| d.and_hms_opt(0, 0, 0)).ok_or(reason)
            })?,
        };
        Ok(at.and_utc().timestamp_millis())
    }

    fn phones(
        &self,
        prospect: &mut NewProspect,
        text: &str,
        is_further: bool,
        warnings: &mut Vec<ImportWarning>,
    ) -> Result<(), Reason> {
        let region = prospect.country.as_deref().and_then(Region::from_code).unwrap_or(self.region);
        let mut listed = values::phones(text, region);
        if listed.found.is_empty() && region != self.region {
            // People are called where they live, and keep the number from where they lived.
            let usual = values::phones(text, self.region);
            listed = if usual.found.is_empty() { listed } else { usual };
        }
        warn(warnings, "phone", listed.rejected);
        for phone in listed.found {
            let value = match phone.extension {
                Some(extension) => format!("{};ext={extension}", phone.e164),
                None => phone.e164,
            };
            let first = (!is_further).then_some(&mut prospect.phone);
            add_address(first, &mut prospect.addresses, AddressKind::Phone, value);
        }
        Ok(())
    }
}

fn emails(
    prospect: &mut NewProspect,
    text: &str,
    is_further: bool,
    warnings: &mut Vec<ImportWarning>,
) -> Result<(), Reason> {
    let listed = values::emails(text);
    warn(warnings, "email", listed.rejected);
    for email in listed.found {
        let first = (!is_further).then_some(&mut prospect.email);
        add_address(first, &mut prospect.addresses, AddressKind::Email, email.address);
    }
    Ok(())
}

fn warn(warnings: &mut Vec<ImportWarning>, field: &str, rejected: Vec<(String, Reason)>) {
    warnings.extend(rejected.into_iter().map(|(value, reason)| ImportWarning {
        field: field.to_owned(),
        value: value.chars().take(200).collect(),
        reason: reason.to_owned(),
    }));
}

/// The first address of a kind is the one to write to, unless `first` is not to be had.
fn add_address(
    first: Option<&mut Option<String>>,
    others: &mut Vec<Address>,
    kind: AddressKind,
    value: String,
) {
    match first {
        Some(first) if first.is_none() => *first = Some(value),
        Some(held) if held.as_ref() == Some(&value) => {}
        _ if others.iter().any(|other| other.kind == kind && other.value == value) => {}
        _ => others.push(Address { kind, value, label: None }),
    }
}

fn full_name(prospect: &mut NewProspect, text: &str, rule: NameRule) {
    let name = values::split_name(text, rule);
    let put = |held: &mut Option<String>, part: String| {
        if held.is_none() && !part.is_empty() {
            *held = Some(part);
        }
    };
    put(&mut prospect.first_name, name.first);
    put(&mut prospect.last_name, name.last);
    put(&mut prospect.civility, name.civility.unwrap_or_default().to_owned());
}

/// Several columns with the same target are kept together.
fn join(held: &mut Option<String>, text: &str, between: &str) {
    match held {
        Some(held) => {
            held.push_str(between);
            held.push_str(text);
        }
        None => *held = Some(text.to_owned()),
    }
}

/// What spreadsheets write where there is nothing.
fn is_blank_word(text: &str) -> bool {
    text.len() <= 7
        && ["-", "--", "—", "n/a", "na", "#n/a", "null", "none", "nan", "néant"]
            .iter()
            .any(|blank| text.eq_ignore_ascii_case(blank))
}
