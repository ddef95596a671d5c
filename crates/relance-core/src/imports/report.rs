//! What imports did, and the rows they skipped.

use super::{Batch, memory, run::Tally, words};
use crate::{Caller, Core, settings::is_english};
use relance_model::{
    Failure, Id, Outcome,
    imports::{ImportList, ImportReport, ImportState, Policy, SavedFile},
};
use relance_sheet::{CellRef, Column, CsvWriter, SheetError, XlsxWriter};
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
        sheets: tally.sheets,
        started_at,
        finished_at: batch.finished_at,
        state: ImportState::Done,
    };
    batch.tx.db().execute(
        "INSERT INTO import_batch (id, file_name, format, delimiter, report, started_at, finished_at, operation_id,
           is_overwriting)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            batch.id.0,
            batch.file_name,
            batch.format,
            batch.delimiter.map(|byte| (byte as char).to_string()),
            serde_json::to_string(&report).map_err(Failure::bug)?,
            started_at,
            batch.finished_at,
            batch.tx.id().0,
            batch.is_overwriting,
        ],
    )?;
    for (at, plan) in batch.plans.iter().enumerate() {
        let policies: Vec<Option<Policy>> = plan.columns.iter().map(|column| column.policy).collect();
        batch.tx.db().execute(
            "INSERT INTO import_sheet (import_id, sheet, name, kind, signature, header, mapping, policies, layout)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                batch.id.0,
                plan.sheet as i64,
                plan.name,
                memory::word(plan.kind),
                plan.signature,
                serde_json::to_string(&plan.header).map_err(Failure::bug)?,
                serde_json::to_string(tally.mappings.get(at).map(Vec::as_slice).unwrap_or_default())
                    .map_err(Failure::bug)?,
                serde_json::to_string(&policies).map_err(Failure::bug)?,
                plan.layout,
            ],
        )?;
    }
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

/// Saves the skipped rows of an import in their original layout, with a column that says why, in `lang` (`fr`, `en`) or the
/// language of the settings.
///
/// # Errors
/// `not_found`; what the disk refuses.
pub fn save_rejects(core: &Core, id: Id, path: &Path, lang: Option<&str>) -> Outcome<SavedFile> {
    let disk = |error: std::io::Error| Failure::refused("disk_error").with("what", error.to_string());
    core.read(|db| {
        let (format, delimiter): (String, Option<String>) = db
            .optional("SELECT format, delimiter FROM import_batch WHERE id = ?1", [id.0], |row: &Row<'_>| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .ok_or_else(|| Failure::not_found("import", id))?;
        let english = is_english(db, lang)?;
        let as_csv = path.extension().map_or(format == "csv", |ending| ending.eq_ignore_ascii_case("csv"));
        let mut out: Option<Out> = None;
        let mut rows = 0;
        for (sheet, name, mut header) in headers(db, id)? {
            let width = header.len();
            header.push(words::reason_header(english).to_owned());
            let columns: Vec<Column> = header.iter().map(Column::text).collect();
            let name = if name.is_empty() { words::rejects(english).0 } else { &name };
            match &mut out {
                None if as_csv => {
                    let delimiter = delimiter.as_ref().and_then(|text| text.bytes().next()).unwrap_or(b';');
                    let file = BufWriter::new(File::create(path).map_err(disk)?);
                    let mut writer = CsvWriter::faithful(file, delimiter).map_err(disk)?;
                    writer.write_row(&header).map_err(disk)?;
                    out = Some(Out::Csv(writer));
                }
                None => out = Some(Out::Xlsx(Box::new(XlsxWriter::new(name, &columns).map_err(sheet_error)?))),
                // A text has no sheets: each begins with its own header.
                Some(Out::Csv(writer)) => writer.write_row(&header).map_err(disk)?,
                Some(Out::Xlsx(writer)) => writer.next_sheet(name, &columns).map_err(sheet_error)?,
            }
            let Some(out) = &mut out else { continue };
            db.for_each(
                "SELECT reason, cells FROM import_reject WHERE import_id = ?1 AND sheet = ?2 AND reason <> 'empty' ORDER BY line",
                [id.0, sheet],
                |row| {
                    let (key, cells): (String, String) = (row.get(0).map_err(Failure::bug)?, row.get(1).map_err(Failure::bug)?);
                    let mut cells: Vec<String> = serde_json::from_str(&cells).map_err(Failure::bug)?;
                    cells.resize(width.max(cells.len()), String::new());
                    cells.insert(width, words::reason(&key, english));
                    rows += 1;
                    match out {
                        Out::Csv(writer) => writer.write_row(&cells).map_err(disk),
                        Out::Xlsx(writer) => {
                            let cells: Vec<CellRef<'_>> = cells.iter().map(|text| CellRef::Text(text)).collect();
                            writer.write_row(&cells).map_err(sheet_error)
                        }
                    }
                },
            )?;
        }
        match out {
            Some(Out::Csv(writer)) => writer.finish().map(drop).map_err(disk)?,
            Some(Out::Xlsx(writer)) => writer.save(path).map_err(sheet_error)?,
            None => {}
        }
        Ok(SavedFile { path: path.display().to_string(), rows })
    })
}

fn sheet_error(error: SheetError) -> Failure {
    super::draft::refused(&error)
}

/// The sheets of an import that have rows to save, with their headers; the first one where none has.
fn headers(db: &Db<'_>, id: Id) -> Outcome<Vec<(i64, String, Vec<String>)>> {
    let mut sheets = db.rows(
        "SELECT sheet, name, header, EXISTS (SELECT 1 FROM import_reject r
           WHERE r.import_id = s.import_id AND r.sheet = s.sheet AND r.reason <> 'empty')
         FROM import_sheet s WHERE import_id = ?1 AND kind <> 'nothing' ORDER BY sheet",
        [id.0],
        |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, bool>(3)?,
            ))
        },
    )?;
    if sheets.is_empty() {
        sheets.push((0, String::new(), "[]".to_owned(), false));
    }
    if sheets.iter().any(|(.., has_rows)| *has_rows) {
        sheets.retain(|(.., has_rows)| *has_rows);
    } else {
        sheets.truncate(1);
    }
    sheets
        .into_iter()
        .map(|(sheet, name, header, _)| {
            Ok((sheet, name, serde_json::from_str(&header).map_err(Failure::bug)?))
        })
        .collect()
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
