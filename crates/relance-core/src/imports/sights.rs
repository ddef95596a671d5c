//! What a dry run saw of each row, kept small: a row is its cells packed, and what was found of it only where there is
//! something to say. Pages of it are made when they are asked for.

use super::{
    desk::RowChoicesByLine,
    packing::unpack,
    reading::{Reader, Reading},
    totals,
};
use crate::duplicates::Near;
use relance_model::{
    Id,
    imports::{
        CellDiff, ImportRow, ImportRowPage, ImportRowsQuery, ImportWarning, RowOutcome, RowState,
        StateCounts, Take,
    },
};
use relance_store::fold;
use std::collections::BTreeMap;

/// One row.
pub(super) struct Sight {
    pub sheet: usize,
    pub line: u64,
    pub state: RowState,
    pub outcome: RowOutcome,
    /// Packed, corrections included.
    pub cells: Box<str>,
    pub more: Option<Box<More>>,
}

/// What there is to say of a row besides its cells.
#[derive(Default)]
pub(super) struct More {
    pub reason: Option<String>,
    pub prospect_id: Option<Id>,
    pub prospect: Option<String>,
    /// Whom a row may be about.
    pub near: Option<Near>,
    pub changes: Vec<String>,
    pub diffs: Vec<CellDiff>,
    pub warnings: Vec<ImportWarning>,
    /// How sure it is, wherever the row stands, that it is one of totals.
    pub totals: Option<f32>,
}

/// Everything that a dry run saw.
#[derive(Default)]
pub(crate) struct Sights {
    pub(super) rows: Vec<Sight>,
    pub(super) states: StateCounts,
    pub(super) readers: BTreeMap<usize, Reader>,
    pub(super) choices: RowChoicesByLine,
    /// The last line of each sheet that is neither empty nor one of totals.
    pub(super) bottoms: BTreeMap<usize, u64>,
}

/// Rows of a page at most.
const MOST: u64 = 500;

impl Sights {
    pub(super) fn add(&mut self, sight: Sight) {
        let count = match sight.state {
            RowState::New => &mut self.states.new,
            RowState::Changed => &mut self.states.changed,
            RowState::Same => &mut self.states.same,
            RowState::Conflict => &mut self.states.conflict,
            RowState::Skipped => &mut self.states.skipped,
        };
        *count += 1;
        let reason = sight.more.as_ref().and_then(|more| more.reason.as_deref());
        if sight.state != RowState::Skipped || !matches!(reason, Some("totals" | "empty")) {
            self.bottoms.insert(sight.sheet, sight.line);
        }
        self.rows.push(sight);
    }

    /// The row that was seen last is one of totals.
    pub(super) fn sure_of_totals(&mut self, alone: f32) {
        if let Some(more) = self.rows.last_mut().and_then(|sight| sight.more.as_mut()) {
            more.totals = Some(alone);
        }
    }

    /// The rows that a question finds, in the order of the file.
    pub(crate) fn page(&self, query: &ImportRowsQuery) -> ImportRowPage {
        let folded = fold(query.search.as_deref().unwrap_or_default());
        let words: Vec<&str> = folded.split_whitespace().collect();
        let limit = usize::try_from(query.limit.unwrap_or(100).min(MOST)).unwrap_or_default();
        let offset = usize::try_from(query.offset).unwrap_or(usize::MAX);
        let is_of_state = |sight: &&Sight| query.state.is_none_or(|state| state == sight.state);
        if words.is_empty() {
            let total = match query.state {
                None => self.rows.len() as u64,
                Some(RowState::New) => self.states.new,
                Some(RowState::Changed) => self.states.changed,
                Some(RowState::Same) => self.states.same,
                Some(RowState::Conflict) => self.states.conflict,
                Some(RowState::Skipped) => self.states.skipped,
            };
            let found = self.rows.iter().filter(is_of_state).skip(offset).take(limit);
            let items = found.map(|sight| self.shown(sight)).collect();
            return ImportRowPage { total, states: self.states, items };
        }
        let has_words = |sight: &&Sight| {
            let text = fold(&sight.cells);
            words.iter().all(|word| text.contains(word))
        };
        let found: Vec<&Sight> = self.rows.iter().filter(is_of_state).filter(has_words).collect();
        let items = found.iter().skip(offset).take(limit).map(|sight| self.shown(sight)).collect();
        ImportRowPage { total: found.len() as u64, states: self.states, items }
    }

    /// Decides all that is open: of two values, which; of a row that may be about somebody, that it is, or that it is not.
    pub(super) fn decide_open(&self, choices: &mut RowChoicesByLine, take: Take) {
        for sight in self.rows.iter().filter(|sight| sight.state == RowState::Conflict) {
            let Some(more) = &sight.more else { continue };
            let choice = choices.entry((sight.sheet, sight.line)).or_default();
            (choice.sheet, choice.line) = (sight.sheet, sight.line);
            for diff in more.diffs.iter().filter(|diff| diff.is_open) {
                choice.takes.entry(diff.field.clone()).or_insert(take);
            }
        }
    }

    /// The first rows of each outcome.
    pub(super) fn first(&self, of_each: usize) -> Vec<ImportRow> {
        let mut left = [of_each; 4];
        let mut is_first = |sight: &&Sight| {
            let left = &mut left[match sight.outcome {
                RowOutcome::Created => 0,
                RowOutcome::Updated => 1,
                RowOutcome::Unchanged => 2,
                RowOutcome::Skipped => 3,
            }];
            let is_wanted = *left > 0;
            *left = left.saturating_sub(1);
            is_wanted
        };
        self.rows.iter().filter(|sight| is_first(sight)).map(|sight| self.shown(sight)).collect()
    }

    /// The reading of a row that was seen.
    pub(super) fn reading(&self, place: usize) -> Option<Reading> {
        let sight = self.rows.get(place)?;
        let row = unpack(&sight.cells, sight.line);
        Some(self.readers.get(&sight.sheet)?.read(row.as_ref()))
    }

    fn shown(&self, sight: &Sight) -> ImportRow {
        let row = unpack(&sight.cells, sight.line);
        let reading =
            self.readers.get(&sight.sheet).map(|reader| reader.read(row.as_ref())).unwrap_or_default();
        let new = &reading.prospect;
        let names: Vec<&str> =
            [&new.first_name, &new.last_name].into_iter().flatten().map(String::as_str).collect();
        let nothing = More::default();
        let more = sight.more.as_deref().unwrap_or(&nothing);
        ImportRow {
            sheet: sight.sheet,
            line: sight.line,
            state: sight.state,
            outcome: sight.outcome,
            reason: more.reason.clone(),
            prospect_id: more.prospect_id,
            prospect: more.prospect.clone(),
            score: more.near.as_ref().map(|near| near.score),
            confidence: more.totals.map(|alone| {
                let bottom = self.bottoms.get(&sight.sheet).copied().unwrap_or_default();
                totals::confidence(alone, sight.line > bottom)
            }),
            because: more.near.as_ref().map(|near| near.reasons.clone()).unwrap_or_default(),
            name: names.join(" "),
            company: reading.company.clone(),
            email: new.email.clone(),
            phone: new.phone.clone(),
            changes: more.changes.clone(),
            diffs: more.diffs.clone(),
            warnings: more.warnings.clone(),
            cells: row.texts(),
            choice: self.choices.get(&(sight.sheet, sight.line)).cloned(),
        }
    }
}
