//! Rows that sum up the others (a word for it, and numbers), or that repeat the titles. They are nobody.

use super::{
    columns::sureness,
    desk::Draft,
    draft::Plan,
    reading::{Reader, Reading},
};
use crate::{
    settings,
    values::{self, Region},
};
use relance_model::{
    Outcome,
    imports::{SheetKind, TotalsRow},
};
use relance_sheet::{CellRef, Row, RowRef};
use relance_store::{Db, fold};

const SUMS: [&str; 8] = [
    "total",
    "totaux",
    "total general",
    "grand total",
    "sous total",
    "sous totaux",
    "subtotal",
    "effectif total",
];
/// Words that may be something else.
const OTHERS: [&str; 6] = ["somme", "sum", "moyenne", "average", "nombre", "count"];

/// The rows of totals among the first ones of a sheet, `most` of which were read.
pub(super) fn among_first(db: &Db<'_>, draft: &Draft, plan: &Plan, most: usize) -> Outcome<Vec<TotalsRow>> {
    if plan.kind == SheetKind::Nothing || draft.whole.is_some() {
        return Ok(Vec::new());
    }
    let region = Region::from_code(&settings::get(db)?.default_region).unwrap_or(Region::FR);
    let reader = Reader::new(plan, &[], region, 0);
    let Some(sample) = draft.samples.get(&plan.sheet) else { return Ok(Vec::new()) };
    let rows = sample.iter().map(Row::as_ref).filter(|row| row.line >= plan.first_line && !row.is_blank());
    let judged: Vec<(RowRef<'_>, Option<f32>)> =
        rows.map(|row| (row, totals(row, &reader.read(row)))).collect();
    let bottom = judged.iter().rposition(|(_, sure)| sure.is_none());
    let is_all = sample.len() < most;
    let told = judged.iter().enumerate().filter_map(|(at, (row, sure))| {
        let said = draft.rows.get(&(plan.sheet, row.line)).and_then(|choice| choice.skip);
        let confidence = match said {
            Some(_) => 1.0,
            None => confidence((*sure)?, is_all && bottom.is_none_or(|bottom| at > bottom)),
        };
        sure.map(|_| TotalsRow {
            line: row.line,
            text: row.texts().into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default(),
            confidence,
            state: sureness(confidence),
            is_taken: said == Some(false),
        })
    });
    Ok(told.collect())
}

/// True for the row of the titles, met again further down as printed lists and lists put together have it.
pub(super) fn is_repeated(row: RowRef<'_>, titles: &[String]) -> bool {
    let is_title = |at: usize, title: &str| row.text(at).trim() == title.trim();
    titles.first().is_some_and(|title| is_title(0, title))
        && titles.iter().filter(|title| !title.trim().is_empty()).count() > 1
        && titles.iter().enumerate().all(|(at, title)| is_title(at, title))
}

/// How sure a row of totals at the bottom is more than one among the others.
const AT_BOTTOM: f32 = 0.14;

/// How sure it is that a row is one of totals, where nothing but totals stands below it or something does.
pub(super) fn confidence(alone: f32, is_at_bottom: bool) -> f64 {
    let sure = if is_at_bottom { (alone + AT_BOTTOM).min(0.99) } else { alone };
    (f64::from(sure) * 100.0).round() / 100.0
}

/// How sure a row is one of totals, wherever it stands: its first cell says so, the others are numbers or nothing, and no
/// address is in it. `None` for a row that is not.
pub(super) fn totals(row: RowRef<'_>, reading: &Reading) -> Option<f32> {
    let new = &reading.prospect;
    if reading.is_ours || new.email.is_some() || new.phone.is_some() || new.linkedin_url.is_some() {
        return None;
    }
    let mut cells = row.iter().filter(|cell| !cell.to_text().trim().is_empty());
    let first = cells.next()?;
    let words = fold(first.to_text().trim().trim_end_matches([':', '.', ' '])).replace('-', " ");
    let is_sum = SUMS.contains(&words.as_str());
    let says_so = is_sum
        || OTHERS.contains(&words.as_str())
        || ["total ", "sous total ", "nombre de "].iter().any(|start| words.starts_with(start));
    let is_number = |cell: CellRef<'_>| match cell {
        CellRef::Number(_) => true,
        other => {
            let text = other.to_text();
            let text = text.trim().trim_end_matches('%');
            values::amount(text).is_ok() || text.parse::<f64>().is_ok()
        }
    };
    let mut numbers = 0;
    let is_totals = says_so
        && cells.all(|cell| {
            numbers += 1;
            is_number(cell)
        })
        && numbers > 0;
    // « Nombre » over one number may be somebody's name and his postcode.
    is_totals.then_some(match (is_sum, numbers) {
        (true, 1) => 0.8,
        (true, _) => 0.85,
        (false, 1) => 0.6,
        (false, _) => 0.7,
    })
}
