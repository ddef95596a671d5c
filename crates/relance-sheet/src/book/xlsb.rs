//! Which cells of a binary workbook are merged: calamine reads its cells and passes over the records that tell it. Only
//! these are read here, each within its bounds; what makes no sense ends the reading, and the rows are read without it.

use std::io::{BufReader, Read};

use quick_xml::Reader as Xml;
use quick_xml::events::Event;

use super::merged::Merged;
use super::ods::attribute;
use super::package::part;
use crate::error::SheetError;
use crate::source::Source;

/// Records: a sheet of the workbook, the end of their list, and one range of merged cells.
const SHEET: u16 = 0x009C;
const END_OF_SHEETS: u16 = 0x0090;
const MERGED: u16 = 0x00B0;
const END_OF_MERGED: u16 = 0x00B2;

/// Bytes of a record that are kept: a sheet's name and relation are far shorter.
const KEPT: u64 = 4096;
/// Ranges of one sheet that are kept.
const MOST: usize = 100_000;
/// Rows and columns that a sheet can have.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// The columns of merged cells that go over several rows, in a sheet by its name.
pub(crate) fn merged(source: &Source, name: &str) -> Result<Vec<Merged>, SheetError> {
    let Some(path) = path_of(source, name)? else { return Ok(Vec::new()) };
    let mut records = Records::of(source, &path)?;
    let mut found = Vec::new();
    while let Some((kind, data)) = records.next()? {
        match kind {
            MERGED => found.extend(range(data)),
            END_OF_MERGED => break,
            _ => {}
        }
        if found.len() >= MOST {
            break;
        }
    }
    Ok(found)
}

/// First and last row, then first and last column.
fn range(data: &[u8]) -> Option<Merged> {
    let (from, to) = (u32_at(data, 0)?, u32_at(data, 4)?);
    let (column, last) = (u32_at(data, 8)?, u32_at(data, 12)?);
    let is_there = to < ROWS && column <= last && last < COLUMNS;
    (is_there && to > from).then_some(Merged { from, to, column })
}

/// The part that holds a sheet.
fn path_of(source: &Source, name: &str) -> Result<Option<String>, SheetError> {
    let mut records = Records::of(source, "xl/workbook.bin")?;
    while let Some((kind, data)) = records.next()? {
        match kind {
            // Its state and number stand before the two texts.
            SHEET => {
                let Some((relation, length)) = wide_text(data, 8) else { continue };
                if wide_text(data, 8 + length).is_some_and(|(found, _)| found == name) {
                    return target(source, &relation);
                }
            }
            END_OF_SHEETS => break,
            _ => {}
        }
    }
    Ok(None)
}

/// Where a relation of the workbook leads.
fn target(source: &Source, relation: &str) -> Result<Option<String>, SheetError> {
    let mut xml = Xml::from_reader(BufReader::new(part(source, "xl/_rels/workbook.bin.rels")?));
    xml.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(SheetError::damaged)? {
            Event::Start(tag)
                if tag.local_name().as_ref() == "Relationship"
                    && attribute(&tag, "Id")?.as_deref() == Some(relation) =>
            {
                let target = attribute(&tag, "Target")?;
                return Ok(target.map(|target| match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("xl/{target}"),
                }));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// A text of two bytes a unit behind its length, and the bytes that both take.
fn wide_text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = 2 * usize::try_from(u32_at(data, at)?).ok().filter(|units| *units < data.len())?;
    let bytes = data.get(at + 4..at + 4 + length)?;
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&units), 4 + length))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// The records of a part, one after the other.
struct Records {
    bytes: BufReader<Box<dyn Read + Send>>,
    data: Vec<u8>,
}

impl Records {
    fn of(source: &Source, path: &str) -> Result<Records, SheetError> {
        Ok(Records { bytes: BufReader::new(part(source, path)?), data: Vec::new() })
    }

    /// The next record's kind and the beginning of its data; `None` at the end.
    fn next(&mut self) -> Result<Option<(u16, &[u8])>, SheetError> {
        let Some(kind) = self.number(2)? else { return Ok(None) };
        let Some(length) = self.number(4)? else { return Ok(None) };
        let length = u64::from(length);
        self.data.clear();
        self.bytes.by_ref().take(length.min(KEPT)).read_to_end(&mut self.data)?;
        let rest = length.saturating_sub(KEPT);
        let passed = std::io::copy(&mut self.bytes.by_ref().take(rest), &mut std::io::sink())?;
        let is_whole = self.data.len() as u64 + passed == length;
        Ok(u16::try_from(kind).ok().filter(|_| is_whole).map(|kind| (kind, self.data.as_slice())))
    }

    /// A number of seven bits a byte, of at most so many bytes.
    fn number(&mut self, most: u32) -> Result<Option<u32>, SheetError> {
        let mut number = 0;
        for place in 0..most {
            let mut byte = [0];
            if self.bytes.read(&mut byte)? == 0 {
                return Ok(None);
            }
            number |= u32::from(byte[0] & 0x7F) << (7 * place);
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        Ok(Some(number))
    }
}
