//! What a stage requires of whoever enters it: custom fields with a value, a dated next action. Every door to a stage asks here,
//! but an import (no row is lost for it), the removal of a stage and undo.

use super::{Rules, table};
use crate::{fields, stages};
use relance_model::{Failure, Id, Outcome, labels::CustomField, prospects::ProspectRow};
use relance_store::{Tx, id_array, params};
use serde_json::{Map, Value};

/// Names listed in a refusal.
const NAMED: usize = 5;

/// Lets prospects into a stage: who lacks what it requires gets it from `given`; the others keep what they have.
///
/// # Errors
/// `fields_missing` when somebody still lacks something; `next_missing`; those of reading `given`.
pub(crate) fn fill_required(
    tx: &Tx<'_>,
    ids: &[Id],
    stage: Id,
    given: &Map<String, Value>,
    rules: &Rules,
) -> Outcome<()> {
    let db = tx.db();
    check_next(tx, ids, stage)?;
    let fields = fields::all(&db)?;
    let given = fields::merge(&fields, Map::new(), given, rules.region())?;
    if !fields.iter().any(|field| field.required_stages.contains(&stage)) {
        return Ok(());
    }
    let mut refusal = Refusal::default();
    for id in ids {
        let row = table::row(&db, *id)?;
        if row.stage_id == stage {
            continue;
        }
        let mut held = row.custom.clone();
        for field in fields::lacking(&fields, stage, &row.custom) {
            let key = field.id.to_string();
            match given.get(&key) {
                Some(value) => drop(held.insert(key, value.clone())),
                None => refusal.add(field, &row),
            }
        }
        if held != row.custom {
            db.execute(
                "UPDATE prospect SET custom = ?2, updated_at = ?3 WHERE id = ?1",
                params![id.0, Value::Object(held).to_string(), tx.at()],
            )?;
        }
    }
    refusal.end(tx, stage)
}

/// Refuses a prospect as she was just written when she entered her stage, or lost a value, without what it requires.
///
/// # Errors
/// `fields_missing`, `next_missing`.
pub(crate) fn check_required(tx: &Tx<'_>, before: Option<&ProspectRow>, after: &ProspectRow) -> Outcome<()> {
    let stays = before.filter(|before| before.stage_id == after.stage_id);
    if let (Some(before), None) = (before, stays) {
        demand_next(tx, &[before.id], after.stage_id)?;
    }
    if stays.is_some_and(|before| before.custom == after.custom) {
        return Ok(());
    }
    let fields = fields::all(&tx.db())?;
    let mut refusal = Refusal::default();
    for field in fields::lacking(&fields, after.stage_id, &after.custom) {
        // What she has lacked since before the stage required it, nobody took from her now.
        if stays.is_none_or(|before| before.custom.contains_key(&field.id.to_string())) {
            refusal.add(field, after);
        }
    }
    refusal.end(tx, after.stage_id)
}

/// Refuses those who come into a stage that demands a next action and have none. Whoever is there already is told of elsewhere.
///
/// # Errors
/// `next_missing`.
fn check_next(tx: &Tx<'_>, ids: &[Id], stage: Id) -> Outcome<()> {
    let stage_of = "SELECT p.id FROM json_each(?1) AS chosen CROSS JOIN prospect p ON p.id = chosen.value WHERE p.stage_id <> ?2";
    if !stages::find(&tx.db(), &stage.to_string())?.demands_next {
        return Ok(());
    }
    let come = tx.db().rows(stage_of, params![id_array(ids), stage.0], |row| row.get(0).map(Id))?;
    demand_next(tx, &come, stage)
}

/// Refuses those of a stage that demands a next action who have none.
///
/// # Errors
/// `next_missing`.
pub(crate) fn demand_next(tx: &Tx<'_>, ids: &[Id], stage: Id) -> Outcome<()> {
    let db = tx.db();
    let stage = stages::find(&db, &stage.to_string())?;
    if !stage.demands_next {
        return Ok(());
    }
    let lacking: Vec<i64> = db.rows(
        "SELECT p.id FROM json_each(?1) AS chosen CROSS JOIN prospect p ON p.id = chosen.value
         WHERE p.next_action_at IS NULL AND p.deleted_at IS NULL",
        [id_array(ids)],
        |row| row.get(0),
    )?;
    if lacking.is_empty() {
        return Ok(());
    }
    let named = lacking.iter().take(NAMED).map(|id| table::row(&db, Id(*id)).map(|row| row.name));
    Err(Failure::invalid("next", "next_missing")
        .with("stage", stage.label)
        .with("stage_id", stage.id.to_string())
        .with("count", lacking.len())
        .with("names", named.collect::<Outcome<Vec<_>>>()?))
}

/// Who lacks what.
#[derive(Default)]
struct Refusal {
    fields: Vec<(Id, String)>,
    people: Vec<Id>,
    names: Vec<String>,
}

impl Refusal {
    fn add(&mut self, field: &CustomField, row: &ProspectRow) {
        if !self.fields.iter().any(|(id, _)| *id == field.id) {
            self.fields.push((field.id, field.label.clone()));
        }
        if self.people.last() != Some(&row.id) {
            self.people.push(row.id);
            if self.names.len() < NAMED {
                self.names.push(row.name.clone());
            }
        }
    }

    fn end(self, tx: &Tx<'_>, stage: Id) -> Outcome<()> {
        if self.people.is_empty() {
            return Ok(());
        }
        let labels: Vec<String> = self.fields.iter().map(|(_, label)| label.clone()).collect();
        let ids: Vec<String> = self.fields.iter().map(|(id, _)| id.to_string()).collect();
        Err(Failure::invalid("stage_id", "fields_missing")
            .with("stage", stages::find(&tx.db(), &stage.to_string())?.label)
            .with("stage_id", stage.to_string())
            .with("fields", labels.join(", "))
            .with("field_ids", ids)
            .with("count", self.people.len())
            .with("names", self.names))
    }
}
