//! Why those who go to a stage of the lost are lost.

use super::Rules;
use crate::{fields, settings};
use relance_model::{
    Failure, Id, Outcome,
    labels::{Stage, StageKind},
};
use relance_store::{Tx, id_array, params};
use serde_json::Value;

/// Notes why these are lost; a blank reason notes nothing, and takes away none that was noted.
///
/// # Errors
/// `lost_reason_elsewhere` when the stage is none of the lost; `lost_reason_unknown` (with `reasons`).
pub(crate) fn give_reason(
    tx: &Tx<'_>,
    ids: &[Id],
    stage: &Stage,
    reason: Option<&str>,
    rules: &Rules,
) -> Outcome<()> {
    let Some(reason) = reason.map(str::trim).filter(|reason| !reason.is_empty()) else { return Ok(()) };
    let db = tx.db();
    if stage.kind != StageKind::Lost {
        return Err(
            Failure::invalid("lost_reason", "lost_reason_elsewhere").with("stage", stage.label.clone())
        );
    }
    let field = fields::ensure_lost_reason(tx, settings::is_english(&db, None)?)?;
    let value = fields::read(&field, &reason.into(), rules.region(), crate::values::DateOrder::DayFirst)
        .map_err(|_| {
            let known: Vec<String> = field.options.iter().map(|option| option.label.clone()).collect();
            Failure::invalid("lost_reason", "lost_reason_unknown")
                .with("value", reason)
                .with("reasons", known.join(", "))
        })?
        .unwrap_or(Value::Null);
    db.execute(
        "UPDATE prospect SET custom = json_set(custom, ?2, json(?3)), updated_at = ?4
         WHERE id IN (SELECT value FROM json_each(?1)) AND (custom ->> ?2) IS NOT json_extract(?3, '$')",
        params![id_array(ids), fields::path(field.id), value.to_string(), tx.at()],
    )?;
    tx.say("reason", value);
    Ok(())
}
