//! How templates are read, filled and looked at.

mod filling;
mod looking;

use super::names::{Facts, variables};
use relance_model::{
    Id,
    labels::{CustomField, FieldKind, Member},
    prospects::ProspectRow,
    templates::Tongue,
};
use serde_json::{Value, json};

/// Léa Martin of the Atelier Nord, as a JSON of her fields may change her.
fn row(changes: Value) -> ProspectRow {
    let mut row = json!({
        "id": "1", "name": "Léa Martin", "civility": "Mme", "first_name": "Léa", "last_name": "Martin",
        "job_title": "DAF", "company": "Atelier <Nord> & fils", "sector": "Mobilier", "city": "Nantes",
        "stage_id": "1", "tag_ids": [], "currency": "EUR", "custom": {}, "created_at": 0, "updated_at": 0
    });
    for (name, value) in changes.as_object().unwrap() {
        row[name] = value.clone();
    }
    serde_json::from_value(row).unwrap()
}

fn facts(changes: Value, own: &[CustomField], language: Tongue) -> Facts {
    let me = Member {
        id: Id(1),
        name: "Élodie Lefèvre".into(),
        email: Some("elodie@sud.example".into()),
        phone: None,
        is_me: true,
    };
    Facts::made(own, variables(own), &row(changes), &me, language)
}

fn lea() -> Facts {
    facts(json!({}), &[], Tongue::Fr)
}

fn own_field(id: i64, label: &str, kind: FieldKind) -> CustomField {
    CustomField { kind, ..crate::fields::plain(Id(id), label, 0) }
}
