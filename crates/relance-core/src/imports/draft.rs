//! A draft: what the file is taken to say, with what the user corrected.

use super::{
    desk::Draft,
    recognise::{self, ColumnGuess, FIELDS, Why},
};
use crate::values::DateOrder as Order;
use relance_model::{
    Code, Failure, Id, Outcome,
    imports::{DateOrder, ImportColumn, ImportDraft, ImportSheet, Recognition, Target},
};
use relance_sheet::{Encoding, OpenOptions, SheetError, Workbook, header_signature, open};
use relance_store::Db;
use std::{collections::BTreeMap, path::Path};

/// Rows read to recognise columns.
const SAMPLE: usize = 230;
/// Rows shown as they will be read.
const SHOWN: usize = 5;

/// A spreadsheet's refusal as a failure with the same key.
pub(super) fn refused(error: &SheetError) -> Failure {
    let code = match error {
        SheetError::PasswordProtected | SheetError::WrongPassword => Code::NeedsConsent,
        SheetError::FileTooLarge { .. }
        | SheetError::UnpacksTooLarge { .. }
        | SheetError::TooManyRows { .. } => Code::Limit,
        _ => Code::Refused,
    };
    error
        .params()
        .into_iter()
        .fold(Failure::new(code, error.key()), |failure, (name, value)| failure.with(name, value))
}

/// Opens a file on the desk.
pub(super) fn start(
    path: &Path,
    file_name: String,
    is_upload: bool,
    password: Option<String>,
) -> Outcome<Draft> {
    let named = |error: SheetError| refused(&error).with("file", file_name.clone());
    let options = OpenOptions { password: password.clone(), ..OpenOptions::default() };
    let mut book = open(path, &options).map_err(named)?;
    let sheet = book.main_sheet();
    let size_bytes = std::fs::metadata(path).map_or(0, |found| found.len());
    Ok(Draft {
        file_name,
        size_bytes,
        path: path.to_owned(),
        is_upload,
        password,
        book,
        sheet,
        header_row: None,
        month_first: None,
        targets: BTreeMap::new(),
        options: Default::default(),
    })
}

/// Reads a text file anew with another encoding or separator; answers it as it was read before.
pub(super) fn reopen(
    draft: &mut Draft,
    encoding: Option<&str>,
    delimiter: Option<&str>,
) -> Outcome<Workbook> {
    let encoding = match encoding {
        Some(label) => Some(
            Encoding::from_label(label)
                .ok_or_else(|| Failure::invalid("encoding", "encoding_unknown").with("value", label))?,
        ),
        None => draft.book.encoding,
    };
    let delimiter = match delimiter {
        Some("\\t" | "tab") => Some(b'\t'),
        Some(text) if text.len() == 1 && text.is_ascii() => text.bytes().next(),
        Some(text) => return Err(Failure::invalid("delimiter", "delimiter_unknown").with("value", text)),
        None => draft.book.delimiter,
    };
    let options =
        OpenOptions { encoding, delimiter, password: draft.password.clone(), ..OpenOptions::default() };
    let book = open(&draft.path, &options).map_err(|error| refused(&error))?;
    draft.sheet = 0;
    draft.targets.clear();
    Ok(std::mem::replace(&mut draft.book, book))
}

/// How the rows of a draft are to be read: the part of it that the run needs.
pub(super) struct Plan {
    pub columns: Vec<ImportColumn>,
    pub header: Vec<String>,
    pub signature: String,
    /// First line of data (row number of the file, from 1).
    pub first_line: u64,
    pub order: Order,
}

/// What is read of the head of the file.
struct Head {
    header: Vec<String>,
    header_row: Option<u64>,
    first_line: u64,
    rows: Vec<Vec<String>>,
}

fn head(draft: &mut Draft) -> Outcome<Head> {
    let sample = draft.book.sample(draft.sheet, SAMPLE).map_err(|error| refused(&error))?;
    let texts: Vec<Vec<String>> = sample.iter().map(|row| row.texts()).collect();
    let line = |index: usize| sample.get(index).map_or(u64::MAX, |row| row.line);
    let guess = recognise::find_header(&texts);
    let (header_at, data_at) = match draft.header_row {
        None => (guess.row, guess.data_row),
        Some(0) => (None, guess.row.unwrap_or(guess.data_row)),
        Some(wanted) => match sample.iter().position(|row| row.line == wanted) {
            Some(index) => (Some(index), index + 1),
            None => return Err(Failure::invalid("header_row", "header_row_unknown").with("row", wanted)),
        },
    };
    let width = texts.iter().map(Vec::len).max().unwrap_or(0);
    let mut header = header_at.and_then(|index| texts.get(index)).cloned().unwrap_or_default();
    if header_at.is_some() {
        header.resize(width.max(header.len()), String::new());
    }
    let rows = texts.into_iter().skip(data_at).collect();
    Ok(Head {
        header,
        header_row: header_at.map(line),
        first_line: if data_at < sample.len() { line(data_at) } else { u64::MAX },
        rows,
    })
}

/// The draft as the user sees it.
pub(super) fn show(db: &Db<'_>, id: Id, draft: &mut Draft) -> Outcome<ImportDraft> {
    let (plan, head, layout, ambiguous, same_as) = understand(db, draft)?;
    let width = plan.columns.len();
    let ready = plan.columns.iter().any(
        |column| matches!(&column.target, Target::Field { field } if IDENTIFYING.contains(&field.as_str())),
    );
    Ok(ImportDraft {
        id,
        file_name: draft.file_name.clone(),
        size_bytes: draft.size_bytes,
        format: draft.book.format.as_str().to_owned(),
        encoding: draft.book.encoding.map(|encoding| encoding.name().to_lowercase()),
        delimiter: draft.book.delimiter.map(|byte| (byte as char).to_string()),
        sheets: draft
            .book
            .sheets
            .iter()
            .enumerate()
            .map(|(index, sheet)| ImportSheet {
                index,
                name: sheet.name.clone(),
                rows: sheet.rows,
                hidden: sheet.hidden,
            })
            .collect(),
        sheet: draft.sheet,
        header_row: head.header_row,
        layout,
        same_as,
        columns: plan.columns,
        rows: head
            .rows
            .into_iter()
            .take(SHOWN)
            .map(|mut row| {
                row.resize(width, String::new());
                row
            })
            .collect(),
        date_order: if plan.order == Order::DayFirst { DateOrder::DayMonth } else { DateOrder::MonthDay },
        ambiguous_date: ambiguous,
        options: draft.options.clone(),
        ready,
    })
}

/// Fields that say who a row is about.
pub(super) const IDENTIFYING: [&str; 8] =
    ["last_name", "first_name", "full_name", "email", "phone", "mobile", "linkedin_url", "company"];

/// How the run will read the rows.
pub(super) fn plan(db: &Db<'_>, draft: &mut Draft) -> Outcome<Plan> {
    understand(db, draft).map(|(plan, ..)| plan)
}

type Understood = (Plan, Head, Option<String>, Option<String>, Option<String>);

fn understand(db: &Db<'_>, draft: &mut Draft) -> Outcome<Understood> {
    let head = head(draft)?;
    let recognition = recognise::recognise(&head.header, &head.rows);
    let signature = header_signature(&head.header);
    let remembered = if head.header.is_empty() { None } else { remembered(db, &signature)? };
    let columns: Vec<ImportColumn> = recognition
        .columns
        .iter()
        .map(|guess| {
            column(
                guess,
                draft.targets.get(&guess.index),
                remembered.as_ref().and_then(|(_, map)| map.get(guess.index)),
            )
        })
        .collect();
    let dates = recognition.columns.iter().filter_map(|guess| guess.dates.as_ref());
    let found = dates.clone().find(|reading| reading.ambiguous.is_none()).or_else(|| dates.clone().next());
    let order = match draft.month_first {
        Some(true) => Order::MonthFirst,
        Some(false) => Order::DayFirst,
        None => found.map_or(Order::DayFirst, |reading| reading.order),
    };
    // Nobody is asked about dates that are not read.
    let are_read = recognition
        .columns
        .iter()
        .zip(&columns)
        .any(|(guess, column)| guess.dates.is_some() && column.target != Target::Ignore);
    let ambiguous = match draft.month_first {
        None if are_read => found.and_then(|reading| reading.ambiguous.clone()),
        _ => None,
    };
    let plan = Plan {
        header: if head.header.is_empty() {
            columns.iter().map(|column| column.header.clone()).collect()
        } else {
            head.header.clone()
        },
        columns,
        signature,
        first_line: head.first_line,
        order,
    };
    Ok((plan, head, recognition.layout.map(str::to_owned), ambiguous, remembered.map(|(file, _)| file)))
}

fn column(guess: &ColumnGuess, chosen: Option<&Target>, remembered: Option<&Target>) -> ImportColumn {
    let guessed = match guess.field {
        Some(field) => Target::Field { field: field.to_owned() },
        None => Target::Ignore,
    };
    let (target, reason, confidence) = match (chosen, remembered) {
        (Some(target), _) => (target.clone(), "user", 1.0),
        (None, Some(target)) => (target.clone(), "remembered", 1.0),
        (None, None) => {
            let reason = match guess.why {
                Why::Header => "header",
                Why::Content => "content",
                Why::Both => "both",
                Why::None => "none",
            };
            (guessed, reason, f64::from(guess.confidence))
        }
    };
    let state = match &target {
        Target::Ignore => Recognition::Ignored,
        _ if confidence < 0.75 => Recognition::Check,
        _ => Recognition::Recognised,
    };
    ImportColumn {
        index: guess.index,
        header: guess.header.clone(),
        samples: guess.samples.iter().take(3).cloned().collect(),
        target,
        confidence: (confidence * 100.0).round() / 100.0,
        state,
        reason: reason.to_owned(),
    }
}

/// The file and the mapping of the last import with the same header.
fn remembered(db: &Db<'_>, signature: &str) -> Outcome<Option<(String, Vec<Target>)>> {
    let found: Option<(String, String)> = db.optional(
        "SELECT file_name, mapping FROM import_batch WHERE signature = ?1 ORDER BY id DESC LIMIT 1",
        [signature],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some((file, mapping)) = found else { return Ok(None) };
    let known: Vec<i64> = db.rows("SELECT id FROM field", [], |row| row.get(0))?;
    let targets: Vec<Target> = serde_json::from_str::<Vec<Target>>(&mapping)
        .unwrap_or_default()
        .into_iter()
        .map(|target| match target {
            // A field that was removed since is not brought back without asking.
            Target::Custom { field_id } if !known.contains(&field_id.0) => Target::Ignore,
            other => other,
        })
        .collect();
    Ok(Some((file, targets)))
}

/// Whether a target can be chosen.
///
/// # Errors
/// `import_field_unknown`.
pub(super) fn check_target(db: &Db<'_>, target: &Target) -> Outcome<()> {
    match target {
        Target::Field { field } if !FIELDS.contains(&field.as_str()) => {
            Err(Failure::invalid("columns", "import_field_unknown").with("field", field.clone()))
        }
        Target::Custom { field_id } => crate::fields::get(db, *field_id).map(drop),
        Target::NewCustom { label } if label.trim().is_empty() => {
            Err(Failure::invalid("columns", "field_label_missing"))
        }
        _ => Ok(()),
    }
}
