//! Aligned columns of text. Cells come from files of strangers: nothing in them may move the cursor.

/// Characters of a cell beyond which it is cut.
const WIDEST: usize = 40;
const GAP: &str = "  ";

pub enum Align {
    Left,
    Right,
}

/// A table being laid out.
pub struct Table {
    columns: Vec<Align>,
    rows: Vec<Vec<String>>,
    has_header: bool,
}

impl Table {
    /// A table with a line of headers.
    pub fn new<'a>(columns: impl IntoIterator<Item = (&'a str, Align)>) -> Self {
        let (header, columns) = columns.into_iter().map(|(word, align)| (word.to_owned(), align)).unzip();
        Self { columns, rows: vec![header], has_header: true }
    }

    /// Names on the left, values on the right, never cut.
    pub fn plain() -> Self {
        Self { columns: vec![Align::Left, Align::Left], rows: Vec::new(), has_header: false }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cut = self.has_header;
        self.rows.push(
            cells.into_iter().map(|cell| if cut { shorten(&tame(&cell)) } else { tame(&cell) }).collect(),
        );
    }

    /// A row of [`Table::plain`], left out when there is nothing to say.
    pub fn fact(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.row([name.to_owned(), value]);
        }
    }

    pub fn text(&self) -> String {
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                self.rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
            })
            .collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for ((cell, align), wanted) in row.iter().zip(&self.columns).zip(&widths) {
                let blank = " ".repeat(wanted - width(cell).min(*wanted));
                match align {
                    Align::Left => line.extend([cell.as_str(), &blank, GAP]),
                    Align::Right => line.extend([blank.as_str(), cell, GAP]),
                }
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// A text without anything that a terminal would obey.
pub fn tame(text: &str) -> String {
    text.split(char::is_control)
        .map(str::trim_end)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= WIDEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(WIDEST - 1).collect();
    format!("{}…", kept.trim_end())
}

/// Columns that a text takes; combining marks take none, East Asian wide letters two.
fn width(text: &str) -> usize {
    text.chars()
        .map(|letter| match u32::from(letter) {
            0x300..=0x36f | 0x200b..=0x200f => 0,
            0x1100..=0x115f
            | 0x2e80..=0xa4cf
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xfe30..=0xfe6f
            | 0xff00..=0xff60 => 2,
            0x1f300..=0x1faff => 2,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{Align, Table, tame};

    #[test]
    fn columns_are_aligned_and_lines_have_no_tail() {
        let mut table = Table::new([("Nom", Align::Left), ("Montant", Align::Right)]);
        table.row(["Lefèvre".into(), "1 200".into()]);
        table.row(["Ng".into(), "7".into()]);
        assert_eq!(table.text(), "Nom      Montant\nLefèvre    1 200\nNg             7\n");
    }

    #[test]
    fn a_cell_cannot_speak_to_the_terminal_nor_fill_it() {
        assert_eq!(tame("a\u{1b}[31mb\nc"), "a [31mb c");
        let mut table = Table::new([("x", Align::Left)]);
        table.row(["é".repeat(100)]);
        let longest = table.text().lines().map(|line| line.chars().count()).max();
        assert_eq!(longest, Some(40));
    }
}
