//! A row of a sheet of notes: it goes to the timeline of whoever it is about, by address, else by a name that only one
//! person has. Nobody is ever made of a note, and none is written twice.

use super::{Row, Run};
use crate::{
    activities,
    imports::{matching::names_agree, reading::Reading, sights::More},
    prospects::NewProspect,
    values,
};
use relance_model::{
    Failure, Id, Outcome,
    imports::{RowOutcome, RowState, Who},
};
use relance_store::fold;
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

/// People by their names, whatever the order of the words; each with the key of the company.
pub(super) type Whose = HashMap<String, Vec<(Id, String)>>;

impl Run<'_> {
    pub(super) fn note_row(&mut self, row: &Row<'_>, mut reading: Reading) -> Outcome<()> {
        let Some(body) = reading.prospect.notes.take().map(|body| body.trim().to_owned()) else {
            return self.skip(row, "no_note", Some(&reading), None);
        };
        let (id, by) = match row.choice.and_then(|choice| choice.who.flatten()) {
            Some(Who::Prospect { id }) => (id, "user"),
            Some(Who::Somebody) => return self.skip(row, "nobody", Some(&reading), None),
            None => match self.whose(&reading)?[..] {
                [found] => found,
                [] => return self.skip(row, "nobody", Some(&reading), None),
                _ => return self.skip(row, "several", Some(&reading), None),
            },
        };
        self.warn(&reading);
        let at = reading.prospect.last_interaction_at;
        let mut hasher = DefaultHasher::new();
        (&body, at).hash(&mut hasher);
        let is_here = !self.noted.insert((id, hasher.finish()))
            || (id.0 > 0 && activities::has_note(&self.hand.db(), id, at, &body)?);
        if let Some(tx) = self.hand.base().filter(|_| !is_here) {
            activities::note_of(tx, id, at.unwrap_or(self.now), &body)?;
        }
        *self.matches.entry(by).or_default() += 1;
        let (state, outcome) = match is_here {
            true => (RowState::Same, RowOutcome::Unchanged),
            false => (RowState::New, RowOutcome::Created),
        };
        match outcome {
            RowOutcome::Created => self.counts.created += 1,
            _ => self.counts.unchanged += 1,
        }
        if self.hand.base().is_none() {
            let person = self.person(id)?.row;
            let names: Vec<String> = [person.first_name, person.last_name].into_iter().flatten().collect();
            let more = More {
                reason: Some(by.to_owned()),
                prospect_id: Some(id).filter(|id| id.0 > 0),
                prospect: Some(names.join(" ")).filter(|name| !name.is_empty()).or(person.email),
                warnings: reading.warnings,
                ..More::default()
            };
            self.see(row, state, outcome, Some(more));
        }
        Ok(())
    }

    /// Whom a note may be about, and how one knows: one person, or it is nobody's.
    fn whose(&mut self, reading: &Reading) -> Outcome<Vec<(Id, &'static str)>> {
        let new = &reading.prospect;
        let reached = NewProspect {
            email: new.email.clone(),
            phone: new.phone.clone(),
            linkedin_url: new.linkedin_url.clone(),
            addresses: new.addresses.clone(),
            ..NewProspect::default()
        };
        let known = std::mem::take(&mut self.known);
        let found = known.find(&reached, None, |id| {
            let held = self.person(Id(id))?;
            Ok(names_agree(
                (held.row.first_name.as_deref(), held.row.last_name.as_deref()),
                (new.first_name.as_deref(), new.last_name.as_deref()),
            ))
        });
        self.known = known;
        if let Some((id, by)) = found? {
            return Ok(vec![(id, by.word())]);
        }
        let name = key_of(new.first_name.as_deref(), new.last_name.as_deref());
        if name.is_empty() {
            return Ok(Vec::new());
        }
        if self.whose.is_none() {
            self.whose = Some(self.everybody()?);
        }
        let alike = self.whose.as_ref().and_then(|whose| whose.get(&name)).cloned().unwrap_or_default();
        let company = reading.company.as_deref().map(values::company_key).unwrap_or_default();
        let of_company = |wanted: &str| -> Vec<(Id, &'static str)> {
            alike.iter().filter(|(_, key)| key == wanted).map(|(id, _)| (*id, "name_company")).collect()
        };
        if !company.is_empty() {
            let there = of_company(&company);
            // Who works elsewhere is somebody else; of whom no company is known may be meant.
            return Ok(if there.is_empty() { of_company("") } else { there });
        }
        Ok(alike.iter().map(|(id, _)| (*id, "name")).collect())
    }

    fn everybody(&mut self) -> Outcome<Whose> {
        let mut whose = Whose::new();
        let mut add = |id: Id, first: Option<&str>, last: Option<&str>, company: Option<&str>| {
            let name = key_of(first, last);
            if !name.is_empty() {
                let company = company.map(values::company_key).unwrap_or_default();
                whose.entry(name).or_default().push((id, company));
            }
        };
        self.hand.db().for_each(
            "SELECT p.id, p.first_name, p.last_name, c.name FROM prospect p LEFT JOIN company c ON c.id = p.company_id
             WHERE p.deleted_at IS NULL",
            [],
            |row| {
                let text = |i| row.get_ref(i).ok().and_then(|value| value.as_str().ok());
                add(Id(row.get(0).map_err(Failure::bug)?), text(1), text(2), text(3));
                Ok(())
            },
        )?;
        // Who a dry run made is in no base.
        for (id, place) in &self.made {
            if let Some(reading) = self.sights.reading(*place) {
                let new = &reading.prospect;
                add(*id, new.first_name.as_deref(), new.last_name.as_deref(), reading.company.as_deref());
            }
        }
        Ok(whose)
    }
}

fn key_of(first: Option<&str>, last: Option<&str>) -> String {
    let folded = fold(&format!("{} {}", first.unwrap_or_default(), last.unwrap_or_default()));
    let mut words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}
