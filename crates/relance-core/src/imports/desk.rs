//! The desk: imports being prepared, and the one that is running.

use super::{sheets::Proposal, sights::Sights};
use relance_model::{
    Failure, Id, Outcome,
    imports::{ImportOptions, ImportProgress, OptionTake, Policy, RowChoice, SheetKind, Target},
    whole::WholeHead,
};
use relance_sheet::{Row, Workbook};
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
    /// Corrections taken so far, looking at another sheet aside.
    pub revision: u64,
    pub file_name: String,
    pub size_bytes: u64,
    pub path: PathBuf,
    /// The file is a copy of ours, to be removed when the draft goes.
    pub is_upload: bool,
    pub password: Option<String>,
    pub book: Workbook,
    /// What the file of a whole base says of itself; `book` shows its first prospects then.
    pub whole: Option<WholeHead>,
    /// The first rows of the sheets that were looked at.
    pub samples: BTreeMap<usize, Vec<Row>>,
    /// What each sheet is taken for.
    pub proposals: Vec<Proposal>,
    /// The sheet that is shown.
    pub sheet: usize,
    /// What the user said of each sheet.
    pub parts: BTreeMap<usize, Part>,
    /// What the user said of single rows, by sheet and line.
    pub rows: RowChoicesByLine,
    pub options: ImportOptions,
}

pub(crate) type RowChoicesByLine = BTreeMap<(usize, u64), RowChoice>;

/// What the user said of one sheet.
#[derive(Clone, Default)]
pub(crate) struct Part {
    pub kind: Option<SheetKind>,
    /// From 1; `Some(0)` says that there is no header; `None`: found by itself.
    pub header_row: Option<u64>,
    pub header_rows: Option<u8>,
    pub month_first: Option<bool>,
    pub targets: BTreeMap<usize, Target>,
    /// `None` goes back to what holds for the whole import, whatever is remembered.
    pub policies: BTreeMap<usize, Option<Policy>>,
    /// What becomes of values that selects do not offer.
    pub options: BTreeMap<usize, BTreeMap<String, OptionTake>>,
    pub adds_options: BTreeMap<usize, bool>,
}

/// What the user has said of a draft so far.
pub(crate) struct Choices {
    sheet: usize,
    /// What reading the file anew would make of the sheets.
    proposals: Vec<Proposal>,
    parts: BTreeMap<usize, Part>,
    rows: RowChoicesByLine,
    options: ImportOptions,
}

impl Draft {
    /// Word for the kind of file.
    pub(crate) fn format(&self) -> &'static str {
        if self.whole.is_some() { "json" } else { self.book.format.as_str() }
    }

    pub(crate) fn part(&self, sheet: usize) -> Part {
        self.parts.get(&sheet).cloned().unwrap_or_default()
    }

    /// What a sheet is to become: as the user says, else as it is taken for.
    pub(crate) fn kind(&self, sheet: usize) -> SheetKind {
        let said = self.parts.get(&sheet).and_then(|part| part.kind);
        said.or_else(|| self.proposals.get(sheet).map(|proposal| proposal.kind)).unwrap_or_default()
    }

    /// The sheet that is shown, to be corrected.
    pub(crate) fn shown(&mut self) -> &mut Part {
        self.parts.entry(self.sheet).or_default()
    }

    pub(crate) fn choices(&self) -> Choices {
        Choices {
            sheet: self.sheet,
            proposals: self.proposals.clone(),
            parts: self.parts.clone(),
            rows: self.rows.clone(),
            options: self.options.clone(),
        }
    }

    pub(crate) fn choose(&mut self, choices: Choices) {
        let Choices { sheet, proposals, parts, rows, options } = choices;
        (self.sheet, self.proposals, self.parts) = (sheet, proposals, parts);
        (self.rows, self.options) = (rows, options);
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
    /// Whether it is the same sign.
    pub(crate) fn is(&self, other: &Stop) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A draft, the stop of its last dry run, and what the last one that came to its end saw: to be had without waiting for
/// the draft, which a dry run holds.
struct Laid {
    draft: Arc<Mutex<Draft>>,
    trial: Stop,
    seen: Option<Arc<Sights>>,
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
        drafts.insert(id, Laid { draft: Arc::new(Mutex::new(draft)), trial: Stop::default(), seen: None });
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

    /// What a dry run saw.
    pub(crate) fn see(&self, id: Id, sights: Sights) {
        if let Some(laid) = lock(&self.drafts).get_mut(&id) {
            laid.seen = Some(Arc::new(sights));
        }
    }

    /// What the last dry run saw.
    ///
    /// # Errors
    /// `not_found`; `preview_missing` before there was one.
    pub(crate) fn seen(&self, id: Id) -> Outcome<Arc<Sights>> {
        let drafts = lock(&self.drafts);
        let laid = drafts.get(&id).ok_or_else(|| Failure::not_found("import", id))?;
        laid.seen.clone().ok_or_else(|| Failure::not_now("preview_missing"))
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
