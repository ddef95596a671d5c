//! Cells and rows, owned and borrowed. A borrowed row lives in its reader's buffers until the
//! next row; nothing here may allocate for a cell that is already text.

use std::borrow::Cow;

use calamine::DataRef;
use chrono::{NaiveDate, NaiveDateTime};

/// One cell, owned.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Bool(bool),
    Date(NaiveDate),
    DateTime(NaiveDateTime),
    /// An error value as Excel shows it, `#N/A`.
    Error(String),
}

/// One cell, borrowed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum CellRef<'a> {
    #[default]
    Empty,
    Text(&'a str),
    Number(f64),
    Bool(bool),
    Date(NaiveDate),
    DateTime(NaiveDateTime),
    Error(&'a str),
}

impl Cell {
    pub fn as_ref(&self) -> CellRef<'_> {
        match self {
            Cell::Empty => CellRef::Empty,
            Cell::Text(text) => CellRef::Text(text),
            Cell::Number(number) => CellRef::Number(*number),
            Cell::Bool(flag) => CellRef::Bool(*flag),
            Cell::Date(date) => CellRef::Date(*date),
            Cell::DateTime(instant) => CellRef::DateTime(*instant),
            Cell::Error(error) => CellRef::Error(error),
        }
    }

    pub fn to_text(&self) -> Cow<'_, str> {
        self.as_ref().to_text()
    }

    pub fn is_empty(&self) -> bool {
        self.as_ref().is_empty()
    }

    /// Bytes of its text; `None` for an empty one.
    pub(crate) fn text_length(&self) -> Option<usize> {
        match self {
            Cell::Text(text) | Cell::Error(text) => Some(text.len()).filter(|length| *length > 0),
            Cell::Empty => None,
            _ => Some(0),
        }
    }
}

impl<'a> CellRef<'a> {
    /// The cell as a person would type it: whole numbers without ".0", dates as ISO 8601.
    pub fn to_text(self) -> Cow<'a, str> {
        match self {
            CellRef::Empty => Cow::Borrowed(""),
            CellRef::Text(text) | CellRef::Error(text) => Cow::Borrowed(text),
            CellRef::Number(number) => Cow::Owned(number_text(number)),
            CellRef::Bool(true) => Cow::Borrowed("true"),
            CellRef::Bool(false) => Cow::Borrowed("false"),
            CellRef::Date(date) => Cow::Owned(date.to_string()),
            CellRef::DateTime(instant) => Cow::Owned(instant.format("%Y-%m-%dT%H:%M:%S").to_string()),
        }
    }

    pub fn to_owned(self) -> Cell {
        match self {
            CellRef::Empty => Cell::Empty,
            CellRef::Text(text) => Cell::Text(text.to_owned()),
            CellRef::Number(number) => Cell::Number(number),
            CellRef::Bool(flag) => Cell::Bool(flag),
            CellRef::Date(date) => Cell::Date(date),
            CellRef::DateTime(instant) => Cell::DateTime(instant),
            CellRef::Error(error) => Cell::Error(error.to_owned()),
        }
    }

    /// True for no cell and for a text of no character.
    pub fn is_empty(self) -> bool {
        matches!(self, CellRef::Empty | CellRef::Text(""))
    }
}

/// Shortest text that reads back as the same number; no exponent where Excel would show digits.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{}", number as i64);
    }
    // 0.1 + 0.2 is shown by Excel with 15 significant digits, never as 0.30000000000000004.
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

/// One row, owned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// 1-based line of the file (text) or row of the sheet (workbook).
    pub line: u64,
    pub cells: Vec<Cell>,
}

impl Row {
    pub fn as_ref(&self) -> RowRef<'_> {
        RowRef { line: self.line, cells: Cells::Book(&self.cells) }
    }

    /// Text of cell `index`, "" beyond the end.
    pub fn text(&self, index: usize) -> Cow<'_, str> {
        self.cells.get(index).map_or(Cow::Borrowed(""), Cell::to_text)
    }

    pub fn texts(&self) -> Vec<String> {
        self.cells.iter().map(|cell| cell.to_text().into_owned()).collect()
    }
}

/// One row in its reader's buffers.
#[derive(Clone, Copy, Debug)]
pub struct RowRef<'a> {
    /// 1-based line of the file (text) or row of the sheet (workbook).
    pub line: u64,
    pub(crate) cells: Cells<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Cells<'a> {
    /// All fields one after the other, and where each one ends.
    Text {
        text: &'a str,
        ends: &'a [usize],
    },
    Book(&'a [Cell]),
    /// Values of calamine, texts still in the workbook's shared strings.
    Sheet {
        row: &'a [DataRef<'a>],
        is_1904: bool,
    },
}

impl<'a> RowRef<'a> {
    pub fn len(&self) -> usize {
        match self.cells {
            Cells::Text { ends, .. } => ends.len(),
            Cells::Book(cells) => cells.len(),
            Cells::Sheet { row, .. } => row.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True when no cell holds anything but white space.
    pub fn is_blank(&self) -> bool {
        match self.cells {
            Cells::Text { text, .. } => text.trim().is_empty(),
            _ => self.iter().all(|cell| match cell {
                CellRef::Empty => true,
                CellRef::Text(text) => text.trim().is_empty(),
                _ => false,
            }),
        }
    }

    /// Cell `index`; empty beyond the end.
    #[inline]
    pub fn cell(&self, index: usize) -> CellRef<'a> {
        match self.cells {
            Cells::Text { text, ends } => {
                let Some(&end) = ends.get(index) else { return CellRef::Empty };
                let start = if index == 0 { 0 } else { ends[index - 1] };
                if start == end { CellRef::Empty } else { CellRef::Text(&text[start..end]) }
            }
            Cells::Book(cells) => cells.get(index).map_or(CellRef::Empty, Cell::as_ref),
            Cells::Sheet { row, is_1904 } => {
                row.get(index).map_or(CellRef::Empty, |value| crate::book::cell_ref(value, is_1904))
            }
        }
    }

    /// Text of cell `index`, "" beyond the end.
    #[inline]
    pub fn text(&self, index: usize) -> Cow<'a, str> {
        self.cell(index).to_text()
    }

    pub fn iter(&self) -> impl Iterator<Item = CellRef<'a>> + use<'a> {
        let row = *self;
        (0..row.len()).map(move |index| row.cell(index))
    }

    pub fn texts(&self) -> Vec<String> {
        self.iter().map(|cell| cell.to_text().into_owned()).collect()
    }

    pub fn to_row(&self) -> Row {
        Row { line: self.line, cells: self.iter().map(CellRef::to_owned).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_as_a_person_would_type_it() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (612_345_678.0, "612345678"),
            (0.1 + 0.2, "0.3"),
            (1234.5, "1234.5"),
            (-3.25, "-3.25"),
            (12_345_678_901_234.0, "12345678901234"),
        ] {
            assert_eq!(CellRef::Number(number).to_text(), text);
        }
    }

    #[test]
    fn a_row_is_empty_beyond_its_end() {
        let row = RowRef { line: 1, cells: Cells::Text { text: "ab", ends: &[1, 1, 2] } };
        let texts: Vec<_> = (0..5).map(|index| row.text(index).into_owned()).collect();
        assert_eq!(texts, ["a", "", "b", "", ""]);
        assert!(!row.is_blank());
    }
}
