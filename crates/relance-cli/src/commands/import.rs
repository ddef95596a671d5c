//! `relance import`: a spreadsheet becomes prospects, or says what it would become.

use crate::{
    args::Import,
    output::Reply,
    progress::watched,
    table::{Align, Table, tame},
    voice::Voice,
};
use relance_core::{Caller, Core, imports, stages, values};
use relance_model::{
    Failure, Outcome,
    imports::{
        ColumnChoice, ImportColumn, ImportCorrection, ImportCounts, ImportDraft, ImportOptions, ImportPreview,
        ReasonCount, Recognition, Target,
    },
};
use serde_json::{Value, json};

pub fn run(core: &Core, wanted: &Import, voice: &Voice) -> Outcome<Reply> {
    let draft = prepare(core, wanted)?;
    if wanted.dry_run {
        return dry_run(core, &draft, voice);
    }
    imports::begin(core, draft.id)?;
    let report = watched(core, draft.id, voice, || imports::run(core, Caller::Cli, draft.id))?;
    let rejects = match &wanted.rejects {
        Some(path) => Some(imports::save_rejects(core, report.id, path)?),
        None => None,
    };
    let mut text = summary(&draft, &report.counts, "import_done", voice);
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
    let found = imports::preview(core, draft.id)?;
    let mut json = serde_json::to_value(&found.counts).map_err(Failure::bug)?;
    json["operation"] = Value::Null;
    json["dry_run"] = true.into();
    json["matches"] = json!(found.matches);
    json["rows"] = json!(found.rows);
    json["file_name"] = json!(draft.file_name);
    let text = format!("{}\n{}", summary(draft, &found.counts, "import_would", voice), rows(&found, voice));
    Reply::new(with_draft(json, draft), text)
}

/// What the file was taken for, beside what became of it.
fn with_draft(mut json: Value, draft: &ImportDraft) -> Value {
    json["format"] = json!(draft.format);
    json["encoding"] = json!(draft.encoding);
    json["delimiter"] = json!(draft.delimiter);
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
    let correction = ImportCorrection {
        sheet: wanted.sheet.as_deref().map(|word| sheet(&draft, word)).transpose()?,
        header_row: wanted.header_row,
        encoding: wanted.encoding.clone(),
        delimiter: wanted.delimiter.clone(),
        date_order: wanted.date_order.map(Into::into),
        columns: Vec::new(),
        options: Some(options),
    };
    let draft = imports::correct(core, draft.id, &correction)?;
    if wanted.maps.is_empty() {
        return Ok(draft);
    }
    let columns = wanted.maps.iter().map(|pair| choice(&draft.columns, pair)).collect::<Outcome<_>>()?;
    imports::correct(core, draft.id, &ImportCorrection { columns, ..ImportCorrection::default() })
}

/// A sheet by its name, else by its number from 1.
fn sheet(draft: &ImportDraft, word: &str) -> Outcome<usize> {
    let folded = values::fold(word.trim());
    let exact = draft.sheets.iter().find(|sheet| sheet.name == word);
    let alike = || draft.sheets.iter().find(|sheet| values::fold(sheet.name.trim()) == folded);
    let counted = || {
        let number: usize = word.trim().parse().ok()?;
        draft.sheets.get(number.checked_sub(1)?)
    };
    let found = exact.or_else(alike).or_else(counted);
    found.map(|sheet| sheet.index).ok_or_else(|| Failure::invalid("sheet", "no_such_sheet").with("value", word))
}

/// `Header=field`; the header may hold `=` itself, and `#3` is the third column.
fn choice(columns: &[ImportColumn], pair: &str) -> Outcome<ColumnChoice> {
    let cuts: Vec<usize> = pair.match_indices('=').map(|(at, _)| at).collect();
    if cuts.is_empty() {
        return Err(Failure::invalid("map", "map_unreadable").with("value", pair));
    }
    for cut in cuts.iter().rev() {
        if let Some(index) = column(columns, &pair[..*cut]) {
            return Ok(ColumnChoice { index, target: target(&pair[cut + 1..]) });
        }
    }
    let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
    let failure = Failure::invalid("map", "map_header_unknown").with("value", &pair[..cuts[0]]);
    Err(failure.with("headers", headers.join(", ")))
}

fn column(columns: &[ImportColumn], header: &str) -> Option<usize> {
    let header = header.trim();
    let folded = values::fold(header);
    let exact = columns.iter().find(|column| column.header.trim() == header);
    let alike = || columns.iter().find(|column| values::fold(column.header.trim()) == folded);
    let counted = || {
        let number: usize = header.strip_prefix('#')?.parse().ok()?;
        columns.iter().find(|column| column.index + 1 == number)
    };
    exact.or_else(alike).or_else(counted).map(|column| column.index)
}

fn target(word: &str) -> Target {
    let word = word.trim();
    match word.split_once(':') {
        Some(("custom", label)) => Target::NewCustom { label: label.trim().to_owned() },
        _ if word.is_empty() || word == "ignore" => Target::Ignore,
        _ => Target::Field { field: word.to_owned() },
    }
}

fn summary(draft: &ImportDraft, counts: &ImportCounts, title: &str, voice: &Voice) -> String {
    let mut table = Table::new([("", Align::Left), ("", Align::Right)]);
    let mut line = |key: &str, count: u64| table.row([voice.say(key).to_owned(), voice.number(count.cast_signed())]);
    line("import.read", counts.read);
    line("import.created", counts.created);
    line("import.updated", counts.updated);
    line("import.unchanged", counts.unchanged);
    line("import.skipped", counts.skipped);
    let mut text = voice.fill(title, &[("file", &tame(&draft.file_name))]);
    text = format!("{text}\n{}", table.text().trim_start_matches('\n'));
    text = format!("{text}{}{}", reasons(&counts.reasons, voice), warnings(&counts.warnings, voice));
    format!("{text}\n{}", mapping(draft, voice))
}

fn reasons(found: &[ReasonCount], voice: &Voice) -> String {
    let lines = found.iter().map(|found| (reason(&found.reason, voice), found.count));
    tally("import.reasons", lines.collect(), voice)
}

/// A title and what was counted under it; nothing where nothing was.
fn tally(title: &str, lines: Vec<(String, u64)>, voice: &Voice) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut table = Table::new([(voice.say(title), Align::Left), ("", Align::Right)]);
    for (what, count) in lines {
        table.row([what, voice.number(count.cast_signed())]);
    }
    format!("\n{}", table.text())
}

/// `duplicate:email` is said in two parts.
fn reason(key: &str, voice: &Voice) -> String {
    let (key, by) = key.split_once(':').unwrap_or((key, ""));
    let text = voice.find(&format!("reason.{key}")).unwrap_or(key);
    match voice.find(&format!("match.{by}")) {
        Some(by) => format!("{text} ({by})"),
        None => text.to_owned(),
    }
}

/// Values left out, by field: `email:email.invalid` counts for the field.
fn warnings(found: &[ReasonCount], voice: &Voice) -> String {
    let mut fields: Vec<(&str, u64)> = Vec::new();
    for warning in found {
        let field = warning.reason.split(':').next().unwrap_or_default();
        match fields.iter_mut().find(|(known, _)| *known == field) {
            Some((_, count)) => *count += warning.count,
            None => fields.push((field, warning.count)),
        }
    }
    let name = |field: &str| voice.find(&format!("field.{field}")).unwrap_or(field).to_owned();
    tally("import.warnings", fields.into_iter().map(|(field, count)| (name(field), count)).collect(), voice)
}

fn mapping(draft: &ImportDraft, voice: &Voice) -> String {
    let mut table = Table::new([
        (voice.say("column.in_file"), Align::Left),
        (voice.say("column.into"), Align::Left),
        ("", Align::Left),
    ]);
    for column in &draft.columns {
        let into = match &column.target {
            Target::Field { field } => voice.find(&format!("field.{field}")).unwrap_or(field).to_owned(),
            Target::NewCustom { label } => voice.fill("new_field", &[("label", label)]),
            Target::Custom { .. } => voice.say("custom_field").to_owned(),
            Target::Ignore => "–".to_owned(),
        };
        let doubt = if column.state == Recognition::Check { voice.say("to_check") } else { "" };
        table.row([column.header.clone(), into, doubt.to_owned()]);
    }
    table.text()
}

/// The first rows of a dry run.
fn rows(found: &ImportPreview, voice: &Voice) -> String {
    if found.rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new([
        (voice.say("column.line"), Align::Right),
        (voice.say("column.outcome"), Align::Left),
        (voice.say("column.name"), Align::Left),
        (voice.say("column.company"), Align::Left),
        (voice.say("column.email"), Align::Left),
    ]);
    for row in found.rows.iter().take(20) {
        let outcome = match row.outcome {
            relance_model::imports::RowOutcome::Created => "outcome.created",
            relance_model::imports::RowOutcome::Updated => "outcome.updated",
            relance_model::imports::RowOutcome::Unchanged => "outcome.unchanged",
            relance_model::imports::RowOutcome::Skipped => "outcome.skipped",
        };
        table.row([
            voice.number(row.line.cast_signed()),
            voice.say(outcome).to_owned(),
            row.name.clone(),
            row.company.clone().unwrap_or_default(),
            row.email.clone().unwrap_or_default(),
        ]);
    }
    table.text()
}

#[cfg(test)]
mod tests {
    use super::{choice, target};
    use relance_model::imports::{ImportColumn, Recognition, Target};

    fn columns(headers: &[&str]) -> Vec<ImportColumn> {
        let column = |(index, header): (usize, &&str)| ImportColumn {
            index,
            header: (*header).to_owned(),
            samples: Vec::new(),
            target: Target::Ignore,
            confidence: 0.0,
            state: Recognition::Ignored,
            reason: String::new(),
        };
        headers.iter().enumerate().map(column).collect()
    }

    #[test]
    fn a_column_is_named_by_its_header_however_it_is_typed() {
        let columns = columns(&["Prénom", "CA=net", " Société "]);
        let found = |pair: &str| choice(&columns, pair).map(|choice| (choice.index, choice.target));
        let field = |name: &str| Target::Field { field: name.to_owned() };
        assert_eq!(found("prenom=first_name"), Ok((0, field("first_name"))), "accents and case aside");
        assert_eq!(found("CA=net=value"), Ok((1, field("value"))), "the header holds the sign itself");
        assert_eq!(found("#3=company"), Ok((2, field("company"))), "by its number");
        assert_eq!(found("Prénom=custom:A=B"), Ok((0, Target::NewCustom { label: "A=B".into() })));
        let unknown = found("Nom=last_name").expect_err("no such header");
        assert_eq!((unknown.key.as_str(), unknown.params["value"].as_str()), ("map_header_unknown", Some("Nom")));
        assert_eq!(found("Prénom").expect_err("no sign").key, "map_unreadable");
    }

    #[test]
    fn a_target_is_a_field_a_new_field_or_nothing() {
        assert_eq!(target(" ignore "), Target::Ignore);
        assert_eq!(target("custom: Taille "), Target::NewCustom { label: "Taille".into() });
        assert_eq!(target("email"), Target::Field { field: "email".into() });
    }
}
