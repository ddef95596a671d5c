//! The session: everything that a window needs to draw its first screen but the records themselves.

use crate::{Core, backups, fields, members, pipeline, prospects, settings, stages, tags};
use relance_model::{Failure, Outcome, pipeline::BoardQuery, settings::Session};

/// What the page asks for first. Preferences are those of who looks, so of today, whatever date `core` shows.
///
/// # Errors
/// The base cannot be read.
pub fn open(core: &Core, present: &Core, host: &str) -> Outcome<Session> {
    let base = backups::base_state(core)?;
    let now_at = core.now();
    let settings = present.read(settings::get)?;
    let as_of = core.store().past();
    core.read(|db| {
        let members = members::all(db)?;
        let me = members.first().cloned().ok_or_else(|| Failure::bug("no member"))?;
        let trash: i64 = db.scalar("SELECT count(*) FROM prospect WHERE deleted_at IS NOT NULL", [])?;
        Ok(Session {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            now_at,
            as_of,
            settings: settings.clone(),
            me,
            members,
            stages: stages::all(db)?,
            tags: tags::all(db)?,
            fields: fields::all(db)?,
            prospects: prospects::total(db)?,
            trash: trash.unsigned_abs(),
            has_sample: prospects::has_sample(db)?,
            base: base.clone(),
            host: host.to_owned(),
        })
    })
}

/// Reads what the first screen will ask for, while the page itself is still on its way: the first read of a base
/// decrypts its pages. What it finds is thrown away, and so is a failure: whoever asks for it is told.
pub fn warm(core: &Core) {
    if open(core, core, "").is_ok() {
        let _ = core.read(|db| pipeline::board(db, core.lists(), &BoardQuery::default()));
    }
}
