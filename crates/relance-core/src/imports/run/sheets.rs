//! The sheets of a file, one after the other in one run: what each becomes is decided row by row, and told sheet by sheet.

use super::{Row, Run, Sheet, Tally, correct};
use crate::{
    fields,
    imports::{
        desk::{Draft, RowChoicesByLine, Stop},
        draft::{Plan, refused},
        lines::Told,
        policies::Rules,
        reading::Reader,
        run::House,
    },
    values::Region,
};
use relance_model::{
    Failure, Id, Outcome,
    imports::{ImportCounts, OnDuplicate, ReasonCount, SheetCounts, SheetKind, Target},
    labels::{CustomField, CustomFieldEdit, FieldKind},
};
use relance_store::fold;
use std::collections::{BTreeMap, HashSet};

/// Names that a dry run tells of those who are no longer in the list.
const GONE: usize = 20;
/// Rows between two looks at the stop sign and two reports of progress.
const STRIDE: u64 = 500;

/// The mapping to remember, and the custom field of each column that has one.
type Mapping = (Vec<Target>, Vec<(usize, Id)>);

impl Run<'_> {
    /// Reads every row of the sheets that are not left out. `progress` hears of rows done and the share of the file, from
    /// 0 to 1.
    pub(in crate::imports) fn all_sheets(
        mut self,
        draft: &mut Draft,
        plans: &[Plan],
        house: &House,
        stop: &Stop,
        mut progress: impl FnMut(u64, f32),
    ) -> Outcome<Tally> {
        if let Some(tx) = self.hand.base() {
            tx.index_by_hand();
        }
        let choices = std::mem::take(&mut self.choices);
        let (mut mappings, mut counted, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        for (at, plan) in plans.iter().enumerate() {
            let (mapping, custom) = self.make_fields(plan, house)?;
            mappings.push(mapping);
            let mut sheet = self.open(plan, &custom, house)?;
            let before = self.counts.clone();
            let share_of = |share: f32| (at as f32 + share) / plans.len() as f32;
            self.rows_of(draft, plan, &mut sheet, &choices, stop, |done, share| {
                progress(done, share_of(share))
            })?;
            counted.push(since(&before, &self.counts, plan, &draft.book.sheets[plan.sheet].name));
            lists.push(sheet);
        }
        let (mut gone, mut gone_names) = (0, Vec::new());
        let mut seen = HashSet::new();
        for list in lists.iter().filter(|list| list.kind == SheetKind::Prospects) {
            // Sheets with the same columns are one list.
            if !seen.insert(list.told.source.clone()) {
                continue;
            }
            match self.hand.base() {
                Some(tx) => list.told.prune(tx)?,
                None => {
                    let (count, names) = list.told.gone(&self.hand.db(), &self.seen, GONE)?;
                    gone += count;
                    gone_names.extend(names);
                }
            }
        }
        gone_names.truncate(GONE);
        if let Some(tx) = self.hand.base() {
            tx.index_by_itself();
        }
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
            mappings,
            sheets: counted,
            gone,
            gone_names,
            sights: self.sights,
        })
    }

    fn open(&mut self, plan: &Plan, custom: &[(usize, Id)], house: &House) -> Outcome<Sheet> {
        let region = Region::from_code(&house.region).unwrap_or(Region::FR);
        let mut sheet = Sheet {
            index: plan.sheet,
            kind: plan.kind,
            titles: plan.titles.clone(),
            reader: Reader::new(plan, custom, region, self.now).with_fields(&self.fields),
            rules: Rules::of_plan(plan, self.on_duplicate, custom, &self.fields),
            selects: Vec::new(),
            told: Told::of(
                &self.hand.db(),
                &plan.signature,
                plan.read_columns(),
                self.on_duplicate == OnDuplicate::Overwrite,
            )?,
        };
        self.open_selects(&mut sheet, plan, custom);
        if self.hand.base().is_none() {
            self.sights.readers.insert(sheet.index, sheet.reader.clone());
        }
        Ok(sheet)
    }

    fn rows_of(
        &mut self,
        draft: &mut Draft,
        plan: &Plan,
        sheet: &mut Sheet,
        choices: &RowChoicesByLine,
        stop: &Stop,
        mut progress: impl FnMut(u64, f32),
    ) -> Outcome<()> {
        let mut rows = draft.book.reader(plan.sheet).map_err(|error| refused(&error))?;
        loop {
            let share = rows.progress();
            let Some(row) = rows.next_row().map_err(|error| refused(&error))? else { return Ok(()) };
            if row.line < plan.first_line {
                continue;
            }
            self.counts.read += 1;
            let choice = choices.get(&(sheet.index, row.line));
            let corrected =
                choice.filter(|choice| !choice.cells.is_empty()).map(|choice| correct(row, choice));
            let cells = corrected.as_ref().map_or(row, relance_sheet::Row::as_ref);
            if !sheet.selects.is_empty() {
                self.add_options(sheet, cells)?;
            }
            self.one_row(&Row { cells, sheet, choice })?;
            if self.counts.read.is_multiple_of(STRIDE) {
                if stop.is_asked() {
                    return Err(Failure::not_now("import_cancelled"));
                }
                progress(self.counts.read, share);
            }
        }
    }

    /// Makes the custom fields that the mapping asks for; answers the mapping to remember and the field of each column.
    fn make_fields(&mut self, plan: &Plan, house: &House) -> Outcome<Mapping> {
        let (mut mapping, mut custom) = (Vec::new(), Vec::new());
        for column in &plan.columns {
            let target = match &column.target {
                Target::NewCustom { label, kind } => {
                    Target::Custom { field_id: self.field(label, *kind, house)? }
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

    fn field(&mut self, label: &str, kind: FieldKind, house: &House) -> Outcome<Id> {
        let label = label.trim();
        if let Some(held) = self.fields.iter().find(|field| fold(&field.label) == fold(label)) {
            return Ok(held.id);
        }
        let habits = fields::Habits {
            region: house.region.clone(),
            currency: house.currency.clone(),
            ..fields::Habits::default()
        };
        if let Some(tx) = self.hand.base() {
            let id = fields::add(
                tx,
                &CustomFieldEdit {
                    label: Some(label.to_owned()),
                    kind: Some(kind),
                    ..CustomFieldEdit::default()
                },
                &habits,
            )?;
            self.fields = fields::all(&tx.db())?;
            return Ok(id);
        }
        let (id, position) = (self.hand.new_id(), i64::MAX);
        let currency = (kind == FieldKind::Currency).then_some(habits.currency);
        self.fields.push(CustomField { kind, currency, ..fields::plain(id, label, position) });
        Ok(id)
    }
}

/// What became of the rows of one sheet.
fn since(before: &ImportCounts, after: &ImportCounts, plan: &Plan, name: &str) -> SheetCounts {
    SheetCounts {
        sheet: plan.sheet,
        name: name.to_owned(),
        kind: plan.kind,
        read: after.read - before.read,
        created: after.created - before.created,
        updated: after.updated - before.updated,
        unchanged: after.unchanged - before.unchanged,
        skipped: after.skipped - before.skipped,
    }
}
