//! Rows that sum up the others (a word for it, and numbers), or that repeat the titles. They are nobody.

use super::reading::Reading;
use crate::values;
use relance_sheet::{CellRef, RowRef};
use relance_store::fold;

const WORDS: [&str; 14] = [
    "total",
    "totaux",
    "total general",
    "grand total",
    "sous total",
    "sous totaux",
    "subtotal",
    "somme",
    "sum",
    "moyenne",
    "average",
    "nombre",
    "count",
    "effectif total",
];

/// True for the row of the titles, met again further down as printed lists and lists put together have it.
pub(super) fn is_repeated(row: RowRef<'_>, titles: &[String]) -> bool {
    let is_title = |at: usize, title: &str| row.text(at).trim() == title.trim();
    titles.first().is_some_and(|title| is_title(0, title))
        && titles.iter().filter(|title| !title.trim().is_empty()).count() > 1
        && titles.iter().enumerate().all(|(at, title)| is_title(at, title))
}

/// True for a row of totals: its first cell says so, the others are numbers or nothing, and no address is in it.
pub(super) fn is_totals(row: RowRef<'_>, reading: &Reading) -> bool {
    let new = &reading.prospect;
    if new.email.is_some() || new.phone.is_some() || new.linkedin_url.is_some() {
        return false;
    }
    let mut cells = row.iter().filter(|cell| !cell.to_text().trim().is_empty());
    let Some(first) = cells.next() else { return false };
    let words = fold(first.to_text().trim().trim_end_matches([':', '.', ' '])).replace('-', " ");
    let says_so = WORDS.contains(&words.as_str())
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
    says_so
        && cells.all(|cell| {
            numbers += 1;
            is_number(cell)
        })
        && numbers > 0
}
