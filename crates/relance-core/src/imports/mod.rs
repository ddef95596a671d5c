//! Imports: a spreadsheet becomes prospects, in one operation that can be undone, every row accounted for.

mod columns;
mod desk;
mod draft;
mod indexing;
mod lines;
mod matching;
mod memory;
mod merging;
mod packing;
mod policies;
mod reading;
pub mod recognise;
mod report;
mod run;
mod sheets;
mod sights;
mod slate;
mod totals;
mod whole;
mod words;

pub use desk::{Desk, Stop};
pub use report::{list, rejects, save_rejects};
pub(crate) use whole::past;

use crate::{Caller, Core};
use desk::lock;
use relance_model::{
    Failure, Id, Outcome,
    imports::{
        DateOrder, ImportCorrection, ImportDraft, ImportPreview, ImportProgress, ImportReport, ImportRowPage,
        ImportRowsQuery, ImportState, OnDuplicate, RowChoices, SheetKind, Take,
    },
};
use relance_sheet::Workbook;
use relance_store::Stamp;
use run::{House, Run, Tally};
use slate::{Hand, Slate};
use std::path::{Path, PathBuf};

/// Lays a file of this machine on the desk and says what it is taken for.
///
/// # Errors
/// What the file is refused for: `file_not_found`, `not_a_spreadsheet`, `password_protected`, `file_damaged` …
pub fn open(core: &Core, path: &Path, password: Option<String>) -> Outcome<ImportDraft> {
    let name = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    lay(core, path, name, false, password)
}

/// Where an upload may be written, before [`uploaded`] lays it on the desk.
///
/// # Errors
/// What the disk refuses.
pub fn upload_place(core: &Core) -> Outcome<PathBuf> {
    let folder = core.folder().join("uploads");
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failure::refused("disk_error").with("what", error.to_string()))?;
    Ok(folder.join(format!("{}.upload", core.import_id()?)))
}

/// Lays an uploaded copy on the desk; it is removed with the draft.
///
/// # Errors
/// Those of [`open`].
pub fn uploaded(core: &Core, path: &Path, file_name: &str, password: Option<String>) -> Outcome<ImportDraft> {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name).to_owned();
    lay(core, path, name, true, password).inspect_err(|_| drop(std::fs::remove_file(path)))
}

/// Removes copies that a crash has left behind.
pub(crate) fn sweep(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder.join("uploads"));
}

fn lay(
    core: &Core,
    path: &Path,
    name: String,
    is_upload: bool,
    password: Option<String>,
) -> Outcome<ImportDraft> {
    let id = core.import_id()?;
    let mut made = draft::start(path, name, is_upload, password)?;
    let shown = core.read(|db| {
        draft::recall(db, &mut made)?;
        draft::show(db, id, &mut made)
    })?;
    core.desk().put(id, made);
    Ok(shown)
}

/// The draft again, as it stands.
///
/// # Errors
/// `not_found`.
pub fn draft(core: &Core, id: Id) -> Outcome<ImportDraft> {
    let held = core.desk().draft(id)?;
    let mut held = lock(&held);
    core.read(|db| draft::show(db, id, &mut held))
}

/// Corrects a draft and reads the file anew by it.
///
/// # Errors
/// `not_found`, `no_such_sheet`, `header_row_unknown`, `encoding_unknown`, `delimiter_unknown`, `import_field_unknown`.
pub fn correct(core: &Core, id: Id, correction: &ImportCorrection) -> Outcome<ImportDraft> {
    let held = core.desk().draft(id)?;
    core.desk().end_trial(id);
    let mut held = lock(&held);
    let before = held.choices();
    let mut book = None;
    let only_looks = ImportCorrection { sheet: correction.sheet, ..ImportCorrection::default() };
    held.revision += u64::from(*correction != only_looks);
    let corrected = take(core, &mut held, correction, &mut book)
        .and_then(|()| core.read(|db| draft::show(db, id, &mut held)));
    if corrected.is_err() {
        // A correction that is refused changes nothing of the draft.
        held.choose(before);
        if let Some(book) = book {
            held.book = book;
        }
    }
    corrected
}

/// Takes a correction into the draft; `replaced` gets the workbook as it was read before, where it is read anew.
fn take(
    core: &Core,
    held: &mut desk::Draft,
    correction: &ImportCorrection,
    replaced: &mut Option<Workbook>,
) -> Outcome<()> {
    if correction.encoding.is_some() || correction.delimiter.is_some() {
        *replaced =
            Some(draft::reopen(held, correction.encoding.as_deref(), correction.delimiter.as_deref())?);
        core.read(|db| draft::recall(db, held))?;
    }
    if let Some(sheet) = correction.sheet.filter(|sheet| *sheet != held.sheet) {
        if sheet >= held.book.sheets.len() {
            return Err(Failure::invalid("sheet", "no_such_sheet").with("index", sheet));
        }
        held.sheet = sheet;
    }
    for choice in &correction.sheets {
        if choice.index >= held.book.sheets.len() {
            return Err(Failure::invalid("sheets", "no_such_sheet").with("index", choice.index));
        }
        held.parts.entry(choice.index).or_default().kind = Some(choice.kind);
    }
    if let Some(row) = correction.header_row {
        held.shown().header_row = Some(row);
        held.shown().header_rows = None;
        held.shown().targets.clear();
        held.shown().policies.clear();
        held.shown().options.clear();
        held.shown().adds_options.clear();
    }
    if let Some(rows) = correction.header_rows {
        if !(1..=2).contains(&rows) {
            return Err(Failure::invalid("header_rows", "header_row_unknown").with("row", rows));
        }
        held.shown().header_rows = Some(rows);
    }
    if let Some(order) = correction.date_order {
        held.shown().month_first = Some(order == DateOrder::MonthDay);
    }
    for choice in &correction.columns {
        if let Some(target) = &choice.target {
            let kind = held.kind(held.sheet);
            core.read(|db| columns::check_target(db, kind, target))?;
            held.shown().targets.insert(choice.index, target.clone());
        }
        if let Some(adds) = choice.adds_options {
            held.shown().adds_options.insert(choice.index, adds);
        }
        let said = choice.options.iter().map(|(value, take)| (value.trim().to_owned(), *take));
        held.shown().options.entry(choice.index).or_default().extend(said);
    }
    if correction.columns.iter().any(|choice| matches!(choice.policy, Some(Some(_)))) {
        let sheet = held.sheet;
        let plan = core.read(|db| draft::plan(db, held, sheet))?;
        policies::check(&plan.columns, &correction.columns)?;
    }
    for choice in &correction.columns {
        if let Some(policy) = choice.policy {
            held.shown().policies.insert(choice.index, policy);
        }
    }
    if let Some(options) = &correction.options {
        held.options = options.clone();
    }
    Ok(())
}

/// Takes a file off the desk.
pub fn discard(core: &Core, id: Id) {
    core.desk().discard(id);
}

/// Takes what the user says of single rows; the next dry run tells what becomes of them.
///
/// # Errors
/// `not_found`; `preview_missing` when all that is open is to be decided and nobody has looked; `import_cells_fixed` for cells
/// of a file of Relance.
pub fn choose_rows(core: &Core, id: Id, choices: &RowChoices) -> Outcome<()> {
    let held = core.desk().draft(id)?;
    core.desk().end_trial(id);
    let mut held = lock(&held);
    if let Some(take) = choices.all_open {
        core.desk().seen(id)?.decide_open(&mut held.rows, take);
    }
    // The file of a base says itself what each value is: there are no cells to correct.
    if held.whole.is_some() && choices.rows.iter().any(|said| !said.cells.is_empty()) {
        return Err(Failure::not_now("import_cells_fixed"));
    }
    for said in &choices.rows {
        let choice = held.rows.entry((said.sheet, said.line)).or_default();
        (choice.sheet, choice.line) = (said.sheet, said.line);
        choice.skip = said.skip.or(choice.skip);
        choice.who = said.who.map_or(choice.who, |who| who.map(Some));
        choice.cells.extend(said.cells.iter().map(|(index, text)| (*index, text.clone())));
        choice.cells.retain(|_, text| text.is_some());
        choice.takes.extend(said.takes.iter().map(|(field, take)| (field.clone(), *take)));
        choice.takes.retain(|_, take| *take != Take::Open);
    }
    held.rows.retain(|_, choice| {
        choice.skip.is_some()
            || choice.who.flatten().is_some()
            || !choice.cells.is_empty()
            || !choice.takes.is_empty()
    });
    Ok(())
}

/// A page of what the last dry run saw.
///
/// # Errors
/// `not_found`; `preview_missing`.
pub fn rows(core: &Core, id: Id, query: &ImportRowsQuery) -> Outcome<ImportRowPage> {
    Ok(core.desk().seen(id)?.page(query))
}

/// Rows of each outcome that a preview shows by itself.
const SHOWN: usize = 20;

/// What the import would do, exactly: every row is decided as in earnest, on a slate. The base is only read. Tells of
/// progress on the way; `trial` is from [`Desk::begin_trial`].
///
/// # Errors
/// `not_found`, `import_not_ready`; what a damaged file is refused for; `trial_stopped`.
pub fn preview(core: &Core, id: Id, trial: &Stop) -> Outcome<ImportPreview> {
    let mut progress = at_start(core, id, ImportState::Draft)?;
    let mut pace = Pace::new(progress.total);
    let held = core.desk().draft(id)?;
    let mut held = lock(&held);
    let (plans, house) = prepare(core, &mut held)?;
    let tally = core.read(|db| {
        let tell = |done, share| {
            if pace.is_time(&mut progress, done, share) {
                core.tell(&crate::Event::Trial(progress.clone()));
            }
        };
        if held.whole.is_some() {
            return whole::run(Err(db), id, &held, &plans, &house, trial, tell);
        }
        let hand = Hand::Slate(*db, Slate::default());
        let run = Run::new(hand, id, &held, &house, core.now(), core.pairs().index(db)?)?;
        run.all_sheets(&mut held, &plans, &house, trial, tell)
    });
    let tally = tally.map_err(|failure| match failure.key.as_str() {
        "import_cancelled" => Failure::not_now("trial_stopped"),
        _ => failure,
    })?;
    let preview = ImportPreview {
        counts: tally.counts,
        matches: tally.matches,
        states: tally.sights.states,
        gone: tally.gone,
        gone_names: tally.gone_names,
        sheets: tally.sheets,
        rows: tally.sights.first(SHOWN),
    };
    core.desk().see(id, tally.sights);
    Ok(preview)
}

/// Notes that an import is about to run, so that its progress can be asked for at once.
///
/// # Errors
/// `not_found`; `import_running` when it runs already.
pub fn begin(core: &Core, id: Id) -> Outcome<ImportProgress> {
    if core.desk().progress(id).is_ok_and(|progress| progress.state == ImportState::Running) {
        return Err(Failure::not_now("import_running"));
    }
    core.desk().end_trial(id);
    let progress = at_start(core, id, ImportState::Running)?;
    core.desk().begin(progress.clone());
    Ok(progress)
}

fn at_start(core: &Core, id: Id, state: ImportState) -> Outcome<ImportProgress> {
    let held = core.desk().draft(id)?;
    let held = lock(&held);
    let read = (0..held.book.sheets.len()).filter(|sheet| held.kind(*sheet) != SheetKind::Nothing);
    let rows = read.map(|sheet| held.book.sheets[sheet].rows).sum::<Option<u64>>();
    let total = held.whole.as_ref().map_or(rows, |head| Some(head.counts.prospects));
    Ok(ImportProgress { id, state, done: 0, total, rows_per_second: 0, report: None, failure: None })
}

/// Runs the import to its end, telling of progress on the way. Cancelled, it leaves nothing.
///
/// # Errors
/// Those of [`preview`]; `import_cancelled`; `disk_full`.
pub fn run(core: &Core, caller: Caller, id: Id) -> Outcome<ImportReport> {
    let mut progress = match core.desk().progress(id) {
        Ok(progress) if progress.state == ImportState::Running => progress,
        _ => begin(core, id)?,
    };
    let stop = core.desk().stop(id)?;
    let started_at = core.now();
    let mut pace = Pace::new(progress.total);
    let outcome = carry_out(
        core,
        id,
        &stop,
        |done, share| {
            if pace.is_time(&mut progress, done, share) {
                core.desk().note(&progress);
                core.tell(&crate::Event::Progress(progress.clone()));
            }
        },
        |batch, tally| report::keep(batch, tally, started_at, caller),
    );
    match &outcome {
        Ok(report) => {
            progress.state = ImportState::Done;
            progress.done = report.counts.read;
            progress.total = Some(report.counts.read);
            progress.report = Some(report.clone());
        }
        Err(failure) => {
            let is_cancelled = failure.key == "import_cancelled";
            progress.state = if is_cancelled { ImportState::Cancelled } else { ImportState::Failed };
            progress.failure = Some(failure.clone());
        }
    }
    core.desk().note(&progress);
    if outcome.is_ok() {
        core.desk().discard(id);
    }
    // Whoever hears of the end finds the desk as the end leaves it.
    core.tell(&crate::Event::Progress(progress));
    outcome
}

/// How fast a run goes. A stopwatch, not a clock: it measures, it dates nothing.
struct Pace {
    watch: std::time::Instant,
    told: std::time::Duration,
    total: Option<u64>,
}

impl Pace {
    fn new(total: Option<u64>) -> Self {
        Self { watch: std::time::Instant::now(), told: std::time::Duration::ZERO, total }
    }

    /// Brings `progress` up to date four times a second, which is enough for a bar.
    fn is_time(&mut self, progress: &mut ImportProgress, done: u64, share: f32) -> bool {
        let spent = self.watch.elapsed();
        if (spent - self.told).as_millis() < 250 {
            return false;
        }
        self.told = spent;
        progress.done = done;
        progress.rows_per_second = (done as f64 / spent.as_secs_f64()) as u64;
        if share > 0.01 {
            progress.total = self.total.or(Some((done as f64 / f64::from(share)) as u64));
        }
        true
    }
}

/// What a finished run is kept by.
struct Batch<'a> {
    tx: &'a relance_store::Tx<'a>,
    id: Id,
    file_name: &'a str,
    format: &'a str,
    delimiter: Option<u8>,
    /// The sheets of the file: those that were read, in that order, then those that were left out.
    plans: &'a [draft::Plan],
    is_overwriting: bool,
    finished_at: i64,
}

/// How the sheets of the file are read, when they can be.
fn prepare(core: &Core, held: &mut desk::Draft) -> Outcome<(Vec<draft::Plan>, House)> {
    let plans = core.read(|db| draft::plans(db, held))?;
    let is_ready = |plan: &draft::Plan| sheets::is_ready(plan.kind, &plan.columns);
    if plans.is_empty() || !plans.iter().all(is_ready) {
        return Err(Failure::not_now("import_not_ready"));
    }
    let rules = core.rules()?;
    Ok((plans, House { region: rules.region, currency: rules.currency }))
}

fn carry_out<T>(
    core: &Core,
    id: Id,
    stop: &Stop,
    progress: impl FnMut(u64, f32),
    keep: impl FnOnce(&Batch<'_>, Tally) -> Outcome<T>,
) -> Outcome<T> {
    let held = core.desk().draft(id)?;
    let mut held = lock(&held);
    let (mut plans, house) = prepare(core, &mut held)?;
    let left_out = core.read(|db| Ok(draft::left_out(db, &mut held)))?;
    let stamp = Stamp::new(core.now(), Caller::Import, "imports.run");
    let people = core.read(|db| core.pairs().index(db))?;
    let done = core.write(stamp, |tx| {
        let tally = if held.whole.is_some() {
            whole::run(Ok(tx), id, &held, &plans, &house, stop, progress)?
        } else {
            let run = Run::new(Hand::Base(tx), id, &held, &house, tx.at(), people)?;
            run.all_sheets(&mut held, &plans, &house, stop, progress)?
        };
        tx.say("file", held.file_name.clone());
        tx.say("created", tally.counts.created);
        tx.say("updated", tally.counts.updated);
        plans.extend(left_out);
        let batch = Batch {
            tx,
            id,
            file_name: &held.file_name,
            format: held.format(),
            delimiter: held.book.delimiter,
            plans: &plans,
            is_overwriting: held.options.on_duplicate == OnDuplicate::Overwrite,
            finished_at: core.now(),
        };
        keep(&batch, tally)
    })?;
    Ok(done.value)
}

/// Names of the files that were imported, each once, newest first.
///
/// # Errors
/// The base cannot be read.
pub fn file_names(db: &relance_store::Db<'_>) -> Outcome<Vec<String>> {
    db.rows(
        "SELECT file_name FROM import_batch GROUP BY file_name ORDER BY max(id) DESC LIMIT 200",
        [],
        |row| row.get(0),
    )
}
