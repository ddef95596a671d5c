//! A row of a sheet of companies: nobody works there yet, or people of another sheet do. It is found by SIREN, name or
//! domain, else made; what the row says of it fills what is empty. No fact that is here is ever written over.

use super::{Row, Run};
use crate::{
    imports::{
        reading::{CompanyFacts, Reading},
        sights::More,
    },
    values,
};
use relance_model::{
    Id, Outcome,
    imports::{ImportWarning, RowOutcome, RowState},
};

impl Run<'_> {
    pub(super) fn company_row(&mut self, row: &Row<'_>, mut reading: Reading) -> Outcome<()> {
        let new = &mut reading.prospect;
        let facts = &mut reading.facts;
        (facts.sector, facts.postcode) = (new.sector.take(), new.postcode.take());
        (facts.city, facts.country) = (new.city.take(), new.country.take());
        let siren = facts.siren();
        let domain = facts.domain.clone().filter(|domain| !values::is_free_mail(domain));
        let mut found = match &siren {
            Some(siren) => self.firm("siren", siren)?.map(|id| (id, "siren")),
            None => None,
        };
        if let (None, Some(name)) = (found, &reading.company) {
            found = self.hand.company_named(name)?.map(|id| (id, "company"));
        }
        if let (None, Some(domain)) = (found, &domain) {
            found = self.firm("domain", domain)?.map(|id| (id, "company_domain"));
        }
        let Some(name) = reading.company.clone().or_else(|| domain.clone()).or_else(|| siren.clone()) else {
            return self.skip(row, "no_company", Some(&reading), None);
        };
        if found.is_none() && reading.company.is_none() {
            found = self.hand.company_named(&name)?.map(|id| (id, "company"));
        }
        let held = match found {
            Some((id, _)) => self.facts_held(id)?[1].clone(),
            None => None,
        };
        // Two companies may have one name: what the row says is of the other one.
        if let (Some(held), Some(siren)) = (held, siren.clone())
            && held != siren
        {
            reading.facts = CompanyFacts::default();
            reading.warnings.push(ImportWarning {
                field: "siren".into(),
                value: siren,
                reason: "siren_other".into(),
            });
        }
        self.warn(&reading);
        let (id, is_made) = match found {
            Some((id, by)) => {
                *self.matches.entry(by).or_default() += 1;
                (id, false)
            }
            None => (self.hand.new_company(&name)?, true),
        };
        self.companies_created += u64::from(is_made);
        let is_completed = self.complete_company(id, &reading.facts)?;
        for (what, said) in [("siren", siren), ("domain", domain)] {
            if let Some(said) = said {
                self.firms.entry(format!("{what} {said}")).or_insert(id);
            }
        }
        let (state, outcome) = match (is_made, is_completed) {
            (true, _) => (RowState::New, RowOutcome::Created),
            (_, true) => (RowState::Changed, RowOutcome::Updated),
            _ => (RowState::Same, RowOutcome::Unchanged),
        };
        match outcome {
            RowOutcome::Created => self.counts.created += 1,
            RowOutcome::Updated => self.counts.updated += 1,
            _ => self.counts.unchanged += 1,
        }
        if self.hand.base().is_none() {
            let more = More {
                reason: found.map(|(_, by)| by.to_owned()),
                changes: if outcome == RowOutcome::Updated { vec!["company".to_owned()] } else { Vec::new() },
                warnings: reading.warnings,
                ..More::default()
            };
            self.see(row, state, outcome, Some(more));
        }
        Ok(())
    }

    /// The company that has this SIREN or this domain.
    fn firm(&self, what: &'static str, said: &str) -> Outcome<Option<Id>> {
        if let Some(id) = self.firms.get(&format!("{what} {said}")) {
            return Ok(Some(*id));
        }
        let sql = format!("SELECT id FROM company WHERE {what} = ?1 ORDER BY id LIMIT 1");
        self.hand.db().optional(&sql, [said], |row| row.get(0).map(Id))
    }
}
