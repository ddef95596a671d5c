//! A first look at old Excel's record stream: is it protected, and how large would its sheets be
//! once laid out as full rectangles? A file of 300 kB can ask for gigabytes there.

use super::compound::u16_at;
use crate::error::SheetError;

/// Cells of all rectangles together: 16 million are a full sheet of 65,536 × 256.
const MOST_CELLS: u64 = 20_000_000;
const CELL_BYTES: u64 = 32;

pub(crate) const FILE_PASS: u16 = 0x002F;
const BEGIN: u16 = 0x0809;
const DIMENSIONS: u16 = 0x0200;

/// Records of a stream: type, place of the data, length of the data.
pub(crate) fn records(stream: &[u8]) -> impl Iterator<Item = (u16, usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
        let start = at + 4;
        at = start + length;
        (at <= stream.len()).then_some((kind, start, length))
    })
}

/// The protection record of the workbook, if there is one.
pub(crate) fn protection(stream: &[u8]) -> Option<&[u8]> {
    records(stream)
        .take(64)
        .find(|record| record.0 == FILE_PASS)
        .map(|(_, start, length)| &stream[start..start + length])
}

/// Refuses a workbook whose sheets would not fit in memory.
pub(crate) fn survey(stream: &[u8]) -> Result<(), SheetError> {
    let (mut values, mut formulas) = (Rectangle::default(), Rectangle::default());
    let mut cells = 0u64;
    for (kind, start, length) in records(stream) {
        let data = &stream[start..start + length];
        match kind {
            BEGIN => {
                cells = cells.saturating_add(values.cells()).saturating_add(formulas.cells());
                (values, formulas) = (Rectangle::default(), Rectangle::default());
            }
            0x0006 => {
                values.include(data, 0);
                formulas.include(data, 0);
            }
            0x0203 | 0x0204 | 0x0205 | 0x00FD | 0x027E | 0x00D6 => values.include(data, 0),
            // One record of several numbers: the last column stands at its end.
            0x00BD => values.include(data, length.saturating_sub(2)),
            _ => {}
        }
    }
    cells = cells.saturating_add(values.cells()).saturating_add(formulas.cells());
    if cells > MOST_CELLS {
        let (bytes, limit) = (cells.saturating_mul(CELL_BYTES), MOST_CELLS * CELL_BYTES);
        return Err(SheetError::UnpacksTooLarge { bytes, limit });
    }
    Ok(())
}

/// Blanks the records that declare a sheet of more cells than any has: the reader would set memory aside for all of them, and
/// the system ends the program that asks for too much. True where there was one.
pub(crate) fn tame(stream: &mut [u8]) -> bool {
    let wild: Vec<(usize, usize)> = records(stream)
        .filter(|(kind, start, length)| {
            *kind == DIMENSIONS && declared(&stream[*start..start + length]) > MOST_CELLS
        })
        .map(|(_, start, length)| (start, length))
        .collect();
    for (start, length) in &wild {
        stream[*start..start + length].fill(0);
    }
    !wild.is_empty()
}

/// Cells that a record of dimensions declares; more than any where it makes no sense.
fn declared(data: &[u8]) -> u64 {
    let wide = |at: usize| Some(u64::from(u16_at(data, at)?) | u64::from(u16_at(data, at + 2)?) << 16);
    let narrow = |at: usize| u16_at(data, at).map(u64::from);
    let sides = if data.len() == 10 {
        [narrow(0), narrow(2), narrow(4), narrow(6)]
    } else {
        [wide(0), wide(4), narrow(8), narrow(10)]
    };
    let [Some(top), Some(below), Some(left), Some(beyond)] = sides else { return 0 };
    match (below, beyond) {
        (0, _) | (_, 0) => 0,
        _ if below < top => u64::MAX,
        // A left side that no sheet has counts as the first column.
        _ if left > 0xFF || beyond < left => (below - top).saturating_mul(beyond),
        _ => (below - top).saturating_mul(beyond - left),
    }
}

#[derive(Default)]
struct Rectangle {
    /// Top, bottom, left, right.
    sides: Option<[u64; 4]>,
}

impl Rectangle {
    fn include(&mut self, data: &[u8], last_column_at: usize) {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
        let (row, column) = (u64::from(row), u64::from(column));
        let last = match last_column_at {
            0 => column,
            at => u16_at(data, at).map_or(column, u64::from).max(column),
        };
        let [top, bottom, left, right] = self.sides.unwrap_or([row, row, column, last]);
        self.sides = Some([top.min(row), bottom.max(row), left.min(column), right.max(last)]);
    }

    fn cells(&self) -> u64 {
        self.sides.map_or(0, |[top, bottom, left, right]| (bottom - top + 1) * (right - left + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(row: u16, column: u16) -> Vec<u8> {
        let mut record = vec![0x03, 0x02, 14, 0];
        record.extend(row.to_le_bytes());
        record.extend(column.to_le_bytes());
        record.extend([0; 10]);
        record
    }

    #[test]
    fn two_far_corners_on_several_sheets_are_refused() {
        let begin = [0x09, 0x08, 0, 0].to_vec();
        let sheet = [begin, number(0, 0), number(65_535, 255)].concat();
        assert_eq!(survey(&sheet), Ok(()));
        assert!(matches!(survey(&sheet.repeat(2)), Err(SheetError::UnpacksTooLarge { .. })));
    }

    #[test]
    fn a_sheet_that_says_it_is_larger_than_any_is_not_believed() {
        let dimensions = |sides: [u32; 2], columns: [u16; 2]| {
            let rows: Vec<u8> = sides.into_iter().flat_map(u32::to_le_bytes).collect();
            let columns: Vec<u8> = columns.into_iter().flat_map(u16::to_le_bytes).collect();
            [&[0x00, 0x02, 14, 0][..], &rows, &columns, &[0, 0]].concat()
        };
        for (mut stream, is_wild) in [
            (dimensions([0, 65_536], [0, 256]), false),
            (dimensions([0, 0], [0, 0]), false),
            (dimensions([0, 0x6666_6666], [0x6666, 0x0666]), true),
            (dimensions([9, 3], [0, 4]), true),
        ] {
            assert_eq!(tame(&mut stream), is_wild);
            assert!(!tame(&mut stream), "once is enough");
        }
    }

    #[test]
    fn a_cut_record_ends_the_stream() {
        assert_eq!(records(&[0x09, 0x08, 10, 0, 1]).count(), 0);
        assert_eq!(records(&[]).count(), 0);
    }
}
