//! Running an import: every row in one operation, so that it is all there or not at all.

mod employers;

use super::{
    desk::{Draft, Stop},
    draft::{self, Plan, refused},
    indexing::text_of,
    matching::{By, Known, names_agree},
    merging::{Change, merge},
    reading::{Reader, Reading},
};
use crate::{
    fields, members,
    prospects::{self, GAP},
    stages, tags,
    values::{self, Region},
};
use relance_model::{
    Failure, Id, Outcome,
    imports::{ImportCounts, ImportRow, OnDuplicate, ReasonCount, RowOutcome, Target},
    labels::{CustomField, CustomFieldEdit, Member, Stage},
    prospects::Address,
};
use relance_sheet::RowRef;
use relance_store::{Tx, fold, params};
use std::collections::{BTreeMap, HashMap};

/// Rows of the dry run that are shown of each outcome.
const SHOWN: usize = 20;
/// Rows between two looks at the stop sign and two reports of progress.
const STRIDE: u64 = 500;

/// What a run found and did.
#[derive(Default)]
pub(super) struct Tally {
    pub counts: ImportCounts,
    pub companies_created: u64,
    pub matches: Vec<ReasonCount>,
    pub rows: Vec<ImportRow>,
    pub mapping: Vec<Target>,
}

/// The state of one run.
pub(super) struct Run<'a> {
    tx: &'a Tx<'a>,
    import: Id,
    on_duplicate: OnDuplicate,
    /// Every row is decided as in earnest; only the search index is spared, since nothing will stay.
    is_dry: bool,
    known: Known,
    stages: Vec<Stage>,
    members: Vec<Member>,
    fields: Vec<CustomField>,
    default_stage: Id,
    default_source: Option<String>,
    currency: String,
    owner: Option<Id>,
    tag_ids: Vec<Id>,
    tag_cache: HashMap<String, Id>,
    company_cache: HashMap<String, (Id, String, String)>,
    /// Names of companies that rows tell only by their domain.
    named_by_domain: HashMap<String, String>,
    /// Which facts of a company rows have told, as bits.
    told: HashMap<Id, u8>,
    position: HashMap<Id, i64>,
    companies_created: u64,
    counts: ImportCounts,
    reasons: BTreeMap<String, u64>,
    warnings: BTreeMap<String, u64>,
    matches: BTreeMap<&'static str, u64>,
    rows: Vec<ImportRow>,
    shown: [usize; 4],
}

/// The mapping to remember, and the custom field of each column that has one.
type Mapping = (Vec<Target>, Vec<(usize, Id)>);

/// Settings of the base that the run reads by.
pub(super) struct House {
    pub region: String,
    pub currency: String,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        tx: &'a Tx<'a>,
        import: Id,
        draft: &Draft,
        house: &House,
        is_dry: bool,
    ) -> Outcome<Self> {
        let db = tx.db();
        let stages = stages::all(&db)?;
        let default_stage = match draft.options.stage_id {
            Some(id) => stages::find(&db, &id.to_string())?.id,
            None => stages.first().map(|stage| stage.id).ok_or_else(|| Failure::bug("no stage"))?,
        };
        let members = members::all(&db)?;
        let mut tag_ids = Vec::new();
        for name in draft.options.tags.iter().filter(|name| !name.trim().is_empty()) {
            tag_ids.push(tags::find_or_add(tx, name)?);
        }
        Ok(Self {
            tx,
            import,
            on_duplicate: draft.options.on_duplicate,
            is_dry,
            known: Known::of(&db)?,
            owner: members.first().map(|member| member.id),
            members,
            fields: fields::all(&db)?,
            default_stage,
            default_source: draft.options.source.clone().filter(|source| !source.trim().is_empty()),
            currency: house.currency.clone(),
            stages,
            tag_ids,
            tag_cache: HashMap::new(),
            company_cache: HashMap::new(),
            named_by_domain: HashMap::new(),
            told: HashMap::new(),
            position: HashMap::new(),
            companies_created: 0,
            counts: ImportCounts::default(),
            reasons: BTreeMap::new(),
            warnings: BTreeMap::new(),
            matches: BTreeMap::new(),
            rows: Vec::new(),
            shown: [0; 4],
        })
    }

    /// Reads every row of the draft's sheet. `progress` hears of rows done and the share of the file, from 0 to 1.
    pub(super) fn all_rows(
        mut self,
        draft: &mut Draft,
        plan: &Plan,
        house: &House,
        stop: &Stop,
        mut progress: impl FnMut(u64, f32),
    ) -> Outcome<Tally> {
        let (mapping, custom) = self.make_fields(plan)?;
        let region = Region::from_code(&house.region).unwrap_or(Region::FR);
        let reader = Reader::new(plan, &custom, region, self.tx.at());
        self.tx.index_by_hand();
        let mut rows = draft.book.reader(draft.sheet).map_err(|error| refused(&error))?;
        loop {
            let share = rows.progress();
            let Some(row) = rows.next_row().map_err(|error| refused(&error))? else { break };
            if row.line < plan.first_line {
                continue;
            }
            self.counts.read += 1;
            self.one_row(row, &reader)?;
            if self.counts.read.is_multiple_of(STRIDE) {
                if stop.is_asked() {
                    return Err(Failure::not_now("import_cancelled"));
                }
                progress(self.counts.read, share);
            }
        }
        self.tx.index_by_itself();
        let listed = |map: BTreeMap<String, u64>| {
            map.into_iter().map(|(reason, count)| ReasonCount { reason, count }).collect()
        };
        self.counts.reasons = listed(self.reasons);
        self.counts.warnings = listed(self.warnings);
        Ok(Tally {
            counts: self.counts,
            companies_created: self.companies_created,
            matches: self
                .matches
                .into_iter()
                .map(|(reason, count)| ReasonCount { reason: reason.to_owned(), count })
                .collect(),
            rows: self.rows,
            mapping,
        })
    }

    /// Makes the custom fields that the mapping asks for; answers the mapping to remember and the field of each column.
    fn make_fields(&mut self, plan: &Plan) -> Outcome<Mapping> {
        let (mut mapping, mut custom) = (Vec::new(), Vec::new());
        for column in &plan.columns {
            let target = match &column.target {
                Target::NewCustom { label } => {
                    let held = self
                        .fields
                        .iter()
                        .find(|field| fold(&field.label) == fold(label.trim()))
                        .map(|field| field.id);
                    let field_id = match held {
                        Some(id) => id,
                        None => {
                            fields::add(self.tx, &CustomFieldEdit { label: Some(label.clone()), kind: None })?
                        }
                    };
                    self.fields = fields::all(&self.tx.db())?;
                    Target::Custom { field_id }
                }
                other => other.clone(),
            };
            if let Target::Custom { field_id } = target {
                custom.push((column.index, field_id));
            }
            mapping.push(target);
        }
        Ok((mapping, custom))
    }

    fn one_row(&mut self, row: RowRef<'_>, reader: &Reader) -> Outcome<()> {
        if row.is_blank() {
            return self.skip(row, "empty", None);
        }
        let mut reading = reader.read(row);
        if !has_identity(&reading) {
            let is_unreadable =
                reading.warnings.iter().any(|warning| draft::IDENTIFYING.contains(&warning.field.as_str()));
            let reason = if is_unreadable { "unreadable_identity" } else { "no_identity" };
            return self.skip(row, reason, Some(&reading));
        }
        self.settle(&mut reading)?;
        let found = if self.on_duplicate == OnDuplicate::Create { None } else { self.find(&reading)? };
        match found {
            None => self.create(row, reading),
            Some((id, by)) => self.meet(row, reading, id, by),
        }
    }

    fn find(&self, reading: &Reading) -> Outcome<Option<(Id, By)>> {
        let new = &reading.prospect;
        self.known.find(new, reading.company.as_deref(), |id| {
            let held: Option<(Option<String>, Option<String>)> = self.tx.db().optional(
                "SELECT first_name, last_name FROM prospect WHERE id = ?1",
                [id],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            Ok(held.is_some_and(|(first, last)| {
                names_agree(
                    (first.as_deref(), last.as_deref()),
                    (new.first_name.as_deref(), new.last_name.as_deref()),
                )
            }))
        })
    }

    /// Resolves words of the row that mean records of the base: stage, owner.
    fn settle(&mut self, reading: &mut Reading) -> Outcome<()> {
        if let Some(word) = reading.stage.take() {
            match self.stage_of(&word) {
                Some(stage) => reading.prospect.stage_id = stage,
                None => self.left_out(reading, "stage", word, "stage.unknown"),
            }
        }
        if let Some(word) = reading.owner.take() {
            match members::find(&self.members, &word).map(|member| member.id) {
                Some(owner) => reading.prospect.owner_id = Some(owner),
                None => self.left_out(reading, "owner", word, "owner.unknown"),
            }
        }
        self.name_company(reading)?;
        for warning in &reading.warnings {
            *self.warnings.entry(format!("{}:{}", warning.field, warning.reason)).or_default() += 1;
        }
        Ok(())
    }

    fn left_out(&self, reading: &mut Reading, field: &str, value: String, reason: &str) {
        reading.warnings.push(relance_model::imports::ImportWarning {
            field: field.into(),
            value,
            reason: reason.into(),
        });
    }

    fn stage_of(&self, word: &str) -> Option<Id> {
        let folded = fold(word.trim());
        let named = self.stages.iter().find(|stage| stage.key == folded || fold(&stage.label) == folded);
        named
            .or_else(|| values::stage(word).and_then(|key| self.stages.iter().find(|stage| stage.key == key)))
            .map(|stage| stage.id)
    }

    fn create(&mut self, row: RowRef<'_>, mut reading: Reading) -> Outcome<()> {
        let company = self.company(&reading)?;
        let tag_ids = self.tags_of(&reading)?;
        let new = &mut reading.prospect;
        if new.stage_id == Id::default() {
            new.stage_id = self.default_stage;
        }
        new.owner_id = new.owner_id.or(self.owner);
        new.source = new.source.take().or_else(|| self.default_source.clone());
        new.currency = Some(new.currency.take().unwrap_or_else(|| self.currency.clone()));
        new.company = company.as_ref().map(|(id, key, _)| (*id, key.clone()));
        new.tag_ids = tag_ids;
        new.import_id = Some(self.import);
        if !reading.custom.is_empty() {
            new.custom = serde_json::Value::Object(std::mem::take(&mut reading.custom)).to_string();
        }
        let next = match self.position.get(&new.stage_id) {
            Some(last) => last + GAP,
            // Room for two thousand million rows above what is there.
            None => prospects::top_position(&self.tx.db(), new.stage_id)? - (1 << 41),
        };
        self.position.insert(new.stage_id, next);
        new.position = next;
        let id = prospects::insert(self.tx, new)?;
        let company_name = company.as_ref().map(|(.., name)| name.as_str());
        if !self.is_dry {
            let text = text_of(new, company_name, &self.tag_names(&new.tag_ids)?);
            self.tx.index(id, text)?;
        }
        if self.on_duplicate != OnDuplicate::Create {
            self.known.add(id, &reading.prospect, reading.company.as_deref());
        }
        self.counts.created += 1;
        self.show(row, RowOutcome::Created, None, Some(id), &reading, Vec::new());
        Ok(())
    }

    fn tag_names(&self, ids: &[Id]) -> Outcome<Vec<String>> {
        ids.iter().map(|id| tags::get(&self.tx.db(), *id).map(|tag| tag.name)).collect()
    }

    fn tags_of(&mut self, reading: &Reading) -> Outcome<Vec<Id>> {
        let mut ids = self.tag_ids.clone();
        for name in &reading.tags {
            let id = match self.tag_cache.get(name) {
                Some(id) => *id,
                None => {
                    let id = tags::find_or_add(self.tx, name)?;
                    self.tag_cache.insert(name.clone(), id);
                    id
                }
            };
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// A row about somebody who is here.
    fn meet(&mut self, row: RowRef<'_>, mut reading: Reading, id: Id, by: By) -> Outcome<()> {
        *self.matches.entry(by.word()).or_default() += 1;
        if self.on_duplicate == OnDuplicate::Skip {
            let own: Option<i64> = self
                .tx
                .db()
                .optional("SELECT import_id FROM prospect WHERE id = ?1", [id.0], |row| row.get(0))?
                .flatten();
            let reason = if own == Some(self.import.0) { "duplicate_in_file" } else { "duplicate" };
            return self.skip(row, &format!("{reason}:{}", by.word()), Some(&reading));
        }
        let company = self.company(&reading)?;
        reading.prospect.company = company.as_ref().map(|(id, key, _)| (*id, key.clone()));
        reading.prospect.tag_ids = self.tags_of(&reading)?;
        let held = prospects::get(&self.tx.db(), id)?;
        let change = merge(&held, &reading, self.on_duplicate == OnDuplicate::Overwrite);
        if change.is_empty() {
            self.counts.unchanged += 1;
            self.known.add(id, &reading.prospect, reading.company.as_deref());
            self.show(row, RowOutcome::Unchanged, Some(by.word()), Some(id), &reading, Vec::new());
            return Ok(());
        }
        self.update(id, &change, held.addresses.len())?;
        self.known.add(id, &reading.prospect, reading.company.as_deref());
        self.counts.updated += 1;
        self.show(row, RowOutcome::Updated, Some(by.word()), Some(id), &reading, change.names());
        Ok(())
    }

    fn update(&self, id: Id, change: &Change, addresses: usize) -> Outcome<()> {
        change.write(self.tx, id)?;
        let further: &[Address] = &change.addresses;
        prospects::add_addresses(self.tx, id, further, addresses)?;
        for tag in &change.tag_ids {
            tags::put(self.tx, id, *tag)?;
        }
        if !self.is_dry {
            self.tx.index_again(id);
        }
        Ok(())
    }

    fn skip(&mut self, row: RowRef<'_>, reason: &str, reading: Option<&Reading>) -> Outcome<()> {
        self.counts.skipped += 1;
        *self.reasons.entry(reason.to_owned()).or_default() += 1;
        let cells = serde_json::to_string(&row.texts()).map_err(Failure::bug)?;
        self.tx.db().execute(
            "INSERT INTO import_reject (id, import_id, line, reason, cells) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![self.tx.new_id().0, self.import.0, row.line.cast_signed(), reason, cells],
        )?;
        let blank = Reading::default();
        self.show(row, RowOutcome::Skipped, Some(reason), None, reading.unwrap_or(&blank), Vec::new());
        Ok(())
    }

    fn show(
        &mut self,
        row: RowRef<'_>,
        outcome: RowOutcome,
        reason: Option<&str>,
        id: Option<Id>,
        reading: &Reading,
        changes: Vec<String>,
    ) {
        let kind = match outcome {
            RowOutcome::Created => 0,
            RowOutcome::Updated => 1,
            RowOutcome::Unchanged => 2,
            RowOutcome::Skipped => 3,
        };
        if !self.is_dry || self.shown[kind] >= SHOWN {
            return;
        }
        self.shown[kind] += 1;
        let new = &reading.prospect;
        let names: Vec<&str> =
            [&new.first_name, &new.last_name].into_iter().flatten().map(String::as_str).collect();
        self.rows.push(ImportRow {
            line: row.line,
            outcome,
            reason: reason.map(str::to_owned),
            // Ids of a dry run mean nothing after it.
            prospect_id: id.filter(|_| outcome != RowOutcome::Created),
            name: names.join(" "),
            company: reading.company.clone(),
            email: new.email.clone(),
            phone: new.phone.clone(),
            changes,
            warnings: reading.warnings.clone(),
        });
    }
}

fn has_identity(reading: &Reading) -> bool {
    let new = &reading.prospect;
    [&new.last_name, &new.first_name, &new.email, &new.phone, &new.linkedin_url, &reading.company]
        .iter()
        .any(|text| text.is_some())
}
