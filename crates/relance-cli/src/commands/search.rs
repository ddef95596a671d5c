//! `relance search WORDS`: who and which company has these words, then who is called almost so.

use crate::{
    args::Search,
    commands::{companies, prospects},
    output::Reply,
    voice::Voice,
};
use relance_core::{Core, stages};
use relance_model::{
    Id, Outcome,
    prospects::{ProspectList, SearchQuery},
};
use std::collections::HashMap;

pub fn run(core: &Core, wanted: &Search, voice: &Voice) -> Outcome<Reply> {
    let query = SearchQuery {
        q: wanted.words.join(" "),
        limit: Some(wanted.limit),
        similar: wanted.similar.then_some(true),
    };
    let (found, labels) = core.read(|db| {
        let labels: HashMap<Id, String> =
            stages::all(db)?.into_iter().map(|stage| (stage.id, stage.label)).collect();
        Ok((relance_core::prospects::search(db, core.lists(), &query)?, labels))
    })?;
    let people = |items: &Vec<_>, total: u64| {
        let list = ProspectList { total, items: items.clone(), ..ProspectList::default() };
        prospects::listing(&list, 0, &labels, voice)
    };
    let mut parts = Vec::new();
    if !found.prospects.is_empty() {
        match found.total {
            Some(total) => parts.push(people(&found.prospects, total)),
            // More than asked for: how many is not said, so neither is a part of it.
            None => parts.push(prospects::rows(&found.prospects, &labels, voice)),
        }
    }
    if !found.companies.is_empty() {
        parts.push(companies::rows(&found.companies, voice));
    }
    if parts.is_empty() {
        parts.push(voice.fill("search_none", &[("words", &query.q)]));
    }
    if found.approximate {
        parts.push(voice.say("search_similar").to_owned());
        if !found.similar.is_empty() {
            parts.push(people(&found.similar, found.similar_total));
        }
        if !found.similar_companies.is_empty() {
            parts.push(companies::rows(&found.similar_companies, voice));
        }
    }
    Reply::new(found, parts.join("\n"))
}
