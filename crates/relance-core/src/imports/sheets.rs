//! What each sheet of a workbook is: people, companies, notes, or nothing of interest; and which columns each of them can
//! have. A guess that the user corrects; a file of one sheet, or with one that is of use, is a list of people as ever.

use super::recognise::{ColumnGuess, Recognition, Why, find_header, recognise, titles};
use relance_model::imports::{ImportColumn, SheetKind, Target};
use relance_store::fold;

/// What a sheet is taken for.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    pub kind: SheetKind,
    pub confidence: f32,
    pub reason: &'static str,
}

impl Proposal {
    fn nothing(confidence: f32, reason: &'static str) -> Self {
        Self { kind: SheetKind::Nothing, confidence, reason }
    }

    pub(super) fn remembered(kind: SheetKind) -> Self {
        Self { kind, confidence: 1.0, reason: "remembered" }
    }

    pub(super) fn only() -> Self {
        Self { kind: SheetKind::Prospects, confidence: 1.0, reason: "only" }
    }
}

/// A sheet as it is looked at.
pub(super) struct Look {
    pub name: String,
    pub is_hidden: bool,
    /// Its first rows.
    pub rows: Vec<Vec<String>>,
}

const OF_COMPANIES: [&str; 11] = [
    "company",
    "company_domain",
    "siren",
    "siret",
    "legal_form",
    "company_size",
    "company_address",
    "sector",
    "postcode",
    "city",
    "country",
];
const OF_NOTES: [&str; 10] = [
    "last_name",
    "first_name",
    "full_name",
    "email",
    "phone",
    "mobile",
    "linkedin_url",
    "company",
    "notes",
    "last_interaction_at",
];
/// What says who somebody is, and which company.
const PEOPLE: [&str; 7] =
    ["last_name", "first_name", "full_name", "email", "phone", "mobile", "linkedin_url"];
const NAMES: [&str; 3] = ["last_name", "first_name", "full_name"];
const IDENTITY_OF_COMPANIES: [&str; 4] = ["company", "siren", "siret", "company_domain"];

/// Whether a sheet of a kind can have a field.
pub(super) fn has_field(kind: SheetKind, field: &str) -> bool {
    match kind {
        SheetKind::Prospects => true,
        SheetKind::Companies => OF_COMPANIES.contains(&field),
        SheetKind::Notes => OF_NOTES.contains(&field),
        SheetKind::Nothing => false,
    }
}

/// Whether a column of a sheet can go there.
pub(super) fn can_have(kind: SheetKind, target: &Target) -> bool {
    match target {
        Target::Field { field, .. } => has_field(kind, field),
        Target::Custom { .. } | Target::NewCustom { .. } => kind == SheetKind::Prospects,
        Target::Ignore => true,
    }
}

/// Whether the columns say what the rows of a kind cannot do without.
pub(super) fn is_ready(kind: SheetKind, columns: &[ImportColumn]) -> bool {
    let has = |wanted: &[&str]| {
        columns.iter().any(
            |column| matches!(&column.target, Target::Field { field, .. } if wanted.contains(&field.as_str())),
        )
    };
    match kind {
        SheetKind::Prospects => has(&super::draft::IDENTIFYING),
        SheetKind::Companies => has(&["company", "company_domain", "siren", "siret"]),
        SheetKind::Notes => has(&["notes"]) && has(&PEOPLE),
        SheetKind::Nothing => true,
    }
}

/// Takes the columns of a sheet for what they are in a sheet of its kind.
pub(super) fn adapt(kind: SheetKind, recognition: &mut Recognition) {
    let columns = &mut recognition.columns;
    let lacks = |columns: &[ColumnGuess], field: &str| columns.iter().all(|c| c.field != Some(field));
    match kind {
        SheetKind::Prospects | SheetKind::Nothing => return,
        SheetKind::Companies => {
            if lacks(columns, "company_domain") {
                rename(columns, &["site"], "company_domain");
            }
            if lacks(columns, "company") {
                rename(columns, &["last_name", "full_name"], "company");
            }
        }
        SheetKind::Notes => {
            let is_dated = |column: &&mut ColumnGuess| column.field.is_none() && column.dates.is_some();
            if lacks(columns, "last_interaction_at")
                && let Some(column) = columns.iter_mut().find(is_dated)
            {
                (column.field, column.confidence, column.why) =
                    (Some("last_interaction_at"), 0.7, Why::Content);
            }
        }
    }
    for column in columns.iter_mut().filter(|c| c.field.is_some_and(|field| !has_field(kind, field))) {
        (column.field, column.confidence, column.why) = (None, 0.0, Why::None);
    }
}

fn rename(columns: &mut [ColumnGuess], from: &[&str], to: &'static str) {
    let found = columns.iter_mut().find(|column| column.field.is_some_and(|field| from.contains(&field)));
    if let Some(column) = found {
        (column.field, column.confidence) = (Some(to), column.confidence.min(0.74));
    }
}

/// What each sheet of a workbook is taken for; `main` is the one to take where none is of use.
pub(super) fn propose(sheets: &[Look], main: usize) -> Vec<Proposal> {
    if sheets.len() == 1 {
        return vec![Proposal::only()];
    }
    let mut proposals: Vec<Proposal> = sheets.iter().map(look).collect();
    let useful: Vec<usize> =
        (0..proposals.len()).filter(|sheet| proposals[*sheet].kind != SheetKind::Nothing).collect();
    // Its rows are all that there is: they are who the user came with.
    let lone = match useful[..] {
        [] => Some(main),
        [lone] if proposals[lone].kind != SheetKind::Prospects => Some(lone),
        _ => None,
    };
    if let Some(proposal) = lone.and_then(|lone| proposals.get_mut(lone)) {
        *proposal = Proposal::only();
    }
    proposals
}

fn look(sheet: &Look) -> Proposal {
    if sheet.is_hidden {
        return Proposal::nothing(0.9, "hidden");
    }
    let header = find_header(&sheet.rows);
    let titles = titles(&sheet.rows, &header);
    let rows = sheet.rows.get(header.data_row..).unwrap_or_default();
    if rows.iter().flatten().all(|cell| cell.trim().is_empty()) {
        return Proposal::nothing(0.99, "empty");
    }
    let found = recognise(&titles, rows);
    let sure = |fields: &[&str]| {
        let of_field = |column: &&ColumnGuess| column.field.is_some_and(|field| fields.contains(&field));
        found.columns.iter().filter(of_field).map(|column| column.confidence).fold(0.0, f32::max)
    };
    let count = |fields: &[&str]| {
        found.columns.iter().filter(|c| c.field.is_some_and(|field| fields.contains(&field))).count()
    };
    let (people, companies) = (sure(&PEOPLE), sure(&IDENTITY_OF_COMPANIES));
    let is_of_notes = says(
        &sheet.name,
        &[
            "note",
            "commentaire",
            "comment",
            "historique",
            "history",
            "echange",
            "interaction",
            "appel",
            "call",
            "activite",
            "activity",
            "activitie",
            "compte rendu",
            "journal",
        ],
    );
    let is_of_companies = !is_of_notes
        && says(
            &sheet.name,
            &[
                "entreprise",
                "societe",
                "company",
                "companie",
                "compte",
                "account",
                "organisation",
                "organization",
                "etablissement",
                "structure",
            ],
        );
    let is_dated = found.columns.iter().any(|column| column.dates.is_some());
    let is_narrow = count(&["phone", "mobile", "job_title", "stage", "value", "city", "postcode"]) == 0;
    if people >= 0.45 && sure(&["notes"]) >= 0.45 && is_narrow && (is_of_notes || is_dated) {
        let confidence = if is_of_notes { 0.95 } else { 0.6 };
        return Proposal { kind: SheetKind::Notes, confidence, reason: "notes" };
    }
    let has_names = sure(&NAMES) >= 0.45;
    // « Nom » over names of companies is taken for a last name where nothing else says what it is.
    let is_reached = sure(&["email", "phone", "mobile", "linkedin_url"]) >= 0.45;
    let is_named =
        is_of_companies && !is_reached && sure(&["first_name"]) == 0.0 && has_names != (companies >= 0.45);
    let is_listed = companies >= 0.45 && !has_names && !is_reached && count(&OF_COMPANIES) >= 2;
    if is_named || is_listed {
        let confidence = if is_of_companies { 0.95 } else { 0.7 };
        return Proposal { kind: SheetKind::Companies, confidence, reason: "companies" };
    }
    if people >= 0.45 {
        return Proposal { kind: SheetKind::Prospects, confidence: people, reason: "people" };
    }
    Proposal::nothing(if companies > 0.0 { 0.5 } else { 0.8 }, "nobody")
}

/// Whether a name has one of the words, in the singular or not.
fn says(name: &str, words: &[&str]) -> bool {
    let folded = fold(name);
    let singular: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.strip_suffix('s').unwrap_or(word))
        .collect();
    let name = format!(" {} ", singular.join(" "));
    words.iter().any(|word| name.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: &str, text: &str) -> Look {
        let rows = text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect();
        Look { name: name.to_owned(), is_hidden: false, rows }
    }

    fn kinds(sheets: &[Look]) -> Vec<(SheetKind, &'static str)> {
        propose(sheets, 0).iter().map(|proposal| (proposal.kind, proposal.reason)).collect()
    }

    const PEOPLE: &str = "Nom;Prénom;E-mail;Téléphone;Société\nMartin;Léa;lea@a.fr;0612345678;Acme\nPetit;Zoé;zoe@b.fr;0612345679;Boréal";

    #[test]
    fn each_sheet_of_a_workbook_is_taken_for_what_it_holds() {
        let all = [
            sheet("Contacts", PEOPLE),
            sheet("Sociétés", "Raison sociale;SIREN;Ville\nAcme SAS;732829320;Lyon\nBoréal;;Nice"),
            sheet("Entreprises", "Nom;Site web;Effectif\nAcme;acme.fr;12\nBoréal;boreal.fr;3"),
            sheet(
                "Comptes rendus",
                "E-mail;Date;Notes\nlea@a.fr;02/03/2026;Rappeler\nzoe@b.fr;03/03/2026;Devis envoyé",
            ),
            sheet("Bilan", "Étape;Nombre;Montant\nContacté;12;1000\nGagné;3;5000"),
            sheet("Vide", ""),
        ];
        assert_eq!(
            kinds(&all),
            [
                (SheetKind::Prospects, "people"),
                (SheetKind::Companies, "companies"),
                (SheetKind::Companies, "companies"),
                (SheetKind::Notes, "notes"),
                (SheetKind::Nothing, "nobody"),
                (SheetKind::Nothing, "empty"),
            ]
        );
    }

    #[test]
    fn the_only_sheet_of_use_is_a_list_of_prospects() {
        let companies = "Raison sociale;SIREN;Ville\nAcme SAS;732829320;Lyon\nBoréal;;Nice";
        assert_eq!(kinds(&[sheet("Sociétés", companies)]), [(SheetKind::Prospects, "only")]);
        assert_eq!(
            kinds(&[sheet("Lisez-moi", "Bonjour\nVoici le fichier"), sheet("Sociétés", companies)]),
            [(SheetKind::Nothing, "nobody"), (SheetKind::Prospects, "only")]
        );
        let hidden = Look { is_hidden: true, ..sheet("Anciens", PEOPLE) };
        assert_eq!(
            kinds(&[sheet("Contacts", PEOPLE), hidden]),
            [(SheetKind::Prospects, "people"), (SheetKind::Nothing, "hidden")]
        );
    }
}
