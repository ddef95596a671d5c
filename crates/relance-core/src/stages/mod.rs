//! Stages of the pipeline: the default ones, and the user's own.

use crate::values;
use relance_model::{
    Failure, Id, Outcome,
    labels::{Stage, StageEdit, StageKind, StageRemoval},
};
use relance_store::{Db, Row, SqlResult, Tx, fold, params};

/// The stages of a new base: key, French and English label, kind.
const DEFAULTS: [(&str, &str, &str, StageKind); 6] = [
    ("non_qualifie", "Non qualifié", "Not qualified", StageKind::Open),
    ("contacte", "Contacté", "Contacted", StageKind::Open),
    ("a_recontacter", "À recontacter", "To recontact", StageKind::Open),
    ("negociation", "Négociation", "Negotiation", StageKind::Open),
    ("abandon", "Abandon", "Dropped", StageKind::Lost),
    ("deja_client", "Déjà client", "Already a customer", StageKind::Won),
];

pub(crate) fn kind_word(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Open => "open",
        StageKind::Won => "won",
        StageKind::Lost => "lost",
    }
}

fn stage(row: &Row<'_>) -> SqlResult<Stage> {
    let word: String = row.get(3)?;
    let kind = match word.as_str() {
        "won" => StageKind::Won,
        "lost" => StageKind::Lost,
        _ => StageKind::Open,
    };
    let said: Option<i64> = row.get(7)?;
    Ok(Stage {
        id: Id(row.get(0)?),
        key: row.get(1)?,
        label: row.get(2)?,
        kind,
        position: row.get(4)?,
        color: row.get(5)?,
        limit_days: row.get(6)?,
        probability: match kind {
            StageKind::Open => said,
            StageKind::Won => Some(100),
            StageKind::Lost => Some(0),
        },
        demands_next: kind == StageKind::Open && row.get(8)?,
    })
}

/// All stages in the order of the board.
///
/// # Errors
/// The base cannot be read.
pub fn all(db: &Db<'_>) -> Outcome<Vec<Stage>> {
    db.rows(
        "SELECT id, key, label, kind, position, color, limit_days, probability, demands_next FROM stage ORDER BY position, id",
        [],
        stage,
    )
}

/// Fills a new base with the default stages.
///
/// # Errors
/// The base cannot be written.
pub fn plant(tx: &Tx<'_>, english: bool) -> Outcome<()> {
    for (position, (key, french, other, kind)) in DEFAULTS.iter().enumerate() {
        tx.db().execute(
            "INSERT INTO stage (id, key, label, kind, position) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                tx.new_id().0,
                key,
                if english { other } else { french },
                kind_word(*kind),
                position as i64
            ],
        )?;
    }
    Ok(())
}

/// Puts the stages of another base in the place of those of a new one, where nobody is in any.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn replace(tx: &Tx<'_>, others: &[Stage]) -> Outcome<()> {
    tx.db().execute("DELETE FROM stage", [])?;
    others.iter().try_for_each(|other| insert(tx, other, other.position).map(drop))
}

/// Adds a stage of another base, behind the others.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: &Tx<'_>, other: &Stage) -> Outcome<Id> {
    let behind = all(&tx.db())?.last().map_or(0, |last| last.position + 1);
    insert(tx, other, behind)
}

fn insert(tx: &Tx<'_>, other: &Stage, position: i64) -> Outcome<Id> {
    let held = all(&tx.db())?;
    let id = tx.id_or_new("stage", other.id)?;
    let key = if held.iter().any(|stage| stage.key == other.key) {
        unused_key(&held, &other.label)
    } else {
        other.key.clone()
    };
    tx.db().execute(
        "INSERT INTO stage (id, key, label, kind, position, color, limit_days, probability, demands_next)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id.0,
            key,
            other.label,
            kind_word(other.kind),
            position,
            other.color,
            other.limit_days,
            other.probability.filter(|_| other.kind == StageKind::Open),
            other.demands_next
        ],
    )?;
    Ok(id)
}

/// Finds a stage by id, key or label (accents and case aside).
///
/// # Errors
/// `not_found`.
pub fn find(db: &Db<'_>, word: &str) -> Outcome<Stage> {
    let folded = fold(word.trim());
    let id: Option<Id> = word.parse().ok();
    all(db)?
        .into_iter()
        .find(|stage| Some(stage.id) == id || stage.key == word || fold(&stage.label) == folded)
        .ok_or_else(|| Failure::not_found("stage", word))
}

/// Adds a stage, at the end of the open ones when no rank is given.
///
/// # Errors
/// `stage_label_missing`, `color_unknown`, `stage_days_invalid`, `stage_probability_invalid`.
pub fn add(tx: &Tx<'_>, edit: &StageEdit) -> Outcome<()> {
    let label = label_of(edit)?.ok_or_else(|| Failure::invalid("label", "stage_label_missing"))?;
    let stages = all(&tx.db())?;
    let kind = edit.kind.unwrap_or(StageKind::Open);
    let last_open =
        stages.iter().filter(|stage| stage.kind == StageKind::Open).map(|stage| stage.position + 1).max();
    let position = edit.position.or(last_open).unwrap_or(stages.len() as i64);
    let key = unused_key(&stages, &label);
    check_numbers(edit)?;
    let id = tx.new_id();
    tx.db().execute(
        "INSERT INTO stage (id, key, label, kind, position, color, limit_days, probability, demands_next)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id.0,
            key,
            label,
            kind_word(kind),
            stages.len() as i64,
            color(edit)?.flatten(),
            edit.limit_days.flatten(),
            edit.probability.flatten(),
            edit.demands_next.unwrap_or_default()
        ],
    )?;
    tx.say("stage", label);
    place(tx, id, position)
}

/// Renames, recolours, moves a stage.
///
/// # Errors
/// `not_found`; those of [`add`].
pub fn edit(tx: &Tx<'_>, id: Id, edit: &StageEdit) -> Outcome<()> {
    let before = find(&tx.db(), &id.to_string())?;
    tx.say("stage", before.label.clone());
    let label = label_of(edit)?.unwrap_or(before.label);
    check_numbers(edit)?;
    if let Some(probability) = edit.probability {
        tx.db().execute("UPDATE stage SET probability = ?2 WHERE id = ?1", params![id.0, probability])?;
    }
    tx.db().execute(
        "UPDATE stage SET label = ?2, kind = ?3, color = ?4, limit_days = ?5, demands_next = ?6 WHERE id = ?1",
        params![
            id.0,
            label,
            kind_word(edit.kind.unwrap_or(before.kind)),
            color(edit)?.unwrap_or(before.color),
            edit.limit_days.unwrap_or(before.limit_days),
            edit.demands_next.unwrap_or(before.demands_next)
        ],
    )?;
    edit.position.map_or(Ok(()), |position| place(tx, id, position))
}

/// Removes a stage; its prospects go to another.
///
/// # Errors
/// `stage_not_empty` (with `count`) when it has prospects and no other stage is named; `stage_last`.
pub fn remove(tx: &Tx<'_>, id: Id, removal: &StageRemoval) -> Outcome<()> {
    let db = tx.db();
    let stage = find(&db, &id.to_string())?;
    if all(&db)?.len() == 1 {
        return Err(Failure::not_now("stage_last"));
    }
    let count: i64 = db.scalar("SELECT count(*) FROM prospect WHERE stage_id = ?1", [id.0])?;
    if count > 0 {
        let other = removal.move_to.filter(|other| *other != id).ok_or_else(|| {
            Failure::invalid("move_to", "stage_not_empty")
                .with("count", count)
                .with("stage", stage.label.clone())
        })?;
        let other = find(&db, &other.to_string())?;
        db.execute("UPDATE prospect SET stage_id = ?2 WHERE stage_id = ?1", [id.0, other.id.0])?;
        tx.say("moved", count);
        tx.say("to", other.label);
    }
    db.execute("DELETE FROM stage WHERE id = ?1", [id.0])?;
    tx.say("stage", stage.label);
    Ok(())
}

fn color(edit: &StageEdit) -> Outcome<Option<Option<String>>> {
    let read = |wanted| values::color(wanted).map_err(|_| Failure::invalid("color", "color_unknown"));
    edit.color.clone().map(read).transpose()
}

fn check_numbers(edit: &StageEdit) -> Outcome<()> {
    let wrong = |number: Option<Option<i64>>, most: std::ops::RangeInclusive<i64>| {
        number.flatten().is_some_and(|number| !most.contains(&number))
    };
    if wrong(edit.limit_days, 1..=999) {
        return Err(Failure::invalid("limit_days", "stage_days_invalid"));
    }
    if wrong(edit.probability, 0..=100) {
        return Err(Failure::invalid("probability", "stage_probability_invalid"));
    }
    Ok(())
}

fn label_of(edit: &StageEdit) -> Outcome<Option<String>> {
    match edit.label.as_deref().map(str::trim) {
        Some("") => Err(Failure::invalid("label", "stage_label_missing")),
        label => Ok(label.map(str::to_owned)),
    }
}

/// Gives a stage its rank; the others close up.
fn place(tx: &Tx<'_>, id: Id, position: i64) -> Outcome<()> {
    let mut order: Vec<Id> =
        all(&tx.db())?.into_iter().map(|stage| stage.id).filter(|other| *other != id).collect();
    let rank = usize::try_from(position).unwrap_or(0).min(order.len());
    order.insert(rank, id);
    for (rank, id) in order.into_iter().enumerate() {
        tx.db().execute(
            "UPDATE stage SET position = ?2 WHERE id = ?1 AND position <> ?2",
            [id.0, rank as i64],
        )?;
    }
    Ok(())
}

fn unused_key(stages: &[Stage], label: &str) -> String {
    let base: String = fold(label)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join("_");
    let base = if base.is_empty() { "stage".to_owned() } else { base };
    let is_free = |key: &str| stages.iter().all(|stage| stage.key != key);
    if is_free(&base) {
        return base;
    }
    (2..).map(|n| format!("{base}_{n}")).find(|key| is_free(key)).unwrap_or(base)
}
