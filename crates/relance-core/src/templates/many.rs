//! A template for many: for how many of them it must not go out as it is, and why.

use super::{
    names::{self, Facts},
    preview::Draft,
};
use crate::{fields, prospects};
use relance_model::{
    Id, Outcome,
    templates::{Hindered, Lint, ManyPreview, PreviewRequest, Severity},
};
use relance_store::Db;

/// Whom it is said of, at most.
const SHOWN: usize = 20;

/// Fills it for each of them.
///
/// # Errors
/// `not_found` for the template; people who are gone are left out.
pub fn many(db: &Db<'_>, request: &PreviewRequest, people: &[Id]) -> Outcome<ManyPreview> {
    let draft = Draft::read(db, request)?;
    let (own, me) = (fields::all(db)?, names::me(db)?);
    let variables = names::variables(&own);
    let mut found = ManyPreview { total: 0, with_errors: 0, first: Vec::new() };
    for id in people {
        let row = match prospects::row(db, *id) {
            Ok(row) => row,
            Err(failure) if failure.key == "not_found" => continue,
            Err(failure) => return Err(failure),
        };
        found.total += 1;
        let facts = Facts::made(&own, variables.clone(), &row, &me, draft.spoken);
        let is_error = |lint: &Lint| lint.severity == Severity::Error;
        let lints: Vec<Lint> = draft.preview(&facts).lints.into_iter().filter(is_error).collect();
        if lints.is_empty() {
            continue;
        }
        found.with_errors += 1;
        if found.first.len() < SHOWN {
            found.first.push(Hindered { id: *id, name: row.name, lints });
        }
    }
    Ok(found)
}
