//! A filter as the set of those whom it lets through: each condition is read from an index and kept until the next write,
//! groups are algebra on bitmaps. Which order they come in is none of this.

use super::{
    Lists,
    leaves::{self, Moment},
    spread::rising,
};
use crate::{filters, members, stages, tags};
use relance_model::{
    Failure, Outcome,
    filters::{Filter, Op},
    prospects::ProspectQuery,
};
use relance_store::Db;
use roaring::RoaringTreemap;
use std::sync::Arc;

/// Ids of prospects.
pub(crate) type Set = RoaringTreemap;

/// The words of this base that a filter may use.
///
/// # Errors
/// The base cannot be read.
pub fn vocabulary(db: &Db<'_>) -> Outcome<filters::Vocabulary> {
    Ok(filters::Vocabulary {
        stages: stages::all(db)?,
        tags: tags::names(db)?,
        members: members::all(db)?,
        fields: crate::fields::all(db)?,
    })
}

/// Everything that a query asks besides its order and page, as one filter.
pub(super) fn asked(db: &Db<'_>, query: &ProspectQuery) -> Outcome<Filter> {
    let given = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let mut of = Vec::new();
    if let Some(wanted) = listed(&query.stage) {
        let ids: Outcome<Vec<String>> =
            wanted.iter().map(|word| stages::find(db, word).map(|stage| stage.id.to_string())).collect();
        of.push(Filter::field("stage", Op::Is, ids?));
    }
    if let Some(wanted) = listed(&query.tag) {
        let mut ids = Vec::new();
        for word in wanted {
            ids.extend(tags::find(db, word)?.map(|tag| tag.id.to_string()));
        }
        of.push(Filter::field("tag", Op::Is, ids));
    }
    if let Some(wanted) = listed(&query.owner) {
        let (none, some): (Vec<&str>, Vec<&str>) = wanted.into_iter().partition(|word| *word == "none");
        let mut any = vec![Filter::field("owner", Op::Is, some.into_iter().map(str::to_owned).collect())];
        if !none.is_empty() {
            any.push(Filter::field("owner", Op::Empty, Vec::new()));
        }
        of.push(Filter::Any { of: any });
    }
    if let Some(company) = query.company {
        of.push(Filter::field(leaves::COMPANY, Op::Is, vec![company.to_string()]));
    }
    if let Some(import) = query.import {
        of.push(Filter::field(leaves::IMPORT, Op::Is, vec![import.to_string()]));
    }
    let (search, text) = (given(&query.search), given(&query.filter));
    if search.is_some() || text.is_some() {
        let vocabulary = vocabulary(db)?;
        if let Some(search) = search {
            of.push(filters::search(&search, &vocabulary)?);
        }
        if let Some(text) = text {
            of.push(filters::read(&text, &vocabulary)?);
        }
    }
    of.retain(|part| !part.is_everybody());
    Ok(if of.len() == 1 { of.remove(0) } else { Filter::All { of } })
}

/// True where words are sought: what was found last comes first then.
pub(super) fn seeks_words(filter: &Filter) -> bool {
    match filter {
        Filter::All { of } => of.iter().any(seeks_words),
        Filter::Words { .. } | Filter::Phrase { .. } => true,
        _ => false,
    }
}

/// Those whom a filter lets through, the trash left out; `None` for everybody.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn found(db: &Db<'_>, lists: &Lists, filter: &Filter) -> Outcome<Option<Arc<Set>>> {
    if filter.is_everybody() {
        return Ok(None);
    }
    let finder = Finder { db, lists, moment: lists.moment(db)? };
    let all = finder.set(filter)?;
    let trash = finder.trash()?;
    Ok(Some(if trash.is_empty() { all } else { Arc::new(all.as_ref() - trash.as_ref()) }))
}

/// Those whom a filter lets through, the trash left out.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn living(db: &Db<'_>, lists: &Lists, filter: &Filter) -> Outcome<Arc<Set>> {
    match found(db, lists, filter)? {
        Some(found) => Ok(found),
        None => Finder { db, lists, moment: lists.moment(db)? }.everybody(),
    }
}

/// Those whom the filters of a query let through; `None` for everybody.
///
/// # Errors
/// Those of the filter.
pub(crate) fn filtered(db: &Db<'_>, lists: &Lists, query: &ProspectQuery) -> Outcome<Option<Arc<Set>>> {
    found(db, lists, &asked(db, query)?)
}

/// Those who are in the trash.
///
/// # Errors
/// The base cannot be read.
pub(crate) fn in_trash(db: &Db<'_>, lists: &Lists) -> Outcome<Arc<Set>> {
    Finder { db, lists, moment: lists.moment(db)? }.trash()
}

pub(super) struct Finder<'a> {
    pub db: &'a Db<'a>,
    pub lists: &'a Lists,
    pub moment: Moment,
}

impl Finder<'_> {
    /// Those whom a part of a filter lets through; some may be in the trash.
    pub(super) fn set(&self, filter: &Filter) -> Outcome<Arc<Set>> {
        match filter {
            Filter::All { of } => self.all(of),
            Filter::Any { of } => {
                let mut union = Set::new();
                for part in of {
                    union |= self.set(part)?.as_ref();
                }
                Ok(Arc::new(union))
            }
            Filter::Not { of } => Ok(Arc::new(self.everybody()?.as_ref() - self.set(of)?.as_ref())),
            leaf => {
                let key = format!("{} {leaf:?}", self.moment.today);
                self.lists.set(self.db, &key, || leaves::leaf(self, leaf))
            }
        }
    }

    /// Each of them: what is asked for first, then what is denied taken from it.
    fn all(&self, of: &[Filter]) -> Outcome<Arc<Set>> {
        let mut held: Option<Arc<Set>> = None;
        let mut denied = Vec::new();
        for part in of {
            match part {
                Filter::Not { of } => denied.push(of),
                part => {
                    let next = self.set(part)?;
                    held = Some(match held {
                        None => next,
                        Some(held) => Arc::new(held.as_ref() & next.as_ref()),
                    });
                }
            }
        }
        let mut held = match held {
            Some(held) => held,
            None => self.everybody()?,
        };
        for part in denied {
            held = Arc::new(held.as_ref() - self.set(part)?.as_ref());
        }
        Ok(held)
    }

    /// The whole base, trash aside.
    pub(super) fn everybody(&self) -> Outcome<Arc<Set>> {
        self.lists.set(self.db, "everybody", || match self.lists.some_order(self.db)? {
            // Every order holds everybody, and is in memory.
            Some(order) => set_of(order.to_vec()),
            None => {
                self.ids("SELECT id FROM prospect INDEXED BY prospect_of_owner WHERE deleted_at IS NULL", [])
            }
        })
    }

    fn trash(&self) -> Outcome<Arc<Set>> {
        self.lists
            .set(self.db, "trash", || self.ids("SELECT id FROM prospect WHERE deleted_at IS NOT NULL", []))
    }

    /// The ids that a statement answers with.
    pub(super) fn ids(&self, sql: &str, params: impl relance_store::Params) -> Outcome<Set> {
        self.db.rows(sql, params, |row| row.get::<_, i64>(0)).and_then(set_of)
    }
}

/// Ids in any order as a set.
pub(super) fn set_of(ids: Vec<i64>) -> Outcome<Set> {
    // In order first: appending costs a third of inserting.
    Set::from_sorted_iter(rising(ids)).map_err(Failure::bug)
}

/// The words of a comma-separated parameter; `None` when there is none.
fn listed(text: &Option<String>) -> Option<Vec<&str>> {
    let words: Vec<&str> =
        text.as_deref()?.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then_some(words)
}
