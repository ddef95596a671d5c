//! `relance export`: a list to a file, CSV or XLSX by its ending.

use crate::{args::Export, commands::filter, opening::Opening, output::Reply, voice::Voice};
use relance_core::{exports, members};
use relance_model::{
    Failure, Outcome,
    exports::{ExportFormat, ExportRequest},
    prospects::Selection,
};
use std::path::Path;

pub fn run(opening: &Opening<'_>, wanted: &Export, voice: &Voice) -> Outcome<Reply> {
    let format = format(&wanted.file)?;
    let core = opening.open()?;
    let query = filter::query(&wanted.filter, &core.read(members::all)?)?;
    let request = ExportRequest {
        selection: Selection::Query { query, except: Vec::new() },
        format,
        lang: Some(voice.language.code().to_owned()),
        columns: wanted.columns.clone().map(|keys| keys.iter().map(|key| key.trim().to_owned()).collect()),
        path: None,
    };
    let file = std::path::absolute(&wanted.file).unwrap_or_else(|_| wanted.file.clone());
    let saved = exports::write(&core, &request, &file)?;
    let text = voice
        .fill("exported", &[("prospects", &voice.count("prospects", saved.rows)), ("path", &saved.path)]);
    Reply::new(saved, text)
}

/// Checked before the base is opened: a wrong ending costs nothing.
fn format(file: &Path) -> Outcome<ExportFormat> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("csv") => Ok(ExportFormat::Csv),
        Some("xlsx") => Ok(ExportFormat::Xlsx),
        _ => Err(Failure::invalid("file", "export_ending_unknown").with("path", file.display().to_string())),
    }
}
