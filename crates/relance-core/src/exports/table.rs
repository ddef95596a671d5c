//! A list as a table: CSV or XLSX of any columns, with headers that an import recognises again.

use super::{Pick, disk, refused};
use crate::{fields, imports::recognise::ours::COLUMNS, members, prospects, stages, tags, values};
use relance_model::{
    Failure, Id, Outcome,
    exports::{ExportFormat, ExportRequest},
    labels::{CustomField, FieldKind},
    prospects::{AddressKind, Prospect},
};
use relance_sheet::{CellRef, Column, ColumnKind, CsvWriter, XlsxWriter};
use relance_store::Db;
use std::{collections::HashMap, fs::File, io::BufWriter, path::Path};

/// A column of the file: a known one, or a custom field.
enum Head<'a> {
    Known(&'static str, &'static str),
    Custom(&'a CustomField),
}

/// Words and records that rows refer to.
struct Names {
    stages: HashMap<Id, String>,
    members: HashMap<Id, String>,
    tags: HashMap<Id, String>,
    fields: Vec<CustomField>,
    english: bool,
}

enum Out {
    Csv(CsvWriter<BufWriter<File>>),
    Xlsx(Box<XlsxWriter>),
}

/// Writes the selected prospects to `path`, one row each.
pub(super) fn write(db: &Db<'_>, pick: &Pick<'_>, request: &ExportRequest, path: &Path) -> Outcome<()> {
    let names = Names::of(db, pick.english)?;
    let heads = heads(&names, request)?;
    let mut out = create(path, request.format, &heads, names.english)?;
    pick.each(|id| {
        let row = prospects::get(db, id)?;
        let company = row.row.company_id.map(|id| crate::companies::get(db, id)).transpose()?;
        let cells: Vec<Cell> = heads.iter().map(|head| cell(head, &row, company.as_ref(), &names)).collect();
        put(&mut out, &cells, names.english)
    })?;
    match out {
        Out::Csv(writer) => writer.finish().map(drop).map_err(|error| disk(&error)),
        Out::Xlsx(writer) => writer.save(path).map_err(|error| refused(&error)),
    }
}

impl Names {
    fn of(db: &Db<'_>, english: bool) -> Outcome<Self> {
        Ok(Self {
            stages: stages::all(db)?.into_iter().map(|stage| (stage.id, stage.label)).collect(),
            members: members::all(db)?.into_iter().map(|member| (member.id, member.name)).collect(),
            tags: tags::all(db)?.into_iter().map(|tag| (tag.tag.id, tag.tag.name)).collect(),
            fields: fields::all(db)?,
            english,
        })
    }
}

fn heads<'a>(names: &'a Names, request: &ExportRequest) -> Outcome<Vec<Head<'a>>> {
    let word = |(key, french, english): &(&'static str, &'static str, &'static str)| {
        Head::Known(key, if names.english { english } else { french })
    };
    let Some(wanted) = &request.columns else {
        return Ok(COLUMNS.iter().map(word).chain(names.fields.iter().map(Head::Custom)).collect());
    };
    wanted
        .iter()
        .map(|key| {
            let known = COLUMNS.iter().find(|(known, ..)| known == key).map(word);
            known
                .or_else(|| names.fields.iter().find(|field| field.id.to_string() == *key).map(Head::Custom))
                .ok_or_else(|| {
                    Failure::invalid("columns", "export_column_unknown").with("column", key.clone())
                })
        })
        .collect()
}

fn create(path: &Path, format: ExportFormat, heads: &[Head<'_>], english: bool) -> Outcome<Out> {
    let columns: Vec<Column> = heads.iter().map(column).collect();
    Ok(match format {
        ExportFormat::Xlsx => {
            Out::Xlsx(Box::new(XlsxWriter::new("Prospects", &columns).map_err(|error| refused(&error))?))
        }
        _ => {
            let file = File::create(path).map_err(|error| disk(&error))?;
            let delimiter = if english { b',' } else { b';' };
            let mut writer = CsvWriter::new(BufWriter::new(file), delimiter).map_err(|error| disk(&error))?;
            writer
                .write_row(columns.iter().map(|column| column.header.as_str()))
                .map_err(|error| disk(&error))?;
            Out::Csv(writer)
        }
    })
}

fn column(head: &Head<'_>) -> Column {
    match head {
        Head::Known(key, word) => Column::new(
            *word,
            match *key {
                "value" => ColumnKind::Amount,
                "expected_close_on" => ColumnKind::Date,
                "last_interaction_at" | "do_not_contact" | "created_at" | "updated_at" => {
                    ColumnKind::DateTime
                }
                _ => ColumnKind::Text,
            },
        ),
        Head::Custom(field) => Column::new(
            field.label.clone(),
            match field.kind {
                FieldKind::Number => ColumnKind::Number,
                FieldKind::Date => ColumnKind::Date,
                FieldKind::Currency => ColumnKind::Amount,
                _ => ColumnKind::Text,
            },
        ),
    }
}

/// A value on its way out.
enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Date(chrono::NaiveDate),
    Instant(i64),
}

fn cell(
    head: &Head<'_>,
    row: &Prospect,
    company: Option<&relance_model::companies::CompanyRow>,
    names: &Names,
) -> Cell {
    let text = |text: Option<&String>| text.map_or(Cell::Blank, |text| Cell::Text(text.clone()));
    let p = &row.row;
    let key = match head {
        Head::Custom(field) => {
            return match p.custom.get(&field.id.to_string()) {
                None | Some(serde_json::Value::Null) => Cell::Blank,
                Some(serde_json::Value::Bool(flag)) => Cell::Text(flag_word(*flag, names.english)),
                Some(serde_json::Value::Number(number)) => Cell::Number(number.as_f64().unwrap_or_default()),
                Some(value) if field.kind == FieldKind::Date => date(value.as_str()),
                Some(serde_json::Value::Array(labels)) => {
                    Cell::Text(values::listed(labels.iter().filter_map(serde_json::Value::as_str)))
                }
                Some(value) => Cell::Text(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
            };
        }
        Head::Known(key, _) => *key,
    };
    let further = |kind: AddressKind| {
        let all: Vec<&str> =
            row.addresses.iter().filter(|a| a.kind == kind).map(|a| a.value.as_str()).collect();
        if all.is_empty() { Cell::Blank } else { Cell::Text(all.join("; ")) }
    };
    match key {
        "civility" => text(p.civility.as_ref()),
        "first_name" => text(p.first_name.as_ref()),
        "last_name" => text(p.last_name.as_ref()),
        "job_title" => text(p.job_title.as_ref()),
        "company" => text(p.company.as_ref()),
        "email" => text(p.email.as_ref()),
        "emails" => further(AddressKind::Email),
        "phone" => text(p.phone.as_ref()),
        "phones" => further(AddressKind::Phone),
        "stage" => text(names.stages.get(&p.stage_id)),
        "owner" => text(p.owner_id.and_then(|id| names.members.get(&id))),
        "tags" if p.tag_ids.is_empty() => Cell::Blank,
        "tags" => Cell::Text(values::listed(
            p.tag_ids.iter().filter_map(|id| names.tags.get(id)).map(String::as_str),
        )),
        "source" => text(p.source.as_ref()),
        "sector" => text(p.sector.as_ref()),
        "city" => text(p.city.as_ref()),
        "postcode" => text(p.postcode.as_ref()),
        "country" => text(p.country.as_ref()),
        "site" => text(p.site.as_ref()),
        "linkedin_url" => text(p.linkedin_url.as_ref()),
        "value" => p.value_cents.map_or(Cell::Blank, |cents| Cell::Number(cents as f64 / 100.0)),
        "currency" if p.value_cents.is_some() => Cell::Text(p.currency.clone()),
        "expected_close_on" => date(p.expected_close_on.as_deref()),
        "notes" => text(p.notes.as_ref()),
        "last_interaction_at" => p.last_interaction_at.map_or(Cell::Blank, Cell::Instant),
        // When she opposed says that she did, and an import reads it so.
        "do_not_contact" => p.do_not_contact_at.map_or(Cell::Blank, Cell::Instant),
        "legal_form" => text(company.and_then(|company| company.legal_form.as_ref())),
        "company_domain" => text(company.and_then(|company| company.domain.as_ref())),
        "siren" => text(company.and_then(|company| company.siren.as_ref())),
        "siret" => text(company.and_then(|company| company.siret.as_ref())),
        "company_size" => text(company.and_then(|company| company.size.as_ref())),
        "company_address" => text(company.and_then(|company| company.address.as_ref())),
        "created_at" => Cell::Instant(p.created_at),
        "updated_at" => Cell::Instant(p.updated_at),
        "id" => Cell::Text(p.id.to_string()),
        _ => Cell::Blank,
    }
}

fn flag_word(flag: bool, english: bool) -> String {
    match (flag, english) {
        (true, false) => "oui",
        (false, false) => "non",
        (true, true) => "yes",
        (false, true) => "no",
    }
    .to_owned()
}

fn date(text: Option<&str>) -> Cell {
    text.and_then(|text| values::date(text, values::DateOrder::DayFirst).ok()).map_or(Cell::Blank, Cell::Date)
}

fn put(out: &mut Out, cells: &[Cell], english: bool) -> Outcome<()> {
    let instant =
        |millis: i64| chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default().naive_utc();
    match out {
        Out::Csv(writer) => {
            let texts = cells.iter().map(|cell| match cell {
                Cell::Blank => String::new(),
                Cell::Text(text) => text.clone(),
                Cell::Number(number) => decimal(*number, english),
                // In English a day with strokes is read one way in London, another in New York: ISO 8601 is not.
                Cell::Date(date) => date.format(if english { "%Y-%m-%d" } else { "%d/%m/%Y" }).to_string(),
                Cell::Instant(millis) => instant(*millis).format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            });
            writer.write_row(texts).map_err(|error| disk(&error))
        }
        Out::Xlsx(writer) => {
            let cells: Vec<CellRef<'_>> = cells
                .iter()
                .map(|cell| match cell {
                    Cell::Blank => CellRef::Empty,
                    Cell::Text(text) => CellRef::Text(text),
                    Cell::Number(number) => CellRef::Number(*number),
                    Cell::Date(date) => CellRef::Date(*date),
                    Cell::Instant(millis) => CellRef::DateTime(instant(*millis)),
                })
                .collect();
            writer.write_row(&cells).map_err(|error| refused(&error))
        }
    }
}

/// A number as the spreadsheets of the language read it, with two decimals at least where it has any.
fn decimal(number: f64, english: bool) -> String {
    let (short, whole) = (format!("{number:.2}"), number.to_string());
    let mut text = match short.parse() == Ok(number) {
        _ if number.fract() == 0.0 => format!("{number:.0}"),
        true => short,
        false => whole,
    };
    // Three digits behind a mark may be thousands: « 16,125 ».
    if text.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) {
        text.push('0');
    }
    if english { text } else { text.replace('.', ",") }
}
