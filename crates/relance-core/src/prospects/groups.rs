//! A list in groups: which group everybody is in, read from an index, and what each group counts and is worth. The order of
//! the rows within a group is none of this.

use super::{
    Lists,
    order::ids,
    sets::{filtered, set_of},
    spread::Spread,
};
use crate::{fields, members, stages, tags};
use relance_model::{
    Failure, Id, Outcome,
    labels::FieldKind,
    pipeline::Amount,
    prospects::{Group, Groups, ProspectQuery},
};
use relance_store::{Db, SqlValue, fold};
use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

/// The groups in their order, and of everybody who is in one its rank.
struct Grouping {
    /// Key, label, colour.
    groups: Vec<(String, String, Option<String>)>,
    rank: HashMap<i64, usize>,
    /// The further ones, of who is in several.
    further: HashMap<i64, Vec<usize>>,
}

impl Grouping {
    fn new(groups: Vec<(String, String, Option<String>)>) -> Self {
        Self { groups, rank: HashMap::new(), further: HashMap::new() }
    }

    /// Every group that somebody is in; the last place is of those who are in none.
    fn of(&self, id: i64) -> impl Iterator<Item = usize> {
        let first = self.rank.get(&id).copied().unwrap_or(self.groups.len());
        std::iter::once(first).chain(self.further.get(&id).into_iter().flatten().copied())
    }
}

/// A column of texts, by the index that holds it: what it is compared by, and the column.
const TEXTS: [(&str, &str, &str, &str); 4] = [
    ("city", "prospect_by_city", "relance_fold(city)", "city"),
    ("source", "prospect_by_source", "relance_fold(source)", "source"),
    ("sector", "prospect_by_sector", "relance_fold(sector)", "sector"),
    ("country", "prospect_by_country", "country", "country"),
];

/// Ids in the order of their groups; those of one group stay in the order given, those of none come last. Who is in several
/// groups stands in each.
pub(super) fn arranged(db: &Db<'_>, group: &str, ids: Vec<i64>) -> Outcome<Vec<i64>> {
    let grouping = grouping(db, group)?;
    let mut buckets: Vec<Vec<i64>> = vec![Vec::new(); grouping.groups.len() + 1];
    for id in ids {
        grouping.of(id).for_each(|place| buckets[place].push(id));
    }
    Ok(buckets.concat())
}

/// The groups of a list with their counts and sums.
///
/// # Errors
/// `group_unknown`; those of the filter.
pub fn groups(db: &Db<'_>, lists: &Lists, query: &ProspectQuery) -> Outcome<Groups> {
    if query.trash {
        return Err(Failure::invalid("group", "group_unknown").with("group", "trash"));
    }
    let grouping = grouping(db, query.group.as_deref().unwrap_or_default())?;
    let set = if query.similar {
        let ungrouped = ProspectQuery { group: None, ..query.clone() };
        Some(Arc::new(set_of(ids(db, lists, &ungrouped)?.to_vec())?))
    } else {
        filtered(db, lists, query)?
    };
    let spread = set.as_ref().map(|set| Spread::new(set));
    let mut total = 0;
    let mut tallies: Vec<(u64, Vec<(Amount, u64)>)> = vec![(0, Vec::new()); grouping.groups.len() + 1];
    db.for_each(
        "SELECT id, currency, coalesce(value_cents, 0) FROM prospect INDEXED BY prospect_by_worth WHERE deleted_at IS NULL",
        [],
        |row| {
            let id: i64 = row.get(0).map_err(Failure::bug)?;
            if spread.as_ref().is_some_and(|set| !set.has(id)) {
                return Ok(());
            }
            let (currency, cents): (String, i64) =
                (row.get(1).map_err(Failure::bug)?, row.get(2).map_err(Failure::bug)?);
            total += 1;
            for place in grouping.of(id) {
                let (count, sums) = &mut tallies[place];
                *count += 1;
                match sums.iter_mut().find(|(amount, _)| amount.currency == currency) {
                    Some((amount, used)) => {
                        amount.cents += cents;
                        *used += 1;
                    }
                    None => sums.push((Amount { cents, currency: currency.clone() }, 1)),
                }
            }
            Ok(())
        },
    )?;
    let nobody = (String::new(), String::new(), None);
    let found: Vec<Group> = grouping
        .groups
        .into_iter()
        .chain([nobody])
        .zip(tallies)
        .filter(|(_, (count, _))| *count > 0)
        .map(|((key, label, color), (count, mut sums))| {
            sums.sort_by_key(|(_, used)| std::cmp::Reverse(*used));
            let value =
                sums.into_iter().map(|(amount, _)| amount).filter(|amount| amount.cents != 0).collect();
            Group { key, label, color, count, value }
        })
        .collect();
    Ok(Groups { total, groups: found })
}

fn grouping(db: &Db<'_>, group: &str) -> Outcome<Grouping> {
    let named = |list: Vec<(Id, String, Option<String>)>, sql: &str| {
        let ranks: HashMap<i64, usize> =
            list.iter().enumerate().map(|(rank, (id, ..))| (id.0, rank)).collect();
        let groups = list.into_iter().map(|(id, label, color)| (id.to_string(), label, color)).collect();
        let mut grouping = Grouping::new(groups);
        let mut places: Vec<(i64, usize)> = db
            .rows(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?
            .into_iter()
            .filter_map(|(id, key)| Some((id, *ranks.get(&key)?)))
            .collect();
        // Those of one person in the order of the groups.
        places.sort_unstable();
        for (id, place) in places {
            match grouping.rank.entry(id) {
                Entry::Vacant(first) => drop(first.insert(place)),
                Entry::Occupied(_) => grouping.further.entry(id).or_default().push(place),
            }
        }
        Ok(grouping)
    };
    match group {
        "stage" => named(
            stages::all(db)?.into_iter().map(|stage| (stage.id, stage.label, stage.color)).collect(),
            "SELECT id, stage_id FROM prospect INDEXED BY prospect_by_worth WHERE deleted_at IS NULL",
        ),
        "owner" => {
            let mut all = members::all(db)?;
            all.sort_by_cached_key(|member| fold(&member.name));
            named(
                all.into_iter().map(|member| (member.id, member.name, None)).collect(),
                "SELECT id, owner_id FROM prospect INDEXED BY prospect_of_owner WHERE deleted_at IS NULL AND owner_id IS NOT NULL",
            )
        }
        "tag" => {
            let mut all: Vec<(Id, String, Option<String>)> =
                tags::all(db)?.into_iter().map(|held| (held.tag.id, held.tag.name, held.tag.color)).collect();
            all.sort_by_cached_key(|(_, name, _)| fold(name));
            named(all, "SELECT prospect_id, tag_id FROM prospect_tag")
        }
        "company" => {
            let all = db.rows("SELECT id, name FROM company ORDER BY name_key, id", [], |row| {
                Ok((Id(row.get(0)?), row.get(1)?, None))
            })?;
            named(
                all,
                "SELECT id, company_id FROM prospect INDEXED BY prospect_of_company WHERE company_id IS NOT NULL",
            )
        }
        own if own.starts_with("custom.") => by_own(db, own),
        text => by_text(db, text),
    }
}

/// By a column of texts: accents and case aside, called as it is written first.
fn by_text(db: &Db<'_>, name: &str) -> Outcome<Grouping> {
    let (_, index, key, column) = TEXTS
        .into_iter()
        .find(|(known, ..)| *known == name)
        .ok_or_else(|| Failure::invalid("group", "group_unknown").with("group", name))?;
    let found = db.rows(
        &format!("SELECT id, {key} FROM prospect INDEXED BY {index} WHERE deleted_at IS NULL AND {key} IS NOT NULL ORDER BY {key}, id"),
        [],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
    )?;
    let mut grouping = Grouping::new(Vec::new());
    for (id, key) in found {
        if key.is_empty() {
            continue;
        }
        if grouping.groups.last().is_none_or(|(before, ..)| *before != key) {
            let label = db.scalar(&format!("SELECT {column} FROM prospect WHERE id = ?1"), [id])?;
            grouping.groups.push((key, label, None));
        }
        grouping.rank.insert(id, grouping.groups.len() - 1);
    }
    Ok(grouping)
}

/// By a field of the user's own that offers a choice, in the order of its options.
fn by_own(db: &Db<'_>, name: &str) -> Outcome<Grouping> {
    let unknown = || Failure::invalid("group", "group_unknown").with("group", name);
    let id: i64 = name.strip_prefix("custom.").and_then(|id| id.parse().ok()).ok_or_else(unknown)?;
    let field = fields::get(db, Id(id)).map_err(|_| unknown())?;
    let groups: Vec<(String, String, Option<String>)> = match field.kind {
        FieldKind::Select => field
            .options
            .into_iter()
            .map(|option| (fold(&option.label), option.label, option.color))
            .collect(),
        FieldKind::Boolean => ["true", "false"].map(|word| (word.to_owned(), word.to_owned(), None)).into(),
        _ => return Err(unknown()),
    };
    let ranks: HashMap<&str, usize> =
        groups.iter().enumerate().map(|(rank, (key, ..))| (key.as_str(), rank)).collect();
    let mut rank = HashMap::new();
    let held = db.rows("SELECT prospect_id, key FROM field_value WHERE field_id = ?1", [id], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, SqlValue>(1)?))
    })?;
    for (id, key) in held {
        let word = match &key {
            SqlValue::Text(text) => text.as_str(),
            SqlValue::Integer(0) => "false",
            _ => "true",
        };
        rank.extend(ranks.get(word).map(|place| (id, *place)));
    }
    Ok(Grouping { rank, ..Grouping::new(groups) })
}
