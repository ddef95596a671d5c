//! Which prospects: the same options for lists and exports.

use crate::args::Filter;
use relance_core::members;
use relance_model::{Failure, Id, Outcome, labels::Member, prospects::ProspectQuery};

/// The filter as the core asks it; members may be named.
///
/// # Errors
/// `not_found` for a member whom nobody is called.
pub fn query(filter: &Filter, team: &[Member]) -> Outcome<ProspectQuery> {
    Ok(ProspectQuery {
        search: filter.search.clone(),
        stage: filter.stage.clone(),
        tag: filter.tag.clone(),
        owner: filter.owner.as_deref().map(|words| owners(words, team)).transpose()?,
        trash: filter.trash,
        sort: filter.sort.clone(),
        ..ProspectQuery::default()
    })
}

/// Owners by name, e-mail or id, or `none`, separated by commas, as ids.
///
/// # Errors
/// `not_found`.
pub fn owners(words: &str, team: &[Member]) -> Outcome<String> {
    let ids: Vec<String> = words
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(|word| owner(word, team).map(|id| id.map_or_else(|| "none".to_owned(), |id| id.to_string())))
        .collect::<Outcome<_>>()?;
    Ok(ids.join(","))
}

/// A member by name, e-mail or id; `none` and the empty text for nobody.
///
/// # Errors
/// `not_found`.
pub fn owner(word: &str, team: &[Member]) -> Outcome<Option<Id>> {
    if word.is_empty() || word == "none" {
        return Ok(None);
    }
    let by_id = word.parse::<Id>().ok().and_then(|id| team.iter().find(|member| member.id == id));
    let found = by_id.or_else(|| members::find(team, word));
    found.map(|member| Some(member.id)).ok_or_else(|| Failure::not_found("member", word))
}
