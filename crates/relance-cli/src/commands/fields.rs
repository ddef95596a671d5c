//! The fields of a prospect as typed on the command line, turned into the edit that the core understands.

use crate::{args::Fields, commands::filter::owner};
use relance_core::{Core, fields, members, prospects, stages, tags, values};
use relance_model::{
    Failure, Id, Outcome,
    labels::CustomField,
    prospects::{Address, AddressKind, ProspectEdit},
};
use serde_json::{Map, Value};

/// A text to write; an empty one clears.
pub fn text(typed: &Option<String>) -> Option<Option<String>> {
    typed.clone().map(|text| Some(text).filter(|text| !text.trim().is_empty()))
}

pub fn said(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

/// The edit of a prospect; `of` is the one that is there already. New tags come by [`with_tags`].
///
/// # Errors
/// `not_found` for a stage, member, tag or custom field; `amount_invalid`; `map_unreadable`.
pub fn edit(core: &Core, typed: &Fields, untags: &[String], of: Option<Id>) -> Outcome<ProspectEdit> {
    let (value_cents, currency) = amount(typed)?;
    Ok(ProspectEdit {
        civility: text(&typed.civility),
        first_name: text(&typed.first_name),
        last_name: text(&typed.last_name),
        job_title: text(&typed.job_title),
        company: text(&typed.company),
        company_id: None,
        email: text(&typed.email),
        phone: text(&typed.phone),
        addresses: addresses(core, typed, of)?,
        stage_id: match &typed.stage {
            Some(word) => Some(core.read(|db| stages::find(db, word))?.id),
            None => None,
        },
        owner_id: match &typed.owner {
            Some(word) => Some(owner(word, &core.read(members::all)?)?),
            None => None,
        },
        tag_ids: kept_tags(core, typed, untags, of)?,
        source: text(&typed.source),
        sector: text(&typed.sector),
        city: text(&typed.city),
        postcode: text(&typed.postcode),
        country: text(&typed.country),
        site: text(&typed.site),
        linkedin_url: text(&typed.linkedin),
        value_cents,
        currency,
        expected_close_on: text(&typed.expected_close),
        notes: text(&typed.notes),
        do_not_contact: typed.do_not_contact,
        custom: custom(&core.read(fields::all)?, &typed.custom)?,
    })
}

/// The edit with tags by name; `find` makes those that are missing, in the operation itself.
///
/// # Errors
/// Those of `find`.
pub fn with_tags(
    mut edit: ProspectEdit,
    typed: &Fields,
    mut find: impl FnMut(&str) -> Outcome<Id>,
) -> Outcome<ProspectEdit> {
    for name in &typed.tags {
        let id = find(name)?;
        let ids = edit.tag_ids.get_or_insert_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(edit)
}

/// Cents, and the currency where the amount or the option says one.
type Worth = (Option<Option<i64>>, Option<String>);

fn amount(typed: &Fields) -> Outcome<Worth> {
    let Some(text) = &typed.value else { return Ok((None, typed.currency.clone())) };
    if text.trim().is_empty() {
        return Ok((Some(None), typed.currency.clone()));
    }
    let amount = values::amount(text)
        .map_err(|_| Failure::invalid("value", "amount_invalid").with("value", text.clone()))?;
    Ok((Some(Some(amount.cents)), typed.currency.clone().or(amount.currency.map(str::to_owned))))
}

/// Further addresses: those of a kind that is named replace those of that kind.
fn addresses(core: &Core, typed: &Fields, of: Option<Id>) -> Outcome<Option<Vec<Address>>> {
    if typed.other_emails.is_empty() && typed.other_phones.is_empty() {
        return Ok(None);
    }
    let mut kept = match of {
        Some(id) => core.read(|db| prospects::get(db, id))?.addresses,
        None => Vec::new(),
    };
    for (kind, texts) in
        [(AddressKind::Email, &typed.other_emails), (AddressKind::Phone, &typed.other_phones)]
    {
        if texts.is_empty() {
            continue;
        }
        kept.retain(|address| address.kind != kind);
        let written = texts.iter().filter(|text| !text.trim().is_empty());
        kept.extend(written.map(|text| Address { kind, value: text.clone(), label: None }));
    }
    Ok(Some(kept))
}

/// The tags that are there and stay.
fn kept_tags(core: &Core, typed: &Fields, untags: &[String], of: Option<Id>) -> Outcome<Option<Vec<Id>>> {
    if typed.tags.is_empty() && untags.is_empty() {
        return Ok(None);
    }
    core.read(|db| {
        let mut ids: Vec<Id> = match of {
            Some(id) => tags::of(db, id)?.into_iter().map(|tag| tag.id).collect(),
            None => Vec::new(),
        };
        for name in untags {
            let tag = tags::find(db, name)?.ok_or_else(|| Failure::not_found("tag", name))?;
            ids.retain(|id| *id != tag.id);
        }
        Ok(Some(ids))
    })
}

/// Custom fields as `LABEL=VALUE`.
///
/// # Errors
/// `not_found` for a field; `map_unreadable`.
pub fn custom(known: &[CustomField], typed: &[String]) -> Outcome<Option<Map<String, Value>>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let mut written = Map::new();
    for pair in typed {
        let (label, value) = pair
            .split_once('=')
            .ok_or_else(|| Failure::invalid("set", "map_unreadable").with("value", pair.clone()))?;
        let field = field(known, label).ok_or_else(|| Failure::not_found("field", label))?;
        written.insert(field.id.to_string(), value.into());
    }
    Ok(Some(written))
}

fn field<'a>(known: &'a [CustomField], label: &str) -> Option<&'a CustomField> {
    let folded = values::fold(label.trim());
    known.iter().find(|field| values::fold(&field.label) == folded || field.id.to_string() == label)
}
