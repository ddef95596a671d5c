//! The searchable text of a new prospect, composed from what the row said rather than read back from the base.

use crate::prospects::NewProspect;
use relance_model::prospects::{Address, AddressKind};
use relance_store::searchable_text;

/// The searchable text of a new prospect, from what the row said.
pub(super) fn text_of(new: &NewProspect, company: Option<&str>, tags: &[String]) -> String {
    let fields = [
        &new.first_name,
        &new.last_name,
        &new.job_title,
        &new.email,
        &new.source,
        &new.sector,
        &new.city,
        &new.postcode,
        &new.site,
        &new.linkedin_url,
        &new.notes,
    ];
    let (emails, phones): (Vec<&Address>, Vec<&Address>) =
        new.addresses.iter().partition(|address| address.kind == AddressKind::Email);
    let custom: Vec<String> =
        match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&new.custom) {
            Ok(values) => values
                .values()
                .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                .collect(),
            Err(_) => Vec::new(),
        };
    searchable_text(
        fields
            .into_iter()
            .flatten()
            .map(String::as_str)
            .chain(company)
            .chain(emails.iter().map(|address| address.value.as_str()))
            .chain(tags.iter().map(String::as_str))
            .chain(custom.iter().map(String::as_str)),
        new.phone.as_deref().into_iter().chain(phones.iter().map(|address| address.value.as_str())),
    )
}
