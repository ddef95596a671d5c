//! What sorts the people of the file: stages, members and own fields, found here or made.

use super::Run;
use crate::{fields, members, stages};
use relance_model::{Failure, Id, Outcome, labels::CustomField};
use relance_store::fold;

impl Run<'_> {
    /// Finds or makes the stages and the members of the file, all of them at once: they have an order.
    pub(super) fn settle_labels(&mut self) -> Outcome<()> {
        let (stages, members) = (std::mem::take(&mut self.stages), std::mem::take(&mut self.members));
        if let Some(tx) = self.tx.filter(|_| !stages.is_empty() && self.is_fresh) {
            stages::replace(tx, &stages)?;
        }
        for other in &stages {
            let held = stages::all(&self.db)?;
            let same = held.iter().find(|stage| {
                stage.id == other.id || stage.key == other.key || fold(&stage.label) == fold(&other.label)
            });
            let id = match same {
                Some(stage) => stage.id,
                None => self.tx.map_or(Ok(other.id), |tx| stages::adopt(tx, other))?,
            };
            self.here.stages.insert(other.id, id);
        }
        if let Some(tx) = self.tx.filter(|_| !members.is_empty() && self.is_fresh) {
            members::replace(tx, &members)?;
        }
        for other in &members {
            let held = members::all(&self.db)?;
            let same = held.iter().find(|member| member.id == other.id);
            let same = same.or_else(|| other.email.as_deref().and_then(|email| members::find(&held, email)));
            let id = match same.or_else(|| members::find(&held, &other.name)) {
                Some(member) => member.id,
                None => self.tx.map_or(Ok(other.id), |tx| members::adopt(tx, other, false))?,
            };
            self.here.members.insert(other.id, id);
        }
        if self.default_stage == Id::default() {
            let first = stages::all(&self.db)?.first().map(|stage| stage.id);
            self.default_stage = first.ok_or_else(|| Failure::bug("no stage"))?;
        }
        Ok(())
    }

    pub(super) fn field(&mut self, field: &CustomField) -> Outcome<()> {
        // A field may ask for stages: they are here by now.
        self.settle_labels()?;
        let required = field.required_stages.iter().filter_map(|stage| self.here.stages.get(stage).copied());
        let id = match self.tx {
            Some(tx) => {
                let field = CustomField { required_stages: required.collect(), ..field.clone() };
                fields::adopt(tx, &field)?
            }
            None => {
                let held = fields::all(&self.db)?;
                fields::same_as(&held, field).map_or(field.id, |held| held.id)
            }
        };
        self.here.fields.insert(field.id, id);
        Ok(())
    }
}
