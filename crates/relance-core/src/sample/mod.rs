//! A believable French sample base: fictitious people on reserved domains that can never be written to.
//!
//! The same seed gives the same people.

mod words;

use crate::{
    companies, fields, members, messages,
    prospects::{self, GAP, NewProspect},
    reminders::{self, Local},
    settings, stages, tags, templates,
};
use chrono::TimeDelta;
use relance_model::{
    Id, Outcome,
    labels::{CustomField, Stage, StageKind},
    reminders::{ReminderKind, ReminderNew},
};
use relance_store::{Names, Searchable, Tx, fold, id_array, params, searchable_text};
use std::collections::HashMap;
use words::{
    CITIES, COMPANY_ENDS, COMPANY_STARTS, FIRST_NAMES, JOBS, LAST_NAMES, NOTES, PLANS, SECTORS, SOURCES, TAGS,
};

/// SplitMix64 (Steele, Lea, Flood 2014): small, seeded, good enough for inventing people.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit.max(1)
    }
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

const DAY: u64 = 86_400_000;

/// People of the first ones for whom something may be planned: a week's work.
const PLANNED: u64 = 60;

/// Employers that new people are still found at.
const COLLEAGUES: usize = 6;

/// Adds `rows` invented prospects.
///
/// # Errors
/// The base cannot be written.
pub fn fill(tx: &Tx<'_>, local: &Local, rows: u64, seed: u64) -> Outcome<u64> {
    let db = tx.db();
    let (stages, me) = (stages::all(&db)?, members::all(&db)?.first().map(|member| member.id));
    let mut tag_ids = Vec::new();
    for name in TAGS {
        tag_ids.push((tags::find_or_add(tx, name)?, name));
    }
    let mut dice = Dice(seed);
    let mut employers: Vec<(Id, String, String, usize)> = Vec::new();
    let mut positions: HashMap<Id, i64> = HashMap::new();
    let mut last_stage_at: Vec<(Id, i64, Stage)> = Vec::new();
    let mut planned = Vec::new();
    let mut why = Why::new(tx, &stages, seed)?;
    tx.index_by_hand();
    for n in 0..rows {
        if employers.is_empty() || dice.below(100) < 38 {
            employers.push(employer(tx, &mut dice, n)?);
        }
        // Colleagues come together: one of the last employers, so that the first one does not keep everybody.
        let back = dice.below(employers.len().min(COLLEAGUES) as u64) as usize;
        let employer = employers[employers.len() - 1 - back].clone();
        let stage = stage(&mut dice, &stages);
        let mut new = person(&mut dice, &employer, n, tx.at());
        new.stage_id = stage.id;
        new.owner_id = me;
        let position = positions.entry(stage.id).or_insert(-(GAP << 30));
        *position += GAP;
        new.position = *position;
        // Before anything that is told of them; the last one is the newest.
        new.created_at = Some(tx.at() - 120 * DAY.cast_signed() - (rows - n).cast_signed() * 60_000);
        let tags: Vec<(Id, &str)> = (0..dice.below(3)).map(|_| dice.pick(&tag_ids)).collect();
        for (id, _) in &tags {
            if !new.tag_ids.contains(id) {
                new.tag_ids.push(*id);
            }
        }
        let reason = why.lost(stage, &mut new);
        let id = prospects::insert(tx, &new)?;
        let text = [
            &new.first_name,
            &new.last_name,
            &new.job_title,
            &new.email,
            &new.source,
            &new.sector,
            &new.city,
            &new.postcode,
            &new.site,
            &new.notes,
        ];
        let words = text
            .into_iter()
            .flatten()
            .map(String::as_str)
            .chain([employer.1.as_str()])
            .chain(tags.iter().map(|(_, name)| *name))
            .chain(reason);
        let names = Names::new(
            new.first_name.as_deref(),
            new.last_name.as_deref(),
            Some(&employer.1),
            new.city.as_deref(),
        );
        tx.index(id, Searchable { text: searchable_text(words, new.phone.as_deref()), names })?;
        if n < PLANNED && stage.kind == StageKind::Open {
            planned.push(id);
        }
        if n < 400 && stage.position > 0 {
            last_stage_at.push((id, tx.at() - (dice.below(20) * DAY).cast_signed(), stage.clone()));
        }
    }
    templates::add_starters(tx, true)?;
    timelines(tx, &mut dice, &stages[0], &last_stage_at)?;
    follow_ups(tx, local, &mut dice, &planned)?;
    tx.index_by_itself();
    for (id, ..) in last_stage_at {
        tx.index_again(id);
    }
    tx.say("count", rows);
    Ok(rows)
}

/// Why people are lost, by dice of its own: whoever is invented stays who she is.
struct Why {
    dice: Dice,
    field: Option<CustomField>,
}

impl Why {
    fn new(tx: &Tx<'_>, stages: &[Stage], seed: u64) -> Outcome<Self> {
        let is_lost = stages.iter().any(|stage| stage.kind == StageKind::Lost);
        let field = match is_lost {
            // A field of another kind may have its name: then nobody says why.
            true => fields::ensure_lost_reason(tx, settings::is_english(&tx.db(), None)?).ok(),
            false => None,
        };
        Ok(Self { dice: Dice(!seed), field })
    }

    /// Of five who are lost four said why: the first reasons more often than the last ones.
    fn lost(&mut self, stage: &Stage, new: &mut NewProspect) -> Option<&str> {
        let field = self.field.as_ref().filter(|_| stage.kind == StageKind::Lost)?;
        if self.dice.one_in(5) {
            return None;
        }
        let most = field.options.len() as u64;
        let at = self.dice.below(most).min(self.dice.below(most));
        let reason = &field.options.get(at as usize)?.label;
        new.custom = serde_json::json!({ (field.id.to_string()): reason }).to_string();
        field.is_searchable.then_some(reason)
    }
}

/// A few notes and passages, so that the sheets of the first prospects have a past.
fn timelines(tx: &Tx<'_>, dice: &mut Dice, first: &Stage, of: &[(Id, i64, Stage)]) -> Outcome<()> {
    for (id, at, stage) in of {
        let passage = serde_json::json!({ "from": first.label, "to": stage.label }).to_string();
        for (kind, at, body, data) in [
            ("stage_change", *at, None, passage.as_str()),
            ("note", at + dice.below(DAY).cast_signed(), Some(dice.pick(&NOTES)), "{}"),
        ] {
            let (from, to) = if kind == "note" { (None, None) } else { (Some(first.id.0), Some(stage.id.0)) };
            tx.db().execute(
                "INSERT INTO activity (id, prospect_id, kind, at, body, data, caller, from_stage, to_stage)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'user', ?7, ?8)",
                params![tx.new_id().0, id.0, kind, at.min(tx.at()), body, data, from, to],
            )?;
        }
    }
    Ok(())
}

/// A week of follow-ups, some of them late; one in three has none.
fn follow_ups(tx: &Tx<'_>, local: &Local, dice: &mut Dice, people: &[Id]) -> Outcome<()> {
    const KINDS: [ReminderKind; 4] =
        [ReminderKind::Call, ReminderKind::Email, ReminderKind::Call, ReminderKind::Meeting];
    for id in people {
        if dice.one_in(3) {
            continue;
        }
        let days = dice.below(9).cast_signed() - 2;
        let Some(day) = local.today().checked_add_signed(TimeDelta::days(days)) else { continue };
        let kind = dice.pick(&KINDS);
        let is_timed = kind == ReminderKind::Meeting || dice.one_in(4);
        let at = if is_timed { format!("{day}T{:02}:30", 9 + dice.below(8)) } else { day.to_string() };
        let title = Some(dice.pick(&PLANS).to_owned());
        reminders::plan(tx, local, *id, &ReminderNew { kind, title, at, ..ReminderNew::default() })?;
    }
    Ok(())
}

fn employer(tx: &Tx<'_>, dice: &mut Dice, n: u64) -> Outcome<(Id, String, String, usize)> {
    let city = dice.below(CITIES.len() as u64) as usize;
    let (start, end) = (dice.pick(&COMPANY_STARTS), dice.pick(&COMPANY_ENDS));
    let name = if n < 60 { format!("{start} {end}") } else { format!("{start} {end} {}", CITIES[city].0) };
    let id = companies::find_or_add(tx, &name, true)?.unwrap_or_default();
    tx.db().execute(
        "UPDATE company SET city = ?2, postcode = ?3, country = 'FR', size = ?4, domain = ?5 WHERE id = ?1 AND city IS NULL",
        params![id.0, CITIES[city].0, CITIES[city].1, (5 + dice.below(400)).to_string(), format!("{}.example", slug(&name))],
    )?;
    let (name, key): (String, String) = tx
        .db()
        .optional("SELECT name, name_key FROM company WHERE id = ?1", [id.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .unwrap_or_default();
    Ok((id, name, key, city))
}

fn stage<'a>(dice: &mut Dice, stages: &'a [Stage]) -> &'a Stage {
    // More at the beginning of the pipeline than at its end.
    let weights = [34, 24, 16, 11, 9, 6];
    let mut roll = dice.below(100);
    for (stage, weight) in stages.iter().zip(weights) {
        if roll < weight {
            return stage;
        }
        roll -= weight;
    }
    &stages[0]
}

fn person(dice: &mut Dice, employer: &(Id, String, String, usize), n: u64, now: i64) -> NewProspect {
    let (first, last) = (dice.pick(&FIRST_NAMES), dice.pick(&LAST_NAMES));
    let (city, postcode) = CITIES[employer.3];
    let value = if dice.one_in(5) { None } else { Some(((5 + dice.below(395)) * 10_000).cast_signed()) };
    let domain = slug(&employer.1);
    let number = if n < 1000 { String::new() } else { n.to_string() };
    NewProspect {
        civility: Some(if first.1 { "Mme" } else { "M." }.to_owned()),
        first_name: Some(first.0.to_owned()),
        last_name: Some(last.to_owned()),
        job_title: Some(dice.pick(&JOBS).to_owned()),
        company: Some((employer.0, employer.2.clone())),
        email: (!dice.one_in(12))
            .then(|| format!("{}.{}{number}@{domain}.example", slug(first.0), slug(last))),
        // Numbers that ARCEP keeps for fiction: 01 99 00, 02 61 91, 03 53 01, 04 65 71, 05 36 49, 06 39 98.
        phone: (!dice.one_in(8)).then(|| {
            let block = dice.pick(&["19900", "26191", "35301", "46571", "53649", "63998"]);
            format!("+33{block}{:04}", dice.below(10_000))
        }),
        source: Some(dice.pick(&SOURCES).to_owned()),
        sector: Some(dice.pick(&SECTORS).to_owned()),
        city: Some(city.to_owned()),
        postcode: Some(postcode.to_owned()),
        country: Some("FR".to_owned()),
        site: Some(format!("https://www.{domain}.example")),
        value_cents: value,
        currency: Some("EUR".to_owned()),
        expected_close_on: value.filter(|_| dice.one_in(2)).and_then(|_| {
            let day = now + (dice.below(120) * DAY).cast_signed();
            chrono::DateTime::from_timestamp_millis(day).map(|at| at.format("%Y-%m-%d").to_string())
        }),
        notes: dice.one_in(6).then(|| dice.pick(&NOTES).to_owned()),
        last_interaction_at: (!dice.one_in(3))
            .then(|| now - (dice.below(90) * DAY + dice.below(DAY)).cast_signed()),
        is_sample: true,
        ..NewProspect::default()
    }
}

/// Letters and digits of a name, joined by dashes.
fn slug(name: &str) -> String {
    fold(name)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// Removes every sample prospect and company; real ones stay, even in a sample company.
///
/// # Errors
/// The base cannot be written.
pub fn erase(tx: &Tx<'_>) -> Outcome<u64> {
    let db = tx.db();
    // Meetings with nobody but them go too.
    let meetings = db.rows(
        "SELECT DISTINCT event_id FROM event_prospect WHERE event_id NOT IN
           (SELECT t.event_id FROM event_prospect t JOIN prospect p ON p.id = t.prospect_id WHERE p.is_sample = 0)",
        [],
        |row| row.get(0).map(Id),
    )?;
    for table in ["activity", "address", "prospect_tag", "reminder", "event_prospect"] {
        db.execute(
            &format!(
                "DELETE FROM {table} WHERE prospect_id IN (SELECT id FROM prospect WHERE is_sample = 1)"
            ),
            [],
        )?;
    }
    db.execute("DELETE FROM event WHERE id IN (SELECT value FROM json_each(?1))", [id_array(&meetings)])?;
    messages::drop_orphans(tx)?;
    let gone = db.execute("DELETE FROM prospect WHERE is_sample = 1", [])?;
    companies::erase_sample(tx)?;
    templates::erase_sample(tx)?;
    db.execute("DELETE FROM tag WHERE NOT EXISTS (SELECT 1 FROM prospect_tag WHERE tag_id = tag.id) AND name IN (SELECT value FROM json_each(?1))", [serde_json::to_string(&TAGS).unwrap_or_default()])?;
    tx.say("count", gone);
    Ok(gone)
}
