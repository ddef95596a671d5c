//! The company of a row: named, found or made, completed with what the row says of it.

use super::Run;
use crate::{
    imports::reading::{CompanyFacts, Reading},
    values,
};
use relance_model::{Id, Outcome, imports::ImportWarning};
use relance_store::{SqlValue, fold, params_from_iter};

/// What of a company a row can fill; the order of the bits that say which were told.
const FACTS: [&str; 10] =
    ["domain", "siren", "siret", "legal_form", "size", "address", "sector", "postcode", "city", "country"];

impl Run<'_> {
    /// A company told only by its domain is the one that has it, else it is named after it. What is told of a company
    /// that has neither is left out, and said so.
    pub(super) fn name_company(&mut self, reading: &mut Reading) -> Outcome<()> {
        if reading.company.is_some() {
            return Ok(());
        }
        let facts = &reading.facts;
        if let Some(domain) = facts.domain.clone().filter(|domain| !values::is_free_mail(domain)) {
            let name = match self.named_by_domain.get(&domain) {
                Some(name) => name.clone(),
                None => self
                    .hand
                    .db()
                    .optional(
                        "SELECT name FROM company WHERE domain = ?1 ORDER BY id LIMIT 1",
                        [&domain],
                        |row| row.get(0),
                    )?
                    .or_else(|| self.domains.get(&domain).cloned())
                    .unwrap_or_else(|| domain.clone()),
            };
            self.named_by_domain.insert(domain, name.clone());
            reading.company = Some(name);
            return Ok(());
        }
        let told = [
            ("siren", &facts.siren),
            ("siret", &facts.siret),
            ("legal_form", &facts.legal_form),
            ("company_size", &facts.size),
            ("company_address", &facts.address),
        ];
        reading.warnings.extend(told.into_iter().filter_map(|(field, fact)| {
            let value = fact.clone()?;
            Some(ImportWarning { field: field.into(), value, reason: "company.missing".into() })
        }));
        Ok(())
    }

    /// The company of a row, made when it is not there; what the row says of it fills what is empty.
    pub(super) fn company(&mut self, reading: &Reading) -> Outcome<Option<(Id, String, String)>> {
        let Some(name) = reading.company.as_deref() else { return Ok(None) };
        let key = fold(name);
        if let Some(held) = self.company_cache.get(&key).cloned() {
            self.complete_company(held.0, &reading.facts)?;
            return Ok(Some(held));
        }
        let Some((id, is_made)) = self.hand.company(name)? else { return Ok(None) };
        self.companies_created += u64::from(is_made);
        let (name, name_key) = self.hand.company_name(id)?;
        let held = (id, name_key, name);
        self.complete_company(id, &reading.facts)?;
        self.company_cache.insert(key, held.clone());
        Ok(Some(held))
    }

    /// Fills what is empty of a company with what a row says of it; each fact is looked at once in a run. True when
    /// something was filled.
    pub(super) fn complete_company(&mut self, id: Id, facts: &CompanyFacts) -> Outcome<bool> {
        let siren = facts.siren();
        let facts = [
            &facts.domain,
            &siren,
            &facts.siret,
            &facts.legal_form,
            &facts.size,
            &facts.address,
            &facts.sector,
            &facts.postcode,
            &facts.city,
            &facts.country,
        ];
        let told =
            facts.iter().enumerate().fold(0, |told, (bit, fact)| told | u16::from(fact.is_some()) << bit);
        let known = self.told.entry(id).or_default();
        let fresh = told & !*known;
        if fresh == 0 {
            return Ok(false);
        }
        *known |= told;
        let held = self.facts_held(id)?;
        let is_filled = |bit: usize| fresh & (1 << bit) != 0 && held[bit].is_none();
        if !(0..FACTS.len()).any(is_filled) {
            return Ok(false);
        }
        if let Some(domain) = facts[0].as_ref().filter(|_| is_filled(0)) {
            let (name, _) = self.hand.company_name(id)?;
            self.domains.entry(domain.clone()).or_insert(name);
        }
        if let Some(tx) = self.hand.base() {
            let set: Vec<String> = FACTS
                .iter()
                .enumerate()
                .map(|(at, name)| format!("{name} = coalesce({name}, ?{})", at + 2))
                .collect();
            let mut values: Vec<SqlValue> = vec![id.0.into()];
            values.extend(facts.iter().map(|fact| SqlValue::from((*fact).clone())));
            let sql = format!("UPDATE company SET {} WHERE id = ?1", set.join(", "));
            tx.db().execute(&sql, params_from_iter(values))?;
        }
        Ok(true)
    }

    pub(super) fn facts_held(&self, id: Id) -> Outcome<[Option<String>; FACTS.len()]> {
        let mut held = [const { None }; FACTS.len()];
        if id.0 < 0 {
            held[3] = values::legal_form(&self.hand.company_name(id)?.0).map(str::to_owned);
            return Ok(held);
        }
        let sql = format!("SELECT {} FROM company WHERE id = ?1", FACTS.join(", "));
        let found = self.hand.db().optional(&sql, [id.0], |row| {
            for (at, fact) in held.iter_mut().enumerate() {
                *fact = row.get(at)?;
            }
            Ok(())
        })?;
        Ok(found.map(|()| held).unwrap_or_default())
    }
}
