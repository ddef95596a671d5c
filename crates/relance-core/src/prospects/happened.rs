//! Who had something happen to her within a stretch of time: by what is in memory of the timeline.

use super::{
    past::{self, Entry, Kind, Track},
    sets::{Finder, Set, set_of},
};
use crate::stages::kind_word;
use relance_model::{Outcome, labels::StageKind};

/// Calls out of the house, by what came of them.
const OUTCOMES: [(&str, &str); 4] = [
    ("call_reached", "reached"),
    ("call_message", "message"),
    ("call_no_answer", "no_answer"),
    ("call_wrong_number", "wrong_number"),
];

/// Entries of the timeline that are of one kind.
const KINDS: [(&str, Kind); 5] = [
    ("call", Kind::Call),
    ("follow_up", Kind::FollowUp),
    ("note_written", Kind::Note),
    ("stage_change", Kind::Passage),
    ("meeting", Kind::Meeting),
];

/// Whether a field of a filter is something that happened.
pub(super) fn is_one(field: &str) -> bool {
    matches!(field, "activity" | "call_out" | "call_in" | "mail_out" | "mail_in" | "won_on" | "lost_on")
        || KINDS.iter().any(|(key, _)| *key == field)
        || OUTCOMES.iter().any(|(key, _)| *key == field)
        || way(field).is_some()
}

/// Into which stage, or out of which one.
fn way(field: &str) -> Option<(bool, i64)> {
    let (way, stage) = field.split_once('.')?;
    let stage = stage.parse().ok()?;
    match way {
        "entered" => Some((true, stage)),
        "left" => Some((false, stage)),
        _ => None,
    }
}

/// To whom something happened from one instant to another, both included.
pub(super) fn between(finder: &Finder<'_>, what: &str, from: i64, to: i64) -> Outcome<Set> {
    let of = |kind: Kind, is_one: &dyn Fn(&Track, &Entry) -> bool| {
        past::people(finder.db, finder.lists, kind, (from, to), is_one)
    };
    if let Some((_, kind)) = KINDS.iter().find(|(key, _)| *key == what) {
        return of(*kind, &|_, _| true);
    }
    if let Some((_, outcome)) = OUTCOMES.iter().find(|(key, _)| *key == what) {
        let place = past::OUTCOMES.iter().position(|known| known == outcome);
        return of(Kind::Call, &|_, call| call.outcome() == place);
    }
    match (what, way(what)) {
        ("activity", _) => {
            let mut all = Vec::new();
            for kind in KINDS.map(|(_, kind)| kind).into_iter().chain([Kind::Mail]) {
                let track = past::track(finder.db, finder.lists, kind, from)?;
                all.extend(track.within(from, to).iter().map(|entry| entry.who));
            }
            set_of(all)
        }
        ("call_out", _) => of(Kind::Call, &|_, call| !call.is_incoming()),
        ("mail_out", _) => of(Kind::Mail, &|_, mail| !mail.is_incoming()),
        ("mail_in", _) => of(Kind::Mail, &|_, mail| mail.is_incoming()),
        ("call_in", _) => of(Kind::Call, &|_, call| call.is_incoming()),
        ("won_on", _) => closed(finder, StageKind::Won, from, to),
        ("lost_on", _) => closed(finder, StageKind::Lost, from, to),
        (_, Some((true, stage))) => of(Kind::Passage, &|track, entry| track.to(entry) == Some(stage)),
        (_, Some((false, stage))) => of(Kind::Passage, &|track, entry| track.from(entry) == Some(stage)),
        _ => Ok(Set::new()),
    }
}

/// Whose matter stands closed so, and was closed last within the time: whoever was there from the beginning never was.
fn closed(finder: &Finder<'_>, kind: StageKind, from: i64, to: i64) -> Outcome<Set> {
    let stages: Vec<i64> = crate::stages::all(finder.db)?
        .iter()
        .filter(|stage| stage.kind == kind)
        .map(|stage| stage.id.0)
        .collect();
    let moved = |from: i64, to: i64| {
        past::people(finder.db, finder.lists, Kind::Passage, (from, to), |track, entry| {
            track.to(entry).is_some_and(|stage| stages.contains(&stage))
        })
    };
    let found = match to.checked_add(1) {
        Some(after) => moved(from, to)? - moved(after, i64::MAX)?,
        None if from == i64::MIN => past::entered(finder.db, finder.lists, &stages)?,
        None => moved(from, to)?,
    };
    Ok(found
        & finder.ids(
            "SELECT id FROM prospect WHERE deleted_at IS NULL AND stage_id IN (SELECT id FROM stage WHERE kind = ?1)",
            [kind_word(kind)],
        )?)
}

/// Who is in one of some stages, or was: she began there, came there or left it.
pub(super) fn reached(finder: &Finder<'_>, stages: &[i64]) -> Outcome<Set> {
    let mut found = Set::new();
    for stage in stages {
        // Kept of each: they are asked for in many companies.
        let one = finder.lists.set(finder.db, &format!("reached {stage}"), || {
            let now =
                finder.ids("SELECT id FROM prospect WHERE deleted_at IS NULL AND stage_id = ?1", [*stage])?;
            let was = past::people(
                finder.db,
                finder.lists,
                Kind::Passage,
                (i64::MIN, i64::MAX),
                |track, entry| track.to(entry) == Some(*stage) || track.from(entry) == Some(*stage),
            )?;
            Ok(now | was)
        })?;
        found |= one.as_ref();
    }
    Ok(found)
}
