//! Cells merged downwards: what the first of them holds counts for each row that they cover. Rows that hold nothing of
//! their own stay empty, and long texts are not carried, so that a small file never becomes a large one.

use calamine::Dimensions;

/// Columns of which a value is carried at once, and its longest text in bytes.
const COLUMNS: usize = 32;
const TEXT: usize = 256;

/// A column of merged cells, rows from 0, both ends included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merged {
    pub from: u32,
    pub to: u32,
    pub column: u32,
}

/// The first column of merged cells that go over several rows.
pub(crate) fn downwards(cells: &Dimensions) -> Option<Merged> {
    let one = Merged { from: cells.start.0, to: cells.end.0, column: cells.start.1 };
    (one.to > one.from).then_some(one)
}

/// What is carried down while rows are read in their order.
pub(crate) struct Carry<V> {
    /// Those that no row has reached yet, the last first.
    waiting: Vec<Merged>,
    held: Vec<(Merged, V)>,
}

impl<V: Clone + Default> Carry<V> {
    pub(crate) fn new(merged: &[Merged]) -> Carry<V> {
        let mut waiting: Vec<Merged> = merged.iter().filter(|one| one.to > one.from).copied().collect();
        waiting.sort_unstable_by_key(|one| std::cmp::Reverse((one.from, one.column)));
        Carry { waiting, held: Vec::new() }
    }

    /// Adds cells that the row being read begins.
    pub(crate) fn begin(&mut self, merged: Merged) {
        self.waiting.push(merged);
    }

    /// Completes a row, and takes from it what is to be carried on. `length` is that of a value's text, `None` of one that
    /// is empty.
    pub(crate) fn complete(&mut self, number: u32, row: &mut Vec<V>, length: impl Fn(&V) -> Option<usize>) {
        if self.waiting.is_empty() && self.held.is_empty() {
            return;
        }
        self.held.retain(|(one, _)| one.to >= number);
        for (one, value) in &self.held {
            let column = one.column as usize;
            if row.len() <= column {
                row.resize(column + 1, V::default());
            }
            if length(&row[column]).is_none() {
                row[column] = value.clone();
            }
        }
        while let Some(one) = self.waiting.last().copied().filter(|one| one.from <= number) {
            self.waiting.pop();
            let value = row.get(one.column as usize).filter(|_| one.from == number);
            if let Some(value) = value.filter(|value| length(value).is_some_and(|length| length <= TEXT)) {
                self.held.retain(|(other, _)| other.column != one.column);
                if self.held.len() < COLUMNS {
                    self.held.push((one, value.clone()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(merged: &[Merged], rows: &[(u32, &[&str])]) -> Vec<String> {
        let mut carry: Carry<String> = Carry::new(merged);
        rows.iter()
            .map(|(number, cells)| {
                let mut row: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
                carry.complete(*number, &mut row, |value| Some(value.len()).filter(|length| *length > 0));
                row.join("|")
            })
            .collect()
    }

    #[test]
    fn a_value_counts_for_each_row_that_its_cells_cover() {
        let merged = [Merged { from: 1, to: 3, column: 0 }, Merged { from: 2, to: 3, column: 2 }];
        let rows: [(u32, &[&str]); 5] =
            [(0, &["A", "a"]), (1, &["B", "b"]), (2, &["", "c", "x"]), (3, &["", "d"]), (4, &["", "e"])];
        assert_eq!(read(&merged, &rows), ["A|a", "B|b", "B|c|x", "B|d|x", "|e"]);
    }

    #[test]
    fn what_is_long_or_begins_in_an_empty_row_is_not_carried() {
        let long = "x".repeat(TEXT + 1);
        let merged = [Merged { from: 0, to: 9, column: 0 }, Merged { from: 1, to: 9, column: 1 }];
        let rows: [(u32, &[&str]); 2] = [(0, &[&long, "a"]), (2, &["", "", "c"])];
        assert_eq!(read(&merged, &rows)[1], "||c");
    }
}
