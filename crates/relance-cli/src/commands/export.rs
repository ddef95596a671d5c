//! `relance export`: a list or the whole base to a file, as its ending or `--format` says.

use crate::{
    args::{Export, ExportKind},
    commands::filter,
    opening::Opening,
    output::Reply,
    voice::Voice,
};
use relance_core::{exports, imports::Stop};
use relance_model::{
    Failure, Outcome,
    exports::{ExportFormat, ExportRequest},
    prospects::{ProspectQuery, Selection},
};

pub fn run(opening: &Opening<'_>, wanted: &Export, voice: &Voice) -> Outcome<Reply> {
    let format = format(wanted)?;
    let core = opening.open()?;
    let query = filter::query(&core, &wanted.filter, voice)?;
    let is_everybody = query == ProspectQuery::default();
    let request = ExportRequest {
        selection: (!is_everybody).then_some(Selection::Query { query, except: Vec::new() }),
        format,
        lang: Some(voice.language.code().to_owned()),
        columns: wanted.columns.clone().map(|keys| keys.iter().map(|key| key.trim().to_owned()).collect()),
        path: None,
    };
    let file = std::path::absolute(&wanted.file).unwrap_or_else(|_| wanted.file.clone());
    let saved = exports::write(&core, &request, &file, &Stop::default())?;
    let text = voice
        .fill("exported", &[("prospects", &voice.count("prospects", saved.rows)), ("path", &saved.path)]);
    Reply::new(saved, text)
}

/// Checked before the base is opened: a wrong ending costs nothing.
fn format(wanted: &Export) -> Outcome<ExportFormat> {
    let said = wanted.format.map(|kind| match kind {
        ExportKind::Csv => ExportFormat::Csv,
        ExportKind::Xlsx => ExportFormat::Xlsx,
        ExportKind::Vcard => ExportFormat::Vcard,
        ExportKind::Vcard3 => ExportFormat::Vcard3,
        ExportKind::Json => ExportFormat::Json,
    });
    let ending = wanted.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match (said, ending.as_deref()) {
        (Some(format), _) => Ok(format),
        (None, Some("csv")) => Ok(ExportFormat::Csv),
        (None, Some("xlsx")) => Ok(ExportFormat::Xlsx),
        (None, Some("vcf")) => Ok(ExportFormat::Vcard),
        (None, Some("json")) => Ok(ExportFormat::Json),
        _ => {
            Err(Failure::invalid("file", "export_ending_unknown")
                .with("path", wanted.file.display().to_string()))
        }
    }
}
