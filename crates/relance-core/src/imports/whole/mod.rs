//! A file of a whole base, recognised by its first member: what it says of itself, its first prospects, and what the base
//! tells of its own past imports to such a file. No mapping and no recognition here: the file says itself what it is.

mod belongings;
mod run;

pub(super) use run::run;

use relance_model::{
    Failure, Id, Outcome,
    whole::{self, PastImport, Record, WholeHead},
};
use relance_sheet::{CsvWriter, OpenOptions, Workbook, open_bytes};
use relance_store::Db;
use std::{
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

/// Prospects shown before anything is decided.
const SAMPLE: usize = 5;

/// True for a file that begins as ours do.
pub(super) fn is_ours(path: &Path) -> bool {
    let mut head = [0; 64];
    let read = File::open(path).and_then(|mut file| file.read(&mut head)).unwrap_or(0);
    let text: String =
        String::from_utf8_lossy(head.get(..read).unwrap_or_default()).split_whitespace().collect();
    text.trim_start_matches('\u{feff}').starts_with(&format!("{{\"{}\":", whole::MARK))
}

/// The head of the file, and its first prospects as a table to look at.
pub(super) fn look(path: &Path) -> Outcome<(WholeHead, Workbook)> {
    let mut rows: Vec<[String; 5]> = Vec::new();
    let mut found = WholeHead::default();
    let mut each = |head: &WholeHead, record: Record| {
        found = head.clone();
        if let Record::Person(person) = record {
            let row = person.row;
            rows.push(
                [row.first_name, row.last_name, row.company, row.email, row.phone]
                    .map(Option::unwrap_or_default),
            );
        }
        // What ends the reading is heard by nobody.
        if rows.len() < SAMPLE { Ok(()) } else { Err(Failure::not_now("import_cancelled")) }
    };
    match read(path, &mut each) {
        Ok(head) => found = head,
        Err(failure) if failure.key == "import_cancelled" => {}
        Err(failure) => return Err(failure),
    }
    let unwritten = |error: std::io::Error| Failure::bug(error);
    let mut table = CsvWriter::plain(Vec::new(), b',');
    table.write_row(["First name", "Last name", "Company", "E-mail", "Phone"]).map_err(unwritten)?;
    for row in &rows {
        table.write_row(row).map_err(unwritten)?;
    }
    let table = table.finish().map_err(unwritten)?;
    let options = OpenOptions { delimiter: Some(b','), ..OpenOptions::default() };
    let book = open_bytes(table, &options).map_err(|error| super::draft::refused(&error))?;
    Ok((found, book))
}

fn read(path: &Path, each: &mut dyn FnMut(&WholeHead, Record) -> Outcome<()>) -> Outcome<WholeHead> {
    let file =
        File::open(path).map_err(|error| Failure::refused("disk_error").with("what", error.to_string()))?;
    let mut input = BufReader::with_capacity(1 << 16, file);
    // A mark of UTF-8 is no JSON.
    let mut mark = [0; 3];
    let is_marked = input.read_exact(&mut mark).is_ok() && mark == *b"\xEF\xBB\xBF";
    let head = if is_marked { &[][..] } else { &mark[..] };
    whole::read(head.chain(input), each)
}

/// Imports that ran, for the file of a whole base.
pub(crate) fn past(db: &Db<'_>) -> Outcome<Vec<PastImport>> {
    db.rows(
        "SELECT id, file_name, format, started_at, finished_at, report FROM import_batch ORDER BY id",
        [],
        |row| {
            let report: String = row.get(5)?;
            let mut report: serde_json::Value = serde_json::from_str(&report).unwrap_or_default();
            // Neither the journal nor the skipped rows travel with the base.
            if let Some(said) = report.as_object_mut() {
                said.insert("operation".to_owned(), serde_json::Value::Null);
                said.insert("has_rejects".to_owned(), false.into());
            }
            Ok(PastImport {
                id: Id(row.get(0)?),
                file_name: row.get(1)?,
                format: row.get(2)?,
                started_at: row.get(3)?,
                finished_at: row.get(4)?,
                report,
            })
        },
    )
}
