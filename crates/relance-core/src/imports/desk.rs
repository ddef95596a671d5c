//! The desk: imports being prepared, and the one that is running.

use relance_model::{
    Failure, Id, Outcome,
    imports::{ImportOptions, ImportProgress, Target},
};
use relance_sheet::Workbook;
use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// A file that is open on the desk, with what the user has said of it so far.
pub(crate) struct Draft {
    pub file_name: String,
    pub size_bytes: u64,
    pub path: PathBuf,
    /// The file is a copy of ours, to be removed when the draft goes.
    pub is_upload: bool,
    pub password: Option<String>,
    pub book: Workbook,
    pub sheet: usize,
    /// From 1; `Some(0)` says that there is no header; `None`: found by itself.
    pub header_row: Option<u64>,
    pub month_first: Option<bool>,
    /// What the user said of columns.
    pub targets: BTreeMap<usize, Target>,
    pub options: ImportOptions,
}

/// What the user has said of a draft so far.
pub(crate) struct Choices {
    sheet: usize,
    header_row: Option<u64>,
    month_first: Option<bool>,
    targets: BTreeMap<usize, Target>,
    options: ImportOptions,
}

impl Draft {
    pub(crate) fn choices(&self) -> Choices {
        Choices {
            sheet: self.sheet,
            header_row: self.header_row,
            month_first: self.month_first,
            targets: self.targets.clone(),
            options: self.options.clone(),
        }
    }

    pub(crate) fn choose(&mut self, choices: Choices) {
        let Choices { sheet, header_row, month_first, targets, options } = choices;
        (self.sheet, self.header_row, self.month_first) = (sheet, header_row, month_first);
        (self.targets, self.options) = (targets, options);
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if self.is_upload {
            // What cannot be removed now is removed when the base is opened next.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// How a running import, or a dry run, is told to stop.
#[derive(Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// It stops after a few more rows.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A draft, and the stop of its last dry run: to be asked without waiting for the draft, which that run holds.
struct Laid {
    draft: Arc<Mutex<Draft>>,
    trial: Stop,
}

/// Drafts and progress, by import id.
#[derive(Default)]
pub struct Desk {
    drafts: Mutex<HashMap<Id, Laid>>,
    runs: Mutex<HashMap<Id, (Stop, ImportProgress)>>,
}

/// Drafts kept open; the oldest goes when there are more.
const KEPT: usize = 8;

impl Desk {
    pub(crate) fn put(&self, id: Id, draft: Draft) {
        let mut drafts = lock(&self.drafts);
        if drafts.len() >= KEPT
            && let Some(oldest) = drafts.keys().min().copied()
        {
            drafts.remove(&oldest);
        }
        drafts.insert(id, Laid { draft: Arc::new(Mutex::new(draft)), trial: Stop::default() });
    }

    pub(crate) fn draft(&self, id: Id) -> Outcome<Arc<Mutex<Draft>>> {
        lock(&self.drafts)
            .get(&id)
            .map(|laid| laid.draft.clone())
            .ok_or_else(|| Failure::not_found("import", id))
    }

    /// A dry run begins: the one before it on the same draft stops.
    pub fn begin_trial(&self, id: Id) -> Stop {
        let stop = Stop::default();
        if let Some(laid) = lock(&self.drafts).get_mut(&id) {
            std::mem::replace(&mut laid.trial, stop.clone()).ask();
        }
        stop
    }

    /// The dry run stops, if there is one: what else is wanted of the draft does not wait for it. True if there is a draft.
    pub(crate) fn end_trial(&self, id: Id) -> bool {
        lock(&self.drafts).get(&id).map(|laid| laid.trial.ask()).is_some()
    }

    pub(crate) fn discard(&self, id: Id) {
        if let Some(laid) = lock(&self.drafts).remove(&id) {
            laid.trial.ask();
        }
    }

    pub(crate) fn begin(&self, progress: ImportProgress) {
        lock(&self.runs).insert(progress.id, (Stop::default(), progress));
    }

    pub(crate) fn stop(&self, id: Id) -> Outcome<Stop> {
        lock(&self.runs)
            .get(&id)
            .map(|(stop, _)| stop.clone())
            .ok_or_else(|| Failure::not_found("import", id))
    }

    pub(crate) fn note(&self, progress: &ImportProgress) {
        if let Some((_, held)) = lock(&self.runs).get_mut(&progress.id) {
            held.clone_from(progress);
        }
    }

    /// How far an import is.
    ///
    /// # Errors
    /// `not_found` for one that did not run in this process.
    pub fn progress(&self, id: Id) -> Outcome<ImportProgress> {
        lock(&self.runs)
            .get(&id)
            .map(|(_, progress)| progress.clone())
            .ok_or_else(|| Failure::not_found("import", id))
    }

    /// Asks a running import, or a dry run, to stop; it then leaves nothing.
    ///
    /// # Errors
    /// `not_found`.
    pub fn cancel(&self, id: Id) -> Outcome<()> {
        let is_draft = self.end_trial(id);
        match lock(&self.runs).get(&id) {
            Some((stop, _)) => stop.ask(),
            None if is_draft => {}
            None => return Err(Failure::not_found("import", id)),
        }
        Ok(())
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
