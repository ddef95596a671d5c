//! What became of the base between two instants: records added, changed, moved, removed.
//! Net: what went back and forth between the two does not show. Nothing is written here.

use super::board;
use crate::Core;
use relance_model::{
    Failure, Id, Outcome,
    history::{Between, BetweenQuery, NetField, RecordChange},
};
use relance_store::{Db, RowChange, Store};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Columns that no person changes.
const BOOKKEEPING: [&str; 10] = [
    "id",
    "updated_at",
    "created_at",
    "company_key",
    "match_key",
    "position",
    "is_sample",
    "last_interaction_at",
    "next_action_at",
    "import_id",
];

/// Records of their own; everything else belongs to a prospect or is no record.
const RECORDS: [&str; 6] = ["prospect", "company", "stage", "tag", "member", "field"];

/// What hangs on a prospect, and the column that says what it is.
const HERS: [(&str, &str, &str); 5] = [
    ("prospect_tag", "tag_id", "tags"),
    ("address", "value", "addresses"),
    ("activity", "body", "activity"),
    ("reminder", "due_on", "next_action"),
    ("event_prospect", "event_id", "next_action"),
];

/// Records listed when no limit is given.
const PAGE: u64 = 100;

pub(super) type Fields = Map<String, Value>;

/// What is told of a record that is new: whether it shows, and where; the rest is read of those on a page.
fn wanted(entity: &str) -> &'static [&'static str] {
    match entity {
        "prospect" => &["deleted_at", "stage_id"],
        "prospect_tag" => &["prospect_id", "tag_id"],
        "address" => &["prospect_id", "value"],
        "activity" => &["prospect_id", "kind", "body"],
        "reminder" => &["prospect_id", "due_on"],
        "event_prospect" => &["prospect_id", "event_id"],
        _ => &[],
    }
}

/// The rows that differ between two instants.
pub(super) fn rows(core: &Core, from: i64, to: i64) -> Outcome<Vec<RowChange>> {
    let store = core.store();
    let Some(until) = store.last_operation_by(to)? else { return Ok(Vec::new()) };
    store.between(store.last_operation_by(from)?, until, wanted)
}

/// What became of the base between two instants.
///
/// # Errors
/// `period_upside_down`; `as_of_future`.
pub fn between(core: &Core, query: &BetweenQuery) -> Outcome<Between> {
    let now = core.now();
    let to = query.to.unwrap_or(now);
    if query.from > to {
        return Err(Failure::invalid("from", "period_upside_down"));
    }
    if to > now {
        return Err(Failure::invalid("to", "as_of_future").with("at", to));
    }
    let rows = rows(core, query.from, to)?;
    let until = core.store().last_operation_by(to)?;
    core.read(|db| {
        let mut story = Story::default();
        story.read(db, &rows)?;
        let board = board::changes(db, &rows)?;
        let count = |kind: &str| story.records.iter().filter(|found| found.kind == kind).count() as u64;
        let (created, changed, moved) = (count("created"), count("changed"), count("moved"));
        let (removed, restored) = (count("removed"), count("restored"));
        let wanted = query.kind.as_deref().filter(|kind| !kind.is_empty());
        let mut items: Vec<RecordChange> =
            story.records.into_iter().filter(|found| wanted.is_none_or(|kind| found.kind == kind)).collect();
        // People first; each kind of record in the order in which it was first touched.
        items.sort_by_key(|item| RECORDS.iter().position(|entity| *entity == item.entity));
        let total = items.len() as u64;
        let skip = usize::try_from(query.offset).unwrap_or(usize::MAX).min(items.len());
        let take = usize::try_from(query.limit.unwrap_or(PAGE).min(1000)).unwrap_or(usize::MAX);
        items = items.into_iter().skip(skip).take(take).collect();
        name(db, &mut items, &rows, until)?;
        for item in &mut items {
            for field in &mut item.fields {
                spell(db, field)?;
            }
        }
        Ok(Between { from: query.from, to, created, changed, moved, removed, restored, total, items, board })
    })
}

#[derive(Default)]
struct Story {
    records: Vec<RecordChange>,
    /// Where a prospect stands in `records`.
    at: HashMap<i64, usize>,
}

impl Story {
    fn read(&mut self, db: &Db<'_>, rows: &[RowChange]) -> Outcome<()> {
        for row in rows.iter().filter(|row| RECORDS.contains(&row.entity.as_str())) {
            let Some(kind) = kind_of(row) else { continue };
            let fields = if matches!(kind, "changed" | "moved") { fields_of(row) } else { Vec::new() };
            if kind == "changed" && fields.is_empty() {
                continue;
            }
            if row.entity == "prospect" {
                self.at.insert(row.row.0, self.records.len());
            }
            self.records.push(RecordChange {
                entity: row.entity.clone(),
                record: row.row,
                record_name: None,
                kind: kind.to_owned(),
                fields,
            });
        }
        for row in rows {
            if let Some((_, column, field)) = HERS.iter().find(|(entity, ..)| *entity == row.entity) {
                self.add_hers(db, row, column, field)?;
            }
        }
        Ok(())
    }

    /// A tag, an address or a note that came, went or was rewritten shows on whose it is.
    fn add_hers(&mut self, db: &Db<'_>, row: &RowChange, column: &str, field: &str) -> Outcome<()> {
        let value = |fields: &Option<Fields>| {
            let fields = fields.as_ref()?;
            // Of what happened to a prospect, only the words of people are changes; the rest tells of changes told already.
            let is_told = field != "activity" || fields.get("kind").and_then(Value::as_str) == Some("note");
            is_told.then(|| fields.get(column).cloned()).flatten()
        };
        let (before, after) = (value(&row.before), value(&row.after));
        let image = row.after.as_ref().or(row.before.as_ref());
        let owner = image.and_then(|image| image.get("prospect_id")).and_then(Value::as_i64);
        let (Some(owner), true) = (owner, before != after) else { return Ok(()) };
        let index = match self.at.get(&owner) {
            Some(index) => *index,
            None => {
                let visible: Option<bool> =
                    db.optional("SELECT deleted_at IS NULL FROM prospect WHERE id = ?1", [owner], |found| {
                        found.get(0)
                    })?;
                if visible != Some(true) {
                    return Ok(());
                }
                self.at.insert(owner, self.records.len());
                self.records.push(RecordChange {
                    entity: "prospect".to_owned(),
                    record: Id(owner),
                    record_name: None,
                    kind: "changed".to_owned(),
                    fields: Vec::new(),
                });
                self.records.len() - 1
            }
        };
        let record = &mut self.records[index];
        if !matches!(record.kind.as_str(), "changed" | "moved") {
            return Ok(());
        }
        let place = record.fields.iter().position(|known| known.field == field).unwrap_or_else(|| {
            let (before, after) = (Value::Array(Vec::new()), Value::Array(Vec::new()));
            record.fields.push(NetField { field: field.to_owned(), before, after });
            record.fields.len() - 1
        });
        let entry = &mut record.fields[place];
        for (list, value) in [(&mut entry.before, before), (&mut entry.after, after)] {
            if let (Value::Array(list), Some(value)) = (list, value) {
                list.push(value);
            }
        }
        Ok(())
    }
}

pub(super) fn is_shown(fields: &Fields) -> bool {
    fields.get("deleted_at").is_none_or(Value::is_null)
}

fn kind_of(row: &RowChange) -> Option<&'static str> {
    if row.is_erased {
        return row.after.is_none().then_some("removed");
    }
    match (&row.before, &row.after) {
        (None, Some(after)) => is_shown(after).then_some("created"),
        (Some(before), None) => is_shown(before).then_some("removed"),
        (Some(before), Some(after)) => match (is_shown(before), is_shown(after)) {
            (true, false) => Some("removed"),
            (false, true) => Some("restored"),
            (false, false) => None,
            (true, true) if before.get("stage_id") != after.get("stage_id") => Some("moved"),
            (true, true) => Some("changed"),
        },
        (None, None) => None,
    }
}

fn fields_of(row: &RowChange) -> Vec<NetField> {
    let (Some(before), Some(after)) = (&row.before, &row.after) else { return Vec::new() };
    row.columns()
        .filter(|column| !BOOKKEEPING.contains(&column.as_str()))
        .map(|column| NetField {
            field: column.clone(),
            before: before.get(column).cloned().unwrap_or_default(),
            after: after.get(column).cloned().unwrap_or_default(),
        })
        .collect()
}

/// What the records of a page are called: as they were at the end, or as they were last.
fn name(db: &Db<'_>, page: &mut [RecordChange], rows: &[RowChange], until: Option<Id>) -> Outcome<()> {
    // Rows of all tables have different ids.
    let wanted: HashSet<Id> = page.iter().map(|item| item.record).collect();
    let rows: HashMap<Id, &RowChange> =
        rows.iter().filter(|row| wanted.contains(&row.row)).map(|row| (row.row, row)).collect();
    for item in page {
        item.record_name = match (rows.get(&item.record), until) {
            // Of who is new, little was read.
            (Some(row), Some(until)) if row.before.is_none() => {
                let image = Store::row_after(db, &item.entity, item.record, until)?;
                image.map_or(Ok(None), |image| name_of(db, &item.entity, &image))?
            }
            (Some(row), _) => {
                let image = row.after.as_ref().or(row.before.as_ref());
                image.map_or(Ok(None), |image| name_of(db, &item.entity, image))?
            }
            (None, _) => Some(crate::prospects::row(db, item.record)?.name),
        };
    }
    Ok(())
}

fn name_of(db: &Db<'_>, entity: &str, image: &Fields) -> Outcome<Option<String>> {
    let text = |column: &str| image.get(column).and_then(Value::as_str).filter(|text| !text.is_empty());
    if entity != "prospect" {
        return Ok(text("name").or_else(|| text("label")).map(str::to_owned));
    }
    let person: Vec<&str> = [text("first_name"), text("last_name")].into_iter().flatten().collect();
    if !person.is_empty() {
        return Ok(Some(person.join(" ")));
    }
    let company = image.get("company_id").and_then(Value::as_i64).map(|id| {
        db.optional("SELECT name FROM company WHERE id = ?1", [id], |found| found.get::<_, String>(0))
    });
    Ok(company.transpose()?.flatten().or_else(|| text("email").or_else(|| text("phone")).map(str::to_owned)))
}

/// Ids are told as texts, tags and companies by their names.
fn spell(db: &Db<'_>, field: &mut NetField) -> Outcome<()> {
    for value in [&mut field.before, &mut field.after] {
        match value {
            Value::Array(list) if field.field == "tags" => {
                for tag in list.iter_mut() {
                    let id = Id(tag.as_i64().unwrap_or_default());
                    *tag = Value::String(Store::called(db, "tag", id)?.unwrap_or_else(|| id.to_string()));
                }
            }
            Value::Number(id) if field.field == "company_id" => {
                let id = Id(id.as_i64().unwrap_or_default());
                *value = Value::String(Store::called(db, "company", id)?.unwrap_or_else(|| id.to_string()));
            }
            Value::Number(id) if field.field.ends_with("_id") => *value = Value::String(id.to_string()),
            _ => {}
        }
    }
    Ok(())
}
