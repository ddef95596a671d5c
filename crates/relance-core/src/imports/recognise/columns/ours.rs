//! The table that an export of Relance writes: its columns are known by their own headers, and what it says of a person is
//! meant to the letter.

use super::{ColumnGuess, FIELDS, Why};

/// Column keys with their French and English headers.
pub const COLUMNS: [(&str, &str, &str); 34] = [
    ("civility", "Civilité", "Title"),
    ("first_name", "Prénom", "First name"),
    ("last_name", "Nom", "Last name"),
    ("job_title", "Fonction", "Job title"),
    ("company", "Entreprise", "Company"),
    ("email", "E-mail", "E-mail"),
    ("emails", "Autres e-mails", "Other e-mails"),
    ("phone", "Téléphone", "Phone"),
    ("phones", "Autres téléphones", "Other phones"),
    ("stage", "Étape", "Stage"),
    ("owner", "Responsable", "Owner"),
    ("tags", "Étiquettes", "Tags"),
    ("source", "Source", "Source"),
    ("sector", "Secteur", "Sector"),
    ("city", "Ville", "City"),
    ("postcode", "Code postal", "Postcode"),
    ("country", "Pays", "Country"),
    ("site", "Site web", "Website"),
    ("linkedin_url", "LinkedIn", "LinkedIn"),
    ("value", "Montant", "Amount"),
    ("currency", "Devise", "Currency"),
    ("expected_close_on", "Signature prévue", "Expected close"),
    ("notes", "Remarques", "Remarks"),
    ("last_interaction_at", "Dernier contact", "Last contact"),
    ("do_not_contact", "Ne plus contacter", "Do not contact"),
    ("legal_form", "Forme juridique", "Legal form"),
    ("company_domain", "Domaine de l’entreprise", "Company domain"),
    ("siren", "SIREN", "SIREN"),
    ("siret", "SIRET", "SIRET"),
    ("company_size", "Effectif", "Company size"),
    ("company_address", "Adresse de l’entreprise", "Company address"),
    ("created_at", "Créé le", "Created"),
    ("updated_at", "Modifié le", "Updated"),
    ("id", "Identifiant Relance", "Relance id"),
];

/// The key of a column by either of its headers.
fn key(title: &str) -> Option<&'static str> {
    let title = title.trim();
    COLUMNS.iter().find(|(_, french, english)| title == *french || title == *english).map(|(key, ..)| *key)
}

/// The column with the id of each person, by which such a table is known.
pub fn id_column(header: &[String]) -> Option<usize> {
    header.iter().position(|title| key(title) == Some("id"))
}

/// Whether a column holds addresses that are not the first.
pub fn is_further(title: &str) -> bool {
    matches!(key(title), Some("emails" | "phones"))
}

/// Takes each column for what its header says; those of the user's own fields are left as they are guessed.
pub(super) fn settle(columns: &mut [ColumnGuess]) {
    for column in columns {
        let Some(key) = key(&column.header) else { continue };
        let key = match key {
            "emails" => "email",
            "phones" => "phone",
            other => other,
        };
        column.field = FIELDS.iter().find(|field| **field == key).copied();
        (column.confidence, column.check, column.why) = match column.field {
            Some(_) => (0.99, false, Why::Header),
            // When a row was written, and its id there, are nothing to import.
            None => (0.0, false, Why::None),
        };
    }
}
