//! Imports: a spreadsheet becomes prospects, in one operation that can be undone, every row accounted for.

mod desk;
mod draft;
mod indexing;
mod matching;
mod merging;
mod reading;
pub mod recognise;
mod report;
mod run;
mod words;

pub use desk::{Desk, Stop};
pub use report::{list, rejects, save_rejects};

use crate::{Caller, Core};
use desk::lock;
use relance_model::{
    Failure, Id, Outcome,
    imports::{
        DateOrder, ImportCorrection, ImportDraft, ImportPreview, ImportProgress, ImportReport, ImportState,
    },
};
use relance_sheet::Workbook;
use relance_store::Stamp;
use run::{House, Run, Tally};
use std::{
    path::{Path, PathBuf},
    sync::PoisonError,
};

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
    let shown = core.read(|db| draft::show(db, id, &mut made))?;
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
    }
    if let Some(sheet) = correction.sheet.filter(|sheet| *sheet != held.sheet) {
        if sheet >= held.book.sheets.len() {
            return Err(Failure::invalid("sheet", "no_such_sheet").with("index", sheet));
        }
        held.sheet = sheet;
        held.header_row = None;
        held.targets.clear();
    }
    if let Some(row) = correction.header_row {
        held.header_row = Some(row);
        held.targets.clear();
    }
    if let Some(order) = correction.date_order {
        held.month_first = Some(order == DateOrder::MonthDay);
    }
    for choice in &correction.columns {
        core.read(|db| draft::check_target(db, &choice.target))?;
        held.targets.insert(choice.index, choice.target.clone());
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

/// What the import would do, exactly: every row is decided as in earnest, then nothing is kept. Tells of progress on the
/// way, as that of a draft; `trial` is from [`Desk::begin_trial`].
///
/// # Errors
/// `not_found`, `import_not_ready`; what a damaged file is refused for; `trial_stopped`.
pub fn preview(core: &Core, id: Id, trial: &Stop) -> Outcome<ImportPreview> {
    let mut progress = at_start(core, id, ImportState::Draft)?;
    let mut pace = Pace::new(progress.total);
    let mut found = None;
    let kept: Outcome<()> = carry_out(
        core,
        id,
        trial,
        true,
        |done, share| {
            if pace.is_time(&mut progress, done, share) {
                core.tell(&crate::Event::Progress(progress.clone()));
            }
        },
        |_, tally| {
            found = Some(tally);
            // Only this failure leaves: the operation is rolled back.
            Err(Failure::not_now("dry_run"))
        },
    );
    match (kept, found) {
        (_, Some(tally)) => {
            Ok(ImportPreview { counts: tally.counts, matches: tally.matches, rows: tally.rows })
        }
        (Err(failure), None) if failure.key == "import_cancelled" => Err(Failure::not_now("trial_stopped")),
        (Err(failure), None) => Err(failure),
        (Ok(_), None) => Err(Failure::bug("a dry run that was kept")),
    }
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
    let total = held.book.sheets.get(held.sheet).and_then(|sheet| sheet.rows);
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
        false,
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
    signature: &'a str,
    header: &'a [String],
    finished_at: i64,
}

fn carry_out<T>(
    core: &Core,
    id: Id,
    stop: &Stop,
    is_dry: bool,
    progress: impl FnMut(u64, f32),
    keep: impl FnOnce(&Batch<'_>, Tally) -> Outcome<T>,
) -> Outcome<T> {
    let held = core.desk().draft(id)?;
    let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
    let plan = core.read(|db| draft::plan(db, &mut held))?;
    let is_ready = plan.columns.iter().any(|column| {
        matches!(&column.target, relance_model::imports::Target::Field { field } if draft::IDENTIFYING.contains(&field.as_str()))
    });
    if !is_ready {
        return Err(Failure::not_now("import_not_ready"));
    }
    let rules = core.rules()?;
    let house = House { region: rules.region, currency: rules.currency };
    let stamp = Stamp::new(core.now(), Caller::Import, "imports.run");
    let done = core.write(stamp, |tx| {
        let run = Run::new(tx, id, &held, &house, is_dry)?;
        let tally = run.all_rows(&mut held, &plan, &house, stop, progress)?;
        tx.say("file", held.file_name.clone());
        tx.say("created", tally.counts.created);
        tx.say("updated", tally.counts.updated);
        let batch = Batch {
            tx,
            id,
            file_name: &held.file_name,
            format: held.book.format.as_str(),
            delimiter: held.book.delimiter,
            signature: &plan.signature,
            header: &plan.header,
            finished_at: core.now(),
        };
        keep(&batch, tally)
    })?;
    Ok(done.value)
}
