//! A draft: what the file is taken to say, with what the user corrected.

use super::{
    columns::column,
    desk::Draft,
    memory::{self, Known},
    recognise::{self, HeaderGuess},
    sheets::{self, Look, Proposal},
    totals, whole,
};
use crate::{fields, values::DateOrder as Order};
use relance_model::{
    Code, Failure, Id, Outcome,
    imports::{DateOrder, ImportColumn, ImportDraft, ImportSheet, OptionTake, SheetKind, Target},
};
use relance_sheet::{Encoding, OpenOptions, SheetError, Workbook, header_signature, open};
use relance_store::Db;
use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
};

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
    let (whole, book) = if whole::is_ours(path) {
        let (head, book) = whole::look(path).map_err(|failure| failure.with("file", file_name.clone()))?;
        (Some(head), book)
    } else {
        (None, open(path, &options).map_err(named)?)
    };
    let size_bytes = std::fs::metadata(path).map_or(0, |found| found.len());
    let mut draft = Draft {
        revision: 0,
        file_name,
        size_bytes,
        path: path.to_owned(),
        is_upload,
        password,
        book,
        whole,
        samples: BTreeMap::new(),
        proposals: vec![Proposal::only()],
        sheet: 0,
        parts: BTreeMap::new(),
        rows: BTreeMap::new(),
        options: Default::default(),
    };
    if draft.book.sheets.len() > 1 {
        propose(&mut draft)?;
    }
    Ok(draft)
}

/// Takes each sheet of a workbook for something, and shows the first that is of use. A sheet that cannot be read is told
/// of when it is the one that is read.
fn propose(draft: &mut Draft) -> Outcome<()> {
    let main = draft.book.main_sheet();
    sample(draft, main)?;
    let looks: Vec<Look> = (0..draft.book.sheets.len())
        .map(|sheet| {
            let rows = sample(draft, sheet).unwrap_or_default();
            let info = &draft.book.sheets[sheet];
            Look { name: info.name.clone(), is_hidden: info.hidden, rows }
        })
        .collect();
    draft.proposals = sheets::propose(&looks, main);
    draft.sheet = first_of_use(&draft.proposals).unwrap_or(main);
    Ok(())
}

fn first_of_use(proposals: &[Proposal]) -> Option<usize> {
    let first = |is: fn(SheetKind) -> bool| proposals.iter().position(|proposal| is(proposal.kind));
    first(|kind| kind == SheetKind::Prospects).or_else(|| first(|kind| kind != SheetKind::Nothing))
}

/// Takes each sheet for what one with the same header became the last time. A file that would be left out as a whole is
/// taken for what it looks like: somebody dropped it to have it read.
pub(super) fn recall(db: &Db<'_>, draft: &mut Draft) -> Outcome<()> {
    if draft.whole.is_some() {
        return Ok(());
    }
    let known: Vec<Option<Known>> = (0..draft.book.sheets.len())
        .map(|sheet| {
            let header = head(draft, sheet).ok()?.header;
            let info = &draft.book.sheets[sheet];
            let signature = header_signature(&header);
            (!header.is_empty()).then(|| Known { name: info.name.clone(), signature, is_hidden: info.hidden })
        })
        .collect();
    let kinds = memory::kinds(db, &known)?;
    let mut proposals = draft.proposals.clone();
    for (proposal, kind) in proposals.iter_mut().zip(kinds) {
        // The only sheet is people as long as nothing else was said: that is no choice to be remembered.
        let Some(kind) = kind.filter(|kind| proposal.reason != "only" || *kind != proposal.kind) else {
            continue;
        };
        *proposal = Proposal::remembered(kind);
    }
    if let Some(first) = first_of_use(&proposals) {
        (draft.proposals, draft.sheet) = (proposals, first);
    }
    Ok(())
}

/// The first rows of a sheet as texts, read once.
fn sample(draft: &mut Draft, sheet: usize) -> Outcome<Vec<Vec<String>>> {
    if !draft.samples.contains_key(&sheet) {
        let rows = draft.book.sample(sheet, SAMPLE).map_err(|error| refused(&error))?;
        draft.samples.insert(sheet, rows);
    }
    Ok(draft.samples[&sheet].iter().map(|row| row.texts()).collect())
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
    draft.samples.clear();
    draft.sheet = 0;
    if let [proposal] = &mut draft.proposals[..] {
        // What its header was known by is read anew as well.
        *proposal = Proposal::only();
    }
    draft.shown().targets.clear();
    draft.rows.clear();
    Ok(std::mem::replace(&mut draft.book, book))
}

/// How the rows of a draft are to be read: the part of it that the run needs.
pub(super) struct Plan {
    pub sheet: usize,
    /// The file is a text: CSV and its kin.
    pub is_text: bool,
    /// Of the sheet; empty for a file that has none.
    pub name: String,
    pub kind: SheetKind,
    pub columns: Vec<ImportColumn>,
    pub header: Vec<String>,
    pub signature: String,
    /// The row of the titles as it stands in the file.
    pub titles: Vec<String>,
    /// First line of data (row number of the file, from 1).
    pub first_line: u64,
    pub order: Order,
    /// The program that wrote the file.
    pub layout: Option<String>,
    /// What becomes of values that selects do not offer, by column.
    pub options: BTreeMap<usize, BTreeMap<String, OptionTake>>,
}

impl Plan {
    /// Columns that go anywhere.
    pub(super) fn read_columns(&self) -> HashSet<usize> {
        self.columns
            .iter()
            .filter(|column| column.target != Target::Ignore)
            .map(|column| column.index)
            .collect()
    }
}

/// What is read of the head of the file.
struct Head {
    header: Vec<String>,
    header_row: Option<u64>,
    /// Rows that the titles stand on: none, one, or two with the groups above them.
    header_rows: u8,
    confidence: f64,
    /// The row of the titles as it is, to know it again further down.
    titles: Vec<String>,
    first_line: u64,
    rows: Vec<Vec<String>>,
}

fn head(draft: &mut Draft, sheet: usize) -> Outcome<Head> {
    let texts = sample(draft, sheet)?;
    let rows = &draft.samples[&sheet];
    let part = draft.part(sheet);
    let line = |index: usize| rows.get(index).map_or(u64::MAX, |row| row.line);
    let found = recognise::find_header(&texts);
    let mut guess = match part.header_row {
        None => found,
        Some(0) => HeaderGuess {
            row: None,
            above: None,
            data_row: found.above.or(found.row).unwrap_or(found.data_row),
            confidence: 1.0,
        },
        Some(wanted) => match rows.iter().position(|row| row.line == wanted) {
            Some(index) => recognise::header_at(&texts, index),
            None => return Err(Failure::invalid("header_row", "header_row_unknown").with("row", wanted)),
        },
    };
    match part.header_rows {
        Some(1) => guess.above = None,
        Some(_) => guess.above = guess.row.and_then(|row| row.checked_sub(1)),
        None => {}
    }
    let width = texts.iter().map(Vec::len).max().unwrap_or(0);
    let mut header = recognise::titles(&texts, &guess);
    if guess.row.is_some() {
        header.resize(width.max(header.len()), String::new());
    }
    Ok(Head {
        header,
        header_row: guess.row.map(line),
        header_rows: u8::from(guess.row.is_some()) + u8::from(guess.above.is_some()),
        confidence: rounded(f64::from(guess.confidence)),
        titles: guess.row.and_then(|row| texts.get(row)).cloned().unwrap_or_default(),
        first_line: line(guess.data_row),
        rows: texts.into_iter().skip(guess.data_row).collect(),
    })
}

/// The draft as the user sees it.
pub(super) fn show(db: &Db<'_>, id: Id, draft: &mut Draft) -> Outcome<ImportDraft> {
    let (plan, head, layout, ambiguous, same_as) = understand(db, draft, draft.sheet)?;
    let width = plan.columns.len();
    let sheets = tell_sheets(db, draft, &plan)?;
    let totals = totals::among_first(db, draft, &plan, SAMPLE)?;
    Ok(ImportDraft {
        id,
        revision: draft.revision,
        file_name: draft.file_name.clone(),
        size_bytes: draft.size_bytes,
        format: draft.format().to_owned(),
        encoding: text_of(draft, draft.book.encoding.map(|encoding| encoding.name().to_lowercase())),
        delimiter: text_of(draft, draft.book.delimiter.map(|byte| (byte as char).to_string())),
        whole: draft.whole.clone(),
        ready: sheets.iter().all(|sheet| sheet.ready)
            && sheets.iter().any(|sheet| sheet.kind != SheetKind::Nothing),
        sheets,
        sheet: draft.sheet,
        header_row: head.header_row,
        header_rows: head.header_rows,
        header_confidence: head.confidence,
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
        totals,
        options: draft.options.clone(),
    })
}

/// Every sheet with what it is to become; `shown` is how the one that is shown is read.
fn tell_sheets(db: &Db<'_>, draft: &mut Draft, shown: &Plan) -> Outcome<Vec<ImportSheet>> {
    (0..draft.book.sheets.len())
        .map(|index| {
            let kind = draft.kind(index);
            let ready = match kind {
                SheetKind::Nothing => true,
                _ if index == shown.sheet => sheets::is_ready(kind, &shown.columns),
                _ => sheets::is_ready(kind, &plan(db, draft, index)?.columns),
            };
            let (info, proposal) = (&draft.book.sheets[index], draft.proposals.get(index));
            let is_said = draft.parts.get(&index).is_some_and(|part| part.kind.is_some());
            Ok(ImportSheet {
                index,
                name: info.name.clone(),
                rows: info.rows,
                hidden: info.hidden,
                kind,
                confidence: match proposal {
                    Some(proposal) if !is_said => rounded(f64::from(proposal.confidence)),
                    _ => 1.0,
                },
                reason: match proposal {
                    Some(proposal) if !is_said => proposal.reason.to_owned(),
                    _ => "user".to_owned(),
                },
                ready,
            })
        })
        .collect()
}

/// Two digits: more would look like knowledge.
pub(super) fn rounded(confidence: f64) -> f64 {
    (confidence * 100.0).round() / 100.0
}

/// How each sheet that is not left out is read, in the order in which they are: people find their companies, notes find
/// their people.
pub(super) fn plans(db: &Db<'_>, draft: &mut Draft) -> Outcome<Vec<Plan>> {
    let mut plans = Vec::new();
    for kind in [SheetKind::Companies, SheetKind::Prospects, SheetKind::Notes] {
        for sheet in 0..draft.book.sheets.len() {
            if draft.kind(sheet) == kind {
                plans.push(plan(db, draft, sheet)?);
            }
        }
    }
    Ok(plans)
}

/// The sheets that are left out, for what is remembered of them. One that cannot be read has nothing to be known again by.
pub(super) fn left_out(db: &Db<'_>, draft: &mut Draft) -> Vec<Plan> {
    let sheets = 0..draft.book.sheets.len();
    let unread = sheets.filter(|sheet| draft.kind(*sheet) == SheetKind::Nothing).collect::<Vec<_>>();
    unread.into_iter().filter_map(|sheet| plan(db, draft, sheet).ok()).collect()
}

/// What is said of texts alone: the table of a whole base was never one.
fn text_of(draft: &Draft, said: Option<String>) -> Option<String> {
    said.filter(|_| draft.whole.is_none())
}

/// Fields that say who a row is about.
pub(super) const IDENTIFYING: [&str; 8] =
    ["last_name", "first_name", "full_name", "email", "phone", "mobile", "linkedin_url", "company"];

/// How the run will read the rows.
pub(super) fn plan(db: &Db<'_>, draft: &mut Draft, sheet: usize) -> Outcome<Plan> {
    understand(db, draft, sheet).map(|(plan, ..)| plan)
}

type Understood = (Plan, Head, Option<String>, Option<String>, Option<String>);

fn understand(db: &Db<'_>, draft: &mut Draft, sheet: usize) -> Outcome<Understood> {
    let head = head(draft, sheet)?;
    let (part, kind) = (draft.part(sheet), draft.kind(sheet));
    let fields = fields::all(db)?;
    let mut recognition = recognise::recognise(&head.header, &head.rows);
    sheets::adapt(kind, &mut recognition);
    let signature = header_signature(&head.header);
    let remembered = if head.header.is_empty() {
        None
    } else {
        memory::remembered(db, &signature, recognition.layout, &head.header)?
    };
    let columns: Vec<ImportColumn> = recognition
        .columns
        .iter()
        .map(|guess| {
            column(
                guess,
                (&part, kind),
                remembered.as_ref().and_then(|memory| memory.columns.get(guess.index)?.as_ref()),
                &fields,
            )
        })
        .collect();
    let dates = recognition.columns.iter().filter_map(|guess| guess.dates.as_ref());
    let found = dates.clone().find(|reading| reading.ambiguous.is_none()).or_else(|| dates.clone().next());
    let order = match part.month_first {
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
    let ambiguous = match part.month_first {
        None if are_read => found.and_then(|reading| reading.ambiguous.clone()),
        _ => None,
    };
    let plan = Plan {
        sheet,
        is_text: draft.book.encoding.is_some(),
        name: draft.book.sheets[sheet].name.clone(),
        kind,
        header: if head.header.is_empty() {
            columns.iter().map(|column| column.header.clone()).collect()
        } else {
            head.header.clone()
        },
        columns,
        signature,
        titles: head.titles.clone(),
        options: part.options.clone(),
        first_line: head.first_line,
        order,
        layout: recognition.layout.map(str::to_owned),
    };
    Ok((plan, head, recognition.layout.map(str::to_owned), ambiguous, remembered.map(|memory| memory.file)))
}
