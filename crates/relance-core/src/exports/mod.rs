//! Lists and the whole base out: CSV, XLSX, contact cards, JSON. A file appears only when it is whole, and no format may hold
//! more than one prospect in memory.

mod cards;
mod table;
mod whole;

use crate::{Core, imports::Stop, prospects, settings};
use relance_model::{
    Failure, Id, Outcome,
    exports::{ExportFormat, ExportRequest},
    imports::SavedFile,
    prospects::{ProspectQuery, Selection},
};
use relance_sheet::CardVersion;
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Prospects between two looks at the stop sign.
const STRIDE: usize = 100;

/// The exports under way, so that they can be stopped.
#[derive(Default)]
pub struct Running(Mutex<Vec<Stop>>);

impl Running {
    fn held(&self) -> MutexGuard<'_, Vec<Stop>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops every export under way; what they wrote is removed.
    pub fn cancel(&self) {
        self.held().iter().for_each(Stop::ask);
    }
}

/// Who is written, and in which language.
struct Pick<'a> {
    ids: Vec<Id>,
    english: bool,
    stop: &'a Stop,
}

impl Pick<'_> {
    /// Goes through the prospects until somebody asks to stop.
    fn each(&self, mut act: impl FnMut(Id) -> Outcome<()>) -> Outcome<()> {
        for (n, id) in self.ids.iter().enumerate() {
            if n % STRIDE == 0 && self.stop.is_asked() {
                return Err(Failure::not_now("export_cancelled"));
            }
            act(*id)?;
        }
        Ok(())
    }
}

/// The ending of the files of a format.
#[must_use]
pub fn ending(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => "csv",
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::Vcard | ExportFormat::Vcard3 => "vcf",
        ExportFormat::Json => "json",
    }
}

/// Writes a selection, or without one the whole base, to a file, which appears only when it is whole. `stop` ends it early,
/// and so does [`Running::cancel`].
///
/// # Errors
/// `export_column_unknown`; `export_cancelled`; what the disk refuses.
pub fn write(core: &Core, request: &ExportRequest, path: &Path, stop: &Stop) -> Outcome<SavedFile> {
    core.exports().held().push(stop.clone());
    let written = write_beside(core, request, path, stop);
    core.exports().held().retain(|other| !other.is(stop));
    written
}

fn write_beside(core: &Core, request: &ExportRequest, path: &Path, stop: &Stop) -> Outcome<SavedFile> {
    let draft = PathBuf::from(format!("{}.part", path.display()));
    let everybody = Selection::Query {
        query: ProspectQuery { sort: Some("created".into()), ..ProspectQuery::default() },
        except: Vec::new(),
    };
    let written = core.read(|db| {
        let selection = request.selection.as_ref().unwrap_or(&everybody);
        let mut ids = prospects::selected(db, core.lists(), selection)?;
        let is_base = request.selection.is_none() && request.format == ExportFormat::Json;
        if is_base {
            ids = prospects::everybody(db)?;
        }
        let pick = Pick { ids, english: settings::is_english(db, request.lang.as_deref())?, stop };
        match request.format {
            ExportFormat::Csv | ExportFormat::Xlsx => table::write(db, &pick, request, &draft)?,
            ExportFormat::Vcard => cards::write(db, &pick, CardVersion::V4, &draft)?,
            ExportFormat::Vcard3 => cards::write(db, &pick, CardVersion::V3, &draft)?,
            ExportFormat::Json => whole::write(db, &pick, is_base, core.now(), &draft)?,
        }
        Ok(pick.ids.len() as u64)
    });
    let rows = written.inspect_err(|_| drop(std::fs::remove_file(&draft)))?;
    std::fs::rename(&draft, path).map_err(|error| disk(&error))?;
    Ok(SavedFile { path: path.display().to_string(), rows })
}

fn refused(error: &relance_sheet::SheetError) -> Failure {
    error
        .params()
        .into_iter()
        .fold(Failure::refused(error.key()), |failure, (name, value)| failure.with(name, value))
}

fn disk(error: &std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Failure::new(relance_model::Code::Limit, "disk_full"),
        std::io::ErrorKind::PermissionDenied => Failure::refused("folder_read_only"),
        _ => Failure::refused("disk_error").with("what", error.to_string()),
    }
}
