//! Running an import: every row in one operation, so that it is all there or not at all; or dry, on a slate.

mod companies;
mod employers;
mod meeting;
mod notes;
mod selects;
mod sheets;

use super::{
    desk::{Draft, RowChoicesByLine},
    draft,
    indexing::text_of,
    lines::Told,
    matching::Known,
    packing::pack,
    policies::Rules,
    reading::{Reader, Reading},
    sights::{More, Sight, Sights},
    slate::Hand,
    totals::{is_repeated, totals},
};
use crate::{
    duplicates::{Index, Near},
    fields, members,
    prospects::{self, GAP},
    stages, tags, values,
};
use meeting::Found;
use relance_model::{
    Failure, Id, Outcome,
    imports::{
        ImportCounts, ImportWarning, OnDuplicate, ReasonCount, RowChoice, RowOutcome, RowState, SheetCounts,
        SheetKind, Target,
    },
    labels::{CustomField, Member, Stage},
};
use relance_sheet::{Cell, RowRef};
use relance_store::{fold, params};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a run found and did.
#[derive(Default)]
pub(super) struct Tally {
    pub counts: ImportCounts,
    pub companies_created: u64,
    pub matches: Vec<ReasonCount>,
    /// The mapping of each sheet that was read, to be remembered; and what became of its rows.
    pub mappings: Vec<Vec<Target>>,
    pub sheets: Vec<SheetCounts>,
    /// Who was in the list the last time and is not any more.
    pub gone: u64,
    pub gone_names: Vec<String>,
    /// What a dry run saw.
    pub sights: Sights,
}

/// A sheet being read.
struct Sheet {
    index: usize,
    kind: SheetKind,
    titles: Vec<String>,
    reader: Reader,
    rules: Rules,
    selects: Vec<selects::Select>,
    told: Told,
}

/// A row of it, as the user corrected it.
struct Row<'r> {
    cells: RowRef<'r>,
    sheet: &'r Sheet,
    choice: Option<&'r RowChoice>,
}

/// The state of one run.
pub(super) struct Run<'a> {
    hand: Hand<'a>,
    import: Id,
    /// UTC ms: an opposition without a date is dated so.
    now: i64,
    on_duplicate: OnDuplicate,
    choices: RowChoicesByLine,
    known: Known,
    /// Everybody of the base, to be weighed against.
    people: Index,
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
    /// Names of companies that got their domain from this run.
    domains: HashMap<String, String>,
    /// Which facts of a company rows have told, as bits.
    told: HashMap<Id, u16>,
    position: HashMap<Id, i64>,
    companies_created: u64,
    counts: ImportCounts,
    reasons: BTreeMap<String, u64>,
    warnings: BTreeMap<String, u64>,
    matches: BTreeMap<&'static str, u64>,
    sights: Sights,
    /// Whom the rows were about.
    seen: HashSet<Id>,
    /// Where a dry run saw who it made.
    made: HashMap<Id, usize>,
    /// Notes have to find people, those of this run too.
    has_notes: bool,
    whose: Option<notes::Whose>,
    /// Notes that rows have told, so that the same one is not written twice.
    noted: HashSet<(Id, u64)>,
    /// Companies of this run by what tells them apart.
    firms: HashMap<String, Id>,
}

/// Settings of the base that the run reads by.
pub(super) struct House {
    pub region: String,
    pub currency: String,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        mut hand: Hand<'a>,
        import: Id,
        draft: &Draft,
        house: &House,
        now: i64,
        people: Index,
    ) -> Outcome<Self> {
        let db = hand.db();
        let stages = stages::all(&db)?;
        let default_stage = match draft.options.stage_id {
            Some(id) => stages::find(&db, &id.to_string())?.id,
            None => stages.first().map(|stage| stage.id).ok_or_else(|| Failure::bug("no stage"))?,
        };
        let members = members::all(&db)?;
        let mut tag_ids = Vec::new();
        for name in draft.options.tags.iter().filter(|name| !name.trim().is_empty()) {
            tag_ids.push(hand.tag(name)?);
        }
        Ok(Self {
            import,
            now,
            on_duplicate: draft.options.on_duplicate,
            choices: draft.rows.clone(),
            known: Known::of(&db)?,
            people,
            seen: HashSet::new(),
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
            domains: HashMap::new(),
            told: HashMap::new(),
            position: HashMap::new(),
            companies_created: 0,
            counts: ImportCounts::default(),
            reasons: BTreeMap::new(),
            warnings: BTreeMap::new(),
            matches: BTreeMap::new(),
            sights: Sights { choices: draft.rows.clone(), ..Sights::default() },
            made: HashMap::new(),
            has_notes: (0..draft.book.sheets.len()).any(|sheet| draft.kind(sheet) == SheetKind::Notes),
            whose: None,
            noted: HashSet::new(),
            firms: HashMap::new(),
            hand,
        })
    }

    fn one_row(&mut self, row: &Row<'_>) -> Outcome<()> {
        if row.cells.is_blank() {
            return self.skip(row, "empty", None, None);
        }
        if is_repeated(row.cells, &row.sheet.titles) {
            return self.skip(row, "repeated_header", None, None);
        }
        let mut reading = row.sheet.reader.read(row.cells);
        if row.choice.is_some_and(|choice| choice.skip == Some(true)) {
            return self.skip(row, "user", Some(&reading), None);
        }
        let is_wanted = row.choice.is_some_and(|choice| choice.skip == Some(false));
        if let Some(sure) = totals(row.cells, &reading).filter(|_| !is_wanted) {
            self.skip(row, "totals", Some(&reading), None)?;
            self.sights.sure_of_totals(sure);
            return Ok(());
        }
        match row.sheet.kind {
            SheetKind::Companies => return self.company_row(row, reading),
            SheetKind::Notes => return self.note_row(row, reading),
            _ => {}
        }
        if !has_identity(&reading) {
            let is_unreadable =
                reading.warnings.iter().any(|warning| draft::IDENTIFYING.contains(&warning.field.as_str()));
            let reason = if is_unreadable { "unreadable_identity" } else { "no_identity" };
            return self.skip(row, reason, Some(&reading), None);
        }
        self.settle_quietly(&mut reading)?;
        self.warn(&reading);
        match self.find(row, &reading)? {
            Found::Nobody => self.create(row, reading, None),
            Found::Maybe(near) => self.create(row, reading, Some(near)),
            Found::ThrownAway => self.skip(row, "thrown_away", Some(&reading), None),
            Found::Somebody(id, by) => self.meet(row, reading, id, by),
        }
    }

    fn warn(&mut self, reading: &Reading) {
        for warning in &reading.warnings {
            *self.warnings.entry(format!("{}:{}", warning.field, warning.reason)).or_default() += 1;
        }
    }

    /// Resolves words of the row that mean records of the base: stage, owner.
    fn settle_quietly(&mut self, reading: &mut Reading) -> Outcome<()> {
        if let Some(word) = reading.stage.take() {
            match self.stage_of(&word) {
                Some(stage) => reading.prospect.stage_id = stage,
                None => left_out(reading, "stage", word, "stage.unknown"),
            }
        }
        if let Some(word) = reading.owner.take() {
            match members::find(&self.members, &word).map(|member| member.id) {
                Some(owner) => reading.prospect.owner_id = Some(owner),
                None => left_out(reading, "owner", word, "owner.unknown"),
            }
        }
        self.name_company(reading)
    }

    fn stage_of(&self, word: &str) -> Option<Id> {
        let folded = fold(word.trim());
        let named = self.stages.iter().find(|stage| stage.key == folded || fold(&stage.label) == folded);
        named
            .or_else(|| values::stage(word).and_then(|key| self.stages.iter().find(|stage| stage.key == key)))
            .map(|stage| stage.id)
    }

    fn create(&mut self, row: &Row<'_>, mut reading: Reading, near: Option<Near>) -> Outcome<()> {
        let company = self.compose(&mut reading)?;
        let new = &mut reading.prospect;
        if let Some(tx) = self.hand.base() {
            let next = match self.position.get(&new.stage_id) {
                Some(last) => last + GAP,
                // Room for two thousand million rows above what is there.
                None => prospects::top_position(&tx.db(), new.stage_id)? - (1 << 41),
            };
            self.position.insert(new.stage_id, next);
            new.position = next;
        }
        let id = self.hand.insert(new)?;
        if let Some(tx) = self.hand.base() {
            let company_name = company.as_ref().map(|(.., name)| name.as_str());
            let text = text_of(
                &reading.prospect,
                company_name,
                &self.tag_names(&reading.prospect.tag_ids)?,
                &self.fields,
            );
            tx.index(id, text)?;
            row.sheet.told.keep(tx, (self.import, row.sheet.index), id, row.cells)?;
        }
        if self.on_duplicate != OnDuplicate::Create || self.has_notes {
            self.known.add(id, &reading.prospect, reading.company.as_deref());
        }
        self.counts.created += 1;
        if self.hand.base().is_none() {
            self.made.insert(id, self.sights.rows.len());
            let (state, prospect) = match &near {
                Some(near) => (RowState::Conflict, Some(self.person(near.id)?.row.name)),
                None => (RowState::New, None),
            };
            let more = More {
                reason: near.as_ref().map(|_| "maybe".to_owned()),
                prospect_id: near.as_ref().map(|near| near.id),
                prospect,
                warnings: reading.warnings,
                near,
                ..More::default()
            };
            let more = Some(more).filter(|more| !more.warnings.is_empty() || more.near.is_some());
            self.see(row, state, RowOutcome::Created, more);
        }
        Ok(())
    }

    /// What of a new prospect only the base knows.
    fn compose(&mut self, reading: &mut Reading) -> Outcome<Option<(Id, String, String)>> {
        let company = self.company(reading)?;
        let tag_ids = self.tags_of(reading)?;
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
        Ok(company)
    }

    fn tag_names(&self, ids: &[Id]) -> Outcome<Vec<String>> {
        ids.iter().map(|id| tags::get(&self.hand.db(), *id).map(|tag| tag.name)).collect()
    }

    fn tags_of(&mut self, reading: &Reading) -> Outcome<Vec<Id>> {
        let mut ids = self.tag_ids.clone();
        for name in &reading.tags {
            let id = match self.tag_cache.get(name) {
                Some(id) => *id,
                None => {
                    let id = self.hand.tag(name)?;
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

    fn skip(
        &mut self,
        row: &Row<'_>,
        reason: &str,
        reading: Option<&Reading>,
        about: Option<Id>,
    ) -> Outcome<()> {
        self.counts.skipped += 1;
        *self.reasons.entry(reason.to_owned()).or_default() += 1;
        if let Some(tx) = self.hand.base() {
            let cells = serde_json::to_string(&row.cells.texts()).map_err(Failure::bug)?;
            tx.db().execute(
                "INSERT INTO import_reject (id, import_id, sheet, line, reason, cells) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![tx.new_id().0, self.import.0, row.sheet.index as i64, row.cells.line.cast_signed(), reason, cells],
            )?;
            return Ok(());
        }
        let more = More {
            reason: Some(reason.to_owned()),
            prospect_id: about.filter(|id| id.0 > 0),
            warnings: reading.map(|reading| reading.warnings.clone()).unwrap_or_default(),
            ..More::default()
        };
        self.see(row, RowState::Skipped, RowOutcome::Skipped, Some(more));
        Ok(())
    }

    fn see(&mut self, row: &Row<'_>, state: RowState, outcome: RowOutcome, more: Option<More>) {
        self.sights.add(Sight {
            sheet: row.sheet.index,
            line: row.cells.line,
            state,
            outcome,
            cells: pack(row.cells.iter(), |_| true).into(),
            more: more.map(Box::new),
        });
    }
}

fn left_out(reading: &mut Reading, field: &str, value: String, reason: &str) {
    reading.warnings.push(ImportWarning { field: field.into(), value, reason: reason.into() });
}

/// The row with the cells that the user corrected.
fn correct(row: RowRef<'_>, choice: &RowChoice) -> relance_sheet::Row {
    let mut row = row.to_row();
    for (index, text) in choice.cells.iter().filter_map(|(index, text)| Some((*index, text.as_ref()?))) {
        if row.cells.len() <= index {
            row.cells.resize(index + 1, Cell::Empty);
        }
        row.cells[index] = Cell::Text(text.clone());
    }
    row
}

fn has_identity(reading: &Reading) -> bool {
    let new = &reading.prospect;
    [&new.last_name, &new.first_name, &new.email, &new.phone, &new.linkedin_url, &reading.company]
        .iter()
        .any(|text| text.is_some())
}
