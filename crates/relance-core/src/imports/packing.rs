//! Rows as one text each: cells with their kind, so that what is read again later is read as it was the first time.
//!
//! Texts of this form lie in bases: a mark may be added, never given another meaning.

use chrono::NaiveDateTime;
use relance_sheet::{Cell, CellRef, Row};

/// Between two cells; a file has it nowhere.
const SEPARATOR: char = '\u{1f}';

/// The cells of a row; those that are not `wanted` are left blank.
pub(super) fn pack<'a>(cells: impl Iterator<Item = CellRef<'a>>, wanted: impl Fn(usize) -> bool) -> String {
    let mut text = String::new();
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(SEPARATOR);
        }
        if !wanted(index) {
            continue;
        }
        let mark = match cell {
            CellRef::Empty | CellRef::Text("") => continue,
            CellRef::Text(_) => 't',
            CellRef::Number(_) => 'n',
            CellRef::Bool(_) => 'b',
            CellRef::Date(_) => 'd',
            CellRef::DateTime(_) => 'i',
            CellRef::Error(_) => 'e',
        };
        text.push(mark);
        match cell {
            CellRef::Number(number) => text.push_str(&number.to_string()),
            other => text.extend(other.to_text().chars().filter(|letter| *letter != SEPARATOR)),
        }
    }
    text.truncate(text.trim_end_matches(SEPARATOR).len());
    text
}

pub(super) fn unpack(text: &str, line: u64) -> Row {
    let cell = |part: &str| {
        let Some(mark) = part.chars().next() else { return Cell::Empty };
        let rest = &part[mark.len_utf8()..];
        match mark {
            'n' => rest.parse().map_or_else(|_| Cell::Text(rest.to_owned()), Cell::Number),
            'b' => Cell::Bool(rest == "true"),
            'd' => rest.parse().map_or_else(|_| Cell::Text(rest.to_owned()), Cell::Date),
            'i' => NaiveDateTime::parse_from_str(rest, "%Y-%m-%dT%H:%M:%S")
                .map_or_else(|_| Cell::Text(rest.to_owned()), Cell::DateTime),
            'e' => Cell::Error(rest.to_owned()),
            _ => Cell::Text(rest.to_owned()),
        }
    };
    Row { line, cells: text.split(SEPARATOR).map(cell).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_row_reads_back_as_it_was() {
        let row = Row {
            line: 7,
            cells: vec![
                Cell::Text("Léa".into()),
                Cell::Empty,
                Cell::Number(0.1 + 0.2),
                Cell::Number(612_345_678.0),
                Cell::Bool(true),
                Cell::Date("2026-12-31".parse().unwrap()),
                Cell::DateTime("2026-12-31T08:30:00".parse().unwrap()),
                Cell::Error("#N/A".into()),
            ],
        };
        let packed = pack(row.as_ref().iter(), |_| true);
        assert_eq!(unpack(&packed, 7), row);
        assert_eq!(
            unpack(&pack(row.as_ref().iter(), |index| index == 0), 7).cells,
            [Cell::Text("Léa".into())]
        );
    }
}
