//! The company of a row: named, found or made, completed with what the row says of it.

use super::Run;
use crate::{
    companies,
    imports::reading::{CompanyFacts, Reading},
    values,
};
use relance_model::{Id, Outcome};
use relance_store::{fold, params};

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
                    .tx
                    .db()
                    .optional(
                        "SELECT name FROM company WHERE domain = ?1 ORDER BY id LIMIT 1",
                        [&domain],
                        |row| row.get(0),
                    )?
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
        let told: Vec<(&str, String)> =
            told.into_iter().filter_map(|(field, fact)| Some((field, fact.clone()?))).collect();
        for (field, value) in told {
            self.left_out(reading, field, value, "company.missing");
        }
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
        let db = self.tx.db();
        let before: i64 = db.scalar("SELECT count(*) FROM company WHERE name_key = ?1", [&key])?;
        let Some(id) = companies::find_or_add(self.tx, name, false)? else { return Ok(None) };
        if before == 0 {
            let made: bool = db.scalar(
                "SELECT created_at = ?2 AND name_key = ?3 FROM company WHERE id = ?1",
                params![id.0, self.tx.at(), key],
            )?;
            self.companies_created += u64::from(made);
        }
        self.complete_company(id, &reading.facts)?;
        let (name, name_key) = db
            .optional("SELECT name, name_key FROM company WHERE id = ?1", [id.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .unwrap_or_default();
        let held = (id, name_key, name);
        self.company_cache.insert(key, held.clone());
        Ok(Some(held))
    }

    /// Fills what is empty of a company with what a row says of it; each fact is looked at once in a run.
    fn complete_company(&mut self, id: Id, facts: &CompanyFacts) -> Outcome<()> {
        let told =
            [&facts.domain, &facts.siren, &facts.siret, &facts.legal_form, &facts.size, &facts.address];
        let told =
            told.iter().enumerate().fold(0, |told, (bit, fact)| told | u8::from(fact.is_some()) << bit);
        let known = self.told.entry(id).or_default();
        if told & !*known == 0 {
            return Ok(());
        }
        *known |= told;
        let siren = facts
            .siren
            .clone()
            .or_else(|| facts.siret.as_ref().and_then(|siret| siret.get(..9)).map(str::to_owned));
        self.tx
            .db()
            .execute(
                "UPDATE company SET domain = coalesce(domain, ?2), siren = coalesce(siren, ?3), siret = coalesce(siret, ?4),
                   legal_form = coalesce(legal_form, ?5), size = coalesce(size, ?6), address = coalesce(address, ?7)
                 WHERE id = ?1",
                params![id.0, facts.domain, siren, facts.siret, facts.legal_form, facts.size, facts.address],
            )
            .map(drop)
    }
}
