//! Merging a row into the prospect that it is about: fill what is empty, or let the file win.
//!
//! An opposition is never undone by a file, whatever the policy.

use super::reading::Reading;
use relance_model::{
    Id, Outcome,
    prospects::{Address, AddressKind, Prospect},
};
use relance_store::{SqlValue, Tx, params_from_iter};
use serde_json::Value;

/// What would change of a prospect.
#[derive(Default)]
pub(super) struct Change {
    columns: Vec<(&'static str, SqlValue)>,
    pub addresses: Vec<Address>,
    pub tag_ids: Vec<Id>,
}

impl Change {
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.addresses.is_empty() && self.tag_ids.is_empty()
    }

    /// Names of the fields, for the dry run.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.extend((!self.addresses.is_empty()).then(|| "addresses".to_owned()));
        names.extend((!self.tag_ids.is_empty()).then(|| "tags".to_owned()));
        names
    }

    pub(super) fn write(&self, tx: &Tx<'_>, id: Id) -> Outcome<()> {
        let set: Vec<String> =
            self.columns.iter().enumerate().map(|(i, (name, _))| format!("{name} = ?{}", i + 1)).collect();
        let mut values: Vec<SqlValue> = self.columns.iter().map(|(_, value)| value.clone()).collect();
        values.push(tx.at().into());
        values.push(id.0.into());
        let (n, comma) = (set.len(), if set.is_empty() { "" } else { ", " });
        let sql = format!(
            "UPDATE prospect SET {}{comma}updated_at = ?{} WHERE id = ?{}",
            set.join(", "),
            n + 1,
            n + 2
        );
        tx.db().execute(&sql, params_from_iter(values)).map(drop)
    }
}

/// What a row adds to a prospect, or changes when `overwrite`.
pub(super) fn merge(held: &Prospect, reading: &Reading, overwrite: bool) -> Change {
    let (row, new) = (&held.row, &reading.prospect);
    let mut change = Change::default();
    let mut text = |name: &'static str, held: &Option<String>, read: &Option<String>| {
        if let Some(read) = read {
            let is_new = match held {
                None => true,
                Some(held) => overwrite && held != read,
            };
            if is_new {
                change.columns.push((name, read.clone().into()));
            }
        }
    };
    text("civility", &row.civility, &new.civility);
    text("first_name", &row.first_name, &new.first_name);
    text("last_name", &row.last_name, &new.last_name);
    text("job_title", &row.job_title, &new.job_title);
    text("source", &row.source, &new.source);
    text("sector", &row.sector, &new.sector);
    text("city", &row.city, &new.city);
    text("postcode", &row.postcode, &new.postcode);
    text("country", &row.country, &new.country);
    text("site", &row.site, &new.site);
    text("linkedin_url", &row.linkedin_url, &new.linkedin_url);
    text("expected_close_on", &row.expected_close_on, &new.expected_close_on);
    text("notes", &row.notes, &new.notes);
    let mut number = |name: &'static str, held: Option<i64>, read: Option<i64>| {
        if let Some(read) = read.filter(|read| held.is_none() || (overwrite && held != Some(*read))) {
            change.columns.push((name, read.into()));
        }
    };
    number("value_cents", row.value_cents, new.value_cents);
    number("company_id", row.company_id.map(|id| id.0), new.company.as_ref().map(|(id, _)| id.0));
    number("owner_id", row.owner_id.map(|id| id.0), new.owner_id.map(|id| id.0));
    if overwrite && new.stage_id != Id::default() && new.stage_id != row.stage_id {
        change.columns.push(("stage_id", new.stage_id.0.into()));
    }
    if let Some(at) = new.do_not_contact_at.filter(|_| row.do_not_contact_at.is_none()) {
        change.columns.push(("do_not_contact_at", at.into()));
    }
    // The later of two exchanges is the last one, whatever the policy.
    if let Some(at) =
        new.last_interaction_at.filter(|at| row.last_interaction_at.is_none_or(|held| *at > held))
    {
        change.columns.push(("last_interaction_at", at.into()));
    }
    if let Some(currency) = new.currency.as_ref().filter(|currency| {
        **currency != row.currency && new.value_cents.is_some() && (overwrite || row.value_cents.is_none())
    }) {
        change.columns.push(("currency", currency.clone().into()));
    }
    merge_custom(held, reading, overwrite, &mut change);
    merge_addresses(held, reading, overwrite, &mut change);
    change.tag_ids = new.tag_ids.iter().copied().filter(|tag| !row.tag_ids.contains(tag)).collect();
    change
}

fn merge_custom(held: &Prospect, reading: &Reading, overwrite: bool, change: &mut Change) {
    let mut custom = held.row.custom.clone();
    for (field, value) in &reading.custom {
        if overwrite || !custom.contains_key(field) {
            custom.insert(field.clone(), value.clone());
        }
    }
    if custom != held.row.custom {
        change.columns.push(("custom", Value::Object(custom).to_string().into()));
    }
}

/// The first address becomes the primary one where there is none (or the file wins); no address is ever dropped.
fn merge_addresses(held: &Prospect, reading: &Reading, overwrite: bool, change: &mut Change) {
    for (kind, column, primary, read) in [
        (AddressKind::Email, "email", &held.row.email, &reading.prospect.email),
        (AddressKind::Phone, "phone", &held.row.phone, &reading.prospect.phone),
    ] {
        let is_held = |value: &String| {
            Some(value) == primary.as_ref()
                || held.addresses.iter().any(|other| other.kind == kind && other.value == *value)
        };
        let mut further: Vec<String> = reading
            .prospect
            .addresses
            .iter()
            .filter(|address| address.kind == kind)
            .map(|address| address.value.clone())
            .collect();
        if let Some(read) = read.as_ref().filter(|read| !is_held(read)) {
            match primary {
                None => change.columns.push((column, read.clone().into())),
                Some(old) if overwrite => {
                    change.columns.push((column, read.clone().into()));
                    further.push(old.clone());
                }
                Some(_) => further.insert(0, read.clone()),
            }
        }
        let old = primary.clone().filter(|_| overwrite);
        for value in further {
            let is_old = Some(&value) == old.as_ref()
                && !held.addresses.iter().any(|a| a.kind == kind && a.value == value);
            if (is_old || !is_held(&value))
                && !change.addresses.iter().any(|a| a.kind == kind && a.value == value)
            {
                change.addresses.push(Address { kind, value, label: None });
            }
        }
    }
}
