//! Which column is which field: by its header, by what its cells hold, by both; each field given
//! at most once (e-mails and phones more), the surest pairs first.

mod assign;
mod content;
mod dictionary;
mod header_score;
mod layouts;
pub mod ours;

use crate::values::{DateReading, date_reading};
use content::Content;

pub(super) use content::looks_like_data;
pub(super) use header_score::{essence, is_known, is_title};

/// The fields a column can be; the contract with the rest of imports.
pub const FIELDS: &[&str] = &[
    "civility",
    "first_name",
    "last_name",
    "full_name",
    "job_title",
    "email",
    "phone",
    "mobile",
    "company",
    "company_domain",
    "siren",
    "siret",
    "legal_form",
    "company_size",
    "company_address",
    "stage",
    "owner",
    "tags",
    "source",
    "sector",
    "city",
    "postcode",
    "country",
    "site",
    "linkedin_url",
    "value",
    "currency",
    "expected_close_on",
    "notes",
    "last_interaction_at",
    "do_not_contact",
];

/// What a guess rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Header,
    Content,
    Both,
    /// No field was found.
    #[default]
    None,
}

/// Below this a guess is shown to be checked.
pub const SURE: f32 = 0.75;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnGuess {
    pub index: usize,
    pub header: String,
    pub field: Option<&'static str>,
    /// 0 to 1.
    pub confidence: f32,
    pub check: bool,
    pub why: Why,
    /// A further e-mail or phone column of the same person.
    pub additional: bool,
    /// Other fields it might be, the likeliest first.
    pub alternatives: Vec<(&'static str, f32)>,
    /// Cells of the sample that hold something.
    pub filled: usize,
    /// At most five different ones.
    pub samples: Vec<String>,
    /// Cells of the sample that hold something, as they are.
    pub values: Vec<String>,
    /// How its dates are read, when it is a column of dates.
    pub dates: Option<DateReading>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recognition {
    /// The tool that wrote the file: linkedin, hubspot, salesforce, pipedrive, google, outlook.
    pub layout: Option<&'static str>,
    pub columns: Vec<ColumnGuess>,
}

/// Guesses the field of every column. `header` is empty where the sheet has none; `rows` are the
/// first rows of data as texts.
pub fn recognise(header: &[String], rows: &[Vec<String>]) -> Recognition {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(header.len());
    let layout = layouts::detect(header);
    let contents: Vec<Content> = (0..width).map(|index| Content::of(rows, index)).collect();
    let empty = String::new();
    let titles: Vec<&str> = (0..width).map(|index| header.get(index).unwrap_or(&empty).as_str()).collect();
    let scores = assign::scores(layout, &titles, &contents);
    let assigned = assign::assign(&scores, &contents);
    let mut columns: Vec<ColumnGuess> = assigned
        .into_iter()
        .enumerate()
        .map(|(index, found)| column(index, titles[index], &contents[index], &scores[index], found))
        .collect();
    if ours::id_column(header).is_some() {
        ours::settle(&mut columns);
    }
    Recognition { layout, columns }
}

fn column(
    index: usize,
    header: &str,
    content: &Content,
    scores: &[assign::Score],
    found: Option<assign::Found>,
) -> ColumnGuess {
    let field = found.as_ref().map(|found| found.field);
    let confidence = found.as_ref().map_or(0.0, |found| found.confidence);
    let mut alternatives: Vec<(&'static str, f32)> = scores
        .iter()
        .filter(|score| Some(score.field) != field && score.confidence >= 0.3)
        .map(|score| (score.field, score.confidence))
        .collect();
    alternatives.sort_by(|a, b| b.1.total_cmp(&a.1));
    alternatives.truncate(3);
    let is_date = matches!(field, Some("expected_close_on" | "last_interaction_at")) || content.date >= 0.6;
    ColumnGuess {
        index,
        header: header.to_owned(),
        field,
        confidence,
        check: field.is_some() && confidence < SURE,
        why: found.as_ref().map_or(Why::None, |found| found.why),
        additional: found.is_some_and(|found| found.additional),
        alternatives,
        filled: content.filled,
        samples: content.samples(),
        values: content.values.clone(),
        dates: is_date.then(|| date_reading(content.values.iter().map(String::as_str))),
    }
}

#[cfg(test)]
mod tests;
