//! Header and content weighed together, and the fields given out: the surest pair first, each
//! field once; further columns of e-mails and phones become additional.

use super::content::Content;
use super::{FIELDS, Why, header_score, layouts};
use crate::values::text::fold;

/// Below this no field is proposed.
const LEAST: f32 = 0.45;

#[derive(Clone, Debug)]
pub struct Score {
    pub field: &'static str,
    pub confidence: f32,
    pub why: Why,
}

#[derive(Clone, Debug)]
pub struct Found {
    pub field: &'static str,
    pub confidence: f32,
    pub why: Why,
    pub additional: bool,
}

/// Scores of all fields that each column may be.
pub fn scores(layout: Option<&'static str>, titles: &[&str], contents: &[Content]) -> Vec<Vec<Score>> {
    let said: Vec<Vec<(&'static str, f32)>> =
        titles.iter().zip(contents).map(|(title, content)| said(layout, title, content)).collect();
    let says = |field: &str| said.iter().flatten().any(|score| score.0 == field && score.1 >= 0.85);
    let neighbours =
        Neighbours { first_name: says("first_name"), full_name: says("full_name"), company: says("company") };
    titles
        .iter()
        .zip(contents)
        .zip(&said)
        .map(|((title, content), said)| {
            let resolved = ambiguous(title, content, &neighbours);
            weigh(title, resolved.as_deref().unwrap_or(said), content, resolved.is_some())
        })
        .collect()
}

struct Neighbours {
    first_name: bool,
    full_name: bool,
    company: bool,
}

/// What the header alone says.
fn said(layout: Option<&'static str>, title: &str, content: &Content) -> Vec<(&'static str, f32)> {
    let folded = fold(title);
    match layouts::meaning(layout, &folded) {
        Some("") => return Vec::new(),
        Some("civility") if content.filled > 0 && content.civility < 0.3 => return vec![("job_title", 0.9)],
        Some(field) => return vec![(field, 0.99)],
        None => {}
    }
    let mut scores = header_score::scores(title);
    // What is at home is not where the person works.
    if folded.split(' ').any(|word| {
        matches!(word, "domicile" | "home" | "perso" | "personnel" | "personnelle" | "other" | "autre")
    }) {
        scores.iter_mut().for_each(|score| score.1 *= 0.85);
    }
    // The same of the company yields to that of the person.
    if matches!(
        folded.as_str(),
        "company city" | "company country" | "company phone" | "lifecycle stage" | "company name for emails"
    ) {
        scores.iter_mut().for_each(|score| score.1 *= 0.9);
    }
    scores
}

/// Headers that mean several things by themselves: the neighbours and the cells decide.
fn ambiguous(title: &str, content: &Content, neighbours: &Neighbours) -> Option<Vec<(&'static str, f32)>> {
    let folded = fold(title);
    let essence = header_score::essence(title);
    let key = if matches!(essence.as_str(), "nom" | "name" | "noms") && folded != "contact name" {
        &essence
    } else {
        &folded
    };
    let scores = match key.as_str() {
        "nom" | "name" | "noms" if neighbours.first_name => vec![("last_name", 0.95)],
        key @ ("nom" | "name" | "noms") => {
            if content.full_name >= 0.5 {
                vec![("full_name", 0.9), ("company", 0.4)]
            } else if content.legal_form >= 0.15 || (neighbours.full_name && !neighbours.company) {
                vec![("company", 0.8), ("last_name", 0.5)]
            } else if key == "name" {
                vec![("full_name", 0.7), ("company", 0.6), ("last_name", 0.5)]
            } else {
                vec![("last_name", 0.7), ("full_name", 0.6), ("company", 0.55)]
            }
        }
        // Words that mean this alone, and something else beside others: « last order », « sales 2025 ».
        "first" => vec![("first_name", 0.9)],
        "last" => vec![("last_name", 0.9)],
        "sales" if content.number < 0.5 && content.amount < 0.5 => vec![("owner", 0.85)],
        "titre" | "title" if content.civility >= 0.5 => vec![("civility", 0.95)],
        "titre" | "title" => vec![("job_title", 0.92)],
        "contact" | "contacts" if content.email >= 0.5 => vec![("email", 0.9)],
        "contact" | "contacts" if content.phone >= 0.5 => vec![("phone", 0.9)],
        "url" | "lien" | "profil" | "profile" if content.linkedin >= 0.5 => vec![("linkedin_url", 0.9)],
        "genre" | "sexe" | "gender" if content.filled > 0 && content.civility < 0.5 => Vec::new(),
        _ => return None,
    };
    Some(scores)
}

fn weigh(title: &str, said: &[(&'static str, f32)], content: &Content, is_resolved: bool) -> Vec<Score> {
    let is_ignored = said.is_empty() && !is_resolved && header_score::is_ignored(title);
    let mut scores = Vec::new();
    for field in FIELDS {
        let header = said.iter().find(|score| score.0 == *field).map_or(0.0, |score| score.1);
        let is_soft = matches!(
            *field,
            "first_name" | "full_name" | "company" | "postcode" | "country" | "value" | "currency"
        );
        let shown = match by_content(field, content) {
            _ if is_ignored => 0.0,
            // The header names another field: words in the cells weigh less than its words.
            shown if is_soft && header == 0.0 && !said.is_empty() => shown * 0.7,
            // The e-mails of an owner are a colleague's, never the prospect's.
            _ if header == 0.0 && said.iter().any(|said| said.0 == "owner" && said.1 >= 0.7) => 0.0,
            shown => shown,
        };
        let score = combine(field, header, shown, content);
        if score.confidence > 0.2 {
            scores.push(score);
        }
    }
    scores.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    scores
}

fn combine(field: &'static str, header: f32, shown: f32, content: &Content) -> Score {
    if header == 0.0 {
        let why = if shown > 0.0 { Why::Content } else { Why::None };
        return Score { field, confidence: shown, why };
    }
    if content.filled == 0 {
        return Score { field, confidence: header * 0.9, why: Why::Header };
    }
    let (confidence, why) = match agreement(field, content) {
        Some(share) if share >= 0.5 => (1.0 - (1.0 - header) * (1.0 - 0.8 * share), Why::Both),
        Some(share) => (header * (0.4 + share), Why::Header),
        None if is_foreign(content) && !matches!(field, "notes" | "owner" | "tags" | "company_address") => {
            (header * 0.4, Why::Header)
        }
        None if shown >= 0.4 => (1.0 - (1.0 - header) * (1.0 - 0.6 * shown), Why::Both),
        None => (header, Why::Header),
    };
    Score { field, confidence: confidence.min(0.99), why }
}

/// The share of the cells that are what the field must hold; nothing for fields of free text.
fn agreement(field: &str, content: &Content) -> Option<f32> {
    Some(match field {
        "email" => content.email,
        // Numbers of another country are still what the header says.
        "phone" | "mobile" => content.phone.max(content.phone_like * 0.7),
        "siren" => content.siren,
        "siret" => content.siret,
        "linkedin_url" => content.linkedin,
        "site" => content.site.max(content.linkedin * 0.2),
        "company_domain" => content.site,
        "value" => content.amount,
        "expected_close_on" | "last_interaction_at" => content.date.max(excel_days(content)),
        // The day of an opposition says that there is one.
        "do_not_contact" => content.flag.max(content.date),
        "currency" => content.currency,
        "civility" => content.civility,
        // Nobody is called by a number: « Nombre » over figures is no first name.
        "first_name" | "last_name" | "full_name" if content.number > 0.7 => 0.0,
        _ => return None,
    })
}

/// Dates that a spreadsheet gave out as day counts.
fn excel_days(content: &Content) -> f32 {
    let days = content
        .values
        .iter()
        .filter(|value| value.parse::<f64>().is_ok_and(|day| (20_000.0..80_000.0).contains(&day)))
        .count();
    days as f32 / content.values.len().max(1) as f32
}

/// Cells that are plainly something else than words.
fn is_foreign(content: &Content) -> bool {
    content.email > 0.5 || content.phone > 0.5 || content.linkedin > 0.5 || content.date > 0.7
}

/// What the cells alone say, never quite sure.
fn by_content(field: &str, content: &Content) -> f32 {
    if content.filled == 0 {
        return 0.0;
    }
    let score = match field {
        "email" => content.email * 0.95,
        "siret" => content.siret * 0.95,
        "siren" if content.siren > 0.85 => 0.9,
        "linkedin_url" => content.linkedin * 0.95,
        "mobile" if content.mobile >= 0.8 && content.siren < 0.85 => content.phone * 0.88,
        "phone" if content.siren < 0.85 => content.phone * 0.86,
        "civility" if content.filled >= 2 => content.civility * 0.85,
        "company_domain" if content.bare_domain > 0.6 => content.bare_domain * 0.62,
        "site" => content.site * 0.78,
        "country" if content.civility < 0.5 => content.country * 0.8,
        "postcode" if content.filled >= 2 && content.siren < 0.5 => content.postcode * 0.6,
        "first_name" if content.first_name >= 0.4 => (0.3 + content.first_name * 0.5).min(0.74),
        "full_name" if content.first_name < 0.4 => content.full_name * 0.7,
        "legal_form" => content.only_form * 0.85,
        "company" if content.only_form < 0.5 => content.legal_form * 0.85,
        "currency" if content.amount < 0.5 => content.currency * 0.7,
        "value" => content.money * 0.66,
        _ => 0.0,
    };
    if score < 0.3 { 0.0 } else { score }
}

/// Gives the fields out, the surest pair first.
pub fn assign(scores: &[Vec<Score>], contents: &[Content]) -> Vec<Option<Found>> {
    let mut pairs: Vec<(usize, &Score)> = scores
        .iter()
        .enumerate()
        .flat_map(|(column, scores)| scores.iter().map(move |score| (column, score)))
        .filter(|(_, score)| score.confidence >= LEAST)
        .collect();
    // Equal scores: the column further left, then the fuller one.
    pairs.sort_by(|a, b| {
        b.1.confidence
            .total_cmp(&a.1.confidence)
            .then(contents[b.0].filled.min(1).cmp(&contents[a.0].filled.min(1)))
            .then(a.0.cmp(&b.0))
    });
    let mut found: Vec<Option<Found>> = vec![None; scores.len()];
    let mut taken: Vec<&str> = Vec::new();
    for (column, score) in pairs {
        let is_repeatable = matches!(score.field, "email" | "phone" | "mobile");
        let is_taken = taken.contains(&score.field);
        if found[column].is_some() || (is_taken && !(is_repeatable && score.confidence >= 0.5)) {
            continue;
        }
        taken.push(score.field);
        found[column] = Some(Found {
            field: score.field,
            confidence: score.confidence,
            why: score.why,
            additional: is_taken,
        });
    }
    drop_redundant(&mut found);
    found
}

/// A full name beside first and last name says nothing new.
fn drop_redundant(found: &mut [Option<Found>]) {
    let has = |found: &[Option<Found>], field: &str| {
        found.iter().flatten().any(|found| found.field == field && found.confidence >= 0.7)
    };
    if has(found, "first_name") && has(found, "last_name") {
        for guess in found.iter_mut() {
            if guess.as_ref().is_some_and(|guess| guess.field == "full_name") {
                *guess = None;
            }
        }
    }
}
