//! What happened when and to whom, in memory: figures go over hundreds of thousands of entries of the timeline at once.
//!
//! Read once from the indices of the timeline, as far back as somebody asks, then only what the journal says was changed since. An
//! operation that changed very much is not followed: what is asked for next is read again.

use super::{
    lists::Lists,
    sets::{Set, set_of},
};
use relance_model::{Failure, Id, Outcome};
use relance_store::{Db, Newest, Row, SqlResult, id_array};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// Changes that are followed one by one: more are read again sooner.
const FOLLOWED: i64 = 20_000;

/// Kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Call,
    FollowUp,
    Note,
    Passage,
    Mail,
    /// One that took place: few beside the others, and nothing of the journal, so they are read each time.
    Meeting,
}

impl Kind {
    const KEPT: [Self; 5] = [Self::Call, Self::FollowUp, Self::Note, Self::Passage, Self::Mail];

    /// The word of the timeline.
    fn word(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::FollowUp => "follow_up",
            Self::Note => "note",
            Self::Passage => "stage_change",
            Self::Mail => "email",
            Self::Meeting => "meeting",
        }
    }

    /// Where the entries of the kind are read from, without their rows.
    fn index(self) -> &'static str {
        match self {
            Self::Call => "activity_calls",
            Self::FollowUp | Self::Note => "activity_by_kind",
            Self::Passage => "activity_by_stage",
            Self::Mail => "activity_mails",
            Self::Meeting => "event_held_by_start",
        }
    }

    /// What tells entries of the kind apart, two columns.
    fn columns(self) -> &'static str {
        match self {
            Self::Call => "data ->> 'direction', data ->> 'outcome'",
            Self::FollowUp | Self::Note | Self::Meeting => "NULL, NULL",
            Self::Passage => "from_stage, to_stage",
            Self::Mail => "data ->> 'direction', NULL",
        }
    }
}

/// What came of a call out of the house; the last stands for what says nothing.
pub(crate) const OUTCOMES: [&str; 4] = ["reached", "message", "no_answer", "wrong_number"];
/// A call, or an e-mail, that came in.
pub(crate) const INCOMING: u16 = 100;
/// No stage.
const NONE: u16 = u16::MAX;

/// One entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub at: i64,
    pub who: i64,
    id: i64,
    /// Of a call what came of it (the place in [`OUTCOMES`]), of an e-mail whether it came in; of a passage the places of its stages.
    what: [u16; 2],
}

impl Entry {
    pub(crate) fn is_incoming(&self) -> bool {
        self.what[0] == INCOMING
    }

    /// What came of a call that went out.
    pub(crate) fn outcome(&self) -> Option<usize> {
        Some(usize::from(self.what[0])).filter(|place| *place < OUTCOMES.len())
    }
}

/// The entries of a kind since an instant, in the order in which they happened; those of one instant in the order in which they were
/// written.
#[derive(Clone, Debug)]
pub(crate) struct Track {
    /// `MAX`: nothing was read yet.
    since: i64,
    entries: Vec<Entry>,
    stages: Vec<i64>,
}

impl Default for Track {
    fn default() -> Self {
        Self { since: i64::MAX, entries: Vec::new(), stages: Vec::new() }
    }
}

impl Track {
    /// From one instant to another, both included.
    pub(crate) fn within(&self, from: i64, to: i64) -> &[Entry] {
        let start = self.entries.partition_point(|entry| entry.at < from);
        let end = self.entries.partition_point(|entry| entry.at <= to);
        self.entries.get(start..end).unwrap_or_default()
    }

    /// Out of which stage a passage went.
    pub(crate) fn from(&self, entry: &Entry) -> Option<i64> {
        self.stages.get(usize::from(entry.what[0])).copied()
    }

    /// Into which stage a passage went.
    pub(crate) fn to(&self, entry: &Entry) -> Option<i64> {
        self.stages.get(usize::from(entry.what[1])).copied()
    }

    fn stage(&mut self, id: Option<i64>) -> Outcome<u16> {
        let Some(id) = id else { return Ok(NONE) };
        let place = match self.stages.iter().position(|known| *known == id) {
            Some(place) => place,
            None => {
                self.stages.push(id);
                self.stages.len() - 1
            }
        };
        u16::try_from(place).map_err(Failure::bug)
    }

    /// Adds what a row says: instant, id, whose, and what tells it apart.
    fn add(&mut self, kind: Kind, row: &Row<'_>) -> Outcome<()> {
        let text = |column| -> Outcome<&str> {
            Ok(row
                .get_ref(column)
                .map_err(Failure::bug)?
                .as_str_or_null()
                .map_err(Failure::bug)?
                .unwrap_or(""))
        };
        let what = match kind {
            Kind::Call | Kind::Mail if text(3)? == "in" => [INCOMING, NONE],
            Kind::Call => {
                let outcome = text(4)?;
                let place = OUTCOMES.iter().position(|known| *known == outcome);
                [place.map_or(NONE, |place| place as u16), NONE]
            }
            Kind::Passage => {
                let stages = || -> SqlResult<(Option<i64>, Option<i64>)> { Ok((row.get(3)?, row.get(4)?)) };
                let (from, to) = stages().map_err(Failure::bug)?;
                [self.stage(from)?, self.stage(to)?]
            }
            _ => [NONE, NONE],
        };
        let numbers =
            || -> SqlResult<Entry> { Ok(Entry { at: row.get(0)?, id: row.get(1)?, who: row.get(2)?, what }) };
        self.entries.push(numbers().map_err(Failure::bug)?);
        Ok(())
    }

    /// Read for one question.
    fn alone(db: &Db<'_>, kind: Kind, since: i64) -> Outcome<Arc<Self>> {
        let mut track = Self::default();
        track.reach(db, kind, since)?;
        Ok(Arc::new(track))
    }

    /// Meetings that began since an instant and were over by another one: a base of the past knows of later ones.
    fn of_meetings(db: &Db<'_>, since: i64, now: i64) -> Outcome<Arc<Self>> {
        let mut track = Self { since, ..Self::default() };
        db.for_each(
            "SELECT h.starts_at, h.id, t.prospect_id FROM event_held h INDEXED BY event_held_by_start
             CROSS JOIN event_prospect t ON t.event_id = h.event_id WHERE h.starts_at >= ?1 AND h.ends_at <= ?2",
            [since, now],
            |row| track.add(Kind::Meeting, row),
        )?;
        track.sort();
        Ok(Arc::new(track))
    }

    fn sort(&mut self) {
        self.entries.sort_by_key(|entry| (entry.at, entry.id));
    }

    /// Reads what is older than what is held.
    fn reach(&mut self, db: &Db<'_>, kind: Kind, since: i64) -> Outcome<()> {
        if since >= self.since {
            return Ok(());
        }
        let newer = std::mem::take(&mut self.entries);
        let until = self.since;
        if kind == Kind::Passage {
            // In the index they lie by where they went: each stage is read by itself, those that are no more too.
            for stage in stages_entered(db)? {
                db.for_each(
                    "SELECT at, id, prospect_id, from_stage, to_stage FROM activity INDEXED BY activity_by_stage
                     WHERE kind = 'stage_change' AND to_stage IS ?3 AND at >= ?1 AND (at < ?2 OR ?2 = 9223372036854775807)
                     ORDER BY at",
                    (since, until, stage),
                    |row| self.add(kind, row),
                )?;
            }
        } else {
            let sql = format!(
                "SELECT at, id, prospect_id, {} FROM activity INDEXED BY {}
                 WHERE kind = '{}' AND at >= ?1 AND (at < ?2 OR ?2 = {}) ORDER BY at",
                kind.columns(),
                kind.index(),
                kind.word(),
                i64::MAX,
            );
            db.for_each(&sql, [since, until], |row| self.add(kind, row))?;
        }
        self.sort();
        self.entries.extend(newer);
        self.since = since;
        Ok(())
    }
}

/// Each stage that somebody ever went into, found behind the one before.
fn stages_entered(db: &Db<'_>) -> Outcome<Vec<Option<i64>>> {
    db.rows(
        "WITH RECURSIVE entered (stage) AS (
           SELECT (SELECT min(to_stage) FROM activity INDEXED BY activity_by_stage WHERE kind = 'stage_change')
           UNION ALL
           SELECT (SELECT min(to_stage) FROM activity INDEXED BY activity_by_stage
                   WHERE kind = 'stage_change' AND to_stage > entered.stage)
           FROM entered WHERE entered.stage IS NOT NULL)
         SELECT stage FROM entered",
        [],
        |row| row.get(0),
    )
}

/// The tracks of all kinds, of the state after an operation.
#[derive(Default)]
pub(super) struct Past(Mutex<Held>);

#[derive(Default)]
struct Held {
    state: Newest,
    tracks: [Arc<Track>; Kind::KEPT.len()],
}

impl Past {
    /// Forgets everything: another base is in place.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Held::default();
    }

    /// Whether all there is of a kind was read.
    fn is_whole(&self, kind: Kind) -> bool {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.tracks[kind as usize].since == i64::MIN
    }

    fn track(&self, db: &Db<'_>, kind: Kind, since: i64) -> Outcome<Arc<Track>> {
        let newest = db.newest_operation()?;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if newest.id < held.state.id || db.newest_change()? != newest.last_change {
            // A state that passed already, or one that is not sure to come.
            return Track::alone(db, kind, since);
        }
        held.follow(db, newest)?;
        let track = &mut held.tracks[kind as usize];
        if since < track.since {
            Arc::make_mut(track).reach(db, kind, since)?;
        }
        Ok(Arc::clone(track))
    }
}

impl Held {
    /// Takes up what was changed since.
    fn follow(&mut self, db: &Db<'_>, newest: Newest) -> Outcome<()> {
        if self.state == newest {
            return Ok(());
        }
        let stood: Option<i64> =
            db.optional("SELECT last_change FROM operation WHERE id = ?1", [self.state.id], |row| {
                row.get(0)
            })?;
        let is_known = stood == Some(self.state.last_change);
        if is_known && newest.last_change - self.state.last_change <= FOLLOWED {
            let changed = db.rows(
                "SELECT DISTINCT row_id FROM change NOT INDEXED WHERE id > ?1 AND id <= ?2 AND entity = 'activity'",
                [self.state.last_change, newest.last_change],
                |row| row.get::<_, i64>(0).map(Id),
            )?;
            self.renew(db, &changed)?;
        } else {
            self.tracks = Default::default();
        }
        self.state = newest;
        Ok(())
    }

    /// Reads these rows again.
    fn renew(&mut self, db: &Db<'_>, rows: &[Id]) -> Outcome<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let ids: HashSet<i64> = rows.iter().map(|id| id.0).collect();
        let (first, last) =
            ids.iter().fold((i64::MAX, i64::MIN), |(first, last), id| (first.min(*id), last.max(*id)));
        for kind in Kind::KEPT {
            let track = &mut self.tracks[kind as usize];
            if track.since == i64::MAX {
                continue;
            }
            let track = Arc::make_mut(track);
            track.entries.retain(|entry| !(first..=last).contains(&entry.id) || !ids.contains(&entry.id));
            let before = track.entries.len();
            let sql = format!(
                "SELECT at, id, prospect_id, {} FROM activity NOT INDEXED
                 WHERE id IN (SELECT value FROM json_each(?1)) AND kind = '{}' AND at >= ?2",
                kind.columns(),
                kind.word()
            );
            db.for_each(&sql, (id_array(rows), track.since), |row| track.add(kind, row))?;
            if track.entries.len() > before {
                track.sort();
            }
        }
        Ok(())
    }
}

/// What happened of a kind since an instant.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn track(db: &Db<'_>, lists: &Lists, kind: Kind, since: i64) -> Outcome<Arc<Track>> {
    match kind {
        Kind::Meeting => Track::of_meetings(db, since, lists.now()),
        _ => lists.past().track(db, kind, since),
    }
}

/// Reads all that happened into memory, where it is not there yet.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn read_on(db: &Db<'_>, lists: &Lists) -> Outcome<()> {
    Kind::KEPT.into_iter().try_for_each(|kind| track(db, lists, kind, i64::MIN).map(drop))
}

/// Who ever went into one of some stages. The whole past is not read for it: in the index they lie by where they went.
pub(super) fn entered(db: &Db<'_>, lists: &Lists, stages: &[i64]) -> Outcome<Set> {
    if lists.past().is_whole(Kind::Passage) {
        return people(db, lists, Kind::Passage, (i64::MIN, i64::MAX), |track, entry| {
            track.to(entry).is_some_and(|to| stages.contains(&to))
        });
    }
    let mut found = Vec::new();
    for stage in stages {
        found.extend(db.rows(
            "SELECT prospect_id FROM activity INDEXED BY activity_by_stage WHERE kind = 'stage_change' AND to_stage = ?1",
            [*stage],
            |row| row.get::<_, i64>(0),
        )?);
    }
    set_of(found)
}

/// To whom something of a kind happened.
pub(super) fn people(
    db: &Db<'_>,
    lists: &Lists,
    kind: Kind,
    (from, to): (i64, i64),
    is_one: impl Fn(&Track, &Entry) -> bool,
) -> Outcome<Set> {
    let track = track(db, lists, kind, from)?;
    set_of(
        track.within(from, to).iter().filter(|entry| is_one(&track, entry)).map(|entry| entry.who).collect(),
    )
}
