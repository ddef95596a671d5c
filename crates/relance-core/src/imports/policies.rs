//! Policies: what each column may do to somebody who is here already. Consent and opposition have no policy: a file can
//! only tighten them.

use super::{draft::Plan, reading};
use crate::values;
use relance_model::{
    Failure, Outcome,
    imports::{ColumnChoice, ImportColumn, OnDuplicate, Policy, Target},
    labels::{CustomField, FieldKind},
};
use relance_store::fold;
use serde_json::Value;
use std::collections::HashMap;

/// What holds for each field of a run.
pub(super) struct Rules {
    base: Policy,
    own: HashMap<String, Policy>,
    /// Custom fields that hold a consent, and the answer that is the tighter one.
    consents: HashMap<String, bool>,
}

impl Rules {
    /// `custom` gives the id of the custom field of each column that has one.
    pub(super) fn of_plan(
        plan: &Plan,
        on_duplicate: OnDuplicate,
        custom: &[(usize, relance_model::Id)],
        fields: &[CustomField],
    ) -> Self {
        let mut own = HashMap::new();
        for column in &plan.columns {
            let Some(policy) = column.policy else { continue };
            match &column.target {
                Target::Field { field, .. } => {
                    own.extend(reading::written_by(field).iter().map(|name| ((*name).to_owned(), policy)));
                }
                _ => own.extend(
                    custom
                        .iter()
                        .filter(|(index, _)| *index == column.index)
                        .map(|(_, id)| (format!("custom.{id}"), policy)),
                ),
            }
        }
        let base = match on_duplicate {
            OnDuplicate::Overwrite => Policy::Overwrite,
            _ => Policy::Fill,
        };
        let consents = fields
            .iter()
            .filter_map(|field| tighter(&field.label).map(|tight| (field.id.to_string(), tight)))
            .collect();
        Self { base, own, consents }
    }

    pub(super) fn of(&self, field: &str) -> Policy {
        self.own.get(field).copied().unwrap_or(self.base)
    }

    /// The tighter answer of a custom field that holds a consent.
    pub(super) fn consent(&self, field: &str) -> Option<bool> {
        self.consents.get(field).copied()
    }
}

/// Yes or no, as a custom field holds it.
pub(super) fn flag_of(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => values::flag(text).ok(),
        Value::Number(number) => number.as_i64().map(|number| number != 0),
        _ => None,
    }
}

/// The answer that narrows what may be done with somebody, of a field whose name says that it holds a consent.
pub(super) fn tighter(label: &str) -> Option<bool> {
    let folded = fold(label);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let joined = words.concat();
    let refuses =
        ["optout", "desinscri", "desabonn", "unsubscri", "donot", "nepas", "neplus", "bloctel", "opposition"];
    if refuses.iter().any(|word| joined.contains(word)) || has(&["stop", "blacklist", "refus", "opposed"]) {
        return Some(true);
    }
    let agrees = ["optin", "consent", "rgpd", "gdpr", "newsletter", "subscribed", "abonne", "inscrit"];
    agrees.iter().any(|word| joined.contains(word)).then_some(false)
}

/// What can be said for a column; nothing for one that is left out.
pub(super) fn choices(target: &Target, label: &str, kind: FieldKind) -> Vec<Policy> {
    use Policy::{Append, Ask, Fill, Keep, Overwrite};
    match target {
        Target::Ignore => Vec::new(),
        Target::Field { field, .. } => match field.as_str() {
            "do_not_contact" => vec![Fill],
            "tags" => vec![Append, Keep],
            "email" | "phone" | "mobile" => vec![Append, Overwrite, Keep, Ask],
            "last_interaction_at" => vec![Fill, Keep],
            "siren" | "siret" | "legal_form" | "company_size" | "company_address" | "company_domain" => {
                vec![Fill]
            }
            "notes" | "job_title" | "source" | "sector" => vec![Fill, Overwrite, Append, Keep, Ask],
            _ => vec![Fill, Overwrite, Keep, Ask],
        },
        _ if tighter(label).is_some() => vec![Fill],
        // Behind what is here can only stand what there may be several of.
        _ if matches!(kind, FieldKind::Text | FieldKind::LongText | FieldKind::MultiSelect) => {
            vec![Fill, Overwrite, Append, Keep, Ask]
        }
        _ => vec![Fill, Overwrite, Keep, Ask],
    }
}

/// Refuses a policy that its column cannot have.
///
/// # Errors
/// `import_policy_not_possible`.
pub(super) fn check(columns: &[ImportColumn], said: &[ColumnChoice]) -> Outcome<()> {
    for choice in said {
        let column = columns.iter().find(|column| column.index == choice.index);
        if let (Some(policy), Some(column)) = (choice.policy.flatten(), column)
            && !column.policies.contains(&policy)
        {
            return Err(Failure::invalid("columns", "import_policy_not_possible")
                .with("header", column.header.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::tighter;

    #[test]
    fn a_consent_is_known_by_its_name_and_which_answer_narrows_it() {
        for (label, tight) in [
            ("Opt-in newsletter", Some(false)),
            ("Consentement RGPD", Some(false)),
            ("Email Opt Out", Some(true)),
            ("Désinscrit", Some(true)),
            ("Ne pas contacter", Some(true)),
            ("Couleur", None),
            ("Date de clôture", None),
        ] {
            assert_eq!(tighter(label), tight, "{label}");
        }
    }
}
