//! Sharing prospects out among members: in turn, or whole groups to one member each.

use crate::members;
use relance_model::{Failure, Id, Outcome, prospects::ShareBy};
use relance_store::{Tx, id_array, params};
use serde_json::{Value, json};
use std::{cmp::Reverse, collections::BTreeMap};

/// The key of a prospect's group, as SQL.
fn group(by: ShareBy) -> &'static str {
    match by {
        ShareBy::Turn => "NULL",
        ShareBy::Sector => "nullif(relance_fold(trim(p.sector)), '')",
        ShareBy::Company => "CAST(p.company_id AS TEXT)",
        // A department has two digits, overseas three.
        ShareBy::Region => {
            "CASE WHEN coalesce(p.country, 'FR') = 'FR' AND length(p.postcode) = 5
               THEN 'FR' || substr(p.postcode, 1, CASE WHEN p.postcode LIKE '97%' OR p.postcode LIKE '98%' THEN 3 ELSE 2 END)
               ELSE p.country END"
        }
    }
}

/// Gives each prospect to one of the members; answers how many have another owner than before.
///
/// # Errors
/// `members_missing`, `not_found`.
pub(super) fn out(tx: &Tx<'_>, ids: &[Id], among: &[Id], by: ShareBy) -> Outcome<u64> {
    let mut chosen: Vec<Id> = Vec::new();
    for member in among {
        if !chosen.contains(&members::get(&tx.db(), *member)?.id) {
            chosen.push(*member);
        }
    }
    if chosen.is_empty() {
        return Err(Failure::invalid("member_ids", "members_missing"));
    }
    tx.say("members", chosen.len());
    let mut groups: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let mut single = Vec::new();
    tx.db().rows(
        &format!(
            "SELECT p.id, {} FROM json_each(?1) AS chosen CROSS JOIN prospect p ON p.id = chosen.value ORDER BY chosen.key",
            group(by)
        ),
        [id_array(ids)],
        |row| {
            match row.get::<_, Option<String>>(1)? {
                Some(key) => groups.entry(key).or_default().push(row.get(0)?),
                None => single.push(row.get(0)?),
            }
            Ok(())
        },
    )?;
    let mut shares: Vec<Vec<i64>> = vec![Vec::new(); chosen.len()];
    let mut groups: Vec<Vec<i64>> = groups.into_values().collect();
    groups.sort_by_key(|group| Reverse(group.len()));
    for group in groups {
        fewest(&mut shares).extend(group);
    }
    // Whoever belongs to no group fills up.
    for id in single {
        fewest(&mut shares).push(id);
    }
    let pairs: Vec<Value> = shares
        .iter()
        .zip(&chosen)
        .flat_map(|(share, member)| share.iter().map(move |id| json!([id, member.0])))
        .collect();
    tx.db().execute(
        "UPDATE prospect SET owner_id = share.member, updated_at = ?2
         FROM (SELECT value ->> 0 AS id, value ->> 1 AS member FROM json_each(?1)) AS share
         WHERE prospect.id = share.id AND +owner_id IS NOT share.member",
        params![Value::Array(pairs).to_string(), tx.at()],
    )
}

/// The smallest share, the first of them.
fn fewest(shares: &mut [Vec<i64>]) -> &mut Vec<i64> {
    let at = (0..shares.len()).min_by_key(|at| shares[*at].len()).unwrap_or_default();
    &mut shares[at]
}
