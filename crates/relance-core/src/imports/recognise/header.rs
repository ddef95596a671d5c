//! Where the table begins: titles, notes and blank rows stand above many headers, and some lists
//! have no header at all.

use super::columns::{essence, is_known, is_title, looks_like_data};
use crate::values::text::trim;

/// How far down a header is looked for.
const MOST_ROWS: usize = 40;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeaderGuess {
    /// Index of the header in the rows given; `None` where the list has no header. Of a header that is repeated, the last.
    pub row: Option<usize>,
    /// Index of a row above it that names groups of columns.
    pub above: Option<usize>,
    /// Index of the first row of data.
    pub data_row: usize,
    /// 0 to 1.
    pub confidence: f32,
}

/// Finds the header among the first rows of a sheet, given as texts.
pub fn find_header(rows: &[Vec<String>]) -> HeaderGuess {
    let rows = &rows[..rows.len().min(MOST_ROWS)];
    let shapes: Vec<Shape> = rows.iter().map(|row| Shape::of(row)).collect();
    let width = typical_width(&shapes);
    let mut best: Option<(f32, usize)> = None;
    for at in 0..rows.len() {
        let Some(score) = score(rows, &shapes, at, width) else { continue };
        // A later row must be clearly better: data below the header may repeat its words.
        if best.is_none_or(|(known, _)| score > known + 0.08) {
            best = Some((score, at));
        }
    }
    match best {
        Some((score, at)) if score >= 0.55 => {
            let confidence = (0.35 + score * 0.45).clamp(0.4, 0.99);
            // What was found may name the groups of the titles below it.
            let is_of_groups = shapes.get(at + 1).is_some_and(|below| {
                below.known > shapes[at].known
                    && below.titles == below.filled
                    && below.data == 0
                    && names_groups(&rows[at], &rows[at + 1])
            });
            HeaderGuess { confidence, ..header_at(rows, at + usize::from(is_of_groups)) }
        }
        _ => {
            let least = if width > 2 { 2 } else { 1 };
            let data_row = shapes.iter().position(|shape| shape.filled >= least).unwrap_or(0);
            let confidence = best.map_or(0.9, |(score, _)| (0.85 - score).clamp(0.3, 0.9));
            HeaderGuess { row: None, above: None, data_row, confidence }
        }
    }
}

/// The header that stands in a row, as the user says or as it was found.
pub fn header_at(rows: &[Vec<String>], at: usize) -> HeaderGuess {
    let above = at.checked_sub(1).filter(|above| names_groups(&rows[*above], &rows[at]));
    let mut row = at;
    while rows.get(row + 1).is_some_and(|next| is_same(next, &rows[at])) {
        row += 1;
    }
    HeaderGuess { row: Some(row), above, data_row: row + 1, confidence: 1.0 }
}

fn is_same(one: &[String], other: &[String]) -> bool {
    let cells = |row: &[String]| -> Vec<String> {
        let mut cells: Vec<String> = row.iter().map(|cell| trim(cell).to_lowercase()).collect();
        cells.truncate(cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
        cells
    };
    let (one, other) = (cells(one), cells(other));
    one.len() > 1 && one == other
}

/// A row of words above a header, fewer of them or the same ones again and again: « Contact | | Adresse ».
fn names_groups(above: &[String], header: &[String]) -> bool {
    let shape = Shape::of(above);
    let groups: Vec<&str> = carried(above).into_iter().filter(|group| !group.is_empty()).collect();
    let mut different: Vec<String> = groups.iter().map(|group| group.to_lowercase()).collect();
    different.sort_unstable();
    different.dedup();
    let width = header.iter().filter(|cell| !trim(cell).is_empty()).count();
    shape.filled >= 2
        && shape.titles == shape.filled
        && shape.data == 0
        && different.len() >= 2
        && different.len() < width.max(groups.len())
}

/// Each group over all columns that it stands above.
fn carried(above: &[String]) -> Vec<&str> {
    let mut last = "";
    above
        .iter()
        .map(|cell| {
            let cell = trim(cell);
            last = if cell.is_empty() { last } else { cell };
            last
        })
        .collect()
}

/// The titles of the columns. The group that a title stands in is put before it where the title alone does not say enough.
pub fn titles(rows: &[Vec<String>], guess: &HeaderGuess) -> Vec<String> {
    let Some(header) = guess.row.and_then(|row| rows.get(row)) else { return Vec::new() };
    let Some(above) = guess.above.and_then(|row| rows.get(row)) else { return header.clone() };
    let groups = carried(above);
    let folded: Vec<String> = header.iter().map(|title| trim(title).to_lowercase()).collect();
    (0..header.len().max(above.len()))
        .map(|at| {
            let title = header.get(at).map_or("", |title| trim(title));
            let group = groups.get(at).or(groups.last()).copied().unwrap_or_default();
            if title.is_empty() {
                return above.get(at).map(|own| trim(own).to_owned()).unwrap_or_default();
            }
            let whole = format!("{group} {title}");
            let is_repeated = folded.iter().filter(|other| **other == folded[at]).count() > 1;
            let is_vague = matches!(essence(title).as_str(), "nom" | "name" | "noms" | "numero" | "libelle");
            let is_alone = group.is_empty() || group.to_lowercase() == folded[at];
            if !is_alone && (is_repeated || is_vague) { whole } else { title.to_owned() }
        })
        .collect()
}

/// What the cells of a row are.
struct Shape {
    filled: usize,
    known: usize,
    data: usize,
    titles: usize,
    has_twins: bool,
}

impl Shape {
    fn of(row: &[String]) -> Shape {
        let cells: Vec<&str> =
            row.iter().map(|cell| trim(cell)).filter(|cell| !cell.is_empty()).take(200).collect();
        let mut lower: Vec<String> = cells.iter().map(|cell| cell.to_lowercase()).collect();
        lower.sort_unstable();
        let is_data = |cell: &&&str| looks_like_data(cell) && !is_known(cell);
        Shape {
            filled: cells.len(),
            known: cells.iter().filter(|cell| is_known(cell)).count(),
            data: cells.iter().filter(is_data).count(),
            titles: cells.iter().filter(|cell| is_title(cell)).count(),
            has_twins: lower.windows(2).filter(|pair| pair[0] == pair[1]).count() * 4 > cells.len(),
        }
    }
}

/// The number of filled cells that rows usually reach.
fn typical_width(shapes: &[Shape]) -> usize {
    let mut widths: Vec<usize> =
        shapes.iter().map(|shape| shape.filled).filter(|&filled| filled > 0).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 2 / 3).copied().unwrap_or(0)
}

/// How much row `at` is a header, about 0 to 1.5; nothing for a row that cannot be one.
fn score(rows: &[Vec<String>], shapes: &[Shape], at: usize, width: usize) -> Option<f32> {
    let shape = &shapes[at];
    if shape.filled == 0 || (shape.filled == 1 && width > 1) || shape.titles * 2 < shape.filled {
        return None;
    }
    let filled = shape.filled as f32;
    let known = shape.known as f32 / filled;
    let data = shape.data as f32 / filled;
    let cover = (filled / width.max(1) as f32).min(1.0);
    let below = contrast(rows, at);
    let is_followed = shapes[at + 1..].iter().any(|below| below.filled > 0);
    let mut score = known * 0.8 + cover * 0.35 + below * 0.45 - data * 1.2;
    if shape.has_twins {
        score -= 0.3;
    }
    // A header alone is still one if its words are known.
    if !is_followed && known < 0.5 {
        return None;
    }
    // Nothing speaks against the first full row of a list of words only.
    if known == 0.0
        && data == 0.0
        && cover >= 0.9
        && below >= 0.0
        && shape.titles == shape.filled
        && is_first_full(shapes, at, width)
    {
        score += 0.25;
    }
    Some(score)
}

fn is_first_full(shapes: &[Shape], at: usize, width: usize) -> bool {
    shapes[..at].iter().all(|above| above.filled * 10 < width * 9)
}

/// Share of the columns in which the cells below are data and this one is not.
fn contrast(rows: &[Vec<String>], at: usize) -> f32 {
    let (mut differ, mut seen) = (0usize, 0usize);
    for (column, title) in rows[at].iter().enumerate().take(200) {
        if trim(title).is_empty() {
            continue;
        }
        let below: Vec<&str> = rows[at + 1..]
            .iter()
            .take(8)
            .filter_map(|row| row.get(column))
            .map(|cell| trim(cell))
            .filter(|cell| !cell.is_empty())
            .collect();
        if below.is_empty() {
            continue;
        }
        seen += 1;
        let data = below.iter().filter(|cell| looks_like_data(cell)).count();
        differ += usize::from(data * 2 > below.len() && !looks_like_data(title));
    }
    if seen == 0 { 0.0 } else { differ as f32 / seen as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> (Option<usize>, usize) {
        let rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect();
        let guess = find_header(&rows);
        (guess.row, guess.data_row)
    }

    #[test]
    fn the_header_is_found_below_what_stands_above_it() {
        for (text, found) in [
            ("Prénom;Nom;Email\nLéa;Martin;lea@acme.fr", (Some(0), 1)),
            ("Export du 12/03/2026\n\nPrénom;Nom;Email\nLéa;Martin;lea@acme.fr", (Some(2), 3)),
            (
                "Mes prospects;;\nVersion 3;;\nNom;Société;Ville\nMartin;Acme;Lyon\nDurand;Boréal;Nice",
                (Some(2), 3),
            ),
            (
                "Notes:\n\"When exporting your connection data, you may notice that some addresses are missing.\"\n\nFirst Name;Last Name;URL;Email Address;Company;Position;Connected On\nLéa;Martin;https://www.linkedin.com/in/lea;;Acme;CEO;03 Mar 2026",
                (Some(3), 4),
            ),
            (
                "Contact;;;Société;\nPrénom;Nom;Email;Raison sociale;Ville\nLéa;Martin;lea@acme.fr;Acme;Lyon\nPaul;Durand;paul@boreal.fr;Boréal;Nice",
                (Some(1), 2),
            ),
            ("Alpha;Bravo;Delta\nun;deux;trois\nquatre;cinq;six", (Some(0), 1)),
            ("Email\nlea@acme.fr\npaul@acme.fr", (Some(0), 1)),
            ("Code;Truc;Machin\n1;2026-01-01;3,5\n2;2026-01-02;4,5", (Some(0), 1)),
            ("Nom;Email", (Some(0), 1)),
            ("id;first_name\n1;2", (Some(0), 1)),
        ] {
            assert_eq!(find(text), found, "for {text:?}");
        }
    }

    #[test]
    fn a_header_on_two_rows_is_named_by_the_lower_one_and_told_apart_by_the_upper_one() {
        for (text, found) in [
            (
                "Contact;Contact;Adresse\nNom;E-mail;Ville\nMartin;lea@a.fr;Lyon\nPetit;z@a.fr;Nice",
                "Contact Nom|E-mail|Ville",
            ),
            (
                "Contact;;Société;\nPrénom;E-mail;Nom;Ville\nLéa;lea@a.fr;Acme;Lyon\nZoé;z@a.fr;Boréal;Nice",
                "Prénom|E-mail|Société Nom|Ville",
            ),
            (
                "E-mail;Bureau;;Domicile;\n;Téléphone;Ville;Téléphone;Ville\nlea@a.fr;0123456789;Lyon;0612345678;Nice\nz@a.fr;0123456788;Lyon;0612345679;Nice",
                "E-mail|Bureau Téléphone|Bureau Ville|Domicile Téléphone|Domicile Ville",
            ),
            ("Salon de Lyon;;\nNom;E-mail;Ville\nMartin;lea@a.fr;Lyon", "Nom|E-mail|Ville"),
        ] {
            let rows: Vec<Vec<String>> =
                text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect();
            let guess = find_header(&rows);
            assert_eq!(titles(&rows, &guess).join("|"), found, "for {text:?}: {guess:?}");
        }
    }

    #[test]
    fn a_header_that_is_repeated_is_read_once() {
        let header = "Nom;E-mail;Ville";
        let (row, data) = find(&format!("{header}\n{header}\nNOM;e-mail;Ville;\nMartin;lea@a.fr;Lyon"));
        assert_eq!((row, data), (Some(2), 3));
    }

    #[test]
    fn a_list_without_a_header_has_none() {
        for (text, found) in [
            ("Léa;Martin;lea@acme.fr;06 12 34 56 78\nPaul;Durand;paul@acme.fr;06 12 34 56 79", (None, 0)),
            ("lea@acme.fr\npaul@acme.fr", (None, 0)),
            ("\nMartin;Léa;75001;Paris\nDurand;Paul;69001;Lyon\nPetit;Anne;33000;Bordeaux", (None, 1)),
            ("Acme;0123456789;contact@acme.fr\nBoréal;0123456788;info@boreal.fr", (None, 0)),
            ("Liste 2026;;\nMme;Léa Martin;lea@acme.fr\nM.;Paul Durand;paul@acme.fr", (None, 1)),
        ] {
            assert_eq!(find(text), found, "for {text:?}");
        }
        assert_eq!(find_header(&[]).row, None);
    }
}
