//! The columns of a sheet: what each is taken for and becomes, by the guess, by what is remembered, by what the user says.

use super::{
    desk::Part,
    draft::rounded,
    memory::Remembered,
    policies,
    recognise::{ColumnGuess, FIELDS, SURE, Why},
    sheets,
};
use crate::{
    fields,
    values::{self, NameRule},
};
use relance_model::{
    Failure, Id, Outcome,
    imports::{
        ImportColumn, NameOrder, NameSplit, OptionTake, Recognition, SheetKind, SplitName, Target,
        UnknownOption,
    },
    labels::{CustomField, FieldKind},
};
use relance_store::{Db, fold};

/// Values shown that a select does not offer.
const UNKNOWN: usize = 100;

/// What a column of a sheet is taken for.
pub(super) fn column(
    guess: &ColumnGuess,
    (part, kind): (&Part, SheetKind),
    remembered: Option<&Remembered>,
    fields: &[CustomField],
) -> ImportColumn {
    let fits = |target: &Target| sheets::can_have(kind, target);
    let said = part.targets.get(&guess.index).filter(|target| fits(target));
    let remembered = remembered.filter(|remembered| fits(&remembered.target));
    let guessed = match guess.field {
        Some(field) => Target::field(field),
        None => Target::Ignore,
    };
    let (target, reason, confidence) = match (said, remembered) {
        (Some(target), _) => (target.clone(), "user", 1.0),
        (None, Some(remembered)) => (remembered.target.clone(), "remembered", 1.0),
        (None, None) => {
            let reason = match guess.why {
                Why::Header => "header",
                Why::Content => "content",
                Why::Both => "both",
                Why::None => "none",
            };
            (guessed, reason, f64::from(guess.confidence))
        }
    };
    let split = match &target {
        Target::Field { field, name_order } if field == "full_name" => Some(split(guess, *name_order)),
        _ => None,
    };
    let state = match &target {
        Target::Ignore => Recognition::Ignored,
        _ => sureness(split.as_ref().map_or(confidence, |split| confidence.min(split.confidence))),
    };
    let made;
    let field = match &target {
        Target::NewCustom { label, kind } => {
            made = CustomField { kind: *kind, ..fields::plain(Id::default(), label, 0) };
            Some(&made)
        }
        Target::Custom { field_id } => fields.iter().find(|field| field.id == *field_id),
        _ => None,
    };
    let (label, field_kind) = field.map_or(("", FieldKind::Text), |field| (field.label.as_str(), field.kind));
    // Companies are completed, notes are added: nothing is decided of their columns.
    let policies = match kind {
        SheetKind::Prospects => policies::choices(&target, label, field_kind),
        _ => Vec::new(),
    };
    let is_new = matches!(target, Target::NewCustom { .. });
    ImportColumn {
        unknown: match field {
            Some(field) if !is_new => unknown_options(field, guess, part),
            _ => Vec::new(),
        },
        adds_options: is_new || part.adds_options.get(&guess.index).copied().unwrap_or(false),
        index: guess.index,
        header: guess.header.clone(),
        split,
        samples: guess.samples.iter().take(3).cloned().collect(),
        target,
        confidence: rounded(confidence),
        state,
        reason: reason.to_owned(),
        policy: part
            .policies
            .get(&guess.index)
            .copied()
            .unwrap_or_else(|| remembered.and_then(|remembered| remembered.policy))
            .filter(|said| policies.contains(said)),
        policies,
    }
}

/// Whether a guess asks to be looked at.
pub(super) fn sureness(confidence: f64) -> Recognition {
    if confidence < f64::from(SURE) { Recognition::Check } else { Recognition::Recognised }
}

/// How a column of full names is taken apart.
fn split(guess: &ColumnGuess, said: Option<NameOrder>) -> NameSplit {
    let found = values::name_reading(guess.values.iter().map(String::as_str));
    let rule = NameRule { said: said.map(order), usual: found.usual };
    let samples = guess.samples.iter().take(3).map(|text| {
        let name = values::split_name(text, rule);
        SplitName { text: text.clone(), first_name: name.first, last_name: name.last }
    });
    NameSplit {
        order: said.or(found.usual.map(|order| match order {
            values::NameOrder::FirstLast => NameOrder::FirstLast,
            values::NameOrder::LastFirst => NameOrder::LastFirst,
        })),
        confidence: if said.is_some() { 1.0 } else { rounded(f64::from(found.confidence)) },
        samples: samples.collect(),
    }
}

fn order(order: NameOrder) -> values::NameOrder {
    match order {
        NameOrder::FirstLast => values::NameOrder::FirstLast,
        NameOrder::LastFirst => values::NameOrder::LastFirst,
    }
}

/// How the run takes the full names of a column apart.
pub(super) fn rule(column: &ImportColumn) -> NameRule {
    let said = match &column.target {
        Target::Field { name_order, .. } => name_order.map(order),
        _ => None,
    };
    let usual = column.split.as_ref().and_then(|split| split.order).map(order);
    NameRule { said, usual }
}

/// Values of a column that its select does not offer, with what becomes of them.
fn unknown_options(field: &CustomField, guess: &ColumnGuess, part: &Part) -> Vec<UnknownOption> {
    let said = part.options.get(&guess.index);
    let adds = part.adds_options.get(&guess.index).copied().unwrap_or(false);
    let mut unknown: Vec<UnknownOption> = Vec::new();
    for value in guess.values.iter().flat_map(|text| fields::unknown(field, text)) {
        if unknown.len() < UNKNOWN && !unknown.iter().any(|known| fold(&known.value) == fold(&value)) {
            let usual = if adds { OptionTake::Add } else { OptionTake::Leave };
            let take = said.and_then(|said| said.get(&value).copied()).unwrap_or(usual);
            unknown.push(UnknownOption { value, take });
        }
    }
    unknown
}

/// Whether a target can be chosen.
///
/// # Errors
/// `import_field_unknown`.
pub(super) fn check_target(db: &Db<'_>, kind: SheetKind, target: &Target) -> Outcome<()> {
    match target {
        Target::Custom { .. } | Target::NewCustom { .. } if !sheets::can_have(kind, target) => {
            Err(Failure::invalid("columns", "import_field_unknown"))
        }
        Target::Field { field, .. }
            if !FIELDS.contains(&field.as_str()) || !sheets::can_have(kind, target) =>
        {
            Err(Failure::invalid("columns", "import_field_unknown").with("field", field.clone()))
        }
        Target::Custom { field_id } => crate::fields::get(db, *field_id).map(drop),
        Target::NewCustom { label, .. } if label.trim().is_empty() => {
            Err(Failure::invalid("columns", "field_label_missing"))
        }
        _ => Ok(()),
    }
}
