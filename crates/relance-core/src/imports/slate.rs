//! What a run writes: in the base for good, or, when it is dry, on a slate that is wiped afterwards.
//!
//! A dry run only reads the base, so that nobody who writes waits for it. Whatever is asked here must be answered alike by
//! both, or the dry run says what the run does not do.

use super::merging::Change;
use crate::{
    companies,
    prospects::{self, NewProspect},
    tags, values,
};
use relance_model::{
    Failure, Id, Outcome,
    prospects::{Address, Prospect, ProspectRow},
};
use relance_store::{Db, SqlValue, Tx, fold};
use std::collections::HashMap;

#[expect(clippy::large_enum_variant, reason = "one for each run")]
pub(super) enum Hand<'a> {
    Base(&'a Tx<'a>),
    Slate(Db<'a>, Slate),
}

/// What a dry run would have written, under ids below zero that no base gives.
#[derive(Default)]
pub(super) struct Slate {
    last: i64,
    tags: HashMap<String, Id>,
    /// Companies by their name, and how many by their match key.
    companies: HashMap<String, Id>,
    alike: HashMap<String, Vec<Id>>,
    names: HashMap<Id, String>,
    people: HashMap<Id, Prospect>,
}

impl Slate {
    fn next(&mut self) -> Id {
        self.last -= 1;
        Id(self.last)
    }
}

impl<'a> Hand<'a> {
    pub(super) fn db(&self) -> Db<'a> {
        match self {
            Self::Base(tx) => tx.db(),
            Self::Slate(db, _) => *db,
        }
    }

    pub(super) fn base(&self) -> Option<&'a Tx<'a>> {
        match self {
            Self::Base(tx) => Some(tx),
            Self::Slate(..) => None,
        }
    }

    /// Whether somebody was made by this run.
    pub(super) fn is_made(&self, id: Id) -> bool {
        match self {
            Self::Base(tx) => id > tx.id(),
            Self::Slate(..) => id.0 < 0,
        }
    }

    /// Somebody as this run left her; `None` for who was made on the slate and not changed since.
    pub(super) fn person(&self, id: Id) -> Outcome<Option<Prospect>> {
        match self {
            Self::Slate(_, slate) if id.0 < 0 || slate.people.contains_key(&id) => {
                Ok(slate.people.get(&id).cloned())
            }
            _ => prospects::get(&self.db(), id).map(Some),
        }
    }

    /// An id for what has no row of its own yet.
    pub(super) fn new_id(&mut self) -> Id {
        match self {
            Self::Base(tx) => tx.new_id(),
            Self::Slate(_, slate) => slate.next(),
        }
    }

    pub(super) fn tag(&mut self, name: &str) -> Outcome<Id> {
        match self {
            Self::Base(tx) => tags::find_or_add(tx, name),
            Self::Slate(db, slate) => {
                let key = fold(name.trim());
                let here: Option<i64> =
                    db.optional("SELECT id FROM tag WHERE name_key = ?1", [&key], |row| row.get(0))?;
                if let Some(id) = here {
                    return Ok(Id(id));
                }
                if let Some(id) = slate.tags.get(&key) {
                    return Ok(*id);
                }
                let id = slate.next();
                slate.tags.insert(key, id);
                Ok(id)
            }
        }
    }

    /// The company of a name, and whether it was made for it.
    pub(super) fn company(&mut self, name: &str) -> Outcome<Option<(Id, bool)>> {
        let name = name.trim();
        if name.is_empty() {
            return Ok(None);
        }
        Ok(Some(match self.company_named(name)? {
            Some(id) => (id, false),
            None => (self.new_company(name)?, true),
        }))
    }

    /// The company of this name; the one that is alike where there is no other.
    pub(super) fn company_named(&self, name: &str) -> Outcome<Option<Id>> {
        let name = name.trim();
        let (exact, mut alike) = companies::alike(&self.db(), name)?;
        if let Self::Slate(_, slate) = self {
            let match_key = values::company_key(name);
            if let Some(id) = exact.or_else(|| slate.companies.get(&fold(name)).copied()) {
                return Ok(Some(id));
            }
            if !match_key.is_empty() {
                alike.extend(slate.alike.get(&match_key).into_iter().flatten());
            }
        }
        Ok(exact.or(if let [id] = alike[..] { Some(id) } else { None }))
    }

    /// A company that is not here.
    pub(super) fn new_company(&mut self, name: &str) -> Outcome<Id> {
        match self {
            Self::Base(tx) => {
                companies::find_or_add(tx, name, false)?.ok_or_else(|| Failure::bug("a company has a name"))
            }
            Self::Slate(_, slate) => {
                let id = slate.next();
                slate.companies.insert(fold(name), id);
                slate.alike.entry(values::company_key(name)).or_default().push(id);
                slate.names.insert(id, name.to_owned());
                Ok(id)
            }
        }
    }

    /// Name and folded name of a company.
    pub(super) fn company_name(&self, id: Id) -> Outcome<(String, String)> {
        if let Self::Slate(_, slate) = self
            && let Some(name) = slate.names.get(&id)
        {
            return Ok((name.clone(), fold(name)));
        }
        let found =
            self.db().optional("SELECT name, name_key FROM company WHERE id = ?1", [id.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        Ok(found.unwrap_or_default())
    }

    pub(super) fn insert(&mut self, new: &NewProspect) -> Outcome<Id> {
        match self {
            Self::Base(tx) => prospects::insert(tx, new),
            // Who is made is read again from her row in the rare case that another row is about her.
            Self::Slate(_, slate) => Ok(slate.next()),
        }
    }

    pub(super) fn update(&mut self, held: &Prospect, change: &Change, company: Option<&str>) -> Outcome<()> {
        let id = held.row.id;
        match self {
            Self::Base(tx) => {
                change.write(tx, id)?;
                let further: &[Address] = &change.addresses;
                prospects::add_addresses(tx, id, further, held.addresses.len())?;
                for tag in &change.tag_ids {
                    tags::put(tx, id, *tag)?;
                }
                tx.index_again(id);
            }
            Self::Slate(_, slate) => {
                let mut person = held.clone();
                apply(&mut person, change, company);
                slate.people.insert(id, person);
            }
        }
        Ok(())
    }
}

/// A new prospect as she would be read back.
pub(super) fn written(id: Id, new: &NewProspect, company: Option<&str>) -> Prospect {
    let new = new.clone();
    Prospect {
        row: ProspectRow {
            id,
            name: String::new(),
            civility: new.civility,
            first_name: new.first_name,
            last_name: new.last_name,
            job_title: new.job_title,
            company_id: new.company.as_ref().map(|(id, _)| *id),
            company: company.map(str::to_owned),
            email: new.email,
            phone: new.phone,
            stage_id: new.stage_id,
            owner_id: new.owner_id,
            tag_ids: new.tag_ids,
            source: new.source,
            sector: new.sector,
            city: new.city,
            postcode: new.postcode,
            country: new.country,
            site: new.site,
            linkedin_url: new.linkedin_url,
            value_cents: new.value_cents,
            currency: new.currency.unwrap_or_else(|| "EUR".to_owned()),
            expected_close_on: new.expected_close_on,
            notes: new.notes,
            do_not_contact_at: new.do_not_contact_at,
            last_interaction_at: new.last_interaction_at,
            next_action_at: None,
            next_action_timed: false,
            custom: serde_json::from_str(&new.custom).unwrap_or_default(),
            created_at: 0,
            updated_at: 0,
            deleted_at: None,
        },
        addresses: new.addresses,
        tags: Vec::new(),
        import_id: new.import_id,
        import_file: None,
        is_sample: false,
    }
}

/// What [`Change::write`] does to a row of the base, done to one in memory.
fn apply(person: &mut Prospect, change: &Change, company: Option<&str>) {
    let row = &mut person.row;
    for (name, value) in &change.columns {
        let text = match value {
            SqlValue::Text(text) => Some(text.clone()),
            _ => None,
        };
        let number = match value {
            SqlValue::Integer(number) => Some(*number),
            _ => None,
        };
        match *name {
            "civility" => row.civility = text,
            "first_name" => row.first_name = text,
            "last_name" => row.last_name = text,
            "job_title" => row.job_title = text,
            "source" => row.source = text,
            "sector" => row.sector = text,
            "city" => row.city = text,
            "postcode" => row.postcode = text,
            "country" => row.country = text,
            "site" => row.site = text,
            "linkedin_url" => row.linkedin_url = text,
            "expected_close_on" => row.expected_close_on = text,
            "notes" => row.notes = text,
            "email" => row.email = text,
            "phone" => row.phone = text,
            "currency" => row.currency = text.unwrap_or_default(),
            "custom" => {
                row.custom = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
            }
            "value_cents" => row.value_cents = number,
            "owner_id" => row.owner_id = number.map(Id),
            "stage_id" => row.stage_id = number.map(Id).unwrap_or_default(),
            "company_id" => {
                row.company_id = number.map(Id);
                row.company = company.map(str::to_owned);
            }
            "do_not_contact_at" => row.do_not_contact_at = number,
            "last_interaction_at" => row.last_interaction_at = number,
            _ => {}
        }
    }
    person.addresses.extend(change.addresses.iter().cloned());
    row.tag_ids.extend(&change.tag_ids);
}
