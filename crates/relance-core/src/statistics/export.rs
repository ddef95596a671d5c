//! A chart as a file: a row for each point, two columns for each measure where the period before is compared.

use super::words::{title, word};
use relance_model::{
    Code, Failure, Outcome,
    statistics::{Axis, Chart, Measure, Point, StatisticsFile, Unit},
};
use relance_sheet::{CellRef, Column, ColumnKind, CsvWriter, SheetError, XlsxWriter};
use std::{
    io::{Cursor, ErrorKind},
    path::{Path, PathBuf},
};

fn ending(kind: StatisticsFile) -> &'static str {
    match kind {
        StatisticsFile::Csv => "csv",
        StatisticsFile::Xlsx => "xlsx",
    }
}

/// A cell of either kind of file.
enum Cell {
    Text(String),
    Number(Option<f64>),
}

/// A chart as a file: its name and its bytes.
///
/// # Errors
/// What the format refuses.
pub fn file(chart: &Chart, kind: StatisticsFile, english: bool) -> Outcome<(String, Vec<u8>)> {
    let compared: Vec<bool> = (0..chart.measures.len())
        .map(|place| chart.points.iter().any(|point| point.marks[place].before.is_some()))
        .collect();
    let mut columns = vec![Column::text(word(axis(chart.axis), english))];
    for (measure, is_compared) in chart.measures.iter().zip(&compared) {
        let name = measure_name(measure, english);
        columns.push(Column::new(name.clone(), cells_of(measure)));
        if *is_compared {
            columns.push(Column::new(format!("{name} ({})", word("before", english)), cells_of(measure)));
        }
    }
    columns.push(Column::text(word("filter", english)));
    let rows: Vec<Vec<Cell>> = chart.points.iter().map(|point| row(point, &compared, english)).collect();
    let title = title(chart.name, english);
    let bytes = match kind {
        StatisticsFile::Csv => csv(&columns, &rows, english)?,
        StatisticsFile::Xlsx => xlsx(title, &columns, &rows)?,
    };
    let name = format!("{title} {} {}.{}", chart.period.from, chart.period.to, ending(kind));
    Ok((name, bytes))
}

fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::Name => "name",
        Axis::Day => "day",
        Axis::Week => "week",
        Axis::Month => "month",
    }
}

fn cells_of(measure: &Measure) -> ColumnKind {
    if measure.unit == Unit::Money { ColumnKind::Amount } else { ColumnKind::Number }
}

/// What a measure is called, with its currency or unit.
#[must_use]
pub fn measure_name(measure: &Measure, english: bool) -> String {
    let key = measure.key.split('.').next().unwrap_or_default();
    let said = measure.label.clone().unwrap_or_else(|| word(key, english).to_owned());
    match (&measure.currency, measure.unit) {
        (Some(currency), _) => format!("{said} ({currency})"),
        (None, Unit::Percent) => format!("{said} (%)"),
        _ => said,
    }
}

/// What a point is called; one in time by its first day.
#[must_use]
pub fn point_name(point: &Point, english: bool) -> String {
    let label = point.label.clone().or_else(|| point.from.clone());
    label.unwrap_or_else(|| word(&point.key, english).to_owned())
}

fn row(point: &Point, compared: &[bool], english: bool) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(point_name(point, english))];
    for (mark, is_compared) in point.marks.iter().zip(compared) {
        cells.push(Cell::Number(mark.value));
        if *is_compared {
            cells.push(Cell::Number(mark.before));
        }
    }
    let filter = point.marks.first().and_then(|mark| mark.filter.clone());
    cells.push(Cell::Text(filter.unwrap_or_default()));
    cells
}

fn csv(columns: &[Column], rows: &[Vec<Cell>], english: bool) -> Outcome<Vec<u8>> {
    let mut writer = CsvWriter::new(Vec::new(), if english { b',' } else { b';' }).map_err(Failure::bug)?;
    writer.write_row(columns.iter().map(|column| column.header.as_str())).map_err(Failure::bug)?;
    for row in rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => text.clone(),
            Cell::Number(None) => String::new(),
            Cell::Number(Some(number)) if english => number.to_string(),
            Cell::Number(Some(number)) => number.to_string().replace('.', ","),
        });
        writer.write_row(cells).map_err(Failure::bug)?;
    }
    writer.finish().map_err(Failure::bug)
}

fn xlsx(title: &str, columns: &[Column], rows: &[Vec<Cell>]) -> Outcome<Vec<u8>> {
    let refused = |error: SheetError| Failure::refused(error.key());
    let mut writer = XlsxWriter::new(title, columns).map_err(refused)?;
    for row in rows {
        let cells: Vec<CellRef<'_>> = row
            .iter()
            .map(|cell| match cell {
                Cell::Text(text) => CellRef::Text(text),
                Cell::Number(None) => CellRef::Empty,
                Cell::Number(Some(number)) => CellRef::Number(*number),
            })
            .collect();
        writer.write_row(&cells).map_err(refused)?;
    }
    let mut bytes = Cursor::new(Vec::new());
    writer.finish(&mut bytes).map_err(refused)?;
    Ok(bytes.into_inner())
}

/// Writes a file, which appears only when it is whole.
///
/// # Errors
/// `disk_full`, `folder_read_only`, `disk_error`.
pub fn save(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let draft = PathBuf::from(format!("{}.part", path.display()));
    let written = std::fs::write(&draft, bytes).and_then(|()| std::fs::rename(&draft, path));
    written.map_err(|error| {
        // What could not be written is no file of the user's.
        let _ = std::fs::remove_file(&draft);
        match error.kind() {
            ErrorKind::StorageFull => Failure::new(Code::Limit, "disk_full"),
            ErrorKind::PermissionDenied => Failure::refused("folder_read_only"),
            _ => Failure::refused("disk_error").with("what", error.to_string()),
        }
    })
}

/// Writes the picture of a chart.
///
/// # Errors
/// `statistics_picture_invalid` for what is no PNG; those of [`save`].
pub fn save_picture(path: &Path, bytes: &[u8]) -> Outcome<()> {
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Err(Failure::invalid("bytes", "statistics_picture_invalid"));
    }
    save(path, bytes)
}
