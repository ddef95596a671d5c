//! Why people were lost in the period, and for how much.

use super::{
    Drawn,
    period::Span,
    scope::{Scope, amount, currencies, empty, is, measure, money, point, within},
    share,
};
use crate::{fields, prospects::Set};
use relance_model::{
    Outcome,
    filters::Filter,
    labels::StageKind,
    statistics::{Mark, Unit},
};
use std::sync::Arc;

/// Those of one reason: who they are, how the reason is known and called, what finds them.
type Told = (Arc<Set>, String, Option<String>, Vec<Filter>);

/// The reasons that were given, the most frequent first; last, where none was.
pub(super) fn losses(scope: &Scope<'_>, span: Span) -> Outcome<Drawn> {
    let lost = within("lost_on", span);
    let everybody = scope.set(std::slice::from_ref(&lost))?;
    let all = everybody.len();
    let mut groups: Vec<Told> = Vec::new();
    match fields::lost_reason(scope.db)? {
        Some(field) => {
            let key = format!("custom.{}", field.id);
            for option in field.options {
                let own = vec![lost.clone(), is(&key, &option.label)];
                groups.push((scope.set(&own)?, option.id.to_string(), Some(option.label), own));
            }
            groups.sort_by_key(|(people, ..)| std::cmp::Reverse(people.len()));
            let own = vec![lost, empty(&key)];
            groups.push((scope.set(&own)?, "unsaid".to_owned(), None, own));
        }
        None => groups.push((everybody, "unsaid".to_owned(), None, vec![lost])),
    }
    groups.retain(|(people, ..)| !people.is_empty());
    let sums = scope
        .worth(StageKind::Lost, &groups.iter().map(|(people, ..)| people.as_ref()).collect::<Vec<_>>())?;
    let currencies = currencies(sums.iter());
    let mut measures = vec![measure("lost", Unit::Prospects), measure("share", Unit::Percent)];
    measures.extend(currencies.iter().map(|currency| money("lost_value", currency)));
    let points = groups.into_iter().zip(&sums).map(|((people, key, label, own), sums)| {
        let people = people.len();
        // Everybody who was lost is counted: no sample, so it is told of few too.
        let part = Mark { value: Some(share(people, all)), of: Some(all), ..Mark::default() };
        let mut marks = vec![scope.people_of(people, people, &own), scope.behind(part, people, &own)];
        marks.extend(currencies.iter().map(|currency| {
            scope.behind(amount(sums.get(currency).copied().unwrap_or_default()), people, &own)
        }));
        point(key, label, marks)
    });
    Ok(Drawn { points: points.collect(), measures, ..Drawn::default() })
}
