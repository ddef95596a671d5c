//! What an import did or would do, for people.

use crate::{
    table::{Align, Table, tame},
    voice::Voice,
};
use relance_model::imports::{
    ImportCounts, ImportDraft, ImportPreview, ReasonCount, Recognition, RowOutcome, SheetCounts, SheetKind,
    Target,
};

pub fn summary(
    draft: &ImportDraft,
    counts: &ImportCounts,
    sheets: &[SheetCounts],
    title: &str,
    voice: &Voice,
) -> String {
    let mut table = Table::new([("", Align::Left), ("", Align::Right)]);
    let mut line =
        |key: &str, count: u64| table.row([voice.say(key).to_owned(), voice.number(count.cast_signed())]);
    line("import.read", counts.read);
    line("import.created", counts.created);
    line("import.updated", counts.updated);
    line("import.unchanged", counts.unchanged);
    line("import.skipped", counts.skipped);
    let mut text = voice.fill(title, &[("file", &tame(&draft.file_name))]);
    text = format!("{text}\n{}", table.text().trim_start_matches('\n'));
    if sheets.len() > 1 {
        text = format!("{text}\n{}", by_sheet(sheets, voice));
    }
    text = format!("{text}{}{}", reasons(&counts.reasons, voice), warnings(&counts.warnings, voice));
    format!("{text}\n{}", mapping(draft, voice))
}

/// What became of each sheet.
fn by_sheet(sheets: &[SheetCounts], voice: &Voice) -> String {
    let mut table = Table::new([
        (voice.say("column.sheet"), Align::Left),
        ("", Align::Left),
        (voice.say("import.created"), Align::Right),
        (voice.say("import.updated"), Align::Right),
        (voice.say("import.unchanged"), Align::Right),
        (voice.say("import.skipped"), Align::Right),
    ]);
    for sheet in sheets {
        let kind = match sheet.kind {
            SheetKind::Prospects => "sheet.prospects",
            SheetKind::Companies => "sheet.companies",
            SheetKind::Notes => "sheet.notes",
            SheetKind::Nothing => "sheet.nothing",
        };
        let number = |count: u64| voice.number(count.cast_signed());
        table.row([
            tame(&sheet.name),
            voice.say(kind).to_owned(),
            number(sheet.created),
            number(sheet.updated),
            number(sheet.unchanged),
            number(sheet.skipped),
        ]);
    }
    table.text()
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
            Target::Field { field, .. } => voice.find(&format!("field.{field}")).unwrap_or(field).to_owned(),
            Target::NewCustom { label, .. } => voice.fill("new_field", &[("label", label)]),
            Target::Custom { .. } => voice.say("custom_field").to_owned(),
            Target::Ignore => "–".to_owned(),
        };
        let doubt = if column.state == Recognition::Check { voice.say("to_check") } else { "" };
        table.row([column.header.clone(), into, doubt.to_owned()]);
    }
    table.text()
}

/// The first rows of a dry run.
pub fn rows(found: &ImportPreview, voice: &Voice) -> String {
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
            RowOutcome::Created => "outcome.created",
            RowOutcome::Updated => "outcome.updated",
            RowOutcome::Unchanged => "outcome.unchanged",
            RowOutcome::Skipped => "outcome.skipped",
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
