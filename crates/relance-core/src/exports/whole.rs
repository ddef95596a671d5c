//! The whole base, or a list of it, as JSON: every record as the API tells it, one a line, so that a file can be compared and
//! read by any program. What is read again is `relance_model::whole`; the two change together.

use super::{Pick, disk};
use crate::{
    activities, calendar, companies, fields, imports, members, messages, prospects, reminders, stages, tags,
    templates, worktime,
};
use relance_model::{
    Failure, Id, Outcome,
    whole::{MARK, VERSION, WholeCounts},
};
use relance_store::Db;
use serde::Serialize;
use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

pub(super) fn write(db: &Db<'_>, pick: &Pick<'_>, is_base: bool, now: i64, path: &Path) -> Outcome<()> {
    let file = File::create(path).map_err(|error| disk(&error))?;
    let mut out = Out(BufWriter::new(file));
    let companies: Vec<Id> = if is_base { companies::everyone(db)? } else { employers(db, pick)? };
    let (tags, fields) = (tags::all(db)?, fields::all(db)?);
    let imports = if is_base { imports::past(db)? } else { Vec::new() };
    let mut activities = 0;
    pick.each(|id| {
        activities += activities::count(db, id)?;
        Ok(())
    })?;
    let counts = WholeCounts {
        prospects: pick.ids.len() as u64,
        companies: companies.len() as u64,
        tags: tags.len() as u64,
        fields: fields.len() as u64,
        activities,
    };
    out.text("{")?;
    out.member(MARK, &VERSION, true)?;
    out.member("exported_at", &now, false)?;
    out.member("is_base", &is_base, false)?;
    out.member("counts", &counts, false)?;
    out.list("stages", stages::all(db)?)?;
    out.list("members", members::all(db)?)?;
    out.list("tags", tags.into_iter().map(|counted| counted.tag))?;
    out.list("fields", fields)?;
    if is_base {
        out.member("worktime", &worktime::whole(db)?, false)?;
        out.list("templates", templates::all(db)?)?;
    }
    out.list("imports", imports)?;
    out.begin("companies")?;
    for (n, id) in companies.iter().enumerate() {
        out.record(n == 0, &companies::get(db, *id)?)?;
    }
    out.end()?;
    // Before the people whose timelines name them.
    out.begin("messages")?;
    for (n, id) in letters(db, pick, is_base)?.into_iter().enumerate() {
        out.record(n == 0, &messages::whole(db, id)?)?;
    }
    out.end()?;
    out.begin("prospects")?;
    let mut is_first = true;
    pick.each(|id| {
        let mut person = prospects::whole(db, id)?;
        person.timeline = activities::all_of(db, id)?;
        person.reminders = reminders::all_of(db, id)?;
        if !is_base {
            person.import_id = None;
        }
        out.record(std::mem::take(&mut is_first), &person)
    })?;
    out.end()?;
    let listed: BTreeSet<Id> = if is_base { BTreeSet::new() } else { pick.ids.iter().copied().collect() };
    let is_listed = |id: Id| listed.contains(&id);
    out.list("events", calendar::all(db, (!is_base).then_some(&is_listed))?)?;
    out.text("\n}\n")?;
    out.0.flush().map_err(|error| disk(&error))
}

/// The companies that the people of a list work for.
fn employers(db: &Db<'_>, pick: &Pick<'_>) -> Outcome<Vec<Id>> {
    let mut found = BTreeSet::new();
    pick.each(|id| {
        found.extend(prospects::row(db, id)?.company_id);
        Ok(())
    })?;
    Ok(found.into_iter().collect())
}

/// The messages on the timelines of a list, or all.
fn letters(db: &Db<'_>, pick: &Pick<'_>, is_base: bool) -> Outcome<Vec<Id>> {
    if is_base {
        return messages::all(db);
    }
    let mut found = BTreeSet::new();
    pick.each(|id| {
        found.extend(activities::mail_of(db, id)?);
        Ok(())
    })?;
    Ok(found.into_iter().collect())
}

struct Out(BufWriter<File>);

impl Out {
    fn text(&mut self, text: &str) -> Outcome<()> {
        self.0.write_all(text.as_bytes()).map_err(|error| disk(&error))
    }

    fn json(&mut self, value: &impl Serialize) -> Outcome<()> {
        serde_json::to_writer(&mut self.0, value).map_err(|error| match error.io_error_kind() {
            Some(kind) => disk(&kind.into()),
            None => Failure::bug(error),
        })
    }

    fn member(&mut self, name: &str, value: &impl Serialize, is_first: bool) -> Outcome<()> {
        self.text(if is_first { "\n" } else { ",\n" })?;
        self.text(&format!("\"{name}\": "))?;
        self.json(value)
    }

    fn begin(&mut self, name: &str) -> Outcome<()> {
        self.text(&format!(",\n\"{name}\": ["))
    }

    fn record(&mut self, is_first: bool, record: &impl Serialize) -> Outcome<()> {
        self.text(if is_first { "\n" } else { ",\n" })?;
        self.json(record)
    }

    fn end(&mut self) -> Outcome<()> {
        self.text("]")
    }

    fn list<T: Serialize>(&mut self, name: &str, records: impl IntoIterator<Item = T>) -> Outcome<()> {
        self.begin(name)?;
        for (n, record) in records.into_iter().enumerate() {
            self.record(n == 0, &record)?;
        }
        self.end()
    }
}
