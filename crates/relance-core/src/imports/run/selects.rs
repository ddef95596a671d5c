//! Values that a select does not offer: they become options, are another word for one, or are left out, as the user says.
//! Options are made when a row first needs them, in the operation of the import.

use super::{Run, Sheet};
use crate::{fields, imports::draft::Plan};
use relance_model::{
    Id, Outcome,
    imports::OptionTake,
    labels::{CustomField, FieldKind, FieldOption},
};
use relance_sheet::RowRef;
use relance_store::fold;
use std::collections::HashSet;

/// Options that a select gets from a file at most: a column with more values than that is no select.
const MOST: usize = 100;

/// A column whose values may become options.
pub(super) struct Select {
    column: usize,
    field: Id,
    /// All of them, those that were said to be left aside.
    adds: bool,
    added: HashSet<String>,
    left: HashSet<String>,
}

impl Run<'_> {
    pub(super) fn open_selects(&self, sheet: &mut Sheet, plan: &Plan, custom: &[(usize, Id)]) {
        for (column, id) in custom {
            let Some(field) = self.fields.iter().find(|field| field.id == *id) else { continue };
            if !matches!(field.kind, FieldKind::Select | FieldKind::MultiSelect) {
                continue;
            }
            let adds = plan.columns.iter().any(|one| one.index == *column && one.adds_options);
            let mut select =
                Select { column: *column, field: *id, adds, added: HashSet::new(), left: HashSet::new() };
            for (value, take) in plan.options.get(column).into_iter().flatten() {
                match take {
                    OptionTake::Add => drop(select.added.insert(fold(value))),
                    OptionTake::Leave => {
                        select.left.insert(fold(value));
                        sheet.reader.say(*id, value, None);
                    }
                    OptionTake::As { option_id } => {
                        let option = field.options.iter().find(|option| option.id == *option_id);
                        if let Some(option) = option {
                            select.left.insert(fold(value));
                            sheet.reader.say(*id, value, Some(option.label.clone()));
                        }
                    }
                }
            }
            if adds || !select.added.is_empty() {
                sheet.selects.push(select);
            }
        }
    }

    /// Makes the options that a row needs.
    pub(super) fn add_options(&mut self, sheet: &mut Sheet, row: RowRef<'_>) -> Outcome<()> {
        for at in 0..sheet.selects.len() {
            let select = &sheet.selects[at];
            let text = row.text(select.column);
            let Some(place) = self.fields.iter().position(|field| field.id == select.field) else { continue };
            let field = &self.fields[place];
            let wanted: Vec<String> = fields::unknown(field, &text)
                .into_iter()
                .filter(|value| {
                    let value = fold(value);
                    !select.left.contains(&value) && (select.adds || select.added.contains(&value))
                })
                .collect();
            if wanted.is_empty() {
                continue;
            }
            let mut field = field.clone();
            for label in wanted {
                if field.options.len() < MOST && fields::unknown(&field, &label).contains(&label) {
                    let id = self.hand.new_id();
                    field.options.push(FieldOption { id, label, color: None, former: Vec::new() });
                }
            }
            self.write_options(&field)?;
            sheet.reader.take_field(&field);
            self.fields[place] = field;
            if self.hand.base().is_none() {
                self.sights.readers.insert(sheet.index, sheet.reader.clone());
            }
        }
        Ok(())
    }

    fn write_options(&self, field: &CustomField) -> Outcome<()> {
        match self.hand.base() {
            Some(tx) => fields::adopt(tx, field).map(drop),
            None => Ok(()),
        }
    }
}
