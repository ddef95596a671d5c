//! What imports did, and the rows they skipped.

use super::{Batch, run::Tally, words};
use crate::{Caller, Core};
use relance_model::{
    Failure, Id, Outcome,
    imports::{ImportList, ImportReport, ImportState, SavedFile},
};
use relance_sheet::{CellRef, Column, CsvWriter, XlsxWriter};
use relance_store::{Db, Row, params};
use std::{fs::File, io::BufWriter, path::Path};

/// Records a finished import in its own operation.
pub(super) fn keep(
    batch: &Batch<'_>,
    tally: Tally,
    started_at: i64,
    _caller: Caller,
) -> Outcome<ImportReport> {
    let changed = tally.counts.created + tally.counts.updated > 0;
    let report = ImportReport {
        id: batch.id,
        file_name: batch.file_name.to_owned(),
        has_rejects: tally.counts.skipped > 0,
        counts: tally.counts,
        operation: changed.then(|| batch.tx.id()),
        companies_created: tally.companies_created,
        started_at,
        finished_at: batch.finished_at,
        state: ImportState::Done,
    };
    batch.tx.db().execute(
        "INSERT INTO import_batch (id, file_name, format, delimiter, signature, header, mapping, report, started_at,
           finished_at, operation_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            batch.id.0,
            batch.file_name,
            batch.format,
            batch.delimiter.map(|byte| (byte as char).to_string()),
            batch.signature,
            serde_json::to_string(batch.header).map_err(Failure::bug)?,
            serde_json::to_string(&tally.mapping).map_err(Failure::bug)?,
            serde_json::to_string(&report).map_err(Failure::bug)?,
            started_at,
            batch.finished_at,
            batch.tx.id().0,
        ],
    )?;
    Ok(report)
}

/// Imports that ran, newest first.
///
/// # Errors
/// The base cannot be read.
pub fn list(db: &Db<'_>) -> Outcome<ImportList> {
    let items = db.rows(
        "SELECT b.report, op.reverted_by IS NOT NULL FROM import_batch b LEFT JOIN operation op ON op.id = b.operation_id
         ORDER BY b.id DESC LIMIT 500",
        [],
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)),
    )?;
    let read = |(text, is_undone): (String, bool)| -> Outcome<ImportReport> {
        let mut report: ImportReport = serde_json::from_str(&text).map_err(Failure::bug)?;
        if is_undone {
            report.state = ImportState::Undone;
        }
        Ok(report)
    };
    Ok(ImportList { items: items.into_iter().map(read).collect::<Outcome<_>>()? })
}

/// Where skipped rows are written to.
enum Out {
    Csv(CsvWriter<BufWriter<File>>),
    Xlsx(Box<XlsxWriter>),
}

/// Whether what is written for the user is in English: as asked for, else as the settings say.
fn is_english(db: &Db<'_>, lang: Option<&str>) -> Outcome<bool> {
    match lang {
        Some(lang) => Ok(lang == "en"),
        None => Ok(crate::settings::get(db)?.language == "en"),
    }
}

/// Saves the skipped rows of an import in their original layout, with a column that says why, in `lang` (`fr`, `en`) or the
/// language of the settings.
///
/// # Errors
/// `not_found`; what the disk refuses.
pub fn save_rejects(core: &Core, id: Id, path: &Path, lang: Option<&str>) -> Outcome<SavedFile> {
    let disk = |error: std::io::Error| Failure::refused("disk_error").with("what", error.to_string());
    core.read(|db| {
        let (format, delimiter, header): (String, Option<String>, String) = db
            .optional("SELECT format, delimiter, header FROM import_batch WHERE id = ?1", [id.0], |row: &Row<'_>| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .ok_or_else(|| Failure::not_found("import", id))?;
        let mut header: Vec<String> = serde_json::from_str(&header).map_err(Failure::bug)?;
        let width = header.len();
        let english = is_english(db, lang)?;
        header.push(words::reason_header(english).to_owned());
        let as_csv = path.extension().map_or(format == "csv", |ending| ending.eq_ignore_ascii_case("csv"));
        let mut out = if as_csv {
            let delimiter = delimiter.and_then(|text| text.bytes().next()).unwrap_or(b';');
            let mut writer = CsvWriter::faithful(BufWriter::new(File::create(path).map_err(disk)?), delimiter).map_err(disk)?;
            writer.write_row(&header).map_err(disk)?;
            Out::Csv(writer)
        } else {
            let columns: Vec<Column> = header.iter().map(Column::text).collect();
            Out::Xlsx(Box::new(XlsxWriter::new(words::rejects(english).0, &columns).map_err(|error| super::draft::refused(&error))?))
        };
        let mut rows = 0;
        db.for_each(
            "SELECT reason, cells FROM import_reject WHERE import_id = ?1 AND reason <> 'empty' ORDER BY line",
            [id.0],
            |row| {
                let (key, cells): (String, String) = (row.get(0).map_err(Failure::bug)?, row.get(1).map_err(Failure::bug)?);
                let mut cells: Vec<String> = serde_json::from_str(&cells).map_err(Failure::bug)?;
                cells.resize(width.max(cells.len()), String::new());
                cells.insert(width, words::reason(&key, english));
                rows += 1;
                match &mut out {
                    Out::Csv(writer) => writer.write_row(&cells).map_err(disk),
                    Out::Xlsx(writer) => {
                        let cells: Vec<CellRef<'_>> = cells.iter().map(|text| CellRef::Text(text)).collect();
                        writer.write_row(&cells).map_err(|error| super::draft::refused(&error))
                    }
                }
            },
        )?;
        match out {
            Out::Csv(writer) => writer.finish().map(drop).map_err(disk)?,
            Out::Xlsx(writer) => writer.save(path).map_err(|error| super::draft::refused(&error))?,
        }
        Ok(SavedFile { path: path.display().to_string(), rows })
    })
}

/// The name that the file of skipped rows should have.
///
/// # Errors
/// `not_found`.
pub fn rejects(db: &Db<'_>, id: Id) -> Outcome<String> {
    let (file, format): (String, String) = db
        .optional("SELECT file_name, format FROM import_batch WHERE id = ?1", [id.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .ok_or_else(|| Failure::not_found("import", id))?;
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    let ending = if format == "csv" { "csv" } else { "xlsx" };
    Ok(format!("{stem} - {}.{ending}", words::rejects(is_english(db, None)?).1))
}
