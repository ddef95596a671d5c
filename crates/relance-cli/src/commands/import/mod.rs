//! `relance import`: a spreadsheet becomes prospects, or says what it would become.

mod mapping;
mod summary;

use crate::{args::Import, output::Reply, progress::watched, voice::Voice};
use mapping::{adding, choice, policy, sheets};
use relance_core::{Caller, Core, imports, stages};
use relance_model::{
    Failure, Outcome,
    imports::{ColumnChoice, ImportColumn, ImportCorrection, ImportDraft, ImportOptions, SheetKind},
};
use serde_json::{Value, json};
use summary::{rows, summary};

pub fn run(core: &Core, wanted: &Import, voice: &Voice) -> Outcome<Reply> {
    let draft = prepare(core, wanted)?;
    if wanted.dry_run {
        return dry_run(core, &draft, voice);
    }
    imports::begin(core, draft.id)?;
    let report = watched(core, draft.id, voice, || imports::run(core, Caller::Cli, draft.id))?;
    let rejects = match &wanted.rejects {
        Some(path) => Some(imports::save_rejects(core, report.id, path, Some(voice.language.code()))?),
        None => None,
    };
    let mut text = summary(&draft, &report.counts, &report.sheets, "import_done", voice);
    if let Some(saved) = rejects.as_ref().filter(|saved| saved.rows > 0) {
        let rows = voice.count("rows", saved.rows);
        text = format!("{text}\n{}", voice.fill("rejects_saved", &[("rows", &rows), ("path", &saved.path)]));
    }
    if let Some(operation) = report.operation {
        text = format!("{text}\n{}", voice.fill("import_undo", &[("operation", &operation.to_string())]));
    }
    let mut json = serde_json::to_value(&report).map_err(Failure::bug)?;
    json["dry_run"] = false.into();
    json["rejects"] = json!(rejects);
    Reply::new(with_draft(json, &draft), text)
}

fn dry_run(core: &Core, draft: &ImportDraft, voice: &Voice) -> Outcome<Reply> {
    let trial = core.desk().begin_trial(draft.id);
    let found = watched(core, draft.id, voice, || imports::preview(core, draft.id, &trial))?;
    let mut json = serde_json::to_value(&found.counts).map_err(Failure::bug)?;
    json["operation"] = Value::Null;
    json["dry_run"] = true.into();
    json["matches"] = json!(found.matches);
    json["sheets"] = json!(found.sheets);
    json["rows"] = json!(found.rows);
    json["file_name"] = json!(draft.file_name);
    let text = format!(
        "{}\n{}",
        summary(draft, &found.counts, &found.sheets, "import_would", voice),
        rows(&found, voice)
    );
    Reply::new(with_draft(json, draft), text)
}

/// What the file was taken for, beside what became of it.
fn with_draft(mut json: Value, draft: &ImportDraft) -> Value {
    json["format"] = json!(draft.format);
    json["encoding"] = json!(draft.encoding);
    json["delimiter"] = json!(draft.delimiter);
    json["proposed"] = json!(draft.sheets);
    json["sheet"] = json!(draft.sheets.get(draft.sheet).map(|sheet| &sheet.name));
    json["header_row"] = json!(draft.header_row);
    json["layout"] = json!(draft.layout);
    json["date_order"] = json!(draft.date_order);
    json["columns"] = json!(draft.columns);
    json
}

/// Lays the file on the desk, with everything that the options say of it.
fn prepare(core: &Core, wanted: &Import) -> Outcome<ImportDraft> {
    let file = std::path::absolute(&wanted.file).unwrap_or_else(|_| wanted.file.clone());
    let draft = imports::open(core, &file, wanted.password.clone())?;
    let stage_id = match &wanted.stage {
        Some(word) => Some(core.read(|db| stages::find(db, word))?.id),
        None => None,
    };
    let options = ImportOptions {
        on_duplicate: wanted.on_duplicate.map(Into::into).unwrap_or_default(),
        stage_id,
        tags: wanted.tags.clone(),
        source: wanted.source.clone(),
    };
    let chosen = sheets(&draft, &wanted.sheets)?;
    let correction = ImportCorrection {
        sheet: chosen.iter().find(|choice| choice.kind != SheetKind::Nothing).map(|choice| choice.index),
        sheets: chosen,
        header_row: wanted.header_row,
        encoding: wanted.encoding.clone(),
        delimiter: wanted.delimiter.clone(),
        options: Some(options),
        ..ImportCorrection::default()
    };
    let mut draft = imports::correct(core, draft.id, &correction)?;
    let shown = draft.sheet;
    let read: Vec<usize> = draft
        .sheets
        .iter()
        .filter(|sheet| sheet.kind != SheetKind::Nothing)
        .map(|sheet| sheet.index)
        .collect();
    if let Some(order) = wanted.date_order {
        for sheet in &read {
            let correction = ImportCorrection {
                sheet: Some(*sheet),
                date_order: Some(order.into()),
                ..ImportCorrection::default()
            };
            imports::correct(core, draft.id, &correction)?;
        }
    }
    // A policy is of what its column is mapped to: the mapping comes first.
    for (pairs, read_pair) in [
        (&wanted.maps, choice as Choose),
        (&wanted.add_options, adding as Choose),
        (&wanted.policies, policy as Choose),
    ] {
        for pair in pairs {
            draft = choose(core, &draft, &read, pair, read_pair)?;
        }
    }
    let back = ImportCorrection { sheet: Some(shown), ..ImportCorrection::default() };
    imports::correct(core, draft.id, &back)
}

type Choose = fn(&[ImportColumn], &str) -> Outcome<ColumnChoice>;

/// Says something of a column, in every sheet that has it.
fn choose(
    core: &Core,
    draft: &ImportDraft,
    sheets: &[usize],
    pair: &str,
    read: Choose,
) -> Outcome<ImportDraft> {
    let (mut corrected, mut refused) = (None, None);
    for sheet in sheets {
        let shown = ImportCorrection { sheet: Some(*sheet), ..ImportCorrection::default() };
        let shown = imports::correct(core, draft.id, &shown)?;
        match read(&shown.columns, pair) {
            Ok(choice) => {
                let correction = ImportCorrection { columns: vec![choice], ..ImportCorrection::default() };
                corrected = Some(imports::correct(core, draft.id, &correction)?);
            }
            Err(failure) if failure.key == "map_header_unknown" => refused = refused.or(Some(failure)),
            Err(failure) => return Err(failure),
        }
    }
    match (corrected, refused) {
        (Some(draft), _) => Ok(draft),
        (None, Some(failure)) => Err(failure),
        (None, None) => Ok(draft.clone()),
    }
}
