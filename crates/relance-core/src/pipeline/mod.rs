//! The board: columns with exact counts and sums, cards by page, moves.

use crate::{
    prospects::{
        self, GAP, Listing, Lists, Rules, Set, Spread, fill_required, filtered, give_reason, rows_of,
        top_position,
    },
    stages,
};
use relance_model::{
    Failure, Id, Outcome,
    pipeline::{Amount, Board, BoardQuery, CardOrder, Cards, CardsQuery, Column, MoveRequest},
    prospects::ProspectQuery,
};
use relance_store::{Db, Tx, params};
use std::collections::{HashMap, HashSet};

/// Count and sums of each stage.
type Totals = HashMap<i64, (u64, Vec<(Amount, u64)>)>;

/// The board: every column with its exact count and sums, and its first cards.
///
/// # Errors
/// The base cannot be read.
pub fn board(db: &Db<'_>, lists: &Lists, query: &BoardQuery) -> Outcome<Board> {
    let wanted = ProspectQuery {
        search: query.search.clone(),
        tag: query.tag.clone(),
        owner: query.owner.clone(),
        filter: query.filter.clone(),
        ..ProspectQuery::default()
    };
    let set = filtered(db, lists, &wanted)?;
    let mut totals = totals(db, set.as_deref())?;
    let mut columns = Vec::new();
    for stage in stages::all(db)? {
        let (count, mut sums) = totals.remove(&stage.id.0).unwrap_or_default();
        sums.sort_by_key(|(_, cards)| std::cmp::Reverse(*cards));
        let page = CardsQuery {
            search: query.search.clone(),
            tag: query.tag.clone(),
            owner: query.owner.clone(),
            filter: query.filter.clone(),
            order: query.order,
            offset: 0,
            limit: Some(query.limit.unwrap_or(20).min(200)),
        };
        let cards =
            if count == 0 { Vec::new() } else { page_of(db, lists, stage.id, &page, set.as_deref())? };
        let value: Vec<Amount> =
            sums.into_iter().map(|(amount, _)| amount).filter(|amount| amount.cents != 0).collect();
        columns.push(Column {
            stage_id: stage.id,
            key: stage.key,
            label: stage.label,
            kind: stage.kind,
            color: stage.color,
            count,
            probability: stage.probability,
            weighted: stage.probability.map_or_else(Vec::new, |percent| weighted(&value, percent)),
            value,
            cards,
        });
    }
    Ok(Board { total: columns.iter().map(|column| column.count).sum(), columns })
}

/// Sums times a percentage, to the cent.
fn weighted(sums: &[Amount], percent: i64) -> Vec<Amount> {
    let part = |cents: i64| (i128::from(cents) * i128::from(percent) + 50).div_euclid(100) as i64;
    sums.iter().map(|sum| Amount { cents: part(sum.cents), currency: sum.currency.clone() }).collect()
}

/// A page of one column.
///
/// # Errors
/// `not_found` for an unknown stage.
pub fn cards(db: &Db<'_>, lists: &Lists, stage: &str, query: &CardsQuery) -> Outcome<Cards> {
    let stage = stages::find(db, stage)?;
    let wanted = ProspectQuery {
        search: query.search.clone(),
        tag: query.tag.clone(),
        owner: query.owner.clone(),
        filter: query.filter.clone(),
        ..ProspectQuery::default()
    };
    let set = filtered(db, lists, &wanted)?;
    let total = match &set {
        None => db
            .scalar::<i64>("SELECT coalesce(sum(cards), 0) FROM tally WHERE stage_id = ?1", [stage.id.0])?
            .unsigned_abs(),
        Some(_) => column_ids(db, lists, stage.id, query)?.len() as u64,
    };
    Ok(Cards { total, items: page_of(db, lists, stage.id, query, set.as_deref())? })
}

fn totals(db: &Db<'_>, set: Option<&Set>) -> Outcome<Totals> {
    let mut totals = Totals::new();
    let mut add = |stage: i64, currency: String, cards: u64, cents: i64| {
        let (count, sums) = totals.entry(stage).or_default();
        *count += cards;
        match sums.iter_mut().find(|(amount, _)| amount.currency == currency) {
            Some((amount, used)) => {
                amount.cents += cents;
                *used += cards;
            }
            None => sums.push((Amount { cents, currency }, cards)),
        }
    };
    if let Some(set) = set {
        let spread = Spread::new(set);
        db.for_each(
            "SELECT id, stage_id, currency, coalesce(value_cents, 0) FROM prospect INDEXED BY prospect_by_worth WHERE deleted_at IS NULL",
            [],
            |row| {
                let read = || -> relance_store::SqlResult<(i64, i64, String, i64)> {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                };
                let (id, stage, currency, cents) = read().map_err(Failure::bug)?;
                if spread.has(id) {
                    add(stage, currency, 1, cents);
                }
                Ok(())
            },
        )?;
        return Ok(totals);
    }
    let sums = db.rows(
        "SELECT stage_id, currency, sum(cards), sum(cents) FROM tally WHERE cards > 0 GROUP BY stage_id, currency",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?, row.get(3)?)),
    )?;
    for (stage, currency, cards, cents) in sums {
        add(stage, currency, cards.unsigned_abs(), cents);
    }
    Ok(totals)
}

fn page_of(
    db: &Db<'_>,
    lists: &Lists,
    stage: Id,
    query: &CardsQuery,
    set: Option<&Set>,
) -> Outcome<Vec<relance_model::prospects::ProspectRow>> {
    let limit = query.limit.unwrap_or(50).min(1000);
    // Orders that an index holds column by column need no list of the whole column for their first pages.
    let direct = match query.order {
        _ if set.is_some() || query.offset > 2_000 => None,
        CardOrder::Manual => {
            Some("prospect_by_place WHERE deleted_at IS NULL AND stage_id = ?1 ORDER BY position, id")
        }
        CardOrder::Value => Some(
            "prospect_by_worth WHERE deleted_at IS NULL AND stage_id = ?1 ORDER BY value_cents DESC NULLS LAST, id DESC",
        ),
        _ => None,
    };
    if let Some(direct) = direct {
        let sql = format!("SELECT id FROM prospect INDEXED BY {direct} LIMIT ?2 OFFSET ?3");
        let ids: Vec<i64> =
            db.rows(&sql, params![stage.0, limit.cast_signed(), query.offset.cast_signed()], |row| {
                row.get(0)
            })?;
        return rows_of(db, &ids);
    }
    let all = column_ids(db, lists, stage, query)?;
    let start = usize::try_from(query.offset).unwrap_or(usize::MAX).min(all.len());
    rows_of(db, &all[start..(start + limit as usize).min(all.len())])
}

/// All ids of a column in the board's order.
fn column_ids(db: &Db<'_>, lists: &Lists, stage: Id, query: &CardsQuery) -> Outcome<Listing> {
    let sort = match query.order {
        CardOrder::Manual => "stage",
        CardOrder::Value => "-value",
        CardOrder::LastInteraction => "-last_interaction",
        CardOrder::NextAction => "next_action",
        CardOrder::Name => "name",
    };
    let wanted = ProspectQuery {
        search: query.search.clone(),
        tag: query.tag.clone(),
        owner: query.owner.clone(),
        filter: query.filter.clone(),
        stage: Some(stage.to_string()),
        sort: Some(sort.to_owned()),
        ..ProspectQuery::default()
    };
    prospects::ids(db, lists, &wanted)
}

/// Moves cards to a stage and, when a neighbour is named, to their place beside it; in the order given.
///
/// # Errors
/// `not_found` for a card, the stage or the neighbour; `fields_missing`.
pub fn relocate(tx: &Tx<'_>, request: &MoveRequest, rules: &Rules) -> Outcome<u64> {
    let db = tx.db();
    let stage = stages::find(&db, &request.stage)?;
    tx.say("stage", stage.label.clone());
    tx.say("count", request.ids.len());
    let mut names = Vec::new();
    for id in &request.ids {
        names.push(prospects::row(&db, *id)?.name);
    }
    if let [name] = names.as_slice() {
        tx.say("name", name.clone());
    }
    give_reason(tx, &request.ids, &stage, request.lost_reason.as_deref(), rules)?;
    fill_required(tx, &request.ids, stage.id, &request.custom, rules)?;
    let positions = places(tx, stage.id, request)?;
    let mut moved = 0;
    for (id, position) in request.ids.iter().zip(positions) {
        moved += db.execute(
            "UPDATE prospect SET stage_id = ?2, position = ?3,
               updated_at = CASE WHEN stage_id = ?2 THEN updated_at ELSE ?4 END
             WHERE id = ?1 AND (stage_id <> ?2 OR position <> ?3)",
            params![id.0, stage.id.0, position, tx.at()],
        )?;
    }
    Ok(moved)
}

/// Positions for the moved cards: between two neighbours, or on top.
fn places(tx: &Tx<'_>, stage: Id, request: &MoveRequest) -> Outcome<Vec<i64>> {
    let count = request.ids.len() as i64;
    let db = tx.db();
    let Some(neighbour) = request.before.or(request.after) else {
        let top = top_position(&db, stage)? - GAP * (count - 1);
        return Ok((0..count).map(|rank| top + GAP * rank).collect());
    };
    let at: i64 = db
        .optional(
            "SELECT position FROM prospect WHERE id = ?1 AND stage_id = ?2",
            [neighbour.0, stage.0],
            |row| row.get(0),
        )?
        .ok_or_else(|| Failure::not_found("prospect", neighbour))?;
    let is_before = request.before.is_some();
    let moved: HashSet<i64> = request.ids.iter().map(|id| id.0).collect();
    let sql = if is_before {
        "SELECT id, position FROM prospect WHERE stage_id = ?1 AND deleted_at IS NULL AND (position, id) < (?2, ?3) ORDER BY position DESC, id DESC"
    } else {
        "SELECT id, position FROM prospect WHERE stage_id = ?1 AND deleted_at IS NULL AND (position, id) > (?2, ?3) ORDER BY position, id"
    };
    let other: Option<i64> = db
        .rows(&format!("{sql} LIMIT {}", moved.len() + 1), params![stage.0, at, neighbour.0], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })?
        .into_iter()
        .find(|(id, _)| !moved.contains(id))
        .map(|(_, position)| position);
    let (low, mut high) = if is_before {
        (other.unwrap_or(at - GAP * (count + 1)), at)
    } else {
        (at, other.unwrap_or(at + GAP * (count + 1)))
    };
    if high - low <= count {
        high = low + 2 * (count + 1);
        make_room(
            tx,
            stage,
            if is_before { (at, neighbour.0 - 1) } else { (at, neighbour.0) },
            high,
            &moved,
        )?;
    }
    let step = (high - low) / (count + 1);
    Ok((1..=count).map(|rank| low + step * rank).collect())
}

/// Pushes the cards behind a place down, each by as little as it takes, so that only a dense cluster moves.
fn make_room(tx: &Tx<'_>, stage: Id, behind: (i64, i64), floor: i64, moved: &HashSet<i64>) -> Outcome<()> {
    const BATCH: usize = 500;
    let mut next = floor;
    let mut seen = behind;
    loop {
        let following = tx.db().rows(
            &format!(
                "SELECT position, id FROM prospect WHERE stage_id = ?1 AND deleted_at IS NULL AND (position, id) > (?2, ?3)
                 ORDER BY position, id LIMIT {BATCH}"
            ),
            params![stage.0, seen.0, seen.1],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )?;
        for (position, id) in &following {
            if *position >= next {
                return Ok(());
            }
            if !moved.contains(id) {
                tx.db().execute("UPDATE prospect SET position = ?2 WHERE id = ?1", [*id, next])?;
                next += 2;
            }
        }
        match following.last() {
            // Those just pushed stand at or above `next - 2`: the next batch begins behind the last one read.
            Some(last) if following.len() == BATCH => seen = (last.0.max(next - 2), i64::MAX),
            _ => return Ok(()),
        }
    }
}
