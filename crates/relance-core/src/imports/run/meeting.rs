//! A row about somebody who is here already: who she is, what it changes of her, what is left to decide.

use super::{Row, Run};
use crate::duplicates::{Known, Near, Person};
use crate::imports::{
    lines::{Line, Then},
    matching::{By, names_agree},
    merging::{Change, Sides, merge},
    reading::Reading,
    sights::More,
    slate::written,
};
use relance_model::{
    Id, Outcome,
    duplicates::{Likelihood, Reason, ReasonKind},
    imports::{OnDuplicate, RowOutcome, RowState, Who},
    prospects::{AddressKind, Prospect},
};
use serde_json::Value;

/// Who a row is about.
pub(super) enum Found {
    Nobody,
    /// Somebody who is like the row, to be told by the user.
    Maybe(Near),
    Somebody(Id, By),
    /// The same line was about somebody who was put into the trash since.
    ThrownAway,
}

/// Score from which on somebody is taken for the one of the row.
const SURE: f64 = 0.95;
/// Score from which on it is asked.
const DOUBTFUL: f64 = 0.5;

impl Run<'_> {
    /// Who a row is about: as the user says, else as matching finds.
    pub(super) fn find(&mut self, row: &Row<'_>, reading: &Reading) -> Outcome<Found> {
        match row.choice.and_then(|choice| choice.who.flatten()) {
            Some(Who::Somebody) => return Ok(Found::Nobody),
            Some(Who::Prospect { id }) if self.is_here(id)? => return Ok(Found::Somebody(id, By::User)),
            _ => {}
        }
        if self.on_duplicate == OnDuplicate::Create {
            return Ok(Found::Nobody);
        }
        match row.sheet.told.line(&self.hand.db(), row.cells)? {
            Line::Of(id) => return Ok(Found::Somebody(id, By::Line)),
            Line::ThrownAway if row.choice.is_none_or(|choice| choice.skip != Some(false)) => {
                return Ok(Found::ThrownAway);
            }
            _ => {}
        }
        let new = &reading.prospect;
        let known = std::mem::take(&mut self.known);
        let found = known.find(new, reading.company.as_deref(), |id| {
            let held = self.person(Id(id))?;
            Ok(names_agree(
                (held.row.first_name.as_deref(), held.row.last_name.as_deref()),
                (new.first_name.as_deref(), new.last_name.as_deref()),
            ))
        });
        self.known = known;
        if let Some((id, by)) = found? {
            return Ok(Found::Somebody(id, by));
        }
        let near = self.people.nearest(&person_of(reading), DOUBTFUL).into_iter().next();
        Ok(match near {
            Some(near) if is_sure(&near) => Found::Somebody(near.id, By::Alike),
            Some(near) => Found::Maybe(near),
            None => Found::Nobody,
        })
    }

    fn is_here(&self, id: Id) -> Outcome<bool> {
        self.hand
            .db()
            .scalar("SELECT EXISTS (SELECT 1 FROM prospect WHERE id = ?1 AND deleted_at IS NULL)", [id.0])
    }

    /// Somebody as this run leaves her so far.
    pub(super) fn person(&mut self, id: Id) -> Outcome<Prospect> {
        if let Some(held) = self.hand.person(id)? {
            return Ok(held);
        }
        // Made by an earlier row of a dry run: read again from that row.
        let reading = self.made.get(&id).and_then(|place| self.sights.reading(*place));
        let mut reading = reading.unwrap_or_default();
        self.settle_quietly(&mut reading)?;
        let company = self.compose(&mut reading)?;
        Ok(written(id, &reading.prospect, company.as_ref().map(|(.., name)| name.as_str())))
    }

    pub(super) fn meet(&mut self, row: &Row<'_>, mut reading: Reading, id: Id, by: By) -> Outcome<()> {
        *self.matches.entry(by.word()).or_default() += 1;
        if self.on_duplicate == OnDuplicate::Skip && by != By::User {
            let reason = if self.hand.is_made(id) { "duplicate_in_file" } else { "duplicate" };
            return self.skip(row, &format!("{reason}:{}", by.word()), Some(&reading), Some(id));
        }
        self.seen.insert(id);
        if let Some(tx) = self.hand.base() {
            row.sheet.told.keep(tx, (self.import, row.sheet.index), id, row.cells)?;
        }
        let then = match row.sheet.told.then(&self.hand.db(), id, row.cells, &row.sheet.reader)? {
            Then::Nothing => None,
            Then::Same if self.tag_ids.is_empty() => return self.same(row, &reading, id, by),
            Then::Same => Some(Box::new(row.sheet.reader.read(row.cells))),
            Then::Otherwise(then) => Some(then),
        };
        let then = match then {
            Some(mut then) => {
                self.settle_quietly(&mut then)?;
                // What was said before and is gone was taken off by somebody.
                reading.tags.retain(|tag| !then.tags.contains(tag));
                Some(then)
            }
            None => None,
        };
        let held = self.person(id)?;
        reading.prospect.tag_ids = self.tags_of(&reading)?;
        let sides = Sides {
            held: &held,
            now: &reading,
            then: then.as_deref(),
            takes: row.choice.map(|choice| &choice.takes),
            rules: &row.sheet.rules,
        };
        let mut change = merge(&sides);
        let mut company = None;
        if std::mem::take(&mut change.takes_company) {
            let found = self.company(&reading)?.filter(|(id, ..)| Some(*id) != held.row.company_id);
            if let Some((id, _, name)) = found {
                change.columns.push(("company_id", id.0.into()));
                company = Some(name);
            }
        }
        let is_completed = match held.row.company_id.filter(|_| {
            is_of_company(&held, &reading) && then.as_ref().is_none_or(|then| then.facts != reading.facts)
        }) {
            Some(company) => self.complete_company(company, &reading.facts)?,
            None => false,
        };
        if !change.is_empty() {
            self.hand.update(&held, &change, company.as_deref())?;
        }
        self.known.add(id, &reading.prospect, reading.company.as_deref());
        let outcome =
            if change.is_empty() && !is_completed { RowOutcome::Unchanged } else { RowOutcome::Updated };
        match outcome {
            RowOutcome::Unchanged => self.counts.unchanged += 1,
            _ => self.counts.updated += 1,
        }
        if self.hand.base().is_none() {
            self.see_met(row, &held, &reading, change, outcome, by);
        }
        Ok(())
    }

    /// The list says of her what it said the last time.
    fn same(&mut self, row: &Row<'_>, reading: &Reading, id: Id, by: By) -> Outcome<()> {
        self.known.add(id, &reading.prospect, reading.company.as_deref());
        self.counts.unchanged += 1;
        if self.hand.base().is_none() {
            let held = self.person(id)?;
            self.see_met(row, &held, reading, Change::default(), RowOutcome::Unchanged, by);
        }
        Ok(())
    }

    fn see_met(
        &mut self,
        row: &Row<'_>,
        held: &Prospect,
        reading: &Reading,
        change: Change,
        outcome: RowOutcome,
        by: By,
    ) {
        let is_open = change.diffs.iter().any(|diff| diff.is_open);
        let state = match outcome {
            _ if is_open => RowState::Conflict,
            RowOutcome::Updated => RowState::Changed,
            _ => RowState::Same,
        };
        let changes = match change.names() {
            names if names.is_empty() && outcome == RowOutcome::Updated => vec!["company".to_owned()],
            names => names,
        };
        let mut diffs = change.diffs;
        for diff in &mut diffs {
            if matches!(diff.field.as_str(), "stage_id" | "owner_id") {
                let field = diff.field.clone();
                let sides = [Some(&mut diff.base), Some(&mut diff.file), diff.then.as_mut()];
                sides.into_iter().flatten().for_each(|side| *side = self.label(&field, side));
            }
        }
        let more = More {
            reason: Some(by.word().to_owned()),
            prospect_id: Some(held.row.id).filter(|id| id.0 > 0),
            prospect: Some(held.row.name.clone()).filter(|name| !name.is_empty()),
            changes,
            diffs,
            warnings: reading.warnings.clone(),
            ..More::default()
        };
        self.see(row, state, outcome, Some(more));
    }

    /// A stage or a member by name rather than by id.
    fn label(&self, field: &str, id: &Value) -> Value {
        let id = id.as_i64().map(Id);
        let name = match field {
            "stage_id" => self.stages.iter().find(|stage| Some(stage.id) == id).map(|stage| &stage.label),
            _ => self.members.iter().find(|member| Some(member.id) == id).map(|member| &member.name),
        };
        name.cloned().into()
    }
}

/// Names alike are asked about, however likely: to write into somebody unasked, an address of hers must agree too.
fn is_sure(near: &Near) -> bool {
    let is_hers = |reason: &Reason| {
        matches!(reason.kind, ReasonKind::Email | ReasonKind::Phone | ReasonKind::Linkedin)
            && reason.likelihood == Likelihood::Same
    };
    near.score >= SURE && near.reasons.iter().any(is_hers)
}

/// A row as matching sees a person.
fn person_of(reading: &Reading) -> Person {
    let new = &reading.prospect;
    let of = |kind: AddressKind, primary: &Option<String>| -> Vec<String> {
        let others = new.addresses.iter().filter(|other| other.kind == kind).map(|other| other.value.clone());
        primary.iter().cloned().chain(others).collect()
    };
    let (emails, phones) = (of(AddressKind::Email, &new.email), of(AddressKind::Phone, &new.phone));
    Person::new(&Known {
        id: Id::default(),
        first_name: new.first_name.as_deref(),
        last_name: new.last_name.as_deref(),
        emails: emails.iter().map(String::as_str).collect(),
        phones: phones.iter().map(String::as_str).collect(),
        linkedin_url: new.linkedin_url.as_deref(),
        company: reading.company.as_deref(),
        domain: reading.facts.domain.as_deref(),
        siren: reading.facts.siren.as_deref(),
        job_title: new.job_title.as_deref(),
        city: new.city.as_deref(),
        postcode: new.postcode.as_deref(),
    })
}

/// The row names the company that she works for, or only tells of it.
fn is_of_company(held: &Prospect, reading: &Reading) -> bool {
    match (&held.row.company, &reading.company) {
        (Some(held), Some(read)) => {
            relance_store::fold(held) == relance_store::fold(read)
                || crate::values::company_key(held) == crate::values::company_key(read)
        }
        _ => false,
    }
}
