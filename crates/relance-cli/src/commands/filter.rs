//! Which prospects: the same options for lists and exports.

use crate::{args::Filter, commands::views, voice::Voice};
use relance_core::{Core, members};
use relance_model::{Failure, Id, Outcome, labels::Member, prospects::ProspectQuery};

/// The filter as the core asks it; members and a view may be named.
///
/// # Errors
/// `not_found` for a view or a member whom nobody is called.
pub fn query(core: &Core, filter: &Filter, voice: &Voice) -> Outcome<ProspectQuery> {
    let team = core.read(members::all)?;
    let view = filter.view.as_deref().map(|name| views::find(core, name, voice)).transpose()?;
    let (kept, search, sort) = match view {
        Some(view) => (Some(view.filter), Some(view.search), Some(view.sort)),
        None => (None, None, None),
    };
    Ok(ProspectQuery {
        search: filter.search.clone().or(search),
        similar: filter.similar,
        stage: filter.stage.clone(),
        tag: filter.tag.clone(),
        owner: filter.owner.as_deref().map(|words| owners(words, &team)).transpose()?,
        filter: both(kept, filter.filter.clone()),
        trash: filter.trash,
        sort: filter.sort.clone().or(sort).filter(|sort| !sort.is_empty()),
        ..ProspectQuery::default()
    })
}

/// The filter of a view and the one that was typed: what passes both.
pub fn both(kept: Option<String>, typed: Option<String>) -> Option<String> {
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    match (given(kept), given(typed)) {
        (Some(kept), Some(typed)) => Some(format!("({kept}) ({typed})")),
        (kept, typed) => kept.or(typed),
    }
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
