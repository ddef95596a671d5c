//! Imports: a spreadsheet becomes prospects, in one operation that can be undone, every row accounted for.

mod desk;
mod draft;
mod matching;
mod merging;
mod reading;
pub mod recognise;
mod report;
mod run;

pub use desk::Desk;
pub use report::{list, rejects, save_rejects};

use crate::{Caller, Core};
use desk::{Stop, lock};
use relance_model::{
    Failure, Id, Outcome,
    imports::{
        DateOrder, ImportCorrection, ImportDraft, ImportPreview, ImportProgress, ImportReport, ImportState,
    },
};
use relance_store::Stamp;
use run::{House, Run, Tally};
use std::{path::Path, sync::PoisonError};

/// Lays a file of this machine on the desk and says what it is taken for.
///
/// # Errors
/// What the file is refused for: `file_not_found`, `not_a_spreadsheet`, `password_protected`, `file_damaged` …
pub fn open(core: &Core, path: &Path, password: Option<String>) -> Outcome<ImportDraft> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    lay(core, path, name, false, password)
}

/// Lays an uploaded file on the desk: a copy is kept beside the base until the draft goes.
///
/// # Errors
/// Those of [`open`]; what the disk refuses.
pub fn upload(core: &Core, file_name: &str, bytes: &[u8]) -> Outcome<ImportDraft> {
    let folder = core.folder().join("uploads");
    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::StorageFull => Failure::new(relance_model::Code::Limit, "disk_full"),
        _ => Failure::refused("disk_error").with("what", error.to_string()),
    };
    std::fs::create_dir_all(&folder).map_err(refused)?;
    let path = folder.join(format!("{}.upload", core.import_id()?));
    std::fs::write(&path, bytes).map_err(refused)?;
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name).to_owned();
    let laid = lay(core, &path, name, true, None);
    if laid.is_err() {
        let _ = std::fs::remove_file(&path);
    }
    laid
}

fn lay(core: &Core, path: &Path, name: String, is_upload: bool, password: Option<String>) -> Outcome<ImportDraft> {
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
    let mut held = lock(&held);
    if correction.encoding.is_some() || correction.delimiter.is_some() {
        draft::reopen(&mut held, correction.encoding.as_deref(), correction.delimiter.as_deref())?;
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
    core.read(|db| draft::show(db, id, &mut held))
}

/// Takes a file off the desk.
pub fn discard(core: &Core, id: Id) {
    core.desk().discard(id);
}

/// What the import would do, exactly: every row is decided as in earnest, then nothing is kept.
///
/// # Errors
/// `not_found`, `import_not_ready`; what a damaged file is refused for.
pub fn preview(core: &Core, id: Id) -> Outcome<ImportPreview> {
    let mut found = None;
    let kept: Outcome<()> = carry_out(core, id, &Stop::default(), true, |_, _| {}, |_, tally| {
        found = Some(tally);
        // Only this failure leaves: the operation is rolled back.
        Err(Failure::not_now("dry_run"))
    });
    match (kept, found) {
        (_, Some(tally)) => Ok(ImportPreview { counts: tally.counts, matches: tally.matches, rows: tally.rows }),
        (Err(failure), None) => Err(failure),
        (Ok(_), None) => Err(Failure::bug("a dry run that was kept")),
    }
}

/// Runs the import to its end, telling of progress on the way. Cancelled, it leaves nothing.
///
/// # Errors
/// Those of [`preview`]; `import_cancelled`; `disk_full`.
pub fn run(core: &Core, caller: Caller, id: Id) -> Outcome<ImportReport> {
    let started_at = core.now();
    let (total, file_name) = {
        let held = core.desk().draft(id)?;
        let held = lock(&held);
        (held.book.sheets.get(held.sheet).and_then(|sheet| sheet.rows), held.file_name.clone())
    };
    let mut progress = ImportProgress {
        id,
        state: ImportState::Running,
        done: 0,
        total,
        rows_per_second: 0,
        report: None,
        failure: None,
    };
    let stop = core.desk().begin(id, progress.clone());
    let watch = std::time::Instant::now();
    let mut told = watch.elapsed();
    let told_of = |done: u64, share: f32, progress: &mut ImportProgress| {
        let spent = watch.elapsed();
        // Four times a second is enough for a bar.
        if (spent - told).as_millis() >= 250 {
            told = spent;
            progress.done = done;
            progress.rows_per_second = (done as f64 / spent.as_secs_f64()) as u64;
            if share > 0.01 {
                progress.total = total.or(Some((done as f64 / f64::from(share)) as u64));
            }
            core.desk().note(progress);
            core.tell(&crate::Event::Progress(progress.clone()));
        }
    };
    let mut told_of = told_of;
    let moving = std::cell::RefCell::new(progress.clone());
    let outcome = carry_out(core, id, &stop, false, |done, share| told_of(done, share, &mut moving.borrow_mut()), |batch, tally| {
        report::keep(batch, tally, started_at, caller)
    });
    progress = moving.into_inner();
    match &outcome {
        Ok(report) => {
            progress.state = ImportState::Done;
            progress.done = report.counts.read;
            progress.total = Some(report.counts.read);
            progress.report = Some(report.clone());
        }
        Err(failure) => {
            progress.state = if failure.key == "import_cancelled" { ImportState::Cancelled } else { ImportState::Failed };
            progress.failure = Some(failure.clone().with("file", file_name));
        }
    }
    core.desk().note(&progress);
    core.tell(&crate::Event::Progress(progress));
    if outcome.is_ok() {
        core.desk().discard(id);
    }
    outcome
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
