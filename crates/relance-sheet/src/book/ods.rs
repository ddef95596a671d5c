//! OpenDocument spreadsheets, streamed. calamine expands a whole sheet (and its repetitions) in
//! memory and never ends on a content that is cut; this reader keeps one row.

use std::io::{BufRead, BufReader, Read};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use quick_xml::Reader as Xml;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::merged::{Carry, Merged};
use crate::cell::{Cell, Cells, RowRef};
use crate::error::SheetError;
use crate::options::Limits;
use crate::source::Source;
use crate::workbook::SheetInfo;

type Content = Xml<BufReader<Box<dyn Read + Send>>>;

fn content(source: &Source) -> Result<Content, SheetError> {
    let mut xml = Xml::from_reader(BufReader::new(super::package::part(source, "content.xml")?));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    Ok(xml)
}

/// Names of all sheets, and which are hidden.
pub(crate) fn sheets(source: &Source) -> Result<Vec<SheetInfo>, SheetError> {
    let mut xml = content(source)?;
    let mut buffer = Vec::new();
    let mut hidden_styles = Vec::new();
    let mut style = String::new();
    let mut sheets = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(SheetError::damaged)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "style:style" => style = attribute(&tag, "style:name")?.unwrap_or_default(),
                "style:table-properties" if attribute(&tag, "table:display")?.as_deref() == Some("false") => {
                    hidden_styles.push(style.clone());
                }
                "table:table" => {
                    let look = attribute(&tag, "table:style-name")?.unwrap_or_default();
                    sheets.push(SheetInfo {
                        name: attribute(&tag, "table:name")?.unwrap_or_default(),
                        hidden: hidden_styles.contains(&look),
                        rows: None,
                        columns: None,
                    });
                    skip(&mut xml, "table:table")?;
                }
                "table:tracked-changes" => skip(&mut xml, "table:tracked-changes")?,
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(sheets)
}

pub(crate) struct OdsRows {
    xml: Content,
    buffer: Vec<u8>,
    limits: Limits,
    cells: Vec<Cell>,
    carry: Carry<Cell>,
    /// Row number of `cells`, and how many more times it is to be given.
    line: u64,
    again: u64,
    rows: u64,
    ended: bool,
}

impl OdsRows {
    pub(crate) fn new(source: &Source, sheet: usize, limits: Limits) -> Result<OdsRows, SheetError> {
        let mut xml = content(source)?;
        let mut buffer = Vec::new();
        let mut index = 0;
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(SheetError::damaged)? {
                Event::Start(tag) if tag.name().as_ref() == "table:tracked-changes" => {
                    skip(&mut xml, "table:tracked-changes")?;
                }
                Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                    if index == sheet {
                        break;
                    }
                    index += 1;
                    skip(&mut xml, "table:table")?;
                }
                Event::Eof => return Err(SheetError::NoSuchSheet { index: sheet }),
                _ => {}
            }
        }
        let cells = Vec::new();
        let carry = Carry::new(&[]);
        Ok(OdsRows { xml, buffer, limits, cells, carry, line: 0, again: 0, rows: 0, ended: false })
    }

    pub(crate) fn next_row(&mut self) -> Result<Option<RowRef<'_>>, SheetError> {
        if self.again > 0 {
            self.again -= 1;
            self.line += 1;
        } else if !self.advance()? {
            return Ok(None);
        }
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(SheetError::TooManyRows { limit: self.limits.rows });
        }
        Ok(Some(RowRef { line: self.line, cells: Cells::Book(&self.cells) }))
    }

    /// Reads up to the next row that holds something.
    fn advance(&mut self) -> Result<bool, SheetError> {
        while !self.ended {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer).map_err(SheetError::damaged)? {
                Event::Start(tag) if tag.name().as_ref() == "table:table-row" => {
                    let times = repetitions(&tag, "table:number-rows-repeated")?;
                    let line = self.line + 1;
                    let number = u32::try_from(line - 1).unwrap_or(u32::MAX);
                    let mut spans = Vec::new();
                    read_row(&mut self.xml, &mut self.cells, &mut spans, line, &self.limits)?;
                    if self.cells.is_empty() {
                        self.line = self.line.saturating_add(times);
                        continue;
                    }
                    for (column, rows) in spans {
                        let to = number.saturating_add(rows - 1);
                        self.carry.begin(Merged { from: number, to, column });
                    }
                    self.carry.complete(number, &mut self.cells, Cell::text_length);
                    self.line = line;
                    self.again = times - 1;
                    return Ok(true);
                }
                Event::Start(tag) if tag.name().as_ref() == "table:shapes" => {
                    skip(&mut self.xml, "table:shapes")?;
                }
                Event::End(tag) if tag.name().as_ref() == "table:table" => self.ended = true,
                Event::Eof => return Err(SheetError::damaged("the table is cut")),
                _ => {}
            }
        }
        Ok(false)
    }
}

/// Reads the cells of one row; trailing empty cells are dropped. `spans` gets the columns of cells that go over several
/// rows, and over how many.
fn read_row(
    xml: &mut Content,
    cells: &mut Vec<Cell>,
    spans: &mut Vec<(u32, u32)>,
    line: u64,
    limits: &Limits,
) -> Result<(), SheetError> {
    cells.clear();
    let mut buffer = Vec::new();
    let mut column = 0u64;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(SheetError::damaged)? {
            Event::Start(tag)
                if matches!(tag.name().as_ref(), "table:table-cell" | "table:covered-table-cell") =>
            {
                let times = repetitions(&tag, "table:number-columns-repeated")?;
                let rows = repetitions(&tag, "table:number-rows-spanned")?;
                let end = tag.name().as_ref().to_owned();
                let declared = declared(&tag)?;
                let text = read_text(xml, &end, limits.cell_bytes, line)?;
                let cell = value(declared, text);
                let after = column.saturating_add(times);
                if !cell.is_empty() {
                    if after > limits.columns as u64 {
                        let limit = limits.columns as u64;
                        return Err(SheetError::TooManyColumns { line, columns: after, limit });
                    }
                    cells.resize(column as usize, Cell::Empty);
                    cells.resize(after as usize, cell);
                    if rows > 1 {
                        spans.push((column as u32, u32::try_from(rows).unwrap_or(u32::MAX)));
                    }
                }
                column = after;
            }
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => return Ok(()),
            Event::Eof => return Err(SheetError::damaged("the row is cut")),
            _ => {}
        }
    }
}

/// What the attributes of a cell say of its value.
enum Declared {
    Nothing,
    Text(Option<String>),
    Error,
    Cell(Cell),
}

fn declared(tag: &BytesStart<'_>) -> Result<Declared, SheetError> {
    if attribute(tag, "calcext:value-type")?.as_deref() == Some("error") {
        return Ok(Declared::Error);
    }
    let Some(kind) = attribute(tag, "office:value-type")? else { return Ok(Declared::Nothing) };
    let declared = match kind.as_str() {
        "float" | "percentage" | "currency" => {
            attribute(tag, "office:value")?.and_then(|value| value.parse().ok()).map(Cell::Number)
        }
        "boolean" => attribute(tag, "office:boolean-value")?.map(|value| Cell::Bool(value == "true")),
        "date" => attribute(tag, "office:date-value")?.map(|value| date(&value)),
        "time" => attribute(tag, "office:time-value")?.map(|value| Cell::Text(duration(&value))),
        "string" => return Ok(Declared::Text(attribute(tag, "office:string-value")?)),
        _ => None,
    };
    Ok(declared.map_or(Declared::Nothing, Declared::Cell))
}

fn value(declared: Declared, text: String) -> Cell {
    match declared {
        Declared::Cell(cell) => cell,
        Declared::Text(Some(said)) if text.is_empty() => Cell::Text(said),
        Declared::Error => Cell::Error(text),
        Declared::Nothing | Declared::Text(_) if text.is_empty() => Cell::Empty,
        Declared::Nothing | Declared::Text(_) => Cell::Text(text),
    }
}

fn date(value: &str) -> Cell {
    let instant = value.trim_end_matches('Z');
    if let Ok(date) = instant.parse::<NaiveDate>() {
        return Cell::Date(date);
    }
    match instant.parse::<NaiveDateTime>() {
        Ok(instant) if instant.time() == NaiveTime::MIN => Cell::Date(instant.date()),
        Ok(instant) => Cell::DateTime(instant),
        Err(_) => Cell::Text(value.to_owned()),
    }
}

/// "PT12H30M05.5S" as "12:30:05".
fn duration(value: &str) -> String {
    let mut parts = [0u64; 3];
    let mut number = String::new();
    for letter in value.trim_start_matches(['-', 'P', 'T']).chars() {
        match letter {
            'H' | 'M' | 'S' => {
                let place = match letter {
                    'H' => 0,
                    'M' => 1,
                    _ => 2,
                };
                parts[place] = number.parse::<f64>().unwrap_or(0.0) as u64;
                number.clear();
            }
            _ => number.push(if letter == ',' { '.' } else { letter }),
        }
    }
    let sign = if value.starts_with('-') { "-" } else { "" };
    format!("{sign}{:02}:{:02}:{:02}", parts[0], parts[1], parts[2])
}

/// Text of a cell up to its end tag: paragraphs on lines, comments and drawings left out.
fn read_text(xml: &mut Content, end: &str, limit: usize, line: u64) -> Result<String, SheetError> {
    let mut text = String::new();
    let mut buffer = Vec::new();
    let (mut paragraphs, mut within) = (0, 0usize);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(SheetError::damaged)? {
            Event::Text(part) if within > 0 => text.push_str(&part.xml10_content()),
            Event::CData(part) if within > 0 => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) if within > 0 => push_entity(&entity, &mut text),
            Event::Start(tag) => match tag.name().as_ref() {
                "text:p" | "text:h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                    within += 1;
                }
                "text:s" => {
                    let times = repetitions(&tag, "text:c")?.min(limit as u64 + 1);
                    text.extend(std::iter::repeat_n(' ', times as usize));
                }
                "text:tab" => text.push('\t'),
                "text:line-break" => text.push('\n'),
                "office:annotation" => skip(xml, "office:annotation")?,
                name if name.starts_with("draw:") => {
                    let name = name.to_owned();
                    skip(xml, &name)?;
                }
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "text:p" | "text:h" => within = within.saturating_sub(1),
                name if name == end => return Ok(text),
                _ => {}
            },
            Event::Eof => return Err(SheetError::damaged("the cell is cut")),
            _ => {}
        }
        if text.len() > limit {
            return Err(SheetError::CellTooLarge { line, limit: limit as u64 });
        }
    }
}

fn push_entity(entity: &BytesRef<'_>, text: &mut String) {
    match entity.resolve_char_ref() {
        Ok(Some(letter)) => text.push(letter),
        _ => match entity.as_ref() {
            "amp" => text.push('&'),
            "lt" => text.push('<'),
            "gt" => text.push('>'),
            "quot" => text.push('"'),
            "apos" => text.push('\''),
            _ => {}
        },
    }
}

/// Skips to the end of the element `name`, whose start was just read.
fn skip<R: BufRead>(xml: &mut Xml<R>, name: &str) -> Result<(), SheetError> {
    let mut buffer = Vec::new();
    let mut depth = 1usize;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(SheetError::damaged)? {
            Event::Start(tag) if tag.name().as_ref() == name => depth += 1,
            Event::End(tag) if tag.name().as_ref() == name => {
                depth -= 1;
                if depth == 0 {
                    return Ok(());
                }
            }
            Event::Eof => return Err(SheetError::damaged("the content is cut")),
            _ => {}
        }
    }
}

pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, SheetError> {
    let found = tag.try_get_attribute(name).map_err(SheetError::damaged)?;
    found
        .map(|attribute| {
            attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map(|value| value.into_owned())
                .map_err(SheetError::damaged)
        })
        .transpose()
}

fn repetitions(tag: &BytesStart<'_>, name: &str) -> Result<u64, SheetError> {
    Ok(attribute(tag, name)?.and_then(|times| times.parse().ok()).unwrap_or(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_dates_of_open_document() {
        assert_eq!(duration("PT12H30M05S"), "12:30:05");
        assert_eq!(duration("-PT00H05M00.000S"), "-00:05:00");
        assert_eq!(duration("PT37H"), "37:00:00");
        assert_eq!(date("2026-12-31"), Cell::Date("2026-12-31".parse().unwrap()));
        assert_eq!(date("2026-12-31T00:00:00"), Cell::Date("2026-12-31".parse().unwrap()));
        assert_eq!(date("2026-12-31T08:30:00"), Cell::DateTime("2026-12-31T08:30:00".parse().unwrap()));
        assert_eq!(date("nonsense"), Cell::Text("nonsense".to_owned()));
    }
}
