//! Reading the file of a whole base into this one: every record keeps what it was, its id too where that is free. Somebody
//! who is here already is met by the policy of the import.

mod labels;

use super::belongings;
use crate::{
    companies, fields,
    imports::{
        Stop,
        desk::Draft,
        draft::Plan,
        matching::{Known, names_agree},
        merging::{Sides, merge},
        packing::pack,
        policies::Rules,
        reading::{Reader, Reading},
        run::{House, Tally},
        sights::{More, Sight, Sights},
    },
    messages,
    prospects::{self, NewProspect},
    tags, templates,
    values::Region,
    worktime,
};
use relance_model::{
    Failure, Id, Outcome,
    companies::CompanyRow,
    imports::{ImportCounts, ImportReport, OnDuplicate, ReasonCount, RowOutcome, RowState, Who},
    labels::{Member, Stage},
    whole::{PastImport, Person, Record},
};
use relance_sheet::CellRef;
use relance_store::{Db, Tx, fold, params};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Records between two looks at the stop sign and two reports of progress.
const STRIDE: u64 = 500;

/// Which record of this base each record of the file is.
#[derive(Default)]
struct Here {
    stages: HashMap<Id, Id>,
    members: HashMap<Id, Id>,
    tags: HashMap<Id, Id>,
    fields: HashMap<Id, Id>,
    companies: HashMap<Id, (Id, String)>,
    imports: HashMap<Id, Id>,
    people: HashMap<Id, Id>,
    messages: HashMap<Id, Id>,
}

struct Run<'a> {
    db: Db<'a>,
    /// None for a dry run, which only reads: what it would make keeps the id of the file.
    tx: Option<&'a Tx<'a>>,
    import: Id,
    rules: Rules,
    policy: OnDuplicate,
    /// Nobody was here before: the file's own labels take the place of those that every new base has.
    is_fresh: bool,
    here: Here,
    known: Known,
    default_stage: Id,
    /// Labels of the file that wait until all of their kind are read.
    stages: Vec<Stage>,
    members: Vec<Member>,
    /// Companies that this run made.
    made: HashSet<Id>,
    counts: ImportCounts,
    reasons: BTreeMap<String, u64>,
    warnings: BTreeMap<String, u64>,
    matches: BTreeMap<&'static str, u64>,
    sights: Sights,
}

/// Reads the whole file into the base; with a connection that only reads, tells what would become of it. `progress` hears of
/// prospects done and their share of the file.
pub(in crate::imports) fn run(
    base: Result<&Tx<'_>, &Db<'_>>,
    import: Id,
    draft: &Draft,
    plans: &[Plan],
    house: &House,
    stop: &Stop,
    mut progress: impl FnMut(u64, f32),
) -> Outcome<Tally> {
    let (db, tx) = match base {
        Ok(tx) => (tx.db(), Some(tx)),
        Err(db) => (*db, None),
    };
    let plan = plans.first().ok_or_else(|| Failure::bug("the file is on the desk as one table"))?;
    let is_fresh: bool =
        db.scalar("SELECT NOT EXISTS (SELECT 1 FROM prospect) AND NOT EXISTS (SELECT 1 FROM company)", [])?;
    let region = Region::from_code(&house.region).unwrap_or(Region::FR);
    let mut sights = Sights { choices: draft.rows.clone(), ..Sights::default() };
    sights.readers.insert(0, Reader::new(plan, &[], region, 0));
    let mut run = Run {
        db,
        tx,
        import,
        rules: Rules::of_plan(plan, draft.options.on_duplicate, &[], &fields::all(&db)?),
        policy: draft.options.on_duplicate,
        is_fresh,
        here: Here::default(),
        known: Known::of(&db)?,
        default_stage: Id::default(),
        stages: Vec::new(),
        members: Vec::new(),
        made: HashSet::new(),
        counts: ImportCounts::default(),
        reasons: BTreeMap::new(),
        warnings: BTreeMap::new(),
        matches: BTreeMap::new(),
        sights,
    };
    let mut records = 0_u64;
    super::read(&draft.path, &mut |head, record| {
        records += 1;
        if records.is_multiple_of(STRIDE) {
            if stop.is_asked() {
                return Err(Failure::not_now("import_cancelled"));
            }
            let all = head.counts.prospects.max(1);
            progress(run.counts.read, (run.counts.read as f32 / all as f32).min(1.0));
        }
        run.take(record)
    })?;
    run.settle_labels()?;
    if let Some(tx) = tx {
        // Those of people who were skipped.
        messages::drop_orphans(tx)?;
    }
    Ok(run.tally())
}

impl Run<'_> {
    fn take(&mut self, record: Record) -> Outcome<()> {
        match record {
            Record::Stage(stage) => self.stages.push(stage),
            Record::Member(member) => self.members.push(member),
            Record::Tag(tag) => {
                let id = match self.tx {
                    Some(tx) => tags::adopt(tx, &tag)?,
                    None => tags::find(&self.db, &tag.name)?.map_or(tag.id, |held| held.id),
                };
                self.here.tags.insert(tag.id, id);
            }
            Record::Field(field) => self.field(&field)?,
            // Whoever works here already has her own hours and her own leave.
            Record::Worktime(worktime) => {
                if let Some(tx) = self.tx.filter(|_| self.is_fresh) {
                    worktime::adopt(tx, &worktime)?;
                }
            }
            Record::Template(template) => {
                if let Some(tx) = self.tx {
                    templates::adopt(tx, &template, self.is_fresh)?;
                }
            }
            Record::Import(import) => self.past_import(&import)?,
            Record::Company(company) => {
                self.settle_labels()?;
                self.company(&company)?;
            }
            Record::Message(message) => {
                let id = messages::adopt(self.tx, &self.db, &message)?;
                self.here.messages.insert(message.id, id);
            }
            Record::Person(mut person) => {
                self.settle_labels()?;
                belongings::name_messages(&mut person, &self.here.messages);
                self.person(*person)?;
            }
            Record::Event(event) => belongings::event(self.tx, &self.db, *event, &self.here.people)?,
        }
        Ok(())
    }

    fn past_import(&mut self, past: &PastImport) -> Outcome<()> {
        let Some(tx) = self.tx else { return Ok(()) };
        // What the report does not say as we say it is not told at all.
        let Ok(mut report) = serde_json::from_value::<ImportReport>(past.report.clone()) else {
            return Ok(());
        };
        let is_held: bool = self.db.scalar(
            "SELECT EXISTS (SELECT 1 FROM import_batch WHERE id = ?1 AND file_name = ?2)",
            params![past.id.0, past.file_name],
        )?;
        if is_held {
            self.here.imports.insert(past.id, past.id);
            return Ok(());
        }
        let id = tx.id_or_new("import_batch", past.id)?;
        (report.id, report.operation, report.has_rejects) = (id, None, false);
        self.db.execute(
            "INSERT INTO import_batch (id, file_name, format, report, started_at, finished_at, operation_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                id.0,
                past.file_name,
                past.format,
                serde_json::to_string(&report).map_err(Failure::bug)?,
                past.started_at,
                past.finished_at,
                tx.id().0
            ],
        )?;
        self.here.imports.insert(past.id, id);
        Ok(())
    }

    fn company(&mut self, other: &CompanyRow) -> Outcome<()> {
        let by_id =
            companies::get(&self.db, other.id).ok().filter(|held| fold(&held.name) == fold(&other.name));
        let same = match by_id {
            Some(held) => Some(held.id),
            None => companies::same(&self.db, other)?.filter(|id| !self.made.contains(id)),
        };
        let id = match same {
            Some(id) => id,
            None => {
                let id = self.tx.map_or(Ok(other.id), |tx| companies::adopt(tx, other))?;
                self.made.insert(id);
                id
            }
        };
        let key = fold(&other.name);
        self.here.companies.insert(other.id, (id, key));
        Ok(())
    }

    fn person(&mut self, person: Person) -> Outcome<()> {
        self.counts.read += 1;
        let choice = self.sights.choices.get(&(0, self.counts.read));
        let is_left_out = choice.is_some_and(|choice| choice.skip == Some(true));
        let is_somebody_else = choice.is_some_and(|choice| choice.who.flatten() == Some(Who::Somebody));
        if is_left_out {
            return self.skip(&person, "user", None);
        }
        let reading = self.reading(&person)?;
        let found = if self.policy == OnDuplicate::Create || is_somebody_else {
            None
        } else {
            self.find(&person, &reading)?
        };
        match found {
            None => self.create(&person, reading),
            Some((id, by)) => self.meet(&person, reading, id, by),
        }
    }

    /// The prospect of the file with the ids of this base.
    fn reading(&self, person: &Person) -> Outcome<Reading> {
        let row = person.row.clone();
        let mut custom = serde_json::Map::new();
        for (field, value) in row.custom {
            let id = field.parse().ok().and_then(|id: Id| self.here.fields.get(&id));
            let id = id.ok_or_else(|| missing("field", &field))?;
            custom.insert(id.to_string(), value);
        }
        let company = match row.company_id {
            Some(id) => Some(
                self.here.companies.get(&id).cloned().ok_or_else(|| missing("company", &id.to_string()))?,
            ),
            None => None,
        };
        let mut tag_ids = Vec::new();
        for tag in &row.tag_ids {
            tag_ids.push(*self.here.tags.get(tag).ok_or_else(|| missing("tag", &tag.to_string()))?);
        }
        let owner_id = match row.owner_id {
            Some(id) => Some(*self.here.members.get(&id).ok_or_else(|| missing("member", &id.to_string()))?),
            None => None,
        };
        let stage_id = self.here.stages.get(&row.stage_id).copied().unwrap_or(self.default_stage);
        Ok(Reading {
            prospect: NewProspect {
                id: Some(row.id),
                civility: row.civility,
                first_name: row.first_name,
                last_name: row.last_name,
                job_title: row.job_title,
                company,
                email: row.email,
                phone: row.phone,
                addresses: person.addresses.clone(),
                stage_id,
                owner_id,
                tag_ids,
                source: row.source,
                sector: row.sector,
                city: row.city,
                postcode: row.postcode,
                country: row.country,
                site: row.site,
                linkedin_url: row.linkedin_url,
                value_cents: row.value_cents,
                currency: Some(row.currency),
                expected_close_on: row.expected_close_on,
                notes: row.notes,
                do_not_contact_at: row.do_not_contact_at,
                last_interaction_at: row.last_interaction_at,
                custom: String::new(),
                position: person.position,
                import_id: person.import_id.and_then(|id| self.here.imports.get(&id).copied()),
                is_sample: person.is_sample,
                created_at: Some(row.created_at),
                updated_at: Some(row.updated_at),
                deleted_at: row.deleted_at,
            },
            company: row.company,
            custom,
            ..Reading::default()
        })
    }

    /// Who of this base she is: the same id, else as any other import finds her. Records of one file are different people.
    fn find(&self, person: &Person, reading: &Reading) -> Outcome<Option<(Id, &'static str)>> {
        let db = self.db;
        let by_id: Option<i64> =
            db.optional("SELECT id FROM prospect WHERE id = ?1", [person.row.id.0], |row| row.get(0))?;
        if by_id.is_some() {
            return Ok(Some((person.row.id, "id")));
        }
        let new = &reading.prospect;
        let found = self.known.find(new, reading.company.as_deref(), |id| {
            let held: Option<(Option<String>, Option<String>)> =
                db.optional("SELECT first_name, last_name FROM prospect WHERE id = ?1", [id], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            Ok(held.is_some_and(|(first, last)| {
                names_agree(
                    (first.as_deref(), last.as_deref()),
                    (new.first_name.as_deref(), new.last_name.as_deref()),
                )
            }))
        })?;
        Ok(found.map(|(id, by)| (id, by.word())))
    }

    fn create(&mut self, person: &Person, mut reading: Reading) -> Outcome<()> {
        if let Some(tx) = self.tx {
            let new = &mut reading.prospect;
            if !reading.custom.is_empty() {
                new.custom = serde_json::Value::Object(reading.custom).to_string();
            }
            let id = prospects::insert(tx, new)?;
            self.here.people.insert(person.row.id, id);
            belongings::adopt(tx, id, person)?;
        }
        self.counts.created += 1;
        self.see(person, RowState::New, RowOutcome::Created, More::default());
        Ok(())
    }

    fn meet(&mut self, person: &Person, reading: Reading, id: Id, by: &'static str) -> Outcome<()> {
        *self.matches.entry(by).or_default() += 1;
        self.here.people.insert(person.row.id, id);
        if self.policy == OnDuplicate::Skip {
            return self.skip(person, &format!("duplicate:{by}"), Some(id));
        }
        let held = prospects::get(&self.db, id)?;
        let mut change =
            merge(&Sides { held: &held, now: &reading, then: None, takes: None, rules: &self.rules });
        let company = reading.prospect.company.as_ref().map(|(id, _)| *id);
        if std::mem::take(&mut change.takes_company)
            && let Some(company) = company.filter(|id| Some(*id) != held.row.company_id)
        {
            change.columns.push(("company_id", company.0.into()));
        }
        let mut names = change.names();
        if let Some(tx) = self.tx.filter(|_| !change.is_empty()) {
            change.write(tx, id)?;
            prospects::add_addresses(tx, id, &change.addresses, held.addresses.len())?;
            for tag in &change.tag_ids {
                tags::put(tx, id, *tag)?;
            }
            tx.index_again(id);
        }
        names.extend(belongings::meet(self.tx, &self.db, id, person)?);
        let (state, outcome) = match names.is_empty() {
            true => (RowState::Same, RowOutcome::Unchanged),
            false => (RowState::Changed, RowOutcome::Updated),
        };
        match outcome {
            RowOutcome::Unchanged => self.counts.unchanged += 1,
            _ => self.counts.updated += 1,
        }
        let more = More {
            reason: Some(by.to_owned()),
            prospect_id: Some(id),
            prospect: Some(held.row.name),
            changes: names,
            diffs: change.diffs,
            ..More::default()
        };
        self.see(person, state, outcome, more);
        Ok(())
    }

    fn skip(&mut self, person: &Person, reason: &str, about: Option<Id>) -> Outcome<()> {
        self.counts.skipped += 1;
        *self.reasons.entry(reason.to_owned()).or_default() += 1;
        if let Some(tx) = self.tx {
            let cells = serde_json::to_string(&cells(person)).map_err(Failure::bug)?;
            tx.db().execute(
                "INSERT INTO import_reject (id, import_id, line, reason, cells) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![tx.new_id().0, self.import.0, self.counts.read.cast_signed(), reason, cells],
            )?;
        }
        let more = More { reason: Some(reason.to_owned()), prospect_id: about, ..More::default() };
        self.see(person, RowState::Skipped, RowOutcome::Skipped, more);
        Ok(())
    }

    fn see(&mut self, person: &Person, state: RowState, outcome: RowOutcome, more: More) {
        if self.tx.is_none() {
            let cells = cells(person);
            self.sights.add(Sight {
                sheet: 0,
                line: self.counts.read,
                state,
                outcome,
                cells: pack(cells.iter().map(|text| CellRef::Text(text)), |_| true).into(),
                more: Some(Box::new(more)),
            });
        }
    }

    fn tally(mut self) -> Tally {
        let listed = |map: BTreeMap<String, u64>| -> Vec<ReasonCount> {
            map.into_iter().map(|(reason, count)| ReasonCount { reason, count }).collect()
        };
        self.counts.reasons = listed(self.reasons);
        self.counts.warnings = listed(self.warnings);
        Tally {
            counts: self.counts,
            companies_created: self.made.len() as u64,
            matches: listed(self.matches.into_iter().map(|(by, count)| (by.to_owned(), count)).collect()),
            mappings: Vec::new(),
            sheets: Vec::new(),
            sights: self.sights,
            gone: 0,
            gone_names: Vec::new(),
        }
    }
}

/// What is shown of a prospect: the columns of the table that the draft shows.
fn cells(person: &Person) -> [&str; 5] {
    let row = &person.row;
    [&row.first_name, &row.last_name, &row.company, &row.email, &row.phone]
        .map(|text| text.as_deref().unwrap_or_default())
}

/// A record that refers to another one which the file does not have.
fn missing(what: &str, id: &str) -> Failure {
    Failure::refused("file_damaged").with("detail", format!("{what} {id}"))
}
