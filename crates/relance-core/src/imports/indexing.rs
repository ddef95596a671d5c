//! What is searched of a new prospect, composed from what the row said rather than read back from the base.

use crate::prospects::NewProspect;
use relance_model::{
    labels::{CustomField, FieldKind},
    prospects::{Address, AddressKind},
};
use relance_store::{Names, Searchable, searchable_text};

/// What is searched of a new prospect, from what the row said.
pub(super) fn text_of(
    new: &NewProspect,
    company: Option<&str>,
    tags: &[String],
    known: &[CustomField],
) -> Searchable {
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
    let custom = custom_texts(&new.custom, known);
    let spoken =
        |is_phone: bool| custom.iter().filter(move |(phone, _)| *phone == is_phone).map(|(_, t)| t.as_str());
    let text = searchable_text(
        fields
            .into_iter()
            .flatten()
            .map(String::as_str)
            .chain(company)
            .chain(emails.iter().map(|address| address.value.as_str()))
            .chain(tags.iter().map(String::as_str))
            .chain(spoken(false)),
        new.phone
            .as_deref()
            .into_iter()
            .chain(phones.iter().map(|address| address.value.as_str()))
            .chain(spoken(true)),
    );
    let names = Names::new(new.first_name.as_deref(), new.last_name.as_deref(), company, new.city.as_deref());
    Searchable { text, names }
}

/// The values of custom fields that are searched, as the index of the base reads them; true for phones.
fn custom_texts(custom: &str, known: &[CustomField]) -> Vec<(bool, String)> {
    let values: serde_json::Map<String, serde_json::Value> = serde_json::from_str(custom).unwrap_or_default();
    values
        .into_iter()
        .filter_map(|(id, value)| {
            let field = known.iter().find(|field| field.id.to_string() == id)?;
            let is_searched = field.is_searchable && field.kind != FieldKind::Boolean;
            is_searched.then(|| {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                (field.kind == FieldKind::Phone, text)
            })
        })
        .collect()
}
