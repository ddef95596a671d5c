//! The rows of working time: what was chosen, and leave.

use super::{calendar::Absence, week::Week};
use relance_model::{
    Failure, Id, Outcome,
    worktime::{Hours, Leave, LeavePart},
};
use relance_store::{Db, Row, SqlResult, Tx, params};

/// What was chosen; nothing is what is usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    pub week: Option<Week>,
    pub region: Option<String>,
    pub zone: Option<String>,
}

pub(super) fn chosen(db: &Db<'_>) -> Outcome<Chosen> {
    let row: Option<(Option<String>, Option<String>, Option<String>)> =
        db.optional("SELECT week, region, zone FROM worktime ORDER BY id LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let Some((week, region, zone)) = row else { return Ok(Chosen::default()) };
    // A week of a newer version must not lose the rest.
    let week = week
        .and_then(|text| serde_json::from_str::<Vec<Vec<Hours>>>(&text).ok())
        .and_then(|days| Week::read(&days).ok());
    Ok(Chosen { week, region, zone })
}

pub(super) fn choose(tx: &Tx<'_>, chosen: &Chosen) -> Outcome<()> {
    let week = chosen.week.as_ref().map(|week| serde_json::to_string(&week.hours())).transpose();
    let week = week.map_err(Failure::bug)?;
    let db = tx.db();
    let held: Option<i64> =
        db.optional("SELECT id FROM worktime ORDER BY id LIMIT 1", [], |row| row.get(0))?;
    match held {
        Some(id) => db.execute(
            "UPDATE worktime SET week = ?2, region = ?3, zone = ?4 WHERE id = ?1",
            params![id, week, chosen.region, chosen.zone],
        ),
        None => db.execute(
            "INSERT INTO worktime (id, week, region, zone) VALUES (?1, ?2, ?3, ?4)",
            params![tx.new_id().0, week, chosen.region, chosen.zone],
        ),
    }
    .map(drop)
}

fn part_word(part: LeavePart) -> &'static str {
    match part {
        LeavePart::Day => "day",
        LeavePart::Morning => "morning",
        LeavePart::Afternoon => "afternoon",
    }
}

fn leave(row: &Row<'_>) -> SqlResult<Leave> {
    let part: String = row.get(3)?;
    Ok(Leave {
        id: Id(row.get(0)?),
        from_on: row.get(1)?,
        to_on: row.get(2)?,
        part: match part.as_str() {
            "morning" => LeavePart::Morning,
            "afternoon" => LeavePart::Afternoon,
            _ => LeavePart::Day,
        },
        label: row.get(4)?,
    })
}

/// All leave, the earliest first.
pub(super) fn all_leave(db: &Db<'_>) -> Outcome<Vec<Leave>> {
    db.rows("SELECT id, from_on, to_on, part, label FROM leave ORDER BY from_on, id", [], leave)
}

pub(super) fn one_leave(db: &Db<'_>, id: Id) -> Outcome<Leave> {
    db.optional("SELECT id, from_on, to_on, part, label FROM leave WHERE id = ?1", [id.0], leave)?
        .ok_or_else(|| Failure::not_found("leave", id))
}

pub(super) fn insert(tx: &Tx<'_>, id: Id, absence: &Absence) -> Outcome<()> {
    tx.db()
        .execute(
            "INSERT INTO leave (id, from_on, to_on, part, label) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                id.0,
                absence.from.to_string(),
                absence.to.to_string(),
                part_word(absence.part),
                absence.label
            ],
        )
        .map(drop)
}

pub(super) fn delete(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    tx.db().execute("DELETE FROM leave WHERE id = ?1", [id.0]).map(drop)
}
