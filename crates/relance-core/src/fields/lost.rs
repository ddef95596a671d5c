//! Why people are lost: a select like any other, made when a reason is first given or the list of reasons first changed. What is
//! special about it is that it is known by its part, however the user calls it.

use super::{all, change, options, plain};
use relance_model::{
    Failure, Outcome,
    labels::{CustomField, FieldKind, FieldRole, LostReasons},
};
use relance_store::{Db, Tx, fold};

/// What it is called, and the reasons it begins with, in French and English.
const LABEL: (&str, &str) = ("Raison de la perte", "Lost reason");
const REASONS: [(&str, &str); 8] = [
    ("Prix", "Price"),
    ("Pas de budget", "No budget"),
    ("Pas de besoin", "No need"),
    ("Concurrent", "Competitor"),
    ("Pas le bon moment", "Bad timing"),
    ("Sans réponse", "No answer"),
    ("Mauvais contact", "Wrong contact"),
    ("Autre", "Other"),
];

fn of(words: (&'static str, &'static str), english: bool) -> &'static str {
    if english { words.1 } else { words.0 }
}

/// The field of lost reasons, where there is one.
///
/// # Errors
/// The base cannot be read.
pub fn lost_reason(db: &Db<'_>) -> Outcome<Option<CustomField>> {
    Ok(all(db)?.into_iter().find(|field| field.role == Some(FieldRole::LostReason)))
}

/// The reasons that can be given, in order: those of the field, else those that it would begin with.
///
/// # Errors
/// The base cannot be read.
pub fn lost_reasons(db: &Db<'_>, english: bool) -> Outcome<LostReasons> {
    Ok(match lost_reason(db)? {
        Some(field) => LostReasons {
            field_id: Some(field.id),
            reasons: field.options.into_iter().map(|option| option.label).collect(),
        },
        None => LostReasons {
            field_id: None,
            reasons: REASONS.iter().map(|reason| of(*reason, english).to_owned()).collect(),
        },
    })
}

/// The field of lost reasons, made where there is none. A select that is called so already becomes it.
///
/// # Errors
/// `field_label_taken` when a field of another kind has its name.
pub fn ensure_lost_reason(tx: &Tx<'_>, english: bool) -> Outcome<CustomField> {
    let db = tx.db();
    if let Some(field) = lost_reason(&db)? {
        return Ok(field);
    }
    let label = of(LABEL, english);
    let held = all(&db)?;
    if let Some(same) = held.iter().find(|field| fold(&field.label) == fold(label)) {
        if same.kind != FieldKind::Select {
            return Err(Failure::invalid("label", "field_label_taken").with("label", label));
        }
        let field = CustomField { role: Some(FieldRole::LostReason), ..same.clone() };
        change::write(tx, &field)?;
        return Ok(field);
    }
    let mut field = CustomField {
        kind: FieldKind::Select,
        in_table: false,
        role: Some(FieldRole::LostReason),
        ..plain(tx.new_id(), label, held.len() as i64)
    };
    for reason in REASONS {
        options::push(tx, &mut field, of(reason, english))?;
    }
    change::insert(tx, &field)?;
    Ok(field)
}
